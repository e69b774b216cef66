"""What every test stands on: nothing of the machine that it runs on, and a registry of its own."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from koperasi_cli import language
from koperasi_cli.database import Database

if TYPE_CHECKING:
    from sqlmodel import Session

    from koperasi_cli.models import Cooperative

# A program that is started for a test would compile all of itself anew, which takes as long again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

TODAY = "2025-02-17"
NOW = f"{TODAY}T03:00:00Z"
SAMPLE = Path(__file__).parent.parent / "data" / "pesisir-barat"


class Ran(NamedTuple):
    """What one run of the program left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A home, a language, a width, a time zone and a today that are the same everywhere."""
    for name in [*os.environ]:
        if name.startswith(("KOPERASI_", "LC_")) or name in ("LANG", "NO_COLOR", "TERM"):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    for name, value in {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "LOCALAPPDATA": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "KOPERASI_LANG": "en",
        "KOPERASI_ACTOR": "tester",
        "KOPERASI_TODAY": TODAY,
        "COLUMNS": "100",
        "TZ": "UTC",
    }.items():
        monkeypatch.setenv(name, value)
    language.use("en")
    yield
    language.use("en")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with its schema and nothing in it, made once and copied from."""
    path = tmp_path_factory.mktemp("empty") / "registry.db"
    Database(path).prepare(create=True)
    return path


@pytest.fixture
def registry(empty_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """An empty registry of the test's own; ``run`` works on it too."""
    path = tmp_path / "registry.db"
    shutil.copy(empty_file, path)
    monkeypatch.setenv("KOPERASI_DB", str(path))
    return Database(path)


@pytest.fixture
def session(registry: Database) -> "Iterator[Session]":
    """An open transaction on ``registry``, committed when the test ends."""
    with registry.writing("test", actor="tester", at=NOW) as session:
        yield session


@pytest.fixture
def enrol() -> "Callable[..., Cooperative]":
    """``enrol(session, name, active="2020-01-01", inactive="2024-01-01", legal_date=…)``.

    A cooperative with these decisions on status, in this order; other keywords are its fields.
    """

    def enrol(session: "Session", name: str, **given: object) -> "Cooperative":
        from koperasi_cli.registry.cooperatives import register
        from koperasi_cli.registry.statuses import Decision, decide
        from koperasi_cli.vocabulary import Status

        today = date.fromisoformat(TODAY)
        statuses = [key for key in given if key.split("_")[0] in {*Status}]
        first, *later = [
            Decision(Status(key.split("_")[0]), date.fromisoformat(str(given.pop(key))))
            for key in statuses
        ] or [Decision(Status.ACTIVE, date(2020, 1, 1))]
        confirmed = frozenset({"similar-name", "legal-number"})
        new = register(session, {"name": name, **given}, first, today=today, confirmed=confirmed)
        for decision in later:
            decide(session, new, decision, today=today)
        return new

    return enrol


@pytest.fixture
def behind_the_index() -> Callable[[Path, str], None]:
    """``behind_the_index(path, statement)``: decisions on status change, unknown to their index."""

    def change(path: Path, statement: str) -> None:
        for sql in (_TAKE_AWAY, statement, _GIVE_BACK):
            with closing(sqlite3.connect(path)) as connection:
                connection.executescript(sql)
                connection.commit()

    return change


# Out of sight of the next connection, and back: each reads the schema once.
_TAKE_AWAY = """
    PRAGMA writable_schema = 1;
    CREATE TABLE hidden AS SELECT * FROM sqlite_master WHERE name = 'ix_status_change_history';
    DELETE FROM sqlite_master WHERE name = 'ix_status_change_history';
"""
_GIVE_BACK = """
    PRAGMA writable_schema = 1;
    INSERT INTO sqlite_master SELECT * FROM hidden;
    DROP TABLE hidden;
"""


@pytest.fixture
def run() -> Run:
    """``run("mentor", "12", "--kind", "visit")``: the program in this process, off a terminal."""
    return _run


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample registry, imported once. Read it, or copy it with ``sample``."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    ran = _run("import", str(SAMPLE), "--db", str(path), "--yes")
    assert ran.code == 0, ran.err
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The sample registry in a copy of the test's own; ``run`` works on it too."""
    path = tmp_path / "sample.db"
    shutil.copy(sample_file, path)
    monkeypatch.setenv("KOPERASI_DB", str(path))
    return Database(path)


@cache
def _runner() -> Any:
    """Typer's, which builds all commands for each run, and takes longer for that than for the run: here
    they are built once."""
    from typer import testing

    testing._get_command = cache(testing._get_command)
    return testing.CliRunner()


def _run(*words: object, stdin: str | None = None) -> Ran:
    from koperasi_cli.cli.main import app

    result = _runner().invoke(app, [str(word) for word in words], input=stdin)
    return Ran(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def on_a_terminal() -> Run:
    """``on_a_terminal("add", answers=["KSP Krui", ""], width=60)``: the program in a pty.

    The answers are typed ahead; ``"\x04"`` is the end of input. Out has the whole screen, the echo too.
    """
    if os.name == "nt":
        pytest.skip("there are no pseudo-terminals on Windows")
    return _run_on_a_terminal


def _run_on_a_terminal(
    *words: object, answers: Sequence[str] = (), width: int = 100, **environment: str
) -> Ran:
    import fcntl
    import pty
    import struct
    import subprocess
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    # Where more is asked than was answered, the input ends.
    os.write(ours, "".join(f"{answer}\n" for answer in [*answers, *["\x04"] * 3]).encode())
    command = [sys.executable, "-m", "koperasi_cli", *(str(word) for word in words)]
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(width), **environment}
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True
    )
    os.close(theirs)
    screen = b""
    try:
        while part := os.read(ours, 65536):
            screen += part
    except OSError:  # Linux says so where the other end was closed
        pass
    os.close(ours)
    return Ran(process.wait(), screen.decode().replace("\r\n", "\n"), "")
