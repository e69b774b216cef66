"""The questions of a bare ``koperasi setup``: Enter keeps what there is."""

from collections.abc import Callable
from typing import Any

from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.setup.wanted import OFFICE_FIELDS, find_regions, read_officer
from koperasi_cli.errors import KoperasiError, NotFound
from koperasi_cli.language import _, visible
from koperasi_cli.models import Office
from koperasi_cli.registry.fields import read_field
from koperasi_cli.reports.regions import place_key, regions
from koperasi_cli.reports.setup import as_data, setting_name

SUBDISTRICT_DOTS = 2


def fill_in(desk: Desk) -> dict[str, Any]:
    """Ask for each setting; what was answered, as the options that say the same."""
    now = _now(desk)
    desk.announce()
    desk.screen.say(_("Enter keeps what is in brackets; Ctrl-C stops, and saves nothing."))
    given: dict[str, Any] = {}

    def ask(name: str, prompt: str, present: str | None, read: Callable[[str], Any]) -> None:
        if answer := _asked(desk, f"{prompt} [{present or '-'}]: ", read):
            given[name] = answer

    for name in OFFICE_FIELDS:
        ask(name, setting_name(name), now[name], _column(desk, name))
    region = " ".join(filter(None, (now["region_code"], now["region"])))
    ask("region", setting_name("region"), region, lambda text: find_regions(text, None))
    for officer in now["officers"]:
        places = ", ".join(officer["subdistricts"]) or "-"
        desk.screen.say(visible(f"  {officer['id']:>3}  {officer['name']}: {places}"))
    prompt = _('An officer, as "NAME: SUBDISTRICT, SUBDISTRICT" (Enter: no more): ')
    subdistricts = _subdistricts(desk, given.get("region"))

    def officer_in_care(text: str) -> None:
        for place in read_officer(text).subdistricts or ():
            if place_key(place) not in subdistricts and place not in subdistricts:
                raise NotFound(
                    _('There is no subdistrict "{text}" in the region table.', text=place),
                    _("There are: {names}", names=", ".join(sorted(set(subdistricts.values())))),
                )

    while answer := _asked(desk, prompt, officer_in_care):
        given.setdefault("officer", []).append(answer)
    ask("me", setting_name("me"), now["me"], str)
    return given


def _now(desk: Desk) -> dict[str, Any]:
    if not desk.database.exists():
        return as_data(None, me=desk.me)
    with desk.reading() as connection:
        return as_data(connection, me=desk.me)


def _subdistricts(desk: Desk, region: str | None) -> dict[str, str]:
    """What a subdistrict may be called -> its name: those on record, and of the region just named."""
    found: list[tuple[str, str, str]] = []
    if region:
        district = find_regions(region, None)
        found += [
            (
                str(line.cells["code"]).strip(),
                str(line.cells["name"]),
                str(line.cells.get("aliases", "")),
            )
            for line in district.source.lines()
            if district.holds(line) and str(line.cells["code"]).count(".") == SUBDISTRICT_DOTS
        ]
    if desk.database.exists():
        with desk.reading() as connection:
            found += [
                (row["code"], row["name"], row["aliases"] or "")
                for row in regions(connection, "subdistrict")
            ]
    return {
        key: name
        for code, name, aliases in found
        for key in (code, place_key(name), *map(place_key, filter(None, aliases.split("|"))))
    }


def _column(desk: Desk, name: str) -> Callable[[str], Any]:
    return lambda text: read_field(Office, name, text, today=desk.today)


def _asked(desk: Desk, prompt: str, read: Callable[[str], Any]) -> str:
    while answer := desk.screen.ask(prompt):
        try:
            read(answer)
        except KoperasiError as error:
            desk.screen.error(error.message, error.hint)
        else:
            return answer
    return ""
