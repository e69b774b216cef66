"""Why a registry's file cannot be used, in words: what is wrong with it, and what to do next."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from koperasi_cli.errors import DatabaseUnusable, KoperasiError, NoRegistry, Refused
from koperasi_cli.language import _, why

_OF_DAMAGE = ("not a database", "malformed", "could not decode", "unsupported file format")


@contextmanager
def errors_explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say of a file into what a person can mend.

    Raises:
        DatabaseUnusable: whatever they said.
        Refused: a constraint was broken, which our own rules would have told of before.
    """
    try:
        yield
    except KoperasiError:
        raise
    except Exception as error:
        cause = getattr(error, "orig", None) or error
        if isinstance(cause, sqlite3.IntegrityError):
            raise Refused(
                _("Somebody else recorded the same thing in the meantime ({why}).", why=cause),
                _("Look at what is on record, and try again."),
            ) from error
        if isinstance(cause, sqlite3.Error | OSError):
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


def explained(path: Path, error: Exception) -> DatabaseUnusable:
    """What an error of SQLite or the system means for a person."""
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        return DatabaseUnusable(
            _("The database is in use by somebody else: {path}", path=path),
            _("Try again in a moment. KOPERASI_WAIT sets how many seconds to wait."),
        )
    if any(sign in said for sign in _OF_DAMAGE):
        return damaged(path)
    if isinstance(error, PermissionError) or _may_not(path, os.R_OK):
        return DatabaseUnusable(
            _("There is no right to open {path}.", path=path),
            _(
                "Ask for the right to read and write the file and its folder, or use another with --db."
            ),
        )
    # A crash leaves a journal, which its folder must let go of before anything can be read.
    if "readonly" in said or "read-only" in said or _may_not(path.parent, os.W_OK):
        return DatabaseUnusable(
            _("{path} cannot be written: it is read-only.", path=path),
            _("Ask for the right to write the file and its folder, or use another with --db."),
        )
    if "full" in said or "no space" in said:
        return DatabaseUnusable(
            _("The disk is full; nothing was saved."), _("Make room and try again.")
        )
    if "disk i/o" in said:
        return DatabaseUnusable(
            _("The disk failed at {path} ({why}); nothing was saved.", path=path, why=why(error)),
            _("See whether it is full, unplugged or worn out, and try again."),
        )
    return DatabaseUnusable(
        _("The database {path} cannot be opened ({why}).", path=path, why=why(error)),
        _("Check that the folder exists and may be written, or use another file with --db."),
    )


def _may_not(path: Path, right: int) -> bool:
    """SQLite does not say why it cannot open a file."""
    return os.path.exists(path) and not os.access(path, right)  # noqa: PTH110 (it never raises)
