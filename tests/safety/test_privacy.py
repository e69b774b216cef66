"""Whose eyes see it: files are their owner's, phone numbers stay here, no person's number goes in."""

import json
import os
import sqlite3
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from koperasi_cli.database import Database
from koperasi_cli.errors import BadValue, ExitCode, PersonsNik
from koperasi_cli.models import Recorded
from koperasi_cli.persons import has_persons_nik
from koperasi_cli.registry.cooperatives import read_tag
from koperasi_cli.registry.fields import clean_text, read_actor, read_field
from koperasi_cli.tabular.lists.cells import CODES, COUNTS, DATES, reader
from koperasi_cli.tabular.lists.rows import APART, PLACE, REPORT

Run = Callable[..., Any]

TODAY = date(2025, 2, 17)
NIK = "1813010101900001"
WHY = "16 digits are a person's NIK, which must not be stored."
PHONE, OLDER = "0812-7777-1234", "0813-8888-5678"
SAMPLE_LIST = Path(__file__).parents[2] / "data" / "pesisir-barat" / "cooperative.csv"

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")


# Files


SLOW = pytest.mark.slow


@pytest.fixture(
    params=[0o000, pytest.param(0o022, marks=SLOW), pytest.param(0o077, marks=SLOW)],
    ids="umask {:03o}".format,
)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path | str) -> int:
    return stat.S_IMODE(Path(path).stat().st_mode)


