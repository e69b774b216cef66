"""Where the office stands today: the headline, and what is due."""

import sqlite3
from datetime import date, timedelta
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import _, ngettext, number
from koperasi_cli.queries import rows
from koperasi_cli.reports.journal import commands_used
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.status import status_report
from koperasi_cli.table import Column, Kind, Report, Table

USED_MOST = 3
USUAL = ("add", "status", "report", "list")


def standing(connection: sqlite3.Connection, office: OfficeFacts, today: date) -> Report:
    """The office, the headline of the day, and each thing that is due with the command that shows it."""
    status = status_report(connection, on=today, today=today)
    due = _due(connection, today, office.thresholds["stale_case_days"])
    name = office.name or _("The office has no name yet. Give it one with: koperasi setup")
    columns = [
        Column("count", "", Kind.COUNT),
        Column("due", heading("due")),
        Column("command", heading("command")),
        Column("key", heading("code"), hidden=True),
    ]
    return Report(
        lines=[name, *status.lines],
        tables=[Table(columns, due)],
        notes=[] if due else [_("Nothing is due today.")],
        data={
            "office": office.name,
            "today": today,
            **{key: status.data[key] for key in ("headline_en", "headline_id", "totals")},
            "due": [{key: row[key] for key in ("key", "count", "command")} for row in due],
        },
    )


def usual_commands(connection: sqlite3.Connection, known: frozenset[str]) -> list[str]:
    """The commands of ``known`` that wrote most often; until then, those that an office needs first."""
    used = [name for name in commands_used(connection) if name in known][:USED_MOST]
    return list(dict.fromkeys([*used, *(name for name in USUAL if name in known)]))[: len(USUAL)]


def _due(connection: sqlite3.Connection, today: date, stale_days: int) -> list[dict[str, Any]]:
    stale = today - timedelta(days=stale_days)
    (found,) = rows(connection, "due", {"on": today.isoformat(), "stale": stale.isoformat()})
    said = {
        "without_case": (
            ngettext(
                "inactive cooperative without a case",
                "inactive cooperatives without a case",
                found["without_case"],
            ),
            _("koperasi revitalize"),
        ),
        "past_next_date": (
            ngettext(
                "case past its next date", "cases past their next date", found["past_next_date"]
            ),
            _("koperasi list cases --only-open --sort next_on"),
        ),
        "stale_cases": (
            ngettext(
                "case without a step for {days} days",
                "cases without a step for {days} days",
                found["stale_cases"],
                days=number(stale_days),
            ),
            _("koperasi list cases --only-open --sort last_step_on"),
        ),
        "follow_ups": (
            ngettext("follow-up is due", "follow-ups are due", found["follow_ups"]),
            _("koperasi list sessions --sort follow_up_on --columns id,follow_up_on,kind,cooperatives"),
        ),
        "plans_passed": (
            ngettext(
                "planned session whose day has passed",
                "planned sessions whose day has passed",
                found["plans_passed"],
            ),
            _("koperasi list sessions --sort -planned,on"),
        ),
    }  # fmt: skip
    return [
        {"key": key, "count": found[key], "due": due, "command": command}
        for key, (due, command) in said.items()
        if found[key]
    ]
