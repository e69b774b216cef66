"""The native layout: every table goes out and comes back, however the file was saved."""

import csv
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.errors import BadUsage, Refused
from koperasi_cli.output.cells import for_spreadsheet
from koperasi_cli.tabular.formulas import guarded, unguarded
from koperasi_cli.tabular.imported import Imported
from koperasi_cli.tabular.native import import_native, layouts
from koperasi_cli.tabular.recognition import find_sources

TODAY = date(2025, 2, 17)
NOW = "2025-02-17T03:00:00Z"
HEAD = "id,name,nik,legal_number,sector,subdistrict_code,village_code"
REGIONS = "code,name\n18.13,Pesisir Barat\n18.13.01,Pesisir Tengah\n18.13.02,Pesisir Selatan\n"
REGIONS += "18.13.01.2001,Way Redak\n"
SAMPLE = Path(__file__).parents[2] / "data" / "pesisir-barat"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "files"
    path.mkdir()
    return path


def take(database: Database, *paths: Path) -> Imported:
    """Import at noon of the test's today."""
    sources, refused = find_sources(paths)
    with database.writing("import", actor="tester", at=NOW) as session:
        result = import_native(session, sources, today=TODAY, end_of_today="2025-02-17T16:59:59Z")
    result.problems[:0] = refused
    return result


def write(folder: Path, **tables: str) -> Path:
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return folder


def ask(database: Database, sql: str) -> list[Any]:
    with closing(sqlite3.connect(database.path)) as connection:
        return [row[0] if len(row) == 1 else row for row in connection.execute(sql)]


def found(result: Imported) -> list[tuple[str, int, str | None, str]]:
    return [(p.file, p.line, p.column, p.code) for p in result.problems]


def dump(database: Database, folder: Path) -> None:
    """Write every table in the native layout."""
    with closing(sqlite3.connect(database.path)) as connection:
        for one in layouts().values():
            columns = ", ".join(f'"{name}"' for name in one.columns)
            rows = connection.execute(f"SELECT {columns} FROM {one.table} ORDER BY id")
            with (folder / f"{one.table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(one.columns)
                writer.writerows([for_spreadsheet(value) for value in row] for row in rows)


def test_every_table_of_the_sample_goes_out_and_comes_back(
    registry: Database, folder: Path, tmp_path: Path
) -> None:
    assert not take(registry, SAMPLE).problems
    dump(registry, folder)
    other = Database(tmp_path / "other.db")
    assert not take(other, folder).problems
    for one in layouts().values():
        sql = f"SELECT * FROM {one.table} ORDER BY id"
        assert ask(registry, sql) == ask(other, sql), one.table
        assert ask(registry, sql), f"the sample has no {one.table}"


def test_a_second_time_nothing_is_new(registry: Database) -> None:
    take(registry, SAMPLE)
    changes = ask(registry, "SELECT count(*) FROM change")
    again = take(registry, SAMPLE)
    assert again.new == 0 and not again.problems
    assert all(t.read == t.known + t.left_out for t in again.tables.values())
    assert ask(registry, "SELECT count(*) FROM change") == changes


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_however_it_was_saved(
    registry: Database, folder: Path, delimiter: str, encoding: str, newline: str
) -> None:
    lines = ["id,name,sector,note", '1,"Koperasi Café, Krui",produsen,-', ",,,", "2,Dua,Jasa,x"]
    rows = [next(csv.reader([line])) for line in lines]
    path = folder / "COOPERATIVE.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator=newline).writerows(rows)
    assert not take(registry, path).problems
    sql = "SELECT name, sector, note FROM cooperative"
    assert ask(registry, sql) == [
        ("Koperasi Café, Krui", "producer", None), ("Dua", "services", "x"),
    ]  # fmt: skip


def test_excels_hint_of_the_delimiter_is_no_header(registry: Database, folder: Path) -> None:
    write(folder, cooperative="sep=;\nid;name\n1;Satu\n9;Sembilan;x\n")
    assert found(take(registry, folder)) == [("cooperative.csv", 4, None, "too-many-cells")]


def test_numbers_in_files_are_the_files_own(registry: Database, folder: Path) -> None:
    take(registry, write(folder, cooperative="id,name,nik\n1,Lama,1813060000001\n"))
    write(
        folder,
        cooperative="id,name,nik\n70,Baru,1813060000002\n50,Lama,1813060000001\n",
        status_change="cooperative_id,status,effective_on\n50,active,2020-01-01\n70,KTA,2021-01-01\n",
        mentoring_session="id,kind,held_on\n9,visit,2024-01-01\n",
        revitalization="id,cooperative_id,opened_on\n3,70,2024-01-01\n",
        attendance="session_id,cooperative_id,revitalization_id\n9,70,3\n9,50,\n",
    )
    assert not take(registry, folder).problems
    assert ask(
        registry,
        "SELECT c.name, s.status FROM status_change s JOIN cooperative c ON c.id = cooperative_id"
        " ORDER BY s.id",
    ) == [("Lama", "active"), ("Baru", "inactive")]
    assert ask(registry, "SELECT cooperative_id, revitalization_id FROM attendance") == [
        (2, 1), (1, None),
    ]  # fmt: skip


def test_without_the_table_referred_to_numbers_are_those_here(
    registry: Database, folder: Path
) -> None:
    take(registry, write(folder, cooperative="id,name\n5,Satu\n"))
    text = "cooperative_id,status,effective_on\n1,active,2020-01-01\n5,active,2020-01-01\n"
    write(folder, status_change=text)
    result = take(registry, folder / "status_change.csv")
    assert result.as_numbers_here == {"cooperative_id"}
    assert found(result) == [("status_change.csv", 3, "cooperative_id", "refers-to-nothing")]


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [
        ("1,Satu,1813060000001,,,,", "9,Anything,1813060000001,,,,", True),
        ("1,Satu,1813060000001,1/BH,,,", "9,Satu,1813060000002,1/BH,,,", False),
        ("1,Satu,1813060000001,1/BH,,,", "9,SATU,,1 / bh,,,", True),
        ("1,Satu,,1/BH,,,", "9,Satu,1813060000001,1/BH,,,", True),
        ("1,Satu,,1/BH,,,", "9,Dua,,1/BH,,,", None),
        ("1,Satu,,1/BH,,,", "9,Satu,,2/BH,,,", False),
        ("1,Koperasi Satu,,1/BH,,18.13.01,", "9,satu,,,,18.13.01,", None),
        ("1,Satu,,,,18.13.01,", "9,Satu,,,,18.13.02,", False),
        ("1,Satu,,,,,18.13.01.2001", "9,Satu,,,,18.13.01,", True),
        ("1,Satu,,,,,", "9,Satu,,,,,", True),
    ],
)
def test_which_cooperative_is_on_record(
    registry: Database, folder: Path, here: str, there: str, same: bool | None
) -> None:
    """Where it only may be, that is a problem, and nothing goes in."""
    take(registry, write(folder, region=REGIONS, cooperative=f"{HEAD}\n{here}\n"))
    result = take(registry, write(folder, cooperative=f"{HEAD}\n{there}\n"))
    counts = result.tables["cooperative"]
    assert [p.code for p in result.problems] == (["possible-duplicate"] if same is None else [])
    assert (counts.known + counts.changed, counts.new) == (same is True, same is False)


