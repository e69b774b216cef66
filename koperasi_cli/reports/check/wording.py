"""How the findings of the check read, and the commands that mend them.

What was said by a rule's question stands in the details of a finding, in the question's order.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from koperasi_cli.headings import heading, table_name
from koperasi_cli.language import N_, _, label, number, rupiah, short_day
from koperasi_cli.reports.check.rule import Finding
from koperasi_cli.reports.commands import typed
from koperasi_cli.vocabulary import Grade, Status


def day(value: Any) -> str:
    """A day in words; whatever else stands in its place, as it is."""
    try:
        return short_day(date.fromisoformat(value))
    except (ValueError, TypeError):
        return str(value)


def restore(_finding: Finding) -> str:
    """What only damage or another program can have done is not mended by hand."""
    return typed("backup", "--list")


def edit(field: str, what: str) -> Callable[[Finding], str]:
    return lambda finding: typed("edit", finding.cooperative, f"--{field}", _(what))


def wrong_kind(finding: Finding) -> str:
    column, found = finding.details
    return _('{field} cannot be "{value}"', field=heading(column), value=found)


def taken_back(finding: Finding) -> str:
    parent, id_ = finding.details
    return _("refers to {table} no. {id}, which was taken back", table=table_name(parent), id=id_)


def unjournalled(finding: Finding) -> str:
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


def status_order(finding: Finding) -> str:
    status, on, before, on_before = finding.details
    return _("{status} from {day} on, after {before} from {earlier} on",
             status=label(Status(status)).lower(), day=day(on),
             before=label(Status(before)).lower(), earlier=day(on_before))  # fmt: skip


def other_subdistrict(finding: Finding) -> str:
    village, subdistrict, _code = finding.details
    if subdistrict is None:
        return _("village {village} is recorded, its subdistrict is not", village=village)
    return _("village {village} is not one of {subdistrict}",
             village=village, subdistrict=subdistrict)  # fmt: skip


def unexplained(finding: Finding) -> str:
    on, active, inactive, known_active, known_inactive = finding.details
    return _("{day}: {active} active and {inactive} inactive were given out, the records say"
             " {known_active} and {known_inactive}", day=day(on),
             active=number(active), inactive=number(inactive),
             known_active=number(known_active), known_inactive=number(known_inactive))  # fmt: skip


def mend_persons_nik(finding: Finding) -> str:
    (column,) = finding.details
    if finding.table == "cooperative" and column == "place":  # gives way to the village
        return typed("edit", finding.cooperative, "--village", _("VILLAGE"))
    if finding.table == "cooperative":
        return typed("edit", finding.cooperative, f"--{column.replace('_', '-')}", _("TEXT"))
    if finding.table == "tag":
        return typed("edit", finding.cooperative, "--untag", _("TAG"))
    return typed("log", *([finding.cooperative] if finding.cooperative else []))


def village(finding: Finding) -> str:
    (place,) = finding.details
    return (
        _('not in the region table: "{place}"', place=place) if place else _("village not recorded")
    )


def duplicate(finding: Finding) -> str:
    other, name, by, _lacks_nik = finding.details
    said = {"id": other, "name": name}
    match by:
        case "legal-number":
            return _("the same legal number as no. {id} {name}", **said)
        case "name":
            return _("the same name as no. {id} {name}", **said)
        case _:
            return _("a name and a place like no. {id} {name}", **said)


def dates(finding: Finding) -> str:
    _number, earlier, earlier_on, later, later_on = finding.details
    if later == "today":
        return _("{field} {day} has not come yet", field=heading(earlier), day=day(earlier_on))
    return _("{later} {later_on} lies before {earlier} {earlier_on}", later=heading(later),
             later_on=day(later_on), earlier=heading(earlier).lower(),
             earlier_on=day(earlier_on))  # fmt: skip


def mend_dates(finding: Finding) -> str:
    of, _earlier, earlier_on, later, later_on = finding.details
    today = later == "today"
    match finding.table:
        case "cooperative":
            field = "legal-date" if today else later.replace("_", "-")
            return edit(field, N_("DATE"))(finding)
        case "status_change":
            day = earlier_on if today else later_on
            return typed("status", finding.cooperative, Status(of), "--correct", day, "--on",
                         _("DATE"))  # fmt: skip
        case "annual_report" if later == "book_year":
            return edit("legal-date", N_("DATE"))(finding)
        case "annual_report":
            return typed("rat", finding.cooperative, of, "--on", _("DATE"))
        case "financing":
            return typed("finance", finding.cooperative)
        case _:
            return typed("log", finding.cooperative)


def members(finding: Finding) -> str:
    year, men, women, participants = finding.details
    if participants is not None:
        return _("{n} took part, of {members} members in {year}", n=number(participants),
                 members=number(men + women), year=year)  # fmt: skip
    if men is None:
        return _("{year}: {n} women, and the men are not recorded", year=year, n=number(women))
    return _("{year}: {n} men, and the women are not recorded", year=year, n=number(men))


def mend_members(finding: Finding) -> str:
    year, men, _women, participants = finding.details
    if participants is not None:  # either may be wrong: the session, or the book year
        return typed("log", finding.cooperative)
    which = "--members-male" if men is None else "--members-female"
    return typed("rat", finding.cooperative, year, which, _("NUMBER"))


def capital(finding: Finding) -> str:
    year, equity, outside, assets = finding.details
    return _("{year}: own capital {equity} and outside capital {outside} are not assets {assets}",
             year=year, equity=rupiah(equity), outside=rupiah(outside),
             assets=rupiah(assets))  # fmt: skip


def grade(finding: Finding) -> str:
    given, computed, reason, _missed = finding.details
    said = {"given": label(Grade(given)), "reason": reason}
    if computed is None:
        return _("{given} in ODS, none by the RATs on record: {reason}", **said)
    return _("{given} in ODS, {computed} by the RATs on record: {reason}",
             computed=label(computed), **said)  # fmt: skip


def mend_grade(finding: Finding) -> str:
    """ODS knows of RATs that are not on record; or it does not know yet of those that are."""
    given, computed, _reason, missed = finding.details
    grades = [*Grade]
    known_less = computed is None or grades.index(computed) > grades.index(Grade(given))
    if missed and known_less and given != Grade.D:
        return typed("rat", finding.cooperative, missed, "--on", _("DATE"))
    return typed("edit", finding.cooperative, "--ods-grade", computed or _("GRADE"))


def mend_no_reason(finding: Finding) -> str:
    (on,) = finding.details
    return typed("status", finding.cooperative, Status.INACTIVE, "--correct", on, "--reason",
                 _("TEXT"))  # fmt: skip
