"""What a list is asked, what it answers, and how its columns are declared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from koperasi_cli.reports.columns import Listing, under_heading
from koperasi_cli.reports.counting import FOREVER
from koperasi_cli.reports.selection import Criteria
from koperasi_cli.table import Column, Kind, Row
from koperasi_cli.vocabulary import Code

# The cell of a row that holds all of it, as JSON has it.
WHOLE = "whole"
TOTALS = ("active", "inactive", "dissolved", "total")
_KINDS = {
    **dict.fromkeys(("id", "officer_id", "cooperative_id"), Kind.NUMBER),
    **dict.fromkeys(("attending", "hours", "participants_male", "participants_female"), Kind.COUNT),
    **dict.fromkeys(TOTALS, Kind.COUNT),
    **dict.fromkeys(
        ("on", "planned_on", "held_on", "follow_up_on", "opened_on", "closed_on", "next_on",
         "last_step_on"),
        Kind.DAY,
    ),
    "planned": Kind.YES_NO,
    "published_at": Kind.MOMENT,
}  # fmt: skip
_TITLED = {"place": "held_at"}


@dataclass(frozen=True)
class Question:
    """What a list is asked. ``on`` is None where no day was given; ``known`` is a UTC stamp.

    ``everything`` asks for the columns that take their time, too: a machine gets them all.
    ``first`` and ``last`` are the days of ``--from`` and ``--to``.
    """

    today: date
    me: str
    on: date | None = None
    known_on: date | None = None
    known: str = FOREVER
    criteria: Criteria = field(default_factory=Criteria)
    contacts: bool = False
    columns: str | None = None
    sort: str | None = None
    only_open: bool = False
    year: int | None = None
    not_held: bool = False
    state: Sequence[str] = ()
    everything: bool = False
    kind: Sequence[str] = ()
    first: date | None = None
    last: date | None = None
    planned: bool = False
    held: bool = False
    follow_up_due: bool = False

    @property
    def day(self) -> date:
        return self.on or self.today


@dataclass(frozen=True)
class Answer:
    """A list's rows, how to count them, and the filters in words."""

    listing: Listing
    count: Callable[[int], str]
    words: Sequence[str] = ()
    notes: Sequence[str] = ()


def whole(row: Row) -> Mapping[str, Any]:
    whole: Mapping[str, Any] = row[WHOLE]
    return whole


def declared(*keys: str, codes: Mapping[str, type[Code]] | None = None) -> list[Column]:
    lists = codes or {}
    return [
        under_heading(key, codes=lists.get(key), kind=_KINDS.get(key), titled=_TITLED.get(key))
        for key in keys
    ]
