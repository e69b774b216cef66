"""Each filter of a list, against the same count made in Python from the bare tables."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.errors import BadUsage, BadValue
from koperasi_cli.models import Cooperative
from koperasi_cli.reports.cooperatives import COLUMNS, COMPUTED
from koperasi_cli.reports.listing import LISTS, Question, report
from koperasi_cli.reports.selection import FIELDS, Criteria

ON = date(2025, 2, 17)
Plain = dict[str, Any]


@pytest.fixture
def connection(sample: Database) -> Iterator[sqlite3.Connection]:
    with sample.reading() as connection:
        yield connection


@pytest.fixture
def bare(connection: sqlite3.Connection) -> list[Plain]:
    """Every cooperative with its status, tags and places, put together without our queries."""
    table = _table(connection)
    codes = {row["code"]: row["name"] for row in table("region")}
    found = []
    for row in table("cooperative"):
        history = [
            change
            for change in table("status_change")
            if change["cooperative_id"] == row["id"] and change["effective_on"] <= ON.isoformat()
        ]
        last = max(history, key=lambda change: (change["effective_on"], change["id"]))
        tags = {tag["name"] for tag in table("tag") if tag["cooperative_id"] == row["id"]}
        found.append(
            {
                **row,
                "status": last["status"],
                "status_since": last["effective_on"],
                "tags": tags,
                "subdistrict": codes.get(row["subdistrict_code"]),
                "village": codes.get(row["village_code"]),
            }
        )
    return found


def _table(connection: sqlite3.Connection) -> Callable[[str], list[Plain]]:
    def table(name: str) -> list[Plain]:
        found = connection.execute(f"SELECT * FROM {name}").fetchall()
        return [dict(row) for row in found if row["withdrawn_at"] is None]

    return table


def _ask(connection: sqlite3.Connection, what: str = "cooperatives", **given: Any) -> list[Plain]:
    names = {name for name in Question.__dataclass_fields__ if name != "criteria"}
    asked = {name: given.pop(name) for name in list(given) if name in names}
    criteria = Criteria(**given)
    question = Question(today=ON, me="Hendra Gunawan Saleh", criteria=criteria, **asked)
    return [dict(row) for row in report(connection, what, question).data]


def _ids(rows: list[Plain]) -> set[int]:
    return {row["id"] for row in rows}


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        ({"status": ["active"]}, lambda c: c["status"] == "active"),
        ({"status": ["KTA"]}, lambda c: c["status"] == "inactive"),
        ({"status": ["active", "inactive"]}, lambda c: True),
        ({"sector": ["Produsen"]}, lambda c: c["sector"] == "producer"),
        ({"sector": ["jasa", "marketing"]}, lambda c: c["sector"] in ("services", "marketing")),
        ({"subdistrict": ["way krui"]}, lambda c: c["subdistrict"] == "Way Krui"),
        ({"subdistrict": ["Bengkunat"]}, lambda c: c["subdistrict"] == "Ngaras"),
        ({"village": ["Pasar Krui"]}, lambda c: c["village"] == "Pasar Krui"),
        ({"industry": ["Pertanian"]}, lambda c: c["industry"] == "agriculture"),
        ({"category": ["KUD"]}, lambda c: c["category"] == "kud"),
        ({"form": ["primary-district"]}, lambda c: c["form"] == "primary-district"),
        ({"management": ["syariah"]}, lambda c: c["management"] == "sharia"),
        ({"line": ["fishery"]}, lambda c: c["line"] == "fishery"),
        ({"tag": ["target-2025"]}, lambda c: "target-2025" in c["tags"]),
        ({"without_tag": ["target-2025"]}, lambda c: "target-2025" not in c["tags"]),
        ({"search": "tapis"}, lambda c: "tapis" in c["name"].lower()),
        (
            {"status": ["inactive"], "sector": ["producer"], "missing": ["nik"]},
            lambda c: (c["status"], c["sector"], c["nik"]) == ("inactive", "producer", None),
        ),
    ],
)
def test_filter(
    connection: sqlite3.Connection,
    bare: list[Plain],
    filters: dict[str, Any],
    holds: Callable[[Plain], bool],
) -> None:
    expected = {row["id"] for row in bare if holds(row)}
    assert expected, "the sample has none: the test would show nothing"
    assert _ids(_ask(connection, **filters)) == expected


@pytest.mark.parametrize("name", FIELDS)
def test_missing(connection: sqlite3.Connection, bare: list[Plain], name: str) -> None:
    column = {"subdistrict": "subdistrict_code", "village": "village_code", "officer": "officer_id"}
    expected = {row["id"] for row in bare if row[column.get(name, name)] is None}
    assert _ids(_ask(connection, missing=[name])) == expected


def test_officer_has_care_of_a_subdistrict(
    connection: sqlite3.Connection, bare: list[Plain]
) -> None:
    care = {"Karya Penggawa", "Pulau Pisang", "Way Krui"}
    expected = {
        row["id"]
        for row in bare
        if row["officer_id"] == 2 or (row["officer_id"] is None and row["subdistrict"] in care)
    }
    assert _ids(_ask(connection, officer="me")) == expected


def test_a_day_has_its_own_status(connection: sqlite3.Connection) -> None:
    found = _ask(connection, on=date(2024, 1, 26))
    statuses = [row["status"] for row in found]
    assert (statuses.count("active"), statuses.count("inactive")) == (61, 29)


def test_columns_are_those_of_the_table_and_more() -> None:
    further = {"status", "status_since", "subdistrict", "village", "tags", "officer", "in_care_of"}
    assert set(COLUMNS) == set(Cooperative.model_fields) | further | set(COMPUTED)


def test_sessions_are_filtered_by_who_attends(
    connection: sqlite3.Connection, bare: list[Plain]
) -> None:
    inactive = {row["id"] for row in bare if row["status"] == "inactive"}
    attendances = _table(connection)("attendance")
    expected = {a["session_id"] for a in attendances if a["cooperative_id"] in inactive}
    found = _ask(connection, "sessions", status=["inactive"])
    assert _ids(found) == expected
    assert len(found) < len(_ask(connection, "sessions"))


def test_session_cells(connection: sqlite3.Connection) -> None:
    attendances = _table(connection)("attendance")
    for row in _ask(connection, "sessions"):
        own = [a for a in attendances if a["session_id"] == row["id"]]
        assert {c["id"] for c in row["cooperatives"]} == {a["cooperative_id"] for a in own}
        assert row["attending"] == len(own)
        assert (row["participants_male"] or 0) == sum(a["participants_male"] or 0 for a in own)
        assert row["planned"] is (row["held_on"] is None)
        assert row["on"] == (row["held_on"] or row["planned_on"])


def test_sessions_of_a_day(connection: sqlite3.Connection) -> None:
    days = [row["on"] for row in _ask(connection, "sessions", on=date(2024, 3, 20))]
    assert days
    assert set(days) == {"2024-03-20"}


@pytest.mark.parametrize(
    ("given", "holds"),
    [
        ({"planned": True}, lambda s, due: s["held_on"] is None),
        ({"held": True}, lambda s, due: s["held_on"] is not None),
        ({"kind": ["pelatihan"]}, lambda s, due: s["kind"] == "training"),
        ({"kind": ["visit", "review"]}, lambda s, due: s["kind"] in ("visit", "review")),
        ({"first": date(2025, 2, 13)}, lambda s, due: s["on"] >= "2025-02-13"),
        ({"last": date(2023, 6, 30)}, lambda s, due: s["on"] <= "2023-06-30"),
        (
            {"first": date(2024, 1, 1), "last": date(2024, 12, 31), "kind": ["training"]},
            lambda s, due: s["kind"] == "training" and s["on"][:4] == "2024",
        ),
        ({"follow_up_due": True}, lambda s, due: s["id"] in due),
    ],
)
def test_sessions_filtered_by_what_they_are(
    connection: sqlite3.Connection,
    given: dict[str, Any],
    holds: Callable[[Plain, set[int]], bool],
) -> None:
    table = _table(connection)
    due = {
        a["session_id"]
        for a in table("attendance")
        if a["follow_up_on"] and a["follow_up_on"] <= ON.isoformat() and not a["followed_up_on"]
    }
    plain = [{**s, "on": s["held_on"] or s["planned_on"]} for s in table("mentoring_session")]
    expected = {s["id"] for s in plain if holds(s, due)}
    assert expected
    assert _ids(_ask(connection, "sessions", **given)) == expected


def test_sessions_of_an_officer(sample: Database) -> None:
    """Those under the officer's name; without a name, those with a cooperative in his or her care."""
    with sample.writing("test", actor="x", at="2025-02-17T03:00:00Z") as session:
        from koperasi_cli.models import MentoringSession

        session.get_one(MentoringSession, 58).officer_id = None
        session.get_one(MentoringSession, 57).officer_id = None
    with sample.reading() as connection:
        table = _table(connection)
        theirs = {s["id"] for s in table("mentoring_session") if s["officer_id"] == 2}
        assert _ids(_ask(connection, "sessions", officer="me")) - {57, 58} == theirs
        mine = _ids(_ask(connection, officer="me"))
        guests = {a["session_id"] for a in table("attendance") if a["cooperative_id"] in mine}
        assert _ids(_ask(connection, "sessions", officer="me")) == theirs | (guests & {57, 58})


