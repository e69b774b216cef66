"""No English word on an Indonesian screen, and no Indonesian one on an English screen.

What is a word of a language is taken from the catalog: a word of its messages, labels and names that
the other language never uses. What stands in the data, or was typed, may be in any language.
"""

import re
import shlex
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from koperasi_cli import vocabulary
from koperasi_cli.backups import folder_of
from koperasi_cli.cli.main import app
from koperasi_cli.database import Database
from koperasi_cli.headings import HEADINGS
from koperasi_cli.language import catalog, name_in
from koperasi_cli.output.screen import Screen
from koperasi_cli.reports.counting import DIMENSIONS
from koperasi_cli.reports.listing import LISTS
from koperasi_cli.reports.office import THRESHOLDS

ROOT = Path(__file__).parents[2]
COMMANDS: Any = typer.main.get_command(app).commands  # type: ignore[attr-defined]

# What typer, click, rich or Python would say, if we let them.
LEAKS = (
    "usage error try missing argument invalid value options arguments commands traceback such"
    " default required aborted unexpected extra got choice integer help show exit"
)
# The same in both languages: formats, settings, keys of the keyboard, the ministry's words.
STABLE = {
    *("koperasi", "json", "csv", "markdown", "utf", "utc", "ctrl", "enter", "en", "id", "db"),
    *("kb", "wib", "wita", "wit", "ppkl", "office"),
    "rat",
}
SETTINGS = re.compile("|".join(THRESHOLDS))  # typed as they are, in any language

# What an officer types where a test types English.
SAID = {
    "inactive": "tidak aktif", "active": "aktif", "dissolved": "dibubarkan",
    "producer": "produsen", "savings-loan": "simpan pinjam", "training": "pelatihan",
    "visit": "kunjungan", "review": "monev", "reactivated": "aktif kembali",
    "extended": "diperpanjang", "dissolution-proposed": "diusulkan pembubaran",
    "no-rat": "A02", "sector": "jenis", "subdistrict": "kecamatan", "village": "pekon",
    "yesterday": "kemarin", "tomorrow": "besok", "me": "saya",
}  # fmt: skip

LISTED = [f"list {what}" for what in LISTS]
BROKEN_DOWN = [f"report --by {name}" for name in DIMENSIONS]

SHOWN = [
    "", "info", "setup", "log", "log 12", "log 12 --contacts", "log --operation 1",
    *LISTED, *BROKEN_DOWN,
    "list --on 2024-01-26", "list --known-on 2025-02-17", "list --contacts --columns name,phone",
    "list --missing nik --sector producer --tag target-2025 --without-tag kdmp --search a",
    "list --officer Yusran", "list cases --only-open", "list regions --subdistrict Ngaras",
    "list sessions --on 2025-02-05", "list --search xyzzy", "list --village Sukarame",
    "list --form primary-district",
    "report", "report --on 2024-01-26 --known-on 2025-02-17", "report --on 1999-01-01",
    "report --by sector --by subdistrict", "report --search xyzzy", "report --status inactive",
    "report --format markdown", "show 12 --format markdown", "list --format markdown",
    "show 1", "show 12", "show 24", "show 24 --history --contacts", "show 12 --on 2024-01-26",
    "show 96", "show 12 --on 2001-01-01", "revitalize", "revitalize --on 2024-01-26",
    "revitalize --officer Yusran", "revitalize 12", "revitalize 24", "revitalize 1",
    "revitalize 13", "--version", "--help",
]  # fmt: skip

