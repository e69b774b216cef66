"""Leaving a cooperative out of the agenda, or of the check, until a day.

A snooze is a tag, ``snooze-2025-03-01``, or ``snooze-no-visit-2025-03-01`` for one rule alone. So it is
journalled, exported and undone like every tag, and needs no table of its own.
"""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from koperasi_cli.language import _, day, label, number
from koperasi_cli.queries import rows
from koperasi_cli.vocabulary import AgendaRule, CheckRule

Rule = AgendaRule | CheckRule
NAMED = 5
PREFIX = "snooze-"
_DAY = len("2025-03-01")


@dataclass(frozen=True, slots=True)
class Snooze:
    """Left out before ``until``: by one rule, or by all of the agenda's (None)."""

    until: date
    rule: Rule | None = None

    @property
    def tag(self) -> str:
        rule = f"{self.rule.value}-" if self.rule else ""
        return f"{PREFIX}{rule}{self.until.isoformat()}"

    @classmethod
    def of(cls, tag: str) -> Self | None:
        """The snooze that a tag is; None where it is some other tag."""
        if not tag.startswith(PREFIX):
            return None
        rest, until = tag[len(PREFIX) : -_DAY], tag[-_DAY:]
        codes: list[Rule] = [code for code in (*AgendaRule, *CheckRule) if code == rest[:-1]]
        if rest and not codes:
            return None
        try:
            return cls(date.fromisoformat(until), codes[0] if codes else None)
        except ValueError:
            return None

    def hides(self, rule: Rule) -> bool:
        return self.rule is rule or (self.rule is None and isinstance(rule, AgendaRule))


def snoozes(connection: sqlite3.Connection, on: date) -> dict[int, list[Snooze]]:
    """The snoozes in force on a day, by cooperative."""
    found: dict[int, list[Snooze]] = {}
    for id_, tag in rows(connection, "snoozes"):
        snooze = Snooze.of(tag)
        if snooze and on < snooze.until:
            found.setdefault(id_, []).append(snooze)
    return found


def same_scope(tags: Iterable[str], rules: Collection[Rule | None]) -> list[str]:
    """Those of the tags that are snoozes by one of these rules."""
    return [tag for tag in tags if (found := Snooze.of(tag)) and found.rule in rules]


def told(snoozed: Sequence[tuple[int, str, Snooze]]) -> str | None:
    """What is left out until a day, so that nothing vanishes unseen: (number, name, why) of each."""
    if not snoozed:
        return None
    named = [
        _("no. {id} {name} (until {day})", id=id_, name=name, day=day(snooze.until))
        if snooze.rule is None
        else _("no. {id} {name} ({rule}, until {day})", id=id_, name=name,
               rule=label(snooze.rule), day=day(snooze.until))
        for id_, name, snooze in snoozed[:NAMED]
    ]  # fmt: skip
    if len(snoozed) > NAMED:
        named.append(_("{n} more", n=number(len(snoozed) - NAMED)))
    return _("Left out for now: {names}.", names="; ".join(named))


def as_data(snoozed: Sequence[tuple[int, str, Snooze]]) -> list[dict[str, Any]]:
    """The same as JSON has it."""
    return [
        {"id": id_, "name": name, "rule": snooze.rule, "until": snooze.until}
        for id_, name, snooze in snoozed
    ]
