"""The report on revitalization against plain Python, and what it says."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
from statistics import median
from typing import Any

import pytest

from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.breakdown import of_percent
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.revitalizations import report
from koperasi_cli.reports.selection import Criteria, select
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import Cause, Outcome

TODAY = date(2025, 2, 17)
DAYS = ["2022-06-01", "2023-08-20", "2024-02-29", "2024-06-30", "2025-02-17"]
LOOKS = {"field-verification", "visit", "reminder-letter", "review"}
ORDER = ["identified", "verified", "evaluated", "planned", "mentored", "reviewed"]
Tables = dict[str, list[dict[str, Any]]]


def ask(
    connection: sqlite3.Connection, on: str = TODAY.isoformat(), *, listing: bool = False,
    criteria: Criteria | None = None,
) -> Report:  # fmt: skip
    selection = select(connection, criteria or Criteria(), me="nobody")
    day = date.fromisoformat(on)
    return report(connection, Asked(today=TODAY, on=day, office=OfficeFacts(), selection=selection,
                                    listing=listing))  # fmt: skip


# --- the second way


def status_on(tables: Tables, id_: int, on: str) -> str | None:
    decisions = [(row["effective_on"], row["id"], row["status"]) for row in tables["status_change"]
                 if row["cooperative_id"] == id_ and row["effective_on"] <= on]  # fmt: skip
    return max(decisions)[2] if decisions else None


def steps(tables: Tables, case: Any) -> list[dict[str, Any]]:
    sessions = {row["id"]: row for row in tables["mentoring_session"]}
    return [sessions[a["session_id"]] | {"follow": a["follow_up_on"], "done": a["followed_up_on"]}
            for a in tables["attendance"]
            if a["revitalization_id"] == case["id"] and a["session_id"] in sessions]  # fmt: skip


def causes(tables: Tables, case: Any, on: str) -> list[dict[str, Any]]:
    return [row for row in tables["revitalization_cause"]
            if row["revitalization_id"] == case["id"] and row["found_on"] <= on]  # fmt: skip


def stage(tables: Tables, case: Any, on: str) -> str:
    """The furthest that holds, by the table of stages."""
    taken = steps(tables, case)
    held = [s for s in taken if s["held_on"] and s["held_on"] <= on]
    known = [cause["found_on"] for cause in causes(tables, case, on)]
    guided = [s["held_on"] for s in held
              if known and s["kind"] not in LOOKS and s["held_on"] >= min(known)]  # fmt: skip
    if case["closed_on"] and case["closed_on"] <= on:
        return "closed"
    if guided and any(s["kind"] == "review" and s["held_on"] >= min(guided) for s in held):
        return "reviewed"
    if guided:
        return "mentored"
    ahead = [case["next_on"]] if case["next_on"] and case["next_on"] >= on else []
    ahead += [s["planned_on"] for s in taken
              if s["planned_on"] and (not s["held_on"] or s["held_on"] > on)]  # fmt: skip
    ahead += [s["follow"] for s in taken
              if s["follow"] and s["follow"] >= on and (not s["done"] or s["done"] > on)
              and (not s["held_on"] or s["held_on"] <= on)]  # fmt: skip
    if known:
        return "planned" if ahead else "evaluated"
    seen = any(s["kind"] in ("field-verification", "visit") for s in held)
    return "verified" if seen else "identified"


def year_later(day: str) -> str:
    found = f"{int(day[:4]) + 1}{day[4:]}"
    return found if found[5:] != "02-29" else f"{found[:8]}28"


class Plain:
    """The figures of a day, of the cooperatives that are meant."""

    def __init__(self, tables: Tables, on: str, meant: Any = lambda c, s: True) -> None:
        self.on, self.tables = on, tables
        cooperatives = {c["id"]: c for c in tables["cooperative"]
                        if meant(c, status_on(tables, c["id"], on))}  # fmt: skip
        self.inactive = {id_ for id_ in cooperatives if status_on(tables, id_, on) == "inactive"}
        self.cases = [case for case in tables["revitalization"]
                      if case["opened_on"] <= on and case["cooperative_id"] in cooperatives]  # fmt: skip
        self.closed = [c for c in self.cases if c["closed_on"] and c["closed_on"] <= on]
        self.open = [case for case in self.cases if case not in self.closed]
        self.reactivated = [case for case in self.closed if case["outcome"] == "reactivated"]

    def funnel(self) -> Counter[str]:
        """The stages of the open cases of inactive cooperatives."""
        return Counter(stage(self.tables, case, self.on) for case in self.open
                       if case["cooperative_id"] in self.inactive)  # fmt: skip

    def within(self, cases: Any) -> tuple[int, int]:
        old = [case for case in cases if year_later(case["opened_on"]) <= self.on]
        return len([case for case in old if case in self.reactivated
                    and case["closed_on"] <= year_later(case["opened_on"])]), len(old)  # fmt: skip

    def helps(self, case: Any, until: str = "9999") -> set[str]:
        end = min([self.on, until] + ([case["closed_on"]] if case in self.closed else []))
        return {step["kind"] for step in steps(self.tables, case)
                if step["kind"] not in LOOKS and step["held_on"] and step["held_on"] <= end}  # fmt: skip

    def by(self, has: Any, in_time: Any = None) -> dict[Any, tuple[int, int, int, int]]:
        in_time = in_time or has
        groups = {value for case in self.cases for value in has(case)}
        found = {}
        for group in [*groups, None]:

            def among(values: set[str], group: Any = group) -> bool:
                return group in values if group else not values

            meant = [case for case in self.cases if among(has(case))]
            opened = len([case for case in meant if case in self.open])
            part = self.within([case for case in self.cases if among(in_time(case))])
            if meant or part[1]:
                found[group] = (opened, len(meant), *part)
        return found

    def relapses(self) -> list[tuple[int, str]]:
        """Case and day of those that became inactive after they were brought back."""
        found = []
        for case in self.reactivated:
            later = [row["effective_on"] for row in self.tables["status_change"]
                     if row["cooperative_id"] == case["cooperative_id"]
                     and row["status"] == "inactive"
                     and case["closed_on"] < row["effective_on"] <= self.on]  # fmt: skip
            found += [(case["id"], min(later))] if later else []
        return found


def check(data: Any, plain: Plain) -> None:
    stages = plain.funnel()
    further = [sum(stages[s] for s in ORDER[i:]) for i in range(len(ORDER))]
    assert [row["at_least"] for row in data["stages"]] == [*further, None, None]
    assert {row["stage"]: row["at_stage"] for row in data["stages"][:6]} == {
        name: stages[name] for name in ORDER
    }
    assert sum(row["at_stage"] for row in data["stages"]) == data["inactive"]
    assert (data["evaluated"], data["inactive"]) == (further[2], len(plain.inactive))
    assert (data["cases"], data["open"]) == (len(plain.cases), len(plain.open))
    assert sum(row["cases"] for row in data["outcomes"]) == len(plain.cases)
    ended = Counter(case["outcome"] for case in plain.closed)
    outcomes = {row["outcome"]: row["cases"] for row in data["outcomes"]}
    assert all(outcomes[o] == ended[o] for o in Outcome if o.closes)
    assert (
        data["reactivated_within_12_months"], data["cases_at_least_12_months_old"]
    ) == plain.within(plain.cases)  # fmt: skip
    took = [(date.fromisoformat(c["closed_on"]) - date.fromisoformat(c["opened_on"])).days
            for c in plain.reactivated]  # fmt: skip
    assert data["reactivated"] == len(took)
    months = data["median_months_to_reactivation"]
    assert (months is None) == (not took)
    if took:
        assert months == pytest.approx(median(took) * 12 / 365.25, abs=0.051)
    check_groups(data, plain)
    assert data["inactive_again"] == len(plain.relapses())


def check_groups(data: Any, plain: Plain) -> None:
    def found(case: Any) -> set[str]:
        return {row["cause"] for row in causes(plain.tables, case, plain.on)}

    def areas(case: Any) -> set[str]:
        return {Cause(cause).area.value for cause in found(case)}

    def in_time(case: Any) -> set[str]:
        return plain.helps(case, year_later(case["opened_on"]))

    for name, key, expected in (
        ("causes", "cause", plain.by(found)),
        ("areas", "area", plain.by(areas)),
        ("help", "help", plain.by(plain.helps, in_time)),
    ):
        keys = ("open_cases", "cases", "reactivated", "of")
        assert {row[key]: tuple(row[k] for k in keys) for row in data[name]} == expected, name


def check_lists(data: Any, plain: Plain) -> None:
    """The lists have the cases that the figures count."""
    assert [row["case_id"] for row in data["open_cases"]] == [
        case["id"] for case in sorted(plain.open, key=lambda c: (c["opened_on"], c["id"]))
    ]
    for row in data["open_cases"]:
        (case,) = [case for case in plain.open if case["id"] == row["case_id"]]
        opened = date.fromisoformat(case["opened_on"])
        assert row["days_open"] == (date.fromisoformat(plain.on) - opened).days
        assert row["stage"] == stage(plain.tables, case, plain.on)
        held = [s["held_on"] for s in steps(plain.tables, case)
                if s["held_on"] and s["held_on"] <= plain.on]  # fmt: skip
        assert row["last_step_on"] == max(held, default=None)
    closed = {row["case_id"]: row for row in data["closed_cases"]}
    assert set(closed) == {case["id"] for case in plain.closed}
    for case in plain.closed:
        assert set(closed[case["id"]]["help"]) == plain.helps(case)
    relapses = [(row["case_id"], row["inactive_again_on"]) for row in data["relapses"]]
    assert sorted(relapses) == sorted(plain.relapses())


FILTERS = [
    (Criteria(), lambda c, s: s is not None),
    (Criteria(sector=["producer"]), lambda c, s: s is not None and c["sector"] == "producer"),
    (Criteria(status=["active"]), lambda c, s: s == "active"),
]


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize(("criteria", "meant"), FILTERS, ids=["all", "sector", "status"])
def test_the_figures_are_those_of_plain_python(
    in_memory: sqlite3.Connection, exported: Any, criteria: Criteria, meant: Any, on: str
) -> None:
    plain = Plain(exported(in_memory), on, meant)
    data = ask(in_memory, on, criteria=criteria, listing=True).data
    check(data, plain)
    check_lists(data, plain)


@pytest.mark.parametrize("seed", range(40))
def test_so_they_are_on_registries_made_by_chance(generated: Any, exported: Any, seed: int) -> None:
    with closing(generated(seed)) as connection:
        tables = exported(connection)
        for on in DAYS:
            plain = Plain(tables, on)
            data = ask(connection, on, listing=True).data
            check(data, plain)
            check_lists(data, plain)


# --- what is said


def test_the_sentences(in_memory: sqlite3.Connection) -> None:
    assert ask(in_memory).lines == [
        "Evaluated 15 of 29 inactive cooperatives.",
        "26 cases so far, 17 open. Of those at least 12 months old, 5 of 12 (42%) were reactivated"
        " within 12 months. Median time to reactivation: 8.3 months (7 reactivated, 17 still"
        " open). Inactive again since: 2 of 7.",
    ]
    assert ask(in_memory, "2024-06-30").lines[0] == (
        "On 30 June 2024: evaluated 12 of 29 inactive cooperatives."
    )


def test_help_stands_as_a_part_of_a_whole_and_proves_nothing(
    in_memory: sqlite3.Connection,
) -> None:
    found = ask(in_memory)
    (table,) = [table for table in found.tables if table.title == "Help that was given"]
    assert [(row["help"], row["reactivated_of"]) for row in table.rows][:3] == [
        ("special-mentoring", "3 of 5"), ("capital", "3 of 4"), ("rat-facilitation", "3 of 3"),
    ]  # fmt: skip
    assert any("does not prove that the help brought it back" in note for note in found.notes)


def test_the_stages_add_up_to_the_inactive_ones(in_memory: sqlite3.Connection) -> None:
    table = ask(in_memory).tables[0]
    assert table.total and table.total["at_stage"] == 29
    assert [(row["stage"], row["at_stage"], row["at_least"]) for row in table.rows] == [
        ("identified", 1, 17), ("verified", 1, 16), ("evaluated", 4, 15), ("planned", 4, 11),
        ("mentored", 4, 7), ("reviewed", 3, 3), ("closed", 2, None), (None, 10, None),
    ]  # fmt: skip


def test_a_relapse_is_named(in_memory: sqlite3.Connection) -> None:
    rows = ask(in_memory, listing=True).data["relapses"]
    assert all(row["reactivated_on"] < row["inactive_again_on"] for row in rows)
    assert "Koperasi Nelayan Tanjung Setia" in {row["name"] for row in rows}


def test_a_past_day_knows_nothing_later(in_memory: sqlite3.Connection) -> None:
    found = ask(in_memory, "2024-01-26", listing=True)
    days = [row[key] for name in ("open_cases", "closed_cases", "relapses")
            for row in found.data[name]
            for key in ("closed_on", "last_step_on", "inactive_again_on") if row.get(key)]  # fmt: skip
    assert days and max(days) <= "2024-01-26"
    outcomes = {row["outcome"]: row["cases"] for row in found.data["outcomes"]}
    assert outcomes["extended"] == 0, "when a case was extended is not on record"
    assert all(row["outcome"] is None for row in found.data["open_cases"])


@pytest.mark.parametrize(("opened", "closed", "counted"), [
    ("2024-02-17", "2025-02-17", (1, 1)),
    ("2024-02-18", "2025-02-17", (0, 0)),
    ("2023-02-17", "2024-02-17", (1, 1)),
    ("2023-02-17", "2024-02-18", (0, 1)),
    ("2023-02-17", None, (0, 1)),
    ("2020-02-29", "2021-02-28", (1, 1)),
    ("2020-02-29", "2021-03-01", (0, 1)),
])  # fmt: skip
def test_twelve_months(
    session: Any, enrol: Any, opened: str, closed: str | None, counted: tuple[int, int]
) -> None:
    from koperasi_cli.models import Revitalization
    from koperasi_cli.registry.records import raw

    asleep = enrol(session, "Tapis Sebatin", active="2010-01-01", inactive="2019-01-01")
    session.add(Revitalization(
        cooperative_id=asleep.id, opened_on=date.fromisoformat(opened),
        closed_on=closed and date.fromisoformat(closed), outcome=closed and "reactivated",
    ))  # fmt: skip
    session.flush()
    data = ask(raw(session)).data
    assert (
        data["reactivated_within_12_months"], data["cases_at_least_12_months_old"]
    ) == counted  # fmt: skip


def test_help_that_came_too_late_does_not_count_for_the_year(session: Any, enrol: Any) -> None:
    from koperasi_cli.models import Attendance, MentoringSession, Revitalization
    from koperasi_cli.registry.records import raw

    asleep = enrol(session, "Tapis Sebatin", active="2010-01-01", inactive="2019-01-01")
    case = Revitalization(cooperative_id=asleep.id, opened_on=date(2023, 1, 1))
    late = MentoringSession(kind="training", held_on=date(2024, 6, 1))
    session.add_all([case, late])
    session.flush()
    session.add(Attendance(session_id=late.id, cooperative_id=asleep.id, revitalization_id=case.id))
    session.flush()
    assert ask(raw(session)).data["help"] == [
        {"help": "training", "open_cases": 1, "cases": 1, "reactivated": 0, "of": 0},
        {"help": None, "open_cases": 0, "cases": 0, "reactivated": 0, "of": 1},
    ]


def test_nothing_is_inactive(registry: Any, run: Any) -> None:
    ran = run("report", "revitalization", "--list")
    assert ran.code == 0, ran.err
    assert ran.out.split("\n")[:2] == [
        "On 17 February 2025 no cooperative is inactive.",
        "No case was opened yet.",
    ]
    assert json.loads(run("report", "revitalization", "--json").out)["evaluated"] == 0


def test_inactive_ones_without_any_case(session: Any, enrol: Any) -> None:
    from koperasi_cli.registry.records import raw

    enrol(session, "Tapis Sebatin", inactive="2024-01-01")
    found = ask(raw(session))
    assert found.lines == ["Evaluated 0 of 1 inactive cooperative.", "No case was opened yet."]
    assert found.notes == [] and len(found.tables) == 1


def test_the_json_is_the_same_in_either_language(run: Any, sample: Any) -> None:
    words = ("report", "revitalization", "--list", "--json")
    english, indonesian = run(*words), run(*words, "--lang", "id")
    assert json.loads(english.out) == json.loads(indonesian.out)


@pytest.mark.parametrize("words", [("--year", "2024"), ("--by", "sector"), ("--from", "kemarin")])
def test_it_is_asked_of_a_day(run: Any, sample: Any, words: tuple[str, ...]) -> None:
    ran = run("report", "revitalization", *words)
    assert ran.code == 2 and "does not take" in ran.err


def test_a_part_of_nothing_has_no_percentage() -> None:
    assert (of_percent(0, 0), of_percent(41, 96)) == ("0 of 0", "41 of 96 (43%)")
