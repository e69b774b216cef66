"""The questions behind the rules: each asks once, of all cooperatives.

A question gives (number of the cooperative, since when, what else is of interest …); one that holds
several times of a cooperative gives the most urgent first.
"""

import sqlite3
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from koperasi_cli.queries import stream
from koperasi_cli.reports import indication
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.vocabulary import Indication, SessionKind

Found = Iterable[tuple[Any, ...]]


@dataclass(frozen=True)
class Occasion:
    """The day that the rules are asked about, and the office's thresholds."""

    on: date
    office: OfficeFacts

    def __getitem__(self, threshold: str) -> int:
        return self.office.thresholds[threshold]

    @cached_property
    def rats(self) -> indication.Rule:
        """Which book years are due, and when each is."""
        return indication.Rule(self.on, self.office.thresholds)

    def days_before(self, threshold: str) -> date:
        return self.on - timedelta(days=self[threshold])

    @property
    def last_seen(self) -> date:
        """So many months before the day; a 31st is the last of a shorter month."""
        months = self.on.year * 12 + self.on.month - 1 - self["visit_months"]
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(self.on.day, monthrange(year, month)[1]))

    @property
    def next_deadline(self) -> date:
        return self.rats.deadline(self.rats.newest_due + 1)


def asked(name: str, **more: Callable[[Occasion], object]) -> Callable[..., Found]:
    """Ask ``queries/agenda_NAME.sql`` of the day, with these parameters."""

    def find(connection: sqlite3.Connection, occasion: Occasion) -> Found:
        parameters = {key: str(value(occasion)) for key, value in more.items()}
        return stream(connection, f"agenda_{name}", {"on": str(occasion.on), **parameters})

    return find


def not_visited(connection: sqlite3.Connection, occasion: Occasion) -> Found:
    """A visit is where somebody of the office went to see the cooperative."""
    visits = {f"v{i}": k.value for i, k in enumerate(SessionKind) if k.is_verification}
    parameters = {"on": str(occasion.on), "after": str(occasion.last_seen), **visits}
    names = ", ".join(f":{name}" for name in visits)
    return stream(connection, "agenda_no_visit", parameters, visits=names)


def few_members(connection: sqlite3.Connection, occasion: Occasion) -> Found:
    parameters = {
        "on": str(occasion.on), "this_year": occasion.on.year,
        "fewest": occasion["fewest_members"],
    }  # fmt: skip
    return stream(connection, "agenda_few_members", parameters)


def without_rat(
    connection: sqlite3.Connection, occasion: Occasion, book_year: int, deadline: date
) -> Found:
    parameters = {"on": str(occasion.on), "book_year": book_year, "deadline": str(deadline)}
    for id_, since, planned_on in stream(connection, "agenda_rat", parameters):
        yield id_, since, book_year, planned_on


def rat_near(connection: sqlite3.Connection, occasion: Occasion) -> Found:
    deadline = occasion.next_deadline
    if deadline - occasion.on > timedelta(days=occasion["rat_near_days"]):
        return ()
    return without_rat(connection, occasion, occasion.rats.newest_due + 1, deadline)


def rat_missed(connection: sqlite3.Connection, occasion: Occasion) -> Found:
    year = occasion.rats.newest_due
    return without_rat(connection, occasion, year, occasion.rats.deadline(year))


def likely_inactive(connection: sqlite3.Connection, occasion: Occasion) -> Found:
    found = indication.indications(connection, occasion.on, occasion.office)
    for id_, indicated in found.items():
        if indicated.indication is Indication.LIKELY_INACTIVE:
            yield id_, None, indicated.reason
