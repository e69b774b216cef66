"""What the RATs on record say of each cooperative on a day: an indication and a grade.

Both are computed and advisory, and stand beside the official status and the ODS grade, never in their
place. The rule of the indication is the office's own [O], after Permenkop 25/2015 [F]; the grade is
ODS's [F]. A book year is *due* once the deadline for its RAT has passed, which the office sets.
"""

import sqlite3
from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from koperasi_cli.language import _, day, ngettext
from koperasi_cli.queries import stream
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.vocabulary import Grade, Indication

GRADE_YEARS = 3
"""How many book years the ministry's grade looks at [F]; no setting of the office changes that."""
LISTED = 5
"""How many years in a row are named one by one."""


class Indicated(NamedTuple):
    """What is indicated of one cooperative on a day, and why.

    The reasons are clauses without a full stop, in the language of the interface. ``due_years`` are
    the book years it was judged on: the last due ones in which it existed, and those not yet due for
    which a RAT was held already; ``missed_years`` are those among them without a RAT.
    ``newest_in_business`` is what the newest record that says so says, that of ``business_year``.
    """

    indication: Indication
    reason: str
    grade: Grade | None
    grade_reason: str
    due_years: tuple[int, ...] = ()
    missed_years: tuple[int, ...] = ()
    newest_in_business: bool | None = None
    business_year: int | None = None

    def differs_from(self, ods_grade: str | None) -> bool:
        """Whether ODS gave another grade. Where nothing is on record there is nothing to compare."""
        return (
            ods_grade is not None
            and self.indication is not Indication.NO_DATA
            and self.grade != ods_grade
        )


def indications(
    connection: sqlite3.Connection,
    on: date,
    office: OfficeFacts,
    *,
    ids: Collection[int] | None = None,
) -> dict[int, Indicated]:
    """The indication and the grade of each cooperative, by its number; of all, or of ``ids``.

    What counts is what was known at the end of ``on``: RATs held by then. The dissolved ones are
    among them: whoever lists the living leaves them out by their status.
    """
    rule = Rule(on, office.thresholds)
    parameters: dict[str, object] = {
        "on": on.isoformat(),
        "this_year": on.year,
        "new_year": f"{on.year:04}-01-01",
        "first": rule.first_year,
    }
    filters = ""
    if ids is not None:
        import json

        filters = "AND c.id IN (SELECT value FROM json_each(:ids))"
        parameters["ids"] = json.dumps(sorted(ids))
    known: dict[_Facts, Indicated] = {}
    found: dict[int, Indicated] = {}
    for id_, *cells in stream(connection, "indication", parameters, filters=filters):
        facts = rule.facts(*cells)
        judged = known.get(facts)
        if judged is None:
            judged = known[facts] = rule.judge(facts)
        found[id_] = judged
    return found


def thresholds_in_words(office: OfficeFacts, on: date) -> str:
    """The thresholds that the office's indications rest on, and which book years are due by them."""
    rule = Rule(on, office.thresholds)
    return ngettext(
        "Judged on the last due book year: {years}. A book year is due once {deadline} of the year"
        " after has passed.",
        "Judged on the last {n} due book years: {years}. A book year is due once {deadline} of the"
        " year after has passed.",
        rule.book_years,
        years=_years(range(rule.newest_due - rule.book_years + 1, rule.newest_due + 1)),
        deadline=day(rule.deadline(rule.newest_due)).rpartition(" ")[0],
    )


class _Facts(NamedTuple):
    """What the rules look at. Cooperatives with the same facts are judged once.

    ``founded`` is the year, 0 where it lies before all that is looked at, None where it is unknown.
    """

    founded: int | None
    within_three_years: bool
    held: tuple[int, ...]
    held_this_year: tuple[int, ...]
    business: int | None
    on_record: bool


