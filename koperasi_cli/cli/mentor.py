"""``koperasi mentor``: what the office did with cooperatives, or plans to do."""

from typing import TYPE_CHECKING, Annotated

from koperasi_cli.cli import options as o
from koperasi_cli.cli import session as on_record
from koperasi_cli.cli.activity import guests, in_words, read_session, session_data, session_lines
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import option
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.names import shown_name
from koperasi_cli.cli.targets import ask_for_batch
from koperasi_cli.language import N_, _, label, read_code
from koperasi_cli.reports.resolve import Found
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import SessionKind

if TYPE_CHECKING:
    from sqlmodel import Session


@command(
    app,
    "mentor",
    panel="guidance",
    writes=True,
    extra=o.SESSION,
    help=N_("Record guidance: mentoring, training, a visit …, held or planned, and its follow-up."),
    examples=[
        N_('koperasi mentor 17:4/2 53:3/3 --kind training --topic "RAT" --on 2025-02-12'),
        N_("koperasi mentor 12 --kind visit --planned 2025-03-05 --officer Yusran"),
        N_("koperasi mentor --done 43 --on 2025-02-17"),
    ],
)
def mentor(
    desk: Desk,
    coops: o.Guests = None,
    kind: Annotated[
        str | None,
        option(
            "--kind",
            metavar=N_("KIND"),
            help=N_("Which kind: mentoring, training, visit, field-verification, capital …"),
        ),
    ] = None,
    on: o.On = None,
    no_case: Annotated[
        bool,
        option("--no-case", help=N_("Not as a step of a case, even where one is open.")),
    ] = False,
    held: Annotated[
        str | None,
        option(
            "--held",
            metavar=N_("SESSION"),
            help=N_("This planned session was held, with those named or all it was planned for."),
        ),
    ] = None,
    done: Annotated[
        str | None,
        option(
            "--done",
            metavar=N_("SESSION"),
            help=N_("This session was followed up, with those named or all whose day was set."),
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        option(
            "--sheet",
            metavar=N_("FILE"),
            help=N_("Write the attendance sheet of the session named, to print: .xlsx or .md."),
        ),
    ] = None,
    all_inactive: o.AllInactive = False,
    from_file: o.FromFile = None,
    **fields: str | None,
) -> Report:
    given = {
        "held": held, "done": done, "sheet": sheet, "kind": kind, "on": on, "no_case": no_case,
        "all_inactive": all_inactive, "from": from_file, **fields,
    }  # fmt: skip
    if sheet is not None:
        on_record.refuse_others("--sheet", given, ("sheet",))
        return on_record.sheet(desk, sheet, coops or ())
    if done is not None:
        on_record.refuse_others("--done", given, ("done", "on", "result"))
        return on_record.followed_up(desk, done, coops or (), on, fields["result"])
    if held is not None:
        takes = ("held", "on", *(name for name in fields if name != "planned"))
        on_record.refuse_others("--held", given, takes)
        return on_record.held_as_planned(desk, held, coops or (), on, fields)
    chosen = guests(desk, coops or (), all_inactive=all_inactive, from_file=from_file)
    which = read_code(SessionKind, kind) if kind else ask_kind(desk)
    step = read_session(desk, which, on, fields, chosen)
    ask_for_batch(desk, chosen.found, in_words(which, step.values))
    names = {one.id: one.name for one in chosen.found}

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.registry.mentoring import Guest, hold
        from koperasi_cli.registry.records import cooperative

        written = hold(
            session,
            step.values,
            [Guest(cooperative(session, id_), step.participants.get(id_)) for id_ in names],
            today=desk.today,
            result=step.result,
            follow_up_on=step.follow_up_on,
            in_cases=not no_case,
            confirmed=answered,
        )
        return Written(
            session_lines(written, names), session_data(written, names), written.warnings
        )

    return desk.write(work)


def ask_kind(desk: Desk) -> SessionKind:
    """The kind of session, picked by its number; off a terminal refused by the option's name."""
    if not desk.screen.interactive:
        desk.require(None, shown_name("--kind", "option"), "")
    kinds = list(SessionKind)
    choices = [Found(position, label(kind)) for position, kind in enumerate(kinds)]
    return kinds[desk.choose(_("Which kind of guidance?"), choices).id]
