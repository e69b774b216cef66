"""``koperasi backup``: a copy of the registry, and a list of those that there are."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from koperasi_cli import backups
from koperasi_cli.backups import Backup
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument, option
from koperasi_cli.cli.desk import Desk
from koperasi_cli.errors import BadUsage, DatabaseUnusable, Refused
from koperasi_cli.headings import heading
from koperasi_cli.language import N_, _, ngettext, number
from koperasi_cli.migrations import HEAD
from koperasi_cli.reports.holdings import Holdings, holdings
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.settings import stamp, typed_path
from koperasi_cli.table import Column, Kind, Report, Table

KILOBYTE = 1024
REASONS = {
    backups.MANUAL: N_("made by hand"),
    "before-import": N_("before an import"),
    "before-restore": N_("before a restore"),
    "before-undo": N_("before a large undo"),
    "before-fix": N_("before check --fix"),
}


@command(
    app,
    "backup",
    panel="care",
    help=N_("Copy the registry to a file, or show the copies that there are."),
    examples=[N_("koperasi backup"), N_("koperasi backup --list")],
)
def backup(
    desk: Desk,
    file: Annotated[
        str | None,
        argument(
            N_("FILE"), N_("Where to; the folder of backups beside the registry unless told.")
        ),
    ] = None,
    list_: Annotated[
        bool, option("--list", help=N_("Show the backups that there are, the newest first."))
    ] = False,
) -> Report:
    if list_:
        if file is not None:
            raise BadUsage(
                _("--list takes no file."), _("See: {command} --help", command="koperasi backup")
            )
        return _listed(desk)
    made = _made(desk, file)
    know_office(desk)
    size = made.stat().st_size
    found = held(made, desk.today)
    lines = [
        _("Backup: {path}", path=made),
        _("{n} kB", n=number(-(-size // KILOBYTE))) + (f"; {told(found)}" if found else ""),
    ]
    data = {"file": str(made), "size": size, "holds": found._asdict() if found else None}
    notes = [_("To bring it back: koperasi restore FILE")]
    return Report(lines, notes=notes, data=data)


def know_office(desk: Desk) -> None:
    """Settle whose registry it is without upgrading an old one, or failing at a damaged one."""
    try:
        if not desk.database.exists() or desk.database.revision() == HEAD:
            _known = desk.office
            return
    except DatabaseUnusable:
        pass
    desk.office = OfficeFacts()


def held(path: Path, today: date) -> Holdings | None:
    """What a file holds; None where that cannot be told."""
    try:
        with backups.looking_into(path) as connection:
            return holdings(connection, today)
    except sqlite3.Error:
        return None


def told(found: Holdings) -> str:
    """What a file holds, in a line."""
    cooperatives = ngettext(
        "{count} cooperative ({active} active, {inactive} inactive)",
        "{count} cooperatives ({active} active, {inactive} inactive)",
        found.cooperatives,
        count=number(found.cooperatives),
        active=number(found.active),
        inactive=number(found.inactive),
    )
    operations = ngettext(
        "{count} operation", "{count} operations", found.operations,
        count=number(found.operations),
    )  # fmt: skip
    return f"{cooperatives}, {operations}"


def _made(desk: Desk, file: str | None) -> Path:
    """The copy: under the name that was given, or one of its own in the folder that was given."""
    if file is None and (kept := desk.database.keep(backups.MANUAL)):
        return kept
    target = typed_path(file or ".")
    registry = desk.database.path
    beside = [Path(f"{registry.resolve()}{end}") for end in backups.BESIDE]
    same = target.exists() and registry.exists() and target.samefile(registry)
    if same or target.resolve() in beside:
        raise Refused(
            _("{path} is the registry itself, or a part of it.", path=target),
            _("Name another one, or leave the name out."),
        )
    if target.is_dir():
        target /= backups.name_of(desk.database.path, backups.MANUAL)
    desk.database.backup(target)  # says so where there is no registry
    return target


def _listed(desk: Desk) -> Report:
    found = backups.backups_of(desk.database.path)
    know_office(desk)
    folder = backups.folder_of(desk.database.path)
    line = ngettext(
        "{count} backup in {folder}", "{count} backups in {folder}", len(found),
        count=number(len(found)), folder=folder,
    )  # fmt: skip
    readable = desk.screen.form in ("table", "markdown")
    rows = [_row(one, desk.today) for one in found]
    cells = [r | {"why": _reason(one.why)} for r, one in zip(rows, found, strict=True)]
    table = _table(cells if readable else rows)
    notes = _the_rules()
    unknown = [row["file"] for row in rows if row["cooperatives"] is None]
    if found:
        notes.append(_("To bring one back: koperasi restore FILE"))
    if unknown:
        notes.append(
            _("What is in these cannot be told; they are damaged, or of another version: {files}",
              files=", ".join(unknown))
        )  # fmt: skip
    return Report([line], [table], notes, rows)


def _the_rules() -> list[str]:
    """When a backup is made, and which are kept: ``backups.surplus``, in words."""
    return [
        _("A backup is made before every import, restore, upgrade and check --fix, and before an undo"
          " of more than {many} rows.", many=number(backups.MANY)),
        _("Kept are all that were made by hand; of the others the {newest} newest, and the newest of"
          " each of the last {days} days that have one.",
          newest=backups.KEPT_NEWEST, days=backups.KEPT_DAYS),
    ]  # fmt: skip


def _row(one: Backup, today: date) -> dict[str, Any]:
    found = held(one.path, today)
    return {
        "file": one.path.name,
        "at": stamp(one.at.astimezone()),
        "why": one.why,
        "kilobytes": -(-one.size // KILOBYTE),
        "cooperatives": found.cooperatives if found else None,
    }


def _table(rows: Sequence[dict[str, Any]]) -> Table:
    kinds = {"at": Kind.MOMENT, "kilobytes": Kind.COUNT, "cooperatives": Kind.COUNT}
    keys = ("file", "at", "why", "kilobytes", "cooperatives")
    return Table([Column(key, heading(key), kinds.get(key, Kind.TEXT)) for key in keys], rows)


def _reason(why: str) -> str:
    return _(REASONS[why]) if why in REASONS else _("before an upgrade of the program")
