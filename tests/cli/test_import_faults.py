"""``koperasi import`` when all goes wrong: the registry is as it was, and the next import works."""

import io
import os
import random
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from koperasi_cli.database import Database
from koperasi_cli.errors import ExitCode

HEADER = "Nama Koperasi,NIK,Nomor Badan Hukum,Kecamatan,Pekon,Status\n"
ROWS = 4_100
Run = Callable[..., Any]

# The program, with something built in that happens at a certain moment.
PROGRAM = """
import os, signal, sys
from koperasi_cli.__main__ import main

def strike():
    os.kill(os.getpid(), signal.{signal})

{trap}
sys.argv = ["koperasi", *sys.argv[1:]]
main()
"""
# After so many chunks of rows; SQLite keeps so little in memory that it has written half into the file.
IN_THE_MIDDLE = """
from koperasi_cli.tabular.lists import importing
from koperasi_cli.tabular.native import importing as native
native.CACHE_KIB = 40
take, chunks = importing._List.take, 0
def trap(self, chunk):
    global chunks
    chunks += 1
    take(self, chunk)
    if chunks == 2:
        strike()
importing._List.take = trap
"""
MOMENTS = {
    "in the backup": """
from koperasi_cli import backups
backups.copy = lambda *given, **more: strike()
""",
    "before the first row": """
from koperasi_cli.cli.taking import take
take.run_import = lambda *given: strike()
""",
    "in the middle": IN_THE_MIDDLE,
    "before the end": """
from sqlmodel import Session
Session.commit = lambda self: strike()
""",
}


def content(path: Path) -> list[str]:
    """All that a registry holds, and that SQLite finds it whole. It rolls back what was left behind."""
    with Database(path).reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        connection.row_factory = None
        return list(connection.iterdump())


