"""The two doors to the registry's file.

``Database.writing`` lets changes in: one transaction that begins at once (``BEGIN IMMEDIATE``), with
the journal attached. ``Database.reading`` lets questions out: a plain ``sqlite3`` connection that
cannot change anything and does not pay for importing SQLModel.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from koperasi_cli import backups, private, unusable
from koperasi_cli.errors import DatabaseUnusable, Refused
from koperasi_cli.language import _
from koperasi_cli.migrations import HEAD, schema
from koperasi_cli.waiting import Connection, Patience, Tell

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlmodel import Session


LOOKED_OVER, COUNTS_LOOKED_OVER = 1 << 20, 8 << 20
"""Bytes up to which a registry is looked over by each command, and up to which at least what counts
cooperatives by status is: that takes hundredths of a second."""


class _Opened(NamedTuple):
    """An engine, and the connections that it made."""

    engine: "Engine"
    made: "list[Connection]"

    @property
    def committed(self) -> bool:
        """Whether a transaction was committed through it, whatever interrupted that."""
        return any(one.committed for one in self.made)


class Database:
    """One registry file. ``wait`` is how many seconds a lock held by somebody else is waited for;
    ``on_wait`` is given a sentence for the person who waits.

    ``wrote`` tells whether a change was saved through this door, and ``upgraded`` whether the tables
    were made or brought up to date, also after an interruption.
    """

    def __init__(self, path: Path, *, wait: float = 10.0, on_wait: Tell | None = None) -> None:
        self.path = path
        self.patience = Patience(wait, on_wait)
        self.wrote = self.upgraded = False
        self.looked_over = False

    def like(self, path: Path) -> "Database":
        """Another file, opened with the same patience."""
        return Database(path, wait=self.patience.limit, on_wait=self.patience.tell)

    def exists(self) -> bool:
        """Whether there is a registry. An empty file is none: SQLite writes nothing until asked."""
        try:
            if self.path.exists() and not self.path.is_file():
                raise DatabaseUnusable(
                    _("{path} is no file.", path=self.path),
                    _("Name another file with --db, or unset KOPERASI_DB."),
                )
            if Path(f"{self.path}-journal").exists():  # the first command was killed, perhaps
                with suppress(sqlite3.Error), closing(Database(self.path, wait=0).connect()) as it:
                    it.execute("PRAGMA schema_version")  # rolls back, which may leave nothing
            return self.path.is_file() and self.path.stat().st_size > 0
        except OSError as error:
            raise unusable.explained(self.path, error) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for ``queries/*.sql``, in one consistent snapshot. It creates nothing.

        Opened ``mode=rw``, since ``mode=ro`` could not roll back what a killed writer left behind.
        """
        if not self.exists():
            raise unusable.missing(self.path)
        self.prepare()
        with self.errors_explained(), closing(self.connect()) as connection:
            connection.execute("PRAGMA query_only = 1")
            connection.execute("PRAGMA cell_size_check = 1")
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(
        self, command: str, *, actor: str, at: str, dry_run: bool = False
    ) -> Iterator["Session"]:
        """An SQLModel session in one transaction; leaving it commits, an exception rolls back.

        ``command`` and ``actor`` go into the journal. ``at`` is the moment, as a UTC stamp.
        A dry run is the real run, rolled back at the end; where there is no registry yet it is
        made in a folder that is thrown away.
        """
        if dry_run and not self.exists():
            with tempfile.TemporaryDirectory(prefix="koperasi-") as folder:
                trial = self.like(Path(folder) / "trial.db")
                with trial.writing(command, actor=actor, at=at) as session:
                    yield session
            return
        self.prepare(create=True)
        from sqlalchemy.orm import configure_mappers
        from sqlmodel import Session

        from koperasi_cli.registry.journal import Journal

        configure_mappers()  # as long as half of a small change, and nobody has to wait for it yet
        with self.errors_explained(), self._engine() as opened, Session(opened.engine) as session:
            journal = Journal.attach(session, command=command, actor=actor, at=at)
            try:
                yield session
                session.flush()
            except BaseException:
                session.rollback()
                raise
            if dry_run:
                session.rollback()
                return
            try:
                session.commit()
            finally:
                self.wrote |= opened.committed and journal.operation_id is not None

    def prepare(self, *, create: bool = False) -> None:
        """Bring the schema up to date, after a backup; with ``create``, make what is missing."""
        existed = self.exists()
        if existed:
            self._look_over()
        if existed and self.revision() == HEAD:
            return
        if not existed and not create:
            return
        if existed:
            with self.keeping(f"before-{HEAD}"):
                self.upgrade()
        else:
            self._create_file()
            self.upgrade()

    def _look_over(self) -> None:
        """Refuse a damaged file before anything is counted in it: where an index does not agree with
        its table, SQLite counts wrongly and says nothing. Large files are left to ``koperasi check``.
        """
        size = self.path.stat().st_size
        if not self.looked_over and size <= COUNTS_LOOKED_OVER:
            what = "integrity_check" + ("" if size <= LOOKED_OVER else "(status_change)")
            with self.errors_explained(), closing(self.connect()) as connection:
                backups.refuse_damaged(connection, what)
        self.looked_over = True

    def upgrade(self) -> None:
        """Bring the schema up to date; all of it or nothing. ``prepare`` keeps a backup first."""
        from koperasi_cli.migrations.upgrade import upgrade

        with self.errors_explained(), self._engine(foreign_keys=False) as opened:
            try:
                upgrade(opened.engine)
            finally:
                self.upgraded |= opened.committed

    def revision(self) -> str:
        """The schema's revision. Refuses a file that is no registry, or newer than the program."""
        with self.errors_explained(), closing(self.connect()) as connection:
            found = schema.known_revision(connection, self.path)
        if found is None:
            raise DatabaseUnusable(
                _("The database was made by a newer version of koperasi."),
                _("Update the program."),
            )
        return found

    def is_damaged(self, *, thoroughly: bool = False) -> bool:
        """Whether SQLite finds the file damaged, or no database at all; its indexes too, if thoroughly.

        Raises:
            DatabaseUnusable: it cannot be told, for the file is in use; or it is no registry.
        """
        if not self.exists():
            return False
        try:
            with self.errors_explained(), closing(self.connect()) as connection:
                backups.refuse_damaged(
                    connection, "integrity_check" if thoroughly else "quick_check"
                )
        except DatabaseUnusable as error:
            if unusable.says_damaged(error.__cause__):
                return True
            raise
        self.revision()
        return False

    def backup(self, target: Path, *, replace: bool = False) -> None:
        """Copy the registry, consistent even while others write, readable by its owner only.

        Raises:
            NoRegistry: there is nothing to copy.
            Refused: there is such a file, and it is not to be replaced.
        """
        if not self.exists():
            raise unusable.missing(self.path)
        self.revision()
        with self.errors_explained(), closing(self.connect()) as source:
            backups.copy(source, target, replace=replace)

    def keep(self, reason: str) -> Path | None:
        """Put a copy in the folder of backups; None where there is no registry yet."""
        if not self.exists():
            return None
        self.revision()  # before a folder is made beside what is no registry
        backups.make_folder(self.path)
        target = backups.free_name(self.path, reason)
        while True:
            try:
                self.backup(target)
                break
            except Refused:  # somebody else was given that name meanwhile
                target = backups.free_name(self.path, reason)
        return target

    @contextmanager
    def keeping(self, reason: str) -> Iterator[Path | None]:
        """Keep a copy while something big is done, ``before-import`` say.

        Where something was done, those that need no longer be kept are removed. Where nothing was, the
        copy is: it must not take the place of one from before a change.
        """
        before = self.wrote, self.upgraded
        self.wrote = self.upgraded = False
        kept = self.keep(reason)
        try:
            yield kept
        finally:
            if kept and (self.wrote or self.upgraded):
                backups.prune(self.path, just_made=kept)
            elif kept:
                kept.unlink(missing_ok=True)
            self.wrote |= before[0]
            self.upgraded |= before[1]

    def connect(self, mode: str = "rw") -> Connection:
        """A bare connection, for the care of the file itself: nothing else goes round the doors."""
        connection = self.patience.connect(f"{self.path.absolute().as_uri()}?mode={mode}")
        connection.row_factory = sqlite3.Row
        # What is told to be saved outlives a power cut: the journal's removal reaches the disk too.
        connection.execute("PRAGMA synchronous = EXTRA")
        return connection

    @contextmanager
    def _engine(self, *, foreign_keys: bool = True) -> Iterator["_Opened"]:
        from sqlalchemy import create_engine, event

        made: list[Connection] = []

        def creator() -> Connection:
            made.append(self.connect())
            return made[-1]

        # SQLAlchemy's own BEGIN is deferred: two writers could read the same state and one would
        # lose. The dialect must leave the transaction to us, and begin it with the write lock.
        engine = create_engine("sqlite://", creator=creator, hide_parameters=True, poolclass=None)

        @event.listens_for(engine, "connect")
        def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
            connection.row_factory = None
            connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")

        @event.listens_for(engine, "begin")
        def _on_begin(connection: object) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]

        try:
            yield _Opened(engine, made)
        finally:
            engine.dispose()

    def _create_file(self) -> None:
        """Make an empty file, readable by its owner only. It stays where the first command fails, since
        another one may be waiting for it; an empty file is no registry."""
        try:
            private.make_folder(self.path.parent)
            os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, private.FILE))
        except OSError as error:
            raise unusable.explained(self.path, error) from error

    def errors_explained(self) -> AbstractContextManager[None]:
        """Turn what SQLite says into what a person can mend."""
        return unusable.errors_explained(self.path)
