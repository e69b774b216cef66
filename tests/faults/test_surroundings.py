"""Surroundings that a program cannot choose: a reader that goes, no home, no such locale, 20 columns."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from programs import Warm
from rich.cells import cell_len

from koperasi_cli.database import Database

COLOUR = re.compile(r"\x1b\[[\d;]*m")
PROGRAM = [sys.executable, "-m", "koperasi_cli"]


def start(*words: str, environment: Mapping[str, str | None] | None = None) -> Any:
    wanted = {**os.environ, **(environment or {})}
    env = {name: value for name, value in wanted.items() if value is not None}
    return subprocess.run([*PROGRAM, *words], env=env, capture_output=True, text=True, timeout=60)


ADD = ["add", "Koperasi Uji", "--sector", "producer"]


@pytest.mark.parametrize("lines", [0, 1])
@pytest.mark.parametrize(
    "words",
    [["list"], ["list", "--json"], ["report"], ["log", "--fields"], ["check", "--all"], ADD],
)
def test_a_reader_that_goes_is_no_error(sample: Database, words: list[str], lines: int) -> None:
    """Before anything is said, or after a line (``koperasi list | head -1``): it ends quietly."""
    read, write = os.pipe()
    if sys.platform == "linux":  # or the whole answer has room in it
        import fcntl

        fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 4096)
    if not lines:
        os.close(read)
    program = subprocess.Popen([*PROGRAM, *words], stdout=write, stderr=subprocess.PIPE, text=True)
    os.close(write)
    if lines:
        with open(read, encoding="utf-8") as pipe:  # noqa: PTH123
            assert pipe.readline().strip()
    assert program.stderr
    told = [line for line in program.stderr.read().splitlines() if "SAMPLE REGISTRY" not in line]
    program.stderr.close()
    assert (program.wait(60), told) in [
        (0, []),
        (3, []),
    ]  # 3: all that it found fitted into the pipe
    with sqlite3.connect(sample.path) as connection:
        (many,) = connection.execute("SELECT count(*) FROM cooperative").fetchone()
    assert many == 96 + (words is ADD), "what was to be saved is saved all the same"


WITHOUT = {"HOME": None, "USERPROFILE": None, "XDG_DATA_HOME": None, "LOCALAPPDATA": None}
NOBODY = """
import pwd
def unknown(_id): raise KeyError("nobody of that number")
pwd.getpwuid = unknown
"""


@pytest.mark.parametrize("home", [None, "", "not/absolute"])
def test_without_a_home(tmp_path: Path, home: str | None) -> None:
    """A registry has its place all the same, where the system's own data folder is told."""
    surroundings = {**WITHOUT, "HOME": home, "KOPERASI_DB": None}
    surroundings["XDG_DATA_HOME"] = str(tmp_path / "data")
    added = start(*ADD, environment=surroundings)
    assert added.returncode == 0, added.stderr
    assert (tmp_path / "data" / "koperasi" / "koperasi.db").stat().st_size
    ran = start("report", environment=surroundings)
    assert ran.returncode == 0 and ran.stdout.startswith("1 cooperative"), ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows always knows a home")
