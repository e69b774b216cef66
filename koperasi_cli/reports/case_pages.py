"""What ``revitalize`` shows where it does not write: one cooperative's cases, or who is inactive."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from koperasi_cli.errors import NotFound
from koperasi_cli.language import N_, _, day, label, ngettext, number
from koperasi_cli.queries import rows
from koperasi_cli.reports.cases import Case, cases, inactive_cases, inactive_table, timeline
from koperasi_cli.reports.counting import FOREVER
from koperasi_cli.reports.selection import Selection
from koperasi_cli.table import Report, Table
from koperasi_cli.vocabulary import Stage, Status

# What usually comes next in a case, by its stage.
NEXT: dict[Stage, str] = {
    Stage.IDENTIFIED: N_("Go and see: koperasi revitalize {id} --action field-verification"),
    Stage.VERIFIED: N_("Note the root causes: koperasi revitalize {id} --cause CODE"),
    Stage.EVALUATED: N_("Plan what follows: koperasi revitalize {id} --action KIND --planned DATE"),
    Stage.PLANNED: N_("Record what was done: koperasi revitalize {id} --action KIND --on DATE"),
    Stage.MENTORED: N_("Look at what came of it: koperasi revitalize {id} --action review"),
    Stage.REVIEWED: N_("Decide: koperasi revitalize {id} --outcome OUTCOME"),
}


def overview(connection: sqlite3.Connection, *, on: date, selection: Selection) -> Report:
    """The inactive cooperatives of a day, each with how far its case has come."""
    found = inactive_cases(connection, on=on, selection=selection)
    in_hand = sum(row["stage"] not in (None, Stage.CLOSED) for row in found)
    line = ngettext(
        "{n} inactive cooperative on {day}; with an open case: {open}.",
        "{n} inactive cooperatives on {day}; with an open case: {open}.",
        len(found),
        day=day(on),
        open=number(in_hand),
    )
    notes = [selection.note] if selection.note else []
    if in_hand < len(found):
        notes.append(_("To open a case: koperasi revitalize COOP --open"))
    return Report(lines=[line], tables=[inactive_table(found)], notes=notes, data=found)


def pages(connection: sqlite3.Connection, ids: Sequence[int], *, on: date) -> Report:
    """The cases of these cooperatives as timelines, with what may come next."""
    lines: list[str] = []
    tables: list[Table] = []
    notes: list[str] = []
    data: list[Case] = []
    for id_ in ids:
        found = cases(connection, on=on, cooperative_id=id_)
        line, status = _heading(connection, id_, on)
        lines.append(line)
        notes.append(_next(id_, status, found))
        tables += [timeline(case) for case in found]
        data += found
    return Report(lines=lines, tables=tables, notes=notes, data=data)


def as_one(tables: Sequence[Table]) -> Table:
    """Timelines as one table, for a format that has but one; ``case_id`` tells them apart."""
    return Table(tables[0].columns, [row for table in tables for row in table.rows])


def _heading(connection: sqlite3.Connection, id_: int, on: date) -> tuple[str, Status]:
    known = {"on": on.isoformat(), "known": FOREVER, "id": id_}
    found = rows(connection, "cooperatives", known, filters="AND c.id = :id")
    if not found:
        raise NotFound(
            _("Cooperative no. {id} was not registered yet on {day}.", id=id_, day=day(on)),
            _("Leave out --on, or give a later day."),
        )
    (row,) = found
    status = Status(row["status"])
    since = date.fromisoformat(row["status_since"])
    return (
        _("No. {id} {name}: {status} since {day}.", id=id_, name=row["name"],
          status=label(status).lower(), day=day(since)),
        status,
    )  # fmt: skip


def _next(id_: int, status: Status, found: Sequence[Case]) -> str:
    open_ = [case for case in found if case["stage"] != Stage.CLOSED]
    if open_:
        return _(NEXT[Stage(open_[-1]["stage"])], id=id_)
    match status:
        case Status.INACTIVE if found:
            return _("To open a new case: koperasi revitalize {id} --open", id=id_)
        case Status.INACTIVE:
            return _("There is no case yet. To open one: koperasi revitalize {id} --open", id=id_)
        case Status.ACTIVE:
            return _("To record guidance: koperasi mentor {id} --kind KIND", id=id_)
    return _("Look at it with: koperasi show {id}", id=id_)
