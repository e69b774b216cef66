"""The stage of a case, by the table of DOMAIN: each is reached, and the furthest holds."""

from datetime import date, timedelta

import pytest

from koperasi_cli.database import Database
from koperasi_cli.language import speaking
from koperasi_cli.models import Attendance, MentoringSession, Revitalization, RevitalizationCause
from koperasi_cli.registry.records import raw
from koperasi_cli.reports.cases import cases, inactive_cases, inactive_table, timeline
from koperasi_cli.reports.selection import Selection
from koperasi_cli.vocabulary import SessionKind

TODAY = date(2025, 2, 17)
OPENED = date(2024, 6, 1)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def case(session, enrol):
    """``case(cause=…, steps=[(kind, held, planned, follow_up)], **fields)``: a case and its stage."""
    asleep = enrol(session, "Tapis Sebatin", inactive="2024-01-01")

    def case(*, cause=None, steps=(), on=TODAY, **fields):
        row = Revitalization(cooperative_id=asleep.id, opened_on=OPENED, **fields)
        session.add(row)
        session.flush()
        if cause:
            session.add(
                RevitalizationCause(revitalization_id=row.id, cause="no-rat", found_on=cause)
            )
        for step in steps:
            kind, held, planned, follow_up = (*step, None, None)[:4]
            written = MentoringSession(kind=kind, held_on=held, planned_on=planned)
            session.add(written)
            session.flush()
            session.add(
                Attendance(
                    session_id=written.id,
                    cooperative_id=asleep.id,
                    follow_up_on=follow_up,
                    revitalization_id=row.id,
                )
            )
        (found,) = cases(raw(session), on=on, cooperative_id=asleep.id)
        return found

    return case


VERIFIED = ("field-verification", ago(90))
GUIDED = ("special-mentoring", ago(30))
REVIEWED = ("review", ago(10))
PLANNED = ("training", None, ago(-7))
CAUSE = ago(60)


@pytest.mark.parametrize(
    ("stage", "given"),
    [
        ("identified", {}),
        ("identified", {"steps": [("reminder-letter", ago(9))]}),
        ("identified", {"steps": [GUIDED]}),
        ("identified", {"steps": [PLANNED], "next_on": ago(-7)}),
        ("verified", {"steps": [VERIFIED]}),
        ("verified", {"steps": [("visit", ago(90))]}),
        ("verified", {"steps": [VERIFIED, REVIEWED]}),
        ("evaluated", {"cause": CAUSE}),
        ("evaluated", {"cause": CAUSE, "steps": [VERIFIED]}),
        ("evaluated", {"cause": CAUSE, "steps": [("mentoring", ago(61))]}),
        ("evaluated", {"cause": CAUSE, "next_on": ago(1)}),
        ("evaluated", {"cause": CAUSE, "steps": [("visit", ago(50), None, ago(1))]}),
        ("planned", {"cause": CAUSE, "steps": [PLANNED]}),
        ("planned", {"cause": CAUSE, "next_on": ago(-7)}),
        ("planned", {"cause": CAUSE, "steps": [("visit", ago(50), None, ago(-7))]}),
        ("mentored", {"cause": CAUSE, "steps": [GUIDED]}),
        ("mentored", {"cause": CAUSE, "steps": [("mentoring", CAUSE)]}),
        ("mentored", {"cause": CAUSE, "steps": [GUIDED, PLANNED]}),
        ("mentored", {"cause": CAUSE, "steps": [("review", ago(40)), GUIDED]}),
        ("reviewed", {"cause": CAUSE, "steps": [GUIDED, REVIEWED]}),
        ("reviewed", {"cause": CAUSE, "steps": [GUIDED, REVIEWED, ("training", ago(5))]}),
        (
            "reviewed",
            {
                "cause": CAUSE,
                "steps": [GUIDED, REVIEWED],
                "outcome": "extended",
                "next_on": ago(-90),
            },
        ),
        ("closed", {"closed_on": ago(1), "outcome": "dissolution-proposed"}),
        (
            "closed",
            {"cause": CAUSE, "steps": [GUIDED], "closed_on": TODAY, "outcome": "reactivated"},
        ),
    ],
)
def test_stage(case, stage, given):
    assert case(**given)["stage"] == stage


