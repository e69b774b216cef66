"""A book year of a cooperative beside the one before it, with what has grown."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import _, joined, percent
from koperasi_cli.queries import rows
from koperasi_cli.reports.columns import under_heading
from koperasi_cli.reports.resolve import Found
from koperasi_cli.reports.sections import said
from koperasi_cli.table import Column, Kind, Report, Row, Table
from koperasi_cli.vocabulary import Health

# What can grow, in the order of the record; ``members`` are men and women together.
GROWING = ("members", "managers", "employees", "equity", "outside_capital", "assets", "turnover",
           "surplus")  # fmt: skip
MONEY = frozenset({"equity", "outside_capital", "assets", "turnover", "surplus"})
FIELDS = (
    "rat_planned_on", "rat_held_on", "in_business", "members", "members_male", "members_female",
    "managers", "employees", "equity", "outside_capital", "assets", "turnover", "surplus",
    "health", "kuk",
)  # fmt: skip
_KINDS = {
    "rat_planned_on": Kind.DAY,
    "rat_held_on": Kind.DAY,
    "in_business": Kind.YES_NO,
    "kuk": Kind.NUMBER,
    **dict.fromkeys(("members", "members_male", "members_female"), Kind.COUNT),
    **dict.fromkeys(("managers", "employees"), Kind.COUNT),
    **dict.fromkeys(MONEY, Kind.MONEY),
}
Year = Mapping[str, Any]


def columns() -> list[Column]:
    """A column for each field of a book year, under its heading."""
    lists = {"health": Health}
    return [under_heading(name, codes=lists.get(name), kind=_KINDS.get(name)) for name in FIELDS]


def growth(start: float | None, end: float | None) -> float | None:
    """(end - start) / start, to four places [F: DOMAIN 7].

    None where either is unknown or the start is nothing; also where the start is a loss, of which the
    formula would turn the sign around.
    """
    if start is None or end is None or start <= 0:
        return None
    return round((end - start) / start, 4)


def with_members(year: Year) -> dict[str, Any]:
    """A book year with the sum of its members, where both are known."""
    men, women = year["members_male"], year["members_female"]
    return {**year, "members": None if men is None or women is None else men + women}


def grown(before: Year, year: Year) -> dict[str, float | None]:
    """By how much each field grew from one book year to another; both have ``members``."""
    return {name: growth(before[name], year[name]) for name in GROWING}


def growth_line(before: Year, year: Year) -> str | None:
    """``Against book year 2022: Members +3%, Turnover -12%.``; what cannot be compared is left out,
    and None where that is everything."""
    parts = [
        f"{heading(name)} {signed(share)}"
        for name, share in grown(before, year).items()
        if share is not None
    ]
    if not parts:
        return None
    return _("Against book year {year}: {growth}.", year=before["book_year"], growth=joined(parts))


def signed(share: float) -> str:
    """``+21%``, ``-12%``; ``0%`` where nothing changed."""
    return ("+" if share > 0 else "") + percent(share)


def page(connection: sqlite3.Connection, one: Found, year: int | None, *, flat: bool) -> Report:
    """A book year beside the one before; the newest on record, unless one is named.

    ``flat`` makes of it a row for each of the two, for a format of plain rows.
    """
    years = {
        row["book_year"]: with_members(dict(row))
        for row in rows(connection, "cooperative_annual_reports", {"cooperative": one.id})
    }
    for found in years.values():
        found["in_business"] = None if found["in_business"] is None else bool(found["in_business"])
    shown = year if year is not None else max(years, default=None)
    name = {"id": one.id, "name": one.name}
    data = {"cooperative_id": one.id, "name": one.name, "book_year": shown,
            "figures": None, "before": None, "growth": None}  # fmt: skip
    if shown is None:
        note = _("To record one: koperasi rat {id} YEAR --on DATE", id=one.id)
        return Report([_("No. {id} {name}: no book year is on record.", **name)], [], [note], data)
    this, before = years.get(shown), years.get(shown - 1)
    if this is None:
        line = _("No. {id} {name}: book year {year} is not on record.", year=shown, **name)
        others = ", ".join(map(str, sorted(years)))
        notes = [_("On record: {years}", years=others)] if years else []
        return Report([line], [], notes, data)
    shares = grown(before, this) if before else {}
    table = _side_by_side(this, before, shares)
    both = [found for found in (before, this) if found]
    if flat:
        table = Table([under_heading("book_year", kind=Kind.NUMBER), *columns()], both)
    notes = []
    if before is None:
        notes.append(_("Book year {year} is not on record; there is no growth.", year=shown - 1))
    line = _("No. {id} {name}: book year {year}.", year=shown, **name)
    data |= {"figures": this, "before": before, "growth": shares or None}
    return Report([line], [table], notes, data)


def _side_by_side(this: Year, before: Year | None, shares: Mapping[str, float | None]) -> Table:
    """A field a row: the year before, this year, and the growth."""
    fields: list[Row] = []
    years = [year for year in (before, this) if year]
    for column in columns():
        if all(year[column.key] is None for year in years):
            continue
        cells = {
            str(year["book_year"]): None
            if year[column.key] is None
            else said(column, year[column.key])
            for year in years
        }
        fields.append({"field": column.label, **cells, "growth": shares.get(column.key)})
    abreast = [Column(str(y["book_year"]), str(y["book_year"]), Kind.NUMBER) for y in years]
    grew = [Column("growth", heading("growth"), Kind.SHARE, empty="")] if before else []
    return Table([Column("field", heading("book_year")), *abreast, *grew], fields)
