"""By which headings offices and the ministry call the columns of a list of cooperatives.

To teach the program another heading, add its words to ``SPELLINGS``. Case, spaces and signs do not
count: "Nomor_Badan_Hukum", "nomorBadanHukum" and "NOMOR BADAN HUKUM" are one. In two-line headings the
upper and the lower words are read together ("Badan Hukum" over "Nomor").
"""

import re
from functools import cache

from koperasi_cli.headings import HEADINGS
from koperasi_cli.language import LANGUAGES, catalog

# The first words of each line are those of the ministry's export (ODS) in its two styles and of its
# page; then come those of hand-made lists; last our own names in English.
SPELLINGS: dict[str, str] = {
    "nik": (
        "nikKoperasi | NIK | Nomor Induk Koperasi (NIK) | Nomor Induk Koperasi | No NIK | No. "
        "Induk Koperasi | Nomor NIK | NIK Kop | Cooperative number"
    ),
    "name": (
        "namaKoperasi | Nama_Koperasi | Nama | Nama Kop | Nama Lembaga | Nama Koperasi/KUD | "
        "Koperasi | Nama Badan Usaha | Nama Koperasi dan Alamat | name | Cooperative | "
        "Cooperative name"
    ),
    "legal_number": (
        "nomorBadanHukum | Nomor_Badan_Hukum_Pendirian | No Badan Hukum | No BH | Nomor BH | "
        "Badan Hukum | Nomor Badan Hukum Pendirian | BH | No dan Tgl Badan Hukum Nomor | "
        "Badan Hukum Nomor | Badan Hukum No | Akta Pendirian Nomor | No Akta | legal number"
    ),
    "legal_date": (
        "tglBadanHukumPendirian | Tanggal_Badan_Hukum_Pendirian | Tgl Badan Hukum | Tanggal "
        "Badan Hukum | Tgl BH | Tanggal BH | Badan Hukum Tanggal | Badan Hukum Tgl | Tanggal "
        "Berdiri | Tanggal Pendirian | Tgl Pendirian | legal date"
    ),
    "amendment_number": (
        "nomorPerubahan_terbaru | Nomor Perubahan Anggaran Dasar (Terbaru) | Nomor Perubahan "
        "Anggaran Dasar | No PAD | Nomor PAD | Nomor Perubahan | No Perubahan AD | PAD Nomor "
        "| Perubahan Anggaran Dasar Nomor | amendment number"
    ),
    "amendment_date": (
        "tglPerubahan_terbaru | Tanggal_Perubahan_Anggaran_Dasar | Tanggal Perubahan Anggaran "
        "Dasar (Terbaru) | Tgl PAD | Tanggal PAD | Tgl Perubahan | PAD Tanggal | Perubahan "
        "Anggaran Dasar Tanggal | amendment date"
    ),
    "rat_held_on": (
        "tglRAT_terakhir | Tanggal_RAT_Terakhir | Tanggal RAT | Tgl RAT | RAT | RAT Terakhir "
        "| RAT Tanggal | Tgl RAT Terakhir | Pelaksanaan RAT | rat held on | RAT held on"
    ),
    "book_year": "Tahun Buku | TB | Tahun RAT Buku | RAT Tahun Buku | book year",
    "address": "Alamat | Alamat Koperasi | Alamat Lengkap | Alamat Kantor | address",
    "village": (
        "kelurahan | Desa | Kelurahan/Desa | Desa/Kelurahan | Pekon | Pekon/Kelurahan | "
        "Pekon/Desa | Desa/Pekon | Kel/Desa | Desa/Kel | Nama Desa | Kode Desa | village | "
        "village code | village_code | Alamat Desa | Alamat Pekon | Alamat Kelurahan"
    ),
    "subdistrict": (
        "kecamatan | Kec | Nama Kecamatan | Kode Kecamatan | Wilayah | Alamat Kecamatan | "
        "subdistrict | subdistrict_code | subdistrict code"
    ),
    "district": "kabupaten | Kab | Kabupaten/Kota | Kab/Kota | district",
    "province": "provinsi | Prov | Propinsi | province",
    "form": "bentukKoperasi | Bentuk_Koperasi | Bentuk | form",
    "sector": "jenisKoperasi | Jenis_Koperasi | Jenis | Jenis Kop | sector",
    "category": "kelompokKoperasi | Kelompok_Koperasi | Kelompok | category",
    "industry": "sektorUsaha | Sektor_Usaha | Sektor | Bidang Usaha | industry",
    "management": "Pola_Pengelolaan | Pola | management",
    "line": (
        "Komoditas | Produk Unggulan | Komoditas/Produk Unggulan | Jenis Usaha | Usaha | line "
        "| business line"
    ),
    "members_male": (
        "jmlAnggota_pria | Jumlah Anggota Pria | Anggota Pria | Anggota Laki-laki | Jumlah "
        "Anggota Laki-laki | Jumlah Anggota L | Anggota L | Jml Anggota L | L | Pria | "
        "Laki-laki | Members (men) | members_male"
    ),
    "members_female": (
        "jmlAnggota_wanita | Jumlah Anggota Wanita | Anggota Wanita | Anggota Perempuan | "
        "Jumlah Anggota Perempuan | Jumlah Anggota P | Anggota P | Jml Anggota P | P | Wanita "
        "| Perempuan | Members (women) | members_female"
    ),
    "members": (
        "totalAnggota | Total Anggota | Jumlah Anggota | Jml Anggota | Anggota | Jumlah "
        "Anggota Jumlah | Jumlah Anggota Jml | Jumlah Anggota Total | Anggota Jumlah | "
        "Anggota Total | Jumlah Anggota L+P | members"
    ),
    "managers": (
        "totalManager | Total Manajer | Jumlah Manajer | Jml Manajer | Jumlah Manager | Jml "
        "Manager | managers"
    ),
    "employees": (
        "totalKaryawan | Total Karyawan | Jumlah Karyawan | Jml Karyawan | Karyawan | employees"
    ),
    "equity": "Modal Sendiri | equity",
    "outside_capital": "Modal Luar | outside capital",
    "assets": "Asset | Aset | Total Aset | Total Asset | Jumlah Aset | assets",
    "turnover": "Volume Usaha | Vol Usaha | Omset | Omzet | turnover",
    "surplus": "Sisa Hasil Usaha | SHU | Sisa Hasil Usaha (SHU) | surplus",
    "health": "Kesehatan | Predikat Kesehatan | Tingkat Kesehatan | Penilaian Kesehatan | health",
    "kuk": (
        "KUK | Klasifikasi Usaha Koperasi | Klasifikasi Usaha Koperasi (KUK) | size class (KUK)"
    ),
    "status": (
        "StatusKoperasi | Status_Koperasi | Status | Keaktifan | Status Keaktifan | "
        "Aktif/Tidak Aktif | Aktif/Tidak | Ket Status | KA/KTA | Kondisi"
    ),
    "status_since": (
        "Status Sejak | Sejak | TMT | TMT Status | Berlaku Sejak | Tanggal Status | status "
        "since | since | effective on"
    ),
    "reason": "Alasan | Dasar Penetapan | Alasan/Dasar Penetapan | Alasan Tidak Aktif | reason",
    "decree": "Nomor SK | No SK | SK | decree",
    "nik_status": (
        "statusNIK | Status NIK | Status_Sertifikat | Status Sertifikat | Sertifikat NIK | "
        "Sertifikat | NIK status"
    ),
    "certificate_expires_on": (
        "tglBerlaku_sertifikat | Tanggal_Berlaku_Sertifikat | Tgl Berlaku Sertifikat | Masa "
        "Berlaku Sertifikat | Masa Berlaku Sertifikat s.d. | Berlaku s/d | certificate "
        "expires | certificate expires on"
    ),
    "ods_grade": "statusGrade | Grade | Status Grade | Peringkat | Peringkat (Grade) | ODS grade",
    "chair": (
        "Nama Ketua | Ketua | Ketua Koperasi | Nama Ketua Koperasi | Pengurus Ketua | Ketua "
        "Pengurus | Pimpinan | chair"
    ),
    "secretary": "Nama Sekretaris | Sekretaris | Pengurus Sekretaris | secretary",
    "treasurer": "Nama Bendahara | Bendahara | Pengurus Bendahara | treasurer",
    "supervisor": "Nama Pengawas | Pengawas | Ketua Pengawas | supervisor | supervisory board",
    "manager": "Nama Manager | Nama Manajer | Manajer | Manager",
    "board_term_ends_on": (
        "Masa Bakti | Masa Bakti Pengurus | Masa Bakti Pengurus Berakhir | Masa Bakti s/d | "
        "Akhir Masa Bakti | board term ends | board term ends on"
    ),
    "phone": (
        "Telepon | Telp | No Telp | No Telepon | No HP | HP | Nomor HP | Kontak | Nomor "
        "Telepon | No Telp/HP | Telp/HP | WA | No WA | phone"
    ),
    "officer": "Petugas | PPKL | Penyuluh | Pembina | Nama PPKL | officer",
    "tags": "Penanda | tags | tag",
    "note": "Keterangan | Ket | Catatan | Keterangan/Catatan | note | notes",
}

