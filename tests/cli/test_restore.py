"""``koperasi restore``: what it brings back, what it refuses, and that nothing is lost on the way."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from koperasi_cli.backups import backups_of
from koperasi_cli.database import Database
from koperasi_cli.migrations import REVISIONS, schema, upgrade


def cooperatives(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return int(connection.execute("SELECT count(*) FROM cooperative").fetchone()[0])


def leftovers(registry: Database) -> list[str]:
    return [path.name for path in registry.path.parent.rglob("*.part*")]


@pytest.fixture
def backup(sample: Database, run, tmp_path: Path) -> Path:
    """A backup of 96 cooperatives, after which a 97th was registered."""
    path = tmp_path / "usb" / "backup.db"
    path.parent.mkdir()
    assert run("backup", path).code == 0
    assert run("add", "Koperasi Baru", "--sector", "producer").code == 0
    return path


def test_it_brings_back_and_keeps_what_was_there(sample: Database, run, backup: Path) -> None:
    ran = run("restore", backup, "--yes", "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert (told["before"]["cooperatives"], told["after"]["cooperatives"]) == (97, 96)
    assert (told["before"]["active"], told["after"]["active"]) == (68, 67)
    assert (told["before"]["operations"], told["after"]["operations"]) == (2, 2)
    assert told["after"]["last_at"] <= told["before"]["last_at"]
    standing = told["before"]["rows"], told["after"]["rows"]
    assert standing[0]["status_change"] == standing[1]["status_change"] + 1
    (kept,) = backups_of(sample.path)
    assert (kept.why, str(kept.path)) == ("before-restore", told["kept"])
    assert (cooperatives(sample.path), cooperatives(kept.path)) == (96, 97)
    assert leftovers(sample) == []
    assert run("add", "Koperasi Lain", "--sector", "producer").code == 0


def test_a_restore_is_taken_back_by_another(sample: Database, run, backup: Path) -> None:
    run("restore", backup, "--yes")
    (kept,) = backups_of(sample.path)
    ran = run("restore", kept.path.name, "--yes")
    assert ran.code == 0, ran.err
    assert cooperatives(sample.path) == 97


def test_a_trial_only_tells(sample: Database, run, backup: Path) -> None:
    before = sample.path.read_bytes()
    ran = run("restore", backup, "--dry-run")
    assert ran.code == 0 and "97" in ran.out and "96" in ran.out
    assert sample.path.read_bytes() == before
    assert backups_of(sample.path) == [] and leftovers(sample) == []


def test_it_asks_first(sample: Database, run, on_a_terminal, backup: Path) -> None:
    ran = run("restore", backup)
    assert ran.code == 1
    assert "Cooperatives: 97 → 96" in ran.err and "--yes" in ran.err
    assert on_a_terminal("restore", backup, answers=["n"]).code == 130
    assert cooperatives(sample.path) == 97 and backups_of(sample.path) == []
    assert on_a_terminal("restore", backup, answers=["y"]).code == 0
    assert cooperatives(sample.path) == 96


def test_on_a_fresh_computer(sample: Database, run, backup: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "new" / "folder" / "koperasi.db"
    stray = fresh.with_name("koperasi.db-journal")
    assert run("restore", backup, "--db", fresh, "--dry-run").code == 0
    assert not fresh.parent.exists()
    fresh.parent.mkdir(parents=True)
    shutil.copy(backup, stray)  # of a registry that is no more
    ran = run("restore", backup, "--db", fresh)
    assert ran.code == 0, ran.err
    assert cooperatives(fresh) == 96
    assert [path.name for path in fresh.parent.iterdir()] == ["koperasi.db"]
    assert os.name == "nt" or fresh.stat().st_mode & 0o777 == 0o600


def test_in_the_place_of_an_empty_file(sample: Database, run, backup: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    assert run("restore", backup, "--db", empty).code == 0
    assert cooperatives(empty) == 96


def _truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _barely_begun(path: Path) -> None:
    os.truncate(path, 50)


def _text(path: Path) -> None:
    path.write_text("nama;jenis\nKSP Krui;produsen\n" * 400)


def _a_page_is_damaged(path: Path) -> None:
    """One of the pages of the cooperatives: the rest can be read without a complaint."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'cooperative'"
        ).fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = os.urandom(4096)
    path.write_bytes(content)


