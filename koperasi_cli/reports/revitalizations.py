"""How far the inactive cooperatives have come, what cases came to, and with which help."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import _, day, ngettext, number
from koperasi_cli.queries import rows
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.breakdown import of, of_percent, share
from koperasi_cli.reports.case_results import Cells, Results, helps, months, months_between, results
from koperasi_cli.reports.cases import progress
from koperasi_cli.reports.counting import FOREVER
from koperasi_cli.reports.officers import in_care
from koperasi_cli.table import Column, Kind, Report, Table
from koperasi_cli.vocabulary import Cause, Code, Outcome, ProblemArea, SessionKind, Stage

TAKES = frozenset({"list"})


def report(connection: sqlite3.Connection, asked: Asked) -> Report:
    """The sentence for the press, the stages, causes, outcomes and help; all as of the day.

    ``--list`` names the open cases, those that were closed, and the relapses.
    """
    found = results(connection, asked.on, asked.selection, today=asked.today)
    lists: Sequence[Table] = ()
    if asked.listing:
        lists = [_open(connection, found), _closed(found), _relapses(found)]
    return Report(
        lines=_lines(found, asked.today),
        tables=[*lists, *_summaries(found)],
        notes=_notes(found, asked),
        data=_data(found, lists),
    )


def _summaries(found: Results) -> list[Table]:
    tables = [_funnel(found)]
    if found.cases:
        tables += [
            _outcomes(found),
            _counted(found.by_cause(), "cause", Cause, _("Root causes"), _("none found yet")),
            _counted(found.by_area(), "area", ProblemArea, _("Problem areas"), _("none found yet")),
            _counted(found.by_help(), "help", SessionKind, _("Help that was given"), _("none")),
        ]
    return tables


def _funnel(found: Results) -> Table:
    all_ = len(found.inactive)
    columns = [
        Column("stage", heading("stage"), Kind.CODE, codes=Stage, empty=_("no case")),
        Column("at_stage", heading("at_stage"), Kind.COUNT),
        Column("at_least", heading("at_least"), Kind.COUNT),
        Column("share", "%", Kind.SHARE),
        Column("share", "", Kind.BAR),
    ]
    cells = [
        row | {"share": None if row["at_least"] is None else share(row["at_least"], all_)}
        for row in found.funnel()
    ]
    total = {"stage": _("Total"), "at_stage": all_, "at_least": "", "share": ""}
    title = _("Inactive cooperatives by the stage of their case")
    return Table(columns, cells if all_ else [], title=title, total=total if all_ else None)


def _outcomes(found: Results) -> Table:
    cells = [row for row in found.outcomes() if row["cases"]]
    extended = any(row["outcome"] == Outcome.EXTENDED for row in cells)
    still_open = _("open, not extended") if extended else _("still open")
    columns = [
        Column("outcome", heading("outcome"), Kind.CODE, codes=Outcome, empty=still_open),
        Column("cases", heading("cases"), Kind.COUNT),
    ]
    total = {"outcome": _("Total"), "cases": len(found.cases)}
    return Table(columns, cells, title=_("Outcomes"), total=total)


def _counted(cells: Sequence[Cells], key: str, codes: type[Code], title: str, empty: str) -> Table:
    """How many cases each has, and how many of the old ones were reactivated in time."""
    columns = [Column(key, heading(key), Kind.CODE, codes=codes, empty=empty)]
    if key == "cause":
        columns.append(Column("area", heading("area"), Kind.CODE, codes=ProblemArea, empty=""))
    columns += [
        Column("open_cases", heading("open_cases"), Kind.COUNT),
        Column("cases", heading("cases"), Kind.COUNT),
        Column("reactivated", heading("reactivated"), Kind.COUNT, hidden=True),
        Column("of", heading("cases"), Kind.COUNT, hidden=True),
        Column("reactivated_of", _("Reactivated within 12 months")),
    ]
    said = [
        row | {"reactivated_of": of(row["reactivated"], row["of"]) if row["of"] else None}
        for row in cells
    ]
    return Table(columns, said, title=title)


def _open(connection: sqlite3.Connection, found: Results) -> Table:
    """The open cases, the oldest first."""
    on = {"on": found.on.isoformat(), "known": FOREVER}
    cooperatives = {row["id"]: row for row in rows(connection, "cooperatives", on)}
    care = in_care(connection)
    cells = []
    for case in found.open:
        cooperative = cooperatives.get(case["cooperative_id"])
        officer = cooperative and (
            cooperative["officer"] or care.get(cooperative["subdistrict_code"])
        )
        far = progress(case, found.on)
        cells.append({
            "id": case["cooperative_id"],
            "name": case["cooperative"],
            "days_open": (found.on - date.fromisoformat(case["opened_on"])).days,
            **far,
            "causes": ",".join(far["causes"]) or None,
            "officer": officer,
        })  # fmt: skip
    columns = [
        Column("id", heading("id"), Kind.NUMBER),
        Column("name", heading("name")),
        Column("case_id", heading("case"), Kind.NUMBER, hidden=True),
        Column("opened_on", heading("opened_on"), Kind.DAY, hidden=True),
        Column("days_open", heading("days_open"), Kind.COUNT),
        Column("stage", heading("stage"), Kind.CODE, codes=Stage),
        Column("causes", heading("causes"), Kind.CODE, codes=Cause),
        Column("last_step", heading("last_step"), Kind.CODE, codes=SessionKind),
        Column("last_step_on", heading("last_step_on"), Kind.DAY),
        Column("next_on", heading("next_on"), Kind.DAY),
        Column("officer", heading("officer")),
    ]
    return Table(columns, cells, title=_("Open cases"))


def _closed(found: Results) -> Table:
    """The closed cases with what was done in them, the newest outcome first."""
    cells = [
        {
            "id": case["cooperative_id"],
            "name": case["cooperative"],
            "case_id": case["id"],
            "opened_on": case["opened_on"],
            "outcome": case["outcome"],
            "closed_on": case["closed_on"],
            "months": round(months(case), 1),
            "causes": ",".join(cause["cause"] for cause in case["causes"]) or None,
            "help": ",".join(kind for kind in SessionKind if kind in helps(case)) or None,
        }
        for case in sorted(found.closed, key=lambda c: (c["closed_on"], c["id"]), reverse=True)
    ]
    columns = [
        Column("id", heading("id"), Kind.NUMBER),
        Column("name", heading("name")),
        Column("case_id", heading("case"), Kind.NUMBER, hidden=True),
        Column("opened_on", heading("opened_on"), Kind.DAY, hidden=True),
        Column("outcome", heading("outcome"), Kind.CODE, codes=Outcome),
        Column("closed_on", heading("closed_on"), Kind.DAY),
        Column("months", heading("months"), Kind.COUNT),
        Column("causes", heading("causes"), Kind.CODE, codes=Cause),
        Column("help", heading("help"), Kind.CODE, codes=SessionKind),
    ]
    return Table(columns, cells, title=_("Closed cases"))


def _relapses(found: Results) -> Table:
    """The cooperatives that a case had brought back and that became inactive again."""
    cells = [
        row | {"months": round(months_between(row["reactivated_on"], row["inactive_again_on"]), 1)}
        for row in found.again
    ]
    columns = [
        Column("id", heading("id"), Kind.NUMBER),
        Column("name", heading("name")),
        Column("case_id", heading("case"), Kind.NUMBER, hidden=True),
        Column("reactivated_on", heading("reactivated_on"), Kind.DAY),
        Column("inactive_again_on", heading("inactive_again_on"), Kind.DAY),
        Column("months", heading("months"), Kind.COUNT),
    ]
    return Table(columns, cells, title=_("Inactive again after a case"))


def _lines(found: Results, today: date) -> list[str]:
    all_ = len(found.inactive)
    if not all_:
        first = _("On {day} no cooperative is inactive.", day=day(found.on))
    elif found.on == today:
        first = ngettext(
            "Evaluated {part} of {n} inactive cooperative.",
            "Evaluated {part} of {n} inactive cooperatives.",
            all_,
            part=number(found.evaluated),
        )
    else:
        first = ngettext(
            "On {day}: evaluated {part} of {n} inactive cooperative.",
            "On {day}: evaluated {part} of {n} inactive cooperatives.",
            all_,
            part=number(found.evaluated),
            day=day(found.on),
        )
    return [first, _of_cases(found)]


def _of_cases(found: Results) -> str:
    """What came of the cases so far: always a part of a whole, and what is still open beside it."""
    if not found.cases:
        return _("No case was opened yet.")
    open_ = number(len(found.open))
    sentences = [
        ngettext("{n} case so far, {open} open.", "{n} cases so far, {open} open.",
                 len(found.cases), open=open_)
    ]  # fmt: skip
    part, whole = found.within_a_year()
    if whole:
        said = of_percent(part, whole)
        sentences.append(
            _("Of those at least 12 months old, {part} were reactivated within 12 months.",
              part=said)
        )  # fmt: skip
    median = found.months_to_reactivation
    if median is not None:
        sentences.append(
            _("Median time to reactivation: {months} months ({n} reactivated, {open} still open).",
              months=number(median), n=number(len(found.relapses)), open=open_)
        )  # fmt: skip
        again = of(len(found.again), len(found.relapses))
        sentences.append(_("Inactive again since: {part}.", part=again))
    return " ".join(sentences)


def _notes(found: Results, asked: Asked) -> list[str]:
    notes = [asked.selection.note]
    if asked.on < asked.today and (asked.selection.fragments or asked.listing):
        notes.append(
            _("The status is that of the day; sector, place and other attributes are today's.")
        )
    if asked.on < asked.today and asked.listing:
        notes.append(
            _("When a next date was set, or a case extended, is not on record: of a past day neither"
              " is told.")
        )  # fmt: skip
    inactive = {one["id"] for one in found.inactive}
    apart = sum(case["cooperative_id"] not in inactive for case in found.open)
    if apart:
        notes.append(_("Open cases of cooperatives that are not inactive: {n}.", n=number(apart)))
    if found.cases:
        notes += [
            _("A case may have several causes, and more than one kind of help."),
            _("Reactivated within 12 months: of the cases at least 12 months old. Help counts where"
              " it was given in those months, before the reactivation."),
            _("That a cooperative got help and came back does not prove that the help brought it"
              " back: cases differ in more than one thing."),
        ]  # fmt: skip
        if not asked.listing:
            notes.append(_("The cases one by one: --list"))
    return [note for note in notes if note]


def _data(found: Results, lists: Sequence[Table]) -> dict[str, Any]:
    part, whole = found.within_a_year()
    listed = {}
    if lists:
        names = ("open_cases", "closed_cases", "relapses")
        listed = {
            name: [_arrays(row) for row in table.rows]
            for name, table in zip(names, lists, strict=True)
        }
    return {
        "report": "revitalization",
        "on": found.on,
        "evaluated": found.evaluated,
        "inactive": len(found.inactive),
        "cases": len(found.cases),
        "open": len(found.open),
        "reactivated": len(found.relapses),
        "reactivated_within_12_months": part,
        "cases_at_least_12_months_old": whole,
        "median_months_to_reactivation": found.months_to_reactivation,
        "inactive_again": len(found.again),
        "stages": found.funnel(),
        "outcomes": found.outcomes(),
        "causes": found.by_cause(),
        "areas": found.by_area(),
        "help": found.by_help(),
        **listed,
    }


def _arrays(row: Any) -> dict[str, Any]:
    """A row as JSON has it: several causes, or kinds of help, are an array."""
    several = {key: (row[key] or "").split(",") for key in ("causes", "help") if key in row}
    return {**row, **{key: [v for v in values if v] for key, values in several.items()}}
