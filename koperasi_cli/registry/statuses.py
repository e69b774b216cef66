"""Decisions on status: which sequences of them make sense."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from sqlmodel import Session

from koperasi_cli.errors import NotFound, Refused
from koperasi_cli.language import _, day, label
from koperasi_cli.models import Cooperative, StatusChange
from koperasi_cli.registry.cases import CLOSING, close_case, open_case, reopen_case
from koperasi_cli.registry.records import standing, withdraw
from koperasi_cli.vocabulary import Status


class Decision(NamedTuple):
    """A status from a day on, with its reason and the decree that fixed it."""

    status: Status
    on: date
    reason: str | None = None
    decree: str | None = None


class Decided(NamedTuple):
    """What became of a decision. ``change`` is None where a correction only took a wrong one away."""

    change: StatusChange | None
    withdrawn: StatusChange | None
    closed_case: int | None
    reopened_case: int | None = None


def history(session: Session, cooperative_id: int) -> list[StatusChange]:
    """The decisions that stand, in the order of their days."""
    rows = standing(session, StatusChange, cooperative_id=cooperative_id)
    return sorted(rows, key=lambda row: row.effective_on)


def decision_on(session: Session, cooperative_id: int, on: date) -> StatusChange | None:
    """The decision that held at the end of a day; None before the first."""
    made = [row for row in history(session, cooperative_id) if row.effective_on <= on]
    return made[-1] if made else None


def decide(
    session: Session,
    cooperative: Cooperative,
    decision: Decision,
    *,
    today: date,
    correct: date | None = None,
) -> Decided:
    """Record a decision; with ``correct``, in place of the one of that day, which is withdrawn.

    A correction to the status that held before anyway only withdraws. Reactivation or dissolution
    closes the cooperative's open case, where nothing comes after it; what a withdrawn one had closed
    is open again.

    Raises:
        Refused: the day has not come, the status is that of its neighbour in time, the cooperative
            is dissolved by then, or that day has a decision already; or an open case would be left
            to a cooperative that is not inactive.
        NotFound: there is no decision to correct on that day.
    """
    assert cooperative.id is not None
    if decision.on > today:
        raise Refused(
            _("{day} has not come yet.", day=day(decision.on)),
            _("A status is a decision that was made: record it on its day."),
        )
    before = history(session, cooperative.id)
    wrong = _on(before, correct, cooperative) if correct else None
    kept = [row for row in before if row is not wrong]
    if wrong:
        _refuse_to_pass(cooperative, wrong, decision, kept)
    if wrong and _status_at(kept, decision.on) == decision.status:
        _check(cooperative, [*map(_decision, kept)])
        reopened = _take_away(session, wrong)
        check(session, cooperative)
        return Decided(None, wrong, None, reopened)
    sequence = sorted([*map(_decision, kept), decision], key=lambda known: known.on)
    _check(cooperative, sequence, proposed=decision)
    # Where only its day moves, why it was decided stays.
    why = wrong if wrong and wrong.status is decision.status else decision
    reopened = _take_away(session, wrong) if wrong else None
    change = StatusChange(
        cooperative_id=cooperative.id,
        status=decision.status,
        effective_on=decision.on,
        reason=decision.reason or why.reason,
        decree=decision.decree or why.decree,
    )
    session.add(change)
    session.flush()
    closed = None
    if sequence[-1] is decision:
        closed = _settle_case(session, cooperative.id, decision)
    return Decided(change, wrong, closed, reopened if reopened != closed else None)


def check(session: Session, cooperative: Cooperative) -> None:
    """What must hold of a cooperative's decisions, whatever was put back or taken away.

    Raises:
        Refused: neighbours in time are the same, something follows dissolution, or a cooperative
            that is not inactive has an open case.
    """
    assert cooperative.id is not None
    sequence = [_decision(row) for row in history(session, cooperative.id)]
    _check(cooperative, sequence)
    case = open_case(session, cooperative.id)
    if case and not sequence:
        raise Refused(
            _("{name} would be without a status, and has an open case (no. {case}, opened on {day}).",
              name=cooperative.name, case=case.id, day=day(case.opened_on)),
            _("If the case was a mistake, undo it first. See: koperasi log"),
        )  # fmt: skip
    if case and sequence[-1].status is not Status.INACTIVE:
        raise Refused(
            _("{name} would be {status}, and has an open case (no. {case}, opened on {day}).",
              name=cooperative.name, status=label(sequence[-1].status).lower(), case=case.id,
              day=day(case.opened_on)),
            _("If the case was a mistake, undo it first. See: koperasi log"),
        )  # fmt: skip


def _refuse_to_pass(
    cooperative: Cooperative, wrong: StatusChange, right: Decision, kept: Sequence[StatusChange]
) -> None:
    """A correction may move a change in time, but not to the other side of another one."""
    first, last = sorted((wrong.effective_on, right.on))
    for row in kept:
        if first < row.effective_on < last:
            raise Refused(
                _("{name} has another change between these days: {status} from {day} on.",
                  name=cooperative.name, status=label(row.status).lower(),
                  day=day(row.effective_on)),
                _("Correct that one first: koperasi status {id} STATUS --correct {day}",
                  id=cooperative.id, day=row.effective_on),
            )  # fmt: skip


def _decision(row: StatusChange) -> Decision:
    return Decision(row.status, row.effective_on)


def _take_away(session: Session, wrong: StatusChange) -> int | None:
    withdraw(session, wrong)
    session.flush()
    return reopen_case(session, wrong.cooperative_id, wrong.status, wrong.effective_on)


def _check(
    cooperative: Cooperative, sequence: Sequence[Decision], proposed: Decision | None = None
) -> None:
    """Neighbours in time differ, no day has two decisions, and dissolved is the end.

    ``proposed`` is the one of them that is not on record yet.
    """
    for earlier, later in pairwise(sequence):
        if earlier.on == later.on:
            raise Refused(
                _("{name} has a decision of {day} already: {status}.", name=cooperative.name,
                  day=day(later.on), status=label(earlier.status)),
                _("To put it right: koperasi status {id} STATUS --correct {day}",
                  id=cooperative.id, day=later.on),
            )  # fmt: skip
        if earlier.status is Status.DISSOLVED:
            raise _after_dissolution(cooperative, earlier, later, earlier is proposed)
        if earlier.status is later.status:
            raise _the_same(cooperative, earlier, later, earlier is proposed)


def _after_dissolution(
    cooperative: Cooperative, dissolved: Decision, later: Decision, is_proposed: bool
) -> Refused:
    """Which of the two is on record, and so can be corrected, depends on which was proposed."""
    recorded = later if is_proposed else dissolved
    message = (
        _("{name} is on record as {status} from {day} on; nothing comes after a dissolution.",
          name=cooperative.name, status=label(later.status).lower(), day=day(later.on))
        if is_proposed
        else _("{name} is dissolved since {day}; nothing comes after that.",
               name=cooperative.name, day=day(dissolved.on))
    )  # fmt: skip
    return Refused(
        message,
        _("If that was a mistake: koperasi status {id} STATUS --correct {day}",
          id=cooperative.id, day=recorded.on),
    )  # fmt: skip


def _the_same(
    cooperative: Cooperative, earlier: Decision, later: Decision, is_proposed: bool
) -> Refused:
    """The same status twice in a row; the day that can be moved is the one on record."""
    recorded = later if is_proposed else earlier
    said = {"name": cooperative.name, "status": label(later.status).lower()}
    message = (
        _("{name} is on record as {status} from {day} on; from {earlier} on it would be the same.",
          **said, day=day(later.on), earlier=day(earlier.on))
        if is_proposed
        else _("{name} is {status} since {day} already; from {later} on it would be the same.",
               **said, day=day(earlier.on), later=day(later.on))
    )  # fmt: skip
    return Refused(
        message,
        _("To move that day: koperasi status {id} {status} --correct {day} --on DATE",
          id=cooperative.id, status=said["status"], day=recorded.on),
    )  # fmt: skip


def _on(before: Sequence[StatusChange], on: date, cooperative: Cooperative) -> StatusChange:
    for row in before:
        if row.effective_on == on:
            return row
    days = ", ".join(f"{row.effective_on} ({label(row.status)})" for row in before)
    raise NotFound(
        _("{name} has no change of status on {day}.", name=cooperative.name, day=day(on)),
        _("It has: {days}", days=days) if days else None,
    )


def _status_at(sequence: Sequence[StatusChange], on: date) -> Status | None:
    known = [row.status for row in sequence if row.effective_on <= on]
    return known[-1] if known else None


def _settle_case(session: Session, cooperative_id: int, decision: Decision) -> int | None:
    """Close the open case that this decision ends; its number."""
    case = open_case(session, cooperative_id)
    if case is None or decision.status not in CLOSING:
        return None
    close_case(session, case, CLOSING[decision.status], decision.on)
    return case.id
