"""What a code is, and how a text is read as one."""

from enum import StrEnum
from functools import cache
from typing import ClassVar, Self, cast


class Code(StrEnum):
    """A code of one of the field's lists. The value is what is stored and exported.

    A member is written ``NAME = value, English label, Indonesian label, *further spellings``. An
    Indonesian label such as "Unit Desa (KUD)" is also understood by either of its parts.
    """

    context: ClassVar[str]
    """The name of the list in the message catalog: ``session-kind`` for ``SessionKind``."""

    label: str
    indonesian: str
    spellings: tuple[str, ...]

    def __new__(cls, value: str, label: str = "", indonesian: str = "", *spellings: str) -> Self:
        # The defaults are for type checkers, which read Sector("producer") as this call.
        code = str.__new__(cls, value)
        code._value_ = value
        code.label = label
        code.indonesian = indonesian
        code.spellings = spellings
        return code

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        words = "".join(f"-{c.lower()}" if c.isupper() else c for c in cls.__name__)
        cls.context = words.removeprefix("-")

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The code that a text names, in whichever spelling; None if this list has none such.

        Case, spaces and punctuation do not count, nor does a leading "Koperasi" or "Kop.".
        """
        return cast(Self | None, _index(cls).get(_key(text)))


def _key(text: str) -> str:
    """What is left of a spelling when everything that people vary is taken away."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    if len(words) > 1 and words[0] in ("koperasi", "kop"):
        del words[0]
    return "".join(words)


@cache
def _index(codes: type[Code]) -> dict[str, Code]:
    """Every spelling of a list. Two codes with one spelling are a mistake in this module."""
    index: dict[str, Code] = {}
    for code in codes:
        name, _, rest = code.indonesian.partition(" (")
        abbreviation, _, rest = rest.partition(")")
        parts = (name + rest, abbreviation) if abbreviation else ()
        for spelling in (code.value, code.label, code.indonesian, *parts, *code.spellings):
            other = index.setdefault(_key(spelling), code)
            if other is not code:
                raise ValueError(f'{codes.__name__}: "{spelling}" is both {other} and {code}')
    return index
