"""Bare ``koperasi``: where we stand, what is due, and the commands used most."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from koperasi_cli.cli.desk import Desk
from koperasi_cli.language import _
from koperasi_cli.reports.home import standing, usual_commands
from koperasi_cli.table import Column, Report, Table

TO_BEGIN = ("setup", "import", "demo")
NOT_DAILY = frozenset({*TO_BEGIN, "undo"})


def home(desk: Desk, commands: Mapping[str, Any]) -> Report:
    """The page of an office's morning; before there is a registry, how to begin one."""
    path = str(desk.database.path)
    if not desk.database.exists():
        names = [name for name in TO_BEGIN if name in commands]
        return Report(
            lines=[
                _("koperasi keeps a district office's registry of cooperatives."),
                _("There is no registry yet at {path}.", path=path),
            ],
            tables=[_offered(_("To begin"), names, commands)],
            notes=[_("All commands: koperasi --help")],
            data={"registry": path, "exists": False, "commands": names},
        )
    with desk.reading() as connection:
        known = frozenset(commands) - NOT_DAILY
        answer = standing(connection, desk.office, desk.today)
        names = usual_commands(connection, known)
    return replace(
        answer,
        tables=[*answer.tables, _offered(_("Commands"), names, commands)],
        notes=[*answer.notes, _("All commands: koperasi --help")],
        data={"registry": path, "exists": True, **answer.data, "commands": names},
    )


def _offered(title: str, names: Sequence[str], commands: Mapping[str, Any]) -> Table:
    """Each command by its first example and what it does."""
    found = [
        {
            "example": _(commands[name].epilog.split("\n")[0]),
            "what": _(commands[name].help.split("\n")[0]),
        }
        for name in names
    ]
    return Table([Column("example", ""), Column("what", "")], found, title=title)
