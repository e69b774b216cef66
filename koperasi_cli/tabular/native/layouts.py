"""Which tables there are, which columns each has, and which files hold them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import inspect

from koperasi_cli.errors import BadUsage, Problem, Refused
from koperasi_cli.language import _
from koperasi_cli.models import METADATA, Recorded
from koperasi_cli.tabular.reading import Source, open_source

DERIVED = frozenset({"name_key", "legal_key"})
FILE_TYPES = (".csv", ".tsv", ".txt")
# What a region's code says already, so that a list of codes and names is enough.
IMPLIED = frozenset({"level"})


@dataclass(frozen=True)
class Layout:
    """One table as a file. ``references`` are the columns that hold another row's id, by its table;
    ``regions`` those that hold a region's code."""

    model: type[Recorded]
    columns: tuple[str, ...]
    required: tuple[str, ...]
    references: dict[str, str]
    regions: tuple[str, ...]

    @property
    def table(self) -> str:
        return str(self.model.__tablename__)


@cache
def layouts() -> dict[str, Layout]:
    """All layouts, each after those that it refers to."""
    models = {model.__tablename__: model for model in Recorded.__subclasses__()}
    found = [
        _layout(models[table.name]) for table in METADATA.sorted_tables if table.name in models
    ]
    return {one.table: one for one in found}


def layout(table: str) -> Layout:
    return layouts()[table]


def find_sources(paths: Sequence[Path]) -> tuple[list[Source], list[Problem]]:
    """The files that hold tables, in the order in which they must be read, and those refused.

    Raises:
        Refused: a path is not there, or no file can be used.
        BadUsage: two files hold the same table.
    """
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    refusals: list[Refused] = []
    for path in _files(paths):
        try:
            source = _source(path)
        except Refused as refused:
            refusals.append(refused)
            message = " ".join(filter(None, (refused.message, refused.hint)))
            problems.append(Problem(path.name, 1, None, None, message, "file-refused"))
            continue
        if other := sources.get(source.table):
            raise BadUsage(
                _("{path} and {other} hold the same table.", path=path, other=other.path),
                _("Import them one after the other: the numbers in each are its own."),
            )
        sources[source.table] = source
    if not sources:
        raise (
            Refused(refusals[0].message, refusals[0].hint)
            if refusals
            else Refused(_("There is no CSV file in {path}.", path=paths[0]), known_tables())
        )
    return [sources[table] for table in layouts() if table in sources], problems


def known_tables() -> str:
    """The file names that can be imported, as a sentence."""
    return _(
        "A file is named after its table: {names}.",
        names=", ".join(f"{table}.csv" for table in layouts()),
    )


def open_as(path: Path, table: str) -> Source:
    """A file as a source of a table, whatever its name is."""
    one = layout(table)
    return open_source(path, table, one.columns, one.required)


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.iterdir() if p.suffix.lower() == ".csv" and p.is_file())
        elif path.is_file():
            found.append(path)
        else:
            raise Refused(_("There is no file {path}.", path=path))
    return list(dict.fromkeys(found))


def _source(path: Path) -> Source:
    table = path.stem.casefold()
    if table not in layouts() or path.suffix.lower() not in FILE_TYPES:
        raise Refused(_("{file} is no table of the registry.", file=path.name), known_tables())
    return open_as(path, table)


def _layout(model: type[Recorded]) -> Layout:
    columns = {c.name: c for c in inspect(model).columns if c.name not in DERIVED}
    targets = {name: key.target_fullname for name, c in columns.items() for key in c.foreign_keys}
    required = [
        name
        for name, c in columns.items()
        if not c.nullable
        and (c.default is None or c.default.arg is ...)
        and name not in ("id", "recorded_at", *IMPLIED)
    ]
    return Layout(
        model,
        tuple(columns),
        tuple(required),
        {name: t.partition(".")[0] for name, t in targets.items() if t != "region.code"},
        tuple(name for name, t in targets.items() if t == "region.code"),
    )
