"""What a report is asked: a day or a period, which cooperatives, broken down by what."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from koperasi_cli.errors import BadUsage
from koperasi_cli.language import _, day
from koperasi_cli.reports.counting import FOREVER
from koperasi_cli.reports.office import OfficeFacts
from koperasi_cli.reports.selection import Selection


@dataclass(frozen=True)
class Asked:
    """The options of ``koperasi report``, read and checked.

    ``on`` is the report's day, ``known`` a UTC stamp. ``first`` and ``last`` are None where they were
    not given; ``period`` fills them in.
    """

    today: date
    on: date
    office: OfficeFacts
    selection: Selection = field(default_factory=Selection)
    me: str = ""
    known_on: date | None = None
    known: str = FOREVER
    first: date | None = None
    last: date | None = None
    year: int | None = None
    by: Sequence[str] = ()
    listing: bool = False
    since_published: bool = False
    every: str | None = None

    @property
    def period(self) -> tuple[date, date]:
        """From the first of January (of the year asked for, or of the last day's) to the last day,
        ``on`` unless told otherwise; a past year ends with its last day.

        Raises:
            BadUsage: it ends before it begins.
        """
        last = self.last or self.on
        if self.year is not None and self.last is None:
            last = min(date(self.year, 12, 31), self.on)
        first = self.first or date(self.year or last.year, 1, 1)
        refuse_backwards(first, last)
        return first, last


def refuse_backwards(first: date, last: date) -> None:
    """A period must not end before it begins.

    Raises:
        BadUsage: it does.
    """
    if first > last:
        raise BadUsage(
            _("The period ends before it begins: {first} to {last}.",
              first=day(first), last=day(last)),
            _("Give the days with --from and --to."),
        )  # fmt: skip
