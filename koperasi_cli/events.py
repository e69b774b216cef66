"""A dated thing, on its way into a calendar."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Event:
    """A whole day's event. ``uid`` is the same whenever the same thing is written again."""

    uid: str
    on: date
    summary: str
    description: str = ""
