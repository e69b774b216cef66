"""``koperasi log``: who changed what, before and after."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.reports.journal import Criteria, Face, Showing, journal
from koperasi_cli.reports.resolve import Found
from koperasi_cli.settings import Clock

PHONE, OTHER_PHONE = "0812-3456-7890", "0813-0000-1111"
KEYS = {
    "id", "at", "actor", "command", "version", "undoes", "undone_by", "changes",
    "cooperative_id", "cooperative",
}  # fmt: skip


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for registries that are made once, by the first test that needs them."""
    return tmp_path_factory.mktemp("journals")


@pytest.fixture
def changed(sample: Database, run: Any, made: Path) -> Database:
    """Three changes of one cooperative after the import: operations 2, 3 and 4."""
    kept = made / "changed.db"
    if not kept.exists():
        assert run("edit", 12, "--phone", PHONE, "--line", "fishery", "--tag", "new").code == 0
        assert run("status", 12, "active", "--reason", "RAT").code == 0
        assert run("edit", 12, "--phone", OTHER_PHONE, "--line", "craft").code == 0
        shutil.copy(sample.path, kept)
    shutil.copy(kept, sample.path)
    return sample


def test_operations(changed: Database, run) -> None:
    found = json.loads(run("log", "--json").out)
    assert all(set(row) == KEYS for row in found)
    assert [row["command"] for row in found] == ["edit", "status", "edit", "import"]
    assert found[2]["changes"] == {"cooperative": 1, "tag": 1}
    out = run("log", "--limit", 2).out
    assert "4 operations" in out
    assert "These are the newest 2." in out


def test_after_is_what_the_next_change_found(changed: Database, run) -> None:
    newest, _status, oldest = json.loads(run("log", 12, "--limit", 3, "--json").out)
    (now,) = [row for row in newest["rows"] if row["table_name"] == "cooperative"]
    (then,) = [row for row in oldest["rows"] if row["table_name"] == "cooperative"]
    assert then["fields"]["line"] == {"before": "craft", "after": "fishery"}
    assert now["fields"]["line"] == {"before": "fishery", "after": "craft"}
    (tag,) = [row for row in oldest["rows"] if row["table_name"] == "tag"]
    assert tag["fields"]["name"] == {"before": None, "after": "new"}


def test_the_insert_shows_what_it_inserted(changed: Database, run) -> None:
    (imported,) = json.loads(run("log", 12, "--operation", 1, "--json").out)
    rows = [r for r in imported["rows"] if (r["table_name"], r["row_id"]) == ("cooperative", 12)]
    assert rows[0]["action"] == "insert"
    assert rows[0]["fields"]["line"] == {"before": None, "after": "craft"}
    assert "phone" not in rows[0]["fields"]


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize("words", [["log", 12], ["log", "--operation", 4], ["log"]])
def test_no_phone_without_contacts(changed: Database, run, form: str, words: list[object]) -> None:
    out = run(*words, "--format", form).out.replace("\\", "")
    assert PHONE not in out
    assert OTHER_PHONE not in out


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_phone_with_contacts(changed: Database, run, form: str) -> None:
    out = run("log", "--operation", 4, "--contacts", "--format", form).out.replace("\\", "")
    assert PHONE in out
    assert OTHER_PHONE in out


def test_undone(changed: Database, run) -> None:
    assert run("undo", "--yes").code == 0
    newest, undone, *_rest = json.loads(run("log", "--json").out)
    assert (newest["undoes"], undone["undone_by"]) == (undone["id"], newest["id"])
    assert "edit (undone by no. 5)" in run("log", 12).out
    assert "undo no. 4" in run("log").out


def test_words_and_not_codes_on_the_screen(changed: Database, run) -> None:
    out = run("log", 12).out
    assert "Crafts and home industry" in out
    assert "17 February 2025" in out
    assert "17 Feb 2025" in out


@pytest.mark.parametrize("words", [["--limit", "0"], ["--limit", "many"], ["--operation", "-1"]])
def test_bad_numbers(sample: Database, run, words: list[str]) -> None:
    assert run("log", *words).code == 2


