"""A value, and what is wrong with it, as a problem of a file shows them."""

import re

from koperasi_cli.errors import BadValue, PersonsNik
from koperasi_cli.persons import PERSONAL_NIK_DIGITS

LONGEST = 60
LONGEST_HINT = 120
PERSONS_NIK = "persons-nik"
"""The rule that costs a row a field, and not the row."""


def shown(value: object) -> str | None:
    """A value: short, on one line, and never a person's NIK in full."""
    if value is None:
        return None
    text = " ".join(str(value).split())
    if sum(c.isdigit() for c in text) >= PERSONAL_NIK_DIGITS:
        text = re.sub(r"\d(?=(?:\D*\d){6})", "*", text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def shown_in(field: str | None, value: object) -> str | None:
    """The value of a field; a phone number is left out of every output."""
    return None if field == "phone" else shown(value)


def code_of(error: BadValue) -> str:
    """The name of the rule that a value breaks."""
    return PERSONS_NIK if isinstance(error, PersonsNik) else "bad-value"


def told(error: BadValue, heading: str) -> str:
    """What is wrong with a cell, and what would do; the heading stands before it already."""
    message = error.message.removeprefix(f"{heading}: ")
    hint = (error.hint or "").partition("\n")[0]
    return f"{message} {hint}" if hint and len(hint) <= LONGEST_HINT else message
