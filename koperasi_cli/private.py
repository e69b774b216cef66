"""Folders and files that only their owner can read, whatever the umask says."""

import os
from pathlib import Path

FOLDER, FILE = 0o700, 0o600


def make_folder(path: Path) -> None:
    """Make a folder and those that it lies in, where they are missing; those that are there stay as
    they are. ``Path.mkdir`` would leave the ones above it open to everybody.

    Raises:
        OSError: it cannot be made.
    """
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing or [path]):
        folder.mkdir(mode=FOLDER, exist_ok=True)


def write(path: Path, text: str) -> None:
    """Write a small file in one step: whoever reads it finds the old text or the new one.

    Raises:
        OSError: it cannot be written.
    """
    beside = path.with_name(f".{path.name}-{os.urandom(6).hex()}.part")
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE))
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
