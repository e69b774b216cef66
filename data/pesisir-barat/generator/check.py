"""Assertions: what the public figures and the rules of the field demand of the sample."""

from collections import Counter
from datetime import date
from itertools import pairwise
from statistics import median

from .sample import (
    COMMODITIES,
    COOPERATIVES,
    FIRST,
    PLAN,
    SECOND,
    TABLES,
    TODAY,
    Row,
    regions,
    status_on,
)

SECTORS = ("producer", "consumer", "savings-loan", "services", "marketing")
BY_SECTOR = {
    FIRST: None,
    SECOND: dict(zip(SECTORS, [(33, 15), (15, 8), (7, 3), (4, 2), (2, 1)], strict=True)),
    TODAY: dict(zip(SECTORS, [(38, 14), (15, 8), (6, 4), (5, 2), (3, 1)], strict=True)),
}
TOTALS = {FIRST: (57, 21), SECOND: (61, 29), TODAY: (67, 29)}
BY_SUBDISTRICT = dict(
    zip(
        (f"18.13.{number:02}" for number in range(1, 12)),
        [(14, 5), (9, 4), (3, 2), (3, 1), (5, 2), (1, 1), (6, 2), (7, 2), (8, 3), (4, 2), (7, 5)],
        strict=True,
    )
)
BY_GROUP = {"spices": 11, "fish": 11, "coconut": 8, "estate": 7, "damar": 6, "food": 6}
BY_GROUP |= {"tapis": 2, "livestock": 1}
STAGES = {"identified", "verified", "evaluated", "planned", "mentored", "reviewed", "closed"}
STILL = ("field-verification", "visit", "reminder-letter", "review")


def check() -> None:
    check_counts()
    check_history()
    check_cooperatives()
    check_reports()
    check_cases()
    check_records()


def count(day: date, attribute: str, known: str | None = None) -> dict[str, tuple[int, int]]:
    found: Counter[tuple[str, str | None]] = Counter()
    for coop in COOPERATIVES:
        found[getattr(coop, attribute), status_on(coop.id, day, known)] += 1
    keys = dict.fromkeys(key for key, _ in found)
    return {key: (found[key, "active"], found[key, "inactive"]) for key in keys}


def total(day: date, known: str | None = None) -> tuple[int, int]:
    counts = count(day, "sector", known).values()
    return sum(active for active, _ in counts), sum(inactive for _, inactive in counts)


def check_counts() -> None:
    for day, expected in TOTALS.items():
        assert total(day) == total(day, f"{day}T16:59:59Z") == expected, day
        sectors = BY_SECTOR[day]
        assert sectors is None or count(day, "sector") == sectors, day
    assert count(TODAY, "subdistrict") == BY_SUBDISTRICT
    assert total(SECOND, "2024-02-20T16:59:59Z") == (60, 30), "the slip shows as it was known then"
    makers = [coop for coop in COOPERATIVES if coop.sector == "producer"]
    assert Counter(COMMODITIES[coop.commodity]["group"] for coop in makers) == BY_GROUP
    founded = [coop.legal_date for coop in COOPERATIVES]
    eras = [date(2012, 12, 31), date(2018, 12, 31), SECOND, TODAY]
    assert [sum(day <= last for day in founded) for last in eras] == [41, 63, 90, 96]


def check_history() -> None:
    """Six new, four reactivated, four that became inactive between the last two figures."""
    moves = Counter(
        (coop.sector, status_on(coop.id, SECOND), status_on(coop.id, TODAY))
        for coop in COOPERATIVES
        if status_on(coop.id, SECOND) != status_on(coop.id, TODAY)
    )
    assert moves == {
        ("producer", None, "active"): 4,
        ("services", None, "active"): 1,
        ("marketing", None, "active"): 1,
        ("producer", "inactive", "active"): 3,
        ("consumer", "inactive", "active"): 1,
        ("producer", "active", "inactive"): 2,
        ("consumer", "active", "inactive"): 1,
        ("savings-loan", "active", "inactive"): 1,
    }
    standing = [row for row in TABLES["status_change"] if not row["withdrawn_at"]]
    days = {(row["cooperative_id"], row["effective_on"]) for row in standing}
    assert len(days) == len(standing) == len(TABLES["status_change"]) - 1
    for coop in COOPERATIVES:
        own = [row for row in standing if row["cooperative_id"] == coop.id]
        line = [row["status"] for row in sorted(own, key=lambda row: row["effective_on"])]
        assert all(a != b for a, b in pairwise(line)), coop.name


