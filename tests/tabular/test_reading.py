"""Any file becomes rows of typed cells, or is refused in words."""

import csv
import json
import os
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from koperasi_cli.errors import Refused
from koperasi_cli.tabular.formulas import guarded
from koperasi_cli.tabular.reading import SUFFIXES, Row, Sheet, find_files, sheets

TABLE = [
    ["No", "Nama Koperasi", "Alamat"],
    ["1", "Koperasi Café, Krui", "Jl. Merdeka; no. 3"],
    ["", "", ""],
    ["2", 'KUD "Maju" | Jaya', "Krui"],
    ["3", "=1+1", "dua\nbaris"],
]


def read(path: Path) -> dict[str | None, list[Row]]:
    return {sheet.name: list(sheet.rows()) for sheet in sheets(path)}


def cells(path: Path) -> list[list[Any]]:
    [sheet] = sheets(path)
    return [row.cells for row in sheet.rows()]


def refusal(path: Path) -> str:
    """What is said when the file is read to its end."""
    with pytest.raises(Refused) as refused:
        read(path)
    return " ".join(filter(None, (refused.value.message, refused.value.hint)))


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """``file("a.csv", "text")``: a file with this text or these bytes."""

    def file(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return file


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_however_a_csv_was_saved(
    tmp_path: Path, encoding: str, delimiter: str, ending: str
) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding=encoding, newline="") as out:
        quoting = csv.QUOTE_MINIMAL if "\n" in ending else csv.QUOTE_ALL
        writer = csv.writer(out, delimiter=delimiter, lineterminator=ending, quoting=quoting)
        writer.writerows([guarded(cell) for cell in row] for row in TABLE)
    [sheet] = sheets(path)
    assert sheet.name is None and not sheet.keyed
    assert [row.cells for row in sheet.rows()] == TABLE
    assert [row.number for row in sheet.rows()] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b\r1;2\n3;4\r\n5;6", [(1, "a b"), (2, "1 2"), (3, "3 4"), (4, "5 6")]),
        ('a,b\n"x\ny",2\n3,4\n', [(1, "a b"), (2, "x\ny 2"), (4, "3 4")]),
        ("sep=;\r\na;b\r\n1;2\r\n", [(2, "a b"), (3, "1 2")]),
        ('"sep=|"\na|b\n', [(2, "a b")]),
        ("nama\nA\nB\n", [(1, "nama"), (2, "A"), (3, "B")]),
        ("nama\nA; B\nC\nD\n", [(1, "nama"), (2, "A; B"), (3, "C"), (4, "D")]),
        ("\n\na,b\n,\n", [(1, ""), (2, ""), (3, "a b"), (4, " ")]),
        ("a;b\n1,5;2,5\n3,5;4,5\n", [(1, "a b"), (2, "1,5 2,5"), (3, "3,5 4,5")]),
        ("DAFTAR KOPERASI, 2024\nKrui\na;b;c\n1;2;3", [
            (1, "DAFTAR KOPERASI, 2024"), (2, "Krui"), (3, "a b c"), (4, "1 2 3"),
        ]),
        ("a\tb\nx, y, z, w\t1\np, q, r, s\t2\n", [
            (1, "a b"), (2, "x, y, z, w 1"), (3, "p, q, r, s 2"),
        ]),
        ("a;b\n", [(1, "a b")]),
        ("a,b\n'=1,''+2\n'x,'\n", [(1, "a b"), (2, "=1 '+2"), (3, "'x '")]),
    ],
)  # fmt: skip
def test_csv(file: Callable[..., Path], text: str, rows: list[tuple[int, str]]) -> None:
    [sheet] = sheets(file("a.txt", text))
    found = [(row.number, " ".join(map(str, row.cells))) for row in sheet.rows()]
    assert found == rows


ANY_CELL = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)


