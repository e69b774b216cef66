"""Which language is spoken now."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Language = Literal["en", "id"]
LANGUAGES: tuple[Language, ...] = ("en", "id")

_current: Language = "en"


def current() -> Language:
    """The language in which ``_`` answers now."""
    return _current


def use(language: Language) -> None:
    """Speak this language from now on."""
    global _current
    _current = language


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak this language for a while: an official Indonesian table in an English interface."""
    before = current()
    use(language)
    try:
        yield
    finally:
        use(before)
