"""What would be wrong if an operation were taken back: a unique value that is taken, a row that lacks
what it refers to, decisions on status that make no sense."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Column, Index, inspect
from sqlmodel import Session

from koperasi_cli.errors import Refused
from koperasi_cli.language import _, day
from koperasi_cli.models import Cooperative, Operation, Recorded
from koperasi_cli.queries import rows
from koperasi_cli.registry.records import raw
from koperasi_cli.registry.statuses import check
from koperasi_cli.registry.undo.later import REFERENCES, latest_that_gave, row_names, stands_on_it
from koperasi_cli.reports.row_names import OWNERS, RowNames

# Cooperatives that an operation concerns and whose decisions cannot be so, with the rows that do not
# go together; the same rules as in ``statuses.check``, which then says what is wrong.
_IMPOSSIBLE = """
    WITH touched (id) AS (
        SELECT s.cooperative_id FROM change AS mine
        JOIN status_change AS s ON s.id = mine.row_id
        WHERE mine.operation_id = :id AND mine.table_name = 'status_change'
        UNION
        SELECT r.cooperative_id FROM change AS mine
        JOIN revitalization AS r ON r.id = mine.row_id
        WHERE mine.operation_id = :id AND mine.table_name = 'revitalization'
    ),
    decided AS (
        SELECT cooperative_id, status, effective_on, id, lag(id) OVER earlier AS id_before,
            lag(status) OVER earlier AS status_before, lag(effective_on) OVER earlier AS day_before
        FROM status_change
        WHERE withdrawn_at IS NULL AND cooperative_id IN (SELECT id FROM touched)
        WINDOW earlier AS (PARTITION BY cooperative_id ORDER BY effective_on)
    )
    SELECT cooperative_id, 'status_change', id, id_before FROM decided
    WHERE status = status_before OR status_before = 'dissolved' OR effective_on = day_before
    UNION
    SELECT cooperative_id, 'revitalization', id, NULL FROM revitalization AS r
    WHERE withdrawn_at IS NULL AND closed_on IS NULL AND cooperative_id IN (SELECT id FROM touched)
        AND (
            SELECT s.status FROM status_change AS s
            WHERE s.cooperative_id = r.cooperative_id AND s.withdrawn_at IS NULL
            ORDER BY s.effective_on DESC LIMIT 1
        ) IS NOT 'inactive'
    ORDER BY 1, 3
"""
# A row that comes back, or gets its reference back, and what it refers to where that was withdrawn.
_ORPHAN = """
    SELECT parent.id FROM change AS mine
    JOIN {table} AS row ON row.id = mine.row_id
    JOIN {parent} AS parent ON parent."{target}" = row."{column}"
    WHERE mine.operation_id = :id AND mine.table_name = '{table}' AND mine.action = 'update'
        AND parent.withdrawn_at IS NOT NULL
        AND (row.withdrawn_at IS NULL OR json_type(mine.before, '$.withdrawn_at') IS NULL)
        AND coalesce(
            json_type(mine.before, '$.withdrawn_at'), json_type(mine.before, '$."{column}"'),
            '{column}' = 'id' OR NULL
        ) IS NOT NULL
        AND mine.row_id NOT IN (
            SELECT row_id FROM change
            WHERE operation_id = :id AND table_name = '{table}' AND action = 'insert'
        )
    ORDER BY mine.id DESC LIMIT 1
"""
# Cases that an operation changed and that stand, with the later step or the other case that they do not
# go together with: its table, its row, the columns by which it came to be so, and the two days.
_CASES = """
    WITH mine AS (
        SELECT r.* FROM change JOIN revitalization AS r ON r.id = change.row_id
        WHERE operation_id = :id AND table_name = 'revitalization' AND r.withdrawn_at IS NULL
    ),
    step AS (
        SELECT mine.id AS case_id, a.id, s.id AS session_id, s.held_on, mine.closed_on
        FROM mine
        JOIN attendance AS a ON a.revitalization_id = mine.id AND a.withdrawn_at IS NULL
        JOIN mentoring_session AS s ON s.id = a.session_id AND s.withdrawn_at IS NULL
        WHERE s.held_on > mine.closed_on
    )
    SELECT case_id, 'attendance', id, 'revitalization_id', held_on, closed_on FROM step
    UNION ALL
    SELECT case_id, 'mentoring_session', session_id, 'held_on', held_on, closed_on FROM step
    UNION ALL
    SELECT
        mine.id, 'revitalization', other.id, 'opened_on closed_on', other.opened_on, mine.closed_on
    FROM mine
    JOIN revitalization AS other
        ON other.cooperative_id = mine.cooperative_id AND other.id <> mine.id
        AND other.withdrawn_at IS NULL
    WHERE other.opened_on < coalesce(mine.closed_on, '9999-12-31')
        AND mine.opened_on < coalesce(other.closed_on, '9999-12-31')
"""
_WITHDREW = """
    SELECT operation_id FROM change
    WHERE table_name = ? AND row_id = ? AND json_type(before, '$.withdrawn_at') = 'null'
    ORDER BY id DESC LIMIT 1
