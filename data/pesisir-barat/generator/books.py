"""Annual reports, products and applications for capital."""

import random
from datetime import date, timedelta

from .sample import (
    COMMODITIES,
    COOPERATIVES,
    FIRST,
    PLAN,
    SECOND,
    TODAY,
    Cooperative,
    Row,
    add,
    chance,
    recorded,
    status_on,
    weekday,
)

MEMBERS_ON_FIRST_LOAD = 2285
HEALTH = ["healthy", "healthy", "fairly-healthy", "fairly-healthy", "under-supervision"]
Meetings = dict[tuple[int, int], date | None]
"""(cooperative, book year) -> day of the RAT, or None where only members were counted."""


def plan_meetings() -> Meetings:
    rng = chance("meetings")
    meetings: Meetings = {(number, year): day for number, year, day in PLAN["meetings"]["held"]}
    diligent = choose_meetings_of_2023(rng)
    for coop in COOPERATIVES:
        if coop.id in PLAN["registry"]["without_reports"]:
            continue
        for year in range(max(2019, coop.legal_date.year), 2024):
            if (coop.id, year) in meetings:
                continue
            if coop.id in diligent if year == 2023 else holds_meeting(rng, coop, year):
                meetings[coop.id, year] = meeting_day(rng, year)
            elif status_on(coop.id, date(year + 1, 5, 31)) == "active" and rng.random() < 0.35:
                meetings[coop.id, year] = None
        booked = any((coop.id, year) in meetings for year in (2019, 2020, 2021))
        if coop.legal_date.year == 2024:
            meetings[coop.id, 2024] = None
        elif coop.legal_date.year < 2022 and not booked:
            idle = status_on(coop.id, FIRST) == "inactive"
            meetings[coop.id, max(2019, coop.legal_date.year) if idle else 2021] = None
    return dict(sorted(meetings.items()))


def choose_meetings_of_2023(rng: random.Random) -> set[int]:
    """41 of the 67 that are active held one in 2024; those given by hand are among them."""
    given = {number for number, year, _ in PLAN["meetings"]["held"] if year == 2023}
    able = [
        coop.id
        for coop in COOPERATIVES
        if coop.legal_date.year <= 2023
        and coop.id not in given
        and coop.id not in PLAN["registry"]["no_rat_since_2020"]
        and {status_on(coop.id, day) for day in (SECOND, TODAY)} == {"active"}
    ]
    return set(rng.sample(able, 41 - len(given)))


def holds_meeting(rng: random.Random, coop: Cooperative, year: int) -> bool:
    """Likely if active, and not in the two and a half years before being found inactive."""
    usual = date(year + 1, 5, 31)
    if coop.id in PLAN["registry"]["no_rat_since_2020"] and year > 2020:
        return False
    months = [usual + timedelta(days) for days in range(0, 900, 30)]
    active = all(status_on(coop.id, min(day, TODAY)) == "active" for day in months)
    return active and rng.random() < 0.8


def meeting_day(rng: random.Random, year: int) -> date:
    """Within six months of the book year's end; some are late."""
    late = rng.random() < 0.1
    first = date(year + 1, 7, 3) if late else date(year + 1, 2, 7)
    return weekday(first + timedelta(rng.randint(0, 110 if late else 140)))


def draw_sizes(rng: random.Random, meetings: Meetings) -> dict[int, list[int]]:
    """Members at the end of 2021 and growth a year; village units take up what the total lacks."""
    usual = {"kud": (58, 84), "kpri": (27, 44), "ksp": (26, 44), "kspps": (26, 40)}
    sizes = {}
    for coop in COOPERATIVES:
        low, high = usual.get(coop.category, (20, 29) if coop.legal_date.year < 2023 else (9, 27))
        growth = rng.choice([0, 0, 1, 1, 1, 2]) if status_on(coop.id, TODAY) == "active" else 0
        few = coop.id in PLAN["registry"]["few_members"]
        sizes[coop.id] = [rng.randint(6, 8) if few else round(rng.triangular(low, high)), growth]
    units = [coop.id for coop in COOPERATIVES if coop.category == "kud"]
    booked = {number: year for number, year in meetings if year <= 2021}
    total = sum(members(sizes[number], year) for number, year in booked.items())
    for i in range(abs(lack := MEMBERS_ON_FIRST_LOAD - total)):
        sizes[units[i % len(units)]][0] += 1 if lack > 0 else -1
    return sizes


def members(size: list[int], year: int) -> int:
    return size[0] + size[1] * (year - 2021)


