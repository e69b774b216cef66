"""The rows of a list, read: cooperatives, what is wrong with them, and the lines that are none."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from koperasi_cli.errors import BadValue, PersonsNik, Problem
from koperasi_cli.headings import heading
from koperasi_cli.identity import legal_key, name_key
from koperasi_cli.language import _
from koperasi_cli.models import LONGEST_NAME
from koperasi_cli.registry.fields import clean_text
from koperasi_cli.tabular.imported import Counts, Imported
from koperasi_cli.tabular.lists.cells import (
    KDMP,
    NOTHING,
    Reader,
    Remembering,
    reader,
    reading_all,
)
from koperasi_cli.tabular.lists.header import ListSource
from koperasi_cli.tabular.lists.lines import Lines
from koperasi_cli.tabular.lists.places import Place, Regions, Written
from koperasi_cli.tabular.reading import Cell
from koperasi_cli.tabular.shown import code_of, shown_in, told

REPORT = frozenset({
    "rat_held_on", "members_male", "members_female", "managers", "employees", "equity",
    "outside_capital", "assets", "turnover", "surplus", "health", "kuk", "book_year",
})  # fmt: skip
PLACE = ("village", "subdistrict", "district", "province")
APART = frozenset({
    "status", "status_since", "reason", "decree", "tags", "officer", "members", *PLACE,
})  # fmt: skip
UNIQUE = frozenset({"nik", "name", "legal_number", "address", "note", "phone", "amendment_number"})
MOST_PLACES = 20_000
BATCH = 500


@dataclass(slots=True)
class Read:
    """A row as values of the registry, None where the list says nothing. ``apart`` are those of other
    tables: status, tags, officer."""

    line: int
    values: dict[str, Any]
    report: dict[str, Any]
    apart: dict[str, Any]
    tags: list[str] = field(default_factory=list)


_Line = tuple[int, list[Cell], Place]
"""A row's number, its cells, and its place."""


