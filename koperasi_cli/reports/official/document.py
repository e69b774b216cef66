"""What the official tables have in common: their day and year, their figures, their title and source.

They go to ministries and bureaus: their words are Indonesian and fixed, whatever the interface speaks,
and so stand here as they are, outside the message catalog. Only the notes below follow the interface.
"""

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from koperasi_cli.errors import BadUsage
from koperasi_cli.language import _, day, number, percent, speaking
from koperasi_cli.queries import rows
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.breakdown import of
from koperasi_cli.reports.regions import regions
from koperasi_cli.vocabulary import RegionLevel

MILLION = 1_000_000
MONEY = frozenset({"equity", "outside_capital", "assets", "turnover", "surplus"})
COUNTS = (
    "total", "active", "inactive", "rat", "rat_active", "certificates", "with_members", "with_money",
)  # fmt: skip
FIGURES = (
    *COUNTS, "members", "managers", "employees", "equity", "outside_capital", "assets", "turnover",
    "surplus",
)  # fmt: skip
_DISTRICTS = {"kabupaten": "Kabupaten", "kota": "Kota"}

Figures = Mapping[str, Any]


def year_of(asked: Asked) -> int:
    """The year that the table is about: the one asked for, or that of the report's day.

    Raises:
        BadUsage: it has not begun by that day.
    """
    year = asked.on.year if asked.year is None else asked.year
    if year > asked.on.year:
        raise BadUsage(
            _("{year} has not begun on {day}.", year=year, day=day(asked.on)),
            _("For example: --year {year}", year=asked.on.year),
        )
    return year


def status_day(asked: Asked, year: int) -> date:
    """The day whose status counts: the last of the year, in the running year the report's."""
    return min(date(year, 12, 31), asked.on)


def figures(
    connection: sqlite3.Connection, asked: Asked, year: int, *, by_subdistrict: bool = False
) -> dict[str | None, Figures]:
    """The figures of a year: of all under None; or by the code of the subdistrict, None where unknown.

    Money is whole rupiah. What nobody reported is None; where there is no cooperative, nothing.
    """
    found = rows(
        connection,
        "official_figures",
        {
            "on": status_day(asked, year).isoformat(),
            "until": asked.on.isoformat(),
            "year": year,
            **asked.selection.parameters,
        },
        key="c.subdistrict_code" if by_subdistrict else "NULL",
        filters=asked.selection.fragment,
    )
    return {row["code"]: _known(row) for row in found}


def nothing() -> Figures:
    """The figures where there is no cooperative."""
    return {name: 0 if name in COUNTS else None for name in FIGURES}


def cell(name: str, value: int | None) -> float | None:
    """A figure as the tables print it: money in millions of rupiah."""
    return value / MILLION if value is not None and name in MONEY else value


def in_district(connection: sqlite3.Connection, asked: Asked) -> str:
    """`` di Kabupaten Pesisir Barat``; nothing where the office's district is not set up."""
    for region in regions(connection, RegionLevel.DISTRICT):
        if region["code"] == asked.office.region_code:
            kind = _DISTRICTS.get(region["kind"] or "", "Kabupaten")
            return f" di {kind} {region['name']}"
    return ""


def subdistricts(connection: sqlite3.Connection, asked: Asked) -> dict[str, str]:
    """Code -> name, in the order of the region table: those of the office's district, else all."""
    found = regions(connection, RegionLevel.SUBDISTRICT)
    own = [region for region in found if region["parent_code"] == asked.office.region_code]
    return {region["code"]: region["name"] for region in own or found}


def elsewhere(connection: sqlite3.Connection, codes: set[str]) -> dict[str, str]:
    """Code -> name of these subdistricts, wherever they lie."""
    found = regions(connection, RegionLevel.SUBDISTRICT)
    return {region["code"]: region["name"] for region in found if region["code"] in codes}


def source(asked: Asked) -> str:
    """``Sumber: Diskopdag Kab. Pesisir Barat, data per 17 Februari 2025``."""
    with speaking("id"):
        on = day(asked.on)
    return f"Sumber: {asked.office.name}, data per {on}" if asked.office.name else f"Data per {on}"


def status_note(asked: Asked, year: int) -> list[str]:
    """Of which day the status is, and which cooperatives the filters left over."""
    said = _("The status is that of {day}.", day=day(status_day(asked, year)))
    return [said, *filter(None, [asked.selection.note])]


def figures_notes(year: int, of_year: Figures) -> list[str]:
    """How much the figures of a book year rest on; a share of RATs says of what it is one."""
    total, active = of_year["total"], of_year["active"]
    if not total:
        return [_("Book year {year}: no cooperative was on record.", year=year)]
    if not (of_year["rat"] or of_year["with_members"] or of_year["with_money"]):
        return [
            _("Book year {year}: nothing is reported yet. The year before: --year {before}",
              year=year, before=year - 1)
        ]  # fmt: skip
    notes = [
        _("Book year {year}: members are known of {members} cooperatives, business figures of {money}.",
          year=year, members=of(of_year["with_members"], total),
          money=of(of_year["with_money"], total)),
        _("RAT for book year {year}: {rat} of all {total} cooperatives ({percent}).",
          year=year, rat=number(of_year["rat"]), total=number(total),
          percent=percent(of_year["rat"] / total)),
    ]  # fmt: skip
    if active:
        notes.append(
            _("Of the {active} active ones, {rat} held it ({percent}).",
              active=number(active), rat=number(of_year["rat_active"]),
              percent=percent(of_year["rat_active"] / active))
        )  # fmt: skip
    return notes


def _known(row: sqlite3.Row) -> Figures:
    """Members are added up from men and women, and so are 0 where neither was reported."""
    found = {name: row[name] for name in FIGURES}
    return found | ({} if row["with_members"] else {"members": None})
