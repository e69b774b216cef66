"""Reports and tables as files, in the form that the name's ending says.

A file is written beside its name and gets it when it is whole: whoever reads it, and whatever fails,
there is the old one or the new one.
"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from koperasi_cli.language import _, joined, ngettext, number, visible
from koperasi_cli.output.cells import json_seen, json_text
from koperasi_cli.output.delimited import write_stream, write_table
from koperasi_cli.output.limits import LONGEST_NAME
from koperasi_cli.output.streams import as_stream
from koperasi_cli.output.targets import Target, Unfinished
from koperasi_cli.table import Report, Stream, Table

BOM = "\ufeff"  # without it Excel takes UTF-8 for Windows-1252


@dataclass(frozen=True)
class Manner:
    """How it is written. ``private`` files can be read by their owner only."""

    delimiter: str = ","
    utc_offset_hours: int = 7
    private: bool = False


class Saved(NamedTuple):
    """How many rows each table has, and how many texts were too long for the file."""

    counts: Mapping[str, int]
    cut: int = 0


def save_report(
    target: Target, report: Report, banner: str | None, manner: Manner = Manner()
) -> Report:
    """Write a report into a file; what there is to say about that, with the report's exit code.

    Raises:
        Refused: the file cannot be written.
    """
    filled = [table for table in report.tables if table.rows or table.total] or report.tables[:1]
    notes: list[str] = []
    with Unfinished(private=manner.private) as unfinished:
        path = unfinished.file(target.real)
        if target.form == ".xlsx":
            notes += _workbook(path, report, filled, banner, manner)
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                notes += _text(file, target.form, report, filled, banner, manner)
    kept = filled[:1] if target.form == ".csv" else filled
    rows = sum(len(table.rows) for table in kept)
    return Report(
        lines=[*report.lines, saved_line(target, rows if report.tables else None), *notes],
        data={"file": str(target.path), "rows": rows},
        warnings=report.warnings,
        exit_code=report.exit_code,
    )


def save_streams(
    target: Target, streams: Sequence[Stream], *, keyed: bool, manner: Manner = Manner()
) -> Saved:
    """Write tables into a file, or into a folder, a CSV file each.

    JSON has one array; where ``keyed``, an object with an array for each table.

    Raises:
        Refused: it cannot be written, or a table is too long for a sheet of Excel.
    """
    counts: dict[str, int] = {}
    with Unfinished(private=manner.private) as unfinished:
        if target.form == "/":
            unfinished.folder(target.real)
            for stream in streams:
                path = unfinished.file(target.real / f"{stream.name}.csv")
                counts[stream.name] = _csv_file(path, stream, manner)
            return Saved(counts)
        path = unfinished.file(target.real)
        if target.form == ".csv":
            (stream,) = streams
            return Saved({stream.name: _csv_file(path, stream, manner)})
        if target.form == ".json":
            with path.open("w", encoding="utf-8", newline="") as file:
                return Saved(_json(file, streams, keyed))
        return _sheets(path, streams, manner)


def saved_line(target: Target, rows: int | None) -> str:
    """Where it is now, how much of it, and whether something was there before."""
    line = _("Saved: {path}.", path=target.path)
    if rows is not None:
        line = ngettext(
            "Saved: {path} ({n} row).", "Saved: {path} ({n} rows).", rows,
            path=target.path, n=number(rows),
        )  # fmt: skip
    return f"{line} {replaced()}" if target.replaces else line


def replaced() -> str:
    return _("The file that was there is replaced.")


def told_cut(texts: int) -> list[str]:
    """That texts were cut, if any were."""
    if not texts:
        return []
    return [
        ngettext(
            "{n} text is longer than a cell of Excel can hold, and was cut.",
            "{n} texts are longer than a cell of Excel can hold, and were cut.",
            texts,
        )
    ]


def _text(
    file: TextIO,
    form: str,
    report: Report,
    tables: Sequence[Table],
    banner: str | None,
    manner: Manner,
) -> list[str]:
    """Write one of the forms that are text; what must be said about it."""
    if form == ".json":
        file.write(f"{json_text(report.data)}\n")
        return []
    if form == ".md":
        from koperasi_cli.output.markdown import markdown

        file.write(markdown(report, banner, manner.utc_offset_hours))
        return []
    file.write(BOM)
    if not tables:
        file.writelines(f"{visible(line)}\r\n" for line in report.lines)
    for table in tables[:1]:
        write_table(file, table, delimiter=manner.delimiter, line_end="\r\n")
    rest = [table.title or _("table {n}", n=n) for n, table in enumerate(tables[1:], 2)]
    if not rest:
        return []
    return [
        _("A CSV file holds one table. Left out: {tables}. All of them: a file .xlsx",
          tables=joined(rest))
    ]  # fmt: skip


def _workbook(
    path: Path, report: Report, tables: Sequence[Table], banner: str | None, manner: Manner
) -> list[str]:
    from koperasi_cli.output.workbook import Workbook

    first = report.lines[0] if report.lines else ""
    with tempfile.TemporaryDirectory(prefix="koperasi-", ignore_cleanup_errors=True) as aside:
        book = Workbook(path, aside, manner.utc_offset_hours)
        for table in tables:
            book.add(as_stream(table, table.title or first))
        told = told_cut(book.cut)
        long = [table.title for table in tables if len(table.title or "") > LONGEST_NAME]
        notes = [*([banner] if banner else []), *report.lines, *filter(None, long)]
        notes += [*report.notes, *told]
        if notes or not tables:
            book.add_notes(notes)
        book.close()
    return told


def _sheets(path: Path, streams: Sequence[Stream], manner: Manner) -> Saved:
    from koperasi_cli.output.workbook import Workbook

    with tempfile.TemporaryDirectory(prefix="koperasi-", ignore_cleanup_errors=True) as aside:
        book = Workbook(path, aside, manner.utc_offset_hours)
        counts = {stream.name: book.add(stream) for stream in streams}
        book.close()
    return Saved(counts, book.cut)


def _csv_file(path: Path, stream: Stream, manner: Manner) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(BOM)
        return write_stream(file, stream, delimiter=manner.delimiter)


def _json(file: TextIO, streams: Sequence[Stream], keyed: bool) -> dict[str, int]:
    counts = {}
    for position, stream in enumerate(streams):
        if keyed:
            file.write(("{\n" if position == 0 else ",\n") + f'"{stream.name}": ')
        counts[stream.name] = _array(file, stream)
    file.write("\n}\n" if keyed else "\n")
    return counts


def _array(file: TextIO, stream: Stream) -> int:
    """The rows as objects, one a line; how many there were."""
    from json import JSONEncoder

    encode = JSONEncoder(ensure_ascii=False).encode
    keys = [column.key for column in stream.columns]
    empty: list[Any] = [column.empty or None for column in stream.columns]
    rows = 0
    for rows, row in enumerate(stream.rows, 1):
        cells = [word if cell is None else cell for cell, word in zip(row, empty, strict=True)]
        file.write("[\n" if rows == 1 else ",\n")
        file.write(json_seen(encode(dict(zip(keys, cells, strict=True)))))
    file.write("\n]" if rows else "[]")
    return rows
