"""The only writer of stdout and stderr.

stdout has the result, stderr everything else. Whether stdout is a terminal decides colour and width,
never content.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from koperasi_cli.errors import BadUsage
from koperasi_cli.language import _, visible
from koperasi_cli.output.cells import bar, reading
from koperasi_cli.table import RIGHT, Column, Kind, Report, Row, Table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

FORMATS = ("table", "json", "csv", "markdown")
UNCUT = 10_000
HEIGHT = 25
DELIMITERS = {",": ",", ";": ";", "|": "|", "tab": "\t"}
ASCII_SIGNS = {"→": "->", "…": "...", "·": "-", "–": "-", "—": "-", "▇": "#"}


class Screen:
    """Where a command's answer goes."""

    def __init__(self, form: str = "table", delimiter: str = ",") -> None:
        self.form = form
        self.delimiter = delimiter
        self.utc_offset_hours = 7

    @property
    def interactive(self) -> bool:
        """Whether there is somebody who can be asked."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    @cached_property
    def out(self) -> "Console":
        return _console(sys.stdout)

    @cached_property
    def err(self) -> "Console":
        return _console(sys.stderr)

    def show(self, report: Report, *, banner: str | None = None, utc_offset_hours: int = 7) -> None:
        """Print a report in the format that was asked for.

        ``banner`` stands above the page; beside it, where a machine reads the page.
        """
        self.utc_offset_hours = utc_offset_hours
        match self.form:
            case "json":
                self._beside(banner)
                self._write(_json(report.data, sys.stdout))
            case "csv":
                self._beside(banner)
                self._write(
                    _csv(report.tables, self.delimiter)
                    if report.tables
                    else "\n".join(map(visible, report.lines))
                )
            case "markdown":
                from koperasi_cli.output.markdown import markdown

                self._write(markdown(report, banner, self.utc_offset_hours))
            case _ if not sys.stdout.isatty():
                from koperasi_cli.output.plain import page

                self._write(
                    page(report, banner, self.utc_offset_hours, ascii_only=self._ascii_only)
                )
            case _:
                self._page(report, banner)
        for line in report.warnings:
            self.say(visible(line))

    def say(self, line: str) -> None:
        """A line (or lines) beside the result: a warning, progress, a question's summary."""
        text = "\n".join(_wrapped(visible(part), sys.stderr) for part in line.split("\n"))
        try:
            sys.stderr.write(f"{_printable(text, sys.stderr)}\n")
            sys.stderr.flush()
        except OSError:  # nobody hears it, and the command is not to fail for that
            say_no_more(sys.stderr)

    def error(self, message: str, hint: str | None = None) -> None:
        """Two lines on stderr: what is wrong, and what to do next."""
        first, *more = message.split("\n")
        self.say("\n".join([_("Error: {message}", message=first), *more]))
        for line in hint.split("\n") if hint else ():
            self.say(f"  {line}")

    def text(self, page: str) -> None:
        """A page that is text already: help, a version."""
        self._write(page)

    def ask(self, prompt: str) -> str:
        """Ask on stderr, so that a redirected stdout stays clean. EOF is an interruption."""
        text = f"{_wrapped(visible(prompt.rstrip()), sys.stderr)} "
        sys.stderr.write(_printable(text, sys.stderr))
        sys.stderr.flush()
        answer = sys.stdin.readline()
        if not answer:
            raise KeyboardInterrupt
        return answer.strip()

    def _beside(self, line: str | None) -> None:
        if line:
            self.say(line)

    def _write(self, text: str) -> None:
        sys.stdout.write(_printable(text, sys.stdout))
        if not text.endswith("\n"):
            sys.stdout.write("\n")
        sys.stdout.flush()

    def _page(self, report: Report, banner: str | None) -> None:
        blocks = 0

        def gap() -> None:
            nonlocal blocks
            if blocks:
                self.out.print()
            blocks += 1

        if banner:
            gap()
            self.out.print(self._styled(banner, "bold yellow"))
        if report.lines:
            gap()
            for line in report.lines:
                self.out.print(self._styled(line))
        if report.chart and max(map(len, report.chart)) <= self.out.width:
            gap()
            for line in report.chart:
                self.out.print(self._styled(line))
        for table in report.tables:
            if table.rows or table.total:
                gap()
                self._table(table)
        if report.notes:
            gap()
            for line in report.notes:
                self.out.print(self._styled(line, "dim"))

    def _table(self, table: Table) -> None:
        from rich.table import Table as Grid

        from koperasi_cli.output import narrow

        if table.title:
            self.out.print(self._styled(table.title, "bold"))
        shown = [column for column in table.columns if not column.hidden]
        if self.out.width < 60:  # too narrow for a drawing
            shown = [column for column in shown if column.kind is not Kind.BAR]
        rows = [*table.rows, *([] if table.total is None else [table.total])]
        cells = [[self._cell(column, row) for column in shown] for row in rows]
        if narrow.too_narrow(shown, rows, self.out.width, self.utc_offset_hours):
            self.out.print(narrow.records(shown, cells, self.out.width))
            return
        grid = Grid(box=None, pad_edge=False, show_header=any(c.label for c in shown))
        for column in shown:
            grid.add_column(
                self._styled(column.label, "bold"),
                justify="right" if column.kind in RIGHT else "left",
                overflow="fold",
                no_wrap=column.kind in (*RIGHT, Kind.BAR),
            )
        for row, texts in zip(rows, cells, strict=True):
            grid.add_row(*texts, style="bold" if row is table.total else None)
        self.out.print(grid)

    def _cell(self, column: Column, row: Row) -> "Text":
        value = row.get(column.key)
        if column.kind is Kind.BAR:
            return self._styled(bar(value, ascii_only=self._ascii_only), "green")
        return self._styled(reading(column, value, utc_offset_hours=self.utc_offset_hours))

    @property
    def _ascii_only(self) -> bool:
        """Whether bars must be drawn in ASCII: the terminal is dumb, or cannot carry the sign."""
        return os.environ.get("TERM") == "dumb" or not _carries(sys.stdout, "▇")

    def _styled(self, text: str, style: str = "") -> "Text":
        from rich.text import Text

        return Text(_printable(visible(text), sys.stdout), style=style)


