"""The migrated schema is the schema of the models, to the letter of each constraint."""

import json
import os
import re
import runpy
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from koperasi_cli import database, migrations
from koperasi_cli.backups import backups_of
from koperasi_cli.database import Database
from koperasi_cli.errors import DatabaseUnusable
from koperasi_cli.migrations import HEAD, REVISIONS, upgrade
from koperasi_cli.migrations import schema as schema_file
from koperasi_cli.models import METADATA

VERSIONS = Path(migrations.__file__).parent / "versions"
DATA = Path(__file__).parent / "migrations_data"
NEWEST = "9999"
Schema = dict[tuple[str, str], list[str]]


def clauses(sql: str) -> list[str]:
    """A CREATE TABLE as the sorted list of its columns and constraints; another statement as it is."""
    squeezed = " ".join(sql.replace('"', "").split()).replace("( ", "(").replace(" )", ")")
    head, _, body = squeezed.partition("(")
    if not head.startswith("CREATE TABLE"):
        return [squeezed]
    parts, depth, start = [], 0, 0
    for position, sign in enumerate(body):
        depth += (sign == "(") - (sign == ")")
        if (sign == "," and depth == 0) or depth < 0:
            parts.append(body[start:position].strip())
            start = position + 1
    return [head.strip(), *sorted(parts)]


def schema(connection: sqlite3.Connection) -> Schema:
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master"
        " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
    )
    return {(kind, name): clauses(sql) for kind, name, sql in found}


def test_the_migrations_make_the_schema_of_the_models(registry: Database, tmp_path: Path) -> None:
    of_the_models = tmp_path / "models.db"
    engine = create_engine(f"sqlite:///{of_the_models}")
    METADATA.create_all(engine)
    engine.dispose()
    with (
        closing(sqlite3.connect(registry.path)) as migrated,
        closing(sqlite3.connect(of_the_models)) as created,
    ):
        ours, theirs = schema(migrated), schema(created)
    assert ours.keys() == theirs.keys()
    for key in ours:
        assert ours[key] == theirs[key], key


def test_the_schema_that_files_are_held_against_is_what_the_revisions_make(
    registry: Database,
) -> None:
    with closing(sqlite3.connect(registry.path)) as connection:
        assert schema_file.FILE.read_text(encoding="utf-8") == schema_file.written(connection), (
            "run .ci/schema"
        )
        assert schema_file.altered(connection) == []


@pytest.mark.parametrize(("one", "other", "same"), [
    ("CREATE TABLE a (x INT, y INT)", "CREATE TABLE a (y INT,\n x INT)", True),
    ("CREATE TABLE a (x INT, CHECK (x IN (1, 2)))",
     "CREATE TABLE a (x INT, CHECK (x IN (1, 3)))", False),
    ("CREATE TABLE a (x INT NOT NULL)", "CREATE TABLE a (x INT)", False),
    ("CREATE INDEX i ON a (x, y)", "CREATE INDEX i ON a (y, x)", False),
])  # fmt: skip
def test_schemas_are_compared_by_their_clauses(one: str, other: str, same: bool) -> None:
    assert (clauses(one) == clauses(other)) is same


def test_the_list_of_revisions_is_that_of_the_files() -> None:
    found, parents = {}, {}
    for file in VERSIONS.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        revision = re.search(r'^revision = "(\w+)"', text, re.M)
        parent = re.search(r'^down_revision = (?:"(\w+)"|None)', text, re.M)
        assert revision and parent, file
        found[revision[1]] = file.name
        parents[revision[1]] = parent[1]
    assert sorted(found) == sorted(REVISIONS)
    assert [parents[revision] for revision in REVISIONS] == [None, *REVISIONS[:-1]]
    assert REVISIONS[-1] == HEAD
    assert all(name.startswith(f"r{revision}_") for revision, name in found.items())


def test_a_migrated_file_says_which_revision_it_has(registry: Database) -> None:
    assert registry.revision() == HEAD


def test_a_failed_first_migration_leaves_an_empty_file_to_whoever_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another first command may have it open, waiting for the lock: it is not taken away from it."""
    path = tmp_path / "new" / "registry.db"
    with monkeypatch.context() as failing, pytest.raises(ZeroDivisionError):
        failing.setattr(upgrade, "upgrade", _fail)
        Database(path).prepare(create=True)
    assert not Database(path).exists()
    with path.open("rb") as waiting:
        Database(path).prepare(create=True)
        assert Database(path).revision() == HEAD
        assert os.path.sameopenfile(waiting.fileno(), path.open().fileno())


def loaded(revision: str, path: Path) -> Path:
    """The registry that was recorded with a revision (``migrations_data/record.py``)."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((DATA / f"r{revision}.sql").read_text(encoding="utf-8"))
    return path


def rows(path: Path, *tables: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of some tables, or of all."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = tables or [
            row["name"]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')]
            for name in names
        }


