"""Run the revisions that a registry lacks, in one transaction."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection, Engine

from koperasi_cli.errors import DatabaseUnusable, KoperasiError
from koperasi_cli.language import _, ngettext

# What a revision itself is to blame for; a full disk or a lock is explained by who opened the file.
_OF_THE_REVISION = frozenset(
    {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH}
)


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the schema to a revision; all of it or nothing.

    The engine must have foreign keys off, since a batch migration drops and rebuilds tables. They are
    checked before the commit: references that the old schema had broken already are left to
    ``koperasi check``, which an upgrade must not keep anybody from.

    Raises:
        DatabaseUnusable: a revision failed, or would have broken references.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            broken_before = _broken_references(connection)
            command.upgrade(config, to)
            if broken := _broken_references(connection) - broken_before:
                raise _refused(_told(broken))
    except KoperasiError:
        raise
    except Exception as error:
        cause = getattr(error, "orig", None) or error
        if isinstance(cause, OSError) or _code(cause) not in _OF_THE_REVISION:
            raise
        raise _refused(str(cause) or type(cause).__name__) from error


def _broken_references(connection: Connection) -> set[tuple[str, int, str]]:
    """Table, row, and the table that it refers to."""
    found = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return {(table, row, other) for table, row, other, _number in found}


def _told(broken: set[tuple[str, int, str]]) -> str:
    table, row, other = min(broken)
    return ngettext(
        "{n} reference would lead nowhere: {table} {row} to {other}",
        "{n} references would lead nowhere; the first: {table} {row} to {other}",
        len(broken), table=table, row=row, other=other,
    )  # fmt: skip


def _code(cause: BaseException) -> int:
    """SQLite's primary error code; any other mistake is one of the revision."""
    if isinstance(cause, sqlite3.Error):
        return int(getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF
    return sqlite3.SQLITE_ERROR


def _refused(why: str) -> DatabaseUnusable:
    return DatabaseUnusable(
        _("An older registry could not be brought up to date ({why}).", why=why),
        _("It was left as it was. Use the version of koperasi that you had, and pass this on."),
    )
