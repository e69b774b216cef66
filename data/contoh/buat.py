"""Make the example files beside this script: lists as an office receives them. All data are invented.

Most rows are cooperatives of the sample registry (``data/pesisir-barat``), written as people write them;
a few are not in it. Run it again after the sample registry has changed: ``python data/contoh/buat.py``.
"""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "pesisir-barat"
LIST, ODS = HERE / "daftar-koperasi.xlsx", HERE / "ods.csv"
BEGUN = datetime(2025, 2, 17)
Row = dict[str, str]

ODS_HEADER = (  # noqa: SIM905
    "nikKoperasi,namaKoperasi,nomorBadanHukum,tglBadanHukumPendirian,nomorPerubahan_terbaru,"
    "tglPerubahan_terbaru,tglRAT_terakhir,kelurahan,kecamatan,kabupaten,provinsi,bentukKoperasi,"
    "jenisKoperasi,kelompokKoperasi,sektorUsaha,jmlAnggota_pria,jmlAnggota_wanita,totalAnggota,"
    "totalManager,totalKaryawan,statusNIK,tglBerlaku_sertifikat,statusGrade"
).split(",")
SECTORS = {
    "producer": "Produsen", "consumer": "Konsumen", "services": "Jasa", "marketing": "Pemasaran",
    "savings-loan": "Simpan Pinjam",
}  # fmt: skip
FORM = "Primer Kabupaten/Kota"


def read(name: str) -> list[Row]:
    """The rows of a table of the sample registry."""
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sample() -> dict[int, Row]:
    """The cooperatives by their numbers, with the names of their regions."""
    names = {row["code"]: row["name"] for row in read("region")}
    return {
        int(row["id"]): row | {
            "subdistrict": names.get(row["subdistrict_code"], ""),
            "village": names.get(row["village_code"], ""),
        }
        for row in read("cooperative")
    }  # fmt: skip


def listed(known: dict[int, Row]) -> list[list[Any]]:
    """The rows of the hand-made list, from Nama Koperasi to Volume Usaha."""
    years = {int(r["cooperative_id"]): r for r in read("annual_report") if r["book_year"] == "2023"}

    def row(number: int, status: str = "Aktif", **other: Any) -> list[Any]:
        """A cooperative as the registry has it, but for ``other``."""
        one, year = known[number] | other, years.get(number, {}) | other
        men, women = int(year.get("members_male") or 12), int(year.get("members_female") or 9)
        turnover = year.get("turnover") or "-"
        return [
            one["name"], one["legal_number"] or "-", day(one["legal_date"]),
            int(one["nik"]) if one["nik"] else "-",  # Excel takes a NIK for a number
            one["subdistrict"], one["village"], men, women, men + women, status,
            other["rat"] if "rat" in other else day(year.get("rat_held_on", "")) or "-",
            turnover if turnover == "-" or other.get("turnover") else int(turnover) / 1_000_000,
        ]  # fmt: skip

    mina = ["Koperasi Nelayan Mina Way Batang", "AHU-0031877.AH.01.26.TAHUN 2025",
            date(2025, 1, 6), 1813010004009, "Lemong", "", 16, 4, 20, "Aktif", "-", "-"]  # fmt: skip
    return [
        row(8, rat="17 Pebruari 2024"),
        row(5, "KA", members_male=26, turnover="412,5"),
        row(82),
        row(23, name="KOPERASI JASA WISATA OMBAK SELATAN"),
        row(87, "KA"),
        row(81, subdistrict="Bengkunat Belimbing"),
        row(32, "KTA"),
        row(86),
        row(62, "KA"),
        row(31, name="Koperasi Nelayan\nMuara Tembulih"),
        row(46),
        row(54, legal_number="518.08/446/bh/III.10/XI/2005"),
        row(48),
        row(74, village=""),
        row(89, rat="31/02/2024"),
        mina,
        ["koperasi nelayan mina way batang", *mina[1:]],
        ["Koperasi Produsen Keripik Pisang Sejahtera", "-", "", "-", "Krui Selatan", "", 4, 21, 25,
         "Aktif", "-", "-"],
        ["Koperasi Produsen Kripik Pisang Sejahtera", "-", "", "-", "Krui Selatan", "", 5, 20, 25,
         "Aktif", "-", "-"],
    ]  # fmt: skip


def day(text: str) -> date | str:
    return date.fromisoformat(text) if text else ""


