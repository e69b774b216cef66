"""Whether a text has a person's NIK in it: a number that must not be stored, in whatever field.

It has sixteen digits (DOMAIN.md, 4): six of a region, six of the day of birth (ddmmyy, and 40 more on
the day of a woman), four of a serial number. A cooperative's NIK has thirteen, a legal number letters
between its digits, a telephone number fewer; a tax number of sixteen, which a cooperative has too,
begins with 0.
"""

import re
import unicodedata
from itertools import accumulate

NIK_DIGITS = 13
PERSONAL_NIK_DIGITS = 16
_APART = r"[ ./_\-\u2010-\u2015\u2212]{1,3}"
_MANY = re.compile(rf"\d(?:(?:{_APART})?\d){{15}}")
_RUN = re.compile(rf"\d+(?:{_APART}\d+)*")
_SIGNS = r"[./-]"
_DAY = re.compile(
    rf"(?<!\d)(?:\d{{4}}({_SIGNS})\d\d?\1\d\d?|\d\d?({_SIGNS})\d\d?\2\d{{4}})(?!\d)(?! ?{_SIGNS}\d)"
)
_PHONE = r"(?:\+62|0)[ .-]?\d{2,4}[ .-]\d{3,4}(?:[ .-]\d{2,4})?(?!\d)"
_PHONES = re.compile(rf"(?<!\d)(?<!\d[ ./-]){_PHONE}(?:[ ./-]{{1,3}}{_PHONE})*")
_BUILT = re.compile(r"[1-9]\d{5}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}")
_PARTS = ({6, 12}, {4, 8, 12})
"""Where people put the spaces: region, day and serial number apart, or four digits at a time."""


def has_persons_nik(text: str) -> bool:
    """Whether a person's NIK stands in a text, in one piece or in groups.

    In one piece any sixteen digits are taken for one, whatever day they name: a misspelled one is a
    person's all the same. In groups, where dates and telephone numbers may stand side by side, they
    have to be built like one.
    """
    if len(text) < PERSONAL_NIK_DIGITS or not _MANY.search(text):
        return False
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(c, c)) for c in text)
    if any(not piece.startswith("0") for piece in re.findall(r"(?<!\d)\d{16}(?!\d)", text)):
        return True
    rest = _PHONES.sub("|", _DAY.sub("|", text))
    return any(_in_groups(re.findall(r"\d+", run)) for run in _RUN.findall(rest))


def _in_groups(groups: list[str]) -> bool:
    """Whether these groups of digits are a NIK, or have one in them as people write it apart."""
    if _BUILT.fullmatch("".join(groups)):
        return True
    for first in range(len(groups)):
        ends = list(accumulate(map(len, groups[first : first + PERSONAL_NIK_DIGITS])))
        if PERSONAL_NIK_DIGITS in ends:
            last = first + ends.index(PERSONAL_NIK_DIGITS) + 1
            apart = any(parts <= {*ends} for parts in _PARTS)
            if apart and _BUILT.fullmatch("".join(groups[first:last])):
                return True
    return False
