"""``koperasi compare``: how the registry and a list differ, cooperative by cooperative."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument, option
from koperasi_cli.cli.desk import Desk
from koperasi_cli.errors import ExitCode
from koperasi_cli.headings import heading
from koperasi_cli.language import N_, _, day, ngettext, number
from koperasi_cli.table import Column, Kind, Report, Row, Table

if TYPE_CHECKING:
    from koperasi_cli.tabular.comparing import Compared
    from koperasi_cli.tabular.imported import Side
    from koperasi_cli.tabular.recognition import Recognised

Many = list[str] | None
WHAT = {
    "only-in-file": N_("only in the list"),
    "only-here": N_("only here"),
    "possible": N_("perhaps the same"),
    "differs": N_("differs"),
}


@command(
    app,
    "compare",
    panel="files",
    help=N_("Hold the registry against a list: what only one of them has, and what differs."),
    examples=[
        N_("koperasi compare data/contoh/daftar-koperasi.xlsx"),
        N_("koperasi compare data/contoh/daftar-koperasi.xlsx --by-name --output differences.xlsx"),
    ],
)
def compare_(
    desk: Desk,
    files: Annotated[
        Many,
        argument(N_("FILE|FOLDER…"), N_("Files in .csv, .xlsx, .xls, .ods or .json, or folders.")),
    ] = None,
    on: o.On = None,
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
    by_name: Annotated[
        bool,
        option(
            "--by-name",
            help=N_(
                "One name in one place is one cooperative, also with a number on one side only."
            ),
        ),
    ] = False,
) -> Report:
    from koperasi_cli.cli.import_ import recognised
    from koperasi_cli.cli.taking.take import progress
    from koperasi_cli.tabular.comparing import compare
    from koperasi_cli.tabular.lists.importing import Wishes

    typed = list(files or ()) or [desk.require(None, _("FILE"), _("Which file or folder? "))]
    day_ = desk.day(on)
    with desk.reading():  # whether there is a registry, before the files are read
        pass
    found = recognised(desk, typed, map_, sheet, as_lists=True)
    compared = compare(
        desk.database,
        found.lists,
        Wishes(on=day_, by_name=by_name),
        at=desk.clock.now(),
        today=desk.today,
        district=desk.office.region_code,
        progress=progress(desk),
    )
    return _report(compared, found, day(day_))


def _report(compared: "Compared", found: "Recognised", on: str) -> Report:
    from koperasi_cli.cli.taking.notes import of_places
    from koperasi_cli.cli.taking.told import told_problems

    result = compared.imported
    bad = [problem for problem in result.problems if problem.code != "possible-duplicate"]
    bad[:0] = found.refused
    rows = list(_rows(compared))
    return Report(
        lines=[_summary(compared), *_rest(compared)],
        tables=[Table(_columns(), rows)] if rows else [],
        notes=[
            _("Here: those with a status on {day}, dissolved ones left out.", day=on),
            *of_places(result),
        ],
        data=_data(compared, rows, bad),
        warnings=told_problems(bad),
        exit_code=ExitCode.PROBLEMS if bad else ExitCode.DONE,
    )


def _summary(compared: "Compared") -> str:
    """The sentence that ends the argument."""
    return _(
        "{file} in the list, {here} here, {same} the same cooperative, {differ} of these differ.",
        file=number(compared.in_file), here=number(compared.here), same=number(compared.same),
        differ=number(compared.differ),
    )  # fmt: skip


def _rest(compared: "Compared") -> Iterator[str]:
    possible, only = len(compared.imported.possible), compared.only_in_file
    parts = [
        ngettext("{n} only in the list", "{n} only in the list", only),
        ngettext("{n} only here", "{n} only here", len(compared.only_here)),
    ]
    if possible:
        parts.append(ngettext("{n} perhaps the same", "{n} perhaps the same", possible))
    yield "; ".join(parts) + "."


def _columns() -> list[Column]:
    return [
        Column("kind", heading("kind"), hidden=True),
        Column("what", heading("what")),
        Column("id", heading("id"), Kind.NUMBER),
        Column("line", heading("line_number"), Kind.NUMBER),
        Column("name", heading("name")),
        Column("field_name", heading("field"), hidden=True),
        Column("field", heading("field")),
        Column("here", heading("here")),
        Column("file", heading("in_file")),
    ]


def _rows(compared: "Compared") -> Iterator[Row]:
    from koperasi_cli.cli.taking.told import field_of, said

    result = compared.imported
    for new in result.new_names:
        yield _row("only-in-file", line=new.line, name=new.name, file=_numbers(new))
    for row in compared.only_here:
        place = ", ".join(filter(None, (row["village"], row["subdistrict"]))) or row["place"]
        numbers = "; ".join(filter(None, (row["nik"], row["legal_number"], place)))
        yield _row("only-here", id=row["id"], name=row["name"], here=numbers or None)
    for pair in result.possible:
        yield _row("possible", id=pair.other.id, line=pair.line, name=pair.row.name,
                   field=pair.why, here=f"{pair.other.name}; {_numbers(pair.other) or '-'}",
                   file=_numbers(pair.row))  # fmt: skip
    for change in result.changes:
        yield _row("differs", id=change.cooperative_id, name=change.name, field_name=change.field,
                   field=field_of(change), here=said(change.field, change.before),
                   file=said(change.field, change.after))  # fmt: skip


def _row(kind: str, **cells: Any) -> Row:
    return {"kind": kind, "what": _(WHAT[kind]), **cells}


def _numbers(side: "Side") -> str | None:
    return "; ".join(filter(None, (side.nik, side.legal_number, side.place))) or None


def _data(compared: "Compared", rows: list[Row], bad: list[Any]) -> dict[str, Any]:
    result = compared.imported
    here = ("id", "name", "nik", "legal_number", "subdistrict", "village", "place", "status")
    return {
        "in_file": compared.in_file,
        "here": compared.here,
        "same": compared.same,
        "differ": compared.differ,
        "only_in_file": [side._asdict() for side in result.new_names],
        "only_here": [{key: row[key] for key in here} for row in compared.only_here],
        "possible": [
            {**pair._asdict(), "row": pair.row._asdict(), "other": pair.other._asdict()}
            for pair in result.possible
        ],
        "differing": [
            {"id": c.cooperative_id, "name": c.name, "field": c.field, "book_year": c.book_year,
             "here": c.before, "file": c.after}
            for c in result.changes
        ],
        "problems": [problem._asdict() for problem in bad],
    }  # fmt: skip
