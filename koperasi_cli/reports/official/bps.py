"""The statistics bureau's tables: cooperatives by kind and subdistrict, and the active ones."""

import sqlite3
from typing import Any

from koperasi_cli.language import _, label
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.counting import DIMENSIONS, Dimension, Totals, count
from koperasi_cli.reports.official.document import (
    elsewhere,
    in_district,
    source,
    status_day,
    status_note,
    subdistricts,
    year_of,
)
from koperasi_cli.reports.official.rekapitulasi import UNKNOWN
from koperasi_cli.table import Column, Kind, Report, Row, Table
from koperasi_cli.vocabulary import Category

TAKES = frozenset({"year"})
KINDS = {
    Category.KUD: "KUD",
    Category.KPRI: "KPRI",
    Category.KOPKAR: "KOPKAR",
    Category.KOPPAS: "KOPPAS",
}
OTHERS = "other"
CODE = Dimension("code", "c.subdistrict_code")


def report(connection: sqlite3.Connection, asked: Asked) -> Report:
    """Both tables; every subdistrict has its row, also those without cooperatives."""
    year = year_of(asked)
    listed = _rows(connection, asked, year)
    keys = [*KINDS, OTHERS, "total", "active"]
    total = {"subdistrict": "Jumlah"} | {key: sum(row[key] for row in listed) for key in keys}
    where = f"{in_district(connection, asked)}, {year}"
    kinds = {**{kind.value: label_ for kind, label_ in KINDS.items()}, OTHERS: "Lainnya"}
    by_kind = [(key, label_) for key, label_ in [*kinds.items(), ("total", "Jumlah")]]
    title = f"Jumlah Koperasi Menurut Jenis Koperasi dan Kecamatan{where}"
    titles = [title, f"Jumlah Koperasi Aktif Menurut Kecamatan{where}"]
    return Report(
        tables=[
            _table(titles[0], by_kind, listed, total),
            _table(titles[1], [("active", "Jumlah")], listed, total),
        ],
        notes=[source(asked), *status_note(asked, year), _note()],
        data={
            "report": "bps",
            "on": asked.on,
            "year": year,
            "status_on": status_day(asked, year),
            "titles": titles,
            "source": source(asked),
            "totals": {key: total[key] for key in keys},
            "rows": listed,
        },
    )


def _rows(connection: sqlite3.Connection, asked: Asked, year: int) -> list[dict[str, Any]]:
    """A row for each subdistrict: its name, how many of each kind, in all, and active."""
    counted = count(
        connection,
        status_day(asked, year),
        by=[CODE, DIMENSIONS["category"]],
        selection=asked.selection,
    )
    codes = {code for (code, _kind), totals in counted.items() if totals.total}
    own = subdistricts(connection, asked)
    names = dict[str | None, str](own.items())
    names.update(elsewhere(connection, {code for code in codes if code and code not in own}))
    if None in codes:
        names[None] = UNKNOWN
    return [
        {"code": code, "subdistrict": name}
        | _counts({kind: t for (place, kind), t in counted.items() if place == code})
        for code, name in names.items()
    ]


def _counts(by_category: dict[str | None, Totals]) -> dict[str, int]:
    counts = {kind.value: by_category.get(kind.value, Totals()).total for kind in KINDS}
    total = sum(totals.total for totals in by_category.values())
    return counts | {
        OTHERS: total - sum(counts.values()),
        "total": total,
        "active": sum(totals.active for totals in by_category.values()),
    }


def _table(
    title: str, columns: list[tuple[str, str]], listed: list[dict[str, Any]], total: Row
) -> Table:
    return Table(
        [
            Column("code", "", hidden=True),
            Column("subdistrict", "Kecamatan"),
            *(Column(key, heading, Kind.OFFICIAL) for key, heading in columns),
        ],
        listed,
        title=title,
        total=total,
    )


def _note() -> str:
    names = ", ".join(f"{short} = {label(kind)}" for kind, short in KINDS.items())
    return _("The kinds are the cooperatives' categories: {names}.", names=names)
