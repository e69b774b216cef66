"""Tables as CSV: rows of text that every spreadsheet reads."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from koperasi_cli.language import visible
from koperasi_cli.output.cells import for_spreadsheet
from koperasi_cli.table import Kind, Stream, Table
from koperasi_cli.tabular.formulas import FORMULA_STARTS

_APART = re.compile(r'[",;|\t\r\n]')
_GUARDED = frozenset({*FORMULA_STARTS, "'"})


def write_table(file: TextIO, table: Table, *, delimiter: str, line_end: str) -> None:
    """A table of a report: its cells as they are, under their stable English names."""
    keys = [column.key for column in table.columns if column.kind is not Kind.BAR]
    file.write(_line(keys, delimiter, line_end))
    file.writelines(
        _line([visible(for_spreadsheet(row.get(key))) for key in keys], delimiter, line_end)
        for row in table.rows
    )


def write_stream(file: TextIO, stream: Stream, *, delimiter: str) -> int:
    """A table row by row, as Windows ends its lines; how many rows there were."""
    file.write(_line(_cells([column.label for column in stream.columns]), delimiter, "\r\n"))
    empty = [column.empty for column in stream.columns]
    rows = _with_empty(stream.rows, empty) if any(empty) else map(_cells, stream.rows)
    written = 0
    for row in rows:
        file.write(_line(row, delimiter, "\r\n"))
        written += 1
    return written


def _line(row: Sequence[Any], delimiter: str, line_end: str) -> str:
    """A line of CSV. Whatever stands between cells somewhere is quoted, not only here: a spreadsheet
    that goes by semicolons would find a cell, and a formula in it, behind one in a text."""
    cells = ["" if cell is None else str(cell) for cell in row]
    if cells == [""]:
        return f'""{line_end}'
    quoted = [
        '"' + cell.replace('"', '""') + '"' if _APART.search(cell) or delimiter in cell else cell
        for cell in cells
    ]
    return delimiter.join(quoted) + line_end


def _cells(row: Sequence[Any]) -> list[Any]:
    """Text that looks like a formula is guarded; the rest csv writes as ``for_spreadsheet`` would."""
    return [
        for_spreadsheet(cell) if type(cell) is str and cell[:1] in _GUARDED else cell
        for cell in row
    ]


def _with_empty(rows: Iterable[Sequence[Any]], empty: Sequence[str]) -> Iterable[list[Any]]:
    """The words for what is not known are the layout's own, and no formula: "-" stays so."""
    for row in rows:
        cells = _cells(row)
        yield [word if cell is None else cell for cell, word in zip(cells, empty, strict=True)]
