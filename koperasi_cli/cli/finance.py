"""``koperasi finance``: an application for capital, from the request to the money."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import option
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.names import shown_name
from koperasi_cli.cli.targets import one
from koperasi_cli.errors import BadUsage, BadValue
from koperasi_cli.headings import heading
from koperasi_cli.language import N_, _, day, joined, label, read_code, rupiah
from koperasi_cli.reports.financing import page
from koperasi_cli.reports.resolve import Found
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import FinancingState, Scheme

if TYPE_CHECKING:
    from sqlmodel import Session

    from koperasi_cli.registry.financing import Stepped

Amount = str | None
STEPS = {
    "approve": FinancingState.APPROVED,
    "disburse": FinancingState.DISBURSED,
    "reject": FinancingState.REJECTED,
}


@command(
    app,
    "finance",
    panel="guidance",
    writes=True,
    help=N_("Record an application for capital: requested, approved, disbursed or rejected."),
    examples=[
        N_("koperasi finance 12 --lender BRI --scheme kur --request 50jt --on 2025-01-15"),
        N_("koperasi finance 18"),
    ],
)
def finance(
    desk: Desk,
    coop: o.Coop = None,
    lender: Annotated[
        str | None, option("--lender", metavar=N_("NAME"), help=N_("The bank or fund."))
    ] = None,
    scheme: Annotated[
        str | None,
        option(
            "--scheme",
            metavar=N_("SCHEME"),
            help=N_("Under which scheme: bank, kur, lpdb, csr, grant or other."),
        ),
    ] = None,
    request: Annotated[
        Amount, option("--request", metavar=N_("AMOUNT"), help=N_("It applies for this much."))
    ] = None,
    approve: Annotated[
        Amount, option("--approve", metavar=N_("AMOUNT"), help=N_("This much was approved."))
    ] = None,
    disburse: Annotated[
        Amount, option("--disburse", metavar=N_("AMOUNT"), help=N_("This much was paid out."))
    ] = None,
    reject: Annotated[bool, option("--reject", help=N_("It was refused."))] = False,
    application: Annotated[
        str | None,
        option(
            "--application",
            metavar=N_("NUMBER"),
            help=N_("Which application; the newest open one unless told otherwise."),
        ),
    ] = None,
    note: o.Note = None,
    on: o.On = None,
) -> Report:
    steps = {
        "request": lender is not None or scheme is not None or request is not None,
        "approve": approve is not None, "disburse": disburse is not None, "reject": reject,
    }  # fmt: skip
    taken = [name for name, given in steps.items() if given]
    if len(taken) > 1:
        raise BadUsage(
            _("One step at a time: {options} were given.", options=joined([*map(_option, taken)])),
            _("Each has a day of its own: give it with --on."),
        )
    found = one(desk, coop)
    if not taken:
        if note is not None or application is not None:
            options = joined([_option(name) for name in steps], last=_("or"))
            raise BadUsage(_("No step was named."), _("Name one: {options}", options=options))
        with desk.reading() as connection:
            return page(connection, found, on=desk.day(on))
    if taken == ["request"]:
        if application is not None:
            raise BadUsage(
                _("A new application gets a number of its own."),
                _("Leave {option} out.", option=_option("application")),
            )
        return _apply(desk, found, lender, scheme, request, note=note, on=on)
    state = STEPS[taken[0]]
    return _advance(
        desk, found, state, approve or disburse, application=application, note=note, on=on
    )


def _apply(
    desk: Desk,
    found: Found,
    lender: str | None,
    scheme: str | None,
    amount: str | None,
    *,
    note: str | None,
    on: str | None,
) -> Report:
    """A new application; what is missing of it is asked for, or named."""
    from koperasi_cli.registry.financing import Request

    if amount is None:
        amount = desk.require(None, _option("request"), _("How much does it apply for? "))
    if lender is None:
        lender = desk.require(None, _option("lender"), _("Which bank or fund? "))
    wanted = Request(
        lender=_read(desk, "lender", lender),
        scheme=read_code(Scheme, scheme) if scheme is not None else _ask_scheme(desk),
        amount=_read(desk, "requested_amount", amount),
        on=desk.day(on),
        note=_read(desk, "note", note) if note else None,
    )

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.registry.financing import apply
        from koperasi_cli.registry.records import cooperative

        done = apply(
            session, cooperative(session, found.id), wanted, today=desk.today, confirmed=answered
        )
        line = _(
            "Saved: application no. {row} of no. {id} {name}: {amount} requested on {day} at"
            " {lender}, {scheme}.",
            row=done.row.id, id=found.id, name=found.name, amount=rupiah(wanted.amount),
            day=day(wanted.on), lender=wanted.lender, scheme=label(wanted.scheme),
        )  # fmt: skip
        return _written(done, found, line)

    return desk.write(work)


def _advance(
    desk: Desk,
    found: Found,
    state: FinancingState,
    amount: str | None,
    *,
    application: str | None,
    note: str | None,
    on: str | None,
) -> Report:
    number = _number(application)
    column = f"{state.value}_amount"
    given = _read(desk, column, amount) if amount is not None else None
    remark = _read(desk, "note", note) if note else None
    when = desk.day(on)

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.registry.financing import advance
        from koperasi_cli.registry.records import cooperative

        done = advance(
            session, cooperative(session, found.id), state, on=when, today=desk.today,
            amount=given, number=number, note=remark, confirmed=answered,
        )  # fmt: skip
        return _written(done, found, _step_line(done, found, state))

    return desk.write(work)


def _step_line(done: "Stepped", found: Found, state: FinancingState) -> str:
    """What was saved: the step, and for an amount what it was measured against."""
    row = done.row
    on: date = getattr(row, f"{state.value}_on")
    said = {
        "row": row.id, "id": found.id, "name": found.name, "lender": row.lender, "day": day(on),
        "scheme": label(Scheme(row.scheme)), "state": label(state).lower(),
    }  # fmt: skip
    if state is FinancingState.REJECTED:
        return _("Saved: application no. {row} of no. {id} {name} ({lender}, {scheme}): rejected on"
                 " {day}.", **said)  # fmt: skip
    before = row.requested_amount if state is FinancingState.APPROVED else row.approved_amount
    amount = getattr(row, f"{state.value}_amount")
    if before is None or before == amount:
        return _("Saved: application no. {row} of no. {id} {name} ({lender}, {scheme}): {amount}"
                 " {state} on {day}.", amount=rupiah(amount), **said)  # fmt: skip
    return _("Saved: application no. {row} of no. {id} {name} ({lender}, {scheme}): {amount} of"
             " {before} {state} on {day}.", amount=rupiah(amount), before=rupiah(before),
             **said)  # fmt: skip


def _written(done: "Stepped", found: Found, line: str) -> Written:
    from koperasi_cli.registry.financing import described, state
    from koperasi_cli.registry.records import as_dict

    others = [_("Also open: {application}", application=described(row)) for row in done.others]
    data = as_dict(done.row) | {"name": found.name, "state": state(done.row)}
    return Written([line], data, others)


def _ask_scheme(desk: Desk) -> Scheme:
    """The scheme, picked by its number; off a terminal refused by the option's name."""
    if not desk.screen.interactive:
        desk.require(None, _option("scheme"), "")
    schemes = list(Scheme)
    choices = [Found(position, label(scheme)) for position, scheme in enumerate(schemes)]
    return schemes[desk.choose(_("Under which scheme?"), choices).id]


def _read(desk: Desk, column: str, text: str) -> Any:
    """One value of an application; an empty one is none.

    Raises:
        BadUsage: nothing was typed.
        BadValue: it cannot be read.
    """
    from koperasi_cli.models import Financing
    from koperasi_cli.registry.fields import read_field

    value = read_field(Financing, column, text, today=desk.today)
    if value is None:
        raise BadUsage(_("{name} is missing.", name=heading(column)))
    return value


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise BadValue(
            _('"{text}" is no number of an application.', text=text),
            _("See: koperasi list financing"),
        )
    return int(text)


def _option(name: str) -> str:
    return shown_name(f"--{name}", "option")
