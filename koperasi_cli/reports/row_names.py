"""What a row of the registry is called where a person reads of it: ``no. 12 Koperasi Melati``,
``tags, no. 5: kdmp (no. 12 Koperasi Melati)``."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from koperasi_cli.headings import table_name
from koperasi_cli.language import _
from koperasi_cli.queries import rows
from koperasi_cli.reports.changes import Reader

# What tells the rows of a table apart, besides the row that they belong to.
KNOWN_BY: dict[str, tuple[str, ...]] = {
    "office": ("name",),
    "region": ("code", "name"),
    "officer": ("name",),
    "officer_subdistrict": ("subdistrict_code",),
    "cooperative": ("name",),
    "tag": ("name",),
    "status_change": ("status", "effective_on"),
    "annual_report": ("book_year",),
    "product": ("name", "year"),
    "mentoring_session": ("kind", "topic", "held_on", "planned_on"),
    "attendance": (),
    "revitalization": ("opened_on",),
    "revitalization_cause": ("cause",),
    "financing": ("lender", "scheme"),
    "target": ("indicator", "year"),
    "publication": ("audience", "on"),
}
# The rows that a row belongs to, by the column that refers to them.
OWNERS = {
    "cooperative_id": "cooperative",
    "session_id": "mentoring_session",
    "revitalization_id": "revitalization",
    "officer_id": "officer",
}
BELONGING = {
    "officer_subdistrict": "officer_id",
    "revitalization_cause": "revitalization_id",
    "attendance": "session_id",
}


class RowNames:
    """Names rows, those that no longer stand too."""

    def __init__(self, connection: sqlite3.Connection, utc_offset_hours: int) -> None:
        self.connection = connection
        self.reader = Reader(connection, utc_offset_hours)

    def name(self, table: str, id_: int) -> str:
        """What a row is called: its table and number, what it says, and whose it is."""
        row = self._row(table, id_)
        said = ", ".join(filter(None, self._parts(table, row)))
        if table == "cooperative":
            return _("no. {id} {name}", id=id_, name=said)
        what = _("{table}, no. {id}", table=table_name(table), id=id_)
        if said:
            what = f"{what}: {said}"
        owner = row.get("cooperative_id")
        return f"{what} ({self.name('cooperative', owner)})" if owner else what

    def said(self, table: str, field: str, value: Any) -> str | None:
        """The value of a field in words: a row that it refers to by its name."""
        if field in OWNERS and field not in self.reader.names and value is not None:
            return self.name(OWNERS[field], value)
        return self.reader.said(table, field, value)

    def _parts(self, table: str, row: dict[str, Any]) -> Iterator[str | None]:
        for field in KNOWN_BY[table]:
            yield self.reader.said(table, field, row.get(field))
        if owner := row.get(BELONGING.get(table, "")):
            yield self.name(OWNERS[BELONGING[table]], owner)

    def _row(self, table: str, id_: int) -> dict[str, Any]:
        found = rows(self.connection, "rows_by_id", {"ids": json.dumps([id_])}, table=table)
        return dict(found[0]) if found else {}
