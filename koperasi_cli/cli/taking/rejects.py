"""What did not go in, as files in their own layout: to be mended, and imported again."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from koperasi_cli.errors import BadUsage
from koperasi_cli.language import _, ngettext, number
from koperasi_cli.output.files import save_streams
from koperasi_cli.output.targets import Target, find_target
from koperasi_cli.table import Column, Stream
from koperasi_cli.tabular.imported import Imported
from koperasi_cli.tabular.lists.header import ListSource
from koperasi_cli.tabular.native import Source
from koperasi_cli.tabular.reading import Cell
from koperasi_cli.tabular.recognition import Recognised

FORMS = (".xlsx", ".csv")
Reasons = Mapping[int, Sequence[str]]


def rejects_target(text: str) -> Target:
    """Where they go, looked at before anything is written."""
    return find_target(text, FORMS)


def write_rejects(target: Target, found: Recognised, result: Imported, delimiter: str) -> list[str]:
    """Write the refused rows, each with its reasons; what to say about it.

    Raises:
        BadUsage: the refused rows are of several sheets, and a CSV file holds one.
    """
    from koperasi_cli.output.files import Manner

    reasons: dict[tuple[str, str | None], dict[int, list[str]]] = defaultdict(dict)
    for one in result.problems:
        if one.code != "file-refused":
            reasons[one.file, one.sheet].setdefault(one.line, []).append(
                f"{one.column}: {one.message}" if one.column else one.message
            )
    everything: list[Source | ListSource] = [*found.tables, *found.lists]
    sources = [source for source in everything if (source.name, source.sheet.name) in reasons]
    if not sources:
        return [_("No row was refused; {path} is not written.", path=target.path)]
    if len(sources) > 1 and target.form == ".csv":
        raise BadUsage(
            _("The refused rows are of {n} sheets, and a CSV file holds one.", n=len(sources)),
            _("Name a file .xlsx with --rejects. What was imported stays imported."),
        )
    streams = [_stream(one, reasons[one.name, one.sheet.name]) for one in sources]
    saved = save_streams(target, streams, keyed=False, manner=Manner(delimiter))
    rows = sum(saved.counts.values())
    return [
        ngettext(
            "{n} refused row is in {path}, with the reason. Mend it there, and import the file.",
            "{n} refused rows are in {path}, with the reasons. Mend them there, and import the file.",
            rows, n=number(rows), path=target.path,
        )
    ]  # fmt: skip


def _stream(source: Source | ListSource, reasons: Reasons) -> Stream:
    headings = source.headings if isinstance(source, ListSource) else source.header
    labels = [*headings, _("Reason refused")]
    columns = [Column(str(at), label, empty="") for at, label in enumerate(labels)]
    name = source.table if isinstance(source, Source) else (source.sheet.name or source.name)
    return Stream(name, columns, _rows(source, len(headings), reasons))


def _rows(source: Source | ListSource, width: int, reasons: Reasons) -> Iterator[Sequence[Any]]:
    for number_, cells in source.sheet.rows():
        if number_ in reasons:
            filled = [*map(_cell, cells), *[None] * width]
            yield [*filled[:width], "; ".join(reasons[number_])]


def _cell(cell: Cell) -> Any:
    if cell == "":
        return None
    return cell.isoformat() if isinstance(cell, date) else cell
