"""``koperasi status``: decisions from the command line, for one and for many."""

import json
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import Database


def find(database: Database, status: str, *, case: bool | None = None, n: int = 1) -> list[int]:
    """Cooperatives of that status today, with or without an open case."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT c.id, (SELECT status FROM status_change WHERE cooperative_id = c.id"
            " AND withdrawn_at IS NULL ORDER BY effective_on DESC LIMIT 1) AS status,"
            " EXISTS (SELECT 1 FROM revitalization AS r WHERE r.cooperative_id = c.id"
            " AND r.closed_on IS NULL) AS has_case FROM cooperative AS c"
        ).fetchall()
    found = [r["id"] for r in rows if r["status"] == status and case in (None, bool(r["has_case"]))]
    return found[:n]


@pytest.mark.parametrize("words", [
    ("inactive",), ("tidak aktif",), ("tidak", "aktif"), ("TIDAK", "Aktif"), ("non", "aktif"), ("KTA",),
    ("pasif",), ("beku",),
])  # fmt: skip
def test_a_status_in_one_word_or_two(sample: Database, run: Any, words: tuple[str, ...]) -> None:
    (id_,) = find(sample, "active")
    ran = run("status", id_, *words, "--reason", "Tidak ada RAT")
    assert ran.code == 0, ran.err
    assert ": Inactive from 17 February 2025 on." in ran.out
    assert "This changes the figure published on 17 February 2025 (active: 67 to 66;" in ran.out
    assert "26 January 2024" not in ran.out


def test_a_word_before_the_status_is_a_cooperative(sample: Database, run: Any) -> None:
    for word in ("-", "?!", "\udcff", "Koperasi"):
        ran = run("status", "--", word, "inactive")
        assert ran.code in (1, 2) and ran.out == "", word
        assert "No cooperative was named" not in ran.err, word


def test_many_at_once(sample: Database, run: Any) -> None:
    ids = find(sample, "active", n=3)
    refused = run("status", *ids, "inactive")
    assert refused.code == 1 and refused.out == ""
    assert "This is for 3 cooperatives: Inactive from 17 February 2025 on" in refused.err
    assert "--yes" in refused.err
    ran = run("status", *ids, ids[0], "inactive", "--yes", "--json")
    data = json.loads(ran.out)
    assert [row["cooperative_id"] for row in data] == ids
    assert {row["status"] for row in data} == {"inactive"}
    assert all({"id", "name", "effective_on", "closed_case_id"} <= set(row) for row in data)


def test_many_are_all_or_none(sample: Database, run: Any) -> None:
    (active,), (inactive,) = find(sample, "active"), find(sample, "inactive")
    before = sample.path.read_bytes()
    ran = run("status", active, inactive, "inactive", "--yes")
    assert ran.code == 1 and "would be the same" in ran.err
    assert sample.path.read_bytes() == before


def test_from_a_file(sample: Database, run: Any, tmp_path: Path) -> None:
    ids = find(sample, "active", n=2)
    file = tmp_path / "list.txt"
    file.write_text(f"\ufeff# the decree\nK{ids[0]}\n\n  {ids[1]}  \n", encoding="utf-8")
    assert run("status", "inactive", "--from", file, "--yes").code == 0
    for wrong in (tmp_path / "none.txt", tmp_path, _binary(tmp_path)):
        ran = run("status", "inactive", "--from", wrong, "--yes")
        assert ran.code == 2 and "cannot be read" in ran.err


def test_all_that_cannot_be_found_are_named(sample: Database, run: Any) -> None:
    ran = run("status", "9998", "9999", "inactive", "--yes")
    assert ran.code == 1 and ran.out == ""
    assert '"9998"' in ran.err and '"9999"' in ran.err


def test_a_correction_says_both(sample: Database, run: Any) -> None:
    (id_,) = find(sample, "active")
    run("status", id_, "inactive", "--on", "2025-01-10")
    ran = run("status", id_, "inactive", "--correct", "10/01/2025", "--on", "2025-01-20")
    lines = ran.out.splitlines()
    assert any(line.startswith(f"Withdrawn: no. {id_} ") and "10 January" in line for line in lines)
    assert any(line.startswith(f"Saved: no. {id_} ") and "20 January" in line for line in lines)
    assert any("count of 10 January 2025 (active: " in line for line in lines)
    ran = run("status", id_, "active", "--correct", "2025-01-20")
    assert "Saved" not in ran.out and "Withdrawn" in ran.out
    assert run("status", id_, "active", "--correct", "2025-01-20").code == 1


def test_a_reactivation_closes_the_case_and_its_correction_opens_it(
    sample: Database, run: Any
) -> None:
    (id_,) = find(sample, "inactive", case=True)
    closed = json.loads(run("status", id_, "aktif", "--json").out)
    assert closed["closed_case_id"]
    assert find(sample, "active", case=True, n=99).count(id_) == 0
    ran = run("status", id_, "inactive", "--correct", "today")
    assert f"Its case no. {closed['closed_case_id']} is open again." in ran.out
    assert id_ in find(sample, "inactive", case=True, n=99)


@pytest.mark.parametrize(("words", "code", "said"), [
    ((), 2, "STATUS is missing."),
    (("12",), 2, '"12" is no status.'),
    (("inactive",), 2, "No cooperative was named."),
    (("12", "asleep"), 2, "Active (active), Inactive (inactive)"),
    (("12", "inactiv"), 2, "Did you mean: Inactive?"),
    (("12", "inactive", "--on", "2025-02-18"), 1, "has not come yet"),
    (("12", "inactive", "--on", "2025-02-30"), 2, "not in the calendar"),
    (("12", "inactive", "--correct", "1999-01-01"), 1, "no change of status on 1 January 1999"),
    (("12", "inactive", "--reason", "a\x1bb"), 2, "Reason: "),
    (("12", "inactive", "--decree", "x" * 201), 2, "Decree: "),
    (("krui", "inactive"), 1, "Use the number of the one that is meant:"),
])  # fmt: skip
def test_what_is_refused_writes_nothing(
    sample: Database, run: Any, words: tuple[str, ...], code: int, said: str
) -> None:
    before = sample.path.read_bytes()
    ran = run("status", *words)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert said in ran.err
    assert sample.path.read_bytes() == before


def test_a_trial_run_needs_no_answer_and_saves_nothing(sample: Database, run: Any) -> None:
    before = sample.path.read_bytes()
    ran = run("status", *find(sample, "active", n=2), "inactive", "--dry-run")
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "Trial run: nothing was saved."
    assert "changes the figure published" in ran.out
    assert sample.path.read_bytes() == before


def test_a_batch_is_asked_for_on_a_terminal(sample: Database, on_a_terminal: Any) -> None:
    ids = find(sample, "active", n=2)
    assert on_a_terminal("status", *ids, "inactive", answers=["t"]).code == 130
    assert find(sample, "active", n=2) == ids
    ran = on_a_terminal("status", *ids, answers=["tidak aktif", "ya"])
    assert ran.code == 0 and ran.out.count("Saved: ") == 2


def _binary(folder: Path) -> Path:
    file = folder / "list.bin"
    file.write_bytes(b"\xff\xfe\x00\x81")
    return file


def test_a_case_is_not_closed_before_its_last_step(sample: Database, run: Any) -> None:
    refused = run("status", "12", "active", "--on", "2024-01-01")
    assert refused.code == 1 and "a step of 15 May 2024" in refused.err
    assert run("show", "12", "--json").out.count('"effective_on"') == 2


def test_a_correction_does_not_pass_another_change(sample: Database, run: Any) -> None:
    refused = run("status", "12", "active", "--correct", "2013-04-22", "--on", "2024-01-01")
    assert refused.code == 1 and "another change between these days" in refused.err
    assert "--correct 2023-07-10" in refused.err
