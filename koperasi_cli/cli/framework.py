"""What every command shares: names in two languages, common options, help, one error boundary.

Typer freezes help texts and names when it imports a command, before the language is known. So the
command classes here translate when they render, and give each option its Indonesian name when they
parse. Only what a clerk types is text: dates and money are read by us, and typer's own coercion,
which loads pydantic for every parameter, is left out.
"""

import inspect
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from koperasi_cli.cli import boundary
from koperasi_cli.errors import BadUsage, ExitCode
from koperasi_cli.language import LANGUAGES, N_, _, current, from_text, name_in, preferred, use

if TYPE_CHECKING:
    from koperasi_cli.table import Report

F = TypeVar("F", bound=Callable[..., "Report"])

PANELS = {
    "daily": N_("Daily work"),
    "guidance": N_("Guidance"),
    "reports": N_("Reports"),
    "files": N_("Files"),
    "care": N_("Care of the data"),
}
EVERYWHERE = N_("In every command")

# Typer writes these two helps itself; they stand here to be in the catalog.
N_("Install completion for the current shell.")
N_("Show completion for the current shell, to copy it or customize the installation.")


class _AsTyped:
    """Coerces nothing: flags are booleans already, and text is read by the command itself."""

    @staticmethod
    def coerce(value: Any, param: Any, ctx: Any) -> Any:
        if value is None and (param.multiple or param.nargs == -1):
            return ()
        return value


def option(english: str, *more: str, metavar: str = "", help: str = "") -> Any:
    """Declare an option; its Indonesian name comes from the catalog."""
    return typer.Option(english, *more, metavar=metavar or None, help=help, show_default=False)


def argument(metavar: str, help: str) -> Any:
    return typer.Argument(metavar=metavar, help=help, show_default=False)


def _common(writes: bool) -> list[inspect.Parameter]:
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


COMMON = ("json", "format_", "db", "lang", "dry_run", "yes")
_READS, _WRITES = _common(False), _common(True)


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
    several commands, reach the function as keywords.
    """

    def register(function: F) -> F:
        def run(ctx: typer.Context, **given: Any) -> None:
            from koperasi_cli.cli.desk import Desk

            common = dict(ctx.obj or {})
            for key in COMMON:
                if value := given.pop(key, None):
                    common[key] = value
            desk = Desk.open(name, **common)
            report = function(desk, **given)
            desk.screen.show(report)
            if report.exit_code:
                raise typer.Exit(report.exit_code)

        own = list(inspect.signature(function).parameters.values())[1:]
        own = [
            parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for parameter in own
            if parameter.kind is not inspect.Parameter.VAR_KEYWORD
        ]
        context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
        run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [context, *own, *extra, *(_WRITES if writes else _READS)]
        )
        run.__annotations__ = {}
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


class _Translated:
    """Gives each option its Indonesian name, and keeps pydantic out."""

    _prepared = False

    def get_params(self, ctx: typer.Context) -> list[Any]:
        params = cast(list[Any], super().get_params(ctx))  # type: ignore[misc]
        if not self._prepared:
            self._prepared = True
            for param in params:
                param._runtime_param = _AsTyped
                if isinstance(param, TyperOption):
                    param.opts += [
                        name
                        for english in list(param.opts)
                        if (name := in_indonesian("option", english)) not in param.opts
                    ]
        return params

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:
        from koperasi_cli.cli.help import page

        formatter.write(page(self, ctx))


class Command(_Translated, TyperCommand):  # type: ignore[misc]
    """A command whose stray arguments are refused in the language of the interface."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            rest = super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx  # typer leaves it out where an option has no value
            raise
        if rest and not ctx.resilient_parsing:
            raise BadUsage(
                _('"{words}" is one argument too many.', words=" ".join(rest)),
                _("Put a name of several words between quotes. See: {command} --help",
                  command=shown_path(ctx)),
            )  # fmt: skip
        return rest


class Group(_Translated, TyperGroup):  # type: ignore[misc]
    """The program. Settles the language first, and is the one place where errors end."""

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override]
        argv = list(sys.argv[1:] if args is None else args)
        extra.update(prog_name="koperasi", standalone_mode=False)
        use(preferred())
        with boundary.errors_end_here(argv) as outcome:
            use(_language_asked(argv) or current())
            code = super().main(argv, **extra)
            if code == ExitCode.INTERRUPTED:  # typer keeps the interruption to itself
                raise KeyboardInterrupt
            outcome.code = code if isinstance(code, int) else ExitCode.DONE
        sys.exit(outcome.code)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return self.commands.get(self._english().get(cmd_name, cmd_name))

    def list_commands(self, ctx: Any) -> list[str]:
        return [shown_name(name) for name in self.commands]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except UsageError:
            from difflib import get_close_matches

            known = {name: name for name in self.commands} | self._english()
            close = get_close_matches(args[0], list(known), n=1)
            raise BadUsage(
                _('There is no command "{name}".', name=args[0]),
                _("Did you mean: koperasi {name}?", name=shown_name(known[close[0]]))
                if close
                else _("See: koperasi --help"),
            ) from None

    def _english(self) -> dict[str, str]:
        return {in_indonesian("command", name): name for name in self.commands}


def in_indonesian(context: str, english: str) -> str:
    """The Indonesian name of a command or an option; dashes stay where they are."""
    bare = english.lstrip("-")
    dashes = english[: len(english) - len(bare)]
    return dashes + (name_in("id", context, bare) if len(dashes) != 1 else bare)


def shown_name(english: str, context: str = "command") -> str:
    """The name of a command or option in the language of the interface."""
    return in_indonesian(context, english) if current() == "id" else english


def shown_path(ctx: Any) -> str:
    """The command that runs, as it is typed in the language of the interface."""
    if ctx is None or ctx.parent is None:
        return "koperasi"
    return f"koperasi {shown_name(ctx.command.name)}"


def shown_option(param: TyperOption) -> list[str]:
    """An option's names as help shows them: one long name in the interface's language, and letters."""
    long = [name for name in param.opts if name.startswith("--")]
    letters = [name for name in param.opts if not name.startswith("--")]
    english = [name for name in long if name_in("id", "option", name[2:]) != name[2:]] or long
    return [shown_name(name, "option") for name in english[:1]] + letters


def is_argument(param: object) -> bool:
    return isinstance(param, TyperArgument)


def _language_asked(argv: Sequence[str]) -> Any:
    """What ``--lang`` says, wherever it stands; read before anything is shown."""
    names = {"--lang", in_indonesian("option", "--lang")}
    for position, word in enumerate(argv):
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name not in names:
            continue
        wanted = value if equals else "".join(argv[position + 1 : position + 2])
        if found := from_text(wanted):
            return found
        raise BadUsage(
            _('"{value}" is no language of this program.', value=wanted),
            _("There are: {names}", names=", ".join(LANGUAGES)),
        )
    return None