def write_reports(meetings: Meetings) -> None:
    rng = chance("reports")
    sizes = draw_sizes(rng, meetings)
    for (number, year), held in meetings.items():
        coop = COOPERATIVES[number - 1]
        count = members(sizes[number], year)
        women = round(count * coop.women_share)
        reported = held or min(date(year + 1, 7, 31), TODAY - timedelta(30))
        announced = held and held - timedelta(rng.choice([0, 7])) if rng.random() < 0.3 else None
        add(
            "annual_report",
            recorded(rng, reported),
            cooperative_id=number,
            book_year=year,
            rat_planned_on=announced,
            rat_held_on=held,
            in_business=int(bool(held) or status_on(number, min(reported, TODAY)) == "active"),
            members_male=count - women,
            members_female=women,
            **(accounts(coop, count, year) if held else {}),
        )
    for number, day in PLAN["meetings"]["planned"]:
        at = recorded(rng, date(2025, 1, 13), 14)
        add("annual_report", at, cooperative_id=number, book_year=2024, rat_planned_on=day)


def accounts(coop: Cooperative, count: int, year: int) -> Row:
    """Money in whole rupiah, in proportion to members, growing some percent a year."""
    rng, now = chance(f"accounts {coop.id}"), chance(f"accounts {coop.id} {year}")
    loans = coop.sector == "savings-loan"
    scale = count * rng.uniform(1.02, 1.08) ** (year - 2021) * now.uniform(0.95, 1.05)
    equity = scale * rng.uniform(3.5, 7) * (2 if loans else 1)
    outside = equity * rng.choice([0, 0.1, 0.2, 0.35, 0.6])
    turnover = scale * rng.uniform(6, 22) * (0.7 if loans else 1)
    money = {
        "equity": equity,
        "outside_capital": outside,
        "assets": equity + outside,
        "turnover": turnover,
        "surplus": turnover * now.uniform(-0.01, 0.06),
    }
    whole = {name: round(value * 20) * 50_000 for name, value in money.items()}
    whole["assets"] = whole["equity"] + whole["outside_capital"]
    rated = loans or coop.category == "kud"
    return {
        **whole,
        "managers": int(loans or coop.category in ("kud", "kopkar")),
        "employees": count // 25 + rng.choice([0, 0, 1, 2]),
        "health": now.choice(HEALTH) if rated and year >= 2021 else None,
        "kuk": 1 if rated and year >= 2021 else None,
    }


def write_products() -> None:
    """Two years, before and after, of most producers that are active now."""
    rng = chance("products")
    names = dict(PLAN["registry"]["products"])
    reaches = ["local", "local", "provincial", "provincial", "interprovincial", "export"]
    makers = [
        coop
        for coop in COOPERATIVES
        if coop.sector == "producer"
        and coop.legal_date.year <= 2023
        and status_on(coop.id, TODAY) == "active"
        and rng.random() < 0.92
    ]
    for coop in makers:
        made = COMMODITIES[coop.commodity]
        capacity = rng.uniform(*made["capacity"])
        reach = rng.randrange(4)
        edible = coop.commodity in ("coffee", "palm-sugar", "food")
        for year in (max(2022, coop.legal_date.year), 2024):
            earned = ["p-irt", "halal"] if edible and year == 2024 else []
            kept = [code for code in earned if rng.random() < 0.7]
            add(
                "product",
                recorded(rng, date(year + 1, 1, 6)),
                cooperative_id=coop.id,
                name=names.get(coop.id, made["product"]),
                line=made["line"],
                year=year,
                capacity=round(capacity, 1) if capacity < 50 else round(capacity / 10) * 10,
                unit=made["unit"],
                market_reach=reaches[reach],
                certificates=",".join(kept) or "none",
            )
            capacity *= rng.uniform(0.95, 1.5)
            reach = min(reach + rng.choice([0, 0, 1]), len(reaches) - 1)


def write_capital() -> None:
    rng = chance("capital")
    for row in PLAN["capital"]["applications"]:
        number, lender, scheme, requested, asked, approved, agreed, paid, refused = row
        add(
            "financing",
            recorded(rng, asked),
            cooperative_id=number,
            lender=lender,
            scheme=scheme,
            requested_amount=requested * 1_000_000,
            requested_on=asked,
            approved_amount=approved * 1_000_000 if approved else None,
            approved_on=agreed,
            disbursed_amount=approved * 1_000_000 if paid else None,
            disbursed_on=paid,
            rejected_on=refused,
            note="Agunan tidak mencukupi" if refused else None,
        )
