"""Applications for capital: requested, approved, disbursed, and how long that took."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import _, day, ngettext, number, percent, rupiah
from koperasi_cli.queries import rows
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.breakdown import (
    among,
    breakdown,
    by_column,
    median,
    of,
    share,
)
from koperasi_cli.reports.counting import Dimension
from koperasi_cli.table import Column, Kind, Report, Row, Table
from koperasi_cli.vocabulary import Scheme

TAKES = frozenset({"from", "to", "year", "by"})
DIMENSIONS: dict[str, Dimension] = {
    "lender": Dimension("lender", "f.lender"),
    "scheme": Dimension("scheme", "f.scheme", Scheme),
    "year": Dimension("year", "year", kind=Kind.NUMBER),
    "subdistrict": Dimension("subdistrict", "r.name"),
}
STEPS = ("requested", "approved", "disbursed")
AMOUNTS = tuple(f"{step}_amount" for step in STEPS)
Cells = dict[str, Any]


def report(connection: sqlite3.Connection, asked: Asked) -> Report:
    """What became of the applications of a period, as they stand on the report's day.

    Each is approved, rejected or undecided. What was disbursed was approved; what was rejected after
    it had been approved, and never disbursed, was rejected. Filters mean cooperatives, by their
    status on the last day of the period.
    """
    by = breakdown(asked.by, DIMENSIONS)
    found, undated = _applications(connection, asked)
    groups: dict[Any, list[Cells]] = {}
    for application in found:
        groups.setdefault(application[by.key], []).append(application)
    cells = _ordered([{by.key: key} | _figures(rows_) for key, rows_ in groups.items()], by)
    total = _figures(found)
    return Report(
        lines=[_line(asked, total)],
        tables=_tables(by, cells, total),
        notes=_notes(asked, undated, total),
        data=_data(asked, by, cells, total, undated),
    )


def _applications(connection: sqlite3.Connection, asked: Asked) -> tuple[list[Cells], int]:
    """Those requested in the period, and how many have no day of request."""
    first, last = asked.period
    found = rows(
        connection,
        "capital",
        {"first": first.isoformat(), "last": last.isoformat(), "on": last.isoformat(),
         "until": _until(asked).isoformat(), **asked.selection.parameters},
        filters=among("f.cooperative_id", asked.selection),
    )  # fmt: skip
    dated = [dict(row) for row in found if row["requested_on"]]
    return dated, len(found) - len(dated)


def _until(asked: Asked) -> date:
    """The day of which the steps are known: the report's, or the end of a period after it."""
    return max(asked.period[1], asked.on)


def _figures(applications: Sequence[Cells]) -> Cells:
    """How many took which step, for how much; an amount is None where none was noted."""
    disbursed = [one for one in applications if one["disbursed"]]
    rejected = [one for one in applications if one["rejected"] and not one["disbursed"]]
    approved = [
        one for one in applications if one["disbursed"] or (one["approved"] and not one["rejected"])
    ]
    took = {"requested": applications, "approved": approved, "disbursed": disbursed}
    decided = len(approved) + len(rejected)
    return {
        **{step: len(those) for step, those in took.items()},
        "rejected": len(rejected),
        "undecided": len(applications) - decided,
        "decided": decided,
        "approval_share": share(len(approved), decided),
        "days_to_disbursement": median(_days(one) for one in disbursed if one["disbursed_on"]),
        **{f"{step}_amount": _sum(those, f"{step}_amount") for step, those in took.items()},
    }


def _days(one: Cells) -> int:
    requested, disbursed = (date.fromisoformat(one[f"{k}_on"]) for k in ("requested", "disbursed"))
    return (disbursed - requested).days


def _sum(applications: Sequence[Cells], key: str) -> int | None:
    noted = [one[key] for one in applications if one[key] is not None]
    return sum(noted) if noted else None


