"""What did not go in, as files in their own layout: to be mended, and imported again."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from koperasi_cli.errors import BadUsage
from koperasi_cli.headings import heading
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


def refuse_target(target: Target, found: Recognised) -> None:
    """See to it that the rejects fit the file, and replace none of those that are read.

    Raises:
        BadUsage: they may be of several sheets, and a CSV file holds one; or it is one of the files.
    """
    if any(sheet.path.resolve() == target.real.resolve() for sheet in found.sheets):
        raise BadUsage(
            _("{path} is one of the files that are read.", path=target.path),
            _("Name another file with --rejects."),
        )
    if len(found.sheets) > 1 and target.form == ".csv":
        raise BadUsage(
            _("{n} sheets are read, and a CSV file holds one.", n=number(len(found.sheets))),
            _("Name a file .xlsx with --rejects."),
        )


def write_rejects(target: Target, found: Recognised, result: Imported, delimiter: str) -> list[str]:
    """Write the refused rows, each with its reasons; what to say about it.

    They are the clerk's own rows, with all that is in them, phone numbers too: for her alone.

    Raises:
        Refused: the file cannot be written.
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
    streams = [_stream(one, reasons[one.name, one.sheet.name], result) for one in sources]
    saved = save_streams(target, streams, keyed=False, manner=Manner(delimiter, private=True))
    rows = sum(saved.counts.values())
    return [
        ngettext(
            "{n} refused row is in {path}, with the reason. Mend it there, and import the file.",
            "{n} refused rows are in {path}, with the reasons. Mend them there, and import the file.",
            rows, n=number(rows), path=target.path,
        )
    ]  # fmt: skip


def _stream(source: Source | ListSource, reasons: Reasons, result: Imported) -> Stream:
    headings = source.headings if isinstance(source, ListSource) else source.header
    sections = result.sections.get((str(source.sheet.path), source.sheet.name), [])
    labels = [*headings, *([heading("subdistrict")] if sections else ()), _("Reason refused")]
    columns = [Column(str(at), label, empty="") for at, label in enumerate(labels)]
    name = source.table if isinstance(source, Source) else (source.sheet.name or source.name)
    return Stream(name, columns, _rows(source, len(headings), sections, reasons))


def _rows(
    source: Source | ListSource,
    width: int,
    sections: Sequence[tuple[int, str]],
    reasons: Reasons,
) -> Iterator[Sequence[Any]]:
    """The refused rows; each with the subdistrict that a heading above it names, where there is one."""
    for number_, cells in source.sheet.rows():
        if number_ not in reasons:
            continue
        filled = [*map(_cell, cells), *[None] * width]
        above = [name for line, name in sections if line < number_]
        place = [above[-1] if above else None] if sections else []
        yield [*filled[:width], *place, "; ".join(reasons[number_])]


def _cell(cell: Cell) -> Any:
    """A cell as text that is read again as what it was."""
    if cell == "":
        return None
    if isinstance(cell, float):
        text = f"{Decimal(repr(cell)):f}"
        # Three digits after a dot would be thousands.
        return f"{text}0" if len(text.rpartition(".")[2]) == 3 else text
    return cell.isoformat() if isinstance(cell, date) else cell
