"""``koperasi demo``: the sample registry, in a file of its own."""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import option
from koperasi_cli.cli.desk import Desk
from koperasi_cli.database import Database
from koperasi_cli.errors import BadUsage, NoRegistry, Refused
from koperasi_cli.language import N_, _, why
from koperasi_cli.reports.status import status_report
from koperasi_cli.settings import DEMO, REGISTRY, sample_folder
from koperasi_cli.table import Report

OPEN = "open"


@command(
    app,
    "demo",
    panel="files",
    help=N_(
        "Open the sample registry, whose data are all invented, to look around and try things."
    ),
    examples=[N_("koperasi demo"), N_("koperasi demo --fresh")],
)
def demo(
    desk: Desk,
    fresh: Annotated[
        bool, option("--fresh", help=N_("Make it anew; what was tried out in it is lost."))
    ] = False,
    close: Annotated[
        bool, option("--close", help=N_("Leave it, and go back to one's own registry."))
    ] = False,
) -> Report:
    if close:
        if fresh:
            raise BadUsage(_("--fresh and --close cannot go together."))
        return _left(desk)
    named = _is_named(desk)
    if not named:
        desk.turn_to(_file(desk, desk.personal.folder / DEMO))
    if named or not fresh:
        _refuse_real_registry(desk)
    if fresh or not desk.database.exists():
        _make(desk)
    if not named:
        desk.personal.put(OPEN, "demo")
    with desk.reading() as connection:
        report = status_report(connection, on=desk.today, today=desk.today)
    return replace(report, notes=[*report.notes, *_suggestions(desk, named)])


def _is_named(desk: Desk) -> bool:
    """Whether --db or KOPERASI_DB names a file, so that the demo in the data folder is not meant."""
    own = (desk.personal.folder / DEMO, desk.personal.folder / REGISTRY)
    return bool(os.environ.get("KOPERASI_DB")) or desk.database.path not in own


def _file(desk: Desk, path: Path) -> Database:
    return desk.database.like(path)


def _refuse_real_registry(desk: Desk) -> None:
    if desk.database.exists() and not desk.office.invented:
        raise Refused(
            _("{path} is a registry that is not invented.", path=desk.database.path),
            _("Name a file that is not there yet, or leave out --db and KOPERASI_DB."),
        )


def _make(desk: Desk) -> None:
    """Import the sample beside the file, and put it in its place when it is whole."""
    from koperasi_cli.cli.taking.take import take_in
    from koperasi_cli.tabular.recognition import recognise

    folder = sample_folder()
    if not folder.is_dir():
        raise NoRegistry(
            _("The sample's files are not there: {path}", path=folder),
            _("Install the program again."),
        )
    found = recognise([folder])
    demo, in_place = desk.database, False
    path = demo.path
    beside = path.with_name(f"{path.name}-new")
    try:
        beside.unlink(missing_ok=True)
        desk.turn_to(_file(desk, beside))
        take_in(desk, found, backup=False)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        beside.replace(path)
    except OSError as error:
        raise Refused(_("{path} cannot be written ({why}).", path=path, why=why(error))) from error
    finally:
        with suppress(OSError):
            in_place = desk.wrote and not beside.exists()
            beside.unlink(missing_ok=True)
        desk.turn_to(demo)
        desk.saved = in_place


def _left(desk: Desk) -> Report:
    if desk.personal.get(OPEN) is None:
        lines = [_("The sample registry was not open.")]
    else:
        desk.personal.put(OPEN, None)
        lines = [_("The sample registry is closed.")]
    path: Path = desk.personal.database(None)
    own = _file(desk, path)
    desk.turn_to(own)
    lines.append(
        _("The registry in use is {path}.", path=path)
        if own.exists()
        else _("Start your own registry with: koperasi setup")
    )
    return Report(lines=lines, data={"open": None, "registry": str(path), "exists": own.exists()})


def _suggestions(desk: Desk, named: bool) -> list[str]:
    """Three commands to go on with, and how to leave."""
    db = f" --db {desk.database.path}" if named and not os.environ.get("KOPERASI_DB") else ""
    commands = (
        (_("koperasi report --on 2024-01-26"), _("the count of another day")),
        (_("koperasi revitalize"), _("the inactive ones, and what is done about them")),
        (_("koperasi show 12"), _("everything about one cooperative")),
    )
    lines = [(f"{shown}{db}", what) for shown, what in commands]
    if not named:
        lines.append((_("koperasi demo --close"), _("leave the sample registry")))
    widest = max(len(shown) for shown, _what in lines)
    return [_("To go on with:"), *(f"  {shown:<{widest}}  {what}" for shown, what in lines)]
