"""What must hold of a row on its own, and of the places that it names.

The same rules as in ``registry`` and in the database's constraints, asked of many rows at once.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import inspect, select
from sqlmodel import Session

from koperasi_cli.language import _, day
from koperasi_cli.models import Region
from koperasi_cli.tabular.native.layouts import Layout
from koperasi_cli.vocabulary import Outcome, RegionLevel

Values = dict[str, Any]

# Days on which something happened: none of them is still to come.
HAPPENED = frozenset({
    "legal_date", "amendment_date", "effective_on", "held_on", "rat_held_on", "opened_on",
    "closed_on", "found_on", "followed_up_on", "requested_on", "approved_on", "disbursed_on",
    "rejected_on", "on",
})  # fmt: skip
CODE = re.compile(r"\d\d\.\d\d(\.\d\d(\.\d{4})?)?")
LEVELS = {1: RegionLevel.DISTRICT, 2: RegionLevel.SUBDISTRICT, 3: RegionLevel.VILLAGE}
LEVEL_OF = {
    "subdistrict_code": RegionLevel.SUBDISTRICT,
    "village_code": RegionLevel.VILLAGE,
}


class Wrong(NamedTuple):
    """What is wrong with a row, and in which column."""

    column: str | None
    message: str
    code: str


def check(layout: Layout, values: Values, today: date) -> Iterator[Wrong]:
    """What is wrong with a row, whatever else is on record."""
    for name in HAPPENED & values.keys():
        if (on := values[name]) > today:
            yield Wrong(name, _("{day} has not come yet.", day=day(on)), "in-the-future")
    if layout.table == "mentoring_session" and not {"planned_on", "held_on"} & values.keys():
        message = _("A session needs the day that it was held, or is planned for.")
        yield Wrong("held_on", message, "missing")
    if layout.table == "revitalization":
        yield from _case(values)


def _case(values: Values) -> Iterator[Wrong]:
    opened, closed = values["opened_on"], values.get("closed_on")
    if closed and closed < opened:
        message = _("The case was closed before it was opened ({day}).", day=day(opened))
        yield Wrong("closed_on", message, "wrong-order")
    outcome = values.get("outcome")
    closes = outcome is not None and outcome is not Outcome.EXTENDED
    if closes and not closed:
        yield Wrong("closed_on", _("A case with an outcome needs its last day."), "missing")
    if closed and not closes:
        yield Wrong("outcome", _("A closed case needs an outcome that closes it."), "missing")


class Places:
    """The regions on record and those that the import adds: what lies where."""

    def __init__(self, session: Session) -> None:
        table = inspect(Region).columns
        rows = session.connection().execute(
            select(table["code"], table["level"], table["parent_code"]).where(
                table["withdrawn_at"].is_(None)
            )
        )
        self.levels: dict[str, RegionLevel] = {}
        self.parents: dict[str, str | None] = {}
        for code, level, parent in rows:
            self.levels[code], self.parents[code] = level, parent

    def add(self, region: Values) -> Iterator[Wrong]:
        """Take a new region in; its level and what it lies in follow from its code where not given."""
        code = region["code"]
        if not CODE.fullmatch(code):
            message = _("A region's code reads like 18.13, 18.13.01 or 18.13.01.2001.")
            yield Wrong("code", message, "bad-value")
            return
        above = code.rpartition(".")[0]
        region.setdefault("level", LEVELS[code.count(".")])
        if "parent_code" not in region and above in self.levels:
            region["parent_code"] = above
        parent = region.get("parent_code")
        if parent and parent not in self.levels:
            yield _unknown("parent_code", parent)
            return
        self.levels.setdefault(code, region["level"])
        self.parents.setdefault(code, parent)

    def check(self, layout: Layout, values: Values) -> Iterator[Wrong]:
        """Whether the regions that a row names exist and fit together. A village brings its
        subdistrict."""
        for name in layout.regions:
            code = values.get(name)
            if code is None:
                continue
            if code not in self.levels:
                yield _unknown(name, code)
            elif self.levels[code] is not LEVEL_OF[name]:
                yield Wrong(name, _("This is the code of another level."), "wrong-level")
        village, subdistrict = values.get("village_code"), values.get("subdistrict_code")
        parent = self.parents.get(village) if village else None
        if parent and subdistrict and parent != subdistrict:
            message = _("This village lies in {code}.", code=parent)
            yield Wrong("village_code", message, "wrong-place")
        elif parent:
            values["subdistrict_code"] = parent


def _unknown(column: str, code: str) -> Wrong:
    message = _("There is no region {code} on record, nor in the files.", code=code)
    return Wrong(column, message, "no-such-region")
