"""``koperasi status``: decisions on status, for one cooperative or for many."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import option
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.targets import ask_for_batch, several
from koperasi_cli.language import N_, _, day, label, read_code
from koperasi_cli.reports.resolve import Found
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import Status

if TYPE_CHECKING:
    from sqlmodel import Session

    from koperasi_cli.registry.statuses import Decided


@command(
    app,
    "status",
    panel="daily",
    writes=True,
    help=N_("Set the status of cooperatives: active, inactive or dissolved."),
    examples=[
        N_('koperasi status 17 inactive --reason "No RAT since 2022"'),
        N_("koperasi status 12 15 active --on 2025-02-03 --decree 518/5/KPTS/IV.14/2025"),
    ],
)
def status(
    desk: Desk,
    words: o.CoopsAndStatus = None,
    on: o.On = None,
    reason: o.Reason = None,
    decree: o.Decree = None,
    correct: Annotated[
        str | None,
        option(
            "--correct",
            metavar=N_("DATE"),
            help=N_("Withdraw the change of that day, and record this one in its place."),
        ),
    ] = None,
    all_inactive: o.AllInactive = False,
    from_file: o.FromFile = None,
) -> Report:
    from koperasi_cli.models import StatusChange
    from koperasi_cli.registry.fields import read_fields
    from koperasi_cli.registry.statuses import Decision

    names, new = _split(desk, list(words or ()))
    wrong_day = desk.day(correct) if correct else None
    effective_on = desk.day(on) if on or not wrong_day else wrong_day
    texts = read_fields(
        StatusChange, {"reason": reason or "", "decree": decree or ""}, today=desk.today
    )
    decision = Decision(new, effective_on, **texts)
    found = several(desk, names, all_inactive=all_inactive, from_file=from_file)
    ask_for_batch(
        desk, found, _("{status} from {day} on", status=label(new), day=day(effective_on))
    )

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.registry.records import cooperative
        from koperasi_cli.registry.statuses import decide

        lines: list[str] = []
        data: list[dict[str, Any]] = []
        for one in found:
            record = cooperative(session, one.id)
            decided = decide(session, record, decision, today=desk.today, correct=wrong_day)
            lines += _confirmation(one, decided, decision.status)
            data.append(_as_written(one, decided))
        return Written(lines, data if len(found) > 1 else data[0])

    watched = [effective_on, *([wrong_day] if wrong_day else [])]
    return desk.write(work, watch=watched)


def _split(desk: Desk, words: Sequence[str]) -> tuple[list[str], Status]:
    """The last word is the status; "tidak aktif" is two, which mean something else than the last."""
    one, two = (Status.parse(" ".join(words[-length:])) for length in (1, 2))
    if two and len(words) > 1 and two is not one:
        return list(words[:-2]), two
    if one:
        return list(words[:-1]), one
    if words and not desk.screen.interactive:
        read_code(Status, words[-1])  # says which there are
    typed = desk.require(None, _("STATUS"), _("Which status: active, inactive or dissolved? "))
    return list(words), read_code(Status, typed)


def _confirmation(one: Found, decided: "Decided", status: Status) -> list[str]:
    name = {"id": one.id, "name": one.name}
    lines = []
    if decided.withdrawn:
        lines.append(
            _("Withdrawn: no. {id} {name}: {status} from {day} on.", **name,
              status=label(decided.withdrawn.status), day=day(decided.withdrawn.effective_on))
        )  # fmt: skip
    if decided.change:
        lines.append(
            _("Saved: no. {id} {name}: {status} from {day} on.", **name,
              status=label(status), day=day(decided.change.effective_on))
        )  # fmt: skip
    if decided.closed_case:
        lines.append(_("Its case no. {id} is closed with that.", id=decided.closed_case))
    if decided.reopened_case:
        lines.append(_("Its case no. {id} is open again.", id=decided.reopened_case))
    return lines


def _as_written(one: Found, decided: "Decided") -> dict[str, Any]:
    from koperasi_cli.registry.records import as_dict

    record = decided.change or decided.withdrawn
    assert record is not None
    return as_dict(record) | {"name": one.name, "closed_case_id": decided.closed_case}
