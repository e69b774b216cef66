"""The lists of ``koperasi list``: what each has, and which questions it answers."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace

from koperasi_cli.errors import BadUsage
from koperasi_cli.language import _, day, ngettext, number, shown
from koperasi_cli.reports import cooperatives as coops
from koperasi_cli.reports.columns import Listing, arranged
from koperasi_cli.reports.indication import thresholds_in_words
from koperasi_cli.reports.listing.office import officers, publications, regions
from koperasi_cli.reports.listing.question import Answer, Question
from koperasi_cli.reports.listing.records import financing, products, rat
from koperasi_cli.reports.listing.work import listed_cases, sessions
from koperasi_cli.reports.office import office_facts
from koperasi_cli.reports.selection import Criteria, select
from koperasi_cli.table import Report

__all__ = ["LISTS", "Question", "report"]


def report(connection: sqlite3.Connection, what: str, question: Question) -> Report:
    """One of ``LISTS``, arranged as asked.

    Raises:
        BadUsage: a filter that this list does not have.
        BadValue, NotFound: a filter or a column that cannot be read.
    """
    make, takes = LISTS[what]
    _refuse_others(question, takes)
    answer = make(connection, question)
    table, data = arranged(
        answer.listing, columns=question.columns, sort=question.sort, everything=question.everything
    )
    line = answer.count(len(data))
    if answer.words:
        line = _("{count} ({filters})", count=line, filters="; ".join(answer.words))
    shown = [column.key for column in table.columns if not column.hidden]
    notes = list(answer.notes)
    if "phone" in shown and not question.contacts:
        notes.append(_("Phone numbers are left out. To see them: --contacts"))
    if question.criteria.indication or {*shown} & {*coops.COMPUTED}:
        notes.append(thresholds_in_words(office_facts(connection), question.day))
    return Report([line], [table], notes, data)


def _cooperatives(connection: sqlite3.Connection, question: Question) -> Answer:
    chosen = select(connection, question.criteria, me=question.me, on=question.day)
    listing = coops.cooperatives(
        connection, question.day, known=question.known, selection=chosen,
        contacts=question.contacts,
    )  # fmt: skip
    listing = _with_indications(connection, question, listing)
    notes = []
    if question.known_on:
        notes.append(_("As it was known at the end of {day}.", day=day(question.known_on)))
    if question.day < question.today or question.known_on:
        notes.append(
            _("The status is that of the day; sector, place and other attributes are today's.")
        )

    def count(n: int) -> str:
        if question.day == question.today:
            return ngettext("{n} cooperative", "{n} cooperatives", n, n=number(n))
        return ngettext(
            "{n} cooperative on {day}", "{n} cooperatives on {day}", n,
            n=number(n), day=day(question.day),
        )  # fmt: skip

    return Answer(listing, count, chosen.words, notes)


def _with_indications(
    connection: sqlite3.Connection, question: Question, listing: Listing
) -> Listing:
    """With the columns of the indication, computed where they are asked for."""
    if question.known_on:
        if question.criteria.indication:
            raise BadUsage(
                _("The indication of an earlier state of knowledge cannot be computed."),
                _("Leave one out: {options}", options="--known-on, --indication"),
            )
        left = [column for column in listing.columns if column.key not in coops.COMPUTED]
        return replace(listing, columns=left)
    office = office_facts(connection)
    return replace(
        listing,
        computed=coops.COMPUTED,
        complete=lambda found: coops.with_indications(connection, found, question.day, office),
        shown=coops.SHOWN_INDICATED if question.criteria.indication else listing.shown,
    )


_FILTERS = frozenset(Criteria.__dataclass_fields__)
_EVERYTHING = _FILTERS | {"on", "known_on"}
_OF_SESSIONS = frozenset({"kind", "first", "last", "held", "follow_up_due"})

# What can be listed: how it is made, and which filters it takes.
LISTS: dict[str, tuple[Callable[[sqlite3.Connection, Question], Answer], frozenset[str]]] = {
    "cooperatives": (_cooperatives, _EVERYTHING),
    "sessions": (sessions, _FILTERS | {"on", "planned"} | _OF_SESSIONS),
    "cases": (listed_cases, _FILTERS | {"on", "only_open"}),
    "rat": (rat, _FILTERS | {"on", "year", "planned"}),
    "financing": (financing, _FILTERS | {"on", "year", "state"}),
    "products": (products, _FILTERS | {"year"}),
    "publications": (publications, frozenset({"on", "search"})),
    "officers": (officers, frozenset({"subdistrict", "search"})),
    "regions": (regions, frozenset({"subdistrict", "search"})),
}


# The filters that are no criterion of cooperatives: which of them a list takes, it says above.
_APART = ("on", "known_on", "only_open", "year", "planned", "state", *sorted(_OF_SESSIONS))


def _refuse_others(question: Question, takes: frozenset[str]) -> None:
    given = {name for name in _FILTERS if getattr(question.criteria, name)}
    given |= {name for name in _APART if getattr(question, name)}
    for name in sorted(given - takes):
        raise BadUsage(
            _("This list has no filter {option}.", option=_option(name)),
            _("It has: {names}", names=", ".join(sorted(map(_option, takes)))),
        )


def _option(name: str) -> str:
    typed = {"first": "from", "last": "to"}.get(name, name)
    return f"--{shown('option', typed.replace('_', '-'))}"
