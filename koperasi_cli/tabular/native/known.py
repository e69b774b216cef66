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
from koperasi_cli.tabular.lists.candidates import Candidate, Match
from koperasi_cli.tabular.lists.matching import Matcher

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


class Found(NamedTuple):
    """What a row is here: ``id`` of the row on record, or None; ``possible`` is one that it may be."""

    id: int | None = None
    possible: Candidate | None = None
    why: str = ""


NOTHING = Found()


class Known:
    """The rows of one table that were there before. Each of them is given out once, so that two like
    rows of a file are two rows here."""

    def __init__(self, session: Session, model: type[Recorded], *, by_name: bool = False) -> None:
        self.session = session
        self.model = model
        self.last = last_id(session, model)
        self.given: set[int] = set()
        self.by_name = by_name

    def find(self, rows: Sequence[Values]) -> list[Found]:
        """What each row is here."""
        if not self.last:
            return [NOTHING] * len(rows)
        if self.model is Cooperative:
            return self._cooperatives(rows)
        return self._by_key(rows)

    def _by_key(self, rows: Sequence[Values]) -> list[Found]:
        key = (*self.model.NATURAL_KEY, *AND_ALSO.get(self.model, ()))
        found: dict[Key, list[int]] = defaultdict(list)
        firsts = [row.get(key[0]) for row in rows]
        for id_, *values in lookup(
            self.session, self.model, ("id", *key), key[0], firsts, up_to=self.last
        ):
            found[tuple(values)].append(id_)
        return [Found(self._give(found.get(tuple(row.get(c) for c in key), ()))) for row in rows]

    def _cooperatives(self, rows: Sequence[Values]) -> list[Found]:
        matcher = Matcher(self.session, by_name=self.by_name, up_to=self.last)
        matcher.look_up(rows)
        return [self._cooperative(matcher.match(row)) for row in rows]

    def _cooperative(self, match: Match) -> Found:
        same = match.several or ((match.same,) if match.same else ())
        found = self._give(c.id for c in same if c.id)
        if found or match.several or match.possible is None:
            return Found(found)
        return Found(None, match.possible, match.why)

    def _give(self, ids: Iterable[int]) -> int | None:
        for id_ in ids:
            if id_ not in self.given:
                self.given.add(id_)
                return id_
        return None


def withdrawn_regions(session: Session, codes: Iterable[str]) -> dict[str, int]:
    """Regions that were taken back: a code is never used twice, so they are put back."""
    table = inspect(Region).columns
    rows = session.connection().execute(
        select(table["code"], table["id"]).where(table["withdrawn_at"].is_not(None))
    )
    wanted = set(codes)
    return {code: id_ for code, id_ in rows if code in wanted}
