"""``koperasi list``: its contracts for machines, and what a person sees."""

import csv
import io
import json
import sqlite3

import pytest

from koperasi_cli.database import Database

COOPERATIVE_KEYS = {
    "id", "recorded_at", "withdrawn_at", "name", "name_key", "nik", "legal_number", "legal_key",
    "legal_date", "amendment_number", "amendment_date", "form", "sector", "category", "industry",
    "management", "line", "address", "subdistrict_code", "village_code", "place", "chair",
    "secretary", "treasurer", "supervisor", "manager", "board_term_ends_on", "phone", "nik_status",
    "certificate_expires_on", "ods_grade", "officer_id", "note",
    "status", "status_since", "subdistrict", "village", "officer", "tags",
    "in_care_of", "indication", "indication_reason", "computed_grade", "grade_reason",
}  # fmt: skip
KEYS = {
    "cooperatives": COOPERATIVE_KEYS,
    "sessions": {
        "id", "on", "planned", "planned_on", "held_on", "kind", "topic", "place", "mentor",
        "officer_id", "officer", "hours", "funding", "attending", "cooperatives",
        "participants_male", "participants_female", "follow_up_on",
    },
    "rat": {
        "id", "cooperative_id", "cooperative", "book_year", "rat_planned_on", "rat_held_on",
        "in_business", "members", "members_male", "members_female", "managers", "employees",
        "equity", "outside_capital", "assets", "turnover", "surplus", "health", "kuk",
    },
    "rat --missing": {
        "cooperative_id", "cooperative", "status", "sector", "subdistrict", "officer", "legal_date",
        "book_year", "rat_planned_on", "last_book_year", "last_rat_held_on",
    },
    "financing": {
        "id", "cooperative_id", "cooperative", "lender", "scheme", "state", "state_on",
        "waiting_days", "amount", "requested_amount", "requested_on", "approved_amount",
        "approved_on", "disbursed_amount", "disbursed_on", "rejected_on", "note",
    },
    "products": {
        "id", "cooperative_id", "cooperative", "name", "line", "year", "capacity", "unit",
        "market_reach", "certificates",
    },
    "publications": {
        "id", "on", "published_at", "audience", "headline", "figures", "active", "inactive",
        "dissolved", "total",
    },
    "officers": {"id", "name", "role", "subdistricts"},
    "regions": {
        "code", "name", "level", "kind", "parent", "parent_code", "bps_code", "aliases",
    },
}  # fmt: skip
PHONE = "0812-3456-7890"


@pytest.fixture
def with_phone(sample: Database, run) -> Database:
    assert run("edit", 12, "--phone", PHONE).code == 0
    return sample


@pytest.mark.parametrize(("what", "keys"), KEYS.items())
def test_json_keys(sample: Database, run, what: str, keys: set[str]) -> None:
    found = json.loads(run("list", *what.split(), "--json").out)
    assert found
    assert all(set(row) == keys for row in found)


def test_json_cases_have_stage_causes_and_steps(sample: Database, run) -> None:
    found = json.loads(run("list", "cases", "--json").out)
    assert len(found) == 26
    assert all({"stage", "causes", "steps", "outcome", "cooperative_id"} <= set(c) for c in found)


def test_json_types(sample: Database, run) -> None:
    first = json.loads(run("list", "--tag", "target-2025", "--json").out)[0]
    assert isinstance(first["tags"], list)
    assert "target-2025" in first["tags"]
    assert first["phone"] is None


def test_csv_has_every_column_and_tags_in_one_cell(sample: Database, run) -> None:
    run("edit", 12, "--tag", "another")
    rows = list(csv.DictReader(io.StringIO(run("list", "--format", "csv").out)))
    assert set(rows[0]) == COOPERATIVE_KEYS
    assert {row["id"]: row for row in rows}["12"]["tags"] == "another,target-2025"


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_named_columns_in_every_format(sample: Database, run, form: str) -> None:
    out = run("list", "--columns", "nik,name", "--status", "active", "--format", form).out
    assert "Pesisir Tengah" not in out
    assert "KUD Way Krui Makmur" in out


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["list", "--columns", "id,phone"],
        ["list", "--sort", "phone"],
        ["list", "--missing", "village"],
        ["list", "--search", "tapis"],
    ],
)
def test_no_phone_without_contacts(with_phone: Database, run, form: str, words: list[str]) -> None:
    ran = run(*words, "--format", form)
    assert ran.code == 0
    assert "3456" not in ran.out


def test_nobody_is_found_by_a_phone_number(with_phone: Database, run) -> None:
    assert json.loads(run("list", "--search", PHONE, "--json").out) == []


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_phone_with_contacts(with_phone: Database, run, form: str) -> None:
    assert PHONE in run("list", "--columns", "id,phone", "--contacts", "--format", form).out


def test_text_from_data_is_shown_and_not_obeyed(sample: Database, run) -> None:
    evil = "[red]x[/x] \x1b[31m=1+1"
    with sqlite3.connect(sample.path) as connection:
        connection.execute("UPDATE cooperative SET name = ?, chair = ? WHERE id = 12", (evil, "=1"))
    table = run("list", "--columns", "name,chair", "--search", "[red]").out
    assert "[red]x[/x] \\u001b[31m=1+1" in table
    assert "\x1b" not in table
    assert "\x1b" not in run("list", "--format", "markdown").out
    assert json.loads(run("list", "--search", "[red]", "--json").out)[0]["name"] == evil
    assert "'=1" in run("list", "--columns", "chair", "--search", "[red]", "--format", "csv").out
    assert "\x1b" not in run("show", 12).out


def test_piped_tables_are_not_cut(sample: Database, run) -> None:
    long_ = "Koperasi Produsen " + "Sangat Panjang " * 10
    with sqlite3.connect(sample.path) as connection:
        connection.execute("UPDATE cooperative SET name = ? WHERE id = 12", (long_.strip(),))
    (line,) = [line for line in run("list").out.splitlines() if "Sangat" in line]
    assert long_.strip() in line
    assert "Inactive" in line


def test_the_count_and_the_filters_stand_on_top(sample: Database, run) -> None:
    out = run("list", "--status", "active").out.splitlines()
    assert "67 cooperatives (Status: Active)" in out
    out = run("list", "--on", "2024-01-26").out
    assert "90 cooperatives on 26 January 2024" in out
    assert "The status is that of the day" in out


def test_nothing_found(sample: Database, run) -> None:
    ran = run("list", "--search", "there is none such")
    assert ran.code == 0
    assert "0 cooperatives" in ran.out
    assert json.loads(run("list", "--search", "none such", "--json").out) == []
    header = run("list", "--search", "none such", "--format", "csv").out
    assert set(header.strip().split(",")) == COOPERATIVE_KEYS


@pytest.mark.parametrize("what", KEYS)
def test_an_empty_registry(registry: Database, run, what: str) -> None:
    ran = run("list", *what.split())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("0 ")


def test_an_unknown_list_names_the_known_ones(sample: Database, run) -> None:
    ran = run("list", "nelayan")
    assert ran.code == 2
    assert "cooperatives, sessions, cases, rat, financing, products, publications" in ran.err
    assert 'koperasi list --search "nelayan"' in ran.err


def test_without_a_registry(run) -> None:
    ran = run("list")
    assert ran.code == 4
    assert "koperasi demo" in ran.err
