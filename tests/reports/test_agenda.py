"""The agenda: each rule around its threshold, and all of them against a calculation in plain Python."""

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koperasi_cli.database import Database
from koperasi_cli.language import speaking
from koperasi_cli.models import (
    AnnualReport,
    Attendance,
    Cooperative,
    Financing,
    MentoringSession,
    Revitalization,
    Tag,
)
from koperasi_cli.registry.records import raw
from koperasi_cli.reports.agenda import agenda_report
from koperasi_cli.reports.agenda.finding import Agenda, find
from koperasi_cli.reports.agenda.rules import RULES, rules_of
from koperasi_cli.reports.indication import indications
from koperasi_cli.reports.office import THRESHOLDS, OfficeFacts, office_facts
from koperasi_cli.reports.snoozes import Snooze
from koperasi_cli.vocabulary import AgendaRule, Form, Indication, Scheme, SessionKind

ON = date(2025, 2, 17)
OFFICE = OfficeFacts()
Build = Callable[[Any, Cooperative], None]
Table = list[dict[str, Any]]


# --- each rule, at and around its threshold


def on(days: int) -> date:
    """So many days after (before) the day of the agenda."""
    return ON + timedelta(days=days)


def case(opened: date = date(2025, 1, 1), **given: Any) -> Build:
    def build(session: Any, one: Cooperative) -> None:
        session.add(Revitalization(cooperative_id=one.id, opened_on=opened, **given))
        session.flush()

    return build


def session_(
    held: date | None, *, kind: SessionKind = SessionKind.TRAINING, planned: date | None = None,
    in_case: bool = False, withdrawn: bool = False, **given: Any,
) -> Build:  # fmt: skip
    def build(session: Any, one: Cooperative) -> None:
        new = MentoringSession(kind=kind, held_on=held, planned_on=planned)
        new.withdrawn_at = "2025-01-01T00:00:00Z" if withdrawn else None
        session.add(new)
        session.flush()
        case_id = 1 if in_case else None
        session.add(
            Attendance(session_id=new.id, cooperative_id=one.id, revitalization_id=case_id, **given)
        )

    return build


def year(book_year: int, held: date | None = None, **given: Any) -> Build:
    return lambda session, one: session.add(
        AnnualReport(cooperative_id=one.id, book_year=book_year, rat_held_on=held, **given)
    )


def money(approved: date | None, **given: Any) -> Build:
    return lambda session, one: session.add(
        Financing(
            cooperative_id=one.id, lender="BRI", scheme=Scheme.KUR, approved_on=approved,
            approved_amount=10, **given,
        )
    )  # fmt: skip


def fields(**given: Any) -> Build:
    def build(session: Any, one: Cooperative) -> None:
        for name, value in given.items():
            setattr(one, name, value)

    return build


def visit(held: date | None, **given: Any) -> Build:
    return session_(held, kind=SessionKind.VISIT, **given)


