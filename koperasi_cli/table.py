"""What a command has to say, before anybody decides how it looks.

A ``Report`` is one value for every format: the same tables become a screen, JSON, CSV or Markdown, and
so agree cell for cell. Cells are raw (codes, days, numbers, None); how they read is the output's work.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from koperasi_cli.errors import ExitCode
from koperasi_cli.vocabulary import Code

Row = Mapping[str, Any]


class Kind(Enum):
    """How the cells of a column read."""

    TEXT = auto()
    CODE = auto()
    COUNT = auto()
    NUMBER = auto()  # no grouping: an id, a year
    SHARE = auto()  # a fraction, read as a percentage
    BAR = auto()  # a fraction, drawn; on the screen only
    MONEY = auto()
    DAY = auto()
    MOMENT = auto()  # a UTC stamp
    YES_NO = auto()
    COMMAND = auto()  # the English name of a command
    OFFICIAL = (
        auto()
    )  # a figure of an official table, in Indonesian whatever is spoken; "-" for zero


RIGHT = frozenset({Kind.COUNT, Kind.NUMBER, Kind.SHARE, Kind.MONEY, Kind.OFFICIAL})


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` is the stable English name in JSON and CSV, ``label`` the heading for people.

    ``codes`` is the list that the cells of a CODE column belong to; ``empty`` is read where a cell is
    None; ``hidden`` columns are for machines only.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    codes: type[Code] | None = None
    empty: str = "-"
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns. ``total`` is set apart below them; ``title`` stands above."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    title: str | None = None
    total: Row | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """A table on its way into a file: its rows are read while they are written, and only once.

    Each row has a cell for each column, in order. Days and moments are ISO text. ``total`` is set
    apart below the rows.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    total: Sequence[Any] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a command answers with.

    ``lines`` come first (a headline, a confirmation), then a ``chart`` for whoever looks at the page
    (its figures stand in the tables), then the tables, then ``notes``. ``data`` is what
    ``--json`` prints. ``exit_code`` is 3 where something was found or refused on the way.
    """

    lines: Sequence[str] = ()
    tables: Sequence[Table] = ()
    notes: Sequence[str] = ()
    data: Any = None
    exit_code: ExitCode = ExitCode.DONE
    warnings: Sequence[str] = field(default=())
    chart: Sequence[str] = ()
