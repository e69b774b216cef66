"""What the tests of faults share: commands run in a fork, on small disks, and what may be left after."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from programs import SmallDisk, Warm, cannot
from scenes import CASES, Scene

NEWER = Path(__file__).parent.parent / "migrations_data" / "newer.py"


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """The warm program on this machine's own disk."""
    if os.name == "nt":
        pytest.skip("Windows cannot fork")
    program = Warm()
    yield program
    program.close()


@pytest.fixture
def killing(warm: Warm) -> Warm:
    """The warm program, where the kernel lets it be killed at an exact moment."""
    if not warm.watches:
        cannot("this system does not let one process watch another (ptrace)")
    return warm


@pytest.fixture
def newer() -> str:
    """A prelude that makes the program a newer one, with a revision 9999 that rebuilds tables."""
    return f"import runpy; runpy.run_path({str(NEWER)!r})['become_newer']()"


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    """A list of some hundred cooperatives, and one row that is refused."""
    path = tmp_path / "list.csv"
    header = "Nama Koperasi,NIK,Nomor Badan Hukum,Kecamatan,Pekon,Status\n"
    rows = (f"Koperasi Uji {n},{1813019000000 + n},{n}/BH/2020,Lemong,-,KA\n" for n in range(400))
    path.write_text(f"{header}{''.join(rows)}Koperasi Salah,12,,Lemong,-,KA\n", encoding="utf-8")
    return path


@pytest.fixture
def scene(
    warm: Warm, newer: str, sample_file: Path, empty_file: Path, long_list: Path, tmp_path: Path
) -> Callable[[str], Scene]:
    """``scene("import")``: that command, and a folder as it is before it."""

    def scene(name: str) -> Scene:
        return Scene(
            CASES[name], tmp_path / "scene", warm, newer=newer, sample=sample_file, empty=empty_file,
            files=[long_list],
        )  # fmt: skip

    return scene


@pytest.fixture(scope="session")
def _small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallDisk]:
    folder = tmp_path_factory.mktemp("small-disk")
    tried = subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "none", str(folder)], capture_output=True
    ) if shutil.which("unshare") else None  # fmt: skip
    if tried is None or tried.returncode:
        cannot("this system lets nobody but root mount a small disk (unshare -rm)")
    disk = SmallDisk(folder, 6 << 20)
    yield disk
    disk.warm.close()


@pytest.fixture
def small_disk(_small_disk: SmallDisk) -> SmallDisk:
    """An empty small disk."""
    _small_disk.clear()
    return _small_disk