def cooperatives(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM cooperative").fetchone()[0])


def start(*words: object, trap: str = "", signal: str = "SIGKILL", **more: Any) -> Any:
    program = PROGRAM.format(signal=signal, trap=trap)
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, words)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, encoding="utf-8", **more,
    )  # fmt: skip


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    """A list of several chunks."""
    path = tmp_path / "list.csv"
    rows = (f"Koperasi Uji {n},{1813019000000 + n},{n}/BH/2020,Lemong,-,KA\n" for n in range(ROWS))
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed(sample: Database, run: Run, long_list: Path, moment: str) -> None:
    before = content(sample.path)
    process = start("import", long_list, trap=MOMENTS[moment])
    out, err = process.communicate(timeout=60)
    assert process.returncode == -9, out + err
    if moment == "in the middle":  # half is in the file, and what stood there in the journal
        assert sample.path.with_name(f"{sample.path.name}-journal").stat().st_size > 4_096
    assert content(sample.path) == before
    again = run("import", long_list)
    assert again.code == 0, again.err
    assert cooperatives(sample.path) == 96 + ROWS


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
def test_killed_at_any_moment(
    sample_file: Path, tmp_path: Path, long_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "registry.db"
    monkeypatch.setenv("KOPERASI_DB", str(path))
    before, whole = content(sample_file), 0
    for twentieth in range(1, 31):
        path.write_bytes(sample_file.read_bytes())
        process = start("import", long_list)
        time.sleep(twentieth / 20)
        process.kill()
        process.communicate()
        if cooperatives(path) == 96:
            assert content(path) == before
        else:
            whole += 1
            assert cooperatives(path) == 96 + ROWS
    assert whole < 30


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to a process")
def test_interrupted(sample: Database, long_list: Path) -> None:
    before = content(sample.path)
    process = start("import", long_list, trap=IN_THE_MIDDLE, signal="SIGINT")
    _out, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.INTERRUPTED
    assert err.splitlines()[-1] == "Interrupted. The registry was not changed."
    assert "Traceback" not in err
    assert content(sample.path) == before


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
@pytest.mark.parametrize("room", [-8_192, 8_192, 400_000])
def test_a_full_disk(sample: Database, long_list: Path, room: int) -> None:
    """No room for the backup, none for a row, or for a part of the rows."""
    import resource

    before, most = content(sample.path), sample.path.stat().st_size + room

    def no_more_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    process = start("import", long_list, preexec_fn=no_more_room)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.DATABASE, err
    last = [line for line in err.splitlines() if not line.startswith(("list.csv", "  "))]
    # SQLite tells a limit on the size of files apart from a disk that is full.
    assert len(last) == 1 and "The disk" in last[0] and "full" in err.splitlines()[-1], err
    assert content(sample.path) == before
    assert not list(sample.path.parent.glob("**/*.part"))


def test_two_at_once(sample: Database, long_list: Path) -> None:
    both = [start("import", long_list) for _ in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert sorted("Nothing changed." in out for out, _err in told) == [False, True]
    assert cooperatives(sample.path) == 96 + ROWS


def test_the_registry_is_in_use(
    sample: Database, run: Run, long_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOPERASI_WAIT", "0.1")
    with closing(sample.connect()) as other:
        other.execute("BEGIN EXCLUSIVE")
        ran = run("import", long_list)
    assert ran.code == ExitCode.DATABASE
    assert "in use by somebody else" in ran.err


def csv_bytes() -> bytes:
    rows = "".join(f'"Koperasi, Café {n}",{1813019000000 + n},,Lemong,-,KA\n' for n in range(20))
    return (HEADER + rows).encode()


def xlsx_bytes() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for line in HEADER, *(f"Koperasi {n},{1813019000000 + n},,Lemong,-,KA" for n in range(20)):
        book.active.append(line.strip().split(","))
    book.save(out)
    return out.getvalue()


FUZZED = {"csv": (csv_bytes, 60), "xlsx": (xlsx_bytes, 12)}


def damaged(content: bytes, seed: int) -> bytes:
    """Cut off, or with other bytes in places; the same for a seed."""
    chosen, changed = random.Random(seed), bytearray(content)
    if seed % 3 == 0:
        return bytes(changed[: chosen.randrange(1, len(changed))])
    for _ in range(chosen.randint(1, 12)):
        at = chosen.randrange(len(changed))
        changed[at : at + chosen.randint(0, 2)] = chosen.randbytes(chosen.randint(0, 3))
    return bytes(changed)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "part"), [(kind, part) for kind in FUZZED for part in range(2)])
def test_fuzzed(sample: Database, run: Run, tmp_path: Path, kind: str, part: int) -> None:
    make, cases = FUZZED[kind]
    content, before = make(), sample.path.read_bytes()
    for seed in range(part, cases, 2):
        # A wrong ending now and then: what is in a file decides.
        path = tmp_path / f"damaged{'.csv' if seed % 5 == 0 else f'.{kind}'}"
        path.write_bytes(damaged(content, seed))
        ran = run("import", path, "--dry-run")
        assert ran.code in (ExitCode.DONE, ExitCode.REFUSED, ExitCode.PROBLEMS), (seed, ran)
        assert "Traceback" not in ran.err and "koperasi-error" not in ran.err, seed
        assert ran.code == ExitCode.DONE or path.name in ran.err, seed
        refused = ran.code == ExitCode.REFUSED
        if refused:
            assert run("import", path).code == ExitCode.REFUSED, seed
            assert sample.path.read_bytes() == before, seed
        path.unlink()


def a_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(120):
                sheet.write(bytes(1_000_000))


def a_long_cell(path: Path) -> None:
    path.write_text(f"{HEADER}{'K' * 10_000_000},,,Lemong,-,KA\n", encoding="utf-8")


def a_long_cell_in_quotes(path: Path) -> None:
    lines = "K\n" * 5_000_000
    path.write_text(f'{HEADER}"{lines}",,,Lemong,-,KA\n', encoding="utf-8")


def many_columns(path: Path) -> None:
    path.write_text(f"{HEADER.strip()}{',x' * 1_000_000}\nKUD Satu\n", encoding="utf-8")


def many_columns_below(path: Path) -> None:
    path.write_text(f"{HEADER}KUD Satu{',x' * 1_000_000}\n", encoding="utf-8")


def many_columns_in_a_sheet(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nama Koperasi", "NIK"])
    book.active.cell(2, 16_384, "x")
    book.save(path)


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (a_bomb, "a.xlsx", "a.xlsx is too large to be opened."),
        (a_long_cell, "a.csv", "A cell in line 2 of a.csv has more than 1,000,000 characters."),
        (a_long_cell_in_quotes, "a.csv", "A cell in line 2 of a.csv"),
        (many_columns, "a.csv", "Line 1 of a.csv has 1,000,006 columns; at most 2,000"),
        (many_columns_below, "a.csv", "Line 2 of a.csv has 1,000,001 columns; at most 2,000"),
        (many_columns_in_a_sheet, "a.xlsx", "Line 2 of a.xlsx has 16,384 columns; at most 2,000"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_beyond_all_measure(
    sample: Database, run: Run, tmp_path: Path, make: Callable[[Path], None], name: str, said: str
) -> None:
    before, path = sample.path.read_bytes(), tmp_path / name
    make(path)
    began = time.monotonic()
    ran = run("import", path)
    assert time.monotonic() - began < 20
    assert ran.code == ExitCode.REFUSED
    plain = ran.err.replace("1000006", "1,000,006").replace("1000001", "1,000,001")
    plain = (
        plain.replace("2000", "2,000").replace("1000000 ", "1,000,000 ").replace("16384", "16,384")
    )
    assert said in " ".join(plain.split()), ran.err
    assert sample.path.read_bytes() == before


def test_a_file_that_disappears(
    sample: Database, run: Run, long_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After it was looked at, and before it is read."""
    before, keep = content(sample.path), Database.keep

    def gone(self: Database, reason: str) -> Path | None:
        long_list.unlink()
        return keep(self, reason)

    monkeypatch.setattr(Database, "keep", gone)
    ran = run("import", long_list)
    assert ran.code == ExitCode.REFUSED
    assert "list.csv cannot be read" in ran.err
    assert content(sample.path) == before


def test_nothing_to_read(sample: Database, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "letter.docx").write_bytes(b"x")
    for words, said in {
        (folder,): "folder",
        (tmp_path / "none.csv",): "There is no file",
        (tmp_path / "none.csv", folder): "There is no file",
    }.items():
        ran = run("import", *words)
        assert ran.code == ExitCode.REFUSED
        assert said in ran.err and len(ran.err.strip().splitlines()) <= 2, ran.err
