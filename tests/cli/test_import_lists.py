"""``koperasi import`` of lists, as a clerk uses it."""

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import Database

NIK, OTHER = "1813060000001", "1813060000002"
HEAD = ["No", "Nama Koperasi", "NIK", "Badan Hukum", "Status", "Alamat"]
GOOD = ["1", "KSP Maju", NIK, "1/BH/1", "aktif", "Jl. A"]
BAD = ["2", "KUD Sari", "5.10401E+12", "", "mungkin", "Jl. B"]
Lines = Sequence[Sequence[Any]]
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """``make("a.csv", lines)`` or ``make("a.xlsx", {"Sheet": lines})``."""

    def make(name: str, content: Lines | dict[str, Lines]) -> Path:
        path = tmp_path / name
        if isinstance(content, dict):
            import xlsxwriter

            with xlsxwriter.Workbook(path) as book:
                for sheet_name, lines in content.items():
                    sheet = book.add_worksheet(sheet_name)
                    for at, cells in enumerate(lines):
                        sheet.write_row(at, 0, cells)
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(content)
        return path

    return make


def listed(run: Any, *words: str) -> list[dict[str, Any]]:
    return list(json.loads(run("list", "--json", *words).out))


def counted(run: Any, *words: object) -> dict[str, int]:
    """What became of the rows, by ``--json``."""
    tables = json.loads(run("import", *words, "--json").out)["tables"]
    keys = ("read", "new", "changed", "known", "possible", "refused", "skipped")
    return {key: n for key in keys if (n := sum(table[key] for table in tables))}


def test_a_trial_run_is_the_real_run_and_writes_nothing(
    registry: Database, run: Any, make: Make
) -> None:
    before = registry.path.read_bytes()
    file = make("a.csv", [HEAD, GOOD])
    trial = run("import", file, "--dry-run", "--on", "2025-01-31")
    assert registry.path.read_bytes() == before
    assert not (registry.path.parent / "backups").exists()
    real = run("import", file, "--on", "2025-01-31")
    assert "Trial run: nothing was saved." in trial.out
    backup = next(line for line in real.out.splitlines() if line.startswith("A backup"))
    assert backup.endswith("-before-import.db")
    told = trial.out.replace("Trial run: nothing was saved.\n", "")
    assert told == real.out.replace(f"{backup}\n", "")
    assert (trial.code, real.code) == (0, 0)


def test_twice_is_once_and_said(registry: Database, run: Any, make: Make) -> None:
    file = make("a.csv", [HEAD, GOOD, ["2", "KUD Sari"]])
    run("import", file)
    before = registry.path.read_bytes()
    again = run("import", file)
    assert again.code == 0 and again.out.startswith("Nothing changed.\n")
    assert registry.path.read_bytes() == before
    assert counted(run, file) == {"read": 2, "known": 2}


def test_what_was_recognised_is_said_first(registry: Database, run: Any, make: Make) -> None:
    lines = [["(Rp juta)"], ["Nama", "NIK", "N I K", "Warna", "SHU"], ["KSP A", NIK, "", "", 1.5]]
    ran = run("import", make("a.xlsx", {"2024": lines, "Rekap": [["a", "b"]]}), "--book-year", 2023)
    assert "a.xlsx, sheet 2024: a list of cooperatives, its header in line 2" in ran.err
    assert "SHU (Rp juta) → Surplus ×1,000,000" in ran.err
    assert 'Not taken in: Warna. Say what one is with: --map "Warna=FIELD"' in ran.err
    assert "There twice, and left out: N I K." in ran.err
    assert "a.xlsx, sheet Rekap: no table is recognised in it; it is left out." in ran.err
    assert "1 new cooperative is registered as active from 17 February 2025 on." in ran.out


def test_problems_name_file_sheet_line_column_and_value(
    registry: Database, run: Any, make: Make
) -> None:
    ran = run("import", make("a.xlsx", {"Daftar": [HEAD, BAD, GOOD]}))
    assert ran.code == 3
    lost = '"5.10401E+12" has lost digits: a spreadsheet has shortened it.'
    assert f"a.xlsx:Daftar:2:NIK: 5.10401E+12: {lost}" in ran.err
    assert 'a.xlsx:Daftar:2:Status: mungkin: "mungkin" is no status. There are: Active' in ran.err
    assert "2 problems." in ran.err
    assert len(listed(run)) == 1


