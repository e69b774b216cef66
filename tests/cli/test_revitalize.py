"""``koperasi revitalize`` as it is typed."""

import json

import pytest


@pytest.fixture
def coops(registry, enrol):
    """1 active, 2 and 3 inactive, 4 dissolved."""
    with registry.writing("enrol", actor="tester", at="2025-02-17T03:00:00Z") as session:
        enrol(session, "Repong Damar", active="2020-01-01")
        enrol(session, "Tapis Sebatin", active="2015-01-01", inactive="2024-01-01")
        enrol(session, "Jukung Bahari", inactive="2024-05-01")
        enrol(session, "Krui Lama", dissolved="2024-01-01")
    return registry


def in_json(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def count(registry, table):
    with registry.reading() as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_from_evaluation_to_reactivation(coops, run):
    stages = [
        in_json(run("revitalize", "tapis", *words, "--json"))["stage"]
        for words in (
            ["--open", "--on", "2024-06-01"],
            ["--action", "visit", "--on", "2024-06-10"],
            ["--cause", "A02", "--cause", "Too little capital", "--on", "2024-06-12"],
            ["--action", "training", "--planned", "2025-03-01"],
            ["--action", "special-mentoring", "--on", "2024-07-01", "--participants", "2/1"],
            ["--action", "review", "--on", "2024-12-01", "--result", "RAT held"],
        )
    ]
    assert stages == ["identified", "verified", "evaluated", "planned", "mentored", "reviewed"]
    ran = run(
        "revitalize", "2", "--outcome", "reactivated", "--reason", "RAT held", "--on", "today"
    )
    assert ran.out.splitlines() == [
        "Saved: case no. 1 of no. 2 Tapis Sebatin is closed on 17 February 2025: Reactivated.",
        "Saved: no. 2 Tapis Sebatin: Active from 17 February 2025 on.",
        "Case no. 1 is now: Closed.",
    ]
    (case,) = in_json(run("revitalize", "2", "--json"))
    assert (case["stage"], case["outcome"]) == ("closed", "reactivated")
    assert [cause["cause"] for cause in case["causes"]] == ["no-rat", "little-capital"]
    assert [step["kind"] for step in case["steps"]] == [
        "visit", "special-mentoring", "review", "training",
    ]  # fmt: skip


def test_showing_writes_nothing(coops, run):
    before = count(coops, "operation")
    ran = run("revitalize", "2")
    assert ran.out.splitlines() == [
        "No. 2 Tapis Sebatin: inactive since 1 January 2024.",
        "",
        "There is no case yet. To open one: koperasi revitalize 2 --open",
    ]
    assert "koperasi mentor 1" in run("revitalize", "1").out
    assert in_json(run("revitalize", "2", "--json")) == []
    assert (
        "2 inactive cooperatives on 17 February 2025; with an open case: 0."
        in run("revitalize").out
    )
    assert count(coops, "operation") == before


def test_the_list_in_every_format(coops, run):
    run("revitalize", "2", "--cause", "no-rat", "--cause", "marketing", "--next", "+7")
    first, second = in_json(run("revitalize", "--json"))
    assert (first["id"], first["stage"], first["causes"], first["next_on"]) == (
        2, "planned", ["no-rat", "marketing"], "2025-02-24",
    )  # fmt: skip
    assert (second["stage"], second["causes"]) == (None, [])
    header, row, *_rest = run("revitalize", "--format", "csv").out.splitlines()
    assert header == (
        "id,name,subdistrict,status_since,case_id,opened_on,stage,outcome,causes,last_step,last_step_on,"
        "next_on,officer"
    )
    assert 'planned,,"no-rat,marketing"' in row
    assert "| Tapis Sebatin | Planned |" in run("revitalize", "--format", "markdown").out


def test_a_timeline_as_csv_has_every_case(coops, run):
    run("revitalize", "2", "3", "--open", "--yes")
    out = run("revitalize", "2", "3", "--format", "csv").out
    assert [line.split(",")[:3] for line in out.splitlines()] == [
        ["case_id", "day", "event"],
        ["1", "2025-02-17", "opened"],
        ["2", "2025-02-17", "opened"],
    ]


def test_writing_opens_a_case_and_says_so(coops, run):
    ran = run("revitalize", "3", "--cause", "no-rat")
    assert "there was no open case, so case no. 1 of no. 3 Jukung Bahari is opened" in ran.out
    again = run("revitalize", "3", "--cause", "A02", "--open")
    assert "is open already" in again.out
    assert "Nothing changed: case no. 1" in again.out
    assert count(coops, "revitalization_cause") == 1


def test_a_batch_is_one_operation(coops, run):
    asked = run("revitalize", "--all-inactive", "--open")
    assert (asked.code, "2 cooperatives" in asked.err) == (1, True)
    before = count(coops, "operation")
    found = in_json(
        run("revitalize", "--all-inactive", "--action", "reminder-letter", "--yes", "--json")
    )
    assert [(case["cooperative_id"], len(case["steps"])) for case in found] == [(2, 1), (3, 1)]
    assert (count(coops, "operation"), count(coops, "mentoring_session")) == (before + 1, 1)


def test_a_batch_with_one_that_cannot_be_saves_nothing(coops, run):
    ran = run("revitalize", "2", "3", "1", "--open", "--yes")
    assert (ran.code, "active since" in ran.err) == (1, True)
    assert count(coops, "revitalization") == 0


def test_mentor_and_action_write_the_same_rows(coops, run):
    run("revitalize", "2", "--open", "--action", "visit")
    run("mentor", "2", "--kind", "training")
    (case,) = in_json(run("revitalize", "2", "--json"))
    assert [step["kind"] for step in case["steps"]] == ["visit", "training"]


def test_status_closes_the_case_likewise(coops, run):
    run("revitalize", "2", "--open", "--on", "2025-01-01")
    run("status", "2", "active")
    (case,) = in_json(run("revitalize", "2", "--json"))
    assert (case["outcome"], case["closed_on"]) == ("reactivated", "2025-02-17")


def test_a_reactivation_on_a_past_day_names_the_counts_that_move(coops, run):
    run("revitalize", "2", "--open", "--on", "2024-06-01")
    ran = run("revitalize", "2", "--outcome", "aktif kembali", "--on", "2024-12-01")
    assert "This changes the count of 1 December 2024" in ran.out


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["1", "--open"], 1, "koperasi mentor 1"),
        (["4", "--open"], 1, "dissolved since"),
        (["2", "--open", "--on", "2023-12-31"], 1, "inactive since 1 January 2024"),
        (["2", "--note", "x"], 1, "no open case"),
        (["--open"], 2, "No cooperative was named"),
        (["2", "--topic", "x"], 2, "--action"),
        (["2", "--cause", "no-rat", "--hours", "2"], 2, "--action"),
        (["--topic", "x"], 2, "--action"),
        (["2", "--outcome", "extended"], 2, "--next"),
        (["2", "--outcome", "selesai"], 2, "There are:"),
        (["2", "--cause", "A77"], 2, "(A02)"),
        (["2", "--next", "31/02/2025"], 2, "calendar"),
    ],
)
def test_refusals_write_nothing(coops, run, words, code, says):
    ran = run("revitalize", *words)
    assert ran.code == code
    assert says in ran.err
    assert count(coops, "revitalization") == 0


def test_the_list_of_an_officer(coops, run):
    from koperasi_cli.models import Cooperative, Officer

    with coops.writing("care", actor="tester", at="2025-02-17T03:00:00Z") as session:
        session.add(Officer(name="Yusran Effendi"))
        session.get_one(Cooperative, 3).officer_id = 1
    (row,) = in_json(run("revitalize", "--officer", "yusran", "--json"))
    assert (row["name"], row["officer"]) == ("Jukung Bahari", "Yusran Effendi")
