"""What files hold: tables of the registry, lists, both, or neither."""

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from koperasi_cli.errors import BadUsage, BadValue, NotFound, Refused
from koperasi_cli.tabular.lists.mapping import read_mapping
from koperasi_cli.tabular.recognition import Recognised, recognise

SAMPLE = Path(__file__).parents[2] / "data" / "pesisir-barat"
Lines = Sequence[Sequence[str]]
LIST: Lines = [["No", "Nama Koperasi", "NIK"], ["1", "KSP A", ""]]
OTHER: Lines = [["Tahun", "Anggaran"], ["2024", "12"]]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """``make("a.csv", lines)`` or ``make("a.xlsx", {"Sheet": lines})``."""

    def make(name: str, content: Lines | dict[str, Lines]) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict):
            import xlsxwriter

            with xlsxwriter.Workbook(path) as book:
                for sheet_name, lines in content.items():
                    sheet = book.add_worksheet(sheet_name)
                    for at, cells in enumerate(lines):
                        sheet.write_row(at, 0, cells)
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(content)
        return path

    return make


def told(found: Recognised) -> tuple[list[str], list[tuple[str, str | None]]]:
    """The tables, and the lists by file and sheet."""
    lists = [(one.name, one.sheet.name) for one in found.lists]
    return [table.table for table in found.tables], lists


def test_a_folder_of_tables_and_lists(tmp_path: Path, make: Callable[..., Path]) -> None:
    make("region.csv", [["code", "name"], ["18.13", "Pesisir Barat"]])
    make("officer.csv", [["id", "name", "role"], ["1", "Rina", ""]])
    make("daftar.csv", LIST)
    make("buku.xlsx", {"Ngambur": LIST, "Catatan": OTHER, "Way Krui": LIST})
    make("anggaran.csv", OTHER)
    found = recognise([tmp_path])
    tables, lists = told(found)
    assert sorted(tables) == ["officer", "region"]
    assert lists == [("buku.xlsx", "Ngambur"), ("buku.xlsx", "Way Krui"), ("daftar.csv", None)]
    assert [sheet.name for sheet in found.left_out] == ["Catatan"]
    (problem,) = found.refused
    assert (problem.file, problem.code) == ("anggaran.csv", "file-refused")
    assert "Nama Koperasi" in problem.message and "--map" in problem.message


def test_a_mapping_is_of_the_lists_and_leaves_the_tables_alone(
    tmp_path: Path, make: Callable[..., Path]
) -> None:
    make("region.csv", [["code", "name"], ["18.13", "Pesisir Barat"]])
    make("cooperative.csv", [["id", "name", "nik"], ["7", "KSP A", ""]])
    make("daftar.csv", [["Uraian", "Kode"], ["KSP B", ""]])
    found = recognise([tmp_path], mapped=read_mapping(["Uraian=name"]))
    assert told(found) == (["region", "cooperative"], [("daftar.csv", None)])
    assert not found.refused


@pytest.mark.parametrize(
    ("name", "header", "expected"),
    [
        ("wilayah.csv", ["kode", "nama"], "region"),
        ("wilayah.csv", ["Code", "NAME", "level"], "region"),
        ("x.csv", ["id", "name", "role"], "officer"),
        ("COOPERATIVE.csv", ["id", "name"], "cooperative"),
        ("x.csv", ["id", "year", "indicator", "value"], "target"),
    ],
)
def test_tables_by_their_name_or_columns(
    make: Callable[..., Path], name: str, header: list[str], expected: str
) -> None:
    found = recognise([make(name, [header, ["1"] * len(header)])])
    assert told(found) == ([expected], [])


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("cooperative.csv", ["Nama Koperasi", "NIK", "Status"]),
        ("x.csv", ["name", "nik", "status"]),
        ("x.csv", ["code", "name", "nik"]),
        ("x.csv", ["nikKoperasi", "namaKoperasi", "statusGrade"]),
    ],
)
def test_lists_whatever_they_are_called(
    make: Callable[..., Path], name: str, header: list[str]
) -> None:
    tables, lists = told(recognise([make(name, [header, ["1"] * len(header)])]))
    assert (tables, len(lists)) == ([], 1)


def test_ods_is_known_by_its_columns(make: Callable[..., Path]) -> None:
    ods, plain = (
        recognise([make("x.csv", [header, ["1"] * 3])]).lists[0].is_ods
        for header in (["nikKoperasi", "namaKoperasi", "statusGrade"], ["NIK", "Nama", "Status"])
    )
    assert (ods, plain) == (True, False)


