"""The rules by which something is due or at risk (agenda)."""

from koperasi_cli.vocabulary.code import Code


class AgendaRule(Code):
    """Why a cooperative is on the agenda (alasan tindak lanjut). [O], the office's own, no law.

    The most urgent first: what was promised for a day, what can still be met, who was forgotten, what
    has been missed. ``reports.agenda.rules`` says when each holds.
    """

    PLANNED_TODAY = "planned-today", "Planned for the day", "Dijadwalkan pada hari itu"
    PAST_NEXT_DATE = (
        "past-next-date",
        "Past the next date of its case",
        "Jadwal berikutnya terlewat",
    )
    FOLLOW_UP_DUE = "follow-up-due", "Follow-up due", "Tindak lanjut jatuh tempo"
    PLAN_PASSED = "plan-passed", "Planned session not held", "Kegiatan terjadwal belum dilaksanakan"
    UNDISBURSED = (
        "undisbursed",
        "Capital approved, not disbursed",
        "Modal sudah disetujui, belum cair",
        "Sudah disetujui, belum cair",
    )
    RAT_NEAR = "rat-near", "RAT deadline near", "Batas RAT mendekat"
    CERTIFICATE_EXPIRING = (
        "certificate-expiring",
        "Certificate about to expire",
        "Sertifikat NIK segera habis",
    )
    NO_OPEN_CASE = "no-open-case", "Inactive, without a case", "Tidak aktif, belum ditangani"
    STALE_CASE = "stale-case", "Case without a new step", "Penanganan tanpa langkah baru"
    ACTIVE_BUT_LIKELY_INACTIVE = (
        "active-but-likely-inactive",
        "Active, but likely inactive",
        "Berstatus aktif, tetapi terindikasi tidak aktif",
    )
    RAT_MISSED = "rat-missed", "RAT deadline missed", "RAT terlewat", "Batas RAT terlewat"
    CERTIFICATE_EXPIRED = "certificate-expired", "Certificate expired", "Sertifikat NIK kedaluwarsa"
    BOARD_TERM = "board-term", "Board term ended", "Masa bakti pengurus habis"
    FEW_MEMBERS = "few-members", "Too few members", "Anggota terlalu sedikit"
    NO_VISIT = "no-visit", "Not visited", "Belum dikunjungi"
