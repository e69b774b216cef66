"""From a cell, as a spreadsheet holds it, to a value as the registry stores it.

Each mending is a rule with a name (``RULES``), so that a result can say how often it was needed. Values
are those of the database: days in ISO form, codes by value. What cannot be read raises ``BadValue``.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from koperasi_cli.errors import BadValue
from koperasi_cli.language import N_, _, day, read_code, read_count, read_date, read_money
from koperasi_cli.models import LONGEST_NAME, LONGEST_TEXT
from koperasi_cli.registry.cooperatives import read_tag
from koperasi_cli.registry.fields import (
    CAN_BE_NEGATIVE,
    LONG_TEXTS,
    MONEY,
    NIK_DIGITS,
    clean_text,
    read_nik,
)
from koperasi_cli.registry.fields import read_field as read_native
from koperasi_cli.tabular.reading import Cell
from koperasi_cli.vocabulary import (
    Category,
    Code,
    Form,
    Grade,
    Health,
    Industry,
    Line,
    Management,
    NikStatus,
    Sector,
    Status,
)

RULES = {
    "no-date": N_("0000-00-00 read as no date"),
    "date-form": N_("dates written in another form"),
    "excel-date": N_("dates that Excel keeps as numbers"),
    "nik-from-number": N_("NIKs that Excel had turned into numbers"),
    "number-form": N_("numbers and amounts written as people do"),
    "rounded": N_("amounts rounded to whole rupiah"),
    "spaces": N_("line breaks and extra spaces taken out"),
    "capitals": N_("names in capitals, kept as typed"),
    "spelling": N_("codes in another spelling"),
    "kdmp": N_("Merah Putih as the sector, made a tag (kdmp)"),
    "place-alias": N_("places by another name or spelling"),
    "total-only": N_("totals of members without men and women, left out"),
    "members-differ": N_("men and women that do not add up to the total"),
}

CODES: dict[str, type[Code]] = {
    "form": Form, "sector": Sector, "category": Category, "industry": Industry,
    "management": Management, "line": Line, "status": Status, "nik_status": NikStatus,
    "ods_grade": Grade, "health": Health,
}  # fmt: skip
DATES = frozenset({
    "legal_date", "amendment_date", "rat_held_on", "status_since", "certificate_expires_on",
    "board_term_ends_on",
})  # fmt: skip
HAPPENED = frozenset({"legal_date", "amendment_date", "rat_held_on", "status_since"})
COUNTS = frozenset({"members", "members_male", "members_female", "managers", "employees"})
EMPTY = frozenset(
    {"", "-", "--", "–", "—", "n/a", "#n/a", "null", "none", "nihil", "belum ada", "0000"}
)
LONGEST_EMPTY = 10
KDMP = "kdmp"

_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050  # 18 May 1927 to the end of 2099
_EPOCH = date(1899, 12, 30)
_NO_DATE = re.compile(r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}(?:[ T]00:00(?::00)?)?")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?")
_FLOAT = re.compile(r"(\d+)[.,]0+")
_SCIENTIFIC = re.compile(r"(\d+)(?:[.,](\d+))?[eE]\+?(\d{1,2})")


class Read(NamedTuple):
    """A value, and the rule that was needed to read it."""

    value: Any
    rule: str | None = None


Reader = Callable[[Cell], Read]
NOTHING = Read(None)


def reader(field: str, today: date, unit: int = 1) -> Reader:
    """How the cells of a field's column are read; amounts are counted in ``unit`` rupiah."""
    if field == "nik":
        return _nik
    if field == "sector":
        return _sector
    if field in CODES:
        codes = CODES[field]
        return lambda cell: _code(codes, _plain(cell))
    if field in DATES:
        latest = today if field in HAPPENED else None
        return lambda cell: _date(cell, today, latest)
    if field in COUNTS:
        return _count
    if field in MONEY:
        return lambda cell: _money(cell, unit, field in CAN_BE_NEGATIVE)
    if field in ("kuk", "book_year"):
        return lambda cell: _report_number(field, cell, today)
    if field == "tags":
        return lambda cell: Read(
            ",".join(read_tag(part) for part in re.split("[,;]", _plain(cell)) if part.strip())
        )
    if field == "name":
        return _name
    longest = LONGEST_TEXT if field in LONG_TEXTS else LONGEST_NAME
    return lambda cell: _text(cell, longest)


class Remembering(dict[Cell, Read]):
    """Reads each cell once."""

    def __init__(self, read: Reader, most: int = 20_000) -> None:
        super().__init__()
        self.read = reading_all(read)
        self.most = most

    def __missing__(self, cell: Cell) -> Read:
        value = self.read(cell)
        if len(self) < self.most:
            self[cell] = value
        return value


def reading_all(read: Reader) -> Reader:
    """The same for empty cells too, and for the words that stand for nothing."""

    def known(cell: Cell) -> Read:
        if type(cell) is str and (
            not cell or (len(cell) < LONGEST_EMPTY and cell.strip().casefold() in EMPTY)
        ):
            return NOTHING
        return read(cell)

    return known


def _plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else str(cell)


def _text(cell: Cell, longest: int) -> Read:
    text = _plain(cell)
    cleaned = clean_text(text, longest)
    return Read(cleaned, None if cleaned == text else "spaces")


