"""What the rules find in a registry."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from koperasi_cli.reports.check.asking import Occasion
from koperasi_cli.reports.check.file import values_of_another_kind
from koperasi_cli.reports.check.rule import OF_ANOTHER_KIND
from koperasi_cli.reports.check.rules import RULES, Finding, Rule
from koperasi_cli.reports.meant import Meant, meant_by
from koperasi_cli.reports.selection import Selection
from koperasi_cli.reports.snoozes import Snooze, snoozes
from koperasi_cli.unusable import says_damaged
from koperasi_cli.vocabulary import CheckRule


@dataclass
class Checked:
    """What was found. ``of`` is how many cooperatives were looked at; ``unread`` are the rules that a
    damaged file left without an answer; ``note`` says whom the filters mean; ``snoozed`` is what a
    snooze left out."""

    occasion: Occasion
    rules: Sequence[Rule]
    of: int = 0
    findings: list[Finding] = field(default_factory=list)
    counts: dict[CheckRule, int] = field(default_factory=dict)
    unread: list[CheckRule] = field(default_factory=list)
    note: str | None = None
    snoozed: list[tuple[int, str, Snooze]] = field(default_factory=list)

    def only_fixable(self) -> "Checked":
        """What of it has one safe answer."""
        findings = [finding for finding in self.findings if finding.fixable]
        counts = Counter(finding.rule.code for finding in findings)
        return replace(self, findings=findings, counts=dict(counts))


def check(
    connection: sqlite3.Connection,
    occasion: Occasion,
    *,
    selection: Selection | None = None,
    only: Collection[int] | None = None,
    rules: Sequence[Rule] = RULES,
) -> Checked:
    """Ask all rules; the gravest finding comes first.

    Where cooperatives are chosen, by filters or by their numbers in ``only``, what concerns none of
    them is left out.
    """
    chosen = selection or Selection()
    done = Checked(occasion, rules, note=chosen.note)
    living = _living(connection, occasion, chosen)
    if living is None:
        done.unread = [rule.code for rule in rules if rule.living]
        rules = [rule for rule in rules if not rule.living]
        living = {}
    wanted = frozenset(living) if chosen.fragments else None
    if only is not None:
        wanted = frozenset(only)
    done.of = len(living if wanted is None else wanted)
    quiet = snoozes(connection, occasion.on) if living else {}
    for rule in rules:
        found = _found(connection, occasion, rule)
        if found is None:
            done.unread.append(rule.code)
            continue
        kept = []
        for one in found:
            if wanted is not None and one.cooperative not in wanted:
                continue
            if rule.living and one.cooperative not in living:
                continue
            by = [] if rule.grave else quiet.get(one.cooperative or 0, [])
            if hiding := [snooze for snooze in by if snooze.hides(rule.code)]:
                assert one.cooperative is not None
                name = living[one.cooperative].name
                done.snoozed.append((one.cooperative, name, hiding[0]))
            else:
                kept.append(one)
        if kept:
            done.counts[rule.code] = len(kept)
            done.findings += sorted(kept, key=lambda one: one.cooperative or 0)
    return done


def _found(connection: sqlite3.Connection, occasion: Occasion, rule: Rule) -> list[Finding] | None:
    """What a rule finds; None where the file does not say."""
    with _what_can_be_read(connection):
        return [
            Finding(rule, table, id_, cooperative, tuple(details))
            for table, id_, cooperative, *details in rule.find(connection, occasion)
        ]
    return None


def _living(
    connection: sqlite3.Connection, occasion: Occasion, chosen: Selection
) -> dict[int, Meant] | None:
    """The cooperatives that are meant and not dissolved, also those without a status; None where the
    file does not say."""
    with _what_can_be_read(connection):
        return meant_by(connection, occasion.on, replace(chosen, without_status=True))
    return None


@contextmanager
def _what_can_be_read(connection: sqlite3.Connection) -> Iterator[None]:
    """Go on where it is damage, or a value that another program put there, that leaves no answer: other
    rules name it."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if not says_damaged(error):
            raise
    except OF_ANOTHER_KIND:
        if not any(values_of_another_kind(connection)):
            raise
