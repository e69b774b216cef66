"""Which tables there are, which columns each has, and what each refers to."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import inspect

from koperasi_cli.models import METADATA, Recorded

DERIVED = frozenset({"name_key", "legal_key"})
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
