"""What is done in a case of revitalization, from its opening to its outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session

from koperasi_cli.errors import BadUsage, BadValue, Refused
from koperasi_cli.language import _, day
from koperasi_cli.models import Cooperative, Revitalization, RevitalizationCause, StatusChange
from koperasi_cli.registry.cases import close_case, open_case
from koperasi_cli.registry.mentoring import Guest, Held, hold
from koperasi_cli.registry.records import standing
from koperasi_cli.registry.statuses import Decision, decide, decision_on
from koperasi_cli.vocabulary import Cause, Outcome, Status


@dataclass(frozen=True, slots=True)
class Step:
    """A session that is a step of the cases: the arguments of ``mentoring.hold``."""

    values: Mapping[str, Any]
    participants: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    result: str | None = None
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What is done in each case, on one day. ``reason`` is that of the change of status."""

    on: date
    open: bool = False
    causes: Sequence[Cause] = ()
    step: Step | None = None
    outcome: Outcome | None = None
    note: str | None = None
    next_on: date | None = None
    decree: str | None = None
    reason: str | None = None

    @property
    def opens(self) -> bool:
        """Whether a case is opened for it where there is none."""
        return bool(self.open or self.causes or self.step or self.outcome)


@dataclass
class Advanced:
    """What became of the case of one cooperative.

    ``known`` are causes that it had already; ``set`` the fields of the case that changed; ``status``
    the change of status that its outcome brought.
    """

    cooperative: Cooperative
    case: Revitalization
    opened: bool = False
    found: list[Cause] = field(default_factory=list)
    known: list[Cause] = field(default_factory=list)
    set: list[str] = field(default_factory=list)
    outcome: Outcome | None = None
    status: StatusChange | None = None


def advance(
    session: Session,
    cooperatives: Sequence[Cooperative],
    work: Work,
    *,
    today: date,
    confirmed: frozenset[str] = frozenset(),
) -> tuple[list[Advanced], Held | None]:
    """Do this in the open case of each cooperative, opening one where there is none; all or nothing.

    The step is one session for all of them. Reactivation is also a change of status.

    Raises:
        Refused: a cooperative is not inactive, was not yet inactive on that day, or has no open case
            where the work opens none; the day lies before the case; the new status makes no sense.
        BadUsage, BadValue: values that do not go together.
        NeedsConfirmation: as in ``mentoring.hold``.
    """
    _check(work, today)
    done = [_case_for(session, cooperative, work, today) for cooperative in cooperatives]
    for one in done:
        _find_causes(session, one, work)
        _set_fields(session, one, work)
    held = _take_step(session, done, work.step, today, confirmed) if work.step else None
    for one in done:
        _settle(session, one, work, today)
    return done, held


def _check(work: Work, today: date) -> None:
    if work.on > today:
        raise BadValue(
            _("{day} has not come yet.", day=day(work.on)),
            _("Today is {day}.", day=day(today)),
        )
    if work.next_on and work.next_on < work.on:
        raise BadValue(
            _("The next date {next} would come before {day}.",
              next=day(work.next_on), day=day(work.on)),
            _("Give a later day with --next."),
        )  # fmt: skip
    if work.outcome is Outcome.EXTENDED and not work.next_on:
        raise BadUsage(
            _("An extended case needs a new next date."), _("Give it with --next, as in --next +90")
        )
    if work.outcome and work.outcome.closes and work.next_on:
        raise BadUsage(
            _("A case that is closed has no next date."), _("Leave out --next, or --outcome.")
        )
    if work.reason and work.outcome is not Outcome.REACTIVATED:
        raise BadUsage(
            _("--reason is the reason of a change of status: it goes with --outcome reactivated."),
            _("What is to be remembered of the case: --note TEXT"),
        )


