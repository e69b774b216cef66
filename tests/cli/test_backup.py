"""``koperasi backup``: a copy, and the list of them."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli import backups
from koperasi_cli.backups import backups_of
from koperasi_cli.database import Database
from koperasi_cli.headings import TABLES
from koperasi_cli.migrations import HEAD, REVISIONS, schema, upgrade


def test_a_copy_lies_beside_the_registry(sample: Database, run) -> None:
    ran = run("backup")
    (made,) = backups_of(sample.path)
    assert ran.code == 0, ran.err
    assert str(made.path) in ran.out
    assert "96 cooperatives (67 active, 29 inactive), 1 operation" in ran.out
    assert made.why == "manual"


@pytest.mark.parametrize("where", ["copy.db", "folder"])
def test_a_copy_lies_where_it_is_told(sample: Database, run, tmp_path: Path, where: str) -> None:
    (tmp_path / "folder").mkdir()
    found = json.loads(run("backup", tmp_path / where, "--json").out)
    made = Path(found["file"])
    assert made.parent == tmp_path / "folder" if where == "folder" else made == tmp_path / where
    assert found["size"] == made.stat().st_size
    assert found["holds"]["cooperatives"] == 96
    assert backups_of(sample.path) == []


@pytest.mark.parametrize(("words", "code", "said"), [
    (["backup", "TAKEN"], 1, "already"),
    (["backup", "no/such/folder/copy.db"], 4, "cannot be written"),
    (["backup", "--list", "copy.db"], 2, "takes no file"),
    (["backup", "--db", "nowhere.db"], 4, "There is no registry yet"),
    (["backup", "copy.db", "--db", "nowhere.db"], 4, "There is no registry yet"),
])  # fmt: skip
def test_what_cannot_be_copied(
    sample: Database, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    words: list[str], code: int, said: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "TAKEN").write_text("dear")
    before = {path.name for path in tmp_path.iterdir()}
    ran = run(*words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert (tmp_path / "TAKEN").read_text() == "dear"
    assert {path.name for path in tmp_path.iterdir()} == before


def test_the_list(sample: Database, run) -> None:
    assert "0 backups" in run("backup", "--list").out
    first = run("backup", "--json")
    sample.keep("before-import")
    sample.keep("before-0001")
    broken = Path(json.loads(first.out)["file"])
    broken.write_text("no database any more")
    found = json.loads(run("backup", "--list", "--json").out)
    assert sorted((row["why"], row["cooperatives"]) for row in found) == [
        ("before-0001", 96), ("before-import", 96), ("manual", None),
    ]  # fmt: skip
    out = run("backup", "--list").out
    assert "made by hand" in out and "before an import" in out and "3 backups in" in out
    assert "before-import" in run("backup", "--list", "--format", "csv").out


def test_the_rule_of_keeping_is_told(sample: Database, run) -> None:
    told = " ".join(run("backup", "--list").out.split())
    assert f"the {backups.KEPT_NEWEST} newest" in told and f"last {backups.KEPT_DAYS} days" in told
    assert f"more than {backups.MANY:,} rows" in told


def test_what_else_lies_in_the_folder_does_no_harm(sample: Database, run) -> None:
    """Damaged files are listed and named; what is no file of ours is not."""
    made = Path(json.loads(run("backup", "--json").out)["file"])
    folder, registry = made.parent, sample.path
    damaged = folder / backups.name_of(registry, "before-import")
    damaged.write_bytes(made.read_bytes()[:20_000])
    empty = folder / backups.name_of(registry, "before-undo")
    empty.touch()
    other = folder / backups.name_of(registry, "before-restore")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")
    (folder / "notes.txt").write_text("mine")
    (folder / backups.name_of(registry, "folder")).mkdir()
    (folder / backups.name_of(registry, "nothing")).symlink_to(folder / "not there")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / backups.name_of(registry, "pipe"))
    ran = run("backup", "--list")
    assert ran.code == 0, ran.err
    assert "4 backups in" in ran.out and "notes.txt" not in ran.out
    (told,) = [line for line in ran.out.splitlines() if "cannot be told" in line]
    rest = ran.out[ran.out.index(told) :]
    assert all(path.name in "".join(rest.split()) for path in (damaged, empty, other))
    assert made.name not in rest
    rows = json.loads(run("backup", "--list", "--json").out)
    assert [row["cooperatives"] for row in rows if row["file"] == made.name] == [96]
    assert run("backup").code == 0


@pytest.mark.parametrize("link", [None, os.link, os.symlink])
def test_not_onto_the_registry_itself(sample: Database, run, tmp_path: Path, link: Any) -> None:
    name, before = sample.path, sample.path.read_bytes()
    if link:
        name = tmp_path / "linked.db"
        link(sample.path, name)
    ran = run("backup", name)
    assert ran.code == 1 and "the registry itself" in ran.err
    assert sample.path.read_bytes() == before


def standing(path: Path) -> dict[str, list[Any]]:
    """All that a registry holds, but its journal and which numbers were given."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
            for table in TABLES
        }