def test_two_alike_in_one_file_stay_two(registry: Database, folder: Path) -> None:
    write(folder, cooperative=f"{HEAD}\n1,Satu,,,,,\n2,Satu,,,,,\n")
    assert take(registry, folder).tables["cooperative"].new == 2
    assert take(registry, folder).tables["cooperative"].known == 2


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ("9,Baru,18130600,,,,", "nik", "bad-value"),
        ("9,Baru,1813060000001,,,,", "nik", "twice-in-file"),
        ("1,Baru,,,,,", "id", "same-id"),
        ("x,Baru,,,,,", "id", "bad-value"),
        ("9,,,,,,", "name", "missing"),
        (f"9,{'x' * 201},,,,,", "name", "bad-value"),
        ("9,\x1b[31mBaru,,,,,", "name", "bad-value"),
        ("9,Baru,,,Pertanian,,", "sector", "bad-value"),
        ("9,Baru,,,,18.13.99,", "subdistrict_code", "no-such-region"),
        ("9,Baru,,,,18.13.01.2001,", "subdistrict_code", "wrong-level"),
        ("9,Baru,,,,18.13.02,18.13.01.2001", "village_code", "wrong-place"),
        ("9,Baru,,,,,,x", None, "too-many-cells"),
    ],
)
def test_a_bad_cooperative_is_refused_alone(
    registry: Database, folder: Path, cells: str, column: str | None, code: str
) -> None:
    good = "1,Satu,1813060000001,,,,"
    write(folder, region=REGIONS, cooperative=f"{HEAD}\n{good}\n{cells}\n8,Akhir,,,,,\n")
    result = take(registry, folder)
    assert found(result) == [("cooperative.csv", 3, column, code)]
    assert ask(registry, "SELECT name FROM cooperative") == ["Satu", "Akhir"]


