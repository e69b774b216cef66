"""``koperasi add``: register a cooperative, from options or in a guided form."""

from typing import TYPE_CHECKING, Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument, option
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.language import N_, _, day, label, read_code
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import Status

if TYPE_CHECKING:
    from sqlmodel import Session


@command(
    app,
    "add",
    panel="daily",
    writes=True,
    extra=o.FIELDS,
    help=N_("Register a new cooperative."),
    examples=[
        N_(
            'koperasi add "Koperasi Produsen Tuhuk Krui" --sector producer --subdistrict "Way Krui"'
        ),
        N_(
            'koperasi add "KSP Krui Mandiri" --sector savings-loan --legal-number'
            ' "AHU-0004793.AH.01.26.TAHUN 2020" --legal-date 2020-03-17 --on 2020-03-17'
        ),
    ],
)
def add(
    desk: Desk,
    name: Annotated[
        str | None, argument(N_("NAME"), N_("Its name. Without it, a form asks for each field."))
    ] = None,
    status: Annotated[
        str | None,
        option("--status", metavar=N_("STATUS"), help=N_("Its first status; active unless told.")),
    ] = None,
    on: Annotated[
        str | None,
        option(
            "--on", metavar=N_("DATE"), help=N_("From when that status holds; today unless told.")
        ),
    ] = None,
    reason: o.Reason = None,
    decree: o.Decree = None,
    tag: Annotated[
        list[str] | None, option("--tag", metavar=N_("TAG"), help=N_("A mark on it."))
    ] = None,
    **fields: Any,
) -> Report:
    from koperasi_cli.cli.form import fill_in
    from koperasi_cli.models import StatusChange
    from koperasi_cli.registry.fields import read_fields
    from koperasi_cli.registry.statuses import Decision

    typed = {key: value for key, value in fields.items() if value is not None}
    why = read_fields(
        StatusChange, {"reason": reason or "", "decree": decree or ""}, today=desk.today
    )
    first = Decision(read_code(Status, status) if status else Status.ACTIVE, desk.day(on), **why)
    if name is None and desk.screen.interactive:
        name, typed, first = fill_in(desk, typed, first)
    typed["name"] = desk.require(name, _("NAME"), _("Name: "))

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.cli.record import read_record
        from koperasi_cli.registry.cooperatives import register

        values = read_record(desk, session, typed)
        new = register(session, values, first, today=desk.today, tags=tag or (), confirmed=answered)
        return _written(desk, session, new, first)

    return desk.write(work, watch=[first.on])


def _written(desk: Desk, session: "Session", new: Any, first: Any) -> Written:
    from koperasi_cli.cli.record import as_written
    from koperasi_cli.registry.cooperatives import foreign_district

    lines = [
        _("Saved: no. {id} {name}, {status} from {day} on.", id=new.id, name=new.name,
          status=label(first.status).lower(), day=day(first.on))
    ]  # fmt: skip
    warning = foreign_district(new, desk.office.region_code)
    return Written(lines, as_written(session, new), [warning] if warning else [])
