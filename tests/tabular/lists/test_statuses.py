"""What a list says of status: a decision of its day, or nothing, or a refusal; never an overwriting."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from koperasi_cli.database import Database
from koperasi_cli.models import Revitalization
from koperasi_cli.registry.cooperatives import register
from koperasi_cli.registry.statuses import Decision, decide
from koperasi_cli.tabular.imported import Imported
from koperasi_cli.vocabulary import Status

NOW = "2025-02-17T03:00:00Z"
TODAY = date(2025, 2, 17)
ON = "2025-01-31"
HEAD = ["NIK", "Nama", "Status"]
NIK = "1813060000001"

Take = Callable[..., Imported]
Made = Callable[..., Path]
Ask = Callable[..., list[Any]]
History = Sequence[tuple[str, str]]


def enrol(registry: Database, history: History, *, case: str | None = None) -> None:
    """A cooperative with these decisions, and an open case of that day."""
    with registry.writing("test", actor="tester", at=NOW) as session:
        first, *later = [Decision(Status(status), date.fromisoformat(on)) for on, status in history]
        one = register(session, {"name": "KSP Maju", "nik": NIK}, first, today=TODAY)
        for decision in later:
            decide(session, one, decision, today=TODAY)
        if case:
            _open(session, one.id, case)


def _open(session: Session, id_: int | None, on: str) -> None:
    assert id_
    session.add(Revitalization(cooperative_id=id_, opened_on=date.fromisoformat(on)))


ACTIVE, INACTIVE, DISSOLVED = "active", "inactive", "dissolved"
CHANGES: list[tuple[History, str]] = [
    ([("2020-01-01", ACTIVE)], INACTIVE),
    ([("2020-01-01", INACTIVE)], ACTIVE),
    ([("2020-01-01", ACTIVE)], DISSOLVED),
    ([("2020-01-01", ACTIVE), ("2022-01-01", INACTIVE)], ACTIVE),
    # The first one on record is later: the list shows what was before.
    ([("2025-02-10", ACTIVE)], INACTIVE),
    ([("2025-02-10", INACTIVE)], ACTIVE),
]
NOTHING: list[tuple[History, str]] = [
    ([("2020-01-01", ACTIVE)], ACTIVE),
    ([(ON, ACTIVE)], ACTIVE),
    ([("2020-01-01", ACTIVE), ("2022-01-01", INACTIVE)], INACTIVE),
    ([("2020-01-01", ACTIVE), ("2025-02-10", INACTIVE)], ACTIVE),
    ([("2020-01-01", DISSOLVED)], DISSOLVED),
    ([("2025-02-10", ACTIVE)], ACTIVE),
    ([("2020-01-01", ACTIVE)], ""),
    ([("2020-01-01", ACTIVE)], "-"),
]
REFUSED: list[tuple[History, str, str]] = [
    ([(ON, ACTIVE)], INACTIVE, "That day has another decision: Active."),
    ([("2020-01-01", ACTIVE), ("2025-02-10", INACTIVE)], INACTIVE,
     "It has the same status from 10 February 2025 on."),
    ([("2020-01-01", DISSOLVED)], ACTIVE, "It is dissolved since 1 January 2020"),
    ([("2020-01-01", ACTIVE), ("2025-02-10", INACTIVE)], DISSOLVED,
     "It has a decision after that, of 10 February 2025"),
    ([("2025-02-10", ACTIVE)], DISSOLVED, "It has a decision after that, of 10 February 2025"),
]  # fmt: skip


@pytest.mark.parametrize(("history", "status"), CHANGES)
def test_another_status_is_a_decision_of_the_files_day(
    registry: Database, take: Take, made: Made, ask: Ask, history: History, status: str
) -> None:
    enrol(registry, history)
    result = take(made([HEAD, [NIK, "KSP Maju", status]]))
    assert not result.problems
    kept = ask("SELECT effective_on, status FROM status_change WHERE withdrawn_at IS NULL")
    assert sorted(kept) == sorted([*history, (ON, status)])
    (change,) = result.changes
    earlier = [known for on, known in history if on <= ON]
    assert (change.field, change.before, change.after) == (
        "status", earlier[-1] if earlier else None, status,
    )  # fmt: skip
    assert take(made([HEAD, [NIK, "KSP Maju", status]])).changed == 0


@pytest.mark.parametrize(("history", "status"), NOTHING)
def test_the_same_status_is_nothing_to_do(
    registry: Database, take: Take, made: Made, ask: Ask, history: History, status: str
) -> None:
    enrol(registry, history)
    operations = ask("SELECT count(*) FROM operation")
    result = take(made([HEAD, [NIK, "KSP Maju", status]]))
    assert (result.problems, result.changes) == ([], [])
    assert ask("SELECT count(*) FROM operation") == operations


@pytest.mark.parametrize(("history", "status", "why"), REFUSED)
def test_what_makes_no_sense_beside_the_others_is_refused(
    registry: Database, take: Take, made: Made, ask: Ask, history: History, status: str, why: str
) -> None:
    """With all that the row says besides."""
    enrol(registry, history)
    result = take(made([[*HEAD, "Alamat"], [NIK, "KSP Maju", status, "Jl. Baru"]]))
    (problem,) = result.problems
    assert problem.message.startswith(why)
    assert (problem.line, problem.column, problem.code) == (2, "Status", "status-sequence")
    assert ask("SELECT effective_on, status FROM status_change ORDER BY 1") == [*history]
    assert ask("SELECT address FROM cooperative") == [None]


def test_the_status_of_a_day_that_the_row_names(
    registry: Database, take: Take, made: Made, ask: Ask
) -> None:
    enrol(registry, [("2020-01-01", ACTIVE)])
    lines = [
        [*HEAD, "TMT", "Alasan", "Nomor SK"],
        [NIK, "KSP Maju", "KTA", "1 Maret 2023", "Tidak RAT", "518/5/2023"],
        ["", "KUD Baru", "aktif", "2/5/2021", "", ""],
        ["", "KUD Lain", "aktif", "-", "", ""],
    ]
    take(made(lines))
    assert ask("SELECT cooperative_id, effective_on, status, reason, decree FROM status_change") == [
        (1, "2020-01-01", ACTIVE, None, None), (2, "2021-05-02", ACTIVE, None, None),
        (3, ON, ACTIVE, None, None), (1, "2023-03-01", INACTIVE, "Tidak RAT", "518/5/2023"),
    ]  # fmt: skip


WITH_CASE: History = [("2020-01-01", ACTIVE), ("2023-01-01", INACTIVE)]


class TestCase:
    """An open case of revitalization ends with the decision that settles it."""

    @pytest.mark.parametrize(
        ("status", "outcome"), [(ACTIVE, "reactivated"), (DISSOLVED, "dissolution-proposed")]
    )
    def test_it_is_closed(
        self, registry: Database, take: Take, made: Made, ask: Ask, status: str, outcome: str
    ) -> None:
        enrol(registry, WITH_CASE, case="2024-01-01")
        result = take(made([HEAD, [NIK, "KSP Maju", status]]))
        assert not result.problems
        told = [(change.field, change.before, change.after) for change in result.changes]
        assert told == [("status", INACTIVE, status), ("outcome", None, outcome)]
        assert ask("SELECT closed_on, outcome FROM revitalization") == [(ON, outcome)]
        kept = ask("SELECT effective_on, status FROM status_change")
        assert sorted(kept) == sorted([*WITH_CASE, (ON, status)])

    def test_the_same_status_leaves_it_open(
        self, registry: Database, take: Take, made: Made, ask: Ask
    ) -> None:
        enrol(registry, WITH_CASE, case="2024-01-01")
        assert not take(made([HEAD, [NIK, "KSP Maju", INACTIVE]])).changes
        assert ask("SELECT closed_on FROM revitalization") == [None]

    def test_a_day_before_it_was_opened_is_refused_and_leaves_nothing(
        self, registry: Database, take: Take, made: Made, ask: Ask
    ) -> None:
        enrol(registry, WITH_CASE, case="2025-02-10")
        result = take(made([HEAD, [NIK, "KSP Maju", ACTIVE], ["", "KUD Baru", ACTIVE]]))
        assert [problem.line for problem in result.problems] == [2]
        assert ask("SELECT closed_on FROM revitalization") == [None]
        kept = ask("SELECT effective_on, status FROM status_change WHERE cooperative_id = 1")
        assert sorted(kept) == sorted(WITH_CASE)

    def test_a_decision_of_before_does_not_touch_it(
        self, registry: Database, take: Take, made: Made, ask: Ask
    ) -> None:
        """What is added is no end of the case: the one on record comes after it."""
        enrol(registry, [("2023-01-01", INACTIVE)], case="2024-01-01")
        result = take(made([HEAD, [NIK, "KSP Maju", ACTIVE]]), on="2021-01-01")
        assert not result.problems
        assert ask("SELECT closed_on FROM revitalization") == [None]
        assert ask("SELECT status FROM status_change ORDER BY effective_on") == [ACTIVE, INACTIVE]


@pytest.mark.parametrize(
    ("head", "row", "wish", "expected"),
    [
        (["NIK", "Nama"], [NIK, "KSP A"], None, [ACTIVE]),
        (["NIK", "Nama"], [NIK, "KSP A"], Status.INACTIVE, [INACTIVE]),
        (["NIK", "Nama", "Status"], [NIK, "KSP A", ""], None, []),
        (["NIK", "Nama", "Status"], [NIK, "KSP A", ""], Status.INACTIVE, [INACTIVE]),
        (["NIK", "Nama", "Status"], [NIK, "KSP A", "aktif"], Status.INACTIVE, [ACTIVE]),
    ],
)
def test_the_first_status_of_a_new_one(
    take: Take, made: Made, ask: Ask, head: list[str], row: list[str], wish: Status | None,
    expected: list[str],
) -> None:  # fmt: skip
    result = take(made([head, row]), status=wish)
    assert ask("SELECT status FROM status_change") == expected
    assert ask("SELECT DISTINCT effective_on FROM status_change") in ([ON], [])
    assert result.without_status == (not expected)
    assumed = {} if "Status" in head else {expected[0]: 1}
    assert dict(result.assumed_status) == assumed


def test_a_wish_changes_none_that_is_on_record(take: Take, made: Made, ask: Ask) -> None:
    file = made([["NIK", "Nama"], [NIK, "KSP A"]])
    take(file)
    assert not take(file, status=Status.INACTIVE).changes
    assert ask("SELECT status FROM status_change") == [ACTIVE]


def test_two_files_of_two_days_tell_a_history(take: Take, made: Made, ask: Ask) -> None:
    take(made([HEAD, [NIK, "KSP A", "aktif"]]), on="2023-12-31")
    take(made([HEAD, [NIK, "KSP A", "beku"]]), on="2024-12-31")
    assert ask("SELECT effective_on, status FROM status_change ORDER BY 1") == [
        ("2023-12-31", ACTIVE), ("2024-12-31", INACTIVE),
    ]  # fmt: skip
