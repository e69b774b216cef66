"""Text that means harm, the columns that it can be put into, and what must not be left of it."""

import shutil
import sqlite3
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import strategies as st
from sqlalchemy import inspect
from sqlmodel import AutoString

from koperasi_cli.database import Database
from koperasi_cli.models import LONGEST_NAME, LONGEST_TAG, METADATA, Recorded

Unseen = Callable[[str], set[str]]
Column = tuple[type[Recorded], str]

OBEYED = (
    "\x1b[2J", "\x1b[5;31m", "\x1b]52;c;cm0=\x07", "\x1b]8;;http://x.invalid\x1b\\y", "\x1bc", "\x9b5m",
    "\x9d0;t\x9c", "\x90q\x9c", "\x07", "\b\b\b", "\x00", "\x7f", "\x0e", "\u202a", "\u202b", "\u202c",
    "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\u061c", "\u206a",
    "\ufff9", "\U000e0001", "\U000e0041", "\U000e007f", "\ufffe", "\uffff", "\U0001ffff", "\ue000",
)  # fmt: skip
"""What a terminal or a reader would obey, or what is not seen: refused, in every field."""

TIDIED = ("\r", "\n", "\r\n", "\t", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\xa0",
          "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad")  # fmt: skip
"""What a text on one line does not have: it goes, and it is said that it does."""

KEPT = (
    "[/x]", "[red]x[/red]", "[link=http://x.invalid]y[/link]", "[bold", "\\[", ":smile:", "<b>b</b>",
    "<script>alert(1)</script>", "<svg onload=alert(1)>", "&amp;", "&#27;[2J", "]]>", "<!--", "-->",
    "=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠A1", "'=1", "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.invalid","y")', "DDE", "'; DROP TABLE cooperative; --", "%", "_", "\\", '"',
    "' OR 1=1", "../../etc/passwd", "CON", "nul.txt.", "C:\\x", "~root", "/dev/null", "a|b", "`x`",
    "**x**", "__x__", "# x", "1. x", "- x", "![x](y)", "[x](http://y.invalid)", "http://x.invalid",
    "~~~", "***", "---", "===", "> x", ";", "\\n", "\\,", "BEGIN:VEVENT", "END:VCALENDAR", "{0}",
    "{name}", "{}", "{", "}", "%s", "%(x)s", "$HOME", "$(x)", "${x}", "_x001B_", "\\u001b", "\\x1b",
    '"}', "[]", "null", "None", "nan", "TRUE", "1e5", "Ko\u0301perasi", "協同組合", "تعاونية", "קואופ",
    "🐟", "\u0301", "ﷺ",
)  # fmt: skip
"""What means something elsewhere, and is kept and shown as it is."""


@pytest.fixture(scope="session")
def obeyed() -> tuple[str, ...]:
    return OBEYED


@pytest.fixture(scope="session")
def kept() -> tuple[str, ...]:
    return KEPT


@pytest.fixture(scope="session")
def hostile() -> st.SearchStrategy[str]:
    """Any text built from those pieces."""
    pieces = st.sampled_from((*OBEYED, *TIDIED, *KEPT, " ", "Koperasi", "1813", "\udcff"))
    return st.lists(pieces | st.text(max_size=3), min_size=1, max_size=8).map("".join)


@pytest.fixture(scope="session")
def unseen() -> Unseen:
    """The signs of an answer that are not seen, or are obeyed; line breaks are the program's own."""

    def unseen(text: str) -> set[str]:
        return {
            f"U+{ord(c):04X}"
            for c in text
            if not (c.isprintable() or c == "\n" or unicodedata.category(c) == "Zs")
        }

    return unseen