ACTIVE, INACTIVE = {"active": "2020-01-01"}, {"active": "2020-01-01", "inactive": "2024-06-01"}
DISSOLVED = {"inactive": "2024-06-01", "dissolved": "2025-01-01"}
NEAR = date(2025, 6, 30)  # the deadline for book year 2024
Case = tuple[str, dict[str, str], list[Build], bool, date]
CASES: list[Case] = [
    ("no-open-case", INACTIVE, [], True, ON),
    ("no-open-case", ACTIVE, [], False, ON),
    ("no-open-case", DISSOLVED, [], False, ON),
    ("no-open-case", INACTIVE, [], False, date(2024, 5, 31)),
    ("no-open-case", INACTIVE, [], True, date(2024, 6, 1)),
    ("no-open-case", INACTIVE, [case()], False, ON),
    ("no-open-case", INACTIVE, [case(ON)], False, ON),
    ("no-open-case", INACTIVE, [case(on(1))], True, ON),
    ("no-open-case", INACTIVE, [case(closed_on=ON, outcome="reactivated")], True, ON),
    ("no-open-case", INACTIVE, [case(closed_on=on(1), outcome="reactivated")], False, ON),
    ("no-open-case", INACTIVE, [case(closed_on=ON, outcome="dissolution-proposed")], False, ON),
    ("no-open-case", INACTIVE,
     [case(date(2024, 1, 1), closed_on=date(2024, 5, 1), outcome="dissolution-proposed")], True, ON),
    ("no-open-case", INACTIVE, [case(withdrawn_at="2025-01-02T00:00:00Z")], True, ON),
    ("stale-case", INACTIVE, [case(on(-90))], False, ON),
    ("stale-case", INACTIVE, [case(on(-91))], True, ON),
    ("stale-case", ACTIVE, [case(on(-91))], True, ON),
    ("stale-case", DISSOLVED, [case(on(-91))], False, ON),
    ("stale-case", INACTIVE, [case(on(-300)), session_(on(-90), in_case=True)], False, ON),
    ("stale-case", INACTIVE, [case(on(-300)), session_(on(-91), in_case=True)], True, ON),
    ("stale-case", INACTIVE, [case(on(-300)), session_(on(-10))], True, ON),
    ("stale-case", INACTIVE, [case(on(-300)), session_(on(1), in_case=True)], True, ON),
    ("stale-case", INACTIVE,
     [case(on(-300)), session_(on(-5), in_case=True, withdrawn=True)], True, ON),
    ("stale-case", INACTIVE, [case(on(-300), closed_on=ON, outcome="reactivated")], False, ON),
    ("stale-case", INACTIVE, [case(on(-300), closed_on=on(1), outcome="reactivated")], True, ON),
    ("past-next-date", INACTIVE, [case(next_on=on(-1))], True, ON),
    ("past-next-date", INACTIVE, [case(next_on=ON)], False, ON),
    ("past-next-date", INACTIVE, [case()], False, ON),
    ("past-next-date", INACTIVE,
     [case(next_on=on(-1), closed_on=ON, outcome="reactivated")], False, ON),
    ("planned-today", INACTIVE, [case(next_on=ON)], True, ON),
    ("planned-today", INACTIVE, [case(next_on=on(1))], False, ON),
    ("planned-today", ACTIVE, [session_(None, planned=ON)], True, ON),
    ("planned-today", ACTIVE, [session_(None, planned=on(-1))], False, ON),
    ("planned-today", ACTIVE, [session_(ON, planned=ON)], False, ON),
    ("planned-today", ACTIVE, [session_(on(1), planned=ON)], True, ON),
    ("plan-passed", ACTIVE, [session_(None, planned=on(-1))], True, ON),
    ("plan-passed", ACTIVE, [session_(None, planned=ON)], False, ON),
    ("plan-passed", ACTIVE, [session_(ON, planned=on(-1))], False, ON),
    ("plan-passed", DISSOLVED, [session_(None, planned=on(-1))], False, ON),
    ("follow-up-due", ACTIVE, [session_(on(-9), follow_up_on=ON)], True, ON),
    ("follow-up-due", ACTIVE, [session_(on(-9), follow_up_on=on(1))], False, ON),
    ("follow-up-due", ACTIVE, [session_(on(-9), follow_up_on=on(-1), followed_up_on=ON)], False, ON),
    ("follow-up-due", ACTIVE,
     [session_(on(-9), follow_up_on=on(-1), followed_up_on=on(1))], True, ON),
    ("follow-up-due", ACTIVE, [session_(on(-9), follow_up_on=on(-1), withdrawn=True)], False, ON),
    ("undisbursed", ACTIVE, [money(on(-60))], False, ON),
    ("undisbursed", ACTIVE, [money(on(-61))], True, ON),
    ("undisbursed", INACTIVE, [money(on(-61))], True, ON),
    ("undisbursed", ACTIVE, [money(None)], False, ON),
    ("undisbursed", ACTIVE, [money(on(-61), disbursed_on=ON)], False, ON),
    ("undisbursed", ACTIVE, [money(on(-61), disbursed_on=on(1))], True, ON),
    ("undisbursed", ACTIVE, [money(on(-61), rejected_on=ON)], False, ON),
    ("rat-near", ACTIVE, [], True, NEAR - timedelta(days=30)),
    ("rat-near", ACTIVE, [], False, NEAR - timedelta(days=31)),
    ("rat-near", ACTIVE, [], True, NEAR),
    ("rat-near", ACTIVE, [], False, NEAR + timedelta(days=1)),
    ("rat-near", INACTIVE, [], False, NEAR),
    ("rat-near", ACTIVE, [year(2024, NEAR)], False, NEAR),
    ("rat-near", ACTIVE, [year(2024, NEAR + timedelta(days=1))], True, NEAR),
    ("rat-near", ACTIVE, [year(2023, date(2024, 3, 1))], True, NEAR),
    ("rat-near", ACTIVE, [fields(legal_date=date(2024, 12, 31))], True, NEAR),
    ("rat-near", ACTIVE, [fields(legal_date=date(2025, 1, 1))], False, NEAR),
    ("rat-missed", ACTIVE, [], True, NEAR + timedelta(days=1)),
    ("rat-missed", ACTIVE, [year(2023, date(2024, 3, 1))], False, NEAR),
    ("rat-missed", ACTIVE, [year(2023, date(2024, 3, 1))], True, NEAR + timedelta(days=1)),
    ("rat-missed", ACTIVE, [year(2023)], True, ON),
    ("rat-missed", ACTIVE, [year(2023, on(-1))], False, ON),
    ("rat-missed", ACTIVE, [year(2023, on(1))], True, ON),
    ("rat-missed", INACTIVE, [], False, ON),
    ("rat-missed", ACTIVE, [fields(legal_date=date(2024, 1, 1))], False, ON),
    ("certificate-expiring", ACTIVE, [fields(certificate_expires_on=ON)], True, ON),
    ("certificate-expiring", ACTIVE, [fields(certificate_expires_on=on(60))], True, ON),
    ("certificate-expiring", ACTIVE, [fields(certificate_expires_on=on(61))], False, ON),
    ("certificate-expiring", ACTIVE, [fields(certificate_expires_on=on(-1))], False, ON),
    ("certificate-expiring", INACTIVE, [fields(certificate_expires_on=ON)], False, ON),
    ("certificate-expired", ACTIVE, [fields(certificate_expires_on=on(-1))], True, ON),
    ("certificate-expired", ACTIVE, [fields(certificate_expires_on=ON)], False, ON),
    ("certificate-expired", ACTIVE, [], False, ON),
    ("board-term", ACTIVE, [fields(board_term_ends_on=on(-1))], True, ON),
    ("board-term", ACTIVE, [fields(board_term_ends_on=ON)], False, ON),
    ("board-term", INACTIVE, [fields(board_term_ends_on=on(-1))], False, ON),
    ("no-visit", ACTIVE, [visit(date(2024, 2, 17))], False, ON),
    ("no-visit", ACTIVE, [visit(date(2024, 2, 16))], True, ON),
    ("no-visit", ACTIVE, [visit(date(2024, 2, 29))], False, date(2025, 2, 28)),
    ("no-visit", ACTIVE, [visit(date(2023, 2, 28))], False, date(2024, 2, 29).replace(day=28)),
    ("no-visit", ACTIVE, [], True, ON),
    ("no-visit", INACTIVE, [], True, ON),
    ("no-visit", {"active": "2024-02-17"}, [], False, ON),
    ("no-visit", {"active": "2024-02-16"}, [], True, ON),
    ("no-visit", ACTIVE, [visit(None, planned=on(3))], True, ON),
    ("no-visit", ACTIVE, [visit(on(1))], True, ON),
    ("no-visit", ACTIVE, [session_(on(-3))], True, ON),
    ("no-visit", ACTIVE, [session_(on(-3), kind=SessionKind.FIELD_VERIFICATION)], False, ON),
    ("no-visit", ACTIVE, [visit(on(-3), withdrawn=True)], True, ON),
    ("few-members", ACTIVE, [year(2023, members_male=4, members_female=4)], True, ON),
    ("few-members", ACTIVE, [year(2023, members_male=4, members_female=5)], False, ON),
    ("few-members", ACTIVE, [year(2023, members_male=4)], False, ON),
    ("few-members", INACTIVE, [year(2023, members_male=4, members_female=4)], False, ON),
    ("few-members", ACTIVE,
     [year(2022, members_male=9, members_female=9), year(2023, members_male=1, members_female=1)],
     True, ON),
    ("few-members", ACTIVE,
     [year(2022, members_male=1, members_female=1), year(2023, members_male=9, members_female=9)],
     False, ON),
    ("few-members", ACTIVE, [year(2024, on(1), members_male=1, members_female=1)], False, ON),
    ("few-members", ACTIVE, [year(2024, ON, members_male=1, members_female=1)], True, ON),
    ("few-members", ACTIVE,
     [fields(form=Form.SECONDARY_DISTRICT), year(2023, members_male=3, members_female=0)],
     False, ON),
    ("active-but-likely-inactive", ACTIVE, [year(2023, in_business=False)], True, ON),
    ("active-but-likely-inactive", INACTIVE, [year(2023, in_business=False)], False, ON),
    ("active-but-likely-inactive", ACTIVE, [], False, ON),
    ("active-but-likely-inactive", ACTIVE, [year(2020, date(2021, 3, 1))], True, ON),
    ("active-but-likely-inactive", ACTIVE, [year(2021, date(2022, 3, 1))], False, ON),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "statuses", "builds", "holds", "day"), CASES,
    ids=[f"{rule}-{i}" for i, (rule, *_rest) in enumerate(CASES)],
)  # fmt: skip
def test_rule(
    session: Any, enrol: Any, rule: str, statuses: dict[str, str], builds: Sequence[Build],
    holds: bool, day: date,
) -> None:  # fmt: skip
    one = enrol(session, "Koperasi Satu", **statuses)
    for build in builds:
        build(session, one)
    found = find(raw(session), on=day, office=OFFICE)
    assert (AgendaRule(rule) in found.counts) is holds
    for entry in found.entries:
        assert all(hit.reason for hit in entry.hits)
        assert entry.command.startswith("koperasi ")


