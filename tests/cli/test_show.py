"""``koperasi show``: its contract, and the page of one cooperative."""

import json

import pytest

from koperasi_cli.database import Database
from koperasi_cli.reports.cooperatives import COLUMNS

PHONE = "0812-3456-7890"
COOPERATIVE_KEYS = set(COLUMNS)
FURTHER = {
    "status_changes", "sessions", "revitalizations", "financing", "products", "annual_reports",
    "due_years", "missed_years", "newest_in_business", "thresholds",
}  # fmt: skip


def test_json_contract(sample: Database, run) -> None:
    found = json.loads(run("show", 12, "--json").out)
    assert set(found) == COOPERATIVE_KEYS | FURTHER
    (case,) = found["revitalizations"]
    assert {"stage", "causes", "steps", "outcome"} <= set(case)
    assert set(found["status_changes"][0]) == {
        "id", "status", "effective_on", "reason", "decree", "recorded_at", "withdrawn_at",
    }  # fmt: skip
    assert {"on", "kind", "topic", "planned", "result", "participants_male"} <= set(
        found["sessions"][0]
    )
    years = [year["book_year"] for year in found["annual_reports"]]
    assert years == sorted(years, reverse=True)
    assert all(year["in_business"] in (True, False, None) for year in found["annual_reports"])


def test_the_same_object_as_in_the_list(sample: Database, run) -> None:
    listed = {row["id"]: row for row in json.loads(run("list", "--json").out)}
    for id_ in (1, 12, 70):
        shown = json.loads(run("show", id_, "--json").out)
        assert {key: shown[key] for key in COOPERATIVE_KEYS} == listed[id_]


def test_page(sample: Database, run) -> None:
    out = run("show", 12).out
    assert "No. 12 Koperasi Produsen Tapis Sebatin" in out
    assert "Inactive since 10 July 2023. Reason:" in out
    assert "Its case no. 6 is open: Reviewed." in out
    assert "Not recorded: Cooperative number (NIK)" in out
    assert "Annual reports (RAT)" in out


def test_on_a_day(sample: Database, run) -> None:
    assert "On 1 January 2010 it had no status yet." in run("show", 12, "--on", "2010-01-01").out
    earlier = json.loads(run("show", 12, "--on", "2023-07-09", "--json").out)
    assert (earlier["status"], earlier["revitalizations"]) == ("active", [])


def test_withdrawn_decisions_only_with_history(sample: Database, run) -> None:
    assert run("status", 1, "inactive", "--on", "2025-02-10").code == 0
    assert run("status", 1, "active", "--correct", "2025-02-10").code == 0
    assert len(json.loads(run("show", 1, "--json").out)["status_changes"]) == 1
    history = json.loads(run("show", 1, "--history", "--json").out)["status_changes"]
    assert [bool(row["withdrawn_at"]) for row in history] == [False, True]
    assert "Withdrawn" in run("show", 1, "--history").out


@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_phone_only_with_contacts(sample: Database, run, form: str) -> None:
    run("edit", 12, "--phone", PHONE)
    for words in ([], ["--history"]):
        assert PHONE not in run("show", 12, *words, "--format", form).out.replace("\\", "")
    assert PHONE in run("show", 12, "--contacts", "--format", form).out.replace("\\", "")


def test_the_life_of_a_record(sample: Database, run, monkeypatch: pytest.MonkeyPatch) -> None:
    """From registration on: the same as ``log COOP``, in order of time."""
    monkeypatch.setenv("KOPERASI_ACTOR", "Siti")
    for words in (
        ["add", "Koperasi Baru", "--sector", "services", "--on", "2025-02-01"],
        ["edit", 97, "--chair", "Ani", "--phone", PHONE],
        ["status", 97, "inactive", "--on", "2025-02-10", "--reason", "no RAT"],
        ["undo"],
        ["edit", 97, "--chair", "Budi"],
    ):
        assert run(*words, "--yes").code == 0
    found = json.loads(run("show", 97, "--history", "--json").out)
    life = found["history"]
    assert life == json.loads(run("log", 97, "--json").out)[::-1]
    assert "history" not in json.loads(run("show", 97, "--json").out)
    assert [row["command"] for row in life] == ["add", "edit", "status", "undo", "edit"]
    assert {row["actor"] for row in life} == {"Siti"}
    assert [row["undone_by"] for row in life] == [None, None, 5, None, None]
    chairs = [row["fields"].get("chair") for one in life for row in one["rows"]]
    assert [chair for chair in chairs if chair] == [
        {"before": None, "after": "Ani"}, {"before": "Ani", "after": "Budi"},
    ]  # fmt: skip
    assert [bool(row["withdrawn_at"]) for row in found["status_changes"]] == [False, True]
    out = run("show", 97, "--history").out
    titles = [line.split(": ")[1] for line in out.splitlines() if line.startswith("Operation ")]
    assert titles == ["add", "edit", "status (undone by no. 5)", "undo no. 4", "edit"]
    assert "Changes of status, no. 144: Inactive, 10 February 2025  stands  withdrawn" in out


def test_the_life_in_every_format(sample: Database, run, tmp_path) -> None:
    from python_calamine import load_workbook

    run("edit", 12, "--phone", PHONE)
    lines = run("show", 12, "--history", "--format", "csv").out.splitlines()
    logged = run("log", 12, "--format", "csv").out.splitlines()
    assert lines[0] == logged[0]
    assert sorted(lines) == sorted(logged)
    assert lines[-1].startswith("2,")
    assert "## Operation 1, " in run("show", 12, "--history", "--format", "markdown").out
    for form in ("xlsx", "csv", "json", "md"):
        assert run("show", 12, "--history", "--output", tmp_path / f"x.{form}").code == 0
    book = load_workbook(str(tmp_path / "x.xlsx"))
    assert book.sheet_names[-2:] == ["Changes", "Notes"]
    assert book.get_sheet_by_name("Changes").to_python()[-1][0] == 2
    assert PHONE not in "".join((tmp_path / f"x.{f}").read_text() for f in ("csv", "json", "md"))
    assert len(json.loads((tmp_path / "x.json").read_text())["history"]) == 2


def test_csv_is_refused(sample: Database, run) -> None:
    ran = run("show", 12, "--format", "csv")
    assert ran.code == 2
    assert "json" in ran.err


def test_several_and_none(sample: Database, run) -> None:
    assert run("show", "kopi").code == 1
    assert "Koperasi Produsen Kopi Sumberejo" in run("show", "kopi").err
    assert run("show", "no such thing").code == 1


def test_a_bare_cooperative(registry: Database, run) -> None:
    run("add", "Koperasi Baru")
    ran = run("show", 1)
    assert ran.code == 0
    assert "Active since 17 February 2025." in ran.out
    found = json.loads(run("show", 1, "--json").out)
    assert found["sessions"] == found["revitalizations"] == found["products"] == []
