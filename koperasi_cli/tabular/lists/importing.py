"""Importing lists of cooperatives: each row is new, or one on record that gets what differs.

Rows are read, matched and written a chunk at a time, so that a long file costs little memory. What a row
says of a book year becomes an annual report; a status that differs becomes a decision of the file's day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlmodel import Session

from koperasi_cli.language import _
from koperasi_cli.models import AnnualReport, Cooperative, StatusChange, Tag
from koperasi_cli.registry.journal import Update, bulk_insert, bulk_update
from koperasi_cli.registry.officers import numbers_by_name
from koperasi_cli.tabular.differing import differing
from koperasi_cli.tabular.imported import (
    MOST_KEPT,
    Counts,
    FieldChange,
    Imported,
    Possible,
    Progress,
    Side,
)
from koperasi_cli.tabular.lists.candidates import Candidate
from koperasi_cli.tabular.lists.changed import placed, side_of, told
from koperasi_cli.tabular.lists.header import ListSource
from koperasi_cli.tabular.lists.matching import Matcher
from koperasi_cli.tabular.lists.places import Regions
from koperasi_cli.tabular.lists.rows import Read, Rows
from koperasi_cli.tabular.lists.statuses import Statuses
from koperasi_cli.tabular.native.known import without_status
from koperasi_cli.tabular.standing import standing_values
from koperasi_cli.vocabulary import Status

CHUNK = 2_000


@dataclass(frozen=True)
class Wishes:
    """How a person wants the lists taken in.

    ``on`` is the day whose state they show. ``status`` is what new ones get where a list says none:
    active, unless told.
    ``by_name``: a cooperative of the same name in the same place is the same, also where only one side
    has a number. ``as_new``: what may be on record is registered as new all the same. ``book_year`` is
    that of figures whose row names none.
    """

    on: date
    status: Status | None = None
    by_name: bool = False
    as_new: bool = False
    book_year: int | None = None


def import_lists(
    session: Session,
    sources: Sequence[ListSource],
    result: Imported,
    wishes: Wishes,
    *,
    today: date,
    district: str | None = None,
    progress: Progress = lambda _name, _rows: None,
) -> None:
    """Take the sources in, in the order given; what became of each row is added to ``result``.

    ``district`` is the code of the office's own, by which NIKs begin; only for a warning.
    """
    regions = Regions(session)
    matcher = Matcher(session, by_name=wishes.by_name, regions=regions)
    result.on = wishes.on
    result.met = bytearray(matcher.last + 1)
    for number, source in enumerate(sources, 1):
        matcher.source = number
        counts = Counts()
        result.tables[source.key] = counts
        importer = _List(session, source, result, counts, wishes, matcher, regions, today, district)
        reads = importer.rows.read()
        while chunk := list(islice(reads, CHUNK)):
            importer.take(chunk)
            progress(source.name, counts.read)
    result.without_status += without_status(session, after=matcher.last)


class _List:
    """The import of one source."""

    def __init__(
        self,
        session: Session,
        source: ListSource,
        result: Imported,
        counts: Counts,
        wishes: Wishes,
        matcher: Matcher,
        regions: Regions,
        today: date,
        district: str | None,
    ) -> None:
        self.session = session
        self.source = source
        self.result = result
        self.counts = counts
        self.wishes = wishes
        self.matcher = matcher
        self.regions = regions
        self.rows = Rows(source, regions, result, counts, today)
        self.statuses = Statuses(session, source, wishes.on, wishes.status, today)
        self.officers = numbers_by_name(session) if "officer" in source.fields else None
        self.nik_start = (district or "").replace(".", "")[:4]

    def take(self, chunk: Sequence[Read]) -> None:
        """Match and write some rows."""
        self.matcher.look_up([read.values for read in chunk])
        new: list[Read] = []
        known: list[tuple[Read, int]] = []
        for read in chunk:
            if self.officers is not None:
                self._officer(read)
            match = self.matcher.match(read.values)
            if match.same is not None:
                if self._first(read, match.same):
                    assert match.same.id is not None
                    self.matcher.keep(read.values, read.line, match.same)
                    known.append((read, match.same.id))
                continue
            if match.possible is not None and not self.wishes.as_new:
                self._hold_back(read, match.possible, match.why)
                continue
            self.matcher.keep(read.values, read.line)
            new.append(read)
        self._insert(new)
        self._update(known)

    def _officer(self, read: Read) -> None:
        """The officer by name; one who is not on record stays unnamed, and that is said."""
        name = read.apart.pop("officer", None)
        if name is None or self.officers is None:
            return
        if (number := self.officers.get(name.casefold())) is not None:
            read.values["officer_id"] = number
            return
        message = _(
            "There is no such officer on record. Add one with: koperasi setup --officer NAME"
        )
        self.result.warn(self.rows.problem(read.line, "officer", name, message, "no-such-officer"))

    def _first(self, read: Read, same: Candidate) -> bool:
        """Whether no row before it was the same cooperative."""
        line = self.matcher.line_of(same)
        if not line:
            return True
        message = _("Line {line} is the same cooperative: {name}.", line=line, name=same.name)
        column = "nik" if read.values.get("nik") else "name"
        self.rows.refuse(read.line, column, read.values.get(column), message, "twice-in-file")
        return False

    def _hold_back(self, read: Read, other: Candidate, why: str) -> None:
        self.counts.possible += 1
        id_, line = self.matcher.id_of(other), None
        if id_ is None or id_ > self.matcher.last:  # a new one of this file is called by its line
            line = self.matcher.line_of(other) or None
            id_ = None if line else id_
        values = read.values
        if len(self.result.possible) < MOST_KEPT:
            self.result.possible.append(
                Possible(
                    self.source.name, self.source.sheet.name, read.line,
                    self._side(None, read),
                    side_of(id_, line, other._asdict(), self.regions.named(other._asdict())),
                    why,
                )
            )  # fmt: skip
        who = _("no. {id} {name}", id=id_, name=other.name)
        if line:
            who = _("line {line}, {name}", line=line, name=other.name)
        message = _("It may be {who}: {why}.", who=who, why=why)
        self.result.problems.append(
            self.rows.problem(read.line, "name", values["name"], message, "possible-duplicate")
        )

    def _side(self, id_: int | None, read: Read) -> Side:
        return side_of(id_, read.line, read.values, self.regions.named(read.values))

    def _insert(self, new: Sequence[Read]) -> None:
        if not new:
            return
        ids = bulk_insert(self.session, Cooperative, [read.values for read in new])
        self.counts.new += len(new)
        if len(self.result.new_names) < MOST_KEPT:
            self.result.new_names += [
                self._side(id_, read) for id_, read in zip(ids, new, strict=True)
            ]
        if self.nik_start:
            self.result.foreign_niks += sum(
                1
                for r in new
                if (nik := r.values.get("nik")) and not nik.startswith(self.nik_start)
            )
        decisions, reports, tags = [], [], []
        for id_, read in zip(ids, new, strict=True):
            if decision := self.statuses.first(id_, read):
                decisions.append(decision)
            if report := self._report(read):
                reports.append({"cooperative_id": id_, **report})
            tags += [{"cooperative_id": id_, "name": tag} for tag in read.tags]
        bulk_insert(self.session, StatusChange, decisions)
        bulk_insert(self.session, AnnualReport, reports)
        bulk_insert(self.session, Tag, tags)
        if "status" not in self.source.fields:
            self.result.assumed_status[self.statuses.assumed.value] += len(decisions)

    def _report(self, read: Read) -> dict[str, Any] | None:
        """What a row says of a book year: the one that it names, else the one before its RAT."""
        report = read.report
        year = report.pop("book_year", None)
        if not report:
            return None
        if year is None and (held := report.get("rat_held_on")):
            year = int(held[:4]) - 1
        year = year or self.wishes.book_year
        if year is None:
            self.result.without_year += 1
            return None
        return {"book_year": year, **report}

    def _update(self, known: Sequence[tuple[Read, int]]) -> None:
        """Give those on record what differs, all of a row or nothing."""
        if not known:
            return
        ids = [id_ for _read, id_ in known]
        records = {row["id"]: row for row in standing_values(self.session, Cooperative, "id", ids)}
        refused, changes = self.statuses.decide(self.rows, known)
        kept = [(read, id_) for read, id_ in known if id_ not in refused]
        for id_ in ids:
            if id_ < len(self.result.met):
                self.result.met[id_] = 1
        updates = []
        for read, id_ in kept:
            if update := differing(id_, records[id_], placed(records[id_], read.values)):
                updates.append(update)
                changes += told(update)
        bulk_update(self.session, Cooperative, updates)
        changes += self._tags(kept)
        changes += self._reports(kept)
        changed = {change.cooperative_id for change in changes}
        self.counts.changed += len(changed)
        self.counts.known += len(kept) - len(changed)
        self.result.note_changes(
            change._replace(name=records[change.cooperative_id]["name"]) for change in changes
        )

    def _tags(self, known: Sequence[tuple[Read, int]]) -> list[FieldChange]:
        """Add the tags that the rows bring."""
        wanted = [(id_, tag) for read, id_ in known for tag in read.tags]
        there = {
            (row["cooperative_id"], row["name"])
            for row in standing_values(
                self.session, Tag, "cooperative_id", {id_ for id_, _tag in wanted}
            )
        }
        new = [(id_, tag) for id_, tag in wanted if (id_, tag) not in there]
        bulk_insert(self.session, Tag, [{"cooperative_id": id_, "name": tag} for id_, tag in new])
        return [FieldChange(id_, "", "tag", None, tag) for id_, tag in new]

    def _reports(self, known: Sequence[tuple[Read, int]]) -> list[FieldChange]:
        """Add what the rows say of book years to what is there."""
        reported = [(id_, report) for read, id_ in known if (report := self._report(read))]
        there = {
            (row["cooperative_id"], row["book_year"]): row
            for row in standing_values(
                self.session, AnnualReport, "cooperative_id", [id_ for id_, _report in reported]
            )
        }
        updates, added, changes = [], [], []
        for id_, report in reported:
            year = report["book_year"]
            record = there.get((id_, year))
            if record is None:
                added.append({"cooperative_id": id_, **report})
                update = Update(0, dict.fromkeys(report), report)
            elif found := differing(record["id"], record, report):
                updates.append(update := found)
            else:
                continue
            changes += [
                change._replace(cooperative_id=id_, book_year=year) for change in told(update)
            ]
        bulk_update(self.session, AnnualReport, updates)
        bulk_insert(self.session, AnnualReport, added)
        return changes