def test_every_rule_has_cases_on_both_sides() -> None:
    assert [rule.code for rule in RULES] == [*AgendaRule]
    for rule in AgendaRule:
        assert {holds for name, _s, _b, holds, _day in CASES if name == rule} == {True, False}, rule


@pytest.mark.parametrize(("name", "value", "rule", "builds", "holds"), [
    ("stale_case_days", 91, "stale-case", [case(on(-91))], False),
    ("rat_near_days", 140, "rat-near", [], True),
    ("certificate_days", 61, "certificate-expiring",
     [fields(certificate_expires_on=on(61))], True),
    ("visit_months", 13, "no-visit", [visit(date(2024, 2, 16))], False),
    ("undisbursed_days", 61, "undisbursed", [money(on(-61))], False),
    ("fewest_members", 20, "few-members",
     [year(2023, members_male=4, members_female=15)], True),
    ("rat_deadline_month", 3, "rat-near", [], False),
    ("book_years", 2, "active-but-likely-inactive", [year(2021, date(2022, 3, 1))], True),
])  # fmt: skip
def test_a_threshold_is_a_setting(
    session: Any, enrol: Any, name: str, value: int, rule: str, builds: list[Build], holds: bool
) -> None:
    one = enrol(session, "Koperasi Satu")
    for build in builds:
        build(session, one)
    office = replace(OFFICE, thresholds={**THRESHOLDS, name: value})
    before, after = (find(raw(session), on=ON, office=o) for o in (OFFICE, office))
    assert (AgendaRule(rule) in after.counts) is holds
    if rule != "rat-near" or holds:
        assert (AgendaRule(rule) in before.counts) is not holds


