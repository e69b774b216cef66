"""What was typed into a field: read in one way for each kind, or refused with the field's name."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import CheckConstraint, Date, Enum, inspect
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable
from sqlmodel import AutoString

from koperasi_cli import models as m
from koperasi_cli.errors import BadValue, ExitCode
from koperasi_cli.headings import heading
from koperasi_cli.models import Recorded
from koperasi_cli.registry.fields import clean_text, read_field, read_fields, read_nik
from koperasi_cli.vocabulary import Code, Health, Sector

TODAY = date(2025, 2, 17)
COLUMNS = [
    (model, name)
    for model in Recorded.__subclasses__()
    for name in inspect(model).columns.keys()  # noqa: SIM118
]
TEXTS = [
    (model, name)
    for model, name in COLUMNS
    if isinstance(inspect(model).columns[name].type, AutoString)
    and name not in ("nik", "certificates")
]
PERSONS_NIK = "1813010101900001"

READ: list[tuple[type[Recorded], str, str, Any]] = [
    (m.Cooperative, "name", "  KSP   Krui\n Jaya ", "KSP Krui Jaya"),
    (m.Cooperative, "name", "", None),
    (m.Cooperative, "name", " \t ", None),
    (m.Cooperative, "name", "Koperasi Ñandú “Krui” – データ", "Koperasi Ñandú “Krui” – データ"),
    (m.Cooperative, "sector", "Produsen", Sector.PRODUCER),
    (m.Cooperative, "sector", "savings-loan", Sector.SAVINGS_LOAN),
    (m.Cooperative, "legal_date", "17 Februari 2025", date(2025, 2, 17)),
    (m.Cooperative, "legal_date", "kemarin", date(2025, 2, 16)),
    (m.Cooperative, "nik", "1813010000001", "1813010000001"),
    (m.Cooperative, "nik", "1813.0100 00001", "1813010000001"),
    (m.Cooperative, "nik", "'1813010000001", "1813010000001"),
    (m.Cooperative, "legal_number", "56/BH/PAD/KWK.22/III/96", "56/BH/PAD/KWK.22/III/96"),
    (m.Cooperative, "legal_number", "AHU-0004793.AH.01.26.TAHUN 2020",
     "AHU-0004793.AH.01.26.TAHUN 2020"),
    (m.Cooperative, "name", "Kop\u200beras\u00adi\ufeff", "Koperasi"),
    (m.Cooperative, "note", "RAT 26-01-2024 17-02-2025", "RAT 26-01-2024 17-02-2025"),
    (m.Cooperative, "note", "2024-01-26 - 2025-02-17", "2024-01-26 - 2025-02-17"),
    (m.Cooperative, "phone", "0812-3456-7890, 0813-3456-7890", "0812-3456-7890, 0813-3456-7890"),
    (m.AnnualReport, "turnover", "1,5 miliar", 1_500_000_000),
    (m.AnnualReport, "surplus", "-50jt", -50_000_000),
    (m.AnnualReport, "members_male", "1.234", 1234),
    (m.AnnualReport, "book_year", "2023", 2023),
    (m.AnnualReport, "in_business", "ya", True),
    (m.AnnualReport, "in_business", "t", False),
    (m.AnnualReport, "in_business", "1", True),
    (m.AnnualReport, "in_business", "0", False),
    (m.AnnualReport, "health", "Cukup Sehat", Health.FAIRLY_HEALTHY),
    (m.AnnualReport, "kuk", "4", 4),
    (m.MentoringSession, "hours", "1,5", 1.5),
    (m.Product, "certificates", "P-IRT, halal", "p-irt,halal"),
    (m.Product, "certificates", " , ", None),
]  # fmt: skip


@pytest.mark.parametrize(("model", "name", "text", "value"), READ)
def test_a_field_is_read(model: type[Recorded], name: str, text: str, value: Any) -> None:
    assert read_field(model, name, text, today=TODAY) == value


REFUSED: list[tuple[type[Recorded], str, str]] = [
    (m.Cooperative, "nik", "181301000001"),
    (m.Cooperative, "nik", "18130100000011"),
    (m.Cooperative, "nik", PERSONS_NIK),
    (m.Cooperative, "nik", "1813 0101 0190 0001"),
    (m.Cooperative, "nik", "5.10401E+12"),
    (m.Cooperative, "nik", "１８１３０１００００００１"),
    (m.Cooperative, "sector", "Pertanian"),
    (m.Cooperative, "sector", "--"),
    (m.Cooperative, "legal_date", "31/02/2024"),
    (m.Cooperative, "legal_date", "0000-00-00"),
    (m.Cooperative, "legal_date", "02/17/2025"),
    (m.Cooperative, "legal_date", "17/02/25"),
    (m.Cooperative, "legal_date", "+99999999999999999999"),
    (m.Cooperative, "legal_date", "1066-10-14"),
    (m.AnnualReport, "turnover", "-1"),
    (m.AnnualReport, "turnover", "9" * 100),
    (m.AnnualReport, "turnover", "banyak"),
    (m.AnnualReport, "members_male", "-3"),
    (m.AnnualReport, "members_male", "2,5"),
    (m.AnnualReport, "members_male", "9" * 20),
    (m.AnnualReport, "members_male", "NaN"),
    (m.AnnualReport, "book_year", "23"),
    (m.AnnualReport, "book_year", "20233"),
    (m.AnnualReport, "book_year", "２０２３"),
    (m.AnnualReport, "in_business", "maybe"),
    (m.AnnualReport, "kuk", "0"),
    (m.AnnualReport, "kuk", "5"),
    (m.Target, "quarter", "5"),
    (m.MentoringSession, "hours", "1001"),
    (m.MentoringSession, "hours", "inf"),
    (m.MentoringSession, "hours", "1e5"),
    (m.Product, "certificates", "halal, kosher"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "name", "text"), REFUSED)
def test_a_value_that_cannot_be_is_refused_by_the_fields_name(
    model: type[Recorded], name: str, text: str
) -> None:
    with pytest.raises(BadValue) as refused:
        read_field(model, name, text, today=TODAY)
    assert refused.value.message.startswith(f"{heading(name)}: ")
    assert refused.value.exit_code == ExitCode.USAGE


BAD_TEXTS = {
    "escape": "Koperasi \x1b[31mA",
    "bell": "Koperasi \x07",
    "null": "Koperasi \x00A",
    "delete": "Koperasi\x7f",
    "C1": "Koperasi \x9b31m",
    "right to left": "Koperasi \u202eA",
    "isolate": "Koperasi \u2066A\u2069",
    "tag characters": "Koperasi \U000e0041",
    "lone surrogate": "Koperasi \udcff",
    "too long": "x" * 10_000,
    "person's NIK": f"Ketua {PERSONS_NIK}",
    "person's NIK in groups": "Ketua 1813 0101 0190 0001",
    "person's NIK with dots": "1813.0101.0190.0001",
    "person's NIK with dashes": "NIK:18-13-01-010190-0001.",
    "person's NIK with wide dashes": "1813 - 0101 - 0190 - 0001",
    "person's NIK over lines": "1813010101\n900001",
    "person's NIK in other digits": "１８１３０１０１０１９００００１",
}


@pytest.mark.parametrize(
    ("model", "name"), TEXTS, ids=[f"{model.__tablename__}.{name}" for model, name in TEXTS]
)
def test_no_text_field_takes_what_must_not_be_stored(model: type[Recorded], name: str) -> None:
    for what, text in BAD_TEXTS.items():
        with pytest.raises(BadValue):
            pytest.fail(f"{what}: taken as {read_field(model, name, text, today=TODAY)!r}")


@pytest.mark.parametrize("text", ["181301010190000", "18130101019000011", "844A/BH/VIII/1980"])
def test_digits_that_are_no_persons_nik(text: str) -> None:
    assert clean_text(text, 100) == text


def test_a_persons_nik_is_called_by_its_name() -> None:
    with pytest.raises(BadValue, match="16 digits are a person's NIK"):
        read_nik(PERSONS_NIK)


def test_what_is_empty_is_left_out() -> None:
    typed = {"name": "A", "phone": " ", "sector": ""}
    assert read_fields(m.Cooperative, typed, today=TODAY) == {"name": "A"}


awkward = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(codec=None), max_size=20),
    st.text("0123456789.,-+/ RpjtEe", max_size=40),
    st.from_regex(r"[+-]?[0-9]{1,40}", fullmatch=True),
    st.dates().map(str),
    st.sampled_from([code.value for codes in Code.__subclasses__() for code in codes]),
)


@pytest.fixture(scope="module")
def checked() -> Iterator[sqlite3.Connection]:
    """The CHECKs of every column, asked one by one."""
    with closing(sqlite3.connect(":memory:")) as connection:
        yield connection


@given(st.sampled_from(COLUMNS), awkward)
def test_any_text_is_read_or_refused(
    checked: sqlite3.Connection, column: tuple[type[Recorded], str], text: str
) -> None:
    """Whatever is typed, nothing but ``BadValue`` comes of it; and what is read, the database takes."""
    model, name = column
    try:
        value = read_field(model, name, text, today=TODAY)
    except BadValue as refused:
        assert refused.message and "\n" not in refused.message
        return
    if value is None or (model, name) == (m.Tag, "name"):  # see read_tag
        return
    kind = inspect(model).columns[name].type
    stored = value.isoformat() if isinstance(kind, Date) else value
    for check in _checks(model, name):
        assert checked.execute(f"SELECT {check} FROM (SELECT ? AS {name})", (stored,)).fetchone()[0]


def _checks(model: type[Recorded], name: str) -> list[str]:
    """The constraints that speak of this column and of no other."""
    columns = inspect(model).columns
    return [
        str(constraint.sqltext)
        for constraint in inspect(model).local_table.constraints  # type: ignore[attr-defined]
        if isinstance(constraint, CheckConstraint)
        and not isinstance(columns[name].type, Enum)
        and name in str(constraint.sqltext).replace("(", " ").replace(")", " ").split()
        and not any(
            other in str(constraint.sqltext).replace("(", " ").replace(")", " ").split()
            for other in columns.keys()  # noqa: SIM118
            if other != name
        )
        and name != "id"
    ]


def test_the_property_above_knows_the_constraints() -> None:
    assert _checks(m.AnnualReport, "kuk") == ["kuk BETWEEN 1 AND 4"]
    assert "kuk BETWEEN 1 AND 4" in str(
        CreateTable(m.AnnualReport.__table__).compile(dialect=sqlite.dialect())  # type: ignore[attr-defined]
    )
