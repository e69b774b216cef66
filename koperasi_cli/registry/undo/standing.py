"""Which operations stand: those that no operation that stands took back."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from koperasi_cli.models import Operation
from koperasi_cli.registry.records import raw

# Of the operations after :id, those that may stand on it. An undo is one too, unless it took back what
# came later itself: those two cancel out.
MAY_STAND_ON_IT = "later.id > :id AND (later.undoes IS NULL OR later.undoes < :id)"


def undone(session: Session) -> dict[int, int]:
    """The operations that do not stand, each with the undo that took it back.

    An undo is later than what it undoes: read from the newest on, each is settled when it is met,
    however often a thing was undone and brought back.
    """
    query = "SELECT id, undoes FROM operation WHERE undoes IS NOT NULL ORDER BY id DESC"
    found: dict[int, int] = {}
    for id_, undoes in raw(session).execute(query):
        if id_ not in found:
            found[undoes] = id_
    return found


def stands(session: Session, operation: Operation) -> bool:
    """Whether the operation has not been taken back."""
    return operation.id not in undone(session)


def undone_by(session: Session, operation: Operation) -> Operation | None:
    """The operation that took this one back, and stands."""
    assert operation.id is not None
    return session.get(Operation, undone(session).get(operation.id, 0))


def first_that_stands(
    session: Session, found: Sequence[tuple[Any, ...]]
) -> tuple[Operation, tuple[Any, ...]] | None:
    """Of rows that begin with the number of an operation: the first whose operation stands."""
    gone = undone(session) if found else {}
    for row in found:
        if row[0] not in gone and (operation := session.get(Operation, row[0])):
            return operation, row
    return None
