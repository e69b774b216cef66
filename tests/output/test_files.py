"""Reports and tables as files: what stands in them, and that they are whole or not there."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from koperasi_cli.database import Database
from koperasi_cli.errors import BadUsage, ExitCode, Refused
from koperasi_cli.output import workbook
from koperasi_cli.output.files import Manner, save_report, save_streams
from koperasi_cli.output.limits import cut, sheet_name
from koperasi_cli.output.targets import find_target
from koperasi_cli.table import Column, Kind, Report, Stream, Table
from koperasi_cli.vocabulary import Sector

COLUMNS = [
    Column("id", "No.", Kind.NUMBER),
    Column("name", "Name"),
    Column("nik", "NIK"),
    Column("sector", "Sector", Kind.CODE, Sector, empty="not recorded"),
    Column("members", "Members", Kind.COUNT),
    Column("equity", "Equity", Kind.MONEY),
    Column("share", "Share", Kind.SHARE),
    Column("bar", "", Kind.BAR),
    Column("since", "Since", Kind.DAY),
    Column("at", "When", Kind.MOMENT),
    Column("business", "In business", Kind.YES_NO),
    Column("key", "Key", hidden=True),
]
ROWS: list[dict[str, Any]] = [
    {"id": 1, "name": "=1+1", "nik": "1813060007001", "sector": "savings-loan", "members": 1234.5,
     "equity": 50_000_000, "share": 0.73, "bar": 0.73, "since": "2025-02-17",
     "at": "2025-02-17T18:30:00Z", "business": True, "key": "a"},
    {"id": 2, "name": "Kopi\nLada", "nik": None, "sector": None, "members": 10**15, "equity": None,
     "share": None, "since": "1899-12-31", "at": None, "business": None, "key": "b"},
]  # fmt: skip
TOTAL = {"name": "Total", "members": 1234, "share": 0.5}
REPORT = Report(
    ["2 cooperatives"],
    [Table(COLUMNS, ROWS, total=TOTAL)],
    ["+ a note"],
    {"rows": 2, "on": date(2025, 2, 17)},
    ExitCode.PROBLEMS,
    ["a warning"],
)


def saved(path: Path, report: Report = REPORT, **manner: Any) -> Report:
    return save_report(find_target(str(path)), report, "SAMPLE", Manner(**manner))


def test_a_workbook_has_real_days_and_numbers_under_headings(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    saved(path)
    sheet = openpyxl.load_workbook(path)["2 cooperatives"]
    header, first, second, total = sheet.iter_rows()
    assert [cell.value for cell in header] == [
        "No.", "Name", "NIK", "Sector", "Members", "Equity", "Share", "Since", "When", "In business",
    ]  # fmt: skip
    assert [cell.value for cell in first] == [
        1, "=1+1", "1813060007001", "Savings and loan", 1234.5, 50_000_000, 0.73,
        datetime(2025, 2, 17), datetime(2025, 2, 18, 1, 30), "yes",
    ]  # fmt: skip
    assert [cell.number_format for cell in first] == [
        "0", "General", "General", "General", "#,##0.##", "#,##0", "0%", "dd/mm/yyyy",
        "dd/mm/yyyy hh:mm", "General",
    ]  # fmt: skip
    assert [cell.value for cell in second] == [
        2, "Kopi\nLada", None, "not recorded", str(10**15), None, None, "1899-12-31", None, None,
    ]  # fmt: skip
    assert [cell.value for cell in total][:5] == [None, "Total", None, "not recorded", 1234]
    assert all(cell.font.b for cell in (*header, total[1], total[4]))
    assert not any(cell.font.b for cell in first)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:J3"  # the total stays below when somebody sorts


def test_a_formula_is_text_with_a_sign_that_it_is(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    saved(path)
    cell = openpyxl.load_workbook(path)["2 cooperatives"]["B2"]
    assert cell.data_type != "f" and cell.value == "=1+1"
    assert cell.quotePrefix
    assert not openpyxl.load_workbook(path)["2 cooperatives"]["C2"].quotePrefix
    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1][1] == "=1+1"


def test_what_is_said_stands_on_the_last_sheet(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    saved(path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["2 cooperatives", "Notes"]
    assert [row[0] for row in book["Notes"].values] == ["SAMPLE", "2 cooperatives", "+ a note"]
    assert book["Notes"]["A3"].quotePrefix


def test_columns_are_as_wide_as_what_is_in_them_within_bounds(tmp_path: Path) -> None:
    columns = [Column("a", "A"), Column("b", "B"), Column("c", "C")]
    row = {"a": "x", "b": "x" * 30, "c": "x" * 300}
    saved(tmp_path / "w.xlsx", Report(tables=[Table(columns, [row])]))
    widths = openpyxl.load_workbook(tmp_path / "w.xlsx").worksheets[0].column_dimensions
    assert [round(widths[letter].width) for letter in "ABC"] == [11, 31, 61]


def test_tables_without_rows_have_no_sheet_unless_there_is_no_other(tmp_path: Path) -> None:
    columns = [Column("a", "A")]
    empty, full = Table(columns, [], "Empty"), Table(columns, [{"a": "x"}], "Full: [a/b]")
    again = Table(columns, [{"a": "y"}], "full   a b")
    path = tmp_path / "t.xlsx"
    saved(path, Report(tables=[empty, full, again]))
    assert openpyxl.load_workbook(path).sheetnames == ["Full a b", "full a b (2)", "Notes"]
    saved(path, Report(tables=[empty]))
    assert list(openpyxl.load_workbook(path)["Empty"].values) == [("A",)]
    saved(path, Report(["Nothing."]))
    assert openpyxl.load_workbook(path).sheetnames == ["Notes"]


def test_text_too_long_for_a_cell_is_cut_and_told(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    told = saved(path, Report(tables=[Table([Column("a", "A")], [{"a": "ż" * 40_000}])]))
    cell = openpyxl.load_workbook(path).worksheets[0]["A2"].value
    assert len(cell) == 32_767 and cell.endswith("ż…")
    assert told.lines[-1] == "1 text is longer than a cell of Excel can hold, and was cut."
    assert told.lines[-1] in [row[0] for row in openpyxl.load_workbook(path)["Notes"].values]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_a_csv_file_has_the_cells_of_the_screen_and_what_excel_needs(
    tmp_path: Path, sign: str
) -> None:
    path = tmp_path / "report.csv"
    saved(path, delimiter=sign)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid" + sign.encode() + b"name")
    assert raw.count(b"\r\n") == 3
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=sign))
    assert rows[0] == [column.key for column in COLUMNS if column.key != "bar"]
    assert rows[1][:4] == ["1", "'=1+1", "1813060007001", "savings-loan"]


def test_a_csv_file_holds_the_first_table_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    columns = [Column("a", "A")]
    tables = [Table(columns, [{"a": i}], title) for i, title in enumerate((None, "Capital", None))]
    told = saved(tmp_path / "t.csv", Report(tables=tables))
    assert (tmp_path / "t.csv").read_text("utf-8-sig") == "a\n0\n"
    assert "Left out: Capital and table 3" in told.lines[1]
    saved(tmp_path / "t.csv", Report(["One.", "Two."]))
    assert (tmp_path / "t.csv").read_text("utf-8-sig") == "One.\nTwo.\n"


def test_json_and_markdown_are_what_the_screen_has(tmp_path: Path) -> None:
    saved(tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text("utf-8")) == {"rows": 2, "on": "2025-02-17"}
    saved(tmp_path / "r.md")
    assert (
        (tmp_path / "r.md").read_text("utf-8").startswith("**SAMPLE**\n\n2 cooperatives\n\n| No.")
    )


def test_the_answer_says_where_it_is_and_keeps_code_and_warnings(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    told = saved(path)
    assert told == Report(
        ["2 cooperatives", f"Saved: {path} (2 rows)."], data={"file": str(path), "rows": 2},
        exit_code=ExitCode.PROBLEMS, warnings=["a warning"],
    )  # fmt: skip
    again = f"Saved: {path} (2 rows). The file that was there is replaced."
    assert saved(path).lines == ["2 cooperatives", again]
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["report.json"]


def test_the_file_behind_a_link_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    saved(tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_text())["rows"] == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_only_what_is_private_is_closed_to_others(tmp_path: Path) -> None:
    os.umask(os.umask(0) or 0o022)
    saved(tmp_path / "open.xlsx")
    saved(tmp_path / "closed.xlsx", private=True)
    assert (tmp_path / "closed.xlsx").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "open.xlsx").stat().st_mode & 0o400


@pytest.mark.parametrize(("name", "error", "words"), [
    ("x.pdf", BadUsage, ".xlsx, .csv, .json or .md"),
    ("x", BadUsage, ".xlsx, .csv, .json or .md"),
    ("no-such/x.csv", Refused, "There is no folder"),
    ("folder.csv", Refused, "is a folder"),
    ("file.txt/x.csv", Refused, "cannot be written"),
    (f"{'x' * 300}.csv", Refused, "No file can be called"),
])  # fmt: skip
def test_where_nothing_can_be_written_is_known_before(
    tmp_path: Path, name: str, error: type[Refused], words: str
) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file.txt").touch()
    with pytest.raises(error) as refused:
        saved(tmp_path / name)
    assert words in f"{refused.value.message} {refused.value.hint}"
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "home") == [
        "file.txt", "folder.csv",
    ]  # fmt: skip


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_is_forbidden_is_known_before(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(Refused, match="cannot be written"):
        find_target(str(closed / "x.csv"))
    (tmp_path / "x.csv").touch(0o400)
    with pytest.raises(Refused, match="cannot be written"):
        find_target(str(tmp_path / "x.csv"))


def many(then: BaseException | None = None, rows: int = 20) -> Stream:
    def generated() -> Iterator[tuple[Any, ...]]:
        for i in range(rows):
            yield i, "x"
        if then:
            raise then

    columns = [Column("id", "id", Kind.NUMBER, empty=""), Column("name", "name", empty="")]
    return Stream("cooperative", columns, generated())


@pytest.mark.parametrize("form", [".csv", ".json", ".xlsx", "/"])
def test_what_fails_halfway_leaves_the_old_file_and_nothing_else(tmp_path: Path, form: str) -> None:
    path = tmp_path / ("out" if form == "/" else f"out{form}")
    target = find_target(str(path), (".csv", ".json", ".xlsx"), folders=True)
    if form != "/":
        path.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        save_streams(target, [many(KeyboardInterrupt())], keyed=False)
    left = sorted(p.name for p in tmp_path.iterdir() if p.name != "home")
    assert left == ([] if form == "/" else [path.name])
    assert form == "/" or path.read_text() == "old"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limits")
@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "md"])
def test_a_full_disk_is_told_in_two_lines(sample: Database, tmp_path: Path, form: str) -> None:
    import resource

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))

    path = tmp_path / f"x.{form}"
    path.write_text("old")
    ran = subprocess.run(
        [sys.executable, "-m", "koperasi_cli", "list", "--output", path],
        preexec_fn=full, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1 and ran.stdout == ""
    assert ran.stderr.splitlines() == [
        f"Error: {path} could not be written: the disk is full.",
        "  Make room, or name a file on another disk.",
    ]
    assert path.read_text() == "old"
    assert not list(tmp_path.glob(".koperasi-*"))


def test_more_rows_than_a_sheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 11)
    target = find_target(str(tmp_path / "x.xlsx"))
    assert save_streams(target, [many(rows=10)], keyed=False).counts == {"cooperative": 10}
    with pytest.raises(Refused, match="more rows than a sheet of Excel"):
        save_streams(target, [many(rows=11)], keyed=False)


@pytest.mark.parametrize(("text", "taken", "name"), [
    ("A:b/c", (), "A b c"), ("", (), "1"), ("'Kopi'", (), "Kopi"), ("History", (), "History (2)"),
    ("A", {"a"}, "A (2)"), ("A", {"a", "a (2)"}, "A (3)"), ("x" * 40, (), "x" * 30 + "…"),
    ("x" * 40, {"x" * 30 + "…"}, "x" * 26 + "… (2)"), ("🐟" * 20, (), "🐟" * 15 + "…"),
    ("a\x07\nb", (), "ab"),
])  # fmt: skip
def test_a_sheet_gets_a_name_that_excel_allows(text: str, taken: Any, name: str) -> None:
    assert sheet_name(text, taken) == name


@given(st.text(max_size=50), st.integers(5, 40))
def test_what_is_cut_fits_and_begins_the_same(text: str, longest: int) -> None:
    shorter = cut(text, longest)
    assert len(shorter.encode("utf-16-le")) // 2 <= longest
    assert shorter == text or text.startswith(shorter[:-1])


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1), max_size=8)
)
def test_any_text_comes_back_from_a_workbook(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("texts") / "x.xlsx"
    rows = ((i, text) for i, text in enumerate(texts))
    stream = Stream("t", many().columns, rows)
    save_streams(find_target(str(path)), [stream], keyed=False)
    read = CalamineWorkbook.from_path(path).get_sheet_by_name("t").to_python()
    assert [row[1] for row in read[1:]] == texts