# --- all of them, a second way


def tables_of(connection: sqlite3.Connection) -> dict[str, Table]:
    found = {}
    for name in (
        "cooperative", "status_change", "revitalization", "mentoring_session", "attendance",
        "annual_report", "financing",
    ):  # fmt: skip
        cursor = connection.execute(f"SELECT * FROM {name} WHERE withdrawn_at IS NULL")
        names = [column[0] for column in cursor.description]
        found[name] = [dict(zip(names, row, strict=True)) for row in cursor]
    return found


def plain_agenda(t: dict[str, Table], day: date) -> dict[str, set[int]]:
    """Which rules hold of whom, by going through the rows one by one; the default thresholds."""
    d = day.isoformat()

    def before(days: int) -> str:
        return (day - timedelta(days=days)).isoformat()

    def is_open(case_: dict[str, Any]) -> bool:
        return case_["opened_on"] <= d and not (case_["closed_on"] and case_["closed_on"] <= d)

    def not_yet(value: str | None) -> bool:
        return value is None or value > d

    held_by = {s["id"]: s for s in t["mentoring_session"]}
    deadline = date(day.year, 6, 30)
    missed, near = (day.year - 1, None) if deadline < day else (day.year - 2, day.year - 1)
    next_deadline = deadline if near else date(day.year + 1, 6, 30)
    near = near or day.year
    try:
        year_ago = day.replace(year=day.year - 1).isoformat()
    except ValueError:
        year_ago = date(day.year - 1, 2, 28).isoformat()
    found: dict[str, set[int]] = {rule.value: set() for rule in AgendaRule}
    for c in t["cooperative"]:
        own = {
            name: [row for row in rows if row.get("cooperative_id") == c["id"]]
            for name, rows in t.items()
        }
        decisions = [x for x in own["status_change"] if x["effective_on"] <= d]
        if not decisions:
            continue
        last = max(decisions, key=lambda x: (x["effective_on"], x["id"]))
        if last["status"] == "dissolved":
            continue
        active = last["status"] == "active"
        cases = own["revitalization"]
        sessions = [
            (a, held_by[a["session_id"]]) for a in own["attendance"] if a["session_id"] in held_by
        ]
        reports = {r["book_year"]: r for r in own["annual_report"]}

        def no_rat(book_year: int, c: Any = c, reports: Any = reports) -> bool:
            if c["legal_date"] and int(c["legal_date"][:4]) > book_year:
                return False
            report = reports.get(book_year)
            return report is None or not_yet(report["rat_held_on"])

        def last_step(case_: Any, sessions: Any = sessions) -> str:
            days = [
                s["held_on"] for a, s in sessions
                if a["revitalization_id"] == case_["id"] and not not_yet(s["held_on"])
            ]  # fmt: skip
            return max(days, default=case_["opened_on"])

        counted = [
            r for y, r in sorted(reports.items())
            if r["members_male"] is not None and r["members_female"] is not None
            and (r["rat_held_on"] <= d if r["rat_held_on"] else y < day.year)
        ]  # fmt: skip
        plans = [s["planned_on"] for _a, s in sessions if s["planned_on"] and not_yet(s["held_on"])]
        visits = [
            s["held_on"] for _a, s in sessions
            if s["kind"] in ("visit", "field-verification") and not not_yet(s["held_on"])
        ]  # fmt: skip
        open_ = [x for x in cases if is_open(x)]
        next_days = [x["next_on"] for x in open_ if x["next_on"]]
        certificate = c["certificate_expires_on"]
        holds = {
            "planned-today": d in plans or d in next_days,
            "past-next-date": any(x < d for x in next_days),
            "follow-up-due": any(
                a["follow_up_on"] and a["follow_up_on"] <= d and not_yet(a["followed_up_on"])
                for a, _s in sessions
            ),
            "plan-passed": any(x < d for x in plans),
            "undisbursed": any(
                f["approved_on"] and f["approved_on"] < before(60)
                and not_yet(f["disbursed_on"]) and not_yet(f["rejected_on"])
                for f in own["financing"]
            ),
            "rat-near": active and (next_deadline - day).days <= 30 and no_rat(near),
            "rat-missed": active and no_rat(missed),
            "certificate-expiring": active and bool(certificate)
            and d <= certificate <= before(-60),
            "certificate-expired": active and bool(certificate) and certificate < d,
            "no-open-case": not active and not open_ and not any(
                x["outcome"] == "dissolution-proposed" and x["closed_on"] >= last["effective_on"]
                and x["opened_on"] <= d for x in cases
            ),
            "stale-case": any(last_step(x) < before(90) for x in open_),
            "board-term": active and bool(c["board_term_ends_on"]) and c["board_term_ends_on"] < d,
            "few-members": active and not (c["form"] or "").startswith("secondary")
            and bool(counted)
            and counted[-1]["members_male"] + counted[-1]["members_female"] < 9,
            "no-visit": max(visits, default="") < year_ago
            and min(x["effective_on"] for x in own["status_change"]) < year_ago,
        }  # fmt: skip
        for rule, it_does in holds.items():
            if it_does:
                found[rule].add(c["id"])
    return found


