"""The language of the interface: gettext, with the catalog read once.

English is the language of the message ids. The Indonesian catalog is always loaded, because the
Indonesian names of commands and options are accepted whatever the interface speaks.
"""

import os
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from koperasi_cli.language.current import Language, current
from koperasi_cli.language.writing import number, visible
from koperasi_cli.vocabulary import Code

CATALOGS = Path(__file__).parent.parent / "locale"


@cache
def catalog(language: Language) -> NullTranslations:
    """The message catalog of a language; English needs none."""
    if language == "en":
        return NullTranslations()
    with (CATALOGS / language / "LC_MESSAGES" / "koperasi.mo").open("rb") as file:
        return GNUTranslations(file)


def _(message: str, /, **values: object) -> str:
    """The message in the current language, with its ``{fields}`` filled in."""
    text = catalog(current()).gettext(message) if message else ""
    return _filled(text, values) if values else text


def N_(message: str, /) -> str:
    """Mark a message for the catalog that is translated later, when it is shown."""
    return message


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """The message for a number of things; ``{n}`` and the other fields are filled in."""
    text = catalog(current()).ngettext(one, many, n)
    return _filled(text, {"n": number(n), **values})


def pgettext(context: str, message: str, /, **values: object) -> str:
    """The message as it is said in a context: "Marketing" is a sector, or a kind of session."""
    text = catalog(current()).pgettext(context, message)
    return _filled(text, values) if values else text


def _filled(text: str, values: Mapping[str, object]) -> str:
    """The fields filled in, each on one line: no value ends a sentence of ours and begins another."""
    return text.format(
        **{name: v if type(v) is int else visible(str(v)) for name, v in values.items()}
    )


def label(code: Code) -> str:
    """A code of a list, as a person reads it."""
    return catalog(current()).pgettext(code.context, code.label)


def name_in(language: Language, context: str, english: str) -> str:
    """The name of a command or option in a language; its own where there is no other."""
    return catalog(language).pgettext(context, english)


def shown(context: str, english: str) -> str:
    """The name of a command, option or value in the language of the interface."""
    return name_in(current(), context, english)


def from_text(text: str | None) -> Language | None:
    """Read a language from ``id``, ``id_ID.UTF-8``, ``Indonesian_Indonesia`` …; None if neither."""
    word = (text or "").lower()
    if word.startswith(("id", "in_id")):
        return "id"
    return "en" if word.startswith("en") else None


def preferred() -> Language:
    """The language that the surroundings ask for: ``KOPERASI_LANG``, else the locale, else English."""
    for name in ("KOPERASI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return from_text(value) or "en"
    import locale

    return from_text(locale.getlocale()[0]) or "en"