def test_unknown_operation(sample: Database, run) -> None:
    assert run("log", "--operation", 99).code == 1


def test_an_empty_journal(registry: Database, run) -> None:
    ran = run("log")
    assert ran.code == 0
    assert "0 operations" in ran.out
    assert json.loads(run("log", "--json").out) == []


def found(run: Any, *words: object) -> list[dict[str, Any]]:
    """What the journal says, as data."""
    ran = run("log", *words, "--json")
    assert ran.code == 0, (words, ran.err)
    operations: list[dict[str, Any]] = json.loads(ran.out)
    return operations


@pytest.fixture
def several(changed: Database, run: Any, made: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Three people, two days, and an undo: operations 2 to 9."""
    monkeypatch.setenv("KOPERASI_TODAY", "2025-02-20")
    monkeypatch.setenv("KOPERASI_ACTOR", "Budi")
    kept = made / "several.db"
    if not kept.exists():
        for actor, words in (
            ("Siti Aminah", ["mentor", 12, 13, "--kind", "visit", "--on", "2025-02-18"]),
            ("Budi", ["edit", 13, "--tag", "new"]),
            ("SITI AMINAH", ["mentor", 14, "--kind", "training", "--on", "2025-02-19"]),
            ("Budi", ["undo"]),
            ("Budi", ["rat", 12, 2023, "--on", "2025-02-19"]),
        ):
            with monkeypatch.context() as at_the_desk:
                at_the_desk.setenv("KOPERASI_ACTOR", actor)
                assert run(*words, "--yes").code == 0
        shutil.copy(changed.path, kept)
    shutil.copy(kept, changed.path)
    return changed


FILTERS: dict[str, list[Any]] = {
    "cooperative": [None, Found(12, ""), Found(13, "")],
    "actor": [(), ("siti aminah",), ("Budi", "tester")],
    "table": [(), ("tags",), ("Penanda", "mentoring_session")],
    "command": [(), ("ubah", "undo")],
    "period": [(None, None), (date(2025, 2, 18), None), (date(2025, 2, 17), date(2025, 2, 19))],
    "operation": [None, 5],
}  # fmt: skip
BELONGING = (
    "tag", "status_change", "annual_report", "product", "revitalization", "attendance", "financing",
)  # fmt: skip


def test_filters_combine_freely(several: Database) -> None:
    """Every combination, against the same worked out from the bare tables."""
    with several.reading() as connection:
        operations = connection.execute(
            "SELECT id, lower(actor), command, date(at, '+7 hours') FROM operation ORDER BY id DESC"
        ).fetchall()
        changes = [*connection.execute("SELECT operation_id, table_name, row_id FROM change")]
        about = {("cooperative", id_): {id_} for id_ in (12, 13)}
        for table in BELONGING:
            for id_, whose in connection.execute(f"SELECT id, cooperative_id FROM {table}"):
                about[table, id_] = {whose}
        for id_, whose in connection.execute("SELECT session_id, cooperative_id FROM attendance"):
            about.setdefault(("mentoring_session", id_), set()).add(whose)
        answers = set()
        for chosen in product(*FILTERS.values()):
            asked = dict(zip(FILTERS, chosen, strict=True))
            first, last = asked.pop("period")
            meant = asked["cooperative"]
            tables = {"tags": "tag", "Penanda": "tag"}
            wanted = {tables.get(name, name) for name in asked["table"]}
            touched = {
                operation for operation, table, row in changes
                if (not wanted or table in wanted)
                and (meant is None or meant.id in about.get((table, row), ()))
            }  # fmt: skip
            expected = [
                id_ for id_, actor, command, day in operations
                if id_ in touched
                and (not asked["actor"] or actor in map(str.lower, asked["actor"]))
                and (not asked["command"] or command in ("edit", "undo"))
                and (first is None or str(first) <= day)
                and (last is None or day <= str(last))
                and asked["operation"] in (None, id_)
            ]  # fmt: skip
            criteria = Criteria(**asked, first=first, last=last, end_of=Clock().end_of)
            answer = journal(
                connection, criteria, Showing(Face.DATA, 7), limit=99, fields=False, me="",
                commands=["edit", "undo"],
            )  # fmt: skip
            assert [row["id"] for row in answer.data] == expected, asked
            answers.add(tuple(expected))
    assert len(answers) > 20


def test_only_the_rows_that_are_asked_for(several: Database, run) -> None:
    (operation,) = found(run, 13, "--operation", 5, "--table", "attendance")
    assert operation["changes"] == {"mentoring_session": 1, "attendance": 2}
    assert [row["cooperative_id"] for row in operation["rows"]] == [13]
    assert "0 operations" in run("log", 14, "--operation", 5).out
    assert "Only: Table: attendances" in run("log", "--table", "attendance").out


def test_fields_of_whatever_is_found(several: Database, run) -> None:
    assert all("rows" not in row for row in found(run, "--actor", "budi"))
    told = found(run, "--actor", "budi", "--fields")
    assert [row["id"] for row in told] == [9, 8, 6]
    assert all(row["rows"] for row in told)
    out = run("log", "--actor", "budi", "--fields").out
    assert "Tags, no. 16: new (no. 13 " in out
    assert "stands  withdrawn" in out


def test_which_cooperative(several: Database, run) -> None:
    """Where an operation, or a row, is about exactly one."""
    operations = {row["id"]: row for row in found(run, "--fields")}
    about = {id_: row["cooperative_id"] for id_, row in operations.items()}
    assert about == {9: 12, 8: 14, 7: 14, 6: 13, 5: None, 4: 12, 3: 12, 2: 12, 1: None}
    rows = {(row["table_name"], row["cooperative_id"]) for row in operations[5]["rows"]}
    assert rows == {("mentoring_session", None), ("attendance", 12), ("attendance", 13)}
    assert {row["cooperative_id"] for row in operations[7]["rows"]} == {14}
    names = {row["cooperative"] for row in operations[4]["rows"]}
    assert names == {"Koperasi Produsen Tapis Sebatin"} == {operations[4]["cooperative"]}
    out = run("log", "--operation", 5).out
    assert "Attendances, no. 132: Visit, 18 February 2025 (no. 12 Koperasi Produsen Tapis" in out
    assert "(no. 12" not in run("log", 12).out
    assert "edit no. 12 Koperasi Produsen Tapis Sebatin" in " ".join(run("log").out.split())


def test_days_are_those_of_the_office(registry: Database, run, enrol) -> None:
    """The journal's moments are UTC; nine hours ahead of it, a day begins at 15:00."""
    for at in ("2025-02-15T14:59:59Z", "2025-02-15T15:00:00Z", "2025-02-16T14:59:59Z"):
        with registry.writing("test", actor="tester", at=at) as session:
            enrol(session, f"Koperasi {at}")
    assert run("setup", "--time-zone", "wit").code == 0
    asked = ["--command", "test"]
    assert [row["id"] for row in found(run, *asked, "--to", "2025-02-15")] == [1]
    assert [row["id"] for row in found(run, *asked, "--from", "2025-02-16")] == [3, 2]
    assert [
        row["id"] for row in found(run, *asked, "--from", "16/2/2025", "--to", "16/2/2025")
    ] == [
        3,
        2,
    ]
    assert found(run, *asked, "--from", "tomorrow") == []


@pytest.mark.parametrize(("words", "message", "hint"), [
    (["--actor", "Joko"], 'Nobody called "Joko" has changed anything.',
     "There are: Budi, tester, SITI AMINAH, Siti Aminah"),
    (["--actor", "i"], '"i" fits 3 names.', "There are: Budi, SITI AMINAH, Siti Aminah"),
    (["--actor", ""], 'Nobody called "" has changed anything.', "There are: "),
    (["--table", "teg"], 'There is no table "teg".', "There are: office, regions, officers,"),
    (["--command", "edti"], 'There is no command "edti".', "Did you mean: edit?"),
    (["--from", "2025-02-02", "--to", "2025-02-01"],
     "The period ends before it begins: 2 February 2025 to 1 February 2025.", "--from and --to"),
    (["--from", "soon"], '"soon"', ""),
    (["--operation", "99"], "There is no operation no. 99.", "koperasi log"),
])  # fmt: skip
def test_what_is_not_there_is_answered_with_what_is(
    several: Database, run, words: list[str], message: str, hint: str
) -> None:
    ran = run("log", *words)
    assert ran.code in (1, 2)
    assert message in ran.err
    assert hint in ran.err


def test_oneself_and_part_of_a_name(several: Database, run) -> None:
    assert {row["actor"] for row in found(run, "--actor", "me")} == {"Budi"}
    assert {row["actor"] for row in found(run, "--actor", "aminah")} == {
        "Siti Aminah", "SITI AMINAH",
    }  # fmt: skip
    assert found(run, "--command", "finance") == []


def test_an_operation_of_many_rows(changed: Database, run, tmp_path: Path) -> None:
    """The first twenty, and how many more there are: beside the data, where a machine reads them."""
    told = "Of operation no. 1, 1,039 more rows are not shown. All of them: --all"
    ran = run("log", "--operation", 1)
    assert told in ran.out
    ran = run("log", "--operation", 1, "--json")
    assert told in ran.err
    (operation,) = json.loads(ran.out)
    assert len(operation["rows"]) == 20
    (operation,) = found(run, "--operation", 1, "--all")
    assert len(operation["rows"]) == sum(operation["changes"].values())
    counted = {row["table_name"] for row in operation["rows"]}
    assert counted == set(operation["changes"])


RESTORED = (
    "INSERT INTO operation VALUES (9, '2025-02-17T12:00:00Z', 'tester', 'restore', '1', NULL)"
)


def test_an_operation_without_rows(changed: Database, run) -> None:
    with closing(sqlite3.connect(changed.path)) as connection, connection:
        connection.execute(RESTORED)
    for words in (["log"], ["log", "--fields"], ["log", "--operation", 9]):
        out = run(*words).out.lower()
        assert "a backup took the registry's place" in out
        assert ", 17 feb 2025 19:00, tester: restore" in out or "--fields" in out
    (operation,) = found(run, "--operation", 9)
    assert (operation["changes"], operation["rows"]) == ({}, [])
    lines = run("log", "--operation", 9, "--format", "csv").out.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("9,2025-02-17T12:00:00Z,tester,restore,,")
    ran = run("log", "--operation", 7)
    assert "Where there was one, no. 9 (restore) replaced it." in ran.err


def test_one_table_for_a_sheet_and_for_a_program(several: Database, run, tmp_path: Path) -> None:
    from python_calamine import load_workbook

    assert run("log", "--fields", "--from", "18/2/2025", "--output", tmp_path / "x.xlsx").code == 0
    book = load_workbook(str(tmp_path / "x.xlsx"))
    assert book.sheet_names == ["Changes", "Notes"]
    head, *rows = book.get_sheet_by_name("Changes").to_python()
    assert head == [
        "Operation", "When", "Who", "Command", "Undone by", "Undoes", "Cooperative", "Table",
        "Row", "Field", "Before", "After",
    ]  # fmt: skip
    shown = [dict(zip(head, row, strict=True)) for row in rows]
    (tag,) = [row for row in shown if row["Operation"] == 6 and row["Field"] == "Name"]
    assert (tag["After"], tag["Table"], tag["Command"]) == ("new", "tags", "edit")
    lines = run("log", "--operation", 6, "--format", "csv").out.splitlines()
    assert lines[0] == (
        "operation,at,actor,command,undone_by,undoes,cooperative_id,cooperative,table_name,row_id,"
        "action,field,before,after"
    )
    assert [line.split(",")[-3:] for line in lines[1:]] == [
        ["cooperative_id", "", "13"], ["name", "", "new"],
    ]  # fmt: skip
