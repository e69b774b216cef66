"""The names of commands and options, in the two languages."""

from typing import Any

from typer.core import TyperOption

from koperasi_cli.language import current, name_in


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
