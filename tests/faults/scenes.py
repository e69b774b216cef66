"""Commands that something befalls, where they start, and what may be left of the registry after."""

import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from programs import Ended, Warm

from koperasi_cli.backups import backups_of

REGISTRY = "registry.db"
JOURNAL = f"{REGISTRY}-journal"
SETTINGS = "data/koperasi/settings.json"
TODAY = "2025-02-18"  # the day after a figure was published: what is done today does not move it
NEXT = ("add", "Koperasi Sesudahnya", "--sector", "producer")
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DAMAGE = b"\xff" * 4000
Content = dict[str, list[tuple[Any, ...]]]


class Case(NamedTuple):
    """A command, and how many moments it is killed at. ``before`` was done before it, ``start`` changes
    the folder that it begins in, ``newer`` lets a newer program run it, ``expected`` are the files that
    it makes."""

    words: Sequence[str]
    moments: int
    before: Sequence[Sequence[str]] = ()
    start: Callable[[Path], object] = lambda _folder: None
    newer: bool = False
    expected: Sequence[str] = ()


def no_registry(folder: Path) -> None:
    (folder / REGISTRY).unlink()


def damage(folder: Path) -> None:
    with (folder / REGISTRY).open("r+b") as file:
        file.seek(100)
        file.write(DAMAGE)


def stale_key(folder: Path) -> None:
    with closing(sqlite3.connect(folder / REGISTRY)) as connection:
        connection.execute("UPDATE cooperative SET name_key = 'stale' WHERE id = 2")
        connection.commit()


ADD = ("add", "KSP Krui", "--sector", "savings-loan", "--tag", "kdmp")
IMPORT = ("import", "list.csv", "--yes")
COPY = ("backup", "copy.db")
CASES = {
    "add": Case(ADD, 10),
    "edit": Case(("edit", "12", "--chair", "Fulan", "--phone", "0812-0000-0000", "--tag", "a"), 6),
    "status": Case(("status", "1", "2", "inactive", "--reason", "No RAT", "--yes"), 8),
    "mentor": Case(("mentor", "3:1/2", "4:2/1", "--kind", "visit", "--yes"), 6),
    "revitalize": Case(("revitalize", "15", "--open", "--cause", "no-rat", "--action", "review"), 6),
    "revitalize to the end": Case(("revitalize", "12", "--outcome", "reactivated"), 6),
    "import": Case(IMPORT, 16),
    "import with rejects": Case((*IMPORT, "--rejects", "rejects.csv"), 6, expected=["rejects.csv"]),
    "import into nothing": Case(IMPORT, 8, start=no_registry),
    "first command": Case(ADD, 10, start=no_registry),
    "migration": Case(("list",), 16, newer=True),
    "migration by a command that writes": Case(ADD, 6, newer=True),
    "backup": Case(("backup",), 8),
    "backup to a file": Case(COPY, 6, expected=["copy.db"]),
    "restore": Case(("restore", "copy.db", "--yes"), 16, [COPY, IMPORT]),
    "restore of an older one": Case(
        ("restore", "copy.db", "--yes"), 6, [COPY, IMPORT], newer=True
    ),
    "restore of a damaged one": Case(("restore", "copy.db", "--yes"), 8, [COPY], start=damage),
    "restore of a lost one": Case(("restore", "copy.db", "--yes"), 4, [COPY], start=no_registry),
    "check --fix": Case(("check", "--fix", "--yes", "--rule", "outdated-key"), 8, start=stale_key),
    "publication": Case(("report", "--publish", "press"), 4),
    "book year": Case(("rat", "2", "2024", "--on", "2025-02-01", "--members-male", "10"), 4),
    "capital": Case(("finance", "2", "--lender", "BRI", "--scheme", "kur", "--request", "5jt"), 4),
    "office": Case(("setup", "--head", "Ibu Rina", "--threshold", "book_years=2", "--yes"), 4),
    "undo": Case(("undo", "--yes"), 6, [("status", "1", "inactive", "--reason", "x", "--yes")]),
    "undo of an import": Case(("undo", "--yes"), 12, [IMPORT]),
    "a kept mapping": Case(
        (*IMPORT, "--map", "Pekon=village", "--save-map", "dinas"), 4, expected=[SETTINGS]
    ),
    "demo": Case(
        ("demo",), 4, start=no_registry, expected=[f"{REGISTRY}-new", f"{REGISTRY}-new-journal"]
    ),
    "report to a file": Case(("report", "--output", "report.md"), 2, expected=["report.md"]),
    "export to .csv": Case(("export", "--output", "all.csv"), 2, expected=["all.csv"]),
    "export to .json": Case(("export", "all", "--output", "all.json"), 2, expected=["all.json"]),
    "export to .xlsx": Case(("export", "all", "--output", "all.xlsx"), 3, expected=["all.xlsx"]),
    "calendar": Case(("agenda", "--ics", "agenda.ics"), 2, expected=["agenda.ics"]),
}  # fmt: skip


