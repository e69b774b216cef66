"""Reading a code that a person typed, and saying well what is wrong with one that is none."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from koperasi_cli.errors import BadValue
from koperasi_cli.language.current import current
from koperasi_cli.language.messages import _, label, pgettext, shown
from koperasi_cli.vocabulary import Category, Cause, Code, Industry, Sector

C = TypeVar("C", bound=Code)

# Lists whose codes are taken for one another, with the option that was meant.
_OFTEN_MIXED: dict[type[Code], str] = {
    Sector: "sector",
    Industry: "industry",
    Category: "category",
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
    text = " ".join(text.split())  # as it is repeated
    this = _name(codes)
    for other, option in _OFTEN_MIXED.items():
        if codes in _OFTEN_MIXED and other is not codes and other.parse(text) is not None:
            raise BadValue(
                _('"{text}" names the {other}, not the {this}.', text=text,
                  other=_name(other), this=this),
                _('Use: {option} "{text}"', option=f"--{shown('option', option)}", text=text),
            )  # fmt: skip
    raise BadValue(
        _('"{text}" is no {list}.', text=text, list=this),
        "\n".join(filter(None, [_closest(codes, text), _valid(codes)])),
    )


def names_there_are(text: str, names: Sequence[str]) -> str:
    """The hint where a name is none of these: the closest, and all of them."""
    all_ = _("There are: {names}", names=", ".join(names))
    return "\n".join(filter(None, [did_you_mean(text, {name: name for name in names}), all_]))


def did_you_mean(text: str, names: Mapping[str, str]) -> str | None:
    """The name most like what was typed; ``names`` are what may be typed, and how it reads."""
    from difflib import get_close_matches

    typed = {name.casefold(): said for name, said in names.items()}
    close = get_close_matches(text.casefold(), list(typed), n=1, cutoff=0.6)
    return _("Did you mean: {name}?", name=typed[close[0]]) if close else None


def _name(codes: type[Code]) -> str:
    return pgettext("list", codes.context.replace("-", " "))


def _valid(codes: type[Code]) -> str:
    """Every code as it may be typed; the English words that are stored stay off other screens."""
    named = [_with_short(code) for code in codes]
    between = "; " if any("," in name for name in named) else ", "
    return _("There are: {codes}", codes=between.join(named))


def _with_short(code: Code) -> str:
    if isinstance(code, Cause):
        return f"{label(code)} ({code.number})"
    return f"{label(code)} ({code.value})" if current() == "en" else label(code)


def _closest(codes: type[Code], text: str) -> str | None:
    return did_you_mean(text, {word: label(c) for c in codes for word in (c.value, label(c))})
