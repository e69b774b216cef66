"""The moves between two counts: they are the difference, and each is called what it is."""

import json
import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.errors import BadUsage, NotFound
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.counting import FOREVER, Totals, totals
from koperasi_cli.reports.movements import Count, moves_between, report
from koperasi_cli.reports.moving import KINDS, counted, kind_of
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.selection import Criteria, select

TODAY = date(2025, 2, 17)


def asked(**given: Any) -> Asked:
    return Asked(**{"today": TODAY, "on": TODAY, "office": OfficeFacts(), **given})


def plain(connection: sqlite3.Connection, on: date, known: str) -> dict[int, str]:
    """Each cooperative's status on a day as it was known at a moment, row by row."""

    def stood(row: sqlite3.Row) -> bool:
        return not row["withdrawn_at"] or row["withdrawn_at"] > known

    stands = {row["id"] for row in connection.execute("SELECT * FROM cooperative") if stood(row)}
    latest: dict[int, tuple[str, int, str]] = {}
    for row in connection.execute("SELECT * FROM status_change"):
        one = (row["effective_on"], row["id"], row["status"])
        if (
            stood(row) and row["recorded_at"] <= known and one[0] <= on.isoformat()
            and row["cooperative_id"] in stands
        ):  # fmt: skip
            latest[row["cooperative_id"]] = max(latest.get(row["cooperative_id"], one), one)
    return {id_: status for id_, (_on, _id, status) in latest.items()}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, "active", "new"),
        (None, "inactive", "new"),
        ("inactive", "active", "reactivated"),
        ("active", "inactive", "became-inactive"),
        ("active", "dissolved", "dissolved"),
        (None, "dissolved", "dissolved"),
        ("active", None, "undone"),
        ("dissolved", None, "undone"),
    ],
)
def test_a_move_has_a_name(before: str | None, after: str | None, kind: str) -> None:
    assert kind_of(before, after) == kind and kind in KINDS


@pytest.mark.parametrize("seed", range(15))
def test_the_moves_are_the_difference(
    generated: Callable[[int], sqlite3.Connection], seed: int
) -> None:
    connection = generated(seed)
    moments = [f"{TODAY - timedelta(days=n)}T03:00:00Z" for n in (700, 300, 40)] + [FOREVER]
    for back in (800, 400, 100, 3):
        first = Count(TODAY - timedelta(days=back), moments[seed % len(moments)])
        last = Count(TODAY - timedelta(days=back // 3))
        moves = moves_between(connection, asked(), first, last)
        was, now = plain(connection, first.on, first.known), plain(connection, last.on, FOREVER)
        expected = {
            id_: (was.get(id_), now.get(id_))
            for id_ in was.keys() | now.keys()
            if was.get(id_) != now.get(id_)
        }
        assert {move["id"]: (move["before"], move["after"]) for move in moves} == expected
        start = totals(connection, first.on, known=first.known)
        end = totals(connection, last.on)
        for status in ("active", "inactive"):
            added = sum(counted(move["before"], move["after"], status) for move in moves)
            assert getattr(start, status) + added == getattr(end, status)
        report(connection, asked(first=first.on, last=last.on))  # asserts that it adds up


def test_between_two_published_days(in_memory: sqlite3.Connection) -> None:
    found = report(in_memory, asked(first=date(2024, 1, 26)))
    assert found.lines == [
        "From 26 January 2024 to 17 February 2025: active 61 to 67, inactive 29 to 29.",
        "14 cooperatives moved; the figures add up.",
    ]
    moves, sums = found.tables
    assert len(moves.rows) == 14
    assert [(row["what"], row["cooperatives"], row["active"], row["inactive"]) for row in sums.rows] == [
        ("26 January 2024", None, "61", "29"),
        ("New", 6, "+6", "0"),
        ("Reactivated", 4, "+4", "-4"),
        ("Became inactive", 4, "-4", "+4"),
    ]  # fmt: skip
    assert sums.total == {
        "what": "17 February 2025", "cooperatives": None, "active": "67", "inactive": "29",
        "total": "96",
    }  # fmt: skip


def test_nobody_moved(in_memory: sqlite3.Connection) -> None:
    found = report(in_memory, asked(first=TODAY))
    assert found.lines[1] == "No cooperative moved." and not found.data["moves"]


def test_since_a_figure_was_published(sample: Database, run: Any) -> None:
    """A correction of the day itself, one recorded later, and a change since: each is told."""
    assert run("add", "KSU Susulan", "--on", "2024-01-10", "--yes").code == 0
    assert run("status", "91", "inactive", "--on", "2025-02-17", "--yes").code == 0
    assert run("status", "1", "inactive", "--on", "2024-01-20", "--yes").code == 0
    ran = run("report", "changes", "--since-published", "--from", "2024-01-26", "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert (found["start"]["active"], found["corrected"]["active"]) == (61, 61)
    how = {move["name"]: (move["how"], move["kind"]) for move in found["moves"]}
    assert how["KSU Susulan"] == ("recorded-later", "new")
    assert how["KPRI Sai Betik"] == ("corrected", "became-inactive")
    moves_of_91 = [move for move in found["moves"] if move["id"] == 91]
    assert [(move["how"], move["after"]) for move in moves_of_91] == [("since", "inactive")]
    assert found["end"] == json.loads(run("report", "--json").out)["totals"]


def test_what_is_refused(in_memory: sqlite3.Connection) -> None:
    with pytest.raises(NotFound):
        report(in_memory, asked(since_published=True, first=date(2020, 1, 1)))
    with pytest.raises(BadUsage):
        report(in_memory, asked(first=TODAY, last=date(2020, 1, 1)))
    with pytest.raises(BadUsage):
        report(in_memory, asked(selection=select(in_memory, Criteria(status=["active"]), me="x")))


def test_with_filters_it_adds_up_too(in_memory: sqlite3.Connection) -> None:
    chosen = select(in_memory, Criteria(sector=["producer"]), me="x")
    found = report(in_memory, asked(first=date(2024, 1, 26), selection=chosen))
    assert found.data["start"] == Totals(33, 15).as_dict()
    assert found.data["end"] == Totals(38, 14).as_dict()
