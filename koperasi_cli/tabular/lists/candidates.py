"""What a row is compared with, and what two of them have in common."""

from typing import Any, NamedTuple

from koperasi_cli.identity import telling
from koperasi_cli.reports.regions import place_key

COLUMNS = (
    "id", "name", "nik", "legal_number", "legal_key", "name_key", "subdistrict_code", "village_code",
    "place",
)  # fmt: skip


class Candidate(NamedTuple):
    """A cooperative on record, or (with a ``mark``) a row of the files that is one; ``added`` is which
    of the new ones it is, from 1."""

    id: int | None
    name: str
    nik: str | None
    legal_number: str | None
    legal_key: str | None
    name_key: str
    subdistrict_code: str | None
    village_code: str | None
    place: str | None
    mark: int = 0
    added: int = 0


class Match(NamedTuple):
    """What a row was found to be: ``same`` is it; ``possible`` may be it, and ``why`` says so. Of
    ``several`` each is it as much as the others."""

    same: Candidate | None = None
    possible: Candidate | None = None
    why: str = ""
    several: tuple[Candidate, ...] = ()


def same_place(row: dict[str, Any], other: Candidate) -> bool | None:
    """In one village; where a village is unknown, in one subdistrict; else by what was written. None
    where only one side says where it is."""
    village, subdistrict = row.get("village_code"), row.get("subdistrict_code")
    if village and other.village_code:
        return bool(village == other.village_code)
    if subdistrict and other.subdistrict_code:
        return bool(subdistrict == other.subdistrict_code)
    place = row.get("place")
    if place and other.place:
        return place_key(place) == place_key(other.place)
    if not (subdistrict or place or other.subdistrict_code or other.place):
        return True
    return None


def share_a_word(row: dict[str, Any], other: Candidate) -> bool:
    """Whether two names with one legal number can be one cooperative: they share a word that tells
    something, or the village."""
    mine, theirs = telling(row["name_key"]), telling(other.name_key)
    if mine & theirs:
        return True
    village = row.get("village_code")
    return bool(village and village == other.village_code) or not (mine and theirs)


def candidate_of(id_: int | None, row: dict[str, Any], mark: int, added: int = 0) -> Candidate:
    return Candidate._make((id_, *map(row.get, COLUMNS[1:]), mark, added))
