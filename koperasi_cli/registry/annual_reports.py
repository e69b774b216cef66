"""The book years of a cooperative, as its annual members' meeting (RAT) reported them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session

from koperasi_cli.errors import Refused
from koperasi_cli.headings import heading
from koperasi_cli.language import _, day, rupiah
from koperasi_cli.models import AnnualReport, Cooperative
from koperasi_cli.registry.records import standing
from koperasi_cli.registry.statuses import decision_on
from koperasi_cli.vocabulary import Form, Status

SUMS = ("equity", "outside_capital", "assets", "turnover", "surplus")
FEWEST_MEMBERS = 9  # unless the office says otherwise [B]
FEWEST_IN_SECONDARY = 3  # members of a secondary cooperative are cooperatives [F: UU 25/1992]
SECONDARY = frozenset({
    Form.SECONDARY_NATIONAL, Form.SECONDARY_PROVINCIAL, Form.SECONDARY_DISTRICT,
})  # fmt: skip
FACTOR = 100  # a sum so many times that of the year before is a slip of zeros


@dataclass
class Recorded:
    """A book year as it was written. ``changed`` has what differed, as field -> (old, new)."""

    row: AnnualReport
    before: AnnualReport | None
    changed: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def book_year(session: Session, cooperative: Cooperative, year: int) -> AnnualReport | None:
    """The book year of a cooperative that is on record."""
    found = standing(session, AnnualReport, cooperative_id=cooperative.id, book_year=year)
    return found[0] if found else None


def record(
    session: Session,
    cooperative: Cooperative,
    year: int,
    values: Mapping[str, Any],
    *,
    today: date,
    cleared: Sequence[str] = (),
    fewest: int = FEWEST_MEMBERS,
) -> Recorded:
    """Add to what is on record of a book year. What is given replaces; only ``cleared`` is emptied.

    What cannot be right is warned about and kept: a late or an early RAT happens, and so do fewer
    members than ``fewest``.

    Raises:
        Refused: there is no such book year to clear anything in, or its RAT has not come yet.
    """
    assert cooperative.id is not None
    held_on = values.get("rat_held_on")
    if held_on and held_on > today:
        raise Refused(
            _("{day} has not come yet.", day=day(held_on)),
            _("To record a plan: --planned {day}", day=held_on),
        )
    row = book_year(session, cooperative, year)
    if row is None and not values:
        raise Refused(
            _("Book year {year} of {name} is not on record.", year=year, name=cooperative.name),
            _("What is: koperasi rat {id}", id=cooperative.id),
        )
    is_new = row is None
    row = row or AnnualReport(cooperative_id=cooperative.id, book_year=year)
    changed = {}
    for name, value in {**values, **dict.fromkeys(cleared)}.items():
        old = getattr(row, name)
        if old != value:
            changed[name] = (old, value)
            setattr(row, name, value)
    session.add(row)
    session.flush()
    done = Recorded(row, book_year(session, cooperative, year - 1), changed)
    if changed or is_new:
        done.warnings += _doubts(session, cooperative, done, is_new=is_new, today=today)
        done.warnings += _few_members(cooperative, done, fewest)
    return done


def _doubts(
    session: Session, cooperative: Cooperative, done: Recorded, *, is_new: bool, today: date
) -> Iterator[str]:
    """What cannot be right of what was just written; the rest was warned about when it was."""
    row = done.row
    if is_new:
        yield from _impossible_year(cooperative, row.book_year, today)
    for name in ("rat_planned_on", "rat_held_on"):
        on: date | None = getattr(row, name)
        if name not in done.changed or on is None:
            continue
        if on.year != row.book_year + 1:
            yield _("{field} {day}: the RAT for book year {year} is one of {next}.",
                    field=heading(name), day=day(on), year=row.book_year,
                    next=row.book_year + 1)  # fmt: skip
        assert cooperative.id is not None
        decision = decision_on(session, cooperative.id, on)
        if decision and decision.status is Status.DISSOLVED:
            yield _("{field} {day}: {name} was dissolved on {dissolved}.", field=heading(name),
                    day=day(on), name=cooperative.name,
                    dissolved=day(decision.effective_on))  # fmt: skip
    for name in SUMS:
        if name in done.changed and done.before is not None:
            yield from _slip(name, getattr(done.before, name), getattr(row, name), done.before)


def _impossible_year(cooperative: Cooperative, year: int, today: date) -> Iterator[str]:
    if year > today.year:
        yield _("Book year {year} has not begun: today is {day}.", year=year, day=day(today))
    if cooperative.legal_date and year < cooperative.legal_date.year:
        yield _("Book year {year} lies before the legal date of {name}, {day}.", year=year,
                name=cooperative.name, day=day(cooperative.legal_date))  # fmt: skip


def _few_members(cooperative: Cooperative, done: Recorded, fewest: int) -> Iterator[str]:
    men, women = done.row.members_male, done.row.members_female
    if not {"members_male", "members_female"} & done.changed.keys():
        return
    if men is None or women is None:  # the sum is not known
        return
    if cooperative.form in SECONDARY:
        fewest = FEWEST_IN_SECONDARY
    if men + women < fewest:
        yield _("Members: {n}, which is fewer than {fewest}.", n=men + women, fewest=fewest)


def _slip(name: str, old: int | None, new: int | None, before: AnnualReport) -> Iterator[str]:
    """A sum far from the year before's; of a loss nothing can be said."""
    if not old or not new or old < 0 or new < 0:
        return
    said = {
        "field": heading(name), "new": rupiah(new), "old": rupiah(old), "year": before.book_year,
        "factor": FACTOR,
    }  # fmt: skip
    if new >= FACTOR * old:
        yield _("{field} {new} is {factor} times that of {year} ({old}) or more.", **said)
    elif new * FACTOR <= old:
        yield _("{field} {new} is a hundredth of that of {year} ({old}) or less.", **said)
