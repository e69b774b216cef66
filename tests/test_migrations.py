"""The migrated schema is the schema of the models, to the letter of each constraint."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from koperasi_cli import database, migrations
from koperasi_cli.backups import backups_of
from koperasi_cli.database import Database
from koperasi_cli.errors import DatabaseUnusable
from koperasi_cli.migrations import HEAD, REVISIONS, upgrade
from koperasi_cli.models import METADATA

VERSIONS = Path(migrations.__file__).parent / "versions"
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


def test_a_failed_first_migration_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade, "upgrade", _fail)
    path = tmp_path / "new" / "registry.db"
    with pytest.raises(ZeroDivisionError):
        Database(path).prepare(create=True)
    assert not path.exists()


def test_a_migration_that_breaks_half_way_leaves_the_old_schema(
    registry: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer program whose revision fails after its first statement."""
    from sqlalchemy.engine import Engine

    def half(engine: Engine) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE target")
            raise ZeroDivisionError

    monkeypatch.setattr(database, "HEAD", "9999")
    monkeypatch.setattr(upgrade, "upgrade", half)
    before = registry.path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        registry.prepare()
    assert registry.path.read_bytes() == before
    (copy,) = (backup.path for backup in backups_of(registry.path))
    assert "before-9999" in copy.name
    assert Database(copy).revision() == HEAD
    assert copy.stat().st_mode & 0o777 == 0o600


def test_an_old_schema_is_brought_up_to_date_after_a_backup(
    registry: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A registry as an older program left it: here one without any tables yet."""
    with closing(sqlite3.connect(registry.path)) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall():
            if name != "alembic_version":
                connection.execute(f'DROP TABLE "{name}"')
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.commit()
    monkeypatch.setattr(database, "REVISIONS", ("0000", *REVISIONS))

    def forget_and_upgrade(engine: object) -> None:
        # Alembic knows no revision 0000: an empty table means the same to it.
        with engine.begin() as connection:  # type: ignore[attr-defined]
            connection.exec_driver_sql("DELETE FROM alembic_version")
        original(engine)  # type: ignore[arg-type]

    original = upgrade.upgrade
    monkeypatch.setattr(upgrade, "upgrade", forget_and_upgrade)
    with registry.reading() as connection:
        assert connection.execute("SELECT count(*) FROM cooperative").fetchone()[0] == 0
    assert registry.revision() == HEAD
    assert [backup.why for backup in backups_of(registry.path)] == [f"before-{HEAD}"]


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
