"""Finding the line (or the two lines) that name the columns, under titles and merged cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from koperasi_cli.tabular.lists.aliases import (
    AMOUNTS,
    UNIT_NAMES,
    heading_key,
    known_as,
    split_unit,
    unit_of_title,
)
from koperasi_cli.tabular.lists.mapping import Mapped, field_of, meant_by
from koperasi_cli.tabular.reading import Cell, Row, Sheet

SEARCHED = 60
"""So many rows are looked at: no title is longer."""

NUMBER_HEADINGS = frozenset({"no", "nourut", "#"})
GENERIC = frozenset({"l", "p", "lk", "pr", "pria", "wanita", "lakilaki", "perempuan"})
"""Words that mean members alone, and below another word that word's men and women."""


Words = tuple[str, ...]


class ListColumn(NamedTuple):
    """A column that is taken in: where it stands, what it is called there, and what it means here."""

    position: int
    heading: str
    field: str
    unit: int = 1


@dataclass(frozen=True)
class ListSource:
    """A sheet that holds a list of cooperatives.

    ``header`` are the numbers of its header's lines, ``words`` their cells; ``headings`` all of its
    headings; ``titles`` the lines above it, blank ones too; ``unknown`` and ``twice`` the columns that
    are not taken in. ``label`` is what the file is called where another has its name.
    """

    sheet: Sheet
    header: tuple[int, ...]
    headings: tuple[str, ...]
    columns: tuple[ListColumn, ...]
    words: tuple[tuple[str, ...], ...] = ()
    titles: tuple[tuple[int, str], ...] = ()
    unknown: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    label: str = ""

    @property
    def name(self) -> str:
        return self.label or self.sheet.path.name

    @property
    def key(self) -> str:
        """What it is called in a result: the file, and the sheet where it has several."""
        return f"{self.name}:{self.sheet.name}" if self.sheet.name else self.name

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


class _Reading(NamedTuple):
    """A line, or two of them, read as a header: how many fields it names, where it begins, and how
    many lines it has. The most fields win, then the first line, then the fewest lines."""

    fields: int
    first: int
    lines: int
    headings: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        return -self.fields, self.first, self.lines


def find_header(sheet: Sheet, mapped: Mapped) -> ListSource | None:
    """The sheet as a list of cooperatives; None where no line names their columns."""
    rows = list(islice(sheet.rows(), SEARCHED))
    words = [tuple(_word(cell) for cell in row.cells) for row in rows]
    readings = [reading for at in range(len(words)) for reading in _readings(words, at, mapped)]
    if not readings:
        return None
    best = min(readings, key=lambda reading: reading.rank)
    said = any(meant_by(heading, mapped) for heading in best.headings)
    if best.fields == 1 and not said and not _alone(best.headings):
        return None
    titles = [(row.number, _text(row)) for row in rows[: best.first]]
    headings = _with_unit(best.headings, [text for _number, text in titles], mapped)
    columns, unknown, twice = _columns(headings, mapped)
    last = best.first + best.lines
    return ListSource(
        sheet,
        tuple(row.number for row in rows[best.first : last]),
        headings,
        columns,
        tuple(words[best.first : last]),
        tuple(titles),
        unknown,
        twice,
    )


def _readings(words: Sequence[Words], at: int, mapped: Mapped) -> Iterator[_Reading]:
    """The line as a header, and together with the one below it, where that says more."""
    upper, lower = words[at], words[at + 1] if at + 1 < len(words) else ()
    if any(lower) and not _is_title(upper, lower) and not _is_row(upper, lower, mapped):
        both = _two_lines(upper, lower, mapped)
        below = _one_line(lower, upper)
        says_more = [field_of(one, mapped) for one in both] != [
            field_of(one, mapped) for one in below
        ]
        if says_more and (fields := _fields(both, mapped)):
            yield _Reading(len(fields), at, 2, both)
            if _is_second_line(upper, lower):
                return
    alone = _one_line(upper, words[at - 1] if at else ())
    if fields := _fields(alone, mapped):
        yield _Reading(len(fields), at, 1, alone)


def _fields(headings: Sequence[str], mapped: Mapped) -> set[str]:
    """The fields that are named; none where a name of the cooperative is not among them."""
    fields = {field for heading in headings if (field := field_of(heading, mapped)[0])}
    return fields if "name" in fields else set()


def _is_title(upper: Words, lower: Words) -> bool:
    """Whether the upper line is one word, which says nothing of those below it."""
    said = [split_unit(word)[0].strip() for word in upper if word]
    if len(said) > 1:
        return False
    return not any(said) or not any(word and known_as(f"{said[0]} {word}")[0] for word in lower)


