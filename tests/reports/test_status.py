"""The status report against plain Python, on the sample; its sentence; its contract in JSON."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.errors import BadUsage
from koperasi_cli.language import speaking
from koperasi_cli.reports.counting import DIMENSIONS, FOREVER, Totals, count, dimensions, totals
from koperasi_cli.reports.selection import Criteria, select
from koperasi_cli.reports.status import headline, status_report
from koperasi_cli.table import Report

TODAY = date(2025, 2, 17)
DAYS = ["2000-01-01", "2023-02-05", "2024-01-26", "2024-02-20", "2025-02-17", "2030-01-01"]
KNOWN = ["2023-06-30T16:59:59Z", "2024-02-20T16:59:59Z", "2024-12-31T16:59:59Z", FOREVER]
Record = dict[str, Any]


@pytest.fixture(scope="module")
def connection(sample_file: Path) -> Iterator[sqlite3.Connection]:
    """The sample, with what it lacks: fields not recorded, several tags, dissolved cooperatives."""
    with closing(sqlite3.connect(":memory:")) as opened:
        with closing(sqlite3.connect(sample_file)) as file:
            file.backup(opened)
        opened.row_factory = sqlite3.Row
        for position, column in enumerate(
            ("sector", "industry", "category", "form", "management", "line", "legal_date",
             "subdistrict_code", "village_code")
        ):  # fmt: skip
            opened.execute(f"UPDATE cooperative SET {column} = NULL WHERE id % 9 = {position}")
        opened.execute(
            "INSERT INTO tag (cooperative_id, name, recorded_at) SELECT id, 'marked', ''"
            " FROM cooperative WHERE id % 5 = 0 OR id IN (SELECT cooperative_id FROM tag)"
        )
        opened.execute(
            "INSERT INTO status_change (cooperative_id, status, effective_on, recorded_at)"
            " SELECT id, 'dissolved', '2026-01-01', '2024-06-01' FROM cooperative WHERE id % 10 = 0"
        )
        yield opened


@pytest.fixture(scope="module")
def records(connection: sqlite3.Connection) -> list[Record]:
    """The cooperatives with what is grouped and filtered by, and their whole history."""
    villages = {r["code"]: r["name"] for r in connection.execute("SELECT code, name FROM region")}
    found = [dict(row) for row in connection.execute("SELECT * FROM cooperative")]
    care: dict[str, set[int]] = {}
    for row in connection.execute("SELECT * FROM officer_subdistrict"):
        care.setdefault(row["subdistrict_code"], set()).add(row["officer_id"])
    for record in found:
        id_ = (record["id"],)
        tags = connection.execute("SELECT name FROM tag WHERE cooperative_id = ?", id_)
        record["tags"] = [row["name"] for row in tags]
        record["subdistrict"] = villages.get(record["subdistrict_code"])
        record["village"] = villages.get(record["village_code"])
        record["legal_year"] = int(record["legal_date"][:4]) if record["legal_date"] else None
        own = {record["officer_id"]} if record["officer_id"] else None
        record["officers"] = own or care.get(record["subdistrict_code"], set())
        history = connection.execute("SELECT * FROM status_change WHERE cooperative_id = ?", id_)
        record["history"] = [dict(row) for row in history]
    return found


def status_of(record: Record, on: str, known: str = FOREVER) -> str | None:
    decisions = [
        (row["effective_on"], row["id"], row["status"])
        for row in record["history"]
        if row["effective_on"] <= on
        and row["recorded_at"] <= known
        and not (row["withdrawn_at"] and row["withdrawn_at"] <= known)
    ]
    return max(decisions)[2] if decisions else None


def values_of(record: Record, key: str) -> list[Any]:
    return (record["tags"] or [None]) if key == "tag" else [record[key]]


def plain_count(
    records: list[Record], keys: list[str], on: str, known: str = FOREVER
) -> dict[tuple[Any, ...], Counter[str]]:
    counted: dict[tuple[Any, ...], Counter[str]] = {}
    for record in records:
        if status := status_of(record, on, known):
            groups: list[tuple[Any, ...]] = [()]
            for key in keys:
                groups = [(*group, value) for group in groups for value in values_of(record, key)]
            for group in groups:
                counted.setdefault(group, Counter())[status] += 1
    return counted


def as_counters(found: dict[tuple[Any, ...], Totals]) -> dict[tuple[Any, ...], Counter[str]]:
    return {
        group: +Counter(active=t.active, inactive=t.inactive, dissolved=t.dissolved)
        for group, t in found.items()
    }


BREAKDOWNS = [(), *((name,) for name in DIMENSIONS), *combinations(DIMENSIONS, 2)]


@pytest.mark.parametrize("names", BREAKDOWNS, ids=lambda names: "+".join(names) or "all")
def test_the_counts_are_those_of_plain_python(
    connection: sqlite3.Connection, records: list[Record], names: tuple[str, ...]
) -> None:
    by = [DIMENSIONS[name] for name in names]
    for on in DAYS:
        for known in KNOWN:
            found = count(connection, date.fromisoformat(on), known=known, by=by)
            expected = plain_count(records, [d.key for d in by], on, known)
            assert as_counters(found) == expected, (on, known)


@pytest.mark.parametrize(("on", "figures"), [
    ("2023-02-05", (57, 21)), ("2024-01-26", (61, 29)), ("2025-02-17", (67, 29)),
])  # fmt: skip
def test_the_published_figures(
    connection: sqlite3.Connection, on: str, figures: tuple[int, int]
) -> None:
    found = totals(connection, date.fromisoformat(on))
    assert (found.active, found.inactive) == figures


FILTERS: list[tuple[dict[str, Any], Callable[[Record, str | None], bool]]] = [
    ({"status": ["inactive"]}, lambda r, s: s == "inactive"),
    ({"status": ["KA", "bubar"]}, lambda r, s: s in ("active", "dissolved")),
    ({"sector": ["Produsen", "jasa"]}, lambda r, s: r["sector"] in ("producer", "services")),
    ({"category": ["KUD"]}, lambda r, s: r["category"] == "kud"),
    ({"form": ["primer kabupaten/kota"]}, lambda r, s: r["form"] == "primary-district"),
    ({"management": ["syariah"]}, lambda r, s: r["management"] == "sharia"),
    ({"line": ["fishery"]}, lambda r, s: r["line"] == "fishery"),
    ({"subdistrict": ["Way Krui", "lemong"]}, lambda r, s: r["subdistrict"] in ("Way Krui", "Lemong")),
    ({"subdistrict": ["Bengkunat"]}, lambda r, s: r["subdistrict"] == "Ngaras"),
    ({"village": ["Walur"]}, lambda r, s: r["village"] == "Walur"),
    ({"tag": ["KDMP"]}, lambda r, s: "kdmp" in r["tags"]),
    ({"without_tag": ["kdmp"]}, lambda r, s: "kdmp" not in r["tags"]),
    ({"tag": ["kdmp"], "without_tag": ["kdmp"]}, lambda r, s: False),
    ({"missing": ["nik"]}, lambda r, s: r["nik"] is None),
    ({"missing": ["village", "phone"]}, lambda r, s: r["village"] is None and r["phone"] is None),
    ({"officer": "1"}, lambda r, s: 1 in r["officers"]),
    ({"search": "krui"}, lambda r, s: any(
        "krui" in str(r[name] or "").lower() for name in (
            "name", "address", "place", "chair", "manager", "legal_number", "nik", "note",
        ))),
    ({"search": "100%"}, lambda r, s: False),
    ({"sector": ["producer"], "status": ["active"], "subdistrict": ["Ngambur"]},
     lambda r, s: (r["sector"], s, r["subdistrict"]) == ("producer", "active", "Ngambur")),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "keeps"), FILTERS, ids=[str(typed) for typed, _keeps in FILTERS])
def test_a_filter_keeps_what_it_says(
    connection: sqlite3.Connection,
    records: list[Record],
    typed: dict[str, Any],
    keeps: Callable[[Record, str | None], bool],
) -> None:
    chosen = select(connection, Criteria.of(typed), me="nobody")
    assert chosen.note and chosen.note.startswith("Only: ")
    for on in DAYS:
        kept = [record for record in records if keeps(record, status_of(record, on))]
        for key in ("", "sector", "tag", "subdistrict"):
            by = [DIMENSIONS[key]] if key else []
            found = count(connection, date.fromisoformat(on), by=by, selection=chosen)
            assert as_counters(found) == plain_count(kept, [d.key for d in by], on), (on, key)


# --- the report


def report(connection: sqlite3.Connection, *names: str, on: str = "2025-02-17") -> Report:
    day = date.fromisoformat(on)
    return status_report(connection, on=day, today=TODAY, by=dimensions(names))


@pytest.mark.parametrize("names", BREAKDOWNS[1:], ids="+".join)
def test_the_total_row_adds_up(connection: sqlite3.Connection, names: tuple[str, ...]) -> None:
    found = report(connection, *names)
    (table,) = found.tables
    assert table.total is not None
    assert [row["total"] for row in table.rows] == [r["active"] + r["inactive"] for r in table.rows]
    for column in ("active", "inactive", "dissolved", "total"):
        summed = sum(row[column] for row in table.rows)
        if "tag" in names:
            assert summed >= table.total[column]
        else:
            assert summed == table.total[column] == found.data["totals"][column]
    several_tags = any("several tags" in note for note in found.notes)
    assert several_tags is (sum(row["total"] for row in table.rows) > table.total["total"])


def test_a_cooperative_with_several_tags_is_explained(connection: sqlite3.Connection) -> None:
    found = report(connection, "tag")
    assert (
        "A cooperative with several tags is in the row of each; the total has it once."
        in found.notes
    )
    assert found.tables[0].rows[-1]["tag"] is None, "those without a tag come last"


def test_dissolved_ones_have_a_column_only_where_there_are_some(
    connection: sqlite3.Connection,
) -> None:
    for on, hidden in (("2025-02-17", True), ("2026-01-01", False)):
        (table,) = report(connection, "sector", on=on).tables
        assert [c.hidden for c in table.columns if c.key == "dissolved"] == [hidden]


def test_years_stand_in_their_order_and_what_is_unknown_last(
    connection: sqlite3.Connection,
) -> None:
    years = [row["legal_year"] for row in report(connection, "legal-year").tables[0].rows]
    known = [year for year in years if year is not None]
    assert known == sorted(known) and len(known) > 5
    assert years[len(known) :] in ([], [None])


def test_the_largest_group_stands_first(connection: sqlite3.Connection) -> None:
    rows = report(connection, "sector").tables[0].rows
    sizes = [row["total"] for row in rows if row["sector"]]
    assert sizes == sorted(sizes, reverse=True)


def test_what_is_not_recorded_has_a_row_of_its_own(connection: sqlite3.Connection) -> None:
    (table,) = report(connection, "category").tables
    assert table.rows[-1]["category"] is None
    assert table.columns[0].empty == "not recorded"
    assert report(connection, "tag").tables[0].columns[0].empty == "no tag"


@pytest.mark.parametrize(("on", "known_on", "noted"), [
    (TODAY, None, []),
    (date(2024, 1, 26), None, ["attributes are today's"]),
    (TODAY, date(2024, 12, 31), ["known at the end of 31 December 2024", "attributes are today's"]),
])  # fmt: skip
def test_the_notes_say_what_the_figures_are(
    connection: sqlite3.Connection, on: date, known_on: date | None, noted: list[str]
) -> None:
    found = status_report(connection, on=on, today=TODAY, known_on=known_on)
    assert len(found.notes) == len(noted)
    assert all(words in note for words, note in zip(noted, found.notes, strict=True))


def test_the_json_contract(run: Any, sample: Any) -> None:
    ran = run("report", "--on", "2025-02-17", "--by", "sector,subdistrict", "--json")
    data = json.loads(ran.out)
    assert list(data) == [
        "report", "on", "known_on", "by", "headline_en", "headline_id", "lines", "totals", "rows",
    ]  # fmt: skip
    assert (data["report"], data["on"], data["known_on"]) == ("status", "2025-02-17", None)
    assert data["by"] == ["sector", "subdistrict"]
    assert data["totals"] == {"active": 67, "inactive": 29, "dissolved": 0, "total": 96}
    assert data["headline_en"].startswith("96 cooperatives on 17 February 2025: 67 active, 29 inac")
    assert data["headline_id"].startswith("Per 17 Februari 2025 tercatat 96 koperasi: 67 aktif")
    for row in data["rows"]:
        assert list(row) == [
            "sector", "subdistrict", "active", "inactive", "dissolved", "total", "active_share",
        ]  # fmt: skip
        assert all(type(row[key]) is int for key in ("active", "inactive", "dissolved", "total"))
        assert row["sector"] is None or row["sector"].islower()
        assert row["active_share"] is None or 0 <= row["active_share"] <= 1


def test_the_json_says_the_same_in_either_language(run: Any, sample: Any) -> None:
    words = ("report", "--on", "2024-01-26", "--known-on", "2024-12-31", "--json")
    english, indonesian = run(*words), run(*words, "--lang", "id")
    assert json.loads(english.out) == json.loads(indonesian.out)
    assert json.loads(english.out)["known_on"] == "2024-12-31"


@pytest.mark.parametrize(("active", "inactive", "share"), [
    (38, 14, 0.7308), (1, 2, 0.3333), (2, 1, 0.6667), (0, 5, 0.0), (5, 0, 1.0), (0, 0, None),
])  # fmt: skip
def test_the_share_has_four_places(active: int, inactive: int, share: float | None) -> None:
    assert Totals(active, inactive, dissolved=9).active_share == share


# --- what it can be broken down by


@pytest.mark.parametrize(("typed", "keys"), [
    (["sector"], ["sector"]),
    (["legal-year"], ["legal_year"]),
    (["LEGAL_YEAR , Sector"], ["legal_year", "sector"]),
    (["sector", "tag"], ["sector", "tag"]),
    (["jenis"], ["sector"]),
    (["kecamatan", "sektor-usaha"], ["subdistrict", "industry"]),
    ([], []),
])  # fmt: skip
def test_a_breakdown_is_named_in_either_language(typed: list[str], keys: list[str]) -> None:
    assert [d.key for d in dimensions(typed)] == keys


@pytest.mark.parametrize("typed", [
    ["village"], [""], ["sector,"], ["sector", "sector"], ["sector", "tag", "form"],
    ["sector; DROP TABLE office"], ["1"],
])  # fmt: skip
def test_any_other_breakdown_is_refused(typed: list[str]) -> None:
    with pytest.raises(BadUsage):
        dimensions(typed)


# --- the sentence

ON = date(2025, 2, 17)
Sectors = dict[str | None, tuple[int, int]]
HEADLINES: list[tuple[str, Sectors, int, str]] = [
    ("none", {}, 0, "On 17 February 2025 no cooperative is on record."),
    ("only dissolved ones", {}, 3,
     "0 cooperatives on 17 February 2025: 0 active, 0 inactive. Besides these, 3 are dissolved."),
    ("one", {"producer": (1, 0)}, 0, "1 cooperative on 17 February 2025: 1 active, 0 inactive."),
    ("one of two", {"producer": (1, 0), "services": (0, 1)}, 0,
     "2 cooperatives on 17 February 2025: 1 active, 1 inactive."),
    ("none active", {"producer": (0, 3)}, 0,
     "3 cooperatives on 17 February 2025: 0 active, 3 inactive."),
    ("all of one sector", {"producer": (5, 1), "services": (0, 1)}, 0,
     "7 cooperatives on 17 February 2025: 5 active, 2 inactive. All the active ones are producers."),
    ("a majority", {"producer": (38, 14), "consumer": (29, 15)}, 0,
     "96 cooperatives on 17 February 2025: 67 active, 29 inactive."
     " Most active ones are producers (38 of 67)."),
    ("just half is none", {"producer": (5, 0), "consumer": (3, 0), "services": (2, 0)}, 0,
     "10 cooperatives on 17 February 2025: 10 active, 0 inactive."
     " The largest group of the active ones are producers (5 of 10)."),
    ("a tie", {"producer": (5, 0), "consumer": (5, 0)}, 0,
     "10 cooperatives on 17 February 2025: 10 active, 0 inactive."),
    ("one of each", {"producer": (1, 0), "consumer": (1, 0), "services": (1, 0)}, 0,
     "3 cooperatives on 17 February 2025: 3 active, 0 inactive."),
    ("more are unknown", {"producer": (3, 0), "services": (1, 0), None: (10, 0)}, 0,
     "14 cooperatives on 17 February 2025: 14 active, 0 inactive."),
    ("some are unknown", {"producer": (3, 0), "services": (1, 0), None: (2, 0)}, 0,
     "6 cooperatives on 17 February 2025: 6 active, 0 inactive."
     " The largest group of the active ones are producers (3 of 6)."),
    ("all are unknown", {None: (5, 0)}, 0,
     "5 cooperatives on 17 February 2025: 5 active, 0 inactive."),
    ("one is dissolved", {"services": (2, 0)}, 1,
     "2 cooperatives on 17 February 2025: 2 active, 0 inactive."
     " All the active ones are service cooperatives. Besides these, 1 is dissolved."),
    ("several are dissolved", {"savings-loan": (2, 0), "marketing": (1, 0)}, 2,
     "3 cooperatives on 17 February 2025: 3 active, 0 inactive. Most active ones are savings and"
     " loan cooperatives (2 of 3). Besides these, 2 are dissolved."),
    ("thousands", {"producer": (1234, 0), "consumer": (1000, 1000)}, 1500,
     "3,234 cooperatives on 17 February 2025: 2,234 active, 1,000 inactive."
     " Most active ones are producers (1,234 of 2,234). Besides these, 1,500 are dissolved."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sectors", "dissolved", "sentence"), [row[1:] for row in HEADLINES],
    ids=[row[0] for row in HEADLINES],
)  # fmt: skip
def test_the_sentence_says_no_more_than_the_figures(
    sectors: Sectors, dissolved: int, sentence: str
) -> None:
    by_sector = {sector: Totals(*figures) for sector, figures in sectors.items()}
    all_ = Totals(
        sum(t.active for t in by_sector.values()),
        sum(t.inactive for t in by_sector.values()),
        dissolved,
    )
    assert headline(ON, all_, by_sector) == sentence
    with speaking("id"):
        assert "17 Februari 2025" in headline(ON, all_, by_sector)
