"""``koperasi mentor`` as it is typed."""

import json
from datetime import date

import pytest


@pytest.fixture
def coops(registry, enrol):
    """1 active, 2 inactive with an open case, 3 inactive, 4 dissolved."""
    from koperasi_cli.models import Officer, Revitalization

    with registry.writing("enrol", actor="tester", at="2025-02-17T03:00:00Z") as session:
        enrol(session, "Repong Damar", active="2020-01-01")
        enrol(session, "Tapis Sebatin", inactive="2024-01-01")
        enrol(session, "Jukung Bahari", inactive="2024-01-01")
        enrol(session, "Krui Lama", dissolved="2024-01-01")
        session.add(Revitalization(cooperative_id=2, opened_on=date(2024, 6, 1)))
        session.add(Officer(name="Yusran Effendi"))
    return registry


def in_json(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_one_session_for_several(coops, run):
    ran = run("mentor", "repong:2/1", "2", "--kind", "bimtek", "--topic", "RAT", "--yes")
    assert ran.out.splitlines() == [
        "Saved: session no. 1, Training on 17 February 2025.",
        "  no. 1 Repong Damar: 2 men, 1 woman",
        "  no. 2 Tapis Sebatin: step of case no. 1",
    ]


def test_json_is_the_session_as_written(coops, run):
    written = in_json(
        run("mentor", "1:2/1", "2", "--kind", "training", "--on", "2025-02-10", "--officer",
            "yusran", "--hours", "1,5", "--participants", "5/0", "--follow-up", "+14",
            "--result", "Good", "--yes", "--json")
    )  # fmt: skip
    assert {name: written[name] for name in ("id", "kind", "held_on", "officer_id", "hours")} == {
        "id": 1, "kind": "training", "held_on": "2025-02-10", "officer_id": 1, "hours": 1.5,
    }  # fmt: skip
    keys = ("cooperative_id", "participants_male", "participants_female", "revitalization_id")
    assert [tuple(row[key] for key in keys) for row in written["attendances"]] == [
        (1, 2, 1, None),
        (2, 5, 0, 1),
    ]
    assert {row["follow_up_on"] for row in written["attendances"]} == {"2025-03-03"}


def test_a_plan_and_then_its_day(coops, run):
    planned = in_json(run("mentor", "1", "--kind", "visit", "--planned", "+3", "--json"))
    assert (planned["planned_on"], planned["held_on"]) == ("2025-02-20", None)
    held = in_json(
        run("mentor", "1", "--kind", "visit", "--planned", "+3", "--on", "today", "--json")
    )
    assert (held["id"], held["held_on"]) == (planned["id"], "2025-02-17")


def test_no_case(coops, run):
    written = in_json(run("mentor", "2", "--kind", "visit", "--no-case", "--json"))
    assert written["attendances"][0]["revitalization_id"] is None


def test_from_a_file_and_all_inactive(coops, run, tmp_path):
    named = tmp_path / "named.txt"
    named.write_text("# today\nRepong Damar:3/4\n3\n", encoding="utf-8")
    written = in_json(run("mentor", "--from", named, "--kind", "visit", "--yes", "--json"))
    assert [row["cooperative_id"] for row in written["attendances"]] == [1, 3]
    assert written["attendances"][0]["participants_female"] == 4
    written = in_json(run("mentor", "--all-inactive", "--kind", "review", "--yes", "--json"))
    assert [row["cooperative"] for row in written["attendances"]] == [
        "Tapis Sebatin",
        "Jukung Bahari",
    ]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["1"], 2, "--kind is missing"),
        (["--kind", "visit"], 2, "No cooperative was named"),
        (["1", "--kind", "ngopi"], 2, '"ngopi" is no'),
        (["1", "--kind", "visit", "--on", "+1"], 1, "has not come yet"),
        (["1", "--kind", "visit", "--planned", "+1", "--participants", "1/1"], 2, "only planned"),
        (["1", "2", "--kind", "visit"], 1, "2 cooperatives"),
        (["1:1/1", "repong:2/1", "--kind", "visit"], 2, "named twice"),
        (["1", "--kind", "visit", "--participants", "3"], 2, "men from women"),
        (["1", "--kind", "visit", "--officer", "Budi"], 1, "no officer"),
        (["4", "--kind", "visit"], 1, "dissolved since 1 January 2024"),
        (["9", "mana", "--kind", "visit"], 1, "no cooperative"),
        (["1", "--kind", "visit", "--hours", "2000"], 2, "Hours"),
    ],
)
def test_refusals_write_nothing(coops, run, words, code, says):
    ran = run("mentor", *words)
    assert ran.code == code
    assert says in ran.err
    with coops.reading() as connection:
        assert connection.execute("SELECT count(*) FROM mentoring_session").fetchone()[0] == 0


def test_a_double_entry_names_the_flag(coops, run):
    assert run("mentor", "1", "--kind", "visit").code == 0
    again = run("mentor", "1", "--kind", "visit")
    assert (again.code, "session no. 1" in again.err, "--yes" in again.err) == (1, True, True)
    assert run("mentor", "1", "--kind", "visit", "--yes").code == 0


def test_a_dry_run_saves_nothing(coops, run):
    ran = run("mentor", "1", "--kind", "visit", "--dry-run")
    assert "nothing was saved" in ran.out
    with coops.reading() as connection:
        assert connection.execute("SELECT count(*) FROM attendance").fetchone()[0] == 0


@pytest.mark.parametrize("word", ["12:-2/1", "12:a/b", "12:2/", "12:99999999/1"])
def test_participants_that_cannot_be_are_told_from_a_name(sample, run, word):
    refused = run("mentor", word, "--kind", "visit")
    assert refused.code == 2
    assert "no cooperative" not in refused.err


