"""What stands under an import: what was assumed, left out, or is still to be done."""

from collections import Counter, defaultdict

from koperasi_cli.headings import table_name
from koperasi_cli.language import _, day, joined, label, ngettext, number
from koperasi_cli.tabular.imported import Imported
from koperasi_cli.tabular.native.parts import LEFT_AS_THEY_ARE
from koperasi_cli.tabular.recognition import Recognised
from koperasi_cli.tabular.shown import PERSONS_NIK
from koperasi_cli.vocabulary import Status

CHANGES_LISTED = 60
NAMED = 5


def notes(result: Imported, found: Recognised) -> list[str]:
    """A sentence for each thing that a reader would ask about."""
    return [
        *_of_tables(result, found), *_of_lists(result), *_of_persons(result), *_of_status(result),
    ]  # fmt: skip


def _of_tables(result: Imported, found: Recognised) -> list[str]:
    said = [
        _("{file}: these columns are ignored: {columns}.",
          file=source.name, columns=joined(source.ignored))
        for source in found.tables
        if source.ignored
    ]  # fmt: skip
    if left_out := sum(counts.left_out for counts in result.tables.values()):
        said.append(
            ngettext(
                "{n} row that was withdrawn was left out.",
                "{n} rows that were withdrawn were left out.",
                left_out,
            )
        )
    if result.as_numbers_here:
        said.append(
            _("{columns}: read as numbers of this registry.",
              columns=joined(sorted(result.as_numbers_here)))
        )  # fmt: skip
    as_they_are = [
        table_name(counts.table)
        for counts in result.tables.values()
        if counts.known and counts.table in LEFT_AS_THEY_ARE
    ]
    if as_they_are:
        said.append(
            _("What is here already of these was left as it is: {tables}.",
              tables=joined(as_they_are))
        )  # fmt: skip
    return said


def _of_lists(result: Imported) -> list[str]:
    said = []
    if (hidden := len(result.changes) + result.more_changes - CHANGES_LISTED) > 0:
        said.append(_("{n} more changes; all of them: --json", n=number(hidden)))
    if (hidden := len(result.skipped) - CHANGES_LISTED) > 0:
        said.append(
            ngettext("{n} more line was skipped; all of them: --json",
                     "{n} more lines were skipped; all of them: --json", hidden)
        )  # fmt: skip
    if held := sum(counts.possible for counts in result.tables.values()):
        said.append(
            ngettext(
                "{n} row may be here already and was held back. If it is the same: write its name,"
                " place and number as on record, or use --by-name. If it is another one: --as-new.",
                "{n} rows may be here already and were held back. If they are the same: write their"
                " names, places and numbers as on record, or use --by-name. If they are other ones:"
                " --as-new.",
                held,
            )
        )
    said += [*of_places(result), *_of_officers(result), *_of_members(result)]
    if result.foreign_niks:
        said.append(
            ngettext(
                "The NIK of {n} new cooperative begins with another district's code.",
                "The NIKs of {n} new cooperatives begin with another district's code.",
                result.foreign_niks,
            )
        )
    if result.without_year:
        said.append(
            ngettext(
                "{n} row has members or figures of no known book year, which were left out."
                " Name the year with: --book-year YEAR",
                "{n} rows have members or figures of no known book year, which were left out."
                " Name the year with: --book-year YEAR",
                result.without_year,
            )
        )  # fmt: skip
    return said


def _of_persons(result: Imported) -> list[str]:
    """Which rows went in without a field."""
    codes: dict[tuple[str, str | None, int], set[str]] = defaultdict(set)
    for one in result.problems:
        codes[one.file, one.sheet, one.line].add(one.code)
    rows = sum(found == {PERSONS_NIK} for found in codes.values())
    if not rows:
        return []
    return [
        ngettext(
            "{n} row went in without what had a person's NIK in it.",
            "{n} rows went in without what had a person's NIK in it.",
            rows,
        )
    ]


def _of_officers(result: Imported) -> list[str]:
    """Who is named as an officer and is none."""
    names = Counter(one.value for one in result.warnings if one.code == "no-such-officer")
    if not names:
        return []
    named = [f"{name} ({number(n)})" for name, n in names.most_common(NAMED)]
    return [
        ngettext(
            "{n} row names an officer who is not on record, and went in without: {names}.",
            "{n} rows name officers who are not on record, and went in without: {names}.",
            names.total(),
            names="; ".join(named) + (" …" if len(names) > NAMED else ""),
        ),
        _("An officer is added with: koperasi setup --officer NAME; then import the file again."),
    ]


def _of_members(result: Imported) -> list[str]:
    """Where men and women are not the total."""
    lines = [str(one.line) for one in result.warnings if one.code == "members-differ"]
    if not lines:
        return []
    return [
        ngettext(
            "In {n} row men and women are not the total, which is left out: line {lines}.",
            "In {n} rows men and women are not the total, which is left out: lines {lines}.",
            len(lines),
            lines=", ".join(lines[:NAMED]) + (" …" if len(lines) > NAMED else ""),
        )
    ]


def of_places(result: Imported) -> list[str]:
    """Which written places are in no region table."""
    if not (places := result.places):
        return []
    named = [f"{place} ({number(n)})" for place, n in places.most_common(NAMED)]
    return [
        ngettext(
            "The place of {n} row is not in the region table, and is kept as written: {places}.",
            "The places of {n} rows are not in the region table, and are kept as written: {places}.",
            sum(places.values()),
            places="; ".join(named) + (" …" if len(places) > NAMED else ""),
        ),
        _("Regions are loaded with a file of code,name: koperasi import FILE"),
    ]


def _of_status(result: Imported) -> list[str]:
    said = [
        ngettext(
            "The list says no status: {n} new cooperative is registered as {status} from {day} on.",
            "The list says no status: {n} new cooperatives are registered as {status} from {day} on.",
            n, status=label(Status(status)).lower(), day=day(result.on),
        )
        for status, n in result.assumed_status.items()
        if n and result.on
    ]  # fmt: skip
    if result.without_status:
        said += [
            ngettext(
                "{n} cooperative has no status and is counted nowhere."
                " Give it one with: koperasi status",
                "{n} cooperatives have no status and are counted nowhere."
                " Give them one with: koperasi status",
                result.without_status,
            ),
            _("To see which: koperasi list --missing status"),
        ]
    return said
