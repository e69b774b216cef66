"""Finding a subdistrict or a village by what was typed: its code, its name, or another name for it.

Names are compared without case and spaces ("Karyapenggawa"), never by likeness: old "Bengkunat" is
today's Ngaras, and a fuzzy match would make it Bangkunat. "Penggawa Lima" and "Penggawa V Ilir" are two.
"""

import sqlite3
from dataclasses import dataclass

from koperasi_cli.errors import Ambiguous, BadValue, NotFound
from koperasi_cli.language import _, joined, names_there_are
from koperasi_cli.queries import rows

_PREFIXES = ("kecamatan", "kec", "pekon", "kelurahan", "kel", "desa")


@dataclass(frozen=True, slots=True)
class Region:
    """A place of the region table."""

    code: str
    name: str
    parent_code: str | None
    parent: str | None


def place_key(name: str) -> str:
    """What two spellings of a place's name have in common: letters and digits, in one case."""
    words = "".join(c if c.isalnum() else " " for c in name.casefold()).split()
    if len(words) > 1 and words[0] in _PREFIXES:
        del words[0]
    return "".join(words)


def regions(connection: sqlite3.Connection, level: str) -> list[sqlite3.Row]:
    """All regions of a level, by code."""
    return rows(connection, "regions", {"level": level})


def find_subdistrict(connection: sqlite3.Connection, text: str) -> Region:
    """The subdistrict of that code, name or alias.

    Raises:
        NotFound: there is none; the hint lists those that there are.
    """
    found = _matching(regions(connection, "subdistrict"), text)
    if len(found) == 1:
        return found[0]
    names = [row["name"] for row in regions(connection, "subdistrict")]
    raise NotFound(
        _('There is no subdistrict "{text}" in the region table.', text=text),
        names_there_are(text, names)
        if names
        else _("No regions are loaded. Load them with: koperasi setup --region 18.13"),
    )


def find_village(
    connection: sqlite3.Connection, text: str, *, within: Region | None
) -> list[Region]:
    """The villages of that code or name, in a subdistrict or anywhere. Several bear one name.

    Raises:
        NotFound: there is none.
    """
    found = _matching(regions(connection, "village"), text)
    if within is not None:
        elsewhere = found
        found = [village for village in found if village.parent_code == within.code]
        if not found and elsewhere:
            raise BadValue(
                _('There is no village "{text}" in {subdistrict}.',
                  text=text, subdistrict=within.name),
                _("It is in: {names}", names=joined([v.parent or "?" for v in elsewhere])),
            )  # fmt: skip
    if not found:
        raise NotFound(
            _('There is no village "{text}" in the region table.', text=text),
            _("Villages of a subdistrict: koperasi list regions --subdistrict NAME"),
        )
    return found


def one_village(connection: sqlite3.Connection, text: str, *, within: Region | None) -> Region:
    """The one village of that code or name.

    Raises:
        Ambiguous: several subdistricts have a village of that name.
    """
    found = find_village(connection, text, within=within)
    if len(found) == 1:
        return found[0]
    raise Ambiguous(
        _('There are {n} villages "{text}".', n=len(found), text=text),
        [],
        _("Name the subdistrict too: {names}", names=joined([v.parent or "?" for v in found])),
    )


def _matching(candidates: list[sqlite3.Row], text: str) -> list[Region]:
    key = place_key(text)
    return [
        Region(row["code"], row["name"], row["parent_code"], row["parent"])
        for row in candidates
        if text.strip() == row["code"]
        or (
            key
            and key
            in {place_key(name) for name in (row["name"], *(row["aliases"] or "").split("|"))}
        )
    ]
