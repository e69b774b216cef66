"""``koperasi log``: who changed what, and when."""

from typing import Annotated

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import option
from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.targets import one
from koperasi_cli.errors import BadValue
from koperasi_cli.language import N_, _
from koperasi_cli.reports.journal import FEW, Criteria, Face, Showing, journal
from koperasi_cli.table import Report

Many = list[str] | None
LIMIT = 20


@command(
    app,
    "log",
    panel="care",
    help=N_("Show who changed what, and when."),
    examples=[
        N_("koperasi log 12"),
        N_("koperasi log --command edit --from 2025-02-01 --fields"),
    ],
)
def log(
    desk: Desk,
    coop: o.Coop = None,
    actor: Annotated[
        Many, option("--actor", metavar=N_("NAME"), help=N_("Only what this person did; me too."))
    ] = None,
    table: Annotated[
        Many,
        option(
            "--table",
            metavar=N_("TABLE"),
            help=N_("Only what touched this table: cooperatives, sessions, tags …"),
        ),
    ] = None,
    command_: Annotated[
        Many,
        option("--command", metavar=N_("COMMAND"), help=N_("Only by this command: edit, import …")),
    ] = None,
    from_: Annotated[
        str | None, option("--from", metavar=N_("DATE"), help=N_("Only on that day or later."))
    ] = None,
    to: Annotated[
        str | None, option("--to", metavar=N_("DATE"), help=N_("Only up to that day."))
    ] = None,
    operation: Annotated[
        str | None,
        option(
            "--operation",
            metavar=N_("NUMBER"),
            help=N_("Only this operation, with each field before and after."),
        ),
    ] = None,
    fields: Annotated[
        bool,
        option(
            "--fields",
            help=N_("Each field before and after, as always for a cooperative or one operation."),
        ),
    ] = False,
    limit: Annotated[
        str | None,
        option(
            "--limit",
            metavar=N_("NUMBER"),
            help=N_("How many of the newest operations; 20 unless told."),
        ),
    ] = None,
    all_: Annotated[
        bool, option("--all", help=N_("All rows of an operation, not only the first twenty."))
    ] = False,
    contacts: o.Contacts = False,
) -> Report:
    most = _positive(limit) if limit is not None else LIMIT
    criteria = Criteria(
        cooperative=one(desk, coop, taken_back=True) if coop is not None else None,
        operation=_positive(operation) if operation is not None else None,
        actor=actor or (),
        table=table or (),
        command=command_ or (),
        first=desk.day(from_, future=True) if from_ is not None else None,
        last=desk.day(to, future=True) if to is not None else None,
        end_of=desk.clock.end_of,
    )
    with desk.reading() as connection:
        return journal(
            connection,
            criteria,
            showing(desk, contacts=contacts, most=None if all_ else FEW),
            limit=most,
            fields=fields or coop is not None or operation is not None,
            me=desk.me,
            commands=[str(registered.name) for registered in app.registered_commands],
        )


def showing(desk: Desk, *, contacts: bool, most: int | None = None) -> Showing:
    """How the journal is shown in the format, or in the file, that was asked for."""
    form = desk.target.form.lstrip(".") if desk.target is not None else desk.screen.form
    faces = {"json": Face.DATA, "csv": Face.LINES, "xlsx": Face.SHEET}
    return Showing(
        faces.get(form, Face.PAGE), desk.office.time_zone.utc_offset, contacts=contacts, most=most
    )


def _positive(text: str) -> int:
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and len(digits) <= 9 and int(digits):
        return int(digits)
    raise BadValue(_('"{text}" is no whole number from 1 on.', text=text), _("For example: 20"))
