"""Tables on a screen too narrow for them: each row on lines of its own, a field a line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from koperasi_cli.output.cells import reading
from koperasi_cli.output.plain import GAP, width
from koperasi_cli.table import RIGHT, Column, Kind, Row

if TYPE_CHECKING:
    from rich.table import Table as Grid
    from rich.text import Text

FEW = 3  # so many columns always stand side by side
TALLEST = 6  # lines of one cell
BAR_WIDTH = 10


def too_narrow(
    columns: Sequence[Column], rows: Sequence[Row], room: int, utc_offset_hours: int
) -> bool:
    """Whether the columns side by side would break words, cut numbers, or make towers of text."""
    if len(columns) <= FEW:
        return False
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
    return spare < 0 or any(
        most > TALLEST * (few + spare) for few, most in zip(least, longest, strict=True)
    )


def records(columns: Sequence[Column], rows: Sequence[Sequence["Text"]]) -> "Grid":
    """The rows one below the other, each field beside its heading."""
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=None, pad_edge=False, show_header=False)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for position, row in enumerate(rows):
        if position:
            grid.add_row("", "")
        for column, cell in zip(columns, row, strict=True):
            if column.kind is not Kind.BAR and cell.plain:
                grid.add_row(Text(column.label, style="bold"), cell)
    return grid
