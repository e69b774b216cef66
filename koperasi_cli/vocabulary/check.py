"""The rules by which something in the registry is wrong or missing (check)."""

from koperasi_cli.vocabulary.code import Code


class CheckRule(Code):
    """What is wrong with the file, with what must always hold, or with a record. [O], no law.

    The gravest first: the file itself, then what no command of the program would do, then what
    people still have to find out. ``reports.check.rules`` says when each holds.
    """

    DAMAGED = "damaged", "Damaged file", "Berkas rusak"
    ALTERED = "altered", "Altered tables", "Tabel diubah program lain"
    BROKEN_REFERENCE = (
        "broken-reference",
        "Reference to nothing",
        "Merujuk ke data yang tidak ada",
    )
    OPEN_TO_OTHERS = "open-to-others", "Open to others", "Dapat dibuka orang lain"
    WRONG_KIND = "wrong-kind", "Value of the wrong kind", "Nilai tidak sesuai jenisnya"
    TAKEN_BACK = "taken-back", "Stands on what was taken back", "Merujuk ke data yang dibatalkan"
    UNJOURNALLED = "unjournalled", "Changed past the journal", "Diubah di luar riwayat"
    RECORDED_AHEAD = (
        "recorded-ahead",
        "Recorded ahead of time",
        "Tercatat dengan waktu yang belum tiba",
    )
    STATUS_ORDER = "status-order", "Decisions that contradict", "Urutan status bertentangan"
    STRAY_CASE = (
        "stray-case",
        "Open case, though not inactive",
        "Penanganan masih berjalan, padahal koperasi bukan KTA",
    )
    STRAY_STEP = (
        "stray-step",
        "Step of another one's case",
        "Langkah pada penanganan koperasi lain",
    )
    OTHER_SUBDISTRICT = (
        "other-subdistrict",
        "Village of another subdistrict",
        "Pekon/kelurahan di luar kecamatannya",
    )
    OUTDATED_KEY = "outdated-key", "Outdated search key", "Data pencocokan belum diperbarui"
    UNEXPLAINED_FIGURE = (
        "unexplained-figure",
        "Published figure without its records",
        "Angka rilis tidak sesuai data",
    )
    PERSONAL_NIK = "personal-nik", "A person's NIK", "Memuat NIK penduduk"
    NO_STATUS = "no-status", "No status", "Belum ada status"
    MISSING_SECTOR = "missing-sector", "Sector missing", "Jenis koperasi belum diisi"
    MISSING_VILLAGE = "missing-village", "Village missing", "Pekon/kelurahan belum diisi"
    MISSING_NIK = "missing-nik", "NIK missing", "NIK koperasi belum diisi"
    OTHER_DISTRICT = (
        "other-district",
        "NIK of another district",
        "NIK koperasi berkode kabupaten/kota lain",
    )
    LIKELY_DUPLICATE = "likely-duplicate", "Likely registered twice", "Kemungkinan tercatat ganda"
    DATES_OUT_OF_ORDER = "dates-out-of-order", "Dates out of order", "Urutan tanggal tidak wajar"
    MEMBERS_MISMATCH = (
        "members-mismatch",
        "Members that do not add up",
        "Jumlah anggota tidak cocok",
    )
    CAPITAL_MISMATCH = (
        "capital-mismatch",
        "Capital that does not add up",
        "Modal dan aset tidak cocok",
    )
    GRADE_DIFFERS = (
        "grade-differs",
        "Grade other than the RATs say",
        "Peringkat ODS berbeda dari hitungan RAT",
    )
    NO_REASON = "no-reason", "Inactive, without a reason", "Tidak aktif tanpa alasan"
