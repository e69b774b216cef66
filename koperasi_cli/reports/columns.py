"""Which columns of a list are shown, and in which order its rows stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from koperasi_cli.errors import BadValue
from koperasi_cli.headings import HEADINGS, heading
from koperasi_cli.language import LANGUAGES, _, current, label, name_in, speaking
from koperasi_cli.table import Column, Kind, Row, Table
from koperasi_cli.vocabulary import Code


def _itself(row: Row) -> Mapping[str, Any]:
    return row


@dataclass(frozen=True)
class Listing:
    """All that a list could show. ``rows`` are cells; ``full`` makes of one what JSON has of it.

    ``shown`` are the columns that a person sees unless told otherwise, ``order`` is how the rows
    are sorted unless told otherwise. ``complete`` fills the columns ``computed``, which take their
    time, where one of them is asked for.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    shown: Sequence[str]
    order: str
    full: Callable[[Row], Mapping[str, Any]] = _itself
    computed: Sequence[str] = ()
    complete: Callable[[Sequence[Row]], Sequence[Row]] | None = None


def arranged(
    listing: Listing,
    *,
    columns: str | None = None,
    sort: str | None = None,
    everything: bool = False,
) -> tuple[Table, list[Mapping[str, Any]]]:
    """The list as a table, and as JSON has it.

    A machine gets every column, unless some were named; then everybody gets those, as named. Columns
    that must be computed are among them only where they are needed: ``everything`` asks for all.

    Raises:
        BadValue: no such column.
    """
    listing = _completed(listing, columns, sort, everything)
    found = sorted_rows(listing, sort or listing.order)
    if columns is None:
        declared = [replace(c, hidden=c.key not in listing.shown) for c in listing.columns]
        return Table(declared, found), [listing.full(row) for row in found]
    chosen = list(dict.fromkeys(_column(listing, name) for name in columns.split(",")))
    table = Table([replace(c, hidden=False) for c in chosen], found)
    data: list[Mapping[str, Any]] = []
    for row in found:
        whole = listing.full(row)
        data.append({c.key: whole.get(c.key, row.get(c.key)) for c in chosen})
    return table, data


def _completed(
    listing: Listing, columns: str | None, sort: str | None, everything: bool
) -> Listing:
    """With its computed columns filled, or without them where nobody asks."""
    if listing.complete is None:
        return listing
    typed = columns.split(",") if columns is not None else []
    typed += [part.strip().lstrip("-") for part in sort.split(",")] if sort else []
    asked = {_column(listing, name).key for name in typed}
    if columns is None:
        asked |= {*listing.computed} if everything else {*listing.shown}
    if asked & {*listing.computed}:
        return replace(listing, rows=listing.complete(listing.rows))
    left = [column for column in listing.columns if column.key not in listing.computed]
    return replace(listing, columns=left)


def sorted_rows(listing: Listing, order: str) -> list[Row]:
    """The rows in an order such as ``sector,-legal_date``. What is not recorded comes last.

    Codes and names sort as they read, in the language of the interface.

    Raises:
        BadValue: no such column.
    """
    found = list(listing.rows)
    fields = [(part.strip().lstrip("-"), part.strip()[:1] == "-") for part in order.split(",")]
    for column, descending in reversed([(_column(listing, n), down) for n, down in fields]):
        key = column.key
        place = _place(column)
        filled = [row for row in found if row[key] is not None]
        filled.sort(key=lambda row: place(row[key]), reverse=descending)
        found = filled + [row for row in found if row[key] is None]
    return found


def under_heading(
    key: str,
    *,
    codes: type[Code] | None = None,
    kind: Kind | None = None,
    titled: str | None = None,
) -> Column:
    """A column under its usual heading, or another one; a list of codes makes it one of codes."""
    label = heading(titled or key)
    return Column(key, label, kind or (Kind.CODE if codes else Kind.TEXT), codes=codes)


def _place(column: Column) -> Callable[[Any], Any]:
    if column.codes is not None:
        labels = {code.value: label(code).casefold() for code in column.codes}
        return lambda value: labels.get(value, str(value))
    if column.kind is Kind.TEXT:
        return lambda value: str(value).casefold()
    return lambda value: value


def _column(listing: Listing, text: str) -> Column:
    """The column of that name, in either language, as a field's name or as the heading on screen."""
    for column in listing.columns:
        if column.key == text.strip():
            return column
    names: dict[str, Column] = {}
    for column in reversed(listing.columns):
        for name in _names(column):
            names[name] = column
    found = names.get(_key(text))
    if found is None:
        from difflib import get_close_matches

        close = get_close_matches(_key(text), list(names), n=1)
        shown = [_shown(column) for column in listing.columns]
        raise BadValue(
            _('There is no column "{name}" in this list.', name=text.strip()),
            "\n".join([
                *([_("Did you mean: {name}?", name=_shown(names[close[0]]))] if close else []),
                _("There are: {names}", names=", ".join(shown)),
            ]),
        )  # fmt: skip
    return found


def _names(column: Column) -> set[str]:
    """What a column may be called: its field, its option in Indonesian, its heading in either."""
    names = {column.key, name_in("id", "option", column.key.replace("_", "-"))}
    headed = [key for key in HEADINGS if heading(key) == column.label]
    for language in LANGUAGES:
        with speaking(language):
            names.update(heading(key) for key in (column.key, *headed))
    return {_key(name) for name in names}


def _shown(column: Column) -> str:
    """The name of a column, to be typed: in Indonesian its option's, else its heading's."""
    if current() == "en":
        return column.key
    english = column.key.replace("_", "-")
    name = name_in("id", "option", english)
    words = name if name != english else column.label.casefold()
    return "_".join("".join(c if c.isalnum() else " " for c in words).split())


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
