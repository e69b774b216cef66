"""Active and inactive cooperatives at the end of each month, quarter or year."""

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import _, day, ngettext, number, short_day
from koperasi_cli.queries import rows, stream
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.chart import Series, line_chart
from koperasi_cli.reports.counting import Totals
from koperasi_cli.reports.moving import KINDS, kind_of, refuse_status_filter
from koperasi_cli.table import Column, Kind, Report, Row, Table
from koperasi_cli.vocabulary import Status

TAKES = frozenset({"from", "to", "year", "every", "list", "known-on"})
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}


@dataclass
class Counted:
    """The counts at the end of each stretch, and who moved within the period."""

    ends: list[date]
    totals: list[Totals]
    moves: list[dict[str, Any]] = field(default_factory=list)


def report(connection: sqlite3.Connection, asked: Asked) -> Report:
    """A row for the end of each stretch; with ``--list`` who moved, when and why."""
    refuse_status_filter(asked.selection)
    first, last = _period(asked)
    counted = count_at_ends(connection, asked, first, stretch_ends(first, last, asked.every))
    published = _published(connection, asked)
    found = [
        {"on": on.isoformat(), **totals.as_dict(), "active_share": totals.active_share,
         "published": _among(published, start, on)}
        for start, on, totals in zip(
            [first, *(end + timedelta(days=1) for end in counted.ends)],
            counted.ends, counted.totals, strict=False,
        )
    ]  # fmt: skip
    tables = [_table(found)]
    if asked.listing:
        tables.insert(0, _moves(counted.moves))
    return Report(
        lines=[_headline(first, last, counted)],
        chart=_chart(counted),
        tables=tables,
        notes=_notes(asked),
        data={
            "report": "trend",
            "from": first,
            "to": last,
            "every": asked.every or "month",
            "rows": [{k: v for k, v in row.items() if k != "published"} for row in found],
            "moves": counted.moves if asked.listing else None,
        },
    )


def stretch_ends(first: date, last: date, every: str | None) -> list[date]:
    """The last day of each month, quarter or year from ``first`` on; and ``last`` itself."""
    months = MONTHS_OF[every or "month"]
    found = []
    year, month = first.year, (first.month - 1) // months * months + months
    while (end := _last_of(year, month)) < last:
        found.append(end)
        year, month = year + (month + months > 12), (month + months - 1) % 12 + 1
    return [*found, last]


def count_at_ends(
    connection: sqlite3.Connection, asked: Asked, first: date, ends: Sequence[date]
) -> Counted:
    """Follow every cooperative through its decisions once, whatever the number of ends is."""
    days = [end.isoformat() for end in ends]
    steps = {status: [0] * (len(days) + 1) for status in Status}
    moves = []
    begins = first.isoformat()
    for decision in _decisions(connection, asked, ends[-1]):
        before, after, on = decision["before"], decision["after"], decision["on"]
        at = bisect_left(days, on)
        if before:
            steps[Status(before)][at] -= 1
        steps[Status(after)][at] += 1
        if on >= begins:
            moves.append(decision | {"kind": kind_of(before, after)})
    standing = dict.fromkeys(Status, 0)
    totals = []
    for at in range(len(days)):
        for status in Status:
            standing[status] += steps[status][at]
        totals.append(Totals(*(standing[status] for status in Status)))
    moves.sort(key=lambda move: (move["on"], move["id"]))
    return Counted(list(ends), totals, moves)


def _decisions(
    connection: sqlite3.Connection, asked: Asked, last: date
) -> Iterator[dict[str, Any]]:
    """Each change of status up to a day: of several decisions of one day the last holds."""
    found = stream(
        connection,
        "decisions",
        {"on": last.isoformat(), "known": asked.known, **asked.selection.parameters},
        filters=asked.selection.fragment,
    )
    for id_, decisions in groupby(found, key=lambda row: row[0]):
        before = None
        of_days = {row[2]: row for row in decisions}
        for on, (_id, name, _on, status, reason, decree) in of_days.items():
            if status != before:
                yield {"on": on, "id": id_, "name": name, "before": before, "after": status,
                       "reason": reason, "decree": decree}  # fmt: skip
            before = status


