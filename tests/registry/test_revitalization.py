"""A case from its opening to its outcome: what each rule allows, and what it leaves untouched."""

from datetime import date

import pytest

from koperasi_cli.errors import BadUsage, BadValue, Refused
from koperasi_cli.models import Attendance, Revitalization, RevitalizationCause, StatusChange
from koperasi_cli.registry.cases import open_case
from koperasi_cli.registry.records import cooperative, standing
from koperasi_cli.registry.revitalization import Step, Work, advance
from koperasi_cli.registry.statuses import Decision, decide, history
from koperasi_cli.vocabulary import Cause, Outcome, SessionKind, Status

TODAY = date(2025, 2, 17)
SINCE = "2024-01-10"


@pytest.fixture
def asleep(session, enrol):
    return enrol(session, "Tapis Sebatin", active="2015-01-01", inactive=SINCE)


def do(session, *cooperatives, on=TODAY, **work):
    return advance(session, cooperatives, Work(on=on, **work), today=TODAY)


def step(kind, on=TODAY):
    return Step({"kind": SessionKind(kind), "held_on": on})


@pytest.mark.parametrize(
    "work",
    [
        {"open": True},
        {"causes": [Cause.NO_RAT]},
        {"step": step("visit")},
        {"outcome": Outcome.DISSOLUTION_PROPOSED},
    ],
    ids=lambda work: next(iter(work)),
)
def test_a_case_is_opened_where_there_is_none(session, asleep, work):
    ((one,), _held) = do(session, asleep, **work)
    assert one.opened
    assert one.case.opened_on == TODAY


@pytest.mark.parametrize("work", [{"note": "x"}, {"next_on": TODAY}, {"decree": "1"}])
def test_a_note_alone_opens_none(session, asleep, work):
    with pytest.raises(Refused, match="no open case"):
        do(session, asleep, **work)
    do(session, asleep, open=True)
    ((one,), _held) = do(session, asleep, **work)
    assert one.set == [*work]


@pytest.mark.parametrize(
    ("later", "says"),
    [
        ((Status.ACTIVE, date(2025, 1, 1)), "active since 1 January 2025"),
        ((Status.DISSOLVED, date(2025, 1, 1)), "dissolved since 1 January 2025"),
    ],
)
def test_only_an_inactive_cooperative_is_revitalized(session, asleep, later, says):
    decide(session, asleep, Decision(*later), today=TODAY)
    with pytest.raises(Refused, match=says):
        do(session, asleep, open=True)


def test_an_active_one_is_pointed_to_mentor(session, enrol):
    with pytest.raises(Refused) as refused:
        do(session, enrol(session, "Repong Damar"), causes=[Cause.NO_RAT])
    assert "koperasi mentor 1" in refused.value.hint


def test_no_case_before_the_cooperative_was_inactive(session, asleep):
    with pytest.raises(Refused, match="inactive since 10 January 2024"):
        do(session, asleep, on=date(2024, 1, 9), open=True)
    do(session, asleep, on=date(2024, 1, 10), open=True)


def test_nothing_happens_in_a_case_before_it_was_opened(session, asleep):
    do(session, asleep, on=date(2025, 2, 10), open=True)
    with pytest.raises(Refused, match="opened on 10 February 2025"):
        do(session, asleep, on=date(2025, 2, 9), causes=[Cause.NO_RAT])


def test_cases_do_not_overlap(session, asleep):
    do(session, asleep, on=date(2025, 1, 1), outcome=Outcome.DISSOLUTION_PROPOSED)
    with pytest.raises(Refused, match="until 1 January 2025"):
        do(session, asleep, on=date(2024, 12, 31), open=True)
    ((one,), _held) = do(session, asleep, on=date(2025, 1, 1), open=True)
    assert one.opened


@pytest.mark.parametrize(
    ("work", "error", "says"),
    [
        ({"open": True, "on": date(2025, 2, 18)}, BadValue, "has not come yet"),
        ({"outcome": Outcome.EXTENDED}, BadUsage, "new next date"),
        ({"open": True, "next_on": date(2025, 2, 16)}, BadValue, "would come before"),
        ({"outcome": Outcome.REACTIVATED, "next_on": TODAY}, BadUsage, "no next date"),
        ({"open": True, "reason": "RAT"}, BadUsage, "outcome reactivated"),
    ],
)
def test_what_does_not_go_together_is_refused(session, asleep, work, error, says):
    with pytest.raises(error, match=says):
        do(session, asleep, **work)
    assert standing(session, Revitalization) == []