"""


def refuse_orphans(session: Session, operation: Operation, model: type[Recorded]) -> None:
    """What comes back to a table must not refer to what was itself taken back.

    Raises:
        Refused: it does, or the row to which a value comes back was withdrawn meanwhile.
    """
    table = str(model.__tablename__)
    references = [(r.column, r.table, r.target) for r in REFERENCES if r.child == table]
    for column, parent, target in [("id", table, "id"), *references]:
        asked = _ORPHAN.format(table=table, column=column, parent=parent, target=target)
        if found := raw(session).execute(asked, {"id": operation.id}).fetchone():
            (by,) = raw(session).execute(_WITHDREW, (parent, found[0])).fetchone()
            later = session.get(Operation, by)
            assert later is not None
            needed = row_names(session).name(parent, found[0])
            stands_on_it(operation, later, _("It withdrew what is needed: {row}.", row=needed))


def refuse_impossible_status(session: Session, operation: Operation) -> None:
    """The decisions on status that are left must make sense, and open cases fit them.

    Raises:
        Refused: those of a cooperative that the operation concerned do not.
    """
    for id_, table, *pair in raw(session).execute(_IMPOSSIBLE, {"id": operation.id}).fetchall():
        cooperative = session.get(Cooperative, id_)
        assert cooperative is not None
        try:
            check(session, cooperative)
        except Refused as refused:
            columns = ("status", "effective_on", "closed_on")
            for row in filter(None, pair):
                if later := latest_that_gave(session, operation, table, row, columns):
                    stands_on_it(operation, later, refused.message)
            raise


def refuse_impossible_cases(session: Session, operation: Operation) -> None:
    """What a later operation added to a cooperative's cases must fit those that come back.

    Raises:
        Refused: a step would lie after the end of its case, or two cases would overlap.
    """
    found = raw(session).execute(_CASES, {"id": operation.id}).fetchall()
    for case, table, row, columns, begun, ended in found:
        if later := latest_that_gave(session, operation, table, row, columns.split()):
            on = day(date.fromisoformat(begun))
            if table == "revitalization":
                reason = _("Case no. {id} began on {day}, when case no. {case} would not have ended.",
                           id=row, day=on, case=case)  # fmt: skip
            else:
                end = day(date.fromisoformat(ended))
                reason = _("The case has a step of {step}, after {day}.", step=on, day=end)
            stands_on_it(operation, later, reason)


def refuse_taken(
    session: Session, operation: Operation, model: type[Recorded],
    wanted: Mapping[int, Mapping[str, Any]],
) -> None:  # fmt: skip
    """What is unique and would come back must be free. Asked where the database has said that it is not.

    ``wanted`` has the rows that would stand, each with the values that it would get back.

    Raises:
        Refused: another row has the same.
    """
    table = str(model.__tablename__)
    asked = {"ids": json.dumps(list(wanted))}
    back = [
        {**row, **wanted[row["id"]]} for row in rows(raw(session), "rows_by_id", asked, table=table)
    ]
    for unique in _uniques(model):
        for row in back:
            if holder := unique.holder(raw(session), row):
                _refuse_held(session, operation, unique, row, holder)


class _Unique(NamedTuple):
    """A unique index: what of a row is unique, among which rows, and in which columns that is."""

    table: str
    expressions: list[str]
    where: str
    columns: list[str]

    def holder(self, connection: sqlite3.Connection, row: Mapping[str, Any]) -> int | None:
        """The row that stands and has the same as this one would have."""
        given = ", ".join(f':{name} AS "{name}"' for name in row)
        what = ", ".join(self.expressions)
        key = connection.execute(
            f"SELECT {what} FROM (SELECT {given}) WHERE {self.where}", dict(row)
        ).fetchone()
        if key is None or None in key:
            return None
        same = " AND ".join(f"{expression} = ?" for expression in self.expressions)
        found = connection.execute(
            f"SELECT id FROM {self.table} WHERE {self.where} AND {same} AND id <> ?",
            (*key, row["id"]),
        ).fetchone()
        return found[0] if found else None


def _uniques(model: type[Recorded]) -> Iterator[_Unique]:
    table = inspect(model).local_table
    for index in table.indexes:
        if isinstance(index, Index) and index.unique:
            expressions = [
                f'"{one.name}"' if isinstance(one, Column) else str(one)
                for one in index.expressions
            ]
            where = str(index.dialect_options["sqlite"]["where"])
            columns = [c.name for c in table.columns if any(c.name in e for e in expressions)]
            yield _Unique(str(model.__tablename__), expressions, where, columns)


def _refuse_held(
    session: Session, operation: Operation, unique: _Unique, row: Mapping[str, Any], holder: int
) -> None:
    names = row_names(session)
    values = ", ".join(
        _said(names, unique.table, name, row[name])
        for name in unique.columns
        if row[name] is not None
    )
    held = names.name(unique.table, holder)
    if later := latest_that_gave(session, operation, unique.table, holder, unique.columns):
        reason = _("By it {row} has what would come back: {values}.", row=held, values=values)
        stands_on_it(operation, later, reason)


def _said(names: RowNames, table: str, field: str, value: Any) -> str:
    said = str(names.said(table, field, value))
    return said if field in OWNERS else f"{names.reader.field(table, field)} {said}"
