"""What was found in the journal, as it is read: on a page, in a sheet, line by line, or as data."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from koperasi_cli.backups import RESTORE
from koperasi_cli.headings import heading, table_name
from koperasi_cli.language import _, moment, ngettext, number, shown
from koperasi_cli.reports.changes import Changed, Reader, changed_fields
from koperasi_cli.reports.columns import under_heading
from koperasi_cli.reports.journal.finding import Journal, Operation
from koperasi_cli.reports.journal.words import RowWords, capitalised
from koperasi_cli.reports.resolve import Found
from koperasi_cli.table import Column, Kind, Report, Row, Table

FEW = 20  # rows of one operation that are shown; of more, how many there are

_OF_OPERATION = ("operation", "at", "actor", "command", "undone_by", "undoes")
_OF_ROW = ("cooperative_id", "cooperative", "table_name", "row_id", "action")
_OF_FIELD = ("field", "before", "after")


class Face(Enum):
    """For whom it is: a reader, somebody who filters it in a sheet, a program."""

    PAGE = auto()  # a table for each operation
    SHEET = auto()  # one table, in words
    LINES = auto()  # one table, of values as they are stored
    DATA = auto()


@dataclass(frozen=True)
class Showing:
    """How it is shown: ``most`` rows of an operation (None: all), phones only with ``contacts``."""

    face: Face
    utc_offset_hours: int
    contacts: bool = False
    most: int | None = FEW

    @property
    def in_words(self) -> bool:
        return self.face in (Face.PAGE, Face.SHEET)


def listed(found: Journal, showing: Showing) -> Report:
    """The operations, and how many rows of which table each touched."""
    operations = found.operations
    columns = [
        under_heading("id", kind=Kind.NUMBER),
        under_heading("at", kind=Kind.MOMENT),
        under_heading("actor"),
        under_heading("command", kind=Kind.COMMAND),
        *_present(operations, "cooperative"),
        under_heading("changes"),
        *_present(operations, "undone_by", "undoes", kind=Kind.NUMBER),
    ]
    cells: list[Row] = [
        row | {"changes": _counted(row), "cooperative": _cooperative(row)} for row in operations
    ]
    if (
        showing.face is Face.PAGE
    ):  # what undid what stands beside the command, and saves two columns
        columns = [under_heading("command") if c.key == "command" else c for c in columns[:-2]]
        cells = [{**row, "command": _command(row)} for row in cells]
    elif showing.face is not Face.SHEET:
        columns += [under_heading(key, kind=Kind.NUMBER) for key in ("cooperative_id", "version")]
        cells = [row | {"changes": json.dumps(row["changes"])} for row in operations]
    return Report(tables=[Table(columns, cells)], data=operations)


def detailed(
    connection: sqlite3.Connection, found: Journal, showing: Showing, about: Found | None
) -> Report:
    """Each field that the operations changed, before and after. The rows of the cooperative that all
    of it is ``about`` need not say so."""
    changes = [change for one in found.operations for change in found.changes[one["id"]]]
    changed = changed_fields(connection, changes, contacts=showing.contacts)
    by_operation: dict[int, list[Changed]] = {row["id"]: [] for row in found.operations}
    for row in changed:
        by_operation[row.operation_id].append(row)
    report = Report(notes=_left_out(changed, showing))
    if showing.face is Face.DATA:
        data = [
            row | {"rows": [one.as_dict() for one in by_operation[row["id"]]]}
            for row in found.operations
        ]
        return replace(report, data=data)
    if showing.face is Face.LINES:
        return replace(report, tables=[_lines(found.operations, by_operation)])
    words = RowWords(connection, Reader(connection, showing.utc_offset_hours), changed, about)
    if showing.face is Face.SHEET:
        return replace(report, tables=[_sheet(found.operations, by_operation, words)])
    tables = [
        _page(row, by_operation[row["id"]], words, showing.utc_offset_hours)
        for row in found.operations
    ]
    return replace(report, tables=tables)


def not_all(found: Journal) -> list[str]:
    """That there is more than what is shown, where there is."""
    told = []
    if found.all > len(found.operations):
        shown_ = number(len(found.operations))
        told.append(_("These are the newest {n}. More: --limit NUMBER", n=shown_))
    return told + [
        ngettext(
            "Of operation no. {id}, {n} more row is not shown. All of them: --all",
            "Of operation no. {id}, {n} more rows are not shown. All of them: --all",
            more, n=number(more), id=id_,
        )
        for id_, more in found.left_out.items() if more
    ]  # fmt: skip


def _left_out(changed: Sequence[Changed], showing: Showing) -> list[str]:
    if showing.contacts or not any("phone" in row.fields for row in changed):
        return []
    return [_("Phone numbers are left out. To see them: --contacts")]


def _counted(operation: Operation) -> str | None:
    if operation["command"] == RESTORE and not operation["changes"]:
        return _("a backup took the registry's place")
    return "; ".join(
        _("{table}: {n}", table=table_name(name), n=number(n))
        for name, n in operation["changes"].items()
    ) or None  # fmt: skip


def _cooperative(row: Row) -> str | None:
    if row["cooperative_id"] is None:
        return None
    return _("no. {id} {name}", id=row["cooperative_id"], name=row["cooperative"])


def _command(row: Row) -> str:
    """The command, with what it undid and what undid it: ``undo no. 7 (undone by no. 9)``."""
    name = shown("command", row["command"])
    if row["undoes"]:
        name = _("{command} no. {id}", command=name, id=row["undoes"])
    if row["undone_by"]:
        name = _("{command} (undone by no. {id})", command=name, id=row["undone_by"])
    return name


def _present(found: Sequence[Operation], *keys: str, kind: Kind = Kind.TEXT) -> list[Column]:
    """Columns that people see only where one of the operations has something in them."""
    return [
        replace(under_heading(key, kind=kind), hidden=not any(row[key] for row in found), empty="")
        for key in keys
    ]


def _page(
    operation: Operation, changed: Sequence[Changed], words: RowWords, utc_offset_hours: int
) -> Table:
    """Each row that was touched, and under it its fields: three columns fit any screen."""
    cells = [cell for one in changed for cell in words.cells(one)]
    if not changed:
        cells.append({"field": capitalised(_counted(operation) or ""), "before": "", "after": ""})
    columns = [under_heading(key) for key in _OF_FIELD]
    return Table(columns, cells, title=_title(operation, utc_offset_hours))


def _title(operation: Operation, utc_offset_hours: int) -> str:
    return _(
        "Operation {id}, {at}, {actor}: {command}",
        id=operation["id"],
        at=moment(operation["at"], utc_offset_hours),
        actor=operation["actor"],
        command=_command(operation),
    )


def _sheet(
    found: Sequence[Operation], by_operation: Mapping[int, Sequence[Changed]], words: RowWords
) -> Table:
    """A field a row, with all that it is filtered by beside it, in words."""
    cells: list[Row] = []
    for operation in found:
        first = _of_operation(operation)
        for one in by_operation[operation["id"]]:
            name, *fields = words.cells(one)
            of_row = {
                **first,
                "cooperative": _cooperative(vars(one)),
                "table_name": table_name(one.table_name),
                "row": name["field"],
            }
            happened = {key: name[key] for key in ("before", "after")}
            if any(happened.values()) or not fields:
                cells.append(of_row | happened)
            cells += [of_row | field | {"field": field["field"].strip()} for field in fields]
        if not by_operation[operation["id"]]:
            cells.append(first | {"row": capitalised(_counted(operation) or "")})
    columns = [
        *_operation_columns(),
        *map(under_heading, ("cooperative", "table_name")),
        under_heading("row", titled="row_id"),
        *map(under_heading, _OF_FIELD),
    ]
    return Table(columns, cells, title=heading("changes"))


def _lines(found: Sequence[Operation], by_operation: Mapping[int, Sequence[Changed]]) -> Table:
    """A field a row, its values as they are stored; a row or an operation without any has one too."""
    cells: list[Row] = []
    for operation in found:
        first = _of_operation(operation)
        for one in by_operation[operation["id"]]:
            of_row = first | {key: getattr(one, key) for key in _OF_ROW}
            fields = [(name, *values) for name, values in one.fields.items()]
            cells += [
                of_row | dict(zip(_OF_FIELD, field, strict=True)) for field in fields
            ] or [of_row]  # fmt: skip
        if not by_operation[operation["id"]]:
            cells.append(first)
    return Table([*_operation_columns(), *map(under_heading, (*_OF_ROW, *_OF_FIELD))], cells)


def _of_operation(operation: Operation) -> Operation:
    return {"operation": operation["id"], **{key: operation[key] for key in _OF_OPERATION[1:]}}


def _operation_columns() -> list[Column]:
    kinds = {"at": Kind.MOMENT, "actor": Kind.TEXT, "command": Kind.COMMAND}
    return [under_heading(key, kind=kinds.get(key, Kind.NUMBER)) for key in _OF_OPERATION]
