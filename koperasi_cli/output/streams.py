"""A report's table as rows of a workbook: labels as people read them, days and numbers as such."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from koperasi_cli.headings import HEADINGS, heading
from koperasi_cli.output.cells import machine, reading
from koperasi_cli.table import Column, Kind, Row, Stream, Table

UNKNOWN = "-"
_IN_WORDS = frozenset({Kind.CODE, Kind.YES_NO, Kind.COMMAND})


def as_stream(table: Table, name: str) -> Stream:
    """The columns that people see, under their headings; what is not known is an empty cell."""
    columns = [c for c in table.columns if c.kind is not Kind.BAR and not c.hidden]
    read = [_reader(column) for column in columns]

    def cells(row: Row) -> list[Any]:
        found = (row.get(column.key) for column in columns)
        return [r(value) for r, value in zip(read, found, strict=True)]

    return Stream(
        name,
        [_in_a_sheet(column) for column in columns],
        map(cells, table.rows),
        None if table.total is None else cells(table.total),
    )


def _in_a_sheet(column: Column) -> Column:
    return replace(
        column,
        label=column.label or (heading(column.key) if column.key in HEADINGS else ""),
        kind=Kind.TEXT if column.kind in _IN_WORDS else column.kind,
        empty="" if column.empty == UNKNOWN else column.empty,
    )


def _reader(column: Column) -> Callable[[Any], Any]:
    if column.kind in _IN_WORDS:
        return lambda value: None if value is None else reading(column, value)
    if column.kind is Kind.TEXT:
        return lambda value: None if value is None else str(machine(value))
    return lambda value: value.isoformat() if isinstance(value, date) else value