def make_list(path: Path, known: dict[int, Row]) -> None:
    """The hand-made list: titles, a header of two lines, the columns' numbers, a total, a signature."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": "Contoh: data rekaan", "created": BEGUN})
        sheet = book.add_worksheet("Daftar")
        bold, days = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range(
            "A1:M1", "DAFTAR KOPERASI KABUPATEN PESISIR BARAT (CONTOH, DATA REKAAN)", bold
        )
        sheet.merge_range("A2:M2", "Keadaan per 17 Februari 2025")
        for column, heading in enumerate(
            ("No", "Nama Koperasi", None, None, "NIK", "Kecamatan", "Pekon", None, None, None, "Status",
             "Tanggal RAT", "Volume Usaha (Rp juta)")
        ):  # fmt: skip
            if heading:
                sheet.merge_range(3, column, 4, column, heading, bold)
        sheet.merge_range("C4:D4", "Badan Hukum", bold)
        sheet.merge_range("H4:J4", "Jumlah Anggota", bold)
        for column, heading in ((2, "Nomor"), (3, "Tanggal"), (7, "L"), (8, "P"), (9, "Jumlah")):
            sheet.write(4, column, heading, bold)
        for column in range(13):
            sheet.write_number(5, column, column + 1)
        line, rows = 5, listed(known)
        for number, row in enumerate(rows, 1):
            line += 2 if number == 11 else 1  # a blank line, as it happens
            for column, value in enumerate([number, *row]):
                if isinstance(value, date):
                    sheet.write_datetime(line, column, datetime(*value.timetuple()[:3]), days)
                elif value != "":
                    sheet.write(line, column, value)
        sheet.write(line + 1, 1, "JUMLAH", bold)
        for column in (7, 8, 9):
            sheet.write_number(line + 1, column, sum(row[column - 1] for row in rows), bold)
        for below, text in enumerate(("Krui, 17 Februari 2025", "Kepala Dinas,", "(nama rekaan)")):
            sheet.write(line + 3 + below, 10, text)
        sheet.set_column(1, 3, 30)


def make_ods(path: Path, known: dict[int, Row]) -> None:
    """An export in the ministry's layout, with its dirt."""
    years = {int(r["cooperative_id"]): r for r in read("annual_report") if r["book_year"] == "2023"}
    rows = [ods_row(known[number], years.get(number, {}), number) for number in ODS_KNOWN]
    rows += [ods_row(one, {"rat_held_on": "2025-01-15"}, 30 + i) for i, one in enumerate(ODS_NEW)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(ODS_HEADER)
        writer.writerows(rows)


def ods_row(one: Row, year: Row, seed: int) -> list[Any]:
    """A cooperative as the ministry's system has it: some things are known there, some differ."""
    men, women = int(year.get("members_male") or 11), int(year.get("members_female") or 9)
    return [
        one["nik"], one["name"].upper() if seed % 7 == 0 else one["name"], one["legal_number"],
        one["legal_date"] or "0000-00-00", "", "0000-00-00", year.get("rat_held_on") or "0000-00-00",
        one["village"], one["subdistrict"], "Pesisir Barat", "Lampung", FORM,
        SECTORS.get(one["sector"], ""), "", "", men, women + (seed % 5 == 0),
        men + women + (seed % 5 == 0), year.get("managers") or 0, year.get("employees") or 0,
        "Sudah Bersetifikat" if one.get("nik_status") == "certified" else "-",
        one.get("certificate_expires_on") or "0000-00-00", one.get("ods_grade") or "-",
    ]  # fmt: skip


ODS_KNOWN = (8, 11, 5, 82, 23, 87, 81, 32, 86, 62, 31, 46, 90, 54, 47, 48)
ODS_NEW: list[Row] = [
    {"nik": "1813010003011", "name": "Koperasi Produsen Damar Suka Mulya",
     "legal_number": "AHU-0030412.AH.01.26.TAHUN 2024", "legal_date": "2024-11-12", "village": "",
     "subdistrict": "Lemong", "sector": "producer"},
    {"nik": "1813110011007", "name": "Koperasi Desa Merah Putih Way Tias",
     "legal_number": "AHU-0040877.AH.01.29.TAHUN 2025", "legal_date": "2025-01-20",
     "village": "Way Tias", "subdistrict": "Bengkunat Belimbing", "sector": ""},
    {"nik": "1813040009003", "name": "Koperasi Konsumen Sejahtera Penggawa",
     "legal_number": "AHU-0030977.AH.01.26.TAHUN 2024", "legal_date": "2024-12-03", "village": "",
     "subdistrict": "Karyapenggawa", "sector": "consumer"},
    {"nik": "1813020008002", "name": "Koperasi Jasa Pantai Walur Indah",
     "legal_number": "AHU-0031201.AH.01.26.TAHUN 2024", "legal_date": "2024-12-17", "village": "",
     "subdistrict": "Pesisir Utara", "sector": "services"},
]  # fmt: skip


def main() -> None:
    known = sample()
    make_list(LIST, known)
    make_ods(ODS, known)


if __name__ == "__main__":
    main()
