"""The registry against lists: what only one of them has, and how the same cooperatives differ.

It is an import into a copy that is thrown away: what would be new is only in the list, what would be
changed differs. So the two never disagree about which cooperative is which.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from koperasi_cli.database import Database
from koperasi_cli.reports.cooperatives import cooperatives
from koperasi_cli.tabular.imported import Imported, Progress
from koperasi_cli.tabular.lists.header import ListSource
from koperasi_cli.tabular.lists.importing import Wishes, import_lists
from koperasi_cli.vocabulary import Status


@dataclass(frozen=True)
class Compared:
    """What a comparison found. ``here`` are those that stand in the registry on the day, dissolved ones
    aside; ``only_here`` those of them that no row is, nor may be."""

    imported: Imported
    in_file: int
    here: int
    same: int
    only_here: Sequence[dict[str, Any]]

    @property
    def differ(self) -> int:
        return len(self.imported.changed_ids)

    @property
    def only_in_file(self) -> int:
        return self.imported.new


def compare(
    database: Database,
    sources: Sequence[ListSource],
    wishes: Wishes,
    *,
    at: str,
    today: date,
    district: str | None,
    progress: Progress,
) -> Compared:
    """Hold the registry against the lists. It is only read, and may be read-only."""
    result = Imported()
    with tempfile.TemporaryDirectory(prefix="koperasi-") as folder:
        copy = database.like(Path(folder) / "copy.db")
        database.prepare()
        database.backup(copy.path)
        with copy.writing("compare", actor="compare", at=at, dry_run=True) as session:
            import_lists(
                session, sources, result, wishes,
                today=today, district=district, progress=progress,
            )  # fmt: skip
    with database.reading() as connection:
        here = [
            dict(row)
            for row in cooperatives(connection, wishes.on).rows
            if row["status"] != Status.DISSOLVED
        ]
    possible = {pair.other.id for pair in result.possible}
    met = result.met
    return Compared(
        result,
        in_file=sum(counts.read for counts in result.tables.values()),
        here=len(here),
        same=sum(met),
        only_here=[row for row in here if not met[row["id"]] and row["id"] not in possible],
    )