def text_columns() -> list[Column]:
    """Every column of text of every table that people write to; not keys, codes, NIKs, moments."""
    derived = {"name_key", "legal_key", "recorded_at", "withdrawn_at", "published_at", "certificates",
               "figures", "thresholds"}  # fmt: skip
    return [
        (model, column.key)
        for model in Recorded.__subclasses__()
        for column in inspect(model).columns
        if isinstance(column.type, AutoString)
        and not column.foreign_keys
        and column.key not in derived
        and column.key != "nik"
        and not column.key.endswith("code")
    ]


@pytest.fixture(scope="session")
def columns() -> list[Column]:
    return text_columns()


@pytest.fixture(scope="session")
def poisoned_file(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample registry in which somebody put, with another program, all that is hostile into every
    column of text, the journal's too."""
    path = tmp_path_factory.mktemp("poisoned") / "sample.db"
    shutil.copy(sample_file, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in METADATA.sorted_tables:
            for column in table.columns:
                if (table.name, column.name) in NOT_POISONED or column.name in KEYS:
                    continue
                if isinstance(column.type, AutoString) and not column.foreign_keys:
                    longest = LONGEST_TAG if table.name == "tag" else LONGEST_NAME
                    connection.execute(
                        f'UPDATE "{table.name}" SET "{column.name}" = substr(?, 1 + id % 3, ?) || id'
                        f' WHERE "{column.name}" IS NOT NULL',
                        (POISON, longest - 5),
                    )
        connection.execute("UPDATE office SET fixed_today = '2025-02-17'")
    return path


KEYS = frozenset({
    "nik", "code", "parent_code", "region_code", "bps_code", "name_key", "legal_key", "recorded_at",
    "withdrawn_at", "published_at", "certificates", "figures", "thresholds",
})  # fmt: skip
NOT_POISONED = {
    ("operation", "at"), ("operation", "command"), ("operation", "version"), ("change", "table_name"),
    ("change", "action"), ("change", "before"),
}  # fmt: skip
POISON = "=1+1[/x]<b>|`*{0}%s\r\nFORGED: \t\u200b" + "".join(
    sign for sign in OBEYED if sign != "\0"
)
"""Without NUL, where SQLite's own functions end a text."""


@pytest.fixture
def poisoned(poisoned_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """It in a copy of the test's own; ``run`` works on it too."""
    path = tmp_path / "poisoned.db"
    shutil.copy(poisoned_file, path)
    monkeypatch.setenv("KOPERASI_DB", str(path))
    return Database(path)


TEXT = "<TEXT>"
LIST = str(Path(__file__).parents[2] / "data" / "pesisir-barat" / "cooperative.csv")
COMMAND: dict[tuple[str, str], Sequence[str]] = {
    ("cooperative", "name"): ("add", TEXT, "--sector", "producer", "--yes"),
    **{
        ("cooperative", name): ("edit", "1", f"--{name.replace('_', '-')}", TEXT)
        for name in ("legal_number", "amendment_number", "address", "chair", "secretary", "treasurer",
                     "supervisor", "manager", "phone", "note")
    },
    ("tag", "name"): ("edit", "1", "--tag", TEXT),
    ("status_change", "reason"): ("status", "1", "inactive", "--reason", TEXT, "--yes"),
    ("status_change", "decree"): ("status", "1", "inactive", "--decree", TEXT, "--yes"),
    **{
        ("mentoring_session", name): ("mentor", "1", "--kind", "visit", f"--{name}", TEXT)
        for name in ("topic", "place", "mentor", "funding")
    },
    ("attendance", "result"): ("mentor", "1", "--kind", "visit", "--result", TEXT),
    ("revitalization", "note"): ("revitalize", "13", "--open", "--note", TEXT),
    ("revitalization", "decree"): ("revitalize", "13", "--open", "--decree", TEXT),
    ("revitalization_cause", "note"): ("revitalize", "13", "--cause", "other", "--note", TEXT),
    ("financing", "lender"): ("finance", "1", "--lender", TEXT, "--scheme", "kur", "--request", "5jt"),
    ("financing", "note"): ("finance", "1", "--lender", "BRI", "--scheme", "kur", "--request", "5jt",
                            "--note", TEXT),
    ("product", "name"): ("product", "1", TEXT, "--year", "2025", "--line", "fishery"),
    ("product", "unit"): ("product", "1", "Kopi", "--year", "2025", "--capacity", "5", "--unit", TEXT),
    ("publication", "audience"): ("report", "--publish", TEXT),
    ("officer", "name"): ("setup", "--officer", TEXT, "--role", "PPKL"),
    ("officer", "role"): ("setup", "--officer", "Budi", "--role", TEXT),
    **{("office", name): ("setup", f"--{name}", TEXT) for name in ("name", "head", "city")},
}  # fmt: skip
"""How each column of text is typed; what comes with files alone is in ``NOT_TYPED``."""
NOT_TYPED = {
    ("cooperative", "place"): "comes with a list",
    ("region", "name"): "comes with a file of regions",
    ("region", "aliases"): "comes with a file of regions",
    ("publication", "headline"): "is written by the program",
}
READ: dict[str, Sequence[Sequence[str]]] = {
    "add": [("add", "KSP FORGED", "--sector", "producer", "--dry-run")],
    "agenda": [("agenda",), ("agenda", "--all")],
    "backup": [("backup", "--list")],
    "compare": [("compare", LIST)],
    "demo": [("demo", "--close")],
    "edit": [("edit", "1", "--note", "y", "--dry-run")],
    "export": [],
    "finance": [("finance", "1"), ("finance", "18")],
    "import": [("import", LIST, "--dry-run", "--yes")],
    "info": [("info",)],
    "list": [("list",), ("list", "--columns", "name,note,address,chair,tags,place,officer"),
             *(("list", what) for what in ("sessions", "cases", "rat", "financing", "products",
                                           "publications", "officers", "regions"))],
    "log": [("log",), ("log", "1"), ("log", "--limit", "5")],
    "mentor": [("mentor", "--done", "1"), ("mentor", "1", "--kind", "visit", "--dry-run")],
    "product": [("product", "2")],
    "rat": [("rat", "1")],
    "report": [("report",), ("report", "trend", "--list"), ("report", "--by", "subdistrict,line"),
               *(("report", which) for which in (
                   "changes", "trend", "mentoring", "revitalization", "capital", "performance",
                   "targets", "keragaan", "rekapitulasi", "bps"))],
    "restore": [("restore", "no-such.db")],
    "revitalize": [("revitalize",), ("revitalize", "13"), ("revitalize", "12")],
    "setup": [("setup",)],
    "show": [("show", "1"), ("show", "72", "--history"), ("show", "FORGED"), ("show", "x")],
    "status": [("status", "1", "inactive", "--dry-run"), ("status", "FORGED", "active")],
    "target": [("target",)],
    "undo": [("undo", "1"), ("undo", "1", "--dry-run")],
    "check": [("check",)],
}  # fmt: skip
"""What each command answers with, from what is on record."""


class Typed(NamedTuple):
    """A column of text, and the command that writes it."""

    table: str
    name: str
    words: Sequence[str]

    def of(self, text: str) -> list[str]:
        return [word.replace(TEXT, text) for word in self.words]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes ``typed`` is run for each column of text; one that takes ``reading`` for each
    command."""
    if "typed" in metafunc.fixturenames:
        every = [Typed(*column, words) for column, words in COMMAND.items()]
        metafunc.parametrize("typed", every, ids=[f"{one.table}.{one.name}" for one in every])
    if "reading" in metafunc.fixturenames:
        every_reading = [words for found in READ.values() for words in found]
        metafunc.parametrize("reading", every_reading, ids=[" ".join(w) for w in every_reading])


@pytest.fixture(scope="session")
def readings() -> list[Sequence[str]]:
    """Every command that answers from what is on record."""
    return [words for found in READ.values() for words in found]


@pytest.fixture(scope="session")
def looked_at() -> set[tuple[str, str]]:
    return {*COMMAND, *NOT_TYPED}
