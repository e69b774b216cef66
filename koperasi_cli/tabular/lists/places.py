"""From the written kelurahan, kecamatan and kabupaten to regions of the table.

Names are compared without case and spaces, and by alias; never by likeness: old "Bengkunat" is today's
Ngaras. A village alone counts only where one subdistrict has it. What is not in the table is kept as
written.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlmodel import Session

from koperasi_cli.registry.records import raw
from koperasi_cli.reports.regions import place_key

MOST_READ = 20_000
_DISTRICT_WORDS = ("kabupaten", "kab", "kota", "kotamadya")


class Written(NamedTuple):
    """A place as a row writes it."""

    village: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in self if part)


class Place(NamedTuple):
    """What it means: codes of regions; ``place`` as written where one of them is unknown.

    ``alias`` where another name or spelling led there.
    """

    subdistrict_code: str | None = None
    village_code: str | None = None
    place: str | None = None
    alias: bool = False


class Regions:
    """The regions on record, by name."""

    def __init__(self, session: Session) -> None:
        self.names: dict[str, str] = {}
        self.reads: dict[str, Place] = {}
        self.districts: dict[str, set[str]] = defaultdict(set)
        self.subdistricts: dict[str, set[str]] = defaultdict(set)
        self.villages: dict[str, set[str]] = defaultdict(set)
        by_level = {
            "district": self.districts, "subdistrict": self.subdistricts, "village": self.villages,
        }  # fmt: skip
        rows = raw(session).execute(
            "SELECT code, name, level, aliases FROM region WHERE withdrawn_at IS NULL"
        )
        for code, name, level, aliases in rows:
            self.names[code] = name
            for spelling in (code, name, *(aliases or "").split("|")):
                key = _district_key(spelling) if level == "district" else place_key(spelling)
                if key:
                    by_level[level][key].add(code)

    def named(self, values: Mapping[str, Any]) -> str | None:
        """The place of a cooperative in words."""
        codes = (values.get("village_code"), values.get("subdistrict_code"))
        names = [self.names[code] for code in codes if code in self.names]
        return ", ".join(names) or values.get("place")

    def is_subdistrict(self, text: str) -> bool:
        """Whether a text, such as a line between the rows, names a subdistrict."""
        return len(self.subdistricts.get(place_key(text), ())) == 1

    def find(self, written: Written) -> Place:
        """The regions that are meant."""
        within = self._district(written.district)
        if within == "":
            return Place(place=str(written))
        subdistrict = self._one(self.subdistricts, written.subdistrict, within)
        if written.subdistrict and subdistrict is None:
            return Place(place=str(written))
        village = self._one(self.villages, written.village, subdistrict or within)
        if subdistrict is None and village is not None:
            subdistrict = village.rpartition(".")[0]
        missed = written.village and village is None
        return Place(
            subdistrict,
            village,
            str(written) if missed or subdistrict is None else None,
            self._is_alias(written.subdistrict, subdistrict)
            or self._is_alias(written.village, village),
        )

    def read(self, place: str) -> Place:
        """The regions that a place kept as written means today, where they have come since."""
        if (known := self.reads.get(place)) is None:
            if len(self.reads) >= MOST_READ:
                self.reads.clear()
            known = self.reads[place] = self._read(place)
        return known

    def _read(self, place: str) -> Place:
        parts = place.split(", ")
        for first in range(2):  # it may have no village
            written = Written(*[""] * first, *parts[: 4 - first])
            found = self.find(written)
            if found.subdistrict_code and (written.subdistrict or not found.place):
                return found
        return Place(place=place)

    def _district(self, text: str) -> str | None:
        """The code of the district; None where any may be meant, "" where it is not in the table."""
        if not text or not self.districts:
            return None
        codes = self.districts.get(_district_key(text), set())
        return next(iter(codes)) if len(codes) == 1 else ""

    def _one(self, table: dict[str, set[str]], text: str, within: str | None) -> str | None:
        """The one region of that code or name that lies within another."""
        if not text:
            return None
        found = table.get(place_key(text), set())
        if within:
            found = {code for code in found if code.startswith(f"{within}.")}
        return next(iter(found)) if len(found) == 1 else None

    def _is_alias(self, text: str, code: str | None) -> bool:
        if not code or place_key(text) == place_key(code):
            return False
        return _bare(text) != _bare(self.names[code])


def _bare(text: str) -> str:
    """A name without the word for what it is: "Kecamatan Ngambur" is no other name than "Ngambur"."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return " ".join(words[1:] if place_key(text) == "".join(words[1:]) else words)


def _district_key(name: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in name.casefold()).split()
    if len(words) > 1 and words[0] in _DISTRICT_WORDS:
        del words[0]
    return "".join(words)
