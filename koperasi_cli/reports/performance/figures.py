"""The figures of book years: as reported, of the same cooperatives, before and after mentoring."""

from collections.abc import Iterable, Sequence
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import N_, _
from koperasi_cli.reports.performance.question import Question, growth
from koperasi_cli.table import Column, Kind, Row, Table

FIGURES: dict[str, tuple[str, Kind]] = {
    "members": (N_("Members"), Kind.COUNT),
    "employees": (N_("Employees"), Kind.COUNT),
    "assets": (N_("Assets (Rp)"), Kind.MONEY),
    "turnover": (N_("Turnover (Rp)"), Kind.MONEY),
    "surplus": (N_("Surplus (Rp)"), Kind.MONEY),
}


def by_year(question: Question, reported: Sequence[Row]) -> Table:
    """What was reported for each book year, whoever reported it."""
    years: dict[tuple[Any, int], dict[str, Any]] = {}
    for row in reported:
        year = years.setdefault(
            (row["key"], row["book_year"]),
            question.named(row)
            | {"book_year": row["book_year"], "cooperatives": 0}
            | dict.fromkeys(FIGURES)
            | {f"{name}_of": 0 for name in FIGURES},
        )
        year[row["figure"]] = row["value"]
        if row["figure"] in FIGURES:
            year[f"{row['figure']}_of"] = row["reporting"]
    return Table(
        [
            *question.column(),
            Column("book_year", heading("book_year"), Kind.NUMBER),
            Column("cooperatives", heading("cooperatives"), Kind.COUNT),
            *(Column(name, heading(name), kind) for name, (_label, kind) in FIGURES.items()),
            *(Column(f"{name}_of", "", Kind.COUNT, hidden=True) for name in FIGURES),
        ],
        [*years.values()],
        title=_("As reported, by book year"),
    )


def compared(question: Question, reported: Iterable[Row]) -> Table:
    """The same cooperatives in a year and in the one before."""
    order = list(FIGURES)
    both = [row for row in reported if row["figure"] in FIGURES and row["both"]]
    groups = list(dict.fromkeys(row["key"] for row in both))
    both.sort(
        key=lambda row: (groups.index(row["key"]), row["book_year"], order.index(row["figure"]))
    )
    return Table(
        [
            *question.column(),
            Column("book_year", heading("book_year"), Kind.NUMBER),
            *_change_columns(heading("year_before"), heading("this_year")),
        ],
        [question.named(row) | {"book_year": row["book_year"]} | _change(row) for row in both],
        title=_("The same cooperatives in both years"),
    )


def around_mentoring(question: Question, mentored: Iterable[Row]) -> Table:
    """Those ever guided, a year before it began and a year after, or as newly as is known."""
    order = list(FIGURES)
    both = [row for row in mentored if row["figure"] in FIGURES and row["both"]]
    groups = list(dict.fromkeys(row["key"] for row in both))
    both.sort(key=lambda row: (groups.index(row["key"]), order.index(row["figure"])))
    return Table(
        [
            *question.column(),
            *_change_columns(heading("before"), heading("after")),
            Column("more", heading("more"), Kind.COUNT),
            Column("less", heading("less"), Kind.COUNT),
        ],
        [
            question.named(row) | _change(row) | {"more": row["more"], "less": row["less"]}
            for row in both
        ],
        title=_("Before and after the first guidance"),
    )


def _change_columns(before: str, after: str) -> list[Column]:
    return [
        Column("figure", "", hidden=True),
        Column("label", heading("figure")),
        Column("cooperatives", heading("cooperatives"), Kind.COUNT),
        Column("before", before, Kind.COUNT),
        Column("after", after, Kind.COUNT),
        Column("growth", heading("growth"), Kind.SHARE),
    ]


def _change(row: Row) -> dict[str, Any]:
    return {
        "figure": row["figure"],
        "label": _(FIGURES[row["figure"]][0]),
        "cooperatives": row["both"],
        "before": row["before"],
        "after": row["after"],
        "growth": growth(row["before"], row["after"]),
    }
