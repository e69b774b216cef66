"""``koperasi backup``: a copy, and the list of them."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from koperasi_cli.backups import backups_of
from koperasi_cli.database import Database


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


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_read_only_registry_is_copied_elsewhere(sample: Database, run, tmp_path: Path) -> None:
    folder = tmp_path / "read only"
    folder.mkdir()
    registry = sample.path.rename(folder / "registry.db")
    registry.chmod(0o400)
    folder.chmod(0o500)
    try:
        assert run("backup", tmp_path / "copy.db", "--db", registry).code == 0
        ran = run("backup", "--db", registry)
        assert ran.code == 4 and "cannot be written" in ran.err
    finally:
        folder.chmod(0o700)
