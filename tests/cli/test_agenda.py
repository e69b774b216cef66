"""``koperasi agenda``: the page, its forms, leaving something out for a while, the calendar."""

import csv
import io
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.reports.agenda.rules import RULES
from koperasi_cli.vocabulary import AgendaRule


def data(run: Any, *words: object) -> Any:
    ran = run("agenda", *words, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def ids(found: Any) -> set[int]:
    return {line["id"] for line in found["lines"]}


def test_the_page(sample: Database, run: Any) -> None:
    out = run("agenda").out
    found = data(run, "--all")
    assert f"Due or at risk on 17 February 2025: {found['due']} of 96 cooperatives." in out
    assert out.index("RAT deadline missed") < out.index(found["lines"][0]["name"])
    lines = [line for line in out.splitlines() if re.match(r" *\d+  \D", line)]
    counted = [line for line in found["rules"] if line["cooperatives"]]
    assert len(lines) == len(counted) + 15
    assert out.rstrip().endswith(f"For all {found['due']} add --all.")
    assert found["lines"][-1]["name"] in run("agenda", "--all").out


def test_json(sample: Database, run: Any) -> None:
    found = data(run)
    assert set(found) == {
        "report", "on", "headline_en", "headline_id", "cooperatives", "due", "rules",
        "thresholds", "lines", "snoozed",
    }  # fmt: skip
    assert (found["report"], found["on"], found["cooperatives"]) == ("agenda", "2025-02-17", 96)
    assert [row["rule"] for row in found["rules"]] == [rule.code.value for rule in RULES]
    assert len(found["lines"]) == 15
    for line in found["lines"]:
        assert set(line) == {
            "id", "name", "status", "subdistrict", "officer", "since", "reasons", "command",
        }  # fmt: skip
        assert all(set(reason) == {"rule", "since", "reason"} for reason in line["reasons"])


def test_what_is_cut_is_said_beside_the_machines_lines(sample: Database, run: Any) -> None:
    for form in ("json", "csv"):
        assert "add --all" in run("agenda", "--format", form).err
        assert "add --all" not in run("agenda", "--all", "--format", form).err


def test_csv_has_the_lines(sample: Database, run: Any) -> None:
    rows = [*csv.DictReader(io.StringIO(run("agenda", "--all", "--format", "csv").out))]
    found = data(run, "--all")["lines"]
    assert [int(row["id"]) for row in rows] == [line["id"] for line in found]
    assert rows[0]["rules"].split(",")[0] == found[0]["reasons"][0]["rule"]
    assert rows[0]["command"] == found[0]["command"]


@pytest.mark.parametrize("suffix", [".csv", ".json", ".md", ".xlsx"])
def test_a_file(sample: Database, run: Any, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"agenda{suffix}"
    ran = run("agenda", "--output", path)
    assert (ran.code, path.exists()) == (0, True)
    if suffix == ".csv":
        assert len(path.read_text(encoding="utf-8").splitlines()) == 16


@pytest.mark.parametrize("typed", [
    ["no-visit"], ["Not visited"], ["Belum dikunjungi"], ["BELUM DIKUNJUNGI"],
])  # fmt: skip
def test_a_rule_is_named_in_either_language(sample: Database, run: Any, typed: list[str]) -> None:
    found = data(run, "--rule", *typed)
    assert [row["rule"] for row in found["rules"]] == ["no-visit"]
    assert all([r["rule"] for r in line["reasons"]] == ["no-visit"] for line in found["lines"])


def test_several_rules(sample: Database, run: Any) -> None:
    one, other, both = (
        ids(data(run, "--all", *(word for rule in rules for word in ("--rule", rule))))
        for rules in (["stale-case"], ["rat-missed"], ["stale-case", "rat-missed"])
    )
    assert one and other and both == one | other


@pytest.mark.parametrize(("words", "filters"), [
    (["--officer", "me"], ["--officer", "Hendra"]),
    (["--subdistrict", "Ngambur"], ["--subdistrict", "Ngambur"]),
    (["--sector", "producer", "--status", "active"], ["--sector", "producer", "--status", "active"]),
    (["--tag", "target-2025"], ["--tag", "target-2025"]),
])  # fmt: skip
def test_filters(
    sample: Database, run: Any, monkeypatch: pytest.MonkeyPatch, words: list[str],
    filters: list[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("KOPERASI_ACTOR", "Hendra Gunawan Saleh")
    listed = {row["id"] for row in json.loads(run("list", *filters, "--json").out)}
    all_, some = data(run, "--all"), data(run, "--all", *words)
    assert some["cooperatives"] == len(listed)
    assert ids(some) == ids(all_) & listed and ids(some) < ids(all_)
    assert "Only: " in run("agenda", *words).out


def test_another_day(sample: Database, run: Any) -> None:
    assert data(run, "--on", "2025-06-15")["rules"][5]["cooperatives"] > 0  # rat-near
    assert data(run, "--on", "2024-01-26")["cooperatives"] == 90


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_commands_can_be_pasted(sample: Database, run: Any, language: str) -> None:
    for rule in AgendaRule:
        for line in data(run, "--rule", rule.value, "--all", "--lang", language)["lines"][:2]:
            words = shlex.split(line["command"])
            assert words[0] == "koperasi"
            words = ["2025-03-01" if w in ("DATE", "TANGGAL") else w for w in words[1:]]
            ran = run(*words, "--dry-run", "--yes")
            assert ran.code == 0, (line["command"], ran.err)


@pytest.mark.parametrize(("words", "code", "said"), [
    (["--rule", "weather"], 2, "There are: "),
    (["--rule", "no-visits"], 2, "Did you mean: "),
    (["--officer", "nobody"], 1, "is no officer"),
    (["--officer", "me"], 1, "koperasi setup --me NAME"),
    (["--until", "+3"], 2, "koperasi agenda --snooze"),
    (["--snooze", "12"], 2, "--until is missing"),
    (["--snooze", "12", "--until", "2025-02-16"], 2, "16 February 2025 has passed"),
    (["--snooze", "12", "--until", "soon"], 2, "Write 2025-02-17"),
    (["--snooze", "999", "--until", "+3"], 1, "no cooperative"),
    (["--snooze", "12", "--until", "+3", "--all"], 2, "--all has no meaning with --snooze"),
    (["--snooze", "12", "--until", "+3", "--sector", "producer"], 2, "--sector has no meaning"),
    (["--ics", "agenda.txt"], 2, ".ics"),
    (["--ics", "/nowhere/agenda.ics"], 1, "There is no folder"),
])  # fmt: skip
def test_what_is_refused_writes_nothing(
    sample: Database, run: Any, words: list[str], code: int, said: str
) -> None:
    before = sample.path.read_bytes()
    ran = run("agenda", *words)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert said in ran.err
    assert sample.path.read_bytes() == before


# --- left out for a while


def tags(run: Any, id_: int) -> list[str]:
    rows = json.loads(run("list", "--json").out)
    found: list[str] = next(row["tags"] for row in rows if row["id"] == id_)
    return [tag for tag in found if tag.startswith("snooze")]


def test_a_snooze(sample: Database, run: Any) -> None:
    all_ = ids(data(run, "--all"))
    one = min(all_)
    ran = run("agenda", "--snooze", one, "--until", "2025-03-01")
    assert ran.code == 0 and "is left out of the agenda until 1 March 2025." in ran.out
    assert tags(run, one) == ["snooze-2025-03-01"]
    found = data(run, "--all")
    assert ids(found) == all_ - {one}
    assert [(s["id"], s["rule"], s["until"]) for s in found["snoozed"]] == [
        (one, None, "2025-03-01")
    ]
    assert f"Left out for now: no. {one} " in run("agenda").out
    assert one in ids(data(run, "--all", "--on", "2025-03-01"))
    assert run("undo", "--yes").code == 0
    assert ids(data(run, "--all")) == all_


def test_a_later_snooze_takes_the_place_of_the_one_before(sample: Database, run: Any) -> None:
    run("agenda", "--snooze", 12, "--until", "2025-03-01")
    run("agenda", "--snooze", 12, "--until", "2025-04-01")
    run("agenda", "--snooze", 12, "--until", "2025-05-01", "--rule", "no-visit")
    assert tags(run, 12) == ["snooze-2025-04-01", "snooze-no-visit-2025-05-01"]
    assert "Nothing changed." in run("agenda", "--snooze", 12, "--until", "2025-04-01").out
    assert "on the agenda again" in run("agenda", "--snooze", 12, "--until", "today").out
    assert tags(run, 12) == ["snooze-no-visit-2025-05-01"]


def test_a_snooze_by_rule_hides_only_that(sample: Database, run: Any) -> None:
    found = data(run, "--rule", "stale-case")
    one = found["lines"][0]["id"]
    ran = run("agenda", "--snooze", one, "--rule", "stale-case", "--until", "+30")
    assert "by: Case without a new step." in ran.out
    assert ids(data(run, "--rule", "stale-case", "--all")) == ids(found) - {one}
    assert one in ids(data(run, "--all"))


def test_snoozes_are_no_group_of_cooperatives(sample: Database, run: Any) -> None:
    before = json.loads(run("report", "--by", "tag", "--json").out)["rows"]
    run("agenda", "--snooze", 1, 2, "--until", "+30")
    run("agenda", "--snooze", 1, "--until", "+30")
    assert json.loads(run("report", "--by", "tag", "--json").out)["rows"] == before


def test_a_dry_run_leaves_nothing_out(sample: Database, run: Any) -> None:
    before = data(run, "--all")
    assert run("agenda", "--snooze", 12, "--until", "+30", "--dry-run").code == 0
    assert data(run, "--all") == before


# --- the calendar


def test_the_calendar_file(sample: Database, run: Any, tmp_path: Path) -> None:
    path = tmp_path / "agenda.ics"
    ran = run("agenda", "--ics", path)
    written = path.read_bytes()
    assert ran.code == 0 and f"Saved: {path} (" in ran.out
    assert written.startswith(b"BEGIN:VCALENDAR\r\n") and written.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"")
    text = written.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == text.count("Sample registry: all data are invented.")
    assert json.loads(run("agenda", "--ics", path, "--json").out) == {
        "file": str(path), "events": text.count("BEGIN:VEVENT"),
    }  # fmt: skip
    uids = re.findall("UID:(.*)\r\n", text)
    run("agenda", "--ics", path, "--lang", "id")
    assert re.findall("UID:(.*)\r\n", path.read_bytes().decode().replace("\r\n ", "")) == uids


def test_the_calendar_of_an_officer(sample: Database, run: Any, tmp_path: Path) -> None:
    all_, own = tmp_path / "all.ics", tmp_path / "own.ics"
    run("agenda", "--ics", all_)
    run("agenda", "--ics", own, "--officer", "Hendra")
    assert 0 < own.read_bytes().count(b"BEGIN:VEVENT") < all_.read_bytes().count(b"BEGIN:VEVENT")


def test_an_empty_calendar(registry: Database, run: Any, tmp_path: Path) -> None:
    ran = run("agenda", "--ics", tmp_path / "a.ics")
    assert ran.code == 0 and "Nothing lies ahead" in ran.out
