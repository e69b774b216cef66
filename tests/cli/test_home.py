"""Bare ``koperasi``, and ``koperasi info``."""

import json
import sqlite3
from datetime import date, timedelta

import pytest

from koperasi_cli.database import Database

TODAY = date(2025, 2, 17)
BANNER = "SAMPLE REGISTRY: all data are invented."


def test_without_a_registry(run) -> None:
    ran = run()
    assert (ran.code, ran.err) == (0, "")
    assert all(f"koperasi {name}" in ran.out for name in ("setup", "import", "demo"))
    assert json.loads(run("--json").out)["exists"] is False


def test_with_a_registry(sample: Database, run) -> None:
    out = run().out
    assert "Diskopdag Kab. Pesisir Barat" in out
    assert "96 cooperatives on 17 February 2025: 67 active, 29 inactive." in out


def test_json(sample: Database, run) -> None:
    found = json.loads(run("--json").out)
    assert set(found) == {
        "registry", "exists", "office", "today", "headline_en", "headline_id", "totals", "due",
        "commands",
    }  # fmt: skip
    assert found["totals"] == {"active": 67, "inactive": 29, "dissolved": 0, "total": 96}
    assert all(set(row) == {"key", "count", "command"} for row in found["due"])


def test_what_is_due(sample: Database, run) -> None:
    with sqlite3.connect(sample.path) as connection:
        connection.row_factory = sqlite3.Row
        table = {
            name: connection.execute(f"SELECT * FROM {name} WHERE withdrawn_at IS NULL").fetchall()
            for name in ("revitalization", "attendance", "mentoring_session")
        }
    inactive = {row["id"] for row in json.loads(run("list", "--status", "inactive", "--json").out)}
    cases = [case for case in table["revitalization"] if case["closed_on"] is None]
    held = {s["id"]: s["held_on"] for s in table["mentoring_session"]}
    stale = str(TODAY - timedelta(days=90))

    def last_step(case: sqlite3.Row) -> str:
        own = [a for a in table["attendance"] if a["revitalization_id"] == case["id"]]
        days = [held[a["session_id"]] for a in own if held[a["session_id"]]]
        return max(days, default=case["opened_on"])

    expected = {
        "without_case": len(inactive - {case["cooperative_id"] for case in cases}),
        "past_next_date": sum((case["next_on"] or "9") < str(TODAY) for case in cases),
        "stale_cases": sum(last_step(case) < stale for case in cases),
        "follow_ups": sum(
            (a["follow_up_on"] or "9") <= str(TODAY) and a["followed_up_on"] is None
            for a in table["attendance"]
        ),
        "plans_passed": sum(
            s["held_on"] is None and s["planned_on"] < str(TODAY)
            for s in table["mentoring_session"]
        ),
    }
    found = {row["key"]: row["count"] for row in json.loads(run("--json").out)["due"]}
    assert found == {key: number for key, number in expected.items() if number}


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_commands_named_are_understood(sample: Database, run, language: str) -> None:
    import shlex

    for row in json.loads(run("--json", "--lang", language).out)["due"]:
        assert run(*shlex.split(row["command"])[1:]).code == 0, row["command"]


def test_the_commands_used_most(registry: Database, run) -> None:
    assert json.loads(run("--json").out)["commands"][0] == "add"
    run("add", "Koperasi Satu")
    run("edit", 1, "--chair", "A")
    run("edit", 1, "--chair", "B")
    assert json.loads(run("--json").out)["commands"][:2] == ["edit", "add"]


def test_an_empty_registry(registry: Database, run) -> None:
    ran = run()
    assert ran.code == 0
    assert "koperasi setup" in ran.out
    assert "Nothing is due today." in ran.out


@pytest.mark.parametrize(
    "words", [[], ["list"], ["list", "cases"], ["show", 12], ["log"], ["log", 12], ["info"]]
)
@pytest.mark.parametrize("form", ["table", "markdown", "json"])
def test_every_page_says_that_the_data_are_invented(
    sample: Database, run, words: list[object], form: str
) -> None:
    ran = run(*words, "--format", form)
    assert BANNER in (ran.err if form == "json" else ran.out)


def test_info(sample: Database, run) -> None:
    found = json.loads(run("info", "--json").out)
    assert set(found) == {
        "registry", "exists", "size", "revision", "version", "language", "actor", "today",
        "today_fixed", "office", "counts", "last_operation",
    }  # fmt: skip
    assert found["registry"] == str(sample.path)
    assert found["counts"]["cooperatives"] == 96
    assert found["today_fixed"] is True
    assert str(sample.path) in run("info").out


def test_info_without_a_registry(run, tmp_path) -> None:
    path = tmp_path / "none.db"
    ran = run("info", "--db", path)
    assert ran.code == 0
    assert "There is no registry yet" in ran.out
    assert str(path) in ran.out
    assert not path.exists()