WRITTEN = [
    "add Qwe",
    "add Qwe --sector producer --subdistrict Ngaras --village Sukarame --chair Budi --tag qwe",
    "add Qwe --nik 5104990020001",
    "add Qwe --status inactive --reason Qwe --decree 1 --on 2024-03-01",
    "edit 12 --note Qwe --tag qwe --clear village", "edit 12 --phone 0812-0000-0012",
    "edit 12 --untag target-2025", "edit 12", "edit 12 --clear phone",
    "status 1 inactive --reason Qwe --decree 1", "status 1 inactive --on 2024-06-01",
    "status 12 active --on 2025-02-01", "status 1 dissolved",
    "status 12 inactive --correct 2023-07-10 --on 2023-07-11",
    "status 1 2 inactive --on yesterday", "status --all-inactive active",
    "mentor 1 --kind training --topic Qwe --hours 2 --place Qwe --mentor Qwe --officer me",
    "mentor 1:2/1 12:3/0 --kind visit --on 2025-02-01 --follow-up +14 --result Qwe",
    "mentor 94 --kind visit --on 2020-01-01",
    "mentor 1 --kind visit --planned +7", "mentor 12 --kind visit --no-case",
    "mentor 1 --kind visit --planned 2025-02-01 --on 2025-02-02 --funding Qwe",
    "revitalize 13 --open", "revitalize 13 --cause no-rat --cause A12 --next +14 --note Qwe",
    "revitalize 12 --open", "revitalize 12 --cause no-rat", "revitalize 12 --action review",
    "revitalize 13 15 --open --decree 1 --note Qwe", "revitalize --all-inactive --action visit",
    "revitalize 24 --outcome reactivated --decree 1 --reason Qwe",
    "revitalize 13 --outcome reactivated", "revitalize 24 --outcome extended --next +90",
    "revitalize 24 --outcome dissolution-proposed",
    "report --publish Qwe", "undo", "demo", "demo --fresh", "demo --close",
    "setup --name Qwe --head Qwe --city Krui --region 18.13 --time-zone wita",
    "setup --officer Qwe:Ngaras,Lemong --role Qwe --me Qwe", "setup --officer Qwe",
    "setup --threshold book_years=4", "import data/pesisir-barat",
    "import data/pesisir-barat/tag.csv",
]  # fmt: skip

REFUSED = [
    "lsit", "foo", "--foo", "list --foo", "list --sector", "list --json=1", "list a b c",
    "list --sector Pertanian", "list --industry Produsen", "list --category Konstruksi",
    "list --status xyz", "list --sector Produksi", "list --line xyz", "list --form xyz",
    "list --management xyz", "list --subdistrict xyz", "list --village xyz", "list --officer xyz",
    "list --missing xyz", "list --columns xyz", "list --sort nama-x", "list xyz",
    "list --on 31/02/2025", "list --on 02/17/2025", "list --on 17/02/25", "list --on 1/1/1700",
    "list --on 5-xyz-2025", "list --on xyz", "list --on 2027-01-01", "list --known-on tomorrow",
    "list officers --sector producer", "list --only-open",
    "list --format xyz", "list --lang xx", f"list --search {'a' * 300}",
    "show", "show 9999", "show mina", "show pesisir", "show xyzzy", "show 12 --format csv",
    f"show {'a' * 300}", "report xyz", "report --by xyz", "report --by sector --by sector",
    "report --by sector,line,form", "add --sector producer", "add Qwe --nik 1234567890123456",
    "add Qwe --nik 12", "add Qwe --legal-date 2027-01-01", "add Qwe --village xyz",
    "add Qwe --village Ngambur --subdistrict Ngaras", f"add {'a' * 300}", "add \x07Qwe",
    "add Qwe --on 2027-01-01", "add Qwe --status xyz", "add Qwe --tag ,",
    'add "Koperasi Produsen Tapis Sebatin" --subdistrict "Pesisir Tengah"',
    "add 3201010101010001", "edit", "edit 12 --untag xyz", "edit 12 --note Qwe --clear note",
    "edit 12 --clear xyz", 'edit 12 --name ""', "edit 12 --nik 5", "status", "status 12",
    "status 12 inactive", "status 12 xyz", "status 12 active --on 2027-01-01",
    "status 12 inactive --correct 2020-01-01", "status 12 active --on 2023-07-10",
    "status 1 2 inactive", "status inactive", "status 12 active --from no-such-file",
    "mentor", "mentor 1", "mentor 1 --kind xyz", "mentor --kind visit",
    "mentor 1:2/1 1:3/1 --kind visit", "mentor 1 --kind visit --participants 3",
    "mentor 1 --kind visit --participants 3/x", "mentor 1 --kind visit --hours 9999",
    "mentor 1 --kind visit --hours x", "mentor 1 --kind visit --planned +7 --participants 1/1",
    "mentor 1 --kind visit --on 2025-02-10 --follow-up 2025-02-01", "mentor 1 2 --kind visit",
    "mentor 1 --kind visit --officer xyz",
    "mentor 1 999 888 --kind visit", "revitalize 1 --open", "revitalize 13 --note Qwe",
    "revitalize 24 --outcome extended",
    "revitalize 24 --outcome xyz", "revitalize 13 --topic Qwe", "revitalize 24 --cause xyz",
    "revitalize 24 --outcome reactivated --next +9", "revitalize 24 --next 2020-01-01",
    "revitalize 24 --cause no-rat --on 2020-01-01", "revitalize 13 --open --on 2010-01-01",
    "revitalize 24 --note Qwe --reason Qwe", "revitalize 13 15 --open", "revitalize --open",
    "log --limit x", "log --operation 999", "log --operation 0", "undo 999", "undo xyz",
    "import", "import no-such-file", "import README.md", "import tests",
    "demo --fresh --close",
    "setup --region 99.99", "setup --regions no-such-file", "setup --threshold xyz",
    "setup --threshold xyz=1", "setup --threshold book_years=x", "setup --officer :x",
    "setup --officer Qwe:xyz", "setup --role Qwe", "setup --time-zone xyz", "report --publish ''",
]  # fmt: skip

