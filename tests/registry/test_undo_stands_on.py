"""What stands on an operation: the same field, a row that refers to it, a unique value."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Index, inspect
from sqlmodel import Session, col, select

from koperasi_cli import models as m
from koperasi_cli import vocabulary as v
from koperasi_cli.errors import Refused
from koperasi_cli.models import Operation, Recorded
from koperasi_cli.registry.journal import Journal
from koperasi_cli.registry.records import raw, withdraw
from koperasi_cli.registry.undo import operation_by_number, take_back
from koperasi_cli.registry.undo.later import MODELS, REFERENCES, Reference, row_names
from koperasi_cli.registry.undo.standing import stands

DAY, LATER = date(2024, 5, 6), date(2024, 6, 7)
# A row of each table, beside those of ``base``, and a field of it with two other values.
EXAMPLES: dict[type[Recorded], tuple[dict[str, Any], str, Any, Any]] = {
    m.Office: ({"name": "Diskopdag"}, "city", "Krui", "Liwa"),
    m.Region: (
        {"code": "18.13.02", "name": "Krui", "level": v.RegionLevel.SUBDISTRICT},
        "name", "Krui Selatan", "Way Krui",
    ),
    m.Officer: ({"name": "Sari"}, "role", "PPKL", "Kabid"),
    m.OfficerSubdistrict: (
        {"officer_id": 1, "subdistrict_code": "18.13.01"}, "subdistrict_code", "18.13.08", "18.13.09",
    ),
    m.Cooperative: (
        {"name": "Koperasi X", "name_key": "x", "nik": "1813010000007"}, "address", "Krui", "Liwa",
    ),
    m.Tag: ({"cooperative_id": 1, "name": "kdmp"}, "name", "one", "two"),
    m.StatusChange: (
        {"cooperative_id": 1, "status": v.Status.ACTIVE, "effective_on": DAY},
        "decree", "SK 1", "SK 2",
    ),
    m.AnnualReport: ({"cooperative_id": 1, "book_year": 2024}, "turnover", 10, 20),
    m.Product: ({"cooperative_id": 1, "name": "Kopi", "year": 2024}, "capacity", 1.5, 2.5),
    m.MentoringSession: (
        {"kind": v.SessionKind.VISIT, "held_on": DAY}, "place", "Balai", "Kantor",
    ),
    m.Attendance: ({"session_id": 1, "cooperative_id": 1}, "result", "Good", "Better"),
    m.Revitalization: ({"cooperative_id": 1, "opened_on": DAY}, "next_on", DAY, LATER),
    m.RevitalizationCause: (
        {"revitalization_id": 1, "cause": next(iter(v.Cause)), "found_on": DAY}, "note", "a", "b",
    ),
    m.Financing: (
        {"cooperative_id": 1, "lender": "BRI", "scheme": v.Scheme.KUR}, "requested_amount", 5, 6,
    ),
    m.Target: ({"year": 2025, "indicator": next(iter(v.Indicator)), "value": 1}, "value", 2, 3),
    m.Publication: (
        {"on": DAY, "published_at": "2024-05-06T01:00:00Z", "audience": "press", "headline": "h",
         "figures": "{}"},
        "headline", "i", "j",
    ),
}  # fmt: skip
TABLES = pytest.mark.parametrize("model", EXAMPLES, ids=lambda model: str(model.__tablename__))
UNIQUE = [
    pytest.param(model, index, id=str(index.name))
    for model in EXAMPLES
    for index in inspect(model).local_table.indexes
    if index.unique
]
REFERRING = pytest.mark.parametrize(
    "reference", REFERENCES, ids=lambda r: f"{r.child}.{r.column}-{r.table}"
)


class Acts:
    """Operations one after the other, each with a row that it is about."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def act(self, work: Callable[[], Recorded | None]) -> tuple[int, Recorded | None]:
        journal = Journal.of(self.session)
        journal.operation_id = journal.undoes = None
        with self.session.begin_nested():
            row = work()
            if row is not None:
                self.session.add(row)
            self.session.flush()
        newest = select(Operation.id).order_by(col(Operation.id).desc())
        return self.session.exec(newest).first() or 0, row

    def add(self, model: type[Recorded], **values: Any) -> tuple[int, Any]:
        def work() -> Recorded:
            row = model(**{**EXAMPLES[model][0], **values})
            if isinstance(row, m.Cooperative):  # cases are of inactive ones
                self.session.add(row)
                self.session.flush()
                inactive = {"status": v.Status.INACTIVE, "effective_on": date(2020, 1, 1)}
                self.session.add(m.StatusChange(cooperative_id=row.id, **inactive))
            return row

        return self.act(work)

    def set(self, row: Recorded, field: str, value: Any) -> int:
        def work() -> Recorded:
            setattr(row, field, value)
            return row

        return self.act(work)[0]

    def withdraw(self, row: Recorded) -> int:
        self.session.refresh(row)
        return self.act(lambda: withdraw(self.session, row))[0]

    def undo(self, number: int) -> int:
        def work() -> None:
            take_back(self.session, operation_by_number(self.session, number))

        return self.act(work)[0]

    def refused(self, below: int, above: int) -> str:
        """Undoing the one is refused, naming the other; with which reason."""
        with pytest.raises(Refused) as refused:
            self.undo(below)
        said, _sign, reason = refused.value.message.partition(" (test) stands on it. ")
        assert said == f"Operation no. {below} cannot be undone: no. {above}"
        assert refused.value.hint == f"Undo that one first: koperasi undo {above}"
        return reason

    def name(self, row: Any) -> str:
        return row_names(self.session).name(row.__tablename__, row.id)