def _an_index_lies(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'name_key', 'name')"
            " WHERE name = 'ix_cooperative_name_key'"
        )
        connection.commit()


def _altered(statement: str) -> Callable[[Path], None]:
    def alter(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(statement)
            connection.commit()

    return alter


_without_products = _altered("DROP TABLE product")
_without_an_index = _altered("DROP INDEX uq_cooperative_nik")
_with_a_trigger = _altered(
    "CREATE TRIGGER evil AFTER INSERT ON operation BEGIN UPDATE cooperative SET name = 'X'; END"
)


def _of_another_alembic_program(path: Path) -> None:
    path.unlink()
    _altered("CREATE TABLE alembic_version (version_num TEXT)")(path)
    _altered("INSERT INTO alembic_version VALUES ('0001')")(path)


def _orphans(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE status_change SET cooperative_id = 9999 WHERE id = 1")
        connection.commit()


def _of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")
        connection.commit()


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "truncated": (_truncated, "is damaged"),
    "barely begun": (_barely_begun, "is damaged"),
    "empty": (lambda path: os.truncate(path, 0), "is no database"),
    "text": (_text, "is no database"),
    "damaged page": (_a_page_is_damaged, "is damaged"),
    "lying index": (_an_index_lies, "is damaged"),
    "lost table": (_without_products, "another program altered: ix_product"),
    "lost index": (_without_an_index, "another program altered: uq_cooperative_nik"),
    "trigger": (_with_a_trigger, "another program altered: evil"),
    "orphans": (_orphans, "is damaged"),
    "another program": (_of_another_program, "not a registry of cooperatives"),
    "another Alembic program": (_of_another_alembic_program, "not a registry of cooperatives"),
    "newer": (_newer, "newer version"),
    "missing": (Path.unlink, "There is no file"),
    "folder": (_folder, "is no file"),
    "pipe": (_pipe, "is no file"),
}


@pytest.mark.parametrize("words", [["--yes"], ["--dry-run"]])
@pytest.mark.parametrize(("go_wrong", "said"), BAD.values(), ids=BAD)
def test_what_is_no_sound_backup_is_refused(
    sample: Database, run, backup: Path, go_wrong: Callable[[Path], None], said: str,
    words: list[str],
) -> None:  # fmt: skip
    before = sample.path.read_bytes()
    go_wrong(backup)
    ran = run("restore", backup, *words)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err and backup.name in ran.err
    assert sample.path.read_bytes() == before
    assert backups_of(sample.path) == [] and leftovers(sample) == []


def test_what_a_registry_with_a_spoilt_index_left_can_be_brought_back(
    sample: Database, run, backup: Path, behind_the_index: Callable[[Path, str], None]
) -> None:
    """A backup has what the registry had; an index is made anew from its table."""
    behind_the_index(sample.path, "UPDATE status_change SET status = 'dissolved' WHERE id = 142")
    assert run("report").code == 4
    spoilt = sample.path.with_name("spoilt.db")
    assert run("backup", spoilt).code == 0
    ran = run("restore", backup, "--yes")
    assert ran.code == 0, ran.err
    for file in (spoilt, json.loads(run("backup", "--list", "--json").out)[0]["file"]):
        ran = run("restore", file, "--yes")
        assert ran.code == 0, ran.err
        assert run("check", "--rule", "damaged").code == 0


@pytest.mark.parametrize("link", [None, os.link, os.symlink])
def test_not_onto_itself(sample: Database, run, tmp_path: Path, link) -> None:
    name = sample.path
    if link:
        name = tmp_path / "linked.db"
        link(sample.path, name)
    ran = run("restore", name, "--yes")
    assert ran.code == 1 and "the registry itself" in ran.err


@pytest.mark.parametrize("go_wrong", [_truncated, _text, _a_page_is_damaged, _barely_begun])
def test_a_damaged_registry_gives_way_and_is_kept_as_it_is(
    sample: Database, run, backup: Path, go_wrong: Callable[[Path], None]
) -> None:
    go_wrong(sample.path)
    journal = sample.path.with_name(f"{sample.path.name}-journal")
    journal.write_bytes(b"of the damaged one")
    before = sample.path.read_bytes()
    assert "which is damaged" in run("restore", backup).err
    ran = run("restore", backup, "--yes")
    assert ran.code == 0, ran.err
    assert cooperatives(sample.path) == 96
    (kept,) = backups_of(sample.path)
    assert kept.path.read_bytes() == before
    assert not journal.exists()
    assert run("backup", "--list").code == 0


@pytest.mark.parametrize("go_wrong", [_of_another_program, _newer])
def test_what_is_no_registry_of_ours_is_left_alone(
    sample: Database, run, backup: Path, go_wrong: Callable[[Path], None]
) -> None:
    go_wrong(sample.path)
    before = sample.path.read_bytes()
    assert run("restore", backup, "--yes").code == 4
    assert sample.path.read_bytes() == before


def test_an_older_backup_is_brought_up_to_date(
    sample: Database, run, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.commit()
    monkeypatch.setattr(schema, "REVISIONS", ("0000", *REVISIONS))

    def bring_up(engine) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")

    monkeypatch.setattr(upgrade, "upgrade", bring_up)
    ran = run("restore", backup, "--yes")
    assert ran.code == 0, ran.err
    assert sample.revision() == REVISIONS[-1]
    assert cooperatives(sample.path) == 96
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT * FROM alembic_version").fetchone() == ("0000",)


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "BEGIN; SELECT * FROM tag"])
def test_a_registry_in_use_is_waited_for_and_left_alone(
    sample: Database, run, backup: Path, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    monkeypatch.setenv("KOPERASI_WAIT", "0.05")
    before = sample.path.read_bytes()
    with closing(sqlite3.connect(sample.path, isolation_level=None)) as other:
        for statement in lock.split(";"):
            other.execute(statement).fetchone()
        ran = run("restore", backup, "--yes")
        assert (ran.code, ran.out) == (4, "")
        assert "in use by somebody else" in ran.err
    assert sample.path.read_bytes() == before
    assert backups_of(sample.path) == [] and leftovers(sample) == []


def test_one_who_has_it_open_sees_the_new_one(sample: Database, run, backup: Path) -> None:
    count = "SELECT count(*) FROM cooperative"
    with closing(sqlite3.connect(sample.path)) as other:
        assert other.execute(count).fetchone() == (97,)
        assert run("restore", backup, "--yes").code == 0
        assert other.execute(count).fetchone() == (96,)


def test_what_is_written_after_the_backup_was_made_is_kept_too(
    sample: Database, run, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, tries = Database.keep, 0

    def keep_and_write(self: Database, reason: str) -> Path | None:
        nonlocal tries
        kept = real(self, reason)
        tries += 1
        if tries == 1:
            with closing(sqlite3.connect(self.path)) as other:
                other.execute("INSERT INTO officer (name, recorded_at) VALUES ('In between', '')")
                other.commit()
        return kept

    monkeypatch.setattr(Database, "keep", keep_and_write)
    assert run("restore", backup, "--yes").code == 0
    assert tries == 2
    (kept,) = backups_of(sample.path)
    with closing(sqlite3.connect(kept.path)) as copy:
        find = "SELECT id FROM officer WHERE name = 'In between'"
        (number,) = copy.execute(find).fetchone()
    assert cooperatives(sample.path) == 96
    assert [row[3] for row in journal(sample.path)] == ["import", "restore"]
    with closing(sqlite3.connect(sample.path)) as restored:
        assert restored.execute(find).fetchone() is None
        given = "SELECT seq FROM sqlite_sequence WHERE name = 'officer'"
        assert restored.execute(given).fetchone() == (number,)


def test_a_backup_that_a_crash_left_with_a_journal(sample: Database, run, tmp_path: Path) -> None:
    """The file of a killed program, copied to a stick together with its journal."""
    stick = tmp_path / "stick"
    stick.mkdir()
    with closing(sqlite3.connect(sample.path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE cooperative SET note = hex(randomblob(800))")
        for end in ("", "-journal"):
            shutil.copy(f"{sample.path}{end}", stick / f"copy.db{end}")
        writer.execute("ROLLBACK")
    before = [path.read_bytes() for path in sorted(stick.iterdir())]
    assert len(before) == 2
    ran = run("restore", stick / "copy.db", "--yes")
    assert ran.code == 0, ran.err
    assert [path.read_bytes() for path in sorted(stick.iterdir())] == before
    with closing(sqlite3.connect(sample.path)) as connection:
        noted = connection.execute("SELECT count(*) FROM cooperative WHERE length(note) = 1600")
        assert noted.fetchone() == (0,)


def test_a_backup_in_write_ahead_mode(sample: Database, run, backup: Path) -> None:
    """Another tool switched it: the registry stays in the mode that survives being copied."""
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert run("restore", backup, "--yes").code == 0
    with closing(sqlite3.connect(sample.path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


KILLED = """
import os, signal, sys
from pathlib import Path
from koperasi_cli.database import Database
from koperasi_cli.restore_entry import Entry
from koperasi_cli.restoring import bring_in, verified
from koperasi_cli.waiting import Connection

steps = int(sys.argv[3])
real_connect, real_backup = Database.connect, Connection.backup

def connect(self, **mode):
    connection = real_connect(self, **mode)
    connection.execute("PRAGMA cache_size = 1")  # what is overwritten goes to the file at once
    return connection

def backup(self, target, progress=None, **pages):
    def look(*step):
        global steps
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        if progress:
            progress(*step)
    real_backup(self, target, progress=look, **pages)

Database.connect, Connection.backup = connect, backup
registry = Database(Path(sys.argv[1]))
with verified(Path(sys.argv[2]), registry) as copy:
    print(bring_in(copy, registry, Entry("tester", "2025-02-17T03:00:00Z"), damaged=False))
"""


def journal(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT id, at, actor, command, undoes FROM operation ORDER BY id"
        return connection.execute(query).fetchall()


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a file holds, but the journal's operations and which numbers were given."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: connection.execute(f"SELECT * FROM {name}").fetchall()
            for (name,) in names
            if name not in ("operation", "sqlite_sequence")
        }


def test_it_is_an_operation_of_the_journal_and_nothing_else_differs(
    sample: Database, run, backup: Path
) -> None:
    (imported,) = journal(backup)
    (_imported, added) = journal(sample.path)
    told = json.loads(run("restore", backup, "--yes", "--json").out)
    first, restored = journal(sample.path)
    assert first == imported
    assert restored[:1] + restored[2:] == (added[0] + 1, "tester", "restore", None)
    assert restored[0] == told["id"] and restored[1] >= added[1]
    assert everything(sample.path) == everything(backup)
    assert "restore" in run("log").out
    assert run("log", "--operation", told["id"]).code == 0


def test_its_moment_comes_after_those_of_both(
    sample: Database, run, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the clock jumped back, and whichever of the two is the newer one."""
    monkeypatch.setenv("KOPERASI_TODAY", "2025-03-01")
    assert run("edit", 12, "--line", "fishery").code == 0
    newest = journal(sample.path)[-1][1]
    monkeypatch.setenv("KOPERASI_TODAY", "2025-01-01")
    assert run("restore", backup, "--yes").code == 0
    assert journal(sample.path)[-1][1] == newest
    (kept,) = backups_of(sample.path)
    assert run("restore", kept.path, "--yes").code == 0
    assert [row[3] for row in journal(sample.path)] == ["import", "add", "edit", "restore"]
    assert journal(sample.path)[-1][1] == newest


def test_no_number_is_given_again(sample: Database, run, backup: Path) -> None:
    """The 97th is gone, and was printed: the next one is the 98th; so with every table."""
    assert run("edit", 97, "--tag", "seen").code == 0
    assert run("restore", backup, "--yes").code == 0
    added = json.loads(run("add", "Koperasi Lain", "--sector", "producer", "--json").out)
    assert added["id"] == 98
    assert [row[0] for row in journal(sample.path)] == [1, 4, 5]
    assert run("show", 97).code == 1
    with closing(sqlite3.connect(sample.path)) as connection:
        assert connection.execute("SELECT max(id) FROM tag").fetchone() == (14,)
    assert run("edit", 98, "--tag", "seen").code == 0
    with closing(sqlite3.connect(sample.path)) as connection:
        assert connection.execute("SELECT max(id) FROM tag").fetchone() == (16,)


@pytest.mark.parametrize("go_wrong", [_a_page_is_damaged, _text])
def test_no_number_is_given_again_after_a_damaged_one_that_can_be_read_in_part(
    sample: Database, run, backup: Path, go_wrong: Callable[[Path], None]
) -> None:
    go_wrong(sample.path)
    assert run("restore", backup, "--yes").code == 0
    assert journal(sample.path)[-1][3] == "restore"
    added = json.loads(run("add", "Koperasi Lain", "--sector", "producer", "--json").out)
    assert added["id"] == (98 if go_wrong is _a_page_is_damaged else 97)


def test_nonsense_in_a_damaged_one_is_not_believed(sample: Database, run, backup: Path) -> None:
    with closing(sqlite3.connect(sample.path)) as connection:
        connection.execute("UPDATE sqlite_sequence SET seq = 9223372036854775807")
        connection.execute("UPDATE operation SET at = 'zzz'")
        connection.commit()
    _a_page_is_damaged(sample.path)
    assert run("restore", backup, "--yes").code == 0
    assert str(journal(sample.path)[-1][1]).startswith("2025-02-1")
    added = json.loads(run("add", "Koperasi Lain", "--sector", "producer", "--json").out)
    assert added["id"] == 97


def test_an_undo_does_not_reach_past_a_restore_by_itself(
    sample: Database, run, backup: Path
) -> None:
    kept = json.loads(run("restore", backup, "--yes", "--json").out)["kept"]
    before = everything(sample.path)
    for words in (["undo"], ["undo", "--yes"], ["undo", "--dry-run"]):
        ran = run(*words)
        assert (ran.code, ran.out) == (1, "")
        assert "no. 3 put a backup in the place of the registry" in ran.err
        assert f"koperasi restore {Path(kept).name}" in ran.err and "name its number" in ran.err
    assert everything(sample.path) == before
    by_number = run("undo", 3, "--yes").err
    assert f"koperasi restore {Path(kept).name}" in by_number and "its number" not in by_number
    Path(kept).write_text("damaged")
    assert "koperasi backup --list" in run("undo").err
    Path(kept).unlink()
    assert "koperasi backup --list" in run("undo").err


def test_an_older_restore_is_not_mistaken_for_the_last_one(
    sample: Database, run, backup: Path
) -> None:
    for _twice in range(2):
        shutil.copy(sample.path, backup)
        assert run("restore", backup, "--yes").code == 0
    assert [row[3] for row in journal(sample.path)] == ["import", "add", "restore", "restore"]
    assert backups_of(sample.path)[0].path.name in run("undo", 4).err
    assert "koperasi backup --list" in run("undo", 3).err


def test_what_was_kept_is_brought_back(sample: Database, run, backup: Path) -> None:
    kept = json.loads(run("restore", backup, "--yes", "--json").out)["kept"]
    assert run("restore", Path(kept).name, "--yes").code == 0
    assert cooperatives(sample.path) == 97


def test_what_comes_after_a_restore_is_undone_as_ever_and_what_came_before_by_number(
    sample: Database, run, tmp_path: Path
) -> None:
    assert run("edit", 12, "--line", "fishery").code == 0
    assert run("backup", tmp_path / "copy.db").code == 0
    assert run("edit", 13, "--line", "fishery").code == 0
    assert run("restore", tmp_path / "copy.db", "--yes").code == 0
    assert run("edit", 14, "--line", "fishery").code == 0
    assert json.loads(run("undo", "--yes", "--json").out)["undoes"] == 5
    assert "no. 4 put a backup" in run("undo", "--yes").err
    replaced = run("undo", 3, "--yes")
    assert replaced.code == 1 and "no. 4 (restore) replaced it" in replaced.err
    assert json.loads(run("undo", 2, "--yes", "--json").out)["undoes"] == 2


@pytest.mark.slow
@pytest.mark.parametrize("steps", range(1, 9))
def test_killed_at_any_step_the_old_one_stands(
    sample: Database, run, backup: Path, steps: int
) -> None:
    """The first two steps copy the backup and keep the registry, each at once; in the others the
    registry's pages are overwritten, a few at a time."""
    words = [sys.executable, "-c", KILLED, str(sample.path), str(backup), str(steps)]
    ran = subprocess.run(words, capture_output=True)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    if steps > 3:
        assert Path(f"{sample.path}-journal").exists(), "nothing was overwritten yet"
    assert run("info").code == 0
    assert cooperatives(sample.path) == 97
    assert run("restore", backup, "--yes").code == 0
    assert cooperatives(sample.path) == 96


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.05 * n for n in range(1, 21)])
def test_killed_at_any_moment_it_is_the_old_one_or_the_new_one(
    sample: Database, run, backup: Path, seconds: float
) -> None:
    words = [sys.executable, "-m", "koperasi_cli", "restore", str(backup), "--yes"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    assert run("report").code == 0
    assert cooperatives(sample.path) in (96, 97)
    for kept in backups_of(sample.path):
        assert cooperatives(kept.path) == 97
