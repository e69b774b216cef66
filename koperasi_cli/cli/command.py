"""What makes a function a command of the program."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from koperasi_cli.cli.broken_off import account_for
from koperasi_cli.cli.declare import COMMON, READS, WRITES, common_values, with_options
from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.framework import Command
from koperasi_cli.language import _, is_tidied

if TYPE_CHECKING:
    from koperasi_cli.table import Report

F = TypeVar("F", bound=Callable[..., "Report"])


def command(
    app: typer.Typer,
    name: str,
    *,
    panel: str,
    help: str,
    examples: Sequence[str],
    writes: bool = False,
    extra: Sequence[inspect.Parameter] = (),
) -> Callable[[F], F]:
    """Register a command under its English and Indonesian names.

    The function gets a ``Desk`` and its own options, and returns a ``Report``: printing it, and turning
    errors into exit codes, happens here. ``examples`` close its help page. ``extra`` options, shared by
    several commands, reach the function as keywords. A common option that the function declares is
    its own.
    """

    def register(function: F) -> F:
        def run(ctx: typer.Context, **given: Any) -> None:
            desk = Desk.open(name, **common_values(ctx, given, apart))
            desk.private = bool(given.get("contacts"))
            try:
                report = function(desk, **given)
                if desk.wrote and any(map(is_tidied, given.values())):
                    told = _(
                        "Line breaks, and signs that are not seen, were left out of what was typed."
                    )
                    report = replace(report, warnings=[*report.warnings, told])
                desk.show(report)
            except BaseException as error:
                account_for(error, desk)
                raise
            if report.exit_code:
                raise typer.Exit(report.exit_code)

        own = list(inspect.signature(function).parameters.values())[1:]
        own = [
            parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for parameter in own
            if parameter.kind is not inspect.Parameter.VAR_KEYWORD
        ]
        apart = {parameter.name for parameter in own} & {*COMMON}
        common = [p for p in (WRITES if writes else READS) if p.name not in apart]
        with_options(run, [*own, *extra, *common])
        app.command(
            name,
            cls=Command,
            help=help,
            epilog="\n".join(examples),
            rich_help_panel=panel,
            add_help_option=True,
        )(run)
        return function

    return register
