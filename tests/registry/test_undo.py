"""Taking back: what stood before stands again, whatever was done in between."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect
from sqlmodel import Session, col, select

from koperasi_cli.database import Database
from koperasi_cli.errors import KoperasiError, NotFound, Refused
from koperasi_cli.models import (
    Cooperative,
    Officer,
    Operation,
    Recorded,
    Revitalization,
    StatusChange,
)
from koperasi_cli.registry.cases import open_case
from koperasi_cli.registry.cooperatives import amend, register
from koperasi_cli.registry.journal import Journal, Update, bulk_insert, bulk_update
from koperasi_cli.registry.records import cooperative, raw, standing
from koperasi_cli.registry.statuses import Decision, decide
from koperasi_cli.registry.undo import (
    last_operation,
    operation_by_number,
    stands,
    take_back,
)
from koperasi_cli.reports.counting import totals
from koperasi_cli.reports.journal.finding import only_cooperative
from koperasi_cli.vocabulary import Outcome, Sector, Status

TODAY = date(2025, 2, 17)
A, I, D = Status.ACTIVE, Status.INACTIVE, Status.DISSOLVED  # noqa: E741
State = dict[str, list[dict[str, Any]]]
MOMENTS = [f"2025-02-{d:02}T{h:02}:00:00Z" for d in range(1, 28) for h in range(24)]


class Desk:
    """Operations one after the other in one session, an hour apart; a refused one leaves nothing."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.moments = iter(MOMENTS)

    @contextmanager
    def operation(self) -> Iterator[Session]:
        journal = Journal.of(self.session)
        journal.at, journal.operation_id, journal.undoes = next(self.moments), None, None
        with self.session.begin_nested():
            yield self.session
            self.session.flush()

    def add(self, name: str, on: str = "2020-01-01", **values: object) -> int:
        with self.operation() as session:
            first = Decision(A, date.fromisoformat(on))
            new = register(
                session, {"name": name, **values}, first, today=TODAY,
                confirmed=frozenset({"similar-name", "legal-number"}),
            )  # fmt: skip
            assert new.id is not None
            return new.id

    def edit(
        self, id_: int, tag: str | None = None, untag: str | None = None, **values: object
    ) -> int:
        with self.operation() as session:
            amend(
                session, cooperative(session, id_), values, today=TODAY,
                tags=[tag] if tag else [], untags=[untag] if untag else [],
            )  # fmt: skip
        return self.last()

    def status(self, id_: int, status: Status, on: str, correct: str | None = None) -> int:
        with self.operation() as session:
            decide(
                session, cooperative(session, id_), Decision(status, date.fromisoformat(on)),
                today=TODAY, correct=date.fromisoformat(correct) if correct else None,
            )  # fmt: skip
        return self.last()

    def undo(self, number: int | None = None) -> int:
        with self.operation() as session:
            found = operation_by_number(session, number) if number else last_operation(session)
            take_back(session, found)
        return self.last()

    def last(self) -> int:
        """The number of the newest operation."""
        found = self.session.exec(select(Operation.id).order_by(col(Operation.id).desc())).first()
        return found or 0

    def state(self) -> State:
        """All that stands."""
        state = {}
        for model in Recorded.__subclasses__():
            names = [c.key for c in inspect(model).column_attrs if c.key != "recorded_at"]
            rows = standing(self.session, model)
            state[str(model.__tablename__)] = [{n: getattr(row, n) for n in names} for row in rows]
        return state

    def known(self, at: str) -> dict[str, int]:
        return totals(raw(self.session), TODAY, known=at).as_dict()


@pytest.fixture
def desk(session: Session) -> Desk:
    desk = Desk(session)
    desk.add("Koperasi A", phone="1", nik="1813010000001")
    desk.add("Koperasi B", phone="1")
    return desk


