"""The journal as people read it: who changed what, when, and what stood there before.

Two questions, one answer: ``journal`` asks it by cooperative, actor, table, command and period, the
newest operation first; ``history`` tells the life of one cooperative, from its registration on.
"""

import sqlite3
from collections.abc import Collection
from dataclasses import replace

from koperasi_cli.language import _, ngettext, number
from koperasi_cli.queries import rows
from koperasi_cli.reports.journal.asking import Criteria, commands_used, select
from koperasi_cli.reports.journal.faces import FEW, Face, Showing, detailed, listed, not_all
from koperasi_cli.reports.journal.finding import Operation, find, newest
from koperasi_cli.reports.resolve import Found
from koperasi_cli.table import Report

__all__ = [
    "FEW",
    "Criteria",
    "Face",
    "Showing",
    "commands_used",
    "counts",
    "history",
    "journal",
    "last_operation",
]


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many cooperatives, sessions, cases and operations the registry has."""
    return dict(rows(connection, "counts")[0])


def last_operation(connection: sqlite3.Connection) -> Operation | None:
    """The newest operation."""
    return next(iter(newest(connection, limit=1)), None)


def journal(
    connection: sqlite3.Connection,
    criteria: Criteria,
    showing: Showing,
    *,
    limit: int,
    fields: bool,
    me: str,
    commands: Collection[str],
) -> Report:
    """The newest of the operations that are asked for; with ``fields``, each field that they changed.

    ``commands`` are the program's: what is none of them, and never wrote, is refused.

    Raises:
        BadUsage: the period ends before it begins.
        BadValue: no such actor, table or command; the hint names those that there are.
        NotFound: no such operation.
    """
    asked = select(connection, criteria, me=me, commands=commands)
    meant = criteria.cooperative
    found = find(connection, asked, limit=limit, most=showing.most, changes=fields)
    lines = [_("No. {id} {name}", id=meant.id, name=meant.name)] if meant else []
    if criteria.operation is None or not found.all:
        lines.append(ngettext("{n} operation", "{n} operations", found.all, n=number(found.all)))
    report = detailed(connection, found, showing, meant) if fields else listed(found, showing)
    cut = not_all(found)
    notes = [asked.note] if asked.note else []
    notes += cut if showing.in_words else []
    if not fields and found.operations:
        notes.append(_("Each field before and after: --fields; or --operation NUMBER"))
    return replace(
        report,
        lines=lines,
        notes=[*notes, *report.notes],
        warnings=[] if showing.in_words else cut,  # beside it, where a machine takes the rest
    )


def history(connection: sqlite3.Connection, one: Found, showing: Showing) -> Report:
    """All that was ever done to one cooperative, in order of time, what was undone too."""
    asked = select(connection, Criteria(cooperative=one), me="", commands=())
    found = find(connection, asked, limit=-1, most=None, changes=True)
    told = replace(found, operations=found.operations[::-1])
    return detailed(connection, told, showing, one)
