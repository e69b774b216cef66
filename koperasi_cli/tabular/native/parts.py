"""The import of one table's file: what becomes of each row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from koperasi_cli.identity import legal_key, name_key
from koperasi_cli.language import _
from koperasi_cli.models import Cooperative, Recorded, Region
from koperasi_cli.registry.journal import bulk_insert, bulk_update
from koperasi_cli.registry.office import current_office, put_office
from koperasi_cli.tabular.differing import differing
from koperasi_cli.tabular.imported import MOST_KEPT, Counts, FieldChange, Imported, Possible, Side
from koperasi_cli.tabular.native.amending import changes_of, named
from koperasi_cli.tabular.native.cells import Cells
from koperasi_cli.tabular.native.known import (
    Found,
    Known,
    holds_cooperatives,
    lookup,
    withdrawn_regions,
)
from koperasi_cli.tabular.native.layouts import Layout, layout, layouts
from koperasi_cli.tabular.native.rules import Places, Wrong, check
from koperasi_cli.tabular.native.sequences import check_cases, check_statuses
from koperasi_cli.tabular.native.sources import Line, Source
from koperasi_cli.tabular.shown import PERSONS_NIK
from koperasi_cli.tabular.standing import standing_values
from koperasi_cli.vocabulary import RegionKind, RegionLevel

INSERTED_AT_ONCE = 2_000
# Tables in which two rows may be alike; in all others the natural key is unique.
ALIKE = frozenset({"cooperative", "mentoring_session", "financing", "publication"})
# Decisions, cases and what was published are not changed by a file.
LEFT_AS_THEY_ARE = frozenset({
    "status_change", "revitalization", "revitalization_cause", "publication", "office",
})  # fmt: skip
AMENDED = frozenset({
    "region", "officer", "cooperative", "annual_report", "product", "mentoring_session", "attendance",
    "financing", "target",
})  # fmt: skip
SEQUENCES = {"status_change": check_statuses, "revitalization": check_cases}

Values = dict[str, Any]


@dataclass
class Run:
    """What the parts of one import share. ``ids`` are this registry's numbers by table and by the
    file's; ``end_of_today`` is a UTC stamp."""

    session: Session
    today: date
    end_of_today: str
    places: Places
    result: Imported
    ids: dict[str, dict[int, int]]
    by_name: bool = False
    as_new: bool = False


@dataclass(slots=True)
class _Row:
    line: int
    id: int | None
    values: Values

    @property
    def stands(self) -> bool:
        return "withdrawn_at" not in self.values


