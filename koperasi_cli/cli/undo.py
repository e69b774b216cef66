"""``koperasi undo``: take the last operation back, or another one."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from koperasi_cli import backups
from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.backup import held
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.names import shown_name
from koperasi_cli.errors import BadUsage, NeedsConfirmation, Refused
from koperasi_cli.headings import table_name
from koperasi_cli.language import N_, _, moment, ngettext, number
from koperasi_cli.reports.undo import as_lines, undo_report
from koperasi_cli.restoring import BEFORE_RESTORE
from koperasi_cli.table import Report

if TYPE_CHECKING:
    from sqlmodel import Session

    from koperasi_cli.models import Operation

READABLE = ("table", "markdown")


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
    contacts: o.Contacts = False,
) -> Report:
    wanted = _number(operation)
    run = _Run(desk, wanted, contacts)
    # An undo moves past days as little or as much as what it takes back did: published ones are watched.
    try:
        report = desk.write(run.work)
    except _BackupFirst:
        with desk.database.keeping("before-undo") as run.kept:
            report = desk.write(run.work)
    return replace(report, tables=run.shown.tables, notes=run.shown.notes)


class _BackupFirst(Exception):
    """Much would be taken back: leave the transaction, and keep a copy before it."""


class _Run:
    """One undo, which may be tried several times: what it shows, and the backup made before it."""

    def __init__(self, desk: Desk, wanted: int | None, contacts: bool) -> None:
        self.desk = desk
        self.wanted = wanted
        self.contacts = contacts
        self.kept: Path | None = None
        self.shown = Report()

    def work(self, session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.registry.undo import (
            OnlyRestored,
            last_operation,
            operation_by_number,
            refuse_where_built_upon,
            take_back,
        )

        found = (
            operation_by_number(session, self.wanted) if self.wanted else last_operation(session)
        )
        what, rows = _described(self.desk, session, found)
        ask = f"undo-{found.id}" not in answered and not (self.desk.yes or self.desk.dry_run)
        if rows > backups.MANY and ask:  # as much is not done only to be shown
            refuse_where_built_upon(session, found)
            raise _question(session, found, what, Report())
        if rows > backups.MANY and self.kept is None and not self.desk.dry_run:
            raise _BackupFirst
        try:
            done = take_back(session, found)
        except OnlyRestored as refused:
            raise Refused(refused.message, self._what_to_restore(session, found)) from refused
        readable = ask or self.desk.screen.form in READABLE
        self.shown = self._changes(session, done, readable=readable)
        if ask:
            raise _question(session, found, what, self.shown)
        lines = [_("Undone: {what}", what=what)]
        if not self.desk.dry_run:
            lines.append(
                _("This is operation no. {id}; koperasi undo {id} brings it back.", id=done)
            )
        if self.kept:
            lines.append(_("A backup was made first: {path}", path=self.kept))
        data = {"id": done, "undoes": found.id, "command": found.command, **self.shown.data}
        return Written(lines, data | {"backup": str(self.kept) if self.kept else None})

    def _changes(self, session: "Session", number: int, *, readable: bool) -> Report:
        """What the undo of that number did."""
        from koperasi_cli.registry.records import raw

        offset = self.desk.clock.utc_offset_hours
        return undo_report(
            raw(session), number, contacts=self.contacts, readable=readable, utc_offset_hours=offset
        )

    def _what_to_restore(self, session: "Session", restore: "Operation") -> str:
        """What to do instead of undoing a restore: bring back the copy that it kept."""
        from koperasi_cli.registry.undo import is_last_restore

        every = backups.backups_of(self.desk.database.path)
        kept = next((b for b in every if b.why == BEFORE_RESTORE), None)
        if not (kept and is_last_restore(session, restore) and held(kept.path, self.desk.today)):
            return _("To see the backups that there are: koperasi backup --list")
        hint = _(
            "To bring back what was there before: koperasi restore {file}", file=kept.path.name
        )
        if self.wanted is not None:
            return hint
        older = _(
            "To take back an older operation all the same, name its number. See: koperasi log"
        )
        return f"{hint}\n{older}"


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 18 and int(text)):
        raise BadUsage(
            _('"{text}" is no number of an operation.', text=text), _("See: koperasi log")
        )
    return int(text)


def _question(
    session: "Session", operation: "Operation", what: str, shown: Report
) -> NeedsConfirmation:
    from koperasi_cli.registry.records import raw
    from koperasi_cli.reports.journal.finding import only_cooperative

    assert operation.id is not None
    about = only_cooperative(raw(session), operation.id)
    id_, name = about["cooperative_id"], about["cooperative"]
    first = (
        _("This takes back {what}, of no. {id} {name}.", what=what, id=id_, name=name)
        if id_
        else _("This takes back {what}.", what=what)
    )
    lines = [f"  {line}" for table in shown.tables for line in as_lines(table)]
    return NeedsConfirmation(
        f"undo-{operation.id}",
        "\n".join([first, *lines, *shown.notes]),
        _("Answer yes with: --yes"),
    )


def _described(desk: Desk, session: "Session", operation: "Operation") -> tuple[str, int]:
    """What an operation did, in a line (which command, when, by whom, rows of what); how many rows."""
    from koperasi_cli.registry.undo import touched

    counted = touched(session, operation)
    rows = ", ".join(f"{table_name(table)} {number(n)}" for table, n in counted.items())
    total = sum(counted.values())
    what = ngettext(
        "operation no. {id}, {command} by {actor}, {when}: {n} row ({rows})",
        "operation no. {id}, {command} by {actor}, {when}: {n} rows ({rows})",
        total,
        id=operation.id,
        command=shown_name(operation.command),
        actor=operation.actor,
        when=moment(operation.at, desk.clock.utc_offset_hours),
        n=number(total),
        rows=rows,
    )
    return what, total
