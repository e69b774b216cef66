"""``koperasi edit``: put a cooperative's record right, field by field."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import option
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.names import shown_name
from koperasi_cli.cli.targets import one
from koperasi_cli.errors import BadUsage
from koperasi_cli.headings import heading
from koperasi_cli.language import N_, _, day, label
from koperasi_cli.reports.selection import COLUMNS, read_cooperative_field
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import Code

if TYPE_CHECKING:
    from sqlmodel import Session


@command(
    app,
    "edit",
    panel="daily",
    writes=True,
    extra=o.FIELDS,
    help=N_("Put the record of a cooperative right."),
    examples=[
        N_("koperasi edit 12 --phone 0812-0000-0012 --industry agriculture"),
        N_("koperasi edit 12 --clear village --tag target-2026"),
    ],
)
def edit(
    desk: Desk,
    coop: o.Coop = None,
    name: Annotated[
        str | None, option("--name", metavar=N_("NAME"), help=N_("Its name, changed."))
    ] = None,
    clear: Annotated[
        list[str] | None,
        option("--clear", metavar=N_("FIELD"), help=N_("Empty this field: it is not known.")),
    ] = None,
    tag: Annotated[
        list[str] | None, option("--tag", metavar=N_("TAG"), help=N_("Mark it with this tag."))
    ] = None,
    untag: Annotated[
        list[str] | None, option("--untag", metavar=N_("TAG"), help=N_("Take this tag off."))
    ] = None,
    **fields: Any,
) -> Report:
    found = one(desk, coop)
    typed = {key: value for key, value in {"name": name, **fields}.items() if value is not None}
    cleared = [read_cooperative_field(text) for text in clear or ()]
    for key in [key for key in COLUMNS if key in typed and not typed[key].strip()]:
        cleared.append(key)
        del typed[key]
    both = typed.keys() | ({"subdistrict"} if "village" in typed else set())
    if twice := [key for key in cleared if key in both]:
        raise BadUsage(_("{field} is both set and cleared.", field=heading(twice[0])))
    if not (typed or cleared or tag or untag):
        raise BadUsage(
            _("Nothing to change was named."),
            _("See: koperasi {command} --help", command=shown_name("edit")),
        )

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.cli.record import as_written, read_record, reference_names
        from koperasi_cli.registry.cooperatives import amend, foreign_district
        from koperasi_cli.registry.records import cooperative

        record = cooperative(session, found.id)
        before = reference_names(session, record)
        values = read_record(desk, session, typed, old=record)
        values |= {COLUMNS.get(key, key): None for key in cleared}
        if "subdistrict" in cleared:
            values["village_code"] = None
        changed = amend(
            session, record, values, today=desk.today, tags=tag or (), untags=untag or (),
            confirmed=answered,
        )  # fmt: skip
        if not changed:
            return Written([_("Nothing changed.")], as_written(session, record))
        lines = [_("Saved: no. {id} {name}.", id=record.id, name=record.name)]
        after = reference_names(session, record)
        for key, pair in changed.items():
            lines.append(
                f"  {_named(key)}: {_difference(key, *_by_name(key, pair, before, after))}"
            )
        warning = foreign_district(record, desk.office.region_code) if "nik" in changed else None
        return Written(lines, as_written(session, record), [warning] if warning else [])

    return desk.write(work)


def _named(column: str) -> str:
    names = {column_: name for name, column_ in COLUMNS.items()}
    return heading(names.get(column, column))


def _by_name(
    column: str, pair: tuple[Any, Any], before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[Any, Any]:
    """What a reference refers to, where the record holds a code or a number."""
    return (before.get(column), after.get(column)) if column in COLUMNS.values() else pair


def _difference(column: str, old: Any, new: Any) -> str:
    """From what to what; a phone number is left out of every output."""
    return _("changed") if column == "phone" else f"{_read(old)} → {_read(new)}"


def _read(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, Code):
        return label(value)
    return day(value) if hasattr(value, "isoformat") else str(value)
