"""What a later operation has built on an earlier one, and how that is said.

Each question is asked once of the database, however many rows the operations touched.
"""

import json
from collections.abc import Collection
from typing import Any, NamedTuple, NoReturn

from sqlalchemy import inspect
from sqlmodel import Session

from koperasi_cli.errors import Refused
from koperasi_cli.language import _, shown
from koperasi_cli.models import Operation, Recorded
from koperasi_cli.registry.records import raw
from koperasi_cli.registry.undo.standing import MAY_STAND_ON_IT, first_that_stands
from koperasi_cli.reports.changes import NOT_SHOWN
from koperasi_cli.reports.office import office_facts
from koperasi_cli.reports.row_names import RowNames

MODELS: dict[str, type[Recorded]] = {
    str(model.__tablename__): model for model in Recorded.__subclasses__()
}
# The rows of a table that an operation brought: new ones, and those that it let stand again.
_BROUGHT = """
    SELECT row_id FROM change WHERE operation_id = :id AND table_name = '{table}'
        AND (action = 'insert' OR json_extract(before, '$.withdrawn_at') IS NOT NULL)
"""
# Fields that are one thing together, by the one that stands for them all: what changed one of them
# stands on what changed another. A village lies in its subdistrict; no capital is paid out that was not
# approved; a session has a day, planned or held; a case that is closed has an outcome.
_TOGETHER = {
    **dict.fromkeys(("village_code", "place"), "subdistrict_code"),
    **dict.fromkeys(
        ("requested_amount", "requested_on", "approved_on", "disbursed_amount", "disbursed_on",
         "rejected_on"), "approved_amount",
    ),
    "held_on": "planned_on",
    "followed_up_on": "follow_up_on",
    **dict.fromkeys(("opened_on", "outcome", "next_on"), "closed_on"),
}  # fmt: skip
_SAME_AS = " ".join(f"WHEN '{one}' THEN '{other}'" for one, other in _TOGETHER.items())
# What changed the same rows and, in an update, the same fields; of each operation one example. A row
# that was let stand again is as good as new: whatever changed it since stands on that.
_ON_THE_SAME = f"""
    SELECT later.id, mine.table_name, mine.row_id, mine.before, theirs.before, min(theirs.id)
    FROM change AS mine
    JOIN change AS theirs ON theirs.table_name = mine.table_name AND theirs.row_id = mine.row_id
    JOIN operation AS later ON later.id = theirs.operation_id
    WHERE mine.operation_id = :id AND {MAY_STAND_ON_IT}
        AND (mine.before IS NULL OR json_type(mine.before, '$.withdrawn_at') = 'text' OR EXISTS (
            SELECT 1 FROM json_each(mine.before) AS a JOIN json_each(theirs.before) AS b
            ON CASE a.key {_SAME_AS} ELSE a.key END = CASE b.key {_SAME_AS} ELSE b.key END
        ))
    GROUP BY later.id ORDER BY later.id DESC
"""
# What made a row that stands refer to one that the operation brought.
_CHILD = f"""
    SELECT later.id, child.id, parent.id, min(theirs.id)
    FROM {{table}} AS parent
    JOIN {{child}} AS child ON child."{{column}}" = parent."{{target}}"
    JOIN change AS theirs ON theirs.table_name = '{{child}}' AND theirs.row_id = child.id
    JOIN operation AS later ON later.id = theirs.operation_id
    WHERE parent.id IN ({{brought}}) AND child.id NOT IN ({{brought_children}})
        AND child.withdrawn_at IS NULL AND {MAY_STAND_ON_IT} AND ({{gave}})
    GROUP BY later.id ORDER BY later.id DESC
"""


class Reference(NamedTuple):
    """A column of one table that refers to a column of another."""

    child: str
    column: str
    table: str
    target: str


REFERENCES = [
    Reference(child, column.name, *key.target_fullname.split("."))
    for child, model in MODELS.items()
    for column in inspect(model).columns
    for key in column.foreign_keys
]


def refuse_where_built_upon(session: Session, operation: Operation) -> None:
    """Nothing is taken from under what stands on it.

    Raises:
        Refused: a later operation stands, and changed the same, or added what refers to it.
    """
    newer = "SELECT 1 FROM operation AS later WHERE " + MAY_STAND_ON_IT
    if raw(session).execute(f"{newer} LIMIT 1", {"id": operation.id}).fetchone():
        _refuse_later_on_the_same(session, operation)
        _refuse_later_children(session, operation)


