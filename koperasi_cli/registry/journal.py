"""The journal: which command changed which row, and what stood there before.

It listens to the session's flushes, so that nothing is written without it. Statements that change many
rows at once would pass it by: they are refused, and ``bulk_insert`` takes their place.
"""

import json
from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import event, func, insert, inspect, select, text
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session, SQLModel

from koperasi_cli import __version__
from koperasi_cli.models import Change, Operation, Recorded

Row = dict[str, Any]


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
        connection = self.session.connection()
        if self.operation_id is None:
            written = connection.execute(
                insert(Operation).values(
                    at=self.at,
                    actor=self.actor,
                    command=self.command,
                    version=__version__,
                    undoes=self.undoes,
                )
            )
            self.operation_id = written.inserted_primary_key[0]  # type: ignore[index]
        self.changes += len(changes)
        connection.execute(
            insert(Change),
            [
                {
                    "operation_id": self.operation_id,
                    "table_name": model.__tablename__,
                    "row_id": row_id,
                    "action": action,
                    "before": None if before is None else to_json(before),
                }
                for row_id, action, before in changes
            ],
        )

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

    The write lock is held, so the ids can be given out here.
    """
    if not rows:
        return range(0)
    session.flush()
    journal = Journal.of(session)
    connection = session.connection()
    last = connection.execute(
        text("SELECT seq FROM sqlite_sequence WHERE name = :table"),
        {"table": model.__tablename__},
    ).scalar()
    first = (last or 0) + 1
    columns = inspect(model).columns.keys()
    connection.execute(
        insert(model),
        [
            dict.fromkeys(columns) | {"recorded_at": journal.at} | row | {"id": first + i}
            for i, row in enumerate(rows)
        ],
    )
    ids = range(first, first + len(rows))
    journal.note(model, [(row_id, "insert", None) for row_id in ids])
    return ids


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
