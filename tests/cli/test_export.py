"""``koperasi export``, and ``--output`` of every other command, from the command line."""

import csv
import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from koperasi_cli.cli.export import read_table
from koperasi_cli.database import Database
from koperasi_cli.errors import BadUsage, Refused

JOURNAL = {"operation", "change", "alembic_version"}


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of a registry but the journal, without the numbers of its rows' own."""
    with sqlite3.connect(path) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in JOURNAL and not name.startswith("sqlite_")
        ]
        return {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall()
            for name in names
        }


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.mark.parametrize("form", ["registry/", "registry.xlsx", "registry.json"])
def test_all_that_is_exported_comes_back(
    sample: Database, run: Any, tmp_path: Path, form: str
) -> None:
    run("edit", "12", "--note", "=1+1", "--address", "'=1")
    run("add", "KSP Sementara", "--sector", "producer")
    run("undo", "--yes")
    out = f"{tmp_path}/{form}"
    assert run("export", "all", "--contacts", "--output", out).code == 0
    copy = tmp_path / "copy.db"
    ran = run("import", out, "--db", copy, "--yes")
    assert ran.code == 0, ran.err
    assert contents(copy) == contents(sample.path)


def test_one_table_as_csv(sample: Database, run: Any, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    ran = run("export", "--output", path, "--delimiter", ";")
    assert ran.code == 0
    assert f"Saved: {path} (cooperatives: 96)." in ran.out
    assert "Phone numbers are left out. To take them along: --contacts" in ran.out
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid;name;nik;") and raw.count(b"\r\n") == 97
    rows = rows_of(path, ";")
    assert {row["phone"] for row in rows} == {""}
    assert {"recorded_at", "withdrawn_at"} <= set(rows[0])
    assert not {"name_key", "legal_key"} & set(rows[0])


def test_a_workbook_is_typed(sample: Database, run: Any, tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    assert run("export", "all", "--output", path).code == 0
    book = openpyxl.load_workbook(path)
    assert {"cooperative", "status_change", "region"} <= set(book.sheetnames)
    header, first, *_ = book["cooperative"].values
    cells = dict(zip(header, first, strict=True))
    assert cells["nik"] == "1801060008001"
    assert cells["legal_date"].isoformat() == "1986-04-22T00:00:00"
    assert cells["recorded_at"] == "2023-01-30T03:00:00Z"
    header, first, *_ = book["annual_report"].values
    cells = dict(zip(header, first, strict=True))
    assert (cells["book_year"], cells["equity"]) == (2019, 120_900_000)


def test_json_is_an_array_or_an_object_of_them(sample: Database, run: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    run("export", "sessions", "--output", path)
    sessions = json.loads(path.read_text("utf-8"))
    assert len(sessions) == 61 and sessions[0]["kind"] == "field-verification"
    run("export", "all", "--output", path)
    everything = json.loads(path.read_text("utf-8"))
    assert everything["mentoring_session"] == sessions
    assert len(everything["status_change"]) == 142


def test_filters_choose_cooperatives(sample: Database, run: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    run("export", "--status", "inactive", "--sector", "producer", "--output", path)
    assert len(rows_of(path)) == 14
    ids = {row["id"] for row in rows_of(path)}
    run("export", "cases", "--status", "inactive", "--sector", "producer", "--output", path)
    assert {row["cooperative_id"] for row in rows_of(path)} <= ids
    refused = run("export", "regions", "--sector", "producer", "--output", path)
    assert refused.code == 2 and "this table is not about them: regions." in refused.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_phone_numbers_go_into_a_file_of_ones_own(
    sample: Database, run: Any, tmp_path: Path
) -> None:
    for words in (["export"], ["export", "all"], ["list"]):
        path = tmp_path / "x.json"
        path.touch(0o644)
        assert run(*words, "--contacts", "--output", path).code == 0
        assert path.stat().st_mode & 0o777 == 0o600
        assert "0812-0000" in path.read_text("utf-8")


def test_the_ministrys_layout_is_indonesian_in_every_interface(
    sample: Database, run: Any, tmp_path: Path
) -> None:
    english, indonesian = tmp_path / "en.csv", tmp_path / "id.csv"
    run("export", "--layout", "ods", "--output", english)
    run("export", "--layout", "ods", "--output", indonesian, "--lang", "id")
    assert english.read_bytes() == indonesian.read_bytes()
    row = rows_of(english)[0]
    assert row["jenisKoperasi"] == "Konsumen" and row["tglPerubahan_terbaru"] == "0000-00-00"
    assert {row["statusGrade"] for row in rows_of(english)} <= {"A", "B", "C1", "C2", "D", "-"}
    run("export", "--layout", "ods", "--output", tmp_path / "x.xlsx")
    _header, first, *_rest = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0].values
    assert first[3].isoformat() == "1986-04-22T00:00:00" and first[5] == "0000-00-00"


@pytest.mark.parametrize(("words", "said"), [
    (["export"], "--output is missing."),
    (["export", "--output", " "], "--output is missing."),
    (["export", "foo", "--output", "x.csv"], 'There is no table "foo".'),
    (["export", "all", "--output", "x.csv"], "A CSV file holds one table."),
    (["export", "--output", "x.md"], ".xlsx, .csv or .json"),
    (["export", "--output", "x.csv", "--layout", "xyz"], 'There is no layout "xyz".'),
    (["export", "all", "--output", "x.csv", "--layout", "ods"], "one of cooperatives"),
    (["export", "--output", "folder", "--layout", "ods"], ".xlsx, .csv or .json"),
    (["export", "--output", "x.csv", "--delimiter", "x"], '"x" is no delimiter.'),
    (["list", "--output", "x.pdf"], ".xlsx, .csv, .json or .md"),
    (["list", "--delimiter", "::"], '"::" is no delimiter.'),
])  # fmt: skip
def test_what_cannot_be_done_is_said(
    sample: Database, run: Any, monkeypatch: Any, tmp_path: Path, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    ran = run(*words)
    assert ran.code == 2 and said in ran.err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(("word", "table"), [
    (None, "cooperative"), ("cooperatives", "cooperative"), ("cooperative", "cooperative"),
    ("koperasi", "cooperative"), ("Sessions", "mentoring_session"), ("cases", "revitalization"),
    ("kegiatan", "mentoring_session"), ("changes of status", "status_change"),
    ("status-changes", "status_change"), ("annual_reports", "annual_report"),
    ("causes", "revitalization_cause"), ("region", "region"), ("ALL", "all"),
])  # fmt: skip
def test_a_table_is_named_in_either_language(word: str | None, table: str) -> None:
    assert read_table(word) == table
    with pytest.raises(BadUsage):
        read_table("xyzzy")


def test_output_takes_the_place_of_the_screen(sample: Database, run: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    ran = run("list", "--columns", "name,nik", "--output", path, "--delimiter", "tab")
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == f"Saved: {path} (96 rows)."
    assert path.read_text("utf-8-sig").startswith("name\tnik\n")
    shown = run("list", "--columns", "name,nik", "--format", "csv", "--delimiter", "tab").out
    assert path.read_text("utf-8-sig") == shown
    again = run("--output", path, "list")
    assert again.out.splitlines()[-1].endswith("(96 rows). The file that was there is replaced.")
    told = run("list", "--output", path, "--json")
    assert json.loads(told.out) == {"file": str(path), "rows": 96}


def test_a_place_that_cannot_be_written_stops_a_command_before_it_writes(
    sample: Database, run: Any, tmp_path: Path
) -> None:
    before = sample.path.read_bytes()
    ran = run("add", "KSP Baru", "--sector", "producer", "--output", tmp_path / "no-such" / "x.csv")
    assert ran.code == 1 and "There is no folder" in ran.err
    assert sample.path.read_bytes() == before
    path = tmp_path / "x.json"
    assert run("add", "KSP Baru", "--sector", "producer", "--output", path).code == 0
    assert json.loads(path.read_text("utf-8"))["name"] == "KSP Baru"


def test_the_code_is_the_reports(registry: Database, run: Any, tmp_path: Path) -> None:
    file = tmp_path / "cooperative.csv"
    file.write_text("id,name,nik\n1,Satu,1\n", encoding="utf-8")
    ran = run("import", file, "--output", tmp_path / "told.json")
    assert ran.code == 3 and "1 problem." in ran.err
    assert json.loads((tmp_path / "told.json").read_text("utf-8"))["problems"]


def test_what_was_saved_before_the_file_failed_is_told(
    registry: Database, run: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    def fails(*_given: object) -> None:
        raise Refused("x.json could not be written: the disk is full.", "Make room.")

    monkeypatch.setattr("koperasi_cli.output.files.save_report", fails)
    ran = run("add", "KSP Baru", "--sector", "producer", "--output", tmp_path / "x.json")
    assert ran.code == 1
    assert "What the command changed is saved all the same: koperasi log" in ran.err
    assert "KSP Baru" in run("list").out
    assert "Make room." in run("list", "--output", tmp_path / "x.json").err


def test_without_a_file_it_asks_on_a_terminal(
    sample: Database, on_a_terminal: Any, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    ran = on_a_terminal("export", answers=[path], width=200)
    assert ran.code == 0 and "Into which file?" in ran.out
    assert len(rows_of(path)) == 96
