"""Bare ``koperasi``: where we stand, what is due, and the commands used most."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from koperasi_cli.cli.app import app
from koperasi_cli.cli.desk import Desk
from koperasi_cli.language import _
from koperasi_cli.reports.home import standing, usual_commands
from koperasi_cli.table import Column, Report, Table

TO_BEGIN = ("setup", "import", "demo")
NOT_DAILY = frozenset({*TO_BEGIN, "undo", "restore"})


def home(desk: Desk) -> Report:
    """The page of an office's morning; before there is a registry, how to begin one."""
    path = str(desk.database.path)
    if not desk.database.exists():
        names = [name for name in TO_BEGIN if name in _commands()]
        return Report(
            lines=[
                _("koperasi keeps a district office's registry of cooperatives."),
                _("There is no registry yet at {path}.", path=path),
            ],
            tables=[_offered(_("To begin"), names)],
            notes=[_("All commands: koperasi --help")],
            data={"registry": path, "exists": False, "commands": names},
        )
    with desk.reading() as connection:
        known = frozenset(_commands()) - NOT_DAILY
        answer = standing(connection, desk.office, desk.today)
        names = usual_commands(connection, known)
    return replace(
        answer,
        tables=[*answer.tables, _offered(_("Commands"), names)],
        notes=[*answer.notes, _("All commands: koperasi --help")],
        data={"registry": path, "exists": True, **answer.data, "commands": names},
    )


def _offered(title: str, names: Sequence[str]) -> Table:
    """Each command by its first example and what it does."""
    commands = _commands()
    found = [
        {
            "example": _(commands[name].epilog.split("\n")[0]),
            "what": _(commands[name].help.split("\n")[0]),
        }
        for name in names
    ]
    return Table([Column("example", ""), Column("what", "")], found, title=title)


def _commands() -> dict[str, Any]:
    return {command.name: command for command in app.registered_commands if command.name}