class Scene:
    """A case, the folder that it starts in, and what the registry may hold after it, done or not."""

    def __init__(
        self, case: Case, place: Path, warm: Warm, *, newer: str, sample: Path, empty: Path,
        files: Sequence[Path],
    ) -> None:  # fmt: skip
        self.case, self.warm, self.place = case, warm, place
        self.prelude = newer if case.newer else ""
        self.folder = place / "start"
        (self.folder / "tmp").mkdir(parents=True)
        shutil.copy(sample, self.folder / REGISTRY)
        for file in files:
            shutil.copy(file, self.folder)
        for words in case.before:
            ran = self.run(self.folder, *words, newer=False)
            assert ran.code in (0, 3), ran.err
        case.start(self.folder)
        self.files = files_in(self.folder)
        self.done = self.fresh("done")
        self.ended = self.run(self.done, *case.words, watched=warm.watches)
        assert self.ended.code in (0, 3), self.ended.err
        self.states = [self.held(self.folder), *self._between(empty), self.held(self.done)]

    def fresh(self, name: str = "now", source: Path | None = None) -> Path:
        """A copy of the folder as it is before the command, or of another one."""
        made = self.place / name
        shutil.rmtree(made, ignore_errors=True)
        return Path(shutil.copytree(source or self.folder, made))

    def run(self, folder: Path, *words: str, newer: bool = True, **more: Any) -> Ended:
        """Run a command in a folder, in the warm program unless another ``by`` is given."""
        program = more.pop("by", self.warm)
        return program(  # type: ignore[no-any-return]
            *words, prelude=self.prelude if newer else "", chdir=str(folder),
            environment=self.surroundings(folder), **more,
        )  # fmt: skip

    def surroundings(self, folder: Path) -> dict[str, str]:
        return {
            "KOPERASI_DB": str(folder / REGISTRY), "KOPERASI_TODAY": TODAY,
            "TMPDIR": str(folder / "tmp"), "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"),
        }  # fmt: skip

    def held(self, folder: Path) -> Any:
        """What the registry holds, looked at in a copy: what a killed writer left is for the program to
        roll back. None where there is no registry, its bytes where it is damaged."""
        path = folder / REGISTRY
        if not path.exists() or path.stat().st_size == 0:
            return None
        if path.read_bytes()[100:4100] == DAMAGE:
            return path.read_bytes()
        look = self.place / "look"
        look.mkdir(exist_ok=True)
        for name in (REGISTRY, JOURNAL):
            (look / name).unlink(missing_ok=True)
            if (folder / name).exists():
                shutil.copy(folder / name, look)
        return content(look / REGISTRY) or None

    def _between(self, empty: Path) -> Iterator[Any]:
        """A command that writes makes or upgrades the registry first, in a transaction of its own."""
        if not (self.folder / REGISTRY).exists():
            yield content(empty)
        elif self.case.newer and self.case.words[0] == "add":
            upgraded = self.fresh("upgraded")
            self.run(upgraded, "list")
            yield self.held(upgraded)

    def judge(self, folder: Path, told: str = "") -> int:
        """Which of its states the registry is in, all of it well: 0 is that of before, -1 that of after.

        The program opens it and finds nothing wrong. No file was left that could be taken for a backup.
        What the command had told is so. The command works now, or another one if it was done.
        """
        state = self.state_of(folder)
        left, done = self.states[state], state == -1
        assert done or not told, told
        self._see_to_files(folder)
        if not isinstance(left, bytes | None):
            checked = self.run(folder, "check", "--integrity")
            unmended = self.case.start is stale_key and not done
            assert checked.code == (3 if unmended else 0), checked.out + checked.err
        ran = self.run(folder, *(NEXT if done else self.case.words))
        assert ran.code in (0, 3), ran.err
        assert done or self.held(folder) == self.states[-1]
        assert not (folder / JOURNAL).exists()
        return state

    def state_of(self, folder: Path) -> int:
        left = self.held(folder)
        assert left in self.states, "neither as before nor as after"
        return -1 if left == self.states[-1] else self.states.index(left)

    def _see_to_files(self, folder: Path) -> None:
        damaged = self.folder / REGISTRY if self.case.start is damage else None
        known = [*self.files, *self.case.expected]
        assert strangers(folder / REGISTRY, known, damaged=damaged) == []
        for path in (folder / name for name in self.case.expected if (folder / name).exists()):
            if path.suffix == ".db":
                assert content(path) == self.states[0]
            elif path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as book:
                    assert book.testzip() is None
            elif path.suffix == ".ics":
                assert path.read_text(encoding="utf-8").strip().endswith("END:VCALENDAR")
            elif REGISTRY not in path.name:
                assert path.read_bytes() == (self.done / path.relative_to(folder)).read_bytes()


def files_in(folder: Path) -> list[str]:
    """Every file below, by its name from here."""
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def content(path: Path) -> Content:
    """All that a registry holds, its journal and its last numbers too; not when it was written. Whole,
    and with every reference. A journal file that a killed writer left is rolled back."""
    with closing(sqlite3.connect(path)) as connection:
        _see_that_it_is_whole(connection)
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        return {
            name: [
                tuple(map(_undated, row))
                for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')
            ]
            for (name,) in names
        }


def _undated(value: Any) -> Any:
    return STAMP.sub("(then)", value) if isinstance(value, str) and "Z" in value else value


def strangers(registry: Path, known: Sequence[str], *, damaged: Path | None = None) -> list[str]:
    """Files beside a registry that are not ``known`` and that somebody might take for a backup, say.

    What is hidden and unfinished is none, nor what lies in the folder for such; and the journal of a
    killed writer is the registry's own.
    Every backup that is listed must be whole, or the damaged registry, put aside as it was.
    """
    kept = {str(backup.path.relative_to(registry.parent)) for backup in backups_of(registry)}
    for path in (registry.parent / name for name in kept):
        if damaged is None or path.read_bytes() != damaged.read_bytes():
            with closing(sqlite3.connect(path)) as connection:
                _see_that_it_is_whole(connection)
                assert connection.execute("SELECT * FROM alembic_version").fetchall(), path
    return [
        name
        for name in files_in(registry.parent)
        if name not in {REGISTRY, JOURNAL, *known, *kept}
        and not re.fullmatch(r"\..*\.part(-journal)?", Path(name).name)
        and not name.startswith("tmp/")
    ]


def _see_that_it_is_whole(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
