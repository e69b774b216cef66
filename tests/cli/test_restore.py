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

from koperasi_cli import database, restoring
from koperasi_cli.backups import backups_of
from koperasi_cli.database import Database
from koperasi_cli.migrations import REVISIONS, upgrade


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
    assert (told["before"]["operations"], told["after"]["operations"]) == (2, 1)
    assert told["after"]["last_at"] <= told["before"]["last_at"]
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
    "orphans": (_orphans, "is damaged"),
    "another program": (_of_another_program, "not a registry of cooperatives"),
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
    for module in (database, restoring):
        monkeypatch.setattr(module, "REVISIONS", ("0000", *REVISIONS))

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
    (kept,) = backups_of(sample.path)
    with closing(sqlite3.connect(kept.path)) as copy:
        assert copy.execute("SELECT 1 FROM officer WHERE name = 'In between'").fetchone()
    assert cooperatives(sample.path) == 96


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
from koperasi_cli import backups
from koperasi_cli.database import Database
from koperasi_cli.restoring import bring_in, verified

steps = int(sys.argv[3])
real_connect, real_look = Database.connect, backups.give_up_when_locked

def connect(self):
    connection = real_connect(self)
    connection.execute("PRAGMA cache_size = 1")  # what is overwritten goes to the file at once
    return connection

def look(status, remaining, total):
    global steps
    steps -= 1
    if steps == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    real_look(status, remaining, total)

Database.connect, backups.give_up_when_locked = connect, look
registry = Database(Path(sys.argv[1]))
with verified(Path(sys.argv[2]), registry) as copy:
    print(bring_in(copy, registry, damaged=False))
"""


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


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_may_not_be_written_is_reported(sample: Database, run, backup: Path) -> None:
    folder = sample.path.parent
    folder.chmod(0o500)
    try:
        assert run("restore", backup, "--dry-run").code == 0
        ran = run("restore", backup, "--yes")
        assert ran.code == 4 and "cannot be written" in ran.err
    finally:
        folder.chmod(0o700)
    assert cooperatives(sample.path) == 97