def test_without_any_place(warm: Warm, sample: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """No home folder, and nobody whom the system knows: a registry that is named is used."""
    for name in WITHOUT:
        monkeypatch.delenv(name, raising=False)
    for words in (["report"], ADD, ["info"], ["backup", "--list"]):
        ended = warm(*words, prelude=NOBODY)
        assert ended.code == 0, ended.err
    monkeypatch.delenv("KOPERASI_DB")
    for words in (["report"], ADD, ["demo"], ["setup", "--me", "Ratna"]):
        ended = warm(*words, prelude=NOBODY)
        assert ended.code in (1, 4) and ended.out == "", ended
        first, hint = ended.err.splitlines()
        assert "no home folder" in first and "HOME" in hint


@pytest.mark.parametrize("home", ["/nowhere/at/all", "/dev/null"])
def test_a_home_that_is_not_there(home: str) -> None:
    surroundings = {**WITHOUT, "HOME": home, "KOPERASI_DB": None}
    ran = start("report", environment=surroundings)
    assert ran.returncode == 4 and ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 2 and "Traceback" not in ran.stderr


@pytest.mark.parametrize(("locale", "said"), [
    ("xx_YY.UTF-8", "96 cooperatives"), ("C", "96 cooperatives"), ("POSIX", "96 cooperatives"),
    ("tlh.nowhere", "96 cooperatives"), ("id_ID.nowhere", "96 koperasi"), ("", "96 cooperatives"),
])  # fmt: skip
def test_a_locale_that_does_not_exist(sample: Database, locale: str, said: str) -> None:
    surroundings = {"LC_ALL": locale, "LANG": locale, "KOPERASI_LANG": None}
    ran = start("report", environment=surroundings)
    assert ran.returncode == 0, ran.stderr
    assert said in ran.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_encoding_that_knows_few_signs(sample: Database, encoding: str) -> None:
    ran = start("report", environment={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.encode(encoding)


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.slow), "id"])
@pytest.mark.parametrize(
    "words", [["list"], ["report"], ["show", "12"], ["agenda"], ["check"], ["log"], ["--help"]]
)
def test_a_terminal_of_twenty_columns(
    sample: Database, on_a_terminal: Any, words: list[str], language: str
) -> None:
    """No line is longer than the screen but for a word that is, and no word is lost."""
    ran = on_a_terminal(*words, width=20, KOPERASI_LANG=language)
    assert ran.code in (0, 3)
    screen = COLOUR.sub("", ran.out)
    *lines, _echo = screen.split("\n")
    assert [one for one in lines if cell_len(one) > 20 and " " in one.strip()] == []
    wide = on_a_terminal(*words, width=400, KOPERASI_LANG=language)
    shown = re.sub(r"\s", "", screen)
    for word in set(re.findall(r"\w{4,20}", COLOUR.sub("", wide.out))):
        assert word in shown, word


def test_a_clock_that_jumps_back(
    sample: Database, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By some hours: the journal's moments stand still until it is as late again."""
    assert run("edit", "2", "--note", "before").code == 0
    with sqlite3.connect(sample.path) as connection:
        (now,) = connection.execute("SELECT max(at) FROM operation").fetchone()
        later = f"{now[:10]}T23:59:59Z"
        connection.execute("UPDATE operation SET at = ? WHERE at = ?", (later, now))
    changed = run("edit", "2", "--note", "after")
    assert changed.code == 0 and "dated" not in changed.err
    moments = [row["at"] for row in json.loads(run("log", "--json").out)]
    assert moments == sorted(moments, reverse=True)
    assert run("check", "--integrity").code == 0
    for _twice in range(2):
        assert run("undo", "--yes").code == 0
    notes = {row["id"]: row["note"] for row in json.loads(run("list", "--json").out)}
    assert notes[2] is None


def test_a_clock_that_was_years_ahead(
    sample: Database, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is saved then, and ever after, is dated so: that is said, and the check finds it."""
    monkeypatch.setenv("KOPERASI_TODAY", "2035-01-01")
    assert run("edit", "2", "--note", "before").code == 0
    monkeypatch.setenv("KOPERASI_TODAY", "2025-01-15")
    changed = run("edit", "2", "--note", "after")
    assert changed.code == 0
    assert "is dated 1 Jan 2035" in changed.err and "--known-on" in changed.err
    found = json.loads(run("check", "--integrity", "--json").out)
    ahead = [row for row in found["problems"] if row["rule"] == "recorded-ahead"]
    assert [row["command"] for row in ahead] == [f"koperasi log --operation {n}" for n in (1, 2, 3)]
    assert run("undo", "--yes").code == run("undo", "--yes").code == 0
    notes = {row["id"]: row["note"] for row in json.loads(run("list", "--json").out)}
    assert notes[2] is None
