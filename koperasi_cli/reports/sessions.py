"""One session of the office, and the cooperatives in it."""

import sqlite3

from koperasi_cli.errors import NotFound
from koperasi_cli.language import _
from koperasi_cli.queries import rows


def find_session(
    connection: sqlite3.Connection, number: int
) -> tuple[sqlite3.Row, list[sqlite3.Row]]:
    """The session of that number, and its attendances by the cooperative's name.

    Raises:
        NotFound: there is none, or its record was undone.
    """
    asked = {"session": number}
    found = rows(connection, "sessions", asked, filters="AND s.id = :session")
    if not found:
        raise NotFound(
            _("There is no session no. {id}.", id=number),
            _("The sessions and their numbers: koperasi list sessions"),
        )
    return found[0], rows(connection, "attendances", asked, filters="AND a.session_id = :session")
