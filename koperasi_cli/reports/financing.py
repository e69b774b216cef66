"""Applications for capital: what is where on a day, and for how long."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from koperasi_cli.language import _, label, ngettext, number
from koperasi_cli.queries import rows
from koperasi_cli.reports.columns import under_heading
from koperasi_cli.reports.resolve import Found
from koperasi_cli.table import Column, Kind, Report, Table
from koperasi_cli.vocabulary import Code, FinancingState, Scheme

OPEN = frozenset({FinancingState.REQUESTED, FinancingState.APPROVED})
KEYS = (
    "id", "cooperative_id", "cooperative", "lender", "scheme", "state", "state_on", "waiting_days",
    "amount",
    "requested_amount", "requested_on", "approved_amount", "approved_on", "disbursed_amount",
    "disbursed_on", "rejected_on", "note",
)  # fmt: skip
_CODES: dict[str, type[Code]] = {"scheme": Scheme, "state": FinancingState}
Application = dict[str, Any]


def columns() -> list[Column]:
    """The columns of an application, under their headings."""
    return [under_heading(key, codes=_CODES.get(key), kind=_kind(key)) for key in KEYS]


def _kind(key: str) -> Kind | None:
    if key in ("id", "cooperative_id"):
        return Kind.NUMBER
    if key == "waiting_days":
        return Kind.COUNT
    if key.endswith("amount"):
        return Kind.MONEY
    return Kind.DAY if key.endswith("_on") else None


def applications(
    connection: sqlite3.Connection, on: date, *, cooperative_id: int | None = None
) -> list[Application]:
    """Those made by the end of a day, the newest first. An open one waits since its last step."""
    found = rows(
        connection,
        "financing",
        {"on": on.isoformat(), "cooperative": cooperative_id},
        filters="" if cooperative_id is None else "AND f.cooperative_id = :cooperative",
    )
    return [_cells(row, on) for row in found]


def _cells(row: sqlite3.Row, on: date) -> Application:
    """The application as it stood on the day: what came later is left out. ``amount`` is that of its
    last step; of a rejected one, what it had applied for."""
    waits = row["state"] in OPEN and row["state_on"]
    days = (on - date.fromisoformat(row["state_on"])).days if waits else None
    cells = {**dict(row), "waiting_days": days}
    for step in ("approved", "disbursed", "rejected"):
        if (cells[f"{step}_on"] or "") > on.isoformat():
            cells |= {f"{step}_on": None, f"{step}_amount": None}
    reached = "requested" if row["state"] == FinancingState.REJECTED else row["state"]
    cells["amount"] = cells[f"{reached}_amount"]
    return {key: cells[key] for key in KEYS}


def page(connection: sqlite3.Connection, one: Found, *, on: date) -> Report:
    """The applications of one cooperative, a step a row with its day, and what comes next."""
    found = applications(connection, on, cooperative_id=one.id)
    still_open = [row for row in found if row["state"] in OPEN]
    line = ngettext(
        "No. {id} {name}: {n} application for capital, {open} open.",
        "No. {id} {name}: {n} applications for capital, {open} open.",
        len(found), id=one.id, name=one.name, open=number(len(still_open)),
    )  # fmt: skip
    if not found:
        line = _("No. {id} {name}: no application for capital is on record.",
                 id=one.id, name=one.name)  # fmt: skip
    taken = [step for row in found for step in _steps(row)]
    declared = [
        under_heading("id", kind=Kind.NUMBER),
        under_heading("lender"),
        under_heading("scheme", codes=Scheme),
        under_heading("state", codes=FinancingState, titled="step"),
        under_heading("on", kind=Kind.DAY),
        replace(under_heading("days", kind=Kind.COUNT), empty=""),
        replace(under_heading("amount", kind=Kind.MONEY), empty=""),
        replace(under_heading("note"), empty=""),
    ]
    kept = [c for c in declared if c.key != "note" or any(row["note"] for row in taken)]
    notes = [_waiting(row) for row in still_open if row["waiting_days"] is not None]
    data = {"cooperative_id": one.id, "name": one.name, "applications": found}
    return Report([line], [Table(kept, taken)], [*notes, _next(one, still_open)], data)


def _steps(row: Application) -> list[Application]:
    """The steps that an application has taken, each with the days after the one before."""
    steps: list[Application] = []
    before: str | None = None
    for state in FinancingState:
        amount, taken_on = row.get(f"{state.value}_amount"), row[f"{state.value}_on"]
        if amount is None and taken_on is None:
            continue
        after = None
        if before and taken_on:
            after = (date.fromisoformat(taken_on) - date.fromisoformat(before)).days
        steps.append({
            "id": row["id"], "lender": row["lender"], "scheme": row["scheme"], "state": state.value,
            "on": taken_on, "days": after, "amount": amount, "note": None,
        })  # fmt: skip
        before = taken_on or before
    if steps:
        steps[-1]["note"] = row["note"]
    return steps


def _waiting(row: Application) -> str:
    return ngettext(
        "No. {id} was {state} {n} day ago.", "No. {id} was {state} {n} days ago.",
        row["waiting_days"], id=row["id"], state=label(FinancingState(row["state"])).lower(),
    )  # fmt: skip


def _next(one: Found, still_open: Sequence[Application]) -> str:
    if not still_open:
        return _("To open one: koperasi finance {id} --lender NAME --scheme SCHEME --request AMOUNT",
                 id=one.id)  # fmt: skip
    said = {"id": one.id, "number": still_open[0]["id"]}
    if still_open[0]["state"] == FinancingState.APPROVED:
        return _("When no. {number} is paid out: koperasi finance {id} --disburse AMOUNT --on DATE",
                 **said)  # fmt: skip
    return _("When no. {number} is answered: koperasi finance {id} --approve AMOUNT, or --reject",
             **said)  # fmt: skip