IGNORED = (
    "No | Nomor | No Urut | Nomor Urut | Urut | # | Nr | Alasan Ditolak | Reason refused | id | "
    "name key | legal key | recorded at | withdrawn at | officer id | place"
)
"""Headings of columns that hold nothing to take in, such as the running number."""

AMOUNTS = frozenset({"equity", "outside_capital", "assets", "turnover", "surplus"})
"""The fields that are counted in a unit where the heading, or a title, names one."""

UNIT_NAMES = {1_000: "Rp ribu", 1_000_000: "Rp juta", 1_000_000_000: "Rp miliar"}

_MAGNITUDES = {
    word: unit
    for unit, words in {
        1_000: "ribu ribuan rb 000 1000 thousand",
        1_000_000: "juta jutaan jt 000000 1000000 million",
        1_000_000_000: "miliar miliaran milyar milyaran billion",
    }.items()
    for word in words.split()
}
_PARENTHESES = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_AROUND = re.compile(r"rupiah|rp|idr|dalam|dlm|satuan|angka|nilai|\bx(?=\d|\b)|[\W_]")
_NO_AMOUNT = re.compile(
    r"orang|org|jiwa|unit|l ?/ ?p|(?:[dmyhbt]+|tgl|bln|thn)(?:[-/.](?:[dmyhbt]+|bln|thn))+"
)
_LONGEST_UNIT = 5


