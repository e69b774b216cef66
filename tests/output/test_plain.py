"""Pages off a terminal, and tables on one that is too narrow."""

import pytest

from koperasi_cli.output.narrow import too_narrow
from koperasi_cli.output.plain import page, width
from koperasi_cli.table import Column, Kind, Report, Table

COLUMNS = [
    Column("id", "No.", Kind.NUMBER),
    Column("name", "Name"),
    Column("amount", "Amount", Kind.MONEY),
    Column("note", "Note", empty=""),
]
ROWS = [
    {"id": 1, "name": "Koperasi Satu", "amount": 1_500_000, "note": None},
    {"id": 12, "name": "Dua", "amount": None, "note": "a\x1b[31mb"},
]


def test_columns_are_aligned_and_nothing_trails() -> None:
    report = Report(["Two."], [Table(COLUMNS, ROWS, title="A title")], ["A note."])
    assert page(report, "BANNER", 7, ascii_only=False) == "\n".join(
        [
            "BANNER",
            "",
            "Two.",
            "",
            "A title",
            "No.  Name                Amount  Note",
            "  1  Koperasi Satu  Rp1,500,000",
            " 12  Dua                      -  a\\u001b[31mb",
            "",
            "A note.",
        ]
    )


def test_a_table_without_headings_has_no_heading_line() -> None:
    table = Table([Column("a", ""), Column("b", "")], [{"a": "x", "b": "y"}])
    assert page(Report(tables=[table]), None, 7, ascii_only=True) == "x  y"


def test_an_empty_table_is_no_block() -> None:
    assert page(Report(["None."], [Table(COLUMNS, [])]), None, 7, ascii_only=True) == "None."


@pytest.mark.parametrize(("text", "cells"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("▇▇", 2)])
def test_width_in_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(("room", "narrow"), [(80, False), (46, False), (30, True)])
def test_too_narrow_where_words_would_break(room: int, narrow: bool) -> None:
    assert too_narrow(COLUMNS, ROWS, room, 7) is narrow


def test_too_narrow_where_a_cell_would_be_a_tower() -> None:
    rows = [{**ROWS[0], "note": "word " * 60}]
    assert too_narrow(COLUMNS, rows, 60, 7)
    assert not too_narrow(COLUMNS, rows, 160, 7)


def test_few_columns_stand_side_by_side_unless_words_would_break() -> None:
    rows = [{**ROWS[0], "name": "word " * 60}]
    assert not too_narrow(COLUMNS[:3], rows, 30, 7)
    assert too_narrow(COLUMNS[:3], ROWS, 5, 7)
