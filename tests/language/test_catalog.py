"""The Indonesian catalog: complete, compiled, and with names that can be told apart."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import typer

from koperasi_cli.cli.main import app
from koperasi_cli.headings import HEADINGS
from koperasi_cli.language import catalog, name_in
from koperasi_cli.reports.counting import DIMENSIONS
from koperasi_cli.reports.selection import FIELDS

ROOT = Path(__file__).parents[2]
GROUP: Any = typer.main.get_command(app)


@cache
def tool() -> Any:
    """``.ci/catalog``, which collects the messages of the code."""
    loader = SourceFileLoader("catalog_tool", str(ROOT / ".ci" / "catalog"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@cache
def fresh() -> tuple[Any, list[str]]:
    """The catalog brought up to date with the code, and what is not translated."""
    updated: tuple[Any, list[str]] = tool().updated()
    return updated


def messages() -> Iterator[tuple[str | None, list[str], list[str]]]:
    """The context of each message, its forms in English, and those in Indonesian."""
    for message in fresh()[0]:
        if message.id:
            english = list(message.id) if isinstance(message.id, tuple) else [message.id]
            yield message.context, english, [form for form in tool().parts(message.string) if form]


def test_every_message_is_translated() -> None:
    assert fresh()[1] == []


def test_the_compiled_catalog_is_that_of_the_code() -> None:
    po = tool().as_po(fresh()[0])
    assert (tool().FOLDER / "koperasi.po").read_bytes() == po, "run .ci/catalog"
    assert (tool().FOLDER / "koperasi.mo").read_bytes() == tool().as_mo(po), "run .ci/catalog"


def test_every_message_of_the_code_is_collected() -> None:
    """Babel's extraction does not see a message inside the arguments of another one."""
    known = {english[0] for context, english, _forms in messages() if context is None}
    for path in sorted((ROOT / "koperasi_cli").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if called in ("_", "N_", "ngettext") and isinstance(node.args[0], ast.Constant):
                assert node.args[0].value in known, f"{path.name}:{node.lineno}"


def test_fields_are_kept() -> None:
    for _context, english, forms in messages():
        for form in forms:
            assert _fields(form) == _fields(english[-1]), english


def test_spaces_at_the_ends_are_kept() -> None:
    for _context, english, forms in messages():
        for form in forms:
            ends = [(text[:1] == " ", text[-1:] == " ") for text in (english[0], form)]
            assert ends[0] == ends[1], english


def test_indonesian_has_one_plural_form() -> None:
    indonesian = catalog("id")
    for _context, english, forms in messages():
        if len(english) == 2:
            assert {indonesian.ngettext(*english, n) for n in (0, 1, 2, 5)} == {*forms}


# Names -------------------------------------------------------------------------------------------


def test_names_are_lower_case_words_with_dashes() -> None:
    for context, _english, forms in messages():
        if context in ("command", "option", "value"):
            assert all(re.fullmatch("[a-z]+(-[a-z]+)*", form) for form in forms), forms


def test_each_command_name_means_one_command() -> None:
    _tell_apart(list(GROUP.commands), "command")


@pytest.mark.parametrize("command", [GROUP, *GROUP.commands.values()], ids=lambda c: c.name)
def test_each_option_name_means_one_option(command: Any) -> None:
    meant: dict[str, str] = {}
    for param in command.get_params(command.context_class(command, info_name=command.name)):
        for name in getattr(param, "opts", ()):
            if name.startswith("-"):
                assert meant.setdefault(name, param.name) == param.name, name


def test_names_of_fields_and_dimensions_mean_one() -> None:
    _tell_apart([name.replace("_", "-") for name in FIELDS], "option")
    _tell_apart(list(DIMENSIONS), "option")


def test_values_mean_one() -> None:
    _tell_apart(list(tool().VALUES), "value")


@pytest.mark.parametrize(
    "what",
    [
        "cooperatives",
        "sessions",
        "cases",
        "rat",
        "financing",
        "products",
        "publications",
        "officers",
        "regions",
    ],
)
def test_each_column_has_a_name_of_its_own(sample: object, run: Any, what: str) -> None:
    """The names that an unknown column is answered with; each of them is understood."""
    refused = run("daftar", what, "--kolom", "tidak-ada", "--bahasa", "id")
    names = refused.err.split("Yang ada: ")[1].strip().split(", ")
    assert len({*names}) == len(names)
    listed = run("daftar", what, "--kolom", ",".join(names), "--format", "csv")
    assert listed.code == 0, listed.err
    assert len(listed.out.splitlines()[0].split(",")) == len(names)


def test_headings_that_stand_side_by_side_differ() -> None:
    """Two fields of a cooperative never have the same heading."""
    headings = [catalog("id").gettext(HEADINGS[name]) for name in (*FIELDS, "status", "tags", "id")]
    assert len({*headings}) == len(headings)


@pytest.mark.parametrize("english", list(GROUP.commands))
def test_every_indonesian_name_works(run: Any, english: str) -> None:
    named = name_in("id", "command", english)
    shown = run(named, "--bantuan", "--bahasa", "id")
    assert shown.code == 0, shown.err
    assert f"koperasi {named} " in shown.out
    assert shown.out == run(english, "--help", "--lang", "id").out


@pytest.mark.parametrize("english", list(GROUP.commands))
def test_help_shows_the_options_of_its_language(run: Any, english: str) -> None:
    for language in ("en", "id"):
        page = run(english, "--help", "--lang", language).out
        for param in GROUP.commands[english].get_params(GROUP.context_class(GROUP)):
            if param.param_type_name == "option":
                bare = next(name[2:] for name in param.opts if name.startswith("--"))
                name = name_in("id", "option", bare) if language == "id" else bare
                assert re.search(rf"^  --{name}\b", page, re.M), name


def _tell_apart(english: list[str], context: str) -> None:
    meant: dict[str, str] = {}
    for name in english:
        for said in (name, name_in("id", context, name)):
            assert meant.setdefault(said, name) == name, said


def _fields(text: str) -> set[str]:
    return {field for _text, field, _spec, _conversion in Formatter().parse(text) if field}
