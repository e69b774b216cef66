"""``koperasi target``: what the office promised for a year, and setting it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.names import shown_name
from koperasi_cli.errors import BadUsage, BadValue
from koperasi_cli.headings import heading
from koperasi_cli.language import N_, _, name_in, number, read_code, read_decimal, read_year
from koperasi_cli.queries import rows
from koperasi_cli.table import Column, Kind, Report, Table
from koperasi_cli.vocabulary import Indicator

if TYPE_CHECKING:
    from sqlmodel import Session

SET = "set"
TAKE_BACK = "-"
MOST = 1_000_000


class _Typed(NamedTuple):
    year: int
    quarter: int | None
    indicator: Indicator
    value: float | None


@command(
    app,
    "target",
    panel="reports",
    writes=True,
    help=N_("Show or set what the office promises for a year or a quarter."),
    examples=[
        N_("koperasi target set 2025 1 rat-held 12"),
        N_("koperasi target set 2025 active-share 74"),
        N_("koperasi report targets --year 2025"),
    ],
)
def target(
    desk: Desk,
    words: Annotated[
        list[str] | None,
        argument(
            N_("YEAR | set YEAR [QUARTER] INDICATOR VALUE"),
            N_("The year to show; or what to set. A dash as the value takes a target back."),
        ),
    ] = None,
) -> Report:
    typed = list(words or ())
    if not typed or typed[0].strip().lower() not in (SET, name_in("id", "value", SET)):
        return _listed(desk, typed)
    wanted = _read(typed[1:])

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.registry.records import as_dict
        from koperasi_cli.registry.targets import in_words, promise, take_back

        what = in_words(wanted.year, wanted.quarter, wanted.indicator)
        if wanted.value is None:
            gone = take_back(session, *wanted[:3])
            line = _("Taken back: {target}: {value}.", target=what, value=number(gone.value))
            return Written([line], as_dict(gone))
        kept, before, warnings = promise(session, *wanted[:3], wanted.value)
        said = {"target": what, "value": number(wanted.value)}
        if before is None:
            line = _("Saved: {target}: {value}.", **said)
        elif before == wanted.value:
            line = _("Nothing changed: {target}: {value}.", **said)
        else:
            line = _("Saved: {target}: {value} (before: {old}).", old=number(before), **said)
        return Written([line], as_dict(kept), warnings)

    return desk.write(work)


def _listed(desk: Desk, typed: Sequence[str]) -> Report:
    """The targets on record, of all years or of one."""
    if len(typed) > 1:
        raise _unclear()
    year = read_year(typed[0]) if typed else None
    with desk.reading() as connection:
        found = rows(
            connection, "targets", {"year": year}, filters="AND year = :year" if year else ""
        )
    order = list(Indicator)
    listed = sorted(
        (dict(row) for row in found),
        key=lambda row: (-row["year"], order.index(row["indicator"]), row["quarter"] or 5),
    )
    columns = [
        Column("id", heading("id"), Kind.NUMBER, hidden=True),
        Column("year", heading("year"), Kind.NUMBER),
        Column("indicator", heading("indicator"), Kind.CODE, codes=Indicator),
        Column("quarter", heading("quarter"), Kind.NUMBER, empty=_("year")),
        Column("value", heading("value"), Kind.COUNT),
    ]
    none = _("No target is set for {year}.", year=year) if year else _("No target is set.")
    return Report(
        lines=[] if listed else [none],
        tables=[Table(columns, listed)],
        notes=[
            _("To set one: koperasi target set {year} 1 rat-held 40", year=desk.today.year),
            _("What was achieved: koperasi report targets"),
        ],
        data=listed,
    )


def _read(typed: Sequence[str]) -> _Typed:
    """``2025 1 rat-held 40``, ``2025 rat-held 40``. An indicator may be several words."""
    if len(typed) < 3:
        raise _unclear()
    year, rest, value = read_year(typed[0]), list(typed[1:-1]), typed[-1]
    quarter = _quarter(rest[0]) if len(rest) > 1 else None
    name = " ".join(rest[1:] if quarter else rest)
    return _Typed(year, quarter, read_code(Indicator, name), _value(value))


def _quarter(typed: str) -> int | None:
    """``1``, ``Q1``, ``TW1`` (triwulan); None where the word is none of them."""
    word = typed.strip().lower()
    for sign in ("triwulan", "quarter", "tw", "q"):
        word = word.removeprefix(sign).strip()
    if word in ("1", "2", "3", "4"):
        return int(word)
    if word.isdigit():
        raise BadValue(
            _('"{text}" is not one of the numbers 1 to {most}.', text=typed.strip()[:60], most=4)
        )
    return None


def _value(typed: str) -> float | None:
    """A number, with or without a percent sign; None for a dash."""
    if typed.strip() == TAKE_BACK:
        return None
    return read_decimal(typed.strip().removesuffix("%"), most=MOST)


def _unclear() -> BadUsage:
    return BadUsage(
        _("It is not clear which target is meant."),
        _("For example: koperasi {command} {set} 2025 1 rat-held 12",
          command=shown_name("target"), set=shown_name(SET, "value")),
    )  # fmt: skip
