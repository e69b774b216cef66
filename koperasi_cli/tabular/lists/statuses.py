"""What a list says of status: a first decision for a new cooperative, a change for one on record.

A status is never overwritten. Where the registry says another for the file's day, a decision of that day
is added; where that makes no sense beside the others, the row is refused.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from koperasi_cli.errors import Refused
from koperasi_cli.models import Cooperative, Revitalization, StatusChange
from koperasi_cli.registry.cases import CLOSING, open_case, refuse_early_end
from koperasi_cli.registry.journal import bulk_insert
from koperasi_cli.registry.statuses import Decision as Wanted
from koperasi_cli.registry.statuses import decide
from koperasi_cli.tabular.imported import FieldChange
from koperasi_cli.tabular.lists.header import ListSource
from koperasi_cli.tabular.lists.rows import Read, Rows
from koperasi_cli.tabular.native.rules import Wrong
from koperasi_cli.tabular.native.sequences import Decision, clash
from koperasi_cli.tabular.standing import standing_values
from koperasi_cli.vocabulary import Status


class Statuses:
    """The decisions of one source. ``on`` is the day whose state it shows."""

    def __init__(
        self, session: Session, source: ListSource, on: date, status: Status | None, today: date
    ) -> None:
        self.session = session
        self.on = on.isoformat()
        self.today = today
        self.status = status
        self.assumed = status or Status.ACTIVE
        without = status if "status" in source.fields else self.assumed
        self.otherwise = without.value if without else None
        """What a new cooperative gets of which the list says nothing."""

    def first(self, id_: int, read: Read) -> dict[str, Any] | None:
        """The first decision of a new cooperative; None where the list leaves its status empty."""
        status: str | None = read.apart.get("status") or self.otherwise
        return self._row(id_, read, status) if status else None

    def decide(
        self, rows: Rows, known: Sequence[tuple[Read, int]]
    ) -> tuple[set[int], list[FieldChange]]:
        """Record what differs; the numbers of those whose row is refused, and what changed."""
        said = [(read, id_) for read, id_ in known if "status" in read.apart]
        ids = [id_ for _read, id_ in said]
        histories: dict[int, list[Decision]] = defaultdict(list)
        for row in standing_values(self.session, StatusChange, "cooperative_id", ids):
            on = date.fromisoformat(row["effective_on"])
            histories[row["cooperative_id"]].append(Decision(on, Status(row["status"]), None))
        with_case = {
            row["cooperative_id"]
            for row in standing_values(self.session, Revitalization, "cooperative_id", ids)
            if row["closed_on"] is None
        }
        refused: set[int] = set()
        plain, changes = [], []
        for read, id_ in said:
            wanted = Decision(
                date.fromisoformat(self._since(read)), Status(read.apart["status"]), 0
            )
            history = sorted(histories[id_], key=lambda decision: decision.on)
            before, wrong = _beside(history, wanted)
            if before is wanted.status:
                continue
            ends_case = id_ in with_case and wanted.status in CLOSING and history[-1].on < wanted.on
            if wrong is None and ends_case:
                wrong = self._decide(id_, read, wanted)
            elif wrong is None:
                plain.append(self._row(id_, read, wanted.status.value))
            if wrong is not None:
                rows.refuse(read.line, "status", read.apart["status"], wrong.message, wrong.code)
                refused.add(id_)
                continue
            changes.append(FieldChange(id_, "", "status", before, wanted.status.value))
            if ends_case:
                outcome = CLOSING[wanted.status].value
                changes.append(FieldChange(id_, "", "outcome", None, outcome))
        bulk_insert(self.session, StatusChange, plain)
        return refused, changes

    def _decide(self, id_: int, read: Read, wanted: Decision) -> Wrong | None:
        """A decision that ends an open case, by the rules for one that a person makes."""
        record, case = self.session.get(Cooperative, id_), open_case(self.session, id_)
        assert record is not None and case is not None
        decision = Wanted(
            wanted.status, wanted.on, read.apart.get("reason"), read.apart.get("decree")
        )
        try:
            # Nothing must be written before it is refused: the other rows go in.
            refuse_early_end(self.session, case, wanted.on)
            decide(self.session, record, decision, today=self.today)
        except Refused as error:
            return Wrong("status", error.message, "status-sequence")
        return None

    def _since(self, read: Read) -> str:
        since: str = read.apart.get("status_since") or self.on
        return since

    def _row(self, id_: int, read: Read, status: str) -> dict[str, Any]:
        row = {"cooperative_id": id_, "status": status, "effective_on": self._since(read)}
        for name in ("reason", "decree") if read.apart else ():
            if value := read.apart.get(name):
                row[name] = value
        return row


def _beside(history: Sequence[Decision], wanted: Decision) -> tuple[Status | None, Wrong | None]:
    """The status on the wanted day as it is on record, and why the wanted one cannot stand there.

    A day before the first decision counts as that one, where it is the same: the list only shows that
    it was so earlier.
    """
    earlier = [decision for decision in history if decision.on <= wanted.on]
    later = history[len(earlier) :]
    if not earlier:
        if later and later[0].status is wanted.status:
            return wanted.status, None
        return None, clash(wanted, later[0]) if later else None
    before = earlier[-1]
    if before.status is wanted.status:
        return before.status, None
    wrong = clash(before, wanted) or (clash(wanted, later[0]) if later else None)
    return before.status, wrong
