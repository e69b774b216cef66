"""What a rule of the check is, and what it finds."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from koperasi_cli.headings import table_name
from koperasi_cli.language import _
from koperasi_cli.reports.check.asking import Found, Occasion
from koperasi_cli.reports.commands import typed
from koperasi_cli.vocabulary import CheckRule

OF_ANOTHER_KIND = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError)
"""What comes of a value that another program put where it does not belong."""


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
        try:
            return self.rule.said(self)
        except OF_ANOTHER_KIND:
            return _("cannot be told, for a value in it is of the wrong kind")

    @property
    def command(self) -> str:
        """What mends it, to be typed."""
        try:
            return typed("check", "--fix") if self.fixable else self.rule.mend(self)
        except OF_ANOTHER_KIND:
            return typed("check", "--rule", CheckRule.WRONG_KIND)

    @property
    def fixable(self) -> bool:
        return self.rule.fixes(self)


def never(_finding: Finding) -> bool:
    return False


def always(_finding: Finding) -> bool:
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
    fixes: Callable[[Finding], bool] = never
