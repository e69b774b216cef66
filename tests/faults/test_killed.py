"""Killed at any moment, a command was done or it was not: nothing is lost, and nothing half-done.

What a killed process leaves behind is what its system calls had changed by then. So it is killed before
one of them, counted, where the kernel allows that (``warm.py``): before those that open, sync, rename or
remove a file, in the middle of overwriting the registry, and before others drawn by lot. And, as a
process of its own, at moments that are spread over its whole run.
"""

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from programs import Warm
from scenes import CASES, JOURNAL, REGISTRY, TODAY, Scene, content

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")

SOME = {"add": 2, "migration": 2, "restore": 3}
"""How many moments of a case the fast tests take."""
IN_TIME = ("add", "import", "migration", "backup", "restore", "undo of an import")
TIMES = 6


def moments(steps: Sequence[str], wanted: int, seed: str) -> list[int]:
    """Steps to kill it before: the turning points, one while the registry is overwritten, others."""
    drawn = random.Random(seed)
    turns = [n for n, step in enumerate(steps, 1) if not step.startswith("write")]
    overwriting = [n for n, step in enumerate(steps, 1) if step == f"write {REGISTRY}"]
    chosen = {*overwriting[len(overwriting) // 2 :][:1], len(steps)}
    chosen |= {*drawn.sample(turns, min(len(turns), max(0, wanted // 2 - len(chosen))))}
    rest = [n for n in range(1, len(steps) + 1) if n not in chosen]
    return sorted({*chosen, *drawn.sample(rest, min(len(rest), wanted - len(chosen)))})


def kill_at_steps(scene: Scene, wanted: int, seed: str) -> None:
    """Kill it at so many moments, and judge each."""
    found, torn = set(), 0
    for step in moments(scene.ended.steps, wanted, seed):
        folder = scene.fresh()
        ended = scene.run(folder, *scene.case.words, kill_before=step)
        assert ended.code == -signal.SIGKILL, ended.err
        assert ended.steps[-1].split()[0] == scene.ended.steps[step - 1].split()[0]
        torn += is_torn(folder)
        found.add(scene.judge(folder, ended.out))
    if f"write {REGISTRY}" in scene.ended.steps:
        assert torn, "never while the registry was overwritten"
        assert found >= {0, -1}, "only before, or only after"


def is_torn(folder: Path) -> bool:
    """Whether a registry is half overwritten, so that only its journal makes it whole."""
    journal = folder / JOURNAL
    return journal.exists() and journal.stat().st_size > 512


@pytest.mark.usefixtures("killing")
@pytest.mark.parametrize("name", SOME)
def test_killed_at_some_moments(name: str, scene: Callable[[str], Scene]) -> None:
    kill_at_steps(scene(name), SOME[name], "some")


def test_there_are_two_hundred_moments() -> None:
    """Of every case, in the slow tests; and as many times in time of what takes longest."""
    assert sum(case.moments for case in CASES.values()) >= 200
    assert {"add", "import", "migration", "backup", "restore"} <= CASES.keys() & {*IN_TIME}


@pytest.mark.slow
@pytest.mark.usefixtures("killing")
@pytest.mark.parametrize("name", CASES)
def test_killed_at_many_moments(name: str, scene: Callable[[str], Scene]) -> None:
    kill_at_steps(scene(name), CASES[name].moments, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", IN_TIME)
def test_killed_at_any_time(name: str, scene: Callable[[str], Scene]) -> None:
    """A process of its own, with nothing between it and the kernel."""
    here, drawn, killed = scene(name), random.Random(name), 0
    whole = run_alone(here, here.fresh(), None)[2]
    for _ in range(5 * TIMES):
        folder = here.fresh()
        code, out, took = run_alone(here, folder, whole * (killed + drawn.random()) / TIMES)
        state = here.judge(folder, out)
        if code == -signal.SIGKILL:
            killed += 1
        else:  # the machine was slower when it was measured
            assert code in (0, 3) and state == -1
            whole = took
        if killed == TIMES:
            return
    pytest.fail("it was always done before it was killed")


def run_alone(scene: Scene, folder: Path, seconds: float | None) -> tuple[int, str, float]:
    """Start the command and kill it after so long; its exit code, what it had told, how long it took."""
    start = ["-m", "koperasi_cli"]
    if scene.prelude:
        start = ["-c", f"{scene.prelude}\nfrom koperasi_cli.cli.main import main; main()"]
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, *start, *scene.case.words], cwd=folder,
        env={**os.environ, **scene.surroundings(folder)},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
    out, _err = process.communicate()
    return process.returncode, out, time.monotonic() - began


@pytest.mark.usefixtures("killing")
@pytest.mark.parametrize("times", [10, pytest.param(60, marks=pytest.mark.slow)])
def test_what_was_told_is_there_however_often_others_are_killed(
    times: int,
    sample_file: Path,
    tmp_path: Path,
    warm: Warm,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One registry, one command after another, most of them killed. Numbers are given out once."""
    path, drawn = tmp_path / REGISTRY, random.Random(times)
    shutil.copy(sample_file, path)
    monkeypatch.setenv("KOPERASI_TODAY", TODAY)
    told: dict[str, int] = {}
    killed, steps = 0, 100
    for number in range(times):
        name = f"Koperasi Uji {number}"
        words = ("add", name, "--sector", "producer", "--db", path)
        ended = warm(*words, kill_before=drawn.randint(1, steps * 3 // 2))
        steps = max(steps, len(ended.steps))
        killed += ended.code == -signal.SIGKILL
        if found := re.search(r"Saved: no\. (\d+) ", ended.out):
            told[name] = int(found[1])
    assert killed > times / 3 and len(told) > times / 10, (killed, told)
    content(path)
    with closing(sqlite3.connect(path)) as connection:
        there = dict(connection.execute("SELECT name, id FROM cooperative WHERE id > 96"))
        changes = connection.execute("SELECT count(DISTINCT operation_id) FROM change").fetchone()
    assert there.items() >= told.items()
    assert sorted(there.values()) == [*range(97, 97 + len(there))]
    assert changes == (1 + len(there),)
    assert warm("check", "--integrity", "--db", path).code == 0


@pytest.mark.usefixtures("killing")
@pytest.mark.parametrize("name", ["add", pytest.param("migration", marks=pytest.mark.slow)])
def test_nothing_is_told_before_it_is_on_the_disk(name: str, scene: Callable[[str], Scene]) -> None:
    steps = scene(name).ended.steps
    last = {step: n for n, step in enumerate(steps)}
    told = len(steps) - 1
    assert steps[told].startswith("write pipe:")
    assert last[f"write {REGISTRY}"] < last[f"sync {REGISTRY}"] < last[f"remove {JOURNAL}"]
    # Or a power cut would bring the journal back, and with it what stood there before.
    assert last[f"remove {JOURNAL}"] < last["sync done"] < told
    first = steps.index(f"write {REGISTRY}")
    assert f"sync {JOURNAL}" in steps[:first], "what stood there must be on the disk first"
