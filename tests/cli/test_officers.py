"""In whose care a cooperative is: its own officer's first, else its subdistrict's."""

import json
import re

import pytest

from koperasi_cli.database import Database

HENDRA, YUSRAN = "Hendra Gunawan Saleh", "Yusran Effendi"


@pytest.fixture
def me(sample: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setenv("KOPERASI_ACTOR", HENDRA)
    return sample


def in_json(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def mine(run, *more: str) -> dict[int, str]:
    return {row["id"]: row["in_care_of"] for row in in_json(run("list", "--officer", "me", *more,
                                                                "--json"))}  # fmt: skip


def test_an_officer_of_its_own_goes_before_the_subdistricts(me, run):
    before = mine(run)
    assert set(before.values()) == {HENDRA}
    given, taken = min(before), in_json(run("list", "--officer", YUSRAN, "--json"))[0]["id"]
    assert run("edit", given, "--officer", YUSRAN).code == 0
    assert run("edit", taken, "--officer", "me").code == 0
    assert mine(run) == dict.fromkeys({*before, taken} - {given}, HENDRA)
    assert re.search(rf"^Officer +{YUSRAN}$", run("show", given).out, re.MULTILINE)
    assert run("edit", given, "--clear", "officer").code == 0
    assert given in mine(run)


def test_a_report_counts_the_same_ones(me, run):
    counted = in_json(run("report", "--officer", "me", "--json"))["totals"]["total"]
    assert counted == len(mine(run))
    taken = in_json(run("list", "--officer", YUSRAN, "--status", "active", "--json"))[0]["id"]
    assert run("edit", taken, "--officer", HENDRA).code == 0
    divided = in_json(run("report", "--officer", "me", "--by", "subdistrict", "--json"))
    assert divided["totals"]["total"] == counted + 1 == len(mine(run))


def test_a_subdistrict_moves_with_its_care(me, run):
    lemong = {row["id"] for row in in_json(run("list", "--subdistrict", "Lemong", "--json"))}
    before = {*mine(run)}
    assert not lemong & before
    (care,) = (
        officer["subdistricts"]
        for officer in in_json(run("list", "officers", "--json"))
        if officer["name"] == HENDRA
    )
    ran = run("setup", "--officer", f"{HENDRA}: {', '.join([*care, 'Lemong'])}", "--yes")
    assert ran.code == 0, ran.err
    own = {
        row["id"]
        for row in in_json(run("list", "--subdistrict", "Lemong", "--json"))
        if row["officer_id"]
    }
    assert {*mine(run)} == before | (lemong - own)


def test_who_is_no_officer_is_told_so(sample, run):
    refused = run("list", "--officer", "me")
    assert (refused.code, "is no officer of this office" in refused.err) == (1, True)