class TestSheets:
    """``--sheet``"""

    def test_only_those_chosen(self, make: Callable[..., Path]) -> None:
        path = make("buku.xlsx", {"2023": LIST, "2024": LIST, "Rekap": OTHER})
        assert told(recognise([path], chosen=["2024"]))[1] == [("buku.xlsx", "2024")]
        assert len(recognise([path], chosen=[" 2023 ", "2024"]).lists) == 2
        assert len(recognise([path]).lists) == 2

    def test_case_does_not_count(self, make: Callable[..., Path]) -> None:
        path = make("buku.xlsx", {"Daftar": LIST, "Lain": LIST})
        assert told(recognise([path], chosen=["DAFTAR"]))[1] == [("buku.xlsx", "Daftar")]

    @pytest.mark.parametrize("name", ["2025", "Rekap"])
    def test_none_such(self, make: Callable[..., Path], name: str) -> None:
        path = make("buku.xlsx", {"2024": LIST, "Rekap": OTHER})
        with pytest.raises(NotFound, match=f'There is no sheet "{name}" with a table') as error:
            recognise([path], chosen=[name])
        assert "2024 and Rekap" in (error.value.hint or "")

    def test_text_files_beside_have_none_and_go_in(
        self, tmp_path: Path, make: Callable[..., Path]
    ) -> None:
        make("daftar.csv", LIST)
        make("buku.xlsx", {"2023": LIST, "2024": LIST})
        make("lain.xlsx", {"Sheet1": LIST})
        found = recognise([tmp_path], chosen=["2024"])
        assert told(found)[1] == [("buku.xlsx", "2024"), ("daftar.csv", None)]
        (problem,) = found.refused
        assert problem.message == "lain.xlsx has no sheet 2024. There are: Sheet1"


class TestRefusals:
    """What cannot be imported says what would do."""

    def test_no_header(self, make: Callable[..., Path]) -> None:
        with pytest.raises(Refused) as error:
            recognise([make("x.csv", [["KSP A", "12"], ["KSP B", "13"]])])
        assert error.value.message == "x.csv: no line of it names the columns of a table."
        assert "Nama Koperasi" in (error.value.hint or "")

    def test_no_sheet_with_one(self, make: Callable[..., Path]) -> None:
        with pytest.raises(Refused, match=r"x\.xlsx, A: no line"):
            recognise([make("x.xlsx", {"A": OTHER, "B": OTHER})])

    def test_a_folder_without_files(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        with pytest.raises(Refused, match="no file in"):
            recognise([tmp_path / "empty"])

    def test_one_table_twice(self, make: Callable[..., Path]) -> None:
        lines = [["id", "name", "role"], ["1", "Rina", ""]]
        with pytest.raises(BadUsage, match="hold the same table"):
            recognise([make("a/officer.csv", lines), make("b/officer.csv", lines)])

    @pytest.mark.parametrize("mapping", ["Namma=name", "Nama Kop=name"])
    def test_a_mapped_heading_that_no_file_has(
        self, make: Callable[..., Path], mapping: str
    ) -> None:
        with pytest.raises(
            BadValue, match=f'no.*"{mapping.partition("=")[0]}"'.replace("no", "No")
        ):
            recognise([make("x.csv", LIST)], mapped=read_mapping([mapping]))

    def test_a_table_that_lacks_a_column_is_no_list(self, make: Callable[..., Path]) -> None:
        with pytest.raises(Refused, match="has no columns cooperative_id"):
            recognise([make("product.csv", [["name", "line"], ["Kopi", "retail"]])])


def test_as_lists_tables_of_cooperatives_are_lists_too(tmp_path: Path) -> None:
    found = recognise([SAMPLE], as_lists=True)
    assert told(found) == ([], [("cooperative.csv", None)])


def test_files_of_one_name_are_called_by_their_paths(make: Callable[..., Path]) -> None:
    paths = [make("a/x.csv", LIST), make("b/x.csv", LIST), make("b/y.csv", LIST)]
    found = recognise(paths)
    assert [one.name for one in found.lists] == [str(paths[0]), str(paths[1]), "y.csv"]


def test_json_of_lists_and_of_tables(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([{"nama": "KSP A", "nik": 1813060000001}]), encoding="utf-8")
    assert told(recognise([path]))[1] == [("x.json", None)]
    both = {
        "officer": [{"id": 1, "name": "Rina"}],
        "daftar": [{"Nama Koperasi": "KSP A", "NIK": ""}],
    }
    path.write_text(json.dumps(both), encoding="utf-8")
    assert told(recognise([path])) == (["officer"], [("x.json", "daftar")])
