"""When an operation cannot be taken back, and what would be wrong if it were.

Each rule is one question to the database, however many rows the operation touched.
"""

from collections.abc import Sequence

from sqlalchemy import inspect
from sqlmodel import Session, col, select

from koperasi_cli.errors import Refused
from koperasi_cli.headings import table_name
from koperasi_cli.language import _, shown
from koperasi_cli.models import Change, Cooperative, Operation, Recorded
from koperasi_cli.registry.records import raw
from koperasi_cli.registry.statuses import check

MODELS: dict[str, type[Recorded]] = {
    str(model.__tablename__): model for model in Recorded.__subclasses__()
}
# The rows of a table that an operation brought: new ones, and those that it let stand again.
_BROUGHT = """
    SELECT row_id FROM change WHERE operation_id = :id AND table_name = '{table}'
        AND (action = 'insert' OR json_extract(before, '$.withdrawn_at') IS NOT NULL)
"""
# Cooperatives that an operation concerns and whose decisions cannot be so; the same rules as in
# ``statuses.check``, which then says what is wrong.
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
        SELECT cooperative_id, status, effective_on,
            lag(status) OVER earlier AS status_before, lag(effective_on) OVER earlier AS day_before
        FROM status_change
        WHERE withdrawn_at IS NULL AND cooperative_id IN (SELECT id FROM touched)
        WINDOW earlier AS (PARTITION BY cooperative_id ORDER BY effective_on)
    )
    SELECT cooperative_id FROM decided
    WHERE status = status_before OR status_before = 'dissolved' OR effective_on = day_before
    UNION
    SELECT cooperative_id FROM revitalization AS r
    WHERE withdrawn_at IS NULL AND closed_on IS NULL AND cooperative_id IN (SELECT id FROM touched)
        AND (
            SELECT s.status FROM status_change AS s
            WHERE s.cooperative_id = r.cooperative_id AND s.withdrawn_at IS NULL
            ORDER BY s.effective_on DESC LIMIT 1
        ) <> 'inactive'
    ORDER BY cooperative_id
