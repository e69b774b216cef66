"""``koperasi undo``: what it says before, and the backup before much is taken back."""

import json
from time import monotonic

import pytest

from koperasi_cli.backups import backups_of
from koperasi_cli.database import Database


def test_the_question_names_the_cooperative(sample: Database, run) -> None:
    for words in (["edit", 12, "--line", "fishery"], ["edit", 12, "--tag", "x"]):
        assert run(*words).code == 0
        ran = run("undo")
        assert ran.code == 1
        assert f"of no. 12 {_name(run)}" in " ".join(ran.err.split())
    assert run("add", "Koperasi Lain", "--sector", "producer").code == 0
    assert "of no. 97 Koperasi Lain." in " ".join(run("undo").err.split())


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_each_field_is_shown_before_and_after(sample: Database, run, on_a_terminal) -> None:
    """In the question, in a trial, and when it is done; as data too."""
    name = _name(run)
    old, new = "Crafts and home industry", "Fishery"
    assert run("edit", 12, "--line", "fishery", "--officer", "Yusran").code == 0
    asked = lines(run("undo").err)
    assert f"Cooperatives, no. 12: {name}" in asked and f"Business line: {new} → {old}" in asked
    assert any(line.endswith(": Yusran Effendi → -") for line in asked)
    for words in (["--dry-run"], ["--yes"]):
        told = lines(run("undo", *words).out)
        assert f"Cooperatives, no. 12: {name}" in told and f"Business line {new} {old}" in told
    screen = on_a_terminal("undo", 3, answers=["y"])
    assert screen.code == 0
    assert f"Business line: {old} → {new}" in lines(screen.out)
    assert f"Business line {old} {new}" in lines(screen.out)


def test_what_is_withdrawn_or_stands_again_is_named(sample: Database, run) -> None:
    assert run("status", 1, "inactive", "--on", "2025-02-01", "--reason", "no RAT").code == 0
    first = json.loads(run("show", 1, "--json").out)["name"]
    decision = f"Changes of status, no. 143: Inactive, 1 February 2025 (no. 1 {first})"
    assert f"{decision}: stands → withdrawn" in lines(run("undo").err)
    done = json.loads(run("undo", "--yes", "--json").out)
    (row,) = done["rows"]
    assert (row["table_name"], row["row_id"], row["action"]) == ("status_change", 143, "update")
    assert done["tables"] == [
        {"table_name": "status_change", "withdrawn": 1, "restored": 0, "changed": 0}
    ]
    assert f"{decision}: withdrawn → stands" in lines(run("undo", done["id"]).err)
    again = json.loads(run("undo", done["id"], "--yes", "--json").out)
    assert again["tables"][0]["restored"] == 1


def test_phone_numbers_are_shown_only_when_asked_for(sample: Database, run, on_a_terminal) -> None:
    assert run("edit", 12, "--phone", "0812000111").code == 0
    for words in ([], ["--dry-run"], ["--dry-run", "--json"]):
        ran = run("undo", *words)
        assert "0812000111" not in ran.out + ran.err
    assert "Phone: … → …" in lines(run("undo").err)
    assert "--contacts" in run("undo").err and "--contacts" in run("undo", "--dry-run").out
    assert "0812000111" in run("undo", "--contacts").err
    assert "0812000111" in run("undo", "--contacts", "--dry-run").out
    shown = json.loads(run("undo", "--contacts", "--dry-run", "--json").out)
    assert shown["rows"][0]["fields"]["phone"]["before"] == "0812000111"


def test_of_many_rows_the_numbers_are_shown(sample: Database, run) -> None:
    everyone = [f"{n}" for n in range(1, 30)]
    assert run("mentor", *everyone, "--kind", "visit", "--yes").code == 0
    assert "attendances: Withdrawn 29" in lines(run("undo").err)
    trial = lines(run("undo", "--dry-run").out)
    assert "attendances 29 0 0" in trial and "sessions 1 0 0" in trial
    assert "rows" not in json.loads(run("undo", "--dry-run", "--json").out)
    of_the_import = run("undo", 1)
    assert of_the_import.code == 1 and "stands on it" in of_the_import.err
    assert run("undo", "--yes").code == 0
    assert "cooperatives 96" in " ".join(run("undo", 1).err.split())


def test_what_cannot_be_undone_is_refused_before_anybody_is_asked(
    sample: Database, run, on_a_terminal
) -> None:
    assert run("edit", 12, "--line", "fishery").code == 0
    assert run("edit", 12, "--line", "transport").code == 0
    screen = on_a_terminal("undo", 2, answers=["y"])
    assert screen.code == 1 and "Go on?" not in screen.out
    said = " ".join(screen.out.split())
    assert f"no. 3 (edit) stands on it. It changed, of no. 12 {_name(run)}: Business line." in said
    assert "koperasi undo 3" in said


