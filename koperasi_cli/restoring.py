"""Putting a backup in the place of the registry: verified first, whole or not at all."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from koperasi_cli import backups, private, unusable
from koperasi_cli.database import Database
from koperasi_cli.errors import DatabaseUnusable, NotFound, Refused
from koperasi_cli.language import _, why
from koperasi_cli.migrations import HEAD, schema
from koperasi_cli.restore_entry import Entry, write_entry

BEFORE_RESTORE = "before-restore"
HEADER = b"SQLite format 3\0"
# Few, so that the first step leaves time to look before anything is final; every registry has more.
PAGES_AT_ONCE = 16
_COUNTER_AT, _COUNTER_LENGTH = 24, 4  # of the header: it moves with every commit


class Restored(NamedTuple):
    """``operation`` is the restore's number; ``kept``, where the replaced registry is, if any was."""

    operation: int
    kept: Path | None


@contextmanager
def verified(file: Path, registry: Database, *, trial: bool = False) -> Iterator[Database]:
    """A copy of a backup, found whole and brought up to date, beside the registry.

    It is thrown away at the end, unless it was brought in. A trial makes it elsewhere, and leaves the
    registry's folder alone. The backup itself is only read.

    Raises:
        NotFound: there is no such file.
        Refused: it is the registry itself, is damaged, no registry, altered, or of a newer program.
    """
    _refuse_what_cannot_be_one(file, registry)
    with _place(registry, trial) as path:
        copy, source = registry.like(path), registry.like(file)
        try:
            with source.errors_explained():
                _copy(source, path)
                with closing(copy.connect()) as connection:
                    connection.execute("PRAGMA journal_mode = DELETE")
                    _mend_indexes(connection)
                    _refuse_other_databases(connection, file)
        except Exception as error:
            if unusable.says_damaged(error.__cause__):
                raise _damaged(file) from error
            raise
        if copy.revision() != HEAD:
            copy.upgrade()
        _refuse_altered(copy, file)
        yield copy


def bring_in(copy: Database, registry: Database, entry: Entry, *, damaged: bool) -> Restored:
    """Put a verified copy in the registry's place, with an entry in its journal.

    A sound registry is overwritten under SQLite's own locks, so that others may have it open, and
    whoever opens it after a crash finds the old one again. A damaged or missing one gives way to the
    copy in one step.

    Raises:
        DatabaseUnusable: it is in use by somebody else. Nothing has changed then.
    """
    if registry.path.exists() and not damaged:
        return _overwrite(copy, registry, entry)
    operation = write_entry(copy, registry.path if damaged else None, entry)
    try:
        if damaged:
            return Restored(operation, _push_aside(copy, registry))
        # What is left of a file that is no more would be taken for the new one's.
        for end in backups.BESIDE:
            Path(f"{_real(registry)}{end}").unlink(missing_ok=True)
        backups.put_in_place(copy.path, _real(registry))
        return Restored(operation, None)
    finally:  # Ctrl-C may come when it is done, and nobody knows yet
        registry.wrote = not copy.path.exists() if damaged else registry.path.exists()


def _refuse_what_cannot_be_one(file: Path, registry: Database) -> None:
    """What can be told before the file is copied."""
    if not file.exists():
        raise NotFound(
            _("There is no file {path}.", path=file),
            _("To see the backups that there are: koperasi backup --list"),
        )
    if not file.is_file():
        raise Refused(_("{path} is no file.", path=file), _("Name a backup."))
    if registry.path.exists() and file.samefile(registry.path):
        raise Refused(
            _("{path} is the registry itself.", path=file),
            _("To see the backups that there are: koperasi backup --list"),
        )
    try:
        with file.open("rb") as opened:
            header = opened.read(len(HEADER))
    except OSError as error:
        raise Refused(_("{path} cannot be read ({why}).", path=file, why=why(error))) from error
    if header != HEADER:
        raise _damaged(file)


@contextmanager
def _place(registry: Database, trial: bool) -> Iterator[Path]:
    """A file for the copy: in the folder where it can take the registry's place in one step."""
    if trial:
        with tempfile.TemporaryDirectory(prefix="koperasi-") as folder:
            yield Path(folder) / "trial.db"
        return
    target = _real(registry)
    try:
        private.make_folder(target.parent)
    except OSError as error:
        raise backups.unwritable(target, error) from error
    with backups.beside(target) as path:
        yield path


