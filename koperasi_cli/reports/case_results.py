"""What cases of revitalization came to: how far, how soon, with which causes and which help.

Success has one measure, so that young cases do not count as failures and old ones not as more than
they are: of the cases at least twelve months old, how many were reactivated within twelve months.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from koperasi_cli.queries import rows
from koperasi_cli.reports.breakdown import median
from koperasi_cli.reports.cases import Case, cases, inactive_cases
from koperasi_cli.reports.cooperatives import matching
from koperasi_cli.reports.counting import FOREVER
from koperasi_cli.reports.selection import Selection
from koperasi_cli.vocabulary import Cause, Outcome, SessionKind, Stage

Cells = dict[str, Any]
FUNNEL = (Stage.IDENTIFIED, Stage.VERIFIED, Stage.EVALUATED, Stage.PLANNED, Stage.MENTORED,
          Stage.REVIEWED)  # fmt: skip
DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Results:
    """The cases opened by a day, as they stood at its end, and the inactive cooperatives of that day.

    ``relapses`` has a row for each case that brought its cooperative back; ``inactive_again_on`` is
    None where it stayed.
    """

    on: date
    inactive: Sequence[Cells]
    cases: Sequence[Case]
    relapses: Sequence[Cells] = field(default_factory=list)

    @property
    def open(self) -> list[Case]:
        return [case for case in self.cases if case["closed_on"] is None]

    @property
    def closed(self) -> list[Case]:
        return [case for case in self.cases if case["closed_on"] is not None]

    @property
    def evaluated(self) -> int:
        """How many of the inactive cooperatives have an open case whose causes are known."""
        far = FUNNEL[FUNNEL.index(Stage.EVALUATED) :]
        return sum(one["stage"] in far for one in self.inactive)

    def funnel(self) -> list[Cells]:
        """The inactive cooperatives by stage, closed and without a case last; it adds up to them all.

        ``at_least`` counts who came this far or further, in an open case.
        """
        stages = [one["stage"] for one in self.inactive]
        found: list[Cells] = []
        for position, stage in enumerate(FUNNEL):
            further = sum(stages.count(later.value) for later in FUNNEL[position:])
            found.append({"stage": stage.value, "at_stage": stages.count(stage.value),
                          "at_least": further})  # fmt: skip
        for apart in (Stage.CLOSED.value, None):
            found.append({"stage": apart, "at_stage": stages.count(apart), "at_least": None})
        return found

    def outcomes(self) -> list[Cells]:
        """How many cases came to which outcome; None is open, without an extension."""
        ended = [case["outcome"] for case in self.cases]
        return [{"outcome": outcome, "cases": ended.count(outcome)} for outcome in
                (Outcome.REACTIVATED.value, Outcome.DISSOLUTION_PROPOSED.value,
                 Outcome.EXTENDED.value, None)]  # fmt: skip

    def within_a_year(self, among: Iterable[Case] | None = None) -> tuple[int, int]:
        """Of the cases at least twelve months old: reactivated within twelve months, of how many."""
        old = [c for c in (self.cases if among is None else among) if _year_over(c) <= self.on]
        return sum(_reactivated_in_time(case) for case in old), len(old)

    @property
    def months_to_reactivation(self) -> float | None:
        """The median over the cases that were reactivated, whenever; None where none was."""
        return median(months(c) for c in self.cases if c["outcome"] == Outcome.REACTIVATED)

    @property
    def again(self) -> list[Cells]:
        """The relapses proper."""
        return [row for row in self.relapses if row["inactive_again_on"]]

    def by_cause(self) -> list[Cells]:
        """Each cause that was found, with its area, the most frequent first; None is no cause yet."""
        found = self._by("cause", _causes)
        return [row | {"area": row["cause"] and Cause(row["cause"]).area.value} for row in found]

    def by_area(self) -> list[Cells]:
        """The same by problem area; a case with two causes of one area is one there."""
        return self._by("area", lambda case: {Cause(c).area.value for c in _causes(case)})

    def by_help(self) -> list[Cells]:
        """Each kind of guidance that was given in cases; None is none.

        For the measure of success only help in the twelve months that it measures counts, and
        before the reactivation: what came later cannot have helped.
        """
        return self._by("help", helps, lambda case: helps(case, by=_year_over(case)))

    def _by(
        self,
        key: str,
        has: Callable[[Case], set[str]],
        had_in_time: Callable[[Case], set[str]] | None = None,
    ) -> list[Cells]:
        in_time = had_in_time or has
        groups: set[str | None] = {value for case in self.cases for value in has(case)}
        groups.add(None)
        found = []
        for group in groups:
            meant = [case for case in self.cases if _in(group, has(case))]
            part, whole = self.within_a_year(c for c in self.cases if _in(group, in_time(c)))
            opened = sum(case["closed_on"] is None for case in meant)
            found.append({key: group, "open_cases": opened, "cases": len(meant),
                          "reactivated": part, "of": whole})  # fmt: skip
        found = [row for row in found if row["cases"] or row["of"]]
        return sorted(found, key=lambda r: (r[key] is None, -r["cases"], -r["of"], str(r[key])))


def results(
    connection: sqlite3.Connection, on: date, selection: Selection, *, today: date
) -> Results:
    """All of that for the cooperatives that are meant; nothing that came after the day.

    When a case was extended, or given its next date, is not on record: of a past day neither is told.
    """
    meant = matching(connection, on, known=FOREVER, selection=selection)

    def is_meant(id_: int) -> bool:
        return meant is None or id_ in meant

    relapses = [dict(row) for row in rows(connection, "relapses", {"on": on.isoformat()})]
    return Results(
        on,
        inactive_cases(connection, on=on, selection=selection),
        [
            case if on >= today or case["closed_on"] else case | {"outcome": None, "next_on": None}
            for case in cases(connection, on=on)
            if is_meant(case["cooperative_id"])
        ],
        [row for row in relapses if is_meant(row["id"])],
    )


def helps(case: Case, *, by: date | None = None) -> set[str]:
    """The kinds of guidance that were given in a case until it was closed, or by a day before that."""
    end = min(filter(None, [case["closed_on"], by and by.isoformat()]), default="9999")
    return {
        step["kind"]
        for step in case["steps"]
        if step["held_on"] and step["held_on"] <= end and SessionKind(step["kind"]).is_guidance
    }


def months(case: Case) -> float:
    """From the opening of a closed case to its end."""
    return months_between(case["opened_on"], case["closed_on"])


def months_between(first: str, last: str) -> float:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days / DAYS_A_MONTH


def _causes(case: Case) -> set[str]:
    return {cause["cause"] for cause in case["causes"]}


def _in(group: str | None, values: set[str]) -> bool:
    return not values if group is None else group in values


def _year_over(case: Case) -> date:
    """The day twelve months after the opening; of the 29th of February the 28th."""
    opened = date.fromisoformat(case["opened_on"])
    try:
        return opened.replace(year=opened.year + 1)
    except ValueError:
        return opened.replace(year=opened.year + 1, day=28)


def _reactivated_in_time(case: Case) -> bool:
    return bool(
        case["outcome"] == Outcome.REACTIVATED and case["closed_on"] <= _year_over(case).isoformat()
    )
