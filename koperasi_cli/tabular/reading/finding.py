"""Which files there are, and what kind each of them is: its content decides, not its name."""

from collections.abc import Sequence
from pathlib import Path
from stat import S_ISREG

from koperasi_cli.errors import Refused
from koperasi_cli.language import _, why
from koperasi_cli.tabular.reading.json_ import json_sheets
from koperasi_cli.tabular.reading.sheet import OLE, ZIP, Sheet, empty
from koperasi_cli.tabular.reading.text import text_sheet

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".json")


def sheets(path: Path) -> list[Sheet]:
    """The sheets of a file that hold anything; hidden ones are left out.

    Raises:
        Refused: it cannot be read, is empty, damaged, protected, too large, or of no kind known here.
    """
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            raise Refused(_("{path} is no file.", path=path))
        with path.open("rb") as file:
            start = file.read(8)
        if not start:
            raise empty(path)
        if start.startswith((ZIP, OLE)):
            # Its libraries are not needed for text, nor by the process that reads workbooks.
            from koperasi_cli.tabular.reading.workbook import workbook_sheets

            return workbook_sheets(path)
        if path.suffix.lower() == ".json":
            return json_sheets(path)
        return [text_sheet(path)]
    except OSError as error:
        raise Refused(_("{path} cannot be read ({why}).", path=path, why=why(error))) from error


def find_files(paths: Sequence[Path]) -> list[Path]:
    """These files, and those in these folders that can be read by their name; each of them once.

    Folders within folders, hidden files and the lock files of spreadsheet programs are left out.

    Raises:
        Refused: a path is not there, or a folder cannot be looked into.
    """
    found: list[Path] = []
    for path in paths:
        try:
            if path.is_dir():
                found += sorted(file for file in path.iterdir() if _is_data(file))
            elif path.exists():
                found.append(path)
            else:
                raise Refused(_("There is no file {path}.", path=path))
        except (OSError, ValueError) as error:
            raise Refused(_("{path} cannot be read ({why}).", path=path, why=why(error))) from error
    return list(dict.fromkeys(found))


def _is_data(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))
    return not hidden and path.suffix.lower() in SUFFIXES and path.is_file()
