"""One file for each question that is asked of the data.

A file holds one SELECT, with named parameters. A line ``-- slot: NAME`` marks where the caller adds
columns or named WHERE fragments; they come from tables in the code, never from what was typed.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def text(name: str) -> str:
    """The text of ``queries/NAME.sql``."""
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")


def rows(
    connection: sqlite3.Connection,
    name: str,
    parameters: Mapping[str, Any] | None = None,
    **slots: str,
) -> list[sqlite3.Row]:
    """Ask ``queries/NAME.sql``; the rows answer to their column names."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(filled(name, slots), dict(parameters or {})).fetchall()


def stream(
    connection: sqlite3.Connection,
    name: str,
    parameters: Mapping[str, Any] | None = None,
    **slots: str,
) -> Iterator[tuple[Any, ...]]:
    """Ask ``queries/NAME.sql`` for rows that are too many to be held at once."""
    cursor = connection.cursor()
    cursor.row_factory = None
    cursor.execute(filled(name, slots), dict(parameters or {}))
    yield from remaining(cursor)


def remaining(cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
    """The rows of a cursor, without the cursor: whoever stops halfway does not close it, which fails
    where the database was closed before."""
    return iter(cursor.fetchone, None)


def filled(name: str, slots: Mapping[str, str]) -> str:
    """The text of ``queries/NAME.sql`` with something in its slots."""
    sql = text(name)
    for slot, fragment in slots.items():
        sql = sql.replace(f"-- slot: {slot}", fragment)
    return sql
