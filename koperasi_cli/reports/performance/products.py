"""What the cooperatives make: how much they can make, and how far they sell it."""

from collections.abc import Iterable
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import _, label
from koperasi_cli.reports.breakdown import of
from koperasi_cli.reports.performance.question import Question, growth
from koperasi_cli.table import Column, Kind, Row, Table
from koperasi_cli.vocabulary import MarketReach

REACH = tuple(reach.value for reach in MarketReach)


def products_table(question: Question, products: Iterable[Row]) -> Table:
    """How many products there are, and how far they are sold; and whose market grew or shrank."""
    compared = ("reach_both", "wider", "narrower")
    counts = ("products", *REACH, "unknown", *compared)
    years: dict[tuple[Any, int], dict[str, Any]] = {}
    for row in products:
        year = years.setdefault(
            (row["key"], row["year"]),
            question.named(row) | {"year": row["year"]} | dict.fromkeys(counts, 0),
        )
        for name in counts:
            year[name] += row[name]
    listed = [
        year | {"wider_of": _of(year["wider"], year["reach_both"]),
                "narrower_of": _of(year["narrower"], year["reach_both"])}
        for year in years.values()
    ]  # fmt: skip
    return Table(
        [
            *question.column(),
            Column("year", heading("year"), Kind.NUMBER),
            Column("products", heading("products"), Kind.COUNT),
            *(Column(reach.value, label(reach), Kind.COUNT) for reach in MarketReach),
            Column("unknown", heading("unknown"), Kind.COUNT),
            *(Column(name, "", Kind.COUNT, hidden=True) for name in compared),
            Column("wider_of", heading("wider")),
            Column("narrower_of", heading("narrower")),
        ],
        listed,
        title=_("Products and their market reach"),
    )


def capacity(question: Question, products: Iterable[Row]) -> Table:
    """The capacity of the same products, beside their newest earlier record, in each unit."""
    return Table(
        [
            *question.column(),
            Column("year", heading("year"), Kind.NUMBER),
            Column("unit", heading("unit")),
            Column("products", heading("products"), Kind.COUNT),
            Column("before", heading("before"), Kind.COUNT),
            Column("after", heading("after"), Kind.COUNT),
            Column("growth", heading("growth"), Kind.SHARE),
            Column("more", heading("more"), Kind.COUNT),
            Column("less", heading("less"), Kind.COUNT),
        ],
        [
            question.named(row)
            | {
                "year": row["year"],
                "unit": row["unit"],
                "products": row["both"],
                "before": round(row["before"], 6),
                "after": round(row["after"], 6),
                "growth": growth(row["before"], row["after"]),
                "more": row["more"],
                "less": row["less"],
            }
            for row in products
            if row["both"]
        ],
        title=_("Capacity of the same products, against their record before"),
    )


def _of(part: int, whole: int) -> str | None:
    return of(part, whole) if whole else None
