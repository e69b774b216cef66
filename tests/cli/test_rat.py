"""``koperasi rat`` as it is typed."""

import csv
import io
import json

import pytest


@pytest.fixture
def coops(registry, enrol):
    with registry.writing("enrol", actor="tester", at="2025-02-17T03:00:00Z") as session:
        enrol(session, "Repong Damar", active="2015-01-01")
        enrol(session, "Tapis Sebatin", active="2015-01-01")
    return registry


def in_json(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def count(registry, table):
    with registry.reading() as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_book_year_is_recorded_added_to_and_grows(coops, run):
    run(
        "rat",
        "damar",
        "2022",
        "--members-male",
        "20",
        "--members-female",
        "10",
        "--turnover",
        "100jt",
    )
    ran = run(
        "rat", "damar", "2023", "--on", "2024-03-20", "--members-male", "21", "--members-female",
        "12", "--turnover", "1,5 miliar", "--in-business", "ya", "--health", "sehat",
    )  # fmt: skip
    assert ran.out.splitlines() == [
        "Saved: book year 2023 of no. 1 Repong Damar (annual report no. 2).",
        "  RAT held on: - → 20 March 2024",
        "  In business: - → yes",
        "  Members, men: - → 21",
        "  Members, women: - → 12",
        "  Turnover: - → Rp1,500,000,000",
        "  Health: - → Healthy",
        "Against book year 2022: Members +10% and Turnover +1,400%.",
    ]
    ran = run("rat", "damar", "2023", "--turnover", "150jt", "--on", "2024-03-21")
    assert ran.out.splitlines()[1:] == [
        "  RAT held on: 20 March 2024 → 21 March 2024",
        "  Turnover: Rp1,500,000,000 → Rp150,000,000",
        "Against book year 2022: Members +10% and Turnover +50%.",
    ]
    assert run("rat", "damar", "2023", "--turnover", "150jt").out == "Nothing changed.\n"


def test_clear_takes_a_field_by_any_of_its_names(coops, run):
    run(
        "rat",
        "1",
        "2023",
        "--on",
        "2024-03-20",
        "--members-male",
        "21",
        "--assets",
        "5",
        "--kuk",
        "2",
    )
    ran = run("rat", "1", "2023", "--clear", "on", "--clear", "Members, men", "--clear", "aset")
    assert ran.out.splitlines()[1:] == [
        "  RAT held on: 20 March 2024 → -",
        "  Members, men: 21 → -",
        "  Assets: Rp5 → -",
    ]
    assert in_json(run("rat", "1", "2023", "--json"))["figures"]["kuk"] == 2


@pytest.mark.parametrize(("words", "says"), [
    (["--clear", "xyz"], "no field of a book year"),
    (["--turnover", "5", "--clear", "turnover"], "both set and cleared"),
    (["--turnover", ""], "--clear turnover"),
    (["--turnover", "-"], "--clear turnover"),
    (["--turnover", "-5"], "below zero"),
    (["--kuk", "5"], "1 to 4"),
    (["--health", "xyz"], "no health"),
    (["--on", "2025-02-18"], "has not come yet"),
    (["--in-business", "maybe"], "neither yes nor no"),
    (["--clear", "assets"], "is not on record"),
])  # fmt: skip
def test_what_is_refused_changes_nothing(coops, run, words, says):
    ran = run("rat", "1", "2023", *words)
    assert ran.code in (1, 2)
    assert says in ran.err
    assert count(coops, "annual_report") == 0


def test_the_year_must_be_named_to_write_and_must_be_one(coops, run):
    ran = run("rat", "1", "--turnover", "5")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "Error: YEAR is missing.")
    assert run("rat", "1", "20x3").code == 2
    assert run("rat", "1", "2023", "--planned", "2025-03-01").code == 0


def test_warnings_stand_beside_the_result(coops, run):
    ran = run("rat", "1", "2022", "--members-male", "3", "--members-female", "4")
    assert ran.code == 0
    assert ran.err == "Members: 7, which is fewer than 9.\n"


def test_without_a_writing_option_it_shows(coops, run):
    assert "no book year is on record" in run("rat", "1").out
    run("rat", "1", "2022", "--turnover", "100", "--surplus", "-5")
    run("rat", "1", "2023", "--turnover", "121", "--surplus", "7", "--in-business", "n")
    before = count(coops, "operation")
    assert run("rat", "1").out.splitlines() == [
        "No. 1 Repong Damar: book year 2023.",
        "",
        "Book year     2022   2023  Growth",
        "In business      -     no",
        "Turnover     Rp100  Rp121     21%",
        "Surplus       -Rp5    Rp7",
    ]
    assert "there is no growth" in run("rat", "1", "2022").out
    assert "On record: 2022, 2023" in run("rat", "1", "2020").out
    assert count(coops, "operation") == before


def test_json_and_csv_are_raw(coops, run, tmp_path):
    run("rat", "1", "2022", "--turnover", "100", "--members-male", "9", "--members-female", "1")
    run("rat", "1", "2023", "--turnover", "121", "--in-business", "y", "--members-male", "11")
    shown = in_json(run("rat", "1", "--json"))
    assert shown["growth"]["turnover"] == 0.21
    assert (shown["figures"]["in_business"], shown["figures"]["members"]) == (True, None)
    assert (shown["before"]["book_year"], shown["before"]["members"]) == (2022, 10)
    first, second = csv.DictReader(io.StringIO(run("rat", "1", "--format", "csv").out))
    assert (first["book_year"], second["turnover"], second["in_business"]) == ("2022", "121", "1")
    run("rat", "1", "--output", tmp_path / "x.csv")
    assert "2022,,,,10,9,1" in (tmp_path / "x.csv").read_text(encoding="utf-8-sig")


def test_trial_run_undo_and_undo_of_the_undo(coops, run):
    run("rat", "1", "2023", "--turnover", "100", "--dry-run")
    assert count(coops, "annual_report") == 0
    run("rat", "1", "2023", "--turnover", "100")
    run("rat", "1", "2023", "--turnover", "200")
    assert run("undo", "--yes").code == 0
    assert in_json(run("rat", "1", "--json"))["figures"]["turnover"] == 100
    assert run("undo", "2", "--yes").code == 0
    assert in_json(run("rat", "1", "--json"))["figures"] is None
    assert run("rat", "1", "2023", "--turnover", "300").code == 0
    assert in_json(run("rat", "1", "--json"))["figures"]["turnover"] == 300


def test_it_asks_for_the_year_on_a_terminal(coops, on_a_terminal):
    ran = on_a_terminal("rat", "1", "--turnover", "5", answers=["2023"])
    assert "Saved: book year 2023 of no. 1 Repong Damar" in " ".join(ran.out.split())
