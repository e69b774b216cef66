"""The cooperatives as the ministry's ODS writes them: its header, its order, its spellings.

In Indonesian whatever the interface speaks, since others' programs read it. Every spelling of a code
is one that ``Code.parse`` reads back.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from koperasi_cli.queries import stream
from koperasi_cli.reports.selection import Selection
from koperasi_cli.table import Column, Kind, Stream
from koperasi_cli.tabular.exporting.provinces import PROVINCES
from koperasi_cli.vocabulary import Category, Code, Form, Industry, NikStatus, Sector

NO_DAY = "0000-00-00"
UNKNOWN = "-"

# The header of a real export, in its order, with what stands where nothing is known.
HEADER = (
    Column("nikKoperasi", "nikKoperasi", empty=""),
    Column("namaKoperasi", "namaKoperasi", empty=""),
    Column("nomorBadanHukum", "nomorBadanHukum", empty=""),
    Column("tglBadanHukumPendirian", "tglBadanHukumPendirian", Kind.DAY, empty=NO_DAY),
    Column("nomorPerubahan_terbaru", "nomorPerubahan_terbaru", empty=""),
    Column("tglPerubahan_terbaru", "tglPerubahan_terbaru", Kind.DAY, empty=NO_DAY),
    Column("tglRAT_terakhir", "tglRAT_terakhir", Kind.DAY, empty=NO_DAY),
    Column("kelurahan", "kelurahan", empty=""),
    Column("kecamatan", "kecamatan", empty=""),
    Column("kabupaten", "kabupaten", empty=""),
    Column("provinsi", "provinsi", empty=""),
    Column("bentukKoperasi", "bentukKoperasi", empty=""),
    Column("jenisKoperasi", "jenisKoperasi", empty=""),
    Column("kelompokKoperasi", "kelompokKoperasi", empty=""),
    Column("sektorUsaha", "sektorUsaha", empty=""),
    Column("jmlAnggota_pria", "jmlAnggota_pria", Kind.COUNT, empty=""),
    Column("jmlAnggota_wanita", "jmlAnggota_wanita", Kind.COUNT, empty=""),
    Column("totalAnggota", "totalAnggota", Kind.COUNT, empty=""),
    Column("totalManager", "totalManager", Kind.COUNT, empty=""),
    Column("totalKaryawan", "totalKaryawan", Kind.COUNT, empty=""),
    Column("statusNIK", "statusNIK", empty=UNKNOWN),
    Column("tglBerlaku_sertifikat", "tglBerlaku_sertifikat", Kind.DAY, empty=NO_DAY),
    Column("statusGrade", "statusGrade", empty=UNKNOWN),
)
_CATEGORIES = {
    Category.KUD: "KUD",
    Category.KOPKAR: "Kopkar",
    Category.KOPPONTREN: "Koppontren",
    Category.KBPR: "K.B.P.R",
    Category.KPRI: "Kop. Pegawai Negeri (KPRI)",
}


class _Record(NamedTuple):
    """A row of ``queries/ods.sql``."""

    nik: str | None
    name: str
    legal_number: str | None
    legal_date: str | None
    amendment_number: str | None
    amendment_date: str | None
    rat_held_on: str | None
    village: str | None
    subdistrict: str | None
    district: str | None
    subdistrict_code: str | None
    place: str | None
    form: str | None
    sector: str | None
    category: str | None
    industry: str | None
    report: int | None
    members_male: int | None
    members_female: int | None
    managers: int | None
    employees: int | None
    nik_status: str | None
    certificate_expires_on: str | None
    ods_grade: str | None


def cooperatives_for_ods(connection: sqlite3.Connection, selection: Selection, on: date) -> Stream:
    """The cooperatives of a selection that are not dissolved on a day, with their latest RAT."""
    found = stream(
        connection,
        "ods",
        {"on": on.isoformat(), **selection.parameters},
        filters=selection.fragment,
    )
    return Stream("cooperative", HEADER, _rows(found))


def in_ods_words(code: Code) -> str:
    """A code as the ministry's list spells it."""
    if not isinstance(code, Category):
        return code.indonesian
    return _CATEGORIES.get(code) or f"Kop. {code.indonesian.partition(' (')[0]}"


def _rows(found: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for cells in found:
        r = _Record._make(cells)
        yield (
            r.nik,
            r.name,
            r.legal_number,
            r.legal_date,
            r.amendment_number,
            r.amendment_date,
            r.rat_held_on,
            *_place(r),
            _words(Form, r.form),
            _words(Sector, r.sector),
            _words(Category, r.category),
            _words(Industry, r.industry),
            r.members_male,
            r.members_female,
            _sum(r.members_male, r.members_female),
            None if r.report is None else r.managers or 0,
            None if r.report is None else r.employees or 0,
            _words(NikStatus, r.nik_status),
            r.certificate_expires_on,
            r.ods_grade,
        )


def _words(codes: type[Code], value: str | None) -> str | None:
    return in_ods_words(codes(value)) if value else None


def _sum(men: int | None, women: int | None) -> int | None:
    return None if men is None and women is None else (men or 0) + (women or 0)


def _place(r: _Record) -> tuple[str | None, ...]:
    """Village, subdistrict, district and province: by the region table, else as it was written."""
    written = _parts(r.place)
    if r.subdistrict_code is None:
        return tuple(written)
    district = r.district.removeprefix("Kabupaten ") if r.district else written[2]
    return (
        r.village or written[0],
        r.subdistrict or written[1],
        district,
        PROVINCES.get(r.subdistrict_code[:2], written[3]),
    )


def _parts(place: str | None) -> list[str | None]:
    """ "Way Redak, Pesisir Tengah, Pesisir Barat, Lampung" by its commas, the smallest place first."""
    parts: list[str | None] = [part.strip() for part in (place or "").split(",") if part.strip()]
    return (parts + [None] * 4)[:4]