def test_what_is_only_planned_was_not_held(connection: sqlite3.Connection) -> None:
    with pytest.raises(BadUsage, match="was not held"):
        _ask(connection, "sessions", planned=True, held=True)


def test_only_open_cases(connection: sqlite3.Connection) -> None:
    expected = {c["id"] for c in _table(connection)("revitalization") if c["closed_on"] is None}
    assert _ids(_ask(connection, "cases", only_open=True)) == expected


def test_regions_of_a_subdistrict(connection: sqlite3.Connection) -> None:
    assert len(_ask(connection, "regions")) == 11
    villages = _ask(connection, "regions", subdistrict=["Ngaras"])
    assert {row["parent"] for row in villages} == {"Ngaras"}
    assert len(_ask(connection, "regions", search="pagar dalam")) == 2


def test_officers_of_a_subdistrict(connection: sqlite3.Connection) -> None:
    (officer,) = _ask(connection, "officers", subdistrict=["Lemong"])
    assert officer["subdistricts"] == ["Lemong", "Pesisir Utara"]


@pytest.mark.parametrize(
    ("what", "given"),
    [
        ("officers", {"status": ["active"]}),
        ("publications", {"sector": ["producer"]}),
        ("regions", {"on": ON}),
        ("cooperatives", {"only_open": True}),
        ("sessions", {"known_on": ON}),
        ("cooperatives", {"kind": ["visit"]}),
        ("cases", {"follow_up_due": True}),
        ("publications", {"first": ON}),
    ],
)
def test_a_filter_that_a_list_lacks_is_refused(
    connection: sqlite3.Connection, what: str, given: dict[str, Any]
) -> None:
    with pytest.raises(BadUsage, match="no filter"):
        _ask(connection, what, **given)


