"""Whose registry this is, and the thresholds that it set for itself."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from koperasi_cli.queries import rows
from koperasi_cli.vocabulary import TimeZone

T = TypeVar("T")

THRESHOLDS: dict[str, int] = {
    "book_years": 3,
    "rat_deadline_month": 6,
    "rat_deadline_day": 30,
    "stale_case_days": 90,
    "rat_near_days": 30,
    "certificate_days": 60,
    "visit_months": 12,
    "undisbursed_days": 60,
    "fewest_members": 9,
}


@dataclass(frozen=True)
class OfficeFacts:
    """The office, as far as it has been set up. ``invented`` and ``fixed_today`` mark a sample."""

    name: str | None = None
    head: str | None = None
    city: str | None = None
    region_code: str | None = None
    time_zone: TimeZone = TimeZone.WIB
    invented: bool = False
    fixed_today: date | None = None
    thresholds: dict[str, int] = field(default_factory=lambda: dict(THRESHOLDS))


def office_facts(connection: sqlite3.Connection) -> OfficeFacts:
    """The one row of ``office``; defaults where it was never set up, and for what another program has
    put there that cannot be read: ``koperasi check`` has to be able to name it."""
    import json

    found = rows(connection, "office")
    if not found:
        return OfficeFacts()
    (row,) = found
    return OfficeFacts(
        name=row["name"],
        head=row["head"],
        city=row["city"],
        region_code=row["region_code"],
        time_zone=_readable(TimeZone, row["time_zone"]) or TimeZone.WIB,
        invented=bool(row["invented"]),
        fixed_today=_readable(date.fromisoformat, row["fixed_today"]),
        thresholds=THRESHOLDS | (_readable(json.loads, row["thresholds"]) or {}),
    )


def _readable(read: Callable[[Any], T], value: Any) -> T | None:
    try:
        return read(value) if value else None
    except (ValueError, TypeError):
        return None
