"""The lists that describe a cooperative."""

from koperasi_cli.vocabulary.code import Code


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
