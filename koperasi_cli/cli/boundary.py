"""Where every error ends: two lines on stderr and an exit code, never a traceback."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path

import typer
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)

from koperasi_cli.errors import Ambiguous, BadUsage, ExitCode, KoperasiError
from koperasi_cli.language import _
from koperasi_cli.output.cells import visible
from koperasi_cli.output.screen import Screen


class Outcome:
    """The exit code of a run."""

    code: int = ExitCode.DONE


@contextmanager
def errors_end_here(argv: Sequence[str]) -> Iterator[Outcome]:
    """Run the program inside; whatever it raises becomes an exit code and, mostly, two lines."""
    outcome = Outcome()
    screen = Screen()
    try:
        yield outcome
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        screen.say("")
        screen.say(_("Interrupted. Nothing was saved."))
        outcome.code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        _close_quietly()
    except typer.Exit as exit_:
        outcome.code = exit_.exit_code
    except UsageError as error:
        outcome.code = _tell(screen, explained(error))
    except KoperasiError as error:
        outcome.code = _tell(screen, error)
    except UnicodeEncodeError:
        refused = BadUsage(
            _("This is no text: it has bytes that are no characters."),
            _("Type it again, or paste it as plain text."),
        )
        outcome.code = _tell(screen, refused)
    except SystemExit as left:  # so typer and rich leave where the reader of our output has gone
        if left.code != 1:
            raise
        _close_quietly()
    except Exception as error:
        outcome.code = ExitCode.REFUSED
        if isinstance(error, OSError) and error.errno == ENOSPC:
            _close_quietly()
            screen.error(
                _("The answer could not be written: no space is left."),
                _("If the command saves something, look first whether it did: koperasi log"),
            )
            return
        saved = _save_details(error, argv)
        screen.error(
            _("The program made a mistake."),
            _("Its details are in {path}. Please pass them on.", path=saved),
        )


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


def _save_details(error: Exception, argv: Sequence[str]) -> Path:
    """Keep the traceback where its reader finds it; the words of the command line stay out of it."""
    import tempfile
    import traceback

    from koperasi_cli import __version__

    with tempfile.NamedTemporaryFile(
        "w", prefix="koperasi-error-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        command = next((word for word in argv if not word.startswith("-")), "")
        file.write(f"koperasi {__version__}, {command}\n")
        traceback.print_exception(error, file=file)
    return Path(file.name)


def _close_quietly() -> None:
    """The reader of our output has gone (``koperasi list | head``): that is no error."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