FORMS = {
    "add": "\nQwe\n1\n12\n5104990020001\n\n31/02/2025\n\n1\n1\n3\n1\n\n\n\n\n\n\n\n\nx\ny\n",
    "setup": "Qwe\nQwe\nKrui\nxyz\n\n18.13\nQwe: Ngaras\n: x\n\nQwe\n",
    "status 1": "xyz\n\n2\n",
    "mentor": "1\nvisit\nxyz\n",
    "show": "mina\n1\n",
    "undo": "x\nn\n",
    "revitalize 13 15 --open": "t\n",
}


@cache
def words_of_catalog() -> tuple[frozenset[str], frozenset[str]]:
    """The words that only English messages have, and those that only Indonesian ones have.

    The examples of the help count for neither: they have names of cooperatives in them.
    """
    english, indonesian, examples = [LEAKS], [], []
    for message, translated in catalog("id")._catalog.items():  # type: ignore[attr-defined]
        text = (message[0] if isinstance(message, tuple) else message).split("\x04")[-1]
        if text.startswith("koperasi "):
            examples.append((text, translated))
        elif text:
            english.append(text)
            indonesian.append(translated)
    for codes in vocabulary.LISTS:
        english += [text for code in codes for text in (code.value, code.label)]
        indonesian += [code.indonesian for code in codes]
    english += [name.replace("_", " ") for name in HEADINGS]
    en, id_ = words("\n".join(english)), words("\n".join(indonesian))
    en_examples, id_examples = (words("\n".join(lines)) for lines in zip(*examples, strict=True))
    return frozenset(en - id_ - id_examples - STABLE), frozenset(id_ - en - en_examples - STABLE)


def words(text: str) -> set[str]:
    plain = SETTINGS.sub(" ", re.sub(r"\{\w+\}", " ", text))
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}", plain)}


# What the program writes itself, not people.
NOT_DATA = {
    ("publication", "figures"), ("office", "thresholds"), ("operation", "command"),
    ("change", "table_name"), ("change", "action"), ("change", "before"),
}  # fmt: skip


