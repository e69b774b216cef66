"""When two names, or two legal numbers, mean the same cooperative.

The words of the legal form are written in many ways (KSP, Kop. Simpan Pinjam, Koperasi Simpan Pinjam)
and say little: they are brought to one form before names are compared. What is left must be alike,
and any number in it the same.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

# The legal form as it is spelled out -> as its abbreviation. The longest comes first.
_FORMS: tuple[tuple[tuple[str, ...], str], ...] = tuple(
    sorted(
        (
            (tuple(words.split()), abbreviation)
            for words, abbreviation in (
                ("simpan pinjam dan pembiayaan syariah", "kspps"),
                ("simpan pinjam pembiayaan syariah", "kspps"),
                ("simpan pinjam pola syariah", "kspps"),
                ("simpan pinjam", "ksp"),
                ("serba usaha", "ksu"),
                ("unit desa", "kud"),
                ("pegawai republik indonesia", "kpri"),
                ("pegawai negeri", "kpri"),
                ("pondok pesantren", "koppontren"),
                ("pedagang pasar", "koppas"),
                ("karyawan", "kopkar"),
                ("wanita", "kopwan"),
                ("produsen tahu tempe", "kopti"),
            )
        ),
        key=lambda form: -len(form[0]),
    )
)
_FORMS_BY_FIRST = {
    first: [form for form in _FORMS if form[0][0] == first] for first in {f[0][0] for f in _FORMS}
}
_SIGNS = re.compile(r"[\W_]+")
_ABBREVIATIONS = frozenset(abbreviation for _words, abbreviation in _FORMS)
_COOPERATIVE = frozenset({"koperasi", "kop"})
_TYPES = frozenset({"produsen", "konsumen", "jasa", "pemasaran", "primer", "sekunder"})
FORM_WORDS = _ABBREVIATIONS | _COOPERATIVE | _TYPES

ALIKE = 88
"""From which score (0 to 100) two names are alike enough to ask."""


def name_key(name: str) -> str:
    """A name without what people vary: case, punctuation, the spelling of the legal form."""
    words = _words(name)
    if words and words[0] in _COOPERATIVE:
        words = _abbreviated(words[1:])
        if len(words) > 1 and words[0] in _TYPES:
            words = _abbreviated(words[1:])
    return " ".join(words)


def legal_key(number: str) -> str:
    """A legal number for matching: upper case, no spaces. The number itself is kept as written."""
    return "".join(number.split()).upper()


class Named(NamedTuple):
    """A cooperative's number and name."""

    id: int
    name: str


def alike(name: str, others: Iterable[Named]) -> list[Named]:
    """Those of the others whose names are so like this one that they may be the same cooperative."""
    from rapidfuzz import fuzz

    words = _distinctive(name)

    def same(other: str) -> bool:
        theirs = _distinctive(other)
        if _numbers(words) != _numbers(theirs):
            return False
        fewer, more = sorted((set(words), set(theirs)), key=len)
        if len(fewer) > 1 and fewer <= more:
            return True
        return fuzz.token_sort_ratio(" ".join(words), " ".join(theirs)) >= ALIKE

    return [other for other in others if same(other.name)]


def telling(key: str) -> set[str]:
    """The words of a name's key that say more than its legal form."""
    return set(key.split()) - FORM_WORDS


def starts(name: str) -> set[str]:
    """The first four letters of each telling word of a name."""
    return {word[:4] for word in telling(name_key(name))}


def _abbreviated(words: list[str]) -> list[str]:
    for form, abbreviation in _FORMS_BY_FIRST.get(words[0], ()) if words else ():
        if tuple(words[: len(form)]) == form and len(words) > len(form):
            return [abbreviation, *words[len(form) :]]
    return words


def _words(name: str) -> list[str]:
    return _SIGNS.sub(" ", name.casefold()).split()


def _distinctive(name: str) -> list[str]:
    words = name_key(name).split()
    return [word for word in words if word not in _ABBREVIATIONS] or words


def _numbers(words: Iterable[str]) -> set[str]:
    return {word for word in words if any(c.isdigit() for c in word)}
