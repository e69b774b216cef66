"""``koperasi target``: listing, setting and taking back what the office promised."""

import json
from typing import Any

import pytest

from koperasi_cli.database import Database


def promised(database: Database) -> dict[tuple[int, int | None, str], float]:
    with database.reading() as connection:
        found = connection.execute("SELECT * FROM target WHERE withdrawn_at IS NULL").fetchall()
        names = [column[1] for column in connection.execute("PRAGMA table_info(target)")]
    rows = [dict(zip(names, row, strict=True)) for row in found]
    return {(row["year"], row["quarter"], row["indicator"]): row["value"] for row in rows}


@pytest.mark.parametrize(("words", "key", "value"), [
    ("set 2025 1 rat-held 12", (2025, 1, "rat-held"), 12),
    ("SET 2025 Q2 rat-held 12", (2025, 2, "rat-held"), 12),
    ("set 2025 TW3 koperasi dibina 40", (2025, 3, "cooperatives-mentored"), 40),
    ("set 2025 active-share 74,5%", (2025, None, "active-share"), 74.5),
    ("set 2025 Orang dilatih 140", (2025, None, "people-trained"), 140),
    ("set 2025 4 cooperatives-reactivated 0", (2025, 4, "cooperatives-reactivated"), 0),
])  # fmt: skip
def test_a_target_is_set(registry: Database, run: Any, words: str, key: Any, value: float) -> None:
    ran = run("target", *words.split())
    assert ran.code == 0, ran.err
    assert promised(registry) == {key: value}


def test_the_confirmation_says_what_it_was_before(registry: Database, run: Any) -> None:
    words = ("target", "set", "2025", "1", "rat-held")
    assert run(*words, "12").out == "Saved: RAT held, quarter 1 of 2025: 12.\n"
    assert run(*words, "12").out == "Nothing changed: RAT held, quarter 1 of 2025: 12.\n"
    assert run(*words, "14").out == "Saved: RAT held, quarter 1 of 2025: 14 (before: 12).\n"
    assert run(*words, "-").out == "Taken back: RAT held, quarter 1 of 2025: 14.\n"
    assert run(*words, "-").code == 1
    assert run("undo", "--yes").code == 0
    assert promised(registry) == {(2025, 1, "rat-held"): 14}
    assert json.loads(run(*words, "15", "--json").out)["value"] == 15


def test_a_trial_saves_nothing(registry: Database, run: Any) -> None:
    ran = run("target", "set", "2025", "rat-held", "12", "--dry-run")
    assert ran.code == 0 and "Trial run: nothing was saved." in ran.out
    assert promised(registry) == {}


@pytest.mark.parametrize(("words", "code", "said"), [
    ("set", 2, "It is not clear which target is meant."),
    ("set 2025 rat-held", 2, "It is not clear which target is meant."),
    ("2025 1 rat-held 12", 2, "It is not clear which target is meant."),
    ("rat-held", 2, '"rat-held" is no year.'),
    ("set 25 rat-held 12", 2, '"25" is no year.'),
    ("set 2025 5 rat-held 12", 2, '"5" is not one of the numbers 1 to 4.'),
    ("set 2025 1 weather 12", 2, '"weather"'),
    ("set 2025 1 rat-held many", 2, '"many" is not a number.'),
    ("set 2025 1 rat-held 1.200", 2, "can be read in two ways"),
    ("set 2025 1 rat-held 3.5", 2, "no whole number"),
    ("set 2025 1 active-share 101", 2, "A share is 100 at most"),
    ("set 2025 1 rat-held 99999999", 2, "is more than"),
])  # fmt: skip
def test_what_is_refused_writes_nothing(
    registry: Database, run: Any, words: str, code: int, said: str
) -> None:
    ran = run("target", *words.split())
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert said in ran.err
    assert promised(registry) == {}


def test_the_list(sample: Database, run: Any) -> None:
    every = json.loads(run("target", "--json").out)
    assert len(every) == 48
    assert [row["year"] for row in every] == [2025] * 24 + [2024] * 24
    assert [row["quarter"] for row in every[:4]] == [1, 2, 3, 4]
    of_2024 = json.loads(run("target", "2024", "--json").out)
    assert of_2024 == every[24:]
    assert "No target is set for 2030." in run("target", "2030").out


def test_an_empty_list_says_how_to_begin(registry: Database, run: Any) -> None:
    out = run("target").out
    assert "No target is set." in out
    assert "koperasi target set 2025 1 rat-held 40" in out


def test_what_was_set_is_reported(sample: Database, run: Any) -> None:
    run("target", "set", "2025", "1", "rat-held", "4")
    rows = json.loads(run("report", "targets", "--json").out)["rows"]
    (row,) = [r for r in rows if (r["indicator"], r["quarter"]) == ("rat-held", 1)]
    assert (row["target"], row["achieved"], row["realised"], row["shortfall"]) == (4, 4, 100, 0)