class Rule:
    """The thresholds of the office, worked out for a day."""

    def __init__(self, on: date, thresholds: Mapping[str, int]) -> None:
        self.on = on
        self.book_years = thresholds["book_years"]
        self._month, self._day = thresholds["rat_deadline_month"], thresholds["rat_deadline_day"]
        self.newest_due = on.year - (1 if self.deadline(on.year - 1) < on else 2)
        self.first_year = self.newest_due - max(self.book_years, GRADE_YEARS) + 1
        last_day = monthrange(on.year - GRADE_YEARS, on.month)[1]
        before = date(on.year - GRADE_YEARS, on.month, min(on.day, last_day))
        self._three_years_ago = before.isoformat()

    def deadline(self, book_year: int) -> date:
        """The last day on which the RAT of a book year is in time; a 31st is the month's last day."""
        last_day = monthrange(book_year + 1, self._month)[1]
        return date(book_year + 1, self._month, min(self._day, last_day))

    def facts(
        self,
        legal_date: str | None,
        held_years: str | None,
        held_this_year: str | None,
        business: int | None,
        on_record: int | None,
    ) -> _Facts:
        """A row of ``indication.sql``, reduced to what makes a difference."""
        year = int(legal_date[:4]) if legal_date else None
        return _Facts(
            founded=0 if year is not None and year < self.first_year else year,
            within_three_years=bool(legal_date and legal_date >= self._three_years_ago),
            held=_numbers(held_years),
            held_this_year=_numbers(held_this_year),
            business=business,
            on_record=bool(on_record),
        )

    def judge(self, facts: _Facts) -> Indicated:
        """The indication and the grade that follow from the facts."""
        if not facts.on_record:
            nothing = _("nothing on record about its book years")
            return Indicated(Indication.NO_DATA, nothing, None, nothing)
        existed = self._existed(facts, self.book_years)
        young = facts.founded is not None and len(existed) < self.book_years
        judged = self._judged(existed, facts, self.book_years)
        missed = tuple(year for year in judged if year not in facts.held)
        in_business = None if facts.business is None else bool(facts.business % 2)
        if in_business is False or (missed == judged and missed and not young):
            indication = Indication.LIKELY_INACTIVE
        elif missed:
            indication = Indication.NEEDS_GUIDANCE
        else:
            indication = Indication.LIKELY_ACTIVE
        business_year = None if facts.business is None else facts.business // 2
        reasons = [
            *([_("no business in book year {year}", year=business_year)] * (in_business is False)),
            *_about_rats(judged, missed, in_business),
            *([_("founded in {year}", year=facts.founded)] * (young and bool(missed))),
        ]
        return Indicated(
            indication, "; ".join(reasons), *self._grade(facts), judged, missed, in_business,
            business_year,
        )  # fmt: skip

    def _existed(self, facts: _Facts, number: int) -> tuple[int, ...]:
        """Which of the last due book years saw the cooperative; all, where its age is unknown."""
        last = range(self.newest_due - number + 1, self.newest_due + 1)
        return tuple(year for year in last if year >= (facts.founded or 0))

    def _judged(self, due: Sequence[int], facts: _Facts, number: int) -> tuple[int, ...]:
        """The last book years of those that are due, or not due yet and reported already."""
        early = [year for year in facts.held if year > self.newest_due]
        return (*due, *early)[-number:]

    def _grade(self, facts: _Facts) -> tuple[Grade | None, str]:
        """The grade of ODS [F], and why it is that or none."""
        looked_at = self._judged(self._existed(facts, GRADE_YEARS), facts, GRADE_YEARS)
        held = [year for year in looked_at if year in facts.held]
        if not looked_at:
            return None, _("no book year is due yet")
        if not held:
            return Grade.D, _("no RAT for the last three book years")
        if len(held) == GRADE_YEARS:
            return Grade.A, _("RAT for the last three book years: {years}", years=_years(held))
        if len(held) > 1:
            return Grade.B, _(
                "RAT for two of the last three book years: {years}", years=_years(held)
            )
        (year,) = held
        if facts.founded is None:
            return None, _(
                "one RAT, for book year {year}; the legal date is not recorded", year=year
            )
        if facts.within_three_years:
            return Grade.C1, _(
                "founded within three years; one RAT, for book year {year}", year=year
            )
        if year in facts.held_this_year:
            return Grade.C2, _("older than three years; one RAT, held this year for book year {year}",
                               year=year)  # fmt: skip
        return None, _("older than three years; one RAT, for book year {year}, not held this year",
                       year=year)  # fmt: skip


def _about_rats(
    judged: Sequence[int], missed: Sequence[int], in_business: bool | None
) -> list[str]:
    """What the RATs say; nothing where they are in order and the business alone decides."""
    if missed:
        return [
            ngettext("no RAT for book year {years}", "no RAT for book years {years}", len(missed),
                     years=_years(missed))
        ]  # fmt: skip
    if in_business is False:
        return []
    if not judged:
        return [_("no book year is due yet")]
    return [
        ngettext("RAT held for book year {years}", "RAT held for book years {years}", len(judged),
                 years=_years(judged))
    ]  # fmt: skip


def _numbers(text: str | None) -> tuple[int, ...]:
    return tuple(sorted(map(int, text.split(",")))) if text else ()


def _years(years: Sequence[int]) -> str:
    """``2021, 2022, 2023``; a long row of years without a gap is ``2015 to 2023``."""
    if len(years) > LISTED and years[-1] - years[0] == len(years) - 1:
        return _("{first} to {last}", first=years[0], last=years[-1])
    return ", ".join(map(str, years))
