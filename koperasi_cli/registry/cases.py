"""Cases of revitalization (penanganan): opening and closing them."""

from datetime import date

from sqlmodel import Session

from koperasi_cli.errors import Refused
from koperasi_cli.language import _, day
from koperasi_cli.models import Revitalization
from koperasi_cli.registry.records import standing
from koperasi_cli.vocabulary import Outcome


def open_case(session: Session, cooperative_id: int) -> Revitalization | None:
    """The cooperative's open case. There is never more than one."""
    cases = standing(session, Revitalization, cooperative_id=cooperative_id, closed_on=None)
    return cases[0] if cases else None


def close_case(session: Session, case: Revitalization, outcome: Outcome, on: date) -> None:
    """End a case with an outcome that closes it.

    Raises:
        Refused: the day lies before the case was opened.
    """
    if on < case.opened_on:
        raise Refused(
            _("The case was opened on {opened}, after {day}.",
              opened=day(case.opened_on), day=day(on)),
            _("Give a later day with --on."),
        )  # fmt: skip
    case.outcome, case.closed_on = outcome, on
    session.add(case)
    session.flush()
