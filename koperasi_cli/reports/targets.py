"""What the office promised for a year, and what it can show for it, by quarter (IKU, Renstra).

The list of indicators is the office's own [O], and so is what each of them counts: see ``MEANINGS``.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from koperasi_cli.errors import BadUsage
from koperasi_cli.headings import heading
from koperasi_cli.language import N_, _, day, label, ngettext, number
from koperasi_cli.queries import rows
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.breakdown import of
from koperasi_cli.reports.counting import totals
from koperasi_cli.table import Column, Kind, Report, Row, Table
from koperasi_cli.vocabulary import Health, Indicator, SessionKind

TAKES = frozenset({"year"})
QUARTERS = (1, 2, 3, 4)

UNITS: dict[Indicator, str] = {
    Indicator.ACTIVE_SHARE: "%",
    Indicator.RAT_HELD: N_("cooperatives"),
    Indicator.COOPERATIVES_MENTORED: N_("cooperatives"),
    Indicator.PEOPLE_TRAINED: N_("people"),
    Indicator.COOPERATIVES_REACTIVATED: N_("cooperatives"),
    Indicator.COOPERATIVES_HEALTHY: N_("cooperatives"),
}
MEANINGS: dict[Indicator, str] = {
    Indicator.ACTIVE_SHARE: N_("of all cooperatives that are not dissolved, on the last day"),
    Indicator.RAT_HELD: N_("cooperatives that held a RAT since 1 January, for whichever book year"),
    Indicator.COOPERATIVES_MENTORED: N_(
        "cooperatives in a session held since 1 January, each once"
    ),
    Indicator.PEOPLE_TRAINED: N_("men and women who came to trainings since 1 January"),
    Indicator.COOPERATIVES_REACTIVATED: N_("cooperatives that became active again since 1 January"),
    Indicator.COOPERATIVES_HEALTHY: N_(
        "cooperatives whose newest rating by the last day is Healthy"
    ),
}


def report(connection: sqlite3.Connection, asked: Asked) -> Report:
    """A row for each indicator and quarter, and one more where a target is set for the whole year.

    Raises:
        BadUsage: filters: a target is the whole office's.
    """
    if asked.selection.words:
        raise BadUsage(
            _("Targets are those of the whole office: this report takes no filters."),
            _("Leave out: {filters}", filters="; ".join(asked.selection.words)),
        )
    year = asked.on.year if asked.year is None else asked.year
    promised = {
        (row["indicator"], row["quarter"]): row["value"]
        for row in rows(connection, "targets", {"year": year}, filters="AND year = :year")
    }
    by_quarter = {q: _achieved(connection, year, q, asked.on) for q in (*QUARTERS, None)}
    table_rows = [
        _row(indicator, quarter, promised.get((indicator, quarter)), by_quarter[quarter])
        for indicator in Indicator
        for quarter in (*QUARTERS, *([None] if (indicator, None) in promised else []))
    ]
    return Report(
        lines=[_headline(year, asked.on, table_rows, bool(promised))],
        tables=[Table(_columns(), [row | {"unit": _(row["unit"])} for row in table_rows])],
        notes=_notes(year, bool(promised)),
        data={"report": "targets", "on": asked.on, "year": year, "rows": table_rows},
    )


def last_day(year: int, quarter: int | None) -> date:
    """The last day of a quarter, or of the year."""
    month = 3 * (quarter or 4)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _achieved(
    connection: sqlite3.Connection, year: int, quarter: int | None, on: date
) -> dict[str, Any]:
    """What there is to show by the end of the quarter, or by ``on``; nothing before it begins."""
    if date(year, 3 * (quarter or 1) - 2, 1) > on:
        return {}
    last = min(last_day(year, quarter), on)
    (found,) = rows(connection, "achievements", {
        "first": date(year, 1, 1).isoformat(),
        "on": last.isoformat(),
        "training": SessionKind.TRAINING.value,
        "healthy": Health.HEALTHY.value,
    })  # fmt: skip
    counted = totals(connection, last)
    share = counted.active_share
    return dict(found) | {
        Indicator.ACTIVE_SHARE: None if share is None else round(share * 100, 2),
        "counted": of(counted.active, counted.total),
        "until": last,
    }


def _row(
    indicator: Indicator, quarter: int | None, target: float | None, found: Mapping[str, Any]
) -> dict[str, Any]:
    """``realised`` is in percent, and fine enough that 100 is said only of what was reached."""
    achieved = found.get(indicator)
    is_share = indicator is Indicator.ACTIVE_SHARE
    row: dict[str, Any] = {
        "indicator": indicator.value,
        "unit": UNITS[indicator],
        "quarter": quarter,
        "until": found.get("until"),
        "target": target,
        "achieved": achieved,
        "counted": found.get("counted") if is_share else None,
        "realised": None,
        "shortfall": None,
    }
    if target is not None and achieved is not None:
        row["realised"] = round(achieved / target * 100, 2) if target else None
        row["shortfall"] = round(max(target - achieved, 0), 2)
    return row


def _columns() -> list[Column]:
    return [
        Column("indicator", heading("indicator"), Kind.CODE, codes=Indicator),
        Column("unit", heading("unit"), hidden=True),
        Column("quarter", heading("quarter"), Kind.NUMBER, empty=_("year")),
        Column("until", heading("until"), Kind.DAY, empty="", hidden=True),
        Column("target", heading("target"), Kind.COUNT),
        Column("achieved", heading("achieved"), Kind.COUNT, empty=""),
        Column("counted", heading("counted"), empty=""),
        Column("realised", heading("realised"), Kind.COUNT, empty=""),
        Column("shortfall", heading("shortfall"), Kind.COUNT, empty=""),
    ]


def _headline(year: int, on: date, table_rows: Sequence[Row], promised: bool) -> str:
    """How many targets of the newest quarter that has begun are reached."""
    if not promised:
        return _("No target is set for {year}.", year=year)
    begun = [row for row in table_rows if row["quarter"] and row["until"]]
    if not begun:
        return _("{year} has not begun on {day}.", year=year, day=day(on))
    quarter = max(row["quarter"] for row in begun)
    newest = [row for row in begun if row["quarter"] == quarter and row["target"] is not None]
    if not newest:
        return _("No target is set for quarter {quarter} of {year}.", quarter=quarter, year=year)
    reached = sum(not row["shortfall"] for row in newest)
    said = {"year": year, "quarter": quarter, "day": day(newest[0]["until"])}
    return ngettext(
        "{year}, quarter {quarter}, up to {day}: {reached} of {n} target reached.",
        "{year}, quarter {quarter}, up to {day}: {reached} of {n} targets reached.",
        len(newest), reached=number(reached), **said,
    )  # fmt: skip


def _notes(year: int, promised: bool) -> list[str]:
    notes = [f"{label(indicator)}: {_(meaning)}." for indicator, meaning in MEANINGS.items()]
    if not promised:
        notes.append(_("To set one: koperasi target set {year} 1 rat-held 40", year=year))
    return notes
