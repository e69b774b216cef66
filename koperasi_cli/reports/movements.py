"""What makes the difference between two counts: cooperative by cooperative, and it adds up.

Between two days; or between a figure as it was published and today. There the difference has two parts
that are told apart: what was put right or recorded later about the published day itself, and what has
changed since.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from koperasi_cli.errors import NotFound
from koperasi_cli.headings import heading
from koperasi_cli.language import _, day, ngettext, number
from koperasi_cli.queries import rows
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.counting import FOREVER, Totals, totals
from koperasi_cli.reports.moving import KINDS, counted, kind_of, refuse_status_filter
from koperasi_cli.table import Column, Kind, Report, Row, Table
from koperasi_cli.vocabulary import Status

TAKES = frozenset({"from", "to", "year", "since-published"})
SINCE, CORRECTED, LATER = "since", "corrected", "recorded-later"


@dataclass(frozen=True)
class Count:
    """A count: of a day, as it was known at a moment (a UTC stamp)."""

    on: date
    known: str = FOREVER


def report(connection: sqlite3.Connection, asked: Asked) -> Report:
    """The moves between two days, or since a figure was published."""
    refuse_status_filter(asked.selection)
    if asked.since_published:
        return _since_published(connection, asked)
    last = Count(asked.period[1])
    first = Count(asked.first or asked.period[0] - timedelta(days=1))
    moves = moves_between(connection, asked, first, last)
    start, end = _totals(connection, asked, first), _totals(connection, asked, last)
    return Report(
        lines=[_headline(first.on, last.on, start, end), _moved(moves)],
        tables=_tables(start, moves, end, first.on, last.on),
        notes=_notes(asked),
        data=_data(first.on, last.on, start, end, moves),
    )


def moves_between(
    connection: sqlite3.Connection, asked: Asked, first: Count, last: Count
) -> list[dict[str, Any]]:
    """Who has another status in the second count than in the first, and what that is called.

    ``how`` says whether it is a change since the first day, or another knowledge of it.
    """
    found = rows(
        connection,
        "movements",
        {"on_before": first.on.isoformat(), "known_before": first.known,
         "on": last.on.isoformat(), "known": last.known, **asked.selection.parameters},
        filters=asked.selection.fragment,
    )  # fmt: skip
    return [
        dict(row)
        | {"kind": kind_of(row["before"], row["after"]), "how": _how(row, first)}
        for row in found
    ]  # fmt: skip


def _how(row: sqlite3.Row, first: Count) -> str:
    """A decision of the first day or before it was not known then, or was another."""
    if row["effective_on"] is None or row["effective_on"] > first.on.isoformat():
        return SINCE
    return LATER if row["before"] is None else CORRECTED


def _since_published(connection: sqlite3.Connection, asked: Asked) -> Report:
    """From a figure as it was given out, over that day as it is known now, to the report's day."""
    publication = _publication(connection, asked)
    on = date.fromisoformat(publication["on"])
    published = Count(on, publication["published_at"])
    same_day, last = Count(on), Count(asked.last or asked.on)
    corrections = moves_between(connection, asked, published, same_day)
    changes = moves_between(connection, asked, same_day, last)
    for move in corrections:  # all of them are about the published day
        move["how"] = LATER if move["before"] is None else CORRECTED
    start, end = _totals(connection, asked, published), _totals(connection, asked, last)
    between = _totals(connection, asked, same_day)
    moves = [*corrections, *changes]
    lines = [
        _('Published on {day} for "{audience}": {figures}.', day=day(on),
          audience=publication["audience"], figures=_figures(start)),
        _("Put right or recorded later about that day: {n}; as known now: {figures}.",
          n=number(len(corrections)), figures=_figures(between)),
        _("Changed since, up to {day}: {n}; now: {figures}.", day=day(last.on),
          n=number(len(changes)), figures=_figures(end)),
    ]  # fmt: skip
    return Report(
        lines=[*lines, _adds_up()],
        tables=_tables(start, moves, end, on, last.on, how=True),
        notes=[*_differs(publication, start, asked), *_notes(asked)],
        data=_data(on, last.on, start, end, moves)
        | {"publication": publication["id"], "corrected": between.as_dict()},
    )


def _publication(connection: sqlite3.Connection, asked: Asked) -> sqlite3.Row:
    """The newest figure that was given out; of the day of ``--from``, where that was given."""
    found = [
        row for row in rows(connection, "publications")
        if asked.first is None or row["on"] == asked.first.isoformat()
    ]  # fmt: skip
    if not found:
        raise NotFound(
            _("No figure was published for {day}.", day=day(asked.first))
            if asked.first
            else _("No figure was published yet."),
            _("Those there are: koperasi list publications"),
        )
    return found[0]


