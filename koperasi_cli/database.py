"""The two doors to the registry's file.

``Database.writing`` lets changes in: one transaction that begins at once (``BEGIN IMMEDIATE``), with
the journal attached. ``Database.reading`` lets questions out: a plain ``sqlite3`` connection that
cannot change anything and does not pay for importing SQLModel.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from koperasi_cli import backups
from koperasi_cli.errors import DatabaseUnusable, KoperasiError, NoRegistry, Refused
from koperasi_cli.language import _, why
from koperasi_cli.migrations import HEAD, REVISIONS

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlmodel import Session


class Database:
    """One registry file. ``wait`` is how many seconds a lock held by somebody else is waited for."""

    def __init__(self, path: Path, *, wait: float = 10.0) -> None:
        self.path = path
        self.wait = wait

    def exists(self) -> bool:
        """Whether there is a registry. An empty file is none: SQLite writes nothing until asked."""
        try:
            if self.path.exists() and not self.path.is_file():
                raise DatabaseUnusable(
                    _("{path} is no file.", path=self.path),
                    _("Name another file with --db, or unset KOPERASI_DB."),
                )
            return self.path.is_file() and self.path.stat().st_size > 0
        except OSError as error:
            raise self._unusable(error) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for ``queries/*.sql``, in one consistent snapshot. It creates nothing.

        Opened ``mode=rw``, since ``mode=ro`` could not roll back what a killed writer left behind.
        """
        if not self.exists():
            raise self._missing()
        self.prepare()
        with self.errors_explained(), closing(self.connect()) as connection:
            connection.execute("PRAGMA query_only = 1")
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
                trial = Database(Path(folder) / "trial.db", wait=self.wait)
                with trial.writing(command, actor=actor, at=at) as session:
                    yield session
            return
        self.prepare(create=True)
        from sqlmodel import Session

        from koperasi_cli.registry.journal import Journal

        with self.errors_explained(), self._engine() as engine, Session(engine) as session:
            session.connection()
            Journal.attach(session, command=command, actor=actor, at=at)
            try:
                yield session
                session.flush()
            except BaseException:
                session.rollback()
                raise
            if dry_run:
                session.rollback()
            else:
                session.commit()

    def prepare(self, *, create: bool = False) -> None:
        """Bring the schema up to date, after a backup; with ``create``, make what is missing."""
        existed = self.exists()
        if existed and self.revision() == HEAD:
            return
        if not existed and not create:
            return
        if existed:
            self.keep(f"before-{HEAD}")
        created = not existed and self._create_file()
        try:
            self.upgrade()
        except BaseException:
            if created and not self.exists():
                self.path.unlink(missing_ok=True)
            raise

    def upgrade(self) -> None:
        """Bring the schema up to date; all of it or nothing. ``prepare`` keeps a backup first."""
        from koperasi_cli.migrations.upgrade import upgrade

        with self.errors_explained(), self._engine(foreign_keys=False) as engine:
            upgrade(engine)

    def revision(self) -> str:
        """The schema's revision. Refuses a file that is no registry, or newer than the program."""
        with self.errors_explained(), closing(self.connect()) as connection:
            tables = {
                name for (name,) in connection.execute("SELECT name FROM sqlite_master")
            }  # fmt: skip
            if "alembic_version" not in tables:
                raise DatabaseUnusable(
                    _("{path} is a database, but not a registry of cooperatives.", path=self.path),
                    _("Name another file with --db, or unset KOPERASI_DB."),
                )
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        found = row[0] if row else None
        if found not in REVISIONS:
            raise DatabaseUnusable(
                _("The database was made by a newer version of koperasi."),
                _("Update the program."),
            )
        return str(found)

    def is_damaged(self) -> bool:
        """Whether SQLite finds the file damaged, or no database at all.

        Raises:
            DatabaseUnusable: it cannot be told, for the file is in use; or it is no registry.
        """
        if not self.exists():
            return False
        try:
            with self.errors_explained(), closing(self.connect()) as connection:
                backups.refuse_damaged(connection, "quick_check")
        except DatabaseUnusable as error:
            if backups.says_damaged(error.__cause__):
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
            raise self._missing()
        self.revision()
        with self.errors_explained(), closing(self.connect()) as source:
            backups.copy(source, target, replace=replace)

    def keep(self, reason: str) -> Path | None:
        """Put a copy in the folder of backups before something big, ``before-import`` say.

        Those that need no longer be kept are removed. None where there is no registry yet.
        """
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
        if reason != backups.MANUAL:
            backups.prune(self.path, just_made=target)
        return target

    def connect(self) -> sqlite3.Connection:
        """A bare connection, for the care of the file itself: nothing else goes round the doors."""
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=self.wait,
            isolation_level=None,
        )
        connection.row_factory = sqlite3.Row
        return connection

    @contextmanager
    def _engine(self, *, foreign_keys: bool = True) -> Iterator["Engine"]:
        from sqlalchemy import create_engine, event

        # SQLAlchemy's own BEGIN is deferred: two writers could read the same state and one would
        # lose. The dialect must leave the transaction to us, and begin it with the write lock.
        engine = create_engine(
            "sqlite://", creator=self.connect, hide_parameters=True, poolclass=None
        )

        @event.listens_for(engine, "connect")
        def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
            connection.row_factory = None
            connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")

        @event.listens_for(engine, "begin")
        def _on_begin(connection: object) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]

        try:
            yield engine
        finally:
            engine.dispose()

    def _missing(self) -> NoRegistry:
        return NoRegistry(
            _("There is no registry yet at {path}.", path=self.path),
            _(
                "Start one with: koperasi setup. Or load a file: koperasi import FILE. "
                "To look around first: koperasi demo."
            ),
        )

    def _create_file(self) -> bool:
        """Make an empty file, readable by its owner only; whether it was not there before."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            return True
        except FileExistsError:
            return False
        except OSError as error:
            raise self._unusable(error) from error

    @contextmanager
    def errors_explained(self) -> Iterator[None]:
        """Turn what SQLite says into what a person can mend."""
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
                raise self._unusable(cause) from error
            raise

    def _unusable(self, error: Exception) -> DatabaseUnusable:
        said = str(error).lower()
        if "locked" in said or "busy" in said:
            return DatabaseUnusable(
                _("The database is in use by somebody else: {path}", path=self.path),
                _("Try again in a moment. KOPERASI_WAIT sets how many seconds to wait."),
            )
        if "not a database" in said or "malformed" in said:
            return DatabaseUnusable(
                _("{path} is no database, or is damaged.", path=self.path),
                _("Name another file with --db, or put back a backup copy."),
            )
        if "readonly" in said or "read-only" in said or isinstance(error, PermissionError):
            return DatabaseUnusable(
                _("{path} cannot be written: it is read-only.", path=self.path),
                _("Ask for the right to write the file and its folder, or use another with --db."),
            )
        if "full" in said or "no space" in said:
            return DatabaseUnusable(
                _("The disk is full; nothing was saved."), _("Make room and try again.")
            )
        if "disk i/o" in said:
            return DatabaseUnusable(
                _("The disk failed at {path} ({why}); nothing was saved.",
                  path=self.path, why=why(error)),
                _("See whether it is full, unplugged or worn out, and try again."),
            )  # fmt: skip
        return DatabaseUnusable(
            _("The database {path} cannot be opened ({why}).", path=self.path, why=why(error)),
            _("Check that the folder exists and may be written, or use another file with --db."),
        )
