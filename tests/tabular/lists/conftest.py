"""A registry with the regions of the sample, and lists made for a test."""

import csv
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.tabular.imported import Imported
from koperasi_cli.tabular.lists.header import find_header
from koperasi_cli.tabular.lists.importing import Wishes, import_lists
from koperasi_cli.tabular.lists.mapping import read_mapping
from koperasi_cli.tabular.native import import_native
from koperasi_cli.tabular.reading import Cell, Row, Sheet
from koperasi_cli.tabular.recognition import Recognised, find_sources, recognise

TODAY = date(2025, 2, 17)
NOW = "2025-02-17T03:00:00Z"
REGIONS = Path(__file__).parents[3] / "data" / "pesisir-barat" / "region.csv"

Lines = Sequence[Sequence[Cell | None]]


@pytest.fixture(scope="session")
def regional_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("regional") / "registry.db"
    shutil.copy(empty_file, path)
    sources, _refused = find_sources([REGIONS])
    with Database(path).writing("import", actor="tester", at=NOW) as session:
        import_native(session, sources, today=TODAY, end_of_today="2025-02-17T16:59:59Z")
    return path


@pytest.fixture
def registry(regional_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A registry with regions and no cooperative, of the test's own; ``run`` works on it too."""
    path = tmp_path / "registry.db"
    shutil.copy(regional_file, path)
    monkeypatch.setenv("KOPERASI_DB", str(path))
    return Database(path)


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """``made([["Nama"], ["KSP A"]], "list.xlsx", sheet="2024")``: a file with these cells. A tuple of
    lines beside others is another sheet: ``made({"A": lines, "B": lines})``."""

    def made(
        lines: Lines | dict[str, Lines],
        name: str = "list.csv",
        *,
        encoding: str = "utf-8",
        delimiter: str = ",",
    ) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".xlsx":
            write_workbook(path, lines if isinstance(lines, dict) else {"Sheet1": lines})
            return path
        assert not isinstance(lines, dict)
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(lines)
        return path

    return made


def write_workbook(path: Path, sheets: dict[str, Lines]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        as_day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for at, cells in enumerate(lines):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, column, cell, as_day)
                    elif isinstance(cell, str):
                        sheet.write_string(at, column, cell)
                    elif cell is not None:
                        sheet.write_number(at, column, cell)


@pytest.fixture
def take(registry: Database) -> Callable[..., Imported]:
    """``take(path, on="2025-01-31", mapped=["X=name"], by_name=True)``: an import at noon of today.

    Instead of a path, lines of cells: the sheet "Sheet1" of "list.xlsx", without the detour."""

    def take(
        *given: Path | Lines,
        on: str = "2025-01-31",
        mapped: Sequence[str] = (),
        dry_run: bool = False,
        district: str | None = "18.13",
        **wishes: Any,
    ) -> Imported:
        paths = [one for one in given if isinstance(one, Path)]
        found = recognise(paths, mapped=read_mapping(mapped)) if paths else Recognised()
        for lines in given:
            if not isinstance(lines, Path):
                source = find_header(in_memory(lines), read_mapping(mapped))
                assert source is not None
                found.lists.append(source)
        result = Imported(problems=[*found.refused])
        wanted = Wishes(on=date.fromisoformat(on), **wishes)
        with registry.writing("import", actor="tester", at=NOW, dry_run=dry_run) as session:
            import_lists(session, found.lists, result, wanted, today=TODAY, district=district)
        for counts in result.tables.values():
            assert counts.read == (
                counts.new + counts.changed + counts.known + counts.possible + counts.refused
            )
        return result

    return take


def in_memory(lines: Lines) -> Sheet:
    """A sheet of a workbook as reading gives it."""
    rows = [Row(n, ["" if c is None else c for c in cells]) for n, cells in enumerate(lines, 1)]
    return Sheet(Path("list.xlsx"), "Sheet1", lambda: iter(rows))


@pytest.fixture
def ask(registry: Database) -> Callable[..., list[Any]]:
    """The rows of a question; single values where it has one column."""

    def ask(sql: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(registry.path)) as connection:
            found = connection.execute(sql, values)
            return [row[0] if len(row) == 1 else row for row in found]

    return ask


@pytest.fixture
def totals() -> Callable[[Imported], dict[str, int]]:
    """What became of the rows of all sources, without what is nothing."""
    names = ("read", "new", "changed", "known", "possible", "refused", "skipped")

    def totals(result: Imported) -> dict[str, int]:
        summed = {n: sum(getattr(counts, n) for counts in result.tables.values()) for n in names}
        return {name: n for name, n in summed.items() if n}

    return totals
