"""Reading what was typed into a field of a table: one rule for each kind of column.

The same rules serve the command line, the guided form and every file that is imported.
"""

from datetime import date
from typing import Any, cast

from sqlalchemy import Boolean, Date, Enum, Float, Integer, inspect

from koperasi_cli.errors import BadValue, PersonsNik
from koperasi_cli.headings import heading
from koperasi_cli.language import (
    NO_ROOM,
    _,
    is_seen,
    ngettext,
    read_code,
    read_count,
    read_date,
    read_decimal,
    read_money,
    read_yes_no,
)
from koperasi_cli.models import LONGEST_NAME, LONGEST_TEXT, Recorded
from koperasi_cli.persons import NIK_DIGITS, PERSONAL_NIK_DIGITS, has_persons_nik
from koperasi_cli.vocabulary import Code, ProductCertificate

MONEY = frozenset({
    "equity", "outside_capital", "assets", "turnover", "surplus",
    "requested_amount", "approved_amount", "disbursed_amount",
})  # fmt: skip
CAN_BE_NEGATIVE = frozenset({"equity", "surplus"})
YEARS = frozenset({"book_year", "year"})
LONG_TEXTS = frozenset({
    "note", "result", "address", "reason", "figures", "aliases", "thresholds", "headline",
})  # fmt: skip
MOST = {"kuk": 4, "quarter": 4, "hours": 1000}
FROM_ONE = frozenset({"kuk", "quarter"})
MOST_NAMED = 5


def read_field(model: type[Recorded], name: str, text: str, *, today: date) -> Any:
    """The value that a text means in a column. Nothing, and a lone dash (for unknown), are None.

    Raises:
        BadValue: it cannot be one; the message begins with the field's name.
    """
    if text.strip() in ("", "-"):
        return None
    try:
        return _read(model, name, text, today)
    except BadValue as error:
        raise type(error)(f"{heading(name)}: {error.message}", error.hint) from None


def read_fields(model: type[Recorded], typed: dict[str, str], *, today: date) -> dict[str, Any]:
    """Several fields of one row; what is empty is left out."""
    read = {name: read_field(model, name, text, today=today) for name, text in typed.items()}
    return {name: value for name, value in read.items() if value is not None}


def clean_text(text: str, longest: int) -> str:
    """Text as the registry keeps it: one line, single spaces, as typed otherwise.

    What comes along with copied text and takes no room (``NO_ROOM``) goes. Every other sign that is
    not seen is refused, through every door alike: taking it out could change what the text says.

    Raises:
        BadValue: signs that are not seen, bytes that are no text, or too long.
        PersonsNik: a person's number stands in it.
    """
    # Asked of all at once, since an import has a million texts.
    tidy = is_seen(text) and "  " not in text and text == text.strip()
    cleaned = text if tidy else " ".join(text.translate(NO_ROOM).split())
    if not tidy and not is_seen(cleaned):
        raise _unseen(cleaned)
    if len(cleaned) > longest:
        raise BadValue(
            ngettext(
                "{n} character is too long.", "{n} characters are too long.", len(cleaned)
            ),
            _("The most is {longest}.", longest=longest),
        )  # fmt: skip
    if has_persons_nik(cleaned):
        raise persons_nik()
    return cleaned


def read_nik(text: str) -> str:
    """A cooperative's number: 13 digits, spaces and dots aside.

    Raises:
        BadValue: it has not 13 digits.
        PersonsNik: it has 16, or a person's number stands in it.
    """
    digits = "".join(c for c in text if c not in " .-'")
    if digits.isascii() and digits.isdigit():
        if len(digits) == NIK_DIGITS:
            return digits
        if len(digits) == PERSONAL_NIK_DIGITS:
            raise persons_nik()
    if has_persons_nik(text):
        raise persons_nik()
    raise BadValue(
        _('"{text}" is no cooperative\'s NIK.', text=text[:60]),
        _("A cooperative's NIK has 13 digits."),
    )


def persons_nik() -> PersonsNik:
    """Why such a number is refused, in every field."""
    return PersonsNik(
        _("16 digits are a person's NIK, which must not be stored."),
        _("A cooperative's NIK has 13 digits."),
    )


def _unseen(text: str) -> BadValue:
    """What a person can do about signs that are not seen, named by their numbers in Unicode."""
    unseen = dict.fromkeys(c for c in text if not is_seen(c))
    if any("\ud800" <= c <= "\udfff" for c in unseen):
        return BadValue(_("This is no text: it has bytes that are no characters."))
    return BadValue(
        _(
            "There are control characters in it: {signs}.",
            signs=", ".join(f"U+{ord(c):04X}" for c in [*unseen][:MOST_NAMED]),
        ),
        _("Type it again, or paste it as plain text."),
    )


def read_actor(text: str) -> str:
    """The name of who is at work, as the journal keeps it.

    Raises:
        BadValue: as for any other text; the message names where it comes from.
    """
    try:
        return clean_text(text, LONGEST_NAME)
    except BadValue as error:
        raise type(error)(f"KOPERASI_ACTOR: {error.message}", error.hint) from None


def _read(model: type[Recorded], name: str, text: str, today: date) -> Any:
    kind = inspect(model).columns[name].type
    if name == "nik":
        return read_nik(text)
    if name == "certificates":
        codes = [read_code(ProductCertificate, part) for part in text.split(",") if part.strip()]
        return ",".join(code.value for code in codes) or None
    match kind:
        case Enum():
            return read_code(cast(type[Code], kind.enum_class), text)
        case Date():
            return read_date(text, today)
        case Boolean():
            return text.strip() == "1" or (text.strip() != "0" and read_yes_no(text))
        case Float():
            return read_decimal(text, most=MOST.get(name, 1e12))
        case Integer() if name in MONEY:
            return read_money(text, negative=name in CAN_BE_NEGATIVE)
        case Integer() if name in YEARS:
            return _read_year(text)
        case Integer() if name in FROM_ONE:
            return _read_one_of(text, MOST[name])
        case Integer():
            return read_count(text)
    return clean_text(text, LONGEST_TEXT if name in LONG_TEXTS else LONGEST_NAME)


def _read_year(text: str) -> int:
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and 1900 <= int(digits[:5]) <= 2100:
        return int(digits)
    raise BadValue(_('"{text}" is no year.', text=digits[:60]), _("For example: 2024"))


def _read_one_of(text: str, most: int) -> int:
    if text.strip() in map(str, range(1, most + 1)):
        return int(text)
    raise BadValue(
        _('"{text}" is not one of the numbers 1 to {most}.', text=text.strip()[:60], most=most)
    )