@cache
def columns() -> str:
    from koperasi_cli.models import SQLModel

    names = {c.name for table in SQLModel.metadata.tables.values() for c in table.columns}
    return "|".join(sorted(names | {"foo"}, key=len, reverse=True))


@pytest.fixture(scope="session")
def data(sample_file: Path) -> list[str]:
    """Every text of the sample, the longest first: names, places, what people wrote."""
    from sqlalchemy import Enum

    from koperasi_cli.models import SQLModel

    values: set[str] = set()
    with sqlite3.connect(sample_file) as connection:
        for table in SQLModel.metadata.tables.values():
            for column in table.columns:
                if isinstance(column.type, Enum) or (table.name, column.name) in NOT_DATA:
                    continue
                found = connection.execute(f'SELECT DISTINCT "{column.name}" FROM "{table.name}"')
                values |= {text for (text,) in found if isinstance(text, str) and len(text) > 2}
    return sorted(values, key=len, reverse=True)


LONG_PAGE = 1000


@pytest.fixture
def foreign(data: list[str], tmp_path: Path) -> Any:
    """The words of the other language on a screen, aside from data and what was typed."""

    def find(ran: Any, language: str, typed: list[str]) -> set[str]:
        said = f"{ran.out}\n{ran.err}".split("\n")
        if len(said) > LONG_PAGE:  # it says the same over and over
            said = said[:50] + said[50::20] + said[-50:]
        text = "\n".join(said).replace(str(ROOT), "")
        text = re.sub(rf"{re.escape(str(tmp_path))}\S*", "", text)
        text = re.sub(r"\bdata/pesisir-barat\S*|\bKOPERASI_\w+|\S*koperasi-error-\S*", "", text)
        text = "\n".join(
            re.sub(rf"\b({columns()})\b", "", line) if ".csv" in line else line
            for line in text.split("\n")
        )  # the columns of a file are named in English everywhere
        text = re.sub(r"\b\w+\.csv\b(:\d+(:\w+)?)?|\b[a-z]+_id\b", "", text)
        for value in data:
            if value in text:
                text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "", text)
        for word in typed:
            if not word.startswith("-") and len(word) > 2:
                text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "", text)
        english, indonesian = words_of_catalog()
        return words(text) & (english if language == "id" else indonesian)

    return find


def typed_in(language: str, line: str) -> list[str]:
    """A command line in the words of a language."""
    given = shlex.split(line)
    if language == "en":
        return given
    said = []
    for position, word in enumerate(given):
        if word.startswith("--"):
            name, equals, value = word[2:].partition("=")
            said.append(f"--{name_in('id', 'option', name)}{equals}{value}")
        elif position == 0 and word in COMMANDS:
            said.append(name_in("id", "command", word))
        elif position == 1 and given[0] == "list":
            said.append(name_in("id", "value", word))
        elif position and ("," in word or given[position - 1] in ("--columns", "--sort", "--by")):
            said.append(",".join(_column(part) for part in word.split(",")))
        else:
            said.append(SAID.get(word, word))
    return said


def _column(name: str) -> str:
    return name_in("id", "option", name)


