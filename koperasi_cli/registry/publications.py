"""Figures that were given out, and what a change does to them."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from koperasi_cli.language import _, day, number
from koperasi_cli.models import Publication
from koperasi_cli.registry.journal import to_json
from koperasi_cli.registry.records import raw, standing
from koperasi_cli.reports.counting import Totals, totals


def publish(
    session: Session, *, on: date, at: str, audience: str, headline: str, figures: dict[str, Any]
) -> Publication:
    """Keep a figure as it is given out, so that it stays explainable."""
    publication = Publication(
        on=on, published_at=at, audience=audience, headline=headline, figures=to_json(figures)
    )
    session.add(publication)
    session.flush()
    return publication


class Watch:
    """Counts the published days, and others, before a change and after it."""

    def __init__(self, session: Session, days: Sequence[date]) -> None:
        self.session = session
        self.published = {
            publication.on: figures
            for publication in standing(session, Publication)
            if (figures := _whole(publication)) is not None
        }
        self.days = sorted({*self.published, *days})
        self.before = self._count()

    def moved(self) -> list[str]:
        """A sentence for each day whose count the change moved."""
        self.session.flush()
        return [
            sentence
            for on, before, after in zip(self.days, self.before, self._count(), strict=True)
            for sentence in self._sentences(on, before, after)
        ]

    def _sentences(self, on: date, before: Totals, after: Totals) -> list[str]:
        if before == after:
            return []
        published = self.published.get(on)
        # What was given out is what a reader knows, also after an earlier change moved it.
        old = before if published is None or published == after else published
        figures = "; ".join(
            _("{status}: {old} to {new}", status=name, old=number(was), new=number(now))
            for name, was, now in (
                (_("active"), old.active, after.active),
                (_("inactive"), old.inactive, after.inactive),
                (_("dissolved"), old.dissolved, after.dissolved),
            )
            if was != now
        )
        return [
            _("This changes the figure published on {day} ({figures}).", day=day(on), figures=figures)
            if published is not None
            else _("This changes the count of {day} ({figures}).", day=day(on), figures=figures)
        ]  # fmt: skip

    def _count(self) -> list[Totals]:
        return [totals(raw(self.session), on) for on in self.days]


def _whole(publication: Publication) -> Totals | None:
    """The published totals; None where they are of some cooperatives only, or as once known."""
    figures = json.loads(publication.figures)
    if figures.get("filters") or figures.get("known_on"):
        return None
    given = figures["totals"]
    return Totals(given["active"], given["inactive"], given["dissolved"])
