"""What ``mentor`` and ``revitalize --action`` share: reading a session, and saying what was saved."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.targets import each, inactive, lines, several
from koperasi_cli.errors import BadUsage
from koperasi_cli.language import _, day, label, read_participants
from koperasi_cli.reports.cases import participants
from koperasi_cli.reports.officers import find_officer
from koperasi_cli.reports.resolve import Found
from koperasi_cli.vocabulary import SessionKind

if TYPE_CHECKING:
    from koperasi_cli.registry.mentoring import Held
    from koperasi_cli.registry.revitalization import Step

COLUMNS = ("topic", "hours", "place", "mentor", "funding")


class Guests(NamedTuple):
    """The cooperatives of a session, and the men and women of those for which they were given."""

    found: list[Found]
    participants: dict[int, tuple[int, int]]


def guests(
    desk: Desk, words: Sequence[str], *, all_inactive: bool, from_file: str | None
) -> Guests:
    """Read ``12:2/1``, with the participants behind the last colon; asks where none is named.

    Raises:
        BadUsage: nobody is named, or one cooperative twice with different participants.
        KoperasiError: some cannot be found, or are not one alone.
    """
    words = [*words, *(lines(from_file) if from_file else ())]
    if not words and not all_inactive:
        if not desk.screen.interactive:
            several(desk, ())  # says what can be named
        words = [desk.require(None, _("COOP"), _("Which cooperative? "))]
    split = [_split(word) for word in words]
    named = each(desk, [name for name, _people in split])
    people_of: dict[int, tuple[int, int]] = {}
    for one, (_name, people) in zip(named, split, strict=True):
        if people and people_of.setdefault(one.id, people) != people:
            raise BadUsage(
                _("No. {id} {name} is named twice, with different participants.", **one._asdict()),
                _("Name it once."),
            )
    if all_inactive:
        with desk.reading() as connection:
            named += inactive(connection, desk)
    return Guests(list({one.id: one for one in named}.values()), people_of)


def read_session(
    desk: Desk, kind: SessionKind, on: str | None, typed: Mapping[str, str | None], guests: Guests
) -> "Step":
    """The session that was typed. Without ``--on`` it was held today, or is planned."""
    from koperasi_cli.models import Attendance, MentoringSession
    from koperasi_cli.registry.fields import read_field
    from koperasi_cli.registry.revitalization import Step

    values: dict[str, Any] = {"kind": kind}
    for name in COLUMNS:
        if text := typed.get(name):
            values[name] = read_field(MentoringSession, name, text, today=desk.today)
    if planned := typed.get("planned"):
        values["planned_on"] = desk.day(planned, future=True)
    if on or not planned:
        values["held_on"] = desk.day(on)
    if officer := typed.get("officer"):
        with desk.reading() as connection:
            values["officer_id"] = find_officer(connection, officer, me=desk.me)["id"]
    people = typed.get("participants")
    for_all = dict.fromkeys((one.id for one in guests.found), read_participants(people or "0/0"))
    result, follow_up = typed.get("result"), typed.get("follow_up")
    return Step(
        values,
        participants={**(for_all if people else {}), **guests.participants},
        result=read_field(Attendance, "result", result or "", today=desk.today),
        follow_up_on=desk.day(follow_up, future=True) if follow_up else None,
    )


def in_words(kind: SessionKind, values: Mapping[str, Any]) -> str:
    """``Training on 17 February 2025``, ``Training, planned for 1 March 2025``."""
    held_on: date | None = values.get("held_on")
    if held_on:
        return _("{kind} on {day}", kind=label(kind), day=day(held_on))
    return _("{kind}, planned for {day}", kind=label(kind), day=day(values["planned_on"]))


def session_lines(held: "Held", names: Mapping[int, str]) -> list[str]:
    """What was saved: one line for the session, and one for each cooperative."""
    session = held.session
    what = in_words(SessionKind(session.kind), session.model_dump())
    said = [_("Saved: session no. {id}, {what}.", id=session.id, what=what)]
    if held.was_planned and session.planned_on:
        planned_on = day(session.planned_on)
        said = [
            _("Saved: session no. {id}, {what}, as planned for {planned}.", id=session.id,
              what=what, planned=planned_on)
        ]  # fmt: skip
    for attendance in held.attendances:
        details = []
        if attendance.participants_male is not None:
            men, women = attendance.participants_male, attendance.participants_female
            details.append(participants(men, women or 0))
        if attendance.revitalization_id:
            details.append(_("step of case no. {id}", id=attendance.revitalization_id))
        one = _("no. {id} {name}", id=attendance.cooperative_id,
                name=names[attendance.cooperative_id])  # fmt: skip
        said.append("  " + ": ".join(filter(None, [one, "; ".join(details)])))
    said += [
        "  " + _("no. {id} {name}: planned for it, but not there", id=absent.id, name=absent.name)
        for absent in held.absent
    ]
    return said


def session_data(held: "Held", names: Mapping[int, str]) -> dict[str, Any]:
    """The session as ``--json`` prints it, with its attendances."""
    from koperasi_cli.registry.records import as_dict

    attendances = [
        as_dict(attendance) | {"cooperative": names[attendance.cooperative_id]}
        for attendance in held.attendances
    ]
    return as_dict(held.session) | {"attendances": attendances}


def _split(word: str) -> tuple[str, tuple[int, int] | None]:
    """What stands behind the last colon, with a slash in it, are men and women; or should be."""
    match = re.fullmatch(r"(.+):\s*([^:]{0,10}/[^:]{0,10})", word)
    return (match[1], read_participants(match[2])) if match else (word, None)