def by_rule(agenda: Agenda) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {rule.value: set() for rule in AgendaRule}
    for entry in agenda.entries:
        for hit in entry.hits:
            found[hit.rule.code.value].add(entry.cooperative.id)
    return found


def agrees(connection: sqlite3.Connection, day: date) -> None:
    agenda = find(connection, on=day, office=OFFICE)
    found = by_rule(agenda)
    assert {rule: len(ids) for rule, ids in found.items() if ids} == {
        rule.value: number for rule, number in agenda.counts.items()
    }
    likely = found.pop("active-but-likely-inactive")
    expected = plain_agenda(tables_of(connection), day)
    expected.pop("active-but-likely-inactive")
    assert found == expected
    judged = indications(connection, day, OFFICE)
    assert all(judged[id_].indication is Indication.LIKELY_INACTIVE for id_ in likely)


@pytest.fixture
def connection(sample_file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(sample_file)) as connection:
        yield connection


@pytest.mark.parametrize("day", [
    "2023-02-05", "2024-01-26", "2024-02-29", "2024-06-15", "2024-07-01", "2024-12-31",
    "2025-02-17", "2025-02-20", "2025-06-30", "2026-03-01", "2020-01-01", "2012-01-01",
])  # fmt: skip
def test_the_sample_agrees(connection: sqlite3.Connection, day: str) -> None:
    agrees(connection, date.fromisoformat(day))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), offset=st.integers(-200, 200))
