"""``koperasi list``: cooperatives, or what the office did and said about them."""

from typing import Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument, option
from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.names import shown_name
from koperasi_cli.errors import BadUsage
from koperasi_cli.language import N_, _, name_in
from koperasi_cli.reports.listing import LISTS, Question, report
from koperasi_cli.reports.selection import Criteria
from koperasi_cli.table import Report


@command(
    app,
    "list",
    panel="daily",
    extra=o.FILTERS,
    help=N_("List cooperatives, sessions, cases, publications, officers or regions."),
    examples=[
        N_('koperasi list --status inactive --subdistrict "Pesisir Tengah" --sort status_since'),
        N_("koperasi list sessions --sector producer --columns on,kind,topic,cooperatives"),
    ],
)
def list_(
    desk: Desk,
    what: Annotated[
        str | None,
        argument(
            N_("WHAT"),
            N_(
                "What to list: cooperatives (unless told otherwise), sessions, cases,"
                " publications, officers or regions."
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
    on: o.On = None,
    known_on: o.KnownOn = None,
    contacts: o.Contacts = False,
    **filters: Any,
) -> Report:
    chosen = _what(what)
    known_day, known = desk.known(known_on)
    question = Question(
        today=desk.today,
        me=desk.me,
        on=desk.day(on, future=chosen == "sessions") if on else None,
        known_on=known_day,
        known=known,
        criteria=Criteria.of(filters),
        contacts=contacts,
        columns=columns,
        sort=sort,
        only_open=only_open,
    )
    with desk.reading() as connection:
        return report(connection, chosen, question)


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
