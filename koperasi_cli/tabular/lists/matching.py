"""Which cooperative of the registry, or which row before it, a row is.

By NIK; then by legal number, where at least one side has no NIK; then by name in the same village or
subdistrict, where neither side has a number. Two with different NIKs are never the same. What is likely
and no more is never merged: it is held back, for a person to decide.
"""

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session

from koperasi_cli.identity import Named, alike, starts
from koperasi_cli.language import _
from koperasi_cli.registry.records import raw
from koperasi_cli.tabular.lists.candidates import (
    COLUMNS,
    Candidate,
    Match,
    candidate_of,
    same_place,
    share_a_word,
)
from koperasi_cli.tabular.lists.places import Regions

SHIFT = 40
LINES = (1 << SHIFT) - 1
MOST_COMPARED = 2_000
"""Names are compared for likeness where a subdistrict has at most so many cooperatives."""
NEW = Match()


class Matcher:
    """Looks rows up a chunk at a time, by index. ``by_name``: one name in one place is one cooperative,
    also where only one side has a number. ``regions`` say what places mean today that were kept as
    written. Numbers above ``up_to`` are not looked at."""

    def __init__(
        self,
        session: Session,
        *,
        by_name: bool = False,
        regions: Regions | None = None,
        up_to: int | None = None,
    ) -> None:
        self.session = session
        self.by_name = by_name
        self.regions = regions
        self.up_to = up_to
        self.last = _number(session, "SELECT max(id) FROM cooperative")
        self.source = 1
        """Which of the files is read now. A row's mark is made of it and of its line."""
        self.added = array("q")
        """The marks of those that this import added, in the order of their numbers."""
        self.without_nik = _number(
            session, "SELECT count(*) FROM cooperative WHERE nik IS NULL AND withdrawn_at IS NULL"
        )
        self.met = array("q", bytes(8 * (self.last + 1)))
        """For each on record the mark of the row that is it, by number."""
        self.neighbours: dict[str, dict[str, list[Candidate]] | None] = {}
        self.crowd: Counter[str] = Counter()
        self._chunk()

    def _chunk(self) -> None:
        self.written = len(self.added)
        """How many of those added are in the registry already."""
        self.searching = False
        """Whether any row of the chunk can be the same as another by more than its NIK."""
        self.by_nik: dict[str, Candidate | tuple[int | None, dict[str, Any], int]] = {}
        self.by_legal: dict[str, list[Candidate]] = defaultdict(list)
        self.by_key: dict[str, list[Candidate]] = defaultdict(list)

    def look_up(self, rows: Sequence[dict[str, Any]]) -> None:
        """Fetch what the rows of a chunk may be. Among those with a NIK only the ones without can be
        the same as a row with another, so that most lists need one look."""
        self._chunk()
        niks = [nik for row in rows if (nik := row.get("nik"))]
        for found in self._fetch("nik", niks):
            assert found.nik is not None
            self.by_nik[found.nik] = found
        searched = rows if self.without_nik else [row for row in rows if not row.get("nik")]
        self.searching = bool(searched)
        legal = {key for row in searched if (key := row.get("legal_key"))}
        for found in self._fetch("legal_key", legal):
            assert found.legal_key is not None
            self.by_legal[found.legal_key].append(found)
        for found in self._fetch("name_key", {row["name_key"] for row in searched}):
            self.by_key[found.name_key].append(found)

    def match(self, row: dict[str, Any]) -> Match:
        """What a row of the chunk is."""
        nik = row.get("nik")
        if nik and (found := self.by_nik.get(nik)):
            return Match(found if isinstance(found, Candidate) else candidate_of(*found))
        if not self.searching:
            return NEW
        match = self._by_legal_number(row) or self._by_name(row)
        if match is None and not nik and not row.get("legal_key"):
            match = self._by_likeness(row)
        return match or NEW

    def keep(self, row: dict[str, Any], line: int, same: Candidate | None = None) -> None:
        """Remember what a row was found to be, for those after it: a new one, or the ``same`` as one
        on record, which has from now on what both of them say."""
        mark = self.source << SHIFT | line
        nik = row.get("nik")
        id_ = same.id if same else None
        if same and self.searching:
            self._forget(same)
            known = same._asdict()
            row = {name: known[name] if row.get(name) is None else row[name] for name in COLUMNS}
        if nik:
            self.by_nik[nik] = (id_, row, mark)
        if self.searching:
            added = 0 if id_ else len(self.added) + 1
            candidate = candidate_of(id_, row, mark, added)
            if candidate.legal_key:
                self.by_legal[candidate.legal_key].append(candidate)
            self.by_key[candidate.name_key].append(candidate)
            if id_ is None:
                self._add_neighbour(candidate)
        if id_ is None:
            self.added.append(mark)
            self.without_nik += not nik
        elif id_ <= self.last:
            self.met[id_] = mark
        else:
            self.added[id_ - self.last - 1] = mark

    def _forget(self, candidate: Candidate) -> None:
        """Take one on record out of what the chunk may be."""
        for group in (
            self.by_legal.get(candidate.legal_key or "", []),
            self.by_key.get(candidate.name_key, []),
        ):
            group[:] = [other for other in group if other.id != candidate.id]

    def id_of(self, candidate: Candidate) -> int | None:
        """The number of a candidate; None where it is a row of this chunk, which has none yet."""
        if 0 < candidate.added <= self.written:
            return self.last + candidate.added
        return candidate.id

    def line_of(self, candidate: Candidate) -> int:
        """The line of this file that a candidate is; 0 where it is none of this file."""
        mark = candidate.mark
        if not mark and candidate.id is not None:
            new = candidate.id - self.last - 1
            mark = self.met[candidate.id] if new < 0 else self.added[new]
        return mark & LINES if mark >> SHIFT == self.source else 0

    def _by_legal_number(self, row: dict[str, Any]) -> Match | None:
        possible = [
            c for c in self.by_legal.get(row.get("legal_key") or "", ())
            if not (row.get("nik") and c.nik)
        ]  # fmt: skip
        if not possible:
            return None
        related = [c for c in possible if share_a_word(row, c)]
        if len({_number_of(c) for c in related}) == 1:
            return Match(related[0])
        why = _("the same legal number, and another name") if not related else _several()
        return Match(possible=possible[0], why=why, several=tuple(related))

    def _by_name(self, row: dict[str, Any]) -> Match | None:
        weak = None
        same = []
        for c in self.by_key.get(row["name_key"], ()):
            if (row.get("nik") and c.nik) or (row.get("legal_key") and c.legal_key):
                continue
            near = same_place(row, c)
            if near is False:
                continue
            numbers = (bool(row.get("nik") or row.get("legal_key")), bool(c.nik or c.legal_key))
            if near and (self.by_name or not any(numbers)):
                same.append(c)
            else:
                weak = weak or c
        if len({_number_of(c) for c in same}) == 1:
            return Match(same[0])
        if same:
            return Match(possible=same[0], why=_several(), several=tuple(same))
        if weak is None:
            return None
        near = same_place(row, weak)
        why = (
            _("the same name in the same place, and a number on one side only")
            if near
            else _("the same name, and a place on one side only")
        )
        return Match(possible=weak, why=why)

    def _by_likeness(self, row: dict[str, Any]) -> Match | None:
        """A like name among its neighbours, found by the beginnings of its words."""
        near = self._neighbours_of(row.get("subdistrict_code"))
        if not near:
            return None
        candidates: dict[int, Candidate] = {}
        for start in starts(row["name"]):
            for c in near.get(start, ()):
                if c.village_code == row.get("village_code") or not (
                    c.village_code and row.get("village_code")
                ):
                    candidates[_number_of(c)] = c
        found = alike(row["name"], [Named(id_, c.name) for id_, c in candidates.items()])
        if not found:
            return None
        return Match(possible=candidates[found[0].id], why=_("a like name in the same place"))

    def _neighbours_of(self, code: str | None) -> dict[str, list[Candidate]] | None:
        """The cooperatives of a subdistrict by the beginnings of their words; None if too many."""
        if not code:
            return None
        if code not in self.neighbours:
            self.neighbours[code] = defaultdict(list)
            for candidate in self._fetch("subdistrict_code", [code], most=MOST_COMPARED + 1):
                self._add_neighbour(candidate)
            for candidate in [c for group in self.by_key.values() for c in group if not c.id]:
                if candidate.subdistrict_code == code:
                    self._add_neighbour(candidate)
        return self.neighbours[code]

    def _add_neighbour(self, candidate: Candidate) -> None:
        code = candidate.subdistrict_code
        if code is None or (index := self.neighbours.get(code)) is None:
            return
        for start in starts(candidate.name):
            index[start].append(candidate)
        self.crowd[code] += 1
        if self.crowd[code] > MOST_COMPARED:
            self.neighbours[code] = None

    def _fetch(
        self, column: str, values: Iterable[str], *, most: int | None = None
    ) -> Iterable[Candidate]:
        wanted = json.dumps(list(values))
        if wanted == "[]":
            return
        limit = f" AND id <= {self.up_to}" if self.up_to is not None else ""
        limit += f" LIMIT {most}" if most else ""
        rows = raw(self.session).execute(
            f"SELECT {', '.join(COLUMNS)} FROM cooperative WHERE withdrawn_at IS NULL"
            f" AND {column} IN (SELECT value FROM json_each(?)){limit}",
            (wanted,),
        )
        for row in rows:
            candidate = Candidate(*row)
            yield self._placed(candidate) if candidate.place and self.regions else candidate

    def _placed(self, candidate: Candidate) -> Candidate:
        """With the regions that its place means, where it was kept as written only."""
        if candidate.subdistrict_code or not candidate.place or self.regions is None:
            return candidate
        found = self.regions.read(candidate.place)
        return candidate._replace(
            subdistrict_code=found.subdistrict_code,
            village_code=found.village_code,
            place=None if found.subdistrict_code else candidate.place,
        )


def _number_of(candidate: Candidate) -> int:
    return candidate.id or -candidate.mark


def _several() -> str:
    return _("several on record answer to it")


def _number(session: Session, query: str) -> int:
    return int(raw(session).execute(query).fetchone()[0] or 0)
