"""``koperasi log``: who changed what, and when."""

from typing import Annotated

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import option
from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.names import shown_name
from koperasi_cli.cli.targets import one
from koperasi_cli.errors import BadUsage, BadValue
from koperasi_cli.language import N_, _
from koperasi_cli.reports.journal import about_cooperative, one_operation, operations
from koperasi_cli.table import Report

LIMIT = 20


@command(
    app,
    "log",
    panel="care",
    help=N_("Show who changed what, and when."),
    examples=[N_("koperasi log --limit 50"), N_("koperasi log 12")],
)
def log(
    desk: Desk,
    coop: o.Coop = None,
    limit: Annotated[
        str | None,
        option(
            "--limit",
            metavar=N_("NUMBER"),
            help=N_("How many of the newest operations; 20 unless told."),
        ),
    ] = None,
    operation: Annotated[
        str | None,
        option(
            "--operation",
            metavar=N_("NUMBER"),
            help=N_("Only this operation, with each field before and after."),
        ),
    ] = None,
    contacts: o.Contacts = False,
) -> Report:
    if coop is not None and operation is not None:
        raise BadUsage(
            _("Name a cooperative or an operation, not both."),
            _("See: {command} --help", command=f"koperasi {shown_name('log')}"),
        )
    most = _positive(limit) if limit is not None else LIMIT
    readable = desk.screen.form in ("table", "markdown")
    found = one(desk, coop) if coop is not None else None
    with desk.reading() as connection:
        offset = desk.office.time_zone.utc_offset
        if found is not None:
            return about_cooperative(
                connection, found, limit=most, contacts=contacts, readable=readable,
                utc_offset_hours=offset,
            )  # fmt: skip
        if operation is not None:
            return one_operation(
                connection, _positive(operation), contacts=contacts, readable=readable,
                utc_offset_hours=offset,
            )  # fmt: skip
        return operations(connection, limit=most, readable=readable)


def _positive(text: str) -> int:
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and len(digits) <= 9 and int(digits):
        return int(digits)
    raise BadValue(_('"{text}" is no whole number from 1 on.', text=text), _("For example: 20"))
