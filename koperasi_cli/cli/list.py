"""``koperasi list``: cooperatives, or what the office did and said about them."""

from typing import Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument, option
from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.names import shown_name
from koperasi_cli.errors import BadUsage
from koperasi_cli.language import N_, _, name_in, read_year
from koperasi_cli.reports.listing import LISTS, Question, report
from koperasi_cli.reports.selection import Criteria
from koperasi_cli.table import Report


@command(
    app,
    "list",
    panel="daily",
    extra=o.FILTERS,
    help=N_("List cooperatives, or what is on record of them: sessions, book years, capital …"),
    examples=[
        N_('koperasi list --status inactive --subdistrict "Pesisir Tengah" --sort status_since'),
        N_("koperasi list sessions --sector producer --columns on,kind,topic,cooperatives"),
        N_("koperasi list rat --year 2023 --missing"),
    ],
)
def list_(
    desk: Desk,
    what: Annotated[
        str | None,
        argument(
            N_("WHAT"),
            N_(
                "What to list: cooperatives (unless told otherwise), sessions, cases, rat,"
                " financing, products, publications, officers or regions."
            ),
        ),
    ] = None,
    columns: Annotated[
        str | None,
        option(
            "--columns",
            metavar=N_("FIELD,…"),
            help=N_("These columns, in this order, instead of the usual ones."),
        ),
    ] = None,
    sort: Annotated[
        str | None,
        option(
            "--sort",
            metavar=N_("FIELD,…"),
            help=N_("Sorted by these columns; a dash in front turns the order around."),
        ),
    ] = None,
    only_open: Annotated[
        bool, option("--only-open", help=N_("Of the cases, only those that are open."))
    ] = False,
    year: Annotated[
        str | None,
        option(
            "--year",
            metavar=N_("YEAR"),
            help=N_(
                "Of that book year, or of that year; list rat --missing: who held no RAT for it."
            ),
        ),
    ] = None,
    state: Annotated[
        list[str] | None,
        option(
            "--state",
            metavar=N_("STATE"),
            help=N_("Of the applications, only those requested, approved, disbursed or rejected."),
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        option("--kind", metavar=N_("KIND"), help=N_("Of the sessions, only those of this kind.")),
    ] = None,
    from_: Annotated[
        str | None,
        option(
            "--from", metavar=N_("DATE"), help=N_("Of the sessions, those of that day or later.")
        ),
    ] = None,
    to: Annotated[
        str | None,
        option("--to", metavar=N_("DATE"), help=N_("Of the sessions, those up to that day.")),
    ] = None,
    planned: Annotated[
        bool, option("--planned", help=N_("Only what is planned, and was not held yet."))
    ] = False,
    held: Annotated[bool, option("--held", help=N_("Of the sessions, only those held."))] = False,
    follow_up_due: Annotated[
        bool,
        option(
            "--follow-up-due", help=N_("Of the sessions, those that are to be followed up now.")
        ),
    ] = False,
    indication: Annotated[
        list[str] | None,
        option(
            "--indication",
            metavar=N_("INDICATION"),
            help=N_("Only of whom this is indicated on the day: likely-inactive, no-data …"),
        ),
    ] = None,
    problem: Annotated[
        list[str] | None,
        option(
            "--problem",
            metavar=N_("RULE"),
            help=N_("Only where this rule of koperasi check finds something: missing-nik …"),
        ),
    ] = None,
    on: o.On = None,
    known_on: o.KnownOn = None,
    contacts: o.Contacts = False,
    **filters: Any,
) -> Report:
    chosen = _what(what)
    not_held = _takes_bare_missing(chosen, filters)
    known_day, known = desk.known(known_on)
    question = Question(
        today=desk.today,
        me=desk.me,
        on=desk.day(on, future=chosen in ("sessions", "rat") and not not_held) if on else None,
        known_on=known_day,
        known=known,
        criteria=Criteria.of({**filters, "indication": indication, "problem": problem}),
        contacts=contacts,
        columns=columns,
        sort=sort,
        only_open=only_open,
        kind=kind or (),
        first=desk.day(from_, future=True) if from_ else None,
        last=desk.day(to, future=True) if to else None,
        planned=planned,
        held=held,
        follow_up_due=follow_up_due,
        year=read_year(year) if year is not None else None,
        not_held=not_held,
        state=state or (),
        everything=desk.for_machines,
    )
    with desk.reading() as connection:
        return report(connection, chosen, question)


def _takes_bare_missing(chosen: str, filters: dict[str, Any]) -> bool:
    """Whether --missing stands without a field: in the list of RATs, who has held none."""
    fields = list(filters["missing"] or ())
    if chosen != "rat" or "" not in fields:
        return False
    filters["missing"] = [field for field in fields if field]
    return True


def _what(typed: str | None) -> str:
    names = {name_in("id", "value", name): name for name in LISTS} | {name: name for name in LISTS}
    word = (typed or "cooperatives").strip().lower()
    if word not in names:
        raise BadUsage(
            _('There is no list "{name}".', name=typed),
            "\n  ".join([
                _("There are: {names}", names=", ".join(shown_name(name, "value") for name in LISTS)),
                _('To search the cooperatives for it: koperasi list --search "{text}"', text=typed),
            ]),
        )  # fmt: skip
    return names[word]
