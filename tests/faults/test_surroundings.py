"""Surroundings that a program cannot choose: a reader that goes, no home, no such locale, 20 columns."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from koperasi_cli.database import Database

PROGRAM = [sys.executable, "-m", "koperasi_cli"]


def start(*words: str, environment: Mapping[str, str | None] | None = None) -> Any:
    wanted = {**os.environ, **(environment or {})}
    env = {name: value for name, value in wanted.items() if value is not None}
    return subprocess.run([*PROGRAM, *words], env=env, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["report"], ["log", "--fields"]])
def test_a_reader_that_goes_is_no_error(sample: Database, words: list[str]) -> None:
    program = subprocess.Popen(
        [*PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    )
    assert program.stdout and program.stderr
    program.stdout.read(1)
    program.stdout.close()
    said = program.stderr.read().decode()
    program.wait(60)
    assert "Traceback" not in said and "Exception" not in said
    assert "mistake" not in said


@pytest.mark.parametrize("home", [None, "", "/nowhere/at/all"])
def test_without_a_home(sample: Database, home: str | None) -> None:
    ran = start("report", environment={"HOME": home, "XDG_DATA_HOME": None})
    assert ran.returncode == 0, ran.stderr
    assert "96 cooperatives" in ran.stdout


@pytest.mark.parametrize("locale", ["xx_YY.UTF-8", "C", "POSIX", "tlh.nowhere"])
def test_a_locale_that_does_not_exist(sample: Database, locale: str) -> None:
    surroundings = {"LC_ALL": locale, "LANG": locale, "KOPERASI_LANG": None}
    ran = start("report", environment=surroundings)
    assert ran.returncode == 0, ran.stderr
    assert "96 cooperatives" in ran.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_encoding_that_knows_few_signs(sample: Database, encoding: str) -> None:
    ran = start("report", environment={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.encode(encoding)


@pytest.mark.parametrize(
    "words", [["list"], ["report"], ["show", "12"], ["agenda"], ["check"], ["log"]]
)
def test_a_terminal_of_twenty_columns(
    sample: Database, on_a_terminal: Any, words: list[str]
) -> None:
    ran = on_a_terminal(*words, width=20)
    assert ran.code in (0, 3)
    assert "Traceback" not in ran.out
    assert ran.out.count("\n") > 5


def test_a_clock_that_jumps_back(sample: Database, run: Any, monkeypatch: Any) -> None:
    assert run("edit", "2", "--note", "before").code == 0
    monkeypatch.setenv("KOPERASI_TODAY", "2025-01-15")
    assert run("edit", "2", "--note", "after").code == 0
    assert run("status", "2", "inactive", "--reason", "x", "--on", "2025-01-10").code == 0
    moments = [row["at"] for row in json.loads(run("log", "--json").out)]
    assert moments == sorted(moments, reverse=True)
    assert run("undo", "--yes").code == 0
    assert run("undo", "--yes").code == 0
    notes = {row["id"]: row["note"] for row in json.loads(run("list", "--json").out)}
    assert notes[2] == "before"
    assert run("check", "--integrity").code == 0
