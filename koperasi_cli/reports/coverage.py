"""How many cooperatives the office reached in a period, and whom it never did."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import _
from koperasi_cli.queries import rows
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.officers import in_care
from koperasi_cli.table import Column, Kind, Table
from koperasi_cli.vocabulary import Status

Cells = dict[str, Any]


@dataclass(frozen=True)
class Coverage:
    """The cooperatives that were not dissolved on the last day of the period.

    ``places`` has, for each subdistrict, how many were reached of how many.
    """

    listed: Sequence[Cells]

    def counted(self, *, inactive: bool = False) -> tuple[int, int]:
        """How many were reached in the period, of how many."""
        meant = [one for one in self.listed if not inactive or one["status"] == Status.INACTIVE]
        return sum(one["sessions"] > 0 for one in meant), len(meant)

    @property
    def never(self) -> int:
        return sum(one["last_reached_on"] is None for one in self.listed)

    @property
    def places(self) -> dict[str | None, tuple[int, int]]:
        all_ = Counter(one["subdistrict"] for one in self.listed)
        reached = Counter(one["subdistrict"] for one in self.listed if one["sessions"])
        return {place: (reached[place], number_) for place, number_ in all_.items()}


def coverage(connection: sqlite3.Connection, asked: Asked) -> Coverage:
    """The cooperatives that the filters mean, by their status on the last day of the period."""
    first, last = asked.period
    found = rows(
        connection,
        "guidance_coverage",
        {"first": first.isoformat(), "last": last.isoformat(), "on": last.isoformat(),
         "until": max(last, asked.on).isoformat(), **asked.selection.parameters},
        filters=asked.selection.fragment,
    )  # fmt: skip
    care = in_care(connection)
    listed = []
    for row in found:
        cells = dict(row)
        subdistrict = cells.pop("subdistrict_code")
        listed.append(cells | {"officer": cells["officer"] or care.get(subdistrict)})
    return Coverage(listed)


def coverage_table(covered: Coverage) -> Table:
    """Who was never reached stands first, then whom the office saw longest ago."""
    return Table(
        columns=[
            Column("id", heading("id"), Kind.NUMBER),
            Column("name", heading("name")),
            Column("subdistrict", heading("subdistrict")),
            Column("status", heading("status"), Kind.CODE, codes=Status),
            Column("sessions", heading("sessions"), Kind.COUNT),
            Column("last_reached_on", heading("last_reached_on"), Kind.DAY, empty=_("never")),
            Column("officer", heading("officer")),
        ],
        rows=covered.listed,
        title=_("Cooperatives: their sessions in the period, and when they were last reached"),
    )
