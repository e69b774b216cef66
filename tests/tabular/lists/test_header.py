"""Which line names the columns, and what each of them means."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koperasi_cli.errors import BadValue
from koperasi_cli.tabular.lists.aliases import SPELLINGS, known_as, unit_of_title
from koperasi_cli.tabular.lists.header import ListSource, find_header
from koperasi_cli.tabular.lists.mapping import read_mapping
from koperasi_cli.tabular.reading import Cell, Row, Sheet

Lines = Sequence[Sequence[Cell]]

ODS = (
    "nikKoperasi,namaKoperasi,nomorBadanHukum,tglBadanHukumPendirian,nomorPerubahan_terbaru,"
    "tglPerubahan_terbaru,tglRAT_terakhir,kelurahan,kecamatan,kabupaten,provinsi,bentukKoperasi,"
    "jenisKoperasi,kelompokKoperasi,sektorUsaha,jmlAnggota_pria,jmlAnggota_wanita,totalAnggota,"
    "totalManager,totalKaryawan,statusNIK,tglBerlaku_sertifikat,statusGrade"
)
OTHER_ODS = (
    "NIK,Nama_Koperasi,Nomor_Badan_Hukum_Pendirian,Tanggal_Badan_Hukum_Pendirian,"
    "Tanggal_Perubahan_Anggaran_Dasar,Tanggal_RAT_Terakhir,Alamat,Desa,Kecamatan,Kabupaten,"
    "Bentuk_Koperasi,Jenis_Koperasi,Sektor_Usaha,Pola_Pengelolaan,StatusKoperasi,Status_Sertifikat,"
    "Tanggal_Berlaku_Sertifikat,Grade,KUK"
)
PAGE = (
    "Nama Koperasi,Nomor Badan Hukum Pendirian,Tanggal Badan Hukum Pendirian,"
    "Nomor Perubahan Anggaran Dasar (Terbaru),Tanggal Perubahan Anggaran Dasar (Terbaru),"
    "Tanggal RAT Terakhir,Alamat,Kelurahan/Desa,Kecamatan,Kabupaten,Provinsi,Bentuk Koperasi,"
    "Jenis Koperasi,Kelompok Koperasi,Sektor Usaha,Nama Ketua,Nama Sekretaris,Nama Bendahara,"
    "Nama Pengawas,Nama Manager,Jumlah Anggota Pria,Jumlah Anggota Wanita,Total Anggota,"
    "Total Manajer,Total Karyawan,Nomor Induk Koperasi (NIK),Status NIK,"
    "Tanggal Berlaku Sertifikat,Status Grade"
)


def sheet(lines: Lines, name: str | None = None) -> Sheet:
    rows = [Row(number, list(cells)) for number, cells in enumerate(lines, 1)]
    return Sheet(Path("daftar.xlsx"), name, lambda: iter(rows))


def header(*lines: Sequence[Cell], mapped: Sequence[str] = ()) -> ListSource:
    found = find_header(sheet(lines), read_mapping(mapped))
    assert found is not None
    return found


def fields(source: ListSource) -> list[str]:
    return [column.field for column in source.columns]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (ODS, "nik name legal_number legal_date amendment_number amendment_date rat_held_on village"
              " subdistrict district province form sector category industry members_male"
              " members_female members managers employees nik_status certificate_expires_on ods_grade"),
        (OTHER_ODS, "nik name legal_number legal_date amendment_date rat_held_on address village"
                    " subdistrict district form sector industry management status nik_status"
                    " certificate_expires_on ods_grade kuk"),
        (PAGE, "name legal_number legal_date amendment_number amendment_date rat_held_on address"
               " village subdistrict district province form sector category industry chair secretary"
               " treasurer supervisor manager members_male members_female members managers employees"
               " nik nik_status certificate_expires_on ods_grade"),
    ],
    ids=["ods", "other-ods", "page"],
)  # fmt: skip
@pytest.mark.parametrize("change", [str, str.upper, str.lower, lambda s: s.replace("_", " ")])
def test_the_layouts_of_the_ministry(line: str, expected: str, change: Callable[..., str]) -> None:
    source = header(change(line).split(","))
    assert fields(source) == expected.split()
    assert source.unknown == source.twice == ()
    assert source.is_ods == ("status" not in expected.split())


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Nama Koperasi", ("name", 1)),
        ("NAMA  KOPERASI", ("name", 1)),
        ("Nama\nKoperasi", ("name", 1)),
        ("nama_koperasi", ("name", 1)),
        ("No.", ("", 1)),
        ("Reason refused", ("", 1)),
        ("Alasan Ditolak", ("", 1)),
        ("Bendera", (None, 1)),
        ("Jenis Koperasi", ("sector", 1)),
        ("Sektor Usaha", ("industry", 1)),
        ("Modal Sendiri", ("equity", 1)),
        ("Modal Sendiri (Rp)", ("equity", 1)),
        ("Modal Sendiri (Rp.)", ("equity", 1)),
        ("Modal Sendiri (Rp,-)", ("equity", 1)),
        ("Modal Sendiri (Rupiah)", ("equity", 1)),
        ("Modal Sendiri (Rp juta)", ("equity", 1_000_000)),
        ("Modal Sendiri (Rp. Juta)", ("equity", 1_000_000)),
        ("Modal Sendiri (Juta Rp)", ("equity", 1_000_000)),
        ("Modal Sendiri (dalam jutaan rupiah)", ("equity", 1_000_000)),
        ("Modal Sendiri (dlm juta Rp.)", ("equity", 1_000_000)),
        ("Modal Sendiri Rp juta", ("equity", 1_000_000)),
        ("Modal Sendiri dalam jutaan rupiah", ("equity", 1_000_000)),
        ("MODAL SENDIRI (RP. 000.000)", ("equity", 1_000_000)),
        ("Volume Usaha (Rp 000)", ("turnover", 1_000)),
        ("Volume Usaha (Rp.000,-)", ("turnover", 1_000)),
        ("Volume Usaha (Rp ribu)", ("turnover", 1_000)),
        ("Volume Usaha (x Rp 1.000)", ("turnover", 1_000)),
        ("Volume Usaha (x1000)", ("turnover", 1_000)),
        ("Volume Usaha (ribuan)", ("turnover", 1_000)),
        ("Omzet (Rp miliar)", ("turnover", 1_000_000_000)),
        ("SHU [Rp juta]", ("surplus", 1_000_000)),
        ("Sisa Hasil Usaha (SHU) (Rp juta)", ("surplus", 1_000_000)),
        ("Jumlah Anggota (orang)", ("members", 1)),
        ("Anggota (L/P)", ("members", 1)),
        ("Jumlah Anggota (ribu orang)", (None, 1)),
        ("Jumlah Anggota (ribu)", (None, 1)),
        ("Tanggal RAT (dd/mm/yyyy)", ("rat_held_on", 1)),
        ("Tgl RAT (tgl-bln-thn)", ("rat_held_on", 1)),
        ("Modal Sendiri (Rp lusin)", (None, 1)),
        ("Juta", (None, 1)),
    ],
)
def test_what_a_heading_means(heading: str, expected: tuple[str | None, int]) -> None:
    assert known_as(heading) == expected


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("(dalam jutaan rupiah)", 1_000_000), ("Dalam Juta Rupiah", 1_000_000), ("Rp 000", 1_000),
        ("REKAPITULASI KOPERASI (DALAM RIBUAN RUPIAH)", 1_000), ("(Rp juta)", 1_000_000),
        ("Data koperasi, angka dalam jutaan rupiah", 1_000_000),
        ("Penerima bantuan 50 juta", None), ("DAFTAR KOPERASI 2024", None), ("", None),
        ("Koperasi di dalam wilayah kerja", None), ("(Rp)", None), ("1000 Koperasi", None),
    ],
)  # fmt: skip
def test_the_unit_of_a_title(title: str, unit: int | None) -> None:
    assert unit_of_title(title) == unit


def test_every_spelling_is_known() -> None:
    for field, spellings in SPELLINGS.items():
        for spelling in spellings.split(" | "):
            assert known_as(spelling) == (field, 1), spelling


def test_titles_stand_above_and_numbers_of_lines_are_the_files() -> None:
    source = header(
        ["DAFTAR KOPERASI"], [], ["Kabupaten Pesisir Barat", "", "2024"], ["No", "Nama", "NIK"],
        [1, "KSP Maju", ""],
    )  # fmt: skip
    assert source.header == (4,)
    assert source.titles == ((1, "DAFTAR KOPERASI"), (2, ""), (3, "Kabupaten Pesisir Barat 2024"))
    assert fields(source) == ["name", "nik"]


TWO_LINES: list[tuple[Lines, str, tuple[int, ...]]] = [
    # Merged sideways, and downwards (which reading fills in both lines).
    (
        [["No", "Nama", "Badan Hukum", "", "Alamat"], ["No", "Nama", "Nomor", "Tanggal", "Alamat"]],
        "name legal_number legal_date address",
        (1, 2),
    ),
    (
        [["No", "Nama", "Badan Hukum", "", "Alamat"], ["", "", "Nomor", "Tanggal", ""]],
        "name legal_number legal_date address",
        (1, 2),
    ),
    # Words above that say nothing of their own.
    ([["", "Identitas", "", "Pengurus"], ["No", "Nama", "NIK", "Ketua"]], "name nik chair", (2,)),
    # A title straight above the header, and two of them.
    ([["DAFTAR KOPERASI"], ["No", "Nama", "NIK"]], "name nik", (2,)),
    ([["Kabupaten", "Pesisir Barat"], ["Nama", "NIK", "L", "P"]], "name nik", (2,)),
    # Men and women of whom?
    (
        [["Nama", "Karyawan", "", "Anggota", ""], ["", "L", "P", "L", "P"]],
        "name members_male members_female",
        (1, 2),
    ),
    ([["Nama", "NIK", "Karyawan", ""], ["", "", "L", "P"]], "name nik", (1, 2)),
    ([["Nama", "L", "P"]], "name members_male members_female", (1,)),
    # A first row is no second line of the header, whatever stands in it.
    ([["Nama", "L/P Ketua", "Kelompok"], ["KSP Maju", "L", "Wanita"]], "name category", (1,)),
    ([["Nama", "Jenis", "Ket"], ["KUD A", "Koperasi", "NIK"]], "name sector note", (1,)),
    ([["No", "Nama", "NIK"], ["Kecamatan Ngambur"], [1, "KSP A", ""]], "name nik", (1,)),
    ([["No", "Nama", "NIK"], ["1", "2", "3"], [1, "KSP A", ""]], "name nik", (1,)),
    # The line of most columns is the header, not the first one with a known word.
    ([["KOPERASI"], ["Nama", "NIK", "Desa"]], "name nik village", (2,)),
]


@pytest.mark.parametrize(("lines", "expected", "at"), TWO_LINES)
def test_headers_of_two_lines(lines: Lines, expected: str, at: tuple[int, ...]) -> None:
    source = header(*lines)
    assert (fields(source), source.header) == (expected.split(), at)


def test_the_unit_of_an_upper_word_counts_below_it() -> None:
    source = header(
        ["Nama", "Keuangan (Rp juta)", "", "", ""],
        ["", "Modal Sendiri", "Aset (Rp)", "Volume Usaha (Rp 000)", "SHU"],
    )
    assert {column.field: column.unit for column in source.columns} == {
        "name": 1, "equity": 1_000_000, "assets": 1, "turnover": 1_000, "surplus": 1_000_000,
    }  # fmt: skip
    # What is written back to be mended says it too.
    again = header(source.headings)
    assert [c.unit for c in again.columns] == [c.unit for c in source.columns]


def test_the_unit_of_a_title_counts_where_the_heading_has_none() -> None:
    source = header(["(dalam jutaan rupiah)"], ["Nama", "Anggota", "SHU", "Aset (Rp)"])
    assert [column.unit for column in source.columns] == [1, 1, 1_000_000, 1]
    again = header(source.headings)
    assert [c.unit for c in again.columns] == [c.unit for c in source.columns]


def test_two_units_in_titles_are_none() -> None:
    source = header(["(dalam jutaan rupiah)"], ["(dalam ribuan rupiah)"], ["Nama", "SHU"])
    assert source.columns[1].unit == 1


def test_unknown_and_double_columns_are_told() -> None:
    source = header(["No", "Nama", "Warna", "NIK", "N I K", "", "Bendera"])
    assert (source.unknown, source.twice) == (("Warna", "Bendera"), ("N I K",))


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [[]],
        [["KSP Maju", "5104990020001", "aktif"]],
        [["Kode", "Uraian"], ["1", "KSP Maju"]],
        [["Nama"], ["x"]] * 0 + [["x", "Nama", "y"]],
        [["NIK", "Alamat", "Desa"]],
        [[date(2020, 1, 1), 5, 2.5]],
        [["a"]] * 61 + [["Nama", "NIK"]],
    ],
)
def test_no_header(lines: Lines) -> None:
    assert find_header(sheet(lines), {}) is None


@pytest.mark.parametrize("line", [["Nama"], ["No", "Nama Koperasi"], ["Koperasi", ""]])
def test_names_alone_are_a_list(line: list[Cell]) -> None:
    assert fields(header(line)) == ["name"]


class TestMapping:
    """``--map``: what a person says goes before what is recognised."""

    def test_an_unknown_heading(self) -> None:
        source = header(["Uraian", "Kode", "x"], mapped=["Uraian=name", "kode = nik"])
        assert fields(source) == ["name", "nik"]
        assert source.unknown == ("x",)

    def test_a_single_column(self) -> None:
        assert fields(header(["Uraian", "x"], mapped=["Uraian=name"])) == ["name"]

    def test_it_goes_before_a_known_one(self) -> None:
        source = header(["Nama", "Nama Lengkap", "NIK"], mapped=["Nama Lengkap=name"])
        assert [(c.position, c.field) for c in source.columns] == [(1, "name"), (2, "nik")]
        assert source.twice == ("Nama",)

    def test_a_column_can_be_left_out(self) -> None:
        assert fields(header(["Nama", "NIK", "Ket"], mapped=["Ket="])) == ["name", "nik"]

    def test_a_unit_is_seen_all_the_same(self) -> None:
        mapped = ["Dana (Rp juta)=equity", "Untung=surplus"]
        source = header(["Nama", "Dana (Rp juta)", "Untung (Rp 000)"], mapped=mapped)
        assert [column.unit for column in source.columns] == [1, 1_000_000, 1_000]

    def test_with_the_unit_of_a_title(self) -> None:
        source = header(["(Rp juta)"], ["Nama", "Dana"], mapped=["Dana=equity"])
        assert source.columns[1].unit == 1_000_000
        again = header(source.headings, mapped=["Dana=equity"])
        assert again.columns[1].unit == 1_000_000

    def test_a_heading_of_two_lines(self) -> None:
        lines: Lines = [["Nama", "Surat", ""], ["", "Nomor", "Tgl Surat"]]
        source = header(*lines, mapped=["Surat Nomor=decree"])
        assert fields(source) == ["name", "decree"]

    def test_fields_in_the_words_of_lists(self) -> None:
        assert read_mapping(["X=Nama Koperasi"])["x"].field == "name"

    @pytest.mark.parametrize("text", ["Nama", "=name", "X=warna", "?=name"])
    def test_what_says_nothing(self, text: str) -> None:
        with pytest.raises(BadValue):
            read_mapping([text])


WORDS = st.sampled_from(
    [
        "",
        "No",
        "Nama Koperasi",
        "NIK",
        "L",
        "P",
        "Badan Hukum",
        "Nomor",
        "Aset (Rp juta)",
        "x",
        "KSP A",
    ]
)
LINE = st.lists(st.one_of(WORDS, st.text(max_size=8), st.integers(), st.dates()), max_size=8)


@given(st.lists(LINE, max_size=8))
def test_any_sheet_has_a_header_or_none(lines: list[list[Cell]]) -> None:
    source = find_header(sheet(lines), {})
    if source is not None:
        assert "name" in source.fields
        assert len(fields(source)) == len(source.fields)
        taken = {column.position for column in source.columns}
        assert max(taken) < len(source.headings)
        assert source.header[0] == len(source.titles) + 1
