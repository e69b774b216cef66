"""``koperasi undo``: take the last operation back, or another one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.names import shown_name
from koperasi_cli.errors import BadUsage, NeedsConfirmation
from koperasi_cli.headings import table_name
from koperasi_cli.language import N_, _, moment, ngettext
from koperasi_cli.table import Report

if TYPE_CHECKING:
    from sqlmodel import Session

    from koperasi_cli.models import Operation

MANY = 1_000  # rows: a backup is made before so many are taken back


@command(
    app,
    "undo",
    panel="care",
    writes=True,
    help=N_("Take back the last change, or another one."),
    examples=[N_("koperasi undo"), N_("koperasi undo 12 --dry-run")],
)
def undo(
    desk: Desk,
    operation: Annotated[
        str | None,
        argument(N_("OPERATION"), N_("Its number in koperasi log; the last one unless told.")),
    ] = None,
) -> Report:
    number = _number(operation)
    kept: Path | None = None

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.registry.journal import Journal
        from koperasi_cli.registry.undo import last_operation, operation_by_number, take_back

        found = operation_by_number(session, number) if number else last_operation(session)
        what, rows = _described(desk, session, found)
        if f"undo-{found.id}" not in answered and not (desk.yes or desk.dry_run):
            raise _question(session, found, what)
        if rows > MANY and kept is None and not desk.dry_run:
            raise _BackupFirst
        take_back(session, found)
        session.flush()
        done = Journal.of(session).operation_id
        lines = [
            _("Undone: {what}", what=what),
            _("This is operation no. {id}; koperasi undo {id} brings it back.", id=done),
        ]
        if kept:
            lines.append(_("A backup was made first: {path}", path=kept))
        data = {"id": done, "undoes": found.id, "command": found.command}
        return Written(lines, data | {"backup": str(kept) if kept else None})

    # An undo moves past days as little or as much as what it takes back did: published ones are watched.
    try:
        return desk.write(work)
    except _BackupFirst:
        kept = desk.database.keep("before-undo")
        return desk.write(work)


class _BackupFirst(Exception):
    """Much would be taken back: leave the transaction, and keep a copy before it."""


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise BadUsage(
            _('"{text}" is no number of an operation.', text=text), _("See: koperasi log")
        )
    return int(text)


def _question(session: "Session", operation: "Operation", what: str) -> NeedsConfirmation:
    from koperasi_cli.registry.undo import only_cooperative

    about = only_cooperative(session, operation)
    return NeedsConfirmation(
        f"undo-{operation.id}",
        _("This takes back {what}, of no. {id} {name}.", what=what, id=about.id, name=about.name)
        if about
        else _("This takes back {what}.", what=what),
        _("Answer yes with: --yes"),
    )


def _described(desk: Desk, session: "Session", operation: "Operation") -> tuple[str, int]:
    """What an operation did, in a line (which command, when, by whom, rows of what); how many rows."""
    from koperasi_cli.registry.undo import touched

    counted = touched(session, operation)
    rows = ", ".join(f"{table_name(table)} {number}" for table, number in counted.items())
    total = sum(counted.values())
    what = ngettext(
        "operation no. {id}, {command} by {actor}, {when}: {n} row ({rows})",
        "operation no. {id}, {command} by {actor}, {when}: {n} rows ({rows})",
        total,
        id=operation.id,
        command=shown_name(operation.command),
        actor=operation.actor,
        when=moment(operation.at, desk.clock.utc_offset_hours),
        rows=rows,
    )
    return what, total
