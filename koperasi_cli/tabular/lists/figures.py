"""Reading the cells that hold figures: NIKs, days, counts, amounts, as spreadsheets keep them.

Excel knows no whole numbers and no days: a NIK comes as 5104990020001.0 or 5.10401E+12, a day as 44927.
"""

import re
from datetime import date, timedelta
from typing import Any, NamedTuple

from koperasi_cli.errors import BadValue
from koperasi_cli.language import _, day, read_count, read_date, read_money
from koperasi_cli.language.reading import FIRST_YEAR, LAST_YEAR
from koperasi_cli.persons import NIK_DIGITS
from koperasi_cli.registry.fields import read_field as read_native
from koperasi_cli.registry.fields import read_nik
from koperasi_cli.tabular.reading import Cell
from koperasi_cli.tabular.shown import shown

_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050  # 18 May 1927 to the end of 2099
_EPOCH = date(1899, 12, 30)
_ZERO = date(1900, 1, 1)
"""Excel shows 0 as a day as "0 January 1900"; other programs take it for a day or two before."""
_NO_DATE = re.compile(r"0|0{1,4}[-/.]0{1,2}[-/.]0{1,4}")
_TIME = re.compile(r"(?:T| +)\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?\Z", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)
_FLOAT = re.compile(r"(\d+)[.,]0+", re.ASCII)
_BROKEN = re.compile(r"\d{7,}[.,]\d{1,3}", re.ASCII)
_SCIENTIFIC = re.compile(r"(\d+)(?:[.,](\d+))?[eE]\+?(\d{1,2})", re.ASCII)
_GROUPED = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+),0{1,2}", re.ASCII)
_DECIMAL = re.compile(
    r"(\d{1,3}(?:\.\d{3})*|\d+),(\d{1,15})|(\d+)\.(\d\d?|\d{4,15})", re.ASCII
)  # three digits after a dot are a thousand
_CENTS = re.compile(
    r"-?(?:Rp[ .]*)?(?:\d{4,}[.,](?!00?$)\d\d?|\d{1,3}(?:\.\d{3})+,(?!00?$)\d\d?)", re.ASCII
)  # of an amount so large that they say nothing
_NOTHING = re.compile(r"(?:rp|idr)[. ]*-?", re.IGNORECASE)
_PEOPLE = ("orang", "org", "unit")
_LONGEST = 60
ISO_LENGTH = 10


class Read(NamedTuple):
    """A value, and the rule that was needed to read it."""

    value: Any
    rule: str | None = None


def plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else str(cell)


def read_happened(cell: Cell, today: date) -> Read:
    """A day on which something happened, which none to come is."""
    read = read_day(cell, today)
    if read.value and read.value > today.isoformat():
        raise BadValue(_("{day} has not come yet.", day=day(date.fromisoformat(read.value))))
    return read


def read_day(cell: Cell, today: date) -> Read:
    """A day in any form; the time of the day is left out."""
    if isinstance(cell, date):
        if cell <= _ZERO:
            return Read(None, "no-date")
        return Read(read_date(cell.isoformat(), today).isoformat())
    if isinstance(cell, str) and (iso := _iso(cell)):
        return Read(iso)
    text = _TIME.sub("", plain(cell).strip()) if len(plain(cell)) < _LONGEST else plain(cell)
    match = _SERIAL.fullmatch(text)
    if match and _FIRST_SERIAL <= int(match[1]) <= _LAST_SERIAL:
        return Read((_EPOCH + timedelta(days=int(match[1]))).isoformat(), "excel-date")
    if _NO_DATE.fullmatch(text):
        return Read(None, "no-date")
    if not any(c.isdigit() for c in text) or text[:1] in "+-":  # "today" is for people who type
        raise BadValue(_('"{value}" is not a date.', value=shown(text)))
    found = read_date(text, today).isoformat()
    return Read(found, None if found == cell else "date-form")


def _iso(text: str) -> str | None:
    """A day as exports write most of them; read at once, since a long list has thousands."""
    if len(text) != ISO_LENGTH or text[4] != "-":
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return text if FIRST_YEAR <= found.year <= LAST_YEAR and found.isoformat() == text else None


