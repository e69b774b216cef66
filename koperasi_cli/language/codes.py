"""Reading a code that a person typed, and saying well what is wrong with one that is none."""

from typing import TypeVar

from koperasi_cli.errors import BadValue
from koperasi_cli.language.messages import _, label, pgettext
from koperasi_cli.vocabulary import Category, Code, Industry, Sector

C = TypeVar("C", bound=Code)

# Lists whose codes are taken for one another, with the option that was meant.
_OFTEN_MIXED: dict[type[Code], str] = {
    Sector: "--sector",
    Industry: "--industry",
    Category: "--category",
}


def read_code(codes: type[C], text: str) -> C:
    """One code of a list, in either language or in the ministry's spelling.

    Raises:
        BadValue: it is none; the message lists the codes and suggests the closest, and says so
            where the word belongs to another list ("Pertanian" is an industry, not a sector).
    """
    found = codes.parse(text)
    if found is not None:
        return found
    this = pgettext("list", codes.context)
    for other, option in _OFTEN_MIXED.items():
        if codes in _OFTEN_MIXED and other is not codes and other.parse(text) is not None:
            from koperasi_cli.language.messages import current, name_in

            name = option if current() == "en" else f"--{name_in('id', 'option', option[2:])}"
            raise BadValue(
                _('"{text}" is a {other}, not a {this}.', text=text,
                  other=pgettext("list", other.context), this=this),
                _('Use: {option} "{text}"', option=name, text=text),
            )  # fmt: skip
    raise BadValue(
        _('"{text}" is no {list}.', text=text, list=this),
        "\n  ".join(filter(None, [_closest(codes, text), _valid(codes)])),
    )


def _valid(codes: type[Code]) -> str:
    return _(
        "There are: {codes}",
        codes=", ".join(f"{label(code)} ({code.value})" for code in codes),
    )


def _closest(codes: type[Code], text: str) -> str | None:
    from difflib import get_close_matches

    words = {word.casefold(): code for code in codes for word in (code.value, label(code))}
    close = get_close_matches(text.casefold(), list(words), n=1, cutoff=0.6)
    return _("Did you mean: {code}?", code=label(words[close[0]])) if close else None
