"""Where a file goes: whether it can be written there, before and while it is."""

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from koperasi_cli import private
from koperasi_cli.errors import BadUsage, Refused
from koperasi_cli.language import _, joined, why
from koperasi_cli.settings import typed_path
from koperasi_cli.unusable import FULL

REPORT_FORMS = (".xlsx", ".csv", ".json", ".md")
FOLDER = "/"


@dataclass(frozen=True)
class Target:
    """A file to write: as it was typed, its form (its suffix; ``/`` is a folder), and whether one is
    there."""

    path: Path
    form: str
    replaces: bool = False

    @cached_property
    def real(self) -> Path:
        """The file itself where ``path`` is a link to one."""
        return Path(os.path.realpath(self.path))


def find_target(text: str, forms: Sequence[str] = REPORT_FORMS, *, folders: bool = False) -> Target:
    """Where to write, if it can be written there.

    Raises:
        BadUsage: the ending names no form.
        Refused: it is a folder, cannot be written, or there is no such folder.
    """
    try:
        path = typed_path(text)
        if folders and (text.endswith(("/", os.sep)) or not path.suffix or path.is_dir()):
            return _folder(path)
        if path.is_dir():
            raise Refused(
                _("{path} is a folder.", path=path),
                _("Name a file in it, such as {path}", path=path / f"koperasi{forms[0]}"),
            )
        form = path.suffix.lower()
        if form not in forms:
            names = joined(forms, last=_("or"))
            raise BadUsage(
                _('"{path}" does not say in which form to write it.', path=path),
                _("Let its name end in one of: {names}", names=names),
            )
        target = Target(path, form, path.exists())
        if target.replaces and not (path.is_file() and os.access(path, os.W_OK)):
            raise PermissionError
        _try(target.real.parent)
    except OSError as error:
        raise unwritable(Path(text), error) from error
    return target


class Unfinished:
    """Files that are written beside their names. They get them together when all are whole; if
    anything fails, they are gone, and the folder that was made for them.

    Raises:
        Refused: one of them cannot be written.
    """

    def __init__(self, *, private: bool = False) -> None:
        self.private = private
        self.files: dict[Path, Path] = {}
        self.folders: list[Path] = []
        self.last = Path()

    def file(self, path: Path) -> Path:
        """An empty file to write what ``path`` will hold."""
        self.last = path
        beside = path.with_name(f".koperasi-{os.urandom(6).hex()}.part")
        os.close(
            os.open(
                beside,
                os.O_CREAT | os.O_EXCL | os.O_WRONLY,
                private.FILE if self.private else 0o666,
            )
        )
        self.files[path] = beside
        return beside

    def folder(self, path: Path) -> None:
        """Make a folder, and those that it lies in."""
        self.last = path
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        self.folders = missing
        for folder in reversed(missing):
            folder.mkdir(private.FOLDER if self.private else 0o777, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                for path, beside in self.files.items():
                    self.last = path
                    beside.replace(path)
                return
        except OSError as refused:
            self._remove()
            raise unwritable(self.last, refused) from refused
        self._remove()
        if cause := _refused_by_the_system(error):
            raise unwritable(self.last, cause) from error

    def _remove(self) -> None:
        for beside in self.files.values():
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        for folder in self.folders:
            with suppress(OSError):
                folder.rmdir()


def unwritable(path: Path, error: BaseException) -> Refused:
    """What a person can do about a file that cannot be written."""
    if isinstance(error, OSError) and error.errno in FULL:
        return Refused(
            _("{path} could not be written: the disk is full.", path=path),
            _("Make room, or name a file on another disk."),
        )
    if isinstance(error, FileNotFoundError) and not path.parent.exists():
        return Refused(
            _("There is no folder {path}.", path=path.parent), _("Make it first, or name another.")
        )
    return Refused(
        _("{path} cannot be written ({why}).", path=path, why=why(error)),
        _("Name another file. If it is open in another program, close it there first."),
    )


def _folder(path: Path) -> Target:
    if path.exists() and not path.is_dir():
        raise NotADirectoryError
    target = Target(path, FOLDER)
    _try(next(folder for folder in (target.real, *target.real.parents) if folder.exists()))
    return target


def _try(folder: Path) -> None:
    """Write something there that has no name: what the rights say is not all that can forbid it."""
    with tempfile.TemporaryFile(dir=folder):
        pass


def _refused_by_the_system(error: BaseException) -> OSError | None:
    """The system's refusal, also where xlsxwriter wraps it up."""
    for one in (error, *error.args):
        if isinstance(one, OSError):
            return one
    return None
