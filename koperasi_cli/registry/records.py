"""Fetching rows that stand, and withdrawing them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlmodel import Session, col, select

from koperasi_cli.errors import NotFound
from koperasi_cli.language import _
from koperasi_cli.models import Cooperative, Recorded
from koperasi_cli.registry.journal import Journal, Update, bulk_update

AT_ONCE = 5_000
R = TypeVar("R", bound=Recorded)
T = TypeVar("T")


def standing(session: Session, model: type[R], **where: object) -> list[R]:
    """The rows that stand and have these values, in the order of their ids."""
    found = select(model).where(col(model.withdrawn_at).is_(None)).order_by(col(model.id))
    return list(session.exec(found.filter_by(**where)))


def cooperative(session: Session, id_: int) -> Cooperative:
    """The cooperative of that number.

    Raises:
        NotFound: there is none, or its registration was undone.
    """
    found = session.get(Cooperative, id_)
    if found is None or found.withdrawn_at:
        raise NotFound(_("There is no cooperative no. {id}.", id=id_))
    return found


def withdraw(session: Session, row: Recorded) -> None:
    """Let a row no longer stand, from this operation on. It stays on record."""
    row.withdrawn_at = Journal.of(session).at
    session.add(row)


def bulk_withdraw(session: Session, model: type[Recorded], ids: Sequence[int]) -> None:
    """Let many rows no longer stand; those that were withdrawn before keep their day."""
    at = Journal.of(session).at
    stood, gone = {"withdrawn_at": None}, {"withdrawn_at": at}
    for some in batched(ids, AT_ONCE):
        query = f"""
            SELECT id FROM {model.__tablename__}
            WHERE withdrawn_at IS NULL AND id IN (SELECT value FROM json_each(?))
        """
        found = raw(session).execute(query, (json.dumps(some),)).fetchall()
        bulk_update(session, model, [Update(id_, stood, gone) for (id_,) in found])


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of that many, the last one shorter."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def as_dict(row: Recorded) -> dict[str, Any]:
    """A row as ``--json`` prints it: its columns in their order, days and codes as they are stored."""
    return {c.key: _plain(getattr(row, c.key)) for c in inspect(type(row)).column_attrs}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def raw(session: Session) -> sqlite3.Connection:
    """The session's own connection, for a question asked of what the transaction has written."""
    session.flush()
    connection = session.connection().connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    return connection
