"""Files and folders that may not be written, or not even read: the registry is as it was, and two lines
say what may not be done and what to do.

The rights are real ones; where the tests are root's, the program is run without root's own to pass
them by (``setpriv``).
"""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from programs import Ended, Warm, cannot
from scenes import ADD, CASES, REGISTRY, SETTINGS, Scene, content, files_in, no_registry

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")

READ_ONLY_FILE, READ_ONLY_FOLDER = 0o400, 0o500
UNREADABLE = 0
REPLACES = "restore of a damaged one"
"""It puts another file in the place of one that may not be written, which its owner may."""
PASS_BY = "-dac_override,-dac_read_search"


@pytest.fixture(scope="session")
def held_to_rights() -> Iterator[Warm]:
    """The warm program, for whom rights hold."""
    before: list[str] = []
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            cannot("root may write all, and there is no setpriv (util-linux)")
        before = ["setpriv", f"--bounding-set={PASS_BY}", f"--inh-caps={PASS_BY}"]
    program = Warm(*before)
    yield program
    program.close()


def locked(folder: Path, name: str, rights: int) -> Callable[[], None]:
    """Take rights away; what it gives gives them back."""
    path = folder / name
    before = stat.S_IMODE(path.stat().st_mode)
    path.chmod(rights)
    return lambda: path.chmod(before)


def refused(ended: Ended) -> None:
    """It said what may not be done, and what to do, in two lines; and nothing else."""
    assert ended.code in (1, 4) and ended.out == "", ended
    told = ended.err.splitlines()[-2:]
    assert told[0].startswith("Error: ") and told[1].startswith("  "), ended.err
    assert "right" in ended.err or "read-only" in ended.err, ended.err
    assert "Traceback" not in ended.err and "made a mistake" not in ended.err


@pytest.mark.parametrize("name", [
    name if name in ("add", "backup") else pytest.param(name, marks=pytest.mark.slow)
    for name, case in CASES.items() if case.start is not no_registry
])  # fmt: skip
def test_what_may_not_be_written(
    name: str, scene: Callable[[str], Scene], held_to_rights: Warm
) -> None:
    """A command does what it can do without writing there, or nothing at all."""
    here = scene(name)
    for what, rights in ((REGISTRY, READ_ONLY_FILE), (".", READ_ONLY_FOLDER)):
        folder = here.fresh()
        unlock = locked(folder, what, rights)
        try:
            ended = here.run(folder, *here.case.words, by=held_to_rights)
            read = here.run(folder, "report", newer=False, by=held_to_rights)
        finally:
            unlock()
        changes = here.states[0] != here.states[-1]
        if what == REGISTRY and (not changes or name == REPLACES):
            assert ended.code in (0, 3)
            assert here.state_of(folder) == -1
        else:
            refused(ended)
            assert set(files_in(folder)) - {*backups_in(folder), SETTINGS} <= set(here.files)
            assert here.held(folder) == here.states[0]
        if not isinstance(here.states[0], bytes) and not here.case.newer:
            assert read.code == 0 and "96 cooperatives" in read.out, "it may be read all the same"
        here.judge(folder)


@pytest.mark.usefixtures("killing")
def test_what_a_crash_left_where_nothing_may_be_written(
    scene: Callable[[str], Scene], held_to_rights: Warm
) -> None:
    """Only who may write there can bring it into order; whoever else asks is told so."""
    here = scene("add")
    folder = here.fresh()
    last = max(n for n, step in enumerate(here.ended.steps, 1) if step == f"write {REGISTRY}")
    here.run(folder, *here.case.words, kill_before=last)
    unlock = locked(folder, ".", READ_ONLY_FOLDER)
    try:
        ended = here.run(folder, "report", by=held_to_rights)
    finally:
        unlock()
    refused(ended)
    here.judge(folder)


def test_a_registry_that_may_only_be_read_is_copied_elsewhere(
    scene: Callable[[str], Scene], held_to_rights: Warm
) -> None:
    here = scene("add")
    folder, copy = here.fresh(), here.place / "copy.db"
    unlock = locked(folder, REGISTRY, READ_ONLY_FILE), locked(folder, ".", READ_ONLY_FOLDER)
    try:
        ended = here.run(folder, "backup", str(copy), by=held_to_rights)
        kept = here.run(folder, "backup", by=held_to_rights)
    finally:
        for give_back in reversed(unlock):
            give_back()
    assert ended.code == 0, ended.err
    assert content(copy) == here.states[0]
    refused(kept)


def backups_in(folder: Path) -> list[str]:
    """A copy that was made before the command got as far as the registry is no harm."""
    return [f"backups/{path.name}" for path in (folder / "backups").glob("*")]


@pytest.mark.parametrize("what", [REGISTRY, "."])
@pytest.mark.parametrize(
    "words", [("report",), ("check",), ADD, ("backup",), ("restore", "list.csv")]
)
def test_what_may_not_be_read(
    what: str, words: tuple[str, ...], scene: Callable[[str], Scene], held_to_rights: Warm
) -> None:
    here = scene("add")
    folder = here.fresh("closed")
    unlock = locked(folder, what, UNREADABLE)
    try:
        ended = held_to_rights(*words, environment=here.surroundings(folder))
    finally:
        unlock()
    refused(ended)
    assert files_in(folder) == here.files
    assert here.state_of(folder) == 0


@pytest.mark.parametrize("words", [
    ADD, ("demo",), ("setup", "--me", "Ratna", "--yes"), ("import", "list.csv", "--yes"), ("report",),
])  # fmt: skip
@pytest.mark.parametrize("rights", [READ_ONLY_FOLDER, UNREADABLE])
def test_a_data_folder_that_may_not_be_written(
    words: tuple[str, ...],
    rights: int,
    tmp_path: Path,
    long_list: Path,
    held_to_rights: Warm,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the registry would lie unless told."""
    monkeypatch.delenv("KOPERASI_DB", raising=False)
    home = tmp_path / "closed"
    home.mkdir()
    unlock = locked(tmp_path, "closed", rights)
    surroundings = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data")}
    try:
        ended = held_to_rights(*words, chdir=str(tmp_path), environment=surroundings)
    finally:
        unlock()
    if words == ("report",) and rights == READ_ONLY_FOLDER:
        assert ended.code == 4 and "There is no registry yet" in ended.err
    else:
        refused(ended)
    assert files_in(home) == []
