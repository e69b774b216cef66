"""What ``setup`` is told, read into values before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from koperasi_cli.cli.desk import Desk
from koperasi_cli.errors import BadUsage
from koperasi_cli.language import _
from koperasi_cli.reports.officers import officers
from koperasi_cli.settings import sample_folder, typed_path
from koperasi_cli.vocabulary import TimeZone

if TYPE_CHECKING:
    from koperasi_cli.tabular.native import District

OFFICE_FIELDS = ("name", "head", "city", "time_zone")
Text = str | None


class OfficerSpec(NamedTuple):
    """An officer as typed; ``subdistricts`` None where nothing was said of them."""

    name: str
    subdistricts: list[str] | None


@dataclass
class Wanted:
    """What is to be written."""

    office: dict[str, Any] = field(default_factory=dict)
    thresholds: dict[str, int] = field(default_factory=dict)
    district: "District | None" = None
    officers: list[OfficerSpec] = field(default_factory=list)
    role: Text = None
    me: Text = None

    @property
    def for_registry(self) -> bool:
        return bool(self.office or self.thresholds or self.district or self.officers)


def read_wanted(desk: Desk, given: Mapping[str, Any]) -> Wanted:
    """What was typed, as values; whatever cannot be read is refused before anything is written."""
    from koperasi_cli.models import Office
    from koperasi_cli.registry.fields import read_field

    wanted = Wanted(role=_name(given["role"]) if given.get("role") else None)
    for name in OFFICE_FIELDS:
        if name in given:
            value = read_field(Office, name, given[name], today=desk.today)
            wanted.office[name] = value or (TimeZone.WIB if name == "time_zone" else None)
    if given.get("region") or given.get("regions"):
        wanted.district = find_regions(given.get("region"), given.get("regions"))
        wanted.office["region_code"] = wanted.district.code
    wanted.thresholds = read_thresholds(given.get("threshold", ()))
    wanted.officers = [read_officer(text) for text in given.get("officer", ())]
    if wanted.role and not wanted.officers:
        raise BadUsage(_("--role says what an officer is: name one with --officer."))
    if given.get("me"):
        wanted.me = _full_name(desk, _name(given["me"]), wanted.officers)
    return wanted


def _full_name(desk: Desk, typed: str, new: Sequence[OfficerSpec]) -> str:
    """The officer's name that part of it means, if it means one alone; else what was typed."""
    names = {officer.name for officer in new}
    if desk.database.exists():
        with desk.reading() as connection:
            names |= {row["name"] for row in officers(connection)}
    key = typed.casefold()
    whole = [name for name in names if name.casefold() == key]
    found = whole or [name for name in names if key in name.casefold()]
    return found[0] if len(found) == 1 else typed


def read_officer(text: str) -> OfficerSpec:
    """``NAME: SUBDISTRICT, SUBDISTRICT``, or a name alone.

    Raises:
        BadUsage: there is no name in it.
    """
    name, colon, places = text.partition(":")
    if not (read := _name(name)):
        raise BadUsage(
            _('"{text}" names no officer.', text=text),
            _('Write it as: --officer "NAME: SUBDISTRICT, SUBDISTRICT"'),
        )
    subdistricts = [place.strip() for place in places.split(",") if place.strip()]
    return OfficerSpec(read, subdistricts if colon else None)


def find_regions(region: Text, regions: Text) -> "District":
    """The district of that code or name, in the file given or in those that come with the program."""
    from koperasi_cli.tabular.native import find_district
    from koperasi_cli.tabular.recognition import open_as

    files = [typed_path(regions)] if regions else _shipped()
    return find_district([open_as(file, "region") for file in files], region)


def read_thresholds(typed: Sequence[str]) -> dict[str, int]:
    """``NAME=VALUE`` of each."""
    from koperasi_cli.registry import office

    return office.read_thresholds(dict(_pair(text) for text in typed))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadUsage(
            _('"{text}" is no NAME=VALUE.', text=text),
            _("For example: --threshold {name}={value}", name="book_years", value=3),
        )
    return name, value


def _name(text: str) -> str:
    from koperasi_cli.models import LONGEST_NAME
    from koperasi_cli.registry.fields import clean_text

    return clean_text(text, LONGEST_NAME)


def _shipped() -> list[Path]:
    return sorted(sample_folder().parent.glob("*/region.csv"))