def _copy(backup: Database, path: Path) -> None:
    """Copy a database as of one moment. Where only its owner could bring it into order (a crash left
    a journal beside it), the files are copied as they are, and the copy is brought into order."""
    try:
        with (
            closing(backup.connect(mode="ro")) as source,
            closing(sqlite3.connect(path, isolation_level=None)) as made,
        ):
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            made.execute("PRAGMA journal_mode = OFF")
            source.backup(made)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        shutil.copyfile(backup.path, path)
        for end in backups.BESIDE[:2]:
            if (other := Path(f"{backup.path}{end}")).exists():
                shutil.copyfile(other, f"{path}{end}")


def _refuse_other_databases(connection: sqlite3.Connection, file: Path) -> None:
    try:
        found = schema.known_revision(connection, file)
    except DatabaseUnusable as error:
        hint = _("To see the backups that there are: koperasi backup --list")
        raise Refused(error.message, hint) from error
    if found is None:
        raise Refused(
            _("{path} was made by a newer version of koperasi.", path=file),
            _("Update the program."),
        )
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise _damaged(file)


def _mend_indexes(connection: sqlite3.Connection) -> None:
    """A backup has what the registry had, a spoilt index too: that is made anew from its table."""
    if found := backups.found_damaged(connection, "integrity_check"):
        if backups.concerns_only_indexes(found):
            connection.execute("REINDEX")
        backups.refuse_damaged(connection)


def _refuse_altered(copy: Database, file: Path) -> None:
    """Another program's trigger would write what nobody asked for; without its index a NIK is no longer
    unique."""
    with copy.errors_explained(), closing(copy.connect()) as connection:
        if wrong := schema.altered(connection):
            raise Refused(
                _("{path} has tables that another program altered: {names}",
                  path=file, names=", ".join(wrong)),
                _("Nothing was changed. Try another backup: koperasi backup --list"),
            )  # fmt: skip


def _push_aside(copy: Database, registry: Database) -> Path:
    """Keep a damaged file as it is, under another name, and put the copy in its place."""
    backups.make_folder(registry.path)
    target = _real(registry)
    kept = backups.free_name(registry.path, BEFORE_RESTORE)
    try:
        target.chmod(private.FILE)
        backups.put_in_place(target, kept)
        for end in backups.BESIDE:  # a journal belongs to the file that it was written for
            if (other := Path(f"{target}{end}")).exists():
                other.replace(f"{kept}{end}")
        backups.put_in_place(copy.path, target, replace=True)
    except OSError as error:
        raise backups.unwritable(target, error) from error
    return kept


class _Changed(Exception):
    """Somebody wrote after the backup was made."""


def _overwrite(copy: Database, registry: Database, entry: Entry) -> Restored:
    """Keep the registry and overwrite it; again, if somebody wrote between the two."""
    operation: int | None = None
    while True:
        # Closed last: closing any handle of a file gives up the locks that SQLite has on it.
        with registry.errors_explained(), registry.path.open("rb", buffering=0) as file:
            before = _counter(file.fileno())
            with registry.keeping(BEFORE_RESTORE) as kept:
                try:
                    operation = write_entry(copy, kept, entry, instead_of=operation)
                    _pour(copy, registry, file.fileno(), before)
                    registry.wrote = True
                    return Restored(operation, kept)
                except _Changed:
                    continue
                except BaseException:  # Ctrl-C may come when it is done, and nobody knows yet
                    registry.wrote = _counter(file.fileno()) != before
                    raise


def _pour(copy: Database, registry: Database, handle: int, before: bytes) -> None:
    """Overwrite the registry's pages, in one transaction, unless its counter moved."""
    looked = False

    def look(_status: int, _remaining: int, _total: int) -> None:
        """Called while the registry is locked, and the first time before any of it is overwritten."""
        nonlocal looked
        if not looked and _counter(handle) != before:
            raise _Changed
        looked = True

    with closing(copy.connect()) as source, closing(registry.connect()) as target:
        source.backup(target, pages=PAGES_AT_ONCE, progress=look)


def _counter(handle: int) -> bytes:
    os.lseek(handle, _COUNTER_AT, os.SEEK_SET)
    return os.read(handle, _COUNTER_LENGTH)


def _real(registry: Database) -> Path:
    """The file itself, where the registry's path is a link to it."""
    return registry.path.resolve()


def _damaged(file: Path) -> Refused:
    return Refused(
        _("{path} is no database, or is damaged.", path=file),
        _("Nothing was changed. Try another backup: koperasi backup --list"),
    )
