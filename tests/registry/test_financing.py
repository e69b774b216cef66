"""Applications for capital: which steps are legal, in which order, and what is asked about."""

from datetime import date
from itertools import product

import pytest

from koperasi_cli.errors import BadValue, NeedsConfirmation, NotFound, Refused
from koperasi_cli.models import Financing
from koperasi_cli.registry.financing import Request, advance, apply, meant, state
from koperasi_cli.vocabulary import FinancingState, Scheme

TODAY = date(2025, 2, 17)
ON = date(2025, 1, 15)
STEPS = {"approve": "approved", "disburse": "disbursed", "reject": "rejected"}


@pytest.fixture
def damar(session, enrol):
    return enrol(session, "Repong Damar", active="2015-01-01")


def request(session, cooperative, lender="BRI", amount=50, on=ON, scheme="kur", **more):
    wanted = Request(lender, Scheme(scheme), amount, on)
    return apply(session, cooperative, wanted, today=TODAY, **more)


def step(session, cooperative, name, amount=40, on=TODAY, **more):
    given = None if name == "reject" else amount
    return advance(
        session, cooperative, FinancingState(STEPS[name]), amount=given, on=on, today=TODAY, **more
    )


def test_from_the_request_to_the_money(session, damar):
    row = request(session, damar).row
    assert (state(row), row.requested_amount, row.requested_on) == ("requested", 50, ON)
    step(session, damar, "approve", 45, date(2025, 1, 20), note="Agunan")
    step(session, damar, "disburse", 40, date(2025, 1, 20))
    assert (row.approved_amount, row.approved_on) == (45, date(2025, 1, 20))
    assert (row.disbursed_amount, row.disbursed_on, row.note) == (40, date(2025, 1, 20), "Agunan")


LEGAL = {
    (), ("approve",), ("reject",), ("approve", "disburse"), ("approve", "reject"),
}  # fmt: skip


@pytest.mark.parametrize(
    "steps", [steps for n in range(4) for steps in product(STEPS, repeat=n)], ids="-".join
)
def test_every_sequence_of_steps_is_legal_or_refused(session, damar, steps):
    number = request(session, damar).row.id
    legal = next(n for n in range(len(steps), -1, -1) if steps[:n] in LEGAL)
    for name in steps[:legal]:
        step(session, damar, name, number=number)
    if legal < len(steps):
        with pytest.raises(Refused) as refused:
            step(session, damar, steps[legal], number=number)
        assert refused.value.hint


@pytest.mark.parametrize(("name", "on", "says"), [
    ("approve", date(2025, 1, 14), "requested only on 15 January 2025"),
    ("reject", date(2025, 1, 14), "requested only on 15 January 2025"),
    ("approve", date(2025, 2, 18), "has not come yet"),
])  # fmt: skip
def test_days_stand_in_order(session, damar, name, on, says):
    request(session, damar)
    with pytest.raises(Refused, match=says):
        step(session, damar, name, on=on)


def test_money_does_not_come_before_its_approval(session, damar):
    request(session, damar)
    step(session, damar, "approve", on=date(2025, 2, 1))
    with pytest.raises(Refused, match="approved only on 1 February 2025"):
        step(session, damar, "disburse", on=date(2025, 1, 20))


def test_what_would_do_is_named(session, damar):
    older = request(session, damar).row
    step(session, damar, "approve", number=older.id)
    newer = request(session, damar, lender="BSI", on=TODAY).row
    assert meant(session, damar, None) is newer
    with pytest.raises(Refused, match="not approved yet") as refused:
        step(session, damar, "disburse")
    assert f"--application {newer.id} --approve AMOUNT" in refused.value.hint
    assert f"--application {older.id}: no. {older.id}, BRI" in refused.value.hint
    assert step(session, damar, "disburse", number=older.id).others == [newer]


def test_without_an_open_one(session, damar):
    with pytest.raises(Refused, match="no open application") as refused:
        step(session, damar, "approve")
    assert "--request AMOUNT" in refused.value.hint
    number = request(session, damar).row.id
    step(session, damar, "reject")
    with pytest.raises(Refused, match="no open application") as refused:
        step(session, damar, "approve")
    assert f"no. {number}, BRI" in refused.value.hint
    with pytest.raises(NotFound, match=r"no application no\. 99"):
        step(session, damar, "approve", number=99)


def test_an_application_of_another_is_not_meant(session, damar, enrol):
    other = enrol(session, "Tapis Sebatin")
    number = request(session, damar).row.id
    with pytest.raises(NotFound):
        step(session, other, "approve", number=number)


@pytest.mark.parametrize(("names", "amounts", "key"), [
    (["approve"], [51], "more-approved"), (["approve", "disburse"], [40, 41], "more-disbursed"),
    (["approve"], [50], None), (["approve", "disburse"], [40, 40], None),
])  # fmt: skip
def test_more_than_before_is_asked_about(session, damar, names, amounts, key):
    row = request(session, damar).row
    *first, last = zip(names, amounts, strict=True)
    for name, amount in first:
        step(session, damar, name, amount)
    if key:
        with pytest.raises(NeedsConfirmation) as asked:
            step(session, damar, *last)
        assert asked.value.key == key
    step(session, damar, *last, confirmed=frozenset({key}))
    assert getattr(row, f"{STEPS[last[0]]}_amount") == last[1]


def test_an_open_one_at_the_same_lender_is_asked_about(session, damar):
    request(session, damar)
    with pytest.raises(NeedsConfirmation) as asked:
        request(session, damar, lender="bri", amount=10)
    assert asked.value.key == "double-application"
    assert len(request(session, damar, scheme="bank").others) == 1
    request(session, damar, confirmed=frozenset({"double-application"}))


@pytest.mark.parametrize("amount", [0])
def test_nothing_is_no_amount(session, damar, amount):
    with pytest.raises(BadValue, match="Rp0"):
        request(session, damar, amount=amount)
    request(session, damar)
    with pytest.raises(BadValue, match="Rp0"):
        step(session, damar, "approve", amount)


def test_a_dissolved_cooperative_does_not_apply(session, enrol):
    gone = enrol(session, "Krui Lama", active="2015-01-01", dissolved="2024-02-01")
    with pytest.raises(Refused, match="dissolved since 1 February 2024"):
        request(session, gone)
    assert request(session, gone, on=date(2024, 1, 1)).row.id


@pytest.mark.parametrize(("fields", "expected"), [
    ({}, "requested"), ({"approved_amount": 5}, "approved"), ({"approved_on": ON}, "approved"),
    ({"disbursed_amount": 5}, "disbursed"), ({"approved_on": ON, "rejected_on": ON}, "rejected"),
])  # fmt: skip
def test_the_state_of_what_an_old_list_says(fields, expected):
    assert state(Financing(cooperative_id=1, lender="BRI", scheme=Scheme.KUR, **fields)) == expected
