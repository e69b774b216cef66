"""``koperasi export``: the registry's tables, or the ministry's list, as files."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import argument, option
from koperasi_cli.cli.desk import Desk
from koperasi_cli.cli.names import shown_name
from koperasi_cli.errors import BadUsage
from koperasi_cli.headings import TABLES, heading, table_name
from koperasi_cli.language import LANGUAGES, N_, _, name_in, names_there_are, number, speaking
from koperasi_cli.reports.selection import Criteria, select
from koperasi_cli.table import Column, Kind, Report, Stream, Table

if TYPE_CHECKING:
    import sqlite3

    from koperasi_cli.output.files import Saved
    from koperasi_cli.output.targets import Target

ALL = "all"
COOPERATIVES = "cooperative"
LAYOUTS = ("native", "ods")
FORMS = (".xlsx", ".csv", ".json")
PROGRESS_EVERY = 50_000
# What the tables are called in lists, where their own name is another.
_LISTED = {
    "sessions": "mentoring_session", "cases": "revitalization", "causes": "revitalization_cause",
}  # fmt: skip


@command(
    app,
    "export",
    panel="files",
    extra=o.FILTERS,
    help=N_("Write the registry's tables, or the ministry's list, into a file or a folder."),
    examples=[
        N_("koperasi export --output cooperatives.xlsx --subdistrict Ngambur"),
        N_("koperasi export all --contacts --output registry.xlsx"),
        N_("koperasi export --layout ods --output ods.csv"),
    ],
)
def export(
    desk: Desk,
    what: Annotated[
        str | None,
        argument(
            N_("WHAT"), N_("Which table: cooperatives (unless told otherwise), sessions …, or all.")
        ),
    ] = None,
    output: Annotated[
        str | None,
        option(
            "--output",
            metavar=N_("FILE|FOLDER"),
            help=N_("The file, by its ending: .xlsx, .csv or .json; or a folder of CSV files."),
        ),
    ] = None,
    layout: Annotated[
        str | None,
        option(
            "--layout",
            metavar=N_("native|ods"),
            help=N_("The columns: the registry's own, or those of the ministry's ODS."),
        ),
    ] = None,
    contacts: o.Contacts = False,
    **filters: Any,
) -> Report:
    from koperasi_cli.output.files import Manner, save_streams

    table = read_table(what)
    ods = _layout(layout) == "ods"
    if ods and table != COOPERATIVES:
        raise BadUsage(
            _("The layout of ODS is one of cooperatives."),
            _("For example: {example}", example=_("koperasi export --layout ods --output ods.csv")),
        )
    target = _target(desk, output, table, ods)
    criteria = Criteria.of(filters)
    if any(filters.values()):
        _refuse_filters(table)
    with desk.reading() as connection:
        streams = (
            [_for_ods(desk, connection, criteria)]
            if ods
            else _tables(desk, connection, criteria, table, contacts)
        )
        private = contacts and not ods and table in (ALL, COOPERATIVES)
        saved = save_streams(
            target,
            [_watched(desk, stream) for stream in streams],
            keyed=table == ALL,
            manner=Manner(desk.screen.delimiter, desk.office.time_zone.utc_offset, private),
        )
    left_out = not ods and not contacts and table in (ALL, COOPERATIVES)
    return _told(target, saved, table, left_out)


def read_table(typed: str | None) -> str:
    """The table that is meant, by its name or what it holds, in either language; or all of them.

    Raises:
        BadUsage: there is none such.
    """
    names = {_key(word): name for word, name in _words()}
    if (found := names.get(_key(typed or COOPERATIVES))) is None:
        shown = [*(table_name(name) for name in TABLES), shown_name(ALL, "value")]
        raise BadUsage(
            _('There is no table "{name}".', name=typed), names_there_are(typed or "", shown)
        )
    return found


def _words() -> Iterator[tuple[str, str]]:
    """What each table may be called."""
    for language in LANGUAGES:
        with speaking(language):
            yield from ((table_name(name), name) for name in TABLES)
        yield name_in(language, "value", ALL), ALL
        yield from ((name_in(language, "value", word), name) for word, name in _LISTED.items())
    for name in TABLES:
        yield from ((word, name) for word in (name, f"{name}s"))


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _layout(typed: str | None) -> str:
    names = {name_in("id", "value", name): name for name in LAYOUTS} | {n: n for n in LAYOUTS}
    found = names.get((typed or "native").strip().lower())
    if found is None:
        raise BadUsage(
            _('There is no layout "{name}".', name=typed),
            _("There are: {names}", names=", ".join(shown_name(n, "value") for n in LAYOUTS)),
        )
    return found


def _target(desk: Desk, output: str | None, table: str, ods: bool) -> "Target":
    from koperasi_cli.output.targets import find_target

    typed = desk.require(
        (output or "").strip() or None, shown_name("--output", "option"), _("Into which file? ")
    )
    target = find_target(typed, FORMS, folders=not ods)
    if table == ALL and target.form == ".csv":
        raise BadUsage(
            _("A CSV file holds one table."),
            _("For all of them name a folder, such as {folder}, or a file .xlsx or .json.",
              folder=target.path.with_suffix("")),
        )  # fmt: skip
    return target


def _refuse_filters(table: str) -> None:
    from koperasi_cli.tabular.exporting import is_about_cooperatives

    if table != ALL and not is_about_cooperatives(table):
        raise BadUsage(
            _("The filters choose cooperatives; this table is not about them: {table}.",
              table=table_name(table)),
            _("Leave the filters out."),
        )  # fmt: skip


def _tables(
    desk: Desk, connection: "sqlite3.Connection", criteria: Criteria, table: str, contacts: bool
) -> list[Stream]:
    from koperasi_cli.tabular.exporting import choose, table_names, tables

    chosen = choose(select(connection, criteria, me=desk.me), desk.today)
    return tables(
        connection,
        table_names() if table == ALL else [table],
        chosen=chosen,
        contacts=contacts,
        withdrawn=table == ALL,
    )


def _for_ods(desk: Desk, connection: "sqlite3.Connection", criteria: Criteria) -> Stream:
    from koperasi_cli.tabular.exporting import cooperatives_for_ods

    return cooperatives_for_ods(connection, select(connection, criteria, me=desk.me), desk.today)


def _watched(desk: Desk, stream: Stream) -> Stream:
    """The same table, with a line every so many rows where somebody is watching."""
    if not desk.screen.interactive:
        return stream

    def rows() -> Iterator[Sequence[Any]]:
        for done, row in enumerate(stream.rows, 1):
            if done % PROGRESS_EVERY == 0:
                told = _("{table}: {n} rows …", table=table_name(stream.name), n=number(done))
                desk.screen.say(told)
            yield row

    return replace(stream, rows=rows())


def _told(target: "Target", saved: "Saved", table: str, phones_left_out: bool) -> Report:
    from koperasi_cli.output.files import replaced, saved_line, told_cut

    notes = told_cut(saved.cut)
    if phones_left_out:
        notes.append(_("Phone numbers are left out. To take them along: --contacts"))
    data = {"file": str(target.path), "tables": dict(saved.counts)}
    if table != ALL:
        n = number(saved.counts[table])
        line = _("Saved: {path} ({table}: {n}).", path=target.path, table=table_name(table), n=n)
        lines = [f"{line} {replaced()}" if target.replaces else line]
        return Report(lines, notes=notes, data=data)
    return Report(
        [saved_line(target, sum(saved.counts.values()))],
        [_counts(saved.counts.items())],
        notes,
        data,
    )


def _counts(counts: Iterable[tuple[str, int]]) -> Table:
    columns = [
        Column("table", heading("table_name"), hidden=True),
        Column("name", heading("table_name")),
        Column("rows", heading("rows"), Kind.COUNT),
    ]
    return Table(columns, [{"table": t, "name": table_name(t), "rows": n} for t, n in counts])
