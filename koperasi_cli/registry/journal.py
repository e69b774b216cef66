"""The journal: which command changed which row, and what stood there before.

It listens to the session's flushes, so that nothing is written without it. Statements that change many
rows at once would pass it by: they are refused, and ``bulk_insert`` takes their place.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import Enum
from functools import cache
from itertools import chain, islice
from types import NoneType
from typing import Any, NamedTuple

from sqlalchemy import CheckConstraint, event, func, insert, inspect, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session, SQLModel

from koperasi_cli import __version__
from koperasi_cli.models import Operation, Recorded

Row = dict[str, Any]
CHECKED_TOGETHER = 50
NARROW = 10
"""Columns up to which rows go many to a statement."""
MOST_VARIABLES = 999
"""What every SQLite takes in one statement."""

# Python has such an adapter, and means to take it away.
sqlite3.register_adapter(date, date.isoformat)


class Journal:
    """The journal of one transaction. The operation is written with its first change."""

    def __init__(self, session: Session, *, command: str, actor: str, at: str) -> None:
        self.session = session
        self.command = command
        self.actor = actor
        self.at = max(at, self._last_moment())
        self.undoes: int | None = None
        self.operation_id: int | None = None
        self.changes = 0

    @classmethod
    def attach(cls, session: Session, *, command: str, actor: str, at: str) -> "Journal":
        """Listen to everything that is written from now on."""
        journal = cls(session, command=command, actor=actor, at=at)
        session.info["journal"] = journal
        event.listen(session, "before_flush", journal._before_flush)
        event.listen(session, "after_flush", journal._after_flush)
        event.listen(session, "do_orm_execute", _refuse_bulk)
        return journal

    @classmethod
    def of(cls, session: Session) -> "Journal":
        journal = session.info["journal"]
        assert isinstance(journal, cls)
        return journal

    def note(self, model: type[SQLModel], changes: Sequence[tuple[int, str, Row | None]]) -> None:
        """Write changes of one table: (row id, action, old values)."""
        if not changes:
            return
        operation, table = self._operation(len(changes)), model.__tablename__
        _insert_many(
            _driver(self.session),
            "change",
            ("operation_id", "table_name", "row_id", "action", "before"),
            (
                (operation, table, row_id, action, None if before is None else to_json(before))
                for row_id, action, before in changes
            ),
        )

    def note_inserts(self, model: type[SQLModel], ids: range) -> None:
        """Write that these rows, which are there by now, were inserted."""
        _driver(self.session).execute(
            "INSERT INTO change (operation_id, table_name, row_id, action)"
            f" SELECT ?, ?, id, 'insert' FROM {model.__tablename__}"
            " WHERE id BETWEEN ? AND ? ORDER BY id",
            (self._operation(len(ids)), model.__tablename__, ids[0], ids[-1]),
        )

    def begin(self) -> int:
        """Write the operation now, also where it will change nothing; its number."""
        return self._operation(0)

    def _operation(self, changes: int) -> int:
        """The number of the operation, which is written with its first changes."""
        self.changes += changes
        if self.operation_id is None:
            written = self.session.connection().execute(
                insert(Operation).values(
                    at=self.at,
                    actor=self.actor,
                    command=self.command,
                    version=__version__,
                    undoes=self.undoes,
                )
            )
            self.operation_id = written.inserted_primary_key[0]  # type: ignore[index]
        return self.operation_id

    def _last_moment(self) -> str:
        return self.session.connection().execute(select(func.max(Operation.at))).scalar() or ""

    def _before_flush(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        if session.deleted:
            raise AssertionError("nothing is deleted: withdraw it")
        for row in session.new:
            if isinstance(row, Recorded) and not row.recorded_at:
                row.recorded_at = self.at

    def _after_flush(self, session: Session, _context: UOWTransaction) -> None:
        for row in session.new:
            if isinstance(row, Recorded):
                self.note(type(row), [(_id(row), "insert", None)])
        for row in session.dirty:
            if isinstance(row, Recorded) and (before := _old_values(row)):
                self.note(type(row), [(_id(row), "update", before)])


def bulk_insert(session: Session, model: type[Recorded], rows: Sequence[Row]) -> range:
    """Insert many rows at once, journalled like everything else; the ids that they got.

    The write lock is held, so the ids can be given out here. The rows go straight to SQLite: half a
    million of them would spend most of their time between the layers.

    Raises:
        sqlite3.IntegrityError: a row breaks a constraint of its table.
    """
    if not rows:
        return range(0)
    session.flush()
    connection, journal = _driver(session), Journal.of(session)
    table = str(model.__tablename__)
    known = "SELECT seq FROM sqlite_sequence WHERE name = ?"
    last = connection.execute(known, (table,)).fetchone()
    ids = range((last[0] if last else 0) + 1, (last[0] if last else 0) + 1 + len(rows))
    given = set[str]().union(*rows) - {"id", "recorded_at"}
    columns = [c.name for c in inspect(model).columns if c.name in given]
    at = journal.at
    with _checked_together(connection, model, ids):
        _insert_many(
            connection,
            table,
            ("id", "recorded_at", *columns),
            (
                (id_, row.get("recorded_at") or at, *map(row.get, columns))
                for id_, row in zip(ids, rows, strict=True)
            ),
        )
    journal.note_inserts(model, ids)
    return ids


def _insert_many(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Insert rows; narrow ones many to a statement, where a statement a row takes half as long again.
    Wide ones are quicker one by one."""
    names = ", ".join(f'"{name}"' for name in columns)
    one = f"({', '.join('?' * len(columns))})"
    insert_ = f"INSERT INTO {table} ({names}) VALUES "
    if len(columns) > NARROW:
        connection.executemany(insert_ + one, rows)
        return
    most = MOST_VARIABLES // len(columns)
    rest = iter(rows)
    while part := list(islice(rest, most)):
        connection.execute(insert_ + ", ".join([one] * len(part)), [*chain.from_iterable(part)])


