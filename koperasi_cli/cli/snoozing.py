"""``--snooze``, of ``agenda`` and ``check``: what is known, and need not be said again until a day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.names import shown_name
from koperasi_cli.cli.targets import each
from koperasi_cli.errors import BadUsage, BadValue
from koperasi_cli.language import N_, _, day, label
from koperasi_cli.reports.resolve import Found
from koperasi_cli.reports.snoozes import Rule
from koperasi_cli.table import Report

if TYPE_CHECKING:
    from sqlmodel import Session


EXAMPLES = {
    "agenda": N_("koperasi agenda --snooze 12 --until +30"),
    "check": N_("koperasi check --snooze 4 --rule other-district --until +365"),
}


def refuse_beside_snooze(desk: Desk, given: Mapping[str, Any]) -> None:
    """What has no meaning for a snooze is not dropped without a word."""
    for name, value in given.items():
        if value:
            raise BadUsage(
                _("{option} has no meaning with --snooze.",
                  option=shown_name(f"--{name.replace('_', '-')}", "option")),
                _("For example: {example}", example=_(EXAMPLES[desk.command])),
            )  # fmt: skip


def snoozed(desk: Desk, words: Sequence[str], typed: str | None, rules: Sequence[Rule]) -> Report:
    """Leave these cooperatives out until a day, by these rules; by all of the agenda's without any."""
    if not words:
        raise BadUsage(
            _("--until says until when a cooperative is left out."),
            _("Name it with --snooze, as in: {example}", example=_(EXAMPLES[desk.command])),
        )
    until = desk.day(
        desk.require(typed, shown_name("--until", "option"), _("Until which day? ")), future=True
    )
    if until < desk.today:
        raise BadValue(
            _("{day} has passed.", day=day(until)),
            _("Today is {day}.", day=day(desk.today)),
        )
    found = each(desk, words)

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.registry.records import cooperative
        from koperasi_cli.registry.snoozes import snooze

        lines, data = [], []
        for one in {one.id: one for one in found}.values():
            record = cooperative(session, one.id)
            changed = snooze(session, record, until, rules, today=desk.today)
            lines.append(_said(one, until, rules, changed, ended=until == desk.today))
            data.append(
                {"id": one.id, "name": one.name, "rules": rules, "until": until, "changed": changed}
            )
        return Written(lines, data if len(data) > 1 else data[0])

    return desk.write(work)


def _said(one: Found, until: date, rules: Sequence[Rule], changed: bool, *, ended: bool) -> str:
    said = {"id": one.id, "name": one.name, "day": day(until)}
    by = "; ".join(map(label, rules))
    if not changed:
        return _("Nothing changed.")
    if rules and ended:
        return _("Saved: no. {id} {name} is no longer left out, by: {rules}.", rules=by, **said)
    if rules:
        return _("Saved: no. {id} {name} is left out until {day}, by: {rules}.", rules=by, **said)
    if ended:
        return _("Saved: no. {id} {name} is on the agenda again.", **said)
    return _("Saved: no. {id} {name} is left out of the agenda until {day}.", **said)