@pytest.fixture
def acts(session: Session) -> Acts:
    """A registry with a little of everything that other rows refer to."""
    for code in ("18.13.01", "18.13.08", "18.13.09"):
        session.add(m.Region(code=code, name=code, level=v.RegionLevel.SUBDISTRICT))
    for n in (1, 2):
        session.add(m.Cooperative(name=f"Koperasi {n}", name_key=f"{n}"))
    session.add(m.Officer(name="Budi"))
    session.add(m.MentoringSession(kind=v.SessionKind.TRAINING, held_on=DAY))
    session.flush()
    for n in (1, 2):  # cases are of inactive ones
        session.add(
            m.StatusChange(
                cooperative_id=n, status=v.Status.INACTIVE, effective_on=date(2020, 1, 1)
            )
        )
    session.add(m.Revitalization(cooperative_id=2, opened_on=DAY))
    session.flush()
    return Acts(session)


def test_every_table_has_an_example() -> None:
    assert {*EXAMPLES} == {*MODELS.values()}


@TABLES
def test_the_same_field(acts: Acts, model: type[Recorded]) -> None:
    _values, field, one, two = EXAMPLES[model]
    added, row = acts.add(model)
    first = acts.set(row, field, one)
    second = acts.set(row, field, two)
    field_name = row_names(acts.session).reader.field(str(model.__tablename__), field)
    for number in (first, added):
        assert acts.refused(number, second) == f"It changed, of {acts.name(row)}: {field_name}."
    acts.undo(second)
    assert acts.refused(added, first) == f"It changed, of {acts.name(row)}: {field_name}."
    acts.undo(first)
    acts.undo(added)


@pytest.mark.parametrize(("model", "first", "second"), [
    (m.Cooperative, ("subdistrict_code", "18.13.01"), ("village_code", "18.13.08")),
    (m.Financing, ("approved_amount", 40), ("disbursed_amount", 40)),
    (m.MentoringSession, ("planned_on", DAY), ("held_on", None)),
    (m.Attendance, ("follow_up_on", DAY), ("followed_up_on", LATER)),
    (m.Revitalization, ("opened_on", date(2024, 1, 1)), ("next_on", LATER)),
])  # fmt: skip
def test_fields_that_are_one_thing_together(
    acts: Acts, model: type[Recorded], first: tuple[str, Any], second: tuple[str, Any]
) -> None:
    _added, row = acts.add(model)
    below, above = acts.set(row, *first), acts.set(row, *second)
    reader = row_names(acts.session).reader
    field = reader.field(str(model.__tablename__), second[0])
    assert acts.refused(below, above) == f"It changed, of {acts.name(row)}: {field}."
    acts.undo(above)
    acts.undo(below)


@TABLES
def test_a_row_that_was_withdrawn_since(acts: Acts, model: type[Recorded]) -> None:
    added, row = acts.add(model)
    withdrawn = acts.withdraw(row)
    assert acts.refused(added, withdrawn) == f"It withdrew: {acts.name(row)}."
    undone = acts.undo(withdrawn)
    again = acts.withdraw(row)
    assert acts.refused(undone, again) == f"It withdrew: {acts.name(row)}."


@TABLES
def test_a_field_of_a_row_that_was_withdrawn_since(acts: Acts, model: type[Recorded]) -> None:
    _values, field, one, _two = EXAMPLES[model]
    _added, row = acts.add(model)
    changed = acts.set(row, field, one)
    withdrawn = acts.withdraw(row)
    assert acts.refused(changed, withdrawn).startswith("It withdrew what is needed: ")


def _parent(acts: Acts, reference: Reference) -> tuple[int, Any]:
    return acts.add(MODELS[reference.table])