class Rows:
    """Reads the rows of one source. What is wrong, and what is skipped, goes into the result."""

    def __init__(
        self, source: ListSource, regions: Regions, result: Imported, counts: Counts, today: date
    ) -> None:
        self.source = source
        self.regions = regions
        self.result = result
        self.counts = counts
        columns = [column for column in source.columns if column.field not in PLACE]
        columns.sort(key=lambda column: _table(column.field))
        self.fields = tuple(
            [column.field for column in columns if _table(column.field) == table]
            for table in (0, 1, 2)
        )
        self.readers = [
            (column.position, _kept(column.field, reader(column.field, today, column.unit)))
            for column in columns
        ]
        self.names = [name for group in self.fields for name in group]
        self.width = 1 + max(column.position for column in source.columns)
        at = {column.field: column.position for column in source.columns}
        self.place_at = tuple(at.get(name, -1) for name in PLACE)
        self.headings = {column.field: column.heading for column in source.columns}
        self.found: dict[tuple[Cell, ...], Place] = {}
        self.lines = Lines(source, regions, result, counts, turned=self.found.clear)

    def read(self) -> Iterator[Read]:
        """Every row that can be read, in order."""
        last, width = self.source.header[-1], self.width
        batch: list[_Line] = []
        for row in self.source.sheet.rows():
            if row.number <= last or not self.lines.is_row(row):
                continue
            self.counts.read += 1
            cells = row.cells
            if len(cells) < width:
                cells = [*cells, *[""] * (width - len(cells))]
            batch.append((row.number, cells, self._place_of(cells)))
            if len(batch) == BATCH:
                yield from self._read(batch)
                batch = []
        yield from self._read(batch)

    def _read(self, batch: Sequence[_Line]) -> Iterator[Read]:
        """Read some rows column by column, which takes half as long as cell by cell; and where a cell
        cannot be read, row by row. A person's NIK costs a row the field that it stands in."""
        columns = list(zip(*[cells for _number, cells, _place in batch], strict=False))
        if not columns:
            return
        try:
            reads = [list(map(read, columns[at])) for at, read in self.readers]
        except BadValue:
            yield from filter(None, map(self._one, batch))
            return
        for column in reads:
            self.result.cleaned.update(Counter([rule for _value, rule in column if rule]))
        values = zip(*[[value for value, _rule in column] for column in reads], strict=True)
        yield from filter(None, map(self._made, batch, values))

    def _one(self, line: _Line) -> Read | None:
        number, cells, _place = line
        reads, left_out = [], []
        for name, (at, read) in zip(self.names, self.readers, strict=True):
            try:
                reads.append(read(cells[at]))
            except PersonsNik as error:
                reads.append(NOTHING)
                left_out.append(self.bad_value(number, name, cells[at], error))
            except BadValue:
                self._bad(number, cells)
                return None
        made = self._made(line, [value for value, _rule in reads])
        if made is not None:
            self.result.cleaned.update([rule for _value, rule in reads if rule])
            self.result.problems += left_out
        return made

    def problem(
        self, line: int, name: str | None, value: object, message: str, code: str
    ) -> Problem:
        column = self.headings.get(name or "", name)
        source = self.source
        said = shown_in(name, value)
        return Problem(source.name, line, column, said, message, code, source.sheet.name)

    def bad_value(self, line: int, name: str, value: object, error: BadValue) -> Problem:
        return self.problem(line, name, value, told(error, heading(name)), code_of(error))

    def refuse(self, line: int, name: str | None, value: object, message: str, code: str) -> None:
        """Count a row as refused, for one reason."""
        self.counts.refused += 1
        self.result.problems.append(self.problem(line, name, value, message, code))

    def _made(self, line: _Line, known: Sequence[Any]) -> Read | None:
        """A row out of its values, which come in the order of ``fields``."""
        number, cells, place = line
        report_at = len(self.fields[0])
        apart_at = report_at + len(self.fields[1])
        values: dict[str, Any] = dict(zip(self.fields[0], known, strict=False))
        if values["name"] is None:
            self._bad(number, cells)
            return None
        values["name_key"] = name_key(values["name"])
        if legal_number := values.get("legal_number"):
            values["legal_key"] = legal_key(legal_number)
        if not self._put(place, number, values):
            return None
        apart = _filled(self.fields[2], known[apart_at:])
        read = Read(number, values, _filled(self.fields[1], known[report_at:apart_at]), apart)
        if values.get("sector") == KDMP:
            values["sector"] = None
            read.tags.append(KDMP)
        if apart:
            if tags := apart.pop("tags", None):
                read.tags += [tag for tag in tags.split(",") if tag not in read.tags]
            self._members(read)
        return read

    def _bad(self, line: int, cells: list[Cell]) -> None:
        """Refuse a row, with everything that is wrong with it."""
        problems = []
        for name, (at, read) in zip(self.names, self.readers, strict=True):
            try:
                value = read(cells[at]).value
            except BadValue as error:
                problems.append(self.bad_value(line, name, cells[at], error))
            else:
                if name == "name" and value is None:
                    message = _("The name of the cooperative is missing.")
                    problems.append(self.problem(line, name, None, message, "missing"))
        self.counts.refused += 1
        self.result.problems += problems

    def _place_of(self, cells: list[Cell]) -> Place:
        """Where a row says that it is; asked as it is met, since a heading may come after it."""
        written = tuple([cells[at] if at >= 0 else "" for at in self.place_at])
        if (place := self.found.get(written)) is None:
            place = self.found[written] = self._find(written)
        return place

    def _put(self, place: Place, line: int, values: dict[str, Any]) -> bool:
        """Give a row its place; False where that cannot be read, and the row is refused."""
        if place.subdistrict_code:
            values["subdistrict_code"] = place.subdistrict_code
        if place.village_code:
            values["village_code"] = place.village_code
        if place.alias:
            self.result.cleaned["place-alias"] += 1
        if place.place:
            above = place.subdistrict_code or "subdistrict" not in self.headings
            column = "village" if above else "subdistrict"
            try:
                values["place"] = clean_text(place.place[:LONGEST_NAME], LONGEST_NAME)
            except BadValue as error:
                self.result.problems.append(self.bad_value(line, column, place.place, error))
                self.counts.refused += not isinstance(error, PersonsNik)
                return isinstance(error, PersonsNik)
            self.result.places[place.place] += 1
            message = _("This place is not in the region table, and is kept as written.")
            self.result.warn(self.problem(line, column, place.place, message, "region-unknown"))
        return True

    def _find(self, cells: tuple[Cell, ...]) -> Place:
        """What the cells of a place mean, below the heading that names its subdistrict."""
        written = Written(*map(_word, cells))
        if self.lines.section and not written.subdistrict:
            written = written._replace(subdistrict=self.lines.section)
        if not (written.village or written.subdistrict):
            return Place()
        if len(self.found) > MOST_PLACES:
            self.found.clear()
        return self.regions.find(written)

    def _members(self, read: Read) -> None:
        """A total beside men and women is a check of them; alone it has no place in the registry."""
        total = read.apart.pop("members", None)
        if total is None:
            return
        men, women = read.report.get("members_male"), read.report.get("members_female")
        if men is None and women is None:
            self.result.cleaned["total-only"] += total > 0
        elif (men or 0) + (women or 0) != total:
            self.result.cleaned["members-differ"] += 1
            message = _("{men} men and {women} women are not {total}.",
                        men=men or 0, women=women or 0, total=total)  # fmt: skip
            self.result.warn(self.problem(read.line, "members", total, message, "members-differ"))


def _table(name: str) -> int:
    """Where a field goes: 0 the cooperative, 1 its book year, 2 elsewhere."""
    return 1 if name in REPORT else 2 if name in APART else 0


def _kept(name: str, read: Reader) -> Reader:
    """Most columns repeat a few codes and days, which are read once; numbers and names do not."""
    return reading_all(read) if name in UNIQUE else Remembering(read).__getitem__


def _filled(names: list[str], values: Sequence[Any]) -> dict[str, Any]:
    return {n: value for n, value in zip(names, values, strict=True) if value is not None}


def _word(cell: Cell) -> str:
    text = " ".join(cell.split()) if isinstance(cell, str) else str(cell)
    return "" if text == "-" else text
