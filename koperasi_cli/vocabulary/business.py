"""The lists that describe what a cooperative does, and how well."""

from koperasi_cli.vocabulary.code import Code


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


class FinancingState(Code):
    """How far an application for capital has come (tahap pengajuan modal). [O]."""

    REQUESTED = "requested", "Requested", "Diajukan"
    APPROVED = "approved", "Approved", "Disetujui"
    DISBURSED = "disbursed", "Disbursed", "Cair", "dicairkan"
    REJECTED = "rejected", "Rejected", "Ditolak"
