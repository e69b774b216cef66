"""``koperasi setup``: the office, its region, its officers, who I am."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from koperasi_cli.cli.app import app
from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.framework import command, option
from koperasi_cli.database import Database
from koperasi_cli.errors import BadUsage
from koperasi_cli.language import N_, _
from koperasi_cli.reports.officers import officers
from koperasi_cli.reports.setup import as_data, settings_report
from koperasi_cli.settings import REGISTRY, sample_folder
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import TimeZone

if TYPE_CHECKING:
    from koperasi_cli.tabular.native import District

OFFICE_FIELDS = ("name", "head", "city", "time_zone")
Text = str | None
Many = list[str] | None


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


@command(
    app,
    "setup",
    panel="files",
    writes=True,
    help=N_("Set up the office: its name and region, its officers, and who you are."),
    examples=[
        N_('koperasi setup --name "Diskopdag Kab. Pesisir Barat" --city Krui --region 18.13'),
        N_('koperasi setup --officer "Hendra Gunawan Saleh: Way Krui, Lemong" --me Hendra'),
    ],
)
def setup(
    desk: Desk,
    name: Annotated[
        Text, option("--name", metavar=N_("NAME"), help=N_("The name of the office."))
    ] = None,
    head: Annotated[
        Text, option("--head", metavar=N_("NAME"), help=N_("The head of the office."))
    ] = None,
    city: Annotated[
        Text, option("--city", metavar=N_("NAME"), help=N_("Where its letters are dated."))
    ] = None,
    region: Annotated[
        Text,
        option(
            "--region",
            metavar=N_("CODE"),
            help=N_("Its district, such as 18.13; loads its subdistricts and villages."),
        ),
    ] = None,
    regions: Annotated[
        Text,
        option(
            "--regions",
            metavar=N_("FILE"),
            help=N_("The regions of another district: a CSV file with the columns code and name."),
        ),
    ] = None,
    time_zone: Annotated[
        Text, option("--time-zone", metavar="wib|wita|wit", help=N_("Its time zone."))
    ] = None,
    officer: Annotated[
        Many,
        option(
            "--officer",
            metavar=N_('"NAME: SUBDISTRICT, …"'),
            help=N_("An officer, and the subdistricts in his or her care."),
        ),
    ] = None,
    role: Annotated[
        Text, option("--role", metavar=N_("TEXT"), help=N_("What these officers are: PPKL …"))
    ] = None,
    threshold: Annotated[
        Many,
        option(
            "--threshold",
            metavar=N_("NAME=VALUE"),
            help=N_("A number that the office sets for itself, such as book_years=3."),
        ),
    ] = None,
    me: Annotated[
        Text, option("--me", metavar=N_("NAME"), help=N_("Who you are, for the log."))
    ] = None,
) -> Report:
    typed = {"name": name, "head": head, "city": city, "time_zone": time_zone}
    given: dict[str, Any] = {key: text for key, text in typed.items() if text is not None}
    more = {"region": region, "regions": regions, "officer": officer, "role": role,
            "threshold": threshold, "me": me}  # fmt: skip
    given |= {key: value for key, value in more.items() if value}
    demo_is_open = _demo_is_open(desk)
    if demo_is_open:
        desk = replace(desk, database=_own_registry(desk))
    if not given and desk.screen.interactive:
        from koperasi_cli.cli.setup_form import fill_in

        given = fill_in(desk)
    elif not given:
        return _shown(desk, demo_is_open)
    wanted = _read(desk, given)
    report = _written(desk, wanted)
    if demo_is_open and not desk.dry_run:
        desk.personal.put("open", None)
        closed = _("The sample registry is closed: setup is about your own.")
        report = replace(report, lines=[closed, *report.lines])
    return report


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
    from koperasi_cli.tabular.native import find_district, open_as

    files = [Path(regions).expanduser()] if regions else _shipped()
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


def _demo_is_open(desk: Desk) -> bool:
    """Whether the sample registry is in use only because it was opened, not because it was named."""
    is_open = desk.personal.get("open") == "demo"
    return is_open and desk.database.path == desk.personal.database(None)


def _own_registry(desk: Desk) -> Database:
    return Database(desk.personal.folder / REGISTRY, wait=desk.database.wait)


def _shown(desk: Desk, demo_is_open: bool) -> Report:
    """The settings as they are, and how to change them."""
    if desk.database.exists():
        with desk.reading() as connection:
            report = settings_report(as_data(connection, me=desk.me))
    else:
        report = settings_report(as_data(None, me=desk.me))
    notes = [
        _("To change them: koperasi setup --name, --head, --city … See: koperasi setup --help")
    ]
    if demo_is_open:
        notes.append(_("These are those of your own registry; the sample registry stays open."))
    return replace(report, notes=notes)


def _read(desk: Desk, given: Mapping[str, Any]) -> Wanted:
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


def _written(desk: Desk, wanted: Wanted) -> Report:
    """Write what differs, and remember who is at work."""
    lines = []
    if wanted.me and wanted.me != desk.personal.get("actor"):
        lines.append(_("Saved: you are {name}.", name=wanted.me))
        desk.personal.values["actor"] = wanted.me  # the log names the new one already
    if wanted.for_registry:
        from koperasi_cli.cli.setup_writing import write

        report = write(desk, wanted)
    else:
        notes = [_("Trial run: nothing was saved.")] if desk.dry_run else []
        report = replace(_shown(desk, demo_is_open=False), tables=(), notes=notes)
    if lines and not desk.dry_run:
        desk.personal.put("actor", wanted.me)
    lines += report.lines
    return replace(report, lines=lines or [_("Nothing changed.")])
