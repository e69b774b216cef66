"""From a cell, as a spreadsheet holds it, to a value as the registry stores it.

Each mending is a rule with a name (``RULES``), so that a result can say how often it was needed. Values
are those of the database: days in ISO form, codes by value. What cannot be read raises ``BadValue``.
"""

import re
from collections.abc import Callable
from datetime import date

from koperasi_cli.errors import BadValue
from koperasi_cli.language import N_, _, read_code
from koperasi_cli.models import LONGEST_NAME, LONGEST_TEXT
from koperasi_cli.registry.cooperatives import read_tag
from koperasi_cli.registry.fields import CAN_BE_NEGATIVE, LONG_TEXTS, MONEY, clean_text
from koperasi_cli.tabular.lists.figures import (
    Read,
    plain,
    read_amount,
    read_day,
    read_happened,
    read_number_of,
    read_of_report,
    read_pieces,
)
from koperasi_cli.tabular.reading import Cell
from koperasi_cli.tabular.shown import shown
from koperasi_cli.vocabulary import (
    Category,
    Code,
    Form,
    Grade,
    Health,
    Industry,
    Line,
    Management,
    NikStatus,
    Sector,
    Status,
)

RULES = {
    "no-date": N_("0000-00-00 read as no date"),
    "date-form": N_("dates written in another form"),
    "excel-date": N_("dates that Excel keeps as numbers"),
    "nik-from-number": N_("NIKs that Excel had turned into numbers"),
    "number-form": N_("numbers and amounts written as people do"),
    "rounded": N_("amounts rounded to whole rupiah"),
    "spaces": N_("line breaks and extra spaces taken out"),
    "capitals": N_("names in capitals, kept as typed"),
    "spelling": N_("codes in another spelling"),
    "kdmp": N_("Merah Putih as the sector, made a tag (kdmp)"),
    "place-alias": N_("places by another name or spelling"),
    "total-only": N_("totals of members without men and women, left out"),
    "members-differ": N_("men and women that do not add up to the total"),
}

CODES: dict[str, type[Code]] = {
    "form": Form, "sector": Sector, "category": Category, "industry": Industry,
    "management": Management, "line": Line, "status": Status, "nik_status": NikStatus,
    "ods_grade": Grade, "health": Health,
}  # fmt: skip
DATES = frozenset({
    "legal_date", "amendment_date", "rat_held_on", "status_since", "certificate_expires_on",
    "board_term_ends_on",
})  # fmt: skip
HAPPENED = frozenset({"legal_date", "amendment_date", "rat_held_on", "status_since"})
COUNTS = frozenset({"members", "members_male", "members_female", "managers", "employees"})
EMPTY = frozenset(
    {"", "-", "--", "–", "—", "n/a", "#n/a", "null", "none", "nihil", "belum ada", "0000"}
)
LONGEST_EMPTY = 10
KDMP = "kdmp"

Reader = Callable[[Cell], Read]
NOTHING = Read(None)


def reader(field: str, today: date, unit: int = 1) -> Reader:
    """How the cells of a field's column are read; amounts are counted in ``unit`` rupiah."""
    if field == "nik":
        return read_number_of
    if field == "sector":
        return _sector
    if field in CODES:
        codes = CODES[field]
        return lambda cell: _code(codes, plain(cell))
    if field in DATES:
        read = read_happened if field in HAPPENED else read_day
        return lambda cell: read(cell, today)
    if field in COUNTS:
        return read_pieces
    if field in MONEY:
        return lambda cell: read_amount(cell, unit, negative=field in CAN_BE_NEGATIVE)
    if field in ("kuk", "book_year"):
        return lambda cell: read_of_report(field, cell, today)
    if field == "tags":
        return lambda cell: Read(
            ",".join(read_tag(part) for part in re.split("[,;]", plain(cell)) if part.strip())
            or None
        )
    if field == "name":
        return _name
    longest = LONGEST_TEXT if field in LONG_TEXTS else LONGEST_NAME
    return lambda cell: _text(cell, longest)


class Remembering(dict[Cell, Read]):
    """Reads each cell once."""

    def __init__(self, read: Reader, most: int = 20_000) -> None:
        super().__init__()
        self.read = reading_all(read)
        self.most = most

    def __missing__(self, cell: Cell) -> Read:
        value = self.read(cell)
        if len(self) < self.most:
            self[cell] = value
        return value


def reading_all(read: Reader) -> Reader:
    """The same for empty cells too, and for the words that stand for nothing."""

    def known(cell: Cell) -> Read:
        if type(cell) is str and (
            not cell
            or ((len(cell) < LONGEST_EMPTY or cell[-1].isspace()) and _stands_for_nothing(cell))
        ):
            return NOTHING
        return read(cell)

    return known


def _stands_for_nothing(cell: str) -> bool:
    return cell.strip().casefold() in EMPTY


def _text(cell: Cell, longest: int) -> Read:
    text = plain(cell)
    # Some programs write the line breaks of a cell so.
    unfolded = text if text.isprintable() else text.replace("_x000D_", " ")
    cleaned = clean_text(unfolded, longest)
    return Read(cleaned or None, None if cleaned == text else "spaces")


def _name(cell: Cell) -> Read:
    read = _text(cell, LONGEST_NAME)
    if read.value and not any(c.isalpha() for c in read.value):
        raise BadValue(_('"{text}" is no name.', text=read.value))
    if read.value and read.rule is None and read.value.isupper() and " " in read.value:
        return Read(read.value, "capitals")
    return read


def _code(codes: type[Code], text: str) -> Read:
    if len(text) > LONGEST_NAME:  # comparing it with every code would take long
        raise BadValue(_('"{text}" is no code.', text=shown(text)))
    code = read_code(codes, " ".join(text.split()))
    written = text in (code.value, code.label, code.indonesian)
    return Read(code.value, None if written else "spelling")


def _sector(cell: Cell) -> Read:
    """Newer exports write "Desa Merah Putih" as the sector: that is a mark, and the sector unknown."""
    text = " ".join(plain(cell).split())
    key = text.casefold().removeprefix("koperasi ")
    if key.endswith("merah putih") or key in (KDMP, "kkmp"):
        return Read(KDMP, "kdmp")
    return _code(Sector, text)
