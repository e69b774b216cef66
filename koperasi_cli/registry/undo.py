"""Taking an operation back: what it added is withdrawn, what it changed is put back.

An undo is an operation itself, so it can be undone, and nothing is erased. An operation on which a later
one stands cannot be taken back before that one.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, Enum, func, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from koperasi_cli.errors import NotFound, Refused
from koperasi_cli.headings import table_name
from koperasi_cli.language import _, shown, why
from koperasi_cli.models import (
    Change,
    Cooperative,
    Operation,
    Recorded,
    Revitalization,
    StatusChange,
)
from koperasi_cli.registry.journal import Journal
from koperasi_cli.registry.records import withdraw
from koperasi_cli.registry.statuses import check

MODELS: dict[str, type[Recorded]] = {
    str(model.__tablename__): model for model in Recorded.__subclasses__()
}


def last_operation(session: Session) -> Operation:
    """The newest operation that stands and is no undo itself.

    Raises:
        NotFound: there is nothing to take back.
    """
    newest = select(Operation).where(col(Operation.undoes).is_(None))
    for operation in session.exec(newest.order_by(col(Operation.id).desc())):
        if stands(session, operation):
            return operation
    raise NotFound(_("There is nothing to undo."), _("See: koperasi log"))


def operation_by_number(session: Session, number: int) -> Operation:
    """The operation of that number.

    Raises:
        NotFound: there is none.
        Refused: it was undone already.
    """
    found = session.get(Operation, number)
    if found is None:
        raise NotFound(_("There is no operation no. {id}.", id=number), _("See: koperasi log"))
    if undo := _undone_by(session, found):
        raise Refused(
            _("Operation no. {id} was undone already, by no. {undo}.", id=number, undo=undo.id),
            _("To bring it back: koperasi undo {undo}", undo=undo.id),
        )
    return found


def stands(session: Session, operation: Operation) -> bool:
    """Whether the operation has not been taken back."""
    return _undone_by(session, operation) is None


def changes_of(session: Session, operation: Operation) -> list[Change]:
    """The rows that an operation touched, in the order in which it did."""
    query = select(Change).where(Change.operation_id == operation.id)
    return list(session.exec(query.order_by(col(Change.id))))


def take_back(session: Session, operation: Operation) -> list[Recorded]:
    """Undo an operation; the rows as they now stand.

    Raises:
        Refused: a later operation stands on it, or a value that would come back is taken.
    """
    _refuse_where_built_upon(session, operation)
    Journal.of(session).undoes = operation.id
    changes = changes_of(session, operation)
    added = {
        (change.table_name, change.row_id): _row(session, change)
        for change in changes
        if change.action == "insert"
    }
    updates = [
        change
        for change in reversed(changes)
        if change.action == "update" and (change.table_name, change.row_id) not in added
    ]
    try:
        for row in added.values():  # first, so that what comes back finds its unique values free
            if row.withdrawn_at is None:
                withdraw(session, row)
        session.flush()
        changed = [_put_back(session, change) for change in updates]
        session.flush()
    except IntegrityError as error:
        raise Refused(
            _(
                "What would come back is taken by another record meanwhile ({why}).",
                why=why(error.orig or error),
            ),
            _("See what was recorded since: koperasi log"),
        ) from error  # fmt: skip
    rows = [*added.values(), *changed]
    for change in updates:
        _refuse_orphan(session, change)
    _refuse_impossible_status(session, rows)
    return rows


def _undone_by(session: Session, operation: Operation) -> Operation | None:
    undos = session.exec(select(Operation).where(Operation.undoes == operation.id))
    return next((undo for undo in undos if stands(session, undo)), None)


def _row(session: Session, change: Change) -> Recorded:
    row = session.get(MODELS[change.table_name], change.row_id)
    assert row is not None, "nothing is deleted"
    return row


def _put_back(session: Session, change: Change) -> Recorded:
    row = _row(session, change)
    before = _decoded(type(row), json.loads(change.before or "{}"))
    if before.get("withdrawn_at"):  # it stood again until now, and not only until then
        withdraw(session, row)
    elif isinstance(row, StatusChange) and "withdrawn_at" in before:
        _let_stand(session, row)
    else:
        for name, value in before.items():
            setattr(row, name, value)
    session.add(row)
    return row


def _let_stand(session: Session, row: StatusChange) -> None:
    """Let a decision stand again, from now on.

    It did not stand between its withdrawal and now, and ``--known-on`` must still say so: what it was
    until then is kept as a row of its own, and the row itself counts as recorded now.
    """
    session.add(StatusChange(**row.model_dump(exclude={"id"})))
    row.recorded_at = Journal.of(session).at
    row.withdrawn_at = None


def _decoded(model: type[Recorded], values: dict[str, Any]) -> dict[str, Any]:
    columns = inspect(model).columns

    def decode(name: str, value: Any) -> Any:
        kind = columns[name].type
        if value is not None and isinstance(kind, Date):
            return date.fromisoformat(value)
        if value is not None and isinstance(kind, Enum) and kind.enum_class:
            return kind.enum_class(value)
        return value

    return {name: decode(name, value) for name, value in values.items()}


def _refuse_orphan(session: Session, change: Change) -> None:
    """What comes back must not refer to what was itself taken back."""
    row = _row(session, change)
    names = json.loads(change.before or "{}").keys()
    if row.withdrawn_at and "withdrawn_at" in names:
        return
    parents = [(change.table_name, change.row_id)]
    for column in inspect(type(row)).columns:
        for key in column.foreign_keys:
            table, _dot, target = key.target_fullname.partition(".")
            id_ = getattr(row, column.name)
            if target == "id" and id_ and names & {"withdrawn_at", column.name}:
                parents.append((table, id_))
    for table, id_ in parents:
        parent = session.get(MODELS[table], id_)
        if parent is None or parent.withdrawn_at:
            raise Refused(
                _("What would come back belongs to no. {id} of the {table}, which was undone.",
                  id=id_, table=table_name(table)),
                _("Bring that back first. See: koperasi log"),
            )  # fmt: skip


def _refuse_impossible_status(session: Session, rows: Sequence[Recorded]) -> None:
    """The decisions on status that are left must make sense, and open cases fit them."""
    touched = {row.cooperative_id for row in rows if isinstance(row, StatusChange | Revitalization)}
    for id_ in sorted(touched):
        cooperative = session.get(Cooperative, id_)
        assert cooperative is not None
        check(session, cooperative)


def _refuse_where_built_upon(session: Session, operation: Operation) -> None:
    later = _later_on_the_same(session, operation) or _later_child(session, operation)
    if later is not None:
        raise Refused(
            _("Operation no. {id} cannot be undone: no. {later} ({command}) stands on it.",
              id=operation.id, later=later.id, command=shown("command", later.command)),
            _("Undo that one first: koperasi undo {later}", later=later.id),
        )  # fmt: skip


def _later_on_the_same(session: Session, operation: Operation) -> Operation | None:
    """A later operation that stands and changed the same row and, in an update, the same field.

    An undo is one too, unless it took back what came later than this operation: those two cancel out.
    """
    mine, theirs = aliased(Change), aliased(Change)
    query = (
        select(mine.before, theirs.before, Operation)
        .where(mine.operation_id == operation.id)
        .where(theirs.table_name == mine.table_name, theirs.row_id == mine.row_id)
        .where(col(theirs.operation_id) > operation.id, theirs.operation_id == Operation.id)
        .where(or_(col(Operation.undoes).is_(None), col(Operation.undoes) < operation.id))
    )
    for before, their_before, later in session.exec(query):
        same = before is None or json.loads(before).keys() & json.loads(their_before or "{}").keys()
        if same and stands(session, later):
            return later
    return None


def _later_child(session: Session, operation: Operation) -> Operation | None:
    """The operation that added a row which stands and refers to a row that this one brought."""

    def added(table: str) -> Any:
        return select(Change.row_id).where(
            Change.operation_id == operation.id,
            Change.table_name == table,
            or_(
                Change.action == "insert",
                func.json_extract(Change.before, "$.withdrawn_at").is_not(None),
            ),
        )

    for table in MODELS:
        for model, column in _references_to(table):
            children = select(model).where(
                col(model.withdrawn_at).is_(None),
                inspect(model).columns[column].in_(added(table)),
                col(model.id).not_in(added(str(model.__tablename__))),
            )
            if child := session.exec(children).first():
                return _latest_on(session, operation, str(model.__tablename__), child)
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


def _latest_on(
    session: Session, operation: Operation, table: str, row: Recorded
) -> Operation | None:
    """The newest operation after this one that stands and touched a row."""
    touched = (
        select(Operation)
        .join(Change, col(Change.operation_id) == Operation.id)
        .where(Change.table_name == table, Change.row_id == row.id)
        .where(col(Operation.id) > operation.id, col(Operation.undoes).is_(None))
        .order_by(col(Operation.id).desc())
    )
    return next((later for later in session.exec(touched) if stands(session, later)), None)
