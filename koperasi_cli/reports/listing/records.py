"""The lists of what cooperatives reported and applied for: book years, capital, products."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from koperasi_cli.errors import BadUsage
from koperasi_cli.language import _, day, label, ngettext, number, read_code, shown
from koperasi_cli.queries import rows
from koperasi_cli.reports import annual_reports as annual
from koperasi_cli.reports import financing as capital
from koperasi_cli.reports import products as made
from koperasi_cli.reports.columns import Listing, under_heading
from koperasi_cli.reports.cooperatives import matching
from koperasi_cli.reports.counting import FOREVER
from koperasi_cli.reports.listing.question import Answer, Question
from koperasi_cli.reports.officers import in_care
from koperasi_cli.reports.selection import Selection, select
from koperasi_cli.table import Column, Kind, Row
from koperasi_cli.vocabulary import FinancingState, Sector, Status

_BOOK_YEAR = {
    "cooperative_id": "id", "id": "annual_report_id", "cooperative": "cooperative",
    "book_year": "book_year",
}  # fmt: skip
_NOT_HELD = (
    "cooperative_id", "cooperative", "status", "sector", "subdistrict", "officer", "legal_date",
    "book_year", "rat_planned_on", "last_book_year", "last_rat_held_on",
)  # fmt: skip


def rat(connection: sqlite3.Connection, question: Question) -> Answer:
    """The book years; or the calendar of coming RATs; or who has held none for a book year.

    Raises:
        BadUsage: the calendar and the debtors at once.
    """
    if question.planned and question.not_held:
        raise BadUsage(
            _("A list has one of them: {options}", options=_options("planned", "missing")),
            _("Leave one out."),
        )
    if question.not_held:
        return _not_held(connection, question)
    if question.planned:
        return _calendar(connection, question)
    chosen, found = _book_years(connection, question)
    words = [*_year_words(question), *chosen.words]
    usual = ("cooperative_id", "cooperative", "book_year", "rat_held_on", "members", "turnover",
             "surplus")  # fmt: skip
    shown_ = [key for key in usual if key != "book_year" or not question.year]
    return Answer(
        Listing(_columns(), found, shown_, "-book_year,cooperative"),
        lambda n: ngettext("{n} book year", "{n} book years", n, n=number(n)),
        words,
    )


def _book_years(connection: sqlite3.Connection, question: Question) -> tuple[Selection, list[Row]]:
    """The rows of the year asked for, of the cooperatives that the filters mean."""
    chosen, meant = _meant(connection, question)
    found: list[Row] = [
        {**dict(row), "in_business": None if row["in_business"] is None else bool(row["in_business"])}
        for row in rows(
            connection, "annual_reports", {"year": question.year},
            filters="AND a.book_year = :year" if question.year else "",
        )
        if meant is None or row["cooperative_id"] in meant
    ]  # fmt: skip
    return chosen, found


def _columns(*more: Column) -> list[Column]:
    first = [
        under_heading(key, kind=None if key == "cooperative" else Kind.NUMBER, titled=titled)
        for key, titled in _BOOK_YEAR.items()
    ]
    return [*first, *more, *annual.columns()]


def _calendar(connection: sqlite3.Connection, question: Question) -> Answer:
    """What is planned from the day on and not held by then; a note counts the plans that passed, of
    the last book year."""
    chosen, found = _book_years(connection, question)
    on = question.day.isoformat()
    plans = [
        {**row, "days_to_go": _days(question.day, row["rat_planned_on"])}
        for row in found
        if row["rat_planned_on"] and not (row["rat_held_on"] and row["rat_held_on"] <= on)
    ]
    coming = [row for row in plans if row["days_to_go"] >= 0]
    last = question.year or question.day.year - 1
    passed = sum(row["days_to_go"] < 0 and row["book_year"] >= last for row in plans)
    notes = []
    if passed:
        notes.append(
            ngettext(
                "{n} planned day has passed, and no RAT is on record for it. Who has held none:"
                " koperasi list rat --missing",
                "{n} planned days have passed, and no RAT is on record for them. Who has held none:"
                " koperasi list rat --missing",
                passed, n=number(passed),
            )
        )  # fmt: skip
    shown_ = ("rat_planned_on", "days_to_go", "cooperative_id", "cooperative", "book_year")
    to_go = under_heading("days_to_go", kind=Kind.COUNT)
    first = [column for column in _columns(to_go) if column.key in shown_]
    rest = [column for column in _columns() if column.key not in shown_]
    first.sort(key=lambda column: shown_.index(column.key))
    return Answer(
        Listing([*first, *rest], coming, shown_, "rat_planned_on,cooperative"),
        lambda n: ngettext("{n} RAT to come", "{n} RATs to come", n, n=number(n)),
        [*_from_words(question), *_year_words(question), *chosen.words],
        notes,
    )


def _not_held(connection: sqlite3.Connection, question: Question) -> Answer:
    """Active cooperatives, or those of the status asked for, that existed in the book year.

    Without ``--year`` the book year is the last one, which is due in this year.
    """
    year = question.year or question.day.year - 1
    status = question.criteria.status or [Status.ACTIVE.value]
    criteria = replace(question.criteria, status=status)
    chosen = select(connection, criteria, me=question.me, on=question.day)
    parameters = {"on": question.day.isoformat(), "year": year, **chosen.parameters}
    asked = rows(connection, "rat_not_held", parameters, filters=chosen.fragment)
    care = in_care(connection)
    found = [
        {key: row[key] for key in _NOT_HELD}
        | {"officer": row["officer"] or care.get(row["subdistrict_code"])}
        for row in asked
        if not row["founded_later"]
    ]
    younger = len(asked) - len(found)
    notes = []
    if younger:
        notes.append(
            ngettext(
                "Left out: {n} cooperative that was founded after book year {year}.",
                "Left out: {n} cooperatives that were founded after book year {year}.",
                younger, n=number(younger), year=year,
            )
        )  # fmt: skip
    shown_ = ("cooperative_id", "cooperative", "subdistrict", "rat_planned_on", "last_book_year")
    return Answer(
        Listing(_not_held_columns(), found, shown_, "subdistrict,cooperative"),
        lambda n: ngettext(
            "{n} cooperative without a RAT for book year {year}",
            "{n} cooperatives without a RAT for book year {year}", n, n=number(n), year=year,
        ),
        [*_from_words(question), *chosen.words],
        notes,
    )  # fmt: skip


def _not_held_columns() -> list[Column]:
    kinds = {
        **dict.fromkeys(("legal_date", "rat_planned_on", "last_rat_held_on"), Kind.DAY),
        **dict.fromkeys(("cooperative_id", "book_year", "last_book_year"), Kind.NUMBER),
    }
    codes: Mapping[str, Any] = {"status": Status, "sector": Sector}
    titled = {"cooperative_id": "id"}
    return [
        under_heading(key, codes=codes.get(key), kind=kinds.get(key), titled=titled.get(key))
        for key in _NOT_HELD
    ]


def financing(connection: sqlite3.Connection, question: Question) -> Answer:
    """What is where: the applications for capital as they stood on the day."""
    chosen, meant = _meant(connection, question)
    states = [read_code(FinancingState, text) for text in question.state]
    found = [
        row
        for row in capital.applications(connection, question.day)
        if meant is None or row["cooperative_id"] in meant
        if not states or row["state"] in states
        if question.year is None or (row["requested_on"] or "").startswith(f"{question.year}-")
    ]
    words = [
        *([", ".join(label(state) for state in states)] if states else []),
        *_from_words(question),
        *([str(question.year)] if question.year else []),
        *chosen.words,
    ]
    shown_ = ("id", "cooperative", "lender", "state", "waiting_days", "amount")
    return Answer(
        Listing(capital.columns(), found, shown_, "-requested_on,-id"),
        lambda n: ngettext(
            "{n} application for capital", "{n} applications for capital", n, n=number(n)
        ),
        words,
    )


def products(connection: sqlite3.Connection, question: Question) -> Answer:
    """What cooperatives make, in every year on record or in one."""
    chosen, meant = _meant(connection, question)
    found = [
        dict(row)
        for row in rows(
            connection, "products", {"year": question.year},
            filters="AND p.year = :year" if question.year else "",
        )
        if meant is None or row["cooperative_id"] in meant
    ]  # fmt: skip
    shown_ = ("cooperative", "name", "year", "capacity", "unit", "market_reach")
    return Answer(
        Listing(made.columns(), found, shown_, "cooperative,name,-year"),
        lambda n: _products_counted(
            len({(r["cooperative_id"], r["name"].casefold()) for r in found}), n
        ),
        [*([str(question.year)] if question.year else []), *chosen.words],
    )


def _products_counted(products: int, years: int) -> str:
    counted = ngettext("{n} product", "{n} products", products, n=number(products))
    if products == years:
        return counted
    return _("{products}, a row for each year: {n}", products=counted, n=number(years))


def _meant(
    connection: sqlite3.Connection, question: Question
) -> tuple[Selection, frozenset[int] | None]:
    """The cooperatives that the filters mean, for what is listed because of them."""
    chosen = select(connection, question.criteria, me=question.me, on=question.day)
    return chosen, matching(connection, question.day, known=FOREVER, selection=chosen)


def _year_words(question: Question) -> list[str]:
    return [_("book year {year}", year=question.year)] if question.year else []


def _from_words(question: Question) -> list[str]:
    return [day(question.on)] if question.on else []


def _days(on: date, until: str) -> int:
    return (date.fromisoformat(until) - on).days


def _options(*names: str) -> Sequence[str]:
    return ", ".join(f"--{shown('option', name)}" for name in names)