def test_any_registry_agrees(empty_file: Path, seed: int, offset: int) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        with closing(sqlite3.connect(empty_file)) as empty:
            empty.backup(connection)
        fill(connection, random.Random(seed))
        agrees(connection, on(offset))


def fill(connection: sqlite3.Connection, chance: random.Random) -> None:
    """A few cooperatives with days around the thresholds, some of them withdrawn."""

    def some(*days: int) -> str | None:
        return chance.choice([None, on(chance.choice(days) + chance.randint(-2, 2)).isoformat()])

    def sure(*days: int) -> str:
        return on(chance.choice(days) + chance.randint(-2, 2)).isoformat()

    def add(table: str, **row: Any) -> None:
        row = {"recorded_at": "2025-01-01T00:00:00Z", **row}
        if chance.random() < 0.1:
            row["withdrawn_at"] = "2025-01-02T00:00:00Z"
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)

    for id_ in range(1, 9):
        add("cooperative", id=id_, name=f"K{id_}", name_key=f"k{id_}",
            legal_date=chance.choice([None, "2010-05-01", "2023-07-01", "2024-12-31", sure(-3)]),
            board_term_ends_on=some(0, 90), certificate_expires_on=some(0, 60, -300),
            form=chance.choice([None, "primary-district", "secondary-district"]))  # fmt: skip
        for day in {sure(-900), sure(-365), sure(-30)}:
            add("status_change", cooperative_id=id_, effective_on=day,
                status=chance.choice(["active", "inactive", "active", "inactive", "dissolved"])
            )  # fmt: skip
        opened, closed = sure(-300, -90), some(-20, 0)
        add("revitalization", id=id_, cooperative_id=id_, opened_on=opened, next_on=some(0, -30),
            closed_on=closed,
            outcome=closed and chance.choice(["reactivated", "dissolution-proposed"]))  # fmt: skip
        for book_year in range(2021, 2025):
            add("annual_report", cooperative_id=id_, book_year=book_year, rat_held_on=some(-600, 0),
                members_male=chance.choice([None, 4, 5]),
                members_female=chance.choice([None, 4, 30]))  # fmt: skip
        add("financing", cooperative_id=id_, lender="BRI", scheme="kur",
            approved_on=some(-60, -200), disbursed_on=some(0), rejected_on=some(0, -100))  # fmt: skip
    for id_ in range(1, 13):
        held = some(-365, -90, 0)
        add("mentoring_session", id=id_, held_on=held, planned_on=some(0, -30) if held else sure(0),
            kind=chance.choice(["visit", "field-verification", "training", "review"]))  # fmt: skip
        for one in chance.sample(range(1, 9), 2):
            add("attendance", session_id=id_, cooperative_id=one, follow_up_on=some(0, -20),
                followed_up_on=some(0), revitalization_id=chance.choice([None, one]))  # fmt: skip


