"""Whatever a text holds: nothing obeys it, no terminal and no spreadsheet, and nothing is lost."""

import csv
import io
import json
import re
import shutil
import sqlite3
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from koperasi_cli import models as m
from koperasi_cli.cli.main import app
from koperasi_cli.database import Database
from koperasi_cli.errors import BadValue, ExitCode
from koperasi_cli.language import NO_ROOM
from koperasi_cli.models import Recorded
from koperasi_cli.registry.cooperatives import read_tag
from koperasi_cli.registry.fields import read_field
from koperasi_cli.tabular.formulas import FORMULA_STARTS
from koperasi_cli.tabular.lists.cells import reader
from koperasi_cli.tabular.native.cells import Cells
from koperasi_cli.tabular.native.layouts import layouts
from koperasi_cli.tabular.native.sources import Line, Source
from koperasi_cli.tabular.reading import Sheet

Run = Callable[..., Any]
Unseen = Callable[[str], set[str]]
Columns = list[tuple[type[Recorded], str]]

TODAY = date(2025, 2, 17)
ANY = "=1+1 [/x]<b>{0}%s'; DROP TABLE cooperative--|`**"
few = settings(
    max_examples=15, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.generate], print_blob=True,
)  # fmt: skip
many = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def test_every_column_of_text_is_looked_at(
    columns: Columns, looked_at: set[tuple[str, str]]
) -> None:
    """A new field has to be added to ``COMMAND`` in conftest, or to what is not typed."""
    assert {(str(model.__tablename__), name) for model, name in columns} == looked_at


# What is typed


def test_what_means_something_elsewhere_is_kept_as_typed(
    sample: Database, run: Run, unseen: Unseen, typed: Any
) -> None:
    text = "-".join(ANY.lower().split()) if typed.table == "tag" else ANY
    ran = run(*typed.of(text))
    assert ran.code == ExitCode.DONE, ran.err
    assert not unseen(ran.out + ran.err)
    assert text in held(sample, typed.table, typed.name)


def test_what_a_terminal_obeys_is_refused_in_every_field(
    sample: Database, run: Run, unseen: Unseen, obeyed: tuple[str, ...], typed: Any
) -> None:
    before = operations(sample)
    sign = obeyed[len(typed.name + typed.table) * 7 % len(obeyed)]
    ran = run(*typed.of(f"A{sign}Z"))
    assert ran.code == ExitCode.USAGE, ran
    assert f"U+{ord(sign[0]):04X}" in ran.err
    assert not unseen(ran.out + ran.err)
    assert operations(sample) == before


