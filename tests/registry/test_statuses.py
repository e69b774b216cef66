"""Which decisions on status make sense; and that the counts of any day follow from them."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from koperasi_cli.database import Database
from koperasi_cli.errors import ExitCode, KoperasiError, NotFound, Refused
from koperasi_cli.models import Cooperative, Revitalization
from koperasi_cli.registry.journal import Journal
from koperasi_cli.registry.records import raw, standing
from koperasi_cli.registry.statuses import Decided, Decision, decide, history
from koperasi_cli.reports.counting import FOREVER, totals
from koperasi_cli.vocabulary import Outcome, Status

TODAY = date(2025, 2, 17)
A, I, D = Status.ACTIVE, Status.INACTIVE, Status.DISSOLVED  # noqa: E741
Sequence = list[tuple[Status, str]]
Enrol = Callable[..., Cooperative]


def enrolled(session: Session, sequence: Sequence) -> Cooperative:
    """A cooperative with just these decisions."""
    record = Cooperative(name="Koperasi A", name_key="a")
    session.add(record)
    session.flush()
    for status, on in sequence:
        decide(session, record, Decision(status, date.fromisoformat(on)), today=TODAY)
    return record


def stands(session: Session, record: Cooperative) -> Sequence:
    assert record.id is not None
    return [(row.status, str(row.effective_on)) for row in history(session, record.id)]


ACCEPTED: list[tuple[str, Sequence, Status, str, Sequence]] = [
    ("the first one", [], A, "2020-01-01", [(A, "2020-01-01")]),
    ("today", [(A, "2020-01-01")], I, "2025-02-17", [(A, "2020-01-01"), (I, "2025-02-17")]),
    ("before the first one", [(A, "2020-01-01")], I, "2015-01-01",
     [(I, "2015-01-01"), (A, "2020-01-01")]),
    ("at the end", [(A, "2020-01-01"), (I, "2022-01-01")], D, "2024-01-01",
     [(A, "2020-01-01"), (I, "2022-01-01"), (D, "2024-01-01")]),
    ("before the dissolution", [(A, "2020-01-01"), (D, "2024-01-01")], I, "2022-01-01",
     [(A, "2020-01-01"), (I, "2022-01-01"), (D, "2024-01-01")]),
    ("dissolved at once", [], D, "2020-01-01", [(D, "2020-01-01")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "status", "on", "after"), [row[1:] for row in ACCEPTED],
    ids=[row[0] for row in ACCEPTED],
)  # fmt: skip
def test_a_decision_takes_its_place(
    session: Session, before: Sequence, status: Status, on: str, after: Sequence
) -> None:
    record = enrolled(session, before)
    decided = decide(
        session, record, Decision(status, date.fromisoformat(on), "r", "d"), today=TODAY
    )
    assert stands(session, record) == after
    assert decided.change is not None and decided.withdrawn is None
    assert (decided.change.reason, decided.change.decree) == ("r", "d")


REFUSED: list[tuple[str, Sequence, Status, str, str]] = [
    ("a day to come", [(A, "2020-01-01")], I, "2025-02-18", "has not come yet"),
    ("as before it", [(A, "2020-01-01")], A, "2022-01-01", "is active since 1 January 2020 already"),
    ("as after it", [(A, "2020-01-01")], A, "2019-01-01",
     "is on record as active from 1 January 2020 on; from 1 January 2019 on it would be the same"),
    ("as after it, of three", [(A, "2020-01-01"), (I, "2022-01-01")], I, "2021-01-01", "the same"),
    ("as before it, of three", [(A, "2020-01-01"), (I, "2022-01-01")], A, "2021-01-01", "the same"),
    ("of a day that has one", [(A, "2020-01-01")], I, "2020-01-01", "has a decision of 1 January 2020"),
    ("the same, of that day", [(A, "2020-01-01")], A, "2020-01-01", "has a decision of 1 January 2020"),
    ("after dissolution", [(A, "2020-01-01"), (D, "2024-01-01")], A, "2024-06-01",
     "nothing comes after"),
    ("dissolved twice", [(A, "2020-01-01"), (D, "2024-01-01")], D, "2024-06-01", "nothing comes after"),
    ("dissolved before a change", [(A, "2020-01-01"), (I, "2022-01-01")], D, "2021-01-01",
     "is on record as inactive from 1 January 2022 on; nothing comes after a dissolution"),
    ("dissolved before the first", [(A, "2020-01-01")], D, "2019-01-01", "nothing comes after"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "status", "on", "said"), [row[1:] for row in REFUSED],
    ids=[row[0] for row in REFUSED],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_saying_why(
    session: Session, before: Sequence, status: Status, on: str, said: str
) -> None:
    record = enrolled(session, before)
    with pytest.raises(Refused) as refused:
        decide(session, record, Decision(status, date.fromisoformat(on)), today=TODAY)
    assert said in refused.value.message
    assert refused.value.hint
    assert refused.value.exit_code == ExitCode.REFUSED
    assert stands(session, record) == before


CORRECTED: list[tuple[str, Sequence, str, Status, str, Sequence]] = [
    ("it was another status", [(A, "2020-01-01"), (I, "2022-01-01")], "2022-01-01", D, "2022-01-01",
     [(A, "2020-01-01"), (D, "2022-01-01")]),
    ("it was another day", [(A, "2020-01-01"), (I, "2022-01-01")], "2022-01-01", I, "2022-03-01",
     [(A, "2020-01-01"), (I, "2022-03-01")]),
    ("it was an earlier day", [(A, "2020-01-01"), (I, "2022-01-01")], "2022-01-01", I, "2021-01-01",
     [(A, "2020-01-01"), (I, "2021-01-01")]),
    ("it was not so at all", [(A, "2020-01-01"), (I, "2022-01-01")], "2022-01-01", A, "2022-01-01",
     [(A, "2020-01-01")]),
    ("the first was wrong", [(A, "2020-01-01")], "2020-01-01", I, "2020-01-01", [(I, "2020-01-01")]),
    ("not dissolved", [(A, "2020-01-01"), (D, "2022-01-01")], "2022-01-01", I, "2022-01-01",
     [(A, "2020-01-01"), (I, "2022-01-01")]),
    ("the same again, with a reason", [(A, "2020-01-01"), (I, "2022-01-01")], "2022-01-01", I,
     "2022-01-01", [(A, "2020-01-01"), (I, "2022-01-01")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "wrong", "status", "on", "after"), [row[1:] for row in CORRECTED],
    ids=[row[0] for row in CORRECTED],
)  # fmt: skip
def test_a_correction_withdraws_and_puts_right(
    session: Session, before: Sequence, wrong: str, status: Status, on: str, after: Sequence
) -> None:
    record = enrolled(session, before)
    decided = _correct(session, record, wrong, status, on)
    assert stands(session, record) == after
    assert decided.withdrawn is not None and decided.withdrawn.withdrawn_at
    assert str(decided.withdrawn.effective_on) == wrong
    assert (decided.change is None) is (len(after) < len(before))


WRONGLY_CORRECTED: list[tuple[str, Sequence, str, Status, str, type[KoperasiError], str]] = [
    ("no change on that day", [(A, "2020-01-01"), (I, "2022-01-01")], "2022-01-02", A, "2022-01-02",
     NotFound, "no change of status on 2 January 2022"),
    ("onto another decision", [(I, "2020-01-01"), (A, "2022-01-01")], "2022-01-01", D, "2020-01-01",
     Refused, "has a decision of 1 January 2020"),
    ("two the same would meet", [(A, "2020-01-01"), (I, "2022-01-01"), (A, "2023-01-01")],
     "2022-01-01", A, "2022-01-01", Refused, "would be the same"),
    ("dissolved in the middle", [(A, "2020-01-01"), (I, "2022-01-01"), (A, "2023-01-01")],
     "2022-01-01", D, "2022-01-01", Refused, "nothing comes after"),
    ("into the future", [(A, "2020-01-01")], "2020-01-01", A, "2026-01-01", Refused, "not come yet"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "wrong", "status", "on", "error", "said"), [row[1:] for row in WRONGLY_CORRECTED],
    ids=[row[0] for row in WRONGLY_CORRECTED],
)  # fmt: skip
def test_a_correction_must_make_sense_too(
    session: Session, before: Sequence, wrong: str, status: Status, on: str,
    error: type[KoperasiError], said: str,
) -> None:  # fmt: skip
    record = enrolled(session, before)
    with pytest.raises(error, match=re.escape(said)):
        _correct(session, record, wrong, status, on)
    assert stands(session, record) == before


# --- with an open case


def with_case(
    session: Session, sequence: Sequence, opened_on: str
) -> tuple[Cooperative, Revitalization]:
    record = enrolled(session, sequence)
    assert record.id is not None
    case = Revitalization(cooperative_id=record.id, opened_on=date.fromisoformat(opened_on))
    session.add(case)
    session.flush()
    return record, case


SINCE_2022: Sequence = [(A, "2020-01-01"), (I, "2022-01-01")]


@pytest.mark.parametrize(("status", "outcome"), [
    (A, Outcome.REACTIVATED), (D, Outcome.DISSOLUTION_PROPOSED),
])  # fmt: skip
def test_reactivation_and_dissolution_close_the_case(
    session: Session, status: Status, outcome: Outcome
) -> None:
    record, case = with_case(session, SINCE_2022, "2023-01-01")
    decided = decide(session, record, Decision(status, date(2024, 1, 1)), today=TODAY)
    assert decided.closed_case == case.id
    assert (case.outcome, case.closed_on) == (outcome, date(2024, 1, 1))


@pytest.mark.parametrize("status", [A, D])
def test_a_case_cannot_end_before_it_began(session: Session, status: Status) -> None:
    record, case = with_case(session, SINCE_2022, "2023-01-01")
    with pytest.raises(Refused, match="The case was opened on 1 January 2023"):
        decide(session, record, Decision(status, date(2022, 12, 31)), today=TODAY)
    assert case.closed_on is None


def test_an_earlier_history_leaves_the_case_alone(session: Session) -> None:
    record, case = with_case(session, [(I, "2022-01-01")], "2023-01-01")
    decided = decide(session, record, Decision(A, date(2015, 1, 1)), today=TODAY)
    assert (decided.closed_case, case.closed_on) == (None, None)
    assert stands(session, record) == [(A, "2015-01-01"), (I, "2022-01-01")]


def test_an_active_cooperative_is_not_left_with_an_open_case(session: Session) -> None:
    record, case = with_case(session, SINCE_2022, "2023-01-01")
    with pytest.raises(
        Refused, match=f"has an open case \\(no. {case.id}, opened on 1 January 2023"
    ):
        _correct(session, record, "2022-01-01", A, "2022-01-01")


def test_a_reactivation_that_was_none_opens_its_case_again(session: Session) -> None:
    record, case = with_case(session, SINCE_2022, "2023-01-01")
    decide(session, record, Decision(A, date(2024, 1, 1)), today=TODAY)
    decided = _correct(session, record, "2024-01-01", I, "2024-01-01")
    assert (decided.change, decided.reopened_case) == (None, case.id)
    assert (case.outcome, case.closed_on) == (None, None)
    assert stands(session, record) == SINCE_2022


def test_a_reactivation_on_another_day_closes_its_case_on_that_day(session: Session) -> None:
    record, case = with_case(session, SINCE_2022, "2023-01-01")
    decide(session, record, Decision(A, date(2024, 1, 1)), today=TODAY)
    decided = _correct(session, record, "2024-01-01", A, "2024-03-01")
    assert (decided.closed_case, decided.reopened_case) == (case.id, None)
    assert (case.outcome, case.closed_on) == (Outcome.REACTIVATED, date(2024, 3, 1))


# --- whatever is decided, in whichever order


class Step(NamedTuple):
    cooperative: int
    status: Status
    on: date
    correct: date | None
    hours_later: int


FIRST_DAY = date(2024, 1, 1)
days = st.integers(0, 6).map(lambda n: FIRST_DAY + timedelta(days=n))
steps = st.lists(
    st.builds(
        Step,
        st.integers(0, 1),
        st.sampled_from([A, A, I, I, D]),
        days,
        st.none() | days,
        st.sampled_from([0, 0, 5, 30]),
    ),
    max_size=20,
)
Fact = tuple[int, Status, date]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps)
def test_the_counts_follow_from_what_was_decided(registry: Database, steps: list[Step]) -> None:
    """Neighbours differ, nothing follows dissolution, and SQL agrees with plain Python on any day.

    ``standing_at`` is the journal replayed: what stood after each accepted step, by its moment.
    """
    moment = "2024-02-01T00:00:00Z"
    with registry.writing("test", actor="t", at=moment, dry_run=True) as session:
        records = [Cooperative(name=name, name_key=name) for name in ("A", "B")]
        session.add_all(records)
        session.flush()
        standing_at: dict[str, list[Fact]] = {"": []}
        hour = 0
        for step in steps:
            hour += step.hours_later
            moment = f"2024-02-{1 + hour // 24:02}T{hour % 24:02}:00:00Z"
            Journal.of(session).at = moment
            known = list(standing_at[max(standing_at)])
            record = records[step.cooperative]
            try:
                decided = decide(
                    session, record, Decision(step.status, step.on), today=TODAY,
                    correct=step.correct,
                )  # fmt: skip
            except KoperasiError:
                assert _facts(session, records) == sorted(known)
                continue
            if decided.withdrawn:
                known.remove(
                    (step.cooperative, decided.withdrawn.status, decided.withdrawn.effective_on)
                )
            if decided.change:
                known.append((step.cooperative, step.status, step.on))
            standing_at[moment] = known
            assert _facts(session, records) == sorted(known)
            _check_order(known)
        connection = raw(session)
        for at in [*standing_at, FOREVER]:
            known = standing_at[max(stamp for stamp in standing_at if stamp <= at)]
            for n in range(-1, 8):
                on = FIRST_DAY + timedelta(days=n)
                assert totals(connection, on, known=at).as_dict() == _counted(known, on)


def _facts(session: Session, records: list[Cooperative]) -> list[Fact]:
    return sorted(
        (position, row.status, row.effective_on)
        for position, record in enumerate(records)
        for row in history(session, record.id or 0)
    )


def _check_order(known: list[Fact]) -> None:
    for cooperative in (0, 1):
        sequence = sorted((on, status) for position, status, on in known if position == cooperative)
        statuses = [status for _on, status in sequence]
        assert len({on for on, _status in sequence}) == len(sequence)
        assert all(one is not two for one, two in pairwise(statuses))
        assert D not in statuses[:-1]


def _counted(known: list[Fact], on: date) -> dict[str, int]:
    latest = {}
    for cooperative, status, day in sorted(known, key=lambda fact: fact[2]):
        if day <= on:
            latest[cooperative] = status
    numbers = {status.value: [*latest.values()].count(status) for status in Status}
    return numbers | {"total": numbers["active"] + numbers["inactive"]}


def test_only_one_case_is_open_at_a_time(session: Session) -> None:
    record, _case = with_case(session, SINCE_2022, "2023-01-01")
    decide(session, record, Decision(A, date(2024, 1, 1)), today=TODAY)
    assert not standing(session, Revitalization, closed_on=None)


def _correct(session: Session, record: Cooperative, wrong: str, status: Status, on: str) -> Decided:
    decision = Decision(status, date.fromisoformat(on))
    return decide(session, record, decision, today=TODAY, correct=date.fromisoformat(wrong))


def test_a_correction_that_only_moves_the_day_keeps_its_reason(
    session: Session, enrol: Any
) -> None:
    record = enrol(session, "A", active="2020-01-01")
    why = Decision(Status.INACTIVE, date(2023, 7, 10), "No RAT", "518/7")
    decide(session, record, why, today=TODAY)
    moved = Decision(Status.INACTIVE, date(2023, 6, 1))
    change = decide(session, record, moved, today=TODAY, correct=why.on).change
    assert change is not None
    assert (change.effective_on, change.reason, change.decree) == (moved.on, "No RAT", "518/7")
