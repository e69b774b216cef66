"""What lies ahead as events of a calendar: plans, next dates, follow-ups, RATs, certificates."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from koperasi_cli.events import Event
from koperasi_cli.language import _, label, ngettext, number
from koperasi_cli.queries import stream
from koperasi_cli.reports.agenda.asking import Occasion, without_rat
from koperasi_cli.reports.commands import typed
from koperasi_cli.reports.meant import Meant, meant_by
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.selection import Selection
from koperasi_cli.vocabulary import AgendaRule, SessionKind, Status

AHEAD = timedelta(days=365)
NAMED = 50

# The rule under which each event comes on the agenda when its day has come.
RULES = {
    "next-date": AgendaRule.PAST_NEXT_DATE,
    "follow-up": AgendaRule.FOLLOW_UP_DUE,
    "session": AgendaRule.PLANNED_TODAY,
    "rat": AgendaRule.RAT_NEAR,
    "certificate": AgendaRule.CERTIFICATE_EXPIRING,
}
OF_ACTIVE_ONES = frozenset({"certificate", "rat"})


class Ahead(NamedTuple):
    """A row of ``agenda_calendar.sql``."""

    event: str
    id: int
    cooperative_id: int
    on: str
    kind: str | None
    text: Any


def events(
    connection: sqlite3.Connection,
    *,
    on: date,
    office: OfficeFacts,
    selection: Selection | None = None,
    rules: Sequence[AgendaRule] = (),
) -> list[Event]:
    """What lies ahead within a year of a day, of the cooperatives that the filters mean, by day.

    What the agenda leaves out until a day is in the calendar all the same: it has a day of its own.
    """
    meant = meant_by(connection, on, selection or Selection())
    wanted = {event for event, rule in RULES.items() if not rules or rule in rules}
    occasion = Occasion(on, office)
    uid = _numbered(office)
    found = [*_ahead(connection, occasion, meant, wanted, uid)]
    if "rat" in wanted:
        found += _deadlines(connection, occasion, meant, uid)
    return sorted(found, key=lambda event: (event.on, event.uid))


def _ahead(
    connection: sqlite3.Connection,
    occasion: Occasion,
    meant: dict[int, Meant],
    wanted: set[str],
    uid: Callable[[str, int], str],
) -> Iterator[Event]:
    """What has a day on record; a session is one event, however many cooperatives come."""
    on = occasion.on
    days = {"on": str(on), "first": str(on), "last": str(on + AHEAD)}
    rows = (Ahead(*row) for row in stream(connection, "agenda_calendar", days))
    kept = (
        row
        for row in rows
        if row.event in wanted
        and (cooperative := meant.get(row.cooperative_id))
        and (row.event not in OF_ACTIVE_ONES or cooperative.status == Status.ACTIVE)
    )
    for (event, id_), same in groupby(kept, key=lambda row: (row.event, row.id)):
        several = [*same]
        guests = [meant[row.cooperative_id] for row in several]
        summary, description = _WORDS[event](several[0], guests)
        yield Event(uid(event, id_), date.fromisoformat(several[0].on), summary, description)


def _numbered(office: OfficeFacts) -> Callable[[str, int], str]:
    """Events are told apart by what they are about, in which office: the same in every export."""
    place = f"{office.region_code}.koperasi" if office.region_code else "koperasi"
    return lambda event, id_: f"{event}-{id_}@{place}"


def _deadlines(
    connection: sqlite3.Connection,
    occasion: Occasion,
    meant: dict[int, Meant],
    uid: Callable[[str, int], str],
) -> Iterator[Event]:
    """The next deadline for RATs: one event for all the active ones that have held none yet."""
    year, deadline = occasion.rats.newest_due + 1, occasion.next_deadline
    without = [
        meant[id_]
        for id_, *_rest in without_rat(connection, occasion, year, deadline)
        if id_ in meant and meant[id_].status == Status.ACTIVE
    ]
    if without:
        summary = ngettext(
            "RAT deadline for book year {year}: {n} cooperative has held none yet",
            "RAT deadline for book year {year}: {n} cooperatives have held none yet",
            len(without),
            year=year,
        )
        yield Event(uid("rat-deadline", year), deadline, summary, _named(without))


def _case(row: Ahead, guests: Sequence[Meant]) -> tuple[str, str]:
    (one,) = guests
    return _("{name}: next date of its case", name=one.name), typed("revitalize", one.id)


def _follow_up(row: Ahead, guests: Sequence[Meant]) -> tuple[str, str]:
    (one,) = guests
    kind = label(SessionKind(row.kind or ""))
    summary = _("{name}: follow-up of {kind}", name=one.name, kind=kind)
    return summary, "\n".join(filter(None, [row.text, typed("show", one.id)]))


def _session(row: Ahead, guests: Sequence[Meant]) -> tuple[str, str]:
    kind = label(SessionKind(row.kind or ""))
    what = f"{kind}: {row.text}" if row.text else kind
    if len(guests) == 1:
        return f"{guests[0].name}: {what}", _named(guests)
    summary = ngettext(
        "{what} ({n} cooperative)", "{what} ({n} cooperatives)", len(guests), what=what
    )
    return summary, _named(guests)


def _rat(row: Ahead, guests: Sequence[Meant]) -> tuple[str, str]:
    (one,) = guests
    return (
        _("{name}: RAT for book year {year}", name=one.name, year=row.text),
        typed("rat", one.id, row.text),
    )


def _certificate(row: Ahead, guests: Sequence[Meant]) -> tuple[str, str]:
    (one,) = guests
    return _("{name}: certificate expires", name=one.name), typed("show", one.id)


_WORDS: dict[str, Callable[[Ahead, Sequence[Meant]], tuple[str, str]]] = {
    "next-date": _case,
    "follow-up": _follow_up,
    "session": _session,
    "rat": _rat,
    "certificate": _certificate,
}


def _named(found: Iterable[Meant]) -> str:
    """Cooperatives by number and name, a line each; not all of very many."""
    lines = [_("no. {id} {name}", id=one.id, name=one.name) for one in found]
    if len(lines) > NAMED:
        lines[NAMED:] = [_("… and {n} more", n=number(len(lines) - NAMED))]
    return "\n".join(lines)
