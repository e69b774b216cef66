"""Taking an operation back: what it added is withdrawn, what it changed is put back.

An undo is an operation itself, so it can be undone, and nothing is erased. An operation on which a later
one stands cannot be taken back before that one. An import has touched hundreds of thousands of rows:
all is asked and changed in bulk, a table at a time.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from koperasi_cli.backups import RESTORE
from koperasi_cli.errors import NotFound, Refused
from koperasi_cli.language import _, why
from koperasi_cli.models import Operation, Recorded, StatusChange
from koperasi_cli.registry.journal import Journal, Update, bulk_insert, bulk_update
from koperasi_cli.registry.records import batched, bulk_withdraw, raw
from koperasi_cli.registry.undo.later import MODELS, refuse_where_built_upon
from koperasi_cli.registry.undo.rules import (
    refuse_impossible_cases,
    refuse_impossible_status,
    refuse_orphans,
    refuse_taken,
)
from koperasi_cli.registry.undo.standing import stands, undone_by
from koperasi_cli.reports.journal.asking import no_such_operation
from koperasi_cli.reports.journal.standing import undone

__all__ = [
    "OnlyRestored",
    "is_last_restore",
    "last_operation",
    "operation_by_number",
    "refuse_where_built_upon",
    "stands",
    "take_back",
    "touched",
]

AT_ONCE = 5_000
Values = dict[str, Any]


class OnlyRestored(Refused):
    """A restore replaced the whole registry: what was there before is in the copy that it kept."""


def last_operation(session: Session) -> Operation:
    """The newest operation that stands and is no undo itself.

    Raises:
        NotFound: there is nothing to take back.
    """
    newest = select(Operation).where(col(Operation.undoes).is_(None))
    gone = undone(raw(session))
    for operation in session.exec(newest.order_by(col(Operation.id).desc())):
        if operation.id not in gone:
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
        raise no_such_operation(raw(session), number)
    if undo := undone_by(session, found):
        raise Refused(
            _("Operation no. {id} was undone already, by no. {undo}.", id=number, undo=undo.id),
            _("To bring it back: koperasi undo {undo}", undo=undo.id),
        )
    return found


def is_last_restore(session: Session, operation: Operation) -> bool:
    """Whether no backup was brought in after this one."""
    later = select(Operation).where(Operation.command == RESTORE, col(Operation.id) > operation.id)
    return session.exec(later).first() is None


def touched(session: Session, operation: Operation) -> dict[str, int]:
    """How many changes an operation made in which table, in the order in which it came to them."""
    query = """
        SELECT table_name, count(*) FROM change WHERE operation_id = ?
        GROUP BY table_name ORDER BY min(id)
    """
    return dict(raw(session).execute(query, (operation.id,)).fetchall())


def take_back(session: Session, operation: Operation) -> int:
    """Undo an operation; the number of the undo.

    Raises:
        Refused: a later operation stands on it: it changed the same, refers to it, or has what is
            unique and would come back.
        OnlyRestored: it is a restore.
    """
    if operation.command == RESTORE:
        raise OnlyRestored(
            _("Operation no. {id} put a backup in the place of the registry. Another restore takes "
              "that back, not an undo.", id=operation.id),
            _("See: koperasi backup --list"),
        )  # fmt: skip
    refuse_where_built_upon(session, operation)
    journal = Journal.of(session)
    journal.undoes = operation.id
    journal.begin()  # also where nothing is left to take back: what was added and withdrawn at once
    models = [MODELS[table] for table in touched(session, operation)]
    for model in models:  # first, so that what comes back finds its unique values free
        bulk_withdraw(session, model, _added(session, operation, model))
    for model in models:
        _put_back(session, operation, model)
    for model in models:
        refuse_orphans(session, operation, model)
    refuse_impossible_status(session, operation)
    refuse_impossible_cases(session, operation)
    session.flush()
    return journal.begin()


def _added(session: Session, operation: Operation, model: type[Recorded]) -> list[int]:
    """The rows that an operation inserted and that still stand."""
    query = f"""
        SELECT mine.row_id FROM change AS mine
        JOIN {model.__tablename__} AS row ON row.id = mine.row_id
        WHERE mine.operation_id = ? AND mine.table_name = ? AND mine.action = 'insert'
            AND row.withdrawn_at IS NULL
    """
    found = raw(session).execute(query, (operation.id, model.__tablename__))
    return [id_ for (id_,) in found]


def _before(session: Session, operation: Operation, model: type[Recorded]) -> dict[int, str]:
    """What stood, as JSON, in each row that an operation changed and did not itself insert."""
    query = """
        SELECT row_id, before FROM change
        WHERE operation_id = :id AND table_name = :table AND action = 'update' AND row_id NOT IN (
            SELECT row_id FROM change
            WHERE operation_id = :id AND table_name = :table AND action = 'insert'
        )
        ORDER BY id DESC
    """
    parameters = {"id": operation.id, "table": model.__tablename__}
    found: dict[int, str] = {}
    same: dict[str, str] = {}  # most rows say the same: one text for all of them
    for id_, before in raw(session).execute(query, parameters):
        if id_ in found:  # changed more than once: what stood first counts
            before = json.dumps(json.loads(found[id_]) | json.loads(before))
        found[id_] = same.setdefault(before, before)
    return found


def _put_back(session: Session, operation: Operation, model: type[Recorded]) -> None:
    """Give the rows of a table their old values; what stood again only for a while is withdrawn."""
    before = _before(session, operation, model)
    read = {text: _Before.read(text) for text in set(before.values())}
    changes = {id_: read[text] for id_, text in before.items()}
    bulk_withdraw(session, model, [id_ for id_, was in changes.items() if was.withdrawn])
    wanted = {id_: was.values for id_, was in changes.items()}
    back = {id_: was.values for id_, was in changes.items() if was.stood}
    try:
        _set(session, model, {id_: new for id_, new in wanted.items() if id_ not in back})
        if model is StatusChange:
            _let_stand(session, list(back))
        else:
            _set(session, model, back)
    except sqlite3.IntegrityError as error:
        refuse_taken(session, operation, model, wanted)
        raise Refused(
            _(
                "What would come back is taken by another record meanwhile ({why}).",
                why=why(error),
            ),
            _("See what was recorded since: koperasi log"),
        ) from error  # fmt: skip


class _Before(NamedTuple):
    """What an operation found: ``stood``, a row that it withdrew; ``withdrawn``, one that it let stand
    again; ``values``, the old ones that are to be put back."""

    stood: bool
    withdrawn: bool
    values: Values

    @classmethod
    def read(cls, text: str) -> "_Before":
        values = json.loads(text)
        if values.get("withdrawn_at"):  # it stood again until now, and not only until then
            kept = {k: v for k, v in values.items() if k not in ("recorded_at", "withdrawn_at")}
            return cls(stood=False, withdrawn=True, values=kept)
        return cls(stood="withdrawn_at" in values, withdrawn=False, values=values)


def _set(session: Session, model: type[Recorded], values: Mapping[int, Values]) -> None:
    """Set fields of many rows; those that are so already are left alone."""
    for ids in batched([id_ for id_, wanted in values.items() if wanted], AT_ONCE):
        names = sorted({name for id_ in ids for name in values[id_]})
        updates = []
        for id_, *found in _rows(session, model, ids, names):
            now = dict(zip(names, found, strict=True))
            after = {name: new for name, new in values[id_].items() if new != now[name]}
            if after:
                updates.append(Update(id_, {name: now[name] for name in after}, after))
        bulk_update(session, model, updates)


def _let_stand(session: Session, ids: Sequence[int]) -> None:
    """Let decisions stand again, from now on.

    They did not stand between their withdrawal and now, and ``--known-on`` must still say so: what each
    was until then is kept as a row of its own, and the row itself counts as recorded now.
    """
    names = [name for name in StatusChange.model_fields if name != "id"]
    at = Journal.of(session).at
    for some in batched(ids, AT_ONCE):
        old = {
            id_: dict(zip(names, found, strict=True))
            for id_, *found in _rows(session, StatusChange, some, names)
        }
        bulk_insert(session, StatusChange, list(old.values()))
        after = {"recorded_at": at, "withdrawn_at": None}
        updates = [Update(id_, {n: row[n] for n in after}, after) for id_, row in old.items()]
        bulk_update(session, StatusChange, updates)


def _rows(
    session: Session, model: type[Recorded], ids: Sequence[int], names: Sequence[str]
) -> list[tuple[Any, ...]]:
    """The ids and these fields of some rows, as the database holds them."""
    columns = ", ".join(f'"{name}"' for name in ("id", *names))
    query = f"""
        SELECT {columns} FROM {model.__tablename__}
        WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
    """
    return raw(session).execute(query, (json.dumps(ids),)).fetchall()
