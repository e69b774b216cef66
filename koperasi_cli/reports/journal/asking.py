"""Which operations are meant: the filters of ``koperasi log``.

A filter is a WHERE fragment with named parameters, on the operations or on the changes in them.
"""

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from koperasi_cli.backups import RESTORE
from koperasi_cli.errors import BadValue, NotFound
from koperasi_cli.headings import TABLES, heading, table_name
from koperasi_cli.language import (
    LANGUAGES,
    _,
    day,
    name_in,
    names_there_are,
    ngettext,
    shown,
    speaking,
)
from koperasi_cli.queries import rows
from koperasi_cli.reports.asked import refuse_backwards
from koperasi_cli.reports.resolve import Found
from koperasi_cli.reports.selection import Selection

SHOWN = 20


@dataclass(frozen=True)
class Criteria:
    """The filters as typed, with days and numbers read. Several values of one mean any of them.

    ``end_of`` gives the last second of a day in the office's own time zone, as a UTC stamp.
    """

    cooperative: Found | None = None
    operation: int | None = None
    actor: Sequence[str] = ()
    table: Sequence[str] = ()
    command: Sequence[str] = ()
    first: date | None = None
    last: date | None = None
    end_of: Callable[[date], str] = date.isoformat


@dataclass
class Asked:
    """The same as SQL: on the operations (``o``), and on the changes in them (``ch``)."""

    cooperative: Found | None = None
    operations: Selection = field(default_factory=Selection)
    changes: Selection = field(default_factory=Selection)
    tables: Sequence[str] = tuple(TABLES)

    @property
    def note(self) -> str | None:
        words = [*self.operations.words, *self.changes.words]
        return _("Only: {filters}", filters="; ".join(words)) if words else None


def select(
    connection: sqlite3.Connection, criteria: Criteria, *, me: str, commands: Collection[str]
) -> Asked:
    """Read the filters. ``me`` is the actor meant by ``--actor me``.

    Raises:
        BadUsage: the period ends before it begins.
        BadValue: no such actor, table or command; the hint names those that there are.
        NotFound: no operation of that number.
    """
    asked = Asked(criteria.cooperative)
    if criteria.operation is not None:
        asked.operations.parameters["operation"] = criteria.operation
        asked.operations.fragments.append("o.id = :operation")
        known = {"limit": 1, **asked.operations.parameters}
        if not rows(connection, "operations", known, filters=asked.operations.fragment):
            raise no_such_operation(connection, criteria.operation)
    if criteria.actor:
        names = [name for text in criteria.actor for name in _actors(connection, text, me)]
        words = f"{heading('actor')}: {', '.join(names)}"
        asked.operations.any_of("o.actor", "actor", names, words)
    if criteria.command:
        found = [_command(connection, text, commands) for text in criteria.command]
        words = f"{heading('command')}: {', '.join(shown('command', name) for name in found)}"
        asked.operations.any_of("o.command", "command", found, words)
    if criteria.table:
        asked.tables = list(dict.fromkeys(_table(text) for text in criteria.table))
        words = f"{heading('table_name')}: {', '.join(map(table_name, asked.tables))}"
        asked.changes.any_of("ch.table_name", "table", asked.tables, words)
    _period(criteria, asked.operations)
    return asked


def commands_used(connection: sqlite3.Connection) -> list[str]:
    """The commands that wrote, those used most first."""
    return [row["command"] for row in rows(connection, "command_counts")]


def _period(criteria: Criteria, chosen: Selection) -> None:
    """The days of the office: the journal's moments are UTC."""
    first, last = criteria.first, criteria.last
    if first and last:
        refuse_backwards(first, last)
    if first:
        chosen.parameters["before"] = criteria.end_of(first - timedelta(days=1))
        chosen.fragments.append("o.at > :before")
        chosen.words.append(_("from {day}", day=day(first)))
    if last:
        chosen.parameters["until"] = criteria.end_of(last)
        chosen.fragments.append("o.at <= :until")
        chosen.words.append(_("up to {day}", day=day(last)))


def _actors(connection: sqlite3.Connection, text: str, me: str) -> list[str]:
    """The actors of that name, in whatever case; else the one in whose name it stands."""
    typed = " ".join(text.split()).casefold()
    if typed in ("me", name_in("id", "value", "me")):
        typed = me.casefold()
    there = [row["actor"] for row in rows(connection, "actors")]
    found = [name for name in there if name.casefold() == typed]
    found = found or [name for name in there if typed and typed in name.casefold()]
    if len({name.casefold() for name in found}) == 1:
        return found
    if found:
        message = ngettext('"{text}" fits {n} name.', '"{text}" fits {n} names.', len(found),
                           text=text)  # fmt: skip
        raise BadValue(message, _among(text, found))
    raise BadValue(
        _('Nobody called "{text}" has changed anything.', text=text), _among(text, there)
    )


def _command(connection: sqlite3.Connection, text: str, commands: Collection[str]) -> str:
    """The command of that name, in either language."""
    used = commands_used(connection)
    names = _in_both("command", [*commands, *used])
    if (found := names.get(text.strip().casefold())) is not None:
        return found
    raise BadValue(
        _('There is no command "{name}".', name=text),
        _among(text, [shown("command", name) for name in used]),
    )


def _table(text: str) -> str:
    """The table of that name, in either language, or of that identifier."""
    names = {_key(name): name for name in TABLES}
    for language in LANGUAGES:
        with speaking(language):
            names |= {_key(table_name(name)): name for name in TABLES}
    if (found := names.get(_key(text))) is not None:
        return found
    raise BadValue(
        _('There is no table "{name}".', name=text),
        names_there_are(text, [table_name(name) for name in TABLES]),
    )


def _in_both(context: str, names: Collection[str]) -> Mapping[str, str]:
    """English names by what may be typed for them: themselves, or what they are in Indonesian."""
    return {name_in("id", context, name): name for name in names} | {name: name for name in names}


def _among(text: str, names: Sequence[str]) -> str | None:
    """The hint that names what there is, as far as it fits on a screen."""
    if not names:
        return None
    return names_there_are(text, [*names[:SHOWN], *(["…"] if len(names) > SHOWN else [])])


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def no_such_operation(connection: sqlite3.Connection, id_: int) -> NotFound:
    """A number that a restore passed over was given out once: say what became of it."""
    message = _("There is no operation no. {id}.", id=id_)
    after = rows(connection, "operation_after", {"operation": id_})
    if after and after[0]["command"] == RESTORE:
        return NotFound(
            _("{there_is_none} Where there was one, no. {restore} (restore) replaced it.",
              there_is_none=message, restore=after[0]["id"]),
            _("What was replaced is among the backups: koperasi backup --list"),
        )  # fmt: skip
    return NotFound(message, _("See those that there are: koperasi log"))
