"""Target and achievement against plain Python, on the sample and on registries made by chance."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.errors import BadUsage
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.selection import Criteria, select
from koperasi_cli.reports.targets import last_day, report
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import Indicator

TODAY = date(2025, 2, 17)
Tables = dict[str, list[dict[str, Any]]]


def ask(connection: sqlite3.Connection, *, on: date = TODAY, **options: Any) -> Report:
    chosen = select(connection, options.pop("criteria", Criteria()), me="nobody")
    return report(connection, Asked(TODAY, on, OfficeFacts(), chosen, **options))


# --- the second way


def history(tables: Tables, id_: int, until: str) -> list[tuple[str, str]]:
    """The decisions of a cooperative up to a day, in their order: day and status."""
    rows = [(row["effective_on"], row["id"], row["status"]) for row in tables["status_change"]
            if row["cooperative_id"] == id_ and row["effective_on"] <= until]  # fmt: skip
    return [(on, status) for on, _id, status in sorted(rows)]


def plain_achieved(tables: Tables, year: int, until: str) -> dict[str, Any]:
    first, ids = f"{year}-01-01", {one["id"] for one in tables["cooperative"]}
    histories = {id_: history(tables, id_, until) for id_ in ids}
    status = {id_: known[-1][1] for id_, known in histories.items() if known}
    active = [*status.values()].count("active")
    total = active + [*status.values()].count("inactive")
    held = {row["id"]: row for row in tables["mentoring_session"]
            if row["held_on"] and first <= row["held_on"] <= until}  # fmt: skip
    came = [
        a for a in tables["attendance"] if a["session_id"] in held and a["cooperative_id"] in ids
    ]
    books = [row for row in tables["annual_report"] if row["cooperative_id"] in ids]
    rated = {}
    for row in sorted(books, key=lambda book: book["book_year"]):
        if row["health"] and (row["rat_held_on"] or f"{row['book_year'] + 1}-01-01") <= until:
            rated[row["cooperative_id"]] = row["health"]
    return {
        "active-share": round(round(active / total, 4) * 100, 2) if total else None,
        "rat-held": len({
            row["cooperative_id"] for row in books if first <= (row["rat_held_on"] or "") <= until
        }),
        "cooperatives-mentored": len({a["cooperative_id"] for a in came}),
        "people-trained": sum(
            (a["participants_male"] or 0) + (a["participants_female"] or 0)
            for a in came
            if held[a["session_id"]]["kind"] == "training"
        ),
        "cooperatives-reactivated": sum(
            any(
                (before[1], after[1]) == ("inactive", "active") and after[0] >= first
                for before, after in pairwise(known)
            )
            for known in histories.values()
        ),
        "cooperatives-healthy": sum(
            health == "healthy" and status.get(id_) in ("active", "inactive")
            for id_, health in rated.items()
        ),
    }  # fmt: skip


def check(connection: sqlite3.Connection, tables: Tables, year: int, on: date) -> None:
    promised = {(row["indicator"], row["quarter"]): row["value"]
                for row in tables["target"] if row["year"] == year}  # fmt: skip
    found = {(row["indicator"], row["quarter"]): row
             for row in ask(connection, on=on, year=year).data["rows"]}  # fmt: skip
    assert {*found} == {*promised} | {(i.value, q) for i in Indicator for q in (1, 2, 3, 4)}
    ends = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31", None: "12-31"}
    begins = {1: "01-01", 2: "04-01", 3: "07-01", 4: "10-01", None: "01-01"}
    for (indicator, quarter), row in found.items():
        target = promised.get((indicator, quarter))
        assert row["target"] == target
        if f"{year}-{begins[quarter]}" > on.isoformat():
            assert row["achieved"] is row["realised"] is row["shortfall"] is row["until"] is None
            continue
        until = min(f"{year}-{ends[quarter]}", on.isoformat())
        achieved = plain_achieved(tables, year, until)[indicator]
        assert (row["until"].isoformat(), row["achieved"]) == (until, achieved)
        if target is None or achieved is None:
            assert row["realised"] is row["shortfall"] is None
        else:
            assert row["shortfall"] == pytest.approx(max(target - achieved, 0))
            expected = achieved / target * 100 if target else None
            assert (
                row["realised"] == (expected and pytest.approx(expected, abs=0.005)) or not expected
            )


@pytest.mark.parametrize(("year", "on"), [
    (2023, TODAY), (2024, TODAY), (2025, TODAY), (2024, date(2024, 8, 5)), (2026, TODAY),
])  # fmt: skip
def test_the_sample_agrees_with_plain_python(
    in_memory: sqlite3.Connection, exported: Any, year: int, on: date
) -> None:
    check(in_memory, exported(in_memory), year, on)


@pytest.mark.parametrize("seed", range(25))
def test_generated_registries_agree_with_plain_python(
    with_years: Callable[[int], sqlite3.Connection], exported: Any, seed: int
) -> None:
    with closing(with_years(seed)) as connection:
        for year, on in ((2023, TODAY), (2024, TODAY), (2024, date(2024, 5, 31)), (2025, TODAY)):
            check(connection, exported(connection), year, on)


# --- what it says


@pytest.mark.parametrize(("quarter", "day"), [
    (1, "2024-03-31"), (2, "2024-06-30"), (3, "2024-09-30"), (4, "2024-12-31"), (None, "2024-12-31"),
])  # fmt: skip
def test_the_last_day_of_a_quarter(quarter: int | None, day: str) -> None:
    assert last_day(2024, quarter).isoformat() == day


@pytest.mark.parametrize(("year", "on", "line"), [
    (2025, TODAY, "2025, quarter 1, up to 17 February 2025: 2 of 6 targets reached."),
    (2024, TODAY, "2024, quarter 4, up to 31 December 2024: 0 of 6 targets reached."),
    (2024, date(2024, 4, 1), "2024, quarter 2, up to 1 April 2024: 1 of 6 targets reached."),
    (2025, date(2024, 12, 31), "2025 has not begun on 31 December 2024."),
    (2023, TODAY, "No target is set for 2023."),
])  # fmt: skip
def test_the_headline(in_memory: sqlite3.Connection, year: int, on: date, line: str) -> None:
    assert ask(in_memory, year=year, on=on).lines == [line]


def test_a_hundred_percent_is_said_only_of_what_was_reached(in_memory: sqlite3.Connection) -> None:
    first = ask(in_memory).data["rows"][0]
    assert (first["target"], first["achieved"], first["counted"]) == (70, 69.79, "67 of 96")
    assert (first["realised"], first["shortfall"]) == (99.7, 0.21)


def test_filters_are_refused(in_memory: sqlite3.Connection) -> None:
    with pytest.raises(BadUsage, match="takes no filters"):
        ask(in_memory, criteria=Criteria(sector=["producer"]))


def test_an_empty_registry_reads_well(empty_file: Path) -> None:
    with closing(sqlite3.connect(empty_file)) as connection:
        found = ask(connection)
    assert found.lines == ["No target is set for 2025."]
    assert "To set one: koperasi target set 2025 1 rat-held 40" in found.notes
