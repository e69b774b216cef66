"""What every part of the generator shares: the plan, chance, the tables, and who exists."""

import csv
import random
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent.parent
PLAN: dict[str, Any] = tomllib.loads((HERE / "generator" / "plan.toml").read_text("utf-8"))
SEED = "pesisir-barat"

FIRST_LOAD = date(2023, 1, 30)
TAKEN_OVER = date(2013, 4, 22)
FIRST, SECOND, TODAY = (p["on"] for p in PLAN["publications"])
COMMODITIES = PLAN["commodities"]
NAMED = ("kud", "ksu", "ksp", "kspps", "kpri", "kopwan", "kopkar", "koppontren", "koppas")
WOMEN = {"kopwan": 0.97, "tapis": 0.9, "food": 0.7, "fish": 0.15, "kpri": 0.55}

COLUMNS = {
    "office": "name head city region_code time_zone thresholds invented fixed_today",
    "officer": "name role",
    "officer_subdistrict": "officer_id subdistrict_code",
    "cooperative": "name nik legal_number legal_date amendment_number amendment_date form sector"
    " category industry management line address subdistrict_code village_code place chair secretary"
    " treasurer supervisor manager board_term_ends_on phone nik_status certificate_expires_on"
    " ods_grade officer_id note",
    "tag": "cooperative_id name",
    "status_change": "cooperative_id status effective_on reason decree",
    "annual_report": "cooperative_id book_year rat_planned_on rat_held_on in_business members_male"
    " members_female managers employees equity outside_capital assets turnover surplus health kuk",
    "product": "cooperative_id name line year capacity unit market_reach certificates",
    "mentoring_session": "kind topic planned_on held_on place mentor officer_id hours funding",
    "revitalization": "cooperative_id opened_on decree next_on closed_on outcome note",
    "revitalization_cause": "revitalization_id cause found_on note",
    "attendance": "session_id cooperative_id participants_male participants_female result"
    " follow_up_on followed_up_on revitalization_id",
    "financing": "cooperative_id lender scheme requested_amount requested_on approved_amount"
    " approved_on disbursed_amount disbursed_on rejected_on note",
    "target": "year quarter indicator value",
    "publication": "on published_at audience headline figures",
}
Row = dict[str, Any]
TABLES: dict[str, list[Row]] = {name: [] for name in COLUMNS}


class Cooperative(NamedTuple):
    id: int
    name: str
    sector: str
    commodity: str
    region: str
    legal_date: date

    @property
    def subdistrict(self) -> str:
        return self.region[:8]

    @property
    def village(self) -> str | None:
        return self.region if len(self.region) > 8 else None

    @property
    def registered(self) -> date:
        """The first day of its first status: inherited ones came with the new district."""
        return max(self.legal_date, TAKEN_OVER) if self.legal_date.year < 2013 else self.legal_date

    @property
    def category(self) -> str:
        first = self.name.split()[0].lower()
        return first if first in NAMED else COMMODITIES[self.commodity]["category"]

    @property
    def women_share(self) -> float:
        usual = WOMEN.get(self.category, WOMEN.get(self.commodity, 0.4))
        return min(1.0, max(0.0, usual + chance(f"women {self.id}").uniform(-0.08, 0.08)))


def chance(section: str) -> random.Random:
    """Each section draws from its own source, so that a change in one leaves the others alone."""
    return random.Random(f"{SEED} {section}")


def weekday(day: date) -> date:
    return day - timedelta(max(0, day.weekday() - 4))


def recorded(rng: random.Random, day: date, most: int = 18) -> str:
    """When a clerk typed what happened on a day: in the first load, or some days later."""
    if day <= FIRST_LOAD:
        return f"{FIRST_LOAD}T03:00:00Z"
    typed = day + timedelta(rng.randint(0, most))
    weekend = typed.weekday() > 4
    typed = min(typed + timedelta(7 - typed.weekday() if weekend else 0), TODAY)
    return f"{typed}T{rng.randint(1, 8):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}Z"


def add(table: str, recorded_at: str, withdrawn_at: str | None = None, **values: Any) -> int:
    """Append a row and return its number in the file."""
    columns = COLUMNS[table].split()
    assert not (unknown := set(values) - set(columns)), f"{table}: {unknown}"
    row = {"id": len(TABLES[table]) + 1, **{name: values.get(name) for name in columns}}
    TABLES[table].append({**row, "recorded_at": recorded_at, "withdrawn_at": withdrawn_at})
    return len(TABLES[table])


def read_cooperatives() -> list[Cooperative]:
    rng = chance("legal dates")
    rows = []
    for *fields, founded in PLAN["registry"]["cooperatives"]:
        drawn = isinstance(founded, int)
        day = date(founded, 1, 8) + timedelta(rng.randint(0, 340)) if drawn else founded
        rows.append(Cooperative._make([*fields, weekday(day)]))
    return rows


COOPERATIVES = read_cooperatives()


def regions() -> Iterator[Row]:
    with (HERE / "region.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def status_on(number: int, day: date, known: str | None = None) -> str | None:
    """What a cooperative was on a day, as known at a moment (UTC); None before it existed."""
    standing = [
        (row["effective_on"], row["id"], row["status"])
        for row in TABLES["status_change"]
        if row["cooperative_id"] == number
        and row["effective_on"] <= day
        and (known is None or row["recorded_at"] <= known)
        and (not row["withdrawn_at"] or (known is not None and row["withdrawn_at"] > known))
    ]
    return max(standing)[2] if standing else None