def test_a_persons_nik_costs_the_field_and_not_the_row(registry: Database, folder: Path) -> None:
    row = "9,Baru,1801060008001234,,,,"
    write(folder, region=REGIONS, cooperative=f"{HEAD}\n{row}\n8,Akhir,,,,,\n")
    result = take(registry, folder)
    assert found(result) == [("cooperative.csv", 2, "nik", "persons-nik")]
    assert ask(registry, "SELECT name FROM cooperative WHERE nik IS NULL") == ["Baru", "Akhir"]
    assert "1801060008001234" not in str(result.problems)


@pytest.mark.parametrize(
    ("table", "header", "cells", "column", "code"),
    [
        ("revitalization", "opened_on,closed_on", "2024-02-01,2024-01-01", "closed_on", "wrong-order"),
        ("revitalization", "opened_on,closed_on", "2024-02-01,2024-03-01", "outcome", "missing"),
        ("revitalization", "opened_on,outcome", "2024-02-01,reactivated", "closed_on", "missing"),
        ("annual_report", "book_year,kuk", "2024,5", "kuk", "bad-value"),
        ("annual_report", "book_year,turnover", "2024,-1", "turnover", "bad-value"),
        ("annual_report", "book_year,rat_held_on", "2024,2025-02-18", "rat_held_on", "in-the-future"),
        ("annual_report", "book_year", "1776", "book_year", "bad-value"),
        ("tag", "name", f"{'x' * 51}", "name", "bad-value"),
        ("product", "name,year,capacity", "Kopi,2024,-1", "capacity", "bad-value"),
        ("financing", "lender,scheme", "BRI,loan", "scheme", "bad-value"),
        ("status_change", "status,effective_on", "active,2025-02-18", "effective_on", "in-the-future"),
    ],
)  # fmt: skip
def test_what_the_database_would_refuse_is_a_problem(
    registry: Database, folder: Path, table: str, header: str, cells: str, column: str, code: str
) -> None:
    text = f"cooperative_id,{header}\n1,{cells}\n"
    result = take(registry, write(folder, cooperative="id,name\n1,Satu\n", **{table: text}))
    assert [(p[2], p[3]) for p in found(result)][:1] == [(column, code)]
    assert ask(registry, f"SELECT count(*) FROM {table}") == [0]


def test_a_session_needs_a_day_and_a_target_a_quarter_of_four(
    registry: Database, folder: Path
) -> None:
    write(
        folder,
        mentoring_session="kind,held_on,hours\nvisit,,\nvisit,2024-01-01,2000\n",
        target="year,quarter,indicator,value\n2024,5,active-share,70\n2024,1,active-share,-1\n",
    )
    codes = [p[1:3] for p in found(take(registry, folder))]
    assert codes == [(2, "quarter"), (3, "value"), (2, "held_on"), (3, "hours")]


HISTORY = [
    ("active 2020, inactive 2021, active 2022", "", []),
    ("active 2020, active 2021", "", [3]),
    ("inactive 2022, active 2020", "", []),
    ("dissolved 2020, active 2021", "", [3]),
    ("active 2020, inactive 2020", "", [3]),
    ("inactive 2021", "active 2020, inactive 2022", [2]),
    ("inactive 2021, active 2022", "active 2020, inactive 2023", []),
    ("dissolved 2021", "active 2020, inactive 2023", [2]),
    ("inactive 2020", "active 2020", [2]),
    ("active 2020", "active 2020", []),
]


@pytest.mark.parametrize(("new", "here", "refused"), HISTORY)
def test_decisions_must_make_sense_in_their_order(
    registry: Database, folder: Path, new: str, here: str, refused: list[int]
) -> None:
    def decisions(text: str) -> str:
        pairs = [part.split() for part in text.split(", ") if part]
        rows = "".join(f"1,{status},{year}-01-01\n" for status, year in pairs)
        return f"cooperative_id,status,effective_on\n{rows}"

    write(folder, cooperative="id,name\n1,Satu\n", status_change=decisions(here))
    assert not take(registry, folder).problems
    result = take(registry, write(folder, status_change=decisions(new)))
    assert [problem.line for problem in result.problems] == refused


def test_a_second_open_case_is_refused(registry: Database, folder: Path) -> None:
    text = "cooperative_id,opened_on,closed_on,outcome\n1,2020-01-01,2021-01-01,reactivated\n"
    text += "1,2022-01-01,,\n1,2023-01-01,,\n"
    write(folder, cooperative="id,name\n1,Satu\n", revitalization=text)
    expected = [("revitalization.csv", 4, "opened_on", "second-open-case")]
    assert found(take(registry, folder)) == expected
    assert found(take(registry, folder)) == expected


