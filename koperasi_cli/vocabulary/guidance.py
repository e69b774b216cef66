"""The lists of what the office does with cooperatives, and why."""

from koperasi_cli.vocabulary.code import Code


class SessionKind(Code):
    """What the office does with cooperatives (kegiatan pembinaan), in or out of a case. [O]."""

    MENTORING = "mentoring", "Mentoring", "Pendampingan"
    SPECIAL_MENTORING = "special-mentoring", "Special mentoring", "Pendampingan khusus"
    TRAINING = "training", "Training", "Pelatihan", "bimtek", "bimbingan teknis", "diklat"
    EXTENSION = "extension", "Extension", "Penyuluhan"
    CONSULTATION = "consultation", "Consultation", "Konsultasi"
    VISIT = "visit", "Visit", "Kunjungan lapangan", "kunjungan"
    FIELD_VERIFICATION = (
        "field-verification",
        "Field verification",
        "Verifikasi lapangan",
        "verifikasi",
    )
    REVIEW = "review", "Review", "Monitoring dan evaluasi (monev)"
    REMINDER_LETTER = (
        "reminder-letter",
        "Reminder letter",
        "Surat imbauan/peringatan",
        "Surat imbauan",
        "Surat himbauan",
        "Surat peringatan",
    )
    RAT_FACILITATION = "rat-facilitation", "RAT facilitation", "Fasilitasi RAT"
    BOARD_RENEWAL = (
        "board-renewal",
        "Board renewal",
        "Pemilihan/pembaruan pengurus",
        "Pemilihan pengurus",
        "Pembaruan pengurus",
    )
    BYLAWS = "bylaws", "Change of bylaws", "Perubahan AD/ART", "AD/ART"
    BOOKKEEPING = (
        "bookkeeping",
        "Bookkeeping",
        "Pendampingan pembukuan dan laporan keuangan",
        "Pendampingan pembukuan",
        "pembukuan",
    )
    MARKETING = (
        "marketing",
        "Marketing",
        "Fasilitasi pemasaran",
        "pemasaran",
        "pameran",
        "kemitraan",
        "temu usaha",
    )
    CAPITAL = (
        "capital",
        "Access to capital",
        "Fasilitasi akses permodalan",
        "akses permodalan",
        "permodalan",
    )
    DIGITAL = (
        "digital",
        "Digitalization, ODS/NIK",
        "Digitalisasi dan pelaporan ODS/NIK",
        "Digitalisasi, ODS/NIK",
        "digitalisasi",
    )
    HEALTH_AUDIT = (
        "health-audit",
        "Health audit",
        "Pemeriksaan kesehatan koperasi",
        "Pemeriksaan kesehatan",
    )
    MERGER = (
        "merger",
        "Merger or growth into a KDMP",
        "Penggabungan / pengembangan menjadi KDMP",
        "Penggabungan atau pengembangan menjadi KDMP",
        "penggabungan",
    )
    DISSOLUTION_PROPOSAL = "dissolution-proposal", "Dissolution proposal", "Usul pembubaran"

    @property
    def is_verification(self) -> bool:
        """Whether the office went to see the cooperative: it makes a case `Stage.VERIFIED`."""
        return self in (SessionKind.FIELD_VERIFICATION, SessionKind.VISIT)

    @property
    def is_guidance(self) -> bool:
        """Whether it helps the cooperative: after a cause it makes a case `Stage.MENTORED`."""
        looks = self in (SessionKind.REMINDER_LETTER, SessionKind.REVIEW)
        return not (looks or self.is_verification)


class ProblemArea(Code):
    """Area under which root causes are counted (kelompok masalah). [O]."""

    INSTITUTION = "institution", "Institution", "Kelembagaan"
    PEOPLE = "people", "People", "SDM", "sumber daya manusia"
    PRODUCTION = "production", "Production", "Produksi"
    CAPITAL = "capital", "Capital", "Pembiayaan", "permodalan"
    MARKETING = "marketing", "Marketing", "Pemasaran"
    TECHNOLOGY = "technology", "Technology", "Teknologi informasi", "teknologi"
    OTHER = "other", "Other", "Lainnya"


