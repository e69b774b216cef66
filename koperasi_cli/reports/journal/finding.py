"""The operations that were asked for, and the changes in them."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from koperasi_cli.queries import rows, stream
from koperasi_cli.reports.journal.asking import Asked
from koperasi_cli.reports.journal.standing import undone
from koperasi_cli.reports.selection import Selection

Operation = dict[str, Any]
AMONG = "o.id IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True)
class Journal:
    """The newest ``operations`` of all that were asked for; ``all`` says how many these are.

    Of each operation, ``changes`` has the changes asked for, by its number, and ``left_out`` how many
    more there are.
    """

    operations: Sequence[Operation]
    all: int
    changes: Mapping[int, Sequence[sqlite3.Row]] = field(default_factory=dict)
    left_out: Mapping[int, int] = field(default_factory=dict)


def find(
    connection: sqlite3.Connection, asked: Asked, *, limit: int, most: int | None, changes: bool
) -> Journal:
    """The newest ``limit`` operations, and with ``changes`` the first ``most`` changes of each."""
    if asked.cooperative is not None:
        return _about(connection, asked, asked.cooperative.id, limit, changes)
    chosen = asked.operations
    if asked.changes.fragments:
        chosen = _joined(chosen, asked.changes, "EXISTS (SELECT 1 FROM change AS ch"
                         f" WHERE ch.operation_id = o.id {asked.changes.fragment})")  # fmt: skip
    found = newest(connection, chosen, limit=limit)
    all_ = _number(connection, chosen)
    if not changes:
        return Journal(found, all_)
    taken: dict[int, Sequence[sqlite3.Row]] = {}
    left_out: dict[int, int] = {}
    for one in found:
        taken[one["id"]] = rows(
            connection,
            "operation_changes",
            {"operation": one["id"], "most": most, **asked.changes.parameters},
            filters=asked.changes.fragment,
            limit="" if most is None else "LIMIT :most",
        )
        there = sum(n for table, n in one["changes"].items() if table in asked.tables)
        left_out[one["id"]] = there - len(taken[one["id"]])
    return Journal(found, all_, taken, left_out)


def newest(
    connection: sqlite3.Connection, chosen: Selection | None = None, *, limit: int
) -> list[Operation]:
    """The newest operations, each with how many rows of which table it touched, with the undo that took
    it back where it does not stand, and with the cooperative that it was about where that was one."""
    chosen = chosen or Selection()
    parameters = {"limit": limit, **chosen.parameters}
    found = [
        dict(row) for row in rows(connection, "operations", parameters, filters=chosen.fragment)
    ]
    counted: dict[int, dict[str, int]] = {row["id"]: {} for row in found}
    for row in rows(connection, "change_counts", {"ids": json.dumps(list(counted))}):
        counted[row["operation_id"]][row["table_name"]] = row["number"]
    gone = undone(connection)
    for one in found:
        one["undone_by"] = gone.get(one["id"])
        one["changes"] = counted[one["id"]]
        one |= only_cooperative(connection, one["id"])
    return found


def _about(
    connection: sqlite3.Connection, asked: Asked, id_: int, limit: int, changes: bool
) -> Journal:
    """What was done to one cooperative: few rows, whatever else the operations did."""
    parameters = {"cooperative": id_, **asked.changes.parameters}
    touched: dict[int, list[sqlite3.Row]] = {}
    for row in rows(connection, "cooperative_changes", parameters, filters=asked.changes.fragment):
        touched.setdefault(row["operation_id"], []).append(row)
    meant = Selection({"ids": json.dumps(list(touched))})
    chosen = _joined(asked.operations, meant, AMONG)
    found = newest(connection, chosen, limit=limit)
    taken = {one["id"]: touched[one["id"]] for one in found} if changes else {}
    return Journal(found, _number(connection, chosen), taken)


def _joined(chosen: Selection, also: Selection, fragment: str) -> Selection:
    return Selection(
        {**chosen.parameters, **also.parameters}, [*chosen.fragments, fragment], list(chosen.words)
    )


def _number(connection: sqlite3.Connection, chosen: Selection) -> int:
    counted = rows(connection, "operations_counted", chosen.parameters, filters=chosen.fragment)
    return int(counted[0]["number"])


def only_cooperative(connection: sqlite3.Connection, id_: int) -> dict[str, Any]:
    """The one cooperative that an operation was about. An import is known to be about several as soon
    as there is a second one."""
    found: dict[int, str] = {}
    changes = stream(
        connection,
        "change_cooperatives",
        {"operation": id_},
        filters="AND ch.operation_id = :operation",
    )
    for _change, cooperative, name in changes:
        found[cooperative] = name
        if len(found) > 1:
            break
    only = next(iter(found.items())) if len(found) == 1 else (None, None)
    return {"cooperative_id": only[0], "cooperative": only[1]}