def _case_for(session: Session, cooperative: Cooperative, work: Work, today: date) -> Advanced:
    """The open case, or a new one."""
    assert cooperative.id is not None
    case = open_case(session, cooperative.id)
    since = _inactive_since(session, cooperative, today, case, work)
    if case:
        if work.on < case.opened_on:
            raise Refused(
                _("Case no. {id} of {name} was opened on {opened}, after {day}.", id=case.id,
                  name=cooperative.name, opened=day(case.opened_on), day=day(work.on)),
                _("Give a later day with --on."),
            )  # fmt: skip
        return Advanced(cooperative, case)
    if not work.opens:
        raise Refused(
            _("{name} has no open case.", name=cooperative.name),
            _("Open one with: koperasi revitalize {id} --open", id=cooperative.id),
        )
    if work.on < since:
        raise Refused(
            _("{name} is inactive since {day}; a case cannot be opened before that.",
              name=cooperative.name, day=day(since)),
            _("Give a later day with --on."),
        )  # fmt: skip
    for earlier in standing(session, Revitalization, cooperative_id=cooperative.id):
        if earlier.closed_on and earlier.closed_on > work.on:
            raise Refused(
                _("Case no. {id} of {name} was open until {day}; a new one cannot begin before.",
                  id=earlier.id, name=cooperative.name, day=day(earlier.closed_on)),
                _("Give a later day with --on."),
            )  # fmt: skip
    case = Revitalization(cooperative_id=cooperative.id, opened_on=work.on)
    session.add(case)
    session.flush()
    return Advanced(cooperative, case, opened=True)


def _inactive_since(
    session: Session,
    cooperative: Cooperative,
    today: date,
    case: Revitalization | None,
    work: Work,
) -> date:
    """Since when it is inactive. A case left open on an active one may still be closed."""
    assert cooperative.id is not None
    now = decision_on(session, cooperative.id, today)
    said = {"name": cooperative.name, "day": day(now.effective_on) if now else "-"}
    if now is None or now.status is Status.ACTIVE:
        if now and case and work.outcome is Outcome.REACTIVATED:
            return now.effective_on
        raise Refused(
            _("{name} is active since {day}: revitalization is for inactive cooperatives.", **said),
            _("To record guidance: koperasi mentor {id} --kind KIND", id=cooperative.id),
        )
    if now.status is Status.DISSOLVED:
        raise Refused(
            _("{name} is dissolved since {day}: there is nothing to revitalize.", **said),
            _("Look at it with: koperasi show {id}", id=cooperative.id),
        )
    return now.effective_on


def _find_causes(session: Session, one: Advanced, work: Work) -> None:
    """Note the causes that the case does not have yet. "Other" is explained by the note."""
    assert one.case.id is not None
    had = {
        row.cause for row in standing(session, RevitalizationCause, revitalization_id=one.case.id)
    }
    for cause in dict.fromkeys(work.causes):
        if cause in had:
            one.known.append(cause)
            continue
        note = work.note if cause is Cause.OTHER else None
        session.add(
            RevitalizationCause(
                revitalization_id=one.case.id, cause=cause, found_on=work.on, note=note
            )
        )
        one.found.append(cause)
    session.flush()


def _set_fields(session: Session, one: Advanced, work: Work) -> None:
    """Note, next date and decree of the case; the decree of a reactivation is that of the status."""
    if work.outcome is Outcome.EXTENDED and one.case.next_on == work.next_on:
        assert work.next_on
        raise Refused(
            _("{day} is the next date of case no. {id} already.",
              day=day(work.next_on), id=one.case.id),
            _("An extended case needs a new next date: give it with --next."),
        )  # fmt: skip
    fields = {"note": work.note, "next_on": work.next_on}
    if work.outcome is not Outcome.REACTIVATED:
        fields["decree"] = work.decree
    for name, value in fields.items():
        if value is not None and value != getattr(one.case, name):
            setattr(one.case, name, value)
            one.set.append(name)
    session.add(one.case)
    session.flush()


def _take_step(
    session: Session,
    done: Sequence[Advanced],
    step: Step,
    today: date,
    confirmed: frozenset[str],
) -> Held:
    guests = [
        Guest(one.cooperative, step.participants.get(one.case.cooperative_id)) for one in done
    ]
    return hold(
        session, step.values, guests, today=today, result=step.result,
        follow_up_on=step.follow_up_on, confirmed=confirmed,
    )  # fmt: skip


def _settle(session: Session, one: Advanced, work: Work, today: date) -> None:
    if work.outcome is None:
        return
    one.outcome = work.outcome
    if work.outcome is Outcome.EXTENDED:
        one.case.outcome = work.outcome
        session.add(one.case)
        session.flush()
        return
    assert one.cooperative.id is not None
    now = decision_on(session, one.cooperative.id, today)
    if work.outcome is Outcome.REACTIVATED and now and now.status is Status.INACTIVE:
        decision = Decision(Status.ACTIVE, work.on, work.reason, work.decree)
        one.status = decide(session, one.cooperative, decision, today=today).change
    else:
        close_case(session, one.case, work.outcome, work.on)
