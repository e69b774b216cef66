"""Several at once: who waits for whom, how long, what is said meanwhile, and that nobody loses anything.

Locks are held by a second process, since a process does not see its own.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from koperasi_cli import waiting
from koperasi_cli.database import Database
from koperasi_cli.output.screen import Screen

NOTICE = "in use by somebody else; waiting up to"
HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    connection.execute(statement).fetchone()
print("held", flush=True)
sys.stdin.read()
"""
READS = ("BEGIN", "SELECT count(*) FROM sqlite_master")
WRITES = ("BEGIN IMMEDIATE",)
ALONE = ("BEGIN EXCLUSIVE",)
ADD = ("add", "KSP Krui", "--sector", "producer")
WAITING = {
    "a question, for whoever has it alone": (("report",), ALONE),
    "a list": (("list", "--json"), ALONE),
    "a change, for another one": (ADD, WRITES),
    "a change, for whoever has it alone": (ADD, ALONE),
    "a change at its end, for whoever reads": (ADD, READS),
    "an import": (("import", "list.csv", "--on", "2025-02-01", "--yes"), WRITES),
    "a backup": (("backup",), ALONE),
    "a restore, for whoever reads": (("restore", "copy.db", "--yes"), READS),
    "a restore, for whoever writes": (("restore", "copy.db", "--yes"), WRITES),
    "an undo": (("undo", "--yes"), WRITES),
    "a check": (("check", "--integrity"), ALONE),
}


@contextmanager
def held(path: Path, statements: Sequence[str]) -> Iterator[Callable[[], None]]:
    """Another process holds a lock; what it gives lets go of it."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), *statements],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"

    def let_go() -> None:
        process.communicate()
        assert process.returncode == 0

    try:
        yield let_go
    finally:
        if process.poll() is None:
            let_go()


@pytest.fixture
def place(
    sample: Database, tmp_path: Path, long_list: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> Database:
    """The sample registry, a copy of it, and a list, in the folder where one stands."""
    monkeypatch.chdir(tmp_path)
    assert run("backup", "copy.db").code == 0
    monkeypatch.setattr(waiting, "SILENT", 0.02)
    return sample


def left(path: Path) -> tuple[int, int]:
    """How many cooperatives and operations there are, in a file that is whole."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        count = "SELECT (SELECT count(*) FROM cooperative), (SELECT count(*) FROM operation)"
        found: tuple[int, int] = connection.execute(count).fetchone()
        return found


@pytest.mark.parametrize("name", WAITING)
def test_a_lock_is_waited_for_with_a_notice_and_then_all_goes_on(
    place: Database, run: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    words, statements = WAITING[name]
    monkeypatch.setenv("KOPERASI_WAIT", "30")
    shutil.copy(place.path, "alone.db")
    alone = run(*words, "--db", "alone.db")
    assert alone.code in (0, 3), alone.err  # 3: the list has a row that is refused
    said: list[str] = []
    say = Screen.say
    with held(place.path, statements) as let_go:

        def heard(screen: Screen, line: str) -> None:
            say(screen, line)
            if NOTICE in line:
                said.append(line)
                let_go()

        monkeypatch.setattr(Screen, "say", heard)
        ran = run(*words)
        assert said == [
            "The database is in use by somebody else; waiting up to 30 seconds (KOPERASI_WAIT) ..."
        ]
    assert ran.code == alone.code, ran.err
    assert left(place.path) == left(Path("alone.db"))


@pytest.mark.parametrize("name", WAITING)
def test_the_wait_ends_where_its_limit_is(
    place: Database, run: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    words, statements = WAITING[name]
    before = place.path.read_bytes()
    with held(place.path, statements):
        for limit in (0, 0.2):
            monkeypatch.setenv("KOPERASI_WAIT", str(limit))
            began = monotonic()
            ran = run(*words)
            assert (ran.code, ran.out) == (4, ""), ran
            assert monotonic() - began >= limit
            notices = [line for line in ran.err.splitlines() if NOTICE in line]
            assert len(notices) == (1 if limit else 0)
            first, hint = [line for line in ran.err.splitlines() if "SAMPLE" not in line][-2:]
            assert first == f"Error: The database is in use by somebody else: {place.path}"
            assert "KOPERASI_WAIT" in hint
    assert place.path.read_bytes() == before
    assert not Path(f"{place.path}-journal").exists()


def test_the_first_command_of_all_waits_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Making the schema is a migration like any other."""
    monkeypatch.setattr(waiting, "SILENT", 0.02)
    path = tmp_path / "new.db"
    path.touch()
    said = []
    with held(path, WRITES) as let_go:

        def on_wait(line: str) -> None:
            said.append(line)
            let_go()

        Database(path, wait=30, on_wait=on_wait).prepare(create=True)
    assert len(said) == 1
    assert left(path) == (0, 0)


@pytest.mark.parametrize("seconds", ["inf", "nan", "1e999", "-", "ten"])
def test_a_limit_that_is_no_number_is_refused(
    sample: Database, run: Any, monkeypatch: pytest.MonkeyPatch, seconds: str
) -> None:
    monkeypatch.setenv("KOPERASI_WAIT", seconds)
    ran = run("report")
    assert ran.code == 2 and "no number of seconds" in ran.err


def test_ctrl_c_is_heard_while_waiting(sample: Database, tmp_path: Path) -> None:
    with held(sample.path, WRITES):
        process = subprocess.Popen(
            [sys.executable, "-m", "koperasi_cli", *ADD], stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        assert NOTICE in process.stderr.readline()
        began = monotonic()
        process.send_signal(2)
        rest = process.stderr.read()
        process.stderr.close()
        assert process.wait() == 130
        assert monotonic() - began < 5, "it was not heard before the wait was over"
    assert "The registry was not changed." in rest and "Traceback" not in rest


WRITER = """
import sys
import typer.main
from koperasi_cli.cli.main import app
import sqlmodel, koperasi_cli.registry.cooperatives
program = typer.main.get_command(app)
path, me, many = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
for n in range(int(many)):
    try:
        program.main(["add", f"Koperasi {me} {n}", "--sector", "producer", "--yes", "--db", path])
    except SystemExit as left:
        assert not left.code, left.code
"""


def _all_at_once(programs: Sequence[Sequence[str]]) -> list[str]:
    """Start programs that say that they are ready, let them go together; what they said in the end."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", *words], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for words in programs
    ]  # fmt: skip
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes), told
    return told