# --- the lines


def test_one_line_for_each_with_all_its_reasons_the_most_urgent_first(
    connection: sqlite3.Connection,
) -> None:
    agenda = find(connection, on=ON, office=OFFICE)
    ids = [entry.cooperative.id for entry in agenda.entries]
    assert len(ids) == len(set(ids)) > 50
    places = [*AgendaRule]
    first = [places.index(entry.hits[0].rule.code) for entry in agenda.entries]
    assert first == sorted(first)
    for entry in agenda.entries:
        own = [places.index(hit.rule.code) for hit in entry.hits]
        assert own == sorted(set(own))
    for one, other in zip(agenda.entries, agenda.entries[1:], strict=False):
        if one.hits[0].rule is other.hits[0].rule:
            assert (one.hits[0].since or "") <= (other.hits[0].since or "")


def test_several_of_one_kind_are_one_reason(session: Any, enrol: Any) -> None:
    one = enrol(session, "Koperasi Satu")
    for days in (-1, -20, -5):
        session_(on(-30), follow_up_on=on(days))(session, one)
    (entry,) = find(
        raw(session), on=ON, office=OFFICE, rules=rules_of([AgendaRule.FOLLOW_UP_DUE])
    ).entries
    assert [hit.reason for hit in entry.hits] == ["follow-up due since 28 Jan 2025 (and 2 more)"]


def test_no_more_questions_than_rules(connection: sqlite3.Connection) -> None:
    """The number of queries does not grow with the number of cooperatives."""
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    find(connection, on=ON, office=OFFICE)
    assert len(asked) <= len(RULES) + 4