WORK: dict[str, Callable[[Desk], object]] = {
    "add": lambda desk: desk.add("Koperasi C"),
    "edit": lambda desk: desk.edit(1, phone="2", sector=Sector.PRODUCER, legal_date=date(2001, 2, 3)),
    "clear": lambda desk: desk.edit(1, phone=None, nik=None),
    "tag": lambda desk: desk.edit(1, tag="kdmp"),
    "tag and untag": lambda desk: (desk.edit(1, tag="a"), desk.edit(1, tag="kdmp", untag="a")),
    "tagged and untagged at once": lambda desk: desk.edit(1, tag="kdmp", untag="kdmp"),
    "status": lambda desk: desk.status(1, I, "2022-01-01"),
    "correct": lambda desk: desk.status(1, I, "2021-01-01", correct="2020-01-01"),
    "withdraw": lambda desk: (
        desk.status(1, I, "2022-01-01"), desk.status(1, A, "2022-01-01", correct="2022-01-01"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("work", WORK.values(), ids=WORK)
def test_undo_redo_and_undo_again(desk: Desk, work: Callable[[Desk], object]) -> None:
    states = [desk.state()]
    operations = [desk.last()]
    work(desk)
    for number in range(operations[0] + 1, desk.last() + 1):
        operations.append(number)
    after = desk.state()
    for number in reversed(operations[1:]):
        desk.undo(number)
    assert desk.state() == states[0]
    back = [desk.last() - n for n in range(len(operations) - 1)]
    for number in back:
        desk.undo(number)
    assert desk.state() == after
    for number in reversed(operations[1:]):
        desk.undo(number)
    assert desk.state() == states[0]


def test_without_a_number_it_is_the_newest_that_stands_and_is_no_undo(desk: Desk) -> None:
    desk.edit(1, phone="2")
    desk.edit(1, phone="3")
    desk.undo()
    assert _phone(desk) == "2"
    desk.undo()
    assert _phone(desk) == "1"
    desk.undo()
    desk.undo()
    with pytest.raises(NotFound, match="nothing to undo"):
        desk.undo()


def test_what_changed_nothing_in_the_end_is_undone_too(desk: Desk) -> None:
    """A tag that was put on and taken off at once: the undo is on record, and the next goes on."""
    desk.edit(1, phone="2")
    before = desk.state()
    nothing = desk.edit(1, tag="kdmp", untag="kdmp")
    assert desk.state() == before
    undone = desk.undo()
    assert undone == nothing + 1 and desk.state() == before
    desk.undo()
    assert _phone(desk) == "1"
    desk.undo(undone)


def test_what_was_undone_is_not_undone_twice(desk: Desk) -> None:
    edited = desk.edit(1, phone="2")
    undone = desk.undo(edited)
    with pytest.raises(
        Refused, match=f"no. {edited} was undone already, by no. {undone}"
    ) as refused:
        desk.undo(edited)
    assert refused.value.hint == f"To bring it back: koperasi undo {undone}"


def test_an_operation_that_is_not(desk: Desk) -> None:
    with pytest.raises(NotFound, match=r"no operation no\. 99"):
        desk.undo(99)


def _edited_twice(desk: Desk) -> tuple[int, int]:
    return desk.edit(1, phone="2"), desk.edit(1, phone="3")


def _registered_and_edited(desk: Desk) -> tuple[int, int]:
    new = desk.add("Koperasi C")
    return desk.last(), desk.edit(new, phone="3")


def _registered_and_decided(desk: Desk) -> tuple[int, int]:
    new = desk.add("Koperasi C")
    return desk.last(), desk.status(new, I, "2022-01-01")


def _registered_and_tagged(desk: Desk) -> tuple[int, int]:
    new = desk.add("Koperasi C")
    return desk.last(), desk.edit(new, tag="kdmp")


def _tagged_and_untagged(desk: Desk) -> tuple[int, int]:
    return desk.edit(1, tag="kdmp"), desk.edit(1, untag="kdmp")


def _decided_and_corrected(desk: Desk) -> tuple[int, int]:
    return (
        desk.status(1, I, "2022-01-01"),
        desk.status(1, I, "2022-02-01", correct="2022-01-01"),
    )


def _officer_and_his_cooperative(desk: Desk) -> tuple[int, int]:
    with desk.operation() as session:
        session.add(Officer(name="Sari"))
    return desk.last(), desk.edit(1, officer_id=1)


@pytest.mark.parametrize("build", [
    _edited_twice, _registered_and_edited, _registered_and_decided, _registered_and_tagged,
    _tagged_and_untagged, _decided_and_corrected, _officer_and_his_cooperative,
])  # fmt: skip
def test_what_something_stands_on_is_undone_after_it(
    desk: Desk, build: Callable[[Desk], tuple[int, int]]
) -> None:
    before = desk.state()
    below, above = build(desk)
    with pytest.raises(Refused, match=f"no. {below} cannot be undone: no. {above} ") as refused:
        desk.undo(below)
    assert refused.value.hint == f"Undo that one first: koperasi undo {above}"
    undone_above = desk.undo(above)
    undone_below = desk.undo(below)
    assert desk.state() == before
    # And brought back in the other order only.
    with pytest.raises(Refused):
        desk.undo(undone_above)
    assert desk.state() == before
    desk.undo(undone_below)
    desk.undo(undone_above)
    with pytest.raises(Refused):
        desk.undo(below)


def test_what_was_brought_back_can_be_stood_upon(desk: Desk) -> None:
    desk.add("Koperasi C")
    added = desk.last()
    brought_back = desk.undo(desk.undo(added))
    decided = desk.status(3, I, "2022-01-01")
    for number in (added, brought_back):
        with pytest.raises(Refused, match=f"no. {decided} "):
            desk.undo(number)


def test_other_fields_of_one_record_are_undone_by_themselves(desk: Desk) -> None:
    phone = desk.edit(1, phone="2")
    desk.edit(1, address="Krui")
    desk.undo(phone)
    record = cooperative(desk.session, 1)
    assert (record.phone, record.address) == ("1", "Krui")


def test_what_would_come_back_but_is_taken_is_refused(desk: Desk) -> None:
    cleared = desk.edit(1, nik=None)
    desk.edit(2, nik="1813010000001")
    later = desk.last()
    with pytest.raises(Refused) as refused:
        desk.undo(cleared)
    assert refused.value.message == (
        f"Operation no. {cleared} cannot be undone: no. {later} (test) stands on it. By it no. 2"
        " Koperasi B has what would come back: Cooperative number (NIK) 1813010000001."
    )
    assert refused.value.hint == f"Undo that one first: koperasi undo {later}"


def test_an_undo_leaves_no_senseless_history(desk: Desk) -> None:
    """Active, inactive, active: without the inactive one, two the same would meet."""
    inactive = desk.status(1, I, "2022-01-01")
    active = desk.status(1, A, "2023-01-01")
    desk.edit(1, phone="9")
    with pytest.raises(Refused, match="would be the same") as refused:
        desk.undo(inactive)
    _names(refused.value, active)
    desk.undo(active)
    undone = desk.undo(inactive)
    dissolved = desk.status(1, D, "2021-01-01")
    with pytest.raises(Refused, match="nothing comes after") as refused:
        desk.undo(undone)
    _names(refused.value, dissolved)


def _names(refused: Refused, later: int) -> None:
    """A refusal names the later operation that is in the way."""
    assert f"cannot be undone: no. {later} (test) stands on it." in refused.message
    assert refused.hint == f"Undo that one first: koperasi undo {later}"


def test_an_undo_leaves_no_open_case_to_an_active_cooperative(desk: Desk) -> None:
    inactive = desk.status(1, I, "2022-01-01")
    with desk.operation() as session:
        session.add(Revitalization(cooperative_id=1, opened_on=date(2022, 3, 1)))
    opened = desk.last()
    with pytest.raises(Refused, match="has an open case") as refused:
        desk.undo(inactive)
    _names(refused.value, opened)


def test_undoing_a_reactivation_opens_its_case_again(desk: Desk) -> None:
    desk.status(1, I, "2022-01-01")
    with desk.operation() as session:
        session.add(
            Revitalization(cooperative_id=1, opened_on=date(2022, 3, 1), next_on=date(2022, 9, 1))
        )
    desk.status(1, A, "2022-06-01")
    assert open_case(desk.session, 1) is None
    undone = desk.undo()
    case = open_case(desk.session, 1)
    assert case is not None and (case.outcome, case.next_on) == (None, date(2022, 9, 1))
    desk.undo(undone)
    assert (case.outcome, case.closed_on) == (Outcome.REACTIVATED, date(2022, 6, 1))


@pytest.mark.parametrize(("work", "figure", "known"), [
    (lambda desk: desk.status(1, I, "2022-01-01"), "inactive", [1, 0, 1, 0]),
    (lambda desk: desk.add("Koperasi C"), "active", [3, 2, 3, 2]),
    (lambda desk: desk.status(1, I, "2020-01-01", correct="2020-01-01"), "active", [1, 2, 1, 2]),
], ids=["status", "add", "correct"])  # fmt: skip
def test_what_was_known_stays_known(
    desk: Desk, work: Callable[[Desk], object], figure: str, known: list[int]
) -> None:
    work(desk)
    moments = [Journal.of(desk.session).at]
    number = desk.last()
    for _ in range(3):
        number = desk.undo(number)
        moments.append(Journal.of(desk.session).at)
    assert [desk.known(at)[figure] for at in moments] == known


MANY = 6_000  # more than are changed at once


def _imported(desk: Desk, many: int = MANY) -> int:
    """An operation that brings many cooperatives, each with decisions on status."""
    with desk.operation() as session:
        ids = bulk_insert(
            session, Cooperative,
            [{"name": f"Koperasi {n}", "name_key": f"{n}", "nik": f"{n:013}"} for n in range(many)],
        )  # fmt: skip
        bulk_insert(session, StatusChange, [
            {"cooperative_id": id_, "status": status, "effective_on": date(year, 1, 1)}
            for id_ in ids for status, year in ((A, 2020), (I, 2022))
        ])  # fmt: skip
    return desk.last()


def _digest(desk: Desk) -> list[Any]:
    """What stands, in short: a row a table."""
    return [
        raw(desk.session)
        .execute(f"SELECT count(*), total(id), max(id) FROM {table} WHERE withdrawn_at IS NULL")
        .fetchone()
        for table in ("cooperative", "status_change")
    ]


def test_many_rows_are_taken_back_and_brought_back(desk: Desk) -> None:
    """As many as an import brings. By way of objects each step took ten times as long."""
    before = _digest(desk)
    moments = [Journal.of(desk.session).at]
    number = _imported(desk)
    after = _digest(desk)
    moments.append(Journal.of(desk.session).at)
    states = []
    desk.session.expunge_all()
    for _ in range(3):
        number = desk.undo(number)
        assert len(desk.session.identity_map) < 10, "rows were loaded as objects"
        states.append(_digest(desk))
        moments.append(Journal.of(desk.session).at)
    assert states == [before, after, before]
    assert [desk.known(at)["inactive"] for at in moments] == [0, MANY, 0, MANY, 0]


def test_four_times_the_rows_are_four_times_the_work(desk: Desk) -> None:
    """Of SQLite's own steps, whatever else the machine does; also to undo the undo, and that again."""
    work: list[int] = []
    for many in (500, 2_000):
        number = _imported(desk, many)
        for _ in range(3):
            work.append(0)
            raw(desk.session).set_progress_handler(partial(_count, work), 1_000)
            number = desk.undo(number)
            raw(desk.session).set_progress_handler(None, 0)
    few, much = work[:3], work[3:]
    assert min(few) > 10
    assert all(b < 4 * 1.3 * a for a, b in zip(few, much, strict=True)), work


def _count(work: list[int]) -> int:
    work[-1] += 1
    return 0


@pytest.mark.parametrize("work", [
    lambda desk, id_: desk.edit(id_, phone="5"),
    lambda desk, id_: desk.edit(id_, tag="kdmp"),
    lambda desk, id_: desk.status(id_, D, "2023-01-01"),
], ids=["edit", "tag", "status"])  # fmt: skip
def test_one_later_change_among_many_is_found(desk: Desk, work: Callable[[Desk, int], int]) -> None:
    imported = _imported(desk)
    later = work(desk, MANY // 2)
    with pytest.raises(Refused, match=f"no. {imported} cannot be undone: no. {later} "):
        desk.undo(imported)
    desk.undo(later)
    desk.undo(imported)


def test_what_makes_no_sense_any_more_is_found_among_many(desk: Desk) -> None:
    """Inactive, and active again: to take the first back in bulk would leave active twice."""
    _imported(desk)
    with desk.operation() as session:
        bulk_insert(session, StatusChange, [
            {"cooperative_id": id_, "status": A, "effective_on": date(2023, 1, 1)}
            for id_ in range(3, MANY)
        ])  # fmt: skip
    reactivated = desk.last()
    with desk.operation() as session:
        bulk_insert(session, StatusChange, [
            {"cooperative_id": id_, "status": I, "effective_on": date(2024, 1, 1)}
            for id_ in range(3, MANY)
        ])  # fmt: skip
    before = _digest(desk)
    with pytest.raises(Refused, match="from 1 January 2024 on it would be the same"):
        desk.undo(reactivated)
    assert _digest(desk) == before


def test_many_changed_fields_are_put_back(desk: Desk) -> None:
    """Some twice in one operation: what stood first comes back."""
    _imported(desk)
    before = desk.state()["cooperative"][:100]
    with desk.operation() as session:
        for values in ({"phone": "2"}, {"phone": "3", "legal_date": "2001-02-03"}):
            bulk_update(session, Cooperative, [
                Update(id_, dict.fromkeys(values) | ({"phone": "2"} if values["phone"] == "3" else {}),
                       dict(values))
                for id_ in range(3, MANY)
            ])  # fmt: skip
    changed = desk.last()
    assert cooperative(desk.session, 50).legal_date == date(2001, 2, 3)
    undone = desk.undo(changed)
    assert desk.state()["cooperative"][:100] == before
    desk.undo(undone)
    assert cooperative(desk.session, 50).phone == "3"


@pytest.mark.parametrize(("work", "id_"), [
    (lambda desk: desk.edit(1, phone="2"), 1),
    (lambda desk: desk.edit(2, tag="kdmp"), 2),
    (lambda desk: desk.status(2, I, "2022-01-01"), 2),
    (lambda desk: desk.add("Koperasi C"), 3),
    (_imported, None),
    (lambda desk: _officer_and_his_cooperative(desk)[0], 1),
], ids=["edit", "tag", "status", "add", "import", "officer"])  # fmt: skip
def test_the_cooperative_that_an_operation_was_about(
    desk: Desk, work: Callable[[Desk], object], id_: int | None
) -> None:
    work(desk)
    operation = last_operation(desk.session)
    assert operation.id is not None
    assert only_cooperative(raw(desk.session), operation.id)["cooperative_id"] == id_


Step = tuple[str, int, Any]
some_cooperative = st.integers(1, 3)
a_day = st.integers(0, 3).map(lambda n: f"2022-0{1 + n}-01")
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.just(0), st.none() | st.just("1813010000009")),
        st.tuples(st.just("phone"), some_cooperative, st.sampled_from([None, "1", "2"])),
        st.tuples(st.just("nik"), some_cooperative, st.sampled_from([None, "1813010000009"])),
        st.tuples(st.just("tag"), some_cooperative, st.none()),
        st.tuples(st.just("untag"), some_cooperative, st.none()),
        st.tuples(st.just("status"), some_cooperative, st.tuples(st.sampled_from([A, I, D]), a_day)),
        st.tuples(
            st.just("correct"), some_cooperative,
            st.tuples(st.sampled_from([A, I, D]), a_day, a_day),
        ),
        st.tuples(st.just("undo"), st.just(0), st.integers(1, 12)),
        st.tuples(st.just("undo"), st.just(0), st.integers(1, 12)),
        st.tuples(st.just("undo"), st.just(0), st.none()),
        st.tuples(st.just("undo the last undo"), st.just(0), st.none()),
    ),
    max_size=16,
)  # fmt: skip


def _do(desk: Desk, step: Step) -> None:
    match step:
        case "add", _, nik:
            desk.add("Koperasi", nik=nik)
        case ("phone" | "nik") as name, id_, value:
            desk.edit(id_, **{name: value})
        case "tag", id_, _:
            desk.edit(id_, tag="kdmp")
        case "untag", id_, _:
            desk.edit(id_, untag="kdmp")
        case "status", id_, (status, on):
            desk.status(id_, status, on)
        case "correct", id_, (status, on, wrong):
            desk.status(id_, status, on, correct=wrong)
        case "undo", _, number:
            desk.undo(number)
        case _:
            desk.undo(desk.last())


ALWAYS_THE_SAME = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=[*HealthCheck]
)


