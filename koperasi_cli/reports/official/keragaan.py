"""Keragaan koperasi: the ministry's yearly statistics, a row for each figure, a column for each year."""

import sqlite3
from datetime import date
from typing import Any

from koperasi_cli.errors import BadUsage
from koperasi_cli.language import _, day
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.official.document import (
    cell,
    figures,
    figures_notes,
    in_district,
    nothing,
    source,
    status_day,
    year_of,
)
from koperasi_cli.table import Column, Kind, Report, Table

TAKES = frozenset({"year", "from", "to"})
YEARS = 3
MOST_YEARS = 20

ROWS = {
    "active": "Koperasi aktif (unit)",
    "inactive": "Koperasi tidak aktif",
    "rat": "Koperasi yang RAT",
    "certificates": "Sertifikat NIK",
    "members": "Anggota (orang)",
    "managers": "Manajer",
    "employees": "Karyawan",
    "equity": "Modal sendiri (Rp juta)",
    "outside_capital": "Modal luar",
    "turnover": "Volume usaha",
    "surplus": "SHU",
}


def report(connection: sqlite3.Connection, asked: Asked) -> Report:
    """The three years up to the one asked for, or those from ``--from`` to ``--to``."""
    years = _years(asked)
    by_year = {year: figures(connection, asked, year).get(None, nothing()) for year in years}
    table_rows = [
        {"figure": name, "label": label}
        | {str(year): cell(name, by_year[year][name]) for year in years}
        for name, label in ROWS.items()
    ]
    title = f"Keragaan Koperasi{in_district(connection, asked)}, {_span(years)}"
    columns = [
        Column("figure", "", hidden=True),
        Column("label", "Uraian"),
        *(Column(str(year), str(year), Kind.OFFICIAL) for year in years),
    ]
    return Report(
        tables=[Table(columns, table_rows, title=title)],
        notes=[source(asked), *_notes(asked, years, by_year)],
        data={
            "report": "keragaan",
            "on": asked.on,
            "year": years[-1],
            "title": title,
            "source": source(asked),
            "rows": [{"year": year, **by_year[year]} for year in years],
        },
    )


def _years(asked: Asked) -> list[int]:
    if asked.first is None and asked.last is None:
        last = year_of(asked)
        return [*range(last - YEARS + 1, last + 1)]
    first, last_day = asked.period
    if last_day.year - first.year >= MOST_YEARS:
        raise BadUsage(
            _("This table has a column for each of {most} years at most.", most=MOST_YEARS),
            _("Give the days with --from and --to."),
        )
    return [*range(first.year, last_day.year + 1)]


def _notes(asked: Asked, years: list[int], by_year: dict[int, Any]) -> list[str]:
    year = years[-1]
    return [
        *_status_note(asked, year),
        _("NIK certificates are those valid on that day, by the expiry that is on record now."),
        *figures_notes(year, by_year[year]),
    ]


def _status_note(asked: Asked, year: int) -> list[str]:
    day_ = status_day(asked, year)
    said = _("The status is that of 31 December of each year.")
    if day_ < date(year, 12, 31):
        said = _("The status is that of 31 December of each year, of {year} that of {day}.",
                 year=year, day=day(day_))  # fmt: skip
    return [said, *filter(None, [asked.selection.note])]


def _span(years: list[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
