"""``koperasi finance`` as it is typed."""

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


def asked(run, *more):
    return run("finance", "damar", "--lender", "BRI", "--scheme", "kur", "--request", "50jt", *more)


def test_from_the_request_to_the_money(coops, run):
    name = "no. 1 Repong Damar"
    kur = "People's business credit (KUR)"
    assert asked(run, "--on", "2025-01-15").out == (
        f"Saved: application no. 1 of {name}: Rp50,000,000 requested on 15 January 2025 at BRI, {kur}.\n"
    )
    ran = run("finance", "1", "--approve", "40jt", "--on", "2025-01-20", "--note", "Agunan")
    assert ran.out == (
        f"Saved: application no. 1 of {name} (BRI, {kur}):"
        " Rp40,000,000 of Rp50,000,000 approved on 20 January 2025.\n"
    )
    ran = run("finance", "1", "--disburse", "40jt")
    assert ran.out.endswith("Rp40,000,000 disbursed on 17 February 2025.\n")
    shown = run("finance", "1").out.splitlines()
    assert shown[0] == "No. 1 Repong Damar: 1 application for capital, 0 open."
    assert [line.split()[-1] for line in shown[3:6]] == [
        "Rp50,000,000", "Rp40,000,000", "Agunan",
    ]  # fmt: skip


def test_a_refusal_closes(coops, run):
    asked(run, "--on", "2025-01-15")
    assert run("finance", "1", "--reject", "--on", "2025-01-20").out.endswith(
        "rejected on 20 January 2025.\n"
    )
    ran = run("finance", "1", "--approve", "1jt")
    assert ran.code == 1
    assert "no open application" in ran.err


def test_what_is_open_and_what_comes_next(coops, run):
    assert "To open one: koperasi finance 1 --lender" in run("finance", "1").out
    asked(run, "--on", "2025-02-10")
    assert run("finance", "1").out.splitlines()[-2:] == [
        "No. 1 was requested 7 days ago.",
        "When no. 1 is answered: koperasi finance 1 --approve AMOUNT, or --reject",
    ]
    run("finance", "1", "--approve", "50jt", "--on", "2025-02-16")
    assert run("finance", "1").out.splitlines()[-2:] == [
        "No. 1 was approved 1 day ago.",
        "When no. 1 is paid out: koperasi finance 1 --disburse AMOUNT --on DATE",
    ]
    early = in_json(run("finance", "1", "--on", "2025-02-12", "--json"))["applications"]
    assert [(row["state"], row["approved_amount"]) for row in early] == [("requested", None)]
    assert in_json(run("finance", "1", "--on", "2025-02-09", "--json"))["applications"] == []


def test_several_open_ones_are_told_apart(coops, run):
    asked(run, "--on", "2025-01-15")
    ran = run("finance", "1", "--lender", "BSI", "--scheme", "bank", "--request", "5jt")
    assert ran.err.startswith("Also open: no. 1, BRI")
    assert "application no. 2 " in run("finance", "1", "--approve", "5jt").out
    assert "application no. 1 " in run("finance", "1", "--approve", "5jt", "--application", "1").out
    rows = list(csv.DictReader(io.StringIO(run("finance", "1", "--format", "csv").out)))
    assert [(row["id"], row["state"], row["amount"]) for row in rows] == [
        ("2", "requested", "5000000"), ("2", "approved", "5000000"),
        ("1", "requested", "50000000"), ("1", "approved", "5000000"),
    ]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "says"), [
    (["--approve", "1jt", "--disburse", "1jt"], 2, "One step at a time: --approve and --disburse"),
    (["--lender", "BSI", "--reject"], 2, "One step at a time: --request and --reject"),
    (["--application", "1"], 2, "No step was named"),
    (["--note", "x"], 2, "No step was named"),
    (["--lender", "BSI", "--scheme", "kur", "--request", "1jt", "--application", "1"], 2,
     "a number of its own"),
    (["--lender", "BSI", "--scheme", "kur"], 2, "--request is missing"),
    (["--scheme", "kur", "--request", "1jt"], 2, "--lender is missing"),
    (["--lender", "BSI", "--request", "1jt"], 2, "--scheme is missing"),
    (["--lender", "", "--scheme", "kur", "--request", "1jt"], 2, "Lender is missing"),
    (["--lender", "BSI", "--scheme", "xyz", "--request", "1jt"], 2, "no scheme"),
    (["--approve", "many"], 2, "not an amount"),
    (["--approve", "0"], 2, "Rp0"),
    (["--approve", "1jt", "--application", "x"], 2, "no number of an application"),
    (["--approve", "1jt", "--application", "7"], 1, "no application no. 7"),
    (["--approve", "60jt"], 1, "more than the Rp50,000,000 requested"),
    (["--disburse", "1jt"], 1, "not approved yet"),
    (["--approve", "1jt", "--on", "2025-01-01"], 1, "requested only on 15 January 2025"),
    (["--approve", "1jt", "--on", "2026-01-01"], 1, "has not come yet"),
    (["--lender", "bri", "--scheme", "kur", "--request", "1jt"], 1, "open application there"),
])  # fmt: skip
def test_what_is_refused_changes_nothing(coops, run, words, code, says):
    asked(run, "--on", "2025-01-15")
    before = in_json(run("finance", "1", "--json"))
    ran = run("finance", "1", *words)
    assert (ran.code, says in ran.err) == (code, True), ran.err
    assert in_json(run("finance", "1", "--json")) == before


def test_yes_answers_what_is_asked(coops, run):
    asked(run)
    assert asked(run, "--yes").code == 0
    ran = run("finance", "1", "--approve", "60jt", "--yes", "--json")
    assert in_json(ran)["state"] == "approved"


def test_the_scheme_is_asked_for_on_a_terminal(coops, on_a_terminal):
    ran = on_a_terminal("finance", "1", "--request", "5jt", answers=["BSI", "2"])
    assert "requested on 17 February 2025 at BSI" in " ".join(ran.out.split())


def test_each_step_can_be_undone(coops, run):
    asked(run)
    run("finance", "1", "--approve", "40jt")
    for expected in ("requested", None):
        assert run("undo", "--yes").code == 0
        found = in_json(run("finance", "1", "--json"))["applications"]
        assert [row["state"] for row in found] == ([expected] if expected else [])


def test_an_indonesian_line(coops, run):
    ran = run("finance", "1", "--lender", "BRI", "--scheme", "Hibah", "--request", "50 juta",
              "--on", "kemarin", "--json")  # fmt: skip
    written = in_json(ran)
    assert (written["scheme"], written["requested_on"]) == ("grant", "2025-02-16")
