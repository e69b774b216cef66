"""When something is wrong with the registry: the rules of the check, all in one table.

The grave ones are about the file and about what must always hold: only damage, or another program that
wrote into the file, breaks them. The others are what a clerk has still to find out; they are the
office's own [O].
"""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from koperasi_cli.headings import heading, table_name
from koperasi_cli.language import N_, _, label, number, rupiah, short_day
from koperasi_cli.reports.agenda.commands import typed
from koperasi_cli.reports.check import asking, file
from koperasi_cli.reports.check.asking import Found, Occasion, asked, missing
from koperasi_cli.reports.check.duplicates import likely_duplicates
from koperasi_cli.vocabulary import CheckRule, Grade, Status


class Finding(NamedTuple):
    """One thing that is wrong: with which record (None: with the file), of which cooperative, and what
    the rule's question said besides."""

    rule: "Rule"
    table: str | None
    id: int | None
    cooperative: int | None
    details: tuple[Any, ...]

    @property
    def record(self) -> str:
        """The record in words; nothing where it is the cooperative itself, or the file."""
        if self.table is None or self.table == "cooperative":
            return ""
        return _("{table}, no. {id}", table=table_name(self.table), id=self.id)

    @property
    def problem(self) -> str:
        return self.rule.said(self)

    @property
    def command(self) -> str:
        """What mends it, to be typed."""
        return typed("check", "--fix") if self.fixable else self.rule.mend(self)

    @property
    def fixable(self) -> bool:
        return self.rule.fixes(self)


def _never(_finding: Finding) -> bool:
    return False


