"""What the office promises for a year, or for a quarter of it (IKU, Renstra)."""

from typing import NamedTuple

from sqlmodel import Session

from koperasi_cli.errors import BadValue, NotFound
from koperasi_cli.language import _, label, number
from koperasi_cli.models import Target
from koperasi_cli.registry.records import standing, withdraw
from koperasi_cli.vocabulary import Indicator

ADDS_UP = frozenset({
    Indicator.RAT_HELD, Indicator.COOPERATIVES_MENTORED, Indicator.PEOPLE_TRAINED,
    Indicator.COOPERATIVES_REACTIVATED,
})  # fmt: skip


class Promised(NamedTuple):
    """A target as it now stands, what it was before, and what looks odd about it."""

    target: Target
    before: float | None
    warnings: list[str]


def promise(
    session: Session, year: int, quarter: int | None, indicator: Indicator, value: float
) -> Promised:
    """Set the target of a year, or of one of its quarters; one that is there gets the new value.

    Raises:
        BadValue: a share above 100, or a part of a cooperative or person.
    """
    _check(indicator, value)
    target = _standing(session, year, quarter, indicator)
    before = target.value if target else None
    if target is None:
        target = Target(year=year, quarter=quarter, indicator=indicator, value=value)
    target.value = value
    session.add(target)
    session.flush()
    return Promised(target, before, _warnings(session, target))


def take_back(session: Session, year: int, quarter: int | None, indicator: Indicator) -> Target:
    """Withdraw the target of a year, or of one of its quarters.

    Raises:
        NotFound: there is none.
    """
    target = _standing(session, year, quarter, indicator)
    if target is None:
        raise NotFound(
            _("There is no such target: {target}.", target=in_words(year, quarter, indicator)),
            _("Those there are: koperasi target {year}", year=year),
        )
    withdraw(session, target)
    session.flush()
    return target


def in_words(year: int, quarter: int | None, indicator: Indicator) -> str:
    """``RAT held, 2025``, ``RAT held, quarter 1 of 2025``."""
    said = {"indicator": label(indicator), "year": year}
    if quarter is None:
        return _("{indicator}, {year}", **said)
    return _("{indicator}, quarter {quarter} of {year}", quarter=quarter, **said)


def _standing(
    session: Session, year: int, quarter: int | None, indicator: Indicator
) -> Target | None:
    found = standing(session, Target, year=year, quarter=quarter, indicator=indicator)
    return found[0] if found else None


def _check(indicator: Indicator, value: float) -> None:
    if indicator is Indicator.ACTIVE_SHARE and value > 100:
        raise BadValue(
            _("A share is 100 at most, not {value}.", value=number(value)),
            _("Give it in percent: 70 for 70%."),
        )
    if indicator is not Indicator.ACTIVE_SHARE and value != int(value):
        raise BadValue(
            _("{value} is no whole number of cooperatives or people.", value=number(value)),
            _("Leave out the decimals."),
        )


def _warnings(session: Session, target: Target) -> list[str]:
    """A later quarter's target below an earlier one's, where what is counted only grows in a year."""
    if target.indicator not in ADDS_UP:
        return []
    year = standing(session, Target, year=target.year, indicator=target.indicator)
    ordered = sorted(year, key=lambda one: one.quarter or 5)
    if [one.value for one in ordered] == sorted(one.value for one in ordered):
        return []
    return [
        _("{indicator}: what is counted adds up over the year, so a later quarter's target should"
          " not be lower than an earlier one's.", indicator=label(target.indicator))
    ]  # fmt: skip