def _ordered(cells: Sequence[Cells], by: Dimension) -> list[Cells]:
    """The most applications first, years in their order, what is not recorded last."""

    def place(row: Cells) -> tuple[Any, ...]:
        rank = (row["year"] or 0,) if by.key == "year" else (-row["requested"],)
        return row[by.key] is None, *rank, -(row["requested_amount"] or 0), str(row[by.key])

    return sorted(cells, key=place)


def _tables(by: Dimension, cells: Sequence[Cells], total: Cells) -> list[Table]:
    """Numbers, and under them the amounts; a machine has both in the first."""
    if not cells:
        return []
    found = [_said(row) for row in cells]
    summed = _said(total) | {by.key: _("Total")}
    numbers = [
        by_column(by),
        Column("requested", heading("requested"), Kind.COUNT),
        Column("approved", heading("approved"), Kind.COUNT, hidden=True),
        Column("decided", _("Decided"), Kind.COUNT, hidden=True),
        Column("approval_share", "%", Kind.SHARE, hidden=True),
        Column("approved_of", heading("approved_of")),
        *(Column(key, heading(key), Kind.COUNT) for key in ("rejected", "undecided", "disbursed")),
        Column("days_to_disbursement", heading("days_to_disbursement"), Kind.COUNT),
        *(Column(key, heading(key), Kind.MONEY, hidden=True) for key in AMOUNTS),
    ]
    amounts = [by_column(by), *(Column(key, heading(key), Kind.MONEY) for key in AMOUNTS)]
    return [
        Table(numbers, found, title=_("Applications"), total=summed),
        Table(amounts, found, title=_("Amounts"), total=summed),
    ]


def _said(row: Cells) -> Cells:
    return row | {"approved_of": of(row["approved"], row["decided"]) if row["decided"] else None}


def _line(asked: Asked, total: Row) -> str:
    first, last = asked.period
    period = {"first": day(first), "last": day(last)}
    if not total["requested"]:
        return _("From {first} to {last} no capital was applied for.", **period)
    sentences = [
        ngettext(
            "From {first} to {last}: {n} application for capital{amount}.",
            "From {first} to {last}: {n} applications for capital{amount}.",
            total["requested"],
            amount=_amount(total["requested_amount"]),
            **period,
        )
    ]
    if total["decided"]:
        sentences.append(
            _("Approved: {part} of {whole} decided ({percent}){amount}.",
              part=number(total["approved"]), whole=number(total["decided"]),
              percent=percent(total["approval_share"]), amount=_amount(total["approved_amount"]))
        )  # fmt: skip
    amount = _amount(total["disbursed_amount"])
    sentences.append(_("Disbursed: {n}{amount}.", n=number(total["disbursed"]), amount=amount))
    if total["undecided"]:
        sentences.append(_("Not decided yet: {n}.", n=number(total["undecided"])))
    if total["days_to_disbursement"] is not None:
        sentences.append(
            _("Median from request to disbursement: {n} days.",
              n=number(total["days_to_disbursement"]))
        )  # fmt: skip
    return " ".join(sentences)


def _amount(amount: int | None) -> str:
    """``, Rp50,000,000`` behind a number; nothing where no amount was noted."""
    return "" if amount is None else f", {rupiah(amount)}"


def _notes(asked: Asked, undated: int, total: Row) -> list[str]:
    notes = [asked.selection.note]
    until = _until(asked)
    if total["requested"] and until < asked.today:
        notes.append(_("The applications as they stood on {day}.", day=day(until)))
    elif total["requested"] and asked.period[1] < until:
        notes.append(
            _("What was applied for in the period, and what became of it by {day}.", day=day(until))
        )
    if undated:
        notes.append(
            ngettext(
                "{n} application has no day of request, and is in no period.",
                "{n} applications have no day of request, and are in no period.",
                undated,
            )
        )
    return [note for note in notes if note]


def _data(
    asked: Asked, by: Dimension, cells: Sequence[Cells], total: Cells, undated: int
) -> dict[str, Any]:
    first, last = asked.period
    return {
        "report": "capital",
        "from": first,
        "to": last,
        "on": _until(asked),
        "by": [by.key],
        "totals": total,
        "without_a_day": undated,
        "rows": cells,
    }
