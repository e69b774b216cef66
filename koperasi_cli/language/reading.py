"""Dates, numbers and rupiah as people type them, in either language.

Whatever the text is, a function returns its value or raises ``BadValue``. Where a text can be
meant in two ways it is refused. Patterns are compiled when first used: a command reads few values.
"""

import re
import unicodedata
from datetime import date, timedelta

from koperasi_cli.errors import BadValue
from koperasi_cli.language.messages import _
from koperasi_cli.language.writing import MONTHS, SHORT_MONTHS, day, number, rupiah

FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_RUPIAH = 10**15
MOST_PARTICIPANTS = 10_000
_LONGEST = 60

_DAYS = {
    "today": 0,
    "hari ini": 0,
    "sekarang": 0,
    "yesterday": -1,
    "kemarin": -1,
    "tomorrow": 1,
    "besok": 1,
}
_OLD_MONTHS = {
    "pebruari": 2,
    "febuari": 2,
    "peb": 2,
    "agt": 8,
    "agst": 8,
    "ags": 8,
    "sept": 9,
    "nopember": 11,
    "nop": 11,
}
_MONTHS = _OLD_MONTHS | {
    name.lower(): month
    for table in (*MONTHS.values(), *SHORT_MONTHS.values())
    for month, name in enumerate(table, 1)
}
_ZEROS = {
    3: ("rb", "ribu", "thousand"),
    6: ("jt", "juta", "million"),
    9: ("miliar", "milyar", "billion"),
    12: ("triliun", "trilyun", "trillion"),
}
_UNITS = {unit: zeros for zeros, units in _ZEROS.items() for unit in units}
_YES = ("y", "ya", "yes")
_NO = ("t", "tidak", "n", "no")


def read_date(text: str, today: date) -> date:
    """``2025-02-17``, ``17/02/2025`` (day first), ``17 Februari 2025``, ``kemarin``, ``+14``."""
    shown = _tidy(text)
    word = shown.lower()
    if word in _DAYS or re.fullmatch("[+-][0-9]+", word):
        try:
            found = today + timedelta(days=_DAYS[word] if word in _DAYS else int(word))
        except OverflowError:
            raise _out_of_years(shown) from None
        _check_year(found.year, shown)
        return found
    if match := re.fullmatch(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})", word):
        return _calendar_day(shown, match[1], int(match[3]), match[4])
    if match := re.fullmatch(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})", word):
        return _calendar_day(shown, match[4], int(match[3]), match[1], day_first=True)
    if match := re.fullmatch(r"([0-9]{1,2})[ /.-]?([a-z]+)\.?[ /.-]?([0-9]{4}|[0-9]{2})", word):
        if not (month := _MONTHS.get(match[2])):
            raise BadValue(_('"{month}" is not a month.', month=match[2]), _date_hint())
        return _calendar_day(shown, match[3], month, match[1])
    raise BadValue(_('"{value}" is not a date.', value=shown), _date_hint())


def read_money(text: str, *, negative: bool = False) -> int:
    """Whole rupiah: ``50000000``, ``Rp 50.000.000``, ``50jt``, ``1,5 miliar``, ``2 million``."""
    shown = _tidy(text)
    match = re.fullmatch(
        r"(-?)(?:(?:rp\.?|idr) ?)?(-?)([0-9][0-9.,]*?)(?:[.,]-| ?([a-z]+))?",
        shown.lower().removesuffix("rupiah").rstrip(),
    )
    parts = _parts(match[3]) if match and not (match[1] and match[2]) else None
    if not match or not parts:
        raise BadValue(
            _('"{value}" is not an amount in rupiah.', value=shown),
            _("Write it as {digits}, 50 juta or 1,5 miliar.", digits=number(50_000_000)),
        )
    unit = match[4]
    if unit and unit not in _UNITS:
        raise BadValue(
            _('It is not clear what "{unit}" stands for in "{value}".', unit=unit, value=shown),
            _("Write ribu, juta, miliar or triliun; or thousand, million, billion or trillion."),
        )
    whole, decimals, doubtful = parts
    if unit and doubtful:
        raise _doubtful(shown, whole)
    zeros = _UNITS[unit] if unit else 0
    amount = int(whole + decimals[:zeros].ljust(zeros, "0"))
    if decimals[zeros:].strip("0") or (not unit and len(decimals) > 2):
        raise BadValue(
            _('"{value}" is not a whole number of rupiah.', value=shown),
            _("Leave out the decimals, or add the unit, as in 1,5 juta."),
        )
    if amount > MOST_RUPIAH:
        raise _too_much(shown, rupiah(MOST_RUPIAH))
    if not (match[1] or match[2]):
        return amount
    if amount and not negative:
        raise _below_zero(shown)
    return -amount


def read_count(text: str, *, most: int = 1_000_000) -> int:
    """A whole number: ``1234``, ``1.234``, ``1,234``."""
    shown = _tidy(text)
    whole, decimals, _doubt = _number_parts(shown)
    if decimals:
        raise BadValue(
            _('"{value}" is not a whole number.', value=shown), _("Leave out the decimals.")
        )
    if (count := int(whole)) > most:
        raise _too_much(shown, number(most))
    return count


