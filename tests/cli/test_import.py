"""``koperasi import``, from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import Database

SAMPLE = Path(__file__).parents[2] / "data" / "pesisir-barat"


def totals(run: Any, *words: str) -> tuple[int, int]:
    counted = json.loads(run("report", "--json", *words).out)["totals"]
    return counted["active"], counted["inactive"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--on", "2023-02-05"), (57, 21)),
        (("--on", "2024-01-26"), (61, 29)),
        (("--on", "2025-02-17"), (67, 29)),
        (("--on", "2024-01-26", "--known-on", "2024-02-20"), (60, 30)),
    ],
)
def test_the_sample_gives_the_published_totals(
    sample: Database, run: Any, words: tuple[str, ...], expected: tuple[int, int]
) -> None:
    assert totals(run, *words) == expected


def test_twice_is_once(sample: Database, run: Any) -> None:
    before = sample.path.read_bytes()
    ran = run("import", SAMPLE)
    assert ran.code == 0 and "Nothing changed." in ran.out
    assert "1 row that was withdrawn was left out." in ran.out
    assert sample.path.read_bytes() == before


def test_a_dry_run_writes_nothing(run: Any, monkeypatch: Any, tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    monkeypatch.setenv("KOPERASI_DB", str(path))
    ran = run("import", SAMPLE, "--dry-run")
    assert ran.code == 0 and "Trial run: nothing was saved." in ran.out
    assert "Saved: 1,059 new rows." in ran.out
    assert not path.exists()


def test_bad_rows_are_told_and_the_rest_goes_in(
    registry: Database, run: Any, tmp_path: Path
) -> None:
    file = tmp_path / "cooperative.csv"
    file.write_text("id,name,nik,telp\n1,Satu,,\n2,Dua,1801060008001234,\n3,,,\n", encoding="utf-8")
    ran = run("import", file)
    assert ran.code == 3
    assert "cooperative.csv:3:nik: **********001234: 16 digits are a person's NIK" in ran.err
    assert "cooperative.csv:4:name: This is missing." in ran.err
    assert "2 problems." in ran.err
    assert "Saved: 2 new rows." in ran.out
    assert "1 row went in without what had a person's NIK in it." in ran.out
    assert "cooperative.csv: these columns are ignored: telp." in ran.out
    assert "2 cooperatives have no status and are counted nowhere." in ran.out


def test_json_is_a_contract(registry: Database, run: Any, tmp_path: Path) -> None:
    file = tmp_path / "cooperative.csv"
    file.write_text("id,name,legal_date\n1,Satu,\n2,Dua,31/02/2020\n", encoding="utf-8")
    ran = run("import", file, "--json")
    assert ran.code == 3
    found = json.loads(ran.out)
    assert found.pop("backup").endswith("-before-import.db")
    assert found == {
        "files": [str(file)],
        "tables": [
            {
                "table": "cooperative",
                "file": None,
                "read": 2,
                "new": 1,
                "changed": 0,
                "known": 0,
                "possible": 0,
                "refused": 1,
                "skipped": 0,
            }
        ],
        "warnings": [],
        "changes": [],
        "possible": [],
        "skipped": [],
        "cleaned": {},
        "problems": [
            {
                "file": "cooperative.csv",
                "line": 3,
                "column": "legal_date",
                "value": "31/02/2020",
                "message": "Date 31/02/2020 is not in the calendar."
                " Write 2025-02-17, 17/02/2025 or 17 February 2025; or today, yesterday, tomorrow,"
                " +14, -3.",
                "code": "bad-value",
                "sheet": None,
            }
        ],
    }


def test_only_the_first_problems_are_listed(registry: Database, run: Any, tmp_path: Path) -> None:
    file = tmp_path / "cooperative.csv"
    file.write_text("id,name,sector\n" + "".join(f"{i},K{i},?\n" for i in range(1, 131)), "utf-8")
    ran = run("import", file)
    assert ran.err.count(":sector:") == 100
    assert "130 problems. These are the first 100; all of them: --json" in ran.err


def test_a_file_that_is_no_table_names_those_that_are(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "koperasi.csv"
    file.write_text("x\n", encoding="utf-8")
    ran = run("import", file)
    assert ran.code == 1
    assert "koperasi.csv: no line of it names the columns of a table." in ran.err
    assert "Nama Koperasi" in ran.err
    assert "cooperative.csv" in ran.err
    assert run("import").code == 2


def test_invented_data_need_a_yes_to_get_among_real_ones(registry: Database, run: Any) -> None:
    assert run("add", "KUD Asli", "--yes").code == 0
    refused = run("import", SAMPLE)
    assert refused.code == 1 and "invented" in refused.err
    ran = run("import", SAMPLE, "--yes")
    assert ran.code == 3 and "office.csv:2:invented" in ran.err
    assert totals(run)[1] == 29


def test_a_published_figure_that_moves_is_told(sample: Database, run: Any, tmp_path: Path) -> None:
    (tmp_path / "cooperative.csv").write_text("id,name\n1,Koperasi Susulan\n", encoding="utf-8")
    (tmp_path / "status_change.csv").write_text(
        "cooperative_id,status,effective_on\n1,active,2020-01-01\n", encoding="utf-8"
    )
    ran = run("import", tmp_path / "cooperative.csv", tmp_path / "status_change.csv")
    assert ran.code == 0
    assert "This changes the figure published on 26 January 2024 (active: 61 to 62)." in ran.out


def test_an_import_can_be_undone_and_repeated(registry: Database, run: Any) -> None:
    assert run("import", SAMPLE).code == 0
    assert run("undo", "--yes").code == 0
    again = run("import", SAMPLE)
    assert again.code == 0, again.err
    assert totals(run) == (67, 29)


def test_numbers_of_files_left_behind_are_asked_about(registry: Any, run: Any) -> None:
    run("add", "KSP Lain")
    run("import", *(SAMPLE / f"{name}.csv" for name in ("region", "officer", "cooperative")))
    refused = run("import", SAMPLE / "status_change.csv")
    assert refused.code == 1
    assert "cooperative_id" in refused.err and "--yes" in refused.err
    assert '"total": 1\n' in run("report", "--json").out.partition('"rows"')[0]
    assert run("import", SAMPLE / "status_change.csv", "--yes").code in (0, 3)


def test_those_without_a_status_can_be_listed(registry: Any, run: Any) -> None:
    files = (SAMPLE / f"{name}.csv" for name in ("region", "officer", "cooperative"))
    assert "koperasi list --missing status" in run("import", *files).out
    run("status", "12", "active")
    listed = json.loads(run("list", "--missing", "status", "--json").out)
    assert len(listed) == 95
    assert {row["status"] for row in listed} == {None}
    assert 12 not in {row["id"] for row in listed}
