"""Why a registry's file cannot be used, in words: what is wrong with it, and what to do next."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from koperasi_cli.errors import DatabaseUnusable, NoRegistry, Refused
from koperasi_cli.language import _, why

FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""How the system says that there is no more room."""


class Damaged(sqlite3.DatabaseError):
    """SQLite's checks found a file damaged; it says so of itself with the same code."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    sqlite_errorname = "SQLITE_CORRUPT"

    def __init__(self) -> None:
        super().__init__("database disk image is malformed")


@contextmanager
def errors_explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a file, and the system of that file, into what a person can mend.

    What else goes wrong meanwhile is left as it is: a mistake in a statement is one of the program.

    Raises:
        DatabaseUnusable: the file cannot be used.
        Refused: a constraint was broken, which our own rules would have told of before.
    """
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", None) or error
        if isinstance(cause, sqlite3.IntegrityError):
            raise Refused(
                _("Somebody else recorded the same thing in the meantime ({why}).", why=cause),
                _("Look at what is on record, and try again."),
            ) from error
        of_the_file = isinstance(cause, OSError) and cause.filename in (None, str(path), path)
        if of_the_file or _is_told_by_sqlite(cause):
            raise explained(path, cause) from error
        raise


def missing(path: Path) -> NoRegistry:
    """There is none yet."""
    return NoRegistry(
        _("There is no registry yet at {path}.", path=path),
        _(
            "Start one with: koperasi setup. Or load a file: koperasi import FILE. "
            "To look around first: koperasi demo."
        ),
    )


def damaged(path: Path) -> DatabaseUnusable:
    """It is torn, or is no database."""
    return DatabaseUnusable(
        _("{path} is no database, or is damaged.", path=path),
        _(
            "To bring a backup back: koperasi backup --list, then koperasi restore FILE. "
            "Or name another file with --db."
        ),
    )


def no_registry(path: Path) -> DatabaseUnusable:
    """It is some other program's database."""
    return DatabaseUnusable(
        _("{path} is a database, but not a registry of cooperatives.", path=path),
        _("Name another file with --db, or unset KOPERASI_DB."),
    )


def says_damaged(error: BaseException | None) -> bool:
    """Whether it is the file that SQLite complains of: not a lock, a right, the disk or a statement."""
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    told = str(error)  # without a code of its own
    return (
        _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        or told.startswith("Could not decode to UTF-8")
        or told == "unsupported file format"
    )


def explained(path: Path, error: Exception) -> DatabaseUnusable:
    """What an error of SQLite or the system means for a person."""
    if says_damaged(error):
        return damaged(path)
    code, number = _code(error), getattr(error, "errno", None)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DatabaseUnusable(
            _("The database is in use by somebody else: {path}", path=path),
            _("Try again in a moment. KOPERASI_WAIT sets how many seconds to wait."),
        )
    if code == sqlite3.SQLITE_FULL or number in FULL:
        return DatabaseUnusable(
            _("The disk is full; nothing was saved."), _("Make room and try again.")
        )
    if isinstance(error, PermissionError) or _may_not(path, os.R_OK):
        return DatabaseUnusable(
            _("There is no right to open {path}.", path=path),
            _(
                "Ask for the right to read and write the file and its folder, or use another with --db."
            ),
        )
    # A crash leaves a journal, which its folder must let go of before anything can be read.
    if (
        code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)
        or number == errno.EROFS
        or _may_not(path.parent, os.W_OK)
    ):
        return DatabaseUnusable(
            _("{path} cannot be written: it is read-only.", path=path),
            _("Ask for the right to write the file and its folder, or use another with --db."),
        )
    if code == sqlite3.SQLITE_IOERR:
        return DatabaseUnusable(
            _("The disk failed at {path} ({why}); nothing was saved.", path=path, why=why(error)),
            _("See whether it is full, unplugged or worn out, and try again."),
        )
    return DatabaseUnusable(
        _("The database {path} cannot be opened ({why}).", path=path, why=why(error)),
        _("Check that the folder exists and may be written, or use another file with --db."),
    )


_OF_THE_FILE = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOLFS,
    }
)  # fmt: skip


def _is_told_by_sqlite(error: BaseException) -> bool:
    return says_damaged(error) or (
        isinstance(error, sqlite3.Error) and _code(error) in _OF_THE_FILE
    )


def _code(error: BaseException) -> int:
    """SQLite's primary code; none where it is Python's own complaint."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _may_not(path: Path, right: int) -> bool:
    """SQLite does not say why it cannot open a file."""
    return os.path.exists(path) and not os.access(path, right)  # noqa: PTH110 (it never raises)
