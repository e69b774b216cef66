"""Where every error ends: two lines on stderr and an exit code, never a traceback."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)

from koperasi_cli import interrupts
from koperasi_cli.errors import Ambiguous, BadUsage, ExitCode, Interrupted, KoperasiError
from koperasi_cli.language import _, visible, why
from koperasi_cli.output.screen import Screen, say_no_more
from koperasi_cli.unusable import FULL


class Outcome:
    """The exit code of a run."""

    code: int = ExitCode.DONE


@contextmanager
def errors_end_here(argv: Sequence[str]) -> Iterator[Outcome]:
    """Run the program inside; whatever it raises becomes an exit code and, mostly, two lines."""
    outcome = Outcome()
    try:
        interrupts.let_through()
        yield outcome
        sys.stdout.flush()
        interrupts.hold_back()
    except BaseException as error:
        # What came in the wake of an interruption, a library that could not be loaded say, is one too.
        heard = interrupts.were_heard() and not isinstance(error, Interrupted)
        outcome.code = _code_of(KeyboardInterrupt() if heard else error, argv)


def _code_of(error: BaseException, argv: Sequence[str]) -> int:
    """Say what ended the run; its exit code."""
    screen = Screen()
    match error:
        case Interrupted(message=message, hint=hint):
            return _interrupted(screen, message, hint)
        case KeyboardInterrupt() | typer.Abort():
            return _interrupted(screen, _("Interrupted. The registry was not changed."))
        case typer.Exit():
            return error.exit_code
        case UsageError():
            return _tell(screen, explained(error))
        case KoperasiError():
            return _tell(screen, error)
        case UnicodeEncodeError():
            refused = BadUsage(
                _("This is no text: it has bytes that are no characters."),
                _("Type it again, or paste it as plain text."),
            )
            return _tell(screen, refused)
        # Whoever read our output has gone (koperasi list | head): no error. Typer and rich leave so.
        case BrokenPipeError() | SystemExit(code=1):
            say_no_more(sys.stdout)
            return ExitCode.DONE
        case OSError() if error.errno in FULL:
            say_no_more(sys.stdout)
            screen.error(
                _("The answer could not be written: no space is left."),
                _("If the command saves something, look first whether it did: koperasi log"),
            )
        case PermissionError() if error.filename:
            screen.error(
                _("There is no right to open {path}.", path=error.filename),
                _("Ask for the right to read and write the file and its folder."),
            )
        case Exception():
            screen.error(_("The program made a mistake."), _saved_details(error, argv))
        case _:
            raise error
    return ExitCode.REFUSED


def _interrupted(screen: Screen, *lines: str | None) -> int:
    for line in ("", *lines):  # after the ^C
        if line is not None:
            screen.say(line)
    return ExitCode.INTERRUPTED


def explained(error: UsageError) -> BadUsage:
    """What typer's parser refused, in our words and the language of the interface."""
    from koperasi_cli.cli.names import shown_option, shown_path

    see = _("See: {command} --help", command=shown_path(error.ctx))
    match error:
        case NoSuchOption():
            close = _closest(error)
            hint = _("Did you mean {option}?", option=close) if close else see
            return BadUsage(_("There is no option {option}.", option=error.option_name), hint)
        case BadOptionUsage() if "require" in error.message:
            return BadUsage(_("Option {option} needs a value.", option=error.option_name), see)
        case BadOptionUsage():
            return BadUsage(_("Option {option} takes no value.", option=error.option_name), see)
        case MissingParameter() if error.param is not None:
            names = getattr(error.param, "opts", [])
            name = " / ".join(shown_option(error.param)) if names else error.param.name  # type: ignore[arg-type]
            return BadUsage(_("{name} is missing.", name=name), see)
        case BadParameter():
            return BadUsage(_("That value cannot be used."), see)
        case _:
            return BadUsage(_("The command cannot be understood."), see)


def _closest(error: NoSuchOption) -> str | None:
    """The option most like what was typed, by its name in the language of the interface."""
    from difflib import get_close_matches

    from koperasi_cli.cli.names import shown_option

    if error.ctx is None:
        return None
    options = [p for p in error.ctx.command.get_params(error.ctx) if p.param_type_name == "option"]
    shown = {name: shown_option(p)[0] for p in options for name in p.opts}  # type: ignore[arg-type]
    close = get_close_matches(error.option_name, list(shown), n=1)
    return shown[close[0]] if close else None


def _tell(screen: Screen, error: KoperasiError) -> int:
    screen.error(error.message, error.hint)
    if isinstance(error, Ambiguous):
        for id_, name in error.candidates:
            screen.say(f"  {id_:>4}  {visible(name)}")
    return error.exit_code


def _saved_details(error: Exception, argv: Sequence[str]) -> str:
    try:
        path = _save_details(error, argv)
    except OSError as other:
        return _("Its details could not be kept ({why}).", why=why(other))
    return _("Its details are in {path}. Please pass them on.", path=path)


def _save_details(error: Exception, argv: Sequence[str]) -> Path:
    """Keep the traceback where its reader finds it; the words of the command line stay out of it."""
    import tempfile
    import traceback

    from koperasi_cli import __version__

    with tempfile.NamedTemporaryFile(
        "w",
        prefix="koperasi-error-",
        suffix=".txt",
        delete=False,
        encoding="utf-8",
        errors="backslashreplace",
    ) as file:
        command = next((word for word in argv if not word.startswith("-")), "")
        file.write(f"koperasi {__version__}, {command}\n")
        traceback.print_exception(error, file=file)
    return Path(file.name)
