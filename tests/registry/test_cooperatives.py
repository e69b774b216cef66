"""Registering and amending: what is refused, what is asked, what changes."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from koperasi_cli.errors import BadValue, NeedsConfirmation, Refused
from koperasi_cli.models import Cooperative, Region
from koperasi_cli.registry.cooperatives import (
    amend,
    foreign_district,
    read_tag,
    register,
    tag_names,
)
from koperasi_cli.registry.records import standing, withdraw
from koperasi_cli.registry.statuses import Decision, history
from koperasi_cli.vocabulary import RegionLevel, Sector, Status

TODAY = date(2025, 2, 17)
FIRST = Decision(Status.ACTIVE, date(2020, 1, 1))
KRUI = {"subdistrict_code": "18.13.01"}
LEMONG = {"subdistrict_code": "18.13.02"}


@pytest.fixture(autouse=True)
def places(session: Session) -> None:
    for code, name in (("18.13.01", "Pesisir Tengah"), ("18.13.02", "Lemong")):
        session.add(Region(code=code, name=name, level=RegionLevel.SUBDISTRICT))
    session.flush()
    session.add(
        Region(
            code="18.13.01.2001", name="Kampung Jawa", level=RegionLevel.VILLAGE,
            parent_code="18.13.01",
        )
    )  # fmt: skip
    session.flush()


def enter(session: Session, name: str, *confirmed: str, **values: Any) -> Cooperative:
    return register(
        session, {"name": name, **values}, FIRST, today=TODAY, confirmed=frozenset(confirmed)
    )


def change(session: Session, record: Cooperative, *confirmed: str, **values: Any) -> Any:
    return amend(session, record, values, today=TODAY, confirmed=frozenset(confirmed))


def test_a_cooperative_starts_with_a_status_and_its_tags(session: Session) -> None:
    new = register(
        session, {"name": "KSP Krui", "sector": Sector.SAVINGS_LOAN, "legal_number": "1 /bh/ 2001"},
        Decision(Status.INACTIVE, date(2021, 5, 1), "No RAT"), today=TODAY, tags=["KDMP", "kdmp"],
    )  # fmt: skip
    assert new.id is not None
    assert (new.name_key, new.legal_key, new.legal_number) == (
        "ksp krui",
        "1/BH/2001",
        "1 /bh/ 2001",
    )
    assert [(s.status, s.effective_on, s.reason) for s in history(session, new.id)] == [
        (Status.INACTIVE, date(2021, 5, 1), "No RAT")
    ]
    assert tag_names(session, new) == ["kdmp"]


def test_a_nik_on_record_is_refused_by_name(session: Session) -> None:
    enter(session, "KSP Krui", nik="1813010000001")
    with pytest.raises(Refused, match=r"on record: no\. 1 KSP Krui") as refused:
        enter(session, "Koperasi Lain", "legal-number", "similar-name", nik="1813010000001")
    assert refused.value.hint == "Look at it with: koperasi show 1"


def test_a_nik_of_what_no_longer_stands_is_free(session: Session) -> None:
    withdraw(session, enter(session, "KSP Krui", nik="1813010000001"))
    assert enter(session, "Koperasi Lain", nik="1813010000001").id == 2


QUESTIONS: list[tuple[str, dict[str, Any], str, dict[str, Any], str | None]] = [
    ("KSP Krui", {"legal_number": "1/BH/2001"}, "Lain", {"legal_number": "1/bh / 2001"}, "legal-number"),
    ("KSP Krui", {"legal_number": "1/BH/2001"}, "Lain", {"legal_number": "2/BH/2001"}, None),
    ("KSP Krui", KRUI, "Koperasi Simpan Pinjam Krui", KRUI, "similar-name"),
    ("KSP Krui Jaya", KRUI, "KSP Krui Jya", KRUI, "similar-name"),
    ("KSP Krui Jaya", KRUI, "KSP Krui Jya", LEMONG, None),
    ("KSP Krui", KRUI, "KSP Krui", LEMONG, "similar-name"),
    ("KSP Krui", KRUI, "KSP Krui 2", KRUI, None),
    ("KSP Krui", {**KRUI, "village_code": "18.13.01.2001"}, "KSP Krui", KRUI, "similar-name"),
    # The very same name is a question anywhere.
    ("KSP Krui", {}, "KSP KRUI", {}, "similar-name"),
    ("KSP Krui Jaya", {}, "KSP Krui Jya", {}, None),
    ("KSP Krui", KRUI, "KSP Krui", {}, "similar-name"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "its", "other", "theirs", "question"), QUESTIONS)
def test_a_likeness_is_a_question_and_not_a_refusal(
    session: Session, one: str, its: dict[str, Any], other: str, theirs: dict[str, Any],
    question: str | None,
) -> None:  # fmt: skip
    enter(session, one, **its)
    if question:
        with pytest.raises(NeedsConfirmation, match=f"no. 1 {one}") as asked:
            enter(session, other, **theirs)
        assert asked.value.key == question
        assert len(standing(session, Cooperative)) == 1
    assert enter(session, other, *([question] if question else []), **theirs).id == 2


@pytest.mark.parametrize(("values", "said"), [
    ({"name": ""}, "needs a name"),
    ({"name": None}, "needs a name"),
])  # fmt: skip
def test_what_cannot_be_is_refused(session: Session, values: dict[str, Any], said: str) -> None:
    with pytest.raises(BadValue, match=said):
        register(session, values, FIRST, today=TODAY)


def test_a_day_to_come_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match="has not come yet"):
        register(session, {"name": "A", "legal_date": date(2025, 2, 18)}, FIRST, today=TODAY)
    with pytest.raises(Refused, match="has not come yet"):
        register(session, {"name": "A"}, Decision(Status.ACTIVE, date(2025, 2, 18)), today=TODAY)


def test_amending_says_what_differed(session: Session) -> None:
    record = enter(session, "KSP Krui", phone="1", sector=Sector.SAVINGS_LOAN)
    changed = amend(
        session, record, {"phone": "2", "sector": Sector.SAVINGS_LOAN, "name": "KSP Krui Jaya"},
        today=TODAY, tags=["kdmp"],
    )  # fmt: skip
    assert changed == {
        "phone": ("1", "2"), "name": ("KSP Krui", "KSP Krui Jaya"), "tags": (None, "kdmp"),
    }  # fmt: skip
    assert record.name_key == "ksp krui jaya"


def test_the_keys_follow_what_they_are_made_of(session: Session) -> None:
    record = enter(session, "KSP Krui", legal_number="1/BH")
    change(session, record, legal_number=None)
    assert record.legal_key is None
    change(session, record, legal_number="2 /bh")
    assert record.legal_key == "2/BH"


def test_amending_to_a_nik_that_another_has_is_refused(session: Session) -> None:
    enter(session, "KSP Krui", nik="1813010000001")
    record = enter(session, "KUD Lemong", nik="1813010000002")
    change(session, record, nik="1813010000002")
    with pytest.raises(Refused, match=r"on record: no\. 1"):
        change(session, record, nik="1813010000001")
    session.expire(record)


def test_amending_to_a_legal_number_that_another_has_is_a_question(session: Session) -> None:
    enter(session, "KSP Krui", legal_number="1/BH")
    record = enter(session, "KUD Lemong", legal_number="2/BH")
    with pytest.raises(NeedsConfirmation) as asked:
        change(session, record, legal_number="1/bh")
    session.expire(record)
    change(session, record, asked.value.key, legal_number="1/bh")
    assert record.legal_number == "1/bh"
    # Once it is so, it is no question any more.
    change(session, record, legal_number="1/bh", phone="1")


@pytest.mark.parametrize(("typed", "kept"), [
    ("KDMP", "kdmp"), ("target 2026", "target-2026"), (" Target  2026 ", "target-2026"), ("a-b", "a-b"),
])  # fmt: skip
def test_a_tag_is_kept_in_one_way(typed: str, kept: str) -> None:
    assert read_tag(typed) == kept


@pytest.mark.parametrize("typed", ["", "  ", "a,b", "x" * 51, "a\x1b[31m", "1813010101900001"])
def test_what_is_no_tag(typed: str) -> None:
    with pytest.raises(BadValue):
        read_tag(typed)


def test_tags_come_and_go(session: Session) -> None:
    record = enter(session, "KSP Krui")
    amend(session, record, {}, today=TODAY, tags=["b", "a", "A"])
    assert tag_names(session, record) == ["a", "b"]
    amend(session, record, {}, today=TODAY, untags=["A"])
    assert tag_names(session, record) == ["b"]
    with pytest.raises(Refused, match='has no tag "a"') as refused:
        amend(session, record, {}, today=TODAY, untags=["a"])
    assert refused.value.hint == "It has: b"
    amend(session, record, {}, today=TODAY, tags=["a"])
    assert tag_names(session, record) == ["a", "b"]


@pytest.mark.parametrize(("nik", "region", "warned"), [
    ("1813010000001", "18.13", False), ("1801010000001", "18.13", True), (None, "18.13", False),
    ("1801010000001", None, False),
])  # fmt: skip
def test_a_nik_of_another_district_is_only_a_warning(
    nik: str | None, region: str | None, warned: bool
) -> None:
    record = Cooperative(name="A", name_key="a", nik=nik)
    assert bool(foreign_district(record, region)) is warned
