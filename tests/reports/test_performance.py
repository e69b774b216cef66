"""The performance report against plain Python, on the sample and on registries made by chance."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.errors import BadUsage
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.performance import report
from koperasi_cli.reports.performance.question import growth
from koperasi_cli.reports.selection import Criteria, select
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import SessionKind

TODAY = date(2025, 2, 17)
FIGURES = ("members", "employees", "assets", "turnover", "surplus")
WIDTH = {"local": 1, "provincial": 2, "interprovincial": 3, "export": 4}
Rows = list[dict[str, Any]]
Tables = dict[str, Rows]
Values = dict[tuple[int, int], dict[str, int]]


def ask(connection: sqlite3.Connection, **options: Any) -> Report:
    asked = Asked(
        today=TODAY,
        on=options.pop("on", TODAY),
        office=OfficeFacts(),
        selection=select(connection, options.pop("criteria", Criteria()), me="nobody"),
        **options,
    )
    return report(connection, asked)


# --- the second way


def group_of(tables: Tables, by: str | None) -> Callable[[dict[str, Any]], Any]:
    names = {row["code"]: row["name"] for row in tables["region"]}
    if by is None:
        return lambda one: None
    return lambda one: names.get(one["subdistrict_code"]) if by == "subdistrict" else one[by]


def reported(tables: Tables) -> Values:
    """What each cooperative reported for a book year, of the figures that it did report."""
    values: Values = {}
    for row in tables["annual_report"]:
        people = [row[f"members_{sex}"] for sex in ("male", "female")]
        known = [number for number in people if number is not None]
        figures = {name: row[name] for name in FIGURES[1:]}
        figures["members"] = sum(known) if known else None
        found = {name: value for name, value in figures.items() if value is not None}
        if found:
            values[row["cooperative_id"], row["book_year"]] = found
    return values


def plain_years(tables: Tables, by: str | None, first: int, last: int) -> dict[Any, dict[str, Any]]:
    group, values = group_of(tables, by), reported(tables)
    found: dict[Any, dict[str, Any]] = {}
    for one in tables["cooperative"]:
        for year in range(first, last + 1):
            if figures := values.get((one["id"], year)):
                row = found.setdefault((group(one), year), {"cooperatives": 0})
                row["cooperatives"] += 1
                for name, value in figures.items():
                    row[name] = row.get(name, 0) + value
                    row[f"{name}_of"] = row.get(f"{name}_of", 0) + 1
    return found


def plain_compared(tables: Tables, by: str | None, first: int, last: int) -> dict[Any, list[int]]:
    group, values = group_of(tables, by), reported(tables)
    found: dict[Any, list[int]] = {}
    for one in tables["cooperative"]:
        for year in range(first, last + 1):
            then, now = values.get((one["id"], year - 1), {}), values.get((one["id"], year), {})
            for name in FIGURES:
                if name in then and name in now:
                    row = found.setdefault((group(one), year, name), [0, 0, 0])
                    row[:] = row[0] + 1, row[1] + then[name], row[2] + now[name]
    return found


def plain_mentored(tables: Tables, by: str | None, on: date) -> dict[Any, list[int]]:
    group, values = group_of(tables, by), reported(tables)
    held = {
        row["id"]: row["held_on"]
        for row in tables["mentoring_session"]
        if row["held_on"]
        and row["held_on"] <= on.isoformat()
        and SessionKind(row["kind"]).is_guidance
    }
    found: dict[Any, list[int]] = {}
    for one in tables["cooperative"]:
        days = [held[a["session_id"]] for a in tables["attendance"]
                if a["cooperative_id"] == one["id"] and a["session_id"] in held]  # fmt: skip
        if not days:
            continue
        year = int(min(days)[:4])
        for name in FIGURES:
            since = {y: f[name] for (id_, y), f in values.items()
                     if id_ == one["id"] and y >= year and name in f}  # fmt: skip
            before = values.get((one["id"], year - 1), {}).get(name)
            if before is None or not since:
                continue
            after = since.get(year + 1, since[max(since)])
            row = found.setdefault((group(one), name), [0, 0, 0, 0, 0])
            row[:] = (row[0] + 1, row[1] + before, row[2] + after,
                      row[3] + (after > before), row[4] + (after < before))  # fmt: skip
    return found


def plain_products(
    tables: Tables, by: str | None, first: int, last: int
) -> tuple[dict[Any, list[int]], dict[Any, list[float]]]:
    """By year: products, of each reach, of unknown reach, compared, wider, narrower; by unit too: how
    many have two capacities, before, after, more, less."""
    group = group_of(tables, by)
    cooperatives = {one["id"]: one for one in tables["cooperative"]}
    reach: dict[Any, list[int]] = {}
    capacity: dict[Any, list[float]] = {}
    for now in tables["product"]:
        one = cooperatives.get(now["cooperative_id"])
        if one is None or not first <= now["year"] <= last:
            continue
        key = group(one), now["year"]
        row = reach.setdefault(key, [0] * 9)
        width = WIDTH.get(now["market_reach"] or "", 0)
        row[0] += 1
        row[width or 5] += 1
        same = ("cooperative_id", "name", "unit")
        earlier = [p for p in tables["product"] if p["year"] < now["year"]
                   and all(p[field] == now[field] for field in same)]  # fmt: skip
        if not earlier:
            continue
        then = max(earlier, key=lambda product: product["year"])
        old = WIDTH.get(then["market_reach"] or "", 0)
        if old and width:
            row[6], row[7], row[8] = row[6] + 1, row[7] + (width > old), row[8] + (width < old)
        a, b = then["capacity"], now["capacity"]
        if a is not None and b is not None:
            unit = capacity.setdefault((*key, now["unit"]), [0, 0, 0, 0, 0])
            unit[:] = unit[0] + 1, unit[1] + a, unit[2] + b, unit[3] + (b > a), unit[4] + (b < a)
    return reach, capacity


def check(
    connection: sqlite3.Connection, tables: Tables, by: str | None, years: dict[str, Any]
) -> None:
    data = ask(connection, by=[by] if by else [], **years).data
    first, last = data["first_year"], data["last_year"]

    def keyed(rows: Rows, *names: str) -> dict[Any, dict[str, Any]]:
        return {(row.get(by or "") if by else None, *(row[n] for n in names)): row for row in rows}

    expected = plain_years(tables, by, first, last)
    found = keyed(data["years"], "book_year")
    assert {
        key: {name: value for name, value in row.items() if value and name not in (by, "book_year")}
        for key, row in found.items()
    } == {
        key: {name: value for name, value in row.items() if value} for key, row in expected.items()
    }

    compared = keyed(data["compared"], "book_year", "figure")
    assert {
        key: [row["cooperatives"], row["before"], row["after"]] for key, row in compared.items()
    } == plain_compared(tables, by, first, last)
    assert all(row["growth"] == growth(row["before"], row["after"]) for row in compared.values())

    assert {
        key: [row["cooperatives"], row["before"], row["after"], row["more"], row["less"]]
        for key, row in keyed(data["mentored"], "figure").items()
    } == plain_mentored(tables, by, TODAY)

    reach, capacity = plain_products(tables, by, first, last)
    names = ("products", *WIDTH, "unknown", "reach_both", "wider", "narrower")
    assert {
        key: [row[name] for name in names] for key, row in keyed(data["products"], "year").items()
    } == reach
    assert {
        key: [row[name] for name in ("products", "before", "after", "more", "less")]
        for key, row in keyed(data["capacity"], "year", "unit").items()
    } == {key: pytest.approx(row) for key, row in capacity.items()}


@pytest.mark.parametrize("years", [
    {}, {"year": 2023}, {"first": date(2021, 1, 1), "last": date(2022, 12, 31)},
], ids=str)  # fmt: skip
@pytest.mark.parametrize("by", [None, "sector", "line", "subdistrict"])
def test_the_sample_agrees_with_plain_python(
    in_memory: sqlite3.Connection, exported: Any, by: str | None, years: dict[str, Any]
) -> None:
    check(in_memory, exported(in_memory), by, years)


@pytest.mark.parametrize("seed", range(25))
def test_generated_registries_agree_with_plain_python(
    with_years: Callable[[int], sqlite3.Connection], exported: Any, seed: int
) -> None:
    with closing(with_years(seed)) as connection:
        for by in (None, "line", "subdistrict"):
            check(connection, exported(connection), by, {})


# --- what it says


@pytest.mark.parametrize(("start", "end", "part"), [
    (100, 130, 0.3), (100, 70, -0.3), (3, 4, 0.3333), (100, 100, 0.0), (100, 0, -1.0),
    (0, 10, None), (-5, 10, None), (None, 10, None), (10, None, None),
])  # fmt: skip
def test_growth_is_a_part_of_the_start(
    start: int | None, end: int | None, part: float | None
) -> None:
    assert growth(start, end) == part


def test_new_entries_do_not_pass_for_growth(registry: Database, session: Any, enrol: Any) -> None:
    """One cooperative stays as it is, another enters: more turnover, and no growth."""
    from koperasi_cli.models import AnnualReport
    from koperasi_cli.registry.records import raw

    old, new = enrol(session, "Lama"), enrol(session, "Baru")
    for one, year in ((old, 2022), (old, 2023), (new, 2023)):
        session.add(AnnualReport(cooperative_id=one.id, book_year=year, turnover=100))
    found = ask(raw(session))
    assert found.lines == [
        "Book year 2023: a turnover of Rp200 is reported."
        " Of the 1 that also reported the year before it did not change."
    ]
    (compared,) = found.data["compared"]
    assert (compared["before"], compared["after"], compared["growth"]) == (100, 100, 0.0)


def test_the_headline_is_of_the_newest_year_that_is_due(in_memory: sqlite3.Connection) -> None:
    found = ask(in_memory)
    assert found.lines == [
        "Book year 2023: a turnover of Rp18,702,500,000 is reported."
        " Of the 26 that also reported the year before it grew by 9.1%."
    ]
    assert "Book year 2024 is incomplete: its RATs are due by 30 June 2025." in found.notes
    assert (
        "That figures rose after guidance does not prove that guidance was the cause."
        in found.notes
    )
    assert ask(in_memory, year=2024).lines[0].startswith("Book year 2024: a turnover of ")
    assert ask(in_memory, year=2030).lines == ["Book year 2030: no turnover is reported."]


def test_an_empty_registry_reads_well(empty_file: Path) -> None:
    with closing(sqlite3.connect(empty_file)) as connection:
        found = ask(connection)
    assert found.lines == ["Book year 2023: no turnover is reported."]
    assert not found.tables and not found.notes


def test_filters_choose_and_say_so(in_memory: sqlite3.Connection) -> None:
    of_kud = ask(in_memory, criteria=Criteria(category=["kud"]))
    assert of_kud.notes[0] == "Only: Category: Village unit (KUD)"
    by_category = ask(in_memory, by=["category"]).data["years"]
    expected = [row["turnover"] for row in by_category if row["category"] == "kud"]
    assert [row["turnover"] for row in of_kud.data["years"]] == expected
    with pytest.raises(BadUsage, match='cannot be broken down by "tag"'):
        ask(in_memory, by=["tag"])


def test_json_is_the_same_in_both_languages(sample: Database, run: Any) -> None:
    """But for the order of the groups, which stand by their names."""

    def answered(language: str) -> dict[str, Any]:
        out = run("report", "performance", "--by", "line", "--json", "--lang", language).out
        return {
            key: sorted(map(str, value)) if isinstance(value, list) else value
            for key, value in json.loads(out).items()
        }

    assert answered("en") == answered("id")
