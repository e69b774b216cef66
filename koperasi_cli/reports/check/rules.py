"""When something is wrong with the registry: the rules of the check, all in one table.

The grave ones are about the file and about what must always hold: only damage, or another program that
wrote into the file, breaks them. The others are what a clerk has still to find out; they are the
office's own [O].
"""

from collections.abc import Iterable

from koperasi_cli.headings import heading, table_name
from koperasi_cli.language import N_, _, shown
from koperasi_cli.reports.check import asking, file, wording
from koperasi_cli.reports.check.asking import asked, missing
from koperasi_cli.reports.check.duplicates import likely_duplicates
from koperasi_cli.reports.check.rule import Finding, Rule, always, never
from koperasi_cli.reports.commands import typed
from koperasi_cli.vocabulary import CheckRule, Status

__all__ = ["ABOUT_THE_FILE", "RULES", "Finding", "Rule", "rules_of"]

# The gravest first.
RULES: tuple[Rule, ...] = (
    Rule(
        CheckRule.DAMAGED,
        file.damage,
        lambda found: found.details[0],
        wording.restore,
        grave=True,
        living=False,
        fixes=lambda found: bool(found.details[1]),
    ),
    Rule(
        CheckRule.ALTERED,
        file.altered,
        lambda found: _("{name} is not as the program made it", name=found.details[0]),
        wording.restore,
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.BROKEN_REFERENCE,
        file.broken_references,
        lambda found: _("refers to {table} that is not there", table=table_name(found.details[0])),
        wording.restore,
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.OPEN_TO_OTHERS,
        file.open_to_others,
        lambda found: _("others on this computer can look into {path}", path=found.details[0]),
        wording.restore,
        grave=True,
        living=False,
        fixes=always,
    ),
    Rule(
        CheckRule.WRONG_KIND,
        file.wrong_kind,
        wording.wrong_kind,
        wording.restore,
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.TAKEN_BACK,
        file.taken_back,
        wording.taken_back,
        wording.restore,
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.UNJOURNALLED,
        file.unjournalled,
        wording.unjournalled,
        wording.restore,
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.RECORDED_AHEAD,
        asked("recorded_ahead"),
        lambda found: _("operation no. {id} is dated {day}, which has not come yet",
                        id=found.details[0], day=wording.day(found.details[1][:10])),
        lambda found: typed("log", "--operation", found.details[0]),
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.STATUS_ORDER,
        asked("status_order"),
        wording.status_order,
        lambda found: typed("status", found.cooperative, _("STATUS"), "--correct",
                            found.details[1]),
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.STRAY_CASE,
        asked("stray_case"),
        lambda found: _("open since {day}, and the cooperative is not inactive",
                        day=wording.day(found.details[0])),
        lambda found: typed("log", found.cooperative),
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.STRAY_STEP,
        asked("stray_step"),
        lambda found: _("is put down to case no. {case}, of cooperative no. {id}",
                        case=found.details[0], id=found.details[1]),
        wording.restore,
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.OTHER_SUBDISTRICT,
        asked("other_subdistrict"),
        wording.other_subdistrict,
        wording.edit("village", N_("VILLAGE")),
        grave=True,
        living=False,
        fixes=lambda found: found.details[1] is None,  # or either of the two may be the wrong one
    ),
    Rule(
        CheckRule.OUTDATED_KEY,
        asking.outdated_key,
        lambda found: _("its search key is outdated: a second registration would not be noticed"),
        wording.restore,
        grave=True,
        living=False,
        fixes=always,
    ),
    Rule(
        CheckRule.UNEXPLAINED_FIGURE,
        asking.unexplained_figure,
        wording.unexplained,
        lambda found: typed("report", shown("value", "changes"), "--since-published",
                            "--from", found.details[0]),
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.PERSONAL_NIK,
        file.persons_niks,
        lambda found: _("{field} has a person's NIK in it", field=heading(found.details[0])),
        wording.mend_persons_nik,
        grave=True,
        living=False,
    ),
    Rule(
        CheckRule.NO_STATUS,
        asked("no_status"),
        lambda found: _("no status was ever recorded: no count has it"),
        lambda found: typed("status", found.cooperative, Status.ACTIVE, "--on", _("DATE")),
    ),
    Rule(
        CheckRule.MISSING_SECTOR,
        missing("sector"),
        lambda found: _("sector not recorded"),
        wording.edit("sector", N_("SECTOR")),
    ),
    Rule(
        CheckRule.MISSING_VILLAGE,
        missing("village_code"),
        wording.village,
        wording.edit("village", N_("VILLAGE")),
    ),
    Rule(
        CheckRule.MISSING_NIK,
        missing("nik"),
        lambda found: _("NIK not recorded"),
        wording.edit("nik", N_("NIK")),
    ),
    Rule(
        CheckRule.OTHER_DISTRICT,
        asking.other_district,
        lambda found: _("NIK {nik} does not begin with {ours}",
                        nik=found.details[0], ours=found.details[1]),
        wording.edit("nik", N_("NIK")),
    ),
    Rule(
        CheckRule.LIKELY_DUPLICATE,
        likely_duplicates,
        wording.duplicate,
        lambda found: typed("edit", found.details[3], "--nik", _("NIK")),
    ),
    Rule(CheckRule.DATES_OUT_OF_ORDER, asked("dates"), wording.dates, wording.mend_dates),
    Rule(CheckRule.MEMBERS_MISMATCH, asked("members"), wording.members, wording.mend_members),
    Rule(
        CheckRule.CAPITAL_MISMATCH,
        asked("capital"),
        wording.capital,
        lambda found: typed("rat", found.cooperative, found.details[0], "--assets", _("AMOUNT")),
    ),
    Rule(CheckRule.GRADE_DIFFERS, asking.grade_differs, wording.grade, wording.mend_grade),
    Rule(
        CheckRule.NO_REASON,
        asked("no_reason"),
        lambda found: _("inactive since {day}, without a reason", day=wording.day(found.details[0])),
        wording.mend_no_reason,
    ),
)  # fmt: skip


ABOUT_THE_FILE = frozenset(
    {
        CheckRule.DAMAGED,
        CheckRule.ALTERED,
        CheckRule.BROKEN_REFERENCE,
        CheckRule.RECORDED_AHEAD,
        CheckRule.OPEN_TO_OTHERS,
        CheckRule.UNEXPLAINED_FIGURE,
    }
)
"""Those that concern no cooperative."""


def rules_of(
    codes: Iterable[CheckRule], *, grave_only: bool = False, to_fix: bool = False
) -> tuple[Rule, ...]:
    """The rules of these codes in the order of the table, all of them where none is named; with
    ``to_fix`` those whose findings may have one safe answer."""
    wanted = frozenset(codes)
    return tuple(
        rule for rule in RULES
        if (not wanted or rule.code in wanted)
        and (rule.grave or not grave_only)
        and not (to_fix and rule.fixes is never)
    )  # fmt: skip
