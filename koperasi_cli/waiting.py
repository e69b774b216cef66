"""Connections that wait for somebody else's lock, say so, and give up in the end.

SQLite's own waiting is silent, deaf to Ctrl-C, and asks the less often the longer it lasts, so that of
many writers some starve. Here who has waited longest asks most often.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any, Self, TypeVar

from koperasi_cli.language import _, number

T = TypeVar("T")
Tell = Callable[[str], None]
Progress = Callable[[int, int, int], object]

SILENT = 1.0
"""Seconds after which a person is told."""
PAUSE, SHORTEST = 0.1, 0.002
"""Seconds between two attempts, at first and in the end: they are halved with each second."""
PENDING = 250
"""Milliseconds for which a copy keeps its place before the readers of its target."""


@dataclass(frozen=True)
class Patience:
    """``limit`` is how many seconds each lock is waited for, ``tell`` who says so to a person."""

    limit: float
    tell: Tell | None = None

    def connect(self, uri: str) -> "Connection":
        """A connection in autocommit mode, that waits for as long as that."""
        connection = sqlite3.connect(
            uri, uri=True, timeout=0, isolation_level=None, factory=Connection
        )
        connection.patience = self
        return connection


class _Wait:
    """One lock that is waited for; it begins when it is met."""

    def __init__(self, patience: Patience) -> None:
        self.patience = patience
        self.began: float | None = None
        self.told = False

    def is_over(self) -> bool:
        """Asked each time that the lock was met: pauses, or says that it was waited for long enough."""
        self.began = self.began or monotonic()
        waited = monotonic() - self.began
        if waited >= self.patience.limit:
            return True
        if waited >= SILENT and not self.told and self.patience.tell:
            limit = self.patience.limit
            self.told = True
            self.patience.tell(
                _(
                    "The database is in use by somebody else; waiting up to {seconds} seconds"
                    " (KOPERASI_WAIT) ...",
                    seconds=number(limit),
                )
            )
        sleep(max(PAUSE * 0.5**waited, SHORTEST))
        return False


class Connection(sqlite3.Connection):
    """Waits at ``execute``, ``commit`` and ``backup``: what else there is runs in a transaction that has
    its lock. ``committed`` tells, whatever interrupted it,
    whether the last commit was done."""

    patience: Patience
    committed = False

    def cursor(self, factory: object = None) -> "_Cursor":  # type: ignore[override]
        return super().cursor(_Cursor)

    def execute(self, sql: str, parameters: Any = ()) -> "_Cursor":
        return self.cursor().execute(sql, parameters)

    def commit(self) -> None:
        failed = False
        try:
            self.waiting(super().commit)
        except sqlite3.Error:
            failed = True
            raise
        finally:  # Ctrl-C may come when it is done, and nobody knows yet
            self.committed = not (failed or self.in_transaction)

    def backup(  # type: ignore[override]
        self, target: sqlite3.Connection, *, pages: int = -1, progress: Progress | None = None
    ) -> None:
        """``progress`` is called after each step that got somewhere."""
        wait = _Wait(self.patience)
        if self.patience.limit:
            target.execute(f"PRAGMA busy_timeout = {PENDING}")

        def step(status: int, remaining: int, total: int) -> None:
            if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                if wait.is_over():
                    raise _InUse("database is locked")
            elif progress:
                progress(status, remaining, total)

        super().backup(target, pages=pages, progress=step, sleep=0)

    def waiting(self, action: Callable[..., T], *given: Any) -> T:
        """What the action answers; it is tried again while it meets a lock."""
        wait = _Wait(self.patience)
        while True:
            try:
                return action(*given)
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or wait.is_over():
                    raise


class _Cursor(sqlite3.Cursor):
    """A statement that met a lock has done nothing, and is run again."""

    connection: Connection

    def execute(self, sql: str, parameters: Any = ()) -> Self:
        return self.connection.waiting(super().execute, sql, parameters)


class _InUse(sqlite3.OperationalError):
    """As SQLite says it of a statement; of a copy it leaves that to who makes it."""

    sqlite_errorcode = sqlite3.SQLITE_BUSY
    sqlite_errorname = "SQLITE_BUSY"


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
