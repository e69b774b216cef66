"""What the reports on the office's work share: one breakdown, the filters as SQL, parts of a whole."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median as middle

from koperasi_cli.errors import BadUsage
from koperasi_cli.headings import heading
from koperasi_cli.language import _, name_in, names_there_are, number, percent, shown
from koperasi_cli.queries import filled
from koperasi_cli.reports.counting import Dimension
from koperasi_cli.reports.selection import Selection
from koperasi_cli.table import Column, Kind


def breakdown(names: Sequence[str], known: Mapping[str, Dimension]) -> Dimension:
    """The one dimension that was named, in either language; the first of those known unless told.

    Raises:
        BadUsage: an unknown name, or more than one.
    """
    dimensions = {name_in("id", "option", name): d for name, d in known.items()} | dict(known)
    typed = [part.strip().lower() for name in names for part in name.split(",")]
    for name in typed:
        if name.replace("_", "-") not in dimensions:
            raise BadUsage(
                _('A report cannot be broken down by "{name}".', name=name),
                names_there_are(name, [shown("option", known_) for known_ in known]),
            )
    if len(typed) > 1:
        raise BadUsage(
            _("This report is broken down by one thing at a time."),
            _("Leave out all but one --by."),
        )
    return dimensions[typed[0].replace("_", "-")] if typed else next(iter(known.values()))


def by_column(dimension: Dimension) -> Column:
    """The first column of a table that is broken down."""
    return Column(
        dimension.key,
        heading(dimension.key),
        Kind.CODE if dimension.codes else dimension.kind,
        codes=dimension.codes,
        empty=_("not recorded"),
    )


def among(column: str, selection: Selection) -> str:
    """A WHERE fragment: the column holds a cooperative that the filters mean, by its status on :on."""
    if not selection.fragments:
        return ""
    slots = {
        "filters": selection.fragment,
        "even_without_status": "LEFT" if selection.without_status else "",
    }
    return f"AND {column} IN (\n{filled('chosen', slots)})\n"


def share(part: int, whole: int) -> float | None:
    """The part of the whole to four places; None where there is no whole."""
    return round(part / whole, 4) if whole else None


def of(part: int, whole: int) -> str:
    """``3 of 7``: a part is never shown without its whole."""
    return _("{part} of {whole}", part=number(part), whole=number(whole))


def of_percent(part: int, whole: int) -> str:
    """``41 of 96 (43%)``; without a percentage where there is no whole."""
    if not whole:
        return of(part, whole)
    return _("{part} of {whole} ({percent})",
             part=number(part), whole=number(whole), percent=percent(part / whole))  # fmt: skip


def median(values: Iterable[float]) -> float | None:
    """The middle value, to one place; None where there is no value."""
    found = list(values)
    return round(float(middle(found)), 1) if found else None
