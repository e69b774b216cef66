"""What the office did with cooperatives in a period, how many it reached, and whom it never did."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import _, day, ngettext, number
from koperasi_cli.queries import rows
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.breakdown import among, breakdown, by_column, of, of_percent, share
from koperasi_cli.reports.cases import participants
from koperasi_cli.reports.counting import Dimension
from koperasi_cli.reports.coverage import Cells, Coverage, coverage, coverage_table
from koperasi_cli.reports.selection import Selection
from koperasi_cli.table import Column, Kind, Report, Table
from koperasi_cli.vocabulary import SessionKind

TAKES = frozenset({"from", "to", "year", "by", "list"})
DIMENSIONS: dict[str, Dimension] = {
    "kind": Dimension("kind", "s.kind", SessionKind),
    "month": Dimension("month", "substr(s.held_on, 1, 7)"),
    "subdistrict": Dimension(
        "subdistrict", "r.name", join="LEFT JOIN region AS r ON r.code = a.subdistrict_code"
    ),
    "officer": Dimension("officer", "o.name", join="LEFT JOIN officer AS o ON o.id = s.officer_id"),
    "funding": Dimension("funding", "s.funding"),
}


def report(connection: sqlite3.Connection, asked: Asked) -> Report:
    """Sessions held, hours and people, by one thing; and the coverage.

    Filters mean cooperatives, by their status on the last day of the period: a session counts where
    one of them was in it, with the people of those that are meant. Never reached is who was in no
    session up to the report's day.
    """
    first, last = asked.period
    by = breakdown(asked.by, DIMENSIONS)
    total = _held(connection, first, last, None, asked.selection)[0]
    groups = _held(connection, first, last, by, asked.selection)
    covered = coverage(connection, asked)
    if by.key == "subdistrict":
        groups = _with_coverage(groups, covered)
    table = _table(by, _ordered(groups, by), total, covered)
    return Report(
        lines=_lines(asked, total, covered),
        tables=[coverage_table(covered), table] if asked.listing else [table],
        notes=_notes(asked, by, groups, total, covered),
        data=_data(asked, by, table, total, covered),
    )


def _held(
    connection: sqlite3.Connection,
    first: date,
    last: date,
    by: Dimension | None,
    selection: Selection,
) -> list[Cells]:
    """The figures of each group; of everything together where it is not broken down."""
    found = rows(
        connection,
        "guidance",
        {"first": first.isoformat(), "last": last.isoformat(), "on": last.isoformat(),
         **selection.parameters},
        key=by.sql if by else "NULL",
        joins=by.join if by else "",
        filters=among("a.cooperative_id", selection),
    )  # fmt: skip
    return [_figures(dict(row), by) for row in found] or ([] if by else [_figures({}, None)])


def _figures(row: Cells, by: Dimension | None) -> Cells:
    """Hours and people are None where nobody noted them, never nought."""
    men, women = row.get("participants_male"), row.get("participants_female")
    hours = row.get("hours")
    return {
        **({by.key: row["key"]} if by else {}),
        "sessions": row.get("sessions", 0),
        "hours": int(hours) if hours is not None and hours == int(hours) else hours,
        "participants_male": men,
        "participants_female": women,
        "participants": None if men is None and women is None else (men or 0) + (women or 0),
        "cooperatives": row.get("cooperatives", 0),
        "timed": row.get("timed", 0),
        "attendances": row.get("attendances", 0),
        "counted": row.get("counted") or 0,
    }


def _with_coverage(groups: Sequence[Cells], covered: Coverage) -> list[Cells]:
    """A row for each subdistrict that has cooperatives, also where no session was held."""
    by = DIMENSIONS["subdistrict"]
    known = {group["subdistrict"]: group for group in groups}
    places = covered.places
    known |= {place: _figures({"key": place}, by) for place in places if place not in known}
    return [
        group
        | {"reached": places.get(place, (0, 0))[0], "registered": places.get(place, (0, 0))[1]}
        for place, group in known.items()
    ]


def _ordered(groups: Sequence[Cells], by: Dimension) -> list[Cells]:
    """The most sessions first, months in their order, what is not recorded last."""

    def place(group: Cells) -> tuple[bool, int, str]:
        rank = 0 if by.key == "month" else -group["sessions"]
        return group[by.key] is None, rank, str(group[by.key])

    return sorted(groups, key=place)


def _table(by: Dimension, groups: Sequence[Cells], total: Cells, covered: Coverage) -> Table:
    places = by.key == "subdistrict"
    columns = [
        by_column(by),
        Column("sessions", heading("sessions"), Kind.COUNT),
        Column("hours", heading("hours"), Kind.COUNT),
        Column("participants_male", heading("participants_male"), Kind.COUNT),
        Column("participants_female", heading("participants_female"), Kind.COUNT),
        Column("participants", heading("participants_all"), Kind.COUNT),
        Column("cooperatives", heading("cooperatives"), Kind.COUNT, hidden=places),
    ]
    summed: Cells = total | {by.key: _("Total")}
    found = list(groups)
    if places:
        columns += [
            Column("reached", heading("reached"), Kind.COUNT, hidden=True),
            Column("registered", heading("registered"), Kind.COUNT, hidden=True),
            Column("coverage", heading("reached"), Kind.TEXT),
        ]
        reached, registered = covered.counted()
        summed |= {"reached": reached, "registered": registered}
        found = [row | {"coverage": _coverage_of(row)} for row in found]
        summed["coverage"] = _coverage_of(summed)
    return Table(columns, found, title=_("Sessions held"), total=summed if found else None)


def _coverage_of(row: Cells) -> str:
    return of_percent(row["reached"], row["registered"])


def _lines(asked: Asked, total: Cells, covered: Coverage) -> list[str]:
    first, last = asked.period
    period = {"first": day(first), "last": day(last)}
    if not total["sessions"]:
        lines = [_("From {first} to {last} no session was held.", **period)]
    else:
        said = ", ".join(_said(total))
        lines = [_("From {first} to {last}: {figures}.", figures=said, **period)]
    reached, all_ = covered.counted()
    if not all_:
        return lines
    inactive_reached, inactive = covered.counted(inactive=True)
    sentences = [_("Cooperatives reached: {part}.", part=of_percent(reached, all_))]
    if inactive:
        part = of_percent(inactive_reached, inactive)
        sentences.append(_("Of the inactive ones: {part}.", part=part))
    until = day(max(last, asked.on))
    sentences.append(
        _("Never reached by {day}: {n}.", day=until, n=number(covered.never))
        if covered.never
        else _("By {day} every one was reached at least once.", day=until)
    )
    return [*lines, " ".join(sentences)]


def _said(total: Cells) -> list[str]:
    """``9 sessions, 14 cooperatives, 64 hours, 120 participants (70 men, 50 women)``."""
    sessions, cooperatives = total["sessions"], total["cooperatives"]
    said = [
        ngettext("{n} session", "{n} sessions", sessions),
        ngettext("{n} cooperative", "{n} cooperatives", cooperatives),
    ]
    if total["hours"] is not None:
        hours = total["hours"]
        said.append(
            ngettext("{n} hour", "{n} hours", 1 if hours == 1 else 2, n=number(hours))
        )  # half an hour, too, is of the plural
    if total["participants"] is not None:
        people = participants(total["participants_male"] or 0, total["participants_female"] or 0)
        said.append(
            ngettext("{n} participant ({people})", "{n} participants ({people})",
                     total["participants"], people=people)
        )  # fmt: skip
    return said


def _notes(
    asked: Asked, by: Dimension, groups: Sequence[Cells], total: Cells, covered: Coverage
) -> list[str]:
    notes = [asked.selection.note]
    if asked.selection.fragments:
        notes.append(_("A session counts whole; people are those of the cooperatives meant."))
    if by.key != "subdistrict" and sum(g["cooperatives"] for g in groups) > total["cooperatives"]:
        notes.append(_("A cooperative may be in several rows; the total has each once."))
    if by.key == "subdistrict" and sum(g["sessions"] for g in groups) > total["sessions"]:
        notes.append(
            _("A session with cooperatives of several subdistricts is in the row of each; the total"
              " has it once.")
        )  # fmt: skip
    if total["timed"] < total["sessions"]:
        notes.append(
            _("Hours are recorded of {part} sessions.",
              part=of(total["timed"], total["sessions"]))
        )  # fmt: skip
    if total["counted"] < total["attendances"]:
        notes.append(
            _("Participants are recorded of {part} attendances.",
              part=of(total["counted"], total["attendances"]))
        )  # fmt: skip
    if (others := total["cooperatives"] - covered.counted()[0]) > 0:
        notes.append(
            _("Reached, but dissolved or without a status on {day}: {n}.",
              day=day(asked.period[1]), n=number(others))
        )  # fmt: skip
    if covered.listed and not asked.listing:
        notes.append(_("Who was reached, and who never was: --list"))
    return [note for note in notes if note]


def _data(
    asked: Asked, by: Dimension, table: Table, total: Cells, covered: Coverage
) -> dict[str, Any]:
    first, last = asked.period
    reached, all_ = covered.counted()
    inactive_reached, inactive = covered.counted(inactive=True)
    keys = [column.key for column in table.columns if column.key != "coverage"]
    return {
        "report": "mentoring",
        "from": first,
        "to": last,
        "on": asked.on,
        "by": [by.key],
        "totals": {key: total[key] for key in total if key in keys},
        "recorded": {
            "hours_of_sessions": total["timed"],
            "participants_of_attendances": total["counted"],
            "attendances": total["attendances"],
        },
        "coverage": {
            "reached": reached,
            "of": all_,
            "share": share(reached, all_),
            "inactive_reached": inactive_reached,
            "inactive": inactive,
            "inactive_share": share(inactive_reached, inactive),
            "never": covered.never,
        },
        "rows": [{key: row[key] for key in keys} for row in table.rows],
        **({"cooperatives": list(covered.listed)} if asked.listing else {}),
    }
