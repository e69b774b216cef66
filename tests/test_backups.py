"""Backups: what they are called, which are kept, and that one is whole or is not there."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koperasi_cli import backups
from koperasi_cli.backups import Backup, backups_of, surplus
from koperasi_cli.database import Database
from koperasi_cli.errors import DatabaseUnusable, NoRegistry, Refused

NOW = datetime(2025, 2, 17, 10, 4, 5)
NAMES = ["koperasi.db", "a b.db", "a-20250101-000000-manual.db", "plain", "x.sqlite", "Krüi.db"]


def automatic(*moments: datetime) -> list[Backup]:
    return [Backup(Path(str(i)), at, "before-import", 1) for i, at in enumerate(moments)]


def left(found: list[Backup]) -> list[Backup]:
    return [backup for backup in found if backup not in surplus(found, NOW)]


@pytest.mark.parametrize(("moments", "kept"), [
    ([], 0),
    ([NOW - timedelta(minutes=n) for n in range(10)], 10),
    ([NOW - timedelta(minutes=n) for n in range(30)], 10),
    ([NOW - timedelta(days=n) for n in range(30)], 14),
    ([NOW - timedelta(days=100 * n) for n in range(30)], 14),  # days that have one, however far apart
    ([NOW - timedelta(hours=4 * n) for n in range(30)], 13),  # ten, and the newest of three more days
    ([NOW + timedelta(days=999)] * 3, 3),
])  # fmt: skip
def test_the_rule_of_keeping(moments: list[datetime], kept: int) -> None:
    assert len(left(automatic(*moments))) == kept


@given(st.lists(st.datetimes(datetime(2025, 1, 1), NOW), max_size=60))
def test_the_newest_and_the_newest_of_each_day_stay(moments: list[datetime]) -> None:
    found = automatic(*moments)
    stay = {backup.at for backup in left(found)}
    assert stay >= set(sorted(moments)[-10:])
    days = sorted({at.date() for at in moments})[-14:]
    assert stay >= {max(at for at in moments if at.date() == day) for day in days}
    assert len(left(found)) <= 24
    assert left(left(found)) == left(found)


def test_what_a_clock_that_was_ahead_dated_gives_way() -> None:
    ahead = automatic(*(NOW + timedelta(days=n) for n in range(1, 30)))
    made = automatic(*(NOW - timedelta(minutes=n) for n in range(12)))
    assert [backup for backup in left([*ahead, *made]) if backup.at <= NOW] == made[:10]


def test_those_made_by_hand_stay() -> None:
    manual = [Backup(Path(str(n)), NOW - timedelta(days=n), "manual", 1) for n in range(50)]
    assert surplus(manual, NOW) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    registry = tmp_path / name
    folder = backups.folder_of(registry)
    folder.mkdir()
    for reason in ("manual", "before-0001"):
        for _twice in range(2):
            backups.free_name(registry, reason).touch()
    others = ["other-20250101-000000-manual.db", "koperasi-99999999-999999-manual.db", "notes.txt"]
    for other in others:
        (folder / other).touch()
    (folder / backups.name_of(registry, "folder")).mkdir()
    (folder / backups.name_of(registry, "nothing")).symlink_to(tmp_path / "not there")
    found = backups_of(registry)
    assert sorted(b.why for b in found) == ["before-0001"] * 2 + ["manual"] * 2
    assert sorted(b.number for b in found) == [1, 1, 2, 2]


def test_what_is_kept_is_pruned_and_the_new_one_stays(
    registry: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the clock jumped back, and it looks like the oldest."""
    for day in range(30):
        at = datetime.now() + timedelta(days=1 + day)
        name = backups.name_of(registry.path, "before-import", at)
        backups.make_folder(registry.path)
        (backups.folder_of(registry.path) / name).touch()
    unfinished = [
        backups.folder_of(registry.path) / f".registry-{n}.db.part" for n in ("old", "new")
    ]
    for path in unfinished:
        path.touch()
    os.utime(unfinished[0], (0, 0))
    there = len(backups_of(registry.path))
    with registry.keeping("before-import") as made:
        assert made is not None and made.exists()
    assert len(backups_of(registry.path)) == there, "nothing was done: it goes, and the others stay"
    with registry.keeping("before-import") as made:
        registry.wrote = True
    assert made is not None and made.exists()
    assert len(backups_of(registry.path)) == 14
    assert [path.exists() for path in unfinished] == [False, True]


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_the_folder_and_what_is_in_it_are_the_owners_alone(registry: Database) -> None:
    made = registry.keep("manual")
    assert made is not None
    assert made.parent.stat().st_mode & 0o777 == 0o700
    assert made.stat().st_mode & 0o777 == 0o600
    assert sorted(made.parent.iterdir()) == [made]


def test_two_in_a_second_are_two(registry: Database) -> None:
    assert len({registry.keep("before-undo") for _n in range(3)}) == 3


