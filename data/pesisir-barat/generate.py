"""Write the invented sample registry: one CSV file per table, in the native layout, beside this file.

``plan.toml`` says who exists, what was decided and what was done; chance, from a fixed seed, fills in
the rest; ``check`` proves that the public counts hold. The same plan gives the same bytes. Facts
about regions are in ``region.csv``, which is read and never written.
"""

import csv
import json
import random
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

HERE = Path(__file__).parent
PLAN: dict[str, Any] = tomllib.loads((HERE / "plan.toml").read_text("utf-8"))
SEED = "pesisir-barat"

FIRST_LOAD = date(2023, 1, 30)
TAKEN_OVER = date(2013, 4, 22)
FIRST, SECOND, TODAY = (p["on"] for p in PLAN["publications"])
MEMBERS_ON_FIRST_LOAD = 2285
COMMODITIES = PLAN["commodities"]

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
        named = "kud ksu ksp kspps kpri kopwan kopkar koppontren koppas".split()
        return first if first in named else COMMODITIES[self.commodity]["category"]


def chance(section: str) -> random.Random:
    """Each section draws from its own source, so that a change in one leaves the others alone."""
    return random.Random(f"{SEED} {section}")


def weekday(day: date) -> date:
    return day - timedelta(max(0, day.weekday() - 4))


def recorded(rng: random.Random, day: date, most: int = 18) -> str:
    """When a clerk typed what happened on a day: in the first load, or some days later."""
    if day <= FIRST_LOAD:
        return f"{FIRST_LOAD}T{rng.randint(3, 8):02}:{rng.randint(0, 59):02}:00Z"
    typed = day + timedelta(rng.randint(0, most))
    typed = min(typed + timedelta(max(0, 7 - typed.weekday()) if typed.weekday() > 4 else 0), TODAY)
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
        if isinstance(founded, int):
            founded = weekday(date(founded, 1, 8) + timedelta(rng.randint(0, 340)))
        rows.append(Cooperative(*fields, founded))
    return rows


COOPERATIVES = read_cooperatives()


# ------------------------------------------------------------------ status


def write_statuses() -> None:
    """First statuses, decisions in batches, reactivations that close a case, and one correction."""
    rng = chance("status")
    for coop in COOPERATIVES:
        inherited = coop.legal_date.year < 2013
        idle = coop.id in PLAN["registry"]["inherited_inactive"]
        add(
            "status_change",
            recorded(rng, coop.registered, 10),
            cooperative_id=coop.id,
            status="inactive" if idle else "active",
            effective_on=coop.registered,
            reason="Limpahan Kabupaten Lampung Barat" if inherited else "Pengesahan badan hukum",
        )
    closed = [case for case in PLAN["cases"] if case.get("outcome") == "reactivated"]
    reason = "Revitalisasi selesai: RAT terlaksana dan usaha berjalan"
    decisions = PLAN["decisions"] + [
        {
            "on": case["closed"],
            "status": "active",
            "reason": reason,
            "decree": case["decree"],
            "cooperatives": [case["of"]],
        }
        for case in closed
    ]
    for decision in sorted(decisions, key=lambda decision: decision["on"]):
        write_decision(decision, recorded(rng, decision["on"], 6))


def write_decision(decision: dict[str, Any], at: str) -> None:
    slip = PLAN["correction"]
    for number in decision["cooperatives"]:
        values = {
            "cooperative_id": number,
            "status": decision["status"],
            "reason": decision["reason"],
            "decree": decision["decree"],
        }
        if [number] == decision["cooperatives"] == [slip["cooperative"]]:
            wrong = {**values, "effective_on": slip["wrong_on"]}
            add("status_change", slip["recorded_at"], slip["withdrawn_at"], **wrong)
            at = slip["withdrawn_at"]
        add("status_change", at, effective_on=decision["on"], **values)


def status_on(number: int, day: date, known: str | None = None) -> str | None:
    """What a cooperative was on a day, as far as known at a moment (UTC); None before it existed."""
    standing = [
        (row["effective_on"], row["id"], row["status"])
        for row in TABLES["status_change"]
        if row["cooperative_id"] == number
        and row["effective_on"] <= day
        and (known is None or row["recorded_at"] <= known)
        and (not row["withdrawn_at"] or (known is not None and row["withdrawn_at"] > known))
    ]
    return max(standing)[2] if standing else None


# ------------------------------------------------------------------ annual reports


def plan_meetings() -> dict[tuple[int, int], date | None]:
    """(cooperative, book year) -> day of the RAT, or None where only members were counted."""
    rng = chance("meetings")
    meetings: dict[tuple[int, int], date | None] = {
        (number, year): day for number, year, day in PLAN["meetings"]["held"]
    }
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
        if coop.legal_date.year == 2024 and coop.legal_date.month < 12:
            meetings[coop.id, 2024] = None
        elif coop.legal_date.year < 2022 and not any((coop.id, y) in meetings for y in (2019, 2020, 2021)):
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


