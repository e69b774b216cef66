"""The report on capital against plain Python, and what it says."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from statistics import median
from typing import Any

import pytest

from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.capital import DIMENSIONS, report
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.selection import Criteria, select
from koperasi_cli.table import Report

TODAY = date(2025, 2, 17)
PERIODS = [("2025-01-01", "2025-02-17"), ("2024-01-01", "2024-12-31"),
           ("2022-01-01", "2025-02-17")]  # fmt: skip
Tables = dict[str, list[dict[str, Any]]]


def ask(
    connection: sqlite3.Connection, first: str | None = None, last: str | None = None, *,
    on: date = TODAY, criteria: Criteria | None = None, **options: Any,
) -> Report:  # fmt: skip
    selection = select(connection, criteria or Criteria(), me="nobody")
    asked = Asked(
        today=TODAY,
        on=on,
        office=OfficeFacts(),
        selection=selection,
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        **options,
    )
    return report(connection, asked)


def status_on(tables: Tables, id_: int, on: str) -> str | None:
    decisions = [(row["effective_on"], row["id"], row["status"]) for row in tables["status_change"]
                 if row["cooperative_id"] == id_ and row["effective_on"] <= on]  # fmt: skip
    return max(decisions)[2] if decisions else None


def state(row: dict[str, Any], until: str) -> str:
    """What became of an application: the last step that was taken by then."""

    def taken(step: str) -> bool:
        on, amount = row[f"{step}_on"], row.get(f"{step}_amount")
        return (on or "") <= until if on or amount is not None else False

    for step in ("disbursed", "rejected", "approved"):
        if taken(step):
            return step
    return "undecided"


def figures(rows: list[dict[str, Any]], until: str) -> dict[str, Any]:
    def amount(those: list[dict[str, Any]], step: str) -> int | None:
        noted = [r[f"{step}_amount"] for r in those if r[f"{step}_amount"] is not None]
        return sum(noted) if noted else None

    states = [state(row, until) for row in rows]
    disbursed = [r for r, s in zip(rows, states, strict=True) if s == "disbursed"]
    approved = [r for r, s in zip(rows, states, strict=True) if s in ("disbursed", "approved")]
    days = [(date.fromisoformat(r["disbursed_on"]) - date.fromisoformat(r["requested_on"])).days
            for r in disbursed if r["disbursed_on"]]  # fmt: skip
    decided = len(rows) - states.count("undecided")
    return {
        "requested": len(rows),
        "approved": len(approved),
        "disbursed": len(disbursed),
        "rejected": states.count("rejected"),
        "undecided": states.count("undecided"),
        "decided": decided,
        "approval_share": round(len(approved) / decided, 4) if decided else None,
        "days_to_disbursement": median(days) if days else None,
        "requested_amount": amount(rows, "requested"),
        "approved_amount": amount(approved, "approved"),
        "disbursed_amount": amount(disbursed, "disbursed"),
    }


def value(tables: Tables, key: str, row: dict[str, Any]) -> Any:
    if key == "year":
        return int(row["requested_on"][:4])
    if key == "subdistrict":
        (code,) = [c["subdistrict_code"] for c in tables["cooperative"]
                   if c["id"] == row["cooperative_id"]]  # fmt: skip
        return {r["code"]: r["name"] for r in tables["region"]}.get(code)
    return row[key]


FILTERS = [
    (Criteria(), lambda c, s: True),
    (Criteria(sector=["producer"]), lambda c, s: bool(s) and c["sector"] == "producer"),
    (Criteria(status=["active"]), lambda c, s: s == "active"),
]


def check(connection: sqlite3.Connection, tables: Tables, criteria: Criteria, keeps: Any,
          on: str = TODAY.isoformat()) -> None:  # fmt: skip
    for first, last in PERIODS:
        until = max(last, on)
        meant = {c["id"] for c in tables["cooperative"]
                 if keeps(c, status_on(tables, c["id"], last))}  # fmt: skip
        kept = [row for row in tables["financing"] if row["cooperative_id"] in meant]
        rows = [row for row in kept if row["requested_on"] and first <= row["requested_on"] <= last]
        for key in DIMENSIONS:
            found = ask(connection, first, last, on=date.fromisoformat(on), by=[key],
                        criteria=criteria)  # fmt: skip
            groups: dict[Any, list[Any]] = {}
            for row in rows:
                groups.setdefault(value(tables, key, row), []).append(row)
            got = {row[key]: {k: v for k, v in row.items() if k != key}
                   for row in found.data["rows"]}  # fmt: skip
            assert got == {group: figures(those, until) for group, those in groups.items()}
            assert found.data["totals"] == figures(rows, until)
            assert found.data["without_a_day"] == sum(not row["requested_on"] for row in kept)


@pytest.mark.parametrize(("criteria", "keeps"), FILTERS, ids=["all", "sector", "status"])
@pytest.mark.parametrize("on", ["2024-06-30", "2025-02-17"])
def test_the_figures_are_those_of_plain_python(
    in_memory: sqlite3.Connection, exported: Any, criteria: Criteria, keeps: Any, on: str
) -> None:
    check(in_memory, exported(in_memory), criteria, keeps, on)


@pytest.mark.parametrize("seed", range(30))
def test_so_they_are_on_registries_made_by_chance(generated: Any, exported: Any, seed: int) -> None:
    with closing(generated(seed)) as connection:
        check(connection, exported(connection), *FILTERS[seed % len(FILTERS)])


def test_the_sentence(in_memory: sqlite3.Connection) -> None:
    found = ask(in_memory, year=2024)
    assert found.lines == [
        "From 1 January 2024 to 31 December 2024: 11 applications for capital, Rp1,300,000,000."
        " Approved: 9 of 11 decided (82%), Rp825,000,000. Disbursed: 6, Rp385,000,000."
        " Median from request to disbursement: 42 days."
    ]
    assert found.notes == [
        "What was applied for in the period, and what became of it by 17 February 2025."
    ]
    assert [table.title for table in found.tables] == ["Applications", "Amounts"]
    assert found.tables[0].total and found.tables[0].total["approved_of"] == "9 of 11"


def test_a_past_day_knows_nothing_later(in_memory: sqlite3.Connection) -> None:
    found = ask(in_memory, on=date(2024, 6, 30))
    assert found.data["totals"]["requested"] == 5
    assert found.data["totals"]["disbursed"] < ask(
        in_memory, "2024-01-01", "2024-06-30"
    ).data["totals"]["disbursed"]  # fmt: skip
    assert found.notes == ["The applications as they stood on 30 June 2024."]


def test_every_application_is_in_one_state(in_memory: sqlite3.Connection) -> None:
    for key in DIMENSIONS:
        for row in ask(in_memory, "2023-01-01", by=[key]).data["rows"]:
            assert row["approved"] + row["rejected"] + row["undecided"] == row["requested"]


@pytest.mark.parametrize(("typed", "key"), [
    ([], "lender"), (["skema"], "scheme"), (["tahun"], "year"), (["kecamatan"], "subdistrict"),
])  # fmt: skip
def test_it_is_broken_down_by_a_name_in_either_language(
    in_memory: sqlite3.Connection, typed: list[str], key: str
) -> None:
    assert ask(in_memory, by=typed).data["by"] == [key]


def test_years_stand_in_their_order(in_memory: sqlite3.Connection) -> None:
    rows = ask(in_memory, "2023-01-01", by=["year"]).data["rows"]
    assert [row["year"] for row in rows] == [2023, 2024, 2025]


def test_an_application_without_a_day(session: Any, enrol: Any) -> None:
    from koperasi_cli.models import Financing
    from koperasi_cli.registry.records import raw

    one = enrol(session, "Tapis Sebatin")
    session.add(Financing(cooperative_id=one.id, lender="BRI", scheme="kur"))
    session.flush()
    found = ask(raw(session))
    assert found.lines == ["From 1 January 2025 to 17 February 2025 no capital was applied for."]
    assert found.notes == ["1 application has no day of request, and is in no period."]
    assert found.tables == []


def test_an_empty_registry(registry: Any, run: Any) -> None:
    ran = run("report", "capital")
    assert ran.code == 0, ran.err
    assert ran.out.strip() == (
        "From 1 January 2025 to 17 February 2025 no capital was applied for."
    )
    data = json.loads(run("report", "capital", "--json").out)
    assert (data["totals"]["requested"], data["rows"]) == (0, [])


def test_a_machine_has_numbers_and_amounts_in_one_table(run: Any, sample: Any) -> None:
    lines = run("report", "capital", "--year", "2024", "--by", "scheme", "--format", "csv").out
    header, first = lines.splitlines()[:2]
    row = dict(zip(header.split(","), first.split(","), strict=True))
    assert (row["scheme"], row["requested"], row["approved"]) == ("kur", "7", "6")
    assert row["requested_amount"].isdigit() and row["disbursed_amount"].isdigit()


def test_the_json_is_the_same_in_either_language(run: Any, sample: Any) -> None:
    words = ("report", "capital", "--year", "2024", "--json")
    english, indonesian = run(*words), run(*words, "--lang", "id")
    assert json.loads(english.out) == json.loads(indonesian.out)
