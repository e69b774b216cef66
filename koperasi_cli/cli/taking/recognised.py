"""What the files were recognised as, in lines for a person."""

import shutil
from collections.abc import Iterable

from koperasi_cli.headings import heading, table_name
from koperasi_cli.language import _, ngettext, number
from koperasi_cli.tabular.lists.header import ListSource
from koperasi_cli.tabular.recognition import Recognised

WIDTH = 100


def lines(found: Recognised) -> list[str]:
    """A line for each source, and what of it is not taken in."""
    said = []
    for source in found.tables:
        said.append(_("{file}: {table}", file=source.name, table=table_name(source.table)))
    for one in found.lists:
        said += _list(one)
    for sheet in found.left_out:
        said.append(
            _("{file}, sheet {sheet}: no table is recognised in it; it is left out.",
              file=sheet.path.name, sheet=sheet.name)
        )  # fmt: skip
    return said


def where(source: ListSource) -> str:
    """The file, and the sheet where it has several."""
    if not source.sheet.name:
        return source.name
    return _("{file}, sheet {sheet}", file=source.name, sheet=source.sheet.name)


def _list(source: ListSource) -> list[str]:
    what = _("an export of ODS") if source.is_ods else _("a list of cooperatives")
    header = "-".join(str(line) for line in source.header)
    said = [
        ngettext(
            "{where}: {what}, its header in line {header}, {n} column recognised:",
            "{where}: {what}, its header in line {header}, {n} columns recognised:",
            len(source.columns), where=where(source), what=what, header=header,
        ),
        *_wrapped(
            f"{column.heading} → {heading(column.field)}"
            + (f" ×{number(column.unit)}" if column.unit > 1 else "")
            for column in source.columns
        ),
    ]  # fmt: skip
    if source.unknown:
        said.append(
            "  " + _("Not taken in: {columns}. Say what one is with: --map \"{column}=FIELD\"",
                     columns="; ".join(source.unknown), column=source.unknown[0])
        )  # fmt: skip
    if source.twice:
        said.append(
            "  " + _("There twice, and left out: {columns}.", columns="; ".join(source.twice))
        )
    return said


def _wrapped(pairs: Iterable[str]) -> list[str]:
    """As many to a line as fit, none broken apart."""
    width = min(WIDTH, shutil.get_terminal_size((WIDTH, 0)).columns)
    lines = [""]
    for pair in pairs:
        if lines[-1] and len(lines[-1]) + len(pair) + 4 > width:
            lines[-1] += ";"
            lines.append("")
        lines[-1] += f"; {pair}" if lines[-1] else pair
    return [f"  {line}" for line in lines]