def say_no_more(stream: TextIO) -> None:
    """Whoever read it has gone, or has no room: what is still to be said goes nowhere."""
    with suppress(OSError):  # what is no file has nobody to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def read_delimiter(text: str | None) -> str:
    """What stands between the cells of a CSV; a comma unless told otherwise.

    Raises:
        BadUsage: it is none.
    """
    if text is None:
        return ","
    found = DELIMITERS.get(text.lower(), text if text in DELIMITERS.values() else None)
    if found is None:
        raise BadUsage(
            _('"{text}" is no delimiter.', text=text),
            _("There are: {names}", names=" ".join(DELIMITERS)),
        )
    return found


def _wrapped(line: str, stream: TextIO) -> str:
    """The line broken between words where a terminal would break it within one."""
    if not stream.isatty():
        return line
    import textwrap

    from koperasi_cli.output.narrow import room

    width = room()
    if len(line) <= width:
        return line
    return textwrap.fill(
        line, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )


def _console(stream: TextIO) -> "Console":
    from rich.console import Console

    from koperasi_cli.output.narrow import room

    terminal = stream.isatty()
    return Console(
        file=stream,
        force_terminal=terminal,
        width=room() if terminal else UNCUT,
        height=HEIGHT,  # rich takes a dumb terminal to be 80 wide, unless told both
        no_color=not terminal or None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        legacy_windows=None if terminal else False,
    )


def _carries(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _printable(text: str, stream: TextIO) -> str:
    """The text as the stream's encoding can carry it: signs in ASCII, else as an escape."""
    if _carries(stream, text):
        return text
    for sign, plain in ASCII_SIGNS.items():
        if not _carries(stream, sign):
            text = text.replace(sign, plain)
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _json(data: object, stream: TextIO) -> str:
    from koperasi_cli.output.cells import json_text

    text = json_text(data)
    return text if _carries(stream, text) else json_text(data, ascii_only=True)


def _csv(tables: Sequence[Table], delimiter: str) -> str:
    import io

    from koperasi_cli.output.delimited import write_table

    text = io.StringIO()
    for table in tables[:1]:
        write_table(text, table, delimiter=delimiter, line_end="\n")
    return text.getvalue()
