"""The code lists of the field: what is stored, what a person reads, and what a person may write.

A code is stored and exported as its English value, is shown by its label in either language, and is
read from its value, both labels, and the further spellings of offices and of the ministry's files.

Lists marked [F] follow a law or the ministry; lists marked [O] are the office's own and are no law;
[B] is background, not verified. This module loads at every start, so it builds no more than the
lists: spellings are indexed the first time that a list is asked to read something.
"""

from enum import StrEnum
from functools import cache
from typing import ClassVar, Self, cast


class Code(StrEnum):
    """A code of one of the field's lists. The value is what is stored and exported.

    A member is written ``NAME = value, English label, Indonesian label, *further spellings``. An
    Indonesian label such as "Unit Desa (KUD)" is also understood by either of its parts.
    """

    context: ClassVar[str]
    """The name of the list in the message catalog: ``session-kind`` for ``SessionKind``."""

    label: str
    indonesian: str
    spellings: tuple[str, ...]

    def __new__(cls, value: str, label: str = "", indonesian: str = "", *spellings: str) -> Self:
        # The defaults are for type checkers, which read Sector("producer") as this call.
        code = str.__new__(cls, value)
        code._value_ = value
        code.label = label
        code.indonesian = indonesian
        code.spellings = spellings
        return code

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        words = "".join(f"-{c.lower()}" if c.isupper() else c for c in cls.__name__)
        cls.context = words.removeprefix("-")

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The code that a text names, in whichever spelling; None if this list has none such.

        Case, spaces and punctuation do not count, nor does a leading "Koperasi" or "Kop.".
        """
        return cast(Self | None, _index(cls).get(_key(text)))


def _key(text: str) -> str:
    """What is left of a spelling when everything that people vary is taken away."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    if len(words) > 1 and words[0] in ("koperasi", "kop"):
        del words[0]
    return "".join(words)


@cache
def _index(codes: type[Code]) -> dict[str, Code]:
    """Every spelling of a list. Two codes with one spelling are a mistake in this module."""
    index: dict[str, Code] = {}
    for code in codes:
        name, _, rest = code.indonesian.partition(" (")
        abbreviation, _, rest = rest.partition(")")
        parts = (name + rest, abbreviation) if abbreviation else ()
        for spelling in (code.value, code.label, code.indonesian, *parts, *code.spellings):
            other = index.setdefault(_key(spelling), code)
            if other is not code:
                raise ValueError(f'{codes.__name__}: "{spelling}" is both {other} and {code}')
    return index


class Status(Code):
    """Official status (status koperasi), a recorded decision. [F] Permenkop 25/2015; PP 17/1994."""

    ACTIVE = "active", "Active", "Aktif", "KA"
    INACTIVE = "inactive", "Inactive", "Tidak aktif", "KTA", "pasif", "nonaktif", "beku"
    DISSOLVED = "dissolved", "Dissolved", "Dibubarkan", "bubar"


class Sector(Code):
    """Legal type (jenis koperasi), not to be confused with `Industry`. [F] UU 25/1992.

    "Desa Merah Putih", which newer ODS lists write here, is a tag and not a legal type.
    """

    PRODUCER = "producer", "Producer", "Produsen", "producers"
    CONSUMER = "consumer", "Consumer", "Konsumen", "consumers"
    SERVICES = "services", "Services", "Jasa", "service"
    MARKETING = "marketing", "Marketing", "Pemasaran"
    SAVINGS_LOAN = "savings-loan", "Savings and loan", "Simpan Pinjam", "savings and loans", "KSP"


class Form(Code):
    """Form (bentuk koperasi): whose members are people or cooperatives, and how far. [F] ODS."""

    PRIMARY_NATIONAL = "primary-national", "Primary, national", "Primer Nasional"
    PRIMARY_PROVINCIAL = "primary-provincial", "Primary, provincial", "Primer Provinsi"
    PRIMARY_DISTRICT = (
        "primary-district",
        "Primary, district",
        "Primer Kabupaten/Kota",
        "Primer Kab/Kota",
        "Primer Kabupaten",
        "Primer Kota",
    )
    SECONDARY_NATIONAL = "secondary-national", "Secondary, national", "Sekunder Nasional"
    SECONDARY_PROVINCIAL = "secondary-provincial", "Secondary, provincial", "Sekunder Provinsi"
    SECONDARY_DISTRICT = (
        "secondary-district",
        "Secondary, district",
        "Sekunder Kabupaten/Kota",
        "Sekunder Kab/Kota",
        "Sekunder Kabupaten",
        "Sekunder Kota",
    )


