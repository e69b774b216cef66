"""Tables as an Excel workbook: one sheet a table, real days and numbers, nothing that is computed.

Written row by row, so that a large table costs no memory. What Excel itself cannot hold (a day before
1900, a number of more than fifteen digits) is written as text.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from koperasi_cli.errors import Refused
from koperasi_cli.language import _, number
from koperasi_cli.output.limits import cut, sheet_name
from koperasi_cli.table import Column, Kind, Stream
from koperasi_cli.tabular.formulas import FORMULA_STARTS

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
NARROWEST, WIDEST, NOTES_WIDTH = 10, 60, 100
MEASURED = 1_000
"""How many rows settle the width of a column."""
BUTTON = 3
"""The room that the button of a filter takes, in characters."""
MOST_NUMBER = 10**15
FIRST_DAY = datetime(1900, 3, 1)
"""Before it Excel counts a day that never was."""

_NUMBERS = {
    Kind.COUNT: "#,##0",
    Kind.MONEY: "#,##0",
    Kind.SHARE: "0%",
    Kind.NUMBER: "0",
    Kind.OFFICIAL: '#,##0;-#,##0;"-"',
}
_FRACTION = "#,##0.##"
_MILLIONS = '#,##0.0;-#,##0.0;"-"'
_DAY, _MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


class Workbook:
    """A workbook on its way to a file. ``folder`` is for what is put aside until it is closed."""

    def __init__(self, path: Path, folder: str, utc_offset_hours: int = 7) -> None:
        import xlsxwriter

        self.book = xlsxwriter.Workbook(str(path), {**_OPTIONS, "tmpdir": folder})
        self.book.use_zip64()
        self.offset = timedelta(hours=utc_offset_hours)
        self.names: set[str] = set()
        self.cut = 0
        self.format: Callable[[str, bool, bool], Format | None] = cache(self._format)

    def add(self, stream: Stream) -> int:
        """A sheet with the rows of a table; how many there were.

        Raises:
            Refused: more rows than a sheet can hold.
        """
        sheet = self._sheet(stream.name)
        columns, widths = stream.columns, [_header_width(column) for column in stream.columns]
        for position, column in enumerate(columns):
            self._text(sheet, 0, position, column.label, "", True)
        sheet.freeze_panes(1, 0)
        line = 0
        for line, row in enumerate(stream.rows, 1):
            if line >= MOST_ROWS:
                raise _too_many(stream.name)
            texts = self._write(sheet, line, columns, row)
            if line <= MEASURED:
                widths = list(map(max, widths, texts))
        if columns:
            sheet.autofilter(0, 0, line, len(columns) - 1)
        if stream.total is not None:
            texts = self._write(sheet, line + 1, columns, stream.total, bold=True)
            widths = list(map(max, widths, texts))
        for position, width in enumerate(widths):
            sheet.set_column(position, position, min(max(width, NARROWEST), WIDEST))
        return line

    def add_notes(self, lines: Iterable[str]) -> None:
        """The last sheet: what is said above and below the tables, a line a row."""
        sheet = self._sheet(_("Notes"))
        sheet.set_column(0, 0, NOTES_WIDTH, self.book.add_format({"text_wrap": True}))
        for row, line in enumerate(lines):
            self._text(sheet, row, 0, line, "@")

    def close(self) -> None:
        self.book.close()

    def _sheet(self, name: str) -> "Worksheet":
        unique = sheet_name(name, self.names)
        self.names.add(unique.casefold())
        return self.book.add_worksheet(unique)

    def _write(
        self,
        sheet: "Worksheet",
        line: int,
        columns: Sequence[Column],
        row: Sequence[Any],
        bold: bool = False,
    ) -> list[int]:
        """Write a row; how many characters each of its cells takes."""
        return [
            self._cell(sheet, line, position, column, value, bold)
            for position, (column, value) in enumerate(zip(columns, row, strict=True))
        ]

    def _cell(
        self, sheet: "Worksheet", line: int, at: int, column: Column, value: Any, bold: bool
    ) -> int:
        if value is None:
            value = column.empty
        if value == "":
            return 0
        kind = column.kind
        if isinstance(value, str):
            if kind is Kind.DAY and (day := _day(value)):
                sheet.write_datetime(line, at, day, self.format(_DAY, bold, False))
                return len(_DAY)
            if kind is Kind.MOMENT and (moment := _moment(value)):
                sheet.write_datetime(
                    line, at, moment + self.offset, self.format(_MOMENT, bold, False)
                )
                return len(_MOMENT)
            return self._text(sheet, line, at, value, "", bold)
        if kind in _NUMBERS and _fits(value):
            form = _NUMBERS[kind]
            if kind is Kind.COUNT and value != int(value):
                form = _FRACTION
            if kind is Kind.OFFICIAL and isinstance(value, float):
                form = _MILLIONS
            sheet.write_number(line, at, value, self.format(form, bold, False))
            return len(f"{value:,.0f}")
        return self._text(sheet, line, at, str(value), "", bold)

    def _text(
        self, sheet: "Worksheet", line: int, at: int, text: str, form: str, bold: bool = False
    ) -> int:
        """Text as it is, never a formula: Excel shows it as if an apostrophe stood before it."""
        shorter = cut(text)
        self.cut += shorter is not text
        guarded = shorter.startswith(FORMULA_STARTS)
        sheet.write_string(line, at, shorter, self.format(form, bold, guarded))
        return len(shorter) if "\n" not in shorter else max(map(len, shorter.split("\n")))

    def _format(self, number_format: str, bold: bool, guarded: bool) -> "Format | None":
        wanted: dict[str, Any] = {}
        if number_format:
            wanted["num_format"] = number_format
        if bold:
            wanted["bold"] = True
        if guarded:
            wanted["quote_prefix"] = True
        return self.book.add_format(wanted) if wanted else None


def _header_width(column: Column) -> int:
    return len(column.label) + BUTTON


def _day(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.replace(tzinfo=None) >= FIRST_DAY else None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _fits(value: Any) -> bool:
    """Whether Excel keeps all digits of the number."""
    return isinstance(value, float) or (isinstance(value, int) and abs(value) < MOST_NUMBER)


def _too_many(name: str) -> Refused:
    return Refused(
        _(
            "{table} has more rows than a sheet of Excel can hold ({most}).",
            table=name, most=number(MOST_ROWS),
        ),
        _("Write it as .csv or .json, or choose fewer with filters."),
    )  # fmt: skip