@pytest.fixture
def due(coops, run):
    """Session 1, held with two and to be followed up; session 2, planned for one of them."""
    written = run("mentor", "1", "2", "--kind", "training", "--topic", "RAT", "--on", "2025-01-10",
                  "--follow-up", "2025-02-10", "--result", "Paham", "--yes")  # fmt: skip
    assert written.code == 0, written.err
    assert run("mentor", "1", "--kind", "visit", "--planned", "2025-02-14").code == 0
    return coops


def test_done_for_all(due, run):
    ran = run("mentor", "--done", "1", "--on", "2025-02-15")
    assert ran.out.splitlines() == [
        "Saved: session no. 1 was followed up on 15 February 2025 with 2 cooperatives.",
        "  no. 1 Repong Damar",
        "  no. 2 Tapis Sebatin",
    ]
    assert "followed up on 15 February 2025" in run("show", "1").out
    assert run("undo", "--yes").code == 0
    assert run("mentor", "--done", "1").code == 0


def test_done_for_one_with_what_came_of_it(due, run):
    written = in_json(run("mentor", "--done", "1", "repong", "--result", "RAT terjadwal", "--json"))
    assert written["session_id"] == 1
    (attendance,) = written["attendances"]
    assert (attendance["cooperative"], attendance["followed_up_on"], attendance["result"]) == (
        "Repong Damar", "2025-02-17", "Paham; RAT terjadwal",
    )  # fmt: skip
    assert [row["id"] for row in in_json(run("list", "sessions", "--follow-up-due", "--json"))] == [
        1
    ]
    run("mentor", "--done", "1")
    assert in_json(run("list", "sessions", "--follow-up-due", "--json")) == []


def test_held_with_all_it_was_planned_for_or_with_those_named(due, run):
    written = in_json(run("mentor", "--held", "2", "--participants", "3/2", "--json"))
    assert (written["planned_on"], written["held_on"]) == ("2025-02-14", "2025-02-17")
    assert [(a["cooperative_id"], a["participants_male"]) for a in written["attendances"]] == [
        (1, 3)
    ]
    assert run("undo", "--yes").code == 0
    ran = run("mentor", "--held", "2", "2:1/1", "--on", "2025-02-14", "--place", "Balai pekon")
    assert ran.out.splitlines() == [
        "Saved: session no. 2, Visit on 14 February 2025, as planned for 14 February 2025.",
        "  no. 2 Tapis Sebatin: 1 man, 1 woman; step of case no. 1",
        "  no. 1 Repong Damar: planned for it, but not there",
    ]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--done", "9"], 1, "no session no. 9"),
        (["--done", "satu"], 2, "no number of a session"),
        (["--done", "2"], 1, "only planned"),
        (["--done", "1", "3"], 1, "was not in session no. 1"),
        (["--done", "1", "--on", "2025-01-09"], 2, "before the session"),
        (["--done", "1", "--on", "+1"], 1, "has not come yet"),
        (["--done", "1", "--topic", "RAT"], 2, "--topic does not go with --done"),
        (["--done", "1", "--held", "2"], 2, "--held does not go with --done"),
        (["--held", "1"], 1, "held already, on 10 January 2025"),
        (["--held", "9"], 1, "no session no. 9"),
        (["--held", "2", "--on", "+1"], 1, "has not come yet"),
        (["--held", "2", "--kind", "visit"], 2, "--kind does not go with --held"),
        (["--held", "2", "--planned", "+1"], 2, "--planned does not go with --held"),
        (["--held", "2", "4"], 1, "dissolved since"),
        (["--sheet", "hadir.xlsx"], 2, "for one session"),
        (["--sheet", "hadir.xlsx", "9"], 1, "no session no. 9"),
        (["--sheet", "hadir.pdf", "1"], 2, ".xlsx or .md"),
        (["--sheet", "hadir.xlsx", "1", "--result", "x"], 2, "--result does not go with --sheet"),
    ],
)
def test_what_makes_no_sense_with_a_session_on_record(due, run, words, code, says):
    before = run("log", "--json").out
    ran = run("mentor", *words)
    assert (ran.code, says in ran.err) == (code, True), ran.err
    assert run("log", "--json").out == before


def test_an_attendance_sheet_in_both_forms(due, run, tmp_path):
    for name in ("hadir.md", "hadir.xlsx"):
        ran = run("mentor", "--sheet", tmp_path / name, "1")
        assert ran.out.splitlines() == [
            f"Saved: {tmp_path / name}.",
            "Attendance sheet of session no. 1, with 20 lines to sign.",
        ]
    text = (tmp_path / "hadir.md").read_text(encoding="utf-8")
    assert "- Kegiatan: Pelatihan\n- Materi: RAT\n- Hari, tanggal: Jumat, 10 Januari 2025" in text
    assert "- Koperasi: Repong Damar; Tapis Sebatin" in text
    assert "| No | Nama | L/P | Koperasi | Jabatan | Tanda tangan |" in text
    assert "| 20 | | | | | |" in text
    assert "| 21 |" not in text
    again = run("mentor", "--sheet", tmp_path / "hadir.md", "1", "--json")
    assert in_json(again) == {"session_id": 1, "file": str(tmp_path / "hadir.md"), "lines": 20}


def test_an_attendance_sheet_of_a_dry_run_is_not_written(due, run, tmp_path):
    assert run("mentor", "--sheet", tmp_path / "hadir.md", "1", "--dry-run").code == 0
    assert list(tmp_path.glob("hadir.md")) == []