class Management(Code):
    """Principle of management (pola pengelolaan). [F] ODS."""

    CONVENTIONAL = "conventional", "Conventional", "Konvensional", "Pola Konvensional"
    SHARIA = "sharia", "Sharia", "Syariah", "Pola Syariah", "shariah"


class Industry(Code):
    """Industry (sektor usaha), in the ministry's words. [F] ODS."""

    AGRICULTURE = (
        "agriculture",
        "Agriculture, forestry and fishery",
        "Pertanian, Kehutanan dan Perikanan",
        "Pertanian",
        "Kehutanan",
        "Perikanan",
        "forestry",
        "fishery",
    )
    MINING = (
        "mining",
        "Mining and quarrying",
        "Pertambangan dan Penggalian",
        "Pertambangan",
        "Penggalian",
    )
    MANUFACTURING = "manufacturing", "Manufacturing", "Industri Pengolahan", "Industri"
    ELECTRICITY_GAS = (
        "electricity-gas",
        "Electricity and gas",
        "Pengadaan Listrik dan Gas",
        "Listrik dan Gas",
        "Listrik",
    )
    WATER_WASTE = (
        "water-waste",
        "Water and waste",
        "Pengadaan Air, Pengolahan Sampah, Limbah dan Daur Ulang",
        "Pengadaan Air, Pengelolaan Sampah, Limbah dan Daur Ulang",
        "Pengadaan Air",
    )
    CONSTRUCTION = "construction", "Construction", "Konstruksi"
    TRADE = (
        "trade",
        "Trade and vehicle repair",
        "Perdagangan Besar dan Eceran - Reparasi Mobil dan Motor",
        "Perdagangan Besar dan Eceran - Rep Mobil dan Motor",
        "Perdagangan Besar dan Eceran",
        "Perdagangan",
    )
    TRANSPORT = (
        "transport",
        "Transport and warehousing",
        "Transportasi dan Pergudangan",
        "Transportasi",
        "Pergudangan",
    )
    ACCOMMODATION_FOOD = (
        "accommodation-food",
        "Accommodation and food",
        "Penyediaan Akomodasi dan Makan Minum",
        "Akomodasi dan Makan Minum",
        "Akomodasi",
    )
    INFORMATION = (
        "information",
        "Information and communication",
        "Informasi dan Komunikasi",
        "Informasi",
        "Komunikasi",
    )
    FINANCE_INSURANCE = (
        "finance-insurance",
        "Finance and insurance",
        "Jasa Keuangan dan Asuransi",
        "Jasa Keuangan",
        "Keuangan",
        "Asuransi",
    )
    REAL_ESTATE = "real-estate", "Real estate", "Real Estate", "Real Estat"
    BUSINESS_SERVICES = "business-services", "Business services", "Jasa Perusahaan"
    PUBLIC_ADMINISTRATION = (
        "public-administration",
        "Public administration, defence and social security",
        "Administrasi Pemerintah, Pertahanan dan Jaminan Sosial",
        "Administrasi Pemerintahan, Pertahanan dan Jaminan Sosial",
        "Adm Pemerintahan, Pertahanan dan Jaminan Sosial",
        "Administrasi Pemerintahan",
    )
    EDUCATION = "education", "Education", "Jasa Pendidikan", "Pendidikan"
    HEALTH_SOCIAL = (
        "health-social",
        "Health and social work",
        "Jasa Kesehatan dan Kegiatan Sosial",
        "Jasa Kesehatan",
        "Kesehatan",
    )
    OTHER_SERVICES = "other-services", "Other services", "Jasa Lainnya"


