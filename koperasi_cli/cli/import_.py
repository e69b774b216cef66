"""``koperasi import``: files of the native layout, every good row once."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.errors import ExitCode, NeedsConfirmation, Problem
from koperasi_cli.headings import heading, table_name
from koperasi_cli.language import N_, _, joined, ngettext, number
from koperasi_cli.queries import rows
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.settings import Clock
from koperasi_cli.table import Column, Kind, Report, Table

if TYPE_CHECKING:
    from sqlmodel import Session

    from koperasi_cli.tabular.native import Imported
    from koperasi_cli.tabular.reading import Source

LISTED = 20
PROGRESS_EVERY = 10_000


@command(
    app,
    "import",
    panel="files",
    writes=True,
    help=N_("Read files into the registry: a folder, or CSV files named after their tables."),
    examples=[
        N_("koperasi import data/pesisir-barat --dry-run"),
        N_(
            "koperasi import data/pesisir-barat/cooperative.csv"
            " data/pesisir-barat/status_change.csv"
        ),
    ],
)
def import_(
    desk: Desk,
    files: Annotated[
        list[str] | None,
        argument(N_("FILE|FOLDER…"), N_("CSV files, or folders of them, that belong together.")),
    ] = None,
) -> Report:
    from koperasi_cli.tabular.native import find_sources

    typed = list(files or ()) or [desk.require(None, _("FILE"), _("Which file or folder? "))]
    sources, refused = find_sources([Path(path).expanduser() for path in typed])
    return take_in(desk, sources, refused)


def take_in(desk: Desk, sources: Sequence["Source"], refused: Sequence[Problem] = ()) -> Report:
    """Import the sources in one transaction, and tell what became of each row."""
    from koperasi_cli.tabular.native import invented_office

    invented = invented_office(sources)
    if invented is not None and _is_empty(desk):
        # Its today stands still from the first moment on, whatever day it is elsewhere.
        desk.office = invented
        desk.clock = Clock(invented.fixed_today, invented.time_zone.utc_offset)
    result: Imported | None = None

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.tabular.native import import_native

        nonlocal result
        if invented is not None and "invented" not in answered:
            _ask_about_invented(session)
        result = import_native(
            session,
            sources,
            today=desk.today,
            end_of_today=desk.clock.end_of(desk.today),
            progress=_progress(desk),
        )
        if result.as_numbers_here and "numbers-here" not in answered:
            raise _numbers_here(result)
        result.problems[:0] = refused
        return Written([])

    done = desk.write(work)
    assert result is not None
    return _told(desk, result, sources, done)


def _is_empty(desk: Desk) -> bool:
    """Whether there is no office and no cooperative on record."""
    if not desk.database.exists():
        return True
    with desk.reading() as connection:
        return desk.office == OfficeFacts() and not rows(connection, "named")


def _told(desk: Desk, result: "Imported", sources: Sequence["Source"], done: Report) -> Report:
    desk.turn_to(desk.database)  # the office may have come with the files
    told = [
        {"table": table, "name": table_name(table), "read": counts.read, "new": counts.new,
         "known": counts.known, "refused": counts.refused}
        for table, counts in result.tables.items()
    ]  # fmt: skip
    lines = [
        ngettext("Saved: {count} new row.", "Saved: {count} new rows.", result.new,
                 count=number(result.new))
        if result.new
        else _("Nothing changed.")
    ]  # fmt: skip
    return replace(
        done,
        lines=[*lines, *done.lines],
        tables=[_table(told)],
        notes=[*done.notes, *_notes(result, sources)],
        data={
            "files": [str(source.path) for source in sources],
            "tables": [{k: v for k, v in row.items() if k != "name"} for row in told],
            "problems": [problem._asdict() for problem in result.problems],
        },
        warnings=[*done.warnings, *told_problems(result.problems)],
        exit_code=ExitCode.PROBLEMS if result.problems else ExitCode.DONE,
    )


def _table(told: Sequence[dict[str, Any]]) -> Table:
    columns = [
        Column("table", heading("table_name"), hidden=True),
        Column("name", heading("table_name")),
        *(Column(key, heading(key), Kind.COUNT) for key in ("read", "new", "known", "refused")),
    ]
    return Table(columns, told)


def _notes(result: "Imported", sources: Sequence["Source"]) -> list[str]:
    notes = [
        _("{file}: these columns are ignored: {columns}.",
          file=source.name, columns=joined(source.ignored))
        for source in sources
        if source.ignored
    ]  # fmt: skip
    if left_out := sum(counts.left_out for counts in result.tables.values()):
        notes.append(
            ngettext(
                "{n} row that was withdrawn was left out.",
                "{n} rows that were withdrawn were left out.",
                left_out,
            )
        )
    if result.as_numbers_here:
        notes.append(
            _("{columns}: read as numbers of this registry.",
              columns=joined(sorted(result.as_numbers_here)))
        )  # fmt: skip
    if any(counts.known for counts in result.tables.values()):
        notes.append(_("What is here already was left as it is."))
    if result.without_status:
        notes += [
            ngettext(
                "{n} cooperative has no status and is counted nowhere."
                " Give it one with: koperasi status",
                "{n} cooperatives have no status and are counted nowhere."
                " Give them one with: koperasi status",
                result.without_status,
            ),
            _("To see which: koperasi list --missing status"),
        ]
    return notes


def told_problems(problems: Sequence[Problem]) -> list[str]:
    """A line for each of the first problems, and how many there are."""
    lines = [
        ":".join(str(part) for part in (one.file, one.line, one.column) if part is not None)
        + (f": {one.value}: " if one.value is not None else ": ")
        + one.message
        for one in problems[:LISTED]
    ]
    if problems:
        lines.append(ngettext("{n} problem.", "{n} problems.", len(problems)))
    if len(problems) > LISTED:
        lines[-1] += " " + _("These are the first {n}; all of them: --json", n=LISTED)
    return lines


def _ask_about_invented(session: "Session") -> None:
    """Invented data do not get among real ones by mistake."""
    from koperasi_cli.registry.office import current_office
    from koperasi_cli.tabular.native import is_unused

    office = current_office(session)
    if (office and office.invented) or is_unused(session):
        return
    raise NeedsConfirmation(
        "invented",
        _("These data are invented (office.csv says so), and this registry is a real one."),
        _("To look at them: koperasi demo. To import them all the same: --yes"),
    )


def _numbers_here(result: "Imported") -> NeedsConfirmation:
    """A file's numbers are its own: read as this registry's they may mean other cooperatives."""
    return NeedsConfirmation(
        "numbers-here",
        _("The files lack what {columns} refer to; their numbers would be read as this registry's.",
          columns=joined(sorted(result.as_numbers_here))),
        _("Import them with the files that they refer to. If the numbers are this registry's: --yes"),
    )  # fmt: skip


def _progress(desk: Desk) -> Any:
    """Every few thousand rows a line, where somebody is watching."""
    if not desk.screen.interactive:
        return lambda _table, _rows: None

    told = 0

    def tell(table: str, done: int) -> None:
        nonlocal told
        if done // PROGRESS_EVERY > (told := told if done > told else 0) // PROGRESS_EVERY:
            desk.screen.say(_("{table}: {n} rows …", table=table_name(table), n=number(done)))
        told = done

    return tell
