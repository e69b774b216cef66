"""Each field that an operation changed, before and after.

The journal keeps only what stood there before. What came after is what the next change found before
it, or what the row holds now.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from koperasi_cli.headings import TABLES, heading
from koperasi_cli.language import _, day, label, moment, number, rupiah
from koperasi_cli.queries import rows
from koperasi_cli.reports.officers import officers
from koperasi_cli.reports.regions import regions
from koperasi_cli.vocabulary import LISTS, Code, RegionLevel

NOT_SHOWN = frozenset({"id", "recorded_at", "name_key", "legal_key"})
YES_NO = frozenset({"in_business", "invented"})
MOMENTS = frozenset({"withdrawn_at", "published_at"})
DAYS = frozenset({"on", "legal_date", "amendment_date", "fixed_today"})
MONEY = frozenset({
    "equity", "outside_capital", "assets", "turnover", "surplus",
    "requested_amount", "approved_amount", "disbursed_amount",
})  # fmt: skip
# Fields that hold a code or a number, and are said by the name of what it stands for.
_SAID_BY_NAME = {
    "subdistrict_code": "subdistrict", "village_code": "village", "officer_id": "officer",
}  # fmt: skip
# Where the list of a column's codes does not bear the column's name.
_LISTS = {"level": "region-level", "ods_grade": "grade"}
_KINDS = {"region": "region-kind", "mentoring_session": "session-kind"}


@dataclass(frozen=True)
class Changed:
    """One row that an operation touched: field -> (before, after).

    ``cooperative_id`` and ``cooperative`` are those of the one cooperative that the row is about, None
    where it is about none or several. ``row`` is what it holds now.
    """

    operation_id: int
    table_name: str
    row_id: int
    action: str
    fields: dict[str, tuple[Any, Any]]
    row: dict[str, Any]
    cooperative_id: int | None = None
    cooperative: str | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "table_name": self.table_name,
            "row_id": self.row_id,
            "cooperative_id": self.cooperative_id,
            "cooperative": self.cooperative,
            "action": self.action,
            "fields": {
                name: {"before": before, "after": after}
                for name, (before, after) in self.fields.items()
            },
        }


def changed_fields(
    connection: sqlite3.Connection, changes: Sequence[sqlite3.Row], *, contacts: bool
) -> list[Changed]:
    """The fields of each change. A phone number is None on both sides unless ``contacts``."""
    touched: dict[str, set[int]] = {}
    for change in changes:
        if change["table_name"] in TABLES:
            touched.setdefault(change["table_name"], set()).add(change["row_id"])
    states = {table: _States(connection, table, ids) for table, ids in touched.items()}
    about = _cooperatives(connection, [change["id"] for change in changes])
    return [
        Changed(
            change["operation_id"],
            change["table_name"],
            change["row_id"],
            change["action"],
            states[change["table_name"]].fields(change, contacts=contacts),
            states[change["table_name"]].now.get(change["row_id"], {}),
            *about.get(change["id"], (None, None)),
        )
        for change in changes
        if change["table_name"] in states
    ]


def _cooperatives(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    """The one cooperative that each of these changes is about, by its number and name."""
    asked = {"ids": json.dumps(ids)}
    found = rows(
        connection, "change_cooperatives", asked,
        filters="AND ch.id IN (SELECT value FROM json_each(:ids))",
    )  # fmt: skip
    return {row["id"]: (row["cooperative_id"], row["cooperative"]) for row in found}


class _States:
    """Some rows of a table as they are now, and all their updates."""

    def __init__(self, connection: sqlite3.Connection, table: str, ids: set[int]) -> None:
        asked = json.dumps(sorted(ids))
        self.now = {
            row["id"]: dict(row)
            for row in rows(connection, "rows_by_id", {"ids": asked}, table=f"{table}")
        }
        self.updates: dict[int, list[tuple[int, dict[str, Any]]]] = {}
        for row in rows(connection, "row_updates", {"table": table, "ids": asked}):
            before = json.loads(row["before"])
            self.updates.setdefault(row["row_id"], []).append((row["id"], before))

    def fields(self, change: sqlite3.Row, *, contacts: bool) -> dict[str, tuple[Any, Any]]:
        after = self._after(change["row_id"], change["id"])
        if change["action"] == "insert":
            pairs = {name: (None, value) for name, value in after.items() if value is not None}
        else:
            before = json.loads(change["before"])
            pairs = {name: (value, after.get(name)) for name, value in before.items()}
        if "phone" in pairs and not contacts:
            pairs["phone"] = (None, None)
        return {
            name: (_plain(name, before), _plain(name, after))
            for name, (before, after) in pairs.items()
            if name not in NOT_SHOWN
        }

    def _after(self, row_id: int, change_id: int) -> dict[str, Any]:
        """The row as the change left it: as it is now, with every later update taken back."""
        state = dict(self.now.get(row_id, {}))
        for id_, before in reversed(self.updates.get(row_id, [])):
            if id_ > change_id:
                state |= before
        return state


class Reader:
    """Says the value of a field in words: codes by their labels, places and officers by name."""

    def __init__(self, connection: sqlite3.Connection, utc_offset_hours: int) -> None:
        self.utc_offset_hours = utc_offset_hours
        self.names: dict[str, dict[Any, str]] = {
            "officer_id": {row["id"]: row["name"] for row in officers(connection)}
        }
        places = {
            row["code"]: row["name"]
            for level in (RegionLevel.SUBDISTRICT, RegionLevel.VILLAGE)
            for row in regions(connection, level)
        }
        self.names |= dict.fromkeys(("subdistrict_code", "village_code"), places)
        self.lists: dict[str, type[Code]] = {codes.context: codes for codes in LISTS}

    def said(self, table: str, field: str, value: Any) -> str | None:
        if value is None:
            return None
        if codes := self._codes(table, field):
            return ", ".join(
                label(codes(part)) if part in set(codes) else part for part in str(value).split(",")
            )
        if field == "figures":
            return _("{active} active, {inactive} inactive", **json.loads(value)["totals"])
        if field in self.names:
            return self.names[field].get(value, str(value))
        if field in YES_NO:
            return _("yes") if value else _("no")
        if field in MOMENTS:
            return moment(value, self.utc_offset_hours)
        if field in DAYS or field.endswith("_on"):
            return day(date.fromisoformat(value))
        if field in MONEY:
            return rupiah(value)
        return number(value) if isinstance(value, float) else str(value)

    def _codes(self, table: str, field: str) -> type[Code] | None:
        if field == "kind":
            return self.lists.get(_KINDS.get(table, ""))
        if field == "certificates":
            return self.lists["product-certificate"]
        return self.lists.get(_LISTS.get(field, field.replace("_", "-")))

    @staticmethod
    def field(table: str, field: str) -> str:
        """What a field is called in its table, where its value is said in words."""
        if (table, field) == ("mentoring_session", "place"):
            return heading("held_at")
        return heading(_SAID_BY_NAME.get(field, field))


def _plain(field: str, value: Any) -> Any:
    return bool(value) if field in YES_NO and value is not None else value