def test_who_is_at_work_is_a_text_like_any_other(
    sample: Database, run: Run, unseen: Unseen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOPERASI_ACTOR", "A\x1b[2JZ")
    for words in (
        ("edit", "1", "--note", "x"),
        ("info",),
        ("setup",),
        (),
        ("list", "--officer", "me"),
    ):
        ran = run(*words)
        assert not unseen(ran.out + ran.err)
    monkeypatch.setenv("KOPERASI_ACTOR", ANY)
    assert run("edit", "1", "--note", "x").code == ExitCode.DONE
    assert ANY in held(sample, "operation", "actor")
    monkeypatch.delenv("KOPERASI_ACTOR")
    assert run("setup", "--me", "A\u202eZ").code == ExitCode.USAGE


def test_what_is_left_out_of_what_was_typed_is_said(sample: Database, run: Run) -> None:
    ran = run("edit", "1", "--note", "Satu\r\n\u200bdua\tti\u00adga")
    assert "left out of what was typed" in ran.err
    assert "Satu dua tiga" in held(sample, "cooperative", "note")
    assert not run("edit", "1", "--note", "Satu  dua").err


@pytest.mark.slow
@settings(many, max_examples=6)
@given(data=st.data())
def test_any_text_is_kept_or_refused(
    sample: Database, run: Run, unseen: Unseen, hostile: st.SearchStrategy[str], typed: Any,
    data: st.DataObject,
) -> None:  # fmt: skip
    text = data.draw(hostile)
    path = sample.path.with_name("copy.db")
    shutil.copy(sample.path, path)
    ran = run(*typed.of(text), "--db", path)
    assert not unseen(ran.out + ran.err)
    assert "made a mistake" not in ran.err
    one_line = " ".join(text.translate(NO_ROOM).split())
    if typed.table == "tag":
        one_line = "-".join(one_line.lower().split())
    if ran.code == ExitCode.DONE and one_line not in ("", "-") and ":" not in text:
        assert one_line in held(Database(path), typed.table, typed.name)
        assert one_line.isprintable()


# Every door alike


def test_a_text_is_the_same_through_every_door(
    columns: Columns, hostile: st.SearchStrategy[str]
) -> None:
    alike(columns, hostile, few)


@pytest.mark.slow
def test_any_text_is_the_same_through_every_door(
    columns: Columns, hostile: st.SearchStrategy[str]
) -> None:
    alike(columns, hostile, settings(many, max_examples=2000))


def alike(columns: Columns, hostile: st.SearchStrategy[str], how: settings) -> None:
    tables = {model: native_reader(model) for model, _name in columns}

    @how
    @given(st.sampled_from(columns), hostile)
    def holds(column: tuple[type[Recorded], str], text: str) -> None:
        model, name = column
        if (model, name) == (m.Tag, "name"):
            typed = taken(lambda: read_tag(text) if text.strip() not in ("", "-") else None)
        else:
            typed = taken(lambda: read_field(model, name, text, today=TODAY))
        assert taken(lambda: tables[model](name, text)) == typed
        one_line = " ".join(text.translate(NO_ROOM).split())
        if typed not in (None, "refused"):
            assert typed.isprintable()
            assert typed == one_line or model is m.Tag
        elif typed == "refused":
            assert not one_line.isprintable() or model is m.Tag or too_much(one_line)
        if model is m.Cooperative and name not in ("name", "place"):
            listed = taken(lambda: reader(name, TODAY)(text).value)
            assert listed == (typed or None)

    holds()


def too_much(text: str) -> bool:
    return len(text) > m.LONGEST_NAME or sum(c.isdigit() for c in text) >= 16


def taken(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except BadValue:
        return "refused"


def native_reader(model: type[Recorded]) -> Callable[[str, str], Any]:
    """How a file of a registry's own layout is read, one cell at a time."""
    layout = layouts()[str(model.__tablename__)]
    sheet = Sheet(Path("x.csv"), None, lambda: iter(()))
    source = Source(sheet, layout.table, tuple(layout.columns), 1)
    cells = Cells(source, layout, TODAY)

    def read(name: str, text: str) -> Any:
        values, problems = cells.read(Line(2, {name: text}))
        if any(problem.column == name and problem.code != "missing" for problem in problems):
            raise BadValue("")
        return values.get(name)

    return read


# What is read


FORMATS = ("table", "json", "csv", "markdown")


def test_every_command_is_looked_at(readings: list[Sequence[str]]) -> None:
    names = {command.name for command in app.registered_commands if not command.hidden}
    assert names <= {words[0] for words in readings} | {"export"}  # which only writes files


@pytest.mark.parametrize("form", FORMATS)
def test_the_screen_obeys_nothing_that_is_on_record(
    poisoned: Database, run: Run, unseen: Unseen, readings: list[Sequence[str]], form: str
) -> None:
    """Whatever another program put into the file; the formats take turns, the slow test has them all."""
    turn = FORMATS.index(form)
    for words in [*readings[turn::8], ("list",), ("show", "1")]:
        shows_nothing(run, unseen, *words, "--format", form)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "language"), [("table", "id"), ("json", "en"), ("csv", "en"), ("markdown", "id")]
)
def test_no_screen_obeys_anything_that_is_on_record(
    poisoned: Database, run: Run, unseen: Unseen, readings: list[Sequence[str]], form: str,
    language: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("KOPERASI_LANG", language)
    answered = sum(shows_nothing(run, unseen, *words, "--format", form) for words in readings)
    assert answered > 10  # the poison was met


def shows_nothing(run: Run, unseen: Unseen, *words: str) -> bool:
    """The answer has no sign that is not seen, no line of its own making; whether it has the poison."""
    ran = run(*words)
    said = ran.out + ran.err
    assert not unseen(said), (words, unseen(said))
    assert not re.search(r"^\W*FORGED:", said, re.MULTILINE), words
    assert "made a mistake" not in said, (words, said)
    assert ran.code != ExitCode.USAGE or "csv" in words or "add" in words, (words, said)
    return "FORGED" in said


@pytest.mark.parametrize("words", [("list",), ("show", "FORGED")], ids=" ".join)
def test_a_terminal_gets_no_escape_of_theirs(
    poisoned: Database, on_a_terminal: Run, unseen: Unseen, words: Sequence[str]
) -> None:
    seen_on_a_terminal(on_a_terminal, unseen, *words)


@pytest.mark.slow
def test_a_terminal_gets_no_escape_of_theirs_from_any_command(
    poisoned: Database, on_a_terminal: Run, unseen: Unseen, reading: Sequence[str]
) -> None:
    seen_on_a_terminal(on_a_terminal, unseen, *reading)


def seen_on_a_terminal(on_a_terminal: Run, unseen: Unseen, *words: str) -> None:
    """Our own colours and no other escape; the poison is there, as text."""
    screen = on_a_terminal(*words, width=200).out
    own = re.sub(r"\x1b\[(?:[0-3]|9[0-7]|3[0-7]|;)*m", "", screen.replace("^D\b\b", ""))
    assert not unseen(own), unseen(own)
    assert not re.search(r"^\W*FORGED:", own, re.MULTILINE)


# What is typed and said again


QUOTING: Sequence[Sequence[str]] = [
    ("show", ANY), ("edit", ANY, "--note", "x"), ("status", ANY, "active"), ("status", "1", ANY),
    ("list", ANY), ("list", "--search", ANY), ("list", "--sector", ANY), ("list", "--columns", ANY),
    ("list", "--sort", ANY), ("list", "--tag", ANY), ("list", "--officer", ANY), ("list", "--on", ANY),
    ("list", "--subdistrict", ANY), ("list", "--format", ANY), ("list", "--delimiter", ANY),
    ("list", f"--{ANY}"), ("list", "--output", f"{ANY}.csvx"), (ANY,), ("report", ANY),
    ("report", "--by", ANY), ("import", ANY), ("compare", ANY), ("restore", ANY), ("log", ANY),
    ("log", "--by", ANY), ("undo", ANY), ("mentor", ANY, "--kind", "visit"),
    ("mentor", "1", "--kind", ANY),
    ("mentor", "1:" + ANY, "--kind", "visit"), ("finance", "1", "--request", ANY), ("rat", "1", ANY),
    ("target", "set", "2025", ANY, "1"), ("setup", "--region", ANY), ("setup", "--threshold", ANY),
    ("setup", "--officer", f"Budi: {ANY}"), ("product", "2", ANY), ("export", ANY, "--output", "x.csv"),
    ("add", "KSP A", "--sector", ANY), ("add", "KSP A", "--subdistrict", ANY),
    ("add", "KSP A", "--nik", ANY),
    ("edit", "1", "--clear", ANY), ("edit", "1", "--untag", ANY), ("agenda", "--rule", ANY),
    ("revitalize", "13", "--outcome", ANY), ("revitalize", "13", "--cause", ANY),
    ("--lang", ANY, "list"),
    ("list", "--db", ANY), ("backup", "/no-such-folder/" + ANY), ("mentor", "--sheet", ANY, "1"),
]  # fmt: skip
"""Commands that say again what was typed."""


@few
@given(data=st.data())
def test_an_error_quotes_what_was_typed_as_text(
    sample: Database, run: Run, unseen: Unseen, hostile: st.SearchStrategy[str], data: st.DataObject
) -> None:
    quoted_as_text(sample, run, unseen, data.draw(st.sampled_from(QUOTING)), data.draw(hostile))


@pytest.mark.slow
@pytest.mark.parametrize("words", QUOTING, ids=lambda words: " ".join(words).replace(ANY, "…"))
@settings(many, max_examples=6)
@given(data=st.data())
def test_any_error_quotes_what_was_typed_as_text(
    sample: Database, run: Run, unseen: Unseen, hostile: st.SearchStrategy[str], words: Sequence[str],
    data: st.DataObject,
) -> None:  # fmt: skip
    quoted_as_text(sample, run, unseen, words, data.draw(hostile))


def quoted_as_text(
    sample: Database, run: Run, unseen: Unseen, words: Sequence[str], text: str
) -> None:
    if re.fullmatch(r"\W*", text) and words[0] == ANY:
        return  # an option, or nothing at all
    before = tables(sample)
    ran = run(*(word.replace(ANY, f"{text}\nFORGED: {text}") for word in words), "--dry-run")
    assert not unseen(ran.out + ran.err), (words, text)
    assert not re.search(r"^\s*FORGED:", ran.out + ran.err, re.MULTILINE), (words, text)
    assert "made a mistake" not in ran.err, (words, text, ran.err)
    assert tables(sample) == before


# Names of files


NAMES = {
    "escape": "a\x1b[2Jb", "line": "a\nFORGED: b", "turned": "a\u202eb", "nul": "a\0b",
    "up": "../x/../y",
    "device": "CON", "dots": "x...", "long": "x" * 300, "markup": "[/x]<b>{0}%s", "bytes": "a\udcffb",
    "dash": "-x", "home": "~nobody-of-that-name/x", "space": " ", "formula": "=1+1",
    "device file": "/dev/null/x",
}  # fmt: skip


QUICK = ("line", "nul", "long", "bytes")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, id=what, marks=() if what in QUICK else pytest.mark.slow)
        for what, name in NAMES.items()
    ],
)
def test_a_file_may_be_called_anything(
    sample: Database, run: Run, unseen: Unseen, tmp_path: Path, name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """It is written under that name, or refused; and nothing is written elsewhere."""
    here = tmp_path / "here"
    (here / "x").mkdir(parents=True)
    monkeypatch.chdir(here)
    outside = {*tmp_path.iterdir()}
    for words in (
        ("backup", "--", f"{name}.db"), ("restore", "--", f"{name}.db", "--yes"),
        ("list", "--output", f"{name}.csv"), ("export", "all", "--output", f"{name}.json"),
        ("import", "--dry-run", "--yes", "--", f"{name}.json"), ("agenda", "--ics", f"{name}.ics"),
        ("mentor", "--sheet", f"{name}.md", "1"), ("report", "--output", f"{name}.xlsx"),
    ):  # fmt: skip
        ran = run(*words)
        assert not unseen(ran.out + ran.err), words
        assert "FORGED: b" not in ran.err.splitlines()
        assert "made a mistake" not in ran.err, (words, ran.err)
        assert ran.code in {*ExitCode}
    made = {*tmp_path.iterdir()} - {tmp_path / "backups"} - outside
    assert {path.stem for path in made} <= ({"y"} if name.startswith("..") else set())


# Files


def test_a_workbook_has_texts_and_no_formulas(poisoned: Database, run: Run, tmp_path: Path) -> None:
    for number, words in enumerate([("list",), ("list", "cases"), ("export", "all")]):
        path = tmp_path / f"{number}.xlsx"
        assert run(*words, "--output", path).code == ExitCode.DONE
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                text = archive.read(name)
                assert b"<f>" not in text and b"<hyperlink" not in text and b"<!ENTITY" not in text
                ElementTree.fromstring(text)
        book = openpyxl.load_workbook(path)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
        texts = [cell for cell in cells if str(cell.value).startswith(FORMULA_STARTS)]
        assert texts
        assert all(cell.quotePrefix for cell in texts if cell.data_type == "s")


def test_a_csv_has_no_cell_that_is_a_formula(poisoned: Database, run: Run, tmp_path: Path) -> None:
    assert run("export", "all", "--output", f"{tmp_path}/all/").code == ExitCode.DONE
    assert run("export", "--layout", "ods", "--output", tmp_path / "ods.csv").code == ExitCode.DONE
    assert run("list", "--output", tmp_path / "list.csv").code == ExitCode.DONE
    texts = [path.read_text("utf-8-sig") for path in tmp_path.rglob("*.csv")]
    texts.append(run("list", "--format", "csv").out)
    cells = [
        cell for text in texts for row in csv.reader(io.StringIO(text, newline="")) for cell in row
    ]
    assert any(cell.startswith("'=1+1") for cell in cells)
    for cell in cells:
        number = re.fullmatch(r"-?\d+(\.\d+)?|-", cell)
        assert number or not cell.startswith(FORMULA_STARTS), cell


def test_headings_of_a_clerk_are_no_formulas_either(
    sample: Database, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "in.csv").write_text("Nama,=1+1,+x\nKSP Baru,a,b\n12,a,b\n")
    ran = run(
        "import",
        tmp_path / "in.csv",
        "--rejects",
        tmp_path / "bad.csv",
        "--yes",
        "--map",
        "=1+1=note",
    )
    assert ran.code == ExitCode.PROBLEMS, ran.err
    head, *_rest = csv.reader((tmp_path / "bad.csv").read_text("utf-8-sig").splitlines())
    assert head[:3] == ["Nama", "'=1+1", "'+x"]


@pytest.mark.parametrize("form", [".csv", ".xlsx", ".json"])
def test_a_file_may_hold_anything(
    sample: Database, run: Run, unseen: Unseen, obeyed: tuple[str, ...], tmp_path: Path, form: str
) -> None:
    """Headings, cells, names of sheets, the place of a list: told as text, and nothing of it stored."""
    bad = "".join(sign for sign in obeyed if sign != "\0") + "\nFORGED: x"
    head = ["Nama Koperasi", "Kecamatan", "Desa", "Jenis", "Alamat", "Petugas", "Tag", f"X{bad}"]
    rows = [
        ["KSP Satu", f"K{bad}", f"D{bad}", "Jasa"], [f"KSP {bad}", "Way Krui"],
        ["KSP Dua", "", "", bad], ["KSP Tiga", "", "", "", bad], ["KSP Empat", "", "", "", "", bad],
        ["KSP Lima", *[""] * 5, bad], [f"JUMLAH {bad}"], [bad],
    ]  # fmt: skip
    file, rejects = tmp_path / f"in{form}", tmp_path / f"bad{form.replace('json', 'xlsx')}"
    if form == ".csv":
        with file.open("w", newline="") as stream:
            csv.writer(stream).writerows([head, *rows])
    elif form == ".json":
        file.write_text(json.dumps([dict(zip(head, row, strict=False)) for row in rows]))
    else:
        book = xlsxwriter.Workbook(str(file))
        sheet = book.add_worksheet("=1+1 \u202e\x9b")
        for number, row in enumerate([head, *rows]):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
        book.close()
    for words in (("compare",), ("import", "--dry-run"), ("import", "--rejects", rejects)):
        for more in ((), ("--json",)) if "--rejects" not in words else ((),):
            ran = run(*words, file, *more, *(["--yes"] if words[0] == "import" else []))
            said = ran.out + ran.err
            assert ran.code == ExitCode.PROBLEMS, said
            assert "FORGED" in said
            assert not unseen(said)
            assert not re.search(r"^\W*FORGED:", said, re.MULTILINE), said
    assert rejects.exists()
    with closing(sqlite3.connect(sample.path)) as connection:
        assert "FORGED" not in "".join(connection.iterdump())


PLAIN = {"text", "text_special", "softbreak", "strong_open", "strong_close", "em_open", "em_close"}
BLOCKS_OF_THEIRS = {
    "html_block",
    "fence",
    "code_block",
    "hr",
    "ordered_list_open",
    "blockquote_open",
}


def test_markdown_is_text_for_whoever_renders_it(
    poisoned: Database, run: Run, tmp_path: Path
) -> None:
    from markdown_it import MarkdownIt

    assert run("mentor", "--sheet", tmp_path / "sheet.md", "1").code == ExitCode.DONE
    pages = [(tmp_path / "sheet.md").read_text()]
    for words in [("list",), ("show", "1"), ("list", "cases"), ("log", "1")]:
        pages.append(run(*words, "--format", "markdown").out)
    for page in pages:
        assert "FORGED" in page
        for token in MarkdownIt("commonmark").enable("table").parse(page):
            inline = {child.type for child in token.children or ()}
            assert inline <= PLAIN, inline
            assert token.type not in BLOCKS_OF_THEIRS


def test_a_calendar_has_only_its_own_lines(poisoned: Database, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    assert run("agenda", "--ics", path).code == ExitCode.DONE
    unfolded = path.read_bytes().decode().replace("\r\n ", "")
    lines = unfolded.removesuffix("\r\n").split("\r\n")
    assert {re.split("[:;]", line)[0] for line in lines} <= {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART",
        "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP",
    }  # fmt: skip
    assert any("FORGED" in line for line in lines)
    assert "".join(lines).isprintable()


def test_json_is_json_and_has_all_of_it(poisoned: Database, run: Run) -> None:
    with closing(poisoned.connect()) as connection:
        name = connection.execute("SELECT name FROM cooperative WHERE id = 1").fetchone()[0]
    assert json.loads(run("show", "1", "--json").out)["name"] == name
    assert name in [row["name"] for row in json.loads(run("list", "--json").out)]


# There and back


def test_what_means_something_elsewhere_comes_back(
    sample: Database, run: Run, tmp_path: Path, kept: tuple[str, ...], columns: Columns
) -> None:
    there_and_back(sample, run, tmp_path, kept, columns, "all.json")


@pytest.mark.slow
@pytest.mark.parametrize("file", ["all", "all.xlsx"])
def test_what_means_something_elsewhere_comes_back_in_every_form(
    sample: Database, run: Run, tmp_path: Path, kept: tuple[str, ...], columns: Columns, file: str
) -> None:
    there_and_back(sample, run, tmp_path, kept, columns, file)


def there_and_back(
    sample: Database, run: Run, tmp_path: Path, kept: tuple[str, ...], columns: Columns, file: str
) -> None:
    """Every text of the registry made hostile; exported, imported elsewhere, and the same there."""
    names = [(str(model.__tablename__), name) for model, name in columns]
    names.remove(("tag", "name"))
    with closing(sqlite3.connect(sample.path)) as connection, connection:
        connection.create_function("kept", 1, lambda n: f"{kept[n % len(kept)]} {n}")
        for table, name in names:
            connection.execute(
                f'UPDATE "{table}" SET "{name}" = kept(id) WHERE "{name}" IS NOT NULL'
            )
        connection.execute("UPDATE cooperative SET name_key = kept(id), legal_key = NULL")
    before = {column: held(sample, *column) for column in names}
    assert any(len(texts) >= len(kept) for texts in before.values())
    assert run("export", "all", "--contacts", "--output", tmp_path / file).code == ExitCode.DONE
    there = Database(tmp_path / "there.db")
    ran = run("import", tmp_path / file, "--db", there.path, "--yes")
    assert ran.code == ExitCode.DONE, ran.err[:2000]
    assert {column: held(there, *column) for column in names} == before


def held(database: Database, table: str, name: str) -> list[str]:
    """The texts of a column, in order."""
    with closing(sqlite3.connect(database.path)) as connection:
        found = connection.execute(f'SELECT "{name}" FROM "{table}" WHERE "{name}" IS NOT NULL')
        return sorted(text for (text,) in found)


def operations(database: Database) -> int:
    with closing(sqlite3.connect(database.path)) as connection:
        return int(connection.execute("SELECT count(*) FROM operation").fetchone()[0])


def tables(database: Database) -> tuple[Any, ...]:
    """What a command that only shows, or only tries, leaves as it is."""
    with closing(sqlite3.connect(database.path)) as connection:
        return tuple(
            connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for (table,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            ).fetchall()
        )
