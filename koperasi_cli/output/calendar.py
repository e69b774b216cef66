"""Events as a calendar file (iCalendar, RFC 5545)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from koperasi_cli import __version__
from koperasi_cli.events import Event
from koperasi_cli.language import _, ngettext, visible
from koperasi_cli.output.files import replaced
from koperasi_cli.output.targets import Target, Unfinished
from koperasi_cli.table import Report

FORMS = (".ics",)
LONGEST_LINE = 75  # octets, the line's end not counted
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def save_calendar(
    target: Target, events: Sequence[Event], *, name: str, at: str, banner: str | None
) -> Report:
    """Write events into a calendar file. ``at`` is the UTC stamp of this moment; ``banner`` goes into
    each event, which in a calendar stands alone.

    Raises:
        Refused: the file cannot be written.
    """
    with Unfinished() as unfinished:
        path = unfinished.file(target.real)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(f"{line}\r\n" for line in calendar(events, name, at, banner))
    line = ngettext(
        "Saved: {path} ({n} event).", "Saved: {path} ({n} events).", len(events), path=target.path
    )
    notes = [] if events else [_("Nothing lies ahead: the calendar is empty.")]
    return Report(
        lines=[f"{line} {replaced()}" if target.replaces else line],
        notes=notes,
        data={"file": str(target.path), "events": len(events)},
    )


def calendar(
    events: Iterable[Event], name: str, at: str, banner: str | None = None
) -> Iterator[str]:
    """The lines of a calendar, folded, without their ends."""
    stamp = datetime.fromisoformat(at).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//koperasi//koperasi {__version__}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for event in events:
        lines += _event(event, stamp, banner)
    for line in [*lines, "END:VCALENDAR"]:
        yield from _folded(line)


def _event(event: Event, stamp: str, banner: str | None) -> list[str]:
    description = "\n".join(filter(None, [event.description, banner]))
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(event.summary)}",
        *([f"DESCRIPTION:{_text(description)}"] if description else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    """A value of the type TEXT; what no calendar should obey is shown as what it is."""
    return "\n".join(map(visible, text.split("\n"))).translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of 75 octets at most, each further one begun with a space, no character cut."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece
