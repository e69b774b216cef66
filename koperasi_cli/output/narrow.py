"""Screens too narrow for a table: each row on lines of its own, a field a line, or two."""

import shutil
from collections.abc import Sequence
from typing import TYPE_CHECKING

from koperasi_cli.output.cells import reading
from koperasi_cli.output.plain import GAP, width
from koperasi_cli.table import RIGHT, Column, Kind, Row

if TYPE_CHECKING:
    from rich.table import Table as Grid
    from rich.text import Text

NARROWEST = 20
FEW = 3  # so many columns may have towers of text
TALLEST = 6  # lines of one cell
BAR_WIDTH = 10


def room() -> int:
    """How many cells a line of this terminal has; one that says that it has hardly any is wrong."""
    return max(shutil.get_terminal_size().columns, NARROWEST)


def too_narrow(
    columns: Sequence[Column], rows: Sequence[Row], room: int, utc_offset_hours: int
) -> bool:
    """Whether the columns side by side would break words, cut numbers, or make towers of text."""
    least, longest = [], []
    for column in columns:
        if column.kind is Kind.BAR:
            least.append(BAR_WIDTH)
            longest.append(BAR_WIDTH)
            continue
        texts = [
            reading(column, r.get(column.key), utc_offset_hours=utc_offset_hours) for r in rows
        ]
        texts.append(column.label)
        longest.append(max(map(width, texts)))
        words = [] if column.kind in RIGHT else [word for text in texts for word in text.split()]
        least.append(max(map(width, words), default=longest[-1]))
    spare = room - sum(least) - len(GAP) * (len(columns) - 1)
    if spare < 0:
        return len(columns) > 1
    return len(columns) > FEW and any(
        most > TALLEST * (few + spare) for few, most in zip(least, longest, strict=True)
    )


def records(columns: Sequence[Column], rows: Sequence[Sequence["Text"]], room: int) -> "Grid":
    """The rows one below the other, each field beside its heading, or below it if words would break."""
    from rich.padding import Padding
    from rich.table import Table as Grid
    from rich.text import Text

    fields = [
        [
            (Text(column.label, style="bold"), cell)
            for column, cell in zip(columns, row, strict=True)
            if column.kind is not Kind.BAR and cell.plain
        ]
        for row in rows
    ]
    words = (width(word) for row in fields for _label, cell in row for word in cell.plain.split())
    left = max(width(column.label) for column in columns)
    beside = left + len(GAP) + max(words, default=0) <= room
    grid = Grid(box=None, pad_edge=False, show_header=False)
    if beside:
        grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for position, row in enumerate(fields):
        if position:
            grid.add_row("")
        for label, cell in row:
            if beside:
                grid.add_row(label, cell)
                continue
            if label:
                grid.add_row(label)
            grid.add_row(
                Padding(cell, (0, 0, 0, len(GAP) if label or cell is not row[0][1] else 0))
            )
    return grid
