"""The officers of the office, and the subdistricts in their care."""

import sqlite3

from koperasi_cli.errors import NotFound
from koperasi_cli.language import _, name_in
from koperasi_cli.queries import rows


def officers(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """All officers, by name, each with the subdistricts in his or her care."""
    return rows(connection, "officers")


def in_care(connection: sqlite3.Connection) -> dict[str, str]:
    """In whose care each subdistrict is, by its code."""
    return {row["subdistrict_code"]: row["officer"] for row in rows(connection, "in_care")}


def find_officer(connection: sqlite3.Connection, text: str, *, me: str) -> sqlite3.Row:
    """The officer of that number or (part of a) name; ``me`` is the person at work.

    Raises:
        NotFound: no officer, or not one alone, answers to it.
    """
    typed = text.strip().casefold()
    myself = typed in ("me", name_in("id", "value", "me"))
    if myself:
        typed = me.casefold()
    everybody = officers(connection)
    found = [o for o in everybody if typed in (str(o["id"]), o["name"].casefold())]
    found = found or [o for o in everybody if typed and typed in o["name"].casefold()]
    if len(found) == 1:
        return found[0]
    hints = [
        _("There are: {names}", names=", ".join(o["name"] for o in everybody))
        if everybody
        else _('Add one with: koperasi setup --officer "NAME: SUBDISTRICT, SUBDISTRICT"')
    ]
    if not myself:
        raise NotFound(_('"{text}" is no officer of this office.', text=text), *hints)
    hints.append(_("Who you are is set with: koperasi setup --me NAME"))
    raise NotFound(_('You are "{me}", who is no officer of this office.', me=me), "\n".join(hints))
