"""The program: its name, its group of commands, its own options."""

import inspect
from typing import Annotated, Any, cast

import typer

from koperasi_cli.cli.declare import READS, common_values, option, with_options
from koperasi_cli.cli.framework import Group
from koperasi_cli.language import N_

app = typer.Typer(
    cls=Group,
    name="koperasi",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def root(ctx: typer.Context, version: bool, **given: Any) -> None:
    ctx.obj = common_values(ctx, given)
    if version:
        from koperasi_cli import __version__
        from koperasi_cli.output.screen import Screen

        Screen().text(f"koperasi {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from koperasi_cli.cli.desk import Desk
        from koperasi_cli.cli.home import home

        desk = Desk.open("", **ctx.obj)
        desk.show(home(desk, cast(Group, ctx.command).commands))


VERSION = inspect.Parameter(
    "version",
    inspect.Parameter.KEYWORD_ONLY,
    default=False,
    annotation=Annotated[bool, option("--version", help=N_("Show the version."))],
)
app.callback(
    invoke_without_command=True,
    help=N_("The registry of cooperatives of a district office."),
    epilog="\n".join([N_("koperasi report --by subdistrict"), N_("koperasi demo")]),
)(with_options(root, [VERSION, *READS]))
