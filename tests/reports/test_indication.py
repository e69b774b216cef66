"""Each sentence of the rules of indication and grade, and the rules once more in plain Python."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koperasi_cli.database import Database
from koperasi_cli.reports.indication import Indicated, indications, thresholds_in_words
from koperasi_cli.reports.office import THRESHOLDS, OfficeFacts, office_facts
from koperasi_cli.vocabulary import Grade, Indication

ON = date(2025, 2, 17)
OLD = "2010-01-01"


class Year(NamedTuple):
    """One annual report; ``held`` is the day of the RAT, ``cells`` other columns."""

    year: int
    held: str | None = None
    business: bool | None = None
    cells: Mapping[str, Any] = {}


@pytest.fixture(scope="module")
def connection(empty_file: Path) -> Iterator[sqlite3.Connection]:
    """An empty registry in memory: each case is written into it and rolled back."""
    with closing(sqlite3.connect(empty_file)) as source, closing(sqlite3.connect(":memory:")) as c:
        source.backup(c)
        yield c


def put(connection: sqlite3.Connection, founded: str | None, years: Sequence[Year]) -> int:
    stamp = "2020-01-01T00:00:00Z"
    id_ = connection.execute(
        "INSERT INTO cooperative (recorded_at, name, name_key, legal_date) VALUES (?, 'K', 'k', ?)",
        (stamp, founded),
    ).lastrowid
    assert id_ is not None
    for year in years:
        row = {
            "recorded_at": stamp, "cooperative_id": id_, "book_year": year.year,
            "rat_held_on": year.held, "in_business": year.business, **year.cells,
        }  # fmt: skip
        names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
        connection.execute(f"INSERT INTO annual_report ({names}) VALUES ({marks})", row)
    return id_


def judged(
    connection: sqlite3.Connection,
    founded: str | None,
    *years: Year,
    on: date = ON,
    **thresholds: int,
) -> Indicated:
    try:
        id_ = put(connection, founded, years)
        office = OfficeFacts(thresholds=THRESHOLDS | thresholds)
        return indications(connection, on, office)[id_]
    finally:
        connection.rollback()


def rats(*years: int) -> list[Year]:
    """RATs in time, in May of the year after."""
    return [Year(year, f"{year + 1}-05-10") for year in years]


# On 17 February 2025 the book years 2021, 2022 and 2023 are due; 2024 is not before 1 July.
NONE = Year(2020, None, None, {"members_male": 20})
CASES = {
    "no RAT for the last three due book years": (
        OLD, [NONE], "likely-inactive", "no RAT for book years 2021, 2022, 2023",
    ),
    "one of them missed": (
        OLD, rats(2021, 2023), "needs-guidance", "no RAT for book year 2022",
    ),
    "two of them missed": (
        OLD, rats(2022), "needs-guidance", "no RAT for book years 2021, 2023",
    ),
    "none of them missed": (
        OLD, rats(2021, 2022, 2023), "likely-active", "RAT held for book years 2021, 2022, 2023",
    ),
    "an older RAT is not one of the last three": (
        OLD, rats(2018, 2019, 2020), "likely-inactive", "no RAT for book years 2021, 2022, 2023",
    ),
    "a RAT held for a year not yet due counts": (
        OLD, [*rats(2022, 2023), Year(2024, "2025-02-10")], "likely-active",
        "RAT held for book years 2022, 2023, 2024",
    ),
    "none for the due ones, but one since": (
        OLD, [Year(2024, "2025-02-10")], "needs-guidance", "no RAT for book years 2022, 2023",
    ),
    "a RAT after the day is not known on it": (
        OLD, [NONE, Year(2023, "2025-02-18")], "likely-inactive",
        "no RAT for book years 2021, 2022, 2023",
    ),
    "a RAT on the day is": (
        OLD, [Year(2023, "2025-02-17")], "needs-guidance", "no RAT for book years 2021, 2022",
    ),
    "a RAT held late counts for its book year": (
        OLD, [Year(2021, "2024-12-01"), *rats(2022, 2023)], "likely-active",
        "RAT held for book years 2021, 2022, 2023",
    ),
    "the newest record says that it does no business": (
        OLD, [*rats(2021, 2022), Year(2023, "2024-05-10", False)], "likely-inactive",
        "no business in book year 2023",
    ),
    "no business, and no RAT": (
        OLD, [Year(2019, "2020-05-10", False)], "likely-inactive",
        "no business in book year 2019; no RAT for book years 2021, 2022, 2023",
    ),
    "no business without a RAT, once the year is over": (
        OLD, [*rats(2021, 2022, 2023), Year(2024, None, False)], "likely-inactive",
        "no business in book year 2024",
    ),
    "no business in a year that still runs is not known yet": (
        OLD, [*rats(2021, 2022, 2023), Year(2025, None, False)], "likely-active",
        "RAT held for book years 2021, 2022, 2023",
    ),
    "an older record of no business is overtaken": (
        OLD, [*rats(2021), Year(2022, "2023-05-10", False), Year(2023, "2024-05-10", True)],
        "likely-active", "RAT held for book years 2021, 2022, 2023",
    ),
    "a newer record that does not say so overtakes nothing": (
        OLD, [*rats(2021), Year(2022, "2023-05-10", False), *rats(2023)], "likely-inactive",
        "no business in book year 2022",
    ),
    "what a RAT after the day will say of its business is not known": (
        OLD, [*rats(2021, 2022), Year(2023, "2025-03-01", False)], "needs-guidance",
        "no RAT for book year 2023",
    ),
    "founded two due book years ago, all of them missed": (
        "2022-03-01", [NONE], "needs-guidance",
        "no RAT for book years 2022, 2023; founded in 2022",
    ),
    "founded two due book years ago, none of them missed": (
        "2022-03-01", rats(2022, 2023), "likely-active", "RAT held for book years 2022, 2023",
    ),
    "founded three due book years ago": (
        "2021-12-31", [NONE], "likely-inactive", "no RAT for book years 2021, 2022, 2023",
    ),
    "young and without business": (
        "2023-01-05", [Year(2023, "2024-05-10", False)], "likely-inactive",
        "no business in book year 2023",
    ),
    "founded last year: nothing is due": (
        "2024-08-01", [Year(2024, None, True)], "likely-active", "no book year is due yet",
    ),
    "founded last year, and a RAT already": (
        "2024-08-01", [Year(2024, "2025-01-20")], "likely-active", "RAT held for book year 2024",
    ),
    "the legal date unknown: no age is guessed": (
        None, [NONE], "likely-inactive", "no RAT for book years 2021, 2022, 2023",
    ),
    "nothing on record": (OLD, [], "no-data", "nothing on record about its book years"),
    "nothing but a plan on record": (
        OLD, [Year(2024, None, None, {"rat_planned_on": "2025-03-10"})], "no-data",
        "nothing on record about its book years",
    ),
    "nothing but what comes after the day": (
        OLD, [Year(2023, "2025-03-01", True)], "no-data", "nothing on record about its book years",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("founded", "years", "indication", "reason"), CASES.values(), ids=CASES)
def test_indication(
    connection: sqlite3.Connection, founded: str, years: list[Year], indication: str, reason: str
) -> None:
    found = judged(connection, founded, *years)
    assert (found.indication.value, found.reason) == (indication, reason)


GRADES = {
    "A: the last three in a row": (OLD, rats(2021, 2022, 2023), "A"),
    "A: also where the newest is not due yet": (
        OLD, [*rats(2022, 2023), Year(2024, "2025-02-01")], "A",
    ),
    "B: two of the last three": (OLD, rats(2021, 2023), "B"),
    "B: a young one with two": ("2022-03-01", rats(2022, 2023), "B"),
    "C1: founded within three years, one RAT": ("2022-02-17", rats(2023), "C1"),
    "C1: and held this year": ("2023-05-01", [Year(2023, "2025-01-10")], "C1"),
    "C2: older, one RAT, in the current year": (OLD, [Year(2024, "2025-02-01")], "C2"),
    "C2: held this year, late": (OLD, [Year(2023, "2025-02-01")], "C2"),
    "none: older, one RAT, not this year": (OLD, rats(2023), None),
    "none: a day older than three years": ("2022-02-16", rats(2023), None),
    "D: none in the last three": (OLD, rats(2018, 2019, 2020), "D"),
    "D: young, with a book year due and no RAT": ("2023-01-01", [NONE], "D"),
    "none: nothing on record": (OLD, [], None),
    "none: no book year is due": ("2024-05-01", [Year(2024, None, True)], None),
    "none: one RAT and the age unknown": (None, [Year(2024, "2025-02-01")], None),
    "business does not matter": (OLD, [*rats(2021, 2022), Year(2023, "2024-05-01", False)], "A"),
}  # fmt: skip


@pytest.mark.parametrize(("founded", "years", "grade"), GRADES.values(), ids=GRADES)
def test_grade(
    connection: sqlite3.Connection, founded: str, years: list[Year], grade: str | None
) -> None:
    found = judged(connection, founded, *years)
    assert found.grade == grade
    assert found.grade_reason


@pytest.mark.parametrize(
    ("on", "thresholds", "due"),
    [
        (date(2024, 6, 30), {}, (2020, 2021, 2022)),
        (date(2024, 7, 1), {}, (2021, 2022, 2023)),
        (date(2024, 3, 31), {"rat_deadline_month": 3, "rat_deadline_day": 31}, (2020, 2021, 2022)),
        (date(2024, 4, 1), {"rat_deadline_month": 3, "rat_deadline_day": 31}, (2021, 2022, 2023)),
        (date(2024, 2, 29), {"rat_deadline_month": 2, "rat_deadline_day": 31}, (2020, 2021, 2022)),
        (date(2024, 3, 1), {"rat_deadline_month": 2, "rat_deadline_day": 31}, (2021, 2022, 2023)),
        (date(2024, 12, 31), {"rat_deadline_month": 12, "rat_deadline_day": 31},
         (2020, 2021, 2022)),
        (ON, {"book_years": 1}, (2023,)),
        (ON, {"book_years": 5}, (2019, 2020, 2021, 2022, 2023)),
    ],
)  # fmt: skip
def test_a_book_year_is_due_when_its_deadline_has_passed(
    connection: sqlite3.Connection, on: date, thresholds: dict[str, int], due: tuple[int, ...]
) -> None:
    members = {"members_male": 9}
    found = judged(connection, OLD, Year(2010, None, None, members), on=on, **thresholds)
    assert (found.due_years, found.missed_years) == (due, due)
    assert found.indication is Indication.LIKELY_INACTIVE


def test_the_grade_is_the_ministrys_whatever_the_office_sets(
    connection: sqlite3.Connection,
) -> None:
    late = [Year(2019, "2025-01-10"), *rats(2022)]
    assert judged(connection, OLD, *late, book_years=5).grade is None
    assert judged(connection, OLD, *rats(2021, 2022, 2023), book_years=1).grade is Grade.A


def test_the_thresholds_in_words() -> None:
    assert thresholds_in_words(OfficeFacts(), ON) == (
        "Judged on the last 3 due book years: 2021, 2022, 2023."
        " A book year is due once 30 June of the year after has passed."
    )
    office = OfficeFacts(thresholds=THRESHOLDS | {"book_years": 1, "rat_deadline_month": 3})
    assert "the last due book year: 2023" in thresholds_in_words(office, ON)
    assert "30 March" in thresholds_in_words(office, ON)
    many = OfficeFacts(thresholds=THRESHOLDS | {"book_years": 10})
    assert "2014 to 2023" in thresholds_in_words(many, ON)


@pytest.mark.parametrize(
    ("ods", "differs"), [(None, False), ("A", True), ("C3", True), ("B", False)]
)
def test_where_ods_grades_otherwise(
    connection: sqlite3.Connection, ods: str | None, differs: bool
) -> None:
    assert judged(connection, OLD, *rats(2021, 2022)).differs_from(ods) is differs
    assert judged(connection, OLD).differs_from(ods) is False


# The rules once more, one sentence after the other, over plain rows.
Plain = tuple[Indication, Grade | None, list[int]]


def by_hand(
    founded: date | None, years: Sequence[Year], on: date, number: int, month: int, last_day: int
) -> Plain:
    def deadline(year: int) -> date:
        first_after = date(year + 2, 1, 1) if month == 12 else date(year + 1, month + 1, 1)
        end_of_month = first_after - timedelta(days=1)
        return end_of_month.replace(day=min(last_day, end_of_month.day))

    held = {
        y.year: date.fromisoformat(y.held)
        for y in years
        if y.held and date.fromisoformat(y.held) <= on and y.year <= on.year
    }
    told = [
        y
        for y in years
        if y.year in held
        or (not y.held and y.year < on.year and (y.business is not None or y.cells))
    ]
    if not told:
        return Indication.NO_DATA, None, []
    born = founded.year if founded else -1

    def last(n: int) -> tuple[list[int], list[int]]:
        due = [year for year in range(1900, on.year) if deadline(year) < on][-n:]
        due = [year for year in due if year >= born]
        early = [year for year in range(1900, on.year + 1) if deadline(year) >= on and year in held]
        return due, [*due, *early][-n:]

    due, looked_at = last(number)
    missed = [year for year in looked_at if year not in held]
    says = [y for y in sorted(told) if y.business is not None]
    if says and says[-1].business is False:
        indication = Indication.LIKELY_INACTIVE
    elif not missed:
        indication = Indication.LIKELY_ACTIVE
    elif len(missed) < len(looked_at) or (founded and len(due) < number):
        indication = Indication.NEEDS_GUIDANCE
    else:
        indication = Indication.LIKELY_INACTIVE

    _due, three = last(3)
    rats_of = [year for year in three if year in held]
    grade = None
    if len(rats_of) == 3:
        grade = Grade.A
    elif len(rats_of) == 2:
        grade = Grade.B
    elif len(rats_of) == 1 and founded:
        age = (on.year - founded.year, (on.month, on.day) > (founded.month, founded.day))
        if age <= (3, False):
            grade = Grade.C1
        elif held[rats_of[0]].year == on.year:
            grade = Grade.C2
    elif three and not rats_of:
        grade = Grade.D
    return indication, grade, missed


DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))


@st.composite
def annual_reports(draw: st.DrawFn) -> list[Year]:
    found = draw(st.sets(st.integers(2016, 2026), max_size=8))
    return [
        Year(
            year,
            draw(st.none() | st.dates(date(year, 12, 1), date(year + 3, 1, 1)).map(str)),
            draw(st.sampled_from([None, None, True, True, False])),
            draw(st.sampled_from([{}, {"turnover": 0}, {"health": "healthy"}])),
        )
        for year in sorted(found)
    ]


@settings(
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    on=DAYS,
    number=st.integers(1, 5),
    month=st.integers(1, 12),
    last_day=st.integers(1, 31),
    cooperatives=st.lists(
        st.tuples(st.none() | st.dates(date(2005, 1, 1), date(2027, 1, 1)), annual_reports()),
        min_size=1,
        max_size=6,
    ),
)
def test_the_same_by_hand(
    connection: sqlite3.Connection,
    on: date,
    number: int,
    month: int,
    last_day: int,
    cooperatives: list[tuple[date | None, list[Year]]],
) -> None:
    try:
        ids = [put(connection, str(f) if f else None, years) for f, years in cooperatives]
        thresholds = {
            "book_years": number, "rat_deadline_month": month, "rat_deadline_day": last_day,
        }  # fmt: skip
        office = OfficeFacts(thresholds=thresholds)
        everybody = indications(connection, on, office)
        alone = indications(connection, on, office, ids=ids[:1])
    finally:
        connection.rollback()
    assert [
        (everybody[id_].indication, everybody[id_].grade, [*everybody[id_].missed_years])
        for id_ in ids
    ] == [by_hand(f, years, on, number, month, last_day) for f, years in cooperatives]
    assert alone == {ids[0]: everybody[ids[0]]}


@pytest.mark.parametrize("on", ["2023-02-05", "2024-01-26", "2024-07-01", "2025-02-17"])
def test_the_sample_by_hand(sample: Database, on: str) -> None:
    day = date.fromisoformat(on)
    with sample.reading() as connection:
        found = indications(connection, day, office_facts(connection))
        founded = dict(connection.execute("SELECT id, legal_date FROM cooperative"))
        reports: dict[int, list[Year]] = {id_: [] for id_ in founded}
        for id_, year, held, business, members in connection.execute(
            "SELECT cooperative_id, book_year, rat_held_on, in_business, members_male"
            " FROM annual_report WHERE withdrawn_at IS NULL"
        ):
            said = None if business is None else bool(business)
            reports[id_].append(
                Year(year, held, said, {"members_male": members} if members else {})
            )
    assert {
        id_: (one.indication, one.grade, [*one.missed_years]) for id_, one in found.items()
    } == {
        id_: by_hand(date.fromisoformat(founded[id_]), reports[id_], day, 3, 6, 30)
        for id_ in founded
    }


def test_a_list_of_whom_it_is_indicated(sample: Database, run: Any) -> None:
    with sample.reading() as connection:
        found = indications(connection, ON, office_facts(connection))
    for indication in Indication:
        listed = json.loads(run("list", "--indication", indication.value, "--json").out)
        assert {row["id"] for row in listed} == {
            id_ for id_, one in found.items() if one.indication is indication
        }
        assert {row["indication"] for row in listed} == {indication.value}
    earlier = json.loads(
        run("list", "--indication", "terindikasi tidak aktif", "--on", "2024-01-26", "--json").out
    )
    with sample.reading() as connection:
        found = indications(connection, date(2024, 1, 26), office_facts(connection))
        before = {row[0] for row in connection.execute(
            "SELECT cooperative_id FROM status_change WHERE effective_on <= '2024-01-26'"
        )}  # fmt: skip
    assert {row["id"] for row in earlier} == {
        id_ for id_ in before if found[id_].indication is Indication.LIKELY_INACTIVE
    }


def test_a_list_computes_only_what_is_asked(
    sample: Database, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from koperasi_cli.reports import cooperatives

    asked: list[date] = []
    real = cooperatives.indications

    def counted(connection: sqlite3.Connection, on: date, *given: Any, **more: Any) -> Any:
        asked.append(on)
        return real(connection, on, *given, **more)

    monkeypatch.setattr(cooperatives, "indications", counted)
    assert run("list").code == 0
    assert run("list", "--json", "--columns", "id,name").code == 0
    assert asked == []
    table = run("list", "--columns", "id,computed_grade,indication", "--sort", "-indication").out
    assert "Grade by RATs" in table
    assert "30 June of the year after" in table
    assert run("list", "--sort", "indication").code == 0
    assert run("list", "--json", "--on", "2024-01-26").code == 0
    assert asked == [ON, ON, date(2024, 1, 26)]


def test_nothing_is_indicated_of_the_dissolved(sample: Database, run: Any) -> None:
    assert run("status", 8, "dissolved", "--yes").code == 0
    listed = json.loads(run("list", "--indication", "likely-inactive", "--json").out)
    assert 8 not in {row["id"] for row in listed}
    page = json.loads(run("show", 8, "--json").out)
    assert (page["indication"], page["computed_grade"]) == (None, None)
    assert "Indication, computed" not in run("show", 8).out


def test_an_earlier_state_of_knowledge_is_not_indicated(sample: Database, run: Any) -> None:
    refused = run("list", "--indication", "no-data", "--known-on", "2025-01-01")
    assert (refused.code, "--known-on" in refused.err) == (2, True)
    listed = json.loads(run("list", "--known-on", "2025-01-01", "--json").out)
    assert "indication" not in listed[0]


def test_the_page_shows_it_beside_the_decision_and_the_grade_of_ods(
    sample: Database, run: Any
) -> None:
    assert run("edit", 12, "--ods-grade", "B").code == 0
    out = run("show", 12).out
    assert "Inactive since 10 July 2023." in out
    assert "Indication, computed: Likely inactive (no business in book year 2022; no RAT for" in out
    assert "Grade by RATs: D (no RAT for the last three book years). ODS gives it another" in out
    assert "Judged on the last 3 due book years: 2021, 2022, 2023." in out
    earlier = json.loads(run("show", 12, "--on", "2022-03-01", "--json").out)
    assert earlier["due_years"] == [2018, 2019, 2020]
    assert earlier["thresholds"] == THRESHOLDS
