"""What is wrong with the file itself, and with the rows as the program's own rules would have them.

These questions follow the schema of the file, not a list of tables: a new table is asked of too.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from koperasi_cli import backups, unusable
from koperasi_cli.language import why
from koperasi_cli.migrations import schema
from koperasi_cli.persons import PERSONAL_NIK_DIGITS, has_persons_nik
from koperasi_cli.queries import stream
from koperasi_cli.reports.check.asking import Occasion

# Of the kinds that a column can have, what a value of another kind is.
_WRONG = {
    "DATE": "date({value}, '+0 days') IS NOT {value}",
    "INTEGER": "typeof({value}) <> 'integer'",
    "BOOLEAN": "{value} NOT IN (0, 1)",
    "FLOAT": "typeof({value}) NOT IN ('integer', 'real')",
    "VARCHAR": "typeof({value}) <> 'text'",
}
_OBJECTS = {"figures": "$.totals", "thresholds": "$"}
"""Columns that hold JSON, and what in it must be an object."""
MOST_SAID = 20
"""How much of what SQLite finds is listed; a torn file gives thousands of lines."""


def damage(connection: sqlite3.Connection, occasion: Occasion) -> Iterator[tuple[Any, ...]]:
    """What SQLite finds wrong with the file; and whether only indexes, which can be made anew."""
    try:
        found = backups.found_damaged(connection, f"integrity_check({MOST_SAID})")
    except sqlite3.DatabaseError as error:
        if not unusable.says_damaged(error):
            raise
        found = [why(error)]  # so much is damaged that SQLite cannot say what
    only_indexes = backups.concerns_only_indexes(found)
    for line in found[:MOST_SAID]:
        yield None, None, None, line, only_indexes


def broken_references(
    connection: sqlite3.Connection, occasion: Occasion
) -> Iterator[tuple[Any, ...]]:
    """Rows that refer to a row that is not there, by the foreign keys of the schema."""
    for row in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield row[0], row[1], None, row[2]


def open_to_others(connection: sqlite3.Connection, occasion: Occasion) -> Iterator[tuple[Any, ...]]:
    """The registry and its backups, where others than their owner may read or write them."""
    if os.name == "nt":  # there the rights of the folder decide
        return
    for path in backups.exposed(occasion.path):
        yield None, None, None, str(path)


def altered(connection: sqlite3.Connection, occasion: Occasion) -> Iterator[tuple[Any, ...]]:
    """Tables and indexes that are not as the program made them, and triggers, which it has none of."""
    for name in schema.altered(connection):
        yield None, None, None, name


def wrong_kind(connection: sqlite3.Connection, occasion: Occasion) -> Iterator[tuple[Any, ...]]:
    """Values that are not of their column's kind: a day that is none, an amount that is no whole number.

    SQLite keeps whatever another program puts there.
    """
    return values_of_another_kind(connection)


def values_of_another_kind(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Table, number of the row, cooperative, column and value of each."""
    for table in (*recorded_tables(connection), _OPERATION):
        for column, kind in table.columns.items():
            for wrong in _wrong(column, kind):
                value = f'row."{column}"'
                query = f"""
                    SELECT row.id, {table.cooperative("row")}, {value} FROM {table.name} AS row
                    WHERE {value} IS NOT NULL AND {wrong.format(value=value)}
                """
                for id_, cooperative, found in connection.execute(query).fetchall():
                    yield table.name, id_, cooperative, column, found


def _wrong(column: str, kind: str) -> Iterator[str]:
    """What, as SQL, shows that a value is not of its column's kind."""
    if wrong := _WRONG.get(kind.partition("(")[0]):
        yield wrong
    if column == "at" or column.endswith("_at"):
        yield "strftime('%Y-%m-%dT%H:%M:%SZ', {value}) IS NOT {value}"
    if path := _OBJECTS.get(column):
        kind = f"CASE WHEN json_valid({{value}}) THEN json_type({{value}}, '{path}') END"
        yield f"{kind} IS NOT 'object'"


