"""Following up what was agreed in a session: it is due on a day, and done on another."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session

from koperasi_cli.errors import BadUsage, BadValue, NotFound, Refused
from koperasi_cli.language import _, day
from koperasi_cli.models import LONGEST_TEXT, Attendance, Cooperative, MentoringSession
from koperasi_cli.registry.records import standing


def recorded_session(session: Session, id_: int) -> MentoringSession:
    """The session of that number.

    Raises:
        NotFound: there is none, or its record was undone.
    """
    found = session.get(MentoringSession, id_)
    if found is None or found.withdrawn_at:
        raise NotFound(
            _("There is no session no. {id}.", id=id_),
            _("The sessions and their numbers: koperasi list sessions"),
        )
    return found


def follow_up(
    session: Session,
    held: MentoringSession,
    cooperatives: Collection[int] | None,
    *,
    on: date,
    result: str | None = None,
) -> list[Attendance]:
    """Mark what was to be followed up after a session as done; what came of it joins the result.

    It is done for ``cooperatives``, whether a day was set for them or not; without them for all whose
    follow-up is open.

    Raises:
        Refused: the session is only planned, nothing is open, one was not there or is done already.
        BadValue: the day lies before the session.
    """
    if held.held_on is None:
        raise Refused(
            _("Session no. {id} is only planned: there is nothing to follow up yet.", id=held.id),
            _("When it was held: koperasi mentor --held {id} --on DATE", id=held.id),
        )
    if on < held.held_on:
        raise BadValue(
            _("The follow-up on {follow_up} would come before the session on {day}.",
              follow_up=day(on), day=day(held.held_on)),
            _("Give a later day with --on."),
        )  # fmt: skip
    attendances = standing(session, Attendance, session_id=held.id)
    done = (
        _open(held, attendances)
        if cooperatives is None
        else _named(session, held, attendances, cooperatives)
    )
    for attendance in done:
        attendance.followed_up_on = on
        if result:
            attendance.result = _joined(attendance.result, result)
        session.add(attendance)
    session.flush()
    return done


def _open(held: MentoringSession, attendances: Collection[Attendance]) -> list[Attendance]:
    """Those for whom a day was set, and nothing was done yet."""
    expected = [row for row in attendances if row.follow_up_on]
    found = [row for row in expected if row.followed_up_on is None]
    if found:
        return found
    done = max((row.followed_up_on for row in attendances if row.followed_up_on), default=None)
    if done:
        raise Refused(
            _("Session no. {id} was followed up already, on {day}.", id=held.id, day=day(done)),
            _("Look at it with: koperasi list sessions --columns id,on,follow_up_on"),
        )
    raise Refused(
        _("Session no. {id} has no day of follow-up.", id=held.id),
        _("If it was followed up all the same, name the cooperative:"
          " koperasi mentor --done {id} COOP", id=held.id),
    )  # fmt: skip


def _named(
    session: Session,
    held: MentoringSession,
    attendances: Collection[Attendance],
    cooperatives: Collection[int],
) -> list[Attendance]:
    there = {row.cooperative_id: row for row in attendances}
    for id_ in cooperatives:
        row = there.get(id_)
        if row is None or row.followed_up_on:
            name = session.get_one(Cooperative, id_).name
            if row is None:
                raise Refused(
                    _("No. {id} {name} was not in session no. {session}.",
                      id=id_, name=name, session=held.id),
                    _("Its sessions: koperasi show {id}", id=id_),
                )  # fmt: skip
            assert row.followed_up_on is not None
            raise Refused(
                _("No. {id} {name} was followed up already, on {day}.",
                  id=id_, name=name, day=day(row.followed_up_on)),
                _("Look at it with: koperasi show {id}", id=id_),
            )  # fmt: skip
    return [there[id_] for id_ in cooperatives]


def _joined(before: str | None, result: str) -> str:
    joined = f"{before}; {result}" if before else result
    if len(joined) > LONGEST_TEXT:
        raise BadValue(
            _("The result would be longer than {longest} characters with what is on record.",
              longest=LONGEST_TEXT),
            _("Say it in fewer words."),
        )  # fmt: skip
    return joined


def refuse_followed_up_before(
    session: Session, plan: MentoringSession, on: date, follow_up_on: date | None
) -> None:
    """A session that is held later than planned is not followed up before.

    Raises:
        BadUsage: the follow-up that was planned with it lies before, and no other was given.
    """
    planned = [row.follow_up_on for row in standing(session, Attendance, session_id=plan.id)]
    early = min((one for one in planned if one and one < on), default=None)
    if early and follow_up_on is None:
        raise BadUsage(
            _(
                "The follow-up was planned for {early}, before {day}.",
                early=day(early),
                day=day(on),
            ),
            _("Give a later day with --follow-up."),
        )