def _is_second_line(upper: Words, lower: Words) -> bool:
    """Whether a line is no row but the lower part of a header: all of its words are words of one."""
    words = [(over, word) for over, word in zip(_over(upper, lower), lower, strict=True) if word]
    return len(words) > 1 and all(
        heading_key(word) in GENERIC
        or known_as(word)[0] is not None
        or known_as(f"{over} {word}")[0] is not None
        for over, word in words
    )


def _is_row(upper: Words, lower: Words, mapped: Mapped) -> bool:
    """Whether the lower line is a cooperative: it has a name where the upper one says so."""
    for above, under in zip(upper, lower, strict=False):
        if under and above and field_of(above, mapped)[0] == "name":
            return field_of(under, mapped)[0] != "name"
    return False


def _one_line(line: Words, above: Words) -> Words:
    """The words of a line; "L" and "P" with the word that they stand below, whosoever they are."""
    if sum(map(bool, above)) < 2:  # a title
        return line
    return tuple(
        f"{over} {word}" if over and heading_key(word) in GENERIC else word
        for over, word in zip(_over(above, line), line, strict=True)
    )


def _over(upper: Words, lower: Words) -> list[str]:
    """What stands above each word of a line; a merged upper cell reaches over the words under it."""
    found, over = [], ""
    for at, under in enumerate(lower):
        above = upper[at] if at < len(upper) else ""
        over = above or (over if under else "")
        found.append(over)
    return found


def _two_lines(upper: Words, lower: Words, mapped: Mapped) -> Words:
    """Each lower word under its upper one."""
    lower = (*lower, *[""] * (len(upper) - len(lower)))
    upper = (*upper, *[""] * (len(lower) - len(upper)))
    return tuple(
        # Cells merged downwards say the same in both lines.
        over if over == under else _joined(over, above, under, mapped)
        for over, above, under in zip(_over(upper, lower), upper, lower, strict=True)
    )


def _joined(over: str, above: str, under: str, mapped: Mapped) -> str:
    """What an upper and a lower word say together, or the one of them that says something. The unit
    of the upper one is the lower one's too."""
    both = f"{over} {under}".strip()
    if not under or field_of(both, mapped)[0] is not None:
        return both
    if heading_key(under) in GENERIC and over:
        return both
    if known_as(under)[0] or heading_key(under) in NUMBER_HEADINGS:
        return _in_unit(under, split_unit(over)[1] or 1)
    return above if above and known_as(above)[0] else both


def _in_unit(heading: str, unit: int) -> str:
    """A heading of amounts with the unit that stands elsewhere, so that its column can go alone."""
    if unit == 1 or known_as(heading)[0] not in AMOUNTS or split_unit(heading)[1]:
        return heading
    return f"{heading} ({UNIT_NAMES[unit]})"


def _with_unit(headings: Words, titles: Sequence[str], mapped: Mapped) -> Words:
    """The headings of amounts with the unit that a title gives, where they have none of their own."""
    units = {unit for text in titles if (unit := unit_of_title(text))}
    if len(units) != 1:
        return headings
    unit = units.pop()
    return tuple(
        f"{heading} ({UNIT_NAMES[unit]})"
        if field_of(heading, mapped)[0] in AMOUNTS and not split_unit(heading)[1]
        else heading
        for heading in headings
    )


def _columns(
    headings: Sequence[str], mapped: Mapped
) -> tuple[tuple[ListColumn, ...], tuple[str, ...], tuple[str, ...]]:
    columns: dict[str, ListColumn] = {}
    unknown, twice = [], []
    # What a person says goes before what is recognised.
    said = sorted(range(len(headings)), key=lambda at: meant_by(headings[at], mapped) is None)
    for position in said:
        heading = headings[position]
        field, unit = field_of(heading, mapped)
        if field is None:
            if heading:
                unknown.append(heading)
        elif field in columns:
            twice.append(heading)
        elif field:
            columns[field] = ListColumn(position, heading, field, unit)
    in_order = sorted(columns.values(), key=lambda column: column.position)
    return tuple(in_order), tuple(unknown), tuple(twice)


def _alone(headings: Sequence[str]) -> bool:
    """Whether a single known column is a header all the same: there is no other, or a number only."""
    return sum(1 for heading in headings if heading and known_as(heading)[0] != "") == 1


def _word(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _text(row: Row) -> str:
    return " ".join(str(cell) for cell in row.cells if cell != "")
