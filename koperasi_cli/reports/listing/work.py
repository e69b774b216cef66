"""The lists of what the office did with cooperatives: sessions and cases."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from koperasi_cli.language import _, day, ngettext, number
from koperasi_cli.queries import rows
from koperasi_cli.reports.cases import cases, progress
from koperasi_cli.reports.columns import Listing
from koperasi_cli.reports.cooperatives import matching
from koperasi_cli.reports.counting import FOREVER
from koperasi_cli.reports.listing.question import WHOLE, Answer, Question, declared, whole
from koperasi_cli.reports.selection import Selection, select
from koperasi_cli.table import Row
from koperasi_cli.vocabulary import Cause, Outcome, SessionKind, Stage


def sessions(connection: sqlite3.Connection, question: Question) -> Answer:
    """Those with a cooperative that the filters mean; with a day, those of that day."""
    chosen, meant = _meant(connection, question)
    attending: dict[int, list[sqlite3.Row]] = {}
    for row in rows(connection, "attendances"):
        attending.setdefault(row["session_id"], []).append(row)
    found = [
        _session_cells(row, attending.get(row["id"], []))
        for row in rows(connection, "sessions")
        if question.on is None or row["on"] == question.on.isoformat()
        if meant is None or any(a["cooperative_id"] in meant for a in attending.get(row["id"], []))
    ]
    columns = declared(
        "id", "on", "planned", "kind", "topic", "attending", "cooperatives", "participants_male",
        "participants_female", "officer", "officer_id", "planned_on", "held_on", "place",
        "mentor", "hours", "funding", "follow_up_on",
        codes={"kind": SessionKind},
    )  # fmt: skip
    shown = ("id", "on", "planned", "kind", "topic", "cooperatives", "participants_male",
             "participants_female", "officer")  # fmt: skip
    return Answer(
        Listing(columns, found, shown, "-on", whole),
        lambda n: ngettext("{n} session", "{n} sessions", n, n=number(n)),
        _words(chosen, question),
    )


def _session_cells(row: sqlite3.Row, attending: Sequence[sqlite3.Row]) -> Row:
    names = [a["cooperative"] for a in attending]
    outstanding = [a["follow_up_on"] for a in attending if a["followed_up_on"] is None]
    cells = {
        **dict(row),
        "planned": bool(row["planned"]),
        "attending": len(names),
        "participants_male": _sum(attending, "participants_male"),
        "participants_female": _sum(attending, "participants_female"),
        "follow_up_on": min(filter(None, outstanding), default=None),
    }
    listed = [{"id": a["cooperative_id"], "name": a["cooperative"]} for a in attending]
    return cells | {
        "cooperatives": "; ".join(names) or None,
        WHOLE: cells | {"cooperatives": listed},
    }


def _sum(attending: Sequence[sqlite3.Row], key: str) -> int | None:
    """How many in all; None where nobody counted."""
    counted = [a[key] for a in attending if a[key] is not None]
    return sum(counted) if counted else None


def listed_cases(connection: sqlite3.Connection, question: Question) -> Answer:
    chosen, meant = _meant(connection, question)
    found = [
        _case_cells(case, question.day)
        for case in cases(connection, on=question.day, only_open=question.only_open)
        if meant is None or case["cooperative_id"] in meant
    ]
    columns = declared(
        "id", "cooperative_id", "cooperative", "opened_on", "stage", "causes", "last_step",
        "last_step_on", "next_on", "outcome", "closed_on", "decree", "note",
        codes={"stage": Stage, "causes": Cause, "outcome": Outcome, "last_step": SessionKind},
    )  # fmt: skip
    shown = (
        "id",
        "cooperative",
        "opened_on",
        "stage",
        "causes",
        "last_step",
        "last_step_on",
        "next_on",
        "outcome",
    )
    return Answer(
        Listing(columns, found, shown, "-opened_on", whole),
        lambda n: ngettext("{n} case", "{n} cases", n, n=number(n)),
        _words(chosen, question),
    )


def _case_cells(case: Mapping[str, Any], on: date) -> Row:
    flat = {key: value for key, value in case.items() if key != "steps"}
    far = progress(dict(case), on)
    derived = {key: far[key] for key in ("last_step", "last_step_on", "next_on")}
    causes = ",".join(far["causes"]) or None
    return flat | derived | {"causes": causes, WHOLE: {**case, **derived}}


def _meant(
    connection: sqlite3.Connection, question: Question
) -> tuple[Selection, frozenset[int] | None]:
    """The cooperatives that the filters mean, for what is listed because of them."""
    chosen = select(connection, question.criteria, me=question.me)
    found = matching(connection, question.day, known=FOREVER, selection=chosen)
    return chosen, found


def _words(chosen: Selection, question: Question) -> list[str]:
    return [
        *([_("open")] if question.only_open else []),
        *([day(question.on)] if question.on else []),
        *chosen.words,
    ]