def _period(asked: Asked) -> tuple[date, date]:
    """As asked for; else the twelve months up to the day."""
    first, last = asked.period
    if asked.first is None and asked.year is None:
        first = _last_of(last.year - 1, last.month) + timedelta(days=1) - timedelta(days=31)
        first = first.replace(day=1)
    return first, last


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _published(connection: sqlite3.Connection, asked: Asked) -> list[tuple[str, Totals]]:
    """The figures that were given out of all cooperatives, by their day."""
    if asked.selection.fragments:
        return []
    found = []
    for row in rows(connection, "publications"):
        figures = json.loads(row["figures"])
        totals = figures.get("totals")
        if totals and not figures.get("filters") and not figures.get("known_on"):
            found.append((row["on"], Totals(totals.get("active", 0), totals.get("inactive", 0))))
    return sorted(found, key=lambda one: one[0])


def _among(published: Sequence[tuple[str, Totals]], first: date, last: date) -> str | None:
    """The figures that were published of the days of a stretch, in words."""
    said = [
        _("{active}/{inactive} on {day}", active=number(totals.active),
          inactive=number(totals.inactive), day=short_day(date.fromisoformat(on)))
        for on, totals in published
        if first.isoformat() <= on <= last.isoformat()
    ]  # fmt: skip
    return "; ".join(said) or None


def _headline(first: date, last: date, counted: Counted) -> str:
    end = counted.totals[-1]
    start = counted.totals[0]
    return ngettext(
        "On {day}: {active} active, {inactive} inactive; on {first}: {was_active} active,"
        " {was_inactive} inactive. {n} change of status in between.",
        "On {day}: {active} active, {inactive} inactive; on {first}: {was_active} active,"
        " {was_inactive} inactive. {n} changes of status in between.",
        sum(1 for move in counted.moves if move["on"] > counted.ends[0].isoformat()),
        day=day(last), active=number(end.active), inactive=number(end.inactive),
        first=day(counted.ends[0]), was_active=number(start.active),
        was_inactive=number(start.inactive),
    )  # fmt: skip


def _chart(counted: Counted) -> list[str]:
    drawn = line_chart(
        [
            Series("*", [totals.active for totals in counted.totals]),
            Series("o", [totals.inactive for totals in counted.totals]),
        ],
        short_day(counted.ends[-min(len(counted.ends), 40)]),
        short_day(counted.ends[-1]),
    )
    signs = _("* active   o inactive")
    return [*drawn, signs] if drawn else []


def _table(found: Sequence[Row]) -> Table:
    dissolved = any(row["dissolved"] for row in found)
    columns = [
        Column("on", heading("on"), Kind.DAY),
        Column("active", heading("active"), Kind.COUNT),
        Column("inactive", heading("inactive"), Kind.COUNT),
        Column("dissolved", heading("dissolved"), Kind.COUNT, hidden=not dissolved),
        Column("total", heading("total"), Kind.COUNT),
        Column("active_share", heading("active_share"), Kind.SHARE),
        Column("active_share", "", Kind.BAR),
        Column("published", heading("published_at"), empty=""),
    ]
    return Table(columns, found)


def _moves(moves: Sequence[dict[str, Any]]) -> Table:
    columns = [
        Column("on", heading("on"), Kind.DAY),
        Column("id", heading("id"), Kind.NUMBER),
        Column("name", heading("name")),
        Column("kind", heading("what"), hidden=True),
        Column("what", heading("what")),
        Column("before", heading("before"), Kind.CODE, codes=Status),
        Column("after", heading("after"), Kind.CODE, codes=Status),
        Column("reason", heading("reason")),
        Column("decree", heading("decree")),
    ]
    listed: list[Row] = [{**move, "what": _(KINDS[move["kind"]])} for move in moves]
    return Table(columns, listed, title=_("Who moved"))


def _notes(asked: Asked) -> list[str]:
    notes = [asked.selection.note]
    if asked.known_on:
        notes.append(_("As it was known at the end of {day}.", day=day(asked.known_on)))
    if asked.selection.fragments:
        notes.append(
            _("The status is that of the day; sector, place and other attributes are today's.")
        )
    if not asked.listing:
        notes.append(_("Who moved, when and why: --list"))
    return [note for note in notes if note]
