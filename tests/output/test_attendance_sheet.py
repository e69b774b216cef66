"""The attendance sheet as files: what stands in them, and how the workbook prints."""

import re
import zipfile
from pathlib import Path

import pytest

from koperasi_cli.output.attendance_sheet import FORMS, save_sheet
from koperasi_cli.output.targets import find_target
from koperasi_cli.reports.attendance_sheet import COLUMNS, AttendanceSheet

SHEET = AttendanceSheet(
    office="Dinas Koperasi & UMKM",
    facts=[("Kegiatan", "Pelatihan"), ("Koperasi", "=HYPERLINK(1); [b]Sai Betik[/b] | Tapis")],
    lines=45,
    signed=["Krui, 17 Februari 2025", "Petugas", "Ratna Purnamasari"],
)


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, str]:
    target = find_target(str(tmp_path / "hadir.xlsx"), FORMS)
    save_sheet(target, SHEET, "DATA CONTOH & rekaan")
    with zipfile.ZipFile(target.path) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def test_it_prints_on_a4_with_the_header_on_each_page(parts: dict[str, str]) -> None:
    page = parts["xl/worksheets/sheet1.xml"]
    assert 'paperSize="9"' in page
    assert 'fitToHeight="0"' in page
    assert "Halaman &amp;P dari &amp;N" in page
    assert "DATA CONTOH &amp;&amp; rekaan" in page
    names = parts["xl/workbook.xml"]
    (header,) = re.findall(r"Print_Titles[^>]*>'Daftar Hadir'!\$(\d+):\$\1<", names)
    assert f'<c r="A{header}"' in page
    assert re.search(r"Print_Area[^>]*>'Daftar Hadir'!\$A\$1:\$F\$", names)


def test_each_line_has_a_number_and_room_to_sign(parts: dict[str, str]) -> None:
    page = parts["xl/worksheets/sheet1.xml"]
    numbers = re.findall(r'<c r="A\d+" s="\d+"><v>(\d+)</v>', page)
    assert numbers == [str(n) for n in range(1, SHEET.lines + 1)]
    assert page.count('ht="24"') == SHEET.lines


def test_text_from_data_is_no_formula(parts: dict[str, str]) -> None:
    assert "<f>" not in parts["xl/worksheets/sheet1.xml"]
    texts = parts["xl/sharedStrings.xml"]
    assert ": =HYPERLINK(1); [b]Sai Betik[/b] | Tapis" in texts
    assert "DINAS KOPERASI &amp; UMKM" in texts
    assert all(f">{name}<" in texts for name in COLUMNS)


def test_as_markdown(tmp_path: Path) -> None:
    target = find_target(str(tmp_path / "hadir.md"), FORMS)
    save_sheet(target, SHEET, None)
    lines = target.path.read_text(encoding="utf-8").split("\n")
    assert lines[:3] == ["Dinas Koperasi \\& UMKM", "", "# DAFTAR HADIR"]
    assert "- Koperasi: =HYPERLINK(1); \\[b\\]Sai Betik\\[/b\\] \\| Tapis" in lines
    assert len([line for line in lines if re.match(r"\| \d+ \| \| \| \| \| \|$", line)]) == 45
    assert lines[-2] == "Ratna Purnamasari"
