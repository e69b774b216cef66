"""An attendance sheet as a file: a workbook that prints on A4, or Markdown."""

from math import ceil
from typing import TYPE_CHECKING, Any

from koperasi_cli.output.limits import cut
from koperasi_cli.output.markdown import escaped, paragraph
from koperasi_cli.output.targets import Target, Unfinished
from koperasi_cli.reports.attendance_sheet import COLUMNS, TITLE, AttendanceSheet

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FORMS = (".xlsx", ".md")
WIDTHS = (5, 27, 5, 24, 14, 16)
"""In characters: together the width of an A4 page between its margins."""
A4 = 9
LINE_HEIGHT, SIGNED_HEIGHT = 15, 24
FACT_WIDTH = sum(WIDTHS[2:])
MOST_FACT_LINES = 20


def save_sheet(target: Target, sheet: AttendanceSheet, banner: str | None) -> None:
    """Write the sheet into a file. ``banner`` marks a sample, and stands on each page.

    Raises:
        Refused: the file cannot be written.
    """
    with Unfinished() as unfinished:
        path = unfinished.file(target.real)
        if target.form == ".md":
            path.write_text(_markdown(sheet, banner), encoding="utf-8", newline="")
        else:
            _workbook(path, sheet, banner)


def _markdown(sheet: AttendanceSheet, banner: str | None) -> str:
    head = [f"**{escaped(banner)}**"] if banner else []
    head += [paragraph(sheet.office)] if sheet.office else []
    facts = [f"- {escaped(name)}: {escaped(text)}" for name, text in sheet.facts]
    table = [
        f"| {' | '.join(COLUMNS)} |",
        f"|{'---|' * len(COLUMNS)}",
        *(f"| {n} |{' |' * (len(COLUMNS) - 1)}" for n in range(1, sheet.lines + 1)),
    ]
    signed = "\n\n".join(map(paragraph, sheet.signed))
    blocks = [*head, f"# {TITLE}", "\n".join(facts), "\n".join(table), signed]
    return "\n\n".join(blocks) + "\n"


def _workbook(path: "Path", sheet: AttendanceSheet, banner: str | None) -> None:
    import xlsxwriter

    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    book = xlsxwriter.Workbook(str(path), options)
    page = book.add_worksheet(TITLE.title())
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)

    def form(**wanted: Any) -> "Format":
        return book.add_format({"valign": "vcenter", "quote_prefix": True, **wanted})

    line = _head(page, sheet, form)
    header = line
    for column, name in enumerate(COLUMNS):
        page.write_string(line, column, name, form(bold=True, border=1, align="center"))
    number, empty = form(border=1, align="center", quote_prefix=False), form(border=1)
    for n in range(1, sheet.lines + 1):
        page.set_row(line + n, SIGNED_HEIGHT)
        page.write_number(line + n, 0, n, number)
        for column in range(1, len(COLUMNS)):
            page.write_blank(line + n, column, None, empty)
    line = _signed(page, sheet, line + sheet.lines + 2, form)
    _set_to_print(page, header, line, banner)
    book.close()


def _head(page: "Worksheet", sheet: AttendanceSheet, form: Any) -> int:
    """The office, the title and the facts; the line below them."""
    last = len(COLUMNS) - 1
    titles = [*([(sheet.office.upper(), 12)] if sheet.office else []), (TITLE, 14)]
    for line, (text, size) in enumerate(titles):
        page.merge_range(line, 0, line, last, "", form())
        page.write_string(line, 0, cut(text), form(bold=True, font_size=size, align="center"))
        page.set_row(line, 20)
    line = len(titles) + 1
    for name, text in sheet.facts:
        page.merge_range(line, 0, line, 1, "", form())
        page.write_string(line, 0, name, form(valign="top"))
        page.merge_range(line, 2, line, last, "", form())
        page.write_string(line, 2, cut(f": {text}"), form(text_wrap=True, valign="top"))
        lines = min(MOST_FACT_LINES, ceil(len(text) / FACT_WIDTH * 1.1))
        page.set_row(line, LINE_HEIGHT * max(1, lines))
        line += 1
    return line + 1


def _signed(page: "Worksheet", sheet: AttendanceSheet, line: int, form: Any) -> int:
    """Place and day, who signs, room to sign, and the name; the last line."""
    where, role, name = sheet.signed
    for offset, text in ((0, where), (1, role), (5, name)):
        page.merge_range(line + offset, 3, line + offset, len(COLUMNS) - 1, "", form())
        page.write_string(line + offset, 3, cut(text), form(align="center"))
    return line + 5


def _set_to_print(page: "Worksheet", header: int, last: int, banner: str | None) -> None:
    """A4 upright, as wide as the page, with the header of the table on each page and their numbers."""
    page.set_paper(A4)
    page.set_portrait()
    page.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    page.fit_to_pages(1, 0)
    page.repeat_rows(header)
    page.print_area(0, 0, last, len(COLUMNS) - 1)
    page.center_horizontally()
    page.set_footer("&C&9Halaman &P dari &N")
    if banner:
        page.set_header("&C&9" + banner.replace("&", "&&")[:240])
