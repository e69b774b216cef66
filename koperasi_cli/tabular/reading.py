"""Reading a CSV file as people save it: any of three delimiters, with or without BOM.

A file is read row by row, so that a large one costs no memory; what cannot be read as a table at all
is refused before its first row.
"""

import codecs
import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from koperasi_cli.errors import Refused
from koperasi_cli.language import _, joined, ngettext, why

DELIMITERS = (",", ";", "\t")
ENCODINGS = ("utf-8-sig", "cp1252")
BLOCK = 1 << 20


class Line(NamedTuple):
    """One row of a file: the line it begins on, its filled cells by column, and those that have no
    heading."""

    number: int
    cells: dict[str, str]
    extra: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A file that holds the rows of one table. ``ignored`` are the columns that the table has not."""

    path: Path
    table: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_line: int = 1
    ignored: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        return self.path.name

    def lines(self) -> Iterator[Line]:
        """The rows under the header; blank ones are left out.

        Raises:
            Refused: from here on the file is no CSV.
        """
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter, strict=True)
            begins = 1
            try:
                for cells in reader:
                    number, begins = begins, reader.line_num + 1
                    if number <= self.header_line or not any(cell.strip() for cell in cells):
                        continue
                    filled = {name: c for name, c in zip(self.header, cells, strict=False) if c}
                    yield Line(number, filled, _beyond(cells, len(self.header)))
            except csv.Error:
                raise Refused(
                    _("{file} is no CSV from line {line} on.", file=self.name, line=begins),
                    _("Look for a quotation mark without its partner there."),
                ) from None


def open_source(
    path: Path, table: str, known: Collection[str], required: Collection[str]
) -> Source:
    """Look at a file's header: its encoding, its delimiter, its columns.

    Raises:
        Refused: it cannot be read, is empty, or lacks a column that the table needs.
    """
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        first, number = file.readline(), 1
        if first.lower().startswith("sep="):  # Excel's own hint
            first, number = file.readline(), 2
    header, delimiter = _header(first, known)
    if not any(header):
        raise Refused(
            _("{file} is empty.", file=path.name), _("Its first line has to name the columns.")
        )
    if missing := [name for name in required if name not in header]:
        raise Refused(
            ngettext("{file} has no column {columns}.", "{file} has no columns {columns}.",
                     len(missing), file=path.name, columns=joined(missing)),
            _("A file {table}.csv has these columns: {columns}",
              table=table, columns=", ".join(known)),
        )  # fmt: skip
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        raise Refused(
            _("{file} has column {columns} twice.", file=path.name, columns=joined(twice))
        )
    ignored = tuple(name for name in header if name and name not in known)
    return Source(path, table, encoding, delimiter, header, number, ignored)


def _header(line: str, known: Collection[str]) -> tuple[tuple[str, ...], str]:
    """The column names, with the delimiter that makes most of them known ones."""

    def cells(delimiter: str) -> tuple[str, ...]:
        try:
            found = next(csv.reader([line.strip("\r\n")], delimiter=delimiter), [])
        except csv.Error:
            return ()
        return tuple(cell.strip().casefold() for cell in found)

    best = max(DELIMITERS, key=lambda d: sum(name in known for name in cells(d)))
    return cells(best), best


def _beyond(cells: list[str], columns: int) -> tuple[str, ...]:
    return tuple(c for c in cells[columns:] if c.strip()) if len(cells) > columns else ()


def _encoding(path: Path) -> str:
    """UTF-8 where all of the file is that, else what Windows writes."""
    try:
        with path.open("rb") as file:
            if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                return "utf-16"
        for encoding in ENCODINGS:
            decoder = codecs.getincrementaldecoder(encoding)()
            try:
                with path.open("rb") as file:
                    while block := file.read(BLOCK):
                        decoder.decode(block)
                    decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                continue
            return encoding
    except OSError as error:
        raise Refused(_("{path} cannot be read ({why}).", path=path, why=why(error))) from error
    raise Refused(
        _("{file} is no text file.", file=path.name),
        _("Save it as CSV with UTF-8 encoding, and import that."),
    )
