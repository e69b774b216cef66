"""Cases of revitalization (penanganan): opening and closing them."""

from datetime import date

from sqlmodel import Session, col, func, select

from koperasi_cli.errors import Refused
from koperasi_cli.language import _, day
from koperasi_cli.models import Attendance, MentoringSession, Revitalization
from koperasi_cli.registry.records import standing
from koperasi_cli.vocabulary import Outcome, Status

# What a decision on status does to the open case.
CLOSING = {Status.ACTIVE: Outcome.REACTIVATED, Status.DISSOLVED: Outcome.DISSOLUTION_PROPOSED}


def open_case(session: Session, cooperative_id: int) -> Revitalization | None:
    """The cooperative's open case. There is never more than one."""
    cases = standing(session, Revitalization, cooperative_id=cooperative_id, closed_on=None)
    return cases[0] if cases else None


def close_case(session: Session, case: Revitalization, outcome: Outcome, on: date) -> None:
    """End a case with an outcome that closes it. What is over has no next date.

    Raises:
        Refused: as ``refuse_early_end``.
    """
    refuse_early_end(session, case, on)
    case.outcome, case.closed_on, case.next_on = outcome, on, None
    session.add(case)
    session.flush()


def refuse_early_end(session: Session, case: Revitalization, on: date) -> None:
    """See to it that a case does not end before it was.

    Raises:
        Refused: the day lies before the case was opened, or before its last step.
    """
    if on < case.opened_on:
        raise Refused(
            _("The case was opened on {opened}, after {day}.",
              opened=day(case.opened_on), day=day(on)),
            _("Give a later day with --on."),
        )  # fmt: skip
    if (last := _last_step_on(session, case)) and on < last:
        raise Refused(
            _("The case has a step of {step}, after {day}.", step=day(last), day=day(on)),
            _("Give a later day with --on."),
        )


def _last_step_on(session: Session, case: Revitalization) -> date | None:
    query = (
        select(func.max(MentoringSession.held_on))
        .join(Attendance, col(Attendance.session_id) == MentoringSession.id)
        .where(Attendance.revitalization_id == case.id)
        .where(col(Attendance.withdrawn_at).is_(None), col(MentoringSession.withdrawn_at).is_(None))
    )
    return session.exec(query).one()


def reopen_case(session: Session, cooperative_id: int, status: Status, on: date) -> int | None:
    """Open the case again that a decision of that day had closed, now withdrawn; its number."""
    outcome = CLOSING.get(status)
    closed = standing(
        session, Revitalization, cooperative_id=cooperative_id, closed_on=on, outcome=outcome
    )
    if not closed or open_case(session, cooperative_id):
        return None
    closed[-1].outcome = closed[-1].closed_on = None
    session.add(closed[-1])
    session.flush()
    return closed[-1].id
