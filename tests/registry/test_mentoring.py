"""Sessions held and planned: who was there, what is a step of a case, what is refused."""

from datetime import date

import pytest

from koperasi_cli.errors import BadUsage, BadValue, NeedsConfirmation, Refused
from koperasi_cli.models import Attendance, MentoringSession, Revitalization
from koperasi_cli.registry.mentoring import Guest, hold, hold_planned
from koperasi_cli.registry.records import standing
from koperasi_cli.vocabulary import SessionKind

TODAY = date(2025, 2, 17)


def held(session, cooperatives, kind="training", on=TODAY, planned=None, **more):
    values = {"kind": SessionKind(kind)}
    values |= {"held_on": on} if on else {}
    values |= {"planned_on": planned} if planned else {}
    values |= {"topic": more.pop("topic")} if "topic" in more else {}
    people = more.pop("people", None)
    guests = [Guest(cooperative, people) for cooperative in cooperatives]
    return hold(session, values, guests, today=TODAY, **more)


def opened(session, cooperative, on):
    case = Revitalization(cooperative_id=cooperative.id, opened_on=on)
    session.add(case)
    session.flush()
    return case


def test_one_session_has_an_attendance_for_each_guest(session, enrol):
    first, second = enrol(session, "Repong Damar"), enrol(session, "Tuhuk Krui")
    guests = [Guest(first, (2, 1)), Guest(second)]
    values = {"kind": SessionKind.TRAINING, "topic": "RAT", "held_on": TODAY}
    written = hold(session, values, guests, today=TODAY, result="Done")
    assert len(standing(session, MentoringSession)) == 1
    assert [
        (row.cooperative_id, row.participants_male, row.participants_female, row.result)
        for row in written.attendances
    ] == [(first.id, 2, 1, "Done"), (second.id, None, None, "Done")]


@pytest.mark.parametrize(
    ("opened_on", "in_cases", "is_step"),
    [
        (date(2025, 2, 16), True, True),
        (date(2025, 2, 17), True, True),
        (date(2025, 2, 16), False, False),
    ],
)
def test_a_session_is_a_step_of_the_open_case(session, enrol, opened_on, in_cases, is_step):
    one = enrol(session, "Tapis Sebatin", inactive="2024-01-01")
    case = opened(session, one, opened_on)
    written = held(session, [one], in_cases=in_cases)
    assert written.attendances[0].revitalization_id == (case.id if is_step else None)


def test_a_session_before_the_case_was_opened_is_no_step(session, enrol):
    one = enrol(session, "Tapis Sebatin", inactive="2024-01-01")
    opened(session, one, date(2025, 2, 10))
    assert held(session, [one], on=date(2025, 2, 9)).attendances[0].revitalization_id is None


@pytest.mark.parametrize(
    ("given", "error", "says"),
    [
        ({"on": date(2025, 2, 18)}, BadValue, "has not come yet"),
        ({"on": None}, BadUsage, "needs a day"),
        ({"on": None, "planned": date(2025, 3, 1), "people": (1, 1)}, BadUsage, "only planned"),
        ({"on": None, "planned": date(2025, 3, 1), "result": "Good"}, BadUsage, "only planned"),
        ({"follow_up_on": date(2025, 2, 16)}, BadValue, "would come before"),
    ],
)
def test_what_cannot_be_is_refused(session, enrol, given, error, says):
    with pytest.raises(error, match=says):
        held(session, [enrol(session, "Tuhuk Krui")], **given)
    assert standing(session, MentoringSession) == []


def test_a_dissolved_cooperative_is_not_mentored(session, enrol):
    one = enrol(session, "Krui Lama", dissolved="2024-06-01")
    with pytest.raises(Refused, match="dissolved since 1 June 2024"):
        held(session, [one])
    with pytest.raises(Refused, match="dissolved"):
        held(session, [one], on=None, planned=date(2025, 3, 1))
    assert held(session, [one], on=date(2024, 5, 31)).attendances


