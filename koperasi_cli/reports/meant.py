"""Whom the filters mean on a day, with what the agenda and the check say of each."""

import sqlite3
from datetime import date
from typing import NamedTuple

from koperasi_cli.queries import stream
from koperasi_cli.reports.officers import in_care
from koperasi_cli.reports.selection import Selection


class Meant(NamedTuple):
    """A cooperative that the filters mean, and that is not dissolved."""

    id: int
    name: str
    status: str | None
    subdistrict: str | None
    officer: str | None


def meant_by(connection: sqlite3.Connection, on: date, selection: Selection) -> dict[int, Meant]:
    """The cooperatives that the filters mean and that are not dissolved on a day, by number.

    The officer is the cooperative's own, else its subdistrict's.
    """
    found = stream(
        connection,
        "meant",
        {"on": on.isoformat(), **selection.parameters},
        filters=selection.fragment,
        even_without_status="LEFT" if selection.without_status else "",
    )
    care = in_care(connection)
    return {
        id_: Meant(id_, name, status, subdistrict, officer or care.get(code))
        for id_, name, status, subdistrict, code, officer in found
    }
