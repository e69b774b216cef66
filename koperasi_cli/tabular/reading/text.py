"""CSV as people save it: any delimiter, any line ending, read row by row so that size costs nothing."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import cast

from koperasi_cli.errors import Refused
from koperasi_cli.language import _, why
from koperasi_cli.tabular.formulas import unguarded
from koperasi_cli.tabular.reading.encoding import find_encoding
from koperasi_cli.tabular.reading.sheet import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    Cell,
    Row,
    Sheet,
    too_long,
    too_wide,
)

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_ROWS = 50
SAMPLE = 1 << 18
# Excel's own note of the delimiter, on a line before the table.
HINT = re.compile(r'"?sep=([^\w"\s]|\t)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)


def text_sheet(path: Path) -> Sheet:
    """The one sheet of a text file.

    Raises:
        Refused: it is no text, or empty.
        OSError: it cannot be read.
    """
    encoding = find_encoding(path)
    with path.open(encoding=encoding.name, newline="") as file:
        sample = file.read(SAMPLE)
    hint = HINT.match(sample)
    delimiter = hint[1] if hint else find_delimiter(sample)
    rows = partial(_rows, path, encoding.name, delimiter, 1 if hint else 0)
    return Sheet(path, None, partial(_unguarded, rows) if encoding.guarded else rows)


def find_delimiter(sample: str) -> str:
    """The delimiter that splits most rows of the sample, and most evenly; a comma where none does.

    A wrong delimiter may split most rows too (a comma in every address, or money), but seldom the line
    that names the columns.
    """
    best, delimiter = (0.0, 0.0, 0), ","
    for candidate in DELIMITERS:
        widths = _widths(sample, candidate)
        several = Counter(width for width in widths if width > 1)
        if not several:
            continue
        width, alike = max(several.items(), key=lambda item: (item[1], item[0]))
        # Under titles a short table may be the smaller part of a file.
        if several.total() * 2 < len(widths) and alike < 3:
            continue
        score = (several.total() / len(widths), alike / len(widths), width)
        if score > best:
            best, delimiter = score, candidate
    return delimiter


def _widths(sample: str, delimiter: str) -> list[int]:
    """How many cells each row of the sample has that is not blank."""
    csv.field_size_limit(MOST_CHARACTERS)
    found: list[int] = []
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        for cells in islice(reader, SAMPLE_ROWS):
            if any(cells):
                found.append(len(cells))
    except csv.Error:
        pass
    # The last row may be cut off in its middle.
    return found[:-1] if len(sample) == SAMPLE and len(found) > 1 else found


def _rows(path: Path, encoding: str, delimiter: str, skipped: int) -> Iterator[Row]:
    begins = skipped + 1
    # The limit is the module's own, for every reader; nobody else here sets it.
    csv.field_size_limit(MOST_CHARACTERS)
    try:
        with path.open(encoding=encoding, newline="") as file:
            for _line in range(skipped):
                file.readline()
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            for cells in cast("Iterator[list[Cell]]", reader):
                if len(cells) > MOST_COLUMNS:
                    raise too_wide(path, begins, len(cells))
                yield Row(begins, cells)
                begins = reader.line_num + skipped + 1
    except csv.Error as error:
        hint = _("Look for a quotation mark without its partner there.")
        if "field limit" in str(error):
            raise too_long(path, begins, hint) from None
        message = _("{file} is no CSV from line {line} on.", file=path.name, line=begins)
        raise Refused(message, hint) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(_("{path} cannot be read ({why}).", path=path, why=why(error))) from error


def _unguarded(rows: "partial[Iterator[Row]]") -> Iterator[Row]:
    """The rows without the apostrophes that keep a spreadsheet from taking text for a formula."""
    for row in rows():
        for position, cell in enumerate(row.cells):
            if isinstance(cell, str) and cell.startswith("'"):
                row.cells[position] = unguarded(cell)
        yield row