def test_a_session_before_the_legal_date_only_warns(session, enrol):
    one = enrol(session, "Tuhuk Krui", legal_date=date(2025, 2, 1))
    assert "founded on 1 February 2025" in held(session, [one], on=date(2025, 1, 5)).warnings[0]


def test_a_double_entry_is_a_question(session, enrol):
    one = enrol(session, "Tuhuk Krui")
    held(session, [one])
    with pytest.raises(NeedsConfirmation) as asked:
        held(session, [one])
    assert asked.value.key == "double-session"
    held(session, [one], kind="visit")
    held(session, [one], on=date(2025, 2, 16))
    held(session, [one], confirmed=frozenset({"double-session"}))
    assert len(standing(session, MentoringSession)) == 4


def test_a_plan_that_is_held_stays_one_session(session, enrol):
    here, away, new = (enrol(session, name) for name in ("Repong Damar", "Jukung", "Tuhuk Krui"))
    plan = held(session, [here, away], on=None, planned=date(2025, 2, 12), topic="RAT")
    done = held(session, [here, new], on=TODAY, planned=date(2025, 2, 12), people=(2, 1))
    assert done.was_planned
    assert done.session.id == plan.session.id
    assert (done.session.topic, done.session.held_on) == ("RAT", TODAY)
    assert [absent.name for absent in done.absent] == ["Jukung"]
    present = {row.cooperative_id for row in standing(session, Attendance)}
    assert present == {here.id, new.id}


def test_a_plan_whose_day_has_come_is_pointed_out(session, enrol):
    one = enrol(session, "Tuhuk Krui")
    plan = held(session, [one], on=None, planned=date(2025, 2, 12))
    written = held(session, [one])
    assert written.session.id != plan.session.id
    assert "--planned 2025-02-12" in written.warnings[0]


def test_a_plan_is_held_by_its_number(session, enrol):
    here, away, new = (enrol(session, name) for name in ("Repong Damar", "Jukung", "Tuhuk Krui"))
    case = opened(session, here, date(2025, 2, 1))
    plan = held(session, [here, away], on=None, planned=date(2025, 2, 12), topic="RAT").session
    done = hold_planned(
        session, plan, {"held_on": TODAY, "hours": 2.0}, [Guest(here, (2, 1)), Guest(new)],
        today=TODAY, result="Baik", follow_up_on=date(2025, 3, 1),
    )  # fmt: skip
    assert done.session is plan
    assert (plan.topic, plan.planned_on, plan.held_on) == ("RAT", date(2025, 2, 12), TODAY)
    assert [absent.name for absent in done.absent] == ["Jukung"]
    assert [
        (a.cooperative_id, a.participants_male, a.revitalization_id) for a in done.attendances
    ] == [
        (here.id, 2, case.id),
        (new.id, None, None),
    ]
    assert len(standing(session, MentoringSession)) == 1
    with pytest.raises(Refused, match="held already, on 17 February 2025"):
        hold_planned(session, plan, {"held_on": TODAY}, [Guest(here)], today=TODAY)


def test_a_plan_is_not_held_before_its_day_has_come_nor_twice(session, enrol):
    one = enrol(session, "Tuhuk Krui")
    plan = held(session, [one], on=None, planned=date(2025, 2, 12)).session
    with pytest.raises(BadValue, match="has not come yet"):
        hold_planned(session, plan, {"held_on": date(2025, 2, 18)}, [Guest(one)], today=TODAY)
    held(session, [one])
    with pytest.raises(NeedsConfirmation) as asked:
        hold_planned(session, plan, {"held_on": TODAY}, [Guest(one)], today=TODAY)
    assert asked.value.key == "double-session"
    assert plan.held_on is None


def test_a_plan_with_one_dissolved_since_is_not_held(session, enrol):
    one = enrol(session, "Krui Lama", dissolved="2025-02-14")
    plan = MentoringSession(kind=SessionKind.VISIT, planned_on=date(2025, 2, 12))
    session.add(plan)
    session.flush()
    with pytest.raises(Refused, match="dissolved since"):
        hold_planned(session, plan, {"held_on": TODAY}, [Guest(one)], today=TODAY)
