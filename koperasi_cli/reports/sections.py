"""The tables of a cooperative's page: its status, sessions, capital, products and book years."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import N_, _, day, label, number, rupiah
from koperasi_cli.reports.cases import participants
from koperasi_cli.reports.columns import under_heading
from koperasi_cli.table import Column, Kind, Row, Table
from koperasi_cli.vocabulary import (
    Health,
    Line,
    MarketReach,
    ProductCertificate,
    Scheme,
    SessionKind,
    Status,
)

YEARS_ABREAST = 3
MONEY = ("equity", "outside_capital", "assets", "turnover", "surplus")
STEPS = {
    "requested": N_("Requested"),
    "approved": N_("Approved"),
    "disbursed": N_("Disbursed"),
    "rejected": N_("Rejected"),
}
Rows = list[dict[str, Any]]


def status_table(changes: Rows) -> list[Table]:
    columns = [
        under_heading("effective_on", kind=Kind.DAY, titled="status_since"),
        under_heading("status", codes=Status),
        under_heading("reason"),
        under_heading("decree"),
        under_heading("withdrawn_at", kind=Kind.MOMENT),
    ]
    return _table(_("Status"), columns, changes) if len(changes) > 1 else []


def sessions_table(sessions: Rows) -> list[Table]:
    """What the office did with it. What came of a step of a case stands in the case's timeline."""
    columns = [
        under_heading("on", kind=Kind.DAY),
        under_heading("what"),
        under_heading("details"),
    ]
    found = [{"on": row["on"], "what": _kind(row), "details": _details(row)} for row in sessions]
    return _table(_("Sessions"), columns, found)


def _kind(row: Row) -> str:
    kind = label(SessionKind(row["kind"]))
    return _("Planned: {kind}", kind=kind) if row["planned"] else kind


def _details(row: Row) -> str | None:
    """The topic; and the case that it is a step of, or else who took part and what came of it."""
    parts = [row["topic"]]
    if row["revitalization_id"]:
        parts.append(_("step of case no. {id}", id=row["revitalization_id"]))
    else:
        men, women = row["participants_male"], row["participants_female"]
        if men is not None or women is not None:
            parts.append(participants(men or 0, women or 0))
        parts += [row["result"], row["mentor"], row["officer"]]
        if row["followed_up_on"]:
            parts.append(_("followed up on {day}", day=day_of(row["followed_up_on"])))
        elif row["follow_up_on"]:
            parts.append(_("follow-up due on {day}", day=day_of(row["follow_up_on"])))
    return "; ".join(filter(None, parts)) or None


def financing_table(financing: Rows) -> list[Table]:
    """The steps of each application, one a row, the newest application first."""
    found = [
        {
            "on": row[f"{step}_on"],
            "lender": row["lender"],
            "scheme": row["scheme"],
            "step": _(name),
            "amount": row.get(f"{step}_amount"),
            "note": row["note"] if step == "requested" else None,
        }
        for row in financing
        for step, name in STEPS.items()
        if row[f"{step}_on"] or row.get(f"{step}_amount") is not None
    ]
    columns = [
        under_heading("on", kind=Kind.DAY),
        under_heading("lender"),
        under_heading("scheme", codes=Scheme),
        under_heading("step"),
        under_heading("amount", kind=Kind.MONEY),
        under_heading("note"),
    ]
    return _table(_("Capital"), columns, found)


def products_table(products: Rows) -> list[Table]:
    columns = [
        under_heading("year", kind=Kind.NUMBER),
        under_heading("name", titled="product"),
        under_heading("line", codes=Line),
        under_heading("capacity"),
        under_heading("market_reach", codes=MarketReach),
        under_heading("certificates", codes=ProductCertificate),
    ]
    found = [row | {"capacity": _capacity(row)} for row in products]
    return _table(_("Products"), columns, found)


def _capacity(row: Row) -> str | None:
    if row["capacity"] is None:
        return None
    return f"{number(row['capacity'])} {row['unit'] or ''}".strip()


def annual_tables(annual: Rows) -> list[Table]:
    """Book years side by side, a field a row: few enough abreast to fit a narrow screen."""
    fields = [
        under_heading("rat_planned_on", kind=Kind.DAY),
        under_heading("rat_held_on", kind=Kind.DAY),
        under_heading("in_business", kind=Kind.YES_NO),
        *(under_heading(key, kind=Kind.COUNT) for key in ("members_male", "members_female")),
        *(under_heading(key, kind=Kind.COUNT) for key in ("managers", "employees")),
        *(under_heading(key, kind=Kind.MONEY) for key in MONEY),
        under_heading("health", codes=Health),
        under_heading("kuk", kind=Kind.NUMBER),
    ]
    return [
        _years(fields, annual[start : start + YEARS_ABREAST], title=_("Annual reports (RAT)"))
        for start in range(0, len(annual), YEARS_ABREAST)
    ]


def _years(fields: Sequence[Column], years: Rows, *, title: str) -> Table:
    found = [
        {"field": field.label}
        | {
            str(year["book_year"]): said(field, year[field.key])
            for year in years
            if year[field.key] is not None
        }
        for field in fields
        if any(year[field.key] is not None for year in years)
    ]
    columns = [Column("field", heading("book_year"))]
    columns += [
        Column(str(year["book_year"]), str(year["book_year"]), Kind.NUMBER) for year in years
    ]
    return Table(columns, found, title=title)


def _table(title: str, columns: Sequence[Column], found: Rows) -> list[Table]:
    """A titled table without the columns that are empty in every row; nothing where no row is."""
    kept = [
        replace(column, empty="")
        for column in columns
        if any(row.get(column.key) is not None for row in found)
    ]
    return [Table(kept, found, title=title)] if found else []


def said(column: Column, value: Any) -> str:
    """One value as it reads, where values of several kinds share a column."""
    if column.codes is not None:
        return label(column.codes(value))
    if column.key == "tags":
        return str(value).replace(",", ", ")
    match column.kind:
        case Kind.DAY:
            return day_of(value)
        case Kind.MONEY:
            return rupiah(value)
        case Kind.COUNT:
            return number(value)
        case Kind.YES_NO:
            return _("yes") if value else _("no")
        case _:
            return str(value)


def day_of(text: str) -> str:
    return day(date.fromisoformat(text))
