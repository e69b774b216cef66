"""Cooperatives as the list and the page of one show them, with their status on a day."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from koperasi_cli.queries import rows
from koperasi_cli.reports.columns import Listing, under_heading
from koperasi_cli.reports.counting import FOREVER
from koperasi_cli.reports.indication import Indicated, indications
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.officers import in_care
from koperasi_cli.reports.selection import CODES, Selection
from koperasi_cli.table import Column, Kind, Row
from koperasi_cli.vocabulary import Code, Grade, Indication, NikStatus, Status

# What is computed of each; a list does so only where it is asked for.
COMPUTED = ("indication", "indication_reason", "computed_grade", "grade_reason")
# Every column of the table, and what is known through it: the contract of ``list --json``.
COLUMNS = (
    "id", "recorded_at", "withdrawn_at", "name", "name_key", "nik", "legal_number", "legal_key",
    "legal_date", "amendment_number", "amendment_date", "form", "sector", "category", "industry",
    "management", "line", "address", "subdistrict_code", "subdistrict", "village_code", "village",
    "place", "chair", "secretary", "treasurer", "supervisor", "manager", "board_term_ends_on",
    "phone", "nik_status", "certificate_expires_on", "ods_grade", "officer_id", "officer", "note",
    "in_care_of", "status", "status_since", "tags", *COMPUTED,
)  # fmt: skip
SHOWN = ("id", "name", "sector", "subdistrict", "status", "status_since")
SHOWN_INDICATED = ("id", "name", "subdistrict", "status", "indication", "indication_reason")
_CODES: dict[str, type[Code]] = {
    **CODES, "nik_status": NikStatus, "ods_grade": Grade, "indication": Indication,
    "computed_grade": Grade,
}  # fmt: skip
_KINDS = {
    "id": Kind.NUMBER, "officer_id": Kind.NUMBER, "legal_date": Kind.DAY, "status_since": Kind.DAY,
    "amendment_date": Kind.DAY, "board_term_ends_on": Kind.DAY, "certificate_expires_on": Kind.DAY,
    "recorded_at": Kind.MOMENT, "withdrawn_at": Kind.MOMENT,
}  # fmt: skip


def columns() -> list[Column]:
    """The columns under their headings, in the language of the interface."""
    return [under_heading(key, codes=_CODES.get(key), kind=_KINDS.get(key)) for key in COLUMNS]


def cooperatives(
    connection: sqlite3.Connection,
    on: date,
    *,
    known: str = FOREVER,
    selection: Selection | None = None,
    contacts: bool = False,
) -> Listing:
    """Those that had a status on a day. Phone numbers are left out unless ``contacts``."""
    chosen = selection or Selection()
    found = rows(
        connection,
        "cooperatives",
        {"on": on.isoformat(), "known": known, **chosen.parameters},
        filters=chosen.fragment,
        even_without_status="LEFT" if chosen.without_status else "",
    )
    care = in_care(connection)
    cells = [_cells(row, contacts, care) for row in found]
    return Listing(columns(), cells, SHOWN, "name", with_tags)


def cooperative(
    connection: sqlite3.Connection,
    id_: int,
    on: date,
    *,
    known: str = FOREVER,
    contacts: bool = False,
) -> dict[str, Any]:
    """One of them, also on a day when it had no status yet."""
    (row,) = rows(
        connection,
        "cooperatives",
        {"on": on.isoformat(), "known": known, "id": id_},
        filters="AND c.id = :id",
        even_without_status="LEFT",
    )
    return _cells(row, contacts, in_care(connection))


def matching(
    connection: sqlite3.Connection, on: date, *, known: str, selection: Selection
) -> frozenset[int] | None:
    """The numbers of those that the filters mean; None where nothing was filtered."""
    if not selection.fragments:
        return None
    found = rows(
        connection,
        "cooperatives",
        {"on": on.isoformat(), "known": known, **selection.parameters},
        filters=selection.fragment,
    )
    return frozenset(row["id"] for row in found)


def with_indications(
    connection: sqlite3.Connection, found: Sequence[Row], on: date, office: OfficeFacts
) -> list[Row]:
    """The same rows with the cells ``COMPUTED``; those of the dissolved stay empty."""
    judged = indications(connection, on, office, ids=[row["id"] for row in found])
    return [{**row, **computed(judged.get(row["id"]), row["status"])} for row in found]


def computed(indicated: Indicated | None, status: str | None) -> dict[str, Any]:
    """What is computed of one, as cells; nothing of one that is dissolved."""
    if indicated is None or status == Status.DISSOLVED:
        return dict.fromkeys(COMPUTED)
    cells = (
        indicated.indication.value, indicated.reason, indicated.grade and indicated.grade.value,
        indicated.grade_reason,
    )  # fmt: skip
    return dict(zip(COMPUTED, cells, strict=True))


def with_tags(row: Row) -> Mapping[str, Any]:
    """The cells of one as JSON has them: its tags are an array."""
    return {**row, "tags": row["tags"].split(",") if row["tags"] else []}


def _cells(row: sqlite3.Row, contacts: bool, care: Mapping[str, str]) -> dict[str, Any]:
    """The officer of its own goes first; else it is in the care of the subdistrict's."""
    cells = dict(zip(row.keys(), row, strict=True))
    cells["in_care_of"] = cells["officer"] or care.get(cells["subdistrict_code"])
    del cells["status_reason"]
    if not contacts:
        cells["phone"] = None
    return cells