def _differs(publication: sqlite3.Row, start: Totals, asked: Asked) -> list[str]:
    """What was printed may be another number: it was filtered, or was corrected within its second."""
    figures = json.loads(publication["figures"])
    printed = figures.get("totals") or {}
    same = all(printed.get(key) in (None, value) for key, value in start.as_dict().items())
    if same or asked.selection.fragments:
        return []
    return [
        _("What was printed: {active} active, {inactive} inactive; its filters or its day of knowledge"
          " were others than this report's.",
          active=number(printed.get("active", 0)), inactive=number(printed.get("inactive", 0)))
    ]  # fmt: skip


def _totals(connection: sqlite3.Connection, asked: Asked, count: Count) -> Totals:
    return totals(connection, count.on, known=count.known, selection=asked.selection)


def _headline(first: date, last: date, start: Totals, end: Totals) -> str:
    return _(
        "From {first} to {last}: active {active} to {active_now}, inactive {inactive} to"
        " {inactive_now}.",
        first=day(first), last=day(last), active=number(start.active), active_now=number(end.active),
        inactive=number(start.inactive), inactive_now=number(end.inactive),
    )  # fmt: skip


def _moved(moves: Sequence[Mapping[str, Any]]) -> str:
    if not moves:
        return _("No cooperative moved.")
    return ngettext(
        "{n} cooperative moved; the figures add up.",
        "{n} cooperatives moved; the figures add up.",
        len(moves),
    )


def _adds_up() -> str:
    return _("The figures add up.")


def _figures(counted_: Totals) -> str:
    return _("{active} active, {inactive} inactive",
             active=number(counted_.active), inactive=number(counted_.inactive))  # fmt: skip


def _tables(
    start: Totals,
    moves: Sequence[Mapping[str, Any]],
    end: Totals,
    first: date,
    last: date,
    *,
    how: bool = False,
) -> list[Table]:
    return [_moves(moves, how), _sums(start, moves, end, first, last)]


def _moves(moves: Sequence[Mapping[str, Any]], how: bool) -> Table:
    said = {
        SINCE: _("changed since"),
        CORRECTED: _("put right"),
        LATER: _("recorded later"),
    }
    columns = [
        Column("id", heading("id"), Kind.NUMBER),
        Column("name", heading("name")),
        Column("kind", heading("what"), hidden=True),
        Column("what", heading("what")),
        Column("how", heading("how"), hidden=True),
        Column("how_said", heading("how"), hidden=not how),
        Column("before", heading("before"), Kind.CODE, codes=Status),
        Column("after", heading("after"), Kind.CODE, codes=Status),
        Column("effective_on", heading("status_since"), Kind.DAY),
        Column("reason", heading("reason")),
        Column("decree", heading("decree")),
    ]
    listed: list[Row] = [
        {**move, "what": _(KINDS[move["kind"]]), "how_said": said[move["how"]]} for move in moves
    ]
    return Table(columns, listed)


def _sums(
    start: Totals, moves: Sequence[Mapping[str, Any]], end: Totals, first: date, last: date
) -> Table:
    """From one count to the other, a row for each kind of move."""
    columns = [
        Column("what", heading("what")),
        Column("cooperatives", heading("cooperatives"), Kind.COUNT, empty=""),
        Column("active", heading("active")),
        Column("inactive", heading("inactive")),
        Column("total", heading("total")),
    ]
    added: list[Row] = [_standing(day(first), start)]
    sums = [start.active, start.inactive]
    for kind, name in KINDS.items():
        chosen = [move for move in moves if move["kind"] == kind]
        if not chosen:
            continue
        by_status = [
            sum(counted(move["before"], move["after"], status) for move in chosen)
            for status in (Status.ACTIVE, Status.INACTIVE)
        ]
        sums = [total + more for total, more in zip(sums, by_status, strict=True)]
        active, inactive, total = (_signed(n) for n in (*by_status, sum(by_status)))
        added.append({"what": _(name), "cooperatives": len(chosen), "active": active,
                      "inactive": inactive, "total": total})  # fmt: skip
    assert sums == [end.active, end.inactive], "the moves do not make the difference"
    return Table(columns, added, title=_("It adds up"), total=_standing(day(last), end))


def _standing(what: str, found: Totals) -> Row:
    return {"what": what, "cooperatives": None, "active": number(found.active),
            "inactive": number(found.inactive), "total": number(found.total)}  # fmt: skip


def _signed(n: int) -> str:
    return f"+{number(n)}" if n > 0 else number(n)


def _notes(asked: Asked) -> list[str]:
    note = asked.selection.note
    grouped = _("The status is that of the day; sector, place and other attributes are today's.")
    return [note, grouped] if note else []


def _data(
    first: date, last: date, start: Totals, end: Totals, moves: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    keys = ("id", "name", "kind", "how", "before", "after", "effective_on", "recorded_at", "reason",
            "decree")  # fmt: skip
    return {
        "report": "changes",
        "from": first,
        "to": last,
        "start": start.as_dict(),
        "end": end.as_dict(),
        "moves": [{key: move[key] for key in keys} for move in moves],
    }
