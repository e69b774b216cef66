"""``koperasi rat``: a book year of a cooperative, recorded or shown."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument, option
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.names import shown_name
from koperasi_cli.cli.targets import one
from koperasi_cli.errors import BadUsage, BadValue
from koperasi_cli.headings import HEADINGS, heading
from koperasi_cli.language import N_, _, day, name_in, names_there_are, read_year, shown
from koperasi_cli.reports.annual_reports import columns, growth_line, page, with_members
from koperasi_cli.reports.sections import said
from koperasi_cli.table import Report

if TYPE_CHECKING:
    from sqlmodel import Session

    from koperasi_cli.registry.annual_reports import Recorded

# The options, and the fields that they write where the names differ.
COLUMNS = {"on": "rat_held_on", "planned": "rat_planned_on"}
FIELDS = (*COLUMNS, *o.ANNUAL_FIELDS)


@command(
    app,
    "rat",
    panel="guidance",
    writes=True,
    extra=o.ANNUAL,
    help=N_("Record a book year: its RAT, members, capital, turnover …; or show it."),
    examples=[
        N_("koperasi rat 12 2023 --on 2024-03-20 --members-male 14 --members-female 19"),
        N_("koperasi rat 12 2023 --turnover 350jt --surplus 21jt --health healthy"),
        N_("koperasi rat 12 2023"),
    ],
)
def rat(
    desk: Desk,
    coop: o.Coop = None,
    year: Annotated[
        str | None,
        argument(N_("YEAR"), N_("The book year; to look at, the newest unless told otherwise.")),
    ] = None,
    on: Annotated[
        str | None, option("--on", metavar=N_("DATE"), help=N_("The day the RAT was held."))
    ] = None,
    planned: Annotated[
        str | None,
        option("--planned", metavar=N_("DATE"), help=N_("The day the RAT is planned for.")),
    ] = None,
    clear: Annotated[
        list[str] | None,
        option("--clear", metavar=N_("FIELD"), help=N_("Empty this field: it is not known.")),
    ] = None,
    **fields: str | None,
) -> Report:
    given = {"on": on, "planned": planned, **fields}
    typed = {name: text for name, text in given.items() if text is not None}
    cleared = [_field(text) for text in clear or ()]
    if twice := [name for name in cleared if name in typed]:
        raise BadUsage(_("{field} is both set and cleared.", field=_heading(twice[0])))
    found = one(desk, coop)
    wanted = read_year(year) if year is not None else None
    if not (typed or cleared):
        flat = desk.screen.form == "csv" or (desk.target is not None and desk.target.form == ".csv")
        with desk.reading() as connection:
            return page(connection, found, wanted, flat=flat)
    if wanted is None:
        wanted = read_year(desk.require(None, _("YEAR"), _("Which book year? ")))
    book_year, values = wanted, _read(desk, typed)

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.registry.annual_reports import record
        from koperasi_cli.registry.records import cooperative

        done = record(
            session, cooperative(session, found.id), book_year, values, today=desk.today,
            cleared=[COLUMNS.get(name, name) for name in cleared],
            fewest=desk.office.thresholds["fewest_members"],
        )  # fmt: skip
        return _written(done, found.name)

    return desk.write(work)


def _read(desk: Desk, typed: Mapping[str, str]) -> dict[str, Any]:
    """The values that were typed. An empty one empties nothing: that is said with --clear."""
    from koperasi_cli.models import AnnualReport
    from koperasi_cli.registry.fields import read_field

    values = {}
    for name, text in typed.items():
        column = COLUMNS.get(name, name)
        value = (
            desk.day(text, future=name == "planned")
            if name in COLUMNS and text.strip() not in ("", "-")
            else read_field(AnnualReport, column, text, today=desk.today)
        )
        if value is None:
            raise BadUsage(
                _("Option {option} needs a value.", option=_option(name)),
                _("To empty the field: {clear} {field}", clear=shown_name("--clear", "option"),
                  field=_option(name).lstrip("-")),
            )  # fmt: skip
        values[column] = value
    return values


def _written(done: "Recorded", name: str) -> Written:
    from koperasi_cli.registry.records import as_dict

    row = as_dict(done.row)
    before = None if done.before is None else with_members(as_dict(done.before))
    data = row | {"name": name}
    if not done.changed:
        return Written([_("Nothing changed.")], data)
    lines = [
        _("Saved: book year {year} of no. {id} {name} (annual report no. {row}).",
          year=done.row.book_year, id=done.row.cooperative_id, name=name, row=done.row.id),
        *_differences(done.changed),
    ]  # fmt: skip
    if before and (growth := growth_line(before, with_members(row))):
        lines.append(growth)
    return Written(lines, data, done.warnings)


def _differences(changed: Mapping[str, tuple[Any, Any]]) -> list[str]:
    """From what to what, a field a line, in the order of the record."""
    lines = []
    for column in columns():
        if column.key in changed:
            old, new = (
                "-" if value is None
                else day(value) if hasattr(value, "isoformat")
                else said(column, value)
                for value in changed[column.key]
            )  # fmt: skip
            lines.append(f"  {column.label}: {old} → {new}")
    return lines


def _field(text: str) -> str:
    """An option of this command, by its own name or its field's, in either language."""
    names: dict[str, str] = {}
    for name in FIELDS:
        column = COLUMNS.get(name, name)
        option_ = name.replace("_", "-")
        for said_ in (
            name,
            column,
            name_in("id", "option", option_),
            HEADINGS[column],
            heading(column),
        ):
            names[_key(said_)] = name
    if (found := names.get(_key(text))) is None:
        known: Sequence[str] = [_option(name).lstrip("-") for name in FIELDS]
        raise BadValue(
            _('"{text}" is no field of a book year.', text=text), names_there_are(text, known)
        )
    return found


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _heading(name: str) -> str:
    return heading(COLUMNS.get(name, name))


def _option(name: str) -> str:
    return f"--{shown('option', name.replace('_', '-'))}"
