"""``koperasi restore``: a backup in the place of the registry, which is kept."""

from pathlib import Path
from typing import Annotated, Any

from koperasi_cli import backups
from koperasi_cli.cli.app import app
from koperasi_cli.cli.backup import held, know_office
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument
from koperasi_cli.cli.desk import Desk
from koperasi_cli.headings import heading
from koperasi_cli.language import N_, _, moment, number
from koperasi_cli.reports.holdings import Holdings
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
    from koperasi_cli.restoring import bring_in, verified

    path = _found(desk, desk.require(file, _("FILE"), _("Which backup? ")))
    registry = desk.database.path
    damaged = desk.database.is_damaged()
    know_office(desk)
    with verified(path, desk.database, trial=desk.dry_run) as copy:
        before = held(registry, desk.today) if desk.database.exists() and not damaged else None
        after = held(copy.path, desk.today)
        table = _compared(desk, before, after)
        data: dict[str, Any] = {
            "file": str(path),
            "registry": str(registry),
            "damaged": damaged,
            "before": before._asdict() if before else None,
            "after": after._asdict() if after else None,
            "kept": None,
        }
        if desk.dry_run:
            lines = [_("{file} can be restored.", file=path)]
            notes = [_("Trial run: nothing was saved.")]
            return Report(lines, [table], notes, data)
        if desk.database.exists():
            desk.confirm("restore", _question(path, registry, damaged, table))
        kept = bring_in(copy, desk.database, damaged=damaged)
    desk.turn_to(desk.database)
    data["kept"] = str(kept) if kept else None
    lines = [_("Restored: {file}", file=path)]
    if kept:
        lines.append(_("What was there before is kept: {path}", path=kept))
    return Report(lines, [table], data=data)


def _found(desk: Desk, typed: str) -> Path:
    """The file that was named: where one stands, or among the backups."""
    path = Path(typed).expanduser()
    listed = backups.folder_of(desk.database.path) / typed
    return listed if not path.exists() and listed.exists() else path


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


def _compared(desk: Desk, before: Holdings | None, after: Holdings | None) -> Table:
    """What the two hold, a thing a row."""
    offset = desk.office.time_zone.utc_offset

    def said(found: Holdings | None) -> list[str | None]:
        if found is None:
            return [None] * 5
        last = moment(found.last_at, offset) if found.last_at else None
        return [*map(number, found[:4]), last]

    names = ("cooperatives", "active", "inactive", "operations", "last_operation_at")
    rows = [
        {"field": heading(name), "before": old, "after": new}
        for name, old, new in zip(names, said(before), said(after), strict=True)
    ]
    columns = [Column("field", ""), *(Column(key, heading(key)) for key in ("before", "after"))]
    return Table(columns, rows)
