"""The questions behind the rules of the check: each asks once, of the whole registry.

A question gives (table, number of the record, number of the cooperative, what else is of interest …).
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from koperasi_cli.identity import legal_key, name_key
from koperasi_cli.queries import rows, stream
from koperasi_cli.reports.counting import totals
from koperasi_cli.reports.indication import indications
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.vocabulary import Indication

Found = Iterable[tuple[Any, ...]]
DISTRICT_DIGITS = 4


@dataclass(frozen=True)
class Occasion:
    """The day of the check, whose registry it is, and the file that it is in."""

    on: date
    office: OfficeFacts
    path: Path


def asked(name: str) -> Callable[[sqlite3.Connection, Occasion], Found]:
    """Ask ``queries/check_NAME.sql``, which may ask for the day."""

    def find(connection: sqlite3.Connection, occasion: Occasion) -> Found:
        return stream(connection, f"check_{name}", {"on": str(occasion.on)})

    return find


def missing(column: str) -> Callable[[sqlite3.Connection, Occasion], Found]:
    """Which cooperatives have nothing in a column."""

    def find(connection: sqlite3.Connection, occasion: Occasion) -> Found:
        return stream(connection, "check_missing", filters=f"AND c.{column} IS NULL")

    return find


def other_district(connection: sqlite3.Connection, occasion: Occasion) -> Found:
    """NIKs of elsewhere; nothing can be said where the office's own district is not known."""
    ours = (occasion.office.region_code or "").replace(".", "")[:DISTRICT_DIGITS]
    if len(ours) < DISTRICT_DIGITS:
        return ()
    found = stream(connection, "check_other_district", {"district": ours})
    return ((*row, ours) for row in found)


def outdated_key(connection: sqlite3.Connection, occasion: Occasion) -> Iterator[tuple[Any, ...]]:
    """The keys by which a cooperative is found when it is registered twice, gone stale."""
    for row in rows(connection, "check_named"):
        keys = name_key(row["name"]), row["legal_number"] and legal_key(row["legal_number"])
        if keys != (row["name_key"], row["legal_key"]):
            yield "cooperative", row["id"], row["id"], *keys


def grade_differs(connection: sqlite3.Connection, occasion: Occasion) -> Iterator[tuple[Any, ...]]:
    """The grade that ODS gave, where the RATs on record say another."""
    given = {
        row["id"]: row["ods_grade"]
        for row in rows(connection, "check_graded")
    }  # fmt: skip
    found = indications(connection, occasion.on, occasion.office, ids=given)
    for id_, judged in found.items():
        if judged.indication is not Indication.NO_DATA and judged.differs_from(given[id_]):
            missed = max(judged.missed_years, default=None)
            yield "cooperative", id_, id_, given[id_], judged.grade, judged.grade_reason, missed


def unexplained_figure(
    connection: sqlite3.Connection, occasion: Occasion
) -> Iterator[tuple[Any, ...]]:
    """Figures that were given out, and that the records as known at that moment do not give.

    Stamps have whole seconds: of a moment at which a status was written too nothing can be said.
    """
    for row in rows(connection, "publications"):
        try:
            figures = json.loads(row["figures"])
        except ValueError:
            continue  # ``wrong_kind`` has it
        if figures.get("filters") or figures.get("known_on"):
            continue
        day, at = date.fromisoformat(row["on"]), row["published_at"]
        known = totals(connection, day, known=at)
        said = figures["totals"]
        differs = (known.active, known.inactive) != (said["active"], said["inactive"])
        if differs and not rows(connection, "statuses_written_at", {"at": at}):
            yield (
                "publication", row["id"], None, row["on"], said["active"], said["inactive"],
                known.active, known.inactive,
            )  # fmt: skip