def draw_sizes(rng: random.Random, meetings: dict[tuple[int, int], Any]) -> dict[int, list[int]]:
    """Members at the end of 2021 and growth a year; village units take up what the total lacks."""
    usual = {"kud": (58, 84), "kpri": (27, 44), "ksp": (26, 44), "kspps": (26, 40)}
    sizes = {}
    for coop in COOPERATIVES:
        low, high = usual.get(coop.category, (20, 28) if coop.legal_date.year < 2023 else (9, 27))
        growth = rng.choice([0, 0, 1, 1, 1, 2]) if status_on(coop.id, TODAY) == "active" else 0
        few = coop.id in PLAN["registry"]["few_members"]
        sizes[coop.id] = [rng.randint(6, 8) if few else rng.randint(low, high), growth]
    units = [coop.id for coop in COOPERATIVES if coop.category == "kud"]
    booked = {number: year for number, year in meetings if year <= 2021}
    total = sum(members(sizes[number], year) for number, year in booked.items())
    for i in range(abs(lack := MEMBERS_ON_FIRST_LOAD - total)):
        sizes[units[i % len(units)]][0] += 1 if lack > 0 else -1
    return sizes


def members(size: list[int], year: int) -> int:
    return size[0] + size[1] * (year - 2021)


def women_share(coop: Cooperative) -> float:
    usual = {"kopwan": 0.97, "tapis": 0.9, "food": 0.7, "fish": 0.15, "kpri": 0.55}
    share = usual.get(coop.category, usual.get(coop.commodity, 0.4))
    return min(1.0, max(0.0, share + chance(f"women {coop.id}").uniform(-0.08, 0.08)))


def write_reports(meetings: dict[tuple[int, int], date | None]) -> None:
    rng = chance("reports")
    sizes = draw_sizes(rng, meetings)
    for (number, year), held in meetings.items():
        coop = COOPERATIVES[number - 1]
        count = members(sizes[number], year)
        women = round(count * women_share(coop))
        reported = held or min(date(year + 1, 7, 31), TODAY - timedelta(30))
        add(
            "annual_report",
            recorded(rng, reported),
            cooperative_id=number,
            book_year=year,
            rat_planned_on=held and rng.random() < 0.3 and held - timedelta(rng.choice([0, 7])) or None,
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


HEALTH = ["healthy", "healthy", "fairly-healthy", "fairly-healthy", "under-supervision"]


# ------------------------------------------------------------------ cooperatives


def write_cooperatives(meetings: dict[tuple[int, int], date | None]) -> None:
    rng = chance("cooperatives")
    registry = PLAN["registry"]
    niks = draw_niks(rng)
    held_2023 = {number for (number, year), day in meetings.items() if year == 2023 and day}
    able = [number for number in niks if number in held_2023 and status_on(number, TODAY) == "active"]
    certified = set(rng.sample(sorted(able), 20))
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
    old = {coop.id for coop in holders if coop.legal_date.year < 2006}
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
    unknown = coop.id in (13, 78)
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
        "address": f"{rng.choice(PLAN['people']['streets'])} No. {rng.randint(1, 120)}"
        if rng.random() < 0.7
        else None,
        "subdistrict_code": coop.subdistrict,
        "village_code": coop.village,
    }


def legal_number(rng: random.Random, day: date) -> str:
    """In the form that was usual in that year; the numbers themselves are invented."""
    roman = "I II III IV V VI VII VIII IX X XI XII".split()[day.month - 1]
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
    share = women_share(coop)
    people: Row = {}
    for role in roles:
        first = rng.choice(PLAN["people"]["women" if rng.random() < share else "men"])
        name = f"{first} {rng.choice(PLAN['people']['last'])}"
        people[role] = name if rng.random() < (0.95 if active else 0.5) else None
    ends = date(2025, 1, 31) + timedelta(rng.randint(-500 if active else -2500, 1300 if active else 0))
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


def grade(rng: random.Random, coop: Cooperative, meetings: dict[tuple[int, int], Any]) -> str | None:
    """As the ministry's rule gives it, but for one in eight, where the file says something else."""
    years = {year for (number, year), day in meetings.items() if number == coop.id and day}
    recent = len(years & {2021, 2022, 2023})
    if rng.random() < 0.12:
        return rng.choice(["A", "B", "C2", "D"])
    if recent == 1:
        return "C1" if coop.legal_date > date(2022, 2, 17) else "C2" if 2024 in years else None
    return {0: "D", 2: "B", 3: "A"}[recent]


# ------------------------------------------------------------------ cases and sessions


