"""From a cell to a value: every form that real files have, and what is refused."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koperasi_cli.errors import BadValue
from koperasi_cli.tabular.lists.aliases import SPELLINGS
from koperasi_cli.tabular.lists.cells import RULES, Remembering, reader
from koperasi_cli.tabular.lists.rows import PLACE
from koperasi_cli.tabular.reading import Cell

TODAY = date(2025, 2, 17)
FIELDS = sorted(SPELLINGS.keys() - {*PLACE})
BAD = "refused"
# fmt: off
DATES: list[tuple[Cell, str | None, str | None]] = [
    ("2020-01-18", "2020-01-18", None),
    ("17/02/2025", "2025-02-17", "date-form"),
    ("1/2/2025", "2025-02-01", "date-form"),
    ("17-02-2025", "2025-02-17", "date-form"),
    ("17.02.2025", "2025-02-17", "date-form"),
    ("2025/02/17", "2025-02-17", "date-form"),
    ("17 Februari 2025", "2025-02-17", "date-form"),
    ("17 Pebruari 2025", "2025-02-17", "date-form"),
    ("17 FEBRUARI 2025", "2025-02-17", "date-form"),
    ("17 Feb 2025", "2025-02-17", "date-form"),
    ("17-Nop-2020", "2020-11-17", "date-form"),
    ("5 Agt. 2020", "2020-08-05", "date-form"),
    ("  17 Februari\n2025 ", "2025-02-17", "date-form"),
    (date(2001, 1, 2), "2001-01-02", None),
    ("2020-05-01T08:30:00", "2020-05-01", "date-form"),
    ("2020-05-01 00:00:00", "2020-05-01", "date-form"),
    ("2020-05-01T00:00:00.000", "2020-05-01", "date-form"),
    ("01/05/2020 00:00", "2020-05-01", "date-form"),
    ("1/5/2020 7:15:00 AM", "2020-05-01", "date-form"),
    (44927, "2023-01-01", "excel-date"),
    (44927.0, "2023-01-01", "excel-date"),
    (44927.75, "2023-01-01", "excel-date"),
    ("44927", "2023-01-01", "excel-date"),
    ("44927.0", "2023-01-01", "excel-date"),
    ("44927,5", "2023-01-01", "excel-date"),
    ("0000-00-00", None, "no-date"),
    ("0000-00-00 00:00:00", None, "no-date"),
    ("00/00/0000", None, "no-date"),
    ("0", None, "no-date"),
    (0, None, "no-date"),
    (date(1899, 12, 30), None, "no-date"),
    (date(1900, 1, 1), None, "no-date"),
    ("", None, None),
    ("-", None, None),
    ("   -        ", None, None),
    ("#N/A", None, None),
]
# fmt: on


@pytest.mark.parametrize(("cell", "expected", "rule"), DATES, ids=lambda value: repr(value)[:30])
def test_dates(cell: Cell, expected: str | None, rule: str | None) -> None:
    assert Remembering(reader("legal_date", TODAY))[cell] == (expected, rule)


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2001", "02/17/2025", "17/02/25", "17-Feb-25", "2025", 2025, "today", "kemarin",
        "+14", "-3", "Krui, 17 Februari 2025", "17 Fbruari 2025", "1/2", "99999", 99_999.0, -44927,
        "18/02/2025", date(1850, 1, 1), date(2200, 1, 1), "x" * 1_000_000, "9" * 5_000,
    ],
    ids=lambda value: repr(value)[:30],
)  # fmt: skip
def test_what_is_no_date_or_has_not_come(cell: Cell) -> None:
    if cell == date(1850, 1, 1):
        assert reader("legal_date", TODAY)(cell).value is None
        return
    with pytest.raises(BadValue) as error:
        reader("legal_date", TODAY)(cell)
    assert len(error.value.message) < 200


@pytest.mark.parametrize("field", ["certificate_expires_on", "board_term_ends_on"])
def test_some_days_may_be_to_come(field: str) -> None:
    assert reader(field, TODAY)("31/12/2029").value == "2029-12-31"


@pytest.mark.parametrize(
    ("cell", "expected", "rule"),
    [
        ("5104990020001", "5104990020001", None),
        (" 5104990020001 ", "5104990020001", "spaces"),
        ("5104 9900 2000 1", "5104990020001", "spaces"),
        ("5104 9900\n20001", "5104990020001", "spaces"),
        ("'5104990020001", "5104990020001", "spaces"),
        ("5104.99.002.0001", "5104990020001", "spaces"),
        (5104990020001, "5104990020001", "nik-from-number"),
        (5104990020001.0, "5104990020001", "nik-from-number"),
        ("5104990020001.0", "5104990020001", "nik-from-number"),
        ("5104990020001,00", "5104990020001", "nik-from-number"),
        ("5.104990020001E+12", "5104990020001", "nik-from-number"),
        ("5,104990020001E+12", "5104990020001", "nik-from-number"),
        ("5.104990020001e12", "5104990020001", "nik-from-number"),
        ("-", None, None),
        ("", None, None),
    ],
)
def test_niks(cell: Cell, expected: str | None, rule: str | None) -> None:
    assert Remembering(reader("nik", TODAY))[cell] == (expected, rule)


@pytest.mark.parametrize(
    "cell",
    [
        "510499002000", 510499002000, "51049900200011", "1801060008001234", 1801060008001234,
        "1801060008001234.0", "5.10401E+12", "5,10401E+12", "5.104990020E+12", "510499002000A",
        510499002000.1, "510499002000.1", "510499002000,1", -5104990020001, 1e300, "0", 0,
        date(2020, 1, 1), "５１０４０１００２０００１", "belum punya",
    ],
)  # fmt: skip
def test_what_is_no_nik(cell: Cell) -> None:
    with pytest.raises(BadValue):
        reader("nik", TODAY)(cell)


def test_lost_digits_are_called_so() -> None:
    with pytest.raises(BadValue, match="has lost digits"):
        reader("nik", TODAY)("5.10401E+12")


@pytest.mark.parametrize(
    ("cell", "unit", "expected", "rule"),
    [
        (12_500_000, 1, 12_500_000, None),
        ("12500000", 1, 12_500_000, None),
        ("12.500.000", 1, 12_500_000, "number-form"),
        ("12,500,000", 1, 12_500_000, "number-form"),
        ("Rp 12.500.000", 1, 12_500_000, "number-form"),
        ("Rp12.500.000,00", 1, 12_500_000, "number-form"),
        ("Rp. 12.500.000,-", 1, 12_500_000, "number-form"),
        ("12,5 juta", 1, 12_500_000, "number-form"),
        ("50jt", 1, 50_000_000, "number-form"),
        (1234.4, 1, 1234, "rounded"),
        (1234.5, 1, 1234, "rounded"),
        ("1234567.89", 1, 1_234_568, "rounded"),
        ("Rp 1.234.567,89", 1, 1_234_568, "rounded"),
        ("-1234,4", 1, -1_234, "rounded"),
        ("1234567.00", 1, 1_234_567, "number-form"),
        ("(1.500.000)", 1, -1_500_000, "number-form"),
        ("-1500000", 1, -1_500_000, None),
        (-1500000, 1, -1_500_000, None),
        ("Rp -", 1, None, None),
        (" Rp-   ", 1, None, None),
        ("-", 1, None, None),
        ("0", 1, 0, None),
        (12.5, 1_000_000, 12_500_000, None),
        (-2.5, 1_000_000, -2_500_000, None),
        ("12,5", 1_000_000, 12_500_000, "number-form"),
        ("12.5", 1_000_000, 12_500_000, "number-form"),
        ("1.234,5", 1_000_000, 1_234_500_000, "number-form"),
        ("12.3450", 1_000_000, 12_345_000, "number-form"),
        ("1.234", 1_000_000, 1_234_000_000, "number-form"),
        ("(2,5)", 1_000_000, -2_500_000, "number-form"),
        ("0,1234567", 1_000_000, 123_457, "number-form"),
        ("Rp 3", 1_000, 3_000, "number-form"),
        (7, 1_000, 7_000, None),
    ],
)
def test_money(cell: Cell, unit: int, expected: int | None, rule: str | None) -> None:
    assert Remembering(reader("surplus", TODAY, unit))[cell] == (expected, rule)


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("banyak", 1), ("12,345678", 1), ("12.5", 1), ("1.2.3", 1), (date(2020, 1, 1), 1),
        (10**16, 1), (1e308, 1_000_000), ("999999999999999", 1_000_000), ("9" * 400, 1),
        ("9" * 400 + ",5", 1_000_000), ("..,5", 1_000_000), ("4 5", 1), ("١٢٣,٥", 1_000_000),
    ],
    ids=lambda value: repr(value)[:20],
)  # fmt: skip
def test_what_is_no_amount(cell: Cell, unit: int) -> None:
    with pytest.raises(BadValue):
        reader("surplus", TODAY, unit)(cell)


@pytest.mark.parametrize("cell", [-1, -0.6, "-1", "(1)"])
def test_only_equity_and_surplus_may_be_below_zero(cell: Cell) -> None:
    with pytest.raises(BadValue, match="below zero"):
        reader("turnover", TODAY)(cell)
    assert reader("equity", TODAY)(cell).value == -1


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (12, 12), ("12", 12), ("1.234", 1234), ("1,234", 1234), ("12.0", 12), ("12,00", 12),
        ("1.234,00", 1234), ("25 orang", 25), ("25 org", 25), ("25 Orang", 25), (" 7 ", 7),
        ("-", None), ("nihil", None), ("0", 0), (0, 0),
        (-1, BAD), (1.5, BAD), ("1,5", BAD), ("dua", BAD), ("12 13", BAD), (2_000_000, BAD),
        (date(2020, 1, 1), BAD), ("²", BAD),
    ],
)  # fmt: skip
def test_counts(cell: Cell, expected: Any) -> None:
    read = Remembering(reader("members_male", TODAY))
    if expected == BAD:
        with pytest.raises(BadValue):
            read[cell]
    else:
        assert read[cell].value == expected


@pytest.mark.parametrize(
    ("cell", "expected", "rule"),
    [
        ("KSP Maju", "KSP Maju", None),
        ("  KSP  Maju ", "KSP Maju", "spaces"),
        ("KSP\nMaju", "KSP Maju", "spaces"),
        ("KSP_x000D_\nMaju", "KSP Maju", "spaces"),
        ("KSP\u00a0Maju", "KSP Maju", "spaces"),
        ("KSP \u200bMaju\ufeff", "KSP Maju", "spaces"),
        ("KSP MAJU JAYA", "KSP MAJU JAYA", "capitals"),
        ("KPRI", "KPRI", None),
        ("KUD 17", "KUD 17", "capitals"),
        ("=HYPERLINK()", "=HYPERLINK()", None),
    ],
)
def test_names(cell: Cell, expected: str, rule: str | None) -> None:
    assert reader("name", TODAY)(cell) == (expected, rule)


@pytest.mark.parametrize(
    "cell", ["12", 12, 3.5, "***", "a\x07b", "x" * 201, "KSP 1801060008001234"]
)
def test_what_is_no_name(cell: Cell) -> None:
    with pytest.raises(BadValue):
        reader("name", TODAY)(cell)


@pytest.mark.parametrize(
    ("field", "cell", "expected", "rule"),
    [
        ("status", "aktif", "active", "spelling"),
        ("status", "Aktif", "active", None),
        ("status", "active", "active", None),
        ("status", "AKTIF", "active", "spelling"),
        ("status", "KA", "active", "spelling"),
        ("status", "KTA", "inactive", "spelling"),
        ("status", "Tidak Aktif", "inactive", "spelling"),
        ("status", "non aktif", "inactive", "spelling"),
        ("status", "Nonaktif", "inactive", "spelling"),
        ("status", "pasif", "inactive", "spelling"),
        ("status", "beku", "inactive", "spelling"),
        ("status", "bubar", "dissolved", "spelling"),
        ("status", "Dibubarkan", "dissolved", None),
        ("sector", "Simpan Pinjam", "savings-loan", None),
        ("sector", "Koperasi Produsen", "producer", "spelling"),
        ("sector", "JASA", "services", "spelling"),
        ("sector", "Desa Merah Putih", "kdmp", "kdmp"),
        ("sector", "Kelurahan Merah Putih", "kdmp", "kdmp"),
        ("sector", "Koperasi Desa Merah Putih", "kdmp", "kdmp"),
        ("form", "Primer Kabupaten/Kota", "primary-district", None),
        ("form", "Sekunder  Provinsi", "secondary-provincial", "spelling"),
        ("category", "KUD", None, "spelling"),
        ("category", "Kop. Serba Usaha", None, "spelling"),
        ("category", "Kop. Pegawai Negeri (KPRI)", None, "spelling"),
        ("category", "K.B.P.R", None, "spelling"),
        ("category", "Koppontren", None, "spelling"),
        ("industry", "Perdagangan Besar dan Eceran - Rep Mobil dan Motor", None, "spelling"),
        ("industry", "Adm Pemerintahan, Pertahanan dan Jaminan Sosial", None, "spelling"),
        ("nik_status", "Sudah Bersetifikat", None, "spelling"),
        ("nik_status", "Sertifikat - Expired", None, None),
        ("management", "syariah", "sharia", "spelling"),
        ("ods_grade", "C1", "C1", None),
        ("ods_grade", "C3", "C3", None),
        ("health", "Cukup Sehat", None, None),
    ],
)
def test_codes(field: str, cell: Cell, expected: str | None, rule: str | None) -> None:
    read = reader(field, TODAY)(cell)
    assert read.rule == rule
    assert read.value == expected if expected else read.value


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("status", "mungkin"), ("sector", "Pertanian"), ("kuk", "5"), ("kuk", 0), ("book_year", "99"),
        ("category", "x" * 1_000_000), ("status", 12), ("status", date(2020, 1, 1)),
    ],
    ids=lambda value: repr(value)[:20],
)  # fmt: skip
def test_what_is_no_code_is_told_in_a_line(field: str, cell: Cell) -> None:
    with pytest.raises(BadValue) as error:
        reader(field, TODAY)(cell)
    assert len(error.value.message) < 250


@pytest.mark.parametrize(("cell", "expected"), [(2, 2), ("2", 2), ("2.0", 2), ("-", None)])
def test_the_size_class(cell: Cell, expected: int | None) -> None:
    assert Remembering(reader("kuk", TODAY))[cell].value == expected


CELLS = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="0123456789.,-/ ()RpEe+jt'", max_size=30),
    st.integers(),
    st.integers(-(10**6), 10**17),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes().map(lambda moment: moment.isoformat()),
)


@given(field=st.sampled_from(FIELDS), cell=CELLS, unit=st.sampled_from([1, 1_000, 1_000_000]))
def test_cleaning_raises_nothing_but_bad_values_and_settles(
    field: str, cell: Cell, unit: int
) -> None:
    read = Remembering(reader(field, TODAY, unit))
    try:
        value, rule = read[cell]
    except BadValue as error:
        assert error.message
        return
    assert rule is None or rule in RULES
    if value is not None:
        again = Remembering(reader(field, TODAY))
        assert again[value].value == value
        assert again[str(value)].value == value


@given(st.integers(0, 10**13 - 1))
def test_a_nik_that_was_a_number_comes_back_or_is_refused(number: int) -> None:
    read = reader("nik", TODAY)
    for cell in (number, float(number), f"{number}.0", f"{number:.12E}"):
        if number >= 10**12:
            try:
                assert read(cell).value == str(number)
            except BadValue:  # with a zero at its end it looks shortened
                assert isinstance(cell, str) and "E" in cell
        else:
            with pytest.raises(BadValue):
                read(cell)


@given(st.dates(date(1927, 5, 18), TODAY))
def test_a_day_is_the_same_in_every_form(day: date) -> None:
    read = reader("legal_date", TODAY)
    serial = (day - date(1899, 12, 30)).days
    for cell in (day, day.isoformat(), f"{day:%d/%m/%Y}", serial, float(serial), str(serial)):
        assert read(cell).value == day.isoformat()
