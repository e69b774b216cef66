"""A page off a terminal: no colour, no width, nothing cut; quick for any size, and without rich."""

from collections.abc import Iterator, Sequence

from koperasi_cli.language import visible
from koperasi_cli.output.cells import bar, reading
from koperasi_cli.table import RIGHT, Column, Kind, Report, Row, Table

GAP = "  "


def page(report: Report, banner: str | None, utc_offset_hours: int, *, ascii_only: bool) -> str:
    """The banner, the lines, the tables and the notes, with an empty line between them."""
    blocks = [banner] if banner else []
    if report.lines:
        blocks.append("\n".join(visible(line) for line in report.lines))
    if report.chart:
        blocks.append("\n".join(visible(line) for line in report.chart))
    for table in report.tables:
        if table.rows or table.total:
            blocks.append("\n".join(_table(table, utc_offset_hours, ascii_only)))
    if report.notes:
        blocks.append("\n".join(visible(line) for line in report.notes))
    return "\n\n".join(blocks)


def width(text: str) -> int:
    """How many cells a text fills on a screen; most text fills one for each character."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _table(table: Table, utc_offset_hours: int, ascii_only: bool) -> Iterator[str]:
    columns = [column for column in table.columns if not column.hidden]

    def cell(column: Column, row: Row) -> str:
        value = row.get(column.key)
        if column.kind is Kind.BAR:
            return bar(value, ascii_only=ascii_only)
        return reading(column, value, utc_offset_hours=utc_offset_hours)

    cells = [[cell(column, row) for column in columns] for row in table.rows]
    if table.total is not None:
        cells.append([cell(column, table.total) for column in columns])
    if any(column.label for column in columns):
        cells.insert(0, [visible(column.label) for column in columns])
    if table.title:
        yield visible(table.title)
    yield from _aligned(cells, [column.kind in RIGHT for column in columns])


def _aligned(cells: Sequence[Sequence[str]], right: Sequence[bool]) -> Iterator[str]:
    sizes = [[width(text) for text in row] for row in cells]
    widest = [max(column) for column in zip(*sizes, strict=True)]
    for row, row_sizes in zip(cells, sizes, strict=True):
        parts = []
        for text, size, most, at_right in zip(row, row_sizes, widest, right, strict=True):
            space = " " * (most - size)
            parts.append(space + text if at_right else text + space)
        yield GAP.join(parts).rstrip()