def _name(cell: Cell) -> Read:
    read = _text(cell, LONGEST_NAME)
    if read.rule is None and read.value.isupper() and " " in read.value:
        return Read(read.value, "capitals")
    return read


def _code(codes: type[Code], text: str) -> Read:
    code = read_code(codes, " ".join(text.split()))
    written = text in (code.value, code.label, code.indonesian)
    return Read(code.value, None if written else "spelling")


def _sector(cell: Cell) -> Read:
    """Newer exports write "Desa Merah Putih" as the sector: that is a mark, and the sector unknown."""
    text = " ".join(_plain(cell).split())
    key = text.casefold().removeprefix("koperasi ")
    if key.endswith("merah putih") or key in (KDMP, "kkmp"):
        return Read(KDMP, "kdmp")
    return _code(Sector, text)


def _date(cell: Cell, today: date, latest: date | None) -> Read:
    read = _day(cell, today)
    if latest and read.value and read.value > latest.isoformat():
        raise BadValue(_("{day} has not come yet.", day=day(date.fromisoformat(read.value))))
    return read


def _day(cell: Cell, today: date) -> Read:
    if isinstance(cell, date):
        return Read(cell.isoformat())
    text = _plain(cell).strip()
    if match := _FLOAT.fullmatch(text):
        text = match[1]
    if text.isascii() and text.isdigit() and _FIRST_SERIAL <= int(text[:9]) <= _LAST_SERIAL:
        return Read((_EPOCH + timedelta(days=int(text))).isoformat(), "excel-date")
    if _NO_DATE.fullmatch(text):
        return Read(None, "no-date")
    if match := _STAMP.fullmatch(text):
        text = match[1]
    if not any(c.isdigit() for c in text) or text[:1] in "+-":  # "today" is for people who type
        raise BadValue(_('"{value}" is not a date.', value=text[:60]))
    found = read_date(text, today).isoformat()
    return Read(found, None if found == cell else "date-form")


def _nik(cell: Cell) -> Read:
    """A NIK that Excel took for a number is restored where every digit is there."""
    if isinstance(cell, str):
        text = cell.strip()
        if len(text) == NIK_DIGITS and text.isascii() and text.isdigit():
            return Read(text)
        whole = _whole(text)
        if whole is None:
            read = read_nik(text)
            return Read(read, None if read == text else "spaces")
        return Read(read_nik(whole), "nik-from-number")
    number = _plain(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)
    return Read(read_nik(number), "nik-from-number")


def _whole(text: str) -> str | None:
    """The digits of ``5104010020001.0`` or ``5,104010020001E+12``; None where written otherwise."""
    if match := _FLOAT.fullmatch(text):
        return match[1]
    if not (match := _SCIENTIFIC.fullmatch(text.replace(" ", ""))):
        return None
    digits, zeros = match[1] + (match[2] or ""), int(match[3]) - len(match[2] or "")
    if zeros > 0:
        raise BadValue(
            _('"{text}" has lost digits: a spreadsheet has shortened it.', text=text),
            _("Give the column the format Text, and type the 13 digits again."),
        )
    return digits if zeros == 0 else None


def _count(cell: Cell) -> Read:
    if isinstance(cell, int):
        return Read(read_count(str(cell)))
    if isinstance(cell, float):
        raise BadValue(_('"{value}" is not a whole number.', value=cell))
    text = _plain(cell).strip()
    if text.isascii() and text.isdigit() and len(text) < 7:
        return Read(int(text))
    words = text.split()
    if len(words) == 2 and words[1].casefold() in ("orang", "org", "unit"):
        text = words[0]
    match = _FLOAT.fullmatch(text)
    if match and len(match[0]) - len(match[1]) != 4:  # "1.000" is a thousand
        text = match[1]
    return Read(read_count(text), "number-form")


def _money(cell: Cell, unit: int, negative: bool) -> Read:
    if isinstance(cell, int | float):
        amount = round(cell * unit)
        if amount < 0 and not negative:
            raise BadValue(_("{value} is below zero.", value=cell))
        read_money(str(abs(amount)))
        return Read(amount, None if amount == cell * unit else "rounded")
    text = _plain(cell).strip()
    if text.startswith("(") and text.endswith(")"):  # the bookkeepers' minus sign
        text = f"-{text[1:-1].strip()}"
    amount = _in_unit(text, unit) if unit > 1 else read_money(text, negative=negative)
    if amount < 0 and not negative:
        raise BadValue(_("{value} is below zero.", value=text))
    return Read(amount, None if text == str(amount) else "number-form")


def _in_unit(text: str, unit: int) -> int:
    """``1.234,5`` million: below a heading with a unit the decimals are part of a whole amount."""
    minus = text.startswith("-")
    digits = text.lstrip("- ").removeprefix("Rp").strip(" .")
    if digits.count(",") == 1 and re.fullmatch(r"[\d.]+,\d+", digits):
        whole, _comma, decimals = digits.replace(".", "").partition(",")
        amount = round(float(f"{whole}.{decimals}") * unit)
    else:
        amount = read_money(digits) * unit
    return -amount if minus else amount


def _report_number(field: str, cell: Cell, today: date) -> Read:
    from koperasi_cli.models import AnnualReport

    text = _plain(cell).strip()
    if match := _FLOAT.fullmatch(text):
        text = match[1]
    return Read(read_native(AnnualReport, field, text, today=today))
