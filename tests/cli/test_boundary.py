"""Where every error ends: two lines, an exit code, and never a traceback."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koperasi_cli.database import Database

COMMANDS = (
    "add",
    "edit",
    "status",
    "report",
    "undo",
    "list",
    "show",
    "log",
    "mentor",
    "revitalize",
)


@pytest.mark.parametrize(("words", "code", "message", "hint"), [
    (("reprt",), 2, 'There is no command "reprt".', "Did you mean: koperasi report?"),
    (("zzz",), 2, 'There is no command "zzz".', "See: koperasi --help"),
    (("report", "--sectr", "x"), 2, "There is no option --sectr.", "Did you mean --sector?"),
    (("report", "--zzz"), 2, "There is no option --zzz.", "See: koperasi report --help"),
    (("report", "-z"), 2, "There is no option -z.", "See: koperasi report --help"),
    (("report", "--on"), 2, "Option --on needs a value.", "See: koperasi report --help"),
    (("report", "--json=x"), 2, "Option --json takes no value.", "See: koperasi report --help"),
    (("--zzz", "report"), 2, "There is no option --zzz.", "See: koperasi --help"),
    (("report", "a", "b", "c"), 2, '"b c" is one argument too many.', "--help"),
    (("report", "--lang", "xx"), 2, '"xx" is no language of this program.', "There are: en, id"),
    (("--lang=xx", "report"), 2, '"xx" is no language of this program.', "There are: en, id"),
    (("report", "--lang"), 2, '"" is no language of this program.', "There are: en, id"),
    (("report", "--format", "x"), 2, '"x" is no format.', "There are: table, json, csv, markdown"),
    (("edit", "999", "--note", "x"), 1, 'There is no cooperative "999".', "koperasi list"),
    (("undo", "x"), 2, '"x" is no number of an operation.', "koperasi log"),
    (("undo", "9" * 100), 2, "is no number of an operation.", "koperasi log"),
    (("undo", "999", "--yes"), 1, "There is no operation no. 999.", "koperasi log"),
    (("undo",), 1, "This takes back operation no. 1, import by", "--yes"),
    (("report", "--db", "/nowhere/at/all.db"), 4, "There is no registry yet", "koperasi demo"),
])  # fmt: skip
def test_an_error_is_two_lines_and_a_code(
    sample: Database, run: Any, words: tuple[str, ...], code: int, message: str, hint: str
) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (code, "")
    first, *rest = ran.err.splitlines()
    assert first.startswith("Error: ") and message in first
    assert hint in " ".join(rest) and rest


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_option_is_unknown_everywhere(sample: Database, run: Any, command: str) -> None:
    ran = run(command, "--jsno")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean --json?" in ran.err


@pytest.mark.parametrize(("words", "said"), [
    (("--lang", "id", "laporan", "--jeniss", "x"), "--jenis"),
    (("--lang", "id", "lapoan"), "laporan"),
    (("laporan", "--lang=id", "--tanggal", "x"), "x"),
])  # fmt: skip
def test_in_indonesian_the_indonesian_name_is_suggested(
    sample: Database, run: Any, words: tuple[str, ...], said: str
) -> None:
    ran = run(*words)
    assert ran.code == 2 and said in ran.err
    assert not re.search(r"\b(There is|Did you mean|Error|See)\b", ran.err)


@pytest.mark.parametrize(("today", "code"), [
    ("2025-02-17", 0), ("17 Februari 2025", 0), ("2025-02-30", 2), ("soon", 2), ("9999-01-01", 2),
    ("\x1b[31m", 2),
])  # fmt: skip
def test_a_today_that_is_no_day(
    sample: Database, run: Any, monkeypatch: pytest.MonkeyPatch, today: str, code: int
) -> None:
    monkeypatch.setenv("KOPERASI_TODAY", today)
    ran = run("report")
    assert ran.code == code
    assert (code == 0) is (ran.err == "") and "\x1b" not in ran.err


def test_a_bug_says_where_its_details_are_and_keeps_the_words_out(
    sample: Database, run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr("koperasi_cli.reports.status.report", broken)
    ran = run("report", "--search", "a secret")
    assert (ran.code, ran.out) == (1, "")
    assert "The program made a mistake." in ran.err
    assert "ZeroDivisionError" not in ran.err and len(ran.err.splitlines()) == 2
    (details,) = tmp_path.glob("koperasi-error-*.txt")
    assert str(details) in ran.err
    text = details.read_text(encoding="utf-8")
    assert "ZeroDivisionError: a bug" in text and "a secret" not in text
    assert details.stat().st_mode & 0o077 == 0


def test_an_interruption_saves_nothing(registry: Database) -> None:
    """A person presses Ctrl-C while a question stands open."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "koperasi_cli", "add"], stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    screen = b""
    while b"Name: " not in screen:
        screen += os.read(ours, 4096)
    process.send_signal(signal.SIGINT)
    try:
        while part := os.read(ours, 4096):
            screen += part
    except OSError:
        pass
    os.close(ours)
    assert process.wait() == 130
    assert b"Interrupted. The registry was not changed." in screen and b"Traceback" not in screen


def test_an_interrupted_transaction_saves_nothing(
    registry: Database, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("koperasi_cli.registry.cooperatives.decide", interrupted)
    before = registry.path.read_bytes()
    ran = run("add", "KSP Krui")
    assert ran.code == 130 and "Interrupted. The registry was not changed." in ran.err
    assert registry.path.read_bytes() == before


def test_a_question_off_a_terminal_is_not_answered_by_a_pipe(sample: Database, run: Any) -> None:
    before = sample.path.read_bytes()
    ran = run("undo", stdin="y\ny\n")
    assert ran.code == 1 and "--yes" in ran.err
    assert sample.path.read_bytes() == before


WORDS = st.one_of(
    st.sampled_from([*COMMANDS, "--json", "--on", "--by", "--tag", "--lang", "--format", "--", "-", "12",
                     "krui", "active", "--dry-run", "--yes", "--clear", "--known-on", "--status",
                     "--correct", "--from", "--name", "--nik", "--", "--help", "-h"]),
    st.text(st.characters(codec=None, exclude_characters="\0"), max_size=12),
)  # fmt: skip


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(command=st.sampled_from(COMMANDS[:5]), words=st.lists(WORDS, max_size=6))
def test_whatever_is_typed_there_is_an_answer(
    sample: Database, run: Any, command: str, words: list[str]
) -> None:
    ran = run(command, *words, stdin="")
    assert ran.code in (0, 1, 2, 3, 4, 130)
    assert "made a mistake" not in ran.err and "Traceback" not in ran.err
    assert "\x1b" not in ran.out + ran.err
    assert ran.code == 0 or ran.err


def test_nothing_of_typer_shows(sample: Database, run: Any) -> None:
    for words in (("report", "--zzz"), ("zzz",), ("report", "--help"), ("--help",), ("edit",)):
        ran = run(*words)
        said = ran.out + ran.err
        assert "Try '" not in said and "Usage: python" not in said and "╭" not in said
