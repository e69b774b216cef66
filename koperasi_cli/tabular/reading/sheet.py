"""What every kind of file is turned into."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from koperasi_cli.errors import Refused
from koperasi_cli.language import _

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What the files of the newer and of the older spreadsheet programs begin with."""
MOST_COLUMNS = 2_000
"""A wider sheet is no list that anyone made: it is damaged, or meant to use up memory."""
MOST_CHARACTERS = 1_000_000
"""A longer cell is an unclosed quotation mark, or no text."""

Cell = str | int | float | date
"""``""`` is an empty cell. Truth is "1" or "0"; a time of the day, or a day with one, is ISO text."""


class Row(NamedTuple):
    """A row and its place: the line of a text file that it begins on, the row of a workbook, the
    position in a JSON array; all count from 1."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True)
class Sheet:
    """A table of cells. ``name`` is that of a workbook's sheet or a JSON object's key.

    ``rows`` begins anew each time that it is called, and gives blank rows too. Where ``keyed``, its
    first row is number 0 and holds the keys of the objects. It raises Refused where from some row on
    the file cannot be read.
    """

    path: Path
    name: str | None
    rows: Callable[[], Iterator[Row]]
    keyed: bool = False


def empty(path: Path) -> Refused:
    return Refused(_("{file} is empty.", file=path.name))


def too_wide(path: Path, number: int, columns: int) -> Refused:
    return Refused(
        _(
            "Line {line} of {file} has {columns} columns; at most {most} can be read.",
            file=path.name, line=number, columns=columns, most=MOST_COLUMNS,
        ),
        _("Delete the columns beyond the table, save the file, and try again."),
    )  # fmt: skip


def too_long(path: Path, number: int, hint: str | None = None) -> Refused:
    return Refused(
        _(
            "A cell in line {line} of {file} has more than {most} characters.",
            file=path.name, line=number, most=MOST_CHARACTERS,
        ),
        hint or _("Shorten it, save the file, and try again."),
    )  # fmt: skip
