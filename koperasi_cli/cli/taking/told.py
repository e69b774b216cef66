"""What an import has to say: how many rows of each kind, and each thing that it did to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.taking.notes import CHANGES_LISTED, notes
from koperasi_cli.errors import ExitCode, Problem
from koperasi_cli.headings import heading, table_name
from koperasi_cli.language import _, day, label, ngettext, number, rupiah
from koperasi_cli.registry.fields import MONEY
from koperasi_cli.table import Column, Kind, Report, Row, Table
from koperasi_cli.tabular.imported import FieldChange, Imported, Possible
from koperasi_cli.tabular.lists.cells import CODES, DATES, RULES
from koperasi_cli.tabular.recognition import Recognised
from koperasi_cli.vocabulary import Outcome

LISTED = 100
HIDDEN = "…"
COUNTED = ("read", "new", "changed", "known", "possible", "refused", "skipped")
SOMETIMES = frozenset({"changed", "possible", "skipped"})
"""Columns that only stand on the screen where they have something to say."""


def told(desk: Desk, result: Imported, found: Recognised, done: Report, *, saved: bool) -> Report:
    """The report of an import: ``done`` has the lines of the transaction."""
    desk.turn_to(desk.database)  # the office may have come with the files
    counted = [
        {"table": counts.table, "file": None if name == counts.table else name,
         "name": table_name(name), **{key: getattr(counts, key) for key in COUNTED}}
        for name, counts in result.tables.items()
    ]  # fmt: skip
    return replace(
        done,
        lines=[*(_saved(result, found) if saved else ()), *done.lines],
        tables=[*_tables(result, counted), *done.tables],
        notes=[*done.notes, *notes(result, found)],
        data=_data(result, found, counted),
        warnings=[*done.warnings, *told_problems(result.problems)],
        exit_code=_exit_code(result, saved),
    )


def told_problems(problems: Sequence[Problem]) -> list[str]:
    """A line for each of the first problems, and how many there are."""
    lines = [
        ":".join(
            str(part) for part in (one.file, one.sheet, one.line, one.column) if part is not None
        )
        + (f": {one.value}: " if one.value is not None else ": ")
        + one.message
        for one in problems[:LISTED]
    ]
    if problems:
        lines.append(ngettext("{n} problem.", "{n} problems.", len(problems)))
    if len(problems) > LISTED:
        lines[-1] += " " + _("These are the first {n}; all of them: --json", n=LISTED)
    return lines


def _exit_code(result: Imported, saved: bool) -> ExitCode:
    if not saved:
        return ExitCode.REFUSED
    return ExitCode.PROBLEMS if result.problems else ExitCode.DONE


def _saved(result: Imported, found: Recognised) -> list[str]:
    if not (result.new or result.changed):
        return [_("Nothing changed.")]
    lines, n = [], number
    if found.tables:
        new = sum(c.new for name, c in result.tables.items() if name == c.table)
        changed = sum(c.changed for name, c in result.tables.items() if name == c.table)
        if new:
            lines.append(ngettext("Saved: {count} new row.", "Saved: {count} new rows.", new,
                                  count=n(new)))  # fmt: skip
        if changed:
            lines.append(ngettext("Saved: {count} row changed.", "Saved: {count} rows changed.",
                                  changed, count=n(changed)))  # fmt: skip
    if found.lists:
        new = sum(c.new for name, c in result.tables.items() if name != c.table)
        changed = sum(c.changed for name, c in result.tables.items() if name != c.table)
        if new:
            lines.append(ngettext("Saved: {count} new cooperative.",
                                  "Saved: {count} new cooperatives.", new, count=n(new)))  # fmt: skip
        if changed:
            lines.append(ngettext("Saved: {count} cooperative changed.",
                                  "Saved: {count} cooperatives changed.", changed,
                                  count=n(changed)))  # fmt: skip
    return lines


def _tables(result: Imported, counted: Sequence[dict[str, Any]]) -> list[Table]:
    columns = [
        Column("table", heading("table_name"), hidden=True),
        Column("file", heading("file"), hidden=True),
        Column("name", heading("table_name")),
        *(
            Column(key, heading(key), Kind.COUNT,
                   hidden=key in SOMETIMES and not any(row[key] for row in counted))
            for key in COUNTED
        ),
    ]  # fmt: skip
    tables = [Table(columns, counted)]
    if result.changes:
        tables.append(_changes(result.changes))
    if result.possible:
        tables.append(_possible(result.possible))
    if result.skipped:
        tables.append(_skipped(result))
    if cleaned := [(rule, n) for rule, n in result.cleaned.items() if n]:
        tables.append(
            Table(
                [Column("rule", heading("rule")), Column("cells", heading("cells"), Kind.COUNT)],
                [{"rule": _(RULES[rule]), "cells": n} for rule, n in sorted(cleaned)],
                title=_("Mended on the way"),
            )
        )
    return tables


def _changes(changes: Sequence[FieldChange]) -> Table:
    columns = [
        Column("id", heading("id"), Kind.NUMBER),
        Column("name", heading("name")),
        Column("field", heading("field")),
        Column("change", heading("change")),
    ]
    listed: list[Row] = [
        {
            "id": change.cooperative_id,
            "name": change.name,
            "field": field_of(change),
            "change": f"{said(change.field, change.before)} → {said(change.field, change.after)}",
        }
        for change in changes[:CHANGES_LISTED]
    ]
    return Table(columns, listed, title=_("Changed"))


def field_of(change: FieldChange) -> str:
    """The field's name, with the book year that it is of."""
    name = heading(change.field)
    if change.book_year is None:
        return name
    return _("{field}, book year {year}", field=name, year=change.book_year)


