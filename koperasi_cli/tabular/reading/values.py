"""From what a library gives for a cell to what a cell is here."""

from datetime import date, datetime, time
from math import isfinite
from typing import Any


def cell(value: Any) -> str | int | float | date:
    """Empty for nothing and for what is no number; whole numbers as such; a day where there is no time.

    Excel and calamine know no whole numbers: a NIK comes as 5104990020001.0.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        if value.is_integer():
            return int(value)
        return value if isfinite(value) else ""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat()
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, int | date):
        return value
    return str(value)
