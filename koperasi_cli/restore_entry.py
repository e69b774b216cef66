"""A restore in the journal: written into the verified copy, it is brought in with it or not at all.

Numbers that the replaced registry gave out are not given out again: one that was printed once never
means something else.
"""

import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from koperasi_cli import __version__, backups
from koperasi_cli.database import Database

STAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
NO_NUMBER = 10**12  # of no row: what a damaged file says


class Entry(NamedTuple):
    """What the journal says of a restore: by whom, and when (a UTC stamp)."""

    actor: str
    at: str


def write_entry(
    copy: Database, replaced: Path | None, entry: Entry, *, instead_of: int | None = None
) -> int:
    """Write a restore into the copy's journal; its number.

    Numbers and moments go on after those of the copy and of the registry that it replaces, as far as
    that can be read. ``instead_of`` is an entry that was written before somebody else wrote.
    """
    given = _Given.read(replaced) if replaced else _Given({}, "")
    with copy.errors_explained(), closing(copy.connect()) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM operation WHERE id = ?", (instead_of,))
        for table, number in given.numbers.items():
            connection.execute(
                "INSERT INTO sqlite_sequence (name, seq) SELECT name, 0 FROM sqlite_master"
                " WHERE type = 'table' AND name = ?"
                " AND name NOT IN (SELECT name FROM sqlite_sequence)",
                (table,),
            )
            connection.execute(
                "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (number, table)
            )
        (last,) = connection.execute("SELECT coalesce(max(at), '') FROM operation").fetchone()
        written = connection.execute(
            "INSERT INTO operation (at, actor, command, version) VALUES (?, ?, ?, ?)",
            (max(entry.at, given.last, last), entry.actor, backups.RESTORE, __version__),
        )
        connection.execute("COMMIT")
        assert written.lastrowid is not None
        return written.lastrowid


class _Given(NamedTuple):
    """What a registry has given out: the highest number of each table, and the last moment."""

    numbers: dict[str, int]
    last: str

    @classmethod
    def read(cls, path: Path) -> "_Given":
        """As far as the file can be read: a damaged one may tell nothing, or nonsense."""
        numbers: dict[str, int] = {}
        last = ""
        with suppress(sqlite3.Error), backups.looking_into(path) as connection:
            for table, number in connection.execute("SELECT name, seq FROM sqlite_sequence"):
                if isinstance(number, int) and number < NO_NUMBER:
                    numbers[table] = number
            (found,) = connection.execute("SELECT max(at) FROM operation").fetchone()
            last = found if re.fullmatch(STAMP, str(found)) else ""
        return cls(numbers, last)
