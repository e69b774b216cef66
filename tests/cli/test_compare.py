"""``koperasi compare``: the registry held against a list."""

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from koperasi_cli.database import Database

HEADER = "Nama Koperasi,NIK,Nomor Badan Hukum,Kecamatan,Pekon,Status\n"
SAME = "KPRI SAI BETIK,1801060008001,351/BH/IV/1986,Pesisir Tengah,Pasar Kota Krui,KA\n"
DIFFERS = (
    "Koperasi Jasa Ombak Selatan,1813080007001,"
    "001000/BH/M.KUKM.2/VIII/2018,Pesisir Selatan,Biha,KTA\n"
)
NEW = "Koperasi Produsen Kakao Mulang Maya,1813100004009,-,Bengkunat,Mulang Maya,KA\n"
TWIN = "Koperasi Nelayan Jukung Bahari,1813080008009,-,Pesisir Selatan,Biha,KA\n"
BAD = "Koperasi Tanpa Angka,12345,-,Lemong,-,KA\n"
EVERY = HEADER + SAME + DIFFERS + NEW + TWIN


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(EVERY, encoding="utf-8")
    return path


def rows(run: Any, *words: object) -> list[dict[str, str]]:
    ran = run("compare", *words, "--format", "csv")
    assert ran.code == 0, ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


def compared(run: Any, *words: object, code: int = 0) -> dict[str, Any]:
    ran = run("compare", *words, "--json")
    assert ran.code == code, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_the_sentence_that_ends_the_argument(sample: Database, run: Any, listed: Path) -> None:
    ran = run("compare", listed)
    assert ran.code == 0, ran.err
    assert "4 in the list, 96 here, 2 the same cooperative, 1 of these differ." in ran.out
    assert "1 only in the list; 93 only here; 1 perhaps the same." in ran.out
    assert "Here: those with a status on 17 February 2025, dissolved ones left out." in ran.out


def test_each_kind_has_its_rows(sample: Database, run: Any, listed: Path) -> None:
    found = rows(run, listed)
    by_kind: dict[str, list[dict[str, str]]] = {}
    for row in found:
        by_kind.setdefault(row["kind"], []).append(row)
    (new,) = by_kind["only-in-file"]
    assert (new["name"], new["line"], new["id"]) == ("Koperasi Produsen Kakao Mulang Maya", "4", "")
    assert new["file"] == "1813100004009; Mulang Maya, Ngaras"
    (twin,) = by_kind["possible"]
    assert (twin["id"], twin["line"]) == ("18", "5")
    assert twin["here"].startswith("Koperasi Nelayan Jukung Bahari; 023995/BH/M.KUKM.2/VIII/2016")
    assert {
        (row["id"], row["field_name"], row["here"], row["file"]) for row in by_kind["differs"]
    } == {
        ("23", "name", "Koperasi Jasa Wisata Ombak Selatan", "Koperasi Jasa Ombak Selatan"),
        ("23", "village_code", "18.13.02.2007", "18.13.02.2008"),
        ("23", "status", "Active", "Inactive"),
    }
    here = {int(row["id"]) for row in by_kind["only-here"]}
    assert here == {*range(1, 97)} - {1, 23, 18}
    assert all(row["what"] for row in found)


def test_json_has_it_all(sample: Database, run: Any, listed: Path) -> None:
    found = compared(run, listed)
    assert [found[key] for key in ("in_file", "here", "same", "differ")] == [4, 96, 2, 1]
    assert len(found["only_here"]) == 93 and found["problems"] == []
    assert {"id": 23, "name": "Koperasi Jasa Wisata Ombak Selatan", "field": "status",
            "book_year": None, "here": "active", "file": "inactive"} in found["differing"]  # fmt: skip
    assert found["possible"][0]["other"]["id"] == 18
    assert found["only_in_file"][0]["nik"] == "1813100004009"


def test_as_a_workbook(sample: Database, run: Any, listed: Path, tmp_path: Path) -> None:
    target = tmp_path / "differences.xlsx"
    ran = run("compare", listed, "--output", target)
    assert ran.code == 0, ran.err
    book = openpyxl.load_workbook(target)
    table, notes = book.worksheets
    assert table.max_row == 1 + 1 + 93 + 1 + 3
    assert "4 in the list, 96 here, 2 the same cooperative, 1 of these differ." in [
        row[0].value for row in notes.iter_rows()
    ]


