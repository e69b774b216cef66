"""What a text file is written in, found by reading all of it once in blocks."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from koperasi_cli.errors import Refused
from koperasi_cli.language import _
from koperasi_cli.tabular.formulas import FORMULA_STARTS
from koperasi_cli.tabular.reading.sheet import empty

BLOCK = 1 << 20
LONGEST_LINE = 16
"""In blocks. A file without a line break for so long would have to be held in memory as one line."""
LOOKED_AT = 4096
BYTE_ORDER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Kinds of files that may hold no NUL, so that Windows-1252 would take them for text.
DOCUMENTS, PICTURES = (b"%PDF-", b"{\\rtf"), (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
PACKED = (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
PAGE = re.compile(r"\s*<(!doctype|html|head|body|table|meta|\?xml)\b|MIME-Version:", re.IGNORECASE)
GUARDED = re.compile(f"'(?:[{re.escape(''.join(FORMULA_STARTS))}]|$)")


@dataclass(frozen=True)
class Encoding:
    """The name of an encoding that reads all of a file; whether it may hold guarded formulas."""

    name: str
    guarded: bool


class _Unreadable(Exception):
    """A text that no sheet can come from."""


def find_encoding(path: Path) -> Encoding:
    """UTF-16 where it looks like that, UTF-8 where all of the file is that, else Windows-1252.

    Raises:
        Refused: it is no text, or it is a web page.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
    for name in _candidates(start):
        try:
            return Encoding(name, _reads(path, name))
        except UnicodeDecodeError:
            continue
        except _Unreadable:
            break
    raise Refused(
        _("{file} is no text file.", file=path.name),
        _("Save it as CSV with UTF-8 encoding, and import that."),
    )


def _candidates(start: bytes) -> tuple[str, ...]:
    if start.startswith((*DOCUMENTS, *PICTURES, *PACKED)):
        return ()
    if start.startswith(BYTE_ORDER_MARKS):
        return ("utf-16",)
    # Latin letters in UTF-16 have a NUL as every other byte, and other text has none at all.
    first, second = start[::2].count(0), start[1::2].count(0)
    if second > len(start) / 5 and not first:
        return ("utf-16-le",)
    if first > len(start) / 5 and not second:
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _reads(path: Path, encoding: str) -> bool:
    """Whether what can be read in this encoding holds something that looks like a guarded formula."""
    decoder = codecs.getincrementaldecoder(encoding)()
    guarded = filled = False
    unbroken = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            text = decoder.decode(block)
            if "\0" in text:
                raise _Unreadable
            if not filled:
                if PAGE.match(text):
                    raise _page(path)
                filled = bool(text.strip())
            guarded = guarded or GUARDED.search(text) is not None
            unbroken = 0 if "\n" in text or "\r" in text else unbroken + 1
            if unbroken >= LONGEST_LINE:
                raise _Unreadable
    decoder.decode(b"", final=True)
    if not filled:
        raise empty(path)
    return guarded


def _page(path: Path) -> Refused:
    return Refused(
        _("{file} is a web page or XML, whatever its name says.", file=path.name),
        _("Open it in Excel or LibreOffice, save it as .xlsx, and import that."),
    )