def check_cooperatives() -> None:
    rows = TABLES["cooperative"]
    villages = {row["code"]: row["parent_code"] for row in regions()}
    assert [coop.id for coop in COOPERATIVES] == [row["id"] for row in rows]
    assert len({row["name"].lower() for row in rows}) == 96
    numbers = [row["legal_number"] for row in rows if row["legal_number"]]
    assert len(set(numbers)) == len(numbers)
    niks = [row["nik"] for row in rows if row["nik"]]
    assert len(set(niks)) == len(niks) == 58
    assert all(len(nik) == 13 and nik.isdigit() and nik[:4] in ("1813", "1801") for nik in niks)
    valid = [row for row in rows if (row["certificate_expires_on"] or FIRST) >= TODAY]
    assert len(valid) == 20
    assert all(row["nik_status"] == "certificate-active" and row["nik"] for row in valid)
    for row in rows:
        assert row["subdistrict_code"] in villages
        assert (
            row["village_code"] is None or villages[row["village_code"]] == row["subdistrict_code"]
        )
    tagged = [row["cooperative_id"] for row in TABLES["tag"]]
    assert len(set(tagged)) == len(tagged)


def check_reports() -> None:
    rows = sorted(TABLES["annual_report"], key=lambda row: row["book_year"])
    assert len({(row["cooperative_id"], row["book_year"]) for row in rows}) == len(rows)
    held = [row for row in rows if row["book_year"] == 2023 and row["rat_held_on"]]
    active = [row for row in held if status_on(row["cooperative_id"], TODAY) == "active"]
    assert len(active) == 41 and all(row["rat_held_on"].year == 2024 for row in held)
    known = [row for row in rows if row["members_male"] is not None]
    sizes = {r["cooperative_id"]: r["members_male"] + r["members_female"] for r in known}
    assert median(sizes.values()) == 26, (median(sizes.values()),)
    now = [size for number, size in sizes.items() if status_on(number, TODAY) == "active"]
    assert median(now) == 26, (median(now), median(sizes.values()))
    early = [row for row in known if row["book_year"] <= 2021]
    booked = {r["cooperative_id"]: r["members_male"] + r["members_female"] for r in early}
    assert sum(booked.values()) == 2285


def check_cases() -> None:
    cases = TABLES["revitalization"]
    stages = [stage(case) for case in cases]
    assert set(stages) == STAGES
    assert [case["stage"] for case in PLAN["cases"]] == stages
    still_open = [case["cooperative_id"] for case in cases if not case["closed_on"]]
    assert len(set(still_open)) == len(still_open)
    caused = {row["revitalization_id"] for row in TABLES["revitalization_cause"]}
    idle = {coop.id for coop in COOPERATIVES if status_on(coop.id, TODAY) == "inactive"}
    evaluated = {case["cooperative_id"] for case in cases if case["id"] in caused}
    assert len(idle & evaluated) == 18
    assert len(idle - {case["cooperative_id"] for case in cases}) == 9
    for case in cases:
        assert status_on(case["cooperative_id"], case["opened_on"]) == "inactive"
        closes = case["outcome"] not in (None, "extended")
        assert closes == (case["closed_on"] is not None)
        after = "active" if case["outcome"] == "reactivated" else "inactive"
        assert status_on(case["cooperative_id"], case["closed_on"] or TODAY) == after


def stage(case: Row) -> str:
    """The furthest that holds on the day of the sample, after DOMAIN."""
    if case["closed_on"]:
        return "closed"
    steps = [row for row in TABLES["attendance"] if row["revitalization_id"] == case["id"]]
    sessions = [TABLES["mentoring_session"][row["session_id"] - 1] for row in steps]
    held = [(row["kind"], row["held_on"]) for row in sessions if row["held_on"]]
    causes = TABLES["revitalization_cause"]
    found = [row["found_on"] for row in causes if row["revitalization_id"] == case["id"]]
    if not found:
        verified = any(kind in STILL[:2] for kind, _ in held)
        return "verified" if verified else "identified"
    guided = [day for kind, day in held if day > min(found) and kind not in STILL]
    if guided:
        reviewed = any(kind == "review" and day > min(guided) for kind, day in held)
        return "reviewed" if reviewed else "mentored"
    ahead = [case["next_on"], *(row["follow_up_on"] for row in steps)]
    planned = len(held) < len(sessions) or any(day and day > TODAY for day in ahead)
    return "planned" if planned else "evaluated"


def check_records() -> None:
    """Nothing is recorded before the first load, after today, or before what it refers to."""
    for table, rows in TABLES.items():
        for row in rows:
            assert "2023-01-30" <= row["recorded_at"] <= "2025-02-17T09", (table, row)
    known = {row["id"]: row["recorded_at"] for row in TABLES["cooperative"]}
    for table in ("status_change", "annual_report", "attendance", "financing", "product"):
        for row in TABLES[table]:
            assert row["recorded_at"] >= known[row["cooperative_id"]], (table, row)
    for session in TABLES["mentoring_session"]:
        assert session["held_on"] is None or session["held_on"] <= TODAY
