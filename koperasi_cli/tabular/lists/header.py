"""Finding the line (or the two lines) that name the columns, under titles and merged cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from koperasi_cli.errors import BadValue
from koperasi_cli.language import _, names_there_are
from koperasi_cli.tabular.lists.aliases import SPELLINGS, heading_key, known_as
from koperasi_cli.tabular.reading import Cell, Row, Sheet

SEARCHED = 60
"""So many rows are looked at: no title is longer."""

Mapped = Mapping[str, str]
"""Fields by ``heading_key``, as ``--map`` gives them; "" for a column to leave out."""


class ListColumn(NamedTuple):
    """A column that is taken in: where it stands, what it is called there, and what it means here."""

    position: int
    heading: str
    field: str
    unit: int = 1


@dataclass(frozen=True)
class ListSource:
    """A sheet that holds a list of cooperatives.

    ``header`` are the numbers of its header's lines; ``headings`` all of its headings; ``titles`` the
    lines above it; ``unknown`` and ``twice`` the columns that are not taken in.
    """

    sheet: Sheet
    header: tuple[int, ...]
    headings: tuple[str, ...]
    columns: tuple[ListColumn, ...]
    titles: tuple[tuple[int, str], ...] = ()
    unknown: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.sheet.path.name

    @property
    def table(self) -> str:
        return "cooperative"

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field for column in self.columns)

    @property
    def is_ods(self) -> bool:
        """Whether it is an export of the ministry's system, which lists registered ones only."""
        return "nik" in self.fields and "status" not in self.fields and "ods_grade" in self.fields


def find_header(sheet: Sheet, mapped: Mapped) -> ListSource | None:
    """The sheet as a list of cooperatives; None where no line names their columns."""
    rows = list(islice(sheet.rows(), SEARCHED))
    best: tuple[int, int, tuple[str, ...]] | None = None
    most = 0
    for position, row in enumerate(rows):
        below = rows[position + 1] if position + 1 < len(rows) else None
        for lines, headings in _readings(row, below):
            fields = {field for heading in headings if (field := _field(heading, mapped)[0])}
            if "name" in fields and len(fields) > most:
                best, most = (position, lines, headings), len(fields)
    if best is None or (most == 1 and not mapped and not _alone(best[2])):
        return None
    position, lines, headings = best
    titles = [(row.number, text) for row in rows[:position] if (text := _text(row))]
    columns, unknown, twice = _columns(headings, mapped)
    return ListSource(
        sheet,
        tuple(row.number for row in rows[position : position + lines]),
        headings,
        columns,
        tuple(titles),
        unknown,
        twice,
    )


def read_mapping(typed: Sequence[str]) -> dict[str, str]:
    """``Heading=field`` as typed, by ``heading_key``; without a field the column is left out.

    Raises:
        BadValue: it is no such pair, or there is no such field.
    """
    mapped: dict[str, str] = {}
    for pair in typed:
        heading, equals, field = pair.rpartition("=")
        key, name = heading_key(heading), field.strip()
        if not equals or not key:
            raise BadValue(
                _('"{text}" does not say which column is which field.', text=pair),
                _('For example: --map "Nama Kop=name"'),
            )
        found = name if name in SPELLINGS or not name else known_as(name)[0]
        if found is None:
            raise BadValue(
                _('"{text}" is no field of a list.', text=name),
                names_there_are(name, list(SPELLINGS)),
            )
        mapped[key] = found
    return mapped


def _readings(row: Row, below: Row | None) -> list[tuple[int, tuple[str, ...]]]:
    """The line as a header, and together with the one below it."""
    upper = [_word(cell) for cell in row.cells]
    if not any(upper):
        return []
    readings = [(1, tuple(upper))]
    if below and any(lower := [_word(cell) for cell in below.cells]):
        readings.append((2, _two_lines(upper, lower)))
    return readings


def _two_lines(upper: list[str], lower: list[str]) -> tuple[str, ...]:
    """Each lower word under its upper one; a merged upper cell reaches over the words under it."""
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    headings, over = [], ""
    for above, under in zip(upper, lower, strict=True):
        over = above or (over if under else "")
        # Cells merged downwards say the same in both lines.
        both = over if over == under else f"{over} {under}".strip()
        known = known_as(both)[0]
        headings.append(both if known is not None or not under else _better(both, above, under))
    return tuple(headings)


def _better(both: str, above: str, under: str) -> str:
    for alone in (under, above):
        if alone and known_as(alone)[0] is not None:
            return alone
    return both


def _columns(
    headings: Sequence[str], mapped: Mapped
) -> tuple[tuple[ListColumn, ...], tuple[str, ...], tuple[str, ...]]:
    columns: dict[str, ListColumn] = {}
    unknown, twice = [], []
    for position, heading in enumerate(headings):
        field, unit = _field(heading, mapped)
        if field is None:
            if heading:
                unknown.append(heading)
        elif field in columns:
            twice.append(heading)
        elif field:
            columns[field] = ListColumn(position, heading, field, unit)
    return tuple(columns.values()), tuple(unknown), tuple(twice)


def _field(heading: str, mapped: Mapped) -> tuple[str | None, int]:
    if not heading:
        return None, 1
    if (named := mapped.get(heading_key(heading))) is not None:
        return named, 1
    return known_as(heading)


def _alone(headings: Sequence[str]) -> bool:
    """Whether a single known column is a header all the same: there is no other, or a number only."""
    return sum(1 for heading in headings if heading and known_as(heading)[0] != "") == 1


def _word(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _text(row: Row) -> str:
    return " ".join(str(cell) for cell in row.cells if cell != "")
