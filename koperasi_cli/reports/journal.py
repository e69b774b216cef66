"""The journal as people read it: who changed what, when, and what stood there before."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from koperasi_cli.errors import NotFound
from koperasi_cli.headings import table_name
from koperasi_cli.language import _, moment, ngettext, number, shown
from koperasi_cli.queries import rows
from koperasi_cli.reports.changes import Changed, Reader, changed_fields
from koperasi_cli.reports.columns import under_heading
from koperasi_cli.reports.resolve import Found
from koperasi_cli.table import Column, Kind, Report, Table

HIDDEN = "…"
INDENT = "  "
Operation = dict[str, Any]


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many cooperatives, sessions, cases and operations the registry has."""
    return dict(rows(connection, "counts")[0])


def last_operation(connection: sqlite3.Connection) -> Operation | None:
    """The newest operation."""
    found = _operations(connection, limit=1)
    return found[0] if found else None


def commands_used(connection: sqlite3.Connection) -> list[str]:
    """The commands that wrote, those used most first."""
    return [row["command"] for row in rows(connection, "command_counts")]


def operations(connection: sqlite3.Connection, *, limit: int, readable: bool) -> Report:
    """The newest operations, and how many rows of which table each touched."""
    found = _operations(connection, limit=limit)
    all_ = counts(connection)["operations"]
    line = ngettext("{n} operation", "{n} operations", all_, n=number(all_))
    notes = []
    if all_ > len(found):
        notes.append(_("These are the newest {n}. More: --limit NUMBER", n=number(len(found))))
    if found:
        notes.append(_("One of them, field by field: koperasi log --operation NUMBER"))
    columns = [
        under_heading("id", kind=Kind.NUMBER),
        under_heading("at", kind=Kind.MOMENT),
        under_heading("actor"),
        under_heading("command", kind=Kind.COMMAND),
        under_heading("changes"),
        *_undo_columns(found),
    ]
    cells = [
        row | {"changes": _counted(row["changes"]) if readable else json.dumps(row["changes"])}
        for row in found
    ]
    return Report([line], [Table(columns, cells)], notes, found)


def about_cooperative(
    connection: sqlite3.Connection,
    one: Found,
    *,
    limit: int,
    contacts: bool,
    readable: bool,
    utc_offset_hours: int,
) -> Report:
    """What was changed about a cooperative, field by field, by the newest operations that did."""
    changes = rows(connection, "cooperative_changes", {"cooperative": one.id})
    ids = sorted({change["operation_id"] for change in changes}, reverse=True)
    shown = set(ids[:limit])
    changes = [change for change in changes if change["operation_id"] in shown]
    found = _operations(connection, only=shown)
    lines = [
        _("No. {id} {name}", id=one.id, name=one.name),
        ngettext("{n} operation", "{n} operations", len(ids), n=number(len(ids))),
    ]
    notes = []
    if len(ids) > len(shown):
        notes.append(_("These are the newest {n}. More: --limit NUMBER", n=number(len(shown))))
    changed = changed_fields(connection, changes, contacts=contacts)
    reader = Reader(connection, utc_offset_hours) if readable else None
    return _detailed(lines, notes, found, changed, reader, contacts)


def one_operation(
    connection: sqlite3.Connection,
    id_: int,
    *,
    contacts: bool,
    readable: bool,
    utc_offset_hours: int,
) -> Report:
    """What one operation changed, field by field.

    Raises:
        NotFound: there is none of that number.
    """
    found = _operations(connection, only=[id_])
    if not found:
        raise NotFound(
            _("There is no operation no. {id}.", id=id_),
            _("See those that there are: koperasi log"),
        )
    changes = rows(connection, "operation_changes", {"operation": id_})
    changed = changed_fields(connection, changes, contacts=contacts)
    reader = Reader(connection, utc_offset_hours) if readable else None
    return _detailed([], [], found, changed, reader, contacts)