"""


def stands(session: Session, operation: Operation) -> bool:
    """Whether the operation has not been taken back."""
    return undone_by(session, operation) is None


def undone_by(session: Session, operation: Operation) -> Operation | None:
    """The operation that took this one back, and stands."""
    undos = session.exec(select(Operation).where(Operation.undoes == operation.id))
    return next((undo for undo in undos if stands(session, undo)), None)


def refuse_where_built_upon(session: Session, operation: Operation) -> None:
    """Nothing is taken from under what stands on it.

    Raises:
        Refused: a later operation stands, and changed the same, or added what refers to it.
    """
    later = _later_on_the_same(session, operation) or _later_child(session, operation)
    if later is not None:
        raise Refused(
            _("Operation no. {id} cannot be undone: no. {later} ({command}) stands on it.",
              id=operation.id, later=later.id, command=shown("command", later.command)),
            _("Undo that one first: koperasi undo {later}", later=later.id),
        )  # fmt: skip


def refuse_orphans(session: Session, operation: Operation, model: type[Recorded]) -> None:
    """What comes back to a table must not refer to what was itself taken back.

    Raises:
        Refused: it does, or the row to which a value comes back was withdrawn meanwhile.
    """
    table = str(model.__tablename__)
    references = [(column, parent) for parent in MODELS for child, column in _references_to(parent)
                  if child is model]  # fmt: skip
    query = f"""
        SELECT parent.id FROM change AS mine
        JOIN {table} AS row ON row.id = mine.row_id
        JOIN {{parent}} AS parent ON parent.id = row."{{column}}"
        WHERE mine.operation_id = :id AND mine.table_name = '{table}' AND mine.action = 'update'
            AND parent.withdrawn_at IS NOT NULL
            AND (row.withdrawn_at IS NULL OR json_type(mine.before, '$.withdrawn_at') IS NULL)
            AND coalesce(
                json_type(mine.before, '$.withdrawn_at'), json_type(mine.before, '$."{{column}}"'),
                '{{column}}' = 'id' OR NULL
            ) IS NOT NULL
            AND mine.row_id NOT IN (
                SELECT row_id FROM change
                WHERE operation_id = :id AND table_name = '{table}' AND action = 'insert'
            )
        ORDER BY mine.id DESC LIMIT 1
    """
    for column, parent in [("id", table), *references]:
        asked = query.format(column=column, parent=parent)
        if found := raw(session).execute(asked, {"id": operation.id}).fetchone():
            raise Refused(
                _("What would come back belongs to no. {id} of the {table}, which was undone.",
                  id=found[0], table=table_name(parent)),
                _("Bring that back first. See: koperasi log"),
            )  # fmt: skip


def refuse_impossible_status(session: Session, operation: Operation) -> None:
    """The decisions on status that are left must make sense, and open cases fit them.

    Raises:
        Refused: those of a cooperative that the operation concerned do not.
    """
    for (id_,) in raw(session).execute(_IMPOSSIBLE, {"id": operation.id}).fetchall():
        cooperative = session.get(Cooperative, id_)
        assert cooperative is not None
        check(session, cooperative)


def _later_on_the_same(session: Session, operation: Operation) -> Operation | None:
    """The newest operation that stands and changed the same row and, in an update, the same field.

    An undo is one too, unless it took back what came later than this operation: those two cancel out.
    """
    query = """
        SELECT DISTINCT theirs.operation_id
        FROM change AS mine
        JOIN change AS theirs ON theirs.table_name = mine.table_name AND theirs.row_id = mine.row_id
        JOIN operation AS later ON later.id = theirs.operation_id
        WHERE mine.operation_id = :id AND theirs.operation_id > :id
            AND (later.undoes IS NULL OR later.undoes < :id)
            AND (mine.before IS NULL OR EXISTS (
                SELECT 1 FROM json_each(mine.before) AS a JOIN json_each(theirs.before) AS b USING (key)
            ))
        ORDER BY 1 DESC
    """
    found = raw(session).execute(query, {"id": operation.id}).fetchall()
    return _first_that_stands(session, [id_ for (id_,) in found])


def _later_child(session: Session, operation: Operation) -> Operation | None:
    """The operation that added a row which stands and refers to a row that this one brought."""
    brought = raw(session).execute(
        "SELECT DISTINCT table_name FROM change WHERE operation_id = ?", (operation.id,)
    )
    for (table,) in brought.fetchall():
        for model, column in _references_to(table):
            child = model.__tablename__
            query = f"""
                SELECT id FROM {child}
                WHERE withdrawn_at IS NULL AND "{column}" IN ({_BROUGHT.format(table=table)})
                    AND id NOT IN ({_BROUGHT.format(table=child)})
                LIMIT 1
            """
            if found := raw(session).execute(query, {"id": operation.id}).fetchone():
                return _latest_on(session, operation, str(child), found[0])
    return None


def _references_to(table: str) -> list[tuple[type[Recorded], str]]:
    """The columns that refer to a table's ids."""
    return [
        (model, column.name)
        for model in MODELS.values()
        for column in inspect(model).columns
        for key in column.foreign_keys
        if key.target_fullname == f"{table}.id"
    ]


def _latest_on(session: Session, operation: Operation, table: str, id_: int) -> Operation | None:
    """The newest operation after this one that stands and touched a row."""
    touched = (
        select(Operation.id)
        .join(Change, col(Change.operation_id) == Operation.id)
        .where(Change.table_name == table, Change.row_id == id_)
        .where(col(Operation.id) > operation.id, col(Operation.undoes).is_(None))
        .order_by(col(Operation.id).desc())
    )
    return _first_that_stands(session, [found for found in session.exec(touched) if found])


def _first_that_stands(session: Session, ids: Sequence[int]) -> Operation | None:
    found = (session.get(Operation, id_) for id_ in ids)
    return next((one for one in found if one is not None and stands(session, one)), None)
