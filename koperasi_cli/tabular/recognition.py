"""What a file holds: a table of the registry, or a list of cooperatives. Its headings say so."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from koperasi_cli.errors import BadUsage, BadValue, KoperasiError, NotFound, Problem, Refused
from koperasi_cli.language import _, joined, names_there_are
from koperasi_cli.tabular.lists.aliases import heading_key, split_unit
from koperasi_cli.tabular.lists.header import ListSource, find_header
from koperasi_cli.tabular.lists.mapping import Mapped
from koperasi_cli.tabular.native.layouts import layout, layouts
from koperasi_cli.tabular.native.sources import Source, column_names, first_row, open_sheet
from koperasi_cli.tabular.reading import Sheet, find_files, sheets


@dataclass
class Recognised:
    """What the files hold: ``tables`` in the order in which they must be read, ``lists`` in that of the
    files. ``refused`` are files that hold neither, ``left_out`` such sheets of workbooks."""

    tables: list[Source] = field(default_factory=list)
    lists: list[ListSource] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    left_out: list[Sheet] = field(default_factory=list)

    @property
    def sheets(self) -> list[Sheet]:
        return [table.sheet for table in self.tables] + [one.sheet for one in self.lists]


def recognise(
    paths: Sequence[Path],
    *,
    mapped: Mapped | None = None,
    chosen: Sequence[str] = (),
    as_lists: bool = False,
) -> Recognised:
    """Look at the headings of every file. ``mapped`` says what headings mean; ``chosen`` are the sheets
    to take of workbooks, by name. With ``as_lists`` a table of cooperatives is read as a list too, and
    other tables are left out.

    Raises:
        Refused: a path is not there, or no file holds anything that is known.
        BadUsage: two files hold the same table.
        NotFound: no file has a sheet of a chosen name.
    """
    found = Recognised()
    refusals: list[Refused] = []
    names: list[str] = []
    for path in find_files(paths):
        try:
            inside = sheets(path)
            names += [sheet.name for sheet in inside if sheet.name]
            _recognise_file(_chosen(inside, chosen), mapped or {}, found, as_lists)
        except Refused as refused:
            refusals.append(refused)
            message = " ".join(filter(None, (refused.message, refused.hint)))
            message = " ".join(message.split())
            found.refused.append(Problem(path.name, 1, None, None, message, "file-refused"))
    for name in chosen:
        if not any(_is_called(sheet, name) for sheet in found.sheets):
            raise NotFound(
                _('There is no sheet "{name}" with a table.', name=name),
                _("There are: {names}", names=joined(names)) if names else None,
            )
    _refuse_unused(mapped or {}, found)
    if not found.sheets:
        raise _nothing(refusals, paths)
    _tell_apart(found)
    order = list(layouts())
    found.tables.sort(key=lambda source: order.index(source.table))
    return found


def find_sources(paths: Sequence[Path]) -> tuple[list[Source], list[Problem]]:
    """The tables of the registry that files hold, and the files that are refused.

    Raises:
        Refused, BadUsage: as ``recognise``.
    """
    found = recognise(paths)
    return found.tables, found.refused


def open_as(path: Path, table: str) -> Source:
    """A file as a source of a table, whatever its name is."""
    return open_sheet(sheets(path)[0], layout(table))


def _recognise_file(
    inside: Sequence[Sheet], mapped: Mapped, found: Recognised, as_lists: bool
) -> None:
    """Sort the sheets of one file; it is refused where none is known."""
    refusal: Refused | None = None
    known = 0
    for sheet in inside:
        try:
            if isinstance(source := _recognise(sheet, mapped, as_lists), Source):
                _refuse_second(source, found)
                found.tables.append(source)
            else:
                found.lists.append(source)
            known += 1
        except Refused as refused:
            refusal = refusal or refused
            found.left_out.append(sheet)
    if not known and refusal is not None:
        for sheet in inside:
            found.left_out.remove(sheet)
        raise refusal


def _recognise(sheet: Sheet, mapped: Mapped, as_lists: bool) -> Source | ListSource:
    table = (sheet.name or sheet.path.stem).casefold()
    mapped = mapped if mapped and _has_heading(sheet, mapped) else {}
    if as_lists:
        if table in {*layouts()} - {"cooperative"} or not (listed := find_header(sheet, mapped)):
            raise _no_header(sheet)
        return listed
    if table in layouts() and not mapped:
        try:
            return open_sheet(sheet, layout(table))
        except Refused:
            if table != "cooperative" or (listed := find_header(sheet, mapped)) is None:
                raise
            return listed
    if not mapped and (by_columns := _by_columns(sheet)) is not None:
        return open_sheet(sheet, layout(by_columns))
    if (listed := find_header(sheet, mapped)) is not None:
        return listed
    raise _no_header(sheet)


def _has_heading(sheet: Sheet, mapped: Mapped) -> bool:
    """Whether a person has said of any of its headings what it means. Tables may lie beside lists."""
    return find_header(sheet, mapped) != find_header(sheet, {})


def _by_columns(sheet: Sheet) -> str | None:
    """The table whose columns a header names, if it names them all: with the number or the moment of
    recording that only our own files have. A list of regions needs only codes and names."""
    row = first_row(sheet)
    if row is None:
        return None
    names = {name for name in column_names(row, "region") if name}
    if {"code", "name"} <= names and "nik" not in names:
        return "region"
    names = {name for name in column_names(row, "") if name}
    fitting = [
        one.table for one in layouts().values()
        if {"id", "recorded_at"} & names and names <= set(one.columns) and names >= set(one.required)
    ]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


def _chosen(inside: Sequence[Sheet], chosen: Sequence[str]) -> list[Sheet]:
    """The sheets of those names; a text file has none, and is taken.

    Raises:
        Refused: it is a workbook without any of them.
    """
    if not chosen or inside[0].name is None:
        return list(inside)
    found = [sheet for sheet in inside if any(_is_called(sheet, name) for name in chosen)]
    if not found:
        raise Refused(
            _("{file} has no sheet {names}.",
              file=inside[0].path.name, names=joined(chosen, last=_("or"))),
            _("There are: {names}", names=joined([sheet.name or "?" for sheet in inside])),
        )  # fmt: skip
    return found


def _is_called(sheet: Sheet, name: str) -> bool:
    return (sheet.name or "").casefold().strip() == name.casefold().strip()


def _refuse_second(source: Source, found: Recognised) -> None:
    for other in found.tables:
        if other.table == source.table:
            raise BadUsage(
                _("{path} and {other} hold the same table.", path=source.path, other=other.path),
                _("Import them one after the other: the numbers in each are its own."),
            )


def _refuse_unused(mapped: Mapped, found: Recognised) -> None:
    """A heading that is mapped and in no file was mistyped."""
    headings = [heading for source in found.lists for heading in source.headings if heading]
    there = {heading_key(part) for h in headings for part in (h, split_unit(h)[0])}
    for key, meant in mapped.items():
        if key not in there and found.lists:
            raise BadValue(
                _('No file has a column "{name}".', name=meant.heading),
                names_there_are(meant.heading, list(dict.fromkeys(headings))),
            )


def _tell_apart(found: Recognised) -> None:
    """Two files of one name, in two folders, are called by their paths."""
    paths: dict[str, set[Path]] = {}
    for one in found.lists:
        paths.setdefault(one.name, set()).add(one.sheet.path)
    found.lists = [
        replace(one, label=str(one.sheet.path)) if len(paths[one.name]) > 1 else one
        for one in found.lists
    ]


def _nothing(refusals: Sequence[Refused], paths: Sequence[Path]) -> KoperasiError:
    if refusals:
        return Refused(refusals[0].message, refusals[0].hint)
    return Refused(
        _("There is no file in {path} that can be imported.", path=paths[0]),
        _("Files end in .csv, .xlsx, .xls, .ods or .json."),
    )


def _no_header(sheet: Sheet) -> Refused:
    """What is said of a sheet in which no line names the columns."""
    where = f"{sheet.path.name}, {sheet.name}" if sheet.name else sheet.path.name
    return Refused(
        _("{file}: no line of it names the columns of a table.", file=where),
        "\n".join([
            _("A list of cooperatives needs a column Nama Koperasi; of use are also NIK, Nomor Badan"
              " Hukum, Tanggal Badan Hukum, Alamat, Desa, Kecamatan, Jenis Koperasi, Status."),
            _('If its columns have other names, say which is which: --map "Nama Kop=name"'),
            _("A table of the registry is named after it, and has its columns: {names}.",
              names=", ".join(f"{table}.csv" for table in layouts())),
        ]),
    )  # fmt: skip
