"""Run in a process of its own: everything in a workbook, written to a file in chunks of rows.

calamine takes a workbook into memory as a whole. A damaged file, or one made for it, can make it ask
for more memory than there is, which ends the process that it runs in, or go round in circles. So that
is not ours: its memory has a limit, and its parent (``workbook``) watches its time.

Written are pickled lists of rows, then ``Contents``, then 8 bytes with where ``Contents`` begins.
"""

import pickle
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import IO, Any, TypedDict

from koperasi_cli.tabular.reading.sheet import MOST_CHARACTERS, MOST_COLUMNS
from koperasi_cli.tabular.reading.values import cell

CHUNK = 500
FAILED = 100
"""The exit code for an error of the system, to which its number is added."""
TRAILER = 8
# An .ods has errors as text; for those of Excel calamine gives nothing.
ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)|Err:\d{3}")


class _TooLong(Exception):
    """A cell that is no text. Its argument is the number of its row."""


class Contents(TypedDict):
    """The sheets that hold anything: name, where they begin, chunks. Else what is wrong: "password",
    "large", "damaged"; or where: "wide" with a row and the sheet's columns, "long" with the row."""

    sheets: list[tuple[str, int, int]]
    wrong: str | None
    where: tuple[int, ...]


def main() -> int:
    """``PATH MOST_BYTES``; the file is standard output."""
    path, most_bytes = sys.argv[1], int(sys.argv[2])
    # Windows has no such limit; there a request for too much fails at once.
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    try:
        extract(path, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except OSError as error:
        return FAILED + (error.errno or 0)
    return 0


def extract(path: str, out: IO[bytes]) -> None:
    """Write all that ``out`` is to have.

    Raises:
        OSError: the file cannot be read, or ``out`` not be written.
    """
    contents: Contents = {"sheets": [], "wrong": None, "where": ()}
    try:
        _extract(path, out, contents)
    except (OSError, ImportError):
        raise
    except _TooLong as error:
        contents["wrong"], contents["where"] = "long", error.args
    except MemoryError:
        contents["wrong"] = "large"
    # A panic of calamine's (PanicException) is no Exception.
    except BaseException as error:
        contents["wrong"] = "password" if type(error).__name__ == "PasswordError" else "damaged"
    begins = out.tell()
    pickle.dump(contents, out)
    out.write(begins.to_bytes(TRAILER, "big"))


def _extract(path: str, out: IO[bytes], contents: Contents) -> None:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    workbook = CalamineWorkbook.from_path(path)
    for position, known in enumerate(workbook.sheets_metadata):
        if known.visible != SheetVisibleEnum.Visible:
            continue
        sheet = workbook.get_sheet_by_index(position)
        if sheet.start is None or sheet.end is None:
            continue
        if sheet.end[1] >= MOST_COLUMNS:
            far = MOST_COLUMNS - sheet.start[1]
            wide = (n for n, row in enumerate(sheet.iter_rows(), 1) if any(row[max(far, 0) :]))
            number = next(wide, sheet.start[0] + 1)
            contents["wrong"], contents["where"] = "wide", (number, sheet.end[1] + 1)
            return
        begins, chunks = out.tell(), 0
        rows = _rows(sheet, sheet.start[1], errors_are_text=path.endswith(".ods"))
        rows = _filled_down(rows, sheet.merged_cell_ranges or ())
        while chunk := list(islice(rows, CHUNK)):
            pickle.dump(chunk, out, pickle.HIGHEST_PROTOCOL)
            chunks += 1
        contents["sheets"].append((known.name, begins, chunks))


def _rows(sheet: Any, columns_before: int, *, errors_are_text: bool) -> Iterator[list[Any]]:
    """The rows from the sheet's first, each from its first column. calamine leaves out the columns
    before the first cell, but not the rows."""
    before = [""] * columns_before
    text = _no_error if errors_are_text else _text
    for number, row in enumerate(sheet.iter_rows(), 1):
        try:
            yield before + [text(value) if type(value) is str else cell(value) for value in row]
        except ValueError:
            raise _TooLong(number) from None


def _filled_down(
    rows: Iterator[list[Any]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> Iterator[list[Any]]:
    """The rows, with what stands in cells merged downwards in each of them: a subdistrict written once
    beside all of its cooperatives. Those merged sideways are titles, and stay as they are."""
    begins: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (first, column), (last, last_column) in merged:
        if column == last_column and last > first:
            begins[first].append((last, column))
    open_: list[tuple[int, int, Any]] = []
    for number, row in enumerate(rows):
        open_ = [known for known in open_ if known[0] >= number]
        for _last, column, value in open_:
            if column < len(row) and row[column] == "":
                row[column] = value
        open_ += [(last, at, row[at]) for last, at in begins.pop(number, ()) if at < len(row)]
        yield row


def _no_error(value: str) -> str:
    if value.startswith(("#", "Err:")) and ERROR.fullmatch(value):
        return ""
    return _text(value)


def _text(value: str) -> str:
    if len(value) > MOST_CHARACTERS:
        raise ValueError
    return value
