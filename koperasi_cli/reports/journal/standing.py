"""Which operations stand: those that no operation that stands took back."""

import sqlite3


def undone(connection: sqlite3.Connection) -> dict[int, int]:
    """The operations that do not stand, each with the undo that took it back.

    An undo is later than what it undoes: read from the newest on, each is settled when it is met,
    however often a thing was undone and brought back.
    """
    query = "SELECT id, undoes FROM operation WHERE undoes IS NOT NULL ORDER BY id DESC"
    found: dict[int, int] = {}
    for id_, undoes in connection.execute(query):
        if id_ not in found:
            found[undoes] = id_
    return found
