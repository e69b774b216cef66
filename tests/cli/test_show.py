"""``koperasi show``: its contract, and the page of one cooperative."""

import json

import pytest

from koperasi_cli.database import Database
from koperasi_cli.reports.cooperatives import COLUMNS

PHONE = "0812-3456-7890"
COOPERATIVE_KEYS = set(COLUMNS)
FURTHER = {
    "status_changes", "sessions", "revitalizations", "financing", "products", "annual_reports",
    "due_years", "missed_years", "newest_in_business", "thresholds",
}  # fmt: skip


def test_json_contract(sample: Database, run) -> None:
    found = json.loads(run("show", 12, "--json").out)
    assert set(found) == COOPERATIVE_KEYS | FURTHER
    (case,) = found["revitalizations"]
    assert {"stage", "causes", "steps", "outcome"} <= set(case)
    assert set(found["status_changes"][0]) == {
        "id", "status", "effective_on", "reason", "decree", "recorded_at", "withdrawn_at",
    }  # fmt: skip
    assert {"on", "kind", "topic", "planned", "result", "participants_male"} <= set(
        found["sessions"][0]
    )
    years = [year["book_year"] for year in found["annual_reports"]]
    assert years == sorted(years, reverse=True)
    assert all(year["in_business"] in (True, False, None) for year in found["annual_reports"])


def test_the_same_object_as_in_the_list(sample: Database, run) -> None:
    listed = {row["id"]: row for row in json.loads(run("list", "--json").out)}
    for id_ in (1, 12, 70):
        shown = json.loads(run("show", id_, "--json").out)
        assert {key: shown[key] for key in COOPERATIVE_KEYS} == listed[id_]


def test_page(sample: Database, run) -> None:
    out = run("show", 12).out
    assert "No. 12 Koperasi Produsen Tapis Sebatin" in out
    assert "Inactive since 10 July 2023. Reason:" in out
    assert "Its case no. 6 is open: Reviewed." in out
    assert "Not recorded: Cooperative number (NIK)" in out
    assert "Annual reports (RAT)" in out


def test_on_a_day(sample: Database, run) -> None:
    assert "On 1 January 2010 it had no status yet." in run("show", 12, "--on", "2010-01-01").out
    earlier = json.loads(run("show", 12, "--on", "2023-07-09", "--json").out)
    assert (earlier["status"], earlier["revitalizations"]) == ("active", [])


def test_withdrawn_decisions_only_with_history(sample: Database, run) -> None:
    assert run("status", 1, "inactive", "--on", "2025-02-10").code == 0
    assert run("status", 1, "active", "--correct", "2025-02-10").code == 0
    assert len(json.loads(run("show", 1, "--json").out)["status_changes"]) == 1
    history = json.loads(run("show", 1, "--history", "--json").out)["status_changes"]
    assert [bool(row["withdrawn_at"]) for row in history] == [False, True]
    assert "Withdrawn" in run("show", 1, "--history").out


@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_phone_only_with_contacts(sample: Database, run, form: str) -> None:
    run("edit", 12, "--phone", PHONE)
    assert PHONE not in run("show", 12, "--format", form).out.replace("\\", "")
    assert PHONE in run("show", 12, "--contacts", "--format", form).out.replace("\\", "")


def test_csv_is_refused(sample: Database, run) -> None:
    ran = run("show", 12, "--format", "csv")
    assert ran.code == 2
    assert "json" in ran.err


def test_several_and_none(sample: Database, run) -> None:
    assert run("show", "kopi").code == 1
    assert "Koperasi Produsen Kopi Sumberejo" in run("show", "kopi").err
    assert run("show", "no such thing").code == 1


def test_a_bare_cooperative(registry: Database, run) -> None:
    run("add", "Koperasi Baru")
    ran = run("show", 1)
    assert ran.code == 0
    assert "Active since 17 February 2025." in ran.out
    found = json.loads(run("show", 1, "--json").out)
    assert found["sessions"] == found["revitalizations"] == found["products"] == []
