"""What can go wrong in a way that a person can mend, and the exit code of each.

An error carries two finished sentences in the language of the interface: what is wrong, with the
value, and what to do next. One boundary (``koperasi_cli.cli.boundary``) prints them.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple


class ExitCode(IntEnum):
    """The exit codes that scripts may rely on."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    PROBLEMS = 3
    DATABASE = 4
    INTERRUPTED = 130


class KoperasiError(Exception):
    """Stops a command. ``message`` says what is wrong, ``hint`` what would help."""

    exit_code = ExitCode.REFUSED

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Refused(KoperasiError):
    """The rules of the registry do not allow it."""


class NotFound(KoperasiError):
    """Nothing on record answers to what was typed."""


class Ambiguous(KoperasiError):
    """Several records answer to what was typed. ``candidates`` are (id, name) pairs."""

    def __init__(
        self, message: str, candidates: Sequence[tuple[int, str]], hint: str | None = None
    ) -> None:
        super().__init__(message, hint)
        self.candidates = tuple(candidates)


class BadUsage(KoperasiError):
    """The command line cannot be understood: an unknown option, a missing value."""

    exit_code = ExitCode.USAGE


class BadValue(BadUsage):
    """A value that cannot be read: no such code, no such day, a number out of range."""


class PersonsNik(BadValue):
    """A person's number, which must not be stored. It costs a file the field, and not the row."""


class DatabaseUnusable(KoperasiError):
    """The database file is missing, locked, damaged, newer than the program or no database."""

    exit_code = ExitCode.DATABASE


class NoRegistry(DatabaseUnusable):
    """There is no database yet."""


class NeedsConfirmation(KoperasiError):
    """A question that only a person can answer. Never raised for what is simply wrong.

    ``key`` names the question: a function that is called again with ``key`` among its confirmed
    questions goes on. Nothing is asked while a transaction is open, so this leaves it first.
    """

    def __init__(self, key: str, question: str, hint: str) -> None:
        super().__init__(question, hint)
        self.key = key


class Interrupted(KoperasiError):
    """Somebody pressed Ctrl-C. ``message`` says what had been saved by then."""

    exit_code = ExitCode.INTERRUPTED


class Problem(NamedTuple):
    """One thing that is wrong with one row of a file. Problems are collected, not raised."""

    file: str
    line: int
    column: str | None
    value: str | None
    message: str
    code: str
    sheet: str | None = None
