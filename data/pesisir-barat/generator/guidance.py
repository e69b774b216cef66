"""Cases of revitalization, and the sessions that are their steps."""

import random
from datetime import date, timedelta
from typing import Any

from .sample import (
    COOPERATIVES,
    PLAN,
    TABLES,
    Cooperative,
    add,
    chance,
    recorded,
    regions,
    weekday,
)


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
        runs = case["opened_on"] <= day <= (case["closed_on"] or date.max)
        if case["cooperative_id"] == number and runs:
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
    low, high = (8, 19) if alone and crowd else (3, 8) if crowd else (1, 4)
    came = rng.randint(low, high)
    women = sum(rng.random() < coop.women_share for _ in range(came))
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
