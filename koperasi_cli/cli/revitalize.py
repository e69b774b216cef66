"""``koperasi revitalize``: an inactive cooperative from evaluation to outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.activity import Guests, guests, in_words, read_session, session_lines
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import option
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.names import shown_name
from koperasi_cli.cli.targets import ask_for_batch
from koperasi_cli.errors import BadUsage
from koperasi_cli.headings import heading
from koperasi_cli.language import N_, _, day, label, ngettext, read_code
from koperasi_cli.reports.case_pages import as_one, overview, pages
from koperasi_cli.reports.cases import cases
from koperasi_cli.reports.selection import Criteria, select
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import Cause, Outcome, SessionKind, Stage

if TYPE_CHECKING:
    from sqlmodel import Session

    from koperasi_cli.registry.revitalization import Advanced, Work


@command(
    app,
    "revitalize",
    panel="guidance",
    writes=True,
    extra=o.SESSION,
    help=N_(
        "Carry inactive cooperatives from evaluation to outcome; alone, show how far they are."
    ),
    examples=[
        N_("koperasi revitalize 43 --cause no-rat --cause A12 --next +14"),
        N_("koperasi revitalize 24 --outcome reactivated --decree 518/9/KPTS/IV.14/2025"),
    ],
)
def revitalize(
    desk: Desk,
    coops: o.Guests = None,
    open: Annotated[bool, option("--open", help=N_("Open a case."))] = False,
    cause: Annotated[
        list[str] | None,
        option(
            "--cause", metavar=N_("CODE"), help=N_("A root cause that was found: no-rat, A02 …")
        ),
    ] = None,
    action: Annotated[
        str | None,
        option("--action", metavar=N_("KIND"), help=N_("A step that was taken, or is planned.")),
    ] = None,
    outcome: Annotated[
        str | None,
        option(
            "--outcome",
            metavar=N_("OUTCOME"),
            help=N_("What it came to: reactivated, dissolution-proposed or extended."),
        ),
    ] = None,
    note: o.Note = None,
    next: Annotated[
        str | None, option("--next", metavar=N_("DATE"), help=N_("When to go on with it."))
    ] = None,
    decree: o.Decree = None,
    reason: o.Reason = None,
    on: o.On = None,
    all_inactive: o.AllInactive = False,
    from_file: o.FromFile = None,
    **fields: str | None,
) -> Report:
    given = {
        "open": open, "cause": cause, "action": action, "outcome": outcome, "note": note,
        "next": next, "decree": decree, "reason": reason,
    }  # fmt: skip
    if not any(given.values()):
        return _shown(desk, coops or (), on, fields, all_inactive, from_file)
    if not action:
        _refuse_fields(fields)
    chosen = guests(desk, coops or (), all_inactive=all_inactive, from_file=from_file)
    todo = _read(desk, chosen, given, on, fields)
    ask_for_batch(desk, chosen.found, _in_words(todo))
    names = {one.id: one.name for one in chosen.found}

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.registry.records import cooperative, raw
        from koperasi_cli.registry.revitalization import advance

        records = [cooperative(session, id_) for id_ in names]
        done, held = advance(session, records, todo, today=desk.today, confirmed=answered)
        alone = records[0].id if len(records) == 1 else None
        now = {
            case["id"]: case
            for case in cases(raw(session), on=desk.today, cooperative_id=alone)
        }  # fmt: skip
        lines = [line for one in done for line in _opening_lines(one, asked=open)]
        lines += session_lines(held, names) if held else []
        lines += [line for one in done for line in _outcome_lines(one)]
        lines = lines or [_("Nothing changed.")]
        if alone:
            lines.append(
                _("Case no. {id} is now: {stage}.", id=done[0].case.id,
                  stage=label(Stage(now[done[0].case.id]["stage"])))
            )  # fmt: skip
        data = [now[one.case.id] for one in done]
        return Written(lines, data[0] if alone else data, held.warnings if held else ())

    return desk.write(work, watch=[todo.on] if todo.outcome is Outcome.REACTIVATED else [])


def _shown(
    desk: Desk,
    coops: Sequence[str],
    on: str | None,
    fields: Mapping[str, str | None],
    all_inactive: bool,
    from_file: str | None,
) -> Report:
    """Without anything to write: the cases of those that are named, or all inactive cooperatives.

    ``--officer`` alone narrows the list to those in an officer's care.
    """
    today = desk.day(on)
    if coops or from_file:
        _refuse_fields(fields)
        found = guests(desk, coops, all_inactive=all_inactive, from_file=from_file).found
        with desk.reading() as connection:
            report = pages(connection, [one.id for one in found], on=today)
        if desk.screen.form == "csv" and report.tables:
            return replace(report, tables=[as_one(report.tables)])
        return report
    _refuse_fields({name: value for name, value in fields.items() if name != "officer"})
    with desk.reading() as connection:
        chosen = select(connection, Criteria(officer=fields.get("officer")), me=desk.me)
        return overview(connection, on=today, selection=chosen)


def _refuse_fields(fields: Mapping[str, str | None]) -> None:
    """What belongs to a step is not dropped without a word where no step is recorded."""
    for name, value in fields.items():
        if value is not None:
            raise BadUsage(
                _("{option} belongs to a step of a case.",
                  option=shown_name(f"--{name.replace('_', '-')}", "option")),
                _("Name the step with --action, as in --action training."),
            )  # fmt: skip


def _read(
    desk: Desk,
    chosen: Guests,
    given: Mapping[str, Any],
    on: str | None,
    fields: Mapping[str, str | None],
) -> "Work":
    from koperasi_cli.models import Revitalization, StatusChange
    from koperasi_cli.registry.fields import read_field
    from koperasi_cli.registry.revitalization import Work

    def text(model: Any, name: str) -> str | None:
        read: str | None = read_field(model, name, given[name] or "", today=desk.today)
        return read

    action = given["action"]
    kind = read_code(SessionKind, action) if action else None
    return Work(
        on=desk.day(on),
        open=given["open"],
        causes=[read_code(Cause, cause) for cause in given["cause"] or ()],
        step=read_session(desk, kind, on, fields, chosen) if kind else None,
        outcome=read_code(Outcome, given["outcome"]) if given["outcome"] else None,
        note=text(Revitalization, "note"),
        next_on=desk.day(given["next"], future=True) if given["next"] else None,
        decree=text(Revitalization, "decree"),
        reason=text(StatusChange, "reason"),
    )


def _in_words(work: "Work") -> str:
    """What is done, for the question that a batch asks."""
    said = [_("open a case")] if work.open else []
    said += [label(cause) for cause in work.causes]
    if work.step:
        said.append(in_words(work.step.values["kind"], work.step.values))
    if work.outcome:
        said.append(label(work.outcome))
    if work.next_on:
        said.append(_("next date {day}", day=day(work.next_on)))
    said += [f"{heading(name)}: {text}" for name, text in
             (("decree", work.decree), ("note", work.note)) if text]  # fmt: skip
    return "; ".join(said)


def _opening_lines(one: "Advanced", *, asked: bool) -> list[str]:
    """What was saved of the case itself: its opening, its causes, its dates."""
    name = {"case": one.case.id, "id": one.cooperative.id, "name": one.cooperative.name}
    lines = []
    if one.opened:
        opened = {"day": day(one.case.opened_on), **name}
        lines.append(
            _("Saved: case no. {case} of no. {id} {name}, opened on {day}.", **opened)
            if asked
            else _("Saved: there was no open case, so case no. {case} of no. {id} {name} is opened"
                   " on {day}.", **opened)
        )  # fmt: skip
    elif asked:
        lines.append(
            _("Case no. {case} of no. {id} {name} is open already, since {day}.",
              day=day(one.case.opened_on), **name)
        )  # fmt: skip
    if one.found:
        lines.append(
            ngettext(
                "Saved: case no. {case} of no. {id} {name}: root cause found: {causes}.",
                "Saved: case no. {case} of no. {id} {name}: root causes found: {causes}.",
                len(one.found),
                causes=_named(one.found),
                **name,
            )
        )
    if one.known:
        lines.append(
            _("Nothing changed: case no. {case} of no. {id} {name} has {causes} already.",
              causes=_named(one.known), **name)
        )  # fmt: skip
    if one.set:
        lines.append(
            _("Saved: case no. {case} of no. {id} {name}: {fields}.",
              fields="; ".join(_field(one, key) for key in one.set), **name)
        )  # fmt: skip
    return lines


def _outcome_lines(one: "Advanced") -> list[str]:
    name = {"case": one.case.id, "id": one.cooperative.id, "name": one.cooperative.name}
    if one.outcome is None:
        return []
    if not one.outcome.closes:
        return [_("Saved: case no. {case} of no. {id} {name} is extended.", **name)]
    assert one.case.closed_on
    closed_on = day(one.case.closed_on)
    lines = [
        _("Saved: case no. {case} of no. {id} {name} is closed on {day}: {outcome}.",
          day=closed_on, outcome=label(one.outcome), **name)
    ]  # fmt: skip
    if one.status:
        lines.append(
            _("Saved: no. {id} {name}: {status} from {day} on.", day=closed_on,
              status=label(one.status.status), **name)
        )  # fmt: skip
    return lines


def _named(causes: Sequence[Cause]) -> str:
    return "; ".join(f"{cause.number} {label(cause)}" for cause in causes)


def _field(one: "Advanced", key: str) -> str:
    value = getattr(one.case, key)
    return f"{heading(key)}: {day(value) if key == 'next_on' else value}"
