"""How much a registry's file holds: what a backup is known by, and what two of them differ in."""

import sqlite3
from datetime import date
from typing import NamedTuple

from koperasi_cli.backups import RESTORE
from koperasi_cli.headings import TABLES
from koperasi_cli.queries import rows
from koperasi_cli.reports.counting import totals


class Holdings(NamedTuple):
    """``cooperatives`` are those that stand; ``last_at``, a UTC stamp, is when anything was recorded
    last: a restore records nothing."""

    cooperatives: int
    active: int
    inactive: int
    operations: int
    last_at: str | None


def holdings(connection: sqlite3.Connection, today: date) -> Holdings | None:
    """What there is; None in a file whose tables are not those of today."""
    try:
        counted = rows(connection, "counts")[0]
        found = totals(connection, today)
        (last_at,) = connection.execute(
            "SELECT max(at) FROM operation WHERE command <> ?", (RESTORE,)
        ).fetchone()
    except sqlite3.DatabaseError:
        return None
    return Holdings(
        counted["cooperatives"], found.active, found.inactive, counted["operations"], last_at
    )


def rows_standing(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows of each table stand, in a file whose tables are those of today."""
    return {
        table: connection.execute(
            f"SELECT count(*) FROM {table} WHERE withdrawn_at IS NULL"
        ).fetchone()[0]
        for table in TABLES
    }
