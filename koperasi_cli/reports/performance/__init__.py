"""How the cooperatives' business goes: by book year, compared with itself, and around mentoring.

Growth is (end - start) / start [F]. It is that of the same cooperatives in both years, so that new
entries, and those that did not report, do not pass for growth or decline.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from koperasi_cli.language import _, day, number, percent, rupiah
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.breakdown import breakdown
from koperasi_cli.reports.indication import Rule
from koperasi_cli.reports.performance.figures import around_mentoring, by_year, compared
from koperasi_cli.reports.performance.products import capacity, products_table
from koperasi_cli.reports.performance.question import BY, TOGETHER, Question, growth
from koperasi_cli.table import Report, Row, Table
from koperasi_cli.vocabulary import SessionKind

TAKES = frozenset({"from", "to", "year", "by"})
YEARS = 5
IN_WORDS = frozenset({"label", "wider_of", "narrower_of"})


def report(connection: sqlite3.Connection, asked: Asked) -> Report:
    """The last five book years that were begun, or the year or the period that was asked for.

    What a cooperative reported stays, also when it was dissolved later: to leave it out would make the
    past look better than it was.
    """
    first, last = _years(asked)
    by = breakdown(asked.by, BY) if asked.by else TOGETHER
    question = Question(connection, asked, first, last, by)
    reported = question.rows("performance")
    products = question.rows("performance_products")
    mentored = question.rows(
        "performance_mentored",
        guidance=", ".join(f"'{kind.value}'" for kind in SessionKind if kind.is_guidance),
    )
    tables = {
        "years": by_year(question, reported),
        "compared": compared(question, reported),
        "products": products_table(question, products),
        "capacity": capacity(question, products),
        "mentored": around_mentoring(question, mentored),
    }
    return Report(
        lines=[_headline(asked, reported, first, last)],
        tables=[table for table in tables.values() if table.rows],
        notes=_notes(asked, reported, mentored),
        data={
            "report": "performance",
            "on": asked.on,
            "first_year": first,
            "last_year": last,
            "by": by.key or None,
            **{name: _data(table) for name, table in tables.items()},
        },
    )


def _data(table: Table) -> list[dict[str, Any]]:
    """The rows without what is said in words, which depends on the language."""
    return [{key: row[key] for key in row if key not in IN_WORDS} for row in table.rows]


def _years(asked: Asked) -> tuple[int, int]:
    if asked.first is None and asked.last is None:
        if asked.year is not None:
            return asked.year, asked.year
        return asked.on.year - YEARS, asked.on.year
    first, last = asked.period
    return first.year, last.year


def _headline(asked: Asked, reported: Iterable[Mapping[str, Any]], first: int, last: int) -> str:
    """The turnover of the newest year that is due, and its growth among the same cooperatives."""
    newest = min(last, Rule(asked.on, asked.office.thresholds).newest_due)
    of_year = [r for r in reported if r["book_year"] == max(newest, first)]
    turnover = [row for row in of_year if row["figure"] == "turnover"]
    if not turnover:
        return _("Book year {year}: no turnover is reported.", year=max(newest, first))
    before, after = (sum(row[name] or 0 for row in turnover) for name in ("before", "after"))
    said = _(
        "Book year {year}: a turnover of {turnover} is reported.",
        year=max(newest, first), turnover=rupiah(sum(row["value"] for row in turnover)),
    )  # fmt: skip
    change = growth(before, after)
    if change is None:
        return said
    both = number(sum(row["both"] for row in turnover))
    said_of = {"n": both, "percent": percent(abs(change), 1)}
    if before == after:
        compared = _("Of the {n} that also reported the year before it did not change.", n=both)
    elif after > before:
        compared = _(
            "Of the {n} that also reported the year before it grew by {percent}.", **said_of
        )
    else:
        compared = _(
            "Of the {n} that also reported the year before it fell by {percent}.", **said_of
        )
    return f"{said} {compared}"


def _notes(asked: Asked, reported: Sequence[Row], mentored: Sequence[Row]) -> list[str]:
    rule = Rule(asked.on, asked.office.thresholds)
    notes = [asked.selection.note or ""]
    early = [row["book_year"] for row in reported if row["book_year"] > rule.newest_due]
    if early:
        year = min(early)
        notes.append(
            _("Book year {year} is incomplete: its RATs are due by {day}.",
              year=year, day=day(rule.deadline(year)))
        )  # fmt: skip
    guided = sum(row["mentored"] for row in mentored if row["figure"] == "cooperatives")
    if guided:
        notes += [
            _("Guided at least once by {day}: {n} cooperatives. Compared are the book year before the"
              " first guidance and the one after it, or else the newest since, of those that have"
              " both.", day=day(asked.on), n=number(guided)),
            _("That figures rose after guidance does not prove that guidance was the cause."),
        ]  # fmt: skip
    notes.append(_("Groups are by what the cooperatives are today.") if asked.by else "")
    return [note for note in notes if note]