def _child(acts: Acts, reference: Reference, parent: Any) -> tuple[int, Any]:
    """A row that refers to the other one; another region where both are."""
    values = {reference.column: getattr(parent, reference.target)}
    if reference.child == "region":
        values["code"] = "18.13.77"
    return acts.add(MODELS[reference.child], **values)


@REFERRING
def test_a_row_that_refers_to_it(acts: Acts, reference: Reference) -> None:
    below, parent = _parent(acts, reference)
    above, child = _child(acts, reference, parent)
    reason = f"By it this refers to {acts.name(parent)}: {acts.name(child)}."
    assert acts.refused(below, above) == reason
    above_undone = acts.undo(above)
    below_undone = acts.undo(below)
    needed = f"It withdrew what is needed: {acts.name(parent)}."
    assert acts.refused(above_undone, below_undone) == needed
    # And what was brought back is stood upon by what was brought back after it.
    below_again = acts.undo(below_undone)
    above_again = acts.undo(above_undone)
    assert acts.refused(below_again, above_again) == reason
    assert acts.refused(below, above) == reason


@REFERRING
def test_a_row_that_was_made_to_refer_to_it(acts: Acts, reference: Reference) -> None:
    """The operation that did it is named, not a later one that changed the same row elsewhere."""
    _values, field, one, _two = EXAMPLES[MODELS[reference.child]]
    _base, old = _parent_of_its_own(acts, reference)
    _added, child = _child(acts, reference, old)
    below, parent = _parent(acts, reference)
    above = acts.set(child, reference.column, getattr(parent, reference.target))
    if field != reference.column:
        acts.set(child, field, one)
    reason = f"By it this refers to {acts.name(parent)}: {acts.name(child)}."
    assert acts.refused(below, above) == reason


def _parent_of_its_own(acts: Acts, reference: Reference) -> tuple[int, Any]:
    """One that differs from the example in what is unique."""
    other: dict[str, dict[str, Any]] = {
        "region": {"code": "18.13.55"}, "officer": {"name": "Tono"},
        "cooperative": {"nik": None},
        "revitalization": {"closed_on": LATER, "outcome": v.Outcome.REACTIVATED},
    }  # fmt: skip
    return acts.add(MODELS[reference.table], **other.get(reference.table, {}))


def test_what_brought_both_is_undone_with_both(acts: Acts) -> None:
    """An operation that adds an officer and gives him a cooperative: a later one gives him another."""

    def work() -> m.Cooperative:
        officer = m.Officer(name="Sari")
        acts.session.add(officer)
        acts.session.flush()
        one = acts.session.get(m.Cooperative, 1)
        assert one is not None
        one.officer_id = officer.id
        return one

    below, one = acts.act(work)
    assert isinstance(one, m.Cooperative)
    two = acts.session.get(m.Cooperative, 2)
    assert two is not None
    above = acts.set(two, "officer_id", one.officer_id)
    assert "By it this refers to officers, no. 2: Sari" in acts.refused(below, above)
    acts.undo(above)
    acts.undo(below)
    assert one.officer_id is None


@pytest.mark.parametrize(("model", "index"), UNIQUE)
def test_a_unique_value_that_was_given_again(
    acts: Acts, model: type[Recorded], index: Index
) -> None:
    _added, row = acts.add(model)
    below = acts.withdraw(row)
    above, other = acts.add(model)
    reason = acts.refused(below, above)
    start = f"By it {acts.name(other)} has what would come back: "
    assert reason.startswith(start) and reason.removeprefix(start) not in ("", ".")
    acts.undo(above)
    acts.undo(below)
    assert row.withdrawn_at is None


def test_a_unique_value_that_came_back_by_an_undo(acts: Acts) -> None:
    """The undo that let its holder stand again is named, not what first gave it the value."""
    first, _row = acts.add(m.Tag)
    first_undone = acts.undo(first)
    second, _row = acts.add(m.Tag)
    second_undone = acts.undo(second)
    again = acts.undo(first_undone)
    assert "kdmp" in acts.refused(second_undone, again)


def test_a_thing_undone_and_brought_back_a_thousand_times(acts: Acts) -> None:
    """Whether the first operation stands is told without going through each of them."""
    added, _row = acts.add(m.Tag)
    number = added
    for _n in range(5):
        number = acts.undo(number)
    undoes = number
    raw(acts.session).executemany(
        "INSERT INTO operation (at, actor, command, version, undoes) VALUES ('', '', 'undo', '', ?)",
        ((n,) for n in range(undoes, undoes + 2_000)),
    )
    acts.session.expire_all()
    operation = acts.session.get(Operation, added)
    assert operation is not None and not stands(acts.session, operation)
