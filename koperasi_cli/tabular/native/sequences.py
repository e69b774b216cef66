"""What must hold of a cooperative's decisions on status, and of its cases, taken together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import Session

from koperasi_cli.language import _, day, label
from koperasi_cli.models import Revitalization, StatusChange
from koperasi_cli.tabular.native.known import lookup
from koperasi_cli.tabular.native.rules import Wrong
from koperasi_cli.vocabulary import Status

Values = Mapping[str, Any]


class Decision(NamedTuple):
    on: date
    status: Status
    row: int | None
    """Which of the new rows it is; None for what is on record."""


def check_statuses(session: Session, rows: Sequence[Values]) -> Iterator[tuple[int, Wrong]]:
    """The new rows, by position, that make no sense among their neighbours in time.

    What is on record stays: a new row gives way to it, and to new ones before it.
    """
    by_cooperative: dict[int, list[Decision]] = defaultdict(list)
    for position, row in enumerate(rows):
        by_cooperative[row["cooperative_id"]].append(
            Decision(row["effective_on"], row["status"], position)
        )
    columns = ("cooperative_id", "effective_on", "status")
    for id_, on, status in lookup(session, StatusChange, columns, "cooperative_id", by_cooperative):
        by_cooperative[id_].append(Decision(on, status, None))
    for decisions in by_cooperative.values():
        if len(decisions) > 1:
            yield from _walk(sorted(decisions, key=lambda d: (d.on, d.row is not None)))


def _walk(decisions: Iterable[Decision]) -> Iterator[tuple[int, Wrong]]:
    stand: list[Decision] = []
    for decision in decisions:
        if decision.row is None:
            while stand and stand[-1].row is not None and (why := clash(stand[-1], decision)):
                yield stand.pop().row or 0, why
        elif stand and (why := clash(stand[-1], decision)):
            yield decision.row, why
            continue
        stand.append(decision)


def clash(earlier: Decision, later: Decision) -> Wrong | None:
    """Why one decision cannot follow another."""
    new_is_earlier = later.row is None
    if earlier.on == later.on:
        message = _("That day has another decision: {status}.", status=label(earlier.status))
        return Wrong("effective_on", message, "status-sequence")
    if earlier.status is Status.DISSOLVED:
        message = (
            _("It has a decision after that, of {day}; nothing comes after a dissolution.",
              day=day(later.on))
            if new_is_earlier
            else _("It is dissolved since {day}; nothing comes after that.", day=day(earlier.on))
        )  # fmt: skip
        return Wrong("status", message, "status-sequence")
    if earlier.status is later.status:
        message = (
            _("It has the same status from {day} on.", day=day(later.on))
            if new_is_earlier
            else _("It has the same status since {day} already.", day=day(earlier.on))
        )
        return Wrong("status", message, "status-sequence")
    return None


def check_cases(session: Session, rows: Sequence[Values]) -> Iterator[tuple[int, Wrong]]:
    """The new cases, by position, that are the second open one of their cooperative."""
    wanted = {row["cooperative_id"] for row in rows if not row.get("closed_on")}
    columns = ("cooperative_id", "opened_on", "closed_on")
    opened: dict[int, date] = {
        id_: on
        for id_, on, closed in lookup(session, Revitalization, columns, "cooperative_id", wanted)
        if closed is None
    }
    for position, row in enumerate(rows):
        if row.get("closed_on"):
            continue
        if first := opened.get(row["cooperative_id"]):
            message = _("It has an open case already, of {day}.", day=day(first))
            yield position, Wrong("opened_on", message, "second-open-case")
        else:
            opened[row["cooperative_id"]] = row["opened_on"]