def heading_key(text: str) -> str:
    """What is left of a heading when everything that people vary is taken away."""
    return "".join(c for c in text.casefold() if c.isalnum() or c in "+#%")


def known_as(heading: str) -> tuple[str | None, int]:
    """The field that a heading names, None if it is unknown, "" if it is one to ignore; and the unit in
    which its amounts are counted (1,000,000 for "Modal Sendiri (Rp juta)")."""
    found = _index().get(heading_key(heading))
    if found is not None:
        return found, 1
    shorter, unit = split_unit(heading)
    found = _index().get(heading_key(shorter)) if unit else None
    if not found or (unit != 1 and found not in AMOUNTS):
        return None, 1
    return found, unit or 1


def split_unit(heading: str) -> tuple[str, int | None]:
    """A heading without the unit that stands in it, and how many rupiah (or pieces) that is; None where
    it names none."""
    for match in _PARENTHESES.finditer(heading):
        if unit := _unit(match[1]):
            return f"{heading[: match.start()]} {heading[match.end() :]}", unit
    words = heading.split()
    for most in range(min(_LONGEST_UNIT, len(words) - 1), 0, -1):
        tail = " ".join(words[-most:])
        if (unit := _unit(tail)) and not _NO_AMOUNT.fullmatch(tail.casefold()):
            return " ".join(words[:-most]), unit
    return heading, None


def unit_of_title(text: str) -> int | None:
    """The unit that a title gives for the amounts below it, such as "(dalam jutaan rupiah)"."""
    for words in (text, *_PARENTHESES.findall(text), *re.findall(r"(?i)\b(?:dalam|dlm)\b.*", text)):
        unit = _unit(words)
        if unit and unit > 1:
            return unit
    return None


def _unit(text: str) -> int | None:
    plain = " ".join(text.casefold().split())
    if _NO_AMOUNT.fullmatch(plain):
        return 1
    rest = _AROUND.sub("", plain)
    if rest or not plain:
        return _MAGNITUDES.get(rest)
    return 1 if "rp" in plain or "rupiah" in plain else None


@cache
def _index() -> dict[str, str]:
    index: dict[str, str] = {}
    for field, spellings in SPELLINGS.items():
        for spelling in (field, *_split(spellings)):
            other = index.setdefault(heading_key(spelling), field)
            if other != field:
                raise ValueError(f'"{spelling}" names both {other} and {field}')
    for spelling in _split(IGNORED):
        index.setdefault(heading_key(spelling), "")
    # Our own lists come back under the headings that they were given, in either language.
    for field in SPELLINGS:
        for language in LANGUAGES:
            own = catalog(language).gettext(HEADINGS.get(field, field))
            index.setdefault(heading_key(own), field)
    return index


def _split(spellings: str) -> list[str]:
    return [word for word in spellings.split(" | ") if heading_key(word)]
