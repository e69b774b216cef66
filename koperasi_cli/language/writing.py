"""Dates, numbers and rupiah as people read them, in the current language.

Two small tables do what Babel would: loading it costs more than the rest of the program. A test
holds them against its data (CLDR).
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from koperasi_cli.language.current import Language, current

MONTHS: dict[Language, tuple[str, ...]] = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
}
SHORT_MONTHS: dict[Language, tuple[str, ...]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
}
_AND: dict[Language, str] = {"en": "and", "id": "dan"}
_INDONESIAN_SIGNS = str.maketrans(",.", ".,")


_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Signs that count as printable, and of which nothing is seen: joiners, variants, blanks."""


def is_seen(text: str) -> bool:
    """Whether every sign of a text is seen, a space too."""
    return text.isprintable() and (text.isascii() or not _UNSEEN.search(text))


def visible(text: str) -> str:
    """Text with nothing in it that a terminal would obey, and nothing that is not seen.

    Control characters, escapes, direction marks and line breaks are shown as what they are, so that
    nothing is interpreted and nothing is lost.
    """
    if is_seen(text):
        return text
    return "".join(
        c if is_seen(c) or unicodedata.category(c) == "Zs" else _code_of(c) for c in text
    )


def _code_of(sign: str) -> str:
    """``\\u202e``, ``\\U000e0041``: as Python and JSON write what cannot be printed."""
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def day(d: date) -> str:
    """``17 February 2025``, ``17 Februari 2025``."""
    return f"{d.day} {MONTHS[current()][d.month - 1]} {d.year}"


def short_day(d: date) -> str:
    """``17 Aug 2025``, ``17 Agu 2025``."""
    return f"{d.day} {SHORT_MONTHS[current()][d.month - 1]} {d.year}"


def moment(stamp: str, utc_offset_hours: int) -> str:
    """An ISO stamp in UTC, on the local clock: ``17 Feb 2025 10:04``."""
    local = datetime.fromisoformat(stamp) + timedelta(hours=utc_offset_hours)
    return f"{short_day(local)} {local:%H:%M}"


def number(value: float, decimals: int | None = None) -> str:
    """``1,234.5``, ``1.234,5``; without ``decimals`` as many as needed, two at most."""
    if isinstance(value, int) and not decimals:
        return _signed(f"{value:,}")
    if decimals is None:
        return _signed(_rounded(value, 2).rstrip("0").rstrip("."))
    return _signed(_rounded(value, decimals))


def percent(fraction: float, decimals: int = 0) -> str:
    """``73%``; ``72.5%``, ``72,5%``."""
    return _signed(_rounded(fraction, decimals, shift=2)) + "%"


def rupiah(amount: int) -> str:
    """``Rp50,000,000``, ``Rp50.000.000``."""
    return f"{'-' if amount < 0 else ''}Rp{number(abs(amount))}"


def joined(items: Sequence[str], last: str | None = None) -> str:
    """``a, b and c``, ``a, b dan c``; ``last`` is another word before the last item, as "or"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last or _AND[current()]} {items[-1]}"


def _rounded(value: float, decimals: int, shift: int = 0) -> str:
    """Half up on the decimal text: 0.145 is 15%, though the float lies below it."""
    from decimal import ROUND_HALF_UP, Decimal, localcontext

    with localcontext(rounding=ROUND_HALF_UP):
        return f"{Decimal(str(value)).scaleb(shift):z,.{decimals}f}"


def _signed(english: str) -> str:
    """A number with the separators of the current language."""
    return english.translate(_INDONESIAN_SIGNS) if current() == "id" else english
