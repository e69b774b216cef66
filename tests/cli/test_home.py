"""Bare ``koperasi``, and ``koperasi info``."""

import json

import pytest

from koperasi_cli.database import Database

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
        "registry", "exists", "office", "today", "headline_en", "headline_id", "totals", "agenda",
        "commands",
    }  # fmt: skip
    assert found["totals"] == {"active": 67, "inactive": 29, "dissolved": 0, "total": 96}
    assert set(found["agenda"]) == {"cooperatives", "due", "rules", "lines"}


def test_the_head_of_the_agenda(sample: Database, run) -> None:
    agenda = json.loads(run("agenda", "--json").out)
    found = json.loads(run("--json").out)["agenda"]
    assert found == {key: agenda[key] for key in found} | {"lines": agenda["lines"][:5]}
    out = run().out
    assert agenda["headline_en"] in out
    assert "The most urgent 5; all of them: koperasi agenda" in out
    shown = [line["name"] in out for line in agenda["lines"]]
    assert shown == [True] * 5 + [False] * 10


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
    assert "Nothing is due or at risk on 17 February 2025." in ran.out


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
