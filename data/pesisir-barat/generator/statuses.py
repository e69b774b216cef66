"""Decisions on status: first ones, batches, reactivations, and one correction."""

from typing import Any

from .sample import COOPERATIVES, PLAN, add, chance, recorded


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