def test_with_a_refused_row_go_those_that_refer_to_it(registry: Database, folder: Path) -> None:
    write(
        folder,
        cooperative="id,name,sector\n1,Satu,?\n2,Dua,\n",
        revitalization="id,cooperative_id,opened_on\n1,1,2024-01-01\n2,2,2024-01-01\n",
        revitalization_cause="revitalization_id,cause,found_on\n1,no-rat,2024-02-01\n"
        "2,no-rat,2024-02-01\n",
    )
    assert found(take(registry, folder)) == [
        ("cooperative.csv", 2, "sector", "bad-value"),
        ("revitalization.csv", 2, "cooperative_id", "refers-to-nothing"),
        ("revitalization_cause.csv", 2, "revitalization_id", "refers-to-nothing"),
    ]
    assert ask(registry, "SELECT count(*) FROM revitalization_cause") == [1]


def test_times_are_taken_over_only_by_an_empty_registry(registry: Database, folder: Path) -> None:
    text = "id,name,recorded_at,withdrawn_at\n1,Satu,2023-01-01T01:00:00Z,\n"
    text += "2,Dua,2023-01-01T01:00:00Z,2023-02-01T01:00:00Z\n"
    write(folder, cooperative=text)
    assert take(registry, folder).tables["cooperative"].new == 2
    text = text.replace("Satu", "Tiga").replace("Dua", "Empat")
    counts = take(registry, write(folder, cooperative=text)).tables["cooperative"]
    assert (counts.new, counts.left_out) == (1, 1)
    assert ask(registry, "SELECT recorded_at FROM cooperative") == [
        "2023-01-01T01:00:00Z", "2023-01-01T01:00:00Z", NOW,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ("2025-02-18T01:00:00Z,", "recorded_at"),
        ("yesterday,", "recorded_at"),
        ("2023-01-02T01:00:00Z,2023-01-01T01:00:00Z", "withdrawn_at"),
    ],
)
def test_times_that_cannot_be(registry: Database, folder: Path, cells: str, column: str) -> None:
    write(folder, cooperative=f"id,name,recorded_at,withdrawn_at\n1,Satu,{cells}\n")
    assert [p[2] for p in found(take(registry, folder))] == [column]


def test_regions_need_no_more_than_code_and_name(registry: Database, folder: Path) -> None:
    text = "code,name,level\n18.13.01.2001,Way Redak,pekon\n18.13.01,Pesisir Tengah,kecamatan\n"
    text += "18.13,Pesisir Barat,kabupaten\n18,Lampung,\n"
    result = take(registry, write(folder, region=text))
    assert [p[1:3] for p in found(result)] == [(5, "code")]
    assert ask(registry, "SELECT code, level, kind, parent_code FROM region ORDER BY id") == [
        ("18.13", "district", "kabupaten", None),
        ("18.13.01", "subdistrict", "kecamatan", "18.13"),
        ("18.13.01.2001", "village", "pekon", "18.13.01"),
    ]


def test_an_office_is_never_replaced(registry: Database, folder: Path) -> None:
    write(folder, office="name,time_zone\nDinas A,wita\n")
    assert take(registry, folder).tables["office"].new == 1
    write(folder, office="name\nDinas B\n")
    assert take(registry, folder).tables["office"].known == 1
    assert ask(registry, "SELECT name, time_zone FROM office") == [("Dinas A", "wita")]


def test_files_that_are_no_tables(folder: Path) -> None:
    write(folder, cooperative="id,name\n1,Satu\n", notes="x\n1\n", tag="id\n", product="")
    sources, refused = find_sources([folder])
    assert [source.table for source in sources] == ["cooperative"]
    assert [(p.file, p.code) for p in refused] == [
        (name, "file-refused") for name in ("notes.csv", "product.csv", "tag.csv")
    ]
    assert "status_change.csv" in refused[0].message  # the layouts that there are
    for bad in ("notes.csv", "missing.csv", "tag.csv"):
        with pytest.raises(Refused):
            find_sources([folder / bad])
    (folder / "other").mkdir()
    write(folder / "other", cooperative="id,name\n")
    with pytest.raises(BadUsage):
        find_sources([folder, folder / "other"])


def test_a_quotation_mark_without_partner_swallows_no_rows(
    registry: Database, folder: Path
) -> None:
    write(folder, cooperative='id,name\n1,Satu\n2,"Dua\n3,Tiga\n')
    with pytest.raises(Refused, match="line 3"):
        take(registry, folder)
    assert ask(registry, "SELECT count(*) FROM cooperative") == [0]


@pytest.mark.parametrize(
    "text", ["=1+1", "-", "- x", "'quoted'", "'=x", "@home", "", "plain", "+62"]
)
def test_what_looks_like_a_formula_goes_out_and_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@"))
