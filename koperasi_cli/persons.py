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
LONGEST_APART = 6
"""Groups at most in which people write one: ``18.13.01.010190.0001`` has five."""
_SIGN = r"[ ./_,:;|+*'·()\-\u2010-\u2015\u2212]"
_APART = rf"{_SIGN}{{1,3}}"
_MANY = re.compile(rf"\d(?:(?:{_APART})?\d){{15}}")
_RUN = re.compile(rf"\d+(?:{_APART}\d+)*")
_DAY_OF_MONTH, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_NOT_IN_A_NUMBER = r"(?<!\d)(?<!\d[./-])", r"(?!\d)(?! ?[./-]\d)"
_DAYS = re.compile("|".join(
    rf"{_NOT_IN_A_NUMBER[0]}(?:{day}){_NOT_IN_A_NUMBER[1]}"
    for day in (
        *(rf"{_YEAR}{sign}{_MONTH}{sign}{_DAY_OF_MONTH}" for sign in "-./"),
        *(rf"{_DAY_OF_MONTH}{sign}{_MONTH}{sign}(?:{_YEAR}|\d\d)" for sign in ("-", r"\.", "/")),
        rf"{_DAY_OF_MONTH} {_MONTH} {_YEAR}",
        r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d",
    )
))  # fmt: skip
"""Days as people write them: several of them side by side have sixteen digits too."""
_PHONE = r"(?:\+62|0)[ .-]?\d{2,4}[ .-]\d{3,4}(?:[ .-]\d{2,4})?(?!\d)"
_AFTER_NO_NUMBER = rf"(?<!\d)(?<!\d{_SIGN})(?<!\d{_SIGN}{{2}})(?<!\d{_SIGN}{{3}})"
_PHONES = re.compile(rf"{_AFTER_NO_NUMBER}{_PHONE}(?:[ ./,;-]{{1,3}}{_PHONE})*")
_BUILT = re.compile(r"[1-9]\d{5}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}")
_PARTS = ({6, 12}, {4, 8, 12})
_HALVES = ({6}, {8}, {10}, {12})
"""Where people put the spaces: region, day and serial number apart, or four at a time; or one alone."""


def has_persons_nik(text: str) -> bool:
    """Whether a person's NIK stands in a text, in one piece or in groups.

    In one piece any sixteen digits are taken for one, whatever day they name: a misspelled one is a
    person's all the same. In groups, where dates and telephone numbers may stand side by side, they
    have to be built like one.
    """
    if len(text) < PERSONAL_NIK_DIGITS:
        return False
    if not text.isascii():
        text = "".join(str(unicodedata.digit(c, c)) for c in text)
    if not _MANY.search(text):
        return False
    pieces = re.findall(r"(?<!\d)(?:\d{16})+(?!\d)", text)  # also two without a space between them
    if any(not piece.startswith("0") for piece in pieces):
        return True
    rest = _PHONES.sub("|", _DAYS.sub("|", text))
    return any(_in_groups(run) for run in _RUN.findall(rest))


def _in_groups(run: str) -> bool:
    """Whether these groups of digits are a NIK, or have one in them as people write it apart."""
    groups = re.findall(r"\d+", run)
    signs = set(re.findall(r"\D+", run))  # "125.024.100 - 2.500.000" has several: two amounts
    if len(signs) == 1 and _BUILT.fullmatch("".join(groups)):
        return True
    for first in range(len(groups)):
        ends = list(accumulate(map(len, groups[first : first + LONGEST_APART])))
        if PERSONAL_NIK_DIGITS in ends:
            last = first + ends.index(PERSONAL_NIK_DIGITS) + 1
            inside = {*ends[: last - first - 1]}
            apart = any(parts <= inside for parts in _PARTS) or inside in _HALVES
            if apart and _BUILT.fullmatch("".join(groups[first:last])):
                return True
    return False