def test_a_persons_nik_is_shown_nowhere(registry: Database, run: Any, make: Make) -> None:
    ran = run("import", make("a.csv", [HEAD, ["1", "KSP A", "1801060008001234", "", "aktif", ""]]))
    assert ran.code == 3 and "16 digits are a person's NIK" in ran.err
    assert "1801060008001234" not in ran.out + ran.err


def test_strict_is_all_or_nothing(registry: Database, run: Any, make: Make) -> None:
    before = registry.path.read_bytes()
    file = make("a.csv", [HEAD, GOOD, BAD])
    ran = run("import", file, "--strict")
    assert ran.code == 1
    assert "Nothing was saved: with --strict all rows must be good." in ran.out
    assert "a.csv:3:NIK" in ran.err
    assert registry.path.read_bytes() == before
    assert run("import", make("a.csv", [HEAD, GOOD]), "--strict").code == 0


class TestRejects:
    """``--rejects``: the refused rows in their own layout, to be mended and imported again."""

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    @pytest.mark.parametrize("language", ["en", "id"])
    def test_mended_they_go_in(
        self, registry: Database, run: Any, make: Make, tmp_path: Path, form: str, language: str
    ) -> None:
        file = make("a.csv", [["DAFTAR KOPERASI"], HEAD, BAD, GOOD])
        rejects = tmp_path / f"rejects.{form}"
        ran = run("import", file, "--rejects", rejects, "--lang", language)
        assert ran.code == 3
        assert str(rejects) in ran.out
        lines = cells_of(rejects)
        assert lines[0][:-1] == HEAD
        assert lines[1][:2] == ["2", "KUD Sari"]
        assert "NIK: " in lines[1][-1] and "; Status: " in lines[1][-1]
        assert counted(run, rejects, "--dry-run") == {"read": 1, "refused": 1}
        lines[1][2:5] = [OTHER, "", "KTA"]
        mended = make("mended.csv", lines)
        ran = run("import", mended)
        assert ran.code == 0, ran.err
        assert "Not taken in" not in ran.err
        assert [(one["name"], one["status"]) for one in listed(run, "--sort", "id")] == [
            ("KSP Maju", "active"), ("KUD Sari", "inactive"),
        ]  # fmt: skip

    def test_with_the_subdistrict_and_the_unit_that_stood_elsewhere(
        self, sample: Database, run: Any, make: Make, tmp_path: Path
    ) -> None:
        lines = [
            ["No", "Nama", "Keuangan (Rp juta)", "", "Status"],
            ["", "", "Modal Sendiri", "SHU", ""],
            ["A", "Kecamatan Ngambur"],
            [1, "KUD Rejo Sari", 12.345, "", "mungkin"],
        ]
        rejects = tmp_path / "rejects.xlsx"
        run("import", make("a.xlsx", {"Daftar": lines}), "--rejects", rejects)
        found = cells_of(rejects)
        assert found[0] == [
            "No", "Nama", "Modal Sendiri (Rp juta)", "SHU (Rp juta)", "Status", "Subdistrict",
            "Reason refused",
        ]  # fmt: skip
        found[1][4] = "aktif"
        ran = run("import", make("mended.csv", found), "--book-year", 2023, "--as-new")
        assert ran.code == 0, ran.err
        (new,) = listed(run, "--search", "Rejo Sari", "--columns", "name,subdistrict")
        assert new["subdistrict"] == "Ngambur"
        exported = tmp_path / "reports.csv"
        run("export", "annual-reports", "--output", exported)
        assert ",12345000," in exported.read_text(encoding="utf-8-sig")

    def test_held_back_rows_are_in_it(
        self, registry: Database, run: Any, make: Make, tmp_path: Path
    ) -> None:
        run("import", make("a.csv", [HEAD, GOOD]))
        row = ["1", "KSP Maju", "", "", "aktif", ""]
        rejects = tmp_path / "rejects.csv"
        ran = run("import", make("b.csv", [HEAD, row]), "--rejects", rejects)
        assert ran.code == 3 and "may be here already and was held back" in ran.out
        assert "It may be no. 1 KSP Maju" in cells_of(rejects)[1][-1]
        assert counted(run, rejects, "--by-name", "--dry-run") == {"read": 1, "known": 1}
        assert counted(run, rejects, "--as-new", "--dry-run") == {"read": 1, "new": 1}

    def test_nothing_refused_writes_nothing(
        self, registry: Database, run: Any, make: Make, tmp_path: Path
    ) -> None:
        ran = run("import", make("a.csv", [HEAD, GOOD]), "--rejects", tmp_path / "r.csv")
        assert ran.code == 0 and "No row was refused" in ran.out
        assert not (tmp_path / "r.csv").exists()

    def test_it_never_replaces_what_is_read(self, registry: Database, run: Any, make: Make) -> None:
        file = make("a.csv", [HEAD, BAD])
        before = file.read_bytes(), registry.path.read_bytes()
        ran = run("import", file, "--rejects", file)
        assert ran.code == 2 and "is one of the files that are read" in ran.err
        assert (file.read_bytes(), registry.path.read_bytes()) == before

    def test_what_does_not_fit_is_said_before(
        self, registry: Database, run: Any, make: Make, tmp_path: Path
    ) -> None:
        before = registry.path.read_bytes()
        file = make("a.xlsx", {"A": [HEAD, BAD], "B": [HEAD, GOOD]})
        for target, why in (
            ("r.csv", "2 sheets are read"), ("r.txt", "does not say in which form"),
            ("none/r.xlsx", "There is no folder"),
        ):  # fmt: skip
            ran = run("import", file, "--rejects", tmp_path / target)
            assert ran.code in (1, 2) and why in ran.err
        assert registry.path.read_bytes() == before
        ran = run("import", file, "--rejects", tmp_path / "r.xlsx")
        assert ran.code == 3 and (tmp_path / "r.xlsx").exists()


