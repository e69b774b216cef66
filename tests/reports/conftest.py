"""Registries to hold the reports against: the sample in memory, and small ones made by chance.

``exported`` gives their rows to plain Python, which shares no SQL with the reports.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

Record = dict[str, Any]
Tables = dict[str, list[Record]]
FIRST_DAY, LAST_DAY = date(2022, 6, 1), date(2025, 2, 17)
KINDS = ("mentoring", "training", "visit", "review", "reminder-letter", "capital",
         "field-verification")  # fmt: skip
CAUSES = ("no-rat", "no-business", "little-capital", "bad-loans", "board-inactive")
EXPORTED = (
    "region", "officer", "officer_subdistrict", "cooperative", "status_change",
    "mentoring_session", "attendance", "revitalization", "revitalization_cause", "financing",
    "annual_report", "product", "target",
)  # fmt: skip


@pytest.fixture(scope="session")
def exported() -> Callable[[sqlite3.Connection], Tables]:
    """The rows of each table that stand."""

    def exported(connection: sqlite3.Connection) -> Tables:
        return {
            name: [
                dict(zip([d[0] for d in cursor.description], row, strict=True))
                for cursor in [connection.execute(f"SELECT * FROM {name}")]
                for row in cursor
                if row[[d[0] for d in cursor.description].index("withdrawn_at")] is None
            ]
            for name in EXPORTED
        }

    return exported


@pytest.fixture(scope="module")
def in_memory(sample_file: Path) -> Iterator[sqlite3.Connection]:
    """The sample registry, in memory."""
    with closing(_copy(sample_file)) as connection:
        yield connection


@pytest.fixture(scope="session")
def generated(empty_file: Path) -> Callable[[int], sqlite3.Connection]:
    """``generated(7)``: a small registry, the same for the same number, with every sort of gap."""

    def generated(seed: int) -> sqlite3.Connection:
        connection = _copy(empty_file)
        _Made(connection, Random(seed)).fill()
        return connection

    return generated


@pytest.fixture(scope="session")
def with_years(
    generated: Callable[[int], sqlite3.Connection],
) -> Callable[[int], sqlite3.Connection]:
    """``with_years(7)``: the same as ``generated(7)``, with book years, products and targets."""

    def with_years(seed: int) -> sqlite3.Connection:
        connection = generated(seed)
        _Years(connection, Random(f"years {seed}")).fill()
        return connection

    return with_years


def _copy(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    with closing(sqlite3.connect(path)) as file:
        file.backup(connection)
    connection.row_factory = sqlite3.Row
    return connection


class _Made:
    """Rows as a registry could hold them, those that no longer stand among them."""

    def __init__(self, connection: sqlite3.Connection, chance: Random) -> None:
        self.connection = connection
        self.chance = chance

    def fill(self) -> None:
        for number in range(3):
            self.add("region", code=f"18.13.0{number}", name=f"Place {number}", level="subdistrict")
        for number in range(2):
            self.add("officer", name=f"Officer {number}")
        self.add("officer_subdistrict", officer_id=1, subdistrict_code="18.13.00")
        for number in range(self.chance.choice([0, 2, 5, 8])):
            self.cooperative(number)
        self.sessions()

    def cooperative(self, number: int) -> None:
        place = self.maybe(f"18.13.0{self.chance.randrange(3)}", 0.8)
        id_ = self.add(
            "cooperative", name=f"Cooperative {number}", name_key=str(number),
            sector=self.chance.choice(["producer", "consumer", None]),
            subdistrict_code=place, officer_id=self.maybe(2, 0.2), withdrawn=0.1,
        )  # fmt: skip
        for on in {self.day() for _ in range(self.chance.choice([0, 1, 2, 4]))}:
            status = self.chance.choice(["active", *["inactive"] * 5, "dissolved"])
            self.add("status_change", cooperative_id=id_, status=status, effective_on=on,
                     withdrawn=0.1)  # fmt: skip
        self.cases(id_)
        for _ in range(self.chance.randint(0, 3)):
            self.financing(id_)

    def cases(self, cooperative: int) -> None:
        days = sorted({self.day() for _ in range(self.chance.choice([0, 1, 2, 2, 3, 4]))})
        while days:
            opened, closed = days.pop(0), days.pop(0) if days else None
            outcomes = ["reactivated", "dissolution-proposed"] if closed else ["extended", None]
            id_ = self.add(
                "revitalization", cooperative_id=cooperative, opened_on=opened, closed_on=closed,
                outcome=self.chance.choice(outcomes),
                next_on=None if closed else self.maybe(self.day(later=60), 0.4), withdrawn=0.05,
            )  # fmt: skip
            for cause in self.chance.sample(CAUSES, self.chance.choice([0, 1, 1, 2])):
                found = self.chance.choice([opened, self.day()])
                self.add("revitalization_cause", revitalization_id=id_, cause=cause,
                         found_on=max(opened, found), withdrawn=0.1)  # fmt: skip

    def financing(self, cooperative: int) -> None:
        requested = self.maybe(self.day(), 0.9)
        self.add(
            "financing", cooperative_id=cooperative,
            lender=self.chance.choice(["BRI", "BNI", "Bank Lampung"]),
            scheme=self.chance.choice(["kur", "bank"]), withdrawn=0.1, requested_on=requested,
            requested_amount=self.maybe(50_000_000, 0.9),
            approved_on=self.maybe(self.day(requested), 0.5),
            approved_amount=self.maybe(40_000_000, 0.5),
            disbursed_on=self.maybe(self.day(requested), 0.4),
            disbursed_amount=self.maybe(30_000_000, 0.3),
            rejected_on=self.maybe(self.day(requested), 0.3),
        )  # fmt: skip

    def sessions(self) -> None:
        cooperatives = self.ids("cooperative", "id")
        cases = self.ids("revitalization", "id, cooperative_id")
        for _ in range(self.chance.choice([0, 12, 25])):
            held = self.maybe(self.day(), 0.8)
            planned = self.maybe(self.day(later=30), 0.3) if held else self.day(later=30)
            session = self.add(
                "mentoring_session", kind=self.chance.choice(KINDS), held_on=held,
                planned_on=planned, hours=self.maybe(self.chance.choice([1, 2.5, 16]), 0.6),
                officer_id=self.maybe(self.chance.choice([1, 2]), 0.8),
                funding=self.maybe("APBD", 0.5), withdrawn=0.1,
            )  # fmt: skip
            for (id_,) in self.chance.sample(cooperatives, min(len(cooperatives), 4)):
                own = [case for case, of in cases if of == id_]
                self.add(
                    "attendance", session_id=session, cooperative_id=id_, withdrawn=0.1,
                    participants_male=self.maybe(self.chance.randrange(9), 0.8),
                    participants_female=self.maybe(self.chance.randrange(9), 0.8),
                    follow_up_on=self.maybe(self.day(later=60), 0.3),
                    followed_up_on=self.maybe(self.day(), 0.1),
                    revitalization_id=self.maybe(self.chance.choice(own), 0.9) if own else None,
                )  # fmt: skip

    def ids(self, table: str, columns: str) -> list[Any]:
        return [tuple(row) for row in self.connection.execute(f"SELECT {columns} FROM {table}")]

    def day(self, first: str | None = None, later: int = 0) -> str:
        start = date.fromisoformat(first) if first else FIRST_DAY
        days = (LAST_DAY - start).days + later
        return (start + timedelta(days=self.chance.randint(0, max(days, 0)))).isoformat()

    def maybe(self, value: Any, likely: float) -> Any:
        return value if self.chance.random() < likely else None

    def add(self, table: str, *, withdrawn: float = 0.0, **cells: Any) -> int:
        """Write a row, which may no longer stand; its number."""
        cells |= {"recorded_at": "2025-02-17T03:00:00Z"}
        cells["withdrawn_at"] = self.maybe("2025-02-17T03:00:00Z", withdrawn)
        marks = ", ".join("?" * len(cells))
        sql = f"INSERT INTO {table} ({', '.join(cells)}) VALUES ({marks})"
        id_ = self.connection.execute(sql, list(cells.values())).lastrowid
        assert id_ is not None
        return id_


class _Years(_Made):
    """What cooperatives reported, made and were certified for; a district and one beside it."""

    def fill(self) -> None:
        self.add("region", code="18.13", name="Pesisir Barat", level="district", kind="kabupaten")
        self.add("region", code="18.14.01", name="Beyond", level="subdistrict", parent_code="18.14")
        self.connection.execute(
            "UPDATE region SET parent_code = '18.13' WHERE code GLOB '18.13.*' AND level = 'subdistrict'"
        )
        for (id_,) in self.ids("cooperative", "id"):
            self.describe(id_)
            for year in self.chance.sample(range(2020, 2025), self.chance.randint(0, 5)):
                self.book_year(id_, year)
            for year in self.chance.sample(range(2021, 2025), self.chance.randint(0, 3)):
                self.product(id_, year)
        for quarter in (1, 2, 3, 4, None):
            for indicator in ("active-share", "rat-held", "people-trained"):
                self.add("target", year=self.chance.choice([2023, 2024]), quarter=quarter,
                         indicator=indicator, value=self.chance.choice([0, 1, 2, 66.5]),
                         withdrawn=0.2)  # fmt: skip

    def describe(self, id_: int) -> None:
        category = self.maybe(self.chance.choice(["kud", "kpri", "kopkar", "koppas", "ksp"]), 0.8)
        self.connection.execute(
            "UPDATE cooperative SET category = ?, certificate_expires_on = ?, line = ? WHERE id = ?",
            (category, self.maybe(self.day(later=300), 0.6),
             self.maybe(self.chance.choice(["fishery", "retail"]), 0.8), id_),
        )  # fmt: skip
        if self.chance.random() < 0.15:
            self.connection.execute(
                "UPDATE cooperative SET subdistrict_code = '18.14.01' WHERE id = ?", (id_,)
            )

    def book_year(self, id_: int, year: int) -> None:
        def money(least: int = 0) -> int | None:
            return self.maybe(self.chance.randint(least, 900_000_000), 0.7)  # type: ignore[no-any-return]

        days = (date(year + 1, 12, 31) - date(year + 1, 1, 1)).days
        held = date(year + 1, 1, 1) + timedelta(days=self.chance.randint(0, days))
        self.add(
            "annual_report", cooperative_id=id_, book_year=year,
            rat_held_on=self.maybe(min(held, LAST_DAY).isoformat(), 0.7),
            members_male=self.maybe(self.chance.randrange(40), 0.8),
            members_female=self.maybe(self.chance.randrange(40), 0.8),
            managers=self.maybe(self.chance.randrange(2), 0.7),
            employees=self.maybe(self.chance.randrange(5), 0.7),
            equity=money(-900_000_000), outside_capital=money(), assets=money(), turnover=money(),
            surplus=money(-50_000_000),
            health=self.maybe(self.chance.choice(["healthy", "fairly-healthy"]), 0.4),
            withdrawn=0.1,
        )  # fmt: skip

    def product(self, id_: int, year: int) -> None:
        self.add(
            "product", cooperative_id=id_, name="Copra", year=year,
            capacity=self.maybe(self.chance.choice([0, 1.5, 20.0, 300.0]), 0.8),
            unit=self.chance.choice(["ton", "ton", "kg", None]),
            market_reach=self.maybe(self.chance.choice(["local", "provincial", "export"]), 0.8),
            withdrawn=0.1,
        )  # fmt: skip