def read_number_of(cell: Cell) -> Read:
    """A cooperative's NIK. One that a spreadsheet took for a number is restored where every digit is
    there."""
    if not isinstance(cell, str):
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        if not isinstance(cell, int) or cell < 0:
            raise BadValue(
                _('"{text}" is no cooperative\'s NIK.', text=shown(cell)),
                _("A cooperative's NIK has 13 digits."),
            )
        return Read(read_nik(str(cell)), "nik-from-number")
    text = cell.strip()
    if len(text) == NIK_DIGITS and text.isascii() and text.isdigit():
        return Read(text, None if text == cell else "spaces")
    if len(text) < _LONGEST and (whole := _whole(text)) is not None:
        return Read(read_nik(whole), "nik-from-number")
    read = read_nik(" ".join(text.split()))
    return Read(read, None if read == cell else "spaces")


def _whole(text: str) -> str | None:
    """The digits of ``5104990020001.0`` or ``5,104990020001E+12``; None where written otherwise."""
    if match := _FLOAT.fullmatch(text):
        return match[1]
    if _BROKEN.fullmatch(text):
        raise BadValue(
            _('"{text}" is no cooperative\'s NIK.', text=text),
            _("A cooperative's NIK has 13 digits."),
        )
    if not (match := _SCIENTIFIC.fullmatch(text.replace(" ", ""))):
        return None
    digits, zeros = match[1] + (match[2] or ""), int(match[3]) - len(match[2] or "")
    if zeros > 0:
        raise BadValue(
            _('"{text}" has lost digits: a spreadsheet has shortened it.', text=text),
            _("Give the column the format Text, and type the 13 digits again."),
        )
    return digits if zeros == 0 else None


def read_pieces(cell: Cell) -> Read:
    """A count of people or things."""
    if isinstance(cell, int):
        return Read(read_count(str(cell)))
    if isinstance(cell, float):
        raise BadValue(_('"{value}" is not a whole number.', value=cell))
    text = plain(cell).strip()
    if text.isascii() and text.isdigit() and len(text) < 7:
        return Read(int(text))
    words = text.split()
    if len(words) == 2 and words[1].casefold() in _PEOPLE:
        text = words[0]
    match = _FLOAT.fullmatch(text)
    if match and len(match[0]) - len(match[1]) == 4:  # "1.000" is a thousand
        match = None
    if match or (match := _GROUPED.fullmatch(text)):
        text = match[1]
    return Read(read_count(text), "number-form")


def read_amount(cell: Cell, unit: int, *, negative: bool) -> Read:
    """An amount that is counted in ``unit`` rupiah."""
    if isinstance(cell, int | float):
        return _number(cell, unit, negative)
    text = plain(cell).strip()
    if _NOTHING.fullmatch(text):  # so Excel shows 0 in a column of accounts
        return Read(None)
    if text.startswith("(") and text.endswith(")"):  # the bookkeepers' minus sign
        text = f"-{text[1:-1].strip()}"
    cents = _CENTS.fullmatch(text)
    amount = _in_unit(text, unit) if unit > 1 or cents else read_money(text, negative=negative)
    if amount < 0 and not negative:
        raise BadValue(_("{value} is below zero.", value=shown(text)))
    if unit == 1 and cents:
        return Read(amount, "rounded")
    return Read(amount, None if text == str(amount) else "number-form")


def _number(value: float, unit: int, negative: bool) -> Read:
    try:
        amount = round(value * unit)
    except (OverflowError, ValueError):  # too large, or none
        raise BadValue(_('"{value}" is not an amount in rupiah.', value=value)) from None
    if amount < 0 and not negative:
        raise BadValue(_("{value} is below zero.", value=value))
    read_money(str(abs(amount)))
    return Read(amount, None if amount == value * unit else "rounded")


def _in_unit(text: str, unit: int) -> int:
    """``1.234,5`` million: below a heading with a unit the decimals are part of a whole amount. Dots
    stand between thousands, as in Indonesian documents; one that cannot is a decimal point."""
    minus = text.startswith("-")
    digits = text.lstrip("- ").removeprefix("Rp").strip(" .")
    if match := _DECIMAL.fullmatch(digits):
        whole, decimals = match[1] or match[3], match[2] or match[4]
        digits_of_unit = len(str(unit)) - 1
        amount = int(whole.replace(".", "") + decimals.ljust(digits_of_unit, "0")[:digits_of_unit])
        if len(decimals) > digits_of_unit:
            amount = round(float(f"{whole.replace('.', '')}.{decimals}") * unit)
    else:
        amount = read_money(digits) * unit
    read_money(str(amount))
    return -amount if minus else amount


def read_of_report(name: str, cell: Cell, today: date) -> Read:
    """A field of a book year, as it is typed."""
    from koperasi_cli.models import AnnualReport

    text = plain(cell).strip()
    if match := _FLOAT.fullmatch(text):
        text = match[1]
    return Read(read_native(AnnualReport, name, text, today=today))
