"""Counting cooperatives by status: on a day, as known at a moment, by what they have in common."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from koperasi_cli.errors import BadUsage
from koperasi_cli.language import _, name_in, names_there_are, shown
from koperasi_cli.queries import rows
from koperasi_cli.reports.selection import Selection
from koperasi_cli.table import Kind
from koperasi_cli.vocabulary import Category, Code, Form, Industry, Line, Management, Sector

FOREVER = "9999-12-31T23:59:59Z"


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a report can be broken down by: a column, and how its values read."""

    key: str
    sql: str
    codes: type[Code] | None = None
    join: str = ""
    kind: Kind = Kind.TEXT


DIMENSIONS: dict[str, Dimension] = {
    "sector": Dimension("sector", "c.sector", Sector),
    "subdistrict": Dimension(
        "subdistrict", "r.name", join="LEFT JOIN region AS r ON r.code = c.subdistrict_code"
    ),
    "industry": Dimension("industry", "c.industry", Industry),
    "category": Dimension("category", "c.category", Category),
    "form": Dimension("form", "c.form", Form),
    "management": Dimension("management", "c.management", Management),
    "line": Dimension("line", "c.line", Line),
    "tag": Dimension(
        "tag", "t.name",
        # What leaves a cooperative out of the agenda for a while is no group of cooperatives.
        join="LEFT JOIN tag AS t ON t.cooperative_id = c.id AND t.withdrawn_at IS NULL"
        " AND t.name NOT GLOB 'snooze-*[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'",
    ),
    "legal-year": Dimension(
        "legal_year", "CAST(substr(c.legal_date, 1, 4) AS INTEGER)", kind=Kind.NUMBER
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Totals:
    """How many cooperatives have which status. Dissolved ones stand apart from the total."""

    active: int = 0
    inactive: int = 0
    dissolved: int = 0

    @property
    def total(self) -> int:
        return self.active + self.inactive

    @property
    def active_share(self) -> float | None:
        """The active ones' part of the total, to four places; None where there is nobody."""
        return round(self.active / self.total, 4) if self.total else None

    def as_dict(self) -> dict[str, int]:
        return {
            "active": self.active,
            "inactive": self.inactive,
            "dissolved": self.dissolved,
            "total": self.total,
        }


Group = tuple[Any, ...]


def count(
    connection: sqlite3.Connection,
    on: date,
    *,
    known: str = FOREVER,
    by: Sequence[Dimension] = (),
    selection: Selection | None = None,
) -> dict[Group, Totals]:
    """The totals of each group on a day, as they were known at a moment (a UTC stamp)."""
    chosen = selection or Selection()
    found = rows(
        connection,
        "status",
        {"on": on.isoformat(), "known": known, **chosen.parameters},
        keys="".join(f"{d.sql} AS {d.key}, " for d in by),
        joins=" ".join(d.join for d in by if d.join),
        filters=chosen.fragment,
        groups="".join(f"{d.sql}, " for d in by),
    )
    counted: dict[Group, dict[str, int]] = {}
    for row in found:
        if row["status"]:
            group = tuple(row[d.key] for d in by)
            counted.setdefault(group, {})[row["status"]] = row["number"]
    return {group: Totals(**numbers) for group, numbers in counted.items()}


def totals(
    connection: sqlite3.Connection,
    on: date,
    *,
    known: str = FOREVER,
    selection: Selection | None = None,
) -> Totals:
    """How many cooperatives there are on a day."""
    return count(connection, on, known=known, selection=selection).get((), Totals())


def dimensions(names: Sequence[str]) -> list[Dimension]:
    """The dimensions of those names, in either language; one or two of them.

    Raises:
        BadUsage: an unknown name, three of them, or one twice.
    """

    known = {name_in("id", "option", name): d for name, d in DIMENSIONS.items()} | DIMENSIONS
    typed = [part.strip().lower() for name in names for part in name.split(",")]
    for name in typed:
        if name.replace("_", "-") not in known:
            raise BadUsage(
                _('A report cannot be broken down by "{name}".', name=name),
                names_there_are(name, [shown("option", known_) for known_ in DIMENSIONS]),
            )
    chosen = [known[name.replace("_", "-")] for name in typed]
    if len(chosen) > 2 or len({d.key for d in chosen}) < len(chosen):
        raise BadUsage(_("A report is broken down by one or two different things."))
    return chosen
