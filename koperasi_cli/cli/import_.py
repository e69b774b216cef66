"""``koperasi import``: tables of a registry, lists of cooperatives and exports of ODS, as they come."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument, option
from koperasi_cli.cli.desk import Desk
from koperasi_cli.errors import BadValue, NotFound, Refused
from koperasi_cli.language import N_, _, joined, names_there_are, read_code
from koperasi_cli.settings import typed_path
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import Status

if TYPE_CHECKING:
    from koperasi_cli.tabular.lists.mapping import Mapped
    from koperasi_cli.tabular.recognition import Recognised

MAPS = "maps"
Many = list[str] | None


@command(
    app,
    "import",
    panel="files",
    writes=True,
    help=N_(
        "Read files into the registry: lists in Excel, CSV or ODS's own layout, and tables of a"
        " registry. Nothing goes in twice."
    ),
    examples=[
        N_(
            "koperasi import data/contoh/daftar-koperasi.xlsx --on 2025-02-17 --rejects refused.xlsx"
        ),
        N_("koperasi import data/contoh/ods.csv --on 2025-01-31 --dry-run"),
    ],
)
def import_(
    desk: Desk,
    files: Annotated[
        Many,
        argument(N_("FILE|FOLDER…"), N_("Files in .csv, .xlsx, .xls, .ods or .json, or folders.")),
    ] = None,
    on: Annotated[
        str | None,
        option(
            "--on", metavar=N_("DATE"), help=N_("The day whose state a list shows; today else.")
        ),
    ] = None,
    status: Annotated[
        str | None,
        option(
            "--status",
            metavar=N_("STATUS"),
            help=N_("For new cooperatives of a list without one: active, unless told otherwise."),
        ),
    ] = None,
    book_year: Annotated[
        str | None,
        option(
            "--book-year",
            metavar=N_("YEAR"),
            help=N_("Of members and figures whose row names neither a RAT nor a book year."),
        ),
    ] = None,
    sheet: Annotated[
        Many, option("--sheet", metavar=N_("NAME"), help=N_("Only this sheet of a workbook."))
    ] = None,
    map_: Annotated[
        Many,
        option(
            "--map",
            metavar=N_("HEADING=FIELD"),
            help=N_("What a column means that is not recognised; or the name of a kept mapping."),
        ),
    ] = None,
    save_map: Annotated[
        str | None,
        option("--save-map", metavar=N_("NAME"), help=N_("Keep the mapping for the next time.")),
    ] = None,
    rejects: Annotated[
        str | None,
        option(
            "--rejects",
            metavar=N_("FILE"),
            help=N_("Write what does not go in to this file, with the reason of each row."),
        ),
    ] = None,
    strict: Annotated[
        bool, option("--strict", help=N_("All or nothing: one bad row refuses everything."))
    ] = False,
    by_name: Annotated[
        bool,
        option(
            "--by-name",
            help=N_(
                "One name in one place is one cooperative, also with a number on one side only."
            ),
        ),
    ] = False,
    as_new: Annotated[
        bool, option("--as-new", help=N_("Register also what may be here already, as new ones."))
    ] = False,
) -> Report:
    from koperasi_cli.cli.taking.rejects import rejects_target
    from koperasi_cli.cli.taking.take import take_in
    from koperasi_cli.tabular.lists.importing import Wishes

    typed = list(files or ()) or [desk.require(None, _("FILE"), _("Which file or folder? "))]
    target = rejects_target(rejects) if rejects else None
    found = recognised(desk, typed, map_, sheet)
    if save_map:
        _keep_mapping(desk, save_map, map_)
    wishes = Wishes(
        on=_day(desk, on, found),
        status=read_code(Status, status) if status else None,
        by_name=by_name,
        as_new=as_new,
        book_year=_year(desk, book_year),
    )
    return take_in(desk, found, wishes, strict=strict, rejects=target)


def recognised(
    desk: Desk, files: Sequence[str], mapping: Many, chosen: Many, *, as_lists: bool = False
) -> "Recognised":
    """What the files hold, said on stderr before anything is done with it."""
    from koperasi_cli.cli.taking.recognised import lines
    from koperasi_cli.tabular.recognition import recognise

    found = recognise(
        [typed_path(path) for path in files],
        mapped=_mapping(desk, mapping or ()),
        chosen=chosen or (),
        as_lists=as_lists,
    )
    for line in lines(found):
        desk.screen.say(line)
    return found


def _year(desk: Desk, typed: str | None) -> int | None:
    from koperasi_cli.models import AnnualReport
    from koperasi_cli.registry.fields import read_field

    return read_field(AnnualReport, "book_year", typed, today=desk.today) if typed else None


def _day(desk: Desk, typed: str | None, found: "Recognised") -> date:
    """The day whose state the lists show: as typed, else asked for on a terminal, else today."""
    if typed is None and found.lists and desk.screen.interactive and not desk.yes:
        desk.announce()
        while True:
            answer = desk.screen.ask(_("Of which day is the list? [today] "))
            try:
                return desk.day(answer or None)
            except (BadValue, Refused) as error:  # no day, or one to come
                desk.screen.error(error.message, error.hint)
    return desk.day(typed)


def _mapping(desk: Desk, typed: Sequence[str]) -> "Mapped":
    """Fields by heading, out of pairs and names of kept mappings."""
    from koperasi_cli.tabular.lists.mapping import read_mapping

    pairs: list[str] = []
    kept = _kept(desk)
    for text in typed:
        if "=" in text:
            pairs.append(text)
        elif text in kept:
            pairs += kept[text]
        else:
            raise NotFound(
                _('There is no mapping "{name}".', name=text),
                names_there_are(text, list(kept))
                if kept
                else _('Keep one with: --map "Nama Kop=name" --save-map {name}', name=text),
            )
    return read_mapping(pairs)


def _keep_mapping(desk: Desk, name: str, typed: Many) -> None:
    if not typed or "=" in name or not name.strip():
        raise BadValue(
            _("There is no mapping to keep under this name."),
            _('For example: --map "Nama Kop=name" --save-map dinas'),
        )
    from koperasi_cli.models import LONGEST_NAME
    from koperasi_cli.registry.fields import clean_text

    kept, name = _kept(desk), clean_text(name, LONGEST_NAME)
    pairs = [pair for text in typed for pair in ([text] if "=" in text else kept[text])]
    for pair in pairs:
        clean_text(pair, LONGEST_NAME)
    desk.personal.put(MAPS, json.dumps({**kept, name: pairs}))
    desk.screen.say(
        _("The mapping is kept: --map {name} ({pairs}).", name=name, pairs=joined(pairs))
    )


def _kept(desk: Desk) -> Mapping[str, list[str]]:
    try:
        found = json.loads(desk.personal.get(MAPS) or "{}")
    except ValueError:  # written by hand
        return {}
    return found if isinstance(found, dict) else {}
