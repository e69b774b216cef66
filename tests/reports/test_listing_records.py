"""The lists of book years, capital and products, against plain Python over the bare tables."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.errors import BadUsage, BadValue
from koperasi_cli.reports.listing import Question, report
from koperasi_cli.reports.selection import Criteria

ON = date(2025, 2, 17)
Plain = dict[str, Any]


@pytest.fixture
def connection(sample: Database) -> Iterator[sqlite3.Connection]:
    with sample.reading() as connection:
        yield connection


def table(connection: sqlite3.Connection, name: str) -> list[Plain]:
    found = connection.execute(f"SELECT * FROM {name} WHERE withdrawn_at IS NULL").fetchall()
    return [dict(row) for row in found]


def ask(connection: sqlite3.Connection, what: str, **given: Any) -> Any:
    names = {name for name in Question.__dataclass_fields__ if name != "criteria"}
    asked = {name: given.pop(name) for name in list(given) if name in names}
    question = Question(today=ON, me="nobody", criteria=Criteria(**given), **asked)
    return report(connection, what, question)


def statuses(connection: sqlite3.Connection, on: date) -> dict[int, str]:
    """The status of each cooperative on a day: the last decision, of one day the later recorded."""
    decided: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    for row in table(connection, "status_change"):
        if row["effective_on"] <= on.isoformat():
            decided[row["cooperative_id"]].append((row["effective_on"], row["id"], row["status"]))
    return {id_: max(rows)[2] for id_, rows in decided.items()}


DAYS = [date(2023, 2, 5), date(2024, 1, 26), date(2024, 4, 30), ON]


@pytest.mark.parametrize("on", DAYS, ids=str)
@pytest.mark.parametrize("year", [2019, 2022, 2023, 2024])
@pytest.mark.parametrize("status", [[], ["inactive"], ["active", "inactive"]], ids=str)
def test_who_has_held_no_rat(
    connection: sqlite3.Connection, on: date, year: int, status: list[str]
) -> None:
    held = {
        row["cooperative_id"]
        for row in table(connection, "annual_report")
        if row["book_year"] == year and row["rat_held_on"] and row["rat_held_on"] <= on.isoformat()
    }
    wanted = set(status or ["active"])
    standing = {id_ for id_, one in statuses(connection, on).items() if one in wanted}
    founded = {
        row["id"]: (row["legal_date"] or "0")[:4] for row in table(connection, "cooperative")
    }
    younger = {id_ for id_ in standing - held if int(founded[id_]) > year}
    found = ask(connection, "rat", on=on, year=year, not_held=True, status=status)
    assert {row["cooperative_id"] for row in found.data} == standing - held - younger
    assert (f"Left out: {len(younger)} " in "".join(found.notes)) == bool(younger)


def test_held_missing_and_too_young_make_up_the_active_ones(connection: sqlite3.Connection) -> None:
    found = ask(connection, "rat", year=2023, not_held=True)
    assert found.lines == ["19 cooperatives without a RAT for book year 2023 (Status: Active)"]
    assert found.notes == ["Left out: 7 cooperatives that were founded after book year 2023."]
    assert 19 + 7 + 41 == 67  # the RAT of 2023 was held by 41 of 67


def test_the_last_book_year_unless_told_otherwise(connection: sqlite3.Connection) -> None:
    found = ask(connection, "rat", not_held=True)
    assert found.data == ask(connection, "rat", year=2024, not_held=True).data
    assert {row["book_year"] for row in found.data} == {2024}


def test_the_last_rat_of_each(connection: sqlite3.Connection) -> None:
    held: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in table(connection, "annual_report"):
        if row["rat_held_on"]:
            held[row["cooperative_id"]].append((row["book_year"], row["rat_held_on"]))
    for row in ask(connection, "rat", year=2024, not_held=True, status=["inactive"]).data:
        last = max(held[row["cooperative_id"]], default=(None, None))
        assert (row["last_book_year"], row["last_rat_held_on"]) == last


@pytest.mark.parametrize("year", [None, 2022, 2024])
@pytest.mark.parametrize("sector", [[], ["producer"]], ids=str)
def test_book_years(connection: sqlite3.Connection, year: int | None, sector: list[str]) -> None:
    sectors = {row["id"]: row["sector"] for row in table(connection, "cooperative")}

    def members(row: Plain) -> int | None:
        parts = (row["members_male"], row["members_female"])
        return None if None in parts else sum(parts)

    expected = {
        row["id"]: (row["turnover"], members(row))
        for row in table(connection, "annual_report")
        if year in (None, row["book_year"])
        and (not sector or sectors[row["cooperative_id"]] == "producer")
    }
    found = ask(connection, "rat", year=year, sector=sector).data
    assert {row["id"]: (row["turnover"], row["members"]) for row in found} == expected


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_calendar(connection: sqlite3.Connection, on: date) -> None:
    expected = sorted(
        (row["rat_planned_on"], row["id"])
        for row in table(connection, "annual_report")
        if (row["rat_planned_on"] or "") >= on.isoformat()
        and not (row["rat_held_on"] and row["rat_held_on"] <= on.isoformat())
    )
    found = ask(connection, "rat", on=on, planned=True).data
    assert sorted((row["rat_planned_on"], row["id"]) for row in found) == expected
    assert [row["rat_planned_on"] for row in found] == sorted(
        row["rat_planned_on"] for row in found
    )
    for row in found:
        assert row["days_to_go"] == (date.fromisoformat(row["rat_planned_on"]) - on).days


def test_a_list_is_the_calendar_or_the_debtors(connection: sqlite3.Connection) -> None:
    with pytest.raises(BadUsage):
        ask(connection, "rat", planned=True, not_held=True)


@pytest.mark.parametrize("on", [*DAYS, date(2024, 11, 30)], ids=str)
def test_what_is_where(connection: sqlite3.Connection, on: date) -> None:
    day = on.isoformat()
    expected = {}
    for row in table(connection, "financing"):
        if row["requested_on"] > day:
            continue
        taken = [
            (state, row[f"{state}_on"])
            for state in ("requested", "approved", "disbursed", "rejected")
            if row[f"{state}_on"] and row[f"{state}_on"] <= day
        ]
        state, since = taken[-1]
        waits = (
            (on - date.fromisoformat(since)).days if state in ("requested", "approved") else None
        )
        amounts = tuple(
            row[f"{name}_amount"] if any(name == one for one, _since in taken) else None
            for name in ("requested", "approved", "disbursed")
        )
        expected[row["id"]] = (state, since, waits, *amounts)
    keys = ("state", "state_on", "waiting_days", "requested_amount", "approved_amount",
            "disbursed_amount")  # fmt: skip
    found = {
        row["id"]: tuple(row[k] for k in keys) for row in ask(connection, "financing", on=on).data
    }
    assert found == expected
    for state in ("requested", "approved", "disbursed", "rejected"):
        some = ask(connection, "financing", on=on, state=[state]).data
        assert {row["id"] for row in some} == {i for i, one in expected.items() if one[0] == state}


def test_capital_of_a_year_and_of_some(connection: sqlite3.Connection) -> None:
    places = {row["id"]: row["sector"] for row in table(connection, "cooperative")}
    expected = {
        row["id"]
        for row in table(connection, "financing")
        if row["requested_on"].startswith("2024") and places[row["cooperative_id"]] == "producer"
    }
    found = ask(connection, "financing", year=2024, sector=["producer"])
    assert {row["id"] for row in found.data} == expected
    assert found.lines[0].endswith("(2024; Sector: Producer)")
    with pytest.raises(BadValue):
        ask(connection, "financing", state=["lost"])


@pytest.mark.parametrize("year", [None, 2022, 2024])
def test_products(connection: sqlite3.Connection, year: int | None) -> None:
    expected = {
        row["id"]: (row["name"], row["year"], row["capacity"])
        for row in table(connection, "product")
        if year in (None, row["year"])
    }
    found = ask(connection, "products", year=year)
    assert {r["id"]: (r["name"], r["year"], r["capacity"]) for r in found.data} == expected
    products = len({(row["cooperative_id"], row["name"]) for row in found.data})
    assert found.lines[0].startswith(f"{products} products")


@pytest.mark.parametrize(("what", "given"), [
    ("cooperatives", {"year": 2023}), ("cases", {"planned": True}), ("sessions", {"state": ["x"]}),
    ("financing", {"planned": True}), ("products", {"on": ON}), ("rat", {"state": ["approved"]}),
])  # fmt: skip
def test_a_filter_of_another_list_is_refused(
    connection: sqlite3.Connection, what: str, given: dict[str, Any]
) -> None:
    with pytest.raises(BadUsage, match="has no filter"):
        ask(connection, what, **given)


@pytest.mark.parametrize("words", [
    ["list", "rat", "--year", "2023", "--missing"], ["list", "rat", "--missing", "--year", "2023"],
    ["list", "rat", "--missing=", "--year=2023"],
])  # fmt: skip
def test_missing_without_a_field_is_who_has_held_none(
    sample: Database, run: Any, words: Any
) -> None:
    assert (
        run(*words)
        .out.splitlines()[2]
        .startswith("19 cooperatives without a RAT for book year 2023")
    )


def test_missing_with_a_field_stays_what_it_was(sample: Database, run: Any) -> None:
    assert run("list", "--missing", "nik").out.splitlines()[2].startswith("38 cooperatives")
    only = run("list", "rat", "--year", "2023", "--missing", "nik")
    assert only.out.splitlines()[2].startswith("10 book years")
    both = run("list", "rat", "--year", "2023", "--missing", "nik", "--missing").out
    assert "RAT for book year 2023" in both.splitlines()[2]
    assert "not recorded" in both.splitlines()[2]


@pytest.mark.parametrize("words", [["list", "--missing"], ["report", "--missing", "--json"],
                                   ["list", "cases", "--missing"]])  # fmt: skip
def test_missing_needs_a_field_elsewhere(sample: Database, run: Any, words: list[str]) -> None:
    ran = run(*words)
    assert (ran.code, "Option --missing needs a value." in ran.err) == (2, True)


@pytest.mark.parametrize("what", ["rat", "financing", "products"])
def test_an_empty_registry_reads_well(registry: Database, run: Any, what: str) -> None:
    ran = run("list", what)
    assert ran.code == 0
    assert ran.out.startswith("0 ")
    assert run("list", "rat", "--missing").out.startswith("0 cooperatives without a RAT")
    assert run("list", "rat", "--planned").out.startswith("0 RATs to come")