def _write_at_once(registry: Database, run: Any, writers: int, records: int) -> None:
    told = _all_at_once(
        [[WRITER, str(registry.path), str(me), str(records)] for me in range(writers)]
    )
    assert not any("Error" in said for said in told)
    names = [row["name"] for row in json.loads(run("list", "--json").out)]
    wanted = {f"Koperasi {me} {n}" for me in range(writers) for n in range(records)}
    assert len(names) == len(wanted) == writers * records and set(names) == wanted
    assert left(registry.path) == (len(wanted), len(wanted))
    checked = run("check", "--integrity")
    assert checked.code == 0, checked.out


def test_four_write_five_records_each(registry: Database, run: Any) -> None:
    _write_at_once(registry, run, 4, 5)


@pytest.mark.slow
def test_twenty_write_fifty_records_each(registry: Database, run: Any) -> None:
    _write_at_once(registry, run, 20, 50)


IMPORTER = """
import sys
import koperasi_cli.cli.taking.take, sqlmodel
from koperasi_cli.cli.main import main
print("ready", flush=True)
sys.stdin.readline()
sys.argv[1:] = ["import", *sys.argv[1:], "--on", "2025-02-01", "--yes"]
try:
    main()
except SystemExit as left:
    assert left.code in (0, 3), left.code
"""


def _list(path: Path, name: str, first: int, many: int) -> str:
    rows = (
        f"Koperasi {name} {n},{1813019000000 + n},{n}/BH/2020,Lemong,-,KA\n"
        for n in range(first, first + many)
    )
    header = "Nama Koperasi,NIK,Nomor Badan Hukum,Kecamatan,Pekon,Status\n"
    path.write_text(header + "".join(rows), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("same", [False, True])
def test_two_imports_at_once(registry: Database, tmp_path: Path, run: Any, same: bool) -> None:
    """Of two lists all is taken in; the same list twice is taken in once, and found there then."""
    first = _list(tmp_path / "a.csv", "Anggur", 0, 300)
    second = first if same else _list(tmp_path / "b.csv", "Belimbing", 300, 300)
    before, operations = left(registry.path)
    _all_at_once([[IMPORTER, first], [IMPORTER, second]])
    after, operations_after = left(registry.path)
    assert after - before == (300 if same else 600)
    assert operations_after - operations == (1 if same else 2)
    kept = [row["file"] for row in json.loads(run("backup", "--list", "--json").out)]
    assert len(kept) == len(set(kept)) == (1 if same else 2), (
        "no copy is kept of what changed nothing"
    )
    checked = run("check", "--integrity")
    assert checked.code == 0, checked.out
    assert run("undo", "--yes").code == 0
    assert left(registry.path)[1] == operations_after + 1


READER = """
import sqlite3, sys
print("ready", flush=True)
sys.stdin.readline()
while True:
    with sqlite3.connect(sys.argv[1], timeout=30) as connection:
        connection.execute("SELECT count(*), max(name) FROM cooperative").fetchall()
    connection.close()
"""


def test_many_readers_do_not_keep_a_writer_or_a_restore_waiting(
    place: Database, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers follow one another so closely that there is always one."""
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(place.path)], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(4)
    ]  # fmt: skip
    try:
        for reader in readers:
            assert reader.stdout is not None and reader.stdin is not None
            assert reader.stdout.readline() == "ready\n"
            reader.stdin.write("go\n")
            reader.stdin.flush()
        for words in (ADD, ("restore", "copy.db", "--yes"), ADD):
            ran = run(*words)
            assert ran.code == 0, ran.err
        assert [reader.poll() for reader in readers] == [None] * 4, "no longer reading"
    finally:
        for reader in readers:
            reader.kill()
            reader.communicate()
    assert left(place.path)[0] == 97
