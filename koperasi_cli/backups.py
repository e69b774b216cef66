"""Copies of the registry, in a folder beside it: what they are called, which are kept, how one is made.

``koperasi-20250217-100405-before-import.db`` lies in ``backups``. The time is this computer's own, also
where a sample registry holds its today still: it says which copy is newer.
"""

import contextlib
import glob
import os
import re
import sqlite3
import stat
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from koperasi_cli import private
from koperasi_cli.errors import DatabaseUnusable, Refused
from koperasi_cli.language import _, why
from koperasi_cli.unusable import Damaged
from koperasi_cli.waiting import Connection

MANUAL = "manual"
RESTORE = "restore"
"""The command that brings one back, as the journal has it."""
KEPT_NEWEST = 10
KEPT_DAYS = 14
MANY = 1_000  # rows: a copy is made before more are taken back
BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite puts beside a file, and takes for a part of it."""
UNFINISHED = ".part"
UNFINISHED_FOR = 24 * 60 * 60
_ABOUT_INDEXES = re.compile(
    r"(?:row \d+ missing from|wrong # of entries in|non-unique entry in) index .+"
)
_NAME = r"-(\d{8}-\d{6})-([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.(\d+))?"
_TIME = "%Y%m%d-%H%M%S"


class Backup(NamedTuple):
    """One copy: ``at`` is this computer's time, ``number`` tells those of one second apart, ``size`` is
    in bytes."""

    path: Path
    at: datetime
    why: str
    number: int
    size: int = 0

    @property
    def order(self) -> tuple[datetime, int]:
        return self.at, self.number


def folder_of(registry: Path) -> Path:
    """Where the copies of a registry lie."""
    return registry.absolute().parent / "backups"


def backups_of(registry: Path) -> list[Backup]:
    """The copies there are, the newest first."""
    folder = folder_of(registry)
    try:
        paths = list(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DatabaseUnusable(
            _("The folder {path} cannot be read ({why}).", path=folder, why=why(error))
        ) from error
    found = [_recognised(path, registry) for path in paths]
    return sorted((b for b in found if b), key=lambda backup: backup.order, reverse=True)


def make_folder(registry: Path) -> None:
    """Make the folder of backups, for its owner only, where it is not there yet."""
    folder = folder_of(registry)
    try:
        folder.mkdir(mode=private.FOLDER, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def name_of(registry: Path, reason: str, at: datetime | None = None, number: int = 1) -> str:
    """What a copy is called; of now, unless told."""
    made = (at or datetime.now()).strftime(_TIME)
    counter = f".{number}" if number > 1 else ""
    return f"{registry.stem}-{made}-{reason}{counter}{registry.suffix}"


def free_name(registry: Path, reason: str) -> Path:
    """A name for a copy made now that none has yet."""
    at = datetime.now()
    paths = (folder_of(registry) / name_of(registry, reason, at, number) for number in count(1))
    return next(path for path in paths if not os.path.lexists(path))


def surplus(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """Those that need not be kept.

    Kept are all that somebody made by hand, the ten newest of the others, and the newest of each of
    the last fourteen days that have one. What a clock that was ahead has dated later than now counts
    as the oldest.
    """
    automatic = sorted(
        (b for b in backups if b.why != MANUAL),
        key=lambda backup: (backup.at <= now, backup.order),
        reverse=True,
    )
    newest_of_day: dict[object, Backup] = {}
    for backup in automatic:
        newest_of_day.setdefault(backup.at.date(), backup)
    kept = {*automatic[:KEPT_NEWEST], *list(newest_of_day.values())[:KEPT_DAYS]}
    return [backup for backup in automatic if backup not in kept]


def prune(registry: Path, *, just_made: Path) -> None:
    """Remove what need not be kept, and what a killed program left unfinished.

    The copy that was just made stays, whatever the clock says. What cannot be removed stays too.
    """
    for backup in surplus(backups_of(registry), datetime.now()):
        if backup.path != just_made:
            with contextlib.suppress(OSError):
                backup.path.unlink()
    for folder in (folder_of(registry), registry.absolute().parent):
        for path in folder.glob(f".{glob.escape(registry.stem)}*{UNFINISHED}*"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > UNFINISHED_FOR:
                    path.unlink()


def copy(source: Connection, target: Path, *, replace: bool = False) -> None:
    """Copy an open database into a file, whole or not at all, readable by its owner only.

    It is of one moment even while others write: the source is read in one transaction.

    Raises:
        Refused: there is such a file, and it is not to be replaced.
        DatabaseUnusable: the file cannot be written, or the source is damaged.
    """
    if not replace and os.path.lexists(target):
        raise _taken(target)
    source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # waits for a lock, or gives up
    with beside(target) as unfinished:
        try:
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as made:
                made.execute("PRAGMA journal_mode = OFF")  # a half-made copy is thrown away
                source.backup(made)
                made.execute("PRAGMA journal_mode = DELETE")
                refuse_damaged(made, "quick_check")
            _sync(unfinished)
            put_in_place(unfinished, target, replace=replace)
        except OSError as error:
            raise unwritable(target, error) from error


@contextmanager
def looking_into(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing in a file: it neither upgrades nor mends it."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """An empty file to write, in the folder of ``target``; thrown away unless it was put in place."""
    try:
        handle, name = tempfile.mkstemp(UNFINISHED, f".{target.name}-", target.parent)
        os.close(handle)
    except OSError as error:
        raise unwritable(target, error) from error
    try:
        yield Path(name)
    finally:
        for end in ("", *BESIDE):
            Path(f"{name}{end}").unlink(missing_ok=True)


def put_in_place(finished: Path, target: Path, *, replace: bool = False) -> None:
    """Give a file its name, in one step. Without ``replace``, whoever had it first keeps it."""
    if replace:
        finished.replace(target)
    else:
        try:
            os.link(finished, target)
        except FileExistsError:
            raise _taken(target) from None
        except OSError:  # a USB stick knows no links
            if target.exists():
                raise _taken(target) from None
            finished.rename(target)
    if os.name != "nt":
        _sync(target.parent)


def refuse_damaged(connection: sqlite3.Connection, pragma: str = "integrity_check") -> None:
    """Raises ``Damaged`` where SQLite itself finds the file so."""
    if found_damaged(connection, pragma):
        raise Damaged


def found_damaged(connection: sqlite3.Connection, pragma: str) -> list[str]:
    """What SQLite finds wrong with a file, a line each; nothing where it is whole."""
    said = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}")]
    if said == ["ok"]:
        return []
    lines = [line for text in said for line in text.splitlines()]
    return [line for line in lines if not line.startswith("***")] or ["?"]


def concerns_only_indexes(damage: Sequence[str]) -> bool:
    """Whether it can be mended without loss: indexes are made anew from their tables (``REINDEX``)."""
    return all(map(_ABOUT_INDEXES.fullmatch, damage))


def exposed(registry: Path) -> list[Path]:
    """Which of a registry's files, and the folder of its backups, others may look into."""
    copies = [backup.path for backup in backups_of(registry)]
    return [
        path
        for path in (registry, folder_of(registry), *copies)
        if path.exists() and path.stat().st_mode & 0o077
    ]


def _recognised(path: Path, registry: Path) -> Backup | None:
    start, end = re.escape(registry.stem), re.escape(registry.suffix)
    match = re.fullmatch(f"{start}{_NAME}{end}", path.name)
    if match is None:
        return None
    try:
        at = datetime.strptime(match[1], _TIME)
        found = path.stat()
    except (ValueError, OSError):  # no time; or it was removed just now
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Backup(path, at, match[2], int(match[3] or 1), found.st_size)


def _sync(path: Path) -> None:
    """Have what was written on the disk before anybody is told that it is."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _taken(target: Path) -> Refused:
    return Refused(
        _("There is a file {path} already.", path=target),
        _("Name another one, or leave the name out."),
    )


def unwritable(target: Path, error: OSError) -> DatabaseUnusable:
    return DatabaseUnusable(
        _("{path} cannot be written ({why}).", path=target, why=why(error)),
        _("See that its folder is there, may be written, and has room."),
    )
