"""Cases of revitalization (penanganan): their stage, causes and steps, and who has none yet.

The stage is derived from what is on record, never typed; ``queries/cases.sql`` holds the rule.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import _, day, label, ngettext
from koperasi_cli.queries import rows
from koperasi_cli.reports.counting import FOREVER
from koperasi_cli.reports.officers import in_care
from koperasi_cli.reports.selection import Selection
from koperasi_cli.table import Column, Kind, Table
from koperasi_cli.vocabulary import Cause, Outcome, SessionKind, Stage

Case = dict[str, Any]


def cases(
    connection: sqlite3.Connection,
    *,
    on: date,
    cooperative_id: int | None = None,
    only_open: bool = False,
) -> list[Case]:
    """The cases opened by a day, the oldest first; of one cooperative, or of all.

    Each has the columns of its row, ``cooperative`` (the name), ``stage`` (as of that day), ``causes``
    (cause, found_on, note) and ``steps`` (session_id, kind, topic, planned_on, held_on, participants,
    result, follow-up, mentor, officer), the oldest first. ``only_open`` leaves out those closed by then.
    """
    filters = ""
    parameters: dict[str, Any] = {"on": on.isoformat()}
    if cooperative_id is not None:
        filters += " AND r.cooperative_id = :cooperative"
        parameters["cooperative"] = cooperative_id
    if only_open:
        filters += " AND (r.closed_on IS NULL OR r.closed_on > :on)"
    verification = _kinds("verification", lambda kind: kind.is_verification)
    guidance = _kinds("guidance", lambda kind: kind.is_guidance)
    found = rows(
        connection,
        "cases",
        {**parameters, "review": SessionKind.REVIEW.value, **verification, **guidance},
        filters=filters,
        verification=_named(verification),
        guidance=_named(guidance),
    )
    causes = _by_case(rows(connection, "case_causes", parameters, filters=filters))
    steps = _by_case(rows(connection, "case_steps", parameters, filters=filters))
    return [_as_of(on, row, causes.get(row["id"], []), steps.get(row["id"], [])) for row in found]


def _as_of(
    on: date, row: sqlite3.Row, causes: list[dict[str, Any]], steps: list[dict[str, Any]]
) -> Case:
    """A case without what came after the day: later causes, steps held later, a later outcome."""
    day_ = on.isoformat()
    case = dict(row)
    if case["closed_on"] and case["closed_on"] > day_:
        case |= {"closed_on": None, "outcome": None}
    return case | {
        "causes": [cause for cause in causes if cause["found_on"] <= day_],
        "steps": [step for step in steps if not step["held_on"] or step["held_on"] <= day_],
    }


def timeline(case: Case) -> Table:
    """A case from its opening to its outcome: day | what | details, under its number and stage.

    For machines each row also has ``case_id`` and ``event`` (opened, cause, step, plan, follow-up,
    next, outcome, note).
    """
    return Table(
        columns=[
            Column("case_id", heading("id"), Kind.NUMBER, hidden=True),
            Column("day", heading("on"), Kind.DAY, empty=""),
            Column("event", heading("kind"), hidden=True),
            Column("what", heading("what")),
            Column("details", heading("details"), empty=""),
        ],
        rows=[{"case_id": case["id"], **event} for event in _events(case)],
        title=_("Case no. {id}: {stage}, opened {day}", id=case["id"],
                stage=label(Stage(case["stage"])), day=_day(case["opened_on"])),
    )  # fmt: skip


def participants(men: int, women: int) -> str:
    """``2 men, 1 woman``."""
    said = (ngettext("{n} man", "{n} men", men), ngettext("{n} woman", "{n} women", women))
    return ", ".join(said)


def inactive_cases(
    connection: sqlite3.Connection, *, on: date, selection: Selection
) -> list[dict[str, Any]]:
    """The cooperatives that were inactive on a day, each with the newest case since it became so.

    Keys: id, name, subdistrict, status_since, case_id, opened_on, stage, outcome, causes (codes),
    last_step (the kind held last), last_step_on, next_on, officer. ``next_on`` is the date set for
    the case, else its next plan or follow-up; ``officer`` is the cooperative's own, else its
    subdistrict's.
    """
    found = rows(
        connection,
        "cooperatives",
        {"on": on.isoformat(), "known": FOREVER, **selection.parameters},
        filters=f"AND s.status = 'inactive'\n    {selection.fragment}",
    )
    newest = {case["cooperative_id"]: case for case in cases(connection, on=on)}
    care = in_care(connection)
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "subdistrict": row["subdistrict"],
            "status_since": row["status_since"],
            **_progress_since(newest.get(row["id"]), row["status_since"], on),
            "officer": row["officer"] or care.get(row["subdistrict_code"]),
        }
        for row in found
    ]


def inactive_table(found: Sequence[dict[str, Any]]) -> Table:
    """``inactive_cases`` as a table; several causes stand in one cell."""
    return Table(
        columns=[
            Column("id", heading("id"), Kind.NUMBER),
            Column("name", heading("name")),
            Column("subdistrict", heading("subdistrict"), hidden=True),
            Column("status_since", heading("status_since"), Kind.DAY, hidden=True),
            Column("case_id", heading("case"), Kind.NUMBER, hidden=True),
            Column("opened_on", heading("opened_on"), Kind.DAY, hidden=True),
            Column("stage", heading("stage"), Kind.CODE, codes=Stage, empty=_("no case")),
            Column("outcome", heading("outcome"), Kind.CODE, codes=Outcome, hidden=True),
            Column("causes", heading("causes"), Kind.CODE, codes=Cause),
            Column("last_step", heading("last_step"), Kind.CODE, codes=SessionKind),
            Column("last_step_on", heading("last_step_on"), Kind.DAY),
            Column("next_on", heading("next_on"), Kind.DAY),
            Column("officer", heading("officer")),
        ],
        rows=[row | {"causes": ",".join(row["causes"]) or None} for row in found],
    )


def progress(case: Case, on: date) -> dict[str, Any]:
    """How far a case has come by a day: stage, outcome, causes (codes), last step held, next date."""
    held = [step for step in case["steps"] if (step["held_on"] or "9") <= on.isoformat()]
    last = held[-1] if held else {}
    closed = case["stage"] == Stage.CLOSED
    return {
        "case_id": case["id"],
        "opened_on": case["opened_on"],
        "stage": case["stage"],
        "outcome": case["outcome"],
        "causes": [cause["cause"] for cause in case["causes"]],
        "last_step": last.get("kind"),
        "last_step_on": last.get("held_on"),
        "next_on": None if closed else case["next_on"] or min(_ahead(case), default=None),
    }


def _progress_since(case: Case | None, inactive_since: str, on: date) -> dict[str, Any]:
    """The same of the newest case; nothing of one that was closed before the relapse."""
    if case is None or (case["stage"] == Stage.CLOSED and case["opened_on"] < inactive_since):
        return {
            "case_id": None, "opened_on": None, "stage": None, "outcome": None, "causes": [],
            "last_step": None, "last_step_on": None, "next_on": None,
        }  # fmt: skip
    return progress(case, on)


def _ahead(case: Case) -> Iterable[str]:
    """The days of what is planned or to be followed up, and not done yet."""
    for step in case["steps"]:
        if not step["held_on"]:
            yield step["planned_on"]
        if step["follow_up_on"] and not step["followed_up_on"]:
            yield step["follow_up_on"]


def _events(case: Case) -> list[dict[str, Any]]:
    """What happened, in the order of days; of one day, in the order in which a case goes."""
    opened = _("Decree {decree}", decree=case["decree"]) if case["decree"] else None
    outcome = label(Outcome(case["outcome"])) if case["outcome"] else None
    events = [_event(case["opened_on"], "opened", _("Case opened"), opened)]
    for found in case["causes"]:
        cause = Cause(found["cause"])
        note = found["note"] if found["note"] != case["note"] else None
        said = f"{cause.number} {label(cause)}"
        events.append(_event(found["found_on"], "cause", _("Root cause found"), said, note))
    for step in case["steps"]:
        events += _step(step)
    if case["closed_on"]:
        events.append(_event(case["closed_on"], "outcome", _("Case closed"), outcome))
    elif case["next_on"]:
        events.append(_event(case["next_on"], "next", _("Next date"), outcome))
    events.sort(key=lambda event: str(event["day"]))
    if case["note"]:
        events.append(_event(None, "note", heading("note"), case["note"]))
    return events


def _step(step: dict[str, Any]) -> list[dict[str, Any]]:
    """A session held or planned, and its follow-up."""
    kind = label(SessionKind(step["kind"]))
    men, women = step["participants_male"], step["participants_female"]
    people = None
    if men is not None or women is not None:
        people = participants(men or 0, women or 0)
    by = ", ".join(filter(None, [step["mentor"], step["officer"]])) or None
    if step["held_on"]:
        said = [step["topic"], people, step["result"], by]
        events = [_event(step["held_on"], "step", kind, *said)]
    else:
        events = [
            _event(step["planned_on"], "plan", _("Planned: {kind}", kind=kind), step["topic"], by)
        ]
    if step["follow_up_on"]:
        done = step["followed_up_on"]
        what = _("Followed up") if done else _("Follow-up due")
        events.append(_event(done or step["follow_up_on"], "follow-up", what, kind))
    return events


def _event(on: str | None, event: str, what: str, *details: str | None) -> dict[str, Any]:
    return {
        "day": on,
        "event": event,
        "what": what,
        "details": "; ".join(filter(None, details)) or None,
    }


def _kinds(name: str, holds: Callable[[SessionKind], bool]) -> dict[str, str]:
    """The kinds of session of which it holds, as named parameters."""
    return {f"{name}_{i}": kind.value for i, kind in enumerate(filter(holds, SessionKind))}


def _named(parameters: Iterable[str]) -> str:
    return ", ".join(f":{name}" for name in parameters)


def _by_case(found: Iterable[sqlite3.Row]) -> dict[int, list[dict[str, Any]]]:
    grouped: dict[int, list[dict[str, Any]]] = {}
    for row in found:
        entry = dict(row)
        grouped.setdefault(entry.pop("revitalization_id"), []).append(entry)
    return grouped


def _day(text: str) -> str:
    return day(date.fromisoformat(text))
