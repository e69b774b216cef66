"""What people type: accepted, or refused with a sentence; never anything else."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from koperasi_cli.errors import BadValue
from koperasi_cli.language import LANGUAGES, Language, speaking
from koperasi_cli.language.reading import (
    MOST_RUPIAH,
    read_count,
    read_date,
    read_decimal,
    read_money,
    read_participants,
    read_yes_no,
)
from koperasi_cli.language.writing import day, number, rupiah, short_day

TODAY = date(2025, 2, 17)
READERS: list[Callable[[str], object]] = [
    lambda text: read_date(text, TODAY),
    read_money,
    lambda text: read_money(text, negative=True),
    read_count,
    lambda text: read_decimal(text, most=24),
    read_yes_no,
    read_participants,
]
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
languages = st.sampled_from(LANGUAGES)
likely = st.text("0123456789.,-+/ rpjtbmkFeb", max_size=25)


def refusal(read: Callable[..., object], *values: object, **limits: object) -> BadValue:
    with pytest.raises(BadValue) as caught:
        read(*values, **limits)
    assert caught.value.message
    assert caught.value.hint
    return caught.value


# --- dates


@pytest.mark.parametrize(
    "text",
    [
        *("2025-02-17", "2025/02/17", "2025-2-17", "17/02/2025", "17-02-2025", "17.02.2025"),
        *("17/2/2025", "17 Februari 2025", "17 FEBRUARI 2025", "17 Feb 2025", "17 February 2025"),
        *("17-Feb-2025", "17 Feb. 2025", "17feb2025", " 17  Pebruari\u00a02025\n", "17 Peb 2025"),
        *("today", "Hari Ini", "sekarang", "+0", "-0"),
    ],
)
def test_dates_that_are_read(text: str) -> None:
    assert read_date(text, TODAY) == TODAY


@pytest.mark.parametrize(
    ("text", "month"),
    [
        *(("5 Mei 2024", 5), ("5 May 2024", 5), ("5 Agt 2024", 8), ("5 Agst 2024", 8)),
        *(("5 Agu 2024", 8), ("5 Aug 2024", 8), ("5 Sept 2024", 9), ("5 Okt 2024", 10)),
        *(("5 Nopember 2024", 11), ("5 Nop 2024", 11), ("5 Des 2024", 12), ("5 Dec 2024", 12)),
    ],
)
def test_months_in_both_languages_and_old_spellings(text: str, month: int) -> None:
    assert read_date(text, TODAY) == date(2024, month, 5)


@pytest.mark.parametrize(
    ("text", "days"),
    [("yesterday", -1), ("kemarin", -1), ("tomorrow", 1), ("Besok", 1), ("+14", 14), ("-3", -3)],
)
def test_days_counted_from_today(text: str, days: int) -> None:
    assert read_date(text, TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/02/2025", "Date 31/02/2025 is not in the calendar."),
        ("29 Februari 2025", "Date 29 Februari 2025 is not in the calendar."),
        ("2025-17-02", "Date 2025-17-02 is not in the calendar."),
        ("0/1/2025", "Date 0/1/2025 is not in the calendar."),
        ("17 Smarch 2025", '"smarch" is not a month.'),
        ("17/02-2025", '"17/02-2025" is not a date.'),
        ("17 2025", '"17 2025" is not a date.'),
        ("Feb 2025", '"Feb 2025" is not a date.'),
        ("017/02/2025", '"017/02/2025" is not a date.'),
        ("17/02/202", '"17/02/202" is not a date.'),
        ("20250217", '"20250217" is not a date.'),
        ("14", '"14" is not a date.'),
        ("+", '"+" is not a date.'),
        ("", '"" is not a date.'),
        ("{x}", '"{x}" is not a date.'),
        ("17/02/1899", "Date 17/02/1899 is outside the years 1900 to 2100."),
        ("2101-01-01", "Date 2101-01-01 is outside the years 1900 to 2100."),
        ("+99999", "Date +99999 is outside the years 1900 to 2100."),
        ("-" + "9" * 30, f"Date -{'9' * 30} is outside the years 1900 to 2100."),
    ],
)
def test_dates_that_are_refused(text: str, message: str) -> None:
    assert refusal(read_date, text, TODAY).message == message


def test_the_day_comes_first() -> None:
    assert read_date("02/03/2025", TODAY) == date(2025, 3, 2)
    error = refusal(read_date, "02/17/2025", TODAY)
    assert error.message == "Date 02/17/2025 is not in the calendar."
    assert error.hint == "The day comes first, as in 17/02/2025."


@pytest.mark.parametrize("text", ["17/02/25", "17-02-25", "25-02-17", "17 Feb 25"])
def test_years_have_four_digits(text: str) -> None:
    assert "in full" in (refusal(read_date, text, TODAY).hint or "")


@given(days, languages)
def test_a_day_that_was_written_is_read(d: date, language: Language) -> None:
    with speaking(language):
        written = day(d), short_day(d)
    assert [read_date(text, TODAY) for text in written] == [d, d]
    assert read_date(d.isoformat(), TODAY) == d
    assert read_date(f"{d:%d/%m/%Y}", TODAY) == d


@given(st.dates(), st.integers(-(10**12), 10**12))
def test_no_distance_is_too_far_to_be_refused(today: date, distance: int) -> None:
    with suppress(BadValue):
        read_date(f"{distance:+}", today)


# --- money


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *((text, 50_000_000) for text in ("50000000", "50.000.000", "50,000,000")),
        *((text, 50_000_000) for text in ("Rp 50.000.000", "Rp50.000.000,00", "rp. 50,000,000.00")),
        *((text, 50_000_000) for text in ("Rp50.000.000,-", "IDR 50000000", "50000000.0")),
        *((text, 50_000_000) for text in ("50jt", "50 juta", "50 JUTA rupiah", "50 million")),
        *((text, 1_500_000_000) for text in ("1,5 miliar", "1.5 miliar", "1,5 milyar")),
        *((text, 1_500_000_000) for text in ("1.5 billion", "Rp 1,50 miliar", "1500 juta")),
        *((text, 750_000) for text in ("750rb", "750 ribu", "750 thousand", "0,75 juta")),
        *((text, 2 * 10**12) for text in ("2 triliun", "2 trillion", "2.000.000 juta")),
        *(("1.500", 1_500), ("1,500", 1_500), ("0", 0), ("-0", 0), ("500 rupiah", 500)),
        *(("1,2345 juta", 1_234_500), ("0,125 juta", 125_000), ("1.234,567 juta", 1_234_567_000)),
    ],
)
def test_money_that_is_read(text: str, amount: int) -> None:
    assert read_money(text) == amount


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1.5", '"1.5" is not a whole number of rupiah.'),
        ("1.500,50", '"1.500,50" is not a whole number of rupiah.'),
        ("0.500", '"0.500" is not a whole number of rupiah.'),
        ("50000.000", '"50000.000" is not a whole number of rupiah.'),
        ("1,23456 ribu", '"1,23456 ribu" is not a whole number of rupiah.'),
        ("1.500 juta", '"1.500 juta" can be read in two ways.'),
        ("50m", 'It is not clear what "m" stands for in "50m".'),
        ("50 K", 'It is not clear what "k" stands for in "50 K".'),
        ("50 dollars", 'It is not clear what "dollars" stands for in "50 dollars".'),
        ("2000 triliun", "2000 triliun is more than Rp1,000,000,000,000,000."),
        ("-5000", "-5000 is below zero."),
        ("-Rp5.000", "-Rp5.000 is below zero."),
        *(
            (text, f'"{text}" is not an amount in rupiah.')
            for text in ("", "Rp", "juta", "50.00.000", "1.234.56", "1,234,567,8", "--5", "-Rp-5")
        ),
        *(
            (text, f'"{text}" is not an amount in rupiah.')
            for text in ("1e6", "50.", ".5", "$50", "5 0", "1_000", "{x}", "5,-juta")
        ),
    ],
)
def test_money_that_is_refused(text: str, message: str) -> None:
    assert refusal(read_money, text).message == message


@pytest.mark.parametrize("text", ["-1.500.000", "-Rp1.500.000", "Rp -1.500.000", "-1,5jt"])
def test_a_surplus_can_be_negative(text: str) -> None:
    assert read_money(text, negative=True) == -1_500_000
    refusal(read_money, text)
    refusal(read_money, "-2000 triliun", negative=True)


@given(st.integers(-MOST_RUPIAH, MOST_RUPIAH), languages)
def test_rupiah_that_were_written_are_read(amount: int, language: Language) -> None:
    with speaking(language):
        written = rupiah(amount)
    assert read_money(written, negative=True) == amount


# --- numbers, yes and no, participants


@pytest.mark.parametrize(
    ("text", "count"),
    [("0", 0), (" 12 ", 12), ("1234", 1234), ("1.234", 1234), ("1,234", 1234), ("007", 7)],
)
def test_counts_that_are_read(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-3", "-3 is below zero."),
        ("1000001", "1000001 is more than 1,000,000."),
        ("1,5", '"1,5" is not a whole number.'),
        *((text, f'"{text}" is not a number.') for text in ("", "-", "+3", "dua", "12.34.567")),
        *((text, f'"{text}" is not a number.') for text in ("1 2", "²", "1e3", "nan")),
    ],
)
def test_counts_that_are_refused(text: str, message: str) -> None:
    assert refusal(read_count, text).message == message


@given(st.integers(0, 1_000_000), languages)
def test_a_count_that_was_written_is_read(count: int, language: Language) -> None:
    with speaking(language):
        written = number(count)
    assert read_count(written) == count


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1.5", 1.5), ("1,5", 1.5), ("8", 8.0), ("0,125", 0.125), ("1500", 1500.0)),
        *(("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.000.000", 1e6)),
    ],
)
def test_decimals_that_are_read(text: str, value: float) -> None:
    assert read_decimal(text, most=1e6) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1.500", '"1.500" can be read in two ways.'),
        ("25", "25 is more than 24."),
        ("-1,5", "-1,5 is below zero."),
        *((text, f'"{text}" is not a number.') for text in ("", "inf", "nan", "1.", ",5")),
    ],
)
def test_decimals_that_are_refused(text: str, message: str) -> None:
    assert refusal(read_decimal, text, most=24).message == message


def test_yes_and_no() -> None:
    assert all(read_yes_no(text) for text in ("y", "Ya", "YES", " ya "))
    assert not any(read_yes_no(text) for text in ("t", "Tidak", "n", "NO"))
    for text in ("", "iya", "ok", "true", "1"):
        assert refusal(read_yes_no, text).message == f'"{text}" is neither yes nor no.'


def test_participants_are_men_and_women() -> None:
    assert read_participants("2/1") == (2, 1)
    assert read_participants(" 10.000 / 0 ") == (10_000, 0)
    for text in ("5", "", "1/2/3"):
        assert "men/women" in (refusal(read_participants, text).hint or "")
    for text in ("/", "2/", "2/-1", "10001/0", "a/b"):
        refusal(read_participants, text)


# --- any text


@pytest.mark.parametrize("zero", ["\N{ARABIC-INDIC DIGIT ZERO}", "\N{FULLWIDTH DIGIT ZERO}"])
@pytest.mark.parametrize("read", READERS)
def test_only_the_digits_of_the_keyboard_are_digits(
    read: Callable[[str], object], zero: str
) -> None:
    digits = {ord("0") + n: ord(zero) + n for n in range(10)}
    for text in ("17/02/2025", "2025-02-17", "17 Feb 2025", "+3", "50.000", "50jt", "12", "1,5"):
        refusal(read, text.translate(digits))
    refusal(read, "2/1".translate(digits))


@pytest.mark.parametrize("read", READERS)
@given(text=st.text() | likely)
@example(text="9" * 5000)
@example(text="+" + "9" * 5000)
@example(text="1" + ".000" * 2000)
@example(text="\x00\ud800{")
def test_any_text_is_read_or_refused(read: Callable[[str], object], text: str) -> None:
    with suppress(BadValue):
        read(text)
