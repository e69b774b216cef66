"""The program: its name, its group of commands, its own options."""

from typing import Annotated, Any

import typer

from koperasi_cli.cli.framework import Group, option
from koperasi_cli.language import N_

app = typer.Typer(
    cls=Group,
    name="koperasi",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback(
    invoke_without_command=True,
    help=N_("The registry of cooperatives of a district office."),
    epilog="\n".join([N_("koperasi report --by subdistrict"), N_("koperasi demo")]),
)
def root(
    ctx: typer.Context,
    version: Annotated[bool, option("--version", help=N_("Show the version."))] = False,
    json: Annotated[
        bool, option("--json", help=N_("Print JSON: the same as --format json."))
    ] = False,
    format_: Annotated[
        str | None,
        option(
            "--format",
            metavar=N_("FORMAT"),
            help=N_("How to print it: table, json, csv or markdown."),
        ),
    ] = None,
    db: Annotated[
        str | None,
        option("--db", metavar=N_("FILE"), help=N_("The registry's file (or KOPERASI_DB).")),
    ] = None,
    lang: Annotated[
        str | None, option("--lang", metavar="en|id", help=N_("The language: en or id."))
    ] = None,
) -> None:
    common: dict[str, Any] = {"json": json, "format_": format_, "db": db, "lang": lang}
    ctx.obj = {name: value for name, value in common.items() if value}
    if version:
        from koperasi_cli import __version__
        from koperasi_cli.output.screen import Screen

        Screen().text(f"koperasi {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from koperasi_cli.cli.desk import Desk
        from koperasi_cli.cli.home import home

        desk = Desk.open("", **ctx.obj)
        desk.screen.show(home(desk))