def _import(sample: Database, run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "list.csv").write_text("Nama Koperasi;Jenis Koperasi\nKoperasi Baru;Produsen\n")
    assert run("import", folder / "list.csv", "--yes").code == 0


def _large_undo(sample: Database, run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("undo", "--yes").code == 0


def _restore(sample: Database, run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = folder / "other.db"
    assert run("add", "Koperasi Lain", "--sector", "producer", "--db", other).code == 0
    assert run("restore", other, "--yes").code == 0


def _upgrade(sample: Database, run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a revision before the first, which changes a name."""
    with closing(sqlite3.connect(sample.path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.commit()
    monkeypatch.setattr(schema, "REVISIONS", ("0000", *REVISIONS))
    names = iter(["changed by the upgrade"])

    def bring_up(engine: Any) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{HEAD}'")
            for name in names:
                connection.exec_driver_sql(f"UPDATE cooperative SET name = '{name}'")

    monkeypatch.setattr(upgrade, "upgrade", bring_up)
    assert run("list").code == 0


@pytest.mark.parametrize(("big", "why", "said"), [
    (_import, "before-import", "before an import"),
    (_large_undo, "before-undo", "before a large undo"),
    (_restore, "before-restore", "before a restore"),
    (_upgrade, f"before-{HEAD}", "before an upgrade"),
])  # fmt: skip
def test_before_something_big_a_backup_is_made_and_it_brings_back_what_was_there(
    sample: Database, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    big: Callable[..., None], why: str, said: str,
) -> None:  # fmt: skip
    before = standing(sample.path)
    big(sample, run, tmp_path, monkeypatch)
    assert standing(sample.path) != before
    assert said in run("backup", "--list").out
    (kept,) = json.loads(run("backup", "--list", "--json").out)
    assert kept["why"] == why
    ran = run("restore", kept["file"], "--yes")
    assert ran.code == 0, ran.err
    assert standing(sample.path) == before


def test_before_check_mends_anything_a_backup_is_made(sample: Database, run) -> None:
    with closing(sqlite3.connect(sample.path)) as connection:
        connection.execute("UPDATE cooperative SET name_key = 'stale' WHERE id = 2")
        connection.commit()
    before = standing(sample.path)
    assert run("check", "--fix", "--yes", "--rule", "outdated-key").code == 0
    assert standing(sample.path) != before
    assert "before check --fix" in run("backup", "--list").out
    (kept,) = json.loads(run("backup", "--list", "--json").out)
    assert kept["why"] == "before-fix"
    assert run("restore", kept["file"], "--yes").code == 0
    assert standing(sample.path) == before


def test_what_is_no_registry_is_not_copied(run, tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")
    for words in ([], [tmp_path / "copy.db"]):
        ran = run("backup", *words, "--db", path)
        assert ran.code == 4 and "not a registry" in ran.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home", "places.db"]


def test_a_copy_leaves_the_registry_as_it_is(sample: Database, run, tmp_path: Path) -> None:
    before = sample.path.read_bytes()
    assert run("backup", tmp_path / "copy.db").code == 0
    assert sample.path.read_bytes() == before
