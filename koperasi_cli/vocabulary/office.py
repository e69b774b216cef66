"""The lists that describe the office and its region."""

from koperasi_cli.vocabulary.code import Code


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