def _always(_finding: Finding) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: how it is asked, how a finding reads, and the command that mends it.

    ``grave`` ones are about the file and what must always hold. ``living`` ones say nothing of the
    dissolved. ``fixes`` says whether a finding has one safe answer, which ``--fix`` gives.
    """

    code: CheckRule
    find: Callable[[sqlite3.Connection, Occasion], Found]
    said: Callable[[Finding], str]
    mend: Callable[[Finding], str]
    grave: bool = False
    living: bool = True
    fixes: Callable[[Finding], bool] = _never


def _day(text: str) -> str:
    return short_day(date.fromisoformat(text))


def _restore(_finding: Finding) -> str:
    """What only damage or another program can have done is not mended by hand."""
    return typed("backup", "--list")


def _edit(field: str, what: str) -> Callable[[Finding], str]:
    return lambda finding: typed("edit", finding.cooperative, f"--{field}", _(what))


def _taken_back(finding: Finding) -> str:
    parent, id_ = finding.details
    return _("refers to {table} no. {id}, which was taken back", table=table_name(parent), id=id_)


def _unjournalled(finding: Finding) -> str:
    what, at, before = finding.details
    match what:
        case "inserted":
            return _("is there, and the journal does not know how it came")
        case "withdrawn":
            return _("was taken back, and the journal does not know by whom")
        case "deleted":
            return _("is in the journal, and is not there any more")
        case _:
            return _("has the moment {at}, and the one before it {before}", at=at, before=before)


def _status_order(finding: Finding) -> str:
    status, on, before, on_before = finding.details
    return _("{status} from {day} on, after {before} from {earlier} on",
             status=label(Status(status)).lower(), day=_day(on),
             before=label(Status(before)).lower(), earlier=_day(on_before))  # fmt: skip


def _other_subdistrict(finding: Finding) -> str:
    village, subdistrict, _code = finding.details
    if subdistrict is None:
        return _("village {village} is recorded, its subdistrict is not", village=village)
    return _("village {village} is not one of {subdistrict}",
             village=village, subdistrict=subdistrict)  # fmt: skip


def _unexplained(finding: Finding) -> str:
    on, active, inactive, known_active, known_inactive = finding.details
    return _("{day}: {active} active and {inactive} inactive were given out, the records say"
             " {known_active} and {known_inactive}", day=_day(on),
             active=number(active), inactive=number(inactive),
             known_active=number(known_active), known_inactive=number(known_inactive))  # fmt: skip


def _village(finding: Finding) -> str:
    (place,) = finding.details
    return _('written as "{place}"', place=place) if place else _("village not recorded")


def _duplicate(finding: Finding) -> str:
    other, name, by, _lacks_nik = finding.details
    said = {"id": other, "name": name}
    match by:
        case "legal-number":
            return _("the same legal number as no. {id} {name}", **said)
        case "name":
            return _("the same name as no. {id} {name}", **said)
        case _:
            return _("a name and a place like no. {id} {name}", **said)


def _dates(finding: Finding) -> str:
    _number, earlier, earlier_on, later, later_on = finding.details
    if later == "today":
        return _("{field} {day} has not come yet", field=heading(earlier), day=_day(earlier_on))
    return _("{later} {later_on} lies before {earlier} {earlier_on}", later=heading(later),
             later_on=_day(later_on), earlier=heading(earlier).lower(),
             earlier_on=_day(earlier_on))  # fmt: skip


def _mend_dates(finding: Finding) -> str:
    of, _earlier, earlier_on, later, later_on = finding.details
    today = later == "today"
    match finding.table:
        case "cooperative":
            field = "legal-date" if today else later.replace("_", "-")
            return _edit(field, N_("DATE"))(finding)
        case "status_change":
            day = earlier_on if today else later_on
            return typed("status", finding.cooperative, Status(of), "--correct", day, "--on",
                         _("DATE"))  # fmt: skip
        case "annual_report" if later == "book_year":
            return _edit("legal-date", N_("DATE"))(finding)
        case "annual_report":
            return typed("rat", finding.cooperative, of, "--on", _("DATE"))
        case "financing":
            return typed("finance", finding.cooperative)
        case _:
            return typed("log", finding.cooperative)


def _members(finding: Finding) -> str:
    year, men, women, participants = finding.details
    if participants is not None:
        return _("{n} took part, of {members} members in {year}", n=number(participants),
                 members=number(men + women), year=year)  # fmt: skip
    if men is None:
        return _("{year}: {n} women, and the men are not recorded", year=year, n=number(women))
    return _("{year}: {n} men, and the women are not recorded", year=year, n=number(men))


def _mend_members(finding: Finding) -> str:
    year, men, _women, _participants = finding.details
    which = "--members-male" if men is None else "--members-female"
    return typed("rat", finding.cooperative, year, which, _("NUMBER"))


def _capital(finding: Finding) -> str:
    year, equity, outside, assets = finding.details
    return _("{year}: own capital {equity} and outside capital {outside} are not assets {assets}",
             year=year, equity=rupiah(equity), outside=rupiah(outside),
             assets=rupiah(assets))  # fmt: skip


def _grade(finding: Finding) -> str:
    given, computed, reason, _missed = finding.details
    said = {"given": label(Grade(given)), "reason": reason}
    if computed is None:
        return _("{given} in ODS, none by the RATs on record: {reason}", **said)
    return _("{given} in ODS, {computed} by the RATs on record: {reason}",
             computed=label(computed), **said)  # fmt: skip


def _mend_grade(finding: Finding) -> str:
    """ODS knows of RATs that are not on record; or it does not know yet of those that are."""
    given, computed, _reason, missed = finding.details
    grades = [*Grade]
    known_less = computed is None or grades.index(computed) > grades.index(Grade(given))
    if missed and known_less and given != Grade.D:
        return typed("rat", finding.cooperative, missed, "--on", _("DATE"))
    return typed("edit", finding.cooperative, "--ods-grade", computed or _("GRADE"))


def _mend_no_reason(finding: Finding) -> str:
    (on,) = finding.details
    return typed("status", finding.cooperative, Status.INACTIVE, "--correct", on, "--reason",
                 _("TEXT"))  # fmt: skip


# The gravest first.
RULES: tuple[Rule, ...] = (
    Rule(
        CheckRule.DAMAGED,
        file.damage,
        lambda found: found.details[0],
        _restore,
        grave=True,
        living=False,
        fixes=lambda found: bool(found.details[1]),
    ),
    Rule(
        CheckRule.BROKEN_REFERENCE,
        file.broken_references,
        lambda found: _("refers to {table} that is not there", table=table_name(found.details[0])),
        _restore,
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.OPEN_TO_OTHERS,
        file.open_to_others,
        lambda found: _("others on this computer can look into {path}", path=found.details[0]),
        _restore,
        grave=True,
        living=False,
        fixes=_always,
    ),
    Rule(
        CheckRule.TAKEN_BACK, file.taken_back, _taken_back, _restore, grave=True, living=False
    ),
    Rule(
        CheckRule.UNJOURNALLED,
        file.unjournalled,
        _unjournalled,
        _restore,
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.STATUS_ORDER,
        asked("status_order"),
        _status_order,
        lambda found: typed("status", found.cooperative, _("STATUS"), "--correct",
                            found.details[1]),
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.STRAY_CASE,
        asked("stray_case"),
        lambda found: _("open since {day}, and the cooperative is not inactive",
                        day=_day(found.details[0])),
        lambda found: typed("log", found.cooperative),
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.NO_STATUS,
        asked("no_status"),
        lambda found: _("no status was ever recorded: no count has it"),
        lambda found: typed("status", found.cooperative, Status.ACTIVE, "--on", _("DATE")),
        grave=True,
    ),
    Rule(
        CheckRule.OTHER_SUBDISTRICT,
        asked("other_subdistrict"),
        _other_subdistrict,
        _edit("village", N_("VILLAGE")),
        grave=True,
        living=False,
        fixes=_always,
    ),
    Rule(
        CheckRule.OUTDATED_KEY,
        asking.outdated_key,
        lambda found: _("a second registration would not be noticed"),
        _restore,
        grave=True,
        living=False,
        fixes=_always,
    ),
    Rule(
        CheckRule.UNEXPLAINED_FIGURE,
        asking.unexplained_figure,
        _unexplained,
        lambda found: typed("report", "changes", "--since-published", "--from", found.details[0]),
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.MISSING_SECTOR,
        missing("sector"),
        lambda found: _("sector not recorded"),
        _edit("sector", N_("SECTOR")),
    ),
    Rule(CheckRule.MISSING_VILLAGE, missing("village_code"), _village, _edit("village", N_("VILLAGE"))),
    Rule(
        CheckRule.MISSING_NIK,
        missing("nik"),
        lambda found: _("NIK not recorded"),
        _edit("nik", N_("NIK")),
    ),
    Rule(
        CheckRule.OTHER_DISTRICT,
        asking.other_district,
        lambda found: _("NIK {nik} does not begin with {ours}",
                        nik=found.details[0], ours=found.details[1]),
        _edit("nik", N_("NIK")),
    ),
    Rule(
        CheckRule.LIKELY_DUPLICATE,
        likely_duplicates,
        _duplicate,
        lambda found: typed("edit", found.details[3], "--nik", _("NIK")),
    ),
    Rule(CheckRule.DATES_OUT_OF_ORDER, asked("dates"), _dates, _mend_dates),
    Rule(CheckRule.MEMBERS_MISMATCH, asked("members"), _members, _mend_members),
    Rule(
        CheckRule.CAPITAL_MISMATCH,
        asked("capital"),
        _capital,
        lambda found: typed("rat", found.cooperative, found.details[0], "--assets", _("AMOUNT")),
    ),
    Rule(CheckRule.GRADE_DIFFERS, asking.grade_differs, _grade, _mend_grade),
    Rule(
        CheckRule.NO_REASON,
        asked("no_reason"),
        lambda found: _("inactive since {day}, without a reason", day=_day(found.details[0])),
        _mend_no_reason,
    ),
)  # fmt: skip


ABOUT_THE_FILE = frozenset(
    {
        CheckRule.DAMAGED,
        CheckRule.BROKEN_REFERENCE,
        CheckRule.OPEN_TO_OTHERS,
        CheckRule.UNEXPLAINED_FIGURE,
    }
)
"""Those that concern no cooperative."""


def rules_of(codes: Iterable[CheckRule], *, grave_only: bool = False) -> tuple[Rule, ...]:
    """The rules of these codes in the order of the table; all of them where none is named."""
    wanted = frozenset(codes)
    return tuple(
        rule for rule in RULES
        if (not wanted or rule.code in wanted) and (rule.grave or not grave_only)
    )  # fmt: skip
