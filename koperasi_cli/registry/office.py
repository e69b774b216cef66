"""Whose registry this is: the one row of ``office``."""

import json
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from koperasi_cli.errors import BadValue
from koperasi_cli.language import _
from koperasi_cli.models import Office
from koperasi_cli.reports.office import THRESHOLDS

ONLY_ROW = 1
_FIELDS = ("name", "head", "city", "region_code", "thresholds")
_MOST = {"rat_deadline_month": 12, "rat_deadline_day": 31}
_MOST_OTHERWISE = 3650


def current_office(session: Session) -> Office | None:
    """The office as it stands; None before it was set up."""
    found = session.get(Office, ONLY_ROW)
    return None if found is None or found.withdrawn_at else found


def put_office(
    session: Session, values: Mapping[str, Any]
) -> tuple[Office, dict[str, tuple[Any, Any]]]:
    """Write these fields of the office, making the row where there is none.

    Returns the row, and what differed, as field -> (old, new). An office that was taken back stands
    again, with nothing of what it had.
    """
    office = session.get(Office, ONLY_ROW)
    if office is None:
        office = Office(id=ONLY_ROW)
    elif office.withdrawn_at:
        values = {**dict.fromkeys(_FIELDS), **values}
        office.withdrawn_at = None
    before = {name: getattr(office, name) for name in values}
    for name, value in values.items():
        setattr(office, name, value)
    session.add(office)
    session.flush()
    return office, {
        name: (old, values[name]) for name, old in before.items() if old != values[name]
    }


def thresholds_json(office: Office | None, changed: Mapping[str, int]) -> str | None:
    """The thresholds that differ from the defaults, once these are changed; None where none does."""
    own = json.loads(office.thresholds) if office and office.thresholds else {}
    differing = {
        name: value for name, value in {**own, **changed}.items() if value != THRESHOLDS.get(name)
    }
    return json.dumps(dict(sorted(differing.items()))) if differing else None


def read_thresholds(typed: Mapping[str, str]) -> dict[str, int]:
    """Thresholds as typed, by name.

    Raises:
        BadValue: no such threshold, or no number that it can be.
    """
    read = {}
    for typed_name, text in typed.items():
        name = typed_name.strip().casefold().replace("-", "_")
        if name not in THRESHOLDS:
            raise BadValue(
                _('There is no threshold "{name}".', name=typed_name.strip()[:60]),
                _("There are: {names}", names=", ".join(THRESHOLDS)),
            )
        digits, most = text.strip(), _MOST.get(name, _MOST_OTHERWISE)
        if not (digits.isascii() and digits.isdigit() and 1 <= int(digits[:6]) <= most):
            raise BadValue(
                _("{name} is a whole number from 1 to {most}.", name=name, most=most),
                _("For example: --threshold {name}={value}", name=name, value=THRESHOLDS[name]),
            )
        read[name] = int(digits)
    return read
