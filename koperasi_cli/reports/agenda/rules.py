"""When something is due or at risk: the rules of the agenda, all in one table.

They are the office's own [O]; the numbers in them are settings (``reports.office.THRESHOLDS``). The RAT,
the certificate, the board and the members are asked after where a cooperative is active: of an inactive
one its case has to answer for them.
"""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import _, day, label, ngettext, number, rupiah, short_day
from koperasi_cli.reports.agenda import asking
from koperasi_cli.reports.agenda.asking import Found, Occasion, asked
from koperasi_cli.reports.commands import typed
from koperasi_cli.vocabulary import AgendaRule, SessionKind, Status

ANY = frozenset({Status.ACTIVE, Status.INACTIVE, None})
ACTIVE = frozenset({Status.ACTIVE})
FIRST_DAY = date.min


@dataclass(slots=True)
class Hit:
    """A rule that holds of a cooperative: since when (or until when), and what the rule's query said
    besides. ``more`` is how many more times it holds: two follow-ups are one hit and one more.

    A plain class, not a frozen one: a big registry has hundreds of thousands.
    """

    rule: "Rule"
    since: str | None
    details: tuple[Any, ...] = ()
    more: int = 0

    @property
    def reason(self) -> str:
        """In words, short enough to stand beside others."""
        said = self.rule.said(self)
        if not self.more:
            return said
        return ngettext(
            "{reason} (and {n} more)", "{reason} (and {n} more)", self.more, reason=said
        )

    @property
    def day(self) -> str:
        return short_day(date.fromisoformat(self.since)) if self.since else "-"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: whom it holds of, how its reason reads, and the command that settles it.

    ``find`` gives (number of the cooperative, since, what else is of interest …) of all there are, in
    one query; ``of`` are the statuses it concerns. ``threshold`` says the numbers in it.
    """

    code: AgendaRule
    find: Callable[[sqlite3.Connection, Occasion], Found]
    said: Callable[[Hit], str]
    settle: Callable[[int, Hit], str]
    threshold: Callable[[Occasion], str] | None = None
    of: frozenset[Status | None] = ANY


def _days(threshold: str) -> Callable[[Occasion], str]:
    return lambda occasion: ngettext("{n} day", "{n} days", occasion[threshold])


def _deadline(occasion: Occasion) -> str:
    return day(occasion.rats.deadline(occasion.rats.newest_due))


def _planned(hit: Hit) -> str:
    kind = hit.details[0]
    if kind is None:
        return _("next date of its case: {day}", day=hit.day)
    return _("{kind} planned for {day}", kind=label(SessionKind(kind)), day=hit.day)


def _hold(id_: int, hit: Hit) -> str:
    """The plan carried out, with all who were planned for it; a case is gone on with."""
    kind, session = hit.details
    if kind is None:
        return typed("revitalize", id_, "--next", "+14")
    return typed("mentor", "--held", session, "--on", hit.since)


def _near(hit: Hit) -> str:
    year, planned_on = hit.details
    if planned_on:
        return _("RAT for {year} due by {day}, planned for {planned}", year=year, day=hit.day,
                 planned=short_day(date.fromisoformat(planned_on)))  # fmt: skip
    return _("RAT for {year} due by {day}", year=year, day=hit.day)


def _undisbursed(hit: Hit) -> str:
    lender, amount, _id = hit.details
    said = {"lender": lender, "day": hit.day}
    if amount is None:
        return _("capital from {lender} approved on {day}, not disbursed", **said)
    return _("{amount} from {lender} approved on {day}, not disbursed",
             amount=rupiah(amount), **said)  # fmt: skip


def _disburse(id_: int, hit: Hit) -> str:
    _lender, amount, application = hit.details
    paid = _("AMOUNT") if amount is None else amount
    return typed("finance", id_, "--application", application, "--disburse", paid)


def _seen(hit: Hit) -> str:
    return _("no visit since {day}", day=hit.day) if hit.since else _("no visit on record")


def _members(hit: Hit) -> str:
    members, year = hit.details
    return ngettext("{n} member in {year}", "{n} members in {year}", members, year=year)


# The most urgent first.
RULES: tuple[Rule, ...] = (
    Rule(
        AgendaRule.PLANNED_TODAY,
        asked("planned_today"),
        _planned,
        _hold,
    ),
    Rule(
        AgendaRule.PAST_NEXT_DATE,
        asked("past_next_date"),
        lambda hit: _("next date of its case was {day}", day=hit.day),
        lambda id_, hit: typed("revitalize", id_, "--next", "+14"),
    ),
    Rule(
        AgendaRule.FOLLOW_UP_DUE,
        asked("follow_up_due"),
        lambda hit: _("follow-up due since {day}", day=hit.day),
        lambda id_, hit: typed("mentor", id_, "--done", hit.details[1]),
    ),
    Rule(
        AgendaRule.PLAN_PASSED,
        asked("plan_passed"),
        _planned,
        _hold,
    ),
    Rule(
        AgendaRule.UNDISBURSED,
        asked("undisbursed", before=lambda occasion: occasion.days_before("undisbursed_days")),
        _undisbursed,
        _disburse,
        _days("undisbursed_days"),
    ),
    Rule(
        AgendaRule.RAT_NEAR,
        asking.rat_near,
        _near,
        lambda id_, hit: typed("rat", id_, hit.details[0]),
        _days("rat_near_days"),
        ACTIVE,
    ),
    Rule(
        AgendaRule.CERTIFICATE_EXPIRING,
        asked(
            "certificate",
            first=lambda occasion: occasion.on,
            last=lambda occasion: occasion.on + timedelta(days=occasion["certificate_days"]),
        ),
        lambda hit: _("certificate expires on {day}", day=hit.day),
        lambda id_, hit: typed("edit", id_, "--certificate-expires-on", _("DATE")),
        _days("certificate_days"),
        ACTIVE,
    ),
    Rule(
        AgendaRule.NO_OPEN_CASE,
        asked("no_open_case"),
        lambda hit: _("inactive since {day}, no case", day=hit.day),
        lambda id_, hit: typed("revitalize", id_, "--open"),
    ),
    Rule(
        AgendaRule.STALE_CASE,
        asked("stale_case", before=lambda occasion: occasion.days_before("stale_case_days")),
        lambda hit: _("no step in its case since {day}", day=hit.day),
        lambda id_, hit: typed("revitalize", id_, "--action", SessionKind.VISIT),
        _days("stale_case_days"),
    ),
    Rule(
        AgendaRule.ACTIVE_BUT_LIKELY_INACTIVE,
        asking.likely_inactive,
        lambda hit: _("likely inactive: {reason}", reason=hit.details[0]),
        lambda id_, hit: typed("status", id_, Status.INACTIVE),
        lambda occasion: ngettext("{n} book year", "{n} book years", occasion["book_years"]),
        of=ACTIVE,
    ),
    Rule(
        AgendaRule.RAT_MISSED,
        asking.rat_missed,
        lambda hit: _("no RAT for {year} on record", year=hit.details[0]),
        lambda id_, hit: typed("rat", id_, hit.details[0]),
        _deadline,
        ACTIVE,
    ),
    Rule(
        AgendaRule.CERTIFICATE_EXPIRED,
        asked(
            "certificate",
            first=lambda _occasion: FIRST_DAY,
            last=lambda occasion: occasion.on - timedelta(days=1),
        ),
        lambda hit: _("certificate expired on {day}", day=hit.day),
        lambda id_, hit: typed("edit", id_, "--certificate-expires-on", _("DATE")),
        of=ACTIVE,
    ),
    Rule(
        AgendaRule.BOARD_TERM,
        asked("board_term"),
        lambda hit: _("board term ended on {day}", day=hit.day),
        lambda id_, hit: typed("edit", id_, "--board-term-ends-on", _("DATE")),
        of=ACTIVE,
    ),
    Rule(
        AgendaRule.FEW_MEMBERS,
        asking.few_members,
        _members,
        lambda id_, hit: typed("rat", id_, hit.details[1]),
        lambda occasion: f"{heading('members')} < {number(occasion['fewest_members'])}",
        ACTIVE,
    ),
    Rule(
        AgendaRule.NO_VISIT,
        asking.not_visited,
        _seen,
        lambda id_, hit: typed("mentor", id_, "--kind", SessionKind.VISIT),
        lambda occasion: ngettext("{n} month", "{n} months", occasion["visit_months"]),
    ),
)


def rules_of(codes: Iterable[AgendaRule]) -> tuple[Rule, ...]:
    """The rules of these codes in the order of the table; all of them where none is named."""
    wanted = frozenset(codes)
    return tuple(rule for rule in RULES if not wanted or rule.code in wanted)
