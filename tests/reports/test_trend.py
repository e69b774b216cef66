"""The trend: at the end of each stretch as many as plain Python counts, and as the status report."""

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from koperasi_cli.errors import BadUsage
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.chart import Series, line_chart
from koperasi_cli.reports.counting import totals
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.selection import Criteria, select
from koperasi_cli.reports.trend import count_at_ends, report, stretch_ends

TODAY = date(2025, 2, 17)


def asked(**given: Any) -> Asked:
    return Asked(**{"today": TODAY, "on": TODAY, "office": OfficeFacts(), **given})


def plain(connection: sqlite3.Connection, on: date) -> dict[str, int]:
    """How many have which status on a day, counted row by row."""
    stands = {
        row["id"]
        for row in connection.execute("SELECT * FROM cooperative")
        if not row["withdrawn_at"]
    }
    latest: dict[int, tuple[str, int, str]] = {}
    for row in connection.execute("SELECT * FROM status_change"):
        if row["withdrawn_at"] or row["cooperative_id"] not in stands:
            continue
        if row["effective_on"] <= on.isoformat():
            known = (row["effective_on"], row["id"], row["status"])
            latest[row["cooperative_id"]] = max(latest.get(row["cooperative_id"], known), known)
    found = [status for _on, _id, status in latest.values()]
    return {status: found.count(status) for status in ("active", "inactive", "dissolved")}


@pytest.mark.parametrize(
    ("first", "last", "every", "ends"),
    [
        ("2024-12-15", "2025-02-17", None, ["2024-12-31", "2025-01-31", "2025-02-17"]),
        ("2024-11-30", "2025-01-31", "month", ["2024-11-30", "2024-12-31", "2025-01-31"]),
        ("2024-02-01", "2024-09-30", "quarter", ["2024-03-31", "2024-06-30", "2024-09-30"]),
        ("2023-05-01", "2025-02-17", "year", ["2023-12-31", "2024-12-31", "2025-02-17"]),
        ("2025-02-17", "2025-02-17", None, ["2025-02-17"]),
        ("2024-02-01", "2024-02-29", None, ["2024-02-29"]),
    ],
)
def test_a_stretch_ends_with_its_last_day(
    first: str, last: str, every: str | None, ends: list[str]
) -> None:
    found = stretch_ends(date.fromisoformat(first), date.fromisoformat(last), every)
    assert [end.isoformat() for end in found] == ends


@pytest.mark.parametrize("seed", range(12))
def test_every_day_agrees_with_status_and_with_plain_python(
    generated: Callable[[int], sqlite3.Connection], seed: int
) -> None:
    connection = generated(seed)
    days = [TODAY - timedelta(days=n) for n in range(900, -1, -13)]
    counted = count_at_ends(connection, asked(), days[0], days)
    for on, found in zip(days, counted.totals, strict=True):
        assert found == totals(connection, on)
        expected = plain(connection, on)
        assert (found.active, found.inactive, found.dissolved) == tuple(expected.values())


def test_the_sample_day_by_day(in_memory: sqlite3.Connection) -> None:
    days = [date(2023, 12, 1) + timedelta(days=n) for n in range(0, 440, 11)]
    counted = count_at_ends(in_memory, asked(), days[0], days)
    assert counted.totals == [totals(in_memory, on) for on in days]
    assert [(t.active, t.inactive) for t in counted.totals] == [
        (plain(in_memory, on)["active"], plain(in_memory, on)["inactive"]) for on in days
    ]


def test_the_page(in_memory: sqlite3.Connection) -> None:
    found = report(in_memory, asked(first=date(2024, 1, 1), listing=True))
    assert found.lines == [
        "On 17 February 2025: 67 active, 29 inactive; on 31 January 2024: 61 active, 29 inactive."
        " 14 changes of status in between."
    ]
    moves, ends = found.tables
    assert [row["on"] for row in ends.rows][:2] == ["2024-01-31", "2024-02-29"]
    assert ends.rows[0]["published"] == "61/29 on 26 Jan 2024"
    assert ends.rows[-1]["published"] == "67/29 on 17 Feb 2025"
    assert len(moves.rows) == 15 and moves.rows[0]["on"] == "2024-01-09"
    assert found.chart[-1] == "* active   o inactive"
    assert found.data["rows"][-1]["total"] == 96


def test_filters_choose_cooperatives_and_not_statuses(in_memory: sqlite3.Connection) -> None:
    lemong = select(in_memory, Criteria(subdistrict=["Lemong"]), me="x")
    found = report(in_memory, asked(selection=lemong, first=date(2024, 6, 1)))
    assert found.data["rows"][-1]["total"] == 5
    assert not any(row["published"] for row in found.tables[0].rows)
    with pytest.raises(BadUsage):
        report(in_memory, asked(selection=select(in_memory, Criteria(status=["active"]), me="x")))


def test_an_empty_registry_reads_well(generated: Callable[[int], sqlite3.Connection]) -> None:
    connection = generated(0)
    connection.execute("DELETE FROM status_change")
    found = report(connection, asked())
    assert found.data["rows"][-1]["total"] == 0 and not found.chart


def test_the_chart_is_drawn_to_scale() -> None:
    drawn = line_chart([Series("*", [0, 8]), Series("o", [8, 8])], "first", "last")
    assert drawn[0].startswith("8 |oooo") and drawn[8].startswith("0 |*")
    assert drawn[-1].split() == ["first", "last"]
    assert line_chart([Series("*", [3])], "a", "b") == []
    assert line_chart([Series("*", [0, 0])], "a", "b") == []
    assert max(map(len, line_chart([Series("*", range(1, 200))], "a", "b"))) < 180
