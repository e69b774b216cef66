"""A full disk, at every stage of every command that writes: the registry is as it was, nothing is left
half-made, two lines say so, and with room again the command works.

The disk is a real one of six megabytes, of which a file of ours leaves so much free, where this system
lets one be mounted; and a limit on the size of files, which every POSIX system has.
"""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import Ended, SmallDisk
from scenes import CASES, JOURNAL, Scene, files_in

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither")

PAGE = 4096
ENOUGH = 768 * PAGE  # for any of the commands, beside what is there before
SOME = {"add": [0], "import": [60 * PAGE, 112 * PAGE], "export to .xlsx": [0]}
"""How much room the fast tests leave."""
DRAWN = 1
ALIKE = {
    *(
        "edit",
        "status",
        "mentor",
        "revitalize",
        "revitalize to the end",
        "backup",
        "report to a file",
        "publication",
        "book year",
        "capital",
        "office",
    ),
    *("migration by a command that writes", "restore of a damaged one", "restore of a lost one"),
}
OTHERS = [name for name in CASES if name not in ALIKE]
"""Those that do not write as another one does."""


def has_room(scene: Scene, disk: SmallDisk, room: int, *, judged: bool = True) -> bool:
    """Whether the command does what it should with so much room; if not, that it left all as it was."""
    disk.clear()
    shutil.copytree(scene.folder, disk.outside, dirs_exist_ok=True)
    disk.leave(room)
    ended = scene.run(disk.folder, *scene.case.words, by=disk.warm)
    disk.make_room()
    return was_done(scene, scene.fresh(source=disk.outside), ended, judged=judged)


def was_done(scene: Scene, folder: Path, ended: Ended, *, judged: bool) -> bool:
    """Whether it was; if not, that it said so in two lines and left nothing but a whole backup. Where it
    is not judged, the program does not look at what is left."""
    told = ended.err.splitlines()[-2:]
    # The journal of a failed write may stay, as after a kill: whoever opens it next rolls it back.
    left = {n for n in files_in(folder) if not n.startswith("backups/")} - {JOURNAL}
    assert not [name for name in files_in(folder) if ".part" in name or name.endswith("-new")]
    state = scene.judge(folder) if judged else scene.state_of(folder)
    if ended.code in (0, 3):
        assert state == -1
        assert left == {n for n in files_in(scene.done) if not n.startswith("backups/")}
        return True
    assert ended.code in (1, 4) and ended.out == "", ended
    assert len(told) == 2 and told[0].startswith("Error: ") and told[1].startswith("  "), ended.err
    assert "full" in ended.err or "room" in ended.err or "space" in ended.err, ended.err
    assert "Traceback" not in ended.err and "made a mistake" not in ended.err, ended.err
    if (
        "all the same" in ended.err
    ):  # it was saved, and only what it had to say could not be written
        assert state == -1
    elif scene.states[0] != scene.states[-1]:
        assert state != -1, ended.err
    return False


@pytest.mark.parametrize("name", SOME)
def test_a_disk_with_little_room(
    name: str, scene: Callable[[str], Scene], small_disk: SmallDisk
) -> None:
    here = scene(name)
    assert [has_room(here, small_disk, room) for room in SOME[name]] == [False] * len(SOME[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_a_disk_with_any_room(
    name: str, scene: Callable[[str], Scene], small_disk: SmallDisk
) -> None:
    """From none to as much as it takes: the last page that lacks is found by halving."""
    here, drawn = scene(name), random.Random(name)
    too_little, enough = 0, ENOUGH
    while enough - too_little > PAGE:
        middle = (too_little + enough) // 2 // PAGE * PAGE
        if has_room(here, small_disk, middle, judged=False):
            enough = middle
        else:
            too_little = middle
    assert has_room(here, small_disk, enough)
    assert not has_room(here, small_disk, too_little)
    for _ in range(DRAWN):
        has_room(here, small_disk, drawn.randrange(0, too_little + 1, PAGE))


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_a_limit_on_the_size_of_files(name: str, scene: Callable[[str], Scene]) -> None:
    """Which the system says in another way than that the disk is full."""
    here, failed = scene(name), 0
    largest = max((here.done / file).stat().st_size for file in files_in(here.done))
    for limit in (0, 10 * PAGE, largest - PAGE):
        folder = here.fresh()
        ended = here.run(folder, *here.case.words, largest_file=limit)
        failed += not was_done(here, folder, ended, judged=True)
    assert failed
