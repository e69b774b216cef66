"""Excel's limits on text: the length of a cell, the names of sheets. It counts in UTF-16."""

from collections.abc import Collection

LONGEST_CELL = 32_767
LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_RESERVED = "history"


def cut(text: str, longest: int = LONGEST_CELL) -> str:
    """The text itself, or as much of it as there is room for, with an ellipsis."""
    if len(text) <= longest and (2 * len(text) <= longest or _length(text) <= longest):
        return text
    shorter = text[: longest - 1]
    while _length(shorter) > longest - 1:
        shorter = shorter[: -max(1, (_length(shorter) - longest + 1) // 2)]
    return f"{shorter}…"


def sheet_name(text: str, taken: Collection[str]) -> str:
    """A name for a sheet that Excel allows, and that none of ``taken`` (without case) has."""
    plain = "".join(c for c in text.translate(_NOT_IN_NAMES) if c.isprintable())
    plain = " ".join(plain.split()).strip("' ") or "1"
    name, number = cut(plain, LONGEST_NAME).strip("'"), 1
    while name.casefold() in taken or name.casefold() == _RESERVED:
        number += 1
        end = f" ({number})"
        name = cut(plain, LONGEST_NAME - len(end)) + end
    return name


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
