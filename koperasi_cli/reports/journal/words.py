"""A row that an operation touched, in words: which it is, what happened to it, field by field."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from koperasi_cli.headings import table_name
from koperasi_cli.language import _
from koperasi_cli.queries import rows
from koperasi_cli.reports.changes import Changed, Reader
from koperasi_cli.reports.resolve import Found
from koperasi_cli.reports.row_names import KNOWN_BY

HIDDEN = "…"
INDENT = "  "


class RowWords:
    """Says rows and their fields. The sessions that they speak of are looked up at once."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        reader: Reader,
        changed: Sequence[Changed],
        about: Found | None,
    ) -> None:
        self.reader = reader
        self.about = about
        asked = {one.row["session_id"] for one in changed if one.table_name == "attendance"}
        found = rows(
            connection, "rows_by_id", {"ids": json.dumps(sorted(asked))}, table="mentoring_session"
        )
        self.sessions = {row["id"]: dict(row) for row in found}

    def cells(self, one: Changed) -> Iterator[dict[str, Any]]:
        """The row by name, then each of its fields."""
        fields = dict(one.fields)
        before, after = "", ""
        if one.action == "insert":
            after = _("added")
        if "withdrawn_at" in fields:
            stood = fields.pop("withdrawn_at")[0] is None
            before, after = (_("stands"), _("withdrawn"))[:: 1 if stood else -1]
        yield {"field": self.name(one), "before": before, "after": after}
        for field, (old, new) in fields.items():
            hidden = field == "phone" and old is None and new is None
            was = "" if one.action == "insert" else self.reader.said(one.table_name, field, old)
            yield {
                "field": INDENT + self.reader.field(one.table_name, field),
                "before": HIDDEN if hidden else was,
                "after": HIDDEN if hidden else self.reader.said(one.table_name, field, new),
            }

    def name(self, one: Changed) -> str:
        """``Tags, no. 5: kdmp (no. 12 Koperasi Melati)``."""
        what = _("{table}, no. {id}", table=table_name(one.table_name), id=one.row_id)
        what = capitalised(what)
        table, row = one.table_name, one.row
        if table == "attendance":
            table, row = "mentoring_session", self.sessions.get(row["session_id"], {})
        parts = [self.reader.said(table, field, row.get(field)) for field in KNOWN_BY[table]]
        if said := ", ".join(filter(None, parts)):
            what = f"{what}: {said}"
        if one.cooperative_id is None or self.about or one.table_name == "cooperative":
            return what
        name = _("no. {id} {name}", id=one.cooperative_id, name=one.cooperative)
        return f"{what} ({name})"


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
