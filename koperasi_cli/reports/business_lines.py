"""What most active cooperatives do: the business lines behind the headline."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from koperasi_cli.language import _, joined, label, ngettext, number
from koperasi_cli.vocabulary import Line

MOST_NAMED = 3
FEWEST_IN_ONE = 3
NOTHING_IN_PARTICULAR = frozenset({Line.OTHER, Line.SERVICES_OTHER})


@dataclass(frozen=True, slots=True)
class Lines:
    """The largest lines of a sector's active cooperatives, each with how many are in it.

    ``group`` is what these cooperatives are called, ``active`` how many they are, ``known`` of how many
    of them the line is recorded.
    """

    group: str
    largest: tuple[tuple[Line, int], ...]
    known: int
    active: int

    @property
    def named(self) -> int:
        return sum(n for _line, n in self.largest)

    def as_data(self) -> list[dict[str, Any]]:
        """The lines as JSON has them."""
        return [{"line": line.value, "active": n} for line, n in self.largest]


def largest_lines(group: str, counted: Mapping[str | None, int]) -> Lines | None:
    """At most three lines with at least three cooperatives each, of equal ones the first by name.

    None where they are not more than half of those with a line on record, or where of half of the
    cooperatives or more no line is: then no line can stand for the rest.
    """
    active = sum(counted.values())
    recorded = {Line(line): n for line, n in counted.items() if line is not None}
    known = sum(recorded.values())
    ranked = sorted(
        ((line, n) for line, n in recorded.items()
         if n >= FEWEST_IN_ONE and line not in NOTHING_IN_PARTICULAR),
        key=lambda one: (-one[1], one[0].value),
    )[:MOST_NAMED]  # fmt: skip
    lines = Lines(group, tuple(ranked), known, active)
    return lines if lines.named * 2 > known and known * 2 > active else None


def sentence(lines: Lines) -> str:
    """``Among the active producers the most frequent business lines are …: 27 of 38.``"""
    only = len(lines.largest) == 1
    names = [label(line).lower() for line, _n in lines.largest]
    counts = [n for _line, n in lines.largest]
    each = names if only else [
        _("{line} ({n})", line=line, n=number(n)) for line, n in zip(names, counts, strict=True)
    ]  # fmt: skip
    said = {
        "group": _(lines.group), "lines": joined(each), "n": number(lines.named),
        "known": number(lines.known),
    }  # fmt: skip
    if lines.known == lines.active:
        return ngettext(
            "Among the active {group} the most frequent business line is {lines}: {n} of {known}.",
            "Among the active {group} the most frequent business lines are {lines}: {n} of {known}.",
            len(names), **said,
        )  # fmt: skip
    return ngettext(
        "Among the active {group} the most frequent business line is {lines}:"
        " {n} of the {known} whose line is recorded.",
        "Among the active {group} the most frequent business lines are {lines}:"
        " {n} of the {known} whose line is recorded.",
        len(names), **said,
    )  # fmt: skip