def write_cases() -> None:
    rng = chance("cases")
    for case in PLAN["cases"]:
        number = add(
            "revitalization",
            recorded(rng, case["opened"], 6),
            cooperative_id=case["of"],
            opened_on=case["opened"],
            next_on=case.get("next"),
            closed_on=case.get("closed"),
            **{name: case.get(name) for name in ("decree", "outcome", "note")},
        )
        for cause in case.get("causes", []):
            at = recorded(rng, case["found"], 6)
            found = {"cause": cause, "found_on": case["found"]}
            add("revitalization_cause", at, revitalization_id=number, **found)


def case_on(number: int, day: date) -> int | None:
    for case in TABLES["revitalization"]:
        if case["cooperative_id"] == number and case["opened_on"] <= day:
            if not case["closed_on"] or day <= case["closed_on"]:
                return int(case["id"])
    return None


def write_sessions() -> None:
    rng = chance("sessions")
    villages = {row["code"]: row["name"] for row in regions()}
    for session in PLAN["guidance"]["sessions"]:
        held = session.get("held")
        planned = session.get("planned")
        if held and session["kind"] != "reminder-letter" and rng.random() < 0.7:
            planned = weekday(held - timedelta(rng.choice([0, 0, 7, 14])))
        at = recorded(rng, held or date(2025, 1, 20))
        region = COOPERATIVES[session["with"][0] - 1].region
        alone = len(session["with"]) == 1 and len(region) > 8
        place = f"Pekon {villages[region].removeprefix('Pekon ')}" if alone else "Aula Diskopdag"
        number = add(
            "mentoring_session",
            at,
            planned_on=planned,
            held_on=held,
            place=None if session["kind"] == "reminder-letter" else session.get("place", place),
            officer_id=session["by"],
            **{name: session.get(name) for name in ("kind", "topic", "mentor", "hours", "funding")},
        )
        for coop in (COOPERATIVES[i - 1] for i in session["with"]):
            write_attendance(rng, number, coop, session, at)


def write_attendance(
    rng: random.Random, number: int, coop: Cooperative, session: dict[str, Any], at: str
) -> None:
    alone, crowd = len(session["with"]) == 1, session.get("hours")
    came = rng.randint(8, 19) if alone and crowd else rng.randint(3, 8) if crowd else rng.randint(1, 4)
    women = sum(rng.random() < women_share(coop) for _ in range(came))
    counted = "held" in session and session["kind"] != "reminder-letter"
    add(
        "attendance",
        at,
        session_id=number,
        cooperative_id=coop.id,
        participants_male=came - women if counted else None,
        participants_female=women if counted else None,
        result=session.get("result"),
        follow_up_on=session.get("follow"),
        followed_up_on=session.get("done"),
        revitalization_id=case_on(coop.id, session.get("held") or session["planned"]),
    )


# ------------------------------------------------------------------ products, capital, the rest


def write_products() -> None:
    """Two years, before and after, of most producers that are active now."""
    rng = chance("products")
    names = dict(PLAN["registry"]["products"])
    reaches = ["local", "local", "provincial", "provincial", "interprovincial", "export"]
    for coop in COOPERATIVES:
        skipped = coop.sector != "producer" or coop.legal_date.year > 2023 or rng.random() < 0.08
        if skipped or status_on(coop.id, TODAY) != "active":
            continue
        made = COMMODITIES[coop.commodity]
        capacity = rng.uniform(*made["capacity"])
        reach = rng.randrange(len(reaches))
        for year in (max(2022, coop.legal_date.year), 2024):
            edible = made["line"] in ("food-processing", "farm-processing") and coop.commodity != "copra"
            after = (["p-irt", "halal"] if edible else []) if year == 2024 else []
            kept = [code for code in after if rng.random() < 0.7]
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


def write_office() -> None:
    start = f"{FIRST_LOAD}T01:00:00Z"
    add("office", start, **PLAN["office"])
    for number, officer in enumerate(PLAN["officers"], 1):
        add("officer", start, name=officer["name"], role=officer["role"])
        for code in officer["subdistricts"]:
            add("officer_subdistrict", start, officer_id=number, subdistrict_code=code)
    for name, numbers in PLAN["tags"].items():
        for number in numbers:
            add("tag", "2025-01-06T02:30:00Z", cooperative_id=number, name=name)
    for year, indicators in PLAN["targets"].items():
        for indicator, values in indicators.items():
            for quarter, value in enumerate(values, 1):
                at = f"{year}-01-08T03:00:00Z"
                add("target", at, year=year, quarter=quarter, indicator=indicator, value=value)
    for given in PLAN["publications"]:
        active, inactive = given["active"], given["inactive"]
        totals = {"active": active, "inactive": inactive, "dissolved": 0, "total": active + inactive}
        figures = json.dumps({"totals": totals}, separators=(",", ":"))
        named = {name: given[name] for name in ("on", "published_at", "audience", "headline")}
        add("publication", given["published_at"], figures=figures, **named)


def regions() -> Iterator[Row]:
    with (HERE / "region.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
