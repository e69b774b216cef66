"""Where the office stands today: the headline, and the head of the agenda."""

import sqlite3
from dataclasses import replace
from datetime import date

from koperasi_cli.language import _, current, number
from koperasi_cli.reports.agenda import as_data, lines_table
from koperasi_cli.reports.agenda.finding import find
from koperasi_cli.reports.journal import commands_used
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.status import status_report
from koperasi_cli.table import Report

MOST_URGENT = 5
USED_MOST = 3
USUAL = ("add", "status", "report", "list")


def standing(connection: sqlite3.Connection, office: OfficeFacts, today: date) -> Report:
    """The office, the headline of the day, and the most urgent lines of its agenda."""
    status = status_report(connection, on=today, today=today)
    agenda = find(connection, on=today, office=office)
    data = as_data(agenda, MOST_URGENT)
    due = len(agenda.entries)
    title = _("The most urgent {n}; all of them: koperasi agenda", n=number(MOST_URGENT))
    lines = replace(
        lines_table(agenda.entries[:MOST_URGENT], brief=True),
        title=title if due > MOST_URGENT else None,
    )
    name = office.name or _("The office has no name yet. Give it one with: koperasi setup")
    return Report(
        lines=[name, *status.lines, data[f"headline_{current()}"]],
        tables=[lines],
        data={
            "office": office.name,
            "today": today,
            **{key: status.data[key] for key in ("headline_en", "headline_id", "totals")},
            "agenda": {key: data[key] for key in ("cooperatives", "due", "rules", "lines")},
        },
    )


def usual_commands(connection: sqlite3.Connection, known: frozenset[str]) -> list[str]:
    """The commands of ``known`` that wrote most often; until then, those that an office needs first."""
    used = [name for name in commands_used(connection) if name in known][:USED_MOST]
    return list(dict.fromkeys([*used, *(name for name in USUAL if name in known)]))[: len(USUAL)]
