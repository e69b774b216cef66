"""``koperasi product`` as it is typed."""

import csv
import io
import json

import pytest


@pytest.fixture
def coops(registry, enrol):
    with registry.writing("enrol", actor="tester", at="2025-02-17T03:00:00Z") as session:
        enrol(session, "Repong Damar")
        enrol(session, "Tapis Sebatin")
    return registry


def in_json(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def make(run, *words):
    return run("product", "damar", "Damar mata kucing", *words)


def test_before_and_after(coops, run):
    ran = make(run, "--year", "2022", "--line", "damar", "--capacity", "3,2 ton/bulan",
               "--market-reach", "local", "--certificate", "none")  # fmt: skip
    assert ran.out.splitlines() == [
        "Saved: product no. 1 of no. 1 Repong Damar: Damar mata kucing, 2022.",
        "  Business line: - → Forest products",
        "  Capacity: - → 3.2",
        "  Unit: - → ton/bulan",
        "  Market reach: - → Local",
        "  Certificates: - → None yet",
        "The cooperative had no business line on record; it is now Forest products.",
    ]
    ran = make(run, "--year", "2024", "--capacity", "4,7", "--unit", "ton/bulan", "--market-reach",
               "Dalam provinsi", "--certificate", "halal", "--certificate", "P-IRT")  # fmt: skip
    assert ran.out.splitlines()[1] == "  Business line: - → Forest products (as in 2022)"
    assert ran.out.splitlines()[-1] == (
        "Against 2022: Capacity 3.2 → 4.7 ton/bulan (+47%); Market reach Local → Within the"
        " province; Certificates None yet → Halal and P-IRT."
    )
    assert run("product", "1", "damar MATA kucing").out.splitlines() == [
        "No. 1 Repong Damar: Damar mata kucing.",
        "",
        "Year  Business line    Capacity  Unit       Growth  Market reach         Certificates",
        "2024  Forest products       4.7  ton/bulan     47%  Within the province  Halal; P-IRT",
        "2022  Forest products       3.2  ton/bulan       -  Local                None yet",
        "",
        ran.out.splitlines()[-1],
    ]


def test_this_year_unless_told_otherwise(coops, run):
    assert in_json(make(run, "--capacity", "5 kg", "--json"))["year"] == 2025


def test_other_units_are_not_compared(coops, run):
    make(run, "--year", "2022", "--capacity", "730 kg/bulan")
    ran = make(run, "--year", "2023", "--capacity", "0,8 ton/bulan")
    assert ran.out.splitlines()[-1] == "Against 2022: Capacity 730 kg/bulan → 0.8 ton/bulan."


def test_a_year_is_added_to_and_may_stay_as_it_is(coops, run):
    make(run, "--capacity", "5 kg")
    assert make(run, "--capacity", "6 KG").out.splitlines()[1:] == [
        "  Capacity: 5 → 6", "  Unit: kg → KG",
    ]  # fmt: skip
    assert make(run, "--capacity", "6").out == "Nothing changed.\n"


@pytest.mark.parametrize(("words", "says"), [
    (["--capacity", "5"], "needs its unit"),
    (["--capacity", "5 kg", "--unit", "ton"], "Two units"),
    (["--capacity", "much"], "not a number"),
    (["--capacity", "-5 kg"], "below zero"),
    (["--line", "xyz"], "no line"),
    (["--market-reach", "xyz"], "no market reach"),
    (["--certificate", "xyz"], "no product certificate"),
    (["--certificate", "none", "--certificate", "halal"], "not without one"),
    (["--unit", ""], "Unit is missing"),
    (["--year", "2024"], "Nothing was said of that year"),
    (["--year", "x", "--unit", "kg"], "no year"),
])  # fmt: skip
def test_what_is_refused_changes_nothing(coops, run, words, says):
    ran = make(run, *words)
    assert ran.code == 2
    assert says in ran.err
    assert in_json(run("product", "1", "--json"))["products"] == []


def test_the_name_is_missing(coops, run):
    assert "NAME is missing" in run("product", "1", "--capacity", "5 kg").err
    assert "Product is missing" in run("product", "1", " ", "--capacity", "5 kg").err


def test_showing(coops, run):
    assert "no product is on record" in run("product", "1").out
    make(run, "--capacity", "5 kg")
    run("product", "1", "Kopi", "--year", "2023", "--capacity", "2 kg")
    assert "besides: Damar mata kucing" in run("product", "1", "Lada", "--unit", "kg").out
    assert "On record: Damar mata kucing; Kopi; Lada" in run("product", "1", "Beras").out
    rows = list(csv.DictReader(io.StringIO(run("product", "1", "--format", "csv").out)))
    assert [(row["name"], row["year"], row["capacity"]) for row in rows] == [
        ("Damar mata kucing", "2025", "5.0"), ("Kopi", "2023", "2.0"), ("Lada", "2025", ""),
    ]  # fmt: skip


def test_undo_takes_the_line_of_the_cooperative_back_too(coops, run):
    make(run, "--line", "forest")
    assert "Forest products" in run("show", "1").out
    assert run("undo", "--yes").code == 0
    assert "Forest products" not in run("show", "1").out
    assert make(run, "--line", "craft").code == 0