@pytest.fixture
def speaks(sample: Database, run: Any, foreign: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a line in a language on the sample, and look for words of the other one."""
    monkeypatch.chdir(ROOT)

    def check(
        language: str, line: str, *more: str, stdin: str | None = None, data: str = ""
    ) -> Any:
        monkeypatch.setenv("KOPERASI_LANG", language)
        given = [*typed_in(language, line), *more]
        ran = run(*given, stdin=stdin)
        found = foreign(ran, language, [*given, *re.split(r"[,\n]", f"{data}\n{stdin or ''}")])
        assert not found, f"{found}: {given}\n{ran.out}{ran.err}"
        assert "Traceback" not in ran.err
        return ran

    return check


LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])


def test_there_are_words_to_look_for() -> None:
    english, indonesian = words_of_catalog()
    assert {"the", "cooperatives", "inactive", "usage", "sector", "producer", "date"} <= english
    assert {"anggota", "kegiatan", "belum", "pilihan", "aktif"} <= indonesian


@LANGUAGES
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help(speaks: Any, language: str, name: str) -> None:
    assert speaks(language, f"{name} --help").code == 0


@LANGUAGES
@pytest.mark.parametrize("line", SHOWN)
def test_what_is_shown(speaks: Any, language: str, line: str) -> None:
    speaks(language, line)


@LANGUAGES
@pytest.mark.parametrize("line", WRITTEN)
def test_what_is_written(speaks: Any, language: str, line: str) -> None:
    takes_yes = line.split()[0] != "demo"
    ran = speaks(language, line, *(["--yes"] if takes_yes else []))
    assert "KOPERASI" not in ran.err or ran.code


@LANGUAGES
def test_what_is_tried_out(speaks: Any, language: str) -> None:
    for line in ("add Qwe", "status 1 inactive", "revitalize 13 --open", "report --publish Qwe"):
        speaks(language, line, "--dry-run")


@LANGUAGES
@pytest.mark.parametrize("line", REFUSED)
def test_what_is_refused(speaks: Any, language: str, line: str) -> None:
    ran = speaks(language, line)
    assert ran.code in (1, 2, 3), f"{line}\n{ran.out}"
    assert ran.err


@LANGUAGES
def test_what_is_done_to_itself(speaks: Any, language: str) -> None:
    """Undone twice, published and moved, asked twice: what only a second command can meet."""
    for line in (
        "edit 12 --note Qwe", "undo", "undo 2", "undo 99", "log", "log --operation 3",
        "report --publish Qwe", "status 1 inactive --on 2025-02-01", "undo 1",
        "mentor 1 --kind visit", "mentor 1 --kind visit", "status 5 dissolved",
        "status 5 active", "mentor 5 --kind visit", "revitalize 5 --open", "revitalize 5", "",
    ):  # fmt: skip
        speaks(language, line)
        speaks(language, line, "--yes") if line.split(" ")[0] not in ("log", "") else None


@LANGUAGES
@pytest.mark.parametrize("line", FORMS)
def test_what_is_asked(
    speaks: Any, language: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Screen, "interactive", property(lambda self: True))
    speaks(language, line, stdin=FORMS[line])


@LANGUAGES
@pytest.mark.parametrize(
    "line", ["", "report", "list", "show 1", "add Qwe", "undo", "info", "setup"]
)
@pytest.mark.parametrize("state", ["missing", "a folder", "text", "foreign", "newer", "locked"])
def test_databases_that_cannot_be_used(
    speaks: Any, language: str, line: str, state: str, sample: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = sample.path
    monkeypatch.setenv("KOPERASI_WAIT", "0")
    if state == "locked":
        with sqlite3.connect(path) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            speaks(language, line)
        return
    if state == "newer":
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.close()
    else:
        path.unlink()
        if state == "a folder":
            path.mkdir()
        elif state == "text":
            path.write_text("no database " * 200)
        elif state == "foreign":
            sqlite3.connect(path).execute("CREATE TABLE other (id)").connection.close()
    speaks(language, line)


@LANGUAGES
def test_a_setting_that_cannot_be_read(
    speaks: Any, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOPERASI_WAIT", "x")
    assert speaks(language, "report").code


@LANGUAGES
def test_a_bug(speaks: Any, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object, report: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Screen, "show", broken)
    assert speaks(language, "report").code == 1


@LANGUAGES
def test_rows_that_are_refused(speaks: Any, language: str, tmp_path: Path) -> None:
    """One file with most of what can be wrong in one."""
    files = {
        "cooperative.csv": (
            "id,name,nik,sector,legal_date,subdistrict_code,foo\n"
            "1,Qwe,12,producer,2025-02-31,18.13.01,x\n1,Qwe,,xyz,2027-01-01,99.99.99,x\n"
            ",,,,,,\n2,\x07,1234567890123456,producer,xyz,,,,,\n3,Qwe,,producer,,,\n"
        ),
        "status_change.csv": (
            "id,cooperative_id,status,effective_on\n1,3,active,2020-01-01\n"
            "2,3,active,2021-01-01\n3,3,dissolved,2022-01-01\n4,3,active,2023-01-01\n"
            "5,9,active,2023-01-01\n6,3,inactive,2020-01-01\n7,3,xyz,2027-01-01\n"
        ),
        "annual_report.csv": (
            "id,cooperative_id,book_year,members_male,equity\n1,3,x,-1,abc\n"
            "2,3,2020,1,\n3,3,2020,1,\n"
        ),
        "revitalization.csv": (
            "id,cooperative_id,opened_on,closed_on,outcome\n1,3,2020-01-01,2019-01-01,\n"
            "2,3,2021-01-01,,reactivated\n3,3,2021-01-01,2022-01-01,extended\n"
            "4,3,2022-01-01,,\n5,3,2022-02-01,,\n"
        ),
        "mentoring_session.csv": "id,kind,topic\n1,visit,Qwe\n",
    }
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    typed = "\n".join(files.values())
    assert speaks(language, "import", str(folder), "--yes", data=typed).code == 3


@LANGUAGES
@pytest.mark.parametrize(
    ("name", "content"),
    {
        "tag.csv": "", "product.csv": "id,foo\n1,2\n", "target.csv": "id,id\n1,2\n",
        "x.csv": "a\n", "region.csv": 'code,name\n"18.13,x\n',
    }.items(),
)  # fmt: skip
def test_files_that_are_refused(
    speaks: Any, language: str, tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content, encoding="latin-1")
    assert speaks(language, "import", str(tmp_path / name), "--yes").code


# Examples ----------------------------------------------------------------------------------------


def examples() -> list[tuple[str, str]]:
    return [
        (name, line) for name, command in COMMANDS.items() for line in command.epilog.split("\n")
    ]


@pytest.mark.slow
@LANGUAGES
@pytest.mark.parametrize(("name", "line"), examples())
def test_every_example_of_the_help_works(
    speaks: Any,
    sample: Database,
    run: Any,
    language: str,
    name: str,
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if name == "undo":  # there has to be something to take back
        for number in range(11):
            assert run("edit", "1", "--note", f"Qwe {number}").code == 0
    if "--officer me" in line:  # and somebody has to be one
        monkeypatch.setenv("KOPERASI_ACTOR", "Hendra Gunawan Saleh")
    if name == "restore":  # and something to bring back
        file = folder_of(sample.path) / Path(line.split()[2]).expanduser()
        file.parent.mkdir()
        assert run("backup", file).code == 0
    monkeypatch.chdir(tmp_path)  # some write a file
    (tmp_path / "data").symlink_to(ROOT / "data")
    said = catalog(language).gettext(line)
    program, *given = shlex.split(said)
    assert program == "koperasi"
    for word in given if language == "id" else ():
        assert not word.startswith("--") or name_in("id", "option", word[2:]) == word[2:], said
    asks = any(param.name == "yes" for param in COMMANDS[name].params)
    ran = run(*given, *(["--yes"] if asks and "--dry-run" not in given else []), "--lang", language)
    # A list as they come has a bad row; and no registry is without gaps.
    expected = 3 if name == "check" or "daftar-koperasi.xlsx" in said else 0
    assert ran.code == expected, f"{said}\n{ran.err}"


def test_the_headline_is_word_for_word(sample: Database, run: Any) -> None:
    said = run("laporan", "--bahasa", "id").out.splitlines()
    assert (
        "Per 17 Februari 2025 tercatat 96 koperasi: 67 aktif dan 29 tidak aktif."
        " Mayoritas koperasi aktif adalah koperasi produsen (38 dari 67)."
    ) in said