class Category(Code):
    """Group of cooperatives (kelompok koperasi), by its Indonesian abbreviation if any. [F] ODS."""

    KUD = "kud", "Village unit (KUD)", "Unit Desa (KUD)"
    KSU = "ksu", "Multi-purpose (KSU)", "Serba Usaha (KSU)"
    KSP = "ksp", "Savings and loan (KSP)", "Simpan Pinjam (KSP)"
    KPRI = "kpri", "Civil servants (KPRI)", "Pegawai Negeri (KPRI)", "KPN"
    KOPWAN = "kopwan", "Women (Kopwan)", "Wanita (Kopwan)"
    KOPPONTREN = (
        "koppontren",
        "Islamic boarding school (Koppontren)",
        "Pondok Pesantren (Koppontren)",
        "Kopontren",
    )
    KSPPS = (
        "kspps",
        "Sharia savings and loan (KSPPS)",
        "Simpan Pinjam Pola Syariah (KSPPS)",
        "Simpan Pinjam dan Pembiayaan Syariah",
        "Simpan Pinjam Syariah",
    )
    KOPKAR = "kopkar", "Employees (Kopkar)", "Karyawan (Kopkar)"
    ARMY = "army", "Army", "Angkatan Darat"
    NAVY = "navy", "Navy", "Angkatan Laut"
    AIR_FORCE = "air-force", "Air force", "Angkatan Udara"
    POLICE = "police", "Police", "Kepolisian"
    PEPABRI = "pepabri", "Retired armed forces (Pepabri)", "Pepabri"
    AGRICULTURE = "agriculture", "Farmers", "Pertanian"
    PLANTATION = "plantation", "Plantation", "Perkebunan"
    LIVESTOCK = "livestock", "Livestock", "Peternakan"
    FISHERS = "fishers", "Fishers", "Nelayan"
    FORESTRY = "forestry", "Forestry", "Kehutanan"
    KOPTI = "kopti", "Tofu and tempeh makers (Kopti)", "Produsen Tahu Tempe (Kopti)"
    KOPRA = "kopra", "People's (Kopra)", "Rakyat (Kopra)"
    KOPINKRA = "kopinkra", "Crafts (Kopinkra)", "Industri Kerajinan (Kopinkra)"
    KOPPAS = "koppas", "Market traders (Koppas)", "Pedagang Pasar (Koppas)", "Pasar"
    LAND_TRANSPORT = "land-transport", "Land transport", "Angkutan Darat"
    SEA_TRANSPORT = "sea-transport", "Sea transport", "Angkutan Laut"
    AIR_TRANSPORT = "air-transport", "Air transport", "Angkutan Udara"
    RIVER_TRANSPORT = "river-transport", "River transport", "Angkutan Sungai"
    FERRY_TRANSPORT = "ferry-transport", "Ferry transport", "Angkutan Penyeberangan"
    TOURISM = "tourism", "Tourism", "Wisata"
    TELKOM = "telkom", "Telkom", "Telkom"
    HOUSING = "housing", "Housing", "Perumahan"
    KBPR = "kbpr", "People's credit bank (KBPR)", "Bank Perkreditan Rakyat (KBPR)"
    RURAL_ELECTRICITY = "rural-electricity", "Rural electricity", "Listrik Pedesaan"
    INSURANCE = "insurance", "Insurance", "Asuransi"
    PROFESSION = "profession", "Profession", "Profesi"
    VETERANS = "veterans", "Veterans", "Veteran"
    WREDATAMA = "wredatama", "Retired civil servants (Wredatama)", "Wredatama"
    STUDENTS = "students", "Students", "Mahasiswa", "Kopma"
    YOUTH = "youth", "Youth", "Pemuda"
    MINING = "mining", "Mining", "Pertambangan"
    STREET_VENDORS = "street-vendors", "Street vendors", "Pedagang Kaki Lima", "PKL"
    JAMU_VENDORS = "jamu-vendors", "Herbal drink vendors (jamu)", "Jamu Gendong"
    SECONDARY = "secondary", "Secondary", "Sekunder"
    OTHER = "other", "Other", "Lainnya"

    @classmethod
    def usual(cls) -> tuple["Category", ...]:
        """The dozen that a prompt offers; the others are typed."""
        return (
            *(cls.KUD, cls.KSU, cls.KSP, cls.KSPPS, cls.KPRI, cls.KOPKAR, cls.KOPWAN),
            *(cls.KOPPONTREN, cls.KOPPAS, cls.AGRICULTURE, cls.PLANTATION, cls.FISHERS),
        )


