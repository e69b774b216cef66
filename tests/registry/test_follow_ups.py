"""A follow-up is made once, after the session, for whom it was due or who is named."""

from datetime import date

import pytest

from koperasi_cli.errors import BadValue, NotFound, Refused
from koperasi_cli.models import LONGEST_TEXT
from koperasi_cli.registry.follow_ups import follow_up, recorded_session
from koperasi_cli.registry.mentoring import Guest, hold
from koperasi_cli.vocabulary import SessionKind

TODAY = date(2025, 2, 17)
HELD = date(2025, 1, 10)


@pytest.fixture
def held(session, enrol):
    """A training with two, to be followed up with both."""
    guests = [Guest(enrol(session, name)) for name in ("Repong Damar", "Tuhuk Krui")]
    values = {"kind": SessionKind.TRAINING, "held_on": HELD}
    return hold(
        session, values, guests, today=TODAY, result="Paham", follow_up_on=date(2025, 2, 10)
    )


def test_for_all_whose_day_was_set(session, held):
    done = follow_up(session, held.session, None, on=TODAY, result="Buku kas ada")
    assert [(row.followed_up_on, row.result) for row in done] == [
        (TODAY, "Paham; Buku kas ada")
    ] * 2
    with pytest.raises(Refused, match="followed up already, on 17 February 2025"):
        follow_up(session, held.session, None, on=TODAY)


def test_for_one_and_then_the_rest(session, held):
    first, second = (row.cooperative_id for row in held.attendances)
    assert [row.cooperative_id for row in follow_up(session, held.session, [first], on=TODAY)] == [
        first
    ]
    with pytest.raises(Refused, match="was followed up already"):
        follow_up(session, held.session, [first], on=TODAY)
    assert [row.cooperative_id for row in follow_up(session, held.session, None, on=HELD)] == [
        second
    ]


def test_without_a_day_it_must_be_named(session, held):
    for row in held.attendances:
        row.follow_up_on = None
    with pytest.raises(Refused, match="no day of follow-up"):
        follow_up(session, held.session, None, on=TODAY)
    assert follow_up(session, held.session, [held.attendances[0].cooperative_id], on=TODAY)


def test_who_was_not_there_is_not_followed_up(session, held, enrol):
    other = enrol(session, "Jukung Bahari")
    with pytest.raises(Refused, match="was not in session"):
        follow_up(session, held.session, [other.id], on=TODAY)


def test_not_before_the_session(session, held):
    with pytest.raises(BadValue, match="before the session on 10 January 2025"):
        follow_up(session, held.session, None, on=date(2025, 1, 9))


def test_a_plan_has_nothing_to_follow_up(session, enrol):
    plan = hold(
        session,
        {"kind": SessionKind.VISIT, "planned_on": date(2025, 3, 1)},
        [Guest(enrol(session, "Tuhuk Krui"))],
        today=TODAY,
    )
    with pytest.raises(Refused, match="only planned"):
        follow_up(session, plan.session, None, on=TODAY)


def test_a_result_that_grows_too_long_is_refused(session, held):
    with pytest.raises(BadValue, match=str(LONGEST_TEXT)):
        follow_up(session, held.session, None, on=TODAY, result="x" * LONGEST_TEXT)


def test_a_session_that_is_not_there(session, held):
    with pytest.raises(NotFound, match="no session no"):
        recorded_session(session, 99)
    held.session.withdrawn_at = "2025-02-17T03:00:00Z"
    with pytest.raises(NotFound):
        recorded_session(session, held.session.id)
