"""``koperasi check``: what is wrong with the registry, and the command that mends it."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from koperasi_cli.cli import options as o
from koperasi_cli.cli.app import app
from koperasi_cli.cli.command import command
from koperasi_cli.cli.declare import option
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.snoozing import EXAMPLES, refuse_beside_snooze, snoozed
from koperasi_cli.cli.targets import one
from koperasi_cli.errors import BadUsage
from koperasi_cli.language import N_, _, label, number, read_code
from koperasi_cli.reports.selection import Criteria, select
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import CheckRule

if TYPE_CHECKING:
    from sqlmodel import Session

    from koperasi_cli.reports.check.finding import Checked


@command(
    app,
    "check",
    panel="care",
    writes=True,
    extra=o.FILTERS,
    help=N_("Check the file, its history and its records, and say what mends what is wrong."),
    examples=[
        N_("koperasi check --officer me"),
        N_("koperasi check --rule missing-nik --rule likely-duplicate --all"),
        N_("koperasi check --fix --dry-run"),
    ],
)
def check(
    desk: Desk,
    coop: o.Coop = None,
    rule: Annotated[
        list[str] | None,
        option(
            "--rule",
            metavar=N_("RULE"),
            help=N_("Only by this rule: missing-nik, likely-duplicate, dates-out-of-order …"),
        ),
    ] = None,
    integrity: Annotated[
        bool,
        option(
            "--integrity",
            help=N_(
                "Only the file, the journal and what must always hold; no gaps in the records."
            ),
        ),
    ] = False,
    all_: Annotated[
        bool, option("--all", help=N_("All problems, not only the first twenty."))
    ] = False,
    fix: Annotated[
        bool, option("--fix", help=N_("Mend what has one safe answer; try it with --dry-run."))
    ] = False,
    snooze: Annotated[
        list[str] | None,
        option(
            "--snooze",
            metavar=N_("COOP"),
            help=N_("It is right as it is: leave this cooperative out of a --rule until a day."),
        ),
    ] = None,
    until: Annotated[
        str | None,
        option(
            "--until", metavar=N_("DATE"), help=N_("Until when to leave it out; today ends that.")
        ),
    ] = None,
    **filters: Any,
) -> Report:
    from koperasi_cli.reports import check as checking

    rules = list(dict.fromkeys(read_code(CheckRule, text) for text in rule or ()))
    if snooze or until is not None:
        given = {"coop": coop, "integrity": integrity, "all": all_, "fix": fix, **filters}
        refuse_beside_snooze(desk, given)
        return snoozed(desk, snooze or (), until, _that_may_wait(rules))
    if rules and integrity:
        raise BadUsage(
            _("--rule and --integrity exclude each other."),
            _("Name the rules, or leave them to --integrity."),
        )
    desk.database.looked_over = True  # that is done here, and told in full
    only = {one(desk, coop).id} if coop is not None else None
    occasion = checking.Occasion(desk.today, desk.office, desk.database.path)

    def look(connection: sqlite3.Connection, *, to_fix: bool = False) -> "Checked":
        done = checking.check(
            connection,
            occasion,
            selection=select(connection, Criteria.of(filters), me=desk.me),
            only=only,
            rules=checking.rules_of(rules, grave_only=integrity, to_fix=to_fix),
        )
        return done.only_fixable() if to_fix else done

    lines, mended = _fix(desk, look) if fix else ([], {})
    with desk.reading() as connection:
        done = look(connection, to_fix=fix and desk.dry_run)
        if fix and desk.dry_run and not done.findings:
            done = look(connection)
        report = checking.told(
            connection,
            done,
            most=None if all_ or desk.for_machines else checking.FEW,
            lines_first=desk.one_table,
        )
    return replace(report, lines=[*lines, *report.lines], data={**report.data, **mended})


def _that_may_wait(rules: Sequence[CheckRule]) -> Sequence[CheckRule]:
    """What must always hold is never left out, and what is left out has a name.

    Raises:
        BadUsage: no rule is named, or a grave one.
    """
    from koperasi_cli.reports.check import rules_of

    grave = [rule.code for rule in rules_of(rules) if rule.grave]
    if not rules or grave:
        raise BadUsage(
            _("{rule} is never left out.", rule=label(grave[0]))
            if rules
            else _("Name the rule by which it is to be left out, with --rule."),
            _("For example: {example}", example=_(EXAMPLES["check"])),
        )
    return rules


def _fix(desk: Desk, look: Callable[..., "Checked"]) -> tuple[list[str], dict[str, Any]]:
    """Mend what has one safe answer, after a backup; what was done, in lines and as data."""
    with desk.reading() as connection:
        found = look(connection, to_fix=True)
    if not found.findings:
        return [_("Nothing here has one safe answer.")], {"mended": {}, "backup": None}
    what = "; ".join(f"{label(code)}: {number(n)}" for code, n in found.counts.items())
    mends = _("This mends: {what}.", what=what)
    if not desk.dry_run:
        desk.confirm("fix", mends)

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.registry.mending import mend
        from koperasi_cli.registry.records import raw

        mend(session, look(raw(session), to_fix=True).findings)
        return Written([mends if desk.dry_run else _("Mended: {what}.", what=what)])

    in_the_file = set(found.counts) - {CheckRule.OPEN_TO_OTHERS}
    keeps = in_the_file and not desk.dry_run
    with desk.database.keeping("before-fix") if keeps else nullcontext() as kept:
        lines = [*desk.write(work).lines]
    if not desk.dry_run and CheckRule.OPEN_TO_OTHERS in found.counts:
        from koperasi_cli.registry.mending import close_to_others

        close_to_others(desk.database.path)
    told = [_("A backup was made first: {path}", path=kept)] if kept else []
    counts = {} if desk.dry_run else dict(found.counts)
    return [*lines, *told], {"mended": counts, "backup": str(kept) if kept else None}