@pytest.mark.parametrize("what", LISTS)
def test_every_list_sorts_by_every_column_with_the_empty_last(
    connection: sqlite3.Connection, what: str
) -> None:
    question = Question(today=ON, me="x")
    table = report(connection, what, question).tables[0]
    for column in table.columns:
        for order in (column.key, f"-{column.key}"):
            found = _ask(connection, what, sort=order, columns=column.key)
            assert len(found) == len(table.rows)
            empty = [row[column.key] in (None, []) for row in found]
            if column.key not in ("tags", "causes", "subdistricts", "cooperatives"):
                assert empty == sorted(empty)


def test_sorting(connection: sqlite3.Connection) -> None:
    names = [row["name"].casefold() for row in _ask(connection)]
    assert names == sorted(names)
    dates = [row["legal_date"] for row in _ask(connection, sort="-legal_date") if row["legal_date"]]
    assert dates == sorted(dates, reverse=True)
    both = [(r["sector"], r["legal_date"]) for r in _ask(connection, sort="sector,-legal_date")]
    producers = [day for sector, day in both if sector == "producer" and day]
    assert producers == sorted(producers, reverse=True)
    assert [s for s, _ in both if s] == sorted(s for s, _ in both if s)


def test_columns_by_name_or_heading(connection: sqlite3.Connection) -> None:
    found = _ask(connection, columns="Legal number, id,sector")[0]
    assert list(found) == ["legal_number", "id", "sector"]
    with pytest.raises(BadValue, match="no column") as raised:
        _ask(connection, columns="id,sektro")
    assert "Did you mean: sector?" in (raised.value.hint or "")
    with pytest.raises(BadValue):
        _ask(connection, sort="-nothing")