def test_a_trial_promises_no_number_and_machines_get_a_field_a_row(sample: Database, run) -> None:
    assert run("edit", 12, "--line", "fishery").code == 0
    before = sample.path.read_bytes()
    assert "brings it back" not in run("undo", "--dry-run").out
    flat = run("undo", "--dry-run", "--format", "csv").out.splitlines()
    assert flat == ["table_name,row_id,field,before,after", "cooperative,12,line,fishery,craft"]
    asked = run("undo", "--format", "csv")
    assert asked.code == 1 and "Business line: Fishery → Crafts and home industry" in asked.err
    assert sample.path.read_bytes() == before


@pytest.mark.slow
def test_an_import_of_ten_thousand_is_undone_in_seconds(registry: Database, run, tmp_path) -> None:
    path = tmp_path / "list.csv"
    rows = (f"Koperasi {n} Karya;{1813010100000 + n};Produsen;Aktif" for n in range(10_000))
    path.write_text("\n".join(["Nama Koperasi;NIK;Jenis Koperasi;Status", *rows]))
    assert run("import", path, "--yes").code == 0
    number = None
    for standing in (0, 10_000, 0):
        started = monotonic()
        ran = run("undo", *([number] if number else []), "--yes", "--json")
        assert monotonic() - started < 10
        number = json.loads(ran.out)["id"]
        counted = json.loads(run("report", "--json").out)["totals"]
        assert counted["active"] == standing


def test_a_backup_is_made_before_much_is_taken_back(sample: Database, run) -> None:
    """The sample's import brought more than a thousand rows."""
    assert run("undo").code == 1
    assert run("undo", "--dry-run").code == 0
    assert backups_of(sample.path) == []
    done = json.loads(run("undo", "--yes", "--json").out)
    (kept,) = backups_of(sample.path)
    assert (kept.why, str(kept.path)) == ("before-undo", done["backup"])
    with Database(kept.path).reading() as connection:
        assert connection.execute("SELECT count(*) FROM operation").fetchone()[0] == 1
    ran = run("undo", done["id"], "--yes")
    assert ran.code == 0 and "A backup was made first: " in ran.out
    assert len(backups_of(sample.path)) == 2


@pytest.mark.parametrize("words", [["add", "Koperasi Baru", "--sector", "producer"]])
def test_no_backup_is_made_for_little(sample: Database, run, words: list[str]) -> None:
    assert run(*words).code == 0
    done = json.loads(run("undo", "--yes", "--json").out)
    assert done["backup"] is None
    assert backups_of(sample.path) == []


def _name(run) -> str:
    return str(json.loads(run("show", 12, "--json").out)["name"])


@pytest.mark.parametrize("number", ["0", "00", "-1", "one"])
def test_what_is_no_number_takes_nothing_back(sample: Database, run, number: str) -> None:
    assert run("edit", 12, "--tag", "x").code == 0
    before = sample.path.read_bytes()
    ran = run("undo", "--yes", "--", number)
    assert ran.code == 2 and "is no number of an operation" in ran.err
    assert sample.path.read_bytes() == before


def test_what_stands_on_a_row_stands_on_its_coming_back_too(sample: Database, run) -> None:
    assert run("add", "Koperasi Uji", "--sector", "producer").code == 0  # 2
    assert run("undo", "--yes").code == 0  # 3
    assert run("undo", "3", "--yes").code == 0  # 4
    assert run("edit", 97, "--note", "important").code == 0  # 5
    for number in (2, 4):
        ran = run("undo", number, "--yes")
        said = f"Operation no. {number} cannot be undone: no. 5 (edit) stands on it."
        assert ran.code == 1 and f"{said} It changed, of no. 97 Koperasi Uji: Note." in ran.err


@pytest.fixture
def case(sample: Database, run) -> Database:
    """No. 97, whose case was opened (operation 3) and ended (operation 4)."""
    for words in (
        ("add", "Koperasi Uji", "--status", "inactive", "--on", "2024-01-01", "--reason", "x"),
        ("revitalize", 97, "--open", "--on", "2024-02-01"),
        ("revitalize", 97, "--outcome", "dissolution-proposed", "--on", "2024-06-01"),
    ):
        assert run(*words, "--yes").code == 0
    return sample


def test_a_case_does_not_end_again_before_its_last_step(case: Database, run) -> None:
    assert run("undo", "--yes").code == 0  # 5
    assert run("revitalize", 97, "--action", "visit", "--on", "2024-09-01").code == 0  # 6
    ran = run("undo", 5, "--yes")
    assert ran.code == 1 and "no. 6 (revitalize) stands on it" in ran.err
    assert "The case has a step of 1 September 2024, after 1 June 2024." in ran.err
    assert run("undo", 6, "--yes").code == run("undo", 5, "--yes").code == 0


def test_cases_of_one_cooperative_do_not_come_to_overlap(case: Database, run) -> None:
    assert run("undo", "--yes").code == run("undo", "--yes").code == 0  # 5, 6
    assert run("revitalize", 97, "--open", "--on", "2024-03-01").code == 0  # 7
    end = ("--outcome", "dissolution-proposed", "--on", "2024-05-01")
    assert run("revitalize", 97, *end).code == 0  # 8
    ran = run("undo", 6, "--yes")
    assert ran.code == 1 and "Case no. 28 began on 1 March 2024" in ran.err
