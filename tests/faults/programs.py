"""The program under a tester's hand: forked from a warm one, and on a disk that is small."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple, NoReturn

import pytest

WARM = Path(__file__).parent / "warm.py"


def cannot(why: str) -> NoReturn:
    """Skip a test where the system lacks what it needs; where CI runs it, that is an error."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


class Ended(NamedTuple):
    """How a command ended: a negative code is the signal that killed it.

    ``steps`` are the system calls by which it changed files, where it was watched.
    """

    code: int
    out: str
    err: str
    steps: Sequence[str]


class Warm:
    """The program, loaded once and forked for each command (``warm.py``).

    ``warm("add", "KSP Krui", kill_before=7)`` kills it before its seventh change to a file;
    ``watched=True`` counts them; ``largest_file`` limits the size of files, in bytes; ``prelude`` is
    Python to run before the command; ``environment`` is added to the test's own.
    """

    def __init__(self, *before: str) -> None:
        self.process = subprocess.Popen(
            [*before, sys.executable, str(WARM)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        self.watches = bool(self._read()["watches"])

    def __call__(
        self,
        *words: object,
        kill_before: int | None = None,
        watched: bool = False,
        environment: dict[str, str] | None = None,
        **more: object,
    ) -> Ended:
        asked = {
            "words": [str(word) for word in words],
            "env": {**os.environ, **(environment or {})},
            "kill_before": kill_before,
            "watched": watched or kill_before is not None,
            **more,
        }
        self._pipe(self.process.stdin).write(json.dumps(asked) + "\n")
        self._pipe(self.process.stdin).flush()
        return Ended(**self._read())

    def close(self) -> None:
        self._pipe(self.process.stdin).close()
        self.process.wait()

    def _read(self) -> dict[str, Any]:
        line = self._pipe(self.process.stdout).readline()
        assert line, "the warm program is gone"
        found: dict[str, Any] = json.loads(line)
        return found

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


class SmallDisk:
    """A file system of a few megabytes that only ``warm`` sees mounted; ``folder`` is it from inside.

    ``leave(room)`` fills it up but for so many bytes. ``copy(name, to)`` brings a file out of it.
    """

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        mount = f'mount -t tmpfs -o size={size},mode=700 none "$0" && exec "$@"'
        self.warm = Warm("unshare", "-rm", "sh", "-c", mount, str(folder))
        self.outside = Path(f"/proc/{self.warm.process.pid}/root{folder}")

    def leave(self, room: int) -> None:
        """Fill the disk with a file of its own, so that ``room`` bytes are left."""
        ballast = self.outside / "ballast"
        ballast.unlink(missing_ok=True)
        free = os.statvfs(self.outside)
        ballast.write_bytes(bytes(free.f_bavail * free.f_frsize - room))

    def make_room(self) -> None:
        (self.outside / "ballast").unlink(missing_ok=True)

    def clear(self) -> None:
        for path in self.outside.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
