"""Applications for capital, from the request to the money, or to a refusal.

The steps are requested, approved, disbursed; what is requested or approved can be rejected.
"""

from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from koperasi_cli.errors import BadValue, NeedsConfirmation, NotFound, Refused
from koperasi_cli.language import _, day, label, rupiah
from koperasi_cli.models import Cooperative, Financing
from koperasi_cli.registry.records import standing
from koperasi_cli.registry.statuses import decision_on
from koperasi_cli.vocabulary import FinancingState, Scheme, Status

REQUESTED, APPROVED = FinancingState.REQUESTED, FinancingState.APPROVED
DISBURSED, REJECTED = FinancingState.DISBURSED, FinancingState.REJECTED
# From which state each step is taken.
FROM = {
    APPROVED: frozenset({REQUESTED}),
    DISBURSED: frozenset({APPROVED}),
    REJECTED: frozenset({REQUESTED, APPROVED}),
}


@dataclass(frozen=True, slots=True)
class Request:
    """What is applied for, where, and when."""

    lender: str
    scheme: Scheme
    amount: int
    on: date
    note: str | None = None


@dataclass
class Stepped:
    """An application as it was written; ``others`` are those of the cooperative still open."""

    row: Financing
    others: list[Financing] = field(default_factory=list)


def state(row: Financing) -> FinancingState:
    """How far an application has come. An amount without its day, from an old list, counts too."""
    if row.rejected_on:
        return REJECTED
    if row.disbursed_on or row.disbursed_amount is not None:
        return DISBURSED
    if row.approved_on or row.approved_amount is not None:
        return APPROVED
    return REQUESTED


def apply(
    session: Session,
    cooperative: Cooperative,
    request: Request,
    *,
    today: date,
    confirmed: frozenset[str] = frozenset(),
) -> Stepped:
    """Open an application.

    Raises:
        Refused: the day has not come, or the cooperative is dissolved by then.
        BadValue: nothing is applied for.
        NeedsConfirmation: one to the same lender under the same scheme is still open.
    """
    _check_day(request.on, today)
    _check_amount(request.amount)
    _refuse_dissolved(session, cooperative, request.on)
    still_open = open_applications(session, cooperative)
    _ask_about_double(cooperative, request, still_open, confirmed)
    row = Financing(
        cooperative_id=cooperative.id or 0,
        lender=request.lender,
        scheme=request.scheme,
        requested_amount=request.amount,
        requested_on=request.on,
        note=request.note,
    )
    session.add(row)
    session.flush()
    return Stepped(row, still_open)


def advance(
    session: Session,
    cooperative: Cooperative,
    step: FinancingState,
    *,
    on: date,
    today: date,
    amount: int | None = None,
    number: int | None = None,
    note: str | None = None,
    confirmed: frozenset[str] = frozenset(),
) -> Stepped:
    """Take the next step of an application: of no. ``number``, else of the newest that is open.

    Raises:
        NotFound: the cooperative has no application of that number.
        Refused: none is open, or this one cannot take that step, or not on that day.
        BadValue: nothing is approved or disbursed.
        NeedsConfirmation: more is approved than was requested, or disbursed than was approved.
    """
    _check_day(on, today)
    row = meant(session, cooperative, number)
    _refuse_illegal(session, cooperative, row, step)
    _refuse_disorder(row, step, on)
    if step is not REJECTED:
        _check_amount(amount or 0)
        _ask_about_more(row, step, amount or 0, confirmed)
        setattr(row, f"{step.value}_amount", amount)
    setattr(row, f"{step.value}_on", on)
    row.note = note or row.note
    session.add(row)
    session.flush()
    return Stepped(row, [one for one in open_applications(session, cooperative) if one is not row])


def meant(session: Session, cooperative: Cooperative, number: int | None) -> Financing:
    """The application of that number; without one, the cooperative's newest that is open.

    Raises:
        NotFound, Refused: there is none.
    """
    every = _newest_first(session, cooperative)
    if number is not None:
        for row in every:
            if row.id == number:
                return row
        raise NotFound(
            _("{name} has no application no. {number}.", name=cooperative.name, number=number),
            _("It has: {names}", names="; ".join(map(described, every)) or "-"),
        )
    for row in every:
        if state(row) not in (DISBURSED, REJECTED):
            return row
    opening = _(
        "To open one: koperasi finance {id} --lender NAME --scheme SCHEME --request AMOUNT",
        id=cooperative.id,
    )
    last = [_("Its last one: {application}", application=described(every[0]))] if every else []
    raise Refused(
        _("{name} has no open application for capital.", name=cooperative.name),
        "\n".join([*last, opening]),
    )


