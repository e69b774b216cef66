"""Which rules hold of which cooperatives on a day."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from koperasi_cli.reports.agenda.asking import Occasion
from koperasi_cli.reports.agenda.rules import RULES, Hit, Rule
from koperasi_cli.reports.meant import Meant, meant_by
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.selection import Selection
from koperasi_cli.reports.snoozes import Snooze, snoozes
from koperasi_cli.vocabulary import AgendaRule


class Entry(NamedTuple):
    """A cooperative on the agenda, with all its reasons; the most urgent first."""

    cooperative: Meant
    hits: list[Hit]

    @property
    def command(self) -> str:
        """What settles the first reason."""
        first = self.hits[0]
        return first.rule.settle(self.cooperative.id, first)

    @property
    def urgency(self) -> tuple[Any, ...]:
        """By the first reason, the longest waiting first; then by how many there are."""
        first = self.hits[0]
        return _PLACE[first.rule.code], first.since or "", -len(self.hits), self.cooperative.id


_PLACE = {rule.code: place for place, rule in enumerate(RULES)}


@dataclass
class Agenda:
    """What is due or at risk on a day. ``of`` is how many cooperatives were looked at.

    ``counts`` says of how many each rule holds; ``snoozed`` are the snoozes that left something out.
    """

    occasion: Occasion
    rules: Sequence[Rule]
    of: int = 0
    entries: list[Entry] = field(default_factory=list)
    counts: dict[AgendaRule, int] = field(default_factory=dict)
    snoozed: list[tuple[int, str, Snooze]] = field(default_factory=list)


def find(
    connection: sqlite3.Connection,
    *,
    on: date,
    office: OfficeFacts,
    selection: Selection | None = None,
    rules: Sequence[Rule] = RULES,
) -> Agenda:
    """The agenda of a day, the most urgent first."""
    agenda = Agenda(Occasion(on, office), rules)
    meant = meant_by(connection, on, selection or Selection())
    quiet = snoozes(connection, on)
    entries: dict[int, list[Hit]] = {}
    hidden: dict[tuple[int, Snooze], None] = {}
    for rule in rules:
        held = 0
        for id_, since, *details in rule.find(connection, agenda.occasion):
            cooperative = meant.get(id_)
            if cooperative is None or cooperative.status not in rule.of:
                continue
            if id_ in quiet and (by := [s for s in quiet[id_] if s.hides(rule.code)]):
                hidden.update(dict.fromkeys((id_, snooze) for snooze in by))
                continue
            hits = entries.setdefault(id_, [])
            if hits and hits[-1].rule is rule:
                hits[-1].more += 1
            else:
                hits.append(Hit(rule, since, tuple(details)))
                held += 1
        if held:
            agenda.counts[rule.code] = held
    agenda.of = len(meant)
    agenda.entries = [Entry(meant[id_], hits) for id_, hits in entries.items()]
    agenda.entries.sort(key=lambda entry: entry.urgency)
    agenda.snoozed = [(id_, meant[id_].name, snooze) for id_, snooze in hidden]
    return agenda
