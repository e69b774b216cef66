"""``koperasi restore``: a backup in the place of the registry, which is kept."""

import os
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from koperasi_cli import backups
from koperasi_cli.cli.app import app
from koperasi_cli.cli.backup import held, know_office
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument
from koperasi_cli.cli.desk import Desk
from koperasi_cli.headings import TABLES, heading, table_name
from koperasi_cli.language import N_, _, moment, number
from koperasi_cli.reports.holdings import Holdings, rows_standing
from koperasi_cli.settings import typed_path
from koperasi_cli.table import Column, Report, Table


@command(
    app,
    "restore",
    panel="care",
    writes=True,
    help=N_("Bring a backup back in the place of the registry, which is kept."),
    examples=[
        N_("koperasi restore koperasi-20250217-100405-before-import.db"),
        N_("koperasi restore ~/usb/koperasi.db --dry-run"),
    ],
)
def restore(
    desk: Desk,
    file: Annotated[
        str | None,
        argument(N_("FILE"), N_("A file, or one of the names in koperasi backup --list.")),
    ] = None,
) -> Report:
    from koperasi_cli.registry.fields import read_actor
    from koperasi_cli.restore_entry import Entry
    from koperasi_cli.restoring import bring_in, verified

    actor = read_actor(desk.me)
    path = _found(desk, desk.require(file, _("FILE"), _("Which backup? ")))
    registry = desk.database.path
    damaged = desk.database.is_damaged()
    know_office(desk)
    with verified(path, desk.database, trial=desk.dry_run) as copy:
        before = _Contents.of(registry, desk) if desk.database.exists() and not damaged else None
        after = _Contents.of(copy.path, desk)
        assert after is not None, "it was brought up to date"
        after = after.with_the_restore()
        table = _compared(desk, before, after)
        data: dict[str, Any] = {
            "file": str(path),
            "registry": str(registry),
            "damaged": damaged,
            "before": before.as_dict() if before else None,
            "after": after.as_dict(),
            "id": None,
            "kept": None,
        }
        if desk.dry_run:
            lines = [_("{file} can be restored.", file=path)]
            notes = [_("Trial run: nothing was saved.")]
            return Report(lines, [table], notes, data)
        if desk.database.exists():
            desk.confirm("restore", _question(path, registry, damaged, table))
        entry = Entry(actor, desk.clock.now())
        operation, kept = bring_in(copy, desk.database, entry, damaged=damaged)
    desk.turn_to(desk.database)
    data |= {"id": operation, "kept": str(kept) if kept else None}
    lines = [
        _("Restored: {file}", file=path),
        _("This is operation no. {id} of its journal.", id=operation),
    ]
    if kept:
        lines.append(_("What was there before is kept: {path}", path=kept))
        lines.append(_("To bring that back: koperasi restore {file}", file=kept.name))
    return Report(lines, [table], data=data)


def _found(desk: Desk, typed: str) -> Path:
    """The file that was named: where one stands, or among the backups."""
    path = typed_path(typed)
    listed = backups.folder_of(desk.database.path) / typed
    # Where a folder may not be looked into, os.path says no, and Path would raise.
    return listed if not os.path.exists(path) and os.path.exists(listed) else path  # noqa: PTH110


def _question(path: Path, registry: Path, damaged: bool, table: Table) -> str:
    first = (
        _("This puts {file} in the place of {path}, which is damaged.", file=path, path=registry)
        if damaged
        else _("This puts {file} in the place of {path}.", file=path, path=registry)
    )
    differ = [
        f"  {row['field']}: {row['before']} → {row['after']}"
        for row in table.rows
        if row["before"] is not None and row["before"] != row["after"]
    ]
    return "\n".join([first, *differ, _("What is there now is kept among the backups.")])


class _Contents(NamedTuple):
    """What a registry's file holds, in figures."""

    held: Holdings
    rows: dict[str, int]

    @classmethod
    def of(cls, path: Path, desk: Desk) -> "_Contents | None":
        """None where its tables are not those of today."""
        if (found := held(path, desk.today)) is None:
            return None
        with backups.looking_into(path) as connection:
            return cls(found, rows_standing(connection))

    def with_the_restore(self) -> "_Contents":
        """The same, with the operation that bringing it in adds to its journal."""
        return self._replace(held=self.held._replace(operations=self.held.operations + 1))

    def as_dict(self) -> dict[str, Any]:
        return {**self.held._asdict(), "rows": self.rows}


def _compared(desk: Desk, before: _Contents | None, after: _Contents) -> Table:
    """What the two hold, a thing a row; of the tables those in which they differ."""
    offset = desk.office.time_zone.utc_offset
    tables = [
        name
        for name in TABLES
        if name != "cooperative" and before and before.rows[name] != after.rows[name]
    ]

    def said(found: _Contents | None) -> list[str | None]:
        if found is None:
            return [None] * (5 + len(tables))
        last = moment(found.held.last_at, offset) if found.held.last_at else None
        counted = [number(found.rows[name]) for name in tables]
        return [*map(number, found.held[:4]), last, *counted]

    names = ("cooperatives", "active", "inactive", "operations", "last_change_at")
    things = [*map(heading, names), *map(table_name, tables)]
    rows = [
        {"field": thing, "before": old, "after": new}
        for thing, old, new in zip(things, said(before), said(after), strict=True)
    ]
    columns = [Column("field", ""), *(Column(key, heading(key)) for key in ("before", "after"))]
    return Table(columns, rows)
