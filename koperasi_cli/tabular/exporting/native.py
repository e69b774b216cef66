"""The registry's tables as they are, in the layout that ``koperasi import`` reads back."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Float, Integer, inspect

from koperasi_cli.queries import filled, remaining
from koperasi_cli.registry.fields import MONEY, YEARS
from koperasi_cli.reports.selection import Selection
from koperasi_cli.table import Column, Kind, Stream
from koperasi_cli.tabular.native.layouts import Layout, layout, layouts

# What else belongs to the cooperatives that were chosen, besides rows with their number.
_BELONGS = {
    "cooperative": "id IN (SELECT id FROM chosen)",
    "revitalization_cause": (
        "revitalization_id IN (SELECT r.id FROM revitalization AS r"
        " WHERE r.cooperative_id IN (SELECT id FROM chosen))"
    ),
    "mentoring_session": (
        "id IN (SELECT a.session_id FROM attendance AS a"
        " WHERE a.cooperative_id IN (SELECT id FROM chosen){standing})"
    ),
}
_RECORDED = ("recorded_at", "withdrawn_at")
_NUMBERS = frozenset({"id", "kuk", "quarter", *YEARS})


@dataclass(frozen=True)
class Chosen:
    """The cooperatives that the filters mean, as SQL; all of them where ``sql`` is empty."""

    sql: str = ""
    parameters: Mapping[str, Any] | None = None


def choose(selection: Selection, on: date) -> Chosen:
    """The cooperatives of a selection, by their status on a day."""
    if not selection.fragments:
        return Chosen()
    slots = {
        "filters": selection.fragment,
        "even_without_status": "LEFT" if selection.without_status else "",
    }
    sql = f"WITH chosen AS MATERIALIZED (\n{filled('chosen', slots)})\n"
    return Chosen(sql, {"on": on.isoformat(), **selection.parameters})


def table_names() -> list[str]:
    """Every table, each after those that it refers to."""
    return list(layouts())


def columns_of(table: str) -> list[str]:
    """The columns in the order of the layout, with what was recorded when behind what it says."""
    return sorted(layout(table).columns, key=lambda name: name in _RECORDED)


def is_about_cooperatives(table: str) -> bool:
    """Whether filters on cooperatives choose among the rows of a table."""
    return table in _BELONGS or "cooperative_id" in layout(table).columns


def tables(
    connection: sqlite3.Connection,
    names: Sequence[str],
    *,
    chosen: Chosen,
    contacts: bool,
    withdrawn: bool,
) -> list[Stream]:
    """The rows of these tables, in the order of their numbers.

    Phone numbers are left out unless ``contacts``; with ``withdrawn`` the rows that no longer stand
    are there too. Each is to be read before the next one, on the connection that it came from.
    """
    return [
        Stream(
            name,
            [_column(layout(name), key) for key in columns_of(name)],
            _rows(connection, _sql(layout(name), chosen, contacts, withdrawn), chosen),
        )
        for name in names
    ]


def _rows(connection: sqlite3.Connection, sql: str, chosen: Chosen) -> Iterator[tuple[Any, ...]]:
    cursor = connection.cursor()
    cursor.row_factory = None
    cursor.execute(sql, dict(chosen.parameters or {}))
    yield from remaining(cursor)


def _sql(one: Layout, chosen: Chosen, contacts: bool, withdrawn: bool) -> str:
    """SELECT a table. Every name in it is the model's own, and nothing was typed by anybody."""
    columns = ", ".join(
        "NULL" if key == "phone" and not contacts else f'"{key}"' for key in columns_of(one.table)
    )
    conditions = [] if withdrawn else ["withdrawn_at IS NULL"]
    filtered = bool(chosen.sql) and is_about_cooperatives(one.table)
    if filtered:
        usual = "cooperative_id IN (SELECT id FROM chosen)"
        standing = "" if withdrawn else " AND a.withdrawn_at IS NULL"
        conditions.append(_BELONGS.get(one.table, usual).format(standing=standing))
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f'{chosen.sql if filtered else ""}SELECT {columns} FROM "{one.table}"{where} ORDER BY id'


def _column(one: Layout, key: str) -> Column:
    kind = inspect(one.model).columns[key].type
    match kind:
        case Date():
            shown = Kind.DAY
        case Integer() if key in MONEY:
            shown = Kind.MONEY
        case Integer() if key in _NUMBERS or key in one.references:
            shown = Kind.NUMBER
        case Integer() | Float():
            shown = Kind.COUNT
        case _:
            shown = Kind.TEXT
    return Column(key, key, shown, empty="")
