"""The code lists: what is accepted, what is not, and that no two codes of a list are confused."""

import re
import subprocess
import sys

import pytest

from koperasi_cli.vocabulary import (
    LISTS,
    AgendaRule,
    Category,
    Cause,
    CheckRule,
    Code,
    FinancingState,
    Form,
    Grade,
    Health,
    Indication,
    Indicator,
    Industry,
    Line,
    Management,
    MarketReach,
    NikStatus,
    Outcome,
    ProblemArea,
    ProductCertificate,
    RegionKind,
    RegionLevel,
    Scheme,
    Sector,
    SessionKind,
    Stage,
    Status,
    TimeZone,
)

COUNTS: dict[type[Code], int] = {
    Status: 3,
    Sector: 5,
    Form: 6,
    Management: 2,
    Industry: 17,
    Category: 43,
    NikStatus: 4,
    SessionKind: 19,
    Line: 13,
    MarketReach: 4,
    ProductCertificate: 11,
    Health: 4,
    Scheme: 6,
    FinancingState: 4,
    ProblemArea: 7,
    Cause: 22,
    Stage: 7,
    Outcome: 3,
    Indication: 4,
    Grade: 6,
    RegionLevel: 3,
    RegionKind: 6,
    Indicator: 6,
    AgendaRule: 15,
    CheckRule: 26,
    TimeZone: 3,
}

ACCEPTED: dict[Code, tuple[str, ...]] = {
    Status.ACTIVE: ("active", "AKTIF", "ka", " Aktif "),
    Status.INACTIVE: (
        "Tidak Aktif",
        "tidak_aktif",
        "KTA",
        "pasif",
        "nonaktif",
        "Non-Aktif",
        "beku",
    ),
    Status.DISSOLVED: ("dibubarkan", "bubar"),
    Sector.PRODUCER: ("producers", "Produsen", "Koperasi Produsen", "KOP. PRODUSEN"),
    Sector.SERVICES: ("service", "jasa"),
    Sector.SAVINGS_LOAN: ("savings_loan", "Koperasi Simpan Pinjam", "simpan-pinjam", "KSP"),
    Form.PRIMARY_DISTRICT: ("Primer Kabupaten/Kota", "primer kab/kota", "Primer Kabupaten"),
    Form.SECONDARY_PROVINCIAL: ("Sekunder Provinsi",),
    Management.SHARIA: ("Syari'ah", "Pola Syariah"),
    Industry.AGRICULTURE: (
        "Pertanian, Kehutanan dan Perikanan",
        "PERTANIAN KEHUTANAN DAN PERIKANAN",
        "perikanan",
        "kehutanan",
    ),
    Industry.MINING: ("pertambangan",),
    Industry.TRADE: ("Perdagangan Besar dan Eceran - Rep Mobil dan Motor", "Perdagangan"),
    Industry.FINANCE_INSURANCE: ("Jasa Keuangan dan Asuransi",),
    Industry.PUBLIC_ADMINISTRATION: ("Adm Pemerintahan, Pertahanan dan Jaminan Sosial",),
    Category.KUD: ("KUD", "Unit Desa", "Koperasi Unit Desa", "K.U.D."),
    Category.KSU: ("Kop. Serba Usaha", "Kop.Serba Usaha"),
    Category.KSP: ("Kop. Simpan Pinjam",),
    Category.KPRI: ("Kop. Pegawai Negeri (KPRI)", "Pegawai Negeri"),
    Category.KOPWAN: ("Kop. Wanita", "kopwan"),
    Category.KOPPONTREN: ("Koppontren", "Kopontren"),
    Category.KSPPS: ("Simpan Pinjam Pola Syariah",),
    Category.KOPKAR: ("Kopkar",),
    Category.KBPR: ("K.B.P.R",),
    NikStatus.CERTIFIED: ("Sudah Bersertifikat", "Sudah Bersetifikat"),
    NikStatus.CERTIFICATE_EXPIRED: ("Sertifikat - Expired",),
    SessionKind.TRAINING: ("bimtek", "diklat", "Pelatihan"),
    SessionKind.MARKETING: ("pameran", "kemitraan", "temu usaha"),
    SessionKind.REVIEW: ("monev", "monitoring dan evaluasi"),
    SessionKind.DIGITAL: ("Digitalisasi, ODS/NIK",),
    SessionKind.MERGER: ("Penggabungan atau pengembangan menjadi KDMP",),
    Line.PLANTATION: ("kopi", "Perkebunan (kopi, lada, cengkih, kelapa, sawit)"),
    Line.FOREST: ("damar",),
    MarketReach.PROVINCIAL: ("Kab/Kota dalam Provinsi", "dalam provinsi"),
    MarketReach.INTERPROVINCIAL: ("Antar Provinsi",),
    ProductCertificate.P_IRT: ("PIRT",),
    Health.UNDER_SPECIAL_SUPERVISION: ("dalam pengawasan khusus",),
    Scheme.KUR: ("Kredit Usaha Rakyat", "kur"),
    Scheme.LPDB: ("dana bergulir",),
    Cause.NO_RAT: ("A02", "a02", "no rat"),
    Cause.BOARD_INACTIVE: ("Pengurus tidak aktif",),
    Cause.OTHER: ("A99", "Lainnya"),
    Stage.PLANNED: ("RTL",),
    Stage.CLOSED: ("selesai",),
    Outcome.DISSOLUTION_PROPOSED: ("diusulkan pembubaran",),
    Indication.NO_DATA: ("no_data",),
    Grade.C1: ("c1",),
    RegionLevel.VILLAGE: ("pekon", "Kelurahan"),
    RegionKind.DESA: ("village",),
    RegionKind.PEKON: ("pekon",),
    Indicator.ACTIVE_SHARE: ("% aktif",),
    TimeZone.WIB: ("WIB",),
}

