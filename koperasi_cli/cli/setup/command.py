"""``koperasi setup``: the office, its region, its officers, who I am."""

import os
from dataclasses import replace
from typing import Annotated, Any

from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import option
from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.setup.wanted import Wanted, read_wanted
from koperasi_cli.database import Database
from koperasi_cli.language import N_, _
from koperasi_cli.reports.setup import as_data, settings_report
from koperasi_cli.settings import REGISTRY
from koperasi_cli.table import Report

Text = str | None
Many = list[str] | None


@command(
    app,
    "setup",
    panel="files",
    writes=True,
    help=N_("Set up the office: its name and region, its officers, and who you are."),
    examples=[
        N_('koperasi setup --name "Diskopdag Kab. Pesisir Barat" --city Krui --region 18.13'),
        N_('koperasi setup --officer "Hendra Gunawan Saleh: Way Krui, Lemong" --me Hendra'),
    ],
)
def setup(
    desk: Desk,
    name: Annotated[
        Text, option("--name", metavar=N_("NAME"), help=N_("The name of the office."))
    ] = None,
    head: Annotated[
        Text, option("--head", metavar=N_("NAME"), help=N_("The head of the office."))
    ] = None,
    city: Annotated[
        Text, option("--city", metavar=N_("NAME"), help=N_("Where its letters are dated."))
    ] = None,
    region: Annotated[
        Text,
        option(
            "--region",
            metavar=N_("CODE"),
            help=N_("Its district, such as 18.13; loads its subdistricts and villages."),
        ),
    ] = None,
    regions: Annotated[
        Text,
        option(
            "--regions",
            metavar=N_("FILE"),
            help=N_("The regions of another district: a CSV file with the columns code and name."),
        ),
    ] = None,
    time_zone: Annotated[
        Text, option("--time-zone", metavar="wib|wita|wit", help=N_("Its time zone."))
    ] = None,
    officer: Annotated[
        Many,
        option(
            "--officer",
            metavar=N_('"NAME: SUBDISTRICT, …"'),
            help=N_("An officer, and the subdistricts in his or her care."),
        ),
    ] = None,
    role: Annotated[
        Text, option("--role", metavar=N_("TEXT"), help=N_("What these officers are: PPKL …"))
    ] = None,
    threshold: Annotated[
        Many,
        option(
            "--threshold",
            metavar=N_("NAME=VALUE"),
            help=N_("A number that the office sets for itself, such as book_years=3."),
        ),
    ] = None,
    me: Annotated[
        Text, option("--me", metavar=N_("NAME"), help=N_("Who you are, for the log."))
    ] = None,
) -> Report:
    typed = {"name": name, "head": head, "city": city, "time_zone": time_zone}
    given: dict[str, Any] = {key: text for key, text in typed.items() if text is not None}
    more = {"region": region, "regions": regions, "officer": officer, "role": role,
            "threshold": threshold, "me": me}  # fmt: skip
    given |= {key: value for key, value in more.items() if value}
    demo_is_open = _demo_is_open(desk)
    if demo_is_open:
        desk.turn_to(_own_registry(desk))
    if not given and desk.screen.interactive:
        from koperasi_cli.cli.setup.form import fill_in

        given = fill_in(desk)
    elif not given:
        return _shown(desk, demo_is_open)
    wanted = read_wanted(desk, given)
    report = _written(desk, wanted)
    if demo_is_open and not desk.dry_run:
        desk.personal.put("open", None)
        closed = _("The sample registry is closed: setup is about your own.")
        report = replace(report, lines=[closed, *report.lines])
    return report


def _demo_is_open(desk: Desk) -> bool:
    """Whether the sample registry is in use only because it was opened, not because it was named."""
    is_open = desk.personal.get("open") == "demo" and not os.environ.get("KOPERASI_DB")
    return is_open and desk.database.path == desk.personal.database(None)


def _own_registry(desk: Desk) -> Database:
    return desk.database.like(desk.personal.folder / REGISTRY)


def _shown(desk: Desk, demo_is_open: bool) -> Report:
    """The settings as they are, and how to change them."""
    if desk.database.exists():
        with desk.reading() as connection:
            report = settings_report(as_data(connection, me=desk.me))
    else:
        report = settings_report(as_data(None, me=desk.me))
    notes = [
        _("To change them: koperasi setup --name, --head, --city … See: koperasi setup --help")
    ]
    if demo_is_open:
        notes.append(_("These are those of your own registry; the sample registry stays open."))
    return replace(report, notes=notes)


def _written(desk: Desk, wanted: Wanted) -> Report:
    """Write what differs, and remember who is at work."""
    lines = []
    if wanted.me and wanted.me != desk.personal.get("actor"):
        lines.append(_("Saved: you are {name}.", name=wanted.me))
        desk.personal.values["actor"] = wanted.me  # the log names the new one already
    if wanted.for_registry:
        from koperasi_cli.cli.setup.writing import write

        report = write(desk, wanted)
    else:
        notes = [_("Trial run: nothing was saved.")] if desk.dry_run else []
        report = replace(_shown(desk, demo_is_open=False), tables=(), notes=notes)
    if lines and not desk.dry_run:
        desk.personal.put("actor", wanted.me)
    lines += report.lines
    return replace(report, lines=lines or [_("Nothing changed.")])