def persons_niks(connection: sqlite3.Connection, occasion: Occasion) -> Iterator[tuple[Any, ...]]:
    """Texts with a person's NIK in them, which must not be stored: kept before it was refused in every
    field, or by another program."""
    for table in recorded_tables(connection):
        texts = [name for name, kind in table.columns.items() if kind == "VARCHAR"]
        for column in texts:
            query = f"""
                SELECT row.id, {table.cooperative("row")}, row."{column}" FROM {table.name} AS row
                WHERE row.withdrawn_at IS NULL AND typeof(row."{column}") = 'text'
                    AND length(row."{column}") >= {PERSONAL_NIK_DIGITS}
            """
            for id_, cooperative, text in connection.execute(query):
                if has_persons_nik(text):
                    yield table.name, id_, cooperative, column


def taken_back(connection: sqlite3.Connection, occasion: Occasion) -> Iterator[tuple[Any, ...]]:
    """Rows that stand, and refer to one that was withdrawn."""
    tables = {table.name: table for table in recorded_tables(connection)}
    for child in tables.values():
        for key in connection.execute(f"PRAGMA foreign_key_list({child.name})").fetchall():
            parent, column, target = key[2], key[3], key[4]
            if parent not in tables:
                continue
            query = f"""
                SELECT child.id, {child.cooperative("child")}, parent.id
                FROM {child.name} AS child
                JOIN {parent} AS parent ON parent."{target}" = child."{column}"
                WHERE child.withdrawn_at IS NULL AND parent.withdrawn_at IS NOT NULL
            """
            for id_, cooperative, other in connection.execute(query).fetchall():
                yield child.name, id_, cooperative, parent, other


def unjournalled(connection: sqlite3.Connection, occasion: Occasion) -> Iterator[tuple[Any, ...]]:
    """Rows that came, went or were withdrawn without the journal; and operations out of order."""
    for table in recorded_tables(connection):
        for id_, cooperative, what in connection.execute(_unjournalled(table)).fetchall():
            yield table.name, id_, cooperative, what, None, None
    yield from stream(connection, "check_journal_order")


class Recorded(NamedTuple):
    """A table whose rows are journalled; its columns, each with its kind."""

    name: str
    columns: Mapping[str, str]

    def cooperative(self, row: str) -> str:
        """SQL for the cooperative that a row is about."""
        if self.name == "cooperative":
            return f"{row}.id"
        return f"{row}.cooperative_id" if "cooperative_id" in self.columns else "NULL"


_OPERATION = Recorded("operation", {"at": "VARCHAR"})


def recorded_tables(connection: sqlite3.Connection) -> list[Recorded]:
    """The tables whose rows are withdrawn and never deleted."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    found = [
        Recorded(name, {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({name})")})
        for (name,) in names.fetchall()
    ]
    return [table for table in found if "withdrawn_at" in table.columns]


def _unjournalled(table: Recorded) -> str:
    """A row that was kept as it stood before an undo is inserted withdrawn: that is journalled so."""
    mine = f"table_name = '{table.name}' AND row_id = t.id"
    return f"""
        SELECT t.id, {table.cooperative("t")}, 'inserted' FROM {table.name} AS t
        WHERE NOT EXISTS (SELECT 1 FROM change WHERE {mine} AND action = 'insert')
        UNION ALL
        SELECT t.id, {table.cooperative("t")}, 'withdrawn' FROM {table.name} AS t
        WHERE t.withdrawn_at IS NOT NULL
            AND NOT EXISTS (
                SELECT 1 FROM change WHERE {mine} AND action = 'update'
                    AND json_type(before, '$.withdrawn_at') IS NOT NULL
            )
            AND t.withdrawn_at > (
                SELECT o.at FROM change JOIN operation AS o ON o.id = change.operation_id
                WHERE {mine} AND action = 'insert'
            )
        UNION ALL
        SELECT DISTINCT row_id, NULL, 'deleted' FROM change
        WHERE table_name = '{table.name}'
            AND NOT EXISTS (SELECT 1 FROM {table.name} AS t WHERE t.id = row_id)
    """
