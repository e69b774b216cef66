"""Help pages, written by us so that every word of them is in the language of the interface."""

import sys
import textwrap
from collections.abc import Sequence
from typing import Any

from koperasi_cli.cli.declare import EVERYWHERE, PANELS, is_common
from koperasi_cli.cli.names import shown_name, shown_option
from koperasi_cli.language import _
from koperasi_cli.output.narrow import room

WIDEST = 100
NARROW = 40
"""Up to here what is explained stands above its explanation, not beside it."""
_WORDS: Any = {"break_on_hyphens": False, "break_long_words": False}


def page(command: Any, ctx: Any) -> str:
    """The help page of a command, or of the program itself."""
    width = min(room(), WIDEST) if sys.stdout.isatty() else WIDEST
    blocks = [_hanging(_usage(command, ctx), width), _paragraph(_said(command.help), width)]
    shown = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    arguments = [p for p in shown if _is_argument(p)]
    options = [p for p in shown if not _is_argument(p)]
    own = [p for p in options if not is_common(p.name, p.help)]
    common = [p for p in options if is_common(p.name, p.help)]
    blocks += _commands(command, width)
    blocks += _section(_("Arguments"), [(_argument(p), _said(p.help)) for p in arguments], width)
    blocks += _section(_("Options"), [(_option(p), _said(p.help)) for p in own], width)
    blocks += _section(_(EVERYWHERE), [(_option(p), _help_of(p)) for p in common], width)
    if command.epilog:
        examples = [_hanging(f"  {_(line)}", width) for line in command.epilog.split("\n")]
        blocks.append("\n".join([_("Examples:"), *examples]))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _usage(command: Any, ctx: Any) -> str:
    words = ["koperasi"]
    if ctx.parent is not None:
        words.append(shown_name(command.name))
    if hasattr(command, "commands"):
        words.append(_("COMMAND …"))
    words += [f"[{_argument(p)}]" for p in command.get_params(ctx) if _is_argument(p)]
    words.append(_("[OPTIONS]"))
    return _("Usage: {line}", line=" ".join(words))


def _commands(group: Any, width: int) -> list[str]:
    commands = list(getattr(group, "commands", {}).values())
    blocks: list[str] = []
    for key, title in PANELS.items():
        rows = [
            (shown_name(command.name), _said(command.help).split("\n")[0])
            for command in commands
            if command.rich_help_panel == key
        ]
        blocks += _section(_(title), rows, width)
    return blocks


def _section(title: str, rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    """A titled list of two columns; what is too long for the first stands on a line of its own."""
    if not rows:
        return []
    left = min(max(len(name) for name, _text in rows), width // 3 if width > NARROW else 0) + 4
    lines = [f"{title}:"]
    for name, text in rows:
        wrapped = textwrap.wrap(text, width - left, **_WORDS) or [""]
        if len(name) + 4 > left:
            lines.append(_hanging(f"  {name}", width))
        else:
            lines.append(f"  {name:<{left - 2}}{wrapped.pop(0)}".rstrip())
        lines += [f"{'':<{left}}{line}" for line in wrapped]
    return ["\n".join(lines)]


def _paragraph(text: str, width: int) -> str:
    return "\n".join(textwrap.fill(part, width, **_WORDS) for part in text.split("\n"))


def _hanging(line: str, width: int) -> str:
    """A line to be typed, or a name; what goes on below it is set in."""
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    return textwrap.fill(line, width, subsequent_indent=indent, **_WORDS)


def _argument(param: Any) -> str:
    return _(param.metavar or param.name.upper())


def _option(param: Any) -> str:
    names = ", ".join(shown_option(param))
    return names if param.is_flag else f"{names} {_said(param.metavar) or _('TEXT')}"


def _help_of(param: Any) -> str:
    return _("Show this page.") if param.name == "help" else _said(param.help)


def _said(message: str | None) -> str:
    """What a command or option was declared with, in the language of the interface."""
    return _(message) if message else ""


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")