def cells_of(path: Path) -> list[list[str]]:
    """The cells of the first sheet, as text."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    import openpyxl

    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[str(c or "") for c in cells] for cells in sheet.iter_rows(values_only=True)]


class TestMapping:
    """``--map`` and ``--save-map``"""

    LINES: Lines = (("Uraian", "Kode", "Ket Aktif"), ("KSP Maju", NIK, "beku"))

    def test_kept_and_used_again(self, registry: Database, run: Any, make: Make) -> None:
        file = make("a.csv", self.LINES)
        refused = run("import", file)
        assert refused.code == 1 and "--map" in refused.err
        words = ("--map", "Uraian=name", "--map", "kode=nik", "--map", "Ket Aktif=status")
        ran = run("import", file, *words, "--save-map", "dinas")
        assert ran.code == 0
        assert (
            "The mapping is kept: --map dinas (Uraian=name, kode=nik and Ket Aktif=status)."
            in ran.err
        )
        assert listed(run)[0]["status"] == "inactive"
        assert counted(run, file, "--map", "dinas") == {"read": 1, "known": 1}
        other = make("b.csv", [(*self.LINES[0], "Kontak"), (*self.LINES[1], "0812")])
        more = run("import", other, "--map", "dinas", "--map", "Kontak=chair", "--save-map", "dua")
        assert more.code == 0
        assert counted(run, other, "--map", "dua") == {"read": 1, "known": 1}

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            (("--map", "lain"), 'There is no mapping "lain".'),
            (("--map", "Uraian=nama siapa"), "is no field of a list"),
            (("--map", "Uraiann=name", "--map", "Uraian=name"), 'No file has a column "Uraiann".'),
            (("--save-map", "x"), ""),
            (("--map", "Uraian=name", "--save-map", "a=b"), "no mapping to keep"),
        ],
    )
    def test_what_cannot_be(
        self, registry: Database, run: Any, make: Make, words: tuple[str, ...], why: str
    ) -> None:
        ran = run("import", make("a.csv", self.LINES), *words)
        assert ran.code in (1, 2)
        assert why in ran.err
        assert listed(run) == []


def test_a_sheet_can_be_chosen(registry: Database, run: Any, make: Make) -> None:
    file = make("a.xlsx", {"2023": [HEAD, GOOD], "2024": [HEAD, ["1", "KUD Sari", "", "", "KTA"]]})
    assert run("import", file, "--sheet", "2024").code == 0
    assert [one["name"] for one in listed(run)] == ["KUD Sari"]
    ran = run("import", file, "--sheet", "2025")
    assert ran.code == 1 and "There are: 2023 and 2024" in ran.err


def test_tables_and_lists_go_in_together(
    registry: Database, run: Any, make: Make, tmp_path: Path
) -> None:
    """The regions and the officers of one file serve the list in another."""
    region = [["kode", "nama"], ["51.04", "Gianyar"], ["51.04.01", "Sukawati"]]
    make("wilayah.csv", region)
    make("officer.csv", [["id", "name"], ["1", "Rina"]])
    make("daftar.csv", [["Nama", "Kecamatan", "PPKL"], ["KSP A", "SUKAWATI", "rina"]])
    ran = run("import", tmp_path, "--on", "2025-01-31")
    assert ran.code == 0, ran.err
    assert listed(run, "--columns", "name,subdistrict,officer") == [
        {"name": "KSP A", "subdistrict": "Sukawati", "officer": "Rina"}
    ]
    assert "Saved: 3 new rows." in ran.out and "Saved: 1 new cooperative." in ran.out


def test_unknown_officers_and_odd_totals_are_said(registry: Database, run: Any, make: Make) -> None:
    lines = [["Nama", "PPKL", "L", "P", "Anggota"], ["KSP A", "Rina", 1, 2, 4], ["KSP B", "Rina"]]
    ran = run("import", make("a.xlsx", {"A": lines}), "--book-year", 2023)
    assert ran.code == 0
    assert "2 rows name officers who are not on record, and went in without: Rina (2)." in ran.out
    assert "men and women are not the total, which is left out: line 2." in ran.out


def test_a_changed_field_is_shown_before_and_after(
    registry: Database, run: Any, make: Make
) -> None:
    run("import", make("a.csv", [HEAD, GOOD]), "--on", "2024-12-31")
    row = [*GOOD[:4], "KTA", "Jl. Baru"]
    ran = run("import", make("b.csv", [HEAD, row]), "--on", "2025-01-31")
    assert ran.code == 0
    assert "Saved: 1 cooperative changed." in ran.out
    assert "Jl. A → Jl. Baru" in ran.out
    assert "Active → Inactive" in ran.out
    assert run("undo", "--yes").code == 0
    assert [(one["name"], one["status"]) for one in listed(run)] == [("KSP Maju", "active")]


@pytest.mark.parametrize("answer", ["31/01/2025", "besok\n31 Januari 2025"])
def test_the_day_is_asked_for_on_a_terminal(
    registry: Database, run: Any, on_a_terminal: Any, make: Make, answer: str
) -> None:
    file = make("a.csv", [HEAD, GOOD])
    ran = on_a_terminal("import", file, answers=answer.split("\n"), width=80)
    assert ran.code == 0, ran.out
    assert "Of which day is the list? [today]" in ran.out
    assert json.loads(run("list", "--on", "2025-01-30", "--json").out) == []
    assert len(listed(run, "--on", "2025-01-31")) == 1


@pytest.mark.parametrize("words", [("--on", "2025-03-01"), ("--on", "31/02/2025")])
def test_a_day_that_is_none(registry: Database, run: Any, make: Make, words: Any) -> None:
    assert run("import", make("a.csv", [HEAD, GOOD]), *words).code in (1, 2)
    assert listed(run) == []


@pytest.mark.parametrize("width", [60, 80, 200])
def test_every_width_shows_all_of_it(
    registry: Database, on_a_terminal: Any, make: Make, width: int
) -> None:
    file = make("a.csv", [["DAFTAR"], HEAD, GOOD, BAD, [], ["Jumlah", "", "", "", "2"]])
    ran = on_a_terminal("import", file, "--dry-run", answers=[""], width=width)
    assert ran.code == 3
    words = " ".join(ran.out.split())
    for part in ("Trial run: nothing was saved.", "above the header", "a total", "lost digits"):
        assert part in words