@posix
def test_what_is_kept_is_for_its_owner_only(
    run: Run, tmp_path: Path, umask: int, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command that makes a file or a folder, whatever the umask; also while it is unfinished."""
    named: list[tuple[str, int]] = []
    for name in ("replace", "link", "rename"):
        given_a_name = getattr(os, name)

        def watched(
            source: Any, target: Any, *, given_a_name: Callable[..., None] = given_a_name
        ) -> None:
            named.append((Path(target).name, mode(source)))
            given_a_name(source, target)

        monkeypatch.setattr(os, name, watched)
    data = tmp_path / "home" / "data"
    there = tmp_path / "new" / "deep" / "registry.db"
    (tmp_path / "list.csv").write_text("Nama\nKSP Dua\n")
    for words in (
        ("setup", "--name", "Dinas", "--me", "Budi"),
        ("demo",),
        ("demo", "--close"),
        ("add", "KSP Satu", "--sector", "producer", "--db", there),
        (
            "import",
            tmp_path / "list.csv",
            "--db",
            there,
            "--map",
            "Nama=name",
            "--save-map",
            "m",
            "--yes",
        ),
        ("backup", "--db", there),
        ("backup", tmp_path / "copy.db", "--db", there),
        ("restore", tmp_path / "copy.db", "--db", there, "--yes"),
        ("restore", tmp_path / "copy.db", "--db", tmp_path / "other" / "place" / "r.db", "--yes"),
    ):
        ran = run(*words)
        assert ran.code == ExitCode.DONE, (words, ran.err)
    made = [p for p in tmp_path.rglob("*") if p.name not in ("home", "list.csv")]
    assert {"settings.json", "koperasi.db", "demo.db", "backups", "copy.db"} <= {
        p.name for p in made
    }
    assert len([p for p in made if p.parent.name == "backups"]) >= 3
    for path in made:
        assert mode(path) == (0o700 if path.is_dir() else 0o600), path
    assert mode(data) == 0o700
    assert {"settings.json", "copy.db"} <= {name for name, _mode in named}
    assert {found for _name, found in named} == {0o600}


@posix
def test_what_sqlite_keeps_beside_it_too(registry: Database, umask: int) -> None:
    from koperasi_cli.models import Officer

    with registry.writing("test", actor="tester", at="2025-02-17T03:00:00Z") as session:
        session.add(Officer(name="Budi"))
        session.flush()
        assert mode(f"{registry.path}-journal") == 0o600


@posix
def test_the_details_of_an_error_too(
    registry: Database, run: Run, umask: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_more: object) -> None:
        raise AssertionError("a bug \udcff\x1b[2J")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("koperasi_cli.reports.office.office_facts", broken)
    monkeypatch.setattr("koperasi_cli.cli.desk.office_facts", broken)
    ran = run("list", "--search", PHONE)
    assert "made a mistake" in ran.err
    (saved,) = tmp_path.glob("koperasi-error-*")
    assert mode(saved) == 0o600
    assert PHONE not in saved.read_text()


@posix
def test_files_with_phone_numbers_are_for_their_owner_and_others_as_the_umask_says(
    sample: Database, run: Run, umask: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the clerk exports to pass on has no phone numbers in it, and is written as her umask says."""
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text(f"Nama,Telepon\n12,{PHONE}\n")
    for words in (
        ("export", "--contacts", "--output", "a.xlsx"),
        ("export", "--contacts", "--output", "a.csv"),
        ("export", "all", "--contacts", "--output", "a.json"),
        ("export", "all", "--contacts", "--output", "a/"),
        ("list", "--contacts", "--output", "a.md"),
        ("import", "in.csv", "--rejects", "a.rejects.csv"),
        ("export", "--output", "c.xlsx"),
        ("export", "all", "--output", "c/"),
        ("list", "--output", "c.csv"),
        ("mentor", "--sheet", "c.md", "1"),
        ("agenda", "--ics", "c.ics"),
        ("report", "--output", "c.json"),
    ):
        ran = run(*words)
        assert ran.code in (ExitCode.DONE, ExitCode.PROBLEMS), ran.err
    for path in tmp_path.rglob("*"):
        top = path.relative_to(tmp_path).parts[0]
        if top[:2] in ("a", "a."):
            assert mode(path) == (0o700 if path.is_dir() else 0o600), path
        elif top[:2] in ("c", "c."):
            assert mode(path) == (0o777 if path.is_dir() else 0o666) & ~umask, path


# Phone numbers


@pytest.fixture
def with_phones(sample: Database, run: Run) -> Database:
    """A cooperative whose phone number was recorded, and then corrected."""
    for number in (OLDER, PHONE):
        assert run("edit", "1", "--phone", number).code == ExitCode.DONE
    return sample


def test_no_screen_has_a_phone_number(
    with_phones: Database, run: Run, readings: list[Sequence[str]]
) -> None:
    for reading in [*readings[::4], ("undo",), ("undo", "--dry-run"), ("compare", SAMPLE_LIST)]:
        silent(run, *reading)
    for reading in [("log",), ("log", "1"), ("list",), ("show", "1"), ("undo",)]:
        silent(run, *reading, "--json")
    for number in (PHONE, OLDER):
        assert number in run("log", "1", "--json", "--contacts").out
    assert PHONE in run("show", "1", "--contacts").out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "language"), [("table", "id"), ("json", "en"), ("csv", "en"), ("markdown", "id")]
)
def test_no_screen_has_a_phone_number_in_any_format(
    with_phones: Database, run: Run, readings: list[Sequence[str]], form: str, language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("KOPERASI_LANG", language)
    for reading in [*readings, ("undo",), ("log", "1"), ("list", "--columns", "name,phone")]:
        silent(run, *reading, "--format", form)


def silent(run: Run, *words: object) -> None:
    ran = run(*words)
    for number in (PHONE, OLDER):
        assert number not in ran.out + ran.err, words


def test_no_answer_to_a_change_has_a_phone_number(
    sample: Database, run: Run, tmp_path: Path
) -> None:
    """What was typed is not said again; what a list brings is not told, nor quoted where refused."""
    run("edit", "1", "--phone", OLDER)
    with closing(sqlite3.connect(sample.path)) as connection:
        (name,) = connection.execute("SELECT name FROM cooperative WHERE id = 1").fetchone()
    nik = json.loads(run("show", "1", "--json").out)["nik"]
    file = tmp_path / "list.csv"
    file.write_text(f"Nama,NIK,Telepon\n{name},{nik},{PHONE}\nKSP Baru,,{PHONE}\x02\n12,,{PHONE}\n")
    for words in (
        ("compare", file), ("compare", file, "--json"), ("import", file, "--dry-run"),
        ("import", file, "--dry-run", "--json"), ("import", file), ("undo",), ("undo", "--yes"),
        ("edit", "1", "--phone", PHONE), ("edit", "1", "--phone", OLDER, "--json"),
        ("edit", "1", "--clear", "phone"), ("add", "KSP Lain", "--sector", "jasa", "--phone", PHONE),
        ("add", "KSP Lagi", "--sector", "jasa", "--phone", PHONE, "--json"),
        ("edit", "1", "--phone", f"{PHONE}\x02"), ("edit", "1", "--phone", PHONE * 40),
    ):  # fmt: skip
        silent(run, *words)


def test_no_file_has_a_phone_number(with_phones: Database, run: Run, tmp_path: Path) -> None:
    for number, words in enumerate([
        *((*words, "--output", f"x.{form}") for form in ("csv", "json", "xlsx")
          for words in (("export",), ("export", "--layout", "ods"), ("list",))),
        ("export", "all", "--output", "x.json"), ("export", "all", "--output", "x.xlsx"),
        ("export", "all", "--output", "x/"), ("show", "1", "--output", "x.md"),
        ("log", "1", "--output", "x.json"), ("log", "--output", "x.xlsx"),
        ("agenda", "--ics", "x.ics"), ("mentor", "--sheet", "x.xlsx", "1"),
        ("report", "--output", "x.md"),
    ]):  # fmt: skip
        folder = tmp_path / str(number)
        folder.mkdir()
        ran = run(
            *(word.replace("x.", f"{folder}/x.").replace("x/", f"{folder}/x/") for word in words)
        )
        assert ran.code == ExitCode.DONE, ran.err
        found = b"".join(map(everything, filter(Path.is_file, folder.rglob("*"))))
        assert found
        assert not any(phone.encode() in found for phone in (PHONE, OLDER)), words
    assert run("export", "--contacts", "--output", tmp_path / "y.csv").code == ExitCode.DONE
    assert PHONE in (tmp_path / "y.csv").read_text()


def everything(path: Path) -> bytes:
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"".join(map(archive.read, archive.namelist()))


def test_what_was_left_out_is_not_emptied_by_coming_back(
    with_phones: Database, run: Run, tmp_path: Path
) -> None:
    for form in ("all.json", "list.csv"):
        what = ("all",) if form == "all.json" else ()
        assert run("export", *what, "--output", tmp_path / form).code == ExitCode.DONE
        run("edit", "1", "--note", f"before {form}")
        ran = run("import", tmp_path / form, "--yes")
        assert ran.code == ExitCode.DONE, ran.err
        assert json.loads(run("show", "1", "--json", "--contacts").out)["phone"] == PHONE


# A person's number


WRITTEN = {
    "in one piece": NIK, "in a note": f"Ketua, NIK {NIK}, Krui", "by fours": "1813 0101 0190 0001",
    "with dots": "1813.0101.0190.0001", "with dashes": "181301-010190-0001",
    "as it is built": "18.13.01.010190.0001", "of a woman": "NIK: 181301 410190 0001",
    "over lines": "1813010101\n900001", "before a phone": f"{NIK} {PHONE}",
    "after a phone": f"HP {PHONE} NIK 1813 0101 0190 0001", "long dashes": "1813–0101–0190–0001",
    "other digits": "１８１３０１０１０１９００００１", "misspelled": "NIK 1813019901900001",
    "as an amount": "1.813.010.101.900.001", "as Excel writes it": "1,813,010,101,900,001",
    "with commas": "Budi (NIK 1813,0101,0190,0001)", "with colons": "1813:0101:0190:0001",
    "with strokes": "1813 | 0101 | 0190 | 0001", "in brackets": "(1813)(010101)(900001)",
    "after a full stop": "1813. 0101 0190 0001", "after a dash": "1813 - 0101 0190 0001",
    "by eights": "Jl. 12 No 5 18130101 01900001", "the day apart": "34874 1813010101 900001",
    "raised": "¹⁸¹³⁰¹⁰¹⁰¹⁹⁰⁰⁰⁰¹", "two at once": f"{NIK}{NIK}",
    "varied": "\ufe0f".join(NIK), "with signs not seen": "1813\u200b01010190\u00ad0001",
}  # fmt: skip

NO_NIK = (
    "1813010000001", "NIK 1813010000001", "181301010190000", "18130101019000011", "844A/BH/VIII/1980",
    "518.08/96/BH/XIV.10/VIII/2008", "AHU-0004793.AH.01.26.TAHUN 2020", "006385/BH/M.KUKM.2/XI/2017",
    PHONE, f"{PHONE}, {OLDER}", f"{PHONE} {OLDER}", f"{PHONE}/{OLDER}/{PHONE}", "+62 812 7777 1234",
    "+62 812 7777 1234 / +62 813 8888 5678", "0728-21234 0728-21235", "12-12-2024 01-02-2025",
    "2024-01-26 - 2025-02-17", "12/12/2024 - 01/02/2025", "NPWP 0012345678901000",
    "00.123.456.7-890.1000", "Rek. 0123 4567 8901 2345", "Rek. 5678 9012 3456 7890",
    "RAT 12-12-24 01-02-25 03-03-25", "RAT 12.03.22 15.03.23 20.03.24", "Rapat 12 12 2024 01 02 2025",
    "Kunjungan 17082024 12082024", "Rp 125.024.100 - 2.500.000",
    "NIP 19700101 199703 1 001", "Rp 1.813.010.101.900", "2022 2023 2024 2025",
)  # fmt: skip
"""Legal, telephone, account, tax and civil servants' numbers, days, amounts."""


@pytest.mark.parametrize("text", WRITTEN.values(), ids=[*WRITTEN])
def test_a_persons_nik_is_known_however_it_is_written(text: str) -> None:
    with pytest.raises(PersonsNik, match=WHY):
        clean_text(text, 200)


@pytest.mark.parametrize("text", NO_NIK)
def test_other_numbers_are_not_taken_for_one(text: str) -> None:
    assert clean_text(text, 200) == text


few = settings(
    max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)  # fmt: skip
regions = st.integers(110101, 979999).map(str)
births = st.dates(date(1930, 1, 1), date(2008, 12, 31))
around = st.text(st.characters(categories=("L", "Zs", "S", "Po")), max_size=20)


@few
@example("181301", date(1990, 1, 31), True, 9999, "/", "", "")
@given(
    regions, births, st.booleans(), st.integers(1, 9999), st.sampled_from(" .-/"), around, around
)
def test_any_persons_nik_is_known(
    region: str, born: date, woman: bool, serial: int, apart: str, before: str, after: str
) -> None:
    day = f"{born.day + 40 * woman:02}{born:%m%y}"
    whole = f"{region}{day}{serial:04}"
    fours = apart.join(whole[at : at + 4] for at in range(0, 16, 4))
    for written in (whole, apart.join((region, day, f"{serial:04}")), fours):
        assert has_persons_nik(f"{before} {written} {after}"), written


@pytest.mark.parametrize(
    "text",
    [f"NIK {NIK} ", pytest.param("1813 0101 0190 0001", marks=SLOW)],
    ids=["in a note", "by fours"],
)
def test_it_is_typed_into_no_field(sample: Database, run: Run, typed: Any, text: str) -> None:
    ran = run(*typed.of(text))
    assert ran.code == ExitCode.USAGE, ran
    assert WHY in ran.err and "A cooperative's NIK has 13 digits." in ran.err
    with closing(sqlite3.connect(sample.path)) as connection:
        assert connection.execute("SELECT count(*) FROM operation").fetchone() == (1,)


def test_it_is_read_into_no_column_of_any_kind() -> None:
    """Texts, numbers, amounts, days, codes: every column of every table."""
    for model in Recorded.__subclasses__():
        for name in inspect(model).columns.keys():  # noqa: SIM118
            with pytest.raises(BadValue):
                pytest.fail(f"{model.__name__}.{name}: {read_field(model, name, NIK, today=TODAY)}")
    with pytest.raises(PersonsNik):
        read_tag(NIK)
    with pytest.raises(PersonsNik):
        read_actor(NIK)


def test_a_list_brings_it_in_through_no_column() -> None:
    texts = {"name", "nik", "legal_number", "amendment_number", "address", "chair", "phone", "note",
             "tags", "officer", "reason", "decree"}  # fmt: skip
    for name in {*REPORT, *APART, *CODES, *DATES, *COUNTS, *texts} - {*PLACE}:
        for cell in (NIK, float(NIK), f" {NIK} "):
            with pytest.raises(BadValue) as refused:
                pytest.fail(f"{name}: {reader(name, TODAY)(cell)}")
            assert name not in texts or isinstance(refused.value, PersonsNik) or cell != NIK


@pytest.mark.parametrize("field", [
    "NIK", "Alamat", "Nama Ketua", "Telepon", "Keterangan", "Nomor Badan Hukum", "Desa", "Kecamatan",
    "Tag", "Petugas",
])  # fmt: skip
def test_in_a_list_it_costs_the_field_and_not_the_row(
    registry: Database, run: Run, tmp_path: Path, field: str
) -> None:
    file, rejects = tmp_path / "list.csv", tmp_path / "bad.csv"
    file.write_text(f"Nama Koperasi,Jenis,{field}\nKSP Satu,Jasa,NIK {NIK}\nKSP Dua,Jasa,\n")
    ran = run("import", file, "--json", "--rejects", rejects, "--yes")
    assert ran.code == ExitCode.PROBLEMS, ran.err
    told = json.loads(ran.out)
    (problem,) = told["problems"]
    assert (problem["line"], problem["column"]) == (2, field)
    assert problem["message"].startswith(WHY)
    assert problem["code"] == "persons-nik"
    assert [(row["new"], row["refused"]) for row in told["tables"]] == [(2, 0)]
    assert NIK not in ran.out + ran.err
    assert NIK not in dump(registry)
    assert WHY in rejects.read_text()
    assert run("import", file, "--strict", "--yes").code == ExitCode.REFUSED


def test_a_row_that_cannot_do_without_the_field_is_refused(
    registry: Database, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text(f"Nama Koperasi,Jenis\nKSP {NIK},Jasa\nKSP Dua,Jasa\n")
    told = json.loads(run("import", tmp_path / "list.csv", "--json", "--yes").out)
    assert [(row["new"], row["refused"]) for row in told["tables"]] == [(1, 1)]
    assert {problem["code"] for problem in told["problems"]} >= {"persons-nik"}
    assert NIK not in dump(registry)


def test_a_registrys_own_files_bring_it_in_nowhere(
    sample: Database, run: Run, tmp_path: Path, columns: list[tuple[type[Recorded], str]]
) -> None:
    """Put into every column of text of the newest row of each table: all but these fields goes in."""
    file = tmp_path / "all.json"
    assert run("export", "all", "--contacts", "--output", file).code == ExitCode.DONE
    everything_ = json.loads(file.read_text())
    put = 0
    for model, name in columns:
        table = str(model.__tablename__)
        rows = everything_[table]
        if name == "name":
            continue  # its row cannot do without it, and others not without the row
        rows[-1][name] = NIK
        put += 1
    everything_["publication"][0]["figures"] = json.dumps({"note": f"NIK {NIK}"})
    file.write_text(json.dumps(everything_))
    ran = run("import", file, "--db", tmp_path / "there.db", "--json", "--yes")
    told = json.loads(ran.out)
    assert ran.code == ExitCode.PROBLEMS
    assert NIK not in ran.out + ran.err
    refused_fields = [p for p in told["problems"] if p["message"].startswith(WHY)]
    assert len(refused_fields) > put
    assert NIK not in dump(Database(tmp_path / "there.db"))
    refused = {row["table"]: row["refused"] for row in told["tables"] if row["refused"]}
    assert {*refused} <= {
        "financing",
        "publication",
    }  # which cannot do without a lender, an audience


def dump(database: Database) -> str:
    """All of a registry, as SQL."""
    with closing(sqlite3.connect(database.path)) as connection:
        return "\n".join(connection.iterdump())
