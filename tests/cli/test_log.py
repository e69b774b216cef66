"""``koperasi log``: who changed what, before and after."""

import json

import pytest

from koperasi_cli.database import Database

PHONE, OTHER_PHONE = "0812-3456-7890", "0813-0000-1111"
KEYS = {"id", "at", "actor", "command", "version", "undoes", "undone_by", "changes"}


@pytest.fixture
def changed(sample: Database, run) -> Database:
    """Three changes of one cooperative after the import: operations 2, 3 and 4."""
    assert run("edit", 12, "--phone", PHONE, "--line", "fishery", "--tag", "new").code == 0
    assert run("status", 12, "active", "--reason", "RAT").code == 0
    assert run("edit", 12, "--phone", OTHER_PHONE, "--line", "craft").code == 0
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
    (imported,) = json.loads(run("log", "--operation", 1, "--json").out)
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
    assert "undone by no. 5" in run("log", 12).out


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
