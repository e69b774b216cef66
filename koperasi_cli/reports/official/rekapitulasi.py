"""Rekapitulasi data koperasi per kecamatan: a row for each subdistrict, and their total."""

import sqlite3
from typing import Any

from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.official.document import (
    FIGURES,
    Figures,
    cell,
    elsewhere,
    figures,
    figures_notes,
    in_district,
    nothing,
    source,
    status_day,
    status_note,
    subdistricts,
    year_of,
)
from koperasi_cli.table import Column, Kind, Report, Table

TAKES = frozenset({"year"})
UNKNOWN = "Kecamatan belum diisi"

COLUMNS = {
    "total": "Jumlah Koperasi: Jumlah",
    "active": "Aktif",
    "inactive": "Tidak Aktif",
    "members": "Jumlah Anggota",
    "rat": "RAT (unit)",
    "managers": "Jumlah Manajer",
    "employees": "Jumlah Karyawan",
    "equity": "Modal Sendiri (Rp juta)",
    "outside_capital": "Modal Luar",
    "assets": "Asset",
    "turnover": "Volume Usaha",
    "surplus": "Sisa Hasil Usaha",
}


def report(connection: sqlite3.Connection, asked: Asked) -> Report:
    """Every subdistrict in the order of the region table, also those without cooperatives."""
    year = year_of(asked)
    found = figures(connection, asked, year, by_subdistrict=True)
    total = figures(connection, asked, year).get(None, nothing())
    listed = _rows(connection, asked, found)
    title = (
        f"Rekapitulasi Data Koperasi per Kecamatan{in_district(connection, asked)}, Tahun {year}"
    )
    columns = [
        Column("number", "No", Kind.NUMBER, empty=""),
        Column("code", "", hidden=True),
        Column("subdistrict", "Kecamatan"),
        *(Column(name, label, Kind.OFFICIAL) for name, label in COLUMNS.items()),
    ]
    table_rows = [_printed(row) for row in listed]
    table_total = {"number": "", "code": "", "subdistrict": "Jumlah"} | _printed(total)
    return Report(
        tables=[Table(columns, table_rows, title=title, total=table_total)],
        notes=[source(asked), *status_note(asked, year), *figures_notes(year, total)],
        data={
            "report": "rekapitulasi",
            "on": asked.on,
            "year": year,
            "status_on": status_day(asked, year),
            "title": title,
            "source": source(asked),
            "totals": total,
            "rows": listed,
        },
    )


def _rows(
    connection: sqlite3.Connection, asked: Asked, found: dict[str | None, Figures]
) -> list[dict[str, Any]]:
    """The district's own, then others that have cooperatives, last those of which none is known."""
    own = subdistricts(connection, asked)
    names = own | elsewhere(connection, {code for code in found if code and code not in own})
    places: list[tuple[str | None, str]] = [*names.items()]
    if None in found:
        places.append((None, UNKNOWN))
    return [
        {"number": number, "code": code, "subdistrict": name, **found.get(code, nothing())}
        for number, (code, name) in enumerate(places, 1)
    ]


def _printed(row: Figures) -> dict[str, Any]:
    return {name: cell(name, value) if name in FIGURES else value for name, value in row.items()}
