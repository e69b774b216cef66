"""``koperasi agenda``: what is due or at risk today, why, and the command that settles it."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import option
from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.snoozing import refuse_beside_snooze, snoozed
from koperasi_cli.language import N_, _, read_code
from koperasi_cli.reports.selection import Criteria, select
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import AgendaRule

Many = list[str] | None


@command(
    app,
    "agenda",
    panel="reports",
    writes=True,
    extra=o.FILTERS,
    help=N_("Show what is due or at risk, why, and the command that settles it."),
    examples=[
        N_("koperasi agenda --officer me"),
        N_("koperasi agenda --rule no-visit --rule rat-missed --subdistrict Ngambur --all"),
        N_("koperasi agenda --snooze 12 --rule no-visit --until +30"),
    ],
)
def agenda(
    desk: Desk,
    on: Annotated[
        str | None,
        option("--on", metavar=N_("DATE"), help=N_("The agenda of that day; it may lie ahead.")),
    ] = None,
    rule: Annotated[
        Many,
        option(
            "--rule",
            metavar=N_("RULE"),
            help=N_("Only by this rule: no-open-case, rat-missed, no-visit …"),
        ),
    ] = None,
    all_: Annotated[
        bool, option("--all", help=N_("All lines, not only the most urgent fifteen."))
    ] = False,
    snooze: Annotated[
        Many,
        option(
            "--snooze",
            metavar=N_("COOP"),
            help=N_("Leave this cooperative out until a day; with --rule, by that rule only."),
        ),
    ] = None,
    until: Annotated[
        str | None,
        option(
            "--until", metavar=N_("DATE"), help=N_("Until when to leave it out; today ends that.")
        ),
    ] = None,
    ics: Annotated[
        str | None,
        option(
            "--ics",
            metavar=N_("FILE"),
            help=N_("Write what lies ahead within a year into a calendar file (.ics)."),
        ),
    ] = None,
    **filters: Any,
) -> Report:
    from koperasi_cli.reports.agenda import FEW, agenda_report

    rules = list(dict.fromkeys(read_code(AgendaRule, text) for text in rule or ()))
    if snooze or until is not None:
        refuse_beside_snooze(desk, {"on": on, "all": all_, "ics": ics, **filters})
        return snoozed(desk, snooze or (), until, rules)
    today = desk.day(on, future=True)
    if ics is not None:
        return _calendar(desk, ics, today, rules, filters)
    with desk.reading() as connection:
        report = agenda_report(
            connection,
            on=today,
            office=desk.office,
            selection=select(connection, Criteria.of(filters), me=desk.me),
            rules=rules,
            most=None if all_ else FEW,
            lines_first=desk.one_table,
        )
    return _told_beside(report) if desk.for_machines else report


def _told_beside(report: Report) -> Report:
    """What is not all of it says so on stderr, where a file or a machine takes the lines."""
    from dataclasses import replace

    if len(report.data["lines"]) == report.data["due"]:
        return report
    return replace(report, notes=report.notes[:-1], warnings=report.notes[-1:])


def _calendar(
    desk: Desk, path: str, on: Any, rules: Sequence[AgendaRule], filters: Mapping[str, Any]
) -> Report:
    from koperasi_cli.output.calendar import FORMS, save_calendar
    from koperasi_cli.output.targets import find_target
    from koperasi_cli.reports.agenda.calendar import events

    target = find_target(path, FORMS)
    with desk.reading() as connection:
        found = events(
            connection,
            on=on,
            office=desk.office,
            selection=select(connection, Criteria.of(filters), me=desk.me),
            rules=rules,
        )
    name = " - ".join(filter(None, [_("Agenda"), desk.office.name]))
    banner = _("Sample registry: all data are invented.") if desk.office.invented else None
    return save_calendar(target, found, name=name, at=desk.clock.now(), banner=banner)
