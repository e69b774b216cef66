"""``koperasi info``: which registry this is, where it lies, and how it is."""

from typing import Any

from koperasi_cli import __version__
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.names import shown_name
from koperasi_cli.headings import heading
from koperasi_cli.language import N_, _, current, day, moment, number
from koperasi_cli.reports.journal import counts, last_operation
from koperasi_cli.settings import fixed_today
from koperasi_cli.table import Column, Report, Table

LANGUAGE_NAMES = {"en": N_("English"), "id": N_("Indonesian")}
KILOBYTE = 1024


@command(
    app,
    "info",
    panel="care",
    help=N_("Show where the registry lies, whose it is, and how much it holds."),
    examples=[N_("koperasi info"), N_("koperasi info --json")],
)
def info(desk: Desk) -> Report:
    exists = desk.database.exists()
    fixed = fixed_today() or desk.office.fixed_today
    data: dict[str, Any] = {
        "registry": str(desk.database.path.absolute()),
        "exists": exists,
        "size": desk.database.path.stat().st_size if exists else None,
        "revision": desk.database.revision() if exists else None,
        "version": __version__,
        "language": current(),
        "actor": desk.me,
        "today": desk.today,
        "today_fixed": fixed is not None,
        "office": None,
        "counts": None,
        "last_operation": None,
    }
    if exists:
        with desk.reading() as connection:
            data |= {
                "revision": desk.database.revision(),
                "office": desk.office.name,
                "counts": counts(connection),
                "last_operation": last_operation(connection),
            }
    lines = [] if exists else [_("There is no registry yet; this is where it would be.")]
    notes = [] if exists else [_("Start one with: koperasi setup, or koperasi import FILE")]
    return Report(lines, [_table(desk, data)], notes, data)


def _table(desk: Desk, data: dict[str, Any]) -> Table:
    """What there is to tell, a thing a row."""
    today = day(data["today"])
    told: list[tuple[str, str | None]] = [
        (_("Registry"), data["registry"]),
        (_("Office"), data["office"]),
        (heading("actor"), data["actor"]),
        (_("Today"), _("{day} (fixed)", day=today) if data["today_fixed"] else today),
        (_("Language"), _(LANGUAGE_NAMES[data["language"]])),
        *_contents(desk, data),
        (_("Size"), _("{n} kB", n=number(-(-data["size"] // KILOBYTE))) if data["size"] else None),
        (_("Schema"), data["revision"]),
        (_("Version"), data["version"]),
    ]
    found = [{"field": name, "value": value} for name, value in told if value is not None]
    return Table([Column("field", ""), Column("value", "")], found)


def _contents(desk: Desk, data: dict[str, Any]) -> list[tuple[str, str | None]]:
    if data["counts"] is None:
        return []
    counted = {name: number(n) for name, n in data["counts"].items()}
    told: list[tuple[str, str | None]] = [
        (_("Cooperatives"), counted["cooperatives"]),
        (_("Sessions"), counted["sessions"]),
        (_("Cases"), counted["cases"]),
        (_("Operations"), counted["operations"]),
    ]
    if last := data["last_operation"]:
        at = moment(last["at"], desk.office.time_zone.utc_offset)
        told.append(
            (_("Last operation"), _("no. {id}, {at}, {actor}: {command}", id=last["id"], at=at,
                                    actor=last["actor"], command=shown_name(last["command"])))
        )  # fmt: skip
    return told
