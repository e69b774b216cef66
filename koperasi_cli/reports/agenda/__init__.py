"""What is due or at risk on a day, and the command that settles it."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import (
    LANGUAGES,
    _,
    current,
    day,
    label,
    ngettext,
    number,
    shown,
    speaking,
)
from koperasi_cli.reports import snoozes
from koperasi_cli.reports.agenda.finding import Agenda, Entry, find
from koperasi_cli.reports.agenda.rules import rules_of
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.selection import Selection
from koperasi_cli.table import Column, Kind, Report, Row, Table
from koperasi_cli.vocabulary import AgendaRule, Status

__all__ = ["FEW", "agenda_report", "as_data", "lines_table"]

FEW = 15


def agenda_report(
    connection: sqlite3.Connection,
    *,
    on: date,
    office: OfficeFacts,
    selection: Selection | None = None,
    rules: Sequence[AgendaRule] = (),
    most: int | None = FEW,
    lines_first: bool = False,
) -> Report:
    """The counts by rule, and a line for each cooperative, ``most`` of them; None for all.

    ``lines_first`` is for a file of one table.
    """
    chosen = selection or Selection()
    agenda = find(connection, on=on, office=office, selection=chosen, rules=rules_of(rules))
    data = as_data(agenda, most)
    tables = [counts_table(agenda), lines_table(agenda.entries[:most])]
    only = _("Only these rules: {rules}", rules="; ".join(map(label, rules))) if rules else None
    notes = (chosen.note, only, snoozes.told(agenda.snoozed), _told_more(agenda, most))
    return Report(
        lines=[data[f"headline_{current()}"]],
        tables=tables[::-1] if lines_first else tables,
        notes=[note for note in notes if note],
        data={"report": "agenda", **data},
    )  # fmt: skip


def as_data(agenda: Agenda, most: int | None) -> dict[str, Any]:
    """The agenda as JSON has it, with so many of its lines."""
    headlines = {}
    for language in LANGUAGES:
        with speaking(language):
            headlines[f"headline_{language}"] = headline(agenda)
    return {
        "on": agenda.occasion.on,
        **headlines,
        "cooperatives": agenda.of,
        "due": len(agenda.entries),
        "rules": [
            {"rule": rule.code, "cooperatives": agenda.counts.get(rule.code, 0)}
            for rule in agenda.rules
        ],
        "thresholds": agenda.occasion.office.thresholds,
        "lines": [_line(entry) for entry in agenda.entries[:most]],
        "snoozed": snoozes.as_data(agenda.snoozed),
    }


def headline(agenda: Agenda) -> str:
    """How many of how many there is something to do about."""
    said = {"day": day(agenda.occasion.on), "of": number(agenda.of)}
    if not agenda.entries:
        return _("Nothing is due or at risk on {day}.", **said)
    return ngettext(
        "Due or at risk on {day}: {n} of {of} cooperatives.",
        "Due or at risk on {day}: {n} of {of} cooperatives.",
        len(agenda.entries),
        **said,
    )


def counts_table(agenda: Agenda) -> Table:
    """Of how many cooperatives each rule holds, with the numbers in it."""
    columns = [
        Column("cooperatives", heading("cooperatives"), Kind.COUNT),
        Column("rule", heading("rule"), Kind.CODE, codes=AgendaRule),
        Column("threshold", heading("threshold"), empty=""),
    ]
    rows = [
        {"cooperatives": agenda.counts[rule.code], "rule": rule.code.value,
         "threshold": rule.threshold(agenda.occasion) if rule.threshold else None}
        for rule in agenda.rules
        if rule.code in agenda.counts
    ]  # fmt: skip
    return Table(columns, rows)


def lines_table(entries: Sequence[Entry], *, brief: bool = False) -> Table:
    """A line for each cooperative, with all its reasons and the command that settles the first.

    ``brief`` names the first reason only, and counts the others.
    """
    columns = [
        Column("id", heading("id"), Kind.NUMBER),
        Column("name", heading("name")),
        Column("status", heading("status"), Kind.CODE, codes=Status, hidden=True),
        Column("subdistrict", heading("subdistrict"), hidden=True),
        Column("officer", heading("officer"), hidden=True),
        Column("rules", heading("rule"), Kind.CODE, codes=AgendaRule, hidden=True),
        Column("since", heading("status_since"), Kind.DAY, hidden=True),
        Column("reasons", heading("why")),
        Column("command", heading("command")),
    ]
    return Table(columns, [_cells(_line(entry), brief) for entry in entries])


def _line(entry: Entry) -> dict[str, Any]:
    return {
        **entry.cooperative._asdict(),
        "since": entry.hits[0].since,
        "reasons": [
            {"rule": hit.rule.code, "since": hit.since, "reason": hit.reason} for hit in entry.hits
        ],
        "command": entry.command,
    }


def _cells(line: Mapping[str, Any], brief: bool) -> Row:
    first, *others = (reason["reason"] for reason in line["reasons"])
    said = "; ".join([first, *others])
    if brief and others:
        said = ngettext(
            "{reason}; {n} more reason", "{reason}; {n} more reasons", len(others), reason=first
        )
    return {
        **line,
        "rules": ",".join(reason["rule"] for reason in line["reasons"]),
        "reasons": said,
    }


def _told_more(agenda: Agenda, most: int | None) -> str | None:
    """That there are more lines than are shown."""
    if most is None or len(agenda.entries) <= most:
        return None
    return _("These are the most urgent {n}. For all {all} add {option}.", n=number(most),
             all=number(len(agenda.entries)), option=f"--{shown('option', 'all')}")  # fmt: skip
