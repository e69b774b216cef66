"""Whether a file has the tables that the newest revision makes, as ``schema.sql`` keeps them.

All registries come to it through the same revisions, so their statements are the same to the letter.
"""

import sqlite3
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("schema.sql")
MADE = (
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
)


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
