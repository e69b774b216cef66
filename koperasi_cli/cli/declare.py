"""Declaring arguments and options; those that every command has."""

import inspect
from collections.abc import Collection
from typing import Annotated, Any

import typer

from koperasi_cli.language import N_

PANELS = {
    "daily": N_("Daily work"),
    "guidance": N_("Guidance"),
    "reports": N_("Reports"),
    "files": N_("Files"),
    "care": N_("Care of the data"),
}
EVERYWHERE = N_("In every command")


def option(english: str, *more: str, metavar: str = "", help: str = "") -> Any:
    """Declare an option; its Indonesian name comes from the catalog."""
    return typer.Option(english, *more, metavar=metavar or None, help=help, show_default=False)


def argument(metavar: str, help: str) -> Any:
    return typer.Argument(metavar=metavar, help=help, show_default=False)


def _common_options(writes: bool) -> list[inspect.Parameter]:
    flag = bool
    options: list[tuple[str, Any, Any]] = [
        ("json", flag, option("--json", help=N_("Print JSON: the same as --format json."))),
        (
            "format_",
            str,
            option(
                "--format",
                metavar=N_("FORMAT"),
                help=N_("How to print it: table, json, csv or markdown."),
            ),
        ),
        (
            "output",
            str,
            option(
                "--output",
                metavar=N_("FILE"),
                help=N_("Write it into a file instead, by its ending: .xlsx, .csv, .json or .md."),
            ),
        ),
        (
            "delimiter",
            str,
            option(
                "--delimiter",
                metavar=N_("SIGN"),
                help=N_(
                    "What stands between the cells of a CSV: , (unless told otherwise) ; | or tab."
                ),
            ),
        ),
        (
            "db",
            str,
            option("--db", metavar=N_("FILE"), help=N_("The registry's file (or KOPERASI_DB).")),
        ),
        ("lang", str, option("--lang", metavar="en|id", help=N_("The language: en or id."))),
    ]
    if writes:
        options[:0] = [
            ("dry_run", flag, option("--dry-run", help=N_("Try it out: show, and save nothing."))),
            ("yes", flag, option("--yes", "-y", help=N_("Answer every question with yes."))),
        ]
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=False if kind is flag else None,
            annotation=Annotated[kind if kind is flag else kind | None, declared],
        )
        for name, kind, declared in options
    ]


COMMON = ("json", "format_", "output", "delimiter", "db", "lang", "dry_run", "yes")
READS, WRITES = _common_options(False), _common_options(True)
_HELP = {parameter.name: parameter.annotation.__metadata__[0].help for parameter in WRITES}


def is_common(name: str, help: str | None) -> bool:
    """Whether an option is one that every command has, and not one of that name with a meaning of its
    command's own."""
    return name == "help" or (name in COMMON and help == _HELP[name])


def with_options(function: Any, parameters: list[inspect.Parameter]) -> Any:
    """Let typer see these parameters, after the context, as those of a function that takes ``**``."""
    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    function.__signature__ = inspect.Signature([context, *parameters])
    function.__annotations__ = {}
    return function


def common_values(
    ctx: typer.Context, given: dict[str, Any], own: Collection[str] = ()
) -> dict[str, Any]:
    """The common options, taken out of those of a command; what it does not say, the program's say.

    ``lang`` is left out: it was obeyed before anything else was read. ``own`` are options that mean
    something else to the command, and stay with it.
    """
    common = dict(ctx.obj or {})
    for key in own:
        if (value := common.pop(key, None)) and not given.get(key):
            given[key] = value
    for key in set(COMMON) - set(own):
        if (value := given.pop(key, None)) and key != "lang":
            common[key] = value
    return common
