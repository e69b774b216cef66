"""The lists of what the office did with cooperatives: sessions and cases."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from koperasi_cli.errors import BadUsage
from koperasi_cli.language import _, day, label, ngettext, number, read_code
from koperasi_cli.queries import rows
from koperasi_cli.reports.cases import cases, progress
from koperasi_cli.reports.columns import Listing
from koperasi_cli.reports.cooperatives import matching
from koperasi_cli.reports.counting import FOREVER
from koperasi_cli.reports.listing.question import WHOLE, Answer, Question, declared, whole
from koperasi_cli.reports.officers import find_officer
from koperasi_cli.reports.selection import Criteria, Selection, select
from koperasi_cli.table import Row
from koperasi_cli.vocabulary import Cause, Outcome, SessionKind, Stage


def sessions(connection: sqlite3.Connection, question: Question) -> Answer:
    """Those with a cooperative that the filters mean; with a day, those of that day.

    An officer's sessions are those under his or her name; where a session names no officer, those
    with a cooperative in his or her care.
    """
    if question.planned and question.held:
        raise BadUsage(_("What is only planned was not held."), _("Leave one of the two out."))
    kinds = [read_code(SessionKind, text) for text in question.kind]
    others = replace(question, criteria=replace(question.criteria, officer=None))
    chosen, meant = _meant(connection, others)
    is_theirs = _of_officer(connection, question, chosen)
    attending: dict[int, list[sqlite3.Row]] = {}
    for row in rows(connection, "attendances"):
        attending.setdefault(row["session_id"], []).append(row)
    found = []
    for row in rows(connection, "sessions"):
        guests = attending.get(row["id"], [])
        if (
            _is_asked_for(row, guests, question, kinds)
            and (meant is None or any(guest["cooperative_id"] in meant for guest in guests))
            and is_theirs(row, guests)
        ):
            found.append(_session_cells(row, guests))
    columns = declared(
        "id", "on", "planned", "kind", "topic", "attending", "cooperatives", "participants_male",
        "participants_female", "officer", "officer_id", "planned_on", "held_on", "place",
        "mentor", "hours", "funding", "follow_up_on",
        codes={"kind": SessionKind},
    )  # fmt: skip
    shown = ["id", "on", "planned", "kind", "topic", "cooperatives"]
    shown += ["participants_male", "participants_female", "officer"]
    if question.follow_up_due:
        shown = ["id", "follow_up_on", "on", "kind", "topic", "cooperatives", "officer"]
    return Answer(
        Listing(columns, found, shown, "follow_up_on" if question.follow_up_due else "-on", whole),
        lambda n: ngettext("{n} session", "{n} sessions", n, n=number(n)),
        [*_narrowed(question, kinds), *_words(chosen, question)],
    )


def _of_officer(
    connection: sqlite3.Connection, question: Question, chosen: Selection
) -> Callable[[sqlite3.Row, Sequence[sqlite3.Row]], bool]:
    """Whether a session is the officer's who was asked for; any is, where nobody was."""
    if not question.criteria.officer:
        return lambda row, guests: True
    officer = find_officer(connection, question.criteria.officer, me=question.me)
    chosen.words.append(_("officer {name}", name=officer["name"]))
    alone = replace(question, criteria=Criteria(officer=str(officer["id"])))
    in_care = _meant(connection, alone)[1] or frozenset()

    def is_theirs(row: sqlite3.Row, guests: Sequence[sqlite3.Row]) -> bool:
        if row["officer_id"] is not None:
            return bool(row["officer_id"] == officer["id"])
        return any(guest["cooperative_id"] in in_care for guest in guests)

    return is_theirs


def _is_asked_for(
    row: sqlite3.Row,
    guests: Sequence[sqlite3.Row],
    question: Question,
    kinds: Sequence[SessionKind],
) -> bool:
    """Whether a session is of the day, the period, the kind … that was asked for."""
    on = date.fromisoformat(row["on"])
    return (
        (question.on is None or on == question.on)
        and (question.first is None or on >= question.first)
        and (question.last is None or on <= question.last)
        and (not kinds or row["kind"] in kinds)
        and (not question.planned or bool(row["planned"]))
        and (not question.held or not row["planned"])
        and (not question.follow_up_due or any(_is_due(guest, question.today) for guest in guests))
    )


def _is_due(guest: sqlite3.Row, today: date) -> bool:
    due: str | None = guest["follow_up_on"]
    return due is not None and guest["followed_up_on"] is None and due <= today.isoformat()


def _narrowed(question: Question, kinds: Sequence[SessionKind]) -> list[str]:
    """The filters that only this list has, in words."""
    first, last = question.first, question.last
    return [
        *([", ".join(label(kind) for kind in kinds)] if kinds else []),
        *([_("planned")] if question.planned else []),
        *([_("held")] if question.held else []),
        *([_("follow-up due")] if question.follow_up_due else []),
        *([_("from {day}", day=day(first))] if first else []),
        *([_("until {day}", day=day(last))] if last else []),
    ]


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
    chosen = select(connection, question.criteria, me=question.me, on=question.day)
    found = matching(connection, question.day, known=FOREVER, selection=chosen)
    return chosen, found


def _words(chosen: Selection, question: Question) -> list[str]:
    return [
        *([_("open")] if question.only_open else []),
        *([day(question.on)] if question.on else []),
        *chosen.words,
    ]
