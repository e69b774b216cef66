"""``koperasi product``: what a cooperative makes, in a year."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument, option
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.names import shown_name
from koperasi_cli.cli.targets import one
from koperasi_cli.errors import BadUsage
from koperasi_cli.headings import heading
from koperasi_cli.language import N_, _, label, number, read_year
from koperasi_cli.reports.products import coded, compared, page
from koperasi_cli.reports.resolve import Found
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import Line

if TYPE_CHECKING:
    from sqlmodel import Session

    from koperasi_cli.registry.products import Made

FIELDS = ("line", "capacity", "unit", "market_reach", "certificates")
_CODED = frozenset({"line", "market_reach", "certificates"})


@command(
    app,
    "product",
    panel="guidance",
    writes=True,
    help=N_("Record what a cooperative makes in a year: its line, capacity and market."),
    examples=[
        N_(
            'koperasi product 2 "Damar mata kucing" --year 2025 --capacity "5,1 ton/bulan"'
            " --market-reach provincial"
        ),
        N_('koperasi product 2 "Damar mata kucing"'),
    ],
)
def product(
    desk: Desk,
    coop: o.Coop = None,
    name: Annotated[
        str | None, argument(N_("NAME"), N_("What it makes; without it, all its products."))
    ] = None,
    year: Annotated[
        str | None,
        option("--year", metavar=N_("YEAR"), help=N_("In which year; this one unless told.")),
    ] = None,
    line: Annotated[
        str | None, option("--line", metavar=N_("LINE"), help=N_("Its business line."))
    ] = None,
    capacity: Annotated[
        str | None,
        option("--capacity", metavar=N_("NUMBER"), help=N_("How much, as in 4,7 ton/bulan.")),
    ] = None,
    unit: Annotated[
        str | None,
        option(
            "--unit", metavar=N_("TEXT"), help=N_("The unit, where it is not with the capacity.")
        ),
    ] = None,
    market_reach: Annotated[
        str | None,
        option(
            "--market-reach",
            metavar=N_("REACH"),
            help=N_("How far it is sold: local, provincial, interprovincial or export."),
        ),
    ] = None,
    certificate: Annotated[
        list[str] | None,
        option(
            "--certificate",
            metavar=N_("CODE"),
            help=N_("A certificate that it has: halal, p-irt, sni …; or none."),
        ),
    ] = None,
) -> Report:
    given = {
        "line": line, "capacity": capacity, "unit": unit, "market_reach": market_reach,
        "certificates": ",".join(certificate) if certificate else None,
    }  # fmt: skip
    typed = {key: text for key, text in given.items() if text is not None}
    found = one(desk, coop)
    in_year = read_year(year) if year is not None else desk.today.year
    if not typed:
        if year is not None:
            raise BadUsage(
                _("Nothing was said of that year."),
                _("See: koperasi {command} --help", command=shown_name("product")),
            )
        with desk.reading() as connection:
            return page(connection, found, name)
    called = _read(desk, {"name": desk.require(name, _("NAME"), _("Which product? "))})["name"]
    values = _read(desk, _split(typed))

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.registry.products import record
        from koperasi_cli.registry.records import cooperative

        return _written(
            record(session, cooperative(session, found.id), called, in_year, values), found
        )

    return desk.write(work)


def _split(typed: Mapping[str, str]) -> dict[str, str]:
    """``4,7 ton/bulan`` is a capacity and its unit."""
    split = dict(typed)
    match = re.fullmatch(r"\s*(-?[0-9][0-9.,]*)\s*([^\d\s.,].*?)\s*", typed.get("capacity", ""))
    if match is None:
        return split
    split["capacity"], unit = match[1], match[2]
    if split.setdefault("unit", unit).casefold() != unit.casefold():
        raise BadUsage(
            _('Two units were given: "{one}" and "{other}".', one=unit, other=split["unit"]),
            _("Give it once."),
        )
    return split


def _read(desk: Desk, typed: Mapping[str, str]) -> dict[str, Any]:
    """The values that were typed; an empty one empties nothing."""
    from koperasi_cli.models import Product
    from koperasi_cli.registry.fields import read_field

    values = {key: read_field(Product, key, text, today=desk.today) for key, text in typed.items()}
    for key, value in values.items():
        if value is None:
            raise BadUsage(
                _("{name} is missing.", name=heading("product" if key == "name" else key))
            )
    return values


def _written(done: "Made", found: Found) -> Written:
    from koperasi_cli.registry.records import as_dict

    row = as_dict(done.row)
    data = row | {"cooperative": found.name}
    if not (done.changed or done.is_new):
        return Written([_("Nothing changed.")], data)
    lines = [
        _("Saved: product no. {row} of no. {id} {name}: {product}, {year}.", row=done.row.id,
          id=found.id, name=found.name, product=done.row.name, year=done.row.year)
    ]  # fmt: skip
    for key in FIELDS:
        if key in done.changed:
            old, new = (_said(key, value) for value in done.changed[key])
            after = (
                _(" (as in {year})", year=done.line_from)
                if key == "line" and done.line_from
                else ""
            )
            lines.append(f"  {heading(key)}: {old} → {new}{after}")
    if done.before is not None:
        lines.append(compared(as_dict(done.before), row))
    if done.others:
        lines.append(_("It is a new product of this cooperative, besides: {names}.",
                       names="; ".join(done.others)))  # fmt: skip
    if done.line_set and done.row.line:
        lines.append(
            _("The cooperative had no business line on record; it is now {line}.",
              line=label(Line(done.row.line)))
        )  # fmt: skip
    return Written(lines, data)


def _said(key: str, value: Any) -> str:
    if value is None:
        return "-"
    if key in _CODED:
        return coded(key, value)
    return number(value) if key == "capacity" else str(value)
