"""What people read, held against CLDR."""

from datetime import date

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from koperasi_cli.language import LANGUAGES, Language, speaking
from koperasi_cli.language.writing import (
    day,
    joined,
    moment,
    number,
    percent,
    rupiah,
    short_day,
)

languages = pytest.mark.parametrize("language", LANGUAGES)


@languages
@pytest.mark.parametrize("month", range(1, 13))
def test_days_are_those_of_cldr(language: Language, month: int) -> None:
    d = date(2025, month, 7)
    with speaking(language):
        assert day(d) == format_date(d, "d MMMM y", locale=language)
        assert short_day(d) == format_date(d, "d MMM y", locale=language)


@given(st.integers(-(10**18), 10**18), st.sampled_from(LANGUAGES))
def test_whole_numbers_are_those_of_cldr(value: int, language: Language) -> None:
    with speaking(language):
        assert number(value) == format_decimal(value, locale=language)


@languages
def test_decimals_and_percent_are_those_of_cldr(language: Language) -> None:
    with speaking(language):
        for value in (0.25, 1234.5, -1234567.89):
            assert number(value) == format_decimal(value, locale=language)
        assert number(1234, 2) == format_decimal(1234, "#,##0.00", locale=language)
        assert percent(0.73) == format_percent(0.73, locale=language)
        assert percent(12.345, 1) == format_percent(12.345, "#,##0.0%", locale=language)


@pytest.mark.parametrize(
    ("value", "decimals", "english", "indonesian"),
    [
        (1234.5, None, "1,234.5", "1.234,5"),
        (1234.0, None, "1,234", "1.234"),
        (100.0, None, "100", "100"),
        (2.675, None, "2.68", "2,68"),
        (1.005, 2, "1.01", "1,01"),
        (2.5, 0, "3", "3"),
        (-2.5, 0, "-3", "-3"),
        (-0.001, None, "0", "0"),
        (1234, 1, "1,234.0", "1.234,0"),
        (1e30, 0, "1" + ",000" * 10, "1" + ".000" * 10),
    ],
)
def test_number(value: float, decimals: int | None, english: str, indonesian: str) -> None:
    assert number(value, decimals) == english
    with speaking("id"):
        assert number(value, decimals) == indonesian


@pytest.mark.parametrize(
    ("fraction", "decimals", "english", "indonesian"),
    [
        (0.73, 0, "73%", "73%"),
        (0.145, 0, "15%", "15%"),
        (0.285, 0, "29%", "29%"),
        (0.7255, 1, "72.6%", "72,6%"),
        (0.9999, 0, "100%", "100%"),
        (0.0, 1, "0.0%", "0,0%"),
        (1e-17, 0, "0%", "0%"),
    ],
)
def test_percent(fraction: float, decimals: int, english: str, indonesian: str) -> None:
    assert percent(fraction, decimals) == english
    with speaking("id"):
        assert percent(fraction, decimals) == indonesian


def test_rupiah() -> None:
    assert rupiah(50_000_000) == "Rp50,000,000"
    assert rupiah(-1_500) == "-Rp1,500"
    with speaking("id"):
        assert rupiah(50_000_000) == "Rp50.000.000"
        assert rupiah(-1_500) == "-Rp1.500"
        assert rupiah(0) == "Rp0"


def test_moment_is_on_the_local_clock() -> None:
    assert moment("2025-02-17T03:04:05Z", 7) == "17 Feb 2025 10:04"
    assert moment("2024-12-31T17:30:00Z", 7) == "1 Jan 2025 00:30"
    with speaking("id"):
        assert moment("2025-08-16T20:00:00Z", 9) == "17 Agu 2025 05:00"


def test_joined() -> None:
    assert joined([]) == ""
    assert joined(["a"]) == "a"
    assert joined(["a", "b"]) == "a and b"
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert joined(["a", "b", "c"], "or") == "a, b or c"
    with speaking("id"):
        assert joined(("a", "b", "c")) == "a, b dan c"