class Cause(Code):
    """Root cause of inactivity (akar permasalahan). [O], each named by at least one source.

    The first of the further spellings is the cause's number.
    """

    BOARD_INACTIVE = (
        "board-inactive",
        "Board inactive or dissolved",
        "Pengurus tidak aktif atau sudah bubar",
        "A01",
        "Pengurus tidak aktif",
    )
    NO_RAT = "no-rat", "No annual members' meeting", "Tidak melaksanakan RAT", "A02"
    NO_BUSINESS = "no-business", "No business activity", "Tidak ada kegiatan usaha", "A03"
    UNTRACEABLE = (
        "untraceable",
        "Address or existence unknown",
        "Alamat/keberadaan tidak diketahui",
        "A04",
    )
    INHERITED_DATA = (
        "inherited-data",
        "Incomplete records inherited from the parent district",
        "Data limpahan kabupaten induk tidak lengkap",
        "A05",
    )
    MEMBERS_LEFT = (
        "members-left",
        "Members left, low participation",
        "Anggota keluar, partisipasi rendah",
        "A06",
    )
    NO_BENEFIT = (
        "no-benefit",
        "Members feel no benefit",
        "Manfaat koperasi tidak dirasakan anggota",
        "A07",
        "Manfaat tidak dirasakan anggota",
    )
    LOW_UNDERSTANDING = (
        "low-understanding",
        "Members do not understand cooperation",
        "Pemahaman perkoperasian anggota masih kurang",
        "A08",
        "Anggota kurang paham perkoperasian",
    )
    WEAK_MANAGEMENT = (
        "weak-management",
        "Weak management or staff",
        "Kapasitas SDM/manajemen lemah",
        "A09",
        "SDM/manajemen lemah",
    )
    POOR_BOOKKEEPING = "poor-bookkeeping", "Poor bookkeeping", "Pembukuan tidak tertib", "A10"
    NO_TRANSPARENCY = (
        "no-transparency",
        "Lack of transparency",
        "Pengurus kurang transparan",
        "A11",
        "Kurang transparansi",
    )
    LITTLE_CAPITAL = (
        "little-capital",
        "Too little capital",
        "Kekurangan modal",
        "A12",
        "Modal kurang",
    )
    BAD_LOANS = "bad-loans", "Bad loans", "Pinjaman anggota macet", "A13", "Kredit macet"
    OUTSIDE_DEBT = (
        "outside-debt",
        "Reliance on outside debt",
        "Ketergantungan pada utang pihak ketiga",
        "A14",
        "Ketergantungan utang pihak ketiga",
    )
    FALLING_BUSINESS = (
        "falling-business",
        "Falling business, competition",
        "Usaha menurun, kalah bersaing",
        "A15",
    )
    MARKETING = "marketing", "Marketing difficulty", "Kesulitan pemasaran", "A16"
    PARENT_CLOSED = (
        "parent-closed",
        "Parent firm or agency closed",
        "Perusahaan/instansi induk tutup",
        "A17",
    )
    FORMED_FOR_AID = (
        "formed-for-aid",
        "Formed only to receive aid",
        "Dibentuk hanya untuk memperoleh bantuan",
        "A18",
        "Dibentuk hanya untuk bantuan",
    )
    LITTLE_GUIDANCE = (
        "little-guidance",
        "Too little guidance or supervision",
        "Kurang pembinaan/pengawasan dari dinas",
        "A19",
        "Kurang pembinaan/pengawasan",
    )
    INTERNAL_CONFLICT = "internal-conflict", "Internal conflict", "Konflik internal", "A20"
    TECHNOLOGY = (
        "technology",
        "Cannot use technology or report to ODS",
        "Kendala teknologi informasi/pelaporan ODS",
        "A21",
    )
    OTHER = "other", "Other", "Lainnya (sebutkan)", "A99"

    @property
    def number(self) -> str:
        """The number by which the office's tables know it: "A02"."""
        return self.spellings[0]

    @property
    def area(self) -> ProblemArea:
        """The area under which it is counted; most causes lie in the institution itself."""
        match self:
            case Cause.NO_BUSINESS:
                return ProblemArea.PRODUCTION
            case Cause.LOW_UNDERSTANDING | Cause.WEAK_MANAGEMENT | Cause.POOR_BOOKKEEPING:
                return ProblemArea.PEOPLE
            case Cause.LITTLE_CAPITAL | Cause.BAD_LOANS | Cause.OUTSIDE_DEBT:
                return ProblemArea.CAPITAL
            case Cause.FALLING_BUSINESS | Cause.MARKETING:
                return ProblemArea.MARKETING
            case Cause.LITTLE_GUIDANCE | Cause.OTHER:
                return ProblemArea.OTHER
            case Cause.TECHNOLOGY:
                return ProblemArea.TECHNOLOGY
            case _:
                return ProblemArea.INSTITUTION


class Stage(Code):
    """Stage of a case (tahapan penanganan), in order; derived, never typed. [O], as practised."""

    IDENTIFIED = "identified", "Identified", "Teridentifikasi"
    VERIFIED = "verified", "Verified", "Sudah verifikasi lapangan"
    EVALUATED = "evaluated", "Evaluated", "Akar permasalahan diketahui"
    PLANNED = "planned", "Planned", "Rencana tindak lanjut (RTL) tersusun"
    MENTORED = "mentored", "Mentored", "Dalam pendampingan khusus"
    REVIEWED = "reviewed", "Reviewed", "Monitoring dan evaluasi (monev)"
    CLOSED = "closed", "Closed", "Selesai"


class Outcome(Code):
    """What a case came to (hasil penanganan). [O]; the ministry dissolves, an office proposes."""

    REACTIVATED = "reactivated", "Reactivated", "Aktif kembali"
    EXTENDED = "extended", "Extended", "Diperpanjang"
    DISSOLUTION_PROPOSED = "dissolution-proposed", "Dissolution proposed", "Diusulkan pembubaran"

    @property
    def closes(self) -> bool:
        """Whether the case ends with it; an extended case goes on."""
        return self is not Outcome.EXTENDED