class NikStatus(Code):
    """Status of the NIK certificate (status NIK). [F] ODS, whose exports misspell it."""

    UNCERTIFIED = "uncertified", "Not certified", "Belum Bersertifikat", "Belum Bersetifikat"
    CERTIFIED = "certified", "Certified", "Sudah Bersertifikat", "Sudah Bersetifikat"
    CERTIFICATE_ACTIVE = "certificate-active", "Certificate active", "Sertifikat - Aktif"
    CERTIFICATE_EXPIRED = (
        "certificate-expired",
        "Certificate expired",
        "Sertifikat - Expired",
        "Sertifikat Kedaluwarsa",
    )


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


class Line(Code):
    """Line of business (bidang usaha), the office's own grouping. [O]."""

    FARM_PROCESSING = "farm-processing", "Farm produce processing", "Pengolahan hasil pertanian"
    FISHERY = "fishery", "Fishery", "Perikanan"
    FOOD_PROCESSING = "food-processing", "Food products", "Olahan makanan", "food processing"
    PLANTATION = (
        "plantation",
        "Plantation",
        "Perkebunan",
        "Perkebunan (kopi, lada, cengkih, kelapa, sawit)",
        "kopi",
        "lada",
        "cengkih",
        "kelapa",
        "sawit",
    )
    FOREST = "forest", "Forest products", "Hasil hutan", "Hasil hutan (damar)", "damar"
    LIVESTOCK = "livestock", "Livestock", "Peternakan"
    CRAFT = (
        "craft",
        "Crafts and home industry",
        "Kerajinan, industri rumahan",
        "Kerajinan, industri rumahan (tapis)",
        "kerajinan",
        "industri rumahan",
        "tapis",
    )
    RETAIL = "retail", "Retail", "Toko, warung", "toko", "warung"
    FINANCE = "finance", "Savings and loan", "Simpan pinjam"
    TRANSPORT = "transport", "Transport", "Angkutan", "transportasi"
    TOURISM = "tourism", "Tourism", "Pariwisata", "wisata"
    SERVICES_OTHER = "services-other", "Other services", "Jasa lainnya"
    OTHER = "other", "Other", "Lainnya"


class MarketReach(Code):
    """How far a product is sold (wilayah pemasaran). [F] the ministry."""

    LOCAL = "local", "Local", "Kab/Kota setempat", "Kabupaten/Kota setempat"
    PROVINCIAL = "provincial", "Within the province", "Dalam provinsi", "Kab/Kota dalam Provinsi"
    INTERPROVINCIAL = "interprovincial", "Between provinces", "Antarprovinsi"
    EXPORT = "export", "Export", "Ekspor"


class ProductCertificate(Code):
    """Certificate or right that a product has (sertifikat produk). [F] the ministry."""

    P_IRT = "p-irt", "P-IRT", "P-IRT"
    HALAL = "halal", "Halal", "Halal"
    ISO = "iso", "ISO", "ISO"
    SNI = "sni", "SNI", "SNI"
    TRADEMARK = "trademark", "Trademark", "Merek", "merk"
    COPYRIGHT = "copyright", "Copyright", "Hak Cipta"
    PATENT = "patent", "Patent", "Hak Paten", "paten"
    NUTRITION_TEST = "nutrition-test", "Nutrition test", "Uji Nutrisi"
    HACCP = "haccp", "HACCP", "HACCP"
    NONE = "none", "None yet", "Belum Ada"
    OTHER = "other", "Other", "Lainnya"


class Health(Code):
    """Health rating (predikat kesehatan). [F] Permenkop 9/2020."""

    HEALTHY = "healthy", "Healthy", "Sehat"
    FAIRLY_HEALTHY = "fairly-healthy", "Fairly healthy", "Cukup Sehat"
    UNDER_SUPERVISION = "under-supervision", "Under supervision", "Dalam Pengawasan"
    UNDER_SPECIAL_SUPERVISION = (
        "under-special-supervision",
        "Under special supervision",
        "Dalam Pengawasan Khusus",
    )


