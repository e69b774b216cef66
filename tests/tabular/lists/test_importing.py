"""Lists as offices have them: every line accounted for, nothing lost, nothing twice."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from koperasi_cli.database import Database
from koperasi_cli.tabular.imported import Imported
from koperasi_cli.tabular.lists.header import find_header
from koperasi_cli.tabular.reading import Cell, Row, Sheet

Take = Callable[..., Imported]
Made = Callable[..., Path]
Ask = Callable[..., list[Any]]
Totals = Callable[[Imported], dict[str, int]]
Lines = Sequence[Sequence[Cell | None]]

NIK, OTHER = "1813060000001", "1813060000002"

OFFICIAL: Lines = [
    ["PEMERINTAH KABUPATEN PESISIR BARAT"],
    ["DAFTAR KOPERASI TAHUN 2024"],
    [],
    ["(dalam jutaan rupiah)"],
    ["No", "Nama\nKoperasi", "Badan Hukum", "", "Desa", "Anggota", "", "", "SHU", "Status"],
    ["", "", "Nomor", "Tanggal", "", "L", "P", "Jumlah", "", ""],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    ["A", "Kecamatan Ngambur"],
    [1, "KUD Way Krui", "01/BH/2001", date(2001, 5, 1), "Ulok Mukti", 10, 20, 30, -1.5, "aktif"],
    [2, "KSP Maju\nJaya", "02/BH/2001", "5 Mei 2001", "", 5, 5, 11, "1.234,5", "KTA"],
    ["", "Jumlah Kecamatan Ngambur", "", "", "", 15, 25, 41, 1233, ""],
    [],
    ["No", "Nama Koperasi", "Badan Hukum", "", "Desa", "Anggota", "", "", "SHU", "Status"],
    ["", "", "Nomor", "Tanggal", "", "L", "P", "Jumlah", "", ""],
    ["B", "Kecamatan Krui Slatan"],
    [3, "KPRI Sai Betik", "", "", "", "", "", "", "", "aktif"],
    ["C", "WAY KRUI"],
    [4, "KOPERASI NELAYAN", "", 36893, "", "", "", "", "", "aktif"],
    [5],
    [6],
    ["JUMLAH TOTAL", "", "", "", "", 15, 25, 41, 1233, ""],
    ["", "Jumlah Koperasi Aktif", "", "", "", 3],
    ["", "Sai Batin Tanpa Nomor", "", "", "", 3, 4, 7, 1, "aktif"],
    [],
    ["", "Catatan: data sementara"],
    ["", "Mengetahui,", "", "", "", "", "", "", "Krui, 17 Februari 2025"],
    ["", "Kepala Dinas", "", "", "", "", "", "", "Penyusun"],
    [],
    ["", "Drs. H. FULAN, M.M.", "", "", "", "", "", "", "Fulana"],
    ["", "NIP. 19680101 199003 1 001"],
]
REASONS = {
    "above the header": 3,
    "blank": 4,
    "the numbers of the columns": 1,
    "a heading: the subdistrict of what follows": 3,
    "a total": 3,
    "the header again": 2,
    "a running number, and nothing else": 2,
    "a note": 4,
    "a note below the list": 1,
}


def reasons(result: Imported) -> Counter[str]:
    """How many lines were skipped for each reason."""
    counted: Counter[str] = Counter()
    for one in result.skipped:
        counted[one.why] += one.lines
    return counted


def test_an_official_list_goes_in_with_each_line_accounted_for(
    take: Take, made: Made, ask: Ask, totals: Totals
) -> None:
    result = take(made(OFFICIAL, "daftar.xlsx"), book_year=2023)
    assert not result.problems
    assert reasons(result) == REASONS
    assert totals(result) == {"read": 5, "new": 5, "skipped": sum(REASONS.values())}
    assert sum(REASONS.values()) + 5 == len(OFFICIAL) - 2  # the header's two lines
    assert ask("SELECT name, legal_number, legal_date, place FROM cooperative ORDER BY id") == [
        ("KUD Way Krui", "01/BH/2001", "2001-05-01", None),
        ("KSP Maju Jaya", "02/BH/2001", "2001-05-05", None),
        ("KPRI Sai Betik", None, None, "Kecamatan Krui Slatan"),
        ("KOPERASI NELAYAN", None, "2001-01-02", None),
        ("Sai Batin Tanpa Nomor", None, None, None),
    ]
    assert ask(
        "SELECT r.name FROM cooperative c LEFT JOIN region r ON r.code = c.subdistrict_code"
        " ORDER BY c.id"
    ) == ["Ngambur", "Ngambur", None, "Way Krui", "Way Krui"]
    assert ask("SELECT members_male, members_female, surplus, book_year FROM annual_report") == [
        (10, 20, -1_500_000, 2023), (5, 5, 1_234_500_000, 2023), (3, 4, 1_000_000, 2023),
    ]  # fmt: skip
    assert result.cleaned == {
        "date-form": 1, "excel-date": 1, "spaces": 1, "number-form": 1, "spelling": 5,
        "capitals": 1, "members-differ": 1,
    }  # fmt: skip
    assert [(w.line, w.code) for w in result.warnings] == [
        (10, "members-differ"), (16, "region-unknown"),
    ]  # fmt: skip


def test_the_same_as_csv(take: Take, made: Made, totals: Totals) -> None:
    path = made([[c.isoformat() if isinstance(c, date) else c for c in line] for line in OFFICIAL])
    result = take(path, book_year=2023)
    assert not result.problems
    assert totals(result) == {"read": 5, "new": 5, "skipped": 23}


HEAD: list[Cell] = ["No", "Nama Koperasi", "NIK", "Alamat", "Desa", "Kecamatan", "Status"]
ROW: list[Cell] = [1, "KSP Maju", NIK, "Jl. A", "Way Redak", "Pesisir Tengah", "aktif"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ([], "blank"),
        (["", "  ", "\u00a0"], "blank"),
        (["JUMLAH", "", "", "", "", "", ""], "a total"),
        (["", "Total", "", "", "", "", 25], "a total"),
        (["", "GRAND TOTAL : 25"], "a total"),
        (["Sub Total", "96"], "a total"),
        (["Jumlah", "96", "", "", "", "25 orang", "Rp 12.000"], "a total"),
        (["", "Jumlah Koperasi Tidak Aktif", 29], "a total"),
        (["", "Rata-rata", 29.5], "a total"),
        ([1, 2, 3, 4, 5, 6, 7], "the numbers of the columns"),
        (["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"], "the numbers of the columns"),
        (["1", "2", "3", "4", "5 = 3 + 4", "6", "7"], "the numbers of the columns"),
        ([*HEAD], "the header again"),
        ([str(word).upper() for word in HEAD], "the header again"),
        (["No", "Nama\nKoperasi", "NIK", "Alamat", "", "", ""], "the header again"),
        ([12], "a running number, and nothing else"),
        (["12."], "a running number, and nothing else"),
        (["DAFTAR KOPERASI"], "a title again"),
        (["", "DAFTAR KOPERASI"], "a title again"),
        (["I", "Kecamatan Ngambur"], "a heading: a subdistrict"),
        (["Kecamatan Ngambur"], "a heading: a subdistrict"),
        (["", "KEC. NGAMBUR"], "a heading: a subdistrict"),
        (["", "Ngambur"], "a heading: a subdistrict"),
        (["", "A. Kecamatan : Ngambur"], "a heading: a subdistrict"),
        (["", "Kecamatan Entah"], "a heading: a subdistrict"),
        (["", "Kecamatan Ngambur", 25, 12, 13, 4, 5], "a heading: a subdistrict"),
        (["", "Pekon Way Redak"], "a heading, which is not taken in"),
        (["II.", "KOPERASI PRODUSEN"], "a heading, which is not taken in"),
        (["", "III. Koperasi Simpan Pinjam"], "a heading, which is not taken in"),
        (["", "Catatan :"], "a note"),
        (["Keterangan: KA = aktif"], "a note"),
        (["", "Sumber: Dinas Koperasi"], "a note"),
        (["", "* data sementara"], "a note"),
        (["", "", "", "", "Krui, 17 Februari 2025"], "a note"),
        (["", "Krui,      Februari 2025"], "a note"),
        (["", "KEPALA DINAS KOPERASI,"], "a note"),
        (["", "NIP. 19700101 199703 1 001"], "a note"),
        (["", "Mengetahui"], "a note"),
        (["", "", "sesuatu"], "a note: it has no name of a cooperative"),
    ],
)
def test_lines_that_are_no_rows(take: Take, line: list[Cell], why: str) -> None:
    result = take([["DAFTAR KOPERASI"], HEAD, ROW, line, [2, "KUD Sari"]])
    assert reasons(result) == {"above the header": 1, why: 1}
    assert not result.problems
    assert result.new == 2


@pytest.mark.parametrize(
    "line",
    [
        [2, "Sumber Rejeki"],
        ["", "Sumber Rejeki"],
        ["", "Total Persada", "", "Jl. Total", "Way Redak", "", ""],
        [2, "Jumlah Makmur", OTHER, "Jl. B", "Way Redak", "Pesisir Tengah", "aktif"],
        ["", "KSP Kepala Sawit"],
        ["", "Kelurahan Merah Putih Pasar Krui"],
        [2, "Ngambur", "", "", "", "", "aktif"],
        [2, "KUD"],
        [2, "Koperasi Wanita"],
        ["", "Nama Baik", OTHER, "Jl. B", "Way Redak", "Pesisir Tengah", "aktif"],
        [2, "Kecamatan Sejahtera", OTHER, "Jl. B", "Way Redak", "Pesisir Tengah", "aktif"],
        [2, "Catatan Perjuangan"],
    ],
)
def test_rows_that_look_like_something_else(take: Take, ask: Ask, line: list[Cell]) -> None:
    result = take([HEAD, ROW, line])
    assert not result.problems
    assert not result.skipped
    assert ask("SELECT name FROM cooperative ORDER BY id") == ["KSP Maju", line[1]]


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ([2, "", OTHER, "Jl. B", "", "", "aktif"], "Nama Koperasi", None),
        ([2, "", "", "Jl. B"], "Nama Koperasi", None),
        ([2, "12"], "Nama Koperasi", "12"),
        ([2, "KUD Sari", 5.10401e12 + 0.5], "NIK", None),
        ([2, "KUD Sari", "5.10401E+12"], "NIK", "5.10401E+12"),
        ([2, "KUD Sari", "", "", "", "", "mungkin"], "Status", "mungkin"),
    ],
)
def test_bad_rows_are_refused_and_named(
    take: Take, ask: Ask, line: list[Cell], column: str, value: str | None
) -> None:
    result = take([HEAD, line, ROW])
    (problem,) = result.problems
    assert (problem.file, problem.sheet, problem.line) == ("list.xlsx", "Sheet1", 2)
    assert problem.column == column
    assert value is None or problem.value == value
    assert ask("SELECT name FROM cooperative") == ["KSP Maju"]


def test_everything_that_is_wrong_with_a_row_is_said(take: Take, made: Made) -> None:
    head = ["Nama", "NIK", "Tgl Badan Hukum", "Status"]
    result = take(made([head, ["", "12", "31/02/2001", "?"], ["KSP A", "", "", ""]]))
    assert {(p.line, p.column) for p in result.problems} == {(2, column) for column in head}
    assert result.tables["list.csv"].refused == 1


class TestSubdistricts:
    """Where no column names them."""

    def test_of_sheets(self, take: Take, made: Made, ask: Ask) -> None:
        head = ["Nama", "Desa"]
        path = made(
            {
                "Ngambur": [head, ["KSP A", "Ulok Mukti"]],
                "KEC. WAY KRUI": [head, ["KSP A", ""]],
                "Rekap": [["Kecamatan", "Jumlah"], ["Ngambur", 1]],
            },
            "daftar.xlsx",
        )
        result = take(path)
        assert ask(
            "SELECT r.name, village_code IS NOT NULL FROM cooperative c"
            " JOIN region r ON r.code = subdistrict_code"
        ) == [("Ngambur", 1), ("Way Krui", 0)]
        assert set(result.tables) == {"daftar.xlsx:Ngambur", "daftar.xlsx:KEC. WAY KRUI"}

    @pytest.mark.parametrize(
        ("title", "expected"),
        [
            ("Kecamatan Krui Selatan", "Krui Selatan"),
            ("KECAMATAN : KRUI SELATAN", "Krui Selatan"),
            ("DAFTAR KOPERASI KECAMATAN KRUI SELATAN TAHUN 2024", "Krui Selatan"),
            ("Daftar Koperasi Kec. Bengkunat, Kabupaten Pesisir Barat", "Ngaras"),
            ("Kecamatan Krui Selatan dan Way Krui", None),
            ("Rekapitulasi per Kecamatan", None),
            ("Krui Selatan", None),
        ],
    )
    def test_of_titles(
        self, take: Take, made: Made, ask: Ask, title: str, expected: str | None
    ) -> None:
        take(made([[title], ["Nama", "NIK"], ["KSP A", NIK]]))
        found = ask(
            "SELECT name FROM region WHERE code = (SELECT subdistrict_code FROM cooperative)"
        )
        assert found == ([expected] if expected else [])

    def test_an_unknown_one_ends_the_one_before(self, take: Take, made: Made, ask: Ask) -> None:
        lines = [
            ["No", "Nama"],
            ["", "Kec. Ngambur"],
            [1, "KSP A"],
            ["", "Kec. Entah"],
            [2, "KSP B"],
        ]
        take(made(lines))
        assert ask("SELECT subdistrict_code IS NOT NULL, place FROM cooperative") == [
            (1, None), (0, "Kec. Entah"),
        ]  # fmt: skip

    def test_the_column_goes_before(self, take: Take, made: Made, ask: Ask) -> None:
        lines = [["Nama", "Kecamatan"], ["KSP A", "Way Krui"], ["KSP B", ""]]
        take(made({"Ngambur": lines}, "a.xlsx"))
        assert ask(
            "SELECT r.name FROM cooperative c LEFT JOIN region r ON r.code = c.subdistrict_code"
            " ORDER BY c.id"
        ) == ["Way Krui", None]


def test_another_districts_rows_keep_their_place(take: Take, made: Made, ask: Ask) -> None:
    head = ["Nama", "Desa", "Kecamatan", "Kabupaten", "Provinsi"]
    rows = [
        ["KSP A", "Way Redak", "Pesisir Tengah", "Kab. Gianyar", "Bali"],
        ["KSP B", "Way Redak", "Pesisir Tengah", "KAB. PESISIR BARAT", "Lampung"],
    ]
    result = take(made([head, *rows]))
    assert ask("SELECT village_code IS NOT NULL, place FROM cooperative ORDER BY id") == [
        (0, "Way Redak, Pesisir Tengah, Kab. Gianyar, Bali"), (1, None),
    ]  # fmt: skip
    assert [w.code for w in result.warnings] == ["region-unknown"]
    assert sum(result.places.values()) == 1


def test_niks_of_another_district_are_counted(take: Take, made: Made) -> None:
    rows = [["5104990020001", "KSP A"], [NIK, "KSP B"], ["", "KSP C"]]
    assert take(made([["NIK", "Nama"], *rows])).foreign_niks == 1
    assert (
        take(made([["NIK", "Nama"], ["5104990020002", "KSP D"]]), district=None).foreign_niks == 0
    )


class TestUpdating:
    """One on record gets what differs; nothing is emptied."""

    HEAD = ("NIK", "Nama", "Alamat", "Desa", "Kecamatan", "Jenis", "Telepon")
    ROW = (NIK, "KSP Maju", "Jl. A", "Way Redak", "Pesisir Tengah", "Produsen", "0812")

    def test_empty_cells_never_erase(self, take: Take, made: Made, ask: Ask) -> None:
        take(made([self.HEAD, self.ROW]))
        before = ask("SELECT * FROM cooperative"), ask("SELECT count(*) FROM operation")
        for nothing in ("", "-", "   ", "n/a", "#N/A"):
            result = take(made([self.HEAD, [NIK, "KSP Maju", *[nothing] * 5]]))
            assert (result.changes, result.problems) == ([], []), nothing
        assert (ask("SELECT * FROM cooperative"), ask("SELECT count(*) FROM operation")) == before

    def test_each_change_is_told_and_journalled(self, take: Take, made: Made, ask: Ask) -> None:
        take(made([self.HEAD, self.ROW]))
        row = [NIK, "KSP  MAJU", "Jl. B", "", "Pesisir Tengah", "Jasa", "0813"]
        result = take(made([self.HEAD, row]))
        assert {(c.cooperative_id, c.name, c.field, c.before, c.after) for c in result.changes} == {
            (1, "KSP Maju", "address", "Jl. A", "Jl. B"),
            (1, "KSP Maju", "sector", "producer", "services"),
            (1, "KSP Maju", "phone", None, None),
        }
        (before,) = ask("SELECT before FROM change WHERE action = 'update'")
        assert '"Jl. A"' in before and '"0812"' in before
        assert ask("SELECT name FROM cooperative") == ["KSP Maju"]

    def test_a_village_does_not_stay_in_another_subdistrict(
        self, take: Take, made: Made, ask: Ask
    ) -> None:
        take(made([self.HEAD, self.ROW]))
        take(made([self.HEAD, [NIK, "KSP Maju", "", "", "Ngambur", "", ""]]))
        assert ask("SELECT village_code FROM cooperative") == [None]

    def test_an_unknown_place_says_nothing_of_a_known_one(
        self, take: Take, made: Made, ask: Ask
    ) -> None:
        take(made([self.HEAD, self.ROW]))
        take(made([self.HEAD, [NIK, "KSP Maju", "", "", "Entah", "", ""]]))
        assert ask("SELECT place, subdistrict_code IS NOT NULL FROM cooperative") == [(None, 1)]

    def test_a_row_that_is_refused_changes_nothing(self, take: Take, made: Made, ask: Ask) -> None:
        take(made([self.HEAD, self.ROW]))
        take(made([self.HEAD, [NIK, "KSP Maju", "Jl. B", "", "", "Entah", ""]]))
        assert ask("SELECT address FROM cooperative") == ["Jl. A"]


class TestBookYears:
    """What a row says of members and money is of the book year before its RAT."""

    HEAD = (
        "NIK",
        "Nama",
        "Tgl RAT",
        "Tahun Buku",
        "Anggota L",
        "Anggota P",
        "Jumlah Anggota",
        "SHU",
    )

    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            (["18/01/2024", "", 3, 4, 7, ""], [(2023, "2024-01-18", 3, 4, None)]),
            (["18/01/2024", 2022, 3, 4, 7, 5], [(2022, "2024-01-18", 3, 4, 5)]),
            (["", 2022, 3, 4, 7, ""], [(2022, None, 3, 4, None)]),
            (["0000-00-00", "", 3, 4, 7, ""], []),
            (["", "", "", "", 7, ""], []),
            (["", 2022, "", "", "", ""], []),
            (["18/01/2024", "", "", "", "", ""], [(2023, "2024-01-18", None, None, None)]),
        ],
    )
    def test_the_year(self, take: Take, ask: Ask, row: list[Cell], expected: list[Any]) -> None:
        result = take([self.HEAD, [NIK, "KSP A", *row]])
        sql = "SELECT book_year, rat_held_on, members_male, members_female, surplus FROM annual_report"
        assert ask(sql) == expected
        assert result.without_year == (row[0] == "0000-00-00")
        again = take([self.HEAD, [NIK, "KSP A", *row]])
        assert not again.changes and ask(sql) == expected

    def test_a_year_that_a_person_names(self, take: Take, made: Made, ask: Ask) -> None:
        rows = [
            [NIK, "KSP A", "", "", 3, 4, 7, ""],
            [OTHER, "KSP B", "18/01/2024", "", 1, 1, 2, ""],
        ]
        take(made([self.HEAD, *rows]), book_year=2021)
        assert ask("SELECT book_year FROM annual_report ORDER BY id") == [2021, 2023]

    def test_a_year_on_record_gets_what_differs(self, take: Take, made: Made, ask: Ask) -> None:
        take(made([self.HEAD, [NIK, "KSP A", "18/01/2024", "", 3, 4, 7, ""]]))
        result = take(made([self.HEAD, [NIK, "KSP A", "18/01/2024", "", 3, 5, "", "2jt"]]))
        assert [(c.book_year, c.field, c.before, c.after) for c in result.changes] == [
            (2023, "members_female", 4, 5), (2023, "surplus", None, 2_000_000),
        ]  # fmt: skip
        assert ask("SELECT count(*) FROM annual_report") == [1]


def test_merah_putih_is_a_tag(take: Take, made: Made, ask: Ask) -> None:
    file = made([["Nama", "Jenis", "Penanda"], ["KDMP A", "Desa Merah Putih", "target 2026; kdmp"]])
    assert not take(file).problems
    assert ask("SELECT sector FROM cooperative") == [None]
    assert ask("SELECT name FROM tag ORDER BY name") == ["kdmp", "target-2026"]
    assert not take(file).changes


def test_an_officer_is_found_by_name(registry: Database, take: Take, made: Made, ask: Ask) -> None:
    from koperasi_cli.registry.officers import appoint

    with registry.writing("setup", actor="tester", at="2025-02-17T03:00:00Z") as session:
        appoint(session, "Rina Wati")
    result = take(made([["Nama", "PPKL"], ["KSP A", "RINA WATI"], ["KSP B", "Budi"]]))
    assert ask("SELECT officer_id FROM cooperative ORDER BY id") == [1, None]
    assert [(w.line, w.code) for w in result.warnings] == [(3, "no-such-officer")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_however_it_was_saved(
    take: Take, made: Made, ask: Ask, delimiter: str, encoding: str
) -> None:
    lines = [
        ["Nama Koperasi", "NIK", "Alamat", "SHU"],
        ["Koperasi Café", NIK, "Jl. A, no. 1; blok B", "1.500.000,00"],
        ["KSP Dua", "", "", "1,5 juta"],
    ]
    result = take(made(lines, encoding=encoding, delimiter=delimiter), book_year=2023)
    assert not result.problems
    assert ask("SELECT name, nik, address FROM cooperative ORDER BY id") == [
        ("Koperasi Café", NIK, "Jl. A, no. 1; blok B"), ("KSP Dua", None, None),
    ]  # fmt: skip
    assert ask("SELECT surplus FROM annual_report") == [1_500_000, 1_500_000]


def test_files_of_one_name_in_two_folders(take: Take, made: Made, ask: Ask) -> None:
    first = made([["Nama", "NIK"], ["KSP A", "1"]], "a/daftar.csv")
    second = made([["Nama", "NIK"], ["KSP B", NIK], ["KSP C", "2"]], "b/daftar.csv")
    result = take(first, second)
    assert [(counts.read, counts.new) for counts in result.tables.values()] == [(1, 0), (2, 1)]
    assert [problem.file for problem in result.problems] == [str(first), str(second)]


def test_a_dry_run_leaves_the_file_byte_for_byte(
    registry: Database, take: Take, made: Made
) -> None:
    take(made(OFFICIAL, "daftar.xlsx"))
    before = registry.path.read_bytes()
    lines = [["Nama", "Badan Hukum", "Alamat"], ["KUD Way Krui", "01/BH/2001", "Jl. Z"], ["KSP X"]]
    result = take(made(lines, "b.xlsx"), dry_run=True)
    assert (result.new, result.changed) == (1, 1)
    assert registry.path.read_bytes() == before


def test_a_broken_end_takes_everything_back(registry: Database, take: Take, made: Made) -> None:
    from koperasi_cli.errors import Refused

    path = made([["Nama", "NIK"], *([f"KSP {n}", ""] for n in range(3000))])
    with path.open("a", encoding="utf-8") as file:
        file.write('"KSP without an end,\n')
    before = registry.path.read_bytes()
    with pytest.raises(Refused, match="line 3002"):
        take(path)
    assert registry.path.read_bytes() == before


def test_the_public_example_of_the_ministry(take: Take, made: Made, ask: Ask) -> None:
    """The header, the order and the dirt of a real export, with invented cooperatives."""
    head = [
        "nikKoperasi", "namaKoperasi", "nomorBadanHukum", "tglBadanHukumPendirian",
        "nomorPerubahan_terbaru", "tglPerubahan_terbaru", "tglRAT_terakhir", "kelurahan", "kecamatan",
        "kabupaten", "provinsi", "bentukKoperasi", "jenisKoperasi", "kelompokKoperasi", "sektorUsaha",
        "jmlAnggota_pria", "jmlAnggota_wanita", "totalAnggota", "totalManager", "totalKaryawan",
        "statusNIK", "tglBerlaku_sertifikat", "statusGrade",
    ]  # fmt: skip
    row = [
        "5104990020901", "Koperasi Simpan Pinjam Contoh ", "32/BH/XXVII.9/III/2016", "2016-03-29", "",
        "0000-00-00", "2020-01-18", "Kemenuh", "Sukawati", "Gianyar", "Bali", "Primer Kabupaten/Kota",
        "Simpan Pinjam", "Kop. Simpan Pinjam", "Jasa Keuangan dan Asuransi", "106", "45", "151", "0",
        "10", "Sudah Bersetifikat", "2023-03-29", "B",
    ]  # fmt: skip
    result = take(made([head, row]), on="2022-03-01")
    assert not result.problems
    assert dict(result.assumed_status) == {"active": 1}
    assert ask("SELECT status, effective_on FROM status_change") == [("active", "2022-03-01")]
    assert ask(
        "SELECT book_year, rat_held_on, members_male, members_female, managers, employees"
        " FROM annual_report"
    ) == [(2019, "2020-01-18", 106, 45, 0, 10)]
    assert result.cleaned == {"no-date": 1, "spaces": 1, "spelling": 2}
    assert not take(made([head, row]), on="2022-04-01").changes


CELL = st.one_of(
    st.sampled_from(["", "-", NIK, OTHER, "aktif", "KTA", "Ngambur", "Kecamatan Ngambur", "Jumlah",
                     "KSP Maju", "KUD Sari", "No", "Nama", "1", "2", "17/02/2020", "1/BH/2"]),
    st.text(max_size=12),
    st.integers(-5, 10**13),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
)  # fmt: skip
FIELDS = ["No", "Nama", "NIK", "Status", "Kecamatan", "Desa", "Tgl RAT", "SHU", "Badan Hukum", "x"]


@settings(max_examples=40, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@example(head=FIELDS, lines=[["1", "A", "", "", "\x1b"]])
@given(
    head=st.permutations(FIELDS),
    lines=st.lists(st.lists(CELL, max_size=10), max_size=12),
)
def test_any_sheet_is_accounted_for_line_by_line(
    registry: Database, take: Take, head: list[Cell], lines: list[list[Cell]]
) -> None:
    """And reading it again writes nothing where nothing was wrong."""
    everything: Lines = [["DAFTAR"], head, *lines]
    header = find_header(in_memory(everything), {})
    assert header is not None
    result = take(everything)
    (counts,) = result.tables.values()
    assert counts.read + counts.skipped == len(everything) - len(header.header)
    assert len({p.line for p in result.problems}) == counts.refused + counts.possible
    assert sum(one.lines for one in result.skipped) == counts.skipped
    with closing(sqlite3.connect(registry.path)) as connection:
        question = "SELECT count(*), (SELECT count(*) FROM cooperative) FROM operation"
        before = connection.execute(question).fetchone()
        again = take(everything)
        if not result.problems:
            assert (again.new, again.changed) == (0, 0)
            assert connection.execute(question).fetchone() == before


def in_memory(lines: Lines) -> Sheet:
    rows = [Row(number, list(cells)) for number, cells in enumerate(lines, 1)]  # type: ignore[arg-type]
    return Sheet(Path("list.xlsx"), "Sheet1", lambda: iter(rows))