def test_nothing_to_keep_and_nothing_to_copy(tmp_path: Path) -> None:
    missing = Database(tmp_path / "registry.db")
    assert missing.keep("before-import") is None
    with pytest.raises(NoRegistry):
        missing.backup(tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_no_file_is_overwritten_unless_told(registry: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("something dear")
    with pytest.raises(Refused, match="already"):
        registry.backup(copy)
    assert copy.read_text() == "something dear"
    registry.backup(copy, replace=True)
    assert Database(copy).revision()


def test_where_there_are_no_links_nothing_is_overwritten_either(
    registry: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_paths: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    registry.backup(tmp_path / "copy.db")
    with pytest.raises(Refused, match="already"):
        backups.put_in_place(registry.path, tmp_path / "copy.db")


def test_a_damaged_registry_is_not_copied(registry: Database, tmp_path: Path) -> None:
    content = bytearray(registry.path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    registry.path.write_bytes(content)
    with pytest.raises(DatabaseUnusable, match="damaged"):
        registry.backup(tmp_path / "copy.db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "registry.db"]


@pytest.mark.skipif(os.name == "nt", reason="limits are of POSIX")
@pytest.mark.parametrize("room", [0, 4096, 20_000])
def test_a_copy_that_finds_no_room_leaves_nothing(
    registry: Database, tmp_path: Path, room: int
) -> None:
    maker = f"""
import resource, signal
from pathlib import Path
from koperasi_cli.database import Database
from koperasi_cli.errors import DatabaseUnusable
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))
try:
    Database(Path({str(registry.path)!r})).backup(Path({str(tmp_path / "copy.db")!r}))
except DatabaseUnusable:
    raise SystemExit(4)
"""
    assert subprocess.run([sys.executable, "-c", maker]).returncode == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "registry.db"]


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_lock_is_waited_for_no_longer_than_told(registry: Database, lock: str) -> None:
    """Whoever is only about to write does not hinder a copy; whoever is writing does."""
    database = Database(registry.path, wait=0.05)
    with closing(sqlite3.connect(registry.path, isolation_level=None)) as other:
        other.execute(lock)
        if lock == "BEGIN IMMEDIATE":
            assert database.keep("manual")
        else:
            with pytest.raises(DatabaseUnusable, match="in use"):
                database.keep("manual")


WRITER = """
import os, sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
while not os.path.exists(sys.argv[2]):
    connection.execute("BEGIN IMMEDIATE")
    for n in range(3):
        connection.execute("INSERT INTO officer (name, recorded_at) VALUES (hex(randomblob(90)), '')")
        connection.execute(
            "INSERT INTO publication ('on', published_at, audience, headline, figures, recorded_at)"
            " VALUES ('2025-01-01', '', 'x', hex(randomblob(900)), '', '')"
        )
    connection.execute("COMMIT")
    time.sleep(0.01)
"""


def of_one_moment(path: Path) -> int | None:
    """How many rows a writer's two tables have; None where they differ, or the file is damaged."""
    with closing(sqlite3.connect(path)) as copy:
        try:
            sound = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            counted = copy.execute(
                "SELECT (SELECT count(*) FROM officer), count(*) FROM publication"
            )
            officers, publications = counted.fetchone()
        except sqlite3.DatabaseError:
            return None
    return officers if sound and officers == publications and officers % 3 == 0 else None


def test_copies_made_while_others_write_are_of_one_moment(
    registry: Database, tmp_path: Path
) -> None:
    """Three processes add to two tables at once; a file that was copied halfway would show it."""
    stop, copy, torn = (tmp_path / name for name in ("stop", "copy.db", "torn.db"))
    words = [sys.executable, "-c", WRITER, str(registry.path), str(stop)]
    writers = [subprocess.Popen(words) for _n in range(3)]
    counted: list[int | None] = [0]
    while len(counted) < 8:
        registry.backup(copy, replace=True)
        if (found := of_one_moment(copy)) != counted[-1]:
            counted.append(found)
            earlier = copy.read_bytes()
    assert [writer.poll() for writer in writers] == [None] * 3, "nobody was writing any more"
    stop.touch()
    assert [writer.wait() for writer in writers] == [0] * 3
    assert None not in counted and counted == sorted(counted)  # type: ignore[type-var]
    # What a file that was read page by page meanwhile looks like: it would have been told.
    middle = len(earlier) // 8192 * 4096
    torn.write_bytes(earlier[:middle] + registry.path.read_bytes()[middle:])
    assert of_one_moment(torn) is None
    assert of_one_moment(registry.path) is not None


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.01 * n for n in range(1, 20, 3)])
def test_a_killed_backup_leaves_no_half_of_one(registry: Database, seconds: float) -> None:
    maker = f"""
from pathlib import Path
from koperasi_cli.database import Database
print("ready", flush=True)
while True:
    Database(Path({str(registry.path)!r})).keep("before-import")
"""
    process = subprocess.Popen([sys.executable, "-c", maker], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()
    process.wait()
    process.stdout.close()
    for backup in backups_of(registry.path):
        assert not Database(backup.path).is_damaged()
    assert not registry.is_damaged()
