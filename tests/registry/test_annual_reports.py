"""Book years: what is added, what replaces, and what is warned about."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koperasi_cli.errors import Refused
from koperasi_cli.models import AnnualReport
from koperasi_cli.registry.annual_reports import record
from koperasi_cli.registry.records import standing
from koperasi_cli.reports.annual_reports import growth
from koperasi_cli.vocabulary import Form

TODAY = date(2025, 2, 17)


@pytest.fixture
def damar(session, enrol):
    return enrol(session, "Repong Damar", active="2015-01-01", legal_date=date(2015, 1, 1))


def put(session, cooperative, year, cleared=(), **values):
    return record(session, cooperative, year, values, today=TODAY, cleared=cleared)


def test_what_is_given_replaces_and_the_rest_stays(session, damar):
    first = put(session, damar, 2023, turnover=100, members_male=20)
    second = put(session, damar, 2023, turnover=120, members_female=4)
    assert first.row is second.row
    assert second.changed == {"turnover": (100, 120), "members_female": (None, 4)}
    assert (second.row.turnover, second.row.members_male, second.row.members_female) == (120, 20, 4)
    assert len(standing(session, AnnualReport)) == 1


def test_only_clear_empties(session, damar):
    put(session, damar, 2023, turnover=100, assets=50)
    done = put(session, damar, 2023, cleared=["turnover", "surplus"])
    assert done.changed == {"turnover": (100, None)}
    assert (done.row.turnover, done.row.assets) == (None, 50)


def test_the_same_again_changes_nothing(session, damar):
    put(session, damar, 2023, members_male=3, members_female=3)
    again = put(session, damar, 2023, members_male=3)
    assert (again.changed, again.warnings) == ({}, [])


def test_nothing_is_cleared_in_a_year_that_is_not_there(session, damar):
    with pytest.raises(Refused, match="Book year 2022 of Repong Damar is not on record"):
        put(session, damar, 2022, cleared=["turnover"])


def test_a_rat_to_come_is_refused(session, damar):
    with pytest.raises(Refused, match="18 February 2025 has not come yet") as refused:
        put(session, damar, 2024, rat_held_on=date(2025, 2, 18))
    assert "--planned 2025-02-18" in refused.value.hint
    assert put(session, damar, 2024, rat_planned_on=date(2025, 2, 18)).warnings == []


@pytest.mark.parametrize(
    ("year", "values", "warned"),
    [
        (2023, {"rat_held_on": date(2024, 3, 1)}, []),
        (2023, {"rat_held_on": date(2023, 12, 31)}, ["the RAT for book year 2023 is one of 2024"]),
        (2023, {"rat_held_on": date(2025, 1, 2)}, ["RAT held on 2 January 2025"]),
        (2023, {"rat_planned_on": date(2026, 1, 2)}, ["RAT planned for 2 January 2026"]),
        (2025, {"turnover": 1}, []),
        (2026, {"turnover": 1}, ["Book year 2026 has not begun: today is 17 February 2025."]),
        (2015, {"turnover": 1}, []),
        (2014, {"turnover": 1}, ["Book year 2014 lies before the legal date of Repong Damar"]),
        (2023, {"members_male": 4, "members_female": 5}, []),
        (2023, {"members_male": 4, "members_female": 4}, ["Members: 8, which is fewer than 9."]),
        (2023, {"members_male": 4}, []),
    ],
)
def test_what_cannot_be_right_is_warned_about_and_kept(session, damar, year, values, warned):
    done = put(session, damar, year, **values)
    assert len(done.warnings) == len(warned)
    assert all(words in line for words, line in zip(warned, done.warnings, strict=True))
    assert {name: getattr(done.row, name) for name in values} == values


@pytest.mark.parametrize(("form", "members", "warned"), [
    (Form.PRIMARY_DISTRICT, 8, True), (Form.SECONDARY_DISTRICT, 8, False),
    (Form.SECONDARY_DISTRICT, 2, True), (None, 8, True),
])  # fmt: skip
def test_members_of_a_secondary_cooperative_are_cooperatives(session, enrol, form, members, warned):
    one = enrol(session, "Pusat", form=form)
    done = put(session, one, 2023, members_male=members, members_female=0)
    assert bool(done.warnings) is warned


@pytest.mark.parametrize("field", ["equity", "outside_capital", "assets", "turnover", "surplus"])
@pytest.mark.parametrize(("old", "new", "says"), [
    (1_000, 99_999, None), (1_000, 100_000, "100 times"), (100_000, 1_000, "a hundredth"),
    (100_000, 1_001, None), (0, 100, None), (None, 100, None), (100, 0, None),
])  # fmt: skip
def test_a_slip_of_zeros(session, damar, field, old, new, says):
    put(session, damar, 2022, **{field: old, "managers": 1})
    done = put(session, damar, 2023, **{field: new})
    assert (says is None) == (done.warnings == [])
    assert all(says in line for line in done.warnings)


def test_a_loss_is_no_slip(session, damar):
    put(session, damar, 2022, surplus=-10)
    assert put(session, damar, 2023, surplus=5_000).warnings == []


def test_only_what_was_written_is_warned_about(session, damar):
    put(session, damar, 2023, members_male=1, members_female=1, rat_held_on=date(2025, 1, 1))
    assert put(session, damar, 2023, turnover=5).warnings == []


def test_a_rat_after_dissolution(session, enrol):
    gone = enrol(session, "Krui Lama", active="2015-01-01", dissolved="2024-02-01")
    (line,) = put(session, gone, 2023, rat_held_on=date(2024, 3, 1)).warnings
    assert "was dissolved on 1 February 2024" in line


def test_the_year_before_is_the_one_just_before(session, damar):
    put(session, damar, 2021, turnover=1)
    assert put(session, damar, 2023, turnover=2).before is None
    assert put(session, damar, 2022, turnover=3).before.book_year == 2021


@pytest.mark.parametrize(("start", "end", "share"), [
    (100, 121, 0.21), (100, 50, -0.5), (3, 4, 0.3333), (0, 5, None), (None, 5, None),
    (5, None, None), (5, 0, -1.0), (-5, 5, None),
])  # fmt: skip
def test_growth(start, end, share):
    assert growth(start, end) == share


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(
    st.tuples(
        st.sampled_from(["members_male", "managers", "assets", "turnover"]),
        st.none() | st.integers(0, 10**9),
    ), min_size=1, max_size=8,
))  # fmt: skip
def test_a_year_holds_the_last_that_was_said_of_each_field(session, damar, steps):
    known = {}
    put(session, damar, 2020, kuk=1)
    for name in ("members_male", "managers", "assets", "turnover"):
        put(session, damar, 2020, cleared=[name])
    for name, value in steps:
        if value is None:
            done = put(session, damar, 2020, cleared=[name])
        else:
            done = put(session, damar, 2020, **{name: value})
        known[name] = value
    assert {name: getattr(done.row, name) for name in known} == known
    assert done.row.kuk == 1
