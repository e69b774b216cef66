"""The cooperatives themselves: identifiers, boards, certificates."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta

from .books import Meetings
from .sample import (
    COMMODITIES,
    COOPERATIVES,
    FIRST,
    PLAN,
    SECOND,
    TABLES,
    TODAY,
    Cooperative,
    Row,
    add,
    chance,
    regions,
    status_on,
    weekday,
)

MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def write_cooperatives(meetings: Meetings) -> None:
    rng = chance("cooperatives")
    registry = PLAN["registry"]
    niks = draw_niks(rng)
    held_2023 = {number for (number, year), day in meetings.items() if year == 2023 and day}
    active = {coop.id for coop in COOPERATIVES if status_on(coop.id, TODAY) == "active"}
    certified = set(rng.sample(sorted(active & held_2023 & set(niks)), 20))
    dashes = {(number, field) for number, field in registry["dashes"]}
    by_hand = {
        "officer_id": dict(registry["officer_overrides"]),
        "place": dict(registry["places"]),
        "note": dict(registry["notes"]),
    }
    for coop in COOPERATIVES:
        values = {
            **identity(rng, coop),
            **board(rng, coop),
            **certificate(rng, coop, niks.get(coop.id), coop.id in certified),
            **{name: given.get(coop.id) for name, given in by_hand.items()},
            "ods_grade": grade(rng, coop, meetings) if coop.id in niks else None,
        }
        values |= {field: "-" for number, field in dashes if number == coop.id}
        add("cooperative", TABLES["status_change"][coop.id - 1]["recorded_at"], **values)


def draw_niks(rng: random.Random) -> dict[int, str]:
    """58 numbers: district, subdistrict and village of the statistics bureau, then a serial."""
    by_status = defaultdict(list)
    for coop in COOPERATIVES:
        if coop.legal_date <= SECOND and coop.id not in PLAN["registry"]["without_reports"]:
            by_status[status_on(coop.id, TODAY)].append(coop)
    holders = rng.sample(by_status["active"], 48) + rng.sample(by_status["inactive"], 10)
    old = {coop.id for coop in holders if coop.legal_date.year < 1998}
    codes = {row["code"]: row["bps_code"] for row in regions()}
    serials: Counter[str] = Counter()
    niks = {}
    for coop in sorted(holders):
        village = (coop.village or "000")[-3:]
        area = ("1801" if coop.id in old else "1813") + codes[coop.subdistrict][4:] + village
        serials[area] += 1
        niks[coop.id] = f"{area}{serials[area]:03}"
    return niks


def identity(rng: random.Random, coop: Cooperative) -> Row:
    commodity = COMMODITIES[coop.commodity]
    amended = coop.legal_date.year < 2018 and rng.random() < 0.15
    amendment = weekday(date(rng.randint(2019, 2024), rng.randint(1, 12), 15))
    number = f"AHU-{rng.randint(400, 9999):07}.AH.01.27.TAHUN {amendment.year}"
    unknown = coop.id in PLAN["registry"]["without_legal_number"]
    address = f"{rng.choice(PLAN['people']['streets'])} No. {rng.randint(1, 120)}"
    return {
        "name": coop.name,
        "legal_number": None if unknown else legal_number(rng, coop.legal_date),
        "legal_date": coop.legal_date,
        "amendment_number": number if amended else None,
        "amendment_date": amendment if amended else None,
        "form": "primary-district",
        "sector": coop.sector,
        "category": coop.category,
        "industry": commodity["industry"],
        "management": "sharia" if coop.category in ("kspps", "koppontren") else "conventional",
        "line": commodity["line"],
        "address": address if rng.random() < 0.7 else None,
        "subdistrict_code": coop.subdistrict,
        "village_code": coop.village,
    }


def legal_number(rng: random.Random, day: date) -> str:
    """In the form that was usual in that year; the numbers themselves are invented."""
    roman = MONTHS[day.month - 1]
    serial, long = rng.randint(11, 480), rng.randint(1000, 29999)
    forms = [
        (1995, f"{serial}/BH/{roman}/{day.year}"),
        (2000, f"{serial}/BH/KWK.7/{roman}/{day.year % 100}"),
        (2004, f"{serial:03}/BH/KDK.7.4/{roman}/{day.year}"),
        (2012, f"518.08/{serial}/BH/III.10/{roman}/{day.year}"),
        (2015, f"{serial}/BH/IV.14/{roman}/{day.year}"),
        (2018, f"{long:06}/BH/M.KUKM.2/{roman}/{day.year}"),
    ]
    newest = f"AHU-{long:07}.AH.01.26.TAHUN {day.year}"
    return next((text for last, text in forms if day.year <= last), newest)


def board(rng: random.Random, coop: Cooperative) -> Row:
    """Five people, where known; a term of office that is over, near its end, or running."""
    roles = ["chair", "secretary", "treasurer", "supervisor"]
    if coop.category in ("kud", "ksp", "kspps", "kopkar"):
        roles.append("manager")
    active = status_on(coop.id, TODAY) == "active"
    share = coop.women_share
    people: Row = {}
    for role in roles:
        first = rng.choice(PLAN["people"]["women" if rng.random() < share else "men"])
        name = f"{first} {rng.choice(PLAN['people']['last'])}"
        people[role] = name if rng.random() < (0.95 if active else 0.5) else None
    low, high = (-500, 1300) if active else (-2500, 0)
    ends = date(2025, 1, 31) + timedelta(rng.randint(low, high))
    if coop.legal_date > FIRST:
        ends = coop.legal_date + timedelta(5 * 365)
    people["board_term_ends_on"] = ends if active or rng.random() < 0.3 else None
    people["phone"] = f"0812-0000-{coop.id:04}" if rng.random() < (0.8 if active else 0.3) else None
    return people


def certificate(rng: random.Random, coop: Cooperative, nik: str | None, valid: bool) -> Row:
    """It ends on the day and month of the legal date in most records, on 31 December in some."""
    year_end = rng.random() < 0.2
    month, day = (12, 31) if year_end else (coop.legal_date.month, min(coop.legal_date.day, 28))
    first = 2025 if date(2025, month, day) >= TODAY else 2026
    kind, ends = "uncertified", None
    if valid:
        kind, ends = "certificate-active", date(first + rng.choice([0, 0, 1]), month, day)
    elif nik and coop.legal_date.year < 2021 and rng.random() < 0.7:
        kind, ends = "certificate-expired", date(rng.randint(2020, 2024), month, day)
    elif nik and rng.random() < 0.4:
        kind = "certified"
    return {"nik": nik, "nik_status": kind if nik else None, "certificate_expires_on": ends}


def grade(rng: random.Random, coop: Cooperative, meetings: Meetings) -> str | None:
    """As the ministry's rule gives it, but for one in eight, where the file says something else."""
    years = {year for (number, year), day in meetings.items() if number == coop.id and day}
    recent = len(years & {2021, 2022, 2023})
    if rng.random() < 0.12:
        return rng.choice(["A", "B", "C2", "D"])
    if recent == 1:
        return "C1" if coop.legal_date > date(2022, 2, 17) else "C2" if 2024 in years else None
    return {0: "D", 2: "B", 3: "A"}[recent]
