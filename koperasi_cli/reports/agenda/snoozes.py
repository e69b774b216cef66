"""Leaving a cooperative out of the agenda until a day.

A snooze is a tag, ``snooze-2025-03-01``, or ``snooze-no-visit-2025-03-01`` for one rule alone. So it is
journalled, exported and undone like every tag, and needs no table of its own.
"""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from koperasi_cli.queries import rows
from koperasi_cli.vocabulary import AgendaRule

PREFIX = "snooze-"
_DAY = len("2025-03-01")


@dataclass(frozen=True, slots=True)
class Snooze:
    """Left out of the agenda before ``until``; by one rule, or by all of them (None)."""

    until: date
    rule: AgendaRule | None = None

    @property
    def tag(self) -> str:
        rule = f"{self.rule.value}-" if self.rule else ""
        return f"{PREFIX}{rule}{self.until.isoformat()}"

    @classmethod
    def of(cls, tag: str) -> Self | None:
        """The snooze that a tag is; None where it is some other tag."""
        if not tag.startswith(PREFIX):
            return None
        rest, day = tag[len(PREFIX) : -_DAY], tag[-_DAY:]
        try:
            return cls(date.fromisoformat(day), AgendaRule(rest[:-1]) if rest else None)
        except ValueError:
            return None

    def hides(self, rule: AgendaRule) -> bool:
        return self.rule in (None, rule)


def snoozes(connection: sqlite3.Connection, on: date) -> dict[int, list[Snooze]]:
    """The snoozes in force on a day, by cooperative."""
    found: dict[int, list[Snooze]] = {}
    for id_, tag in rows(connection, "agenda_snoozes"):
        snooze = Snooze.of(tag)
        if snooze and on < snooze.until:
            found.setdefault(id_, []).append(snooze)
    return found


def same_scope(tags: Iterable[str], rules: Collection[AgendaRule | None]) -> list[str]:
    """Those of the tags that are snoozes by one of these rules."""
    return [tag for tag in tags if (found := Snooze.of(tag)) and found.rule in rules]
