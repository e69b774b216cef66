"""What a row of a file changes in a record: only what differs, and nothing is emptied."""

from typing import Any

from koperasi_cli.registry.journal import Update, stored

_KEYS = {"name": "name_key", "legal_number": "legal_key"}
# Emptied where the subdistrict moves away from it.
_CAN_BE_EMPTIED = "village_code"


def differing(id_: int, record: dict[str, Any], values: dict[str, Any]) -> Update | None:
    """The known values that are others; None where there is none.

    Names and numbers that differ only in what people vary (capitals, spaces, KSP for Koperasi Simpan
    Pinjam) are the same.
    """
    after = {}
    for name, new in values.items():
        value, old = stored(new), record[name]
        if old == value or (value is None and name != _CAN_BE_EMPTIED):
            continue
        if old is not None and _reads_the_same(name, record, values, value):
            continue
        after[name] = value
    for name, key in _KEYS.items():
        if name not in after:
            after.pop(key, None)
    return Update(id_, {name: record[name] for name in after}, after) if after else None


def _reads_the_same(name: str, record: dict[str, Any], values: dict[str, Any], value: Any) -> bool:
    key = _KEYS.get(name)
    if key in record:
        return bool(record[key] == values.get(key))
    return isinstance(record[name], str) and _bare(record[name]) == _bare(value)


def _bare(text: object) -> str:
    return " ".join(str(text).casefold().split())
