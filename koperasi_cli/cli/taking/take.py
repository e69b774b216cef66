"""Taking files in: one transaction, all questions asked, and a backup before."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.errors import NeedsConfirmation, Refused
from koperasi_cli.headings import table_name
from koperasi_cli.language import _, joined, number
from koperasi_cli.output.targets import Target
from koperasi_cli.queries import rows
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.settings import Clock
from koperasi_cli.table import Report
from koperasi_cli.tabular.imported import Imported
from koperasi_cli.tabular.lists.importing import Wishes, import_lists
from koperasi_cli.tabular.native import import_native, invented_office, is_unused
from koperasi_cli.tabular.recognition import Recognised

if TYPE_CHECKING:
    from sqlmodel import Session

PROGRESS_EVERY = 10_000
ALLOCATIONS = 200_000


class _NotAllGood(Refused):
    """With ``--strict``: there are bad rows, so nothing goes in."""


def take_in(
    desk: Desk,
    found: Recognised,
    wishes: Wishes | None = None,
    *,
    strict: bool = False,
    rejects: Target | None = None,
    backup: bool = True,
) -> Report:
    """Import what was recognised, and tell what became of each row."""
    from koperasi_cli.cli.taking.rejects import refuse_target, write_rejects
    from koperasi_cli.cli.taking.told import told

    if rejects:
        refuse_target(rejects, found)
    invented = invented_office(found.tables)
    if invented is not None and _is_empty(desk):
        # Its today stands still from the first moment on, whatever day it is elsewhere.
        desk.office = invented
        desk.clock = Clock(invented.fixed_today, invented.time_zone.utc_offset)
    wishes = wishes or Wishes(on=desk.today)
    keeps = backup and not desk.dry_run
    result = Imported()

    def work(session: "Session", answered: frozenset[str]) -> Written:
        nonlocal result
        if invented is not None and "invented" not in answered:
            _ask_about_invented(session)
        result = run_import(desk, session, found, wishes)
        if result.as_numbers_here and "numbers-here" not in answered:
            raise _numbers_here(result)
        result.problems[:0] = found.refused
        if strict and result.problems:
            raise _NotAllGood("")
        return Written([])

    saved = True
    with desk.database.keeping("before-import") if keeps else nullcontext() as kept:
        try:
            done = desk.write(work, watch=[wishes.on] if found.lists else ())
        except _NotAllGood:
            saved = False
            done = Report(lines=[_("Nothing was saved: with --strict all rows must be good.")])
    kept = kept if desk.wrote else None
    lines = [_("A backup was made before: {path}", path=kept)] if kept else []
    if rejects:
        try:
            lines += write_rejects(rejects, found, result, desk.screen.delimiter)
        except Refused as error:
            if not desk.wrote:
                raise
            raise Refused(
                error.message, _("What was imported is saved all the same: koperasi log")
            ) from error
    report = told(desk, result, found, replace(done, lines=[*done.lines, *lines]), saved=saved)
    return replace(report, data=report.data | {"backup": str(kept) if kept else None})


def run_import(desk: Desk, session: "Session", found: Recognised, wishes: Wishes) -> Imported:
    """Tables first, since they may bring regions and officers; then the lists."""
    watched = progress(desk)
    with rare_collections():
        result = import_native(
            session,
            found.tables,
            today=desk.today,
            end_of_today=desk.clock.end_of(desk.today),
            progress=watched,
            by_name=wishes.by_name,
            as_new=wishes.as_new,
        )
        if found.lists:
            import_lists(
                session,
                found.lists,
                result,
                wishes,
                today=desk.today,
                district=desk.office.region_code,
                progress=watched,
            )
    return result


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look for cycles rarely: rows are many, and have none. It saves a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(ALLOCATIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _is_empty(desk: Desk) -> bool:
    """Whether there is no office and no cooperative on record."""
    if not desk.database.exists():
        return True
    with desk.reading() as connection:
        return desk.office == OfficeFacts() and not rows(connection, "named")


def _ask_about_invented(session: "Session") -> None:
    """Invented data do not get among real ones by mistake."""
    from koperasi_cli.registry.office import current_office

    office = current_office(session)
    if (office and office.invented) or is_unused(session):
        return
    raise NeedsConfirmation(
        "invented",
        _("These data are invented (office.csv says so), and this registry is a real one."),
        _("To look at them: koperasi demo. To import them all the same: --yes"),
    )


def _numbers_here(result: Imported) -> NeedsConfirmation:
    """A file's numbers are its own: read as this registry's they may mean other cooperatives."""
    return NeedsConfirmation(
        "numbers-here",
        _("The files lack what {columns} refer to; their numbers would be read as this registry's.",
          columns=joined(sorted(result.as_numbers_here))),
        _("Import them with the files that they refer to. If the numbers are this registry's: --yes"),
    )  # fmt: skip


def progress(desk: Desk) -> Callable[[str, int], None]:
    """Every few thousand rows a line, where somebody is watching."""
    if not desk.screen.interactive:
        return lambda _name, _rows: None

    told = 0

    def tell(name: str, done: int) -> None:
        nonlocal told
        if done // PROGRESS_EVERY > (told := told if done > told else 0) // PROGRESS_EVERY:
            desk.screen.say(_("{table}: {n} rows …", table=table_name(name), n=number(done)))
        told = done

    return tell
