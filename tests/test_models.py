"""The rules that the database itself holds, whoever writes to it: tried with plain sqlite3."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import Enum

from koperasi_cli.database import Database
from koperasi_cli.models import METADATA, Recorded

AT = "2025-02-17T03:00:00Z"
LATER = "2025-02-18T03:00:00Z"

# One good row of each table; they refer to one another, in this order.
GOOD: dict[str, dict[str, object]] = {
    "office": {"id": 1, "time_zone": "wib", "invented": 0},
    "region": {"code": "18.13.01", "name": "Way Krui", "level": "subdistrict"},
    "officer": {"name": "Sari"},
    "officer_subdistrict": {"officer_id": 1, "subdistrict_code": "18.13.01"},
    "cooperative": {"name": "Koperasi A", "name_key": "a", "nik": "1813010000001"},
    "tag": {"cooperative_id": 1, "name": "kdmp"},
    "status_change": {"cooperative_id": 1, "status": "active", "effective_on": "2024-01-01"},
    "annual_report": {"cooperative_id": 1, "book_year": 2023},
    "product": {"cooperative_id": 1, "name": "Kopi", "year": 2023},
    "mentoring_session": {"kind": "visit", "held_on": "2024-05-01"},
    "revitalization": {"cooperative_id": 1, "opened_on": "2024-05-01"},
    "revitalization_cause": {"revitalization_id": 1, "cause": "no-rat", "found_on": "2024-05-01"},
    "attendance": {"session_id": 1, "cooperative_id": 1},
    "financing": {"cooperative_id": 1, "lender": "BRI", "scheme": "kur"},
    "target": {"year": 2025, "indicator": "active-share", "value": 70},
    "publication": {
        "on": "2025-02-17", "published_at": AT, "audience": "press", "headline": "", "figures": "{}",
    },
}  # fmt: skip

# table, what is wrong with the row
BAD: list[tuple[str, dict[str, object]]] = [
    ("office", {"id": 2}),
    ("office", {"invented": 2}),
    ("office", {"time_zone": "utc"}),
    ("region", {"name": ""}),
    ("region", {"name": None}),
    ("region", {"level": "province"}),
    ("region", {"parent_code": "99.99"}),
    ("officer", {"name": ""}),
    ("officer", {"name": "x" * 201}),
    ("officer_subdistrict", {"officer_id": 99}),
    ("officer_subdistrict", {"subdistrict_code": "99.99"}),
    ("cooperative", {"name": ""}),
    ("cooperative", {"name": None}),
    ("cooperative", {"name": "x" * 201}),
    ("cooperative", {"nik": "181301000001"}),
    ("cooperative", {"nik": "1813010101900001"}),
    ("cooperative", {"nik": "18130100000x1"}),
    ("cooperative", {"nik": "181301000000１"}),
    ("cooperative", {"sector": "agriculture"}),
    ("cooperative", {"sector": "PRODUCER"}),
    ("cooperative", {"subdistrict_code": "99.99"}),
    ("cooperative", {"village_code": "99.99"}),
    ("cooperative", {"officer_id": 99}),
    ("tag", {"name": ""}),
    ("tag", {"name": "x" * 51}),
    ("tag", {"cooperative_id": 99}),
    ("status_change", {"status": "asleep"}),
    ("status_change", {"status": None}),
    ("status_change", {"effective_on": None}),
    ("status_change", {"cooperative_id": 99}),
    *(
        ("annual_report", {column: -1})
        for column in (
            "members_male", "members_female", "managers", "employees", "outside_capital", "assets",
            "turnover", "kuk",
        )
    ),
    ("annual_report", {"kuk": 0}),
    ("annual_report", {"kuk": 5}),
    ("annual_report", {"book_year": 1899}),
    ("annual_report", {"book_year": 2101}),
    ("annual_report", {"in_business": 2}),
    ("annual_report", {"health": "ill"}),
    ("annual_report", {"cooperative_id": 99}),
    ("product", {"name": ""}),
    ("product", {"capacity": -0.5}),
    ("product", {"year": 0}),
    ("product", {"cooperative_id": 99}),
    ("mentoring_session", {"held_on": None}),
    ("mentoring_session", {"hours": -1}),
    ("mentoring_session", {"hours": 1001}),
    ("mentoring_session", {"kind": "party"}),
    ("mentoring_session", {"officer_id": 99}),
    ("revitalization", {"closed_on": "2024-04-30", "outcome": "reactivated"}),
    ("revitalization", {"closed_on": "2024-06-30"}),
    ("revitalization", {"closed_on": "2024-06-30", "outcome": "extended"}),
    ("revitalization", {"outcome": "reactivated"}),
    ("revitalization", {"outcome": "forgotten"}),
    ("revitalization", {"cooperative_id": 99}),
    ("revitalization_cause", {"cause": "A02"}),
    ("revitalization_cause", {"revitalization_id": 99}),
    ("attendance", {"participants_male": -1}),
    ("attendance", {"participants_female": -1}),
    ("attendance", {"session_id": 99}),
    ("attendance", {"cooperative_id": 99}),
    ("attendance", {"revitalization_id": 99}),
    ("financing", {"lender": ""}),
    ("financing", {"scheme": "gift"}),
    ("financing", {"requested_amount": -1}),
    ("financing", {"approved_amount": -1}),
    ("financing", {"disbursed_amount": -1}),
    ("financing", {"cooperative_id": 99}),
    ("target", {"year": 1800}),
    ("target", {"quarter": 5}),
    ("target", {"quarter": 0}),
    ("target", {"value": -1}),
    ("target", {"indicator": "luck"}),
    ("publication", {"audience": ""}),
    ("publication", {"on": None}),
]  # fmt: skip

# What is unique among what stands: table, what the second row has of its own.
TWICE: list[tuple[str, dict[str, object]]] = [
    ("officer", {}),
    ("officer_subdistrict", {}),
    ("cooperative", {"name": "Koperasi B", "name_key": "b"}),
    ("tag", {}),
    ("status_change", {"status": "inactive"}),
    ("annual_report", {"kuk": 2}),
    ("product", {}),
    ("revitalization", {"opened_on": "2024-09-01"}),
    ("revitalization_cause", {"found_on": "2024-09-01"}),
    ("attendance", {"participants_male": 3}),
    ("target", {"value": 71}),
]
# The row that is in the way, before and after it no longer stands.
ALSO_STANDS: list[tuple[str, dict[str, object]]] = [
    ("cooperative", {"nik": None}),
    ("status_change", {"effective_on": "2024-01-02"}),
    ("annual_report", {"book_year": 2024}),
    ("product", {"year": 2024}),
    ("target", {"quarter": 1}),
    ("revitalization", {"closed_on": "2024-06-01", "outcome": "reactivated"}),
    ("tag", {"name": "target-2026"}),
]


@pytest.fixture
def plain(registry: Database) -> Iterator[sqlite3.Connection]:
    """A connection of another program, with one good row in every table."""
    with closing(sqlite3.connect(registry.path)) as connection:
        connection.execute("PRAGMA foreign_keys = 1")
        for table, row in GOOD.items():
            insert(connection, table, row)
        connection.commit()  # a pragma on foreign keys does nothing inside a transaction
        yield connection


def insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> int:
    row = {"recorded_at": AT} | row
    columns = ", ".join(f'"{name}"' for name in row)
    places = ", ".join("?" for _ in row)
    cursor = connection.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({places})", tuple(row.values())
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def test_every_table_that_people_write_to_is_tried() -> None:
    assert GOOD.keys() == {str(model.__tablename__) for model in Recorded.__subclasses__()}


@pytest.mark.parametrize(("table", "wrong"), BAD, ids=lambda value: str(value)[:60])
def test_a_wrong_row_is_refused(
    plain: sqlite3.Connection, table: str, wrong: dict[str, object]
) -> None:
    # Nothing else may be in the way: the first row of that table no longer stands.
    plain.execute(f"UPDATE {table} SET withdrawn_at = ?", (LATER,))
    row = GOOD[table] | ({"code": "18.13.02"} if table == "region" else {}) | wrong
    if table == "office":
        plain.execute("DELETE FROM office")
    with pytest.raises(sqlite3.IntegrityError) as refused:
        insert(plain, table, row)
    assert "UNIQUE" not in str(refused.value)


@pytest.mark.parametrize(("table", "own"), TWICE, ids=lambda value: str(value)[:60])
def test_what_is_unique_is_so_among_what_stands(
    plain: sqlite3.Connection, table: str, own: dict[str, object]
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        insert(plain, table, GOOD[table] | own)
    plain.execute(f"UPDATE {table} SET withdrawn_at = ?", (LATER,))
    insert(plain, table, GOOD[table] | own)


@pytest.mark.parametrize(("table", "other"), ALSO_STANDS, ids=lambda value: str(value)[:60])
def test_what_differs_in_its_key_may_stand_beside_it(
    plain: sqlite3.Connection, table: str, other: dict[str, object]
) -> None:
    insert(plain, table, GOOD[table] | other)


@pytest.mark.parametrize("table", [t for t in GOOD if t != "office"])
def test_the_id_of_a_lost_row_is_not_given_again(plain: sqlite3.Connection, table: str) -> None:
    plain.execute("PRAGMA foreign_keys = 0")
    plain.execute(f"DELETE FROM {table}")
    assert insert(plain, table, GOOD[table]) == 2


@pytest.mark.parametrize("codes", [
    pytest.param(column.type, id=f"{table.name}.{column.name}")
    for table in METADATA.tables.values()
    for column in table.columns
    if isinstance(column.type, Enum)
])  # fmt: skip
def test_codes_are_stored_by_their_value(codes: Enum) -> None:
    assert codes.enums == [code.value for code in codes.enum_class or ()]
    assert codes.create_constraint
