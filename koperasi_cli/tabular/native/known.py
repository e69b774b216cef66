"""Which rows of a file are on record already.

Looked up a chunk at a time, by index, among what stood before the import began: a table that was
empty then costs nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import exists, func, inspect, select
from sqlmodel import Session

from koperasi_cli.models import Cooperative, Recorded, Region, StatusChange

ASKED_AT_ONCE = 2_000
# A decision of that day with another status is not the same, but one that contradicts it.
AND_ALSO: dict[type[Recorded], tuple[str, ...]] = {StatusChange: ("status",)}
Values = dict[str, Any]
Key = tuple[Any, ...]


def last_id(session: Session, model: type[Recorded]) -> int:
    """The highest number given out in a table; 0 where it is empty."""
    column = inspect(model).columns["id"]
    return int(session.connection().execute(select(func.max(column))).scalar() or 0)


def holds_cooperatives(session: Session) -> bool:
    """Whether any cooperative stands."""
    columns = inspect(Cooperative).columns
    found = select(columns["id"]).where(columns["withdrawn_at"].is_(None)).limit(1)
    return session.connection().execute(found).scalar() is not None


def without_status(session: Session, *, after: int) -> int:
    """How many cooperatives with a higher number than this have no decision on status."""
    cooperative, change = inspect(Cooperative).columns, inspect(StatusChange).columns
    decided = exists().where(
        change["cooperative_id"] == cooperative["id"], change["withdrawn_at"].is_(None)
    )
    counted = select(func.count(cooperative["id"])).where(
        cooperative["id"] > after, cooperative["withdrawn_at"].is_(None), ~decided
    )
    return int(session.connection().execute(counted).scalar() or 0)


def lookup(
    session: Session,
    model: type[Recorded],
    columns: Sequence[str],
    by: str,
    values: Iterable[Any],
    *,
    up_to: int | None = None,
) -> Iterable[Any]:
    """These columns of the rows that stand and have one of the values in column ``by``."""
    table = inspect(model).columns
    wanted = select(*(table[name] for name in columns)).where(table["withdrawn_at"].is_(None))
    if up_to is not None:
        wanted = wanted.where(table["id"] <= up_to)
    rest = iter(set(values) - {None})
    while part := list(islice(rest, ASKED_AT_ONCE)):
        yield from session.connection().execute(wanted.where(table[by].in_(part)))


class Known:
    """The rows of one table that were there before. Each of them is given out once, so that two like
    rows of a file are two rows here."""

    def __init__(self, session: Session, model: type[Recorded]) -> None:
        self.session = session
        self.model = model
        self.last = last_id(session, model)
        self.given: set[int] = set()

    def find(self, rows: Sequence[Values]) -> list[int | None]:
        """For each row its number here, or None where it is new."""
        if not self.last:
            return [None] * len(rows)
        if self.model is Cooperative:
            return self._cooperatives(rows)
        return self._by_key(rows)

    def _by_key(self, rows: Sequence[Values]) -> list[int | None]:
        key = (*self.model.NATURAL_KEY, *AND_ALSO.get(self.model, ()))
        found: dict[Key, list[int]] = defaultdict(list)
        firsts = [row.get(key[0]) for row in rows]
        for id_, *values in lookup(
            self.session, self.model, ("id", *key), key[0], firsts, up_to=self.last
        ):
            found[tuple(values)].append(id_)
        return [self._give(found.get(tuple(row.get(c) for c in key), ())) for row in rows]

    def _cooperatives(self, rows: Sequence[Values]) -> list[int | None]:
        candidates = _Candidates(self.session, rows, self.last)
        return [self._give(candidates.of(row)) for row in rows]

    def _give(self, ids: Iterable[int]) -> int | None:
        for id_ in ids:
            if id_ not in self.given:
                self.given.add(id_)
                return id_
        return None


class _Candidate(NamedTuple):
    id: int
    nik: str | None
    legal_key: str | None
    name_key: str
    subdistrict_code: str | None
    village_code: str | None


class _Candidates:
    """The cooperatives on record that rows of a chunk may be, by what they have in common."""

    def __init__(self, session: Session, rows: Sequence[Values], last: int) -> None:
        self.by: dict[str, dict[Any, list[_Candidate]]] = {}
        for column in ("nik", "legal_key", "name_key"):
            groups = self.by[column] = defaultdict(list)
            values = [row.get(column) for row in rows]
            for found in lookup(
                session, Cooperative, _Candidate._fields, column, values, up_to=last
            ):
                candidate = _Candidate(*found)
                groups[getattr(candidate, column)].append(candidate)

    def of(self, row: Values) -> Iterable[int]:
        """By NIK; else by legal number and name; else by name in the same place.

        Two with different NIKs, or with different legal numbers, are never the same.
        """
        nik, legal, name = row.get("nik"), row.get("legal_key"), row["name_key"]
        if nik and (found := self.by["nik"].get(nik)):
            return [candidate.id for candidate in found]
        possible = [c for c in self.by["legal_key"].get(legal, ()) if c.name_key == name]
        possible += [
            c for c in self.by["name_key"].get(name, ())
            if not (legal and c.legal_key) and _same_place(row, c)
        ]  # fmt: skip
        return [c.id for c in possible if not (nik and c.nik)]


def _same_place(row: Values, candidate: _Candidate) -> bool:
    """In one village; where either village is unknown, in one subdistrict."""
    village, subdistrict = row.get("village_code"), row.get("subdistrict_code")
    if village and candidate.village_code:
        return bool(village == candidate.village_code)
    return bool(subdistrict == candidate.subdistrict_code)


def withdrawn_regions(session: Session, codes: Iterable[str]) -> dict[str, int]:
    """Regions that were taken back: a code is never used twice, so they are put back."""
    table = inspect(Region).columns
    rows = session.connection().execute(
        select(table["code"], table["id"]).where(table["withdrawn_at"].is_not(None))
    )
    wanted = set(codes)
    return {code: id_ for code, id_ in rows if code in wanted}