def open_applications(session: Session, cooperative: Cooperative) -> list[Financing]:
    """Those neither disbursed nor rejected, the newest first."""
    every = _newest_first(session, cooperative)
    return [row for row in every if state(row) not in (DISBURSED, REJECTED)]


def described(row: Financing) -> str:
    """``no. 7, BRI (People's business credit (KUR)), Rp50,000,000: approved``."""
    parts = [_("no. {id}", id=row.id), row.lender, label(Scheme(row.scheme))]
    if row.requested_amount is not None:
        parts.append(rupiah(row.requested_amount))
    return f"{', '.join(parts)}: {label(state(row)).lower()}"


def _newest_first(session: Session, cooperative: Cooperative) -> list[Financing]:
    found = standing(session, Financing, cooperative_id=cooperative.id)
    return sorted(found, key=lambda row: (row.requested_on or date.min, row.id or 0), reverse=True)


def _check_day(on: date, today: date) -> None:
    if on > today:
        raise Refused(
            _("{day} has not come yet.", day=day(on)), _("Today is {day}.", day=day(today))
        )


def _check_amount(amount: int) -> None:
    if amount <= 0:
        raise BadValue(
            _("{amount} is no amount to apply for or to give.", amount=rupiah(amount)),
            _("To record that it was refused: --reject"),
        )


def _refuse_dissolved(session: Session, cooperative: Cooperative, on: date) -> None:
    assert cooperative.id is not None
    decision = decision_on(session, cooperative.id, on)
    if decision and decision.status is Status.DISSOLVED:
        raise Refused(
            _("{name} is dissolved since {day}; it cannot apply for capital.",
              name=cooperative.name, day=day(decision.effective_on)),
            _("Look at it with: koperasi show {id}", id=cooperative.id),
        )  # fmt: skip


def _ask_about_double(
    cooperative: Cooperative,
    request: Request,
    still_open: list[Financing],
    confirmed: frozenset[str],
) -> None:
    for row in still_open if "double-application" not in confirmed else ():
        if row.lender.casefold() == request.lender.casefold() and row.scheme == request.scheme:
            raise NeedsConfirmation(
                "double-application",
                _("{name} has an open application there already: {application}.",
                  name=cooperative.name, application=described(row)),
                _("If this is another one, repeat the command with --yes."),
            )  # fmt: skip


def _refuse_illegal(
    session: Session, cooperative: Cooperative, row: Financing, step: FinancingState
) -> None:
    """A step that this state does not lead to; the hint names what would do."""
    now = state(row)
    if now in FROM[step]:
        return
    since: date | None = getattr(row, f"{now.value}_on")
    if now is REQUESTED:  # it wants to be disbursed
        message = _("Application no. {id} is not approved yet.", id=row.id)
        hints = [_("Record that first: koperasi finance {coop} --application {id} --approve AMOUNT",
                   coop=cooperative.id, id=row.id)]  # fmt: skip
    else:
        message = (
            _("Application no. {id} is {state} since {day} already.", id=row.id,
              state=label(now).lower(), day=day(since))
            if since
            else _("Application no. {id} is {state} already.", id=row.id, state=label(now).lower())
        )  # fmt: skip
        hints = [_("If that was a mistake, undo it first. See: koperasi log {coop}",
                   coop=cooperative.id)]  # fmt: skip
    fitting = [one for one in open_applications(session, cooperative) if state(one) in FROM[step]]
    hints += [
        _("Another one can be meant with --application {id}: {application}", id=one.id,
          application=described(one))
        for one in fitting
    ]  # fmt: skip
    raise Refused(message, "\n".join(hints))


def _refuse_disorder(row: Financing, step: FinancingState, on: date) -> None:
    """No step comes before the one that it follows."""
    for before in (APPROVED, REQUESTED):
        last: date | None = getattr(row, f"{before.value}_on")
        if before is not step and last and on < last:
            raise Refused(
                _("Application no. {id} was {state} only on {last}; {step} on {day} would be"
                  " before that.", id=row.id, state=label(before).lower(), last=day(last),
                  step=label(step).lower(), day=day(on)),
                _("Give the day it happened with --on."),
            )  # fmt: skip


def _ask_about_more(
    row: Financing, step: FinancingState, amount: int, confirmed: frozenset[str]
) -> None:
    before = REQUESTED if step is APPROVED else APPROVED
    most: int | None = getattr(row, f"{before.value}_amount")
    key = f"more-{step.value}"
    if most is None or amount <= most or key in confirmed:
        return
    raise NeedsConfirmation(
        key,
        _("{amount} {step} is more than the {most} {before} (application no. {id}).",
          amount=rupiah(amount), step=label(step).lower(), most=rupiah(most),
          before=label(before).lower(), id=row.id),
        _("If it is so, repeat the command with --yes."),
    )  # fmt: skip
