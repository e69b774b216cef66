"""Importing files of the native layout: every good row, once; every bad one with its reason."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice

from sqlmodel import Session

from koperasi_cli.models import Cooperative
from koperasi_cli.registry.office import current_office
from koperasi_cli.registry.records import raw
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.tabular.imported import Imported, Progress
from koperasi_cli.tabular.native.cells import Cells
from koperasi_cli.tabular.native.known import holds_cooperatives, last_id, without_status
from koperasi_cli.tabular.native.layouts import layout
from koperasi_cli.tabular.native.parts import Part, Run
from koperasi_cli.tabular.native.rules import Places
from koperasi_cli.tabular.native.sources import Line, Source
from koperasi_cli.vocabulary import TimeZone

CHUNK = 2_000
CACHE_KIB = 65_536
# Tables whose rows are checked against each other, so that all of a file is taken at once.
WHOLE = frozenset({"region", "status_change", "revitalization"})

Keep = Callable[[Line], bool]


def keeps_history(session: Session) -> bool:
    """Whether the times of a file's rows are taken over: only where no cooperative was ever."""
    return last_id(session, Cooperative) == 0


def is_unused(session: Session) -> bool:
    """Whether neither an office nor a cooperative is on record."""
    return current_office(session) is None and not holds_cooperatives(session)


def import_native(
    session: Session,
    sources: Sequence[Source],
    *,
    today: date,
    end_of_today: str,
    progress: Progress = lambda _table, _rows: None,
    keep: Keep = lambda _line: True,
    by_name: bool = False,
    as_new: bool = False,
) -> Imported:
    """Read the sources, in the order given, and write what is new.

    Rows on record already are recognised, and get what differs. A bad row is refused with those that
    refer to it, and the rest goes in. ``end_of_today`` is a UTC stamp; ``keep`` chooses lines; for
    ``by_name`` and ``as_new`` see ``lists.Wishes``.
    """
    raw(session).execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    last_cooperative = last_id(session, Cooperative)
    result = Imported(keeps_history=keeps_history(session))
    ids: dict[str, dict[int, int]] = {source.table: {} for source in sources}
    run = Run(session, today, end_of_today, Places(session), result, ids, by_name, as_new)
    for source in sources:
        part, first = Part(run, source), len(result.problems)
        lines = (line for line in source.lines() if keep(line))
        size = None if source.table in WHOLE else CHUNK
        while part.take(islice(lines, size)):
            progress(source.table, part.counts.read)
        result.problems[first:] = sorted(result.problems[first:], key=lambda problem: problem.line)
    result.without_status = without_status(session, after=last_cooperative)
    return result


def invented_office(sources: Sequence[Source]) -> OfficeFacts | None:
    """The office of a sample registry, if that is what the sources hold."""
    for source in sources:
        if source.table == "office":
            cells = Cells(source, layout("office"), date.max)
            values, problems = cells.read(next(source.lines(), Line(0, {})))
            if values.get("invented") and "withdrawn_at" not in values and not problems:
                return OfficeFacts(
                    name=values.get("name"),
                    region_code=values.get("region_code"),
                    time_zone=values.get("time_zone", TimeZone.WIB),
                    invented=True,
                    fixed_today=values.get("fixed_today"),
                )
    return None
