"""``koperasi report``: the press sentence and the table behind it."""

from dataclasses import replace
from typing import Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument, option
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.names import shown_name
from koperasi_cli.errors import BadUsage
from koperasi_cli.language import N_, _, name_in
from koperasi_cli.reports.counting import dimensions
from koperasi_cli.reports.selection import Criteria, Selection, select
from koperasi_cli.reports.status import status_report
from koperasi_cli.table import Report

REPORTS = ("status",)


@command(
    app,
    "report",
    panel="reports",
    writes=True,
    extra=o.FILTERS,
    help=N_("Count the cooperatives by status on a day, by sector or by something else."),
    examples=[
        N_("koperasi report --on 2024-01-26 --by subdistrict"),
        N_('koperasi report --sector producer --by line --publish "press release"'),
    ],
)
def report(
    desk: Desk,
    which: Annotated[
        str | None, argument(N_("REPORT"), N_("Which report: status, unless told otherwise."))
    ] = None,
    by: Annotated[
        list[str] | None,
        option(
            "--by",
            metavar=N_("FIELD"),
            help=N_(
                "Broken down by one or two of: sector, subdistrict, industry, category, form,"
                " management, line, tag, legal-year."
            ),
        ),
    ] = None,
    on: o.On = None,
    known_on: o.KnownOn = None,
    publish: Annotated[
        str | None,
        option("--publish", metavar=N_("AUDIENCE"), help=N_("Keep the figures as given out.")),
    ] = None,
    **filters: Any,
) -> Report:
    if which and which.lower() not in (*REPORTS, name_in("id", "value", "status")):
        raise BadUsage(
            _('There is no report "{name}".', name=which),
            _("There are: {names}", names=", ".join(REPORTS)),
        )
    known_day, known = desk.known(known_on)
    day = desk.day(on)
    with desk.reading() as connection:
        selection = select(connection, Criteria.of(filters), me=desk.me)
        answer = status_report(
            connection,
            on=day,
            today=desk.today,
            known_on=known_day,
            known=known,
            by=dimensions(by or ()),
            selection=selection,
        )
    return _published(desk, answer, publish, selection) if publish is not None else answer


def _published(desk: Desk, answer: Report, audience: str, selection: Selection) -> Report:
    """Keep the report's figures, and say so under it; in JSON as ``publication``."""
    from koperasi_cli.models import Publication
    from koperasi_cli.registry.fields import read_field
    from koperasi_cli.registry.publications import publish
    from koperasi_cli.registry.records import as_dict

    to = read_field(Publication, "audience", audience, today=desk.today)
    if to is None:
        raise BadUsage(
            _("Option {option} needs a value.", option=shown_name("--publish", "option"))
        )

    def work(session: object, answered: frozenset[str]) -> Written:
        kept = publish(
            session,  # type: ignore[arg-type]
            on=answer.data["on"],
            at=desk.clock.now(),
            audience=to,
            headline=" ".join(filter(None, [answer.lines[0], selection.note])),
            figures=answer.data | {"filters": selection.words},
        )
        line = _('Kept as published for "{audience}" (no. {id}).', audience=to, id=kept.id)
        return Written([line], as_dict(kept))

    done = desk.write(work)
    return replace(
        answer,
        notes=[*answer.notes, *done.lines],
        data=answer.data | {"publication": done.data},
    )