@contextmanager
def _checked_together(
    connection: sqlite3.Connection, model: type[Recorded], ids: range
) -> Iterator[None]:
    """Ask a table's CHECK constraints of all new rows at once.

    As each row is inserted, SQLite builds the lists of codes in them anew: two thirds of the time.
    """
    if len(ids) < CHECKED_TOGETHER:
        yield
        return
    connection.execute("PRAGMA ignore_check_constraints = 1")
    try:
        yield
    finally:
        connection.execute("PRAGMA ignore_check_constraints = 0")
    if checks := _checks(model):
        holds = " AND ".join(f"({check})" for check in checks)
        query = f"SELECT id FROM {model.__tablename__} WHERE id BETWEEN ? AND ? AND NOT ({holds})"
        if wrong := connection.execute(query, (ids[0], ids[-1])).fetchone():
            raise sqlite3.IntegrityError(
                f"CHECK constraint failed: {model.__tablename__} {wrong[0]}"
            )


@cache
def _checks(model: type[Recorded]) -> list[str]:
    constraints = [
        c for c in inspect(model).local_table.constraints if isinstance(c, CheckConstraint)
    ]
    return [
        str(c.sqltext.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
        for c in constraints
    ]


class Update(NamedTuple):
    """What changes in one row: the fields' old values and their new ones, as the database has them."""

    id: int
    before: Row
    after: Row


def bulk_update(session: Session, model: type[Recorded], updates: Sequence[Update]) -> None:
    """Change many rows at once, journalled like everything else."""
    if not updates:
        return
    session.flush()
    connection, table = _driver(session), str(model.__tablename__)
    alike: dict[tuple[str, ...], list[Update]] = defaultdict(list)
    for update in updates:
        alike[tuple(update.after)].append(update)
    for columns, group in alike.items():
        values = ", ".join(f'"{name}" = ?' for name in columns)
        connection.executemany(
            f"UPDATE {table} SET {values} WHERE id = ?",
            ((*map(stored, update.after.values()), update.id) for update in group),
        )
    Journal.of(session).note(model, [(u.id, "update", u.before) for u in updates])
    session.expire_all()


def _driver(session: Session) -> sqlite3.Connection:
    """The connection under the session."""
    connection = session.connection().connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    return connection


def stored(value: Any) -> Any:
    """A value as SQLite holds it: days in ISO form, codes by value."""
    if type(value) in (str, int, float, NoneType):
        return value
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def to_json(values: Row) -> str:
    """Row values as JSON: days in ISO form, codes by value."""

    def plain(value: object) -> object:
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Enum):
            return value.value
        raise TypeError(f"cannot be journalled: {value!r}")

    return json.dumps(values, default=plain, ensure_ascii=False)


def _id(row: Recorded) -> int:
    assert row.id is not None
    return row.id


def _old_values(row: Recorded) -> Row:
    before: Row = {}
    for attribute in inspect(row).mapper.column_attrs:
        history = inspect(row).attrs[attribute.key].history
        if history.has_changes():
            assert history.deleted, f"{attribute.key} was changed before it was loaded"
            before[attribute.key] = history.deleted[0]
    return before


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise AssertionError("the journal does not see bulk statements: use bulk_insert")
