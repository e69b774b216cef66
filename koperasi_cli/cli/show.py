"""``koperasi show``: everything about one cooperative."""

from typing import Annotated

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import option
from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.log import showing
from koperasi_cli.cli.targets import one
from koperasi_cli.errors import BadUsage
from koperasi_cli.language import N_, _
from koperasi_cli.reports.cooperative import page
from koperasi_cli.table import Report


@command(
    app,
    "show",
    panel="daily",
    help=N_("Show everything about one cooperative."),
    examples=[
        N_('koperasi show "Tapis Sebatin"'),
        N_("koperasi show 12 --history"),
    ],
)
def show(
    desk: Desk,
    coop: o.Coop = None,
    on: o.On = None,
    history: Annotated[
        bool,
        option(
            "--history",
            help=N_("With its life: who did what, and when, withdrawn decisions and all."),
        ),
    ] = False,
    contacts: o.Contacts = False,
) -> Report:
    if desk.screen.form == "csv" and not history:
        raise BadUsage(
            _("One cooperative is several tables, and CSV holds one."),
            _("Use: --format json, or --format markdown; or --history, which is one table."),
        )
    found = one(desk, coop, taken_back=history)
    with desk.reading() as connection:
        return page(
            connection, found, on=desk.day(on), today=desk.today, office=desk.office,
            contacts=contacts, history=showing(desk, contacts=contacts) if history else None,
        )  # fmt: skip
