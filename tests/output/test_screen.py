"""One report on every kind of screen: what is coloured, cut, drawn, and what never changes."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.language import visible
from koperasi_cli.output.plain import width
from koperasi_cli.output.screen import FORMATS, Screen
from koperasi_cli.table import Column, Kind, Report, Table

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
COLOUR = re.compile(r"\x1b\[(?:[0-9]+;)*(?:3[0-7]|9[0-7]|38;|4[0-7])")
HOSTILE = [
    "[red]merah[/red] [/x]", "\x1b[31mmerah\x07", "\u202eterbalik", "=1+1", "a|b", "a\nb", "<b>",
]  # fmt: skip


def hostile_report() -> Report:
    table = Table(
        [Column("name", "Name"), Column("n", "N", Kind.COUNT)],
        [{"name": text, "n": n} for n, text in enumerate(HOSTILE)],
        title=HOSTILE[1],
    )
    return Report([HOSTILE[0], HOSTILE[1]], [table], notes=[HOSTILE[2]], data=HOSTILE)


@pytest.mark.parametrize("form", FORMATS)
def test_text_from_data_is_never_obeyed(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen(form)
    screen.show(hostile_report())
    out = capsys.readouterr().out
    if form == "json":
        assert json.loads(out) == HOSTILE
        assert "\x1b" not in out and "\x07" not in out
    elif form == "csv":
        names = [row[0] for row in csv.reader(io.StringIO(out))][1:]
        assert names == ["'=1+1" if text == "=1+1" else visible(text) for text in HOSTILE]
    else:
        assert "\x1b" not in out and "\u202e" not in out and "\x07" not in out
        if form == "table":
            assert "[red]merah[/red] [/x]" in out and "a\\u000ab" in out


def test_a_warning_or_an_error_is_not_obeyed_either(capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen()
    for text in HOSTILE:
        screen.say(text)
        screen.error(text, text)
    ran = capsys.readouterr()
    assert ran.out == ""
    assert not set("\x1b\x07\u202e") & set(ran.err)


def test_rich_obeys_nothing_on_a_terminal(sample: Database, on_a_terminal: Any) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(sample.path)) as connection:
        for position, text in enumerate(HOSTILE):
            connection.execute(
                "UPDATE region SET name = ? WHERE code = (SELECT code FROM region"
                " WHERE level = 'subdistrict' ORDER BY code LIMIT 1 OFFSET ?)",
                (text, position),
            )
        connection.commit()
    screen = ESCAPE.sub("", on_a_terminal("report", "--by", "subdistrict").out)
    assert "\x1b" not in screen and "\x07" not in screen and "\u202e" not in screen
    assert "\\u001b[31mmerah\\u0007" in screen


# --- the same report, everywhere


def test_off_a_terminal_nothing_is_coloured_or_cut(
    sample: Database, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
        monkeypatch.setenv(name, "1")
    out = run("report", "--by", "category,subdistrict").out
    assert "\x1b" not in out
    assert "SAMPLE REGISTRY: all data are invented. Today is 17 February 2025." in out
    assert max(map(len, out.splitlines())) > 80


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_a_terminal_of_any_width_shows_everything(
    sample: Database, run: Any, on_a_terminal: Any, columns: int
) -> None:
    ran = on_a_terminal("report", "--by", "subdistrict", width=columns)
    assert ran.code == 0
    lines = ESCAPE.sub("", ran.out).splitlines()
    assert max(width(line) for line in lines) <= columns
    words = " ".join(lines).split()
    rows = json.loads(run("report", "--by", "subdistrict", "--json").out)["rows"]
    for row in rows:
        assert set(str(row["subdistrict"]).split()) <= set(words)
    assert "96" in words and "…" not in "".join(lines)


def test_a_terminal_is_coloured_unless_no_colour_is_wanted(
    sample: Database, on_a_terminal: Any
) -> None:
    assert COLOUR.search(on_a_terminal("report").out)
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert not COLOUR.search(on_a_terminal("report", **environment).out)


def test_a_dumb_terminal_has_bars_in_ascii(
    sample: Database, run: Any, on_a_terminal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "▇▇▇▇▇▇▇" in run("report").out
    assert "▇▇▇▇▇▇▇" in on_a_terminal("report").out
    monkeypatch.setenv("TERM", "dumb")
    assert "#######" in run("report").out
    dumb = on_a_terminal("report", TERM="dumb").out
    assert "#######" in dumb and "\x1b" not in dumb


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("words", [
    ("report",), ("report", "--json"), ("report", "--format", "csv"), ("report", "--format", "markdown"),
    ("edit", "12", "--address", "Jl. Ñandú – データ 🐟", "--dry-run"),
    ("edit", "12", "--address", "Jl. Ñandú – データ 🐟", "--dry-run", "--json"),
    ("status", "1", "2", "inactive", "--dry-run"),
])  # fmt: skip
def test_any_encoding_carries_the_answer(
    sample: Database, monkeypatch: pytest.MonkeyPatch, encoding: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    out, err = io.TextIOWrapper(io.BytesIO(), encoding), io.TextIOWrapper(io.BytesIO(), encoding)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    from koperasi_cli.cli.main import app

    with pytest.raises(SystemExit) as left:
        app(list(words))
    out.seek(0)
    err.seek(0)
    assert left.value.code in (0, 1), err.read()  # 1: the two may be inactive already
    said = out.read()
    assert "made a mistake" not in err.read()
    if "--json" in words:
        data = json.loads(said)
        assert "address" not in data or data["address"] == "Jl. Ñandú – データ 🐟"
    elif words[0] == "edit":
        assert ("→" if encoding == "utf-8" else "->") in said
    elif words == ("report",):
        assert ("▇▇▇" if encoding == "utf-8" else "###") in said


def test_the_csv_has_the_keys_of_the_json(sample: Database, run: Any) -> None:
    rows = [*csv.DictReader(io.StringIO(run("report", "--by", "line,tag", "--format", "csv").out))]
    expected = json.loads(run("report", "--by", "line,tag", "--json").out)["rows"]
    assert rows == [{k: "" if v is None else str(v) for k, v in row.items()} for row in expected]


def test_the_markdown_is_a_table(sample: Database, run: Any) -> None:
    out = run("report", "--format", "markdown").out
    assert out.startswith("**SAMPLE REGISTRY")
    assert "| Sector | Active | Inactive | Total | Active % |\n| --- | ---: |" in out
    assert "| Total | 67 | 29 | 96 | 70% |" in out


def test_the_banner_stands_beside_what_a_machine_reads(sample: Database, run: Any) -> None:
    for form in ("json", "csv"):
        ran = run("report", "--format", form)
        assert "invented" not in ran.out and ran.err.startswith("SAMPLE REGISTRY")


@pytest.mark.parametrize("form", FORMATS)
def test_a_reader_that_has_gone_is_no_error(sample: Database, form: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "koperasi_cli", "report", "--format", form],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0
    assert "rror" not in err and "Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_said_to_be_full(sample: Database) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "koperasi_cli", "report"], stdout=full, stderr=subprocess.PIPE,
            text=True, check=False,
        )  # fmt: skip
    assert ran.returncode == 1
    assert "no space is left" in ran.stderr and "made a mistake" not in ran.stderr
    assert len(ran.stderr.splitlines()) == 2
