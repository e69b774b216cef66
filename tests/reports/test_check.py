"""What the check finds: each rule breaks in its own way, and the command that it names mends it."""

import csv
import io
import json
import os
import shlex
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.reports.check import Occasion, check
from koperasi_cli.reports.check.finding import Checked
from koperasi_cli.reports.check.rules import ABOUT_THE_FILE, RULES
from koperasi_cli.reports.office import office_facts
from koperasi_cli.vocabulary import CheckRule

TODAY = date(2025, 2, 17)
FILLED = {"NIK": "1813010000099", "VILLAGE": "Pahmungan", "DATE": "2024-03-05", "NUMBER": "12",
          "TEXT": "Tidak ada RAT", "SECTOR": "producer", "STATUS": "inactive", "AMOUNT": "100",
          "GRADE": "A"}  # fmt: skip


def look(database: Database) -> Checked:
    database.looked_over = True
    with database.reading() as connection:
        return check(connection, Occasion(TODAY, office_facts(connection), database.path))


def found(database: Database) -> set[str]:
    return {code.value for code in look(database).counts}


def tamper(database: Database, *statements: str) -> None:
    """Another program writes into the file, past the journal and the rules."""
    with closing(sqlite3.connect(database.path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_every_rule_has_its_place_in_the_table() -> None:
    assert [rule.code for rule in RULES] == [*CheckRule]
    grave = [rule.grave for rule in RULES]
    assert grave == sorted(grave, reverse=True), "the gravest come first"


def test_the_sample_keeps_every_promise(sample: Database) -> None:
    done = look(sample)
    assert not [one for one in done.findings if one.rule.grave]
    assert done.of == 96


def test_what_is_missing_is_what_the_lists_leave_empty(sample: Database) -> None:
    with closing(sqlite3.connect(sample.path)) as connection:
        rows = connection.execute(
            "SELECT id, nik, sector, village_code, ods_grade FROM cooperative"
            " WHERE withdrawn_at IS NULL"
        ).fetchall()
    by_rule: dict[str, set[int | None]] = {}
    for one in look(sample).findings:
        by_rule.setdefault(one.rule.code, set()).add(one.cooperative)
    assert by_rule[CheckRule.MISSING_NIK] == {row[0] for row in rows if row[1] is None}
    assert by_rule[CheckRule.MISSING_VILLAGE] == {row[0] for row in rows if row[3] is None}
    assert CheckRule.MISSING_SECTOR not in by_rule
    assert by_rule[CheckRule.OTHER_DISTRICT] == {
        row[0] for row in rows if row[1] and not row[1].startswith("1813")
    }


# What a person can do, or leave undone: what is typed, the rule, and what the finding says.
TYPED: list[tuple[Sequence[str], CheckRule, str]] = [
    (["edit", "2", "--clear", "nik"], CheckRule.MISSING_NIK, "NIK not recorded"),
    (["edit", "2", "--clear", "village"], CheckRule.MISSING_VILLAGE, "village not recorded"),
    (["edit", "2", "--clear", "sector"], CheckRule.MISSING_SECTOR, "sector not recorded"),
    (
        ["edit", "2", "--nik", "1871010000001"],
        CheckRule.OTHER_DISTRICT,
        "NIK 1871010000001 does not begin with 1813",
    ),
    (
        ["edit", "2", "--amendment-date", "1990-01-02"],
        CheckRule.DATES_OUT_OF_ORDER,
        "Amendment date 2 Jan 1990 lies before legal date",
    ),
    (
        ["rat", "2", "2023", "--on", "2023-03-05"],
        CheckRule.DATES_OUT_OF_ORDER,
        "RAT held on 5 Mar 2023 lies before book year 31 Dec 2023",
    ),
    (
        ["rat", "2", "2015", "--members-male", "30"],
        CheckRule.MEMBERS_MISMATCH,
        "2015: 30 men, and the women are not recorded",
    ),
    (
        ["rat", "2", "2015", "--equity", "60", "--outside-capital", "40", "--assets", "110"],
        CheckRule.CAPITAL_MISMATCH,
        "2015: own capital Rp60 and outside capital Rp40 are not assets Rp110",
    ),
    (["status", "2", "inactive", "--on", "2025-02-01"], CheckRule.NO_REASON,
     "inactive since 1 Feb 2025, without a reason"),
    (["edit", "2", "--ods-grade", "C3"], CheckRule.GRADE_DIFFERS, "C3 in ODS"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "rule", "said"), TYPED)
def test_what_people_leave_undone_is_found_and_mended(
    sample: Database, run: Any, words: list[str], rule: CheckRule, said: str
) -> None:
    before = _about_two(sample, rule)
    assert run(*words, "--yes").code == 0
    (finding,) = [one for one in _about_two(sample, rule) if one not in before]
    assert said in finding[0]
    command = _filled(finding[1])
    ran = run(*command, "--yes")
    assert ran.code == 0, ran.err
    assert finding not in _about_two(sample, rule), command


def _about_two(database: Database, rule: CheckRule) -> list[tuple[str, str]]:
    return [
        (one.problem, one.command) for one in look(database).findings
        if one.cooperative == 2 and one.rule.code is rule
    ]  # fmt: skip


def _filled(command: str) -> list[str]:
    """A command as the check names it, with something in the place of what is to be filled in."""
    words = shlex.split(command)
    assert words.pop(0) == "koperasi"
    return [FILLED.get(word, word) for word in words]


# What no command of the program does: written into the file by another one.
TAMPERED: list[tuple[Sequence[str], CheckRule, str | None]] = [
    (["UPDATE cooperative SET note = 'KTP 1813010101900001' WHERE id = 2"], CheckRule.PERSONAL_NIK,
     "Note has a person's NIK in it"),
    (["UPDATE attendance SET session_id = 99999 WHERE id = 1"], CheckRule.BROKEN_REFERENCE,
     "refers to sessions that is not there"),
    (["UPDATE cooperative SET legal_date = '2019-02-30' WHERE id = 2"], CheckRule.WRONG_KIND,
     'Legal date cannot be "2019-02-30"'),
    (["UPDATE status_change SET effective_on = 'soon' WHERE cooperative_id = 2"],
     CheckRule.WRONG_KIND, "cannot be"),
    (["UPDATE annual_report SET assets = 1.5 WHERE id = 1"], CheckRule.WRONG_KIND,
     'Assets cannot be "1.5"'),
    (["UPDATE cooperative SET note = X'00' WHERE id = 2"], CheckRule.WRONG_KIND, "Note cannot be"),
    (["UPDATE cooperative SET name = X'ff00ff' WHERE id = 2"], CheckRule.WRONG_KIND, "cannot be"),
    (["UPDATE cooperative SET address = zeroblob(20) WHERE id = 2"], CheckRule.WRONG_KIND,
     "Address cannot be"),
    (["UPDATE cooperative SET legal_date = 20200101 WHERE id = 2"], CheckRule.WRONG_KIND,
     'Legal date cannot be "20200101"'),
    (["UPDATE annual_report SET members_male = 'many' WHERE id = 1"], CheckRule.WRONG_KIND,
     'Members, men cannot be "many"'),
    (["UPDATE publication SET figures = '{'"], CheckRule.WRONG_KIND, 'Figures cannot be "{"'),
    (["UPDATE publication SET figures = '{}'"], CheckRule.WRONG_KIND, 'Figures cannot be "{}"'),
    (["UPDATE publication SET published_at = 'soon'"], CheckRule.WRONG_KIND, "Published cannot be"),
    (["UPDATE office SET thresholds = '{'"], CheckRule.WRONG_KIND, 'Thresholds cannot be "{"'),
    (["UPDATE office SET fixed_today = 20250217"], CheckRule.WRONG_KIND, "cannot be"),
    (["UPDATE operation SET at = 'soon' WHERE id = 1"], CheckRule.WRONG_KIND, 'When cannot be "soon"'),
    (["INSERT INTO operation (at, actor, command, version)"
      " VALUES ('2999-01-01T00:00:00Z', 'x', 'add', '0')"], CheckRule.RECORDED_AHEAD,
     "is dated 1 Jan 2999, which has not come yet"),
    (["UPDATE attendance SET revitalization_id = (SELECT r.id FROM revitalization AS r"
      " WHERE r.cooperative_id <> attendance.cooperative_id LIMIT 1) WHERE id = 1"],
     CheckRule.STRAY_STEP, "is put down to case no. "),
    (["DROP INDEX uq_cooperative_nik"], CheckRule.ALTERED, "uq_cooperative_nik is not as"),
    (["DROP TABLE product"], CheckRule.ALTERED, "product is not as the program made it"),
    (["CREATE TRIGGER evil AFTER INSERT ON operation BEGIN SELECT 1; END"], CheckRule.ALTERED,
     "evil is not as"),
    (["UPDATE cooperative SET withdrawn_at = '2025-02-17T01:00:00Z' WHERE id = 12"],
     CheckRule.TAKEN_BACK, "refers to cooperatives no. 12, which was taken back"),
    (["UPDATE cooperative SET withdrawn_at = '2025-02-18T01:00:00Z' WHERE id = 12"],
     CheckRule.UNJOURNALLED, "the journal does not know by whom"),
    (["DELETE FROM tag WHERE id = 1"], CheckRule.UNJOURNALLED, "is not there any more"),
    (["INSERT INTO tag (recorded_at, cooperative_id, name) VALUES ('2025-01-01T00:00:00Z', 3, 'x')"],
     CheckRule.UNJOURNALLED, "does not know how it came"),
    (["INSERT INTO operation (at, actor, command, version)"
      " VALUES ('1999-01-01T00:00:00Z', 'x', 'add', '0')"], CheckRule.UNJOURNALLED,
     "has the moment 1999-01-01T00:00:00Z"),
    (["INSERT INTO status_change (recorded_at, cooperative_id, status, effective_on)"
      " VALUES ('2025-01-01T00:00:00Z', 2, 'active', '2025-01-31')"], CheckRule.STATUS_ORDER,
     "active from 31 Jan 2025 on, after active from"),
    (["UPDATE revitalization SET closed_on = NULL, outcome = NULL WHERE outcome = 'reactivated'"
      " AND id = (SELECT min(id) FROM revitalization WHERE outcome = 'reactivated')"],
     CheckRule.STRAY_CASE, "and the cooperative is not inactive"),
    (["UPDATE status_change SET withdrawn_at = '2025-02-18T01:00:00Z' WHERE cooperative_id = 2"],
     CheckRule.NO_STATUS, "no count has it"),
    (["UPDATE cooperative SET subdistrict_code = '18.13.02' WHERE id = 2"],
     CheckRule.OTHER_SUBDISTRICT, "is not one of"),
    (["UPDATE cooperative SET subdistrict_code = NULL WHERE id = 2"],
     CheckRule.OTHER_SUBDISTRICT, "its subdistrict is not"),
    (["UPDATE cooperative SET name_key = 'other' WHERE id = 2"], CheckRule.OUTDATED_KEY, None),
    (["UPDATE publication SET figures = replace(figures, '\"active\":67', '\"active\":66')"],
     CheckRule.UNEXPLAINED_FIGURE, "66 active and 29 inactive were given out"),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "rule", "said"), TAMPERED)
def test_what_other_programs_did_is_found(
    sample: Database, run: Any, statements: Sequence[str], rule: CheckRule, said: str | None
) -> None:
    if rule in found(sample):
        pytest.fail("the sample breaks it already")
    tamper(sample, *statements)
    findings = [one for one in look(sample).findings if one.rule.code is rule]
    assert findings
    assert said is None or any(said in one.problem for one in findings), [
        one.problem for one in findings
    ]
    assert run("check", "--integrity").code == 3
    assert run("check", "--all").code == 3
    assert all(one.command.startswith("koperasi ") for one in findings)


@pytest.mark.slow
@pytest.mark.parametrize("statements", [statements for statements, *_found in TAMPERED])
def test_what_cannot_be_read_is_said_to_be_so(
    sample: Database, run: Any, statements: Sequence[str]
) -> None:
    tamper(sample, *statements)
    for words in (("show", "2"), ("log", "2"), ("undo", "--dry-run"), ("info",), ("agenda",)):
        ran = run(*words)
        assert "made a mistake" not in ran.err, (words, ran.err)


def spoil_index(database: Database, name: str = "ix_cooperative_legal_key") -> None:
    """Change a byte of a key in an index, as a failing disk would."""
    with closing(sqlite3.connect(database.path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with database.path.open("r+b") as file:
        file.seek(page * size - 5)
        (byte,) = file.read(1)
        file.seek(page * size - 5)
        file.write(bytes([byte ^ 1]))


def test_a_spoilt_index_is_made_anew(sample: Database, run: Any) -> None:
    spoil_index(sample)
    (first, *_others) = look(sample).findings
    assert first.rule.code is CheckRule.DAMAGED
    assert "index ix_cooperative_legal_key" in first.problem
    assert first.fixable
    ran = run("check", "--fix", "--yes", "--integrity")
    assert ran.code == 0, ran.out + ran.err
    assert "A backup was made first" in ran.out
    assert CheckRule.DAMAGED not in found(sample)


def test_a_spoilt_table_is_told_and_the_rest_is_checked(sample: Database, run: Any) -> None:
    with closing(sqlite3.connect(sample.path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'financing'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with sample.path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    ran = run("check", "--json", "--all")
    assert ran.code == 3, ran.err
    data = json.loads(ran.out)
    assert {"rule": "missing-nik", "found": 38} in data["rules"]
    assert "dates-out-of-order" in data["unread"]
    assert data["problems"][0]["rule"] == "damaged"
    assert not data["problems"][0]["fixable"]


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("name_key", "'x'"),
        ("legal_key", "'y'"),
        ("subdistrict_code", "NULL"),
    ],
)
def test_what_has_one_safe_answer_is_mended_and_journalled(
    sample: Database, run: Any, column: str, wrong: str
) -> None:
    query = f"SELECT {column} FROM cooperative WHERE id = 2"
    right = ask(sample, query)
    tamper(sample, f"UPDATE cooperative SET {column} = {wrong} WHERE id = 2")
    spoilt = ask(sample, query)
    assert right != spoilt
    trial = run("check", "--fix", "--dry-run", "--integrity")
    assert trial.code == 3
    assert ask(sample, query) == spoilt
    assert run("check", "--fix", "--integrity").code == 1, "it asks first"
    done = run("check", "--fix", "--integrity", "--yes", "--json")
    assert done.code == 0 and Path(json.loads(done.out)["backup"]).exists()
    assert list(json.loads(done.out)["mended"].values()) == [1]
    assert ask(sample, query) == right
    (operation,) = json.loads(run("log", "--limit", "1", "--json").out)
    assert operation["command"] == "check"
    assert run("undo", "--yes").code == 0
    assert ask(sample, query) == spoilt


def ask(database: Database, query: str) -> object:
    with closing(sqlite3.connect(database.path)) as connection:
        return connection.execute(query).fetchone()[0]


@pytest.mark.skipif(os.name == "nt", reason="there the folder's rights decide")
def test_what_others_could_read_is_closed_to_them(sample: Database, run: Any) -> None:
    assert run("backup").code == 0
    (copy,) = (sample.path.parent / "backups").iterdir()
    for path in (sample.path, copy, copy.parent):
        path.chmod(0o755)
    done = look(sample)
    assert done.counts == look(sample).counts
    assert done.counts[CheckRule.OPEN_TO_OTHERS] == 3
    assert run("check", "--fix", "--dry-run", "--integrity").code == 3
    assert copy.stat().st_mode & 0o077
    assert run("check", "--fix", "--yes", "--integrity").code == 0
    assert [path.stat().st_mode & 0o777 for path in (sample.path, copy, copy.parent)] == [
        0o600, 0o600, 0o700,
    ]  # fmt: skip


MAJU = {"name": "KSP Maju"}
# Two cooperatives, and whether they are likely one; "V" and "W" are villages.
PAIRS: list[tuple[dict[str, str], dict[str, str], bool]] = [
    (MAJU, {"name": "Koperasi Simpan Pinjam Maju"}, True),
    (MAJU | {"village_code": "V"}, MAJU | {"village_code": "W"}, False),
    (MAJU | {"village_code": "V"}, MAJU | {"village_code": "V"}, True),
    (MAJU | {"nik": "1813010000001"}, MAJU | {"nik": "1813010000002"}, False),
    (MAJU | {"nik": "1813010000001"}, MAJU, True),
    (MAJU | {"legal_number": "1/BH"}, {"name": "Kopwan Melati", "legal_number": "1 / bh"}, False),
    (MAJU | {"legal_number": "1/BH"}, {"name": "KSP Maju Jaya", "legal_number": "1/bh"}, True),
    (MAJU | {"legal_number": "1/BH"}, MAJU | {"legal_number": "2/BH"}, False),
    (
        MAJU | {"legal_number": "1/BH", "village_code": "V"},
        MAJU | {"legal_number": "2/BH", "village_code": "V"},
        True,
    ),
    (
        {"name": "Koperasi Tani Sejahtera", "village_code": "V"},
        {"name": "Koperasi Tani Sejahtra", "village_code": "V"},
        True,
    ),
    (
        {"name": "Koperasi Tani Sejahtera 1", "village_code": "V"},
        {"name": "Koperasi Tani Sejahtera 2", "village_code": "V"},
        False,
    ),
    ({"name": "KSU Mitra Usaha"}, {"name": "KSU Mitra Mandiri"}, False),
]


@pytest.mark.parametrize(("one", "other", "same"), PAIRS)
def test_who_is_likely_registered_twice(
    registry: Database,
    enrol: Callable[..., Any],
    one: dict[str, str],
    other: dict[str, str],
    same: bool,
) -> None:
    villages = {"V": "18.13.01.2001", "W": "18.13.01.2002"}
    with registry.writing("add", actor="tester", at="2025-02-17T03:00:00Z") as session:
        from koperasi_cli.models import Region

        session.add(Region(code="18.13.01", name="Pesisir Tengah", level="subdistrict"))
        session.flush()
        for code in villages.values():
            session.add(Region(code=code, name=code, level="village", parent_code="18.13.01"))
        session.flush()
        for fields in (one, other):
            given = dict(fields)
            if village := given.pop("village_code", None):
                given |= {"village_code": villages[village], "subdistrict_code": "18.13.01"}
            enrol(session, given.pop("name"), active="2020-01-01", **given)
    findings = [
        one for one in look(registry).findings if one.rule.code is CheckRule.LIKELY_DUPLICATE
    ]
    assert [one.cooperative for one in findings] == ([2] if same else [])
    if same:
        assert findings[0].details[0] == 1


@pytest.mark.parametrize("rule", list(CheckRule))
def test_a_list_of_those_with_a_problem_is_what_the_check_says(
    sample: Database, run: Any, rule: CheckRule
) -> None:
    tamper(
        sample,
        "UPDATE cooperative SET sector = NULL, ods_grade = 'D' WHERE id IN (2, 3)",
        "UPDATE status_change SET reason = NULL",
        "UPDATE annual_report SET members_male = NULL WHERE cooperative_id = 4 AND book_year = 2023",
        "UPDATE financing SET approved_on = '1999-01-01' WHERE id = 1",
        "DELETE FROM status_change WHERE cooperative_id = 5",
    )
    ran = run("list", "--problem", rule, "--json")
    if rule in ABOUT_THE_FILE:
        assert ran.code == 2
        return
    wanted = {one.cooperative for one in look(sample).findings if one.rule.code is rule}
    assert {row["id"] for row in json.loads(ran.out)} == wanted - {None}


def test_one_cooperative_alone(sample: Database, run: Any) -> None:
    data = json.loads(run("check", "4", "--json").out)
    assert data["cooperatives"] == 1
    assert {problem["cooperative_id"] for problem in data["problems"]} == {4}


def test_filters_leave_out_the_others(sample: Database, run: Any) -> None:
    data = json.loads(run("check", "--subdistrict", "Ngambur", "--all", "--json").out)
    listed = json.loads(run("list", "--subdistrict", "Ngambur", "--json").out)
    assert {problem["cooperative_id"] for problem in data["problems"]} <= {r["id"] for r in listed}
    assert data["cooperatives"] == len(listed)


def test_nothing_wrong_is_zero(registry: Database, run: Any) -> None:
    ran = run("check")
    assert (ran.code, ran.out) == (0, "0 cooperatives checked: nothing is wrong.\n")
    assert run("check", "--fix").code == 0


def test_what_is_no_rule_is_refused(sample: Database, run: Any) -> None:
    ran = run("check", "--rule", "nonsense")
    assert ran.code == 2
    assert "missing-nik" in ran.err


def test_what_is_right_as_it_is_is_left_out_until_a_day(sample: Database, run: Any) -> None:
    words = ["--snooze", "4", "--rule", "other-district", "--until", "2026-02-17"]
    ran = run("check", *words)
    assert ran.code == 0, ran.err
    assert "left out until 17 February 2026, by: NIK of another district." in ran.out
    data = json.loads(run("check", "4", "--json").out)
    assert [problem["rule"] for problem in data["problems"]] == ["grade-differs"]
    assert data["snoozed"] == [
        {"id": 4, "name": "Koppas Pasar Mulya", "rule": "other-district", "until": "2026-02-17"}
    ]
    assert "Left out for now: no. 4" in run("check").out
    run("check", *words[:-1], "today")
    assert not json.loads(run("check", "4", "--json").out)["snoozed"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--snooze", "4", "--until", "+3"], "Name the rule"),
        (
            ["--snooze", "4", "--until", "+3", "--rule", "stray-case"],
            "Open case, though not inactive is never left out",
        ),
        (["--until", "+3", "--rule", "missing-nik"], "--until says until when"),
        (
            ["--snooze", "4", "--until", "+3", "--rule", "missing-nik", "--fix"],
            "--fix has no meaning",
        ),
    ],
)
def test_what_must_hold_is_never_left_out(
    sample: Database, run: Any, words: list[str], said: str
) -> None:
    ran = run("check", *words)
    assert ran.code == 2
    assert said in ran.err


def test_a_file_and_a_machine_get_all(sample: Database, run: Any, tmp_path: Path) -> None:
    whole = json.loads(run("check", "--json").out)
    assert len(whole["problems"]) == whole["found"] > 20
    lines = list(csv.DictReader(io.StringIO(run("check", "--format", "csv").out)))
    assert [line["command"] for line in lines] == [one["command"] for one in whole["problems"]]
    assert "These are the gravest 20" in run("check").out
    assert "(65 rows)" in run("check", "--output", tmp_path / "check.xlsx").out


def test_a_village_of_another_subdistrict_is_not_settled_by_itself(
    sample: Database, run: Any
) -> None:
    """Either may be the wrong one."""
    tamper(sample, "UPDATE cooperative SET subdistrict_code = '18.13.02' WHERE id = 2")
    before = sample.path.read_bytes()
    ran = run("check", "--fix", "--yes", "--rule", "other-subdistrict")
    assert ran.code == 3 and "Nothing here has one safe answer." in ran.out
    assert "koperasi edit 2 --village VILLAGE" in ran.out
    assert sample.path.read_bytes() == before


def test_rules_and_integrity_exclude_each_other(sample: Database, run: Any) -> None:
    """Together they found nothing, which said that nothing was wrong."""
    ran = run("check", "--integrity", "--rule", "missing-nik")
    assert ran.code == 2 and "exclude each other" in ran.err


def test_cases_and_what_belongs_to_them_are_in_order(sample: Database) -> None:
    tamper(
        sample,
        "UPDATE revitalization SET opened_on = '1990-01-02' WHERE id = 1",
        "UPDATE revitalization SET opened_on = '2031-01-02'"
        " WHERE id = (SELECT min(id) FROM revitalization WHERE closed_on IS NULL)",
    )
    found = look(sample).findings
    said = [one.problem for one in found if one.table == "revitalization"]
    steps = [one.problem for one in found if one.table == "attendance"]
    assert any("Held on" in problem and "lies before opened" in problem for problem in steps)
    assert any("lies before legal date" in problem for problem in said)
    assert any("2 Jan 2031 has not come yet" in problem for problem in said)
