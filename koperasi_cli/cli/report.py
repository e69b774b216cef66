"""``koperasi report``: the press sentence and the table behind it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument, option
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.names import shown_name
from koperasi_cli.errors import BadUsage, BadValue
from koperasi_cli.language import N_, _, name_in
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.selection import Criteria, Selection, select
from koperasi_cli.table import Report

# Each report is a module of ``reports`` with a function ``report(connection, asked)``, and ``TAKES``:
# which of the options it heeds, besides the day and the filters.
REPORTS = {
    "status": "status",
    "trend": "trend",
    "changes": "movements",
    "mentoring": "guidance",
    "revitalization": "revitalizations",
    "capital": "capital",
    "performance": "performance",
    "targets": "targets",
    "keragaan": "official.keragaan",
    "rekapitulasi": "official.rekapitulasi",
    "bps": "official.bps",
}
EVERY = ("month", "quarter", "year")


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
    from_: Annotated[
        str | None, option("--from", metavar=N_("DATE"), help=N_("The first day of the period."))
    ] = None,
    to: Annotated[
        str | None, option("--to", metavar=N_("DATE"), help=N_("The last day of the period."))
    ] = None,
    year: Annotated[
        str | None, option("--year", metavar=N_("YEAR"), help=N_("The year, or the book year."))
    ] = None,
    every: Annotated[
        str | None,
        option(
            "--every",
            metavar=N_("STRETCH"),
            help=N_("A row for the end of each month, quarter or year."),
        ),
    ] = None,
    list_: Annotated[
        bool, option("--list", help=N_("Name the cooperatives behind the figures, one by one."))
    ] = False,
    since_published: Annotated[
        bool, option("--since-published", help=N_("What changed since the figure was given out."))
    ] = False,
    known_on: o.KnownOn = None,
    publish: Annotated[
        str | None,
        option("--publish", metavar=N_("AUDIENCE"), help=N_("Keep the figures as given out.")),
    ] = None,
    **filters: Any,
) -> Report:
    module = _module(_which(which))
    _refuse_untaken(module, {
        "from": from_, "to": to, "year": year, "every": every, "list": list_,
        "since-published": since_published, "by": by, "known-on": known_on, "publish": publish,
    })  # fmt: skip
    known_day, known = desk.known(known_on)
    with desk.reading() as connection:
        asked = Asked(
            today=desk.today,
            on=desk.day(on),
            office=desk.office,
            selection=select(connection, Criteria.of(filters), me=desk.me),
            me=desk.me,
            known_on=known_day,
            known=known,
            first=desk.day(from_) if from_ else None,
            last=desk.day(to) if to else None,
            year=_year(year),
            by=by or (),
            listing=list_,
            since_published=since_published,
            every=_every(every),
        )
        answer: Report = module.report(connection, asked)
    return _published(desk, answer, publish, asked.selection) if publish is not None else answer


def _refuse_untaken(module: Any, given: Mapping[str, Any]) -> None:
    """An option that a report does not heed would be a silent lie."""
    for name, value in given.items():
        if value and name not in module.TAKES:
            raise BadUsage(
                _("This report does not take {option}.", option=shown_name(f"--{name}", "option")),
                _("See: koperasi report --help"),
            )


def _year(typed: str | None) -> int | None:
    if typed is None:
        return None
    if typed.strip().isascii() and typed.strip().isdigit() and 1900 <= int(typed[:5]) <= 2100:
        return int(typed)
    raise BadValue(_('"{text}" is no year.', text=typed), _("For example: 2024"))


def _every(typed: str | None) -> str | None:
    if typed is None:
        return None
    names = {name_in("id", "value", name): name for name in EVERY} | {name: name for name in EVERY}
    if (found := names.get(typed.strip().lower())) is None:
        raise BadValue(
            _('"{text}" is no stretch of time.', text=typed),
            _("There are: {names}", names=", ".join(shown_name(n, "value") for n in EVERY)),
        )
    return found


def _which(typed: str | None) -> str:
    """The name of a report, in either language."""
    names = {name_in("id", "value", name): name for name in REPORTS} | {n: n for n in REPORTS}
    found = names.get((typed or "status").strip().lower())
    if found is None:
        raise BadUsage(
            _('There is no report "{name}".', name=typed),
            _("There are: {names}", names=", ".join(shown_name(n, "value") for n in REPORTS)),
        )
    return found


def _module(name: str) -> Any:
    """The module of a report, loaded only now."""
    from importlib import import_module

    return import_module(f"koperasi_cli.reports.{REPORTS[name]}")


def _published(desk: Desk, answer: Report, audience: str, selection: Selection) -> Report:
    """Keep the report's figures, and say so under it; in JSON as ``publication``."""
    from koperasi_cli.models import LONGEST_TEXT, Publication
    from koperasi_cli.registry.fields import clean_text, read_field
    from koperasi_cli.registry.publications import publish
    from koperasi_cli.registry.records import as_dict

    for words in selection.words:  # what was looked for is kept with the figure
        clean_text(words, LONGEST_TEXT)
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
