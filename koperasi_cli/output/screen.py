"""The only writer of stdout and stderr.

stdout has the result, stderr everything else. Whether stdout is a terminal decides colour and width,
never content.
"""

import os
import sys
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from koperasi_cli.language import _
from koperasi_cli.output.cells import bar, reading, visible
from koperasi_cli.table import RIGHT, Column, Kind, Report, Row, Table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

FORMATS = ("table", "json", "csv", "markdown")
UNCUT = 10_000


class Screen:
    """Where a command's answer goes. ``banner`` stands above every page, for a sample registry."""

    def __init__(self, form: str = "table") -> None:
        self.form = form
        self.banner: str | None = None
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

    def show(self, report: Report) -> None:
        """Print a report in the format that was asked for."""
        match self.form:
            case "json":
                self._beside(self.banner)
                self._write(_json(report.data))
            case "csv":
                self._beside(self.banner)
                self._write(_csv(report.tables))
            case "markdown":
                from koperasi_cli.output.markdown import markdown

                self._write(markdown(report, self.banner, self.utc_offset_hours))
            case _:
                self._page(report)
        for line in report.warnings:
            self.say(line)

    def say(self, line: str) -> None:
        """A line beside the result: a warning, progress, a question's summary."""
        sys.stderr.write(f"{_printable(line, sys.stderr)}\n")
        sys.stderr.flush()

    def error(self, message: str, hint: str | None = None) -> None:
        """Two lines on stderr: what is wrong, and what to do next."""
        self.say(_("Error: {message}", message=visible(message)))
        if hint:
            self.say(f"  {visible(hint)}")

    def text(self, page: str) -> None:
        """A page that is text already: help, a version."""
        self._write(page)

    def ask(self, prompt: str) -> str:
        """Ask on stderr, so that a redirected stdout stays clean. EOF is an interruption."""
        sys.stderr.write(_printable(prompt, sys.stderr))
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

    def _page(self, report: Report) -> None:
        from rich.text import Text

        blocks = 0

        def gap() -> None:
            nonlocal blocks
            if blocks:
                self.out.print()
            blocks += 1

        if self.banner:
            gap()
            self.out.print(Text(self.banner, style="bold yellow"))
        if report.lines:
            gap()
            for line in report.lines:
                self.out.print(Text(visible(line)))
        for table in report.tables:
            if table.rows or table.total:
                gap()
                self._table(table)
        if report.notes:
            gap()
            for line in report.notes:
                self.out.print(Text(visible(line), style="dim"))

    def _table(self, table: Table) -> None:
        from rich.table import Table as Grid
        from rich.text import Text

        if table.title:
            self.out.print(Text(table.title, style="bold"))
        columns = [column for column in table.columns if not column.hidden]
        if not self.out.is_terminal or self.out.width >= 60:
            shown = columns
        else:  # too narrow for a drawing
            shown = [column for column in columns if column.kind is not Kind.BAR]
        grid = Grid(box=None, pad_edge=False, show_header=any(c.label for c in shown))
        for column in shown:
            grid.add_column(
                Text(column.label, style="bold"),
                justify="right" if column.kind in RIGHT else "left",
                overflow="fold",
                no_wrap=column.kind in (*RIGHT, Kind.BAR),
                min_width=min(12, len(column.label)) if column.kind is Kind.TEXT else None,
            )
        for row in table.rows:
            grid.add_row(*(self._cell(column, row) for column in shown))
        if table.total is not None:
            total = table.total
            grid.add_row(*(self._cell(column, total) for column in shown), style="bold")
        self.out.print(grid)

    def _cell(self, column: Column, row: Row) -> "Text":
        from rich.text import Text

        value = row.get(column.key)
        if column.kind is Kind.BAR:
            return Text(bar(value, ascii_only=self._ascii), style="green")
        return Text(reading(column, value, utc_offset_hours=self.utc_offset_hours))

    @cached_property
    def _ascii(self) -> bool:
        if os.environ.get("TERM") == "dumb":
            return True
        try:
            "▇".encode(sys.stdout.encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            return True
        return False


def _console(stream: TextIO) -> "Console":
    from rich.console import Console

    terminal = stream.isatty()
    return Console(
        file=stream,
        width=None if terminal else UNCUT,
        no_color=not terminal or None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        legacy_windows=None if terminal else False,
    )


def _printable(text: str, stream: TextIO) -> str:
    """The text with what the stream's encoding cannot carry written as an escape."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _json(data: object) -> str:
    import json

    from koperasi_cli.output.cells import machine

    return json.dumps(data, ensure_ascii=False, indent=2, default=machine)


def _csv(tables: Sequence[Table]) -> str:
    import csv
    import io

    from koperasi_cli.output.cells import for_spreadsheet

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for table in tables[:1]:
        keys = [column.key for column in table.columns if column.kind is not Kind.BAR]
        writer.writerow(keys)
        writer.writerows([for_spreadsheet(row.get(key)) for key in keys] for row in table.rows)
    return text.getvalue()
