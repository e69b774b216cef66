"""From the text of a cell to the value of a column."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from sqlalchemy import Float, inspect

from koperasi_cli.errors import BadValue, Problem
from koperasi_cli.headings import heading
from koperasi_cli.language import _
from koperasi_cli.persons import PERSONAL_NIK_DIGITS, has_persons_nik
from koperasi_cli.registry.cooperatives import read_tag
from koperasi_cli.registry.fields import persons_nik, read_field
from koperasi_cli.registry.office import read_thresholds
from koperasi_cli.tabular.native.layouts import Layout
from koperasi_cli.tabular.native.sources import Line, Source
from koperasi_cli.tabular.reading import Cell
from koperasi_cli.tabular.shown import code_of, shown, shown_in, told

STAMP = re.compile(r"\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}Z")
DECIMAL = re.compile(r"\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)
UNKNOWN = "-"
MOST_REMEMBERED = 20_000

Reader = Callable[[Any], Any]


class Cells:
    """Reads the rows of one source. What is wrong with them is collected, a row at a time."""

    def __init__(self, source: Source, layout: Layout, today: date) -> None:
        self.source = source
        self.layout = layout
        self.today = today
        columns = [name for name in source.header if name in layout.columns]
        self.readers = {name: self._reader(name) for name in columns}

    def read(self, line: Line) -> tuple[dict[str, Any], list[Problem]]:
        """The row's values, those that are known only; and every problem in it. A person's NIK
        (``PERSONS_NIK``) costs the field that it stands in, where a row can do without that."""
        values: dict[str, Any] = {}
        problems = []
        for name, text in line.cells.items():
            if (reader := self.readers.get(name)) is None:
                continue
            try:
                value = reader(text)
            except BadValue as error:
                message = told(error, heading(name))
                code = "bad-value" if name in self.layout.required else code_of(error)
                problems.append(self.problem(line.number, name, text, message, code))
            else:
                if value is not None:
                    values[name] = value
        if line.extra:
            message = _("There are more cells than columns.")
            extra = self.problem(line.number, None, line.extra[0], message, "too-many-cells")
            problems.append(extra)
        wrong = {problem.column for problem in problems}
        problems += [
            self.problem(line.number, name, None, _("This is missing."), "missing")
            for name in self.layout.required
            if name not in values and name not in wrong
        ]
        return values, problems

    def problem(
        self, line: int, column: str | None, value: object, message: str, code: str
    ) -> Problem:
        return Problem(
            self.source.name,
            line,
            column,
            shown_in(column, value),
            message,
            code,
            self.source.sheet.name,
        )

    def _reader(self, name: str) -> Reader:
        if name == "id" or name in self.layout.references:
            return _number
        if name == "name" and self.layout.table == "tag":
            return _Remembering(read_tag).__getitem__
        return _Remembering(_SPECIAL.get(name) or self._field(name)).__getitem__

    def _field(self, name: str) -> Reader:
        model, today = self.layout.model, self.today
        if isinstance(inspect(model).columns[name].type, Float):
            return lambda text: read_field(model, name, _decimal(text), today=today)
        return lambda text: read_field(model, name, text, today=today)


class _Remembering(dict[Cell, Any]):
    """Reads each text once: most columns repeat a few codes and days. Nothing, and "-", is None."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def __missing__(self, cell: Cell) -> Any:
        text = cell if isinstance(cell, str) else str(cell)
        value = None if text.strip() in ("", UNKNOWN) else self.reader(text)
        if len(self) < MOST_REMEMBERED:
            self[cell] = value
        return value


def _number(cell: Cell) -> int | None:
    digits = text = str(cell).strip()
    if digits.isascii() and digits.isdigit() and len(digits) < PERSONAL_NIK_DIGITS and int(digits):
        return int(digits)
    if digits in ("", UNKNOWN):
        return None
    raise BadValue(_('"{text}" is no number of a row.', text=shown(text)))


def _decimal(text: str) -> str:
    """A file of ours has a dot before the decimals, however many: so many that no thousands are meant.
    People may write a comma."""
    if not DECIMAL.fullmatch(text):
        return text
    plain = f"{Decimal(text):f}"
    return f"{plain}0000" if "." in plain else plain


def _stamp(text: str) -> str:
    moment = text.strip()
    if STAMP.fullmatch(moment):
        return moment
    raise BadValue(
        _('"{text}" is no moment in UTC, such as 2025-02-17T03:00:00Z.', text=shown(text))
    )


def _json_object(text: str) -> str:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise BadValue(_("This is no JSON object."))
    if any(map(has_persons_nik, _texts(found))):
        raise persons_nik()
    return text.strip()


def _texts(found: object) -> Iterator[str]:
    """Every text in JSON, the keys too; a number is an amount."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for one in chain(found, found.values()) if isinstance(found, dict) else found:
            yield from _texts(one)


def _thresholds(text: str) -> str:
    found: Mapping[str, Any] = json.loads(_json_object(text))
    return json.dumps(read_thresholds({name: str(value) for name, value in found.items()}))


_SPECIAL: dict[str, Reader] = {
    "recorded_at": _stamp,
    "withdrawn_at": _stamp,
    "published_at": _stamp,
    "figures": _json_object,
    "thresholds": _thresholds,
}
