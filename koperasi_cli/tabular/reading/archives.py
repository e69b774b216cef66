"""What kind of workbook a file is by its content, and whether it may be opened at all."""

import mmap
from pathlib import Path
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from koperasi_cli.errors import Refused
from koperasi_cli.language import _
from koperasi_cli.tabular.reading.sheet import OLE

MOST_BYTES = 500_000_000
"""What a workbook may unpack to. One with a million rows has about 300 MB."""
MOST_ENTRIES = 10_000
MUCH, MOST_RATIO = 50_000_000, 200
"""Above so many bytes nothing made by people is packed so tightly."""
PROTECTED = "EncryptedPackage".encode("utf-16-le")


def kind_of(path: Path) -> tuple[str, int]:
    """The suffix that the file should have, and how many bytes there are to read.

    Raises:
        Refused: it is damaged, too large, protected by a password, or no workbook.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        if file.read(len(OLE)) == OLE:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                if content.find(PROTECTED) >= 0:
                    raise protected(path)
                return ".xls", len(content)
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
    except (BadZipFile, LargeZipFile, ValueError, NotImplementedError):
        raise damaged(path) from None
    return _kind(path, entries), _size(path, entries)


def _size(path: Path, entries: list[ZipInfo]) -> int:
    unpacked = sum(entry.file_size for entry in entries)
    bomb = unpacked > MUCH and unpacked > path.stat().st_size * MOST_RATIO
    if unpacked > MOST_BYTES or len(entries) > MOST_ENTRIES or bomb:
        raise too_large(path)
    return unpacked


def _kind(path: Path, entries: list[ZipInfo]) -> str:
    names = {entry.filename.lower() for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise protected(path)
    if "xl/workbook.bin" in names:
        return ".xlsb"
    if any(name.startswith("xl/") for name in names):
        return ".xlsx"
    if "content.xml" in names:
        return ".ods"
    raise Refused(
        _("{file} is no workbook.", file=path.name),
        _("If it is a packed folder, unpack it, and import what is in it."),
    )


def damaged(path: Path) -> Refused:
    return Refused(
        _("{file} is damaged, or no workbook.", file=path.name),
        _("Open it in Excel or LibreOffice, save it as .xlsx, and import that."),
    )


def too_large(path: Path) -> Refused:
    return Refused(
        _("{file} is too large to be opened.", file=path.name),
        _(
            "Look for a cell far away from the others and delete it; or save each sheet as CSV, and"
            " import that."
        ),
    )


def protected(path: Path) -> Refused:
    return Refused(
        _("{file} is protected by a password.", file=path.name),
        _("Save it without a password, and import that."),
    )