class Scheme(Code):
    """Scheme of an application for capital (skema pembiayaan). [O], grouping known schemes."""

    BANK = "bank", "Bank loan", "Kredit bank"
    KUR = "kur", "People's business credit (KUR)", "Kredit Usaha Rakyat (KUR)"
    LPDB = "lpdb", "Revolving fund (LPDB)", "Dana bergulir (LPDB)"
    CSR = "csr", "CSR", "CSR"
    GRANT = "grant", "Grant", "Hibah"
    OTHER = "other", "Other", "Lainnya"


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


class Indication(Code):
    """Computed hint at the status (indikasi), advisory. [O], after Permenkop 25/2015."""

    LIKELY_ACTIVE = "likely-active", "Likely active", "Terindikasi aktif"
    NEEDS_GUIDANCE = "needs-guidance", "Needs guidance", "Perlu pembinaan"
    LIKELY_INACTIVE = "likely-inactive", "Likely inactive", "Terindikasi tidak aktif"
    NO_DATA = "no-data", "No data", "Belum ada data"


class Grade(Code):
    """Grade by the RATs held (peringkat). [F] ODS; real files also have C3, by no known rule."""

    A = "A", "A", "A"
    B = "B", "B", "B"
    C1 = "C1", "C1", "C1"
    C2 = "C2", "C2", "C2"
    C3 = "C3", "C3", "C3"
    D = "D", "D", "D"


class RegionLevel(Code):
    """Level of a region (tingkat wilayah). [F] the ministry of home affairs' region codes."""

    DISTRICT = "district", "District", "Kabupaten/kota", "kabupaten", "kota"
    SUBDISTRICT = "subdistrict", "Subdistrict", "Kecamatan"
    VILLAGE = (
        "village",
        "Village",
        "Desa/kelurahan",
        "Pekon/kelurahan",
        "desa",
        "kelurahan",
        "pekon",
    )


class RegionKind(Code):
    """What a region calls itself (sebutan wilayah); Lampung's villages are pekon. [F] as above."""

    KABUPATEN = "kabupaten", "Regency", "Kabupaten", "kab"
    KOTA = "kota", "City", "Kota"
    KECAMATAN = "kecamatan", "Subdistrict", "Kecamatan", "kec"
    KELURAHAN = "kelurahan", "Urban village", "Kelurahan", "kel"
    DESA = "desa", "Village", "Desa"
    PEKON = "pekon", "Village (pekon)", "Pekon"


class Indicator(Code):
    """What an office promises for a year (indikator kinerja, IKU, Renstra). [O]."""

    ACTIVE_SHARE = "active-share", "Active share", "Persentase koperasi aktif", "% aktif"
    RAT_HELD = "rat-held", "RAT held", "Koperasi melaksanakan RAT", "Koperasi yang RAT"
    COOPERATIVES_MENTORED = "cooperatives-mentored", "Cooperatives mentored", "Koperasi dibina"
    PEOPLE_TRAINED = "people-trained", "People trained", "Orang dilatih"
    COOPERATIVES_REACTIVATED = (
        "cooperatives-reactivated",
        "Cooperatives reactivated",
        "Koperasi aktif kembali",
    )
    COOPERATIVES_HEALTHY = (
        "cooperatives-healthy",
        "Cooperatives rated healthy",
        "Koperasi berpredikat sehat",
        "Koperasi sehat",
    )


class TimeZone(Code):
    """Time zone of the office (zona waktu), without daylight saving. [B] Keppres 41/1987."""

    WIB = "wib", "Western Indonesia (WIB)", "Waktu Indonesia Barat (WIB)"
    WITA = "wita", "Central Indonesia (WITA)", "Waktu Indonesia Tengah (WITA)"
    WIT = "wit", "Eastern Indonesia (WIT)", "Waktu Indonesia Timur (WIT)"

    @property
    def utc_offset(self) -> int:
        """Hours ahead of UTC."""
        return {TimeZone.WIB: 7, TimeZone.WITA: 8, TimeZone.WIT: 9}[self]


LISTS: tuple[type[Code], ...] = (
    Status,
    Sector,
    Form,
    Management,
    Industry,
    Category,
    NikStatus,
    SessionKind,
    Line,
    MarketReach,
    ProductCertificate,
    Health,
    Scheme,
    ProblemArea,
    Cause,
    Stage,
    Outcome,
    Indication,
    Grade,
    RegionLevel,
    RegionKind,
    Indicator,
    TimeZone,
)
"""Every list, in the order above."""