def read_year(text: str) -> int:
    """A year of this age: ``2024``."""
    shown = _tidy(text)
    if re.fullmatch("[0-9]{4}", shown) and FIRST_YEAR <= int(shown) <= LAST_YEAR:
        return int(shown)
    raise BadValue(_('"{text}" is no year.', text=shown), _("For example: 2024"))


def read_decimal(text: str, *, most: float) -> float:
    """A number with a comma or a dot before its decimals: ``1.5``, ``1,5``, ``1.234,5``."""
    shown = _tidy(text)
    whole, decimals, doubtful = _number_parts(shown)
    if doubtful:
        raise _doubtful(shown, whole)
    if (value := float(f"{whole}.{decimals}")) > most:
        raise _too_much(shown, number(most))
    return value


def read_yes_no(text: str) -> bool:
    """``y``, ``ya``, ``yes``; ``t``, ``tidak``, ``n``, ``no``."""
    shown = _tidy(text)
    if (word := shown.lower()) in _YES:
        return True
    if word in _NO:
        return False
    raise BadValue(
        _('"{value}" is neither yes nor no.', value=shown),
        _("Answer y, ya or yes; or t, tidak, n or no."),
    )


def read_participants(text: str) -> tuple[int, int]:
    """Men and women: ``2/1``."""
    men, slash, women = text.partition("/")
    if not slash or "/" in women:
        raise BadValue(
            _('"{value}" does not tell men from women.', value=_tidy(text)),
            _("Write men/women: 2/1 for two men and one woman."),
        )
    return read_count(men, most=MOST_PARTICIPANTS), read_count(women, most=MOST_PARTICIPANTS)


def _tidy(text: str) -> str:
    """The text on one line, and cut so that no reader accepts it where it is far too long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"


def _calendar_day(
    shown: str, year: str, month: int, day_of_month: str, *, day_first: bool = False
) -> date:
    if len(year) == 2:
        raise BadValue(
            _('The year in "{value}" has two digits.', value=shown),
            _("Write the year in full, as in 17/02/2025."),
        )
    _check_year(int(year), shown)
    try:
        return date(int(year), month, int(day_of_month))
    except ValueError:
        swapped = day_first and month > 12 and 1 <= int(day_of_month) <= 12
        raise BadValue(
            _("Date {date} is not in the calendar.", date=shown),
            _("The day comes first, as in 17/02/2025.") if swapped else _date_hint(),
        ) from None


def _check_year(year: int, shown: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _out_of_years(shown)


def _out_of_years(shown: str) -> BadValue:
    return BadValue(
        _(
            "Date {date} is outside the years {first} to {last}.",
            date=shown,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        ),
        _("Check the year, or the number of days."),
    )


def _date_hint() -> str:
    return _(
        "Write 2025-02-17, 17/02/2025 or {words}; or today, yesterday, tomorrow, +14, -3.",
        words=day(date(2025, 2, 17)),
    )


def _parts(text: str) -> tuple[str, str, bool] | None:
    """The digits before and after the decimal sign; and whether a grouping sign may be one."""
    if match := re.fullmatch(
        r"([1-9][0-9]{0,2}([.,])[0-9]{3}(?:\2[0-9]{3})*)(?:(?!\2)[.,]([0-9]+))?", text
    ):
        digits = match[1].replace(match[2], "")
        return digits, match[3] or "", not match[3] and match[1].count(match[2]) == 1
    if match := re.fullmatch("([0-9]+)(?:[.,]([0-9]+))?", text):
        return match[1], match[2] or "", False
    return None


def _number_parts(shown: str) -> tuple[str, str, bool]:
    parts = _parts(shown.removeprefix("-"))
    if not parts:
        raise BadValue(_('"{value}" is not a number.', value=shown), _("Write it in digits: 12."))
    if shown.startswith("-"):
        raise _below_zero(shown)
    return parts


def _doubtful(shown: str, whole: str) -> BadValue:
    return BadValue(
        _('"{value}" can be read in two ways.', value=shown),
        _("Write {whole}, or give one or two decimals.", whole=whole),
    )


def _below_zero(shown: str) -> BadValue:
    return BadValue(_("{value} is below zero.", value=shown), _("Write it without the minus sign."))


def _too_much(shown: str, most: str) -> BadValue:
    return BadValue(
        _("{value} is more than {most}.", value=shown, most=most), _("Check the number of zeros.")
    )


NO_ROOM = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0e\ufe0f"))
"""Signs that come with copied text, take no room, and turn nothing round: none of them is kept."""


def is_tidied(typed: object) -> bool:
    """Whether keeping a text (or texts) on one line takes more out of it than spaces."""
    if isinstance(typed, list | tuple):
        return any(map(is_tidied, typed))
    return isinstance(typed, str) and any(
        ord(c) in NO_ROOM or (c.isspace() and unicodedata.category(c) != "Zs") for c in typed
    )


def tag_name(text: str) -> str:
    """A tag as it is kept, however it is typed: lower case, words joined by dashes."""
    return "-".join(text.lower().split())
