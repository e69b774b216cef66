"""Damaged pages: a command refuses the file, or answers as ever; never with other figures, nor with a
traceback."""

import json
import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import COUNTS_LOOKED_OVER, LOOKED_OVER, Database

ASKED = (("report", "--json"), ("list", "--status", "inactive", "--json"), ("show", "12", "--json"))


def flip(content: bytearray, drawn: random.Random, page: int, size: int) -> None:
    content[page * size + drawn.randrange(size)] ^= 1 << drawn.randrange(8)


def blank(content: bytearray, drawn: random.Random, page: int, size: int) -> None:
    content[page * size : (page + 1) * size] = bytes(size)


def scramble(content: bytearray, drawn: random.Random, page: int, size: int) -> None:
    content[page * size : (page + 1) * size] = drawn.randbytes(size)


def swap(content: bytearray, drawn: random.Random, page: int, size: int) -> None:
    """Two pages in each other's place, as a file system may leave them."""
    other = drawn.randrange(len(content) // size)
    one, two = (slice(p * size, (p + 1) * size) for p in (page, other))
    content[one], content[two] = content[two], content[one]


def answers(run: Any, path: Path) -> Iterator[tuple[int, Any]]:
    for words in ASKED:
        ran = run(*words, "--db", path)
        assert "made a mistake" not in ran.err and "Traceback" not in ran.err, (words, ran.err)
        yield ran.code, json.loads(ran.out) if ran.code == 0 else None


@pytest.mark.parametrize("damage", [flip, blank, scramble, swap])
@pytest.mark.parametrize("times", [4, pytest.param(60, marks=pytest.mark.slow)])
def test_no_damaged_page_changes_an_answer(
    sample: Database, run: Any, tmp_path: Path, damage: Callable[..., None], times: int
) -> None:
    whole = sample.path.read_bytes()
    assert len(whole) <= LOOKED_OVER
    right = [told for _code, told in answers(run, sample.path)]
    drawn, size, refused = random.Random(f"{damage.__name__} {times}"), 4096, 0
    path = tmp_path / "damaged.db"
    for _time in range(times):
        content = bytearray(whole)
        damage(content, drawn, drawn.randrange(len(whole) // size), size)
        path.write_bytes(content)
        for expected, (code, told) in zip(right, answers(run, path), strict=True):
            refused += code == 4
            # One bit within a value is what somebody may have typed: no database can know.
            assert code in (1, 4) or told == expected or damage is flip
        assert run("check", "--integrity", "--db", path).code in (0, 1, 3, 4)
    assert refused or damage is flip


def test_an_index_that_lies_in_a_large_file_is_refused_too(
    sample: Database, run: Any, behind_the_index: Callable[[Path, str], None]
) -> None:
    """What counts by status is looked at in files up to some megabytes; the rest by ``check``."""
    with closing(sqlite3.connect(sample.path)) as connection:
        connection.execute("CREATE TABLE ballast AS SELECT zeroblob(2000000) AS filler")
    assert LOOKED_OVER < sample.path.stat().st_size < COUNTS_LOOKED_OVER
    assert run("report").code == 0
    behind_the_index(sample.path, "UPDATE status_change SET status = 'inactive'")
    ran = run("report")
    assert (ran.code, ran.out) == (4, "") and "is damaged" in ran.err


@pytest.mark.parametrize("left", [0, 1, 15, 16, 50, 99, 100, 511, 4095, 4096, 5000, 0.5, -4096, -1])
def test_a_truncated_file(sample: Database, run: Any, left: float) -> None:
    size = sample.path.stat().st_size
    os.truncate(sample.path, int(size * left) if left == 0.5 else int(left) % size)
    before = sample.path.read_bytes()
    for words in (
        *ASKED,
        ("add", "KSP Krui", "--sector", "producer"),
        ("check",),
        ("undo", "--yes"),
    ):
        if left == 0 and words[0] in ("add", "undo"):
            continue  # an empty file is no registry yet, and may become one
        ran = run(*words)
        assert ran.code in (1, 3, 4) and len(ran.err.splitlines()) <= 3, (words, ran)
        assert "made a mistake" not in ran.err
    assert sample.path.read_bytes() == before
