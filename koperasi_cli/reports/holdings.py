"""How much a registry's file holds, in five figures: what a backup is known by."""

import sqlite3
from datetime import date
from typing import NamedTuple

from koperasi_cli.queries import rows
from koperasi_cli.reports.counting import totals


class Holdings(NamedTuple):
    """``cooperatives`` are those that stand; ``last_at`` is a UTC stamp."""

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
        (last_at,) = connection.execute("SELECT max(at) FROM operation").fetchone()
    except sqlite3.DatabaseError:
        return None
    return Holdings(
        counted["cooperatives"], found.active, found.inactive, counted["operations"], last_at
    )