def stands_on_it(operation: Operation, later: Operation, reason: str) -> NoReturn:
    """Refuse to take an operation back, with the later one that stands on it and what that did."""
    raise Refused(
        _("Operation no. {id} cannot be undone: no. {later} ({command}) stands on it. {reason}",
          id=operation.id, later=later.id, command=shown("command", later.command), reason=reason),
        _("Undo that one first: koperasi undo {later}", later=later.id),
    )  # fmt: skip


def latest_that_gave(
    session: Session, operation: Operation, table: str, id_: int, columns: Collection[str]
) -> Operation | None:
    """The newest operation after this one that stands and gave a row these values, or let it stand."""
    query = f"""
        SELECT DISTINCT later.id FROM change AS theirs
        JOIN operation AS later ON later.id = theirs.operation_id
        WHERE theirs.table_name = :table AND theirs.row_id = :row
            AND {MAY_STAND_ON_IT} AND ({_gave(columns)})
        ORDER BY 1 DESC
    """
    parameters = {"id": operation.id, "table": table, "row": id_}
    found = first_that_stands(session, raw(session).execute(query, parameters).fetchall())
    return found[0] if found else None


def row_names(session: Session) -> RowNames:
    """Names the rows that a refusal speaks of."""
    connection = raw(session)
    return RowNames(connection, office_facts(connection).time_zone.utc_offset)


def _gave(columns: Collection[str]) -> str:
    """Whether a change gave a row one of these values: it brought it, let it stand, or changed it."""
    changed = [f"json_type(theirs.before, '$.\"{name}\"') IS NOT NULL" for name in columns]
    stood = "json_type(theirs.before, '$.withdrawn_at') = 'text'"
    return " OR ".join(["theirs.action = 'insert'", stood, *changed])


def _refuse_later_on_the_same(session: Session, operation: Operation) -> None:
    found = raw(session).execute(_ON_THE_SAME, {"id": operation.id}).fetchall()
    if later := first_that_stands(session, found):
        _id, table, row, mine, theirs, _change = later[1]
        old, found = json.loads(theirs or "{}"), json.loads(mine or "{}")
        mattered = old if found.get("withdrawn_at") else found or old
        changed = {_TOGETHER.get(name, name) for name in mattered}
        common = {name for name in old if _TOGETHER.get(name, name) in changed}
        reason = _did(row_names(session), table, row, old, common)
        stands_on_it(operation, later[0], reason)


def _did(names: RowNames, table: str, row: int, old: dict[str, Any], common: set[str]) -> str:
    """What an operation did to a row, of which it found these old values."""
    name = names.name(table, row)
    if "withdrawn_at" in common:
        if old["withdrawn_at"]:
            return _("It let stand again: {row}.", row=name)
        return _("It withdrew: {row}.", row=name)
    reader = names.reader
    fields = [reader.field(table, field) for field in old if field in common - NOT_SHOWN]
    return _("It changed, of {row}: {fields}.", row=name, fields=", ".join(fields))


def _refuse_later_children(session: Session, operation: Operation) -> None:
    brought = raw(session).execute(
        "SELECT DISTINCT table_name FROM change WHERE operation_id = ?", (operation.id,)
    )
    tables = {table for (table,) in brought.fetchall()}
    for reference in REFERENCES:
        if reference.table in tables:
            _refuse_later_child(session, operation, reference)


def _refuse_later_child(session: Session, operation: Operation, reference: Reference) -> None:
    query = _CHILD.format(
        **reference._asdict(),
        brought=_BROUGHT.format(table=reference.table),
        brought_children=_BROUGHT.format(table=reference.child),
        gave=_gave([reference.column]),
    )
    found = raw(session).execute(query, {"id": operation.id}).fetchall()
    if later := first_that_stands(session, found):
        _id, child, parent, _change = later[1]
        names = row_names(session)
        reason = _(
            "By it this refers to {parent}: {row}.",
            parent=names.name(reference.table, parent), row=names.name(reference.child, child),
        )  # fmt: skip
        stands_on_it(operation, later[0], reason)
