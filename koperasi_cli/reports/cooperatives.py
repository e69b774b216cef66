"""Cooperatives as the list and the page of one show them, with their status on a day."""

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from koperasi_cli.queries import rows
from koperasi_cli.reports.columns import Listing, under_heading
from koperasi_cli.reports.counting import FOREVER
from koperasi_cli.reports.selection import CODES, Selection
from koperasi_cli.table import Column, Kind, Row
from koperasi_cli.vocabulary import Code, Grade, NikStatus

# Every column of the table, and what is known through it: the contract of ``list --json``.
COLUMNS = (
    "id", "recorded_at", "withdrawn_at", "name", "name_key", "nik", "legal_number", "legal_key",
    "legal_date", "amendment_number", "amendment_date", "form", "sector", "category", "industry",
    "management", "line", "address", "subdistrict_code", "subdistrict", "village_code", "village",
    "place", "chair", "secretary", "treasurer", "supervisor", "manager", "board_term_ends_on",
    "phone", "nik_status", "certificate_expires_on", "ods_grade", "officer_id", "officer", "note",
    "status", "status_since", "tags",
)  # fmt: skip
SHOWN = ("id", "name", "sector", "subdistrict", "status", "status_since")
_CODES: dict[str, type[Code]] = {**CODES, "nik_status": NikStatus, "ods_grade": Grade}
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
    cells = [_cells(row, contacts) for row in found]
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
    return _cells(row, contacts)


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


def with_tags(row: Row) -> Mapping[str, Any]:
    """The cells of one as JSON has them: its tags are an array."""
    return {**row, "tags": row["tags"].split(",") if row["tags"] else []}


def _cells(row: sqlite3.Row, contacts: bool) -> dict[str, Any]:
    cells = dict(zip(row.keys(), row, strict=True))
    del cells["status_reason"]
    if not contacts:
        cells["phone"] = None
    return cells
