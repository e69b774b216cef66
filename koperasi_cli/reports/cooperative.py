"""Everything about one cooperative: profile, status, sessions, cases, capital, products, RAT."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from koperasi_cli.headings import heading
from koperasi_cli.language import _, day, label
from koperasi_cli.queries import rows
from koperasi_cli.reports import cooperatives as coops
from koperasi_cli.reports import journal
from koperasi_cli.reports.cases import Case, cases, timeline
from koperasi_cli.reports.indication import Indicated, indications, thresholds_in_words
from koperasi_cli.reports.journal import Face, Showing
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.resolve import Found
from koperasi_cli.reports.sections import (
    Rows,
    annual_tables,
    day_of,
    financing_table,
    products_table,
    said,
    sessions_table,
    status_table,
)
from koperasi_cli.reports.selection import FIELDS
from koperasi_cli.table import Column, Report, Row, Table
from koperasi_cli.vocabulary import (
    Stage,
    Status,
)

NOT_IN_PROFILE = frozenset({
    "id", "name", "recorded_at", "withdrawn_at", "name_key", "legal_key", "subdistrict_code",
    "village_code", "officer_id", "in_care_of", "status", "status_since", *coops.COMPUTED,
})  # fmt: skip


def page(
    connection: sqlite3.Connection,
    one: Found,
    *,
    on: date,
    today: date,
    office: OfficeFacts,
    contacts: bool = False,
    history: Showing | None = None,
) -> Report:
    """All that is on record about one, with its status, what is indicated, and the stage of its
    cases on a day.

    ``history`` shows the withdrawn decisions on its status too, and then its whole life: all that was
    done to it, in order of time; of one whose registration was taken back there is nothing else. The
    phone number is left out unless ``contacts``.
    """
    if history and one.taken_back:
        gone = _(
            "No. {id} {name} is not on record: its registration was taken back.", **one._asdict()
        )
        return replace(journal.history(connection, one, history), lines=[gone])
    found = _page(connection, one.id, on, today, office, contacts, history is not None)
    if history is None:
        return found
    life = journal.history(connection, one, history)
    if history.face is Face.LINES:  # one table: that of the life
        return life
    return replace(
        found,
        tables=[*found.tables, *life.tables],
        notes=list(dict.fromkeys([*found.notes, *life.notes])),
        data={**found.data, "history": life.data},
    )


def _page(
    connection: sqlite3.Connection,
    id_: int,
    on: date,
    today: date,
    office: OfficeFacts,
    contacts: bool,
    withdrawn: bool,
) -> Report:
    cells = coops.cooperative(connection, id_, on, contacts=True)
    indicated = indications(connection, on, office, ids=[id_])[id_]
    cells |= coops.computed(indicated, cells["status"])
    hidden = bool(cells["phone"]) and not contacts
    profile = dict(cells)
    profile["officer"] = profile["in_care_of"]
    missing = [name for name in FIELDS if profile[name] is None]
    if hidden:
        cells["phone"] = profile["phone"] = None
    changes = _about(
        connection, "status_changes", id_, filters="" if withdrawn else "AND withdrawn_at IS NULL"
    )
    found_cases = cases(connection, on=on, cooperative_id=id_)
    sessions = _about(connection, "cooperative_sessions", id_)
    annual = _about(connection, "cooperative_annual_reports", id_)
    financing = _about(connection, "cooperative_financing", id_)
    products = _about(connection, "cooperative_products", id_)
    for row in sessions:
        row["planned"] = bool(row["planned"])
    for row in annual:
        row["in_business"] = None if row["in_business"] is None else bool(row["in_business"])
    return Report(
        lines=[
            _("No. {id} {name}", id=id_, name=cells["name"]),
            *_status_lines(cells, changes, found_cases, on, today),
            *_indication_lines(cells, indicated),
        ],
        tables=[
            _profile(profile),
            *status_table(changes),
            *(timeline(case) for case in found_cases),
            *sessions_table(sessions),
            *financing_table(financing),
            *products_table(products),
            *annual_tables(annual),
        ],
        notes=[
            *([thresholds_in_words(office, on)] if cells["indication"] else []),
            *_notes(missing, hidden=hidden, past=on < today),
        ],
        data={
            **coops.with_tags(cells),
            "due_years": indicated.due_years,
            "missed_years": indicated.missed_years,
            "newest_in_business": indicated.newest_in_business,
            "thresholds": office.thresholds,
            "status_changes": changes,
            "sessions": sessions,
            "revitalizations": found_cases,
            "financing": financing,
            "products": products,
            "annual_reports": annual,
        },
    )


def _about(connection: sqlite3.Connection, query: str, id_: int, **slots: str) -> Rows:
    return [dict(row) for row in rows(connection, query, {"cooperative": id_}, **slots)]


def _status_lines(
    cells: Row, changes: Rows, found_cases: Sequence[Case], on: date, today: date
) -> list[str]:
    """The status on the day, since when and why; and the case that is open then."""
    if cells["status"] is None:
        return [_("On {day} it had no status yet.", day=day(on))]
    status = {"status": label(Status(cells["status"])), "since": day_of(cells["status_since"])}
    sentences = [
        _("{status} since {since}.", **status)
        if on == today
        else _("On {day}: {status} since {since}.", day=day(on), **status)
    ]
    for change in changes:
        if change["effective_on"] == cells["status_since"] and not change["withdrawn_at"]:
            if change["reason"]:
                sentences.append(_("Reason: {reason}.", reason=change["reason"].rstrip(".")))
            if change["decree"]:
                sentences.append(_("Decree: {decree}.", decree=change["decree"]))
    lines = [" ".join(sentences)]
    for case in found_cases:
        if case["stage"] != Stage.CLOSED:
            stage = label(Stage(case["stage"]))
            lines.append(_("Its case no. {id} is open: {stage}.", id=case["id"], stage=stage))
    return lines


def _indication_lines(cells: Row, indicated: Indicated) -> list[str]:
    """What its RATs indicate, beside the decisions above it; and where ODS grades it otherwise."""
    if cells["status"] is None or cells["indication"] is None:
        return []
    grade = _("Grade by RATs: {grade} ({reason}).", grade=indicated.grade or "-",
              reason=indicated.grade_reason)  # fmt: skip
    if indicated.differs_from(cells["ods_grade"]):
        grade += " " + _("ODS gives it another grade: {grade}.", grade=cells["ods_grade"])
    return [
        _("Indication, computed: {indication} ({reason}).", indication=label(indicated.indication),
          reason=indicated.reason),
        grade,
    ]  # fmt: skip


def _notes(missing: Sequence[str], *, hidden: bool, past: bool) -> list[str]:
    notes = []
    if missing:
        notes.append(_("Not recorded: {fields}", fields=", ".join(heading(n) for n in missing)))
    if hidden:
        notes.append(_("Phone numbers are left out. To see them: --contacts"))
    if past:
        notes.append(_("Status and stages are those of the day; everything else is today's."))
    return notes


def _profile(cells: Row) -> Table:
    """What is recorded of it, a field a row."""
    found = [
        {"field": column.label, "value": said(column, cells[column.key])}
        for column in coops.columns()
        if column.key not in NOT_IN_PROFILE and cells[column.key] is not None
    ]
    return Table([Column("field", ""), Column("value", "")], found)
