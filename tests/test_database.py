"""The two doors: what reading cannot do, what writing leaves behind, and what is wrong with a file."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from koperasi_cli.database import Database
from koperasi_cli.errors import DatabaseUnusable, ExitCode, NoRegistry, Refused

AT = "2025-02-17T03:00:00Z"
Run = Callable[..., tuple[int, str, str]]


def add(database: Database, name: str = "Koperasi A", *, dry_run: bool = False) -> None:
    from koperasi_cli.models import Cooperative

    with database.writing("test", actor="tester", at=AT, dry_run=dry_run) as session:
        session.add(Cooperative(name=name, name_key=name.lower()))


def names(database: Database) -> list[str]:
    with database.reading() as connection:
        return [name for (name,) in connection.execute("SELECT name FROM cooperative ORDER BY id")]


def test_reading_creates_nothing(tmp_path: Path) -> None:
    missing = tmp_path / "no" / "registry.db"
    with pytest.raises(NoRegistry) as error, Database(missing).reading():
        pass
    assert error.value.exit_code == ExitCode.DATABASE == 4
    assert str(missing) in error.value.message
    assert {"setup", "import", "demo"} <= set(str(error.value.hint).replace(".", " ").split())
    assert not missing.parent.exists()


@pytest.mark.parametrize("sql", [
    "INSERT INTO officer (name, recorded_at) VALUES ('x', '')",
    "UPDATE operation SET actor = 'x'",
    "DELETE FROM region",
    "CREATE TABLE t (x)",
])  # fmt: skip
def test_reading_cannot_write(registry: Database, sql: str) -> None:
    before = registry.path.read_bytes()
    with pytest.raises(DatabaseUnusable), registry.reading() as connection:
        connection.execute(sql)
    assert registry.path.read_bytes() == before


def test_reading_sees_one_moment(registry: Database) -> None:
    """What is committed between two questions of one report does not show in the second."""
    add(registry, "Koperasi A")
    count = "SELECT count(*) FROM cooperative"
    with registry.reading() as connection:
        before = connection.execute(count).fetchone()[0]
        with closing(sqlite3.connect(registry.path, timeout=0)) as other:
            other.execute("INSERT INTO officer (name, recorded_at) VALUES ('x', '')")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.commit()
        assert connection.execute(count).fetchone()[0] == before


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_the_file_and_its_folder_are_the_owners_alone(tmp_path: Path) -> None:
    database = Database(tmp_path / "data" / "koperasi" / "registry.db")
    add(database)
    assert database.path.stat().st_mode & 0o777 == 0o600
    assert database.path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "what?.db", "a#b.db", "Krüi — データ.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    database = Database(tmp_path / name)
    add(database)
    assert names(database) == ["Koperasi A"]
    assert [path.name for path in tmp_path.glob("*.db")] == [name]


def test_a_dry_run_on_a_registry_changes_no_byte(registry: Database) -> None:
    before = registry.path.read_bytes()
    add(registry, dry_run=True)
    assert registry.path.read_bytes() == before


def test_a_dry_run_on_nothing_leaves_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "data" / "registry.db")
    add(database, dry_run=True)
    assert not database.path.parent.exists()


def test_a_dry_run_is_the_real_run(registry: Database) -> None:
    from koperasi_cli.models import Tag

    with pytest.raises(Refused), registry.writing("t", actor="t", at=AT, dry_run=True) as session:
        session.add(Tag(cooperative_id=99, name="of nobody"))


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt, SystemExit])
def test_an_exception_rolls_everything_back(registry: Database, error: type[BaseException]) -> None:
    from koperasi_cli.models import Cooperative

    before = registry.path.read_bytes()
    with pytest.raises(error), registry.writing("t", actor="t", at=AT) as session:
        session.add(Cooperative(name="A", name_key="a"))
        session.flush()
        raise error
    assert registry.path.read_bytes() == before


def test_writers_at_the_same_time_lose_nothing(registry: Database) -> None:
    """Each reads a number, adds one, and writes it back: only a lock taken before reading saves it."""
    writer = f"""
from pathlib import Path
from koperasi_cli.database import Database
from koperasi_cli.models import Target
database = Database(Path({str(registry.path)!r}))
for _ in range(10):
    with database.writing("add", actor="t", at={AT!r}) as session:
        session.get(Target, 1).value += 1
"""
    from koperasi_cli.models import Target
    from koperasi_cli.vocabulary import Indicator

    with registry.writing("t", actor="t", at=AT) as session:
        session.add(Target(year=2025, indicator=Indicator.ACTIVE_SHARE, value=0))
    writers = [subprocess.Popen([sys.executable, "-c", writer]) for _ in range(4)]
    assert [writer.wait() for writer in writers] == [0] * 4
    with registry.reading() as connection:
        assert connection.execute("SELECT value FROM target").fetchone()[0] == 40
        assert connection.execute("SELECT count(*) FROM change").fetchone()[0] == 41


def test_a_registry_begun_by_two_at_once_is_one(tmp_path: Path) -> None:
    path = tmp_path / "registry.db"
    writer = f"""
