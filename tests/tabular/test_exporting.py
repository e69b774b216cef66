"""The registry as rows: its own tables, and the ministry's list."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from koperasi_cli.database import Database
from koperasi_cli.registry.journal import bulk_insert
from koperasi_cli.reports.selection import Criteria, Selection, select
from koperasi_cli.table import Kind
from koperasi_cli.tabular.exporting import (
    choose,
    cooperatives_for_ods,
    is_about_cooperatives,
    table_names,
    tables,
)
from koperasi_cli.tabular.exporting.ods import HEADER, in_ods_words
from koperasi_cli.tabular.exporting.provinces import PROVINCES
from koperasi_cli.tabular.native.layouts import layouts
from koperasi_cli.vocabulary import Category, Code, Form, Grade, Industry, NikStatus, Sector

SAMPLE = Path(__file__).parents[2] / "data" / "pesisir-barat"
TODAY = date(2025, 2, 17)
REAL_HEADER = (
    "nikKoperasi,namaKoperasi,nomorBadanHukum,tglBadanHukumPendirian,nomorPerubahan_terbaru,"
    "tglPerubahan_terbaru,tglRAT_terakhir,kelurahan,kecamatan,kabupaten,provinsi,bentukKoperasi,"
    "jenisKoperasi,kelompokKoperasi,sektorUsaha,jmlAnggota_pria,jmlAnggota_wanita,totalAnggota,"
    "totalManager,totalKaryawan,statusNIK,tglBerlaku_sertifikat,statusGrade"
)


def counts(registry: Database, criteria: Criteria, *, withdrawn: bool = True) -> dict[str, int]:
    with registry.reading() as connection:
        chosen = choose(select(connection, criteria, me=""), TODAY)
        streams = tables(
            connection, table_names(), chosen=chosen, contacts=False, withdrawn=withdrawn
        )
        return {stream.name: sum(1 for _ in stream.rows) for stream in streams}


def ods(registry: Database) -> list[dict[str, Any]]:
    with registry.reading() as connection:
        stream = cooperatives_for_ods(connection, Selection(), TODAY)
        keys = [column.key for column in HEADER]
        return [dict(zip(keys, row, strict=True)) for row in stream.rows]


def test_a_table_has_the_columns_that_the_importer_reads(sample: Database) -> None:
    with sample.reading() as connection:
        for stream in tables(
            connection, table_names(), chosen=choose(Selection(), TODAY), contacts=False,
            withdrawn=True,
        ):  # fmt: skip
            keys = [column.key for column in stream.columns]
            assert sorted(keys) == sorted(layouts()[stream.name].columns)
            assert ",".join(keys) == (SAMPLE / f"{stream.name}.csv").read_text("utf-8").split()[0]
            kinds = {column.key: column.kind for column in stream.columns}
            assert kinds["id"] is Kind.NUMBER and kinds["recorded_at"] is Kind.TEXT


def test_everything_is_there_also_what_no_longer_stands(sample: Database) -> None:
    every = counts(sample, Criteria())
    with sample.reading() as connection:
        for table, rows in every.items():
            assert connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] == rows
        withdrawn = "SELECT count(*) FROM status_change WHERE withdrawn_at IS NOT NULL"
        (gone,) = connection.execute(withdrawn).fetchone()
    standing = counts(sample, Criteria(), withdrawn=False)
    assert gone and standing["status_change"] == every["status_change"] - gone


@pytest.mark.parametrize("contacts", [True, False])
def test_phone_numbers_are_there_when_asked_for(sample: Database, contacts: bool) -> None:
    with sample.reading() as connection:
        (stream,) = tables(
            connection, ["cooperative"], chosen=choose(Selection(), TODAY), contacts=contacts,
            withdrawn=False,
        )  # fmt: skip
        at = [column.key for column in stream.columns].index("phone")
        assert any(row[at] for row in stream.rows) is contacts


def test_filters_choose_cooperatives_and_what_belongs_to_them(sample: Database) -> None:
    chosen = counts(sample, Criteria(subdistrict=["Pesisir Tengah"]))
    every = counts(sample, Criteria())
    assert chosen["cooperative"] == 19
    for table in table_names():
        about = is_about_cooperatives(table)
        assert 0 < chosen[table] <= every[table], table
        assert (chosen[table] < every[table]) is about, table
    assert counts(sample, Criteria(missing=["status"]))["cooperative"] == 0


@pytest.mark.parametrize(("table", "joined"), [
    ("revitalization_cause", "JOIN revitalization AS r ON r.id = t.revitalization_id"
                             " JOIN cooperative AS c ON c.id = r.cooperative_id"),
    ("mentoring_session", "JOIN attendance AS a ON a.session_id = t.id"
                          " JOIN cooperative AS c ON c.id = a.cooperative_id"),
])  # fmt: skip
def test_the_children_of_children_are_those_of_the_chosen(
    sample: Database, table: str, joined: str
) -> None:
    chosen = counts(sample, Criteria(sector=["producer"]))
    counted = f'SELECT count(DISTINCT t.id) FROM "{table}" AS t {joined} WHERE c.sector = ?'
    with sample.reading() as connection:
        assert connection.execute(counted, ["producer"]).fetchone()[0] == chosen[table]


def test_the_ministrys_header_is_the_real_one() -> None:
    assert ",".join(column.key for column in HEADER) == REAL_HEADER
    assert [column.label for column in HEADER] == REAL_HEADER.split(",")


@pytest.mark.parametrize("codes", [Form, Sector, Category, Industry, NikStatus, Grade])
def test_every_spelling_is_read_back(codes: type[Code]) -> None:
    for code in codes:
        assert codes.parse(in_ods_words(code)) is code


@pytest.mark.parametrize(("category", "words"), [
    (Category.KUD, "KUD"), (Category.KSU, "Kop. Serba Usaha"), (Category.KSP, "Kop. Simpan Pinjam"),
    (Category.KOPWAN, "Kop. Wanita"), (Category.KPRI, "Kop. Pegawai Negeri (KPRI)"),
    (Category.KOPKAR, "Kopkar"), (Category.KOPPONTREN, "Koppontren"), (Category.KBPR, "K.B.P.R"),
    (Category.KOPPAS, "Kop. Pedagang Pasar"), (Category.OTHER, "Kop. Lainnya"),
    (Category.KSPPS, "Kop. Simpan Pinjam Pola Syariah"),
])  # fmt: skip
def test_categories_read_as_the_ministry_writes_them(category: Category, words: str) -> None:
    assert in_ods_words(category) == words


def test_there_are_38_provinces() -> None:
    assert len(PROVINCES) == len(set(PROVINCES.values())) == 38
    assert (PROVINCES["18"], PROVINCES["51"]) == ("Lampung", "Bali")


@pytest.fixture
def fill(registry: Database, enrol: Callable[..., Any]) -> Callable[..., int]:
    """``fill(reports=[…], name=…, …)``: a cooperative with these annual reports."""

    def fill(reports: Any = (), **given: Any) -> int:
        from koperasi_cli.models import AnnualReport

        with registry.writing("test", actor="tester", at="2025-02-17T03:00:00Z") as session:
            new = enrol(session, given.pop("name", "KSP Krui"), **given)
            assert isinstance(session, Session) and new.id is not None
            rows = [{"cooperative_id": new.id, **report} for report in reports]
            if rows:
                bulk_insert(session, AnnualReport, rows)
            return new.id

    return fill


def test_members_and_staff_are_those_of_the_latest_rat(
    registry: Database, fill: Callable[..., int]
) -> None:
    fill([
        {"book_year": 2021, "rat_held_on": date(2022, 2, 1), "members_male": 9, "members_female": 9},
        {"book_year": 2022, "rat_held_on": date(2023, 3, 5), "members_male": 12, "employees": 3},
        {"book_year": 2023, "members_male": 99},
    ])  # fmt: skip
    (row,) = ods(registry)
    assert row["tglRAT_terakhir"] == "2023-03-05"
    assert [row[key] for key in REAL_HEADER.split(",")[15:20]] == [12, None, 12, 0, 3]


def test_what_is_not_known_is_empty(registry: Database, fill: Callable[..., int]) -> None:
    fill([{"book_year": 2023, "members_male": 99}])
    (row,) = ods(registry)
    assert {key for key, value in row.items() if value is not None} == {"namaKoperasi"}


def test_the_dissolved_are_left_out(registry: Database, fill: Callable[..., int]) -> None:
    fill(name="KSP Bubar", active="2020-01-01", dissolved="2024-01-01")
    fill(name="KSP Beku", active="2020-01-01", inactive="2024-01-01")
    assert [row["namaKoperasi"] for row in ods(registry)] == ["KSP Beku"]


@pytest.mark.parametrize(("place", "parts"), [
    ("Kemenuh, Sukawati, Gianyar, Bali", ["Kemenuh", "Sukawati", "Gianyar", "Bali"]),
    ("Kemenuh, Sukawati, Gianyar", ["Kemenuh", "Sukawati", "Gianyar", None]),
    ("Kemenuh", ["Kemenuh", None, None, None]),
    (" , Kemenuh ,Sukawati,", ["Kemenuh", "Sukawati", None, None]),
    ("a, b, c, d, e", ["a", "b", "c", "d"]),
    (None, [None] * 4),
])  # fmt: skip
def test_a_place_without_a_region_is_told_by_its_commas(
    registry: Database, fill: Callable[..., int], place: str | None, parts: list[str | None]
) -> None:
    fill(place=place)
    (row,) = ods(registry)
    assert [row[key] for key in ("kelurahan", "kecamatan", "kabupaten", "provinsi")] == parts


def test_a_region_is_told_by_its_table(sample: Database) -> None:
    first = ods(sample)[0]
    assert [first[key] for key in ("kelurahan", "kecamatan", "kabupaten", "provinsi")] == [
        "Pasar Kota Krui", "Pesisir Tengah", "Pesisir Barat", "Lampung",
    ]  # fmt: skip
    assert len(ods(sample)) == 96