def _operations(
    connection: sqlite3.Connection, *, limit: int = -1, only: Iterable[int] | None = None
) -> list[Operation]:
    parameters: dict[str, Any] = {"limit": limit}
    filters = ""
    if only is not None:
        filters = "AND o.id IN (SELECT value FROM json_each(:ids))"
        parameters["ids"] = json.dumps(sorted(only))
    found = [dict(row) for row in rows(connection, "operations", parameters, filters=filters)]
    counted: dict[int, dict[str, int]] = {row["id"]: {} for row in found}
    if found:
        span = {"first": found[-1]["id"], "last": found[0]["id"]}
        for row in rows(connection, "change_counts", span):
            if row["operation_id"] in counted:
                counted[row["operation_id"]][row["table_name"]] = row["number"]
    return [row | {"changes": counted[row["id"]]} for row in found]


def _counted(changes: Mapping[str, int]) -> str:
    return "; ".join(
        _("{table}: {n}", table=table_name(name), n=number(n)) for name, n in changes.items()
    )


def _undo_columns(found: Sequence[Operation]) -> list[Column]:
    """Which operation undid which; on the screen only where one did."""
    from dataclasses import replace

    return [
        replace(
            under_heading(key, kind=Kind.NUMBER),
            hidden=not any(row[key] for row in found),
            empty="",
        )
        for key in ("undone_by", "undoes")
    ]


def _detailed(
    lines: Sequence[str],
    notes: Sequence[str],
    found: Sequence[Operation],
    changed: Sequence[Changed],
    reader: Reader | None,
    contacts: bool,
) -> Report:
    """A table for each operation; for machines, which read one table, all of them in one."""
    by_operation: dict[int, list[Changed]] = {row["id"]: [] for row in found}
    for row in changed:
        by_operation[row.operation_id].append(row)
    data = [row | {"rows": [c.as_dict() for c in by_operation[row["id"]]]} for row in found]
    if reader is None:
        return Report(tables=[_flat(found, by_operation)], data=data)
    tables = [_table(row, by_operation[row["id"]], reader) for row in found]
    hidden = not contacts and any("phone" in row.fields for row in changed)
    said = [*notes, *([_("Phone numbers are left out. To see them: --contacts")] if hidden else [])]
    return Report(lines, tables, said, data)


def _table(operation: Operation, changed: Sequence[Changed], reader: Reader) -> Table:
    """Each row that was touched, and under it its fields: three columns fit any screen."""
    cells: list[dict[str, Any]] = []
    for row in changed:
        what = _("{table}, no. {id}", table=table_name(row.table_name), id=row.row_id)
        cells.append({"field": what, "before": "", "after": ""})
        for field, (before, after) in row.fields.items():
            hidden = field == "phone" and before is None and after is None
            cells.append(
                {
                    "field": INDENT + reader.field(row.table_name, field),
                    "before": HIDDEN if hidden else reader.said(row.table_name, field, before),
                    "after": HIDDEN if hidden else reader.said(row.table_name, field, after),
                }
            )
    columns = [under_heading(key) for key in ("field", "before", "after")]
    return Table(columns, cells, title=_title(operation, reader.utc_offset_hours))


def _title(operation: Operation, utc_offset_hours: int) -> str:
    said = {
        "id": operation["id"],
        "at": moment(operation["at"], utc_offset_hours),
        "actor": operation["actor"],
        "command": shown("command", operation["command"]),
    }
    if operation["undone_by"]:
        return _("Operation {id}, {at}, {actor}: {command} (undone by no. {other})",
                 other=operation["undone_by"], **said)  # fmt: skip
    if operation["undoes"]:
        return _("Operation {id}, {at}, {actor}: {command} (undoes no. {other})",
                 other=operation["undoes"], **said)  # fmt: skip
    return _("Operation {id}, {at}, {actor}: {command}", **said)


def _flat(found: Sequence[Operation], by_operation: Mapping[int, Sequence[Changed]]) -> Table:
    cells = [
        {
            "operation": row["id"],
            **{key: row[key] for key in ("at", "actor", "command", "undone_by", "undoes")},
            "table_name": one.table_name,
            "row_id": one.row_id,
            "action": one.action,
            "field": field,
            "before": before,
            "after": after,
        }
        for row in found
        for one in by_operation[row["id"]]
        for field, (before, after) in one.fields.items()
    ]
    keys = ("operation", "at", "actor", "command", "undone_by", "undoes", "table_name", "row_id",
            "action", "field", "before", "after")  # fmt: skip
    return Table([under_heading(key) for key in keys], cells)
