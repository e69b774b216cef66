"""A sheet that holds one table of the registry, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from koperasi_cli.errors import Refused
from koperasi_cli.language import _, joined, ngettext
from koperasi_cli.tabular.native.layouts import Layout
from koperasi_cli.tabular.reading import Cell, Row, Sheet

# What a list of regions from elsewhere calls its columns.
OTHER_NAMES = {"region": {"kode": "code", "nama": "name", "tingkat": "level", "alias": "aliases"}}


class Line(NamedTuple):
    """One row: its number, its filled cells by column, and those that have no heading."""

    number: int
    cells: dict[str, Cell]
    extra: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Source:
    """A sheet that holds the rows of one table. ``ignored`` are the columns that the table has not."""

    sheet: Sheet
    table: str
    header: tuple[str, ...]
    header_line: int
    ignored: tuple[str, ...] = field(default=())

    @property
    def path(self) -> Path:
        return self.sheet.path

    @property
    def name(self) -> str:
        return self.sheet.path.name

    def lines(self) -> Iterator[Line]:
        """The rows under the header; blank ones are left out."""
        header, width = self.header, len(self.header)
        for number, cells in self.sheet.rows():
            if number <= self.header_line:
                continue
            filled = {name: c for name, c in zip(header, cells, strict=False) if c != ""}
            extra = tuple(c for c in cells[width:] if str(c).strip()) if len(cells) > width else ()
            if extra or any(str(cell).strip() for cell in filled.values()):
                yield Line(number, filled, extra)


def first_row(sheet: Sheet) -> Row | None:
    """The first row with anything in it: in a table of the registry, its header."""
    return next((row for row in sheet.rows() if any(str(cell).strip() for cell in row.cells)), None)


def column_names(row: Row, table: str) -> tuple[str, ...]:
    """The names of the columns of a table as a header has them."""
    others = OTHER_NAMES.get(table, {})
    words = [str(cell).strip().casefold() for cell in row.cells]
    return tuple(others.get(word, word) for word in words)


def open_sheet(sheet: Sheet, layout: Layout) -> Source:
    """A sheet as the rows of a table.

    Raises:
        Refused: it is empty, lacks a column that the table needs, or has one twice.
    """
    row = first_row(sheet)
    if row is None:
        raise Refused(
            _("{file} is empty.", file=sheet.path.name),
            _("Its first line has to name the columns."),
        )
    header, known = column_names(row, layout.table), layout.columns
    if missing := [name for name in layout.required if name not in header]:
        raise Refused(
            ngettext("{file} has no column {columns}.", "{file} has no columns {columns}.",
                     len(missing), file=sheet.path.name, columns=joined(missing)),
            _("A file {table}.csv has these columns: {columns}",
              table=layout.table, columns=", ".join(known)),
        )  # fmt: skip
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        raise Refused(
            _("{file} has column {columns} twice.", file=sheet.path.name, columns=joined(twice))
        )
    ignored = tuple(name for name in header if name and name not in known)
    return Source(sheet, layout.table, header, row.number, ignored)
