"""What an undo does: each field that changes and what is withdrawn or stands again, or how many."""

import sqlite3
from typing import Any

from koperasi_cli.headings import heading, table_name
from koperasi_cli.language import _, number, visible
from koperasi_cli.queries import rows
from koperasi_cli.reports.changes import Changed, Reader, changed_fields
from koperasi_cli.reports.journal.words import RowWords
from koperasi_cli.table import Column, Kind, Report, Table

FEW = 20  # rows that are shown one by one; of more, their numbers


def undo_report(
    connection: sqlite3.Connection,
    id_: int,
    *,
    contacts: bool,
    readable: bool,
    utc_offset_hours: int,
) -> Report:
    """What the undo of that number changed: a table, and the same as data.

    It can be asked in the undo's own transaction, before anybody has agreed to it.
    """
    counted = [dict(row) for row in rows(connection, "undone_rows", {"operation": id_})]
    data: dict[str, Any] = {"tables": counted}
    if sum(row["withdrawn"] + row["restored"] + row["changed"] for row in counted) > FEW:
        return Report(tables=[_counted(counted, readable)], data=data)
    changes = rows(connection, "operation_changes", {"operation": id_})
    updates = [change for change in changes if change["action"] == "update"]
    changed = changed_fields(connection, updates, contacts=contacts)
    data["rows"] = [one.as_dict() for one in changed]
    if not readable:
        return Report(tables=[_flat(changed)], data=data)
    words = RowWords(connection, Reader(connection, utc_offset_hours), changed, None)
    hidden = not contacts and any("phone" in one.fields for one in changed)
    notes = [_("Phone numbers are left out. To see them: --contacts")] if hidden else []
    return Report(tables=[_detailed(changed, words)], notes=notes, data=data)


def as_lines(table: Table) -> list[str]:
    """The table as a question has it: a line a row."""
    first, *others = table.columns
    lines = []
    for row in table.rows:
        if others[0].kind is Kind.COUNT:
            cells = ", ".join(f"{c.label} {number(row[c.key])}" for c in others if row[c.key])
        else:
            cells = " → ".join("-" if row[c.key] is None else row[c.key] for c in others)
        line = f"{row[first.key]}: {cells}" if cells.strip(" →") else row[first.key]
        lines.append(visible(line))  # what is on record does not begin a line of ours
    return lines


def _counted(counted: list[dict[str, Any]], readable: bool) -> Table:
    columns = [
        Column("table_name", heading("table_name")),
        Column("withdrawn", heading("withdrawn_at"), Kind.COUNT),
        Column("restored", heading("restored"), Kind.COUNT),
        Column("changed", heading("changed"), Kind.COUNT),
    ]
    named = [row | {"table_name": table_name(row["table_name"])} for row in counted]
    return Table(columns, named if readable else counted)


def _flat(changed: list[Changed]) -> Table:
    """A field a row, as machines read it."""
    keys = ("table_name", "row_id", "field", "before", "after")
    cells = [
        dict(zip(keys, (one.table_name, one.row_id, field, *values), strict=True))
        for one in changed
        for field, values in one.fields.items()
    ]
    return Table([Column(key, heading(key)) for key in keys], cells)


def _detailed(changed: list[Changed], words: RowWords) -> Table:
    """Each row by name, and under it its fields, as the journal has them."""
    columns = [Column(key, heading(key)) for key in ("field", "before", "after")]
    return Table(columns, [cell for one in changed for cell in words.cells(one)])
