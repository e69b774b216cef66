"""Which operations may stand on another one, and which of them stand."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from koperasi_cli.models import Operation
from koperasi_cli.registry.records import raw
from koperasi_cli.reports.journal.standing import undone

# Of the operations after :id, those that may stand on it. An undo is one too, unless it took back what
# came later itself: those two cancel out.
MAY_STAND_ON_IT = "later.id > :id AND (later.undoes IS NULL OR later.undoes < :id)"


def stands(session: Session, operation: Operation) -> bool:
    """Whether the operation has not been taken back."""
    return operation.id not in undone(raw(session))


def undone_by(session: Session, operation: Operation) -> Operation | None:
    """The operation that took this one back, and stands."""
    assert operation.id is not None
    return session.get(Operation, undone(raw(session)).get(operation.id, 0))


def first_that_stands(
    session: Session, found: Sequence[tuple[Any, ...]]
) -> tuple[Operation, tuple[Any, ...]] | None:
    """Of rows that begin with the number of an operation: the first whose operation stands."""
    gone = undone(raw(session)) if found else {}
    for row in found:
        if row[0] not in gone and (operation := session.get(Operation, row[0])):
            return operation, row
    return None
