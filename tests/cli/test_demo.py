"""``koperasi demo``: opened, marked as invented, left again."""

import json
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.settings import data_folder

BANNER = "SAMPLE REGISTRY: all data are invented. Today is 17 February 2025."


@pytest.fixture(autouse=True)
def own_clock(monkeypatch: Any) -> None:
    """The demo brings its own today."""
    monkeypatch.delenv("KOPERASI_TODAY")


def test_it_opens_closes_and_is_kept(run: Any) -> None:
    opened = run("demo")
    assert opened.code == 0, opened.err
    assert opened.out.startswith(BANNER)
    assert "67 active, 29 inactive" in opened.out
    assert "koperasi demo --close" in opened.out
    report = json.loads(run("report", "--on", "2024-01-26", "--json").out)
    assert report["totals"] == {"active": 61, "inactive": 29, "dissolved": 0, "total": 90}

    assert run("add", "KUD Coba", "--yes").code == 0
    assert "Start your own registry with: koperasi setup" in run("demo", "--close").out
    assert run("report").code == 4
    assert json.loads(run("demo", "--json").out)["totals"]["total"] == 97
    assert json.loads(run("demo", "--fresh", "--json").out)["totals"]["total"] == 96


def test_closing_what_is_not_open_says_so(run: Any) -> None:
    ran = run("demo", "--close")
    assert ran.code == 0 and "was not open" in ran.out


def test_a_named_file_is_made_but_not_opened(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "try.db"
    ran = run("demo", "--db", path)
    assert ran.code == 0 and BANNER in ran.out
    assert f"koperasi show 12 --db {path}" in ran.out
    assert path.is_file() and not (data_folder() / "settings.json").exists()
    assert run("demo", "--db", path).code == 0


def test_a_registry_that_is_not_invented_is_left_alone(registry: Database, run: Any) -> None:
    before = registry.path.read_bytes()
    for words in (["demo"], ["demo", "--fresh"]):
        ran = run(*words)
        assert ran.code == 1 and "is a registry that is not invented" in ran.err
    assert registry.path.read_bytes() == before


def test_a_damaged_demo_is_mended_by_a_fresh_one(run: Any) -> None:
    assert run("demo").code == 0
    (data_folder() / "demo.db").write_bytes(b"no database" * 100)
    assert run("report").code == 4
    assert run("demo", "--fresh").code == 0
    assert run("report").code == 0


def test_the_log_of_the_demo_begins_on_its_today(run: Any) -> None:
    run("demo")
    (first,) = json.loads(run("log", "--json").out)[-1:]
    assert first["command"] == "demo"
    # Its today begins seven hours earlier in UTC.
    assert "2025-02-16T17:00:00Z" <= first["at"] < "2025-02-17T17:00:00Z"
    assert first["actor"] == "tester"


def test_today_set_elsewhere_does_not_spoil_it(run: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("KOPERASI_TODAY", "2020-01-01")
    assert run("demo").code == 0
    monkeypatch.delenv("KOPERASI_TODAY")
    assert "67 active, 29 inactive" in run("demo").out
