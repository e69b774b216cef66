"""A cooperative's fields between what is typed and what is stored, for ``add`` and ``edit``."""

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from koperasi_cli.cli.desk import Desk
from koperasi_cli.models import Cooperative
from koperasi_cli.registry.cooperatives import tag_names
from koperasi_cli.registry.fields import read_field
from koperasi_cli.registry.records import as_dict, raw
from koperasi_cli.reports.officers import find_officer, officers
from koperasi_cli.reports.regions import find_subdistrict, one_village, regions

if TYPE_CHECKING:
    from sqlmodel import Session

REFERENCES = ("subdistrict", "village", "officer")


def read_record(
    desk: Desk, session: "Session", typed: Mapping[str, str], old: Cooperative | None = None
) -> dict[str, Any]:
    """Typed fields as column values. A village brings its subdistrict; both must fit together."""
    values = {
        name: read_field(Cooperative, name, text, today=desk.today)
        for name, text in typed.items()
        if name not in REFERENCES
    }
    return values | _references(desk, raw(session), typed, old)


def as_written(session: "Session", record: Cooperative) -> dict[str, Any]:
    """The record as ``--json`` prints it after a change; phone numbers are left out of every output."""
    return {**as_dict(record), "phone": None, "tags": tag_names(session, record)}


def reference_names(session: "Session", record: Cooperative) -> dict[str, str]:
    """The names behind a record's references, by column."""
    connection = raw(session)
    places = [*regions(connection, "subdistrict"), *regions(connection, "village")]
    by_code = {row["code"]: row["name"] for row in places}
    by_id = {row["id"]: row["name"] for row in officers(connection)}
    names = {
        "subdistrict_code": by_code.get(record.subdistrict_code),
        "village_code": by_code.get(record.village_code),
        "officer_id": by_id.get(record.officer_id),
    }
    return {column: name for column, name in names.items() if name}


def _references(
    desk: Desk, connection: sqlite3.Connection, typed: Mapping[str, str], old: Cooperative | None
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    within = None
    if text := typed.get("subdistrict"):
        within = find_subdistrict(connection, text)
        values["subdistrict_code"] = within.code
        if old is not None and old.subdistrict_code != within.code:
            values["village_code"] = None  # the old village lies elsewhere
    elif old is not None and old.subdistrict_code:
        within = find_subdistrict(connection, old.subdistrict_code)
    if text := typed.get("village"):
        village = one_village(connection, text, within=within)
        values |= {"village_code": village.code, "subdistrict_code": village.parent_code}
    if text := typed.get("officer"):
        values["officer_id"] = find_officer(connection, text, me=desk.me)["id"]
    return values