def test_a_cause_is_noted_once(session, asleep):
    ((first,), _held) = do(
        session, asleep, causes=[Cause.NO_RAT, Cause.NO_RAT, Cause.OTHER], note="x"
    )
    ((again,), _held) = do(session, asleep, causes=[Cause.NO_RAT])
    assert (first.found, again.found, again.known) == (
        [Cause.NO_RAT, Cause.OTHER], [], [Cause.NO_RAT],
    )  # fmt: skip
    rows = standing(session, RevitalizationCause)
    assert [(row.cause, row.note) for row in rows] == [("no-rat", None), ("other", "x")]


def test_a_step_is_an_attendance_of_the_case(session, asleep, enrol):
    other = enrol(session, "Jukung", inactive="2024-05-01")
    done, held = do(session, asleep, other, step=step("special-mentoring"))
    assert {row.revitalization_id for row in standing(session, Attendance)} == {
        one.case.id for one in done
    }
    assert len({row.session_id for row in held.attendances}) == 1


def test_reactivation_closes_the_case_and_changes_the_status(session, asleep):
    do(session, asleep, on=date(2025, 1, 1), open=True, next_on=date(2025, 3, 1), decree="1/2025")
    ((one,), _held) = do(
        session, asleep, outcome=Outcome.REACTIVATED, reason="RAT held", decree="2/2025"
    )
    assert (one.case.outcome, one.case.closed_on, one.case.next_on) == ("reactivated", TODAY, None)
    assert one.case.decree == "1/2025"
    last = history(session, asleep.id)[-1]
    assert (last.status, last.effective_on, last.reason, last.decree) == (
        "active", TODAY, "RAT held", "2/2025",
    )  # fmt: skip


def test_a_proposal_to_dissolve_closes_the_case_only(session, asleep):
    ((one,), _held) = do(session, asleep, outcome=Outcome.DISSOLUTION_PROPOSED)
    assert one.case.closed_on == TODAY
    assert history(session, asleep.id)[-1].status == "inactive"


def test_an_extended_case_stays_open_with_a_new_next_date(session, asleep):
    do(session, asleep, open=True, next_on=date(2025, 3, 1))
    with pytest.raises(Refused, match="is the next date of case"):
        do(session, asleep, outcome=Outcome.EXTENDED, next_on=date(2025, 3, 1))
    do(session, asleep, outcome=Outcome.EXTENDED, next_on=date(2025, 6, 1))
    case = open_case(session, asleep.id)
    assert (case.outcome, case.next_on) == ("extended", date(2025, 6, 1))
    do(session, asleep, outcome=Outcome.REACTIVATED)
    assert case.outcome == "reactivated"


def test_a_relapse_gets_a_case_of_its_own(session, asleep):
    do(session, asleep, on=date(2024, 2, 1), open=True)
    do(session, asleep, on=date(2024, 6, 1), outcome=Outcome.REACTIVATED)
    decide(session, asleep, Decision(Status.INACTIVE, date(2025, 1, 1)), today=TODAY)
    ((one,), _held) = do(session, asleep, causes=[Cause.NO_RAT])
    assert one.opened
    assert [case.id for case in standing(session, Revitalization)] == [1, 2]


def test_a_case_that_was_left_open_on_an_active_cooperative_can_be_closed(session, enrol):
    awake = enrol(session, "Repong Damar", active="2020-01-01")
    session.add(Revitalization(cooperative_id=awake.id, opened_on=date(2024, 1, 1)))
    with pytest.raises(Refused, match="active since"):
        do(session, awake, causes=[Cause.NO_RAT])
    ((one,), _held) = do(session, awake, outcome=Outcome.REACTIVATED)
    assert (one.case.closed_on, one.status) == (TODAY, None)
    assert [row.status for row in history(session, awake.id)] == ["active"]


def test_a_batch_that_fails_leaves_nothing(registry, enrol):
    stamp = {"actor": "tester", "at": "2025-02-17T03:00:00Z"}
    with registry.writing("enrol", **stamp) as session:
        good = enrol(session, "Tapis Sebatin", inactive=SINCE).id
        same_day = enrol(session, "Jukung", inactive="2025-02-17").id
    with (
        pytest.raises(Refused, match="decision of 17 February 2025 already"),
        registry.writing("revitalize", **stamp) as session,
    ):
        both = [cooperative(session, id_) for id_ in (good, same_day)]
        do(session, *both, step=step("review"), outcome=Outcome.REACTIVATED)
    with registry.writing("look", **stamp) as session:
        for model in (Revitalization, Attendance, RevitalizationCause):
            assert standing(session, model) == []
        assert len(standing(session, StatusChange)) == 2