def said(field: str, value: Any) -> str:
    """A value as a person reads it; a phone number is left out of every output."""
    if field == "phone":
        return HIDDEN
    if value is None:
        return "-"
    if field == "outcome":
        return label(Outcome(value))
    if field in CODES:
        return label(CODES[field](value))
    if field in DATES:
        return day(date.fromisoformat(value))
    return rupiah(value) if field in MONEY else str(value)


def _possible(possible: Sequence[Possible]) -> Table:
    """The two records side by side, field under field."""
    several = len({(one.file, one.sheet) for one in possible}) > 1
    columns = [
        Column("file", heading("file"), hidden=not several, empty=""),
        Column("line", heading("line_number"), Kind.NUMBER, empty=""),
        Column("field", heading("field")),
        Column("row", heading("in_file")),
        Column("other", heading("on_record")),
    ]
    rows: list[Row] = []
    for pair in possible[:LISTED]:
        other = pair.other
        number_there = _("no. {id}", id=other.id) if other.id else _("line {line}", line=other.line)
        rows += [
            {"file": ", ".join(filter(None, (pair.file, pair.sheet))),
             "line": pair.line, "field": heading("name"), "row": pair.row.name,
             "other": f"{other.name} ({number_there})"},
            {"field": heading("nik"), "row": pair.row.nik, "other": other.nik},
            {"field": heading("legal_number"), "row": pair.row.legal_number,
             "other": other.legal_number},
            {"field": heading("held_at"), "row": pair.row.place, "other": other.place},
        ]  # fmt: skip
    return Table(columns, rows, title=_("Possible duplicates, held back"))


def _skipped(result: Imported) -> Table:
    several = len({(one.file, one.sheet) for one in result.skipped}) > 1
    columns = [
        Column("file", heading("file"), hidden=not several),
        Column("line", heading("line_number"), Kind.NUMBER),
        Column("lines", heading("lines"), Kind.COUNT),
        Column("why", heading("why")),
        Column("text", heading("text")),
    ]
    rows = [
        {**one._asdict(), "file": ", ".join(filter(None, (one.file, one.sheet)))}
        for one in result.skipped[:CHANGES_LISTED]
    ]
    return Table(columns, rows, title=_("Lines that are no cooperatives"))


def _data(result: Imported, found: Recognised, counted: Sequence[Row]) -> dict[str, Any]:
    sheets = dict.fromkeys(str(sheet.path) for sheet in found.sheets)
    return {
        "files": list(sheets),
        "tables": [{k: v for k, v in row.items() if k != "name"} for row in counted],
        "problems": [problem._asdict() for problem in result.problems],
        "warnings": [warning._asdict() for warning in result.warnings],
        "changes": [change._asdict() for change in result.changes],
        "possible": [
            {**pair._asdict(), "row": pair.row._asdict(), "other": pair.other._asdict()}
            for pair in result.possible
        ],
        "skipped": [one._asdict() for one in result.skipped],
        "cleaned": {rule: n for rule, n in result.cleaned.items() if n},
    }
