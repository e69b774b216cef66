"""Scenarios as transcripts: what a person types, and what the screen then shows.

A transcript is a text file: ``$ koperasi …`` and what that prints, stderr before stdout. Lines at its
top set the scene: ``# language: id``, ``# registry: sample`` (else there is none yet). ``[exit 1]``
after the output expects that exit code; ``…`` stands for any text. The banner of the sample registry is
left out. README is a transcript too, in its ``console`` blocks.

``UPDATE_TRANSCRIPTS=1 pytest tests/scenarios`` writes what is printed now where it no longer fits: read
the difference before you commit it.
"""

import os
import re
import shlex
from pathlib import Path
from typing import Any, NamedTuple

import pytest

HERE = Path(__file__).parent
README = HERE.parent.parent / "README.md"
TRANSCRIPTS = [README, *sorted(HERE.glob("*.txt"))]


class Step(NamedTuple):
    """A command, what it should print, and its exit code; ``source`` is how the file has it."""

    command: str
    wanted: str
    code: int
    source: str


def parts(path: Path) -> list[str]:
    """The stretches of a file in which commands stand."""
    text = path.read_text(encoding="utf-8")
    return re.findall(r"```console\n(.*?)```", text, re.S) if path.suffix == ".md" else [text]


def steps(part: str) -> list[Step]:
    """The commands of a stretch, in order."""
    found = []
    for source in re.findall(r"^\$ .*?(?=^\$ |\Z)", part, re.S | re.M):
        command, _, output = source.partition("\n")
        code = re.search(r"^\[exit (\d+)\]$", output, re.M)
        shown = re.sub(r"^\[exit \d+\]$", "", output, flags=re.M)
        found.append(Step(command[2:], tidy(shown), int(code[1]) if code else 0, source))
    return found


def tidy(output: str) -> str:
    """Output without the sample's banner, spaces at the ends of lines, and empty lines around it."""
    lines = [line.rstrip() for line in output.split("\n")]
    kept = [line for line in lines if not line.startswith(("SAMPLE REGISTRY", "DATA CONTOH"))]
    return "\n".join(kept).strip("\n")


def same(wanted: str, got: str) -> bool:
    """Whether this is the expected output, where ``…`` stands for any text."""
    return re.fullmatch(".*".join(map(re.escape, wanted.split("…"))), got, re.S) is not None


def rewritten(step: Step, got: str, code: int) -> str:
    """A step as the file should have it now."""
    ending = re.search(r"\n*\Z", step.source)
    assert ending
    expected_code = [f"[exit {code}]"] if code else []
    return "\n".join([f"$ {step.command}", got, *expected_code]) + ending[0]


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_screen_shows_what_the_transcript_says(
    path: Path,
    run: Any,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """In a folder of its own, since some commands write a file; ``data`` is there."""
    (tmp_path / "data").symlink_to(README.parent / "data")
    monkeypatch.chdir(tmp_path)
    text = path.read_text(encoding="utf-8")
    scene = dict(re.findall(r"^# (\w+): (\S+)$", text, re.M))
    monkeypatch.setenv("KOPERASI_LANG", scene.get("language", "en"))
    if path == README or scene.get("registry") == "sample":
        request.getfixturevalue("sample")
    updated = text
    for part in parts(path):
        for step in steps(part):
            ran = run(*shlex.split(step.command)[1:])
            got = tidy(f"{ran.err}{ran.out}")
            if os.environ.get("UPDATE_TRANSCRIPTS"):
                if not same(step.wanted, got) or step.code != ran.code:
                    updated = updated.replace(step.source, rewritten(step, got, ran.code), 1)
                continue
            assert same(step.wanted, got), (
                f"$ {step.command}\n--- wanted\n{step.wanted}\n--- got\n{got}"
            )
            assert ran.code == step.code, f"$ {step.command}: exit {ran.code}\n{got}"
    if updated != text:
        path.write_text(updated, encoding="utf-8")