REFUSED: list[tuple[type[Code], str]] = [
    (Sector, ""),
    (Sector, "-"),
    (Sector, "Koperasi"),
    (Sector, "Pertanian"),  # an industry
    (Sector, "Desa Merah Putih"),  # a tag
    (Sector, "Produksi"),
    (Status, "terindikasi aktif"),  # an indication
    (Cause, "A22"),
    (NikStatus, "-"),
    (Category, "wan"),
]


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in ACCEPTED.items() for text in texts], ids=str
)
def test_spelling_is_accepted(code: Code, text: str) -> None:
    assert type(code).parse(text) is code


@pytest.mark.parametrize(("codes", "text"), REFUSED)
def test_anything_else_is_refused(codes: type[Code], text: str) -> None:
    assert codes.parse(text) is None


def test_every_list_is_listed_with_the_number_of_its_codes() -> None:
    assert {codes: len(codes) for codes in LISTS} == COUNTS
    package = Code.__module__.rpartition(".")[0]
    ours = {codes for codes in Code.__subclasses__() if codes.__module__.startswith(package)}
    assert set(LISTS) == ours
    assert len(LISTS) == len(set(LISTS))


@pytest.mark.parametrize("codes", LISTS)
class TestEveryList:
    def test_reads_back_what_it_shows(self, codes: type[Code]) -> None:
        for code in codes:
            for text in (code.value, code.label, code.indonesian, *code.spellings):
                for written in (text, text.upper(), text.replace(" ", "_"), f" {text}. "):
                    assert codes.parse(written) is code, written

    def test_has_values_of_its_own(self, codes: type[Code]) -> None:
        # A repeated value would silently become an alias, which only __members__ shows.
        assert len(codes.__members__) == len(codes)
        pattern = r"[A-D]\d?" if codes is Grade else r"[a-z]+(-[a-z]+)*"
        assert [code for code in codes if not re.fullmatch(pattern, code.value)] == []

    def test_has_labels_fit_for_a_table_cell(self, codes: type[Code]) -> None:
        for code in codes:
            for label in (code.label, code.indonesian):
                assert label == label.strip()
                assert label[0].isupper()


def test_clash_within_a_list_is_refused() -> None:
    class Clashing(Code):
        SHOP = "shop", "Shop", "Toko", "kios"
        STALL = "stall", "Stall", "Kios"

    with pytest.raises(ValueError, match='Clashing: "Kios" is both shop and stall'):
        Clashing.parse("shop")


def test_code_is_its_value() -> None:
    stored: str = Sector.PRODUCER
    assert stored == "producer"
    assert f"{stored}" == "producer"
    assert Sector("producer") is Sector.PRODUCER
    with pytest.raises(ValueError, match="mystery"):
        Sector("mystery")


@pytest.mark.parametrize(
    ("codes", "context"),
    [(Sector, "sector"), (SessionKind, "session-kind"), (NikStatus, "nik-status")],
)
def test_context_is_the_name_of_the_list(codes: type[Code], context: str) -> None:
    assert codes.context == context
    assert {code.context for code in codes} == {context}


def test_usual_categories_are_a_dozen() -> None:
    assert len(set(Category.usual())) == len(Category.usual()) == 12
    assert Category.usual()[0] is Category.KUD


def test_only_verification_letter_and_review_are_no_guidance() -> None:
    assert {kind for kind in SessionKind if not kind.is_guidance} == {
        SessionKind.FIELD_VERIFICATION,
        SessionKind.VISIT,
        SessionKind.REMINDER_LETTER,
        SessionKind.REVIEW,
    }
    assert {kind for kind in SessionKind if kind.is_verification} == {
        SessionKind.FIELD_VERIFICATION,
        SessionKind.VISIT,
    }


def test_causes_are_numbered_in_order() -> None:
    assert [cause.number for cause in Cause] == [f"A{n:02}" for n in (*range(1, 22), 99)]


def test_causes_lie_in_their_areas() -> None:
    numbers: dict[ProblemArea, str] = dict.fromkeys(ProblemArea, "")
    for cause in Cause:
        numbers[cause.area] = f"{numbers[cause.area]} {cause.number}".lstrip()
    assert numbers == {
        ProblemArea.INSTITUTION: "A01 A02 A04 A05 A06 A07 A11 A17 A18 A20",
        ProblemArea.PEOPLE: "A08 A09 A10",
        ProblemArea.PRODUCTION: "A03",
        ProblemArea.CAPITAL: "A12 A13 A14",
        ProblemArea.MARKETING: "A15 A16",
        ProblemArea.TECHNOLOGY: "A21",
        ProblemArea.OTHER: "A19 A99",
    }


def test_stages_stand_in_order() -> None:
    assert " ".join(Stage) == "identified verified evaluated planned mentored reviewed closed"


def test_only_an_extended_case_stays_open() -> None:
    assert [outcome for outcome in Outcome if not outcome.closes] == [Outcome.EXTENDED]


def test_hours_ahead_of_utc() -> None:
    assert [zone.utc_offset for zone in TimeZone] == [7, 8, 9]


def test_import_is_light_and_indexes_nothing() -> None:
    program = (
        "import sys\n"
        "import enum, functools, typing; allowed = set(sys.modules)\n"
        "import koperasi_cli.vocabulary as v\n"
        "from koperasi_cli.vocabulary import code\n"
        "loaded = {name for name in set(sys.modules) - allowed if 'vocabulary' not in name}\n"
        "print(sorted(loaded), code._index.cache_info().currsize)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['koperasi_cli'] 0"
