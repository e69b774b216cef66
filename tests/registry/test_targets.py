"""Targets: one for each year, quarter and indicator; what cannot be a target."""

from typing import TYPE_CHECKING

import pytest

from koperasi_cli.errors import BadValue, NotFound
from koperasi_cli.models import Target
from koperasi_cli.registry.records import standing
from koperasi_cli.registry.targets import in_words, promise, take_back
from koperasi_cli.vocabulary import Indicator

if TYPE_CHECKING:
    from sqlmodel import Session

RAT, SHARE = Indicator.RAT_HELD, Indicator.ACTIVE_SHARE


def kept(session: "Session") -> dict[tuple[int, int | None, str], float]:
    return {(t.year, t.quarter, t.indicator): t.value for t in standing(session, Target)}


def test_a_target_is_set_once_and_then_changed(session: "Session") -> None:
    assert promise(session, 2025, 1, RAT, 12).before is None
    assert promise(session, 2025, None, RAT, 48).before is None
    changed = promise(session, 2025, 1, RAT, 13)
    assert changed.before == 12
    assert kept(session) == {(2025, 1, RAT): 13, (2025, None, RAT): 48}


def test_one_that_was_taken_back_can_be_set_again(session: "Session") -> None:
    promise(session, 2025, None, SHARE, 74.5)
    assert take_back(session, 2025, None, SHARE).withdrawn_at
    assert kept(session) == {}
    with pytest.raises(NotFound, match="There is no such target: Active share, 2025"):
        take_back(session, 2025, None, SHARE)
    promise(session, 2025, None, SHARE, 75)
    assert kept(session) == {(2025, None, SHARE): 75}


@pytest.mark.parametrize(("indicator", "value", "said"), [
    (SHARE, 100.5, "A share is 100 at most, not 100.5."),
    (RAT, 3.5, "3.5 is no whole number of cooperatives or people."),
    (Indicator.PEOPLE_TRAINED, 0.1, "no whole number"),
])  # fmt: skip
def test_what_cannot_be_a_target(
    session: "Session", indicator: Indicator, value: float, said: str
) -> None:
    with pytest.raises(BadValue, match=said.replace(".", r"\.")):
        promise(session, 2025, 1, indicator, value)
    assert kept(session) == {}


@pytest.mark.parametrize(("indicator", "values", "warned"), [
    (RAT, {1: 10, 2: 20, None: 30}, False),
    (RAT, {1: 10, 2: 10}, False),
    (RAT, {1: 10, 2: 5}, True),
    (RAT, {4: 40, None: 30}, True),
    (Indicator.COOPERATIVES_HEALTHY, {1: 10, 2: 5}, False),
    (SHARE, {1: 70, 2: 65}, False),
])  # fmt: skip
def test_what_adds_up_over_a_year_does_not_fall(
    session: "Session", indicator: Indicator, values: dict[int | None, float], warned: bool
) -> None:
    warnings = [promise(session, 2025, q, indicator, value).warnings for q, value in values.items()]
    assert bool(warnings[-1]) is warned
    assert not any(warnings[:-1])


def test_in_words() -> None:
    assert in_words(2025, None, RAT) == "RAT held, 2025"
    assert in_words(2025, 2, RAT) == "RAT held, quarter 2 of 2025"
