"""Leaving a cooperative out of the agenda until a day, as ``reports.agenda.snoozes`` keeps it."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from koperasi_cli.models import Cooperative
from koperasi_cli.registry.cooperatives import add_tag, remove_tag, tag_names
from koperasi_cli.reports.agenda.snoozes import Snooze, same_scope
from koperasi_cli.vocabulary import AgendaRule


def snooze(
    session: Session,
    record: Cooperative,
    until: date,
    rules: Sequence[AgendaRule] = (),
    *,
    today: date,
) -> bool:
    """Leave a cooperative out of the agenda before ``until``, by these rules or by all.

    It takes the place of what was said of the same rules before; with ``today`` that ends. False
    where nothing changed by it.
    """
    scope: list[AgendaRule | None] = list(rules) or [None]
    wanted = {Snooze(until, rule).tag for rule in scope} if until > today else set()
    before = set(same_scope(tag_names(session, record), scope))
    for tag in sorted(before - wanted):
        remove_tag(session, record, tag)
    for tag in sorted(wanted - before):
        add_tag(session, record, tag)
    return before != wanted