@settings(ALWAYS_THE_SAME, max_examples=12)
@given(steps=steps)
def test_whatever_is_done_and_undone(registry: Database, steps: list[Step]) -> None:
    _whatever_is_done(registry, steps)


@pytest.mark.slow
@settings(ALWAYS_THE_SAME, max_examples=80)
@given(steps=steps)
def test_whatever_is_done_and_undone_at_length(registry: Database, steps: list[Step]) -> None:
    _whatever_is_done(registry, steps)


def _whatever_is_done(registry: Database, steps: list[Step]) -> None:
    """What stands follows from which operations stand; each moment's counts stay known; and when all
    is undone, there is what was there at first."""
    with registry.writing("test", actor="t", at=MOMENTS[0], dry_run=True) as session:
        desk = Desk(session)
        states = {frozenset[int](): desk.state()}
        known = {}
        highest = 0
        for step in steps:
            before = desk.state()
            try:
                _do(desk, step)
            except KoperasiError:
                assert desk.state() == before
                continue
            state = desk.state()
            assert states.setdefault(_that_stand(session), state) == state
            known[Journal.of(session).at] = desk.known("9999")
            ids = [row.id or 0 for row in session.exec(select(Cooperative))]
            assert max(ids, default=0) >= highest
            highest = max(ids, default=0)
        for moment, counts in known.items():
            assert desk.known(moment) == counts
        while _that_stand(session):
            desk.undo()
        assert desk.state() == states[frozenset()]


def _that_stand(session: Session) -> frozenset[int]:
    """The operations, undos aside, that stand."""
    every = session.exec(select(Operation).where(col(Operation.undoes).is_(None)))
    return frozenset(one.id or 0 for one in every if stands(session, one))


def _phone(desk: Desk) -> str | None:
    return cooperative(desk.session, 1).phone
