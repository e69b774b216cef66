"""Damaged files are read or refused: no other error, no endless wait. The cases are always the same."""

import csv
import io
import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from koperasi_cli.errors import Refused
from koperasi_cli.tabular.reading import sheets

HEADER = ["No", "Nama Koperasi", "Tanggal"]
ROWS = [HEADER, *([number, f"Koperasi Café {number}", "2024-01-02"] for number in range(1, 20))]


def as_csv() -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(ROWS)
    return out.getvalue().encode()


def as_json() -> bytes:
    rows = [dict(zip(HEADER, row, strict=True)) for row in ROWS[1:]]
    return json.dumps({"cooperative": rows}, ensure_ascii=False).encode()


def as_xlsx() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def as_xls() -> bytes:
    book, out = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("Data")
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.save(out)
    return out.getvalue()


def as_ods() -> bytes:
    book, out = OpenDocumentSpreadsheet(), io.BytesIO()
    table = Table(name="Data")
    for row in ROWS:
        line = TableRow()
        for value in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(out)
    return out.getvalue()


KINDS: dict[str, tuple[Callable[[], bytes], int]] = {
    "csv": (as_csv, 200),
    "json": (as_json, 200),
    "xlsx": (as_xlsx, 12),
    "xls": (as_xls, 24),
    "ods": (as_ods, 12),
}
"""How many cases of each: a workbook takes a process of its own."""
whole = cache(lambda kind: KINDS[kind][0]())


def damaged(kind: str, seed: int) -> bytes:
    chosen, content = random.Random(f"{kind}{seed}"), bytearray(whole(kind))
    if seed % 3 == 0:
        return bytes(content[: chosen.randrange(1, len(content))])
    # Where the first bytes say how the rest is laid out, most of what can go wrong is decided.
    last = 600 if seed % 3 == 1 and kind == "xls" else len(content)
    for _ in range(chosen.randint(1, 8)):
        content[chosen.randrange(8, last)] ^= 1 << chosen.randrange(8)
    return bytes(content)


@pytest.mark.parametrize(
    ("kind", "part"), [(kind, part) for kind, (_, cases) in KINDS.items() for part in range(4)]
)
def test_read_or_refused(tmp_path: Path, kind: str, part: int) -> None:
    path = tmp_path / f"a.{kind}"
    for seed in range(part, KINDS[kind][1], 4):
        path.write_bytes(damaged(kind, seed))
        try:
            rows = [row for sheet in sheets(path) for row in sheet.rows()]
        except Refused as refused:
            assert path.name in refused.message
        else:
            assert all(isinstance(row.number, int) for row in rows), seed


@pytest.mark.parametrize("kind", KINDS)
def test_undamaged(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(whole(kind))
    [sheet] = sheets(path)
    found = [[str(cell) for cell in row.cells] for row in sheet.rows()]
    assert found == [[str(cell) for cell in row] for row in ROWS]


def test_a_chain_of_sectors_that_leads_back(tmp_path: Path) -> None:
    content = bytearray(whole("xls"))
    allocation = 512 + 512 * int.from_bytes(content[76:80], "little")
    content[allocation : allocation + 8] = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"a\.xls is"):
        sheets(path)
