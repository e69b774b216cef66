"""What the queries about performance have in common: the years, the groups, the filters."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from koperasi_cli.language import label
from koperasi_cli.queries import rows, text
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.breakdown import among, by_column
from koperasi_cli.reports.counting import DIMENSIONS, Dimension
from koperasi_cli.table import Column, Row

BY = {
    name: DIMENSIONS[name]
    for name in ("sector", "line", "subdistrict", "industry", "category", "form", "management")
}
TOGETHER = Dimension("", "NULL")


@dataclass(frozen=True)
class Question:
    """Book years from ``first`` to ``last``, of the cooperatives asked for, ``by`` group or together."""

    connection: sqlite3.Connection
    asked: Asked
    first: int
    last: int
    by: Dimension

    def rows(self, query: str, **slots: str) -> list[dict[str, Any]]:
        found = rows(
            self.connection,
            query,
            {
                "on": self.asked.on.isoformat(),
                "first": self.first,
                "last": self.last,
                **self.asked.selection.parameters,
            },
            reported=text("reported"),
            key=self.by.sql,
            joins=self.by.join,
            filters=among("c.id", self.asked.selection),
            **slots,
        )
        listed = [dict(row) for row in found]
        listed.sort(key=lambda row: (row["key"] is None, self._said(row["key"])))
        return listed

    def _said(self, key: Any) -> str:
        """A group as it reads: groups stand in the order of their names."""
        return label(self.by.codes(key)) if self.by.codes and key else str(key)

    def column(self) -> list[Column]:
        return [] if self.by is TOGETHER else [by_column(self.by)]

    def named(self, row: Row) -> dict[str, Any]:
        return {} if self.by is TOGETHER else {self.by.key: row["key"]}


def growth(start: float | None, end: float | None) -> float | None:
    """The change as a part of what was there at the start; None of nothing, and of a loss [F]."""
    if start is None or end is None or start <= 0:
        return None
    return round((end - start) / start, 4)
