"""How one cell reads: for a person, for a spreadsheet, for a machine."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

from koperasi_cli.language import (
    _,
    day,
    label,
    moment,
    number,
    percent,
    rupiah,
    shown,
    speaking,
    visible,
)
from koperasi_cli.table import Column, Kind
from koperasi_cli.tabular.formulas import guarded

BAR_CELLS = 10


def reading(column: Column, value: Any, *, utc_offset_hours: int = 7) -> str:
    """A cell as a person reads it, in the language of the interface."""
    if value is None:
        return column.empty
    if value == "":
        return ""
    match column.kind:
        case Kind.CODE if column.codes is not None:
            return "; ".join(_code(column, part) for part in str(value).split(","))
        case Kind.MOMENT:
            return moment(value, utc_offset_hours)
        case Kind.YES_NO:
            return _("yes") if value else _("no")
        case Kind.DAY:
            return day(value if isinstance(value, date) else date.fromisoformat(value))
        case Kind.COMMAND:
            return shown("command", value)
        case kind:
            return _READ.get(kind, _plain)(value)


def machine(value: Any) -> Any:
    """A cell as JSON holds it: codes by value, days in ISO form, numbers as numbers."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return value


def json_text(data: object, *, ascii_only: bool = False) -> str:
    """A report's data as JSON, with no sign in it that a terminal would obey."""
    import json

    return json_seen(json.dumps(data, ensure_ascii=ascii_only, indent=2, default=machine))


def json_seen(text: str) -> str:
    """JSON with the same meaning, in which every sign is seen: the others by their numbers."""
    if text.isascii() and "\x7f" not in text:
        return text
    return "\n".join(
        line if line.isprintable() else "".join(map(_json_sign, line)) for line in text.split("\n")
    )


def _json_sign(sign: str) -> str:
    from json.encoder import encode_basestring_ascii

    return sign if sign == visible(sign) else encode_basestring_ascii(sign)[1:-1]


def for_spreadsheet(value: Any) -> str:
    """A cell of a CSV file. Text that looks like a formula gets an apostrophe in front.

    ``tabular.formulas.unguarded`` takes it off again, whatever the text was.
    """
    plain = machine(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return str(int(plain))
    return guarded(plain) if isinstance(plain, str) else str(plain)


def bar(fraction: float | None, *, ascii_only: bool) -> str:
    """A share, drawn: ten cells for the whole."""
    filled = round((fraction or 0) * BAR_CELLS)
    return ("#" if ascii_only else "▇") * filled


def _code(column: Column, value: str) -> str:
    assert column.codes is not None
    try:
        return label(column.codes(value))
    except ValueError:  # the word of a total row
        return visible(value)


def official(value: float) -> str:
    """A figure as Indonesian documents print it: ``1.234``; millions of rupiah, a float, ``1.234,5``."""
    if value == 0:
        return "-"
    with speaking("id"):
        return number(value, 1 if isinstance(value, float) else 0)


def _plain(value: Any) -> str:
    return visible(str(value))


_READ: dict[Kind, Callable[[Any], str]] = {
    Kind.COUNT: number,
    Kind.SHARE: percent,
    Kind.MONEY: rupiah,
    Kind.OFFICIAL: official,
}
