"""The report on mentoring against plain Python, on the sample and on registries made by chance."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from koperasi_cli.errors import BadUsage
from koperasi_cli.language import speaking
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.guidance import DIMENSIONS, report
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.selection import Criteria, select
from koperasi_cli.table import Report

TODAY = date(2025, 2, 17)
PERIODS = [(None, None), ("2024-01-01", "2024-12-31"), ("2023-05-01", "2025-02-17"),
           ("2024-07-01", "2024-07-31")]  # fmt: skip
FIGURES = ("sessions", "hours", "participants_male", "participants_female", "participants",
           "cooperatives")  # fmt: skip
Tables = dict[str, list[dict[str, Any]]]


def ask(connection: sqlite3.Connection, first: str | None = None, last: str | None = None,
        criteria: Criteria | None = None, **options: Any) -> Report:  # fmt: skip
    asked = Asked(
        today=TODAY,
        on=options.pop("on", TODAY),
        office=OfficeFacts(),
        selection=select(connection, criteria or Criteria(), me="nobody"),
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        **options,
    )
    return report(connection, asked)


# --- the second way


def status_on(tables: Tables, id_: int, on: str) -> str | None:
    decisions = [(row["effective_on"], row["id"], row["status"]) for row in tables["status_change"]
                 if row["cooperative_id"] == id_ and row["effective_on"] <= on]  # fmt: skip
    return max(decisions)[2] if decisions else None


def attended(tables: Tables, first: str, last: str) -> list[tuple[Any, Any, Any]]:
    """Session, attendance and cooperative, of what was held in a period; a session alone has None."""
    cooperatives = {row["id"]: row for row in tables["cooperative"]}
    found: list[tuple[Any, Any, Any]] = []
    for session in tables["mentoring_session"]:
        if not session["held_on"] or not first <= session["held_on"] <= last:
            continue
        came = [a for a in tables["attendance"]
                if a["session_id"] == session["id"] and a["cooperative_id"] in cooperatives]  # fmt: skip
        found += [(session, a, cooperatives[a["cooperative_id"]]) for a in came] or [
            (session, {}, {})
        ]
    return found


def figures(rows: list[tuple[Any, Any, Any]]) -> dict[str, Any]:
    def summed(values: list[Any]) -> Any:
        noted = [value for value in values if value is not None]
        return sum(noted) if noted else None

    men = summed([a.get("participants_male") for _s, a, _c in rows])
    women = summed([a.get("participants_female") for _s, a, _c in rows])
    sessions = {s["id"]: s["hours"] for s, _a, _c in rows}
    return {
        "sessions": len(sessions),
        "hours": summed(list(sessions.values())),
        "participants_male": men,
        "participants_female": women,
        "participants": summed([men, women]),
        "cooperatives": len({c["id"] for _s, _a, c in rows if c}),
    }


def value(tables: Tables, key: str, session: Any, cooperative: Any) -> Any:
    if key == "month":
        return session["held_on"][:7]
    if key == "subdistrict":
        names = {row["code"]: row["name"] for row in tables["region"]}
        return names.get(cooperative.get("subdistrict_code"))
    if key == "officer":
        return {row["id"]: row["name"] for row in tables["officer"]}.get(session["officer_id"])
    return session[key]


def check(connection: sqlite3.Connection, tables: Tables, criteria: Criteria, keeps: Any) -> None:
    for first, last in PERIODS:
        since, until = first or "2025-01-01", last or TODAY.isoformat()
        kept = [
            c["id"] for c in tables["cooperative"] if keeps(c, status_on(tables, c["id"], until))
        ]
        rows = attended(tables, since, until)
        if criteria != Criteria():
            rows = [row for row in rows if row[2].get("id") in kept]
        for key in DIMENSIONS:
            found = ask(connection, first, last, criteria, by=[key], listing=True)
            groups: dict[Any, list[Any]] = {}
            for row in rows:
                groups.setdefault(value(tables, key, row[0], row[2]), []).append(row)
            expected = {group: figures(those) for group, those in groups.items()}
            got = {r[key]: {k: r[k] for k in FIGURES} for r in found.data["rows"] if r["sessions"]}
            assert got == expected, (first, last, key)
            assert found.data["totals"] == figures(rows) | {
                k: v for k, v in found.data["totals"].items() if k not in FIGURES
            }
        check_coverage(found, tables, kept, since, until)


def check_coverage(found: Report, tables: Tables, kept: list[int], first: str, last: str) -> None:
    standing = {id_: status for id_ in kept
                if (status := status_on(tables, id_, last)) in ("active", "inactive")}  # fmt: skip
    reached = {c["id"] for _s, _a, c in attended(tables, first, last) if c} & set(standing)
    ever = {c["id"] for _s, _a, c in attended(tables, "1900", TODAY.isoformat()) if c}
    inactive = {id_ for id_, status in standing.items() if status == "inactive"}
    data = found.data["coverage"]
    assert (data["reached"], data["of"]) == (len(reached), len(standing))
    assert (data["inactive_reached"], data["inactive"]) == (len(reached & inactive), len(inactive))
    assert data["never"] == len(set(standing) - ever)
    listed = found.tables[0].rows
    assert {row["id"] for row in listed} == set(standing)
    assert {row["id"] for row in listed if row["sessions"]} == reached
    assert {row["id"] for row in listed if row["last_reached_on"] is None} == set(standing) - ever
    never = [row["last_reached_on"] is None for row in listed]
    assert never == sorted(never, reverse=True), "those never reached stand first"


FILTERS: list[tuple[Criteria, Callable[[Any, str | None], bool]]] = [
    (Criteria(), lambda c, s: True),
    (Criteria(sector=["producer"]), lambda c, s: bool(s) and c["sector"] == "producer"),
    (Criteria(status=["inactive"]), lambda c, s: s == "inactive"),
]


@pytest.mark.parametrize(("criteria", "keeps"), FILTERS, ids=["all", "sector", "status"])
def test_the_figures_are_those_of_plain_python(
    in_memory: sqlite3.Connection, exported: Any, criteria: Criteria, keeps: Any
) -> None:
    check(in_memory, exported(in_memory), criteria, keeps)


@pytest.mark.parametrize("seed", range(25))
def test_so_they_are_on_registries_made_by_chance(generated: Any, exported: Any, seed: int) -> None:
    with closing(generated(seed)) as connection:
        check(connection, exported(connection), *FILTERS[seed % len(FILTERS)])


# --- what is said


def test_the_sentences(in_memory: sqlite3.Connection) -> None:
    found = ask(in_memory, year=2024)
    assert found.lines == [
        "From 1 January 2024 to 31 December 2024: 31 sessions, 47 cooperatives, 115 hours,"
        " 348 participants (209 men, 139 women).",
        "Cooperatives reached: 47 of 95 (49%). Of the inactive ones: 17 of 30 (57%)."
        " Never reached by 17 February 2025: 29.",
    ]
    assert found.notes == [
        "A cooperative may be in several rows; the total has each once.",
        "Hours are recorded of 18 of 31 sessions.",
        "Who was reached, and who never was: --list",
    ]


def test_a_session_of_several_subdistricts_is_one_in_the_total(
    in_memory: sqlite3.Connection,
) -> None:
    found = ask(in_memory, year=2024, by=["kecamatan"])
    rows = {row["subdistrict"]: row for row in found.tables[0].rows}
    assert sum(row["sessions"] for row in rows.values()) > found.data["totals"]["sessions"] == 31
    assert found.notes[0].startswith("A session with cooperatives of several subdistricts is in")
    assert rows["Pulau Pisang"] | {"hours": "-"} == {
        "subdistrict": "Pulau Pisang", "sessions": 0, "hours": "-", "participants_male": None,
        "participants_female": None, "participants": None, "cooperatives": 0, "timed": 0,
        "attendances": 0, "counted": 0, "reached": 0, "registered": 2, "coverage": "0 of 2 (0%)",
    }  # fmt: skip
    assert found.tables[0].total and found.tables[0].total["coverage"] == "47 of 95 (49%)"


def test_a_past_period_does_not_know_who_was_reached_later(in_memory: sqlite3.Connection) -> None:
    then = ask(in_memory, on=date(2023, 6, 30)).data
    now = ask(in_memory, "2023-01-01", "2023-06-30").data
    assert then["rows"] == now["rows"]
    assert then["coverage"]["never"] > now["coverage"]["never"]


def test_half_an_hour_and_nothing_counted(session: Any, enrol: Any) -> None:
    from koperasi_cli.models import Attendance, MentoringSession
    from koperasi_cli.registry.records import raw

    one = enrol(session, "Repong Damar")
    held = MentoringSession(kind="visit", held_on=date(2025, 2, 3), hours=0.5)
    session.add(held)
    session.flush()
    session.add(Attendance(session_id=held.id, cooperative_id=one.id))
    session.flush()
    found = ask(raw(session))
    assert found.lines == [
        "From 1 January 2025 to 17 February 2025: 1 session, 1 cooperative, 0.5 hours.",
        "Cooperatives reached: 1 of 1 (100%). By 17 February 2025 every one was reached at least"
        " once.",
    ]
    assert "Participants are recorded of 0 of 1 attendances." in found.notes


def test_one_who_was_dissolved_since_is_told_apart(session: Any, enrol: Any) -> None:
    from koperasi_cli.models import Attendance, MentoringSession
    from koperasi_cli.registry.records import raw

    gone = enrol(session, "Tapis", dissolved="2025-02-10")
    held = MentoringSession(kind="visit", held_on=date(2025, 2, 3))
    session.add(held)
    session.flush()
    session.add(Attendance(session_id=held.id, cooperative_id=gone.id))
    session.flush()
    found = ask(raw(session))
    assert found.data["coverage"]["of"] == 0 and len(found.lines) == 1
    assert "Reached, but dissolved or without a status on 17 February 2025: 1." in found.notes


def test_an_empty_registry(registry: Any, run: Any) -> None:
    ran = run("report", "mentoring", "--list")
    assert ran.code == 0, ran.err
    assert ran.out.strip() == "From 1 January 2025 to 17 February 2025 no session was held."
    data = json.loads(run("report", "mentoring", "--json").out)
    assert (data["totals"]["sessions"], data["rows"]) == (0, [])


@pytest.mark.parametrize(("by", "said"), [
    (["sector"], 'cannot be broken down by "sector"'),
    (["kind", "month"], "one thing at a time"),
    (["kind,month"], "one thing at a time"),
])  # fmt: skip
def test_what_it_is_not_broken_down_by(
    in_memory: sqlite3.Connection, by: list[str], said: str
) -> None:
    with pytest.raises(BadUsage, match=said):
        ask(in_memory, by=by)


def test_the_json_is_the_same_in_either_language(run: Any, sample: Any) -> None:
    words = ("report", "mentoring", "--year", "2024", "--by", "subdistrict", "--list", "--json")
    english, indonesian = run(*words), run(*words, "--lang", "id")
    assert json.loads(english.out) == json.loads(indonesian.out)


def test_it_speaks_indonesian_in_its_codes(in_memory: sqlite3.Connection) -> None:
    with speaking("id"):
        (table,) = ask(in_memory, year=2024).tables
    assert table.columns[0].codes is not None and table.rows[0]["kind"] == "field-verification"
