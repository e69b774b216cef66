"""What a row changes in a cooperative on record, and how that is told."""

from typing import Any

from koperasi_cli.registry.journal import Update
from koperasi_cli.tabular.imported import FieldChange, Side


def placed(record: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """A written place says nothing of one whose region is known; and a village on record that would be
    left behind in another subdistrict is none."""
    subdistrict = values.get("subdistrict_code")
    known = record["place"] or ""
    if known and str(values.get("place", "")).startswith(f"{known}, "):  # and where that lies
        values = {name: value for name, value in values.items() if name != "place"}
    if record["subdistrict_code"] and not subdistrict:
        return {name: value for name, value in values.items() if name != "place"}
    village = record["village_code"]
    if subdistrict and village and not village.startswith(f"{subdistrict}."):
        return {"village_code": None, **values}
    return values


def told(update: Update) -> list[FieldChange]:
    return [
        FieldChange(update.id, "", field, update.before[field], after)
        for field, after in update.after.items()
        if field not in ("name_key", "legal_key", "book_year")
    ]


def side_of(id_: int | None, line: int | None, values: dict[str, Any], place: str | None) -> Side:
    return Side(id_, line, values["name"], values.get("nik"), values.get("legal_number"), place)
