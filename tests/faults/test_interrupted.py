"""Ctrl-C at any moment: done or not done, what is said of it is true, and no traceback."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from scenes import CASES, Scene

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")

NOT_CHANGED, HAD_BEEN_SAVED = "The registry was not changed.", "had been saved by then."
ONLY_UPGRADED = "Only the registry's tables had been brought up to date"
UNHEARD_OF = ("Traceback", "made a mistake", "Exception ignored", "Error", "panicked", "warning")
# Presses Ctrl-C at the so manieth time that Python calls a function, or returns from one.
PRESS = """
import os, signal, sys
from koperasi_cli import __main__ as program
at, called = {at}, 0
def look(_frame, _event, _argument):
    global called
    called += 1
    if called == at:
        signal.raise_signal(signal.SIGINT)
sys.setprofile(look)
try:
    program.main()
except SystemExit as left:
    sys.setprofile(None)
    sys.stdout.flush()
    print("called", called, file=sys.stderr, flush=True)
    os._exit(left.code or 0)
"""


def judge(scene: Scene, folder: Path, code: int, out: str, err: str) -> None:
    """Whether an interrupted command ended as it should."""
    assert code in (0, 3, 130), (code, err)  # 3: a list with a row that is refused
    for sign in UNHEARD_OF:
        assert sign not in err, err
    state = scene.judge(folder, out if code != 130 else "")
    left = scene.states[state]
    if NOT_CHANGED in err:
        assert left == scene.states[0]
    elif ONLY_UPGRADED in err:
        assert left in scene.states[1:] and (len(scene.states) == 2 or state != -1)
    elif HAD_BEEN_SAVED in err:
        assert state == -1
    else:  # while the program loaded it is not heard, or says nothing
        assert left in ((scene.states[0], scene.states[-1]) if code == 130 else scene.states[-1:])
    assert ("Interrupted" in err) <= (code == 130)
    assert [path.name for path in folder.rglob("*.part*")] == [], "it was not tidied up"


def press(scene: Scene, moments: int, seed: str) -> None:
    """Press Ctrl-C at moments spread over the run of a command, by the number of calls until then."""

    def run(folder: Path, at: int) -> Any:
        return scene.warm(
            *scene.case.words, prelude=f"{scene.prelude}\n{PRESS.format(at=at)}", chdir=str(folder),
            environment=scene.surroundings(folder),
        )  # fmt: skip

    calls = int(run(scene.fresh(), 0).err.split("called")[1])
    assert calls > 1000
    drawn = random.Random(seed)
    interrupted = 0
    for n in range(moments):
        at = drawn.randrange(calls * n // moments, calls * (n + 1) // moments) + 1
        folder = scene.fresh()
        ran = run(folder, at)
        said, _, called = ran.err.rpartition("called")
        if called and said:
            assert int(called) >= at or ran.code != 130
        judge(scene, folder, ran.code, ran.out, said or ran.err)
        interrupted += ran.code == 130
    assert interrupted > moments / 2


@pytest.mark.parametrize("name", ["add"])
def test_pressed_at_some_moments(name: str, scene: Callable[[str], Scene]) -> None:
    press(scene(name), 6, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_pressed_at_many_moments(name: str, scene: Callable[[str], Scene]) -> None:
    press(scene(name), 16, name)


def press_after(seconds: float, scene: Scene, folder: Path) -> tuple[int, str, str]:
    """Press it so long after the program has taken Ctrl-C over; before, it is Python's own."""
    program = (
        "from koperasi_cli import interrupts; interrupts.take_over();"
        "print('begun', flush=True); from koperasi_cli.__main__ import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, *scene.case.words], cwd=folder, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, **scene.surroundings(folder)},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    return process.returncode, out, err


def press_while_it_runs(scene: Scene, moments: int) -> None:
    began = monotonic()
    assert press_after(60, scene, scene.fresh())[0] in (0, 3)
    length = monotonic() - began
    drawn = random.Random(5)
    interrupted = 0
    for n in range(moments):
        folder = scene.fresh()
        code, out, err = press_after(length * (n + drawn.random()) / moments, scene, folder)
        judge(scene, folder, code, out, err)
        interrupted += code == 130
    assert interrupted


@pytest.mark.slow
def test_pressed_while_it_runs(scene: Callable[[str], Scene]) -> None:
    press_while_it_runs(scene("add"), 3)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["add", "import", "report to a file"])
def test_pressed_at_any_time(name: str, scene: Callable[[str], Scene]) -> None:
    """While the program is loaded too, which the other tests have behind them."""
    press_while_it_runs(scene(name), 25)


def test_pressed_twice_it_is_heard_once(scene: Callable[[str], Scene]) -> None:
    """What was begun is taken back in peace, however often it is pressed."""
    here = scene("add")
    folder = here.fresh()
    often = PRESS.format(at=0).replace("called == at", "called > at and called % 50 == 0")
    for at in (4000, 8000):
        ran = here.warm(
            *here.case.words, prelude=often.replace("called > at", f"called > {at}"),
            chdir=str(folder), environment=here.surroundings(folder),
        )  # fmt: skip
        assert ran.code == 130
        judge(here, folder, ran.code, ran.out, ran.err.rpartition("called")[0])
        folder = here.fresh()


LOST = """
import signal, sys
class Dying:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
from koperasi_cli.cli.desk import Desk
show = Desk.show
def shown(self, report):
    Dying()
    try:
        {again}
    finally:
        show(self, report)
Desk.show = shown
from koperasi_cli import interrupts
interrupts.take_over()
"""


def test_pressed_where_python_cannot_raise_it_the_next_one_is_heard(
    scene: Callable[[str], Scene],
) -> None:
    here = scene("report to a file")
    lost = here.warm("report", prelude=LOST.format(again="pass"),
                     environment=here.surroundings(here.fresh()))  # fmt: skip
    assert (lost.code, lost.err) == (0, "") and "96 cooperatives" in lost.out
    again = here.warm("report", prelude=LOST.format(again="signal.raise_signal(signal.SIGINT)"),
                      environment=here.surroundings(here.fresh()))  # fmt: skip
    assert again.code == 130 and NOT_CHANGED in again.err


@pytest.mark.parametrize(("words", "asked"), [
    (("add",), b"Name: "), (("undo",), b"[y/N]"), (("setup",), b": "), (("restore",), b"Which backup"),
    (("show", "krui"), b"Number: "),
])  # fmt: skip
def test_pressed_at_a_question(sample: Any, words: Sequence[str], asked: bytes) -> None:
    import pty

    before = sample.path.read_bytes()
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "koperasi_cli", *words],
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    screen = b""
    while asked not in screen:
        screen += os.read(ours, 4096)
    process.send_signal(signal.SIGINT)
    try:
        while part := os.read(ours, 4096):
            screen += part
    except OSError:  # Linux says so where the other end was closed
        pass
    os.close(ours)
    assert process.wait() == 130
    text = screen.decode()
    assert NOT_CHANGED in text and "Traceback" not in text
    assert sample.path.read_bytes() == before
