"""How one cell reads, and that nothing in it is obeyed: by a terminal, a spreadsheet, Markdown."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koperasi_cli.language import LANGUAGES, Language, speaking, visible
from koperasi_cli.output.cells import bar, for_spreadsheet, machine, reading
from koperasi_cli.output.markdown import escaped
from koperasi_cli.table import Column, Kind
from koperasi_cli.tabular.formulas import FORMULA_STARTS, unguarded
from koperasi_cli.vocabulary import ProductCertificate, Sector

any_text = st.text(st.characters(codec=None), max_size=30)


@pytest.mark.parametrize(("text", "shown"), [
    ("Koperasi Ñandú – データ 🐟", "Koperasi Ñandú – データ 🐟"),
    ("[red]A[/red] [/x]", "[red]A[/red] [/x]"),
    ("\x1b[31mred\x1b[0m", "\\u001b[31mred\\u001b[0m"),
    ("\x1b]0;title\x07", "\\u001b]0;title\\u0007"),
    ("\x9b31m", "\\u009b31m"),
    ("a\nb\tc\rd", "a\\u000ab\\u0009c\\u000dd"),
    ("\u202egnp.exe", "\\u202egnp.exe"),
    ("\u2066a\u2069", "\\u2066a\\u2069"),
    ("a\u200bb", "a\\u200bb"),
    ("\udcff", "\\udcff"),
    ("a\u00a0b", "a\u00a0b"),
])  # fmt: skip
def test_what_a_terminal_would_obey_is_shown_as_what_it_is(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(any_text)
def test_nothing_that_is_shown_commands_a_terminal(text: str) -> None:
    shown = visible(text)
    assert all(c.isprintable() or c.isspace() for c in shown)
    assert not set(shown) & set("\x1b\n\r\t\x07\x08\x9b\u2028\u2029\u202e\u2066")
    shown.encode()


@pytest.mark.parametrize(("text", "cell"), [
    ("=1+1", "'=1+1"), ("+62812", "'+62812"), ("-", "'-"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("'=1", "''=1"), ("''=1", "'''=1"),
    ("Koperasi", "Koperasi"), ("'t Winkeltje", "'t Winkeltje"), ("a=1", "a=1"), ("", ""),
])  # fmt: skip
def test_what_a_spreadsheet_would_compute_is_text(text: str, cell: str) -> None:
    assert for_spreadsheet(text) == cell


@given(st.one_of(any_text, st.text("'=+-@\t\r a", max_size=8)))
def test_what_was_guarded_is_restored(text: str) -> None:
    assert unguarded(for_spreadsheet(text)) == text
    assert not for_spreadsheet(text).startswith(FORMULA_STARTS)


@pytest.mark.parametrize(("value", "cell"), [
    (None, ""), (-5, "-5"), (True, "1"), (False, "0"), (0.5, "0.5"), (date(2025, 2, 17), "2025-02-17"),
    (Sector.PRODUCER, "producer"),
])  # fmt: skip
def test_what_is_no_text_is_itself(value: Any, cell: str) -> None:
    assert for_spreadsheet(value) == cell
    assert machine(value) in (value, cell)


@pytest.mark.parametrize("text", [
    "a|b", "<script>", "**bold**", "_x_", "`x`", "[a](b)", "# x", "&amp;", "~~x~~", "a\\|b",
])  # fmt: skip
def test_markdown_takes_nothing_for_a_sign(text: str) -> None:
    shown = escaped(text)
    for sign in "|<>*_`[]#&~":
        assert shown.count(sign) == shown.count(f"\\{sign}")


@given(any_text)
def test_a_markdown_cell_stays_in_its_row(text: str) -> None:
    shown = escaped(text)
    assert "\n" not in shown
    assert shown.replace("\\\\", "").replace("\\|", "").count("|") == 0


@pytest.mark.parametrize(("kind", "value", "english", "indonesian"), [
    (Kind.TEXT, None, "-", "-"),
    (Kind.TEXT, "", "", ""),
    (Kind.COUNT, 1234, "1,234", "1.234"),
    (Kind.NUMBER, 2024, "2024", "2024"),
    (Kind.SHARE, 0.7308, "73%", "73%"),
    (Kind.SHARE, 0, "0%", "0%"),
    (Kind.MONEY, 50_000_000, "Rp50,000,000", "Rp50.000.000"),
    (Kind.DAY, "2025-02-17", "17 February 2025", "17 Februari 2025"),
    (Kind.DAY, date(2025, 8, 17), "17 August 2025", "17 Agustus 2025"),
    (Kind.MOMENT, "2025-02-17T18:30:00Z", "18 Feb 2025 01:30", "18 Feb 2025 01:30"),
])  # fmt: skip
def test_a_cell_reads_as_people_write(
    kind: Kind, value: Any, english: str, indonesian: str
) -> None:
    column = Column("x", "X", kind)
    assert reading(column, value) == english
    with speaking("id"):
        assert reading(column, value) == indonesian


@pytest.mark.parametrize(("codes", "value", "shown"), [
    (Sector, "producer", "Producer"), (Sector, "Total", "Total"), (Sector, None, "not recorded"),
    (ProductCertificate, "p-irt,halal", "P-IRT; Halal"), (Sector, "\x1b[1m", "\\u001b[1m"),
])  # fmt: skip
def test_a_code_reads_by_its_label(codes: Any, value: Any, shown: str) -> None:
    assert reading(Column("x", "X", Kind.CODE, codes, empty="not recorded"), value) == shown


@pytest.mark.parametrize(("fraction", "cells"), [
    (None, 0), (0, 0), (0.04, 0), (0.06, 1), (0.73, 7), (0.95, 10), (0.96, 10), (1, 10),
])  # fmt: skip
def test_a_bar_has_ten_cells_for_the_whole(fraction: float | None, cells: int) -> None:
    assert bar(fraction, ascii_only=True) == "#" * cells
    assert bar(fraction, ascii_only=False) == "▇" * cells


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("value", "text"), [
    (0, "-"), (0.0, "-"), (None, "-"), ("", ""), (7, "7"), (1234, "1.234"), (-1234, "-1.234"),
    (120.9, "120,9"), (7707.8, "7.707,8"), (1335.85, "1.335,9"), (5.0, "5,0"), (-0.04, "0,0"),
    (-1234.56, "-1.234,6"),
])  # fmt: skip
def test_an_official_figure_is_indonesian_in_every_language(
    language: Language, value: float | None, text: str
) -> None:
    with speaking(language):
        assert reading(Column("n", "N", Kind.OFFICIAL), value) == text
