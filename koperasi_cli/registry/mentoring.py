"""What the office does with cooperatives (kegiatan pembinaan): sessions held or planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from koperasi_cli.errors import BadUsage, BadValue, NeedsConfirmation, Refused
from koperasi_cli.language import _, day, label
from koperasi_cli.models import Attendance, Cooperative, MentoringSession
from koperasi_cli.registry.cases import open_case
from koperasi_cli.registry.follow_ups import refuse_followed_up_before
from koperasi_cli.registry.records import standing, withdraw
from koperasi_cli.registry.statuses import decision_on
from koperasi_cli.vocabulary import SessionKind, Status


@dataclass(frozen=True, slots=True)
class Guest:
    """A cooperative in a session, with how many men and women came from it, where that is known."""

    cooperative: Cooperative
    participants: tuple[int, int] | None = None


@dataclass
class Held:
    """A session as it was written. ``absent`` were planned for it and were not there."""

    session: MentoringSession
    attendances: list[Attendance]
    was_planned: bool = False
    absent: list[Cooperative] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def hold(
    session: Session,
    values: Mapping[str, Any],
    guests: Sequence[Guest],
    *,
    today: date,
    result: str | None = None,
    follow_up_on: date | None = None,
    in_cases: bool = True,
    confirmed: frozenset[str] = frozenset(),
) -> Held:
    """Record one session with one attendance for each guest. ``values`` are columns of the session.

    Without ``held_on`` it is a plan. A session held that was planned (same kind, planned for that day,
    with one of the guests) is that plan carried out: no second session is written. For a guest with
    an open case the attendance is a step of it, unless ``in_cases`` is False.

    Raises:
        BadUsage: nobody or nothing is named, or a plan has results already.
        BadValue: a day or number that cannot be.
        Refused: a guest was dissolved by then.
        NeedsConfirmation: the same session is on record already.
    """
    on = _check_days(values, guests, follow_up_on, result, today)
    _refuse_dissolved(guests, on, session)
    plan = _plan_carried_out(session, values, guests)
    warnings = _founded_later(guests, on)
    if plan is None:
        _ask_about_double(session, values, guests, on, confirmed)
        warnings += _plans_left(session, values, guests)
    written = plan or MentoringSession(**values)
    for name, value in values.items():
        setattr(written, name, value)
    session.add(written)
    session.flush()
    held = Held(written, [], was_planned=plan is not None, warnings=warnings)
    _attend(session, held, guests, on, result=result, follow_up_on=follow_up_on, in_cases=in_cases)
    return held


def hold_planned(
    session: Session,
    plan: MentoringSession,
    values: Mapping[str, Any],
    guests: Sequence[Guest],
    *,
    today: date,
    result: str | None = None,
    follow_up_on: date | None = None,
    confirmed: frozenset[str] = frozenset(),
) -> Held:
    """Record that a plan was carried out, on the day ``held_on`` of ``values``.

    ``guests`` are those who were there; of those planned who were not, the attendance is withdrawn.

    Raises:
        Refused: it was held already, or a guest was dissolved by then.
        BadUsage, BadValue: as in ``hold``.
        NeedsConfirmation: the same session is on record already.
    """
    if plan.held_on:
        raise Refused(
            _("Session no. {id} was held already, on {day}.", id=plan.id, day=day(plan.held_on)),
            _("For another session: koperasi mentor COOP --kind {kind}", kind=plan.kind),
        )
    on = _check_days(values, guests, follow_up_on, result, today)
    refuse_followed_up_before(session, plan, on, follow_up_on)
    _refuse_dissolved(guests, on, session)
    _ask_about_double(session, {**values, "kind": plan.kind}, guests, on, confirmed, besides=plan)
    for name, value in values.items():
        setattr(plan, name, value)
    session.add(plan)
    session.flush()
    held = Held(plan, [], was_planned=True, warnings=_founded_later(guests, on))
    _attend(session, held, guests, on, result=result, follow_up_on=follow_up_on, in_cases=True)
    return held


def _attend(
    session: Session,
    held: Held,
    guests: Sequence[Guest],
    on: date,
    *,
    result: str | None,
    follow_up_on: date | None,
    in_cases: bool,
) -> None:
    """One attendance for each guest; who was planned and did not come is withdrawn."""
    written = held.session
    known = {row.cooperative_id: row for row in _attendances(session, written)}
    for guest in guests:
        assert written.id is not None and guest.cooperative.id is not None
        attendance = known.pop(guest.cooperative.id, None) or Attendance(
            session_id=written.id, cooperative_id=guest.cooperative.id
        )
        if guest.participants:
            attendance.participants_male, attendance.participants_female = guest.participants
        attendance.result = result or attendance.result
        attendance.follow_up_on = follow_up_on or attendance.follow_up_on
        known_case = attendance.revitalization_id or _case(session, guest.cooperative, on)
        attendance.revitalization_id = known_case if in_cases else None
        session.add(attendance)
        held.attendances.append(attendance)
    for attendance in known.values():
        withdraw(session, attendance)
        held.absent.append(session.get_one(Cooperative, attendance.cooperative_id))
    session.flush()


def _check_days(
    values: Mapping[str, Any],
    guests: Sequence[Guest],
    follow_up_on: date | None,
    result: str | None,
    today: date,
) -> date:
    """The day of the session: when it was held, else for when it is planned."""
    held_on, planned_on = values.get("held_on"), values.get("planned_on")
    on: date | None = held_on or planned_on
    if on is None or not guests:
        raise BadUsage(_("A session needs a day, and at least one cooperative."))
    if held_on and held_on > today:
        raise BadValue(
            _("{day} has not come yet.", day=day(held_on)),
            _("To record a plan: --planned {day}", day=held_on),
        )
    if not held_on and (result or any(guest.participants for guest in guests)):
        raise BadUsage(
            _("A session that is only planned has no participants or result yet."),
            _("If it was held, give the day with --on as well."),
        )
    if follow_up_on and follow_up_on < on:
        raise BadValue(
            _("The follow-up on {follow_up} would come before the session on {day}.",
              follow_up=day(follow_up_on), day=day(on)),
            _("Give a later day with --follow-up."),
        )  # fmt: skip
    return on


def _refuse_dissolved(guests: Sequence[Guest], on: date, session: Session) -> None:
    for guest in guests:
        assert guest.cooperative.id is not None
        decision = decision_on(session, guest.cooperative.id, on)
        if decision and decision.status is Status.DISSOLVED:
            raise Refused(
                _("{name} is dissolved since {day}; it is not mentored any more.",
                  name=guest.cooperative.name, day=day(decision.effective_on)),
                _("Look at it with: koperasi show {id}", id=guest.cooperative.id),
            )  # fmt: skip


def _founded_later(guests: Sequence[Guest], on: date) -> list[str]:
    return [
        _("No. {id} {name} was founded on {founded}, after this session on {day}.",
          id=guest.cooperative.id, name=guest.cooperative.name,
          founded=day(guest.cooperative.legal_date), day=day(on))
        for guest in guests
        if guest.cooperative.legal_date and guest.cooperative.legal_date > on
    ]  # fmt: skip


def _plans_left(session: Session, values: Mapping[str, Any], guests: Sequence[Guest]) -> list[str]:
    """A word on a plan of the same kind whose day has come, and which this may have been."""
    if not values.get("held_on"):
        return []
    found = _same(
        session,
        guests,
        col(MentoringSession.kind) == values["kind"],
        col(MentoringSession.held_on).is_(None),
        col(MentoringSession.planned_on) < values["held_on"],
    )
    return [
        _("Session no. {id} ({kind}), planned for {day}, is still a plan. If this was it: koperasi"
          " undo, and record it again with --planned {planned}", id=row.id,
          kind=label(SessionKind(row.kind)), day=day(row.planned_on), planned=row.planned_on)
        for row in {row.id: row for row, _guest in found}.values()
        if row.planned_on
    ]  # fmt: skip


def _plan_carried_out(
    session: Session, values: Mapping[str, Any], guests: Sequence[Guest]
) -> MentoringSession | None:
    """The plan that this session carries out; the one of the same topic, where there are several."""
    if not values.get("held_on"):
        return None
    found = _same(
        session,
        guests,
        col(MentoringSession.kind) == values["kind"],
        col(MentoringSession.held_on).is_(None),
        col(MentoringSession.planned_on) == (values.get("planned_on") or values["held_on"]),
    )
    plans = [row for row, _guest in found]
    same_topic = [row for row in plans if row.topic == values.get("topic")]
    return next(iter([*same_topic, *plans]), None)


def _ask_about_double(
    session: Session,
    values: Mapping[str, Any],
    guests: Sequence[Guest],
    on: date,
    confirmed: frozenset[str],
    besides: MentoringSession | None = None,
) -> None:
    if "double-session" in confirmed:
        return
    held_on, planned_on = MentoringSession.held_on, MentoringSession.planned_on
    that_day = or_(col(held_on) == on, col(held_on).is_(None) & (col(planned_on) == on))
    found = _same(session, guests, col(MentoringSession.kind) == values["kind"], that_day)
    found = [pair for pair in found if pair[0] is not besides]
    if found:
        known, cooperative = found[0]
        raise NeedsConfirmation(
            "double-session",
            _("{kind} on {day} is on record already for no. {id} {name}: session no. {session}.",
              kind=label(SessionKind(values["kind"])), day=day(on), id=cooperative.id,
              name=cooperative.name, session=known.id),
            _("If it was another one, repeat the command with --yes."),
        )  # fmt: skip


def _same(
    session: Session, guests: Sequence[Guest], *conditions: Any
) -> list[tuple[MentoringSession, Cooperative]]:
    """The sessions that stand, fulfil the conditions and have one of the guests, with that guest."""
    by_id = {guest.cooperative.id: guest.cooperative for guest in guests}
    query = (
        select(MentoringSession, Attendance.cooperative_id)
        .join(Attendance, col(Attendance.session_id) == MentoringSession.id)
        .where(
            col(MentoringSession.withdrawn_at).is_(None),
            col(Attendance.withdrawn_at).is_(None),
            *conditions,
        )
        .order_by(col(MentoringSession.id))
    )
    return [(row, by_id[id_]) for row, id_ in session.exec(query) if id_ in by_id]


def _attendances(session: Session, written: MentoringSession) -> list[Attendance]:
    return standing(session, Attendance, session_id=written.id)


def _case(session: Session, cooperative: Cooperative, on: date) -> int | None:
    """The open case that a session of that day is a step of."""
    assert cooperative.id is not None
    case = open_case(session, cooperative.id)
    return case.id if case and case.opened_on <= on else None
