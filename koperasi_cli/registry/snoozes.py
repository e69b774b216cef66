"""Leaving a cooperative out of the agenda or the check until a day: see ``reports.snoozes``."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from koperasi_cli.models import Cooperative
from koperasi_cli.registry.cooperatives import add_tag, remove_tag, tag_names
from koperasi_cli.reports.snoozes import Rule, Snooze, same_scope


def snooze(
    session: Session,
    record: Cooperative,
    until: date,
    rules: Sequence[Rule] = (),
    *,
    today: date,
) -> bool:
    """Leave a cooperative out before ``until``, by these rules or by all of the agenda's.

    It takes the place of what was said of the same rules before; with ``today`` that ends. False
    where nothing changed by it.
    """
    scope: list[Rule | None] = list(rules) or [None]
    wanted = {Snooze(until, rule).tag for rule in scope} if until > today else set()
    before = set(same_scope(tag_names(session, record), scope))
    for tag in sorted(before - wanted):
        remove_tag(session, record, tag)
    for tag in sorted(wanted - before):
        add_tag(session, record, tag)
    return before != wanted
