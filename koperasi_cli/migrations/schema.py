"""Which revision a file is of, and whether it has the tables that the newest one makes.

``schema.sql`` keeps those. All registries come to them through the same revisions, so their statements
are the same to the letter.
"""

import sqlite3
from functools import cache
from pathlib import Path

from koperasi_cli import unusable
from koperasi_cli.migrations import REVISIONS

FILE = Path(__file__).with_name("schema.sql")
MADE = (
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
)


EVERY_REGISTRY_HAS = ("alembic_version", "operation", "change", "cooperative", "status_change")
"""Tables by which a registry of any revision is told from another program's database."""


def known_revision(connection: sqlite3.Connection, path: Path) -> str | None:
    """The revision of the schema in an open file; None where it is of a newer program.

    Raises:
        DatabaseUnusable: it is no registry.
    """
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    if not {name for (name,) in tables} >= {*EVERY_REGISTRY_HAS}:
        raise unusable.no_registry(path)
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return row[0] if row and row[0] in REVISIONS else None


def written(connection: sqlite3.Connection) -> str:
    """The statements of a file's schema, as ``schema.sql`` has them."""
    found = connection.execute(f"{MADE} ORDER BY tbl_name, type DESC, name").fetchall()
    return "".join(f"{sql};\n" for _type, _name, sql in found)


def altered(connection: sqlite3.Connection) -> list[str]:
    """The tables and indexes that another program removed or altered, and its triggers, by name. What it
    added for itself, tables, indexes or views, is no harm."""
    found = {(type_, name): sql for type_, name, sql in connection.execute(MADE).fetchall()}
    wrong = {name for (type_, name), sql in _expected().items() if found.get((type_, name)) != sql}
    triggers = {name for type_, name in found if type_ == "trigger"}
    return sorted(wrong | triggers)


@cache
def _expected() -> dict[tuple[str, str], str]:
    with sqlite3.connect(":memory:") as made:
        made.executescript(FILE.read_text(encoding="utf-8"))
        return {(type_, name): sql for type_, name, sql in made.execute(MADE)}