@pytest.mark.parametrize("kind", SessionKind)
def test_guidance_is_every_kind_that_says_so(case, kind):
    found = case(cause=CAUSE, steps=[(kind, ago(30))])
    assert (found["stage"] == "mentored") == kind.is_guidance


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        (OPENED, "identified"),
        (ago(90), "verified"),
        (CAUSE, "evaluated"),
        (ago(30), "mentored"),
        (ago(10), "reviewed"),
        (ago(1), "closed"),
    ],
)
def test_the_stage_of_a_past_day(case, on, stage):
    steps = [VERIFIED, GUIDED, REVIEWED]
    found = case(cause=CAUSE, steps=steps, on=on, closed_on=ago(1), outcome="reactivated")
    assert found["stage"] == stage


def test_a_withdrawn_step_does_not_count(case, session):
    case(cause=CAUSE, steps=[GUIDED])
    row = session.get_one(MentoringSession, 1)
    row.withdrawn_at = "2025-02-17T03:00:00Z"
    session.add(row)
    (found,) = cases(raw(session), on=TODAY)
    assert (found["stage"], found["steps"]) == ("evaluated", [])


def test_a_timeline_runs_from_opening_to_outcome(case):
    found = case(
        cause=CAUSE,
        steps=[VERIFIED, GUIDED],
        decree="1/2024",
        closed_on=ago(1),
        outcome="reactivated",
    )
    table = timeline(found)
    assert table.title == "Case no. 1: Closed, opened 1 June 2024"
    assert [(row["event"], row["what"], row["details"]) for row in table.rows] == [
        ("opened", "Case opened", "Decree 1/2024"),
        ("step", "Field verification", None),
        ("cause", "Root cause found", "A02 No annual members' meeting"),
        ("step", "Special mentoring", None),
        ("outcome", "Case closed", "Reactivated"),
    ]
    with speaking("id"):
        assert timeline(found).rows[1]["what"] == "Verifikasi lapangan"


def test_inactive_cooperatives_with_and_without_a_case(case, session, enrol):
    enrol(session, "Repong Damar")
    enrol(session, "Jukung", inactive="2025-01-01")
    case(cause=CAUSE, steps=[VERIFIED, PLANNED])
    with_case, without = inactive_cases(raw(session), on=TODAY, selection=Selection())
    assert with_case | {"officer": None} == {
        "id": 1, "name": "Tapis Sebatin", "subdistrict": None, "status_since": "2024-01-01",
        "case_id": 1, "opened_on": "2024-06-01", "stage": "planned", "outcome": None,
        "causes": ["no-rat"],
        "last_step": "field-verification", "last_step_on": ago(90).isoformat(),
        "next_on": ago(-7).isoformat(), "officer": None,
    }  # fmt: skip
    assert (without["name"], without["stage"], without["causes"]) == ("Jukung", None, [])
    assert [row["causes"] for row in inactive_table([with_case, without]).rows] == ["no-rat", None]


@pytest.mark.parametrize(
    ("opened", "stage"), [(date(2023, 2, 1), None), (date(2024, 2, 1), "closed")]
)
def test_a_closed_case_is_listed_unless_it_was_before_the_relapse(session, enrol, opened, stage):
    asleep = enrol(
        session,
        "Tapis Sebatin",
        inactive="2023-01-01",
        active="2023-06-01",
        inactive_2="2024-01-01",
    )
    row = Revitalization(
        cooperative_id=asleep.id, opened_on=opened, closed_on=opened, outcome="dissolution-proposed"
    )
    session.add(row)
    (found,) = inactive_cases(raw(session), on=TODAY, selection=Selection())
    assert (found["stage"], found["outcome"]) == (stage, stage and "dissolution-proposed")


def test_the_sample_has_the_stages_that_its_plan_says(sample):
    import tomllib
    from pathlib import Path

    root = Path(__file__).parents[2]
    plan = tomllib.loads((root / "data/pesisir-barat/generator/plan.toml").read_text("utf-8"))
    with sample.reading() as connection:
        found = sorted(cases(connection, on=TODAY), key=lambda one: one["id"])
    assert [one["stage"] for one in found] == [one["stage"] for one in plan["cases"]]


def test_a_past_day_knows_nothing_of_what_came_later(sample: Database) -> None:
    on = date(2024, 1, 26)
    with sample.reading() as connection:
        found = cases(connection, on=on)
    assert found
    for case in found:
        days = [case["closed_on"], *(cause["found_on"] for cause in case["causes"])]
        days += [step["held_on"] for step in case["steps"]]
        assert all(day <= on.isoformat() for day in days if day)
        assert case["closed_on"] or case["outcome"] in (None, "extended")
