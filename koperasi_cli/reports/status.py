"""The status report: how many cooperatives are active, how many are not, by what, on a day."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from koperasi_cli.headings import heading
from koperasi_cli.language import LANGUAGES, N_, _, current, day, ngettext, number, speaking
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.business_lines import Lines, largest_lines, sentence
from koperasi_cli.reports.counting import (
    DIMENSIONS,
    FOREVER,
    Dimension,
    Group,
    Totals,
    count,
    dimensions,
)
from koperasi_cli.reports.selection import Selection
from koperasi_cli.table import Column, Kind, Report, Row, Table

Key = TypeVar("Key")
Finer = TypeVar("Finer")
Pair = tuple[str | None, str | None]  # a sector and a business line
TAKES = frozenset({"by", "known-on", "publish"})

# The sectors as the headline speaks of them.
GROUPS: dict[str, str] = {
    "producer": N_("producers"),
    "consumer": N_("consumer cooperatives"),
    "services": N_("service cooperatives"),
    "marketing": N_("marketing cooperatives"),
    "savings-loan": N_("savings and loan cooperatives"),
}


def report(connection: sqlite3.Connection, asked: Asked) -> Report:
    """The same, as ``koperasi report`` asks for it."""
    return status_report(
        connection,
        on=asked.on,
        today=asked.today,
        known_on=asked.known_on,
        known=asked.known,
        by=dimensions(asked.by),
        selection=asked.selection,
    )


def status_report(
    connection: sqlite3.Connection,
    *,
    on: date,
    today: date,
    known_on: date | None = None,
    known: str = FOREVER,
    by: Sequence[Dimension] = (),
    selection: Selection | None = None,
) -> Report:
    """The headline, a row for each group, and a total that adds up."""
    chosen = selection or Selection()
    by = by or [DIMENSIONS["sector"]]
    groups, by_line, all_ = _counted(connection, on, known, by, chosen)
    by_sector = _added_up(by_line, lambda pair: pair[0])
    table_rows = [
        dict(zip((d.key for d in by), group, strict=True))
        | figures.as_dict()
        | {"active_share": figures.active_share}
        for group, figures in _ordered(groups, by)
    ]
    named = None if chosen.sectors else _lines_of_the_most(by_line, by_sector, all_.active)
    headlines = {}
    for language in LANGUAGES:
        with speaking(language):
            headlines[language] = headline(
                on, all_, {} if chosen.sectors else by_sector, of_all=not chosen.words
            )
    return Report(
        lines=[headlines[current()], *([sentence(named)] if named else [])],
        tables=[_table(by, table_rows, all_)],
        notes=_notes(by, groups, all_, on=on, today=today, known_on=known_on, selection=chosen),
        data={
            "report": "status",
            "on": on,
            "known_on": known_on,
            "by": [d.key for d in by],
            "headline_en": headlines["en"],
            "headline_id": headlines["id"],
            "lines": named.as_data() if named else [],
            "totals": all_.as_dict(),
            "rows": table_rows,
        },
    )


def _counted(
    connection: sqlite3.Connection,
    on: date,
    known: str,
    by: Sequence[Dimension],
    selection: Selection,
) -> tuple[dict[Group, Totals], dict[Pair, Totals], Totals]:
    """The totals by group, by sector and line, and of all: from one pass over the data, where that is
    enough.

    A tag is not: a cooperative is in the row of each of its tags, but is one.
    """
    pair = [DIMENSIONS["sector"], DIMENSIONS["line"]]
    finest = [*by, *(dimension for dimension in pair if dimension not in by)]
    counted = count(connection, on, known=known, by=finest, selection=selection)
    groups = _added_up(counted, lambda group: group[: len(by)])
    if DIMENSIONS["tag"] in by:
        counted = count(connection, on, known=known, by=pair, selection=selection)
        finest = pair
    sector, line = (finest.index(dimension) for dimension in pair)
    by_line = _added_up(counted, lambda group: (group[sector], group[line]))
    return groups, by_line, _added_up(counted, lambda _group: ()).get((), Totals())


def _added_up(counted: Mapping[Finer, Totals], to: Callable[[Finer], Key]) -> dict[Key, Totals]:
    """The totals of coarser groups."""
    coarser: dict[Key, Totals] = {}
    for group, figures in counted.items():
        before = coarser.get(to(group), Totals())
        coarser[to(group)] = Totals(
            before.active + figures.active,
            before.inactive + figures.inactive,
            before.dissolved + figures.dissolved,
        )
    return coarser


def headline(
    on: date, all_: Totals, by_sector: Mapping[str | None, Totals], *, of_all: bool = True
) -> str:
    """The sentence for the press, built from the figures; ``of_all`` unless filters chose some."""
    if not all_.total and not all_.dissolved:
        if of_all:
            return _("On {day} no cooperative is on record.", day=day(on))
        return _("On {day} no cooperative fits.", day=day(on))
    sentences = [
        ngettext(
            "{n} cooperative on {day}: {active} active, {inactive} inactive.",
            "{n} cooperatives on {day}: {active} active, {inactive} inactive.",
            all_.total,
            n=number(all_.total),
            day=day(on),
            active=number(all_.active),
            inactive=number(all_.inactive),
        ),
        _largest_group(all_.active, by_sector),
    ]
    if all_.dissolved:
        sentences.append(
            ngettext(
                "Besides these, {n} is dissolved.",
                "Besides these, {n} are dissolved.",
                all_.dissolved,
                n=number(all_.dissolved),
            )
        )
    return " ".join(filter(None, sentences))


def _largest_group(active: int, by_sector: Mapping[str | None, Totals]) -> str:
    """What most of the active ones are: "most" only of a majority, and nothing of one or of a tie.

    Nor is anything said where the sector of as many is not recorded.
    """
    ranked = sorted(
        ((figures.active, sector or "") for sector, figures in by_sector.items()), reverse=True
    )
    if active < 2 or not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return ""
    largest, sector = ranked[0]
    if largest < 2 or not sector:
        return ""
    said = {"group": _(GROUPS[sector]), "n": number(largest), "active": number(active)}
    if largest == active:
        return _("All the active ones are {group}.", **said)
    if largest * 2 > active:
        return _("Most active ones are {group} ({n} of {active}).", **said)
    return _("The largest group of the active ones are {group} ({n} of {active}).", **said)


def _lines_of_the_most(
    by_line: Mapping[Pair, Totals], by_sector: Mapping[str | None, Totals], active: int
) -> Lines | None:
    """The lines of those that the headline calls most of the active ones, or all of them."""
    for sector, figures in by_sector.items():
        if sector and figures.active > 1 and figures.active * 2 > active:
            counted = {
                line: totals.active for (of, line), totals in by_line.items() if of == sector
            }
            return largest_lines(GROUPS[sector], counted)
    return None


def _ordered(groups: Mapping[Group, Totals], by: Sequence[Dimension]) -> list[tuple[Group, Totals]]:
    """The largest first, years in their order, what is not recorded last."""
    first_totals: dict[Any, int] = {}
    for group, figures in groups.items():
        first_totals[group[0]] = first_totals.get(group[0], 0) + figures.total

    def place(item: tuple[Group, Totals]) -> tuple[Any, ...]:
        group, figures = item
        order: list[Any] = []
        for dimension, value, size in zip(
            by, group, (first_totals[group[0]], figures.total), strict=False
        ):
            rank = value if dimension.kind is Kind.NUMBER else -size
            order += [value is None, rank or 0, str(value)]
        return tuple(order)

    return sorted(groups.items(), key=place)


def _table(by: Sequence[Dimension], table_rows: Sequence[Row], all_: Totals) -> Table:
    shows_dissolved = bool(all_.dissolved)
    columns = [
        *(
            Column(
                d.key,
                heading(d.key),
                Kind.CODE if d.codes else d.kind,
                codes=d.codes,
                empty=_("not recorded") if d.key != "tag" else _("no tag"),
            )
            for d in by
        ),
        Column("active", heading("active"), Kind.COUNT),
        Column("inactive", heading("inactive"), Kind.COUNT),
        Column("dissolved", heading("dissolved"), Kind.COUNT, hidden=not shows_dissolved),
        Column("total", heading("total"), Kind.COUNT),
        Column("active_share", heading("active_share"), Kind.SHARE),
        Column("active_share", "", Kind.BAR),
    ]
    total: dict[str, Any] = {d.key: "" for d in by}
    total |= {by[0].key: _("Total"), **all_.as_dict(), "active_share": all_.active_share}
    return Table(columns, table_rows, total=total)


def _notes(
    by: Sequence[Dimension],
    groups: Mapping[Group, Totals],
    all_: Totals,
    *,
    on: date,
    today: date,
    known_on: date | None,
    selection: Selection,
) -> list[str]:
    notes = [selection.note]
    if known_on:
        notes.append(_("As it was known at the end of {day}.", day=day(known_on)))
    if on < today or known_on:
        notes.append(
            _("The status is that of the day; sector, place and other attributes are today's.")
        )
    counted = sum(figures.total for figures in groups.values())
    if counted > all_.total:
        notes.append(
            _("A cooperative with several tags is in the row of each; the total has it once.")
        )
    return [note for note in notes if note]