def test_the_limit_and_what_is_said_of_the_rest(connection: sqlite3.Connection) -> None:
    all_ = agenda_report(connection, on=ON, office=OFFICE, most=None)
    due = all_.data["due"]
    assert len(all_.data["lines"]) == due > 15 and not all_.notes
    few = agenda_report(connection, on=ON, office=OFFICE)
    assert few.data["lines"] == all_.data["lines"][:15]
    assert few.notes[-1] == f"These are the most urgent 15. For all {due} add --all."
    counts, lines = few.tables
    assert [row["id"] for row in lines.rows] == [line["id"] for line in few.data["lines"]]
    assert {row["rule"]: row["cooperatives"] for row in counts.rows} == {
        row["rule"]: row["cooperatives"] for row in few.data["rules"] if row["cooperatives"]
    }


def test_an_empty_registry(registry: Database) -> None:
    with registry.reading() as connection:
        report = agenda_report(connection, on=ON, office=office_facts(connection))
    assert report.lines == ["Nothing is due or at risk on 17 February 2025."]
    assert not any(table.rows for table in report.tables)


def test_the_data_are_the_same_in_either_language_but_for_the_words(
    connection: sqlite3.Connection,
) -> None:
    def bare(report: Any) -> list[Any]:
        return [(line["id"], [r["rule"] for r in line["reasons"]]) for line in report.data["lines"]]

    english = agenda_report(connection, on=ON, office=OFFICE, most=None)
    with speaking("id"):
        indonesian = agenda_report(connection, on=ON, office=OFFICE, most=None)
    assert bare(english) == bare(indonesian)
    assert english.data["headline_en"] == indonesian.data["headline_en"]


# --- snoozes


@pytest.mark.parametrize(("tag", "snooze"), [
    ("snooze-2025-03-01", Snooze(date(2025, 3, 1))),
    ("snooze-no-visit-2025-03-01", Snooze(date(2025, 3, 1), AgendaRule.NO_VISIT)),
    ("snooze-2025-02-30", None),
    ("snooze-2025", None),
    ("snooze-", None),
    ("snooze-lunch-2025-03-01", None),
    ("snooze--2025-03-01", None),
    ("kdmp", None),
])  # fmt: skip
def test_a_snooze_is_a_tag(tag: str, snooze: Snooze | None) -> None:
    assert Snooze.of(tag) == snooze
    assert snooze is None or snooze.tag == tag


@pytest.mark.parametrize(("tags", "day", "rules"), [
    ([], ON, {"certificate-expired", "no-visit", "rat-missed"}),
    (["snooze-2025-02-18"], ON, set()),
    (["snooze-2025-02-17"], ON, {"certificate-expired", "no-visit", "rat-missed"}),
    (["snooze-no-visit-2025-03-01"], ON, {"certificate-expired", "rat-missed"}),
    (["snooze-no-visit-2025-03-01", "snooze-rat-missed-2025-02-18"], ON, {"certificate-expired"}),
    (["snooze-no-visit-2025-03-01"], date(2025, 3, 1),
     {"certificate-expired", "no-visit", "rat-missed"}),
    (["snoozed", "snooze-lunch-2025-03-01"], ON, {"certificate-expired", "no-visit", "rat-missed"}),
])  # fmt: skip
def test_a_snooze_hides_until_its_day(
    session: Any, enrol: Any, tags: list[str], day: date, rules: set[str]
) -> None:
    one = enrol(session, "Koperasi Satu", certificate_expires_on=on(-1))
    other = enrol(session, "Koperasi Dua Lain", certificate_expires_on=on(-1))
    session.add_all(Tag(cooperative_id=one.id, name=name) for name in tags)
    found = find(raw(session), on=day, office=OFFICE)
    held = {e.cooperative.id: {h.rule.code.value for h in e.hits} for e in found.entries}
    assert held.get(one.id, set()) == rules
    assert held[other.id] == {"certificate-expired", "no-visit", "rat-missed"}
    assert bool(found.snoozed) is (len(rules) < 3)
