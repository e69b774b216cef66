"""Workbooks (.xlsx, .xlsm, .xls, .ods): read once by another process into a temporary file, from which
their rows are taken as often as wanted, without holding them in memory."""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from errno import errorcode
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from koperasi_cli.tabular.reading.archives import damaged, kind_of, protected, too_large
from koperasi_cli.tabular.reading.extraction import FAILED, TRAILER, Contents
from koperasi_cli.tabular.reading.sheet import Row, Sheet, empty, too_long, too_wide

EXTRACT = "from koperasi_cli.tabular.reading.extraction import main; raise SystemExit(main())"
SECONDS, SECONDS_PER_MEGABYTE = 30, 1
"""How long reading may take: many times what it does take."""
MOST_MEMORY = 6 << 30
MEMORY_OF = {".xls": 2 << 30}
"""An .xls has at most 65,536 rows of 256 columns; the others have a million."""
UNCAUGHT = 1
"""Python's exit code where an exception was not: a bug, and no fault of the file."""
KINDS = {".xlsx": ".xlsx", ".xlsm": ".xlsx", ".xls": ".xls", ".ods": ".ods", ".xlsb": ".xlsb"}


class _Spool:
    """A file without a name, there for as long as a sheet that is read from it."""

    def __init__(self) -> None:
        self.file: IO[bytes] = TemporaryFile()  # noqa: SIM115

    def __del__(self) -> None:
        self.file.close()


def workbook_sheets(path: Path) -> list[Sheet]:
    """The sheets that hold anything, without the hidden ones.

    Raises:
        Refused: it is damaged, protected, too large, too wide, or empty.
        OSError: it cannot be read, or there is no room for the temporary file.
    """
    kind, size = kind_of(path)
    spool = _Spool()
    with TemporaryDirectory() as folder:
        # calamine goes by the name. Where that is wrong it is given a copy with the right one.
        named = path
        if KINDS.get(path.suffix) != kind:
            named = Path(shutil.copyfile(path, Path(folder, f"workbook{kind}")))
        _extract(path, named, kind, size, spool.file)
    contents = _contents(spool.file)
    match contents["wrong"]:
        case "password":
            raise protected(path)
        case "large":
            raise too_large(path)
        case "wide":
            raise too_wide(path, *contents["where"])
        case "long":
            raise too_long(path, contents["where"][0])
        case str():
            raise damaged(path)
    if not contents["sheets"]:
        raise empty(path)
    return [
        Sheet(path, name, partial(_rows, spool, begins, chunks))
        for name, begins, chunks in contents["sheets"]
    ]


def _extract(path: Path, named: Path, kind: str, size: int, spool: IO[bytes]) -> None:
    """Have it read by a process that may be ended, by itself or by us."""
    memory = MEMORY_OF.get(kind, MOST_MEMORY)
    try:
        ran = subprocess.run(
            [sys.executable, "-P", "-c", EXTRACT, str(named), str(memory)],
            stdin=subprocess.DEVNULL, stdout=spool, stderr=subprocess.PIPE, check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            timeout=SECONDS + SECONDS_PER_MEGABYTE * size // 1_000_000,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise damaged(path) from None
    if (number := ran.returncode - FAILED) in errorcode:
        raise OSError(number, os.strerror(number))
    if ran.returncode == UNCAUGHT:
        raise RuntimeError(ran.stderr.decode(errors="replace"))
    if ran.returncode:
        raise too_large(path)


def _contents(spool: IO[bytes]) -> Contents:
    spool.seek(-TRAILER, os.SEEK_END)
    spool.seek(int.from_bytes(spool.read(TRAILER), "big"))
    contents: Contents = pickle.load(spool)
    return contents


def _rows(spool: _Spool, begins: int, chunks: int) -> Iterator[Row]:
    numbers = count(1)
    for _chunk in range(chunks):
        # Several may read from the one file in turn.
        spool.file.seek(begins)
        rows = pickle.load(spool.file)
        begins = spool.file.tell()
        yield from map(Row, numbers, rows)
