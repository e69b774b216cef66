"""Scenarios as transcripts: what a person types, and what the screen then shows.

A transcript is a text file: ``$ koperasi …`` and the lines that it prints, stdout and stderr together.
``# language: id`` and ``# today: 2025-02-17`` set the scene; ``# registry: sample`` starts with the
sample registry; a line ``[exit 1]`` after the output expects that exit code. ``…`` stands for any text.
"""

import re
import shlex
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TRANSCRIPTS = sorted(HERE.glob("*.txt"))


def steps(text):
    """The commands of a transcript, each with its expected output and exit code."""
    command, lines = None, []
    for line in [*text.splitlines(), "$ "]:
        if line.startswith("$ "):
            if command is not None:
                yield command, *expected(lines)
            command, lines = line[2:], []
        elif command is not None:
            lines.append(line)


def expected(lines):
    """The output that a step expects, and its exit code."""
    lines = [line.rstrip() for line in lines]
    codes = [line for line in lines if re.fullmatch(r"\[exit \d+\]", line)]
    shown = [line for line in lines if line not in codes and not line.startswith("# ")]
    return "\n".join(shown).strip("\n"), int(codes[0][6:-1]) if codes else 0


def same(wanted, got):
    """Whether the output is the expected one, where ``…`` stands for anything on its line."""
    pattern = ".*".join(re.escape(part) for part in wanted.split("…"))
    return re.fullmatch(pattern, got) is not None


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_screen_shows_what_the_transcript_says(path, run, sample, monkeypatch, request):
    text = path.read_text(encoding="utf-8")
    scene = dict(re.findall(r"^# (\w+): (\S+)$", text, re.MULTILINE))
    monkeypatch.setenv("KOPERASI_LANG", scene.get("language", "en"))
    if "today" in scene:
        monkeypatch.setenv("KOPERASI_TODAY", scene["today"])
    if scene.get("registry") == "sample":
        monkeypatch.setenv("KOPERASI_DB", str(sample))
    for command, wanted, code in steps(text):
        exit_code, stdout, stderr = run(*shlex.split(command)[1:])
        got = "\n".join(line.rstrip() for line in (stderr + stdout).splitlines()).strip("\n")
        assert same(wanted, got), f"$ {command}\n--- wanted\n{wanted}\n--- got\n{got}"
        assert exit_code == code, f"$ {command}: exit {exit_code}"