@given(
    rows=st.lists(st.lists(ANY_CELL, min_size=3, max_size=3), max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    # Python quotes a line break by itself only where it is part of the line ending.
    style=st.sampled_from(
        [
            ("\n", csv.QUOTE_ALL),
            ("\r", csv.QUOTE_ALL),
            ("\r\n", csv.QUOTE_ALL),
            ("\r\n", csv.QUOTE_MINIMAL),
        ]
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_csv_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    delimiter: str,
    style: tuple[str, int],
    encoding: str,
) -> None:
    path = tmp_path_factory.getbasetemp() / f"property-{os.getpid()}.csv"
    rows = [["number", "name", "place"], *rows]
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.writer(out, delimiter=delimiter, lineterminator=style[0], quoting=style[1])
        writer.writerows([guarded(cell) for cell in row] for row in rows)
    assert cells(path) == rows


def test_rows_begin_anew_and_stream(file: Callable[..., Path]) -> None:
    [sheet] = sheets(file("a.csv", "a,b\n1,2\n" + "x,y\n" * 1000))
    first, second = sheet.rows(), sheet.rows()
    assert next(first) == next(second) == Row(1, ["a", "b"])
    assert next(first) == Row(2, ["1", "2"])
    assert sum(1 for _row in sheet.rows()) == 1002


def save_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Koperasi"
    sheet["B1"] = "DAFTAR KOPERASI"
    sheet.merge_cells("B1:D1")
    values = [
        "Satu", 5104990020001, 1.5, date(2024, 1, 2), datetime(2024, 1, 2, 3, 4, 5), True,
        "=A1", "#N/A", None, "'x", time(7, 30), " two\nlines ",
    ]  # fmt: skip
    for column, value in enumerate(values, 2):
        sheet.cell(4, column, value)
    sheet["H4"].data_type, sheet["I4"].data_type = "s", "e"
    book.create_sheet("Kosong")
    book.create_sheet("Catatan")["A2"] = "x"
    hidden = book.create_sheet("Rahasia")
    hidden["A1"], hidden.sheet_state = "x", "hidden"
    book.save(path)


def save_xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Koperasi")
    sheet.write(0, 1, "DAFTAR KOPERASI")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for column, value in enumerate(["Satu", 5104990020001, 1.5, date(2024, 1, 2), True], 1):
        sheet.write(3, column, value, day if column == 4 else xlwt.Style.default_style)
    book.add_sheet("Kosong")
    book.add_sheet("Catatan").write(1, 0, "x")
    hidden = book.add_sheet("Rahasia")
    hidden.write(0, 0, "x")
    hidden.visibility = 1
    book.save(str(path))


def save_ods(path: Path) -> None:
    book = OpenDocumentSpreadsheet()

    def row(table: Table, *values: Any, **repeated: Any) -> None:
        line = TableRow(**repeated)
        for value in values:
            kind = {bool: "boolean", str: "string", date: "date"}.get(type(value), "float")
            given = {} if value == "" else {"valuetype": kind}
            if kind != "string":
                key = "value" if kind == "float" else f"{kind}value"
                given[key] = str(value).lower()
            cell = TableCell(**given)
            if value != "":
                cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)

    table = Table(name="Koperasi")
    row(table, "", "DAFTAR KOPERASI")
    row(table, "", numberrowsrepeated="2")
    row(table, "", "Satu", 5104990020001, 1.5, date(2024, 1, 2), True, "#REF!")
    row(table, "", numberrowsrepeated="1048000")
    book.spreadsheet.addElement(table)
    book.spreadsheet.addElement(Table(name="Kosong"))
    notes = Table(name="Catatan")
    row(notes, "")
    row(notes, "x")
    book.spreadsheet.addElement(notes)
    book.save(str(path))


SAVED = {".xlsx": save_xlsx, ".xls": save_xls, ".ods": save_ods}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A workbook of each kind."""
    folder = tmp_path_factory.mktemp("workbooks")
    for suffix, save in SAVED.items():
        save(folder / f"book{suffix}")
    return {suffix: (folder / f"book{suffix}").read_bytes() for suffix in SAVED}


@pytest.mark.parametrize("suffix", SAVED)
def test_workbooks(file: Callable[..., Path], saved: dict[str, bytes], suffix: str) -> None:
    found = sheets(file(f"buku{suffix}", saved[suffix]))
    assert [sheet.name for sheet in found] == ["Koperasi", "Catatan"]
    first = list(found[0].rows())
    assert [row.number for row in first] == [1, 2, 3, 4]
    assert first[0].cells[:3] == ["", "DAFTAR KOPERASI", ""]
    assert first[3].cells[:5] == ["", "Satu", 5104990020001, 1.5, date(2024, 1, 2)]
    assert isinstance(first[3].cells[2], int)
    assert suffix == ".xlsx" or first[3].cells[5:] == ["1", ""][: len(first[3].cells) - 5]
    assert [row.cells for row in found[1].rows()] == [[""], ["x"]]
    assert list(found[0].rows()) == first


def test_cells_of_excel(file: Callable[..., Path], saved: dict[str, bytes]) -> None:
    row = list(sheets(file("a.xlsx", saved[".xlsx"]))[0].rows())[3]
    assert row.cells == [
        "", "Satu", 5104990020001, 1.5, date(2024, 1, 2), "2024-01-02T03:04:05", "1",
        "=A1", "", "", "'x", "07:30:00", " two\nlines ",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xlsx", "a.xls", "a.ods", "A.XLSM"])
@pytest.mark.parametrize("suffix", SAVED)
def test_content_decides_not_the_name(
    file: Callable[..., Path], saved: dict[str, bytes], suffix: str, name: str
) -> None:
    assert [sheet.name for sheet in sheets(file(name, saved[suffix]))] == ["Koperasi", "Catatan"]


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.dat"])
def test_text_with_the_name_of_a_workbook(file: Callable[..., Path], name: str) -> None:
    assert cells(file(name, "a;b\n1;2\n")) == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ([{"a": 1, "b": None}, {"c": True, "a": 2.0}],
         {None: [["a", "b", "c"], [1, "", ""], [2, "", "1"]]}),
        ({"x": [{"a": ["p", 1, None]}], "y": [], "z": [{"b": {"k": "é"}}]},
         {"x": [["a"], ["p,1,"]], "z": [["b"], ['{"k": "é"}']]}),
        ([{"a": "'=1"}, {}], {None: [["a"], ["'=1"], [""]]}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json(
    file: Callable[..., Path], content: Any, found: dict[str | None, Any], encoding: str
) -> None:
    path = file("a.json", json.dumps(content, ensure_ascii=False), encoding)
    assert all(sheet.keyed for sheet in sheets(path))
    assert {name: [row.cells for row in rows] for name, rows in read(path).items()} == found
    assert all([row.number for row in rows] == [*range(len(rows))] for rows in read(path).values())


def worksheet(data: str) -> bytes:
    """An .xlsx whose sheet has this data."""
    import io

    plain, made = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(plain)
    start = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            is_sheet = name.startswith("xl/worksheets/")
            new.writestr(
                name, f"{start}{data}</sheetData></worksheet>" if is_sheet else old.read(name)
            )
    return made.getvalue()


def text_cell(text: str) -> str:
    return f'<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>'


def packed(name: str, flags: int = 0) -> bytes:
    import io

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "x")
    content = made.getvalue()
    # Bit 0 of the flags, in both headers of the entry, says that it is encrypted.
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(header) + offset
        content = content[:at] + bytes([flags]) + content[at + 1 :]
    return content


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEN_MB = "x" * 10_000_000
REFUSED: dict[str, tuple[str, Callable[[], str | bytes], str]] = {
    "nothing": ("a.csv", lambda: "", "a.csv is empty."),
    "only a BOM": ("a.csv", lambda: "\ufeff \n\n", "a.csv is empty."),
    "no cell": ("a.xlsx", lambda: worksheet(""), "a.xlsx is empty."),
    "no object": ("a.json", lambda: '{"x": []}', "a.json is empty."),
    "an open quotation mark": (
        "a.csv", lambda: 'a,b\n1,2\n3,"x\n4,5\n', "a.csv is no CSV from line 3 on.",
    ),
    "text behind a quotation": ("a.csv", lambda: 'a,b\n"x"y,2\n', "no CSV from line 2 on"),
    "NUL": ("a.csv", lambda: "a,b\n1,\0\n", "a.csv is no text file."),
    "neither UTF-8 nor Windows": ("a.csv", lambda: b"a,\x81\xff\n", "is no text file"),
    "broken UTF-16": ("a.csv", lambda: b"\xff\xfea\0,\0\0\xd8", "is no text file"),
    "PDF": ("a.csv", lambda: b"%PDF-1.4\n%x", "is no text file"),
    "no line break": ("a.csv", lambda: "x," * 9_000_000, "is no text file"),
    "web page": ("a.xls", lambda: "\ufeff\n<html><table>", "a.xls is a web page or XML"),
    "web page in UTF-16": ("a.xls", lambda: "<table>".encode("utf-16"), "save it as .xlsx"),
    "XML": ("a.xls", lambda: '<?xml version="1.0"?><Workbook>', "is a web page or XML"),
    "10 MB cell": ("a.csv", lambda: f"a,b\n1,{TEN_MB}\n", "A cell in line 2 of a.csv has more than"),
    "10 MB cell in quotes": ("a.csv", lambda: f'a\n"{TEN_MB}', "Look for a quotation mark"),
    "10 MB cell of Excel": ("a.xlsx", lambda: worksheet(text_cell(TEN_MB)), "A cell in line 2"),
    "10 MB cell of JSON": ("a.json", lambda: json.dumps([{}, {"a": TEN_MB}]), "A cell in line 2"),
    "a million columns": (
        "a.csv", lambda: "a,b\n" + "," * 999_999 + "\n", "Line 2 of a.csv has 1000000 columns",
    ),
    "a million columns of Excel": (
        "a.xlsx", lambda: worksheet('<row r="7"><c r="BDWGN7"><v>1</v></c></row>'),
        "Line 7 of a.xlsx has 1000000 columns; at most 2000 can be read.",
    ),
    "many columns of JSON": (
        "a.json", lambda: json.dumps([{str(n): n for n in range(3000)}]), "has 3000 columns",
    ),
    "a cell far away": (
        "a.xlsx",
        lambda: worksheet(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "a.xlsx is too large to be opened. Look for a cell far away",
    ),
    "zip bomb": ("a.xlsx", lambda: worksheet(" " * 60_000_000), "too large to be opened"),
    "entity": ("a.xlsx", lambda: worksheet(text_cell("&lol;")), "is damaged, or no workbook"),
    "no XML": ("a.xlsx", lambda: worksheet("<row><c><v>"), "is damaged"),
    "packed folder": ("a.zip", lambda: packed("koperasi.csv"), "unpack it"),
    "encrypted zip": ("a.xlsx", lambda: packed("xl/a", flags=1), "protected by a password"),
    "encrypted workbook": (
        "a.xlsx", lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "a.xlsx is protected by a password. Save it without a password",
    ),
    "half an .xls": ("a.xls", lambda: OLE + b"\0" * 600, "a.xls is damaged, or no workbook"),
    "broken JSON": ("a.json", lambda: '[\n{"a": 1},\n{"a" 2}]', "a.json is no JSON from line 3 on"),
    "deep JSON": ("a.json", lambda: "[" * 100_000, "a.json is no JSON."),
    "NaN": ("a.json", lambda: '[{"a": NaN}]', "a.json is no JSON."),
    "many digits": ("a.json", lambda: f'[{{"a": {"1" * 5000}}}]', "a.json is no JSON."),
    "half a character": ("a.json", lambda: '[{"a": "\\ud800"}]', "a.json is no JSON."),
    "another shape": ("a.json", lambda: '{"a": 1}', "It has to be an array of objects"),
    "an array of arrays": ("a.json", lambda: "[[1]]", "a.json is JSON of another shape."),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refused(file: Callable[..., Path], case: str) -> None:
    name, content, said = REFUSED[case]
    assert said in refusal(file(name, content()))


def test_what_is_no_file(tmp_path: Path, file: Callable[..., Path]) -> None:
    assert "is no file" in refusal(tmp_path)
    assert "there is no such file" in refusal(tmp_path / "gone.csv")
    path = file("a.csv", "a,b\n1,2\n")
    [sheet] = sheets(path)
    path.unlink()
    with pytest.raises(Refused, match="there is no such file"):
        list(sheet.rows())


@pytest.mark.skipif(os.name == "nt", reason="there are no such files on Windows")
def test_what_never_ends(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "is no file" in refusal(tmp_path / "pipe.csv")
    assert "is no file" in refusal(Path("/dev/zero"))


def test_without_the_right_to_read(
    file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file("a.csv", "a,b\n")

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refuse)
    assert "there is no right" in refusal(path)


def test_a_reader_that_takes_too_long_is_ended(
    file: Callable[..., Path], saved: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    from koperasi_cli.tabular.reading import workbook

    monkeypatch.setattr(workbook, "SECONDS", 0.2)
    monkeypatch.setattr(workbook, "EXTRACT", "while True: pass")
    assert "is damaged" in refusal(file("a.xlsx", saved[".xlsx"]))


def test_files_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "inner.csv").mkdir(parents=True)
    names = [*(f"data{suffix}" for suffix in SUFFIXES), "B.CSV"]
    for name in (*names, ".hidden.csv", "~$data.xlsx", ".~lock.data.ods#", "notes.md"):
        (folder / name).write_text("x")
    given = [folder, folder / "notes.md", folder / "data.csv"]
    found = [path.name for path in find_files(given)]
    assert found == [*sorted(names), "notes.md"]
    with pytest.raises(Refused, match=r"There is no file .*gone\.csv"):
        find_files([tmp_path / "gone.csv"])
    assert find_files([folder / "inner.csv"]) == []
    assert isinstance(sheets(folder / "data.csv")[0], Sheet)


def test_cells_merged_downwards_stand_in_each_row(tmp_path: Path) -> None:
    """A subdistrict is written once beside its cooperatives; a title reaches over columns."""
    import xlsxwriter

    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:C1", "Daftar")
        sheet.merge_range("A2:A4", "Ngambur")
        sheet.merge_range("B3:C4", "dua kolom")
        for row in range(1, 5):
            sheet.write(row, 3, row)
    (found,) = sheets(path)
    assert [row.cells for row in found.rows()] == [
        ["Daftar", "", "", ""],
        ["Ngambur", "", "", 1],
        ["Ngambur", "dua kolom", "", 2],
        ["Ngambur", "", "", 3],
        ["", "", "", 4],
    ]