class Part:
    """The import of one source."""

    def __init__(self, run: Run, source: Source) -> None:
        self.run = run
        self.session = run.session
        self.layout: Layout = layout(source.table)
        self.model: type[Recorded] = self.layout.model
        self.cells = Cells(source, self.layout, run.today)
        self.known = Known(run.session, self.model, by_name=run.by_name)
        self.counts = run.result.tables[source.table] = Counts(table=source.table)
        self.ids = run.ids[source.table]
        self.lines_of_ids: dict[int, int] = {}
        self.lines_of_keys: dict[Any, int] = {}

    def take(self, lines: Iterable[Line]) -> int:
        """Take some lines in; how many there were."""
        before = self.counts.read
        rows = [row for line in lines if (row := self._read(line)) and self._stood(row)]
        rows = self._referring(rows)
        if self.layout.table == "region":
            rows.sort(key=lambda row: len(row.values["code"]))
        rows = [row for row in rows if self._checked(row)]
        if self.layout.table == "office":
            self._office(rows)
        else:
            self._insert(self._sensible(self._new(rows)))
        return self.counts.read - before

    def _sensible(self, rows: list[_Row]) -> list[_Row]:
        """The rows that make sense beside the others and what is on record."""
        sequence = SEQUENCES.get(self.layout.table)
        if sequence is None:
            return rows
        standing = [row for row in rows if row.stands]
        wrong = dict(sequence(self.session, [row.values for row in standing]))
        for position, why in wrong.items():
            self._refuse(standing[position], why)
        refused = {id(standing[position]) for position in wrong}
        return [row for row in rows if id(row) not in refused]

    def _read(self, line: Line) -> _Row | None:
        self.counts.read += 1
        values, problems = self.cells.read(line)
        id_ = values.pop("id", None)
        first = line.number if id_ is None else self.lines_of_ids.setdefault(id_, line.number)
        if first != line.number:
            message = _("Line {line} has the same number.", line=first)
            problems.append(self.cells.problem(line.number, "id", id_, message, "same-id"))
        self.run.result.problems += problems
        if any(problem.code != PERSONS_NIK for problem in problems):
            self.counts.refused += 1
            return None
        if self.model is Region:
            _kind_from_level(line, values)
        return _Row(line.number, id_, values)

    def _stood(self, row: _Row) -> bool:
        """Settle since when the row is known; False where it no longer stood and that is left out."""
        recorded, withdrawn = row.values.get("recorded_at"), row.values.get("withdrawn_at")
        if not self.run.result.keeps_history:
            row.values.pop("recorded_at", None)
        if withdrawn and not self.run.result.keeps_history:
            self.counts.left_out += 1
            return False
        latest = max(filter(None, (recorded, withdrawn)), default="")
        if latest > self.run.end_of_today:
            column = "recorded_at" if recorded == latest else "withdrawn_at"
            return self._refuse(row, Wrong(column, _("This has not come yet."), "in-the-future"))
        if withdrawn and (not recorded or withdrawn < recorded):
            message = _("It was withdrawn before it was recorded.")
            return self._refuse(row, Wrong("withdrawn_at", message, "wrong-order"))
        return True

    def _referring(self, rows: list[_Row]) -> list[_Row]:
        """Put this registry's numbers in the place of the file's."""
        for column, table in self.layout.references.items():
            here = self._numbers(column, table, rows)
            kept = []
            for row in rows:
                theirs = row.values.get(column)
                if theirs is not None and theirs not in here:
                    self._refuse(row, self._dangling(column, table))
                    continue
                if theirs is not None:
                    row.values[column] = here[theirs]
                kept.append(row)
            rows = kept
        return rows

    def _numbers(self, column: str, table: str, rows: Sequence[_Row]) -> dict[int, int]:
        """This registry's numbers of a table by the file's; by themselves where the table is not
        among the files."""
        if table in self.run.ids:
            return self.run.ids[table]
        wanted = [row.values.get(column) for row in rows]
        if any(wanted):
            self.run.result.as_numbers_here.add(column)
        model = layouts()[table].model
        return {id_: id_ for (id_,) in lookup(self.session, model, ("id",), "id", wanted)}

    def _dangling(self, column: str, table: str) -> Wrong:
        message = (
            _("{file} has no such row, or it was refused.", file=f"{table}.csv")
            if table in self.run.ids
            else _("There is no such row on record.")
        )
        return Wrong(column, message, "refers-to-nothing")

    def _checked(self, row: _Row) -> bool:
        """Fill in what follows from the rest, and see to the rules."""
        values = row.values
        if self.model is Cooperative:
            values["name_key"] = name_key(values["name"])
            if "legal_number" in values:
                values["legal_key"] = legal_key(values["legal_number"])
        if self.model is Region:
            wrong = list(self.run.places.add(values))
        else:
            wrong = [
                *check(self.layout, values, self.run.today),
                *self.run.places.check(self.layout, values),
            ]
        return self._refuse(row, *wrong) if wrong else True

    def _office(self, rows: Sequence[_Row]) -> None:
        """The first row is the office, unless there is one. One that was taken back is kept as such."""
        for row in rows:
            if not row.stands and self.known.last:
                self.counts.left_out += 1
            elif current_office(self.session) is not None:
                self.counts.known += 1
            elif row.values.get("invented") and holds_cooperatives(self.session):
                message = _("The data of this registry are not invented.")
                self._refuse(row, Wrong("invented", message, "real-registry"))
            else:
                put_office(self.session, row.values)
                self.counts.new += 1

    def _new(self, rows: Sequence[_Row]) -> list[_Row]:
        """The rows that are not on record; the others get what differs, and their numbers are noted."""
        standing = [row for row in rows if row.stands and self._single(row)]
        found = dict(
            zip(map(id, standing), self.known.find([r.values for r in standing]), strict=True)
        )
        new, known = [], []
        for row in rows:
            if not row.stands:
                new.append(row)
            elif (here := found.get(id(row))) is None:
                continue
            elif here.id is not None:
                known.append((row, here.id))
            elif here.possible is not None and not self.run.as_new:
                self._hold_back(row, here)
            else:
                new.append(row)
        self._amend(known)
        return new

    def _amend(self, known: Sequence[tuple[_Row, int]]) -> None:
        self.ids.update((row.id, here) for row, here in known if row.id is not None)
        changes: list[FieldChange] = []
        updates = []
        if self.layout.table in AMENDED:
            there = {
                record["id"]: record
                for record in standing_values(
                    self.session, self.model, "id", [here for _row, here in known]
                )
            }
            for row, here in known:
                values = {k: v for k, v in row.values.items() if k != "recorded_at"}
                if update := differing(here, there[here], values):
                    updates.append(update)
                    changes += changes_of(self.layout.table, there[here], update)
        bulk_update(self.session, self.model, updates)
        self.counts.changed += len(updates)
        self.counts.known += len(known) - len(updates)
        self.run.result.note_changes(named(self.session, changes))

    def _hold_back(self, row: _Row, found: Found) -> None:
        """A cooperative that may be on record is for a person to decide."""
        other = found.possible
        assert other is not None
        self.counts.possible += 1
        values, source = row.values, self.cells.source
        possible = self.run.result.possible
        if len(possible) < MOST_KEPT:
            mine = Side(None, row.line, values["name"], values.get("nik"),
                        values.get("legal_number"), values.get("place"))  # fmt: skip
            theirs = Side(other.id, None, other.name, other.nik, other.legal_number, other.place)
            possible.append(
                Possible(source.name, source.sheet.name, row.line, mine, theirs, found.why)
            )
        who = _("no. {id} {name}", id=other.id, name=other.name)
        message = _("It may be {who}: {why}.", who=who, why=found.why)
        self.run.result.problems.append(
            self.cells.problem(row.line, "name", values["name"], message, "possible-duplicate")
        )

    def _single(self, row: _Row) -> bool:
        """Whether no row before it in the file is the same."""
        names = self.model.NATURAL_KEY
        if self.model is Cooperative and "nik" in row.values:
            names = ("nik",)
        elif self.layout.table in ALIKE:
            return True
        key = tuple(row.values.get(name) for name in names)
        column = next((name for name in names if name not in self.layout.references), None)
        first = self.lines_of_keys.setdefault(key, row.line)
        if first == row.line:
            return True
        message = _("Line {line} has the same.", line=first)
        return self._refuse(row, Wrong(column, message, "twice-in-file"))

    def _insert(self, rows: Sequence[_Row]) -> None:
        if self.model is Region and self.known.last:
            rows = self._put_back(rows)
        for start in range(0, len(rows), INSERTED_AT_ONCE):
            part = rows[start : start + INSERTED_AT_ONCE]
            here = bulk_insert(self.session, self.model, [row.values for row in part])
            self.ids.update(
                (row.id, id_) for row, id_ in zip(part, here, strict=True) if row.id is not None
            )
            self.counts.new += len(part)

    def _put_back(self, rows: Sequence[_Row]) -> list[_Row]:
        """Let regions that were withdrawn stand again; the rows that remain to be inserted."""
        withdrawn = withdrawn_regions(self.session, [row.values["code"] for row in rows])
        rest = []
        for row in rows:
            region = self.session.get(Region, withdrawn.get(row.values["code"], 0))
            if region is None:
                rest.append(row)
                continue
            for name, value in row.values.items():
                setattr(region, name, value)
            region.withdrawn_at = None
            self.session.add(region)
            self.counts.new += 1
        self.session.flush()
        return rest

    def _refuse(self, row: _Row, *wrong: Wrong) -> bool:
        self.counts.refused += 1
        for column, message, code in wrong:
            value = row.values.get(column) if column else None
            self.run.result.problems.append(
                self.cells.problem(row.line, column, value, message, code)
            )
        return False


def _kind_from_level(line: Line, values: Values) -> None:
    """A list of regions may say "pekon" where the level is asked for: that is its kind too."""
    word = str(line.cells.get("level", "")).strip()
    kind = None if word in {*RegionLevel} else RegionKind.parse(word)
    if kind:
        values.setdefault("kind", kind)
