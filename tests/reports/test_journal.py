"""The journal, replayed: each field is what the next operation found, or what stands."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.headings import TABLES
from koperasi_cli.queries import filled
from koperasi_cli.reports.changes import NOT_SHOWN

Rows = dict[tuple[str, int], dict[str, Any]]
NUMBERS = (1, 5, 12, 13, 24)
LINES = ("fishery", "craft", "trade")
DONE = 18


def present(path: Path) -> Rows:
    """Every row of the registry as it is now, without what the journal does not show."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            (table, row["id"]): {k: row[k] for k in row.keys() if k not in NOT_SHOWN}  # noqa: SIM118
            for table in TABLES
            for row in connection.execute(f"SELECT * FROM {table}")
        }


def replayed(path: Path, run: Any) -> int:
    """Hold the journal against the rows, backwards from the present and forwards from nothing; the
    number of its operations."""
    ran = run("log", "--fields", "--all", "--contacts", "--limit", 10**6, "--json", "--db", path)
    assert ran.code == 0, ran.err
    operations = json.loads(ran.out)
    state = present(path)
    for operation in operations:
        for row in reversed(operation["rows"]):
            key = (row["table_name"], row["row_id"])
            for field, values in row["fields"].items():
                assert state[key][field] == values["after"], (operation["id"], key, field)
                state[key][field] = values["before"]
            if row["action"] == "insert":
                assert {*state.pop(key).values()} == {None}, (operation["id"], key)
    assert state == {}
    for operation in reversed(operations):
        for row in operation["rows"]:
            key = (row["table_name"], row["row_id"])
            assert (row["action"] == "insert") is (key not in state)
            held = state.setdefault(key, {})
            for field, values in row["fields"].items():
                assert held.get(field) == values["before"], (operation["id"], key, field)
                held[field] = values["after"]
    now = present(path)
    assert state.keys() == now.keys()
    for key, held in state.items():
        assert {field: held.get(field) for field in now[key]} == now[key], key
    return len(operations)


def at_random(chance: Random, last: int) -> list[object]:
    """A command that may write, on one of a few cooperatives; or an undo of any operation."""
    number = chance.choice(NUMBERS)
    made: list[Callable[[], list[object]]] = [
        lambda: ["edit", number, "--line", chance.choice(LINES), "--chair", chance.choice("ABC")],
        lambda: ["edit", number, "--phone", f"0812-{chance.randrange(9)}"],
        lambda: ["edit", number, "--clear", chance.choice(("phone", "line", "address"))],
        lambda: ["edit", number, chance.choice(("--tag", "--untag")), chance.choice("xy")],
        lambda: ["status", number, chance.choice(("active", "inactive")), "--reason", "RAT"],
        lambda: ["mentor", number, "--kind", "visit", "--on", f"2025-02-{chance.randint(10, 17)}"],
        lambda: ["rat", number, 2023, "--turnover", f"{chance.randrange(1, 9)}jt"],
        lambda: ["finance", number, "--lender", "BRI", "--scheme", "kur", "--request", "5jt"],
        lambda: ["revitalize", number, "--open", "--cause", "no-rat"],
        *[lambda: ["undo"]] * 2,
        *[lambda: ["undo", chance.randint(max(1, last - 6), last)]] * 2,
    ]
    return chance.choice(made)()


def work(path: Path, run: Any, chance: Random, done: int) -> None:
    """So many commands that wrote; refused ones leave nothing."""
    last, undone = 1, 0
    for _attempt in range(20 * done):
        words = at_random(chance, last)
        if words[0] == "undo" and words[1:] == [1]:  # the import stays
            continue
        if run(*words, "--yes", "--db", path).code == 0:
            undone += words[0] == "undo"
        with closing(sqlite3.connect(path)) as connection:
            (last,) = connection.execute("SELECT max(id) FROM operation").fetchone()
        if last > done:
            break
    assert last > done
    assert undone > done // 10


def test_the_sample(sample_file: Path, run: Any) -> None:
    assert replayed(sample_file, run) == 1


def test_random_edits_and_undos(sample: Database, run: Any) -> None:
    work(sample.path, run, Random(5), DONE)
    assert replayed(sample.path, run) > DONE


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_many_random_edits_and_undos(
    sample_file: Path, tmp_path: Path, run: Any, seed: int
) -> None:
    path = tmp_path / "sample.db"
    shutil.copy(sample_file, path)
    work(path, run, Random(seed), 60)
    assert replayed(path, run) > 60


ABOUT_ONE = ("cooperative_changes", "operation_changes", "change_cooperatives", "change_counts",
             "row_updates", "rows_by_id")  # fmt: skip


@pytest.mark.parametrize("query", ABOUT_ONE)
def test_no_question_reads_the_whole_journal(sample_file: Path, query: str) -> None:
    """A journal of a million rows must not cost a question that is about a few of them."""
    slots = {
        "table": "cooperative",
        "filters": "AND ch.operation_id = :operation" if query == "change_cooperatives" else "",
    }
    asked = dict.fromkeys(("cooperative", "operation"), 1) | {"ids": "[1]", "table": "tag"}
    with closing(sqlite3.connect(sample_file)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {filled(query, slots)}", asked).fetchall()
    steps = [row[-1] for row in plan]
    assert any(step.startswith("SEARCH") for step in steps)
    tables = {*TABLES, "ch", "c", "r", "f", "change"}
    assert [step for step in steps if step.startswith("SCAN") and step.split()[1] in tables] == []