def test_a_sheet_is_chosen_and_a_heading_mapped(sample: Database, run: Any, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "2024"
    book.active.append(["Nama Koperasi", "NIK"])
    book.active.append(["KUD Lama", "1813010001009"])
    second = book.create_sheet("2025")
    second.append(["Sebutan Kop", "NIK"])
    second.append(["KPRI Sai Betik", 1801060008001])
    book.save(path)
    words = (path, "--sheet", "2025", "--map", "Sebutan Kop=name")
    found = compared(run, *words)
    assert (found["in_file"], found["same"], found["differ"]) == (1, 1, 0)
    assert compared(run, path)["only_in_file"][0]["name"] == "KUD Lama"
    refused = run("compare", path, "--sheet", "2026")
    assert refused.code == 1 and '"2026"' in refused.err


def test_by_name_takes_a_number_on_one_side(sample: Database, run: Any, listed: Path) -> None:
    found = compared(run, listed, "--by-name")
    assert (found["same"], found["possible"]) == (3, [])
    assert {"id": 18, "field": "nik", "here": None, "file": "1813080008009"}.items() <= next(
        change for change in found["differing"] if change["id"] == 18
    ).items()


def test_dissolved_ones_are_not_here(sample: Database, run: Any, listed: Path) -> None:
    assert run("status", "2", "dissolved", "--yes").code == 0
    found = compared(run, listed)
    assert found["here"] == 95
    assert 2 not in {row["id"] for row in found["only_here"]}
    listed.write_text(
        f"{HEADER}Koperasi Produsen Repong Damar Lestari,1813060007001,-,Pesisir Tengah,-,KA\n",
        encoding="utf-8",
    )
    told = compared(run, listed, code=3)
    assert told["same"] == 1
    assert [problem["code"] for problem in told["problems"]] == ["status-sequence"]


def test_an_earlier_day(sample: Database, run: Any, listed: Path) -> None:
    found = compared(run, listed, "--on", "2024-01-26")
    assert found["here"] == 90
    assert max(row["id"] for row in found["only_here"]) == 90
    assert run("compare", listed, "--on", "2025-03-01").code == 1


def test_bad_rows_are_told_and_the_rest_is_compared(
    sample: Database, run: Any, listed: Path
) -> None:
    listed.write_text(EVERY + BAD, encoding="utf-8")
    ran = run("compare", listed)
    assert ran.code == 3
    assert "list.csv:6:NIK: 12345:" in ran.err
    assert "5 in the list, 96 here, 2 the same cooperative" in ran.out


def test_the_registry_is_left_alone(
    sample: Database, run: Any, listed: Path, tmp_path: Path
) -> None:
    before = sample.path.read_bytes()
    run("compare", listed)
    assert sample.path.read_bytes() == before
    beside = {path.name for path in tmp_path.iterdir()} - {"home"}
    assert beside == {"sample.db", "list.csv"}


@pytest.mark.skipif(os.name == "nt", reason="rights are others on Windows")
def test_a_registry_that_may_only_be_read(
    sample: Database, run: Any, listed: Path, tmp_path: Path
) -> None:
    sample.path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        assert compared(run, listed)["same"] == 2
    finally:
        tmp_path.chmod(0o700)


def test_after_an_import_nothing_differs(sample: Database, run: Any, listed: Path) -> None:
    assert run("import", listed, "--by-name").code == 0
    found = compared(run, listed)
    assert [found[key] for key in ("in_file", "here", "same", "differ")] == [4, 97, 4, 0]
    assert (found["only_in_file"], found["possible"], found["differing"]) == ([], [], [])


def test_what_export_wrote_is_the_same(sample: Database, run: Any, tmp_path: Path) -> None:
    for words, name in ((("--layout", "ods"), "ods.csv"), ((), "cooperative.csv")):
        target = tmp_path / name
        assert run("export", *words, "--contacts", "--output", target).code == 0
        found = compared(run, target)
        assert [found[key] for key in ("in_file", "here", "same", "differ")] == [96, 96, 96, 0], (
            name
        )


def test_without_a_registry_or_a_list(run: Any, sample_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    assert run("compare", path, "--db", tmp_path / "none.db").code == 4
    missing = run("compare", path, "--db", sample_file)
    assert missing.code == 1 and "There is no file" in missing.err
    path.write_text("x,y\n1,2\n", encoding="utf-8")
    refused = run("compare", path, "--db", sample_file)
    assert refused.code == 1 and "Nama Koperasi" in refused.err
    assert run("compare", "--db", sample_file).code == 2