def says(now: Any, then: Any) -> bool:
    """Whether an answer says all that it said then. A later program may say more."""
    if isinstance(then, dict):
        return isinstance(now, dict) and all(
            key in now and says(now[key], value) for key, value in then.items()
        )
    if isinstance(then, list):
        return (
            isinstance(now, list)
            and len(now) == len(then)
            and all(says(*pair) for pair in zip(now, then, strict=True))
        )
    return bool(now == then)


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program as it may be one day, with a revision that rebuilds tables."""
    runpy.run_path(str(DATA / "newer.py"))["become_newer"](monkeypatch.setattr)


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_revision_has_data_of_its_own(revision: str, tmp_path: Path) -> None:
    """Whoever adds a revision records them: python tests/migrations_data/record.py"""
    names = [DATA / f"r{revision}.sql", DATA / f"r{revision}.json"]
    assert [name.name for name in names if not name.exists()] == []
    found = rows(loaded(revision, tmp_path / "registry.db"))
    assert found["alembic_version"] == [{"version_num": revision}]
    assert [name for name, filled in found.items() if not filled] == []
    for table in ("tag", "status_change"):
        assert any(row["withdrawn_at"] for row in found[table]), table
    undone = {row["undoes"] for row in found["operation"]} - {None}
    assert undone & {row["id"] for row in found["operation"] if row["undoes"]}, "an undone undo"


@pytest.mark.parametrize("age", ["of today", "newer"])
@pytest.mark.parametrize("revision", REVISIONS)
def test_figures_are_the_same_before_and_after(
    revision: str, age: str, tmp_path: Path, run: Any, request: pytest.FixtureRequest
) -> None:
    if age == "newer":
        request.getfixturevalue("newer")
    path = loaded(revision, tmp_path / "registry.db")
    before = rows(path, "operation", "change")
    now = runpy.run_path(str(DATA / "record.py"))["answers"](run, path)
    then = json.loads((DATA / f"r{revision}.json").read_text(encoding="utf-8"))
    assert [question for question in then if not says(now[question], then[question])] == []
    assert Database(path).revision() == database.HEAD
    assert says(rows(path, "operation", "change"), before)
    kept = [backup.why for backup in backups_of(path)]
    assert kept == ([f"before-{database.HEAD}"] if revision != database.HEAD else [])
    for backup in backups_of(path):
        assert rows(backup.path) == rows(loaded(revision, tmp_path / "again.db"))
    assert run("add", "Koperasi Sesudahnya", "--sector", "producer", "--db", path).code == 0


@pytest.mark.parametrize(("now", "then", "same"), [
    ({"a": 1, "b": [1, {"c": 2, "d": 3}]}, {"a": 1, "b": [1, {"c": 2}]}, True),
    ({"a": 1}, {"a": 1, "b": None}, False),
    ({"a": [1, 2]}, {"a": [1]}, False),
    ([], {}, False),
])  # fmt: skip
def test_a_later_program_may_say_more_but_nothing_else(now: Any, then: Any, same: bool) -> None:
    assert says(now, then) is same


@pytest.mark.usefixtures("newer")
def test_rebuilt_tables_keep_their_rows_and_their_rules(sample: Database) -> None:
    tables = ("cooperative", "status_change", "revitalization")
    before = rows(sample.path, *tables, "sqlite_sequence")
    with closing(sqlite3.connect(sample.path)) as connection:
        old = schema(connection)
    sample.prepare()
    after = rows(sample.path, *tables, "sqlite_sequence")
    for table in tables:
        assert [row.pop("motto") for row in after[table]] == [
            f"no. {row['id']}" for row in before[table]
        ]
    numbers = {row["name"]: row["seq"] for row in before.pop("sqlite_sequence")}
    assert {row["name"]: row["seq"] for row in after.pop("sqlite_sequence")} == numbers
    assert after == before
    with closing(sqlite3.connect(sample.path)) as connection:
        new = schema(connection)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert new.keys() - old.keys() == {("table", "motto")}
    for key, parts in old.items():
        more = ["motto VARCHAR"] if key[0] == "table" and key[1] in tables else []
        assert sorted(new[key]) == sorted([*parts, *more]), key


@pytest.mark.usefixtures("newer")
@pytest.mark.parametrize(("words", "strikes", "said"), [
    ("report", "before:statement", "no such table: no_such_table"),
    ("add Baru", "between:constraint", "UNIQUE constraint failed: status_change.id"),
    ("log", "between:code", "a mistake in a revision"),
    ("undo --yes", "after:statement", "no such table: no_such_table"),
    ("list", "after:reference", "1 reference would lead nowhere: status_change 1 to cooperative"),
])  # fmt: skip
def test_a_failed_migration_leaves_the_old_database_as_it_was(
    sample: Database,
    run: Any,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    strikes: str,
    said: str,
) -> None:
    before = sample.path.read_bytes()
    monkeypatch.setenv("MIGRATION_STRIKES", strikes)
    ran = run(*words.split())
    assert (ran.code, ran.out) == (4, "")
    assert f"could not be brought up to date ({said})" in ran.err
    assert "It was left as it was." in ran.err and len(ran.err.splitlines()) == 2
    assert sample.path.read_bytes() == before
    assert backups_of(sample.path) == [], "nothing came of it"
    old = rows(sample.path)
    monkeypatch.delenv("MIGRATION_STRIKES")
    assert run(*words.split()).code == 0
    (kept,) = (b for b in backups_of(sample.path) if b.why == "before-9999")
    assert rows(kept.path) == old
    assert os.name == "nt" or kept.path.stat().st_mode & 0o777 == 0o600
    assert sample.revision() == NEWEST


@pytest.mark.usefixtures("newer")
def test_what_was_broken_before_keeps_nobody_from_upgrading(sample: Database) -> None:
    with closing(sqlite3.connect(sample.path)) as connection:
        connection.execute("UPDATE tag SET cooperative_id = 9999 WHERE id = 1")
        connection.commit()
    sample.prepare()
    assert sample.revision() == NEWEST


def test_a_newer_schema_is_refused_and_left_alone(registry: Database) -> None:
    with closing(sqlite3.connect(registry.path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = registry.path.read_bytes()
    for door in (
        registry.reading(),
        registry.writing("test", actor="t", at="2025-01-01T00:00:00Z"),
    ):
        with pytest.raises(DatabaseUnusable, match="newer"), door:
            pass
    assert registry.path.read_bytes() == before


def _fail(_engine: object) -> None:
    raise ZeroDivisionError
