"""Any command, undone and brought back, at any time and in any order that makes sense."""

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from koperasi_cli.registry.undo.later import MODELS, REFERENCES
from koperasi_cli.reports.counting import FOREVER, Totals, totals
from koperasi_cli.settings import Clock

FIRST_DAY = date(2025, 3, 1)
COUNTED = date(2025, 2, 28)
NIKS = ["1813010000008", "1813010000009"]
IMPORTED = """Nama Koperasi;NIK;Jenis Koperasi;Kecamatan
Koperasi Kopi Liwa;1813010000009;Produsen;Pesisir Tengah
Koperasi Damar Krui;1813010000012;Konsumen;Krui Selatan
Koperasi Ombak Biha;1813010000013;Jasa;Pesisir Selatan
"""
SETUP: list[list[object]] = [
    ["setup", "--name", "Diskopdag", "--region", "18.13", "--officer", "Sari: Pesisir Tengah"],
    ["add", "Koperasi Melati", "--sector", "producer", "--on", "2020-01-01"],
    ["add", "Koperasi Kenanga", "--sector", "services", "--on", "2020-01-01", "--nik", NIKS[0]],
    ["add", "Koperasi Anggrek", "--sector", "consumer", "--on", "2020-01-01"],
    ["status", 3, "inactive", "--on", "2022-01-01", "--reason", "no RAT"],
    ["mentor", 1, 3, "--kind", "visit", "--planned", "2025-03-05", "--follow-up", "2025-03-09"],
]
Words = tuple[object, ...]
State = dict[str, list[dict[str, Any]]]

# Every kind of command that writes, on the registry that SETUP makes.
KINDS: dict[str, list[Words]] = {
    "records": [
        ("add", "Koperasi Dahlia", "--sector", "producer", "--officer", "Sari", "--tag", "a"),
        ("edit", 1, "--phone", "0812", "--line", "fishery", "--subdistrict", "Krui Selatan"),
        ("edit", 2, "--clear", "nik"),
        ("edit", 1, "--tag", "kdmp"),
        ("edit", 1, "--untag", "kdmp", "--tag", "b"),
        ("import", "LIST"),
    ],
    "statuses": [
        ("status", 1, "inactive", "--on", "2025-01-10", "--reason", "no RAT"),
        ("status", 3, "inactive", "--on", "2023-01-01", "--correct", "2022-01-01"),
    ],
    "sessions": [
        ("mentor", 1, 2, "--kind", "training", "--on", "2025-02-01", "--topic", "RAT"),
        ("mentor", "--held", 1, "--on", "2025-03-01", "--topic", "Changed"),
        ("mentor", "--done", 1),
    ],
    "cases": [
        ("revitalize", 3, "--open", "--on", "2025-01-10", "--decree", "SK 1"),
        ("revitalize", 3, "--cause", "no-rat", "--cause", "A02"),
        ("revitalize", 3, "--action", "visit", "--on", "2025-02-01", "--next", "2025-05-01"),
        ("revitalize", 3, "--outcome", "reactivated", "--on", "2025-02-01"),
    ],
    "figures": [
        ("rat", 1, 2024, "--on", "2025-02-01", "--members-male", 10),
        ("rat", 1, 2024, "--turnover", "50jt"),
        ("finance", 1, "--lender", "BRI", "--scheme", "kur", "--request", "50jt"),
        ("finance", 1, "--approve", "40jt"),
        ("product", 1, "Kopi", "--capacity", "2 ton/bulan"),
        ("product", 1, "Kopi", "--market-reach", "export"),
    ],
    "office": [
        ("target", "set", 2025, "rat-held", 50),
        ("target", "set", 2025, "rat-held", "-"),
        ("agenda", "--snooze", 1, "--until", "2025-12-01"),
        ("report", "--publish", "press", "--on", COUNTED),
        ("setup", "--head", "Ibu Rina", "--threshold", "book_years=2"),
        ("setup", "--officer", "Tono: Krui Selatan"),
    ],
}  # fmt: skip


