"""What an import did with every line: the same value for every layout."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from koperasi_cli.errors import Problem

Progress = Callable[[str, int], None]
MOST_KEPT = 10_000
"""How many changes, warnings … are kept one by one; the rest is counted, so that memory has an end."""


@dataclass
class Counts:
    """What became of the rows of one source.

    ``known`` are on record with the same values, ``changed`` got what differs. ``possible`` may be on
    record and were held back. ``left_out`` no longer stood in the registry that they come from.
    """

    table: str = "cooperative"
    read: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    possible: int = 0
    refused: int = 0
    skipped: int = 0
    left_out: int = 0


class FieldChange(NamedTuple):
    """One field of a record that gets another value; of a book year where it has one.

    ``cooperative_id`` is the cooperative's, None where the record is none of a cooperative.
    """

    cooperative_id: int | None
    name: str
    field: str
    before: Any
    after: Any
    book_year: int | None = None


class Side(NamedTuple):
    """A cooperative as it stands beside one that it may be."""

    id: int | None
    line: int | None
    name: str
    nik: str | None
    legal_number: str | None
    place: str | None


class Possible(NamedTuple):
    """A row that may be the same cooperative as one on record, or as a row before it."""

    file: str
    sheet: str | None
    line: int
    row: Side
    other: Side
    why: str


class Skipped(NamedTuple):
    """A line that is no cooperative: a title, a total, a note. ``lines`` are how many like it."""

    file: str
    sheet: str | None
    line: int
    why: str
    text: str
    lines: int = 1


@dataclass
class Imported:
    """What an import did. ``as_numbers_here`` are the references that were read as this registry's
    numbers, because the table that they refer to was not among the files; ``cleaned`` counts what each
    rule of cleaning mended; ``places`` the written places that are in no region table."""

    tables: dict[str, Counts] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    more_warnings: int = 0
    as_numbers_here: set[str] = field(default_factory=set)
    keeps_history: bool = True
    without_status: int = 0
    cleaned: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    changes: list[FieldChange] = field(default_factory=list)
    more_changes: int = 0
    changed_ids: set[int] = field(default_factory=set)
    possible: list[Possible] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    sections: dict[tuple[str, str | None], list[tuple[int, str]]] = field(default_factory=dict)
    """The subdistricts that headings name, with the line from which on, by path and sheet."""
    new_names: list[Side] = field(default_factory=list)
    met: bytearray = field(default_factory=bytearray)
    """Which cooperatives of the registry the files hold, a byte for each by its number."""
    on: date | None = None
    """The day whose state the lists show."""
    assumed_status: Counter[str] = field(default_factory=Counter)
    without_year: int = 0
    foreign_niks: int = 0

    @property
    def new(self) -> int:
        return sum(counts.new for counts in self.tables.values())

    @property
    def changed(self) -> int:
        return sum(counts.changed for counts in self.tables.values())

    def note_changes(self, changes: Iterable[FieldChange]) -> None:
        """Keep what changed, to be told: of a phone number, that it did."""
        for change in changes:
            if change.field == "phone":
                change = change._replace(before=None, after=None)
            if change.cooperative_id:
                self.changed_ids.add(change.cooperative_id)
            if len(self.changes) < MOST_KEPT:
                self.changes.append(change)
            else:
                self.more_changes += 1

    def warn(self, problem: Problem) -> None:
        if len(self.warnings) < MOST_KEPT:
            self.warnings.append(problem)
        else:
            self.more_warnings += 1
