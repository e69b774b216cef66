"""The attendance sheet of a session (daftar hadir), to be printed and signed by those who come.

It is for Indonesian participants: its words are Indonesian and fixed, whatever the interface speaks,
and so stand here as they are, outside the message catalog.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from koperasi_cli.language import day, label, speaking
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.sessions import find_session
from koperasi_cli.vocabulary import SessionKind

TITLE = "DAFTAR HADIR"
COLUMNS = ("No", "Nama", "L/P", "Koperasi", "Jabatan", "Tanda tangan")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
UNKNOWN = "…………………………"
LEAST_LINES, FOR_EACH = 20, 3
"""How many lines to sign there are at least, and for each cooperative that is expected."""


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """What the sheet says. ``facts`` are pairs of words; ``lines`` is how many can sign.

    ``signed`` are the lines below the table, where whoever answers for the session signs.
    """

    office: str | None
    facts: Sequence[tuple[str, str]]
    lines: int
    signed: Sequence[str]


def attendance_sheet(
    connection: sqlite3.Connection, session: int, office: OfficeFacts
) -> AttendanceSheet:
    """The sheet of a session, planned or held.

    Raises:
        NotFound: there is no such session.
    """
    row, guests = find_session(connection, session)
    came = sum((g["participants_male"] or 0) + (g["participants_female"] or 0) for g in guests)
    on = date.fromisoformat(row["on"])
    with speaking("id"):
        facts = [
            ("Kegiatan", label(SessionKind(row["kind"]))),
            ("Materi", row["topic"] or UNKNOWN),
            ("Hari, tanggal", f"{DAYS[on.weekday()]}, {day(on)}"),
            ("Tempat", row["place"] or UNKNOWN),
            ("Narasumber", row["mentor"] or UNKNOWN),
            *([("Petugas", row["officer"])] if row["officer"] else []),
            ("Koperasi", "; ".join(guest["cooperative"] for guest in guests) or UNKNOWN),
        ]
        signed = [f"{office.city or UNKNOWN}, {day(on)}"]
    return AttendanceSheet(
        office=office.name,
        facts=facts,
        lines=max(LEAST_LINES, FOR_EACH * len(guests), came),
        signed=[*signed, "Petugas", row["officer"] or UNKNOWN],
    )