class Bench:
    """A registry, on which each command has a day of its own."""

    def __init__(self, run: Any, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
        self.run, self.monkeypatch, self.path = run, monkeypatch, path
        self.list = path.with_name("list.csv")
        self.list.write_text(IMPORTED)
        self.day = FIRST_DAY
        self.seen: dict[str, set[int]] = {}
        self.known: dict[date, Totals] = {}
        self.first = self.last()
        self.look()

    def do(self, *words: object) -> int | None:
        """Run a command on the next day; the number of its operation, None where it wrote none.

        Whatever it did: no number is given again, nothing is lost, and what stands is sound.
        """
        self.day += timedelta(days=1)
        self.monkeypatch.setenv("KOPERASI_TODAY", self.day.isoformat())
        before, last = self.state(), self.last()
        typed = [self.list if word == "LIST" else word for word in words]
        reading = (
            words[0] in ("report", "target") and "--publish" not in words and "set" not in words
        )
        ran = self.run(*typed, *([] if reading else ["--yes"]))
        assert ran.code in (0, 1, 2, 3), (words, ran)
        assert "made a mistake" not in ran.err, (words, ran)
        number = self.last() if self.last() != last else None
        if number is None:
            assert self.state() == before, (words, ran)
        self.look()
        self.known[self.day] = self.count()
        return number

    def look(self) -> None:
        with closing(sqlite3.connect(self.path)) as connection:
            for table in MODELS:
                ids = {id_ for (id_,) in connection.execute(f"SELECT id FROM {table}")}
                seen = self.seen.setdefault(table, set())
                assert seen <= ids, table
                assert min(ids - seen, default=1 << 60) > max(seen, default=0), table
                seen |= ids
            for r in REFERENCES:
                query = (
                    f'SELECT c.id FROM {r.child} AS c JOIN {r.table} AS p ON p."{r.target}" ='
                    f' c."{r.column}" WHERE c.withdrawn_at IS NULL AND p.withdrawn_at IS NOT NULL'
                )
                assert connection.execute(query).fetchall() == [], r

    def state(self) -> State:
        """All that stands."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.row_factory = sqlite3.Row
            return {
                table: [
                    {name: row[name] for name in row.keys() if name != "recorded_at"}  # noqa: SIM118
                    for row in connection.execute(
                        f"SELECT * FROM {table} WHERE withdrawn_at IS NULL ORDER BY id"
                    )
                ]
                for table in MODELS
            }

    def last(self) -> int:
        with closing(sqlite3.connect(self.path)) as connection:
            return int(connection.execute("SELECT max(id) FROM operation").fetchone()[0])

    def count(self, known: str = FOREVER) -> Totals:
        with closing(sqlite3.connect(self.path)) as connection:
            return totals(connection, COUNTED, known=known)

    def stands(self) -> int:
        """The newest operation that stands and is no undo."""
        with closing(sqlite3.connect(self.path)) as connection:
            undoes = dict(connection.execute("SELECT id, undoes FROM operation ORDER BY id DESC"))
        gone: set[int] = set()
        for number, undone in undoes.items():
            if undone and number not in gone:
                gone.add(undone)
        return next(int(n) for n, undone in undoes.items() if undone is None and n not in gone)

    def undo_all(self) -> list[int]:
        """Undo, each time the last, until the first registry is reached; the numbers of the undos."""
        undone = []
        while self.stands() > self.first:
            number = self.do("undo")
            assert number, self.stands()
            undone.append(number)
        return undone

    def close(self) -> None:
        """What was known on each day is known still; and the file is sound."""
        for day, counts in self.known.items():
            assert self.count(Clock().end_of(day)) == counts, day
        last = json.loads(self.run("report", "--on", COUNTED, "--known-on", day, "--json").out)
        assert last["totals"]["active"] == counts.active
        ran = self.run("check", "--integrity")
        assert ran.code == 0, ran


Begin = Callable[[], Bench]


@pytest.fixture(scope="session")
def start_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("start") / "start.db"


@pytest.fixture
def begin(run: Any, monkeypatch: pytest.MonkeyPatch, start_file: Path, tmp_path: Path) -> Begin:
    """``begin()``: a bench with a registry as SETUP makes it; what made it is not undone."""

    def begin() -> Bench:
        if not start_file.exists():
            for words in SETUP:
                ran = run(*words, "--yes", "--db", start_file)
                assert ran.code == 0, ran
        path = tmp_path / "registry.db"
        shutil.copy(start_file, path)
        monkeypatch.setenv("KOPERASI_DB", str(path))
        return Bench(run, monkeypatch, path)

    return begin


@pytest.mark.parametrize("commands", KINDS.values(), ids=KINDS)
def test_every_command_is_undone_and_brought_back(begin: Begin, commands: Sequence[Words]) -> None:
    bench = begin()
    start = bench.state()
    for words in commands:
        assert bench.do(*words), words
    end = bench.state()
    assert end != start
    undone = bench.undo_all()
    assert len(undone) == len(commands)
    assert bench.state() == start
    for number in reversed(undone):
        assert bench.do("undo", number)
    assert bench.state() == end
    bench.close()


def sometimes(*words: object) -> st.SearchStrategy[Words]:
    return st.sampled_from([(), words])


def joined(*parts: object) -> st.SearchStrategy[Words]:
    """A command of words, and of strategies for one word or several."""
    whole = [p if isinstance(p, st.SearchStrategy) else st.just((p,)) for p in parts]
    return st.tuples(*whole).map(
        lambda found: tuple(
            word for part in found for word in (part if isinstance(part, tuple) else (part,))
        )
    )


coop = st.integers(1, 4)
earlier = st.sampled_from(["2022-01-01", "2025-01-10", "2025-01-20", "2025-02-01"])
statuses = st.sampled_from(["active", "inactive", "dissolved"])
COMMANDS = st.one_of(
    joined("add", st.sampled_from(["Koperasi Dahlia", "Koperasi Teratai"]), "--sector", "producer",
           "--on", earlier, sometimes("--nik", NIKS[1]), sometimes("--officer", "Sari")),
    joined("edit", coop, "--phone", st.sampled_from(["0811", "0812"])),
    joined("edit", coop, "--nik", st.sampled_from(NIKS)),
    joined("edit", coop, "--clear", st.sampled_from(["nik", "officer", "phone"])),
    joined("edit", coop, sometimes("--tag", "a"), "--tag", "b"),
    joined("edit", coop, "--untag", st.sampled_from(["a", "b"])),
    joined("edit", coop, "--officer", st.sampled_from(["Sari", "Tono"])),
    joined("status", coop, statuses, "--on", earlier, "--reason", "x"),
    joined("status", coop, statuses, "--on", earlier, "--correct", earlier),
    joined("mentor", coop, "--kind", "visit", "--on", earlier, sometimes("--follow-up", "2025-04-01")),
    joined("mentor", st.sampled_from(["--held", "--done"]), st.integers(1, 3)),
    joined("revitalize", coop, "--open", "--on", earlier),
    joined("revitalize", coop, "--cause", st.sampled_from(["no-rat", "A02"])),
    joined("revitalize", coop, "--action", "visit", "--on", earlier),
    joined("revitalize", coop, "--outcome", "reactivated", "--on", "2025-02-10"),
    joined("revitalize", coop, "--outcome", "extended", "--next", "2025-12-01"),
    joined("rat", coop, st.sampled_from([2023, 2024]), "--on", "2025-02-01", "--members-male", coop),
    joined("finance", coop, "--lender", "BRI", "--scheme", "kur", "--request", "50jt"),
    joined("finance", coop, st.sampled_from([("--approve", "40jt"), ("--disburse", "40jt")])),
    joined("finance", coop, "--reject"),
    joined("product", coop, "Kopi", "--capacity", st.sampled_from(["1 ton/bulan", "2 ton/bulan"])),
    joined("target", "set", 2025, "rat-held", st.sampled_from([40, 50, "-"])),
    joined("agenda", "--snooze", coop, "--until", st.sampled_from(["2025-12-01", "2025-11-01"])),
    joined("report", "--publish", "press", "--on", COUNTED),
    joined("setup", "--threshold", st.sampled_from(["book_years=2", "book_years=4"])),
    joined("setup", "--officer", st.sampled_from(["Tono: Krui Selatan", "Sari: Krui Selatan"])),
    joined("import", "LIST"),
)  # fmt: skip
UNDOS = st.sampled_from(["any", "any", "any", "last", "newest", 0, 9999]).flatmap(
    lambda which: joined("undo", st.integers(0, 99) if which == "any" else st.just(which))
)


def steps(fewest: int, most: int) -> st.SearchStrategy[list[Words]]:
    """Commands, and between them undos: of any operation (counted round), of the last that stands, of
    what came last, of none that there is. Three of five are commands."""
    one = st.sampled_from("ccuuc").flatmap(lambda kind: COMMANDS if kind == "c" else UNDOS)
    return st.lists(one, min_size=fewest, max_size=most)


FEW = settings(
    max_examples=3, derandomize=True, deadline=None, database=None,
    suppress_health_check=[*HealthCheck], phases=[Phase.generate],
)  # fmt: skip
MANY = settings(FEW, max_examples=40, print_blob=True)


def _whatever_is_done(begin: Begin, steps: Sequence[Words], met: Counter[str]) -> None:
    bench = begin()
    start = bench.state()
    for command, *words in steps:
        if command == "undo":
            if bench.last() == bench.first or (
                words[0] == "last" and bench.stands() <= bench.first
            ):
                continue  # what SETUP did is not undone
            words = _meant(bench, words[0])
        wrote = bench.do(command, *words) is not None
        met[f"{command if command == 'undo' else 'command'} {wrote}"] += 1
    end = bench.state()
    undone = bench.undo_all()
    assert bench.state() == start
    for number in reversed(undone):
        assert bench.do("undo", number), number
    assert bench.state() == end
    bench.close()


def _meant(bench: Bench, which: object) -> list[object]:
    """The number of the operation that is to be undone; none for the last that stands."""
    if which == "last":
        return []
    if which == "newest":
        return [bench.last()]
    if which in (0, 9999):
        return [which]
    return [bench.first + 1 + int(str(which)) % (bench.last() - bench.first)]


def _see_that_it_was_tried(met: Counter[str]) -> None:
    """Undos that were done and undos that were refused, among commands that mostly did something."""
    assert met["undo True"] and met["undo False"], met
    assert met["command True"] > met.total() / 5, met
    assert met["undo True"] + met["undo False"] > met.total() / 5, met


def test_whatever_is_done_and_undone_all_can_be_undone_and_brought_back(begin: Begin) -> None:
    met: Counter[str] = Counter()

    @FEW
    @given(steps(8, 16))
    def holds(done: list[Words]) -> None:
        _whatever_is_done(begin, done, met)

    holds()
    _see_that_it_was_tried(met)


@pytest.mark.slow
def test_whatever_is_done_and_undone_at_length(begin: Begin) -> None:
    met: Counter[str] = Counter()

    @MANY
    @given(steps(10, 30))
    def holds(done: list[Words]) -> None:
        _whatever_is_done(begin, done, met)

    holds()
    _see_that_it_was_tried(met)
