"""A report as Markdown: what a person pastes into a document."""

import re

from koperasi_cli.language import visible
from koperasi_cli.output.cells import reading
from koperasi_cli.table import RIGHT, Column, Kind, Report, Row, Table

SPECIAL = "\\`*_[]<>|#&~"
_BEGINS = re.compile(r"^(\s*\d*)([-+=.)])")


def markdown(report: Report, banner: str | None, utc_offset_hours: int) -> str:
    """The whole report: its lines as paragraphs, its tables as pipe tables."""
    blocks = [f"**{escaped(banner)}**"] if banner else []
    blocks += [paragraph(line) for line in report.lines]
    for table in report.tables:
        if table.title:
            blocks.append(f"## {escaped(table.title)}")
        blocks.append(_table(table, utc_offset_hours))
    blocks += [f"*{escaped(note)}*" for note in report.notes]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Text from data, so that no character of it is taken for Markdown or HTML."""
    return "".join(f"\\{c}" if c in SPECIAL else c for c in visible(text))


def paragraph(text: str) -> str:
    """Such text on a line of its own, where it might begin a list, a rule or a heading."""
    return _BEGINS.sub(r"\1\\\2", escaped(text))


def _table(table: Table, utc_offset_hours: int) -> str:
    columns = [c for c in table.columns if c.kind is not Kind.BAR and not c.hidden]

    def line(row: Row) -> str:
        cells = (reading(c, row.get(c.key), utc_offset_hours=utc_offset_hours) for c in columns)
        return f"| {' | '.join(escaped(cell) for cell in cells)} |"

    head = f"| {' | '.join(escaped(c.label) for c in columns)} |"
    rule = f"| {' | '.join(_rule(c) for c in columns)} |"
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    return "\n".join([head, rule, *(line(row) for row in rows)])


def _rule(column: Column) -> str:
    return "---:" if column.kind in RIGHT else "---"
