"""The settings of the office, as they stand."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import _, label
from koperasi_cli.queries import rows
from koperasi_cli.reports.office import OfficeFacts, office_facts
from koperasi_cli.reports.officers import officers
from koperasi_cli.table import Column, Kind, Report, Table
from koperasi_cli.vocabulary import TimeZone

SHOWN = ("name", "head", "city", "region", "time_zone", "thresholds", "me")


def as_data(connection: sqlite3.Connection | None, *, me: str) -> dict[str, Any]:
    """The office with its officers, and who is at work; before there is a registry, the defaults."""
    office, staff, region, is_there = OfficeFacts(), [], None, False
    if connection is not None:
        office = office_facts(connection)
        is_there = bool(rows(connection, "office"))
        staff = [
            {
                "id": row["id"],
                "name": row["name"],
                "role": row["role"],
                "subdistricts": row["subdistricts"].split(", ") if row["subdistricts"] else [],
            }
            for row in officers(connection)
        ]
        districts = {row["code"]: row["name"] for row in rows(
            connection, "regions", {"level": "district"})}  # fmt: skip
        region = districts.get(office.region_code)
    return {
        "id": 1 if is_there else None,
        "name": office.name,
        "head": office.head,
        "city": office.city,
        "region_code": office.region_code,
        "region": region,
        "time_zone": office.time_zone,
        "thresholds": office.thresholds,
        "invented": office.invented,
        "fixed_today": office.fixed_today,
        "officers": staff,
        "me": me,
    }


def settings_report(data: Mapping[str, Any]) -> Report:
    """The settings as two tables."""
    values = {
        **data,
        "region": " ".join(filter(None, (data["region_code"], data["region"]))) or None,
        "time_zone": label(TimeZone(data["time_zone"])),
        "thresholds": ", ".join(f"{name}={value}" for name, value in data["thresholds"].items()),
    }
    settings = Table(
        [
            Column("setting", heading("setting"), hidden=True),
            Column("named", heading("setting")),
            Column("value", heading("value")),
        ],
        [{"setting": n, "named": setting_name(n), "value": values[n]} for n in SHOWN],
    )
    staff = Table(
        [
            Column("id", heading("id"), Kind.NUMBER),
            Column("name", heading("officer")),
            Column("role", heading("role")),
            Column("subdistricts", heading("subdistricts")),
        ],
        [
            {**one, "subdistricts": ", ".join(one["subdistricts"]) or None}
            for one in data["officers"]
        ],
    )
    return Report(tables=[settings, staff], data=data)


def setting_name(name: str) -> str:
    """What a setting is called."""
    return _("Office") if name == "name" else heading(name)
