"""Which cooperatives are meant: the filters that every list and report shares.

A filter is a named WHERE fragment with named parameters. What was typed becomes a parameter, never SQL.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from koperasi_cli.errors import BadUsage, BadValue
from koperasi_cli.headings import heading
from koperasi_cli.language import _, label, names_there_are, read_code, shown, tag_name
from koperasi_cli.reports.indication import indications
from koperasi_cli.reports.office import office_facts
from koperasi_cli.reports.officers import find_officer
from koperasi_cli.reports.regions import find_subdistrict, find_village
from koperasi_cli.vocabulary import (
    Category,
    CheckRule,
    Code,
    Form,
    Indication,
    Industry,
    Line,
    Management,
    Sector,
    Status,
)

CODES: dict[str, type[Code]] = {
    "status": Status,
    "sector": Sector,
    "industry": Industry,
    "category": Category,
    "form": Form,
    "management": Management,
    "line": Line,
}
_IN_CARE = (
    "(c.officer_id = :officer OR (c.officer_id IS NULL AND c.subdistrict_code IN"
    " (SELECT subdistrict_code FROM officer_subdistrict"
    " WHERE officer_id = :officer AND withdrawn_at IS NULL)))"
)
_WITHOUT_STATUS = (
    "NOT EXISTS (SELECT 1 FROM status_change AS h"
    " WHERE h.cooperative_id = c.id AND h.withdrawn_at IS NULL)"
)
_TAGGED = (
    "EXISTS (SELECT 1 FROM tag AS t WHERE t.cooperative_id = c.id"
    " AND t.name = :{name} AND t.withdrawn_at IS NULL)"
)
_INDICATED = "c.id IN (SELECT value FROM json_each(:indicated)) AND status <> 'dissolved'"
_WITH_PROBLEM = "c.id IN (SELECT value FROM json_each(:with_problem))"
_SEARCHED = ("name", "address", "place", "chair", "manager", "legal_number", "nik", "note")

# What --missing takes: the fields of a cooperative that can be empty.
FIELDS = (
    "nik", "legal_number", "legal_date", "amendment_number", "amendment_date", "form", "sector",
    "category", "industry", "management", "line", "address", "subdistrict", "village", "chair",
    "secretary", "treasurer", "supervisor", "manager", "board_term_ends_on", "phone", "nik_status",
    "certificate_expires_on", "ods_grade", "officer", "note",
)  # fmt: skip
LONGEST_SEARCH = 200
COLUMNS = {"subdistrict": "subdistrict_code", "village": "village_code", "officer": "officer_id"}


@dataclass(frozen=True)
class Criteria:
    """The filters as typed. Several values of one filter mean any of them; several tags, all."""

    status: Sequence[str] = ()
    sector: Sequence[str] = ()
    industry: Sequence[str] = ()
    category: Sequence[str] = ()
    form: Sequence[str] = ()
    management: Sequence[str] = ()
    line: Sequence[str] = ()
    subdistrict: Sequence[str] = ()
    village: Sequence[str] = ()
    tag: Sequence[str] = ()
    without_tag: Sequence[str] = ()
    officer: str | None = None
    missing: Sequence[str] = ()
    search: str | None = None
    indication: Sequence[str] = ()
    problem: Sequence[str] = ()

    @classmethod
    def of(cls, typed: Mapping[str, Any]) -> "Criteria":
        """From options, where one that was not given is None."""
        return cls(**{name: value for name, value in typed.items() if value})


@dataclass
class Selection:
    """The same as SQL: ``fragment`` goes into a query's slot, ``words`` tells a reader what it does.

    ``without_status`` asks for those that were never given a status, whom other lists leave out.
    """

    parameters: dict[str, Any] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    without_status: bool = False

    @property
    def fragment(self) -> str:
        return "".join(f"AND {part}\n    " for part in self.fragments)

    @property
    def sectors(self) -> bool:
        """Whether only some sectors are meant, of which a headline need not say what most are."""
        return "sector_0" in self.parameters

    @property
    def note(self) -> str | None:
        return _("Only: {filters}", filters="; ".join(self.words)) if self.words else None

    def any_of(self, column: str, name: str, values: Sequence[Any], words: str) -> None:
        """The column has one of these values."""
        names = [f"{name}_{i}" for i in range(len(values))]
        self.parameters |= dict(zip(names, values, strict=True))
        self.fragments.append(f"{column} IN ({', '.join(f':{n}' for n in names)})")
        self.words.append(words)


def select(
    connection: sqlite3.Connection, criteria: Criteria, *, me: str, on: date | None = None
) -> Selection:
    """Read the filters. ``me`` is the officer meant by ``--officer me``.

    ``on`` is the day of the indication and of the problems, which only a list filters by.

    Raises:
        BadValue: a code that is not in its list; the message lists those that are.
        NotFound: no such subdistrict, village or officer.
    """
    chosen = Selection()
    for name, codes in CODES.items():
        typed: Sequence[str] = getattr(criteria, name)
        if typed:
            found = [read_code(codes, text) for text in typed]
            column = "status" if name == "status" else f"c.{name}"
            chosen.any_of(
                column, name, [code.value for code in found],
                f"{heading(name)}: {', '.join(label(code) for code in found)}",
            )  # fmt: skip
    _regions(connection, criteria, chosen)
    for i, tag in enumerate(criteria.tag):
        chosen.parameters[f"tag_{i}"] = tag_name(tag)
        chosen.fragments.append(_TAGGED.format(name=f"tag_{i}"))
        chosen.words.append(_("tag {tag}", tag=tag))
    for i, tag in enumerate(criteria.without_tag):
        chosen.parameters[f"without_{i}"] = tag_name(tag)
        chosen.fragments.append("NOT " + _TAGGED.format(name=f"without_{i}"))
        chosen.words.append(_("without tag {tag}", tag=tag))
    if criteria.officer:
        officer = find_officer(connection, criteria.officer, me=me)
        chosen.parameters["officer"] = officer["id"]
        chosen.fragments.append(_IN_CARE)
        chosen.words.append(_("officer {name}", name=officer["name"]))
    for typed_field in criteria.missing:
        if not typed_field.strip():
            raise BadUsage(
                _("Option {option} needs a value.", option=f"--{shown('option', 'missing')}")
            )
        if typed_field.strip().lower() == "status":  # a status in both languages
            name, chosen.without_status = "status", True
            chosen.fragments.append(_WITHOUT_STATUS)
        else:
            name = read_cooperative_field(typed_field)
            chosen.fragments.append(f"c.{COLUMNS.get(name, name)} IS NULL")
        chosen.words.append(_("{field} not recorded", field=heading(name)))
    if criteria.search:
        _search(criteria.search, chosen)
    if criteria.indication and on:
        _indicated(connection, criteria.indication, on, chosen)
    if criteria.problem and on:
        _with_problem(connection, criteria.problem, on, chosen)
    return chosen


def read_cooperative_field(text: str) -> str:
    """A field of a cooperative, by its name in either language."""
    from koperasi_cli.language import name_in

    key = text.strip().lower().replace("-", "_")
    names = {name: name for name in FIELDS}
    names |= {
        name_in("id", "option", name.replace("_", "-")).replace("-", "_"): name for name in FIELDS
    }
    names |= {heading(name).lower().replace(" ", "_"): name for name in FIELDS}
    if key not in names:
        raise BadValue(
            _('"{text}" is no field of a cooperative.', text=text),
            names_there_are(text, field_names()),
        )
    return names[key]


def _regions(connection: sqlite3.Connection, criteria: Criteria, chosen: Selection) -> None:
    if criteria.subdistrict:
        found = [find_subdistrict(connection, text) for text in criteria.subdistrict]
        chosen.any_of(
            "c.subdistrict_code", "subdistrict", [region.code for region in found],
            f"{heading('subdistrict')}: {', '.join(region.name for region in found)}",
        )  # fmt: skip
    if criteria.village:
        villages = [
            region
            for text in criteria.village
            for region in find_village(connection, text, within=None)
        ]
        chosen.any_of(
            "c.village_code", "village", [region.code for region in villages],
            f"{heading('village')}: {', '.join(region.name for region in villages)}",
        )  # fmt: skip


def _search(text: str, chosen: Selection) -> None:
    if len(text) > LONGEST_SEARCH:
        raise BadValue(
            _("The text to search for is too long."),
            _("The most is {longest}.", longest=LONGEST_SEARCH),
        )
    pattern = text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    chosen.parameters["search"] = f"%{pattern}%"
    fields = " OR ".join(f"c.{name} LIKE :search ESCAPE '\\'" for name in _SEARCHED)
    chosen.fragments.append(f"({fields})")
    chosen.words.append(_('containing "{text}"', text=text))


def _indicated(
    connection: sqlite3.Connection, typed: Sequence[str], on: date, chosen: Selection
) -> None:
    """Those of whom this is indicated on a day, by their numbers; the dissolved are not asked."""
    import json

    wanted = [read_code(Indication, text) for text in typed]
    judged = indications(connection, on, office_facts(connection))
    numbers = [id_ for id_, one in judged.items() if one.indication in wanted]
    chosen.parameters["indicated"] = json.dumps(numbers)
    chosen.fragments.append(_INDICATED)
    chosen.words.append(
        f"{heading('indication')}: {', '.join(label(indication) for indication in wanted)}"
    )


def _with_problem(
    connection: sqlite3.Connection, typed: Sequence[str], on: date, chosen: Selection
) -> None:
    """Those of whom one of these rules of the check found something."""
    import json

    from koperasi_cli.reports.check import with_problem

    rules = [read_code(CheckRule, text) for text in typed]
    found = with_problem(connection, rules, on=on, office=office_facts(connection))
    chosen.parameters["with_problem"] = json.dumps(found)
    chosen.fragments.append(_WITH_PROBLEM)
    chosen.words.append(f"{heading('problem')}: {', '.join(map(label, rules))}")
    chosen.without_status |= CheckRule.NO_STATUS in rules


def field_names() -> list[str]:
    """The fields of a cooperative, as they are typed in the language of the interface."""
    return [shown("option", name.replace("_", "-")) for name in FIELDS]
