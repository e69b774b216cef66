"""A list of cooperatives in the layout of the ministry's export, as long as wanted. All are invented."""

import csv
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

REGIONS = Path(__file__).parents[1] / "data" / "pesisir-barat" / "region.csv"
HEADER = (
    "nikKoperasi,namaKoperasi,nomorBadanHukum,tglBadanHukumPendirian,nomorPerubahan_terbaru,"
    "tglPerubahan_terbaru,tglRAT_terakhir,kelurahan,kecamatan,kabupaten,provinsi,bentukKoperasi,"
    "jenisKoperasi,kelompokKoperasi,sektorUsaha,jmlAnggota_pria,jmlAnggota_wanita,totalAnggota,"
    "totalManager,totalKaryawan,statusNIK,tglBerlaku_sertifikat,statusGrade\n"
)
FORMS = (
    ("Koperasi Produsen Kopi", "Produsen", "Kop. Perkebunan", "Pertanian, Kehutanan dan Perikanan"),
    ("Koperasi Produsen Damar", "Produsen", "Kop. Kehutanan", "Pertanian, Kehutanan dan Perikanan"),
    ("Koperasi Nelayan", "Produsen", "Kop. Nelayan", "Pertanian, Kehutanan dan Perikanan"),
    ("KUD", "Produsen", "KUD", "Industri Pengolahan"),
    ("KSU", "Konsumen", "Kop. Serba Usaha",
     "Perdagangan Besar dan Eceran - Reparasi Mobil dan Motor"),
    ("Koperasi Simpan Pinjam", "Simpan Pinjam", "Kop. Simpan Pinjam", "Jasa Keuangan dan Asuransi"),
    ("Koperasi Jasa Wisata", "Jasa", "Kop. Wisata", "Penyediaan Akomodasi dan Makan Minum"),
    ("Koperasi Pemasaran", "Pemasaran", "Kop. Lainnya",
     "Perdagangan Besar dan Eceran - Rep Mobil dan Motor"),
)  # fmt: skip
WORDS = (
    "Makmur", "Sejahtera", "Lestari", "Bahari", "Mandiri", "Sentosa", "Jaya", "Berkah", "Bersama",
    "Abadi", "Amanah", "Barokah", "Indah", "Mulya", "Raya", "Setia", "Harapan", "Karya", "Sai Batin",
)  # fmt: skip
STATUSES = (
    "Belum Bersertifikat",
    "Sudah Bersetifikat",
    "Sertifikat - Aktif",
    "Sertifikat - Expired",
)
FIRST_DAY = date(1980, 1, 1)
NO_DAY = "0000-00-00"


def write_ods(path: Path, rows: int) -> None:
    """Write so many rows; the same number gives the same bytes."""
    with REGIONS.open(encoding="utf-8", newline="") as file:
        regions = {row["code"]: row for row in csv.DictReader(file)}
    villages = [
        (region["name"], regions[region["parent_code"]]["name"])
        for region in regions.values()
        if region["level"] == "village"
    ]
    chosen = Random(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        writer = csv.writer(file, lineterminator="\n")
        made = (_row(chosen, number, villages) for number in range(rows))
        while part := list(islice(made, 10_000)):
            writer.writerows(part)


def _row(chosen: Random, number: int, villages: list[tuple[str, str]]) -> list[str | int]:
    form, sector, category, industry = chosen.choice(FORMS)
    village, subdistrict = chosen.choice(villages)
    founded = FIRST_DAY + timedelta(days=chosen.randrange(15_000))
    rat = date(chosen.randint(2021, 2024), chosen.randint(1, 6), chosen.randint(1, 28))
    men, women = chosen.randint(5, 60), chosen.randint(3, 60)
    name = f"{form} {village} {chosen.choice(WORDS)} {number}"
    return [
        f"1813{number:09}", name.upper() if number % 20 == 0 else name,
        f"{number:06}/BH/M.KUKM.2/{founded.month}/{founded.year}", f"{founded}",
        f"AHU-{number:07}.AH.01.27.TAHUN 2020" if number % 10 == 0 else "",
        "2020-10-15" if number % 10 == 0 else NO_DAY, f"{rat}" if number % 4 else NO_DAY,
        village, subdistrict, "Pesisir Barat", "Lampung", "Primer Kabupaten/Kota", sector, category,
        industry, men, women, men + women, number % 2, number % 6, chosen.choice(STATUSES),
        f"{rat + timedelta(days=900)}" if number % 3 else NO_DAY, chosen.choice("ABD-"),
    ]  # fmt: skip