from pathlib import Path
from koperasi_cli.database import Database
from koperasi_cli.models import Officer
import os
with Database(Path({str(path)!r})).writing("add", actor="t", at={AT!r}) as session:
    session.add(Officer(name=str(os.getpid())))
"""
    writers = [subprocess.Popen([sys.executable, "-c", writer]) for _ in range(2)]
    assert [writer.wait() for writer in writers] == [0, 0]
    with Database(path).reading() as connection:
        assert connection.execute("SELECT count(*) FROM officer").fetchone()[0] == 2


@pytest.mark.slow
def test_a_killed_writer_leaves_what_stood_before(registry: Database) -> None:
    add(registry, "Koperasi A")
    writer = f"""
import os, signal
from pathlib import Path
from koperasi_cli.database import Database
from koperasi_cli.models import Cooperative
with Database(Path({str(registry.path)!r})).writing("add", actor="t", at={AT!r}) as session:
    session.connection().exec_driver_sql("PRAGMA cache_size = 1")
    for i in range(3000):
        session.add(Cooperative(name="x" * 200, name_key=str(i)))
    session.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", writer]).returncode == -9
    assert registry.path.with_name("registry.db-journal").exists(), "nothing reached the file"
    assert names(registry) == ["Koperasi A"]


def test_somebody_elses_lock_is_waited_for_and_then_reported(
    registry: Database, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOPERASI_WAIT", "0.05")
    with closing(sqlite3.connect(registry.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for words in (("report",), ("add", "Koperasi A"), ("undo", "--yes")):
            code, out, err = run(*words)
            assert (code, out) == (4, "")
            assert "in use by somebody else" in err and "KOPERASI_WAIT" in err
        other.execute("ROLLBACK")
    assert run("add", "Koperasi A")[0] == 0


def _junk(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 a spreadsheet, say" * 100)


def _other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)")
        connection.commit()


def _other_alembic_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.commit()


def _damaged(path: Path) -> None:
    add(Database(path))
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


@pytest.mark.parametrize(("make", "said"), [
    (_junk, "is no database, or is damaged"),
    (_other_program, "not a registry of cooperatives"),
    (_other_alembic_program, "not a registry of cooperatives"),
    (_damaged, "is no database, or is damaged"),
    (lambda path: path.mkdir(), "is no file"),
    (lambda path: os.mkfifo(path), "is no file"),
])  # fmt: skip
@pytest.mark.parametrize("words", [("report",), ("add", "Koperasi A"), ("undo", "--yes")])
def test_a_file_that_is_no_registry_is_refused_and_left_alone(
    tmp_path: Path, run: Run, make: Callable[[Path], None], said: str, words: tuple[str, ...]
) -> None:
    path = tmp_path / "file.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    code, out, err = run(*words, "--db", path)
    assert (code, out) == (4, "")
    assert said in err and len(err.splitlines()) >= 2
    assert (path.read_bytes() if path.is_file() else None) == before
    assert path.exists()
    assert [p.name for p in tmp_path.iterdir() if p.name not in ("home", "file.db")] == []


def test_an_empty_file_is_no_registry_yet(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "registry.db"
    path.touch()
    code, _out, err = run("report", "--db", path)
    assert code == 4 and "There is no registry yet" in err
    assert path.stat().st_size == 0
    assert run("add", "Koperasi A", "--db", path)[0] == 0
    assert names(Database(path)) == ["Koperasi A"]


def test_a_folder_that_is_a_file_is_reported(tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").touch()
    code, out, err = run("add", "Koperasi A", "--db", tmp_path / "file" / "registry.db")
    assert (code, out) == (4, "")
    assert "cannot be opened" in err


def test_a_backup_is_whole_and_the_owners_alone(registry: Database, tmp_path: Path) -> None:
    add(registry)
    copy = Database(tmp_path / "copy.db")
    registry.backup(copy.path)
    assert names(copy) == ["Koperasi A"]
    assert os.name == "nt" or copy.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("wait", ["soon", "-1"])
def test_a_wait_that_is_no_number_is_refused(
    registry: Database, run: Run, monkeypatch: pytest.MonkeyPatch, wait: str
) -> None:
    monkeypatch.setenv("KOPERASI_WAIT", wait)
    code, _out, err = run("report", "--on", date(2025, 1, 1))
    assert code == 2 and "KOPERASI_WAIT" in err
