"""Typer's command and group, in two languages, with one error boundary.

Typer freezes help texts and names when it imports a command, before the language is known. So the
command classes here translate when they render, and give each option its Indonesian name when they
parse. Only what a clerk types is text: dates and money are read by us, and typer's own coercion,
which loads pydantic for every parameter, is left out.
"""

import sys
from collections.abc import Sequence
from typing import Any, cast

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperCommand, TyperGroup, TyperOption

from koperasi_cli.cli import boundary
from koperasi_cli.cli.names import in_indonesian, shown_name, shown_path
from koperasi_cli.errors import BadUsage, ExitCode
from koperasi_cli.language import LANGUAGES, N_, _, current, from_text, preferred, use

# Typer writes these two helps itself; they stand here to be in the catalog.
N_("Install completion for the current shell.")
N_("Show completion for the current shell, to copy it or customize the installation.")


# Options that may stand without their value, which then is empty.
VALUE_OPTIONAL = ("--missing",)


class _AsTyped:
    """Coerces nothing: flags are booleans already, and text is read by the command itself."""

    @staticmethod
    def coerce(value: Any, param: Any, ctx: Any) -> Any:
        if value is None and (param.multiple or param.nargs == -1):
            return ()
        return value


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
            rest = super().parse_args(ctx, _with_empty_values(args))
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


def _with_empty_values(args: Sequence[str]) -> list[str]:
    """``--missing`` at the end, or before another option, as ``--missing=``: typer knows no option
    with a value that can be left out."""
    names = {*VALUE_OPTIONAL, *(in_indonesian("option", name) for name in VALUE_OPTIONAL)}
    end = args.index("--") if "--" in args else len(args)
    return [
        f"{word}=" if word in names and position < end and _is_bare(args, position) else word
        for position, word in enumerate(args)
    ]


def _is_bare(args: Sequence[str], position: int) -> bool:
    return position + 1 == len(args) or args[position + 1].startswith("-")


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
