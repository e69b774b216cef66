"""What is wrong with the registry, with which record, and the command that mends it."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from koperasi_cli.errors import BadValue, ExitCode
from koperasi_cli.headings import heading
from koperasi_cli.language import _, label, ngettext, number, shown
from koperasi_cli.queries import rows
from koperasi_cli.reports import snoozes
from koperasi_cli.reports.check.asking import Occasion
from koperasi_cli.reports.check.finding import Checked, check
from koperasi_cli.reports.check.rules import ABOUT_THE_FILE, Finding, rules_of
from koperasi_cli.reports.commands import typed
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.table import Column, Kind, Report, Table
from koperasi_cli.vocabulary import CheckRule

__all__ = ["FEW", "Occasion", "check", "rules_of", "told", "with_problem"]

FEW = 20


def with_problem(
    connection: sqlite3.Connection, codes: Sequence[CheckRule], *, on: date, office: OfficeFacts
) -> list[int]:
    """The cooperatives of whom one of these rules finds something on a day, by number.

    Raises:
        BadValue: a rule is about the file, and not about cooperatives.
    """
    for rule in rules_of(codes):
        if rule.code in ABOUT_THE_FILE:
            raise BadValue(
                _('"{rule}" is not about cooperatives.', rule=label(rule.code)),
                _("To look for it: {command}", command=typed("check", "--rule", rule.code)),
            )
    found = check(connection, Occasion(on, office, Path()), rules=rules_of(codes)).findings
    return sorted({one.cooperative for one in found if one.cooperative})


def told(
    connection: sqlite3.Connection, done: Checked, *, most: int | None, lines_first: bool = False
) -> Report:
    """What was found, as a report: the counts by rule, and a line for each finding, ``most`` of them;
    None for all. Its exit code says whether anything was. ``lines_first`` is for a file of one table."""
    names = _names(connection, done.findings[:most])
    lines = [_line(finding, names) for finding in done.findings[:most]]
    data = {
        "report": "check",
        "on": done.occasion.on,
        "cooperatives": done.of,
        "found": len(done.findings),
        "rules": [
            {"rule": rule.code, "found": done.counts.get(rule.code, 0)}
            for rule in done.rules if rule.code not in done.unread
        ],
        "unread": done.unread,
        "problems": lines,
        "snoozed": snoozes.as_data(done.snoozed),
    }  # fmt: skip
    tables = [_counts_table(done), _lines_table(lines)] if lines else []
    notes = (
        done.note, snoozes.told(done.snoozed), _told_unread(done), _told_fixable(done),
        _told_more(done, most),
    )  # fmt: skip
    return Report(
        lines=[headline(done)],
        tables=tables[::-1] if lines_first else tables,
        notes=[one for one in notes if one],
        data=data,
        exit_code=ExitCode.PROBLEMS if done.findings or done.unread else ExitCode.DONE,
    )


def headline(done: Checked) -> str:
    """How much is wrong, of how many cooperatives."""
    looked = ngettext(
        "{n} cooperative checked", "{n} cooperatives checked", done.of, n=number(done.of)
    )
    found = len(done.findings)
    if not found:
        return _("{checked}: nothing is wrong.", checked=looked)
    return ngettext(
        "{checked}: {n} problem.", "{checked}: {n} problems.", found,
        checked=looked, n=number(found),
    )  # fmt: skip


def _counts_table(done: Checked) -> Table:
    columns = [
        Column("found", heading("found"), Kind.COUNT),
        Column("rule", heading("rule"), Kind.CODE, codes=CheckRule),
    ]
    return Table(columns, [{"found": n, "rule": code.value} for code, n in done.counts.items()])


def _lines_table(lines: Sequence[dict[str, Any]]) -> Table:
    """A line for each finding: which cooperative, which of its records, what is wrong, what mends it."""
    columns = [
        Column("cooperative_id", heading("id"), Kind.NUMBER),
        Column("cooperative", heading("name")),
        Column("rule", heading("rule"), Kind.CODE, codes=CheckRule, hidden=True),
        Column("table_name", heading("table_name"), hidden=True),
        Column("row_id", heading("row_id"), Kind.NUMBER, hidden=True),
        Column("problem", heading("problem")),
        Column("fixable", heading("fixable"), Kind.YES_NO, hidden=True),
        Column("command", heading("command")),
    ]
    cells = [
        line | {"problem": ": ".join(part for part in (line["record"], line["problem"]) if part)}
        for line in lines
    ]
    return Table(columns, cells)


def _line(finding: Finding, names: dict[int, str]) -> dict[str, Any]:
    return {
        "rule": finding.rule.code,
        "cooperative_id": finding.cooperative,
        "cooperative": names.get(finding.cooperative or 0),
        "table_name": finding.table,
        "row_id": finding.id,
        "record": finding.record,
        "problem": finding.problem,
        "fixable": finding.fixable,
        "command": finding.command,
    }


def _names(connection: sqlite3.Connection, findings: Sequence[Finding]) -> dict[int, str]:
    ids = sorted({one.cooperative for one in findings if one.cooperative})
    if not ids:
        return {}
    found = rows(connection, "rows_by_id", {"ids": json.dumps(ids)}, table="cooperative")
    return {row["id"]: row["name"] for row in found}


def _told_unread(done: Checked) -> str | None:
    if not done.unread:
        return None
    return _("What is damaged, or cannot be read, left these without an answer: {rules}.",
             rules="; ".join(map(label, done.unread)))  # fmt: skip


def _told_fixable(done: Checked) -> str | None:
    n = sum(finding.fixable for finding in done.findings)
    if not n:
        return None
    return ngettext(
        "{n} of them has one safe answer: koperasi check --fix",
        "{n} of them have one safe answer: koperasi check --fix",
        n, n=number(n),
    )  # fmt: skip


def _told_more(done: Checked, most: int | None) -> str | None:
    if most is None or len(done.findings) <= most:
        return None
    return _("These are the gravest {n}. For all {all} add {option}.", n=number(most),
             all=number(len(done.findings)), option=f"--{shown('option', 'all')}")  # fmt: skip
