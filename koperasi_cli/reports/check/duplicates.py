"""Cooperatives that are likely registered twice.

Two with different NIKs are two, whatever else they share. Two legal numbers may differ only where the
name and the village are the very same: a renewed one is recorded under either.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from koperasi_cli.identity import Named, alike, starts, telling
from koperasi_cli.queries import rows
from koperasi_cli.reports.check.asking import Occasion
from koperasi_cli.reports.regions import place_key

MOST_COMPARED = 500
"""How many of a place are compared with each other by likeness; their very names always are."""


def likely_duplicates(
    connection: sqlite3.Connection, occasion: Occasion
) -> Iterator[tuple[Any, ...]]:
    """Each later one, with the earlier one that it resembles, and by what."""
    found: dict[int, tuple[int, str, str]] = {}
    known = rows(connection, "check_named")
    for by, groups in (
        ("legal-number", _grouped(known, lambda row: row["legal_key"])),
        ("name", _grouped(known, lambda row: row["name_key"])),
        ("likeness", _grouped(known, _place)),
    ):
        for group in groups:
            for earlier, later in _pairs(by, group):
                found.setdefault(later["id"], (earlier["id"], earlier["name"], by))
    names = {row["id"]: row for row in known}
    for id_, (other, name, by) in sorted(found.items()):
        lacks_nik = id_ if names[id_]["nik"] is None else other
        yield "cooperative", id_, id_, other, name, by, lacks_nik


def _grouped(known: Iterable[sqlite3.Row], key: Any) -> list[list[sqlite3.Row]]:
    """Those that have a key in common, where there are several."""
    groups: dict[Any, list[sqlite3.Row]] = defaultdict(list)
    for row in known:
        if (value := key(row)) is not None:
            groups[value].append(row)
    return [group for group in groups.values() if len(group) > 1]


def _pairs(by: str, group: list[sqlite3.Row]) -> Iterator[tuple[sqlite3.Row, sqlite3.Row]]:
    if by == "likeness":
        yield from _alike(group)
        return
    for place, later in enumerate(group):
        for earlier in group[:place]:
            if _may_be_one(by, earlier, later):
                yield earlier, later
                break


def _may_be_one(by: str, one: sqlite3.Row, other: sqlite3.Row) -> bool:
    if one["nik"] and other["nik"]:
        return False
    if by == "legal-number":  # neighbours with one serial number exist
        mine, theirs = telling(one["name_key"]), telling(other["name_key"])
        return bool(mine & theirs) or not (mine and theirs) or _same_village(one, other)
    if one["legal_key"] and other["legal_key"]:
        return _same_village(one, other)
    return _place(one) == _place(other) or None in (_place(one), _place(other))


def _alike(group: list[sqlite3.Row]) -> Iterator[tuple[sqlite3.Row, sqlite3.Row]]:
    """Like names of one place; only of those that no number tells apart."""
    if len(group) > MOST_COMPARED:
        return
    by_start: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for later in group:
        words = starts(later["name"])
        near = {row["id"]: row for word in words for row in by_start[word]}
        others = [
            Named(row["id"], row["name"])
            for row in near.values()
            if not (row["nik"] and later["nik"]) and not (row["legal_key"] and later["legal_key"])
        ]
        if same := alike(later["name"], others):
            yield near[same[0].id], later
        for word in words:
            by_start[word].append(later)


def _place(row: sqlite3.Row) -> str | None:
    """The village, else the subdistrict, else the place as it was written; None where none is known."""
    if row["village_code"] or row["subdistrict_code"]:
        return str(row["village_code"] or row["subdistrict_code"])
    return place_key(row["place"]) if row["place"] else None


def _same_village(one: sqlite3.Row, other: sqlite3.Row) -> bool:
    return bool(one["village_code"]) and one["village_code"] == other["village_code"]
