"""The lists of the office itself: what it published, its officers, its regions."""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from koperasi_cli.language import _, day, ngettext, number
from koperasi_cli.queries import rows
from koperasi_cli.reports import officers as people
from koperasi_cli.reports import regions as places
from koperasi_cli.reports.columns import Listing
from koperasi_cli.reports.listing.question import TOTALS, WHOLE, Answer, Question, declared, whole
from koperasi_cli.table import Row
from koperasi_cli.vocabulary import RegionKind, RegionLevel


def publications(connection: sqlite3.Connection, question: Question) -> Answer:
    found = []
    for row in rows(connection, "publications"):
        if question.on is None or row["on"] == question.on.isoformat():
            figures = json.loads(row["figures"])
            counted = {key: figures.get("totals", {}).get(key) for key in TOTALS}
            cells = {**dict(row), **counted}
            found.append(cells | {WHOLE: cells | {"figures": figures}})
    columns = declared("id", "on", "published_at", "audience", "headline", *TOTALS, "figures")
    shown = ("id", "on", "published_at", "audience", "headline", "active", "inactive", "total")
    return Answer(
        Listing(columns, _searched(found, question), shown, "-published_at", whole),
        lambda n: ngettext("{n} publication", "{n} publications", n, n=number(n)),
        _plain_words(question),
    )


def officers(connection: sqlite3.Connection, question: Question) -> Answer:
    within = _subdistricts(connection, question)
    found = []
    for row in people.officers(connection):
        names = row["subdistricts"].split(", ") if row["subdistricts"] else []
        if not within or set(names) & set(within.values()):
            found.append({**dict(row), WHOLE: {**dict(row), "subdistricts": names}})
    columns = declared("id", "name", "role", "subdistricts")
    return Answer(
        Listing(columns, _searched(found, question), [c.key for c in columns], "name", whole),
        lambda n: ngettext("{n} officer", "{n} officers", n, n=number(n)),
        _plain_words(question, within),
    )


def regions(connection: sqlite3.Connection, question: Question) -> Answer:
    """The subdistricts; with ``--subdistrict`` its villages, with ``--search`` both."""
    within = _subdistricts(connection, question)
    everything = [
        {"level": level.value, **dict(row)}
        for level in (RegionLevel.SUBDISTRICT, RegionLevel.VILLAGE)
        for row in places.regions(connection, level)
        if level is RegionLevel.SUBDISTRICT or not within or row["parent_code"] in within
    ]
    villages = within or question.criteria.search
    found = [row for row in everything if villages or row["level"] == "subdistrict"]
    if within:
        found = [row for row in found if row["level"] == "village"]
    columns = declared(
        "code", "name", "level", "kind", "parent", "parent_code", "bps_code", "aliases",
        codes={"level": RegionLevel, "kind": RegionKind},
    )  # fmt: skip
    hint = _("The villages of one: koperasi list regions --subdistrict NAME")
    return Answer(
        Listing(
            columns, _searched(found, question),
            ("code", "name", "kind", "parent", "bps_code", "aliases"), "code",
        ),
        lambda n: ngettext("{n} region", "{n} regions", n, n=number(n)),
        _plain_words(question, within),
        [] if villages else [hint],
    )  # fmt: skip


def _plain_words(question: Question, within: Mapping[str, str] | None = None) -> list[str]:
    words = [day(question.on)] if question.on else []
    if within:
        words.append(", ".join(within.values()))
    if question.criteria.search:
        words.append(_('containing "{text}"', text=question.criteria.search))
    return words


def _subdistricts(connection: sqlite3.Connection, question: Question) -> dict[str, str]:
    found = [places.find_subdistrict(connection, text) for text in question.criteria.subdistrict]
    return {region.code: region.name for region in found}


def _searched(found: Sequence[Row], question: Question) -> list[Row]:
    """Those with the text of ``--search`` in one of their cells."""
    text = (question.criteria.search or "").strip().casefold()
    return [
        row
        for row in found
        if any(text in str(v).casefold() for k, v in row.items() if k != WHOLE and v is not None)
    ]
