"""What lies ahead as a calendar file: its form (RFC 5545), and what is in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koperasi_cli.events import Event
from koperasi_cli.output.calendar import calendar
from koperasi_cli.reports.agenda.calendar import events
from koperasi_cli.reports.office import OfficeFacts, office_facts
from koperasi_cli.reports.selection import Selection
from koperasi_cli.vocabulary import AgendaRule

ON = date(2025, 2, 17)
LAST = ON + timedelta(days=365)


@pytest.fixture
def connection(sample_file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(sample_file)) as connection:
        yield connection


def standing(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    cursor = connection.execute(f"SELECT * FROM {table} WHERE withdrawn_at IS NULL")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


@given(summary=st.text(max_size=300), description=st.text(max_size=300))
def test_every_line_of_a_calendar_can_be_read(summary: str, description: str) -> None:
    event = Event("a@b", ON, summary, description)
    lines = [*calendar([event], "Agenda; \\ x", "2025-02-17T03:04:05Z")]
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not any(set(line) & {"\n", "\r"} for line in lines)
    read = unfolded("\r\n".join(lines))
    (told,) = [line for line in read if line.startswith("SUMMARY:")]
    value = told.removeprefix("SUMMARY:")
    plain = value.replace("\\\\", "\0").replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",")
    assert ";" not in value.replace("\\;", "") and "," not in value.replace("\\,", "")
    if summary.isprintable():
        assert plain.replace("\0", "\\") == summary


def test_the_form_of_a_calendar() -> None:
    event = Event("session-9@18.13.koperasi", ON, "Kunjungan", "no. 12 KUD")
    assert [*calendar([event], "Agenda", "2025-02-17T03:04:05Z")][5:] == [
        "BEGIN:VEVENT",
        "UID:session-9@18.13.koperasi",
        "DTSTAMP:20250217T030405Z",
        "DTSTART;VALUE=DATE:20250217",
        "DTEND;VALUE=DATE:20250218",
        "SUMMARY:Kunjungan",
        "DESCRIPTION:no. 12 KUD",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_what_lies_ahead_is_in_the_calendar(connection: sqlite3.Connection) -> None:
    office = office_facts(connection)
    found = events(connection, on=ON, office=office)
    assert len({event.uid for event in found}) == len(found)
    assert [event.on for event in found] == sorted(event.on for event in found)
    first, last = str(ON), str(LAST)
    latest = {
        row["cooperative_id"]: row["status"]
        for row in sorted(standing(connection, "status_change"), key=lambda r: r["effective_on"])
    }

    def ahead(day: str | None) -> bool:
        return day is not None and first <= day <= last

    expected = {
        *(f"next-date-{c['id']}" for c in standing(connection, "revitalization")
          if c["closed_on"] is None and ahead(c["next_on"])),
        *(f"session-{s['id']}" for s in standing(connection, "mentoring_session")
          if s["held_on"] is None and ahead(s["planned_on"])),
        *(f"follow-up-{a['id']}" for a in standing(connection, "attendance")
          if ahead(a["follow_up_on"]) and a["followed_up_on"] is None),
        *(f"rat-{r['id']}" for r in standing(connection, "annual_report")
          if ahead(r["rat_planned_on"]) and r["rat_held_on"] is None
          and latest[r["cooperative_id"]] == "active"),
        *(f"certificate-{c['id']}" for c in standing(connection, "cooperative")
          if ahead(c["certificate_expires_on"]) and latest[c["id"]] == "active"),
        "rat-deadline-2024",
    }  # fmt: skip
    assert {event.uid for event in found} == {f"{uid}@18.13.koperasi" for uid in expected}
    (deadline,) = [event for event in found if event.uid.startswith("rat-deadline")]
    assert deadline.on == date(2025, 6, 30)


def test_an_event_keeps_its_number(connection: sqlite3.Connection) -> None:
    office = office_facts(connection)
    today, tomorrow = (
        {event.uid: event for event in events(connection, on=day, office=office)}
        for day in (ON, ON + timedelta(days=1))
    )
    assert {uid for uid, event in tomorrow.items() if event.on <= LAST} <= set(today)


def test_a_calendar_of_one_rule(connection: sqlite3.Connection) -> None:
    found = events(
        connection,
        on=ON,
        office=OfficeFacts(),
        selection=Selection(),
        rules=[AgendaRule.PAST_NEXT_DATE],
    )
    assert found and all(event.uid.startswith("next-date-") for event in found)
