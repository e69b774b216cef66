"""One run of a command: which registry, whose, on which day, by whom, printed how."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from koperasi_cli.cli.names import shown_name
from koperasi_cli.database import Database
from koperasi_cli.errors import (
    BadUsage,
    BadValue,
    NeedsConfirmation,
    Refused,
)
from koperasi_cli.language import _, day, moment, name_in, read_date, read_yes_no, shown, visible
from koperasi_cli.output.screen import FORMATS, Screen, read_delimiter
from koperasi_cli.reports.counting import FOREVER
from koperasi_cli.reports.office import OfficeFacts, office_facts
from koperasi_cli.reports.resolve import Found
from koperasi_cli.settings import Clock, Personal, fixed_today, seconds_to_wait
from koperasi_cli.table import Report

if TYPE_CHECKING:
    from sqlmodel import Session

    from koperasi_cli.output.targets import Target

Choice = TypeVar("Choice", bound="Found")


@dataclass
class Written:
    """What a change has to say: confirmation lines, the record as written, warnings."""

    lines: Sequence[str]
    data: Any = None
    warnings: Sequence[str] = ()


@dataclass
class Desk:
    """Everything a command needs besides its own options."""

    command: str
    personal: Personal
    database: Database
    screen: Screen
    dry_run: bool = False
    yes: bool = False
    answered: set[str] = field(default_factory=set)
    announced: bool = False
    target: "Target | None" = None
    private: bool = False
    saved: bool = False  # in a registry that was worked on before ``turn_to``

    @classmethod
    def open(
        cls,
        command: str,
        *,
        json: bool = False,
        format_: str | None = None,
        output: str | None = None,
        delimiter: str | None = None,
        db: str | None = None,
        dry_run: bool = False,
        yes: bool = False,
    ) -> "Desk":
        """Settle the common options."""
        forms = {name_in("id", "value", name): name for name in FORMATS} | {f: f for f in FORMATS}
        form = "json" if json else forms.get((format_ or "table").lower(), format_)
        if form not in FORMATS:
            raise BadUsage(
                _('"{form}" is no format.', form=form),
                _("There are: {names}", names=", ".join(shown("value", name) for name in FORMATS)),
            )
        personal = Personal()
        screen = Screen(form, read_delimiter(delimiter))
        path = personal.database(db)
        database = Database(path, wait=seconds_to_wait(), on_wait=screen.say)
        desk = cls(command, personal, database, screen, dry_run, yes)
        if output:  # looked at first: a command that writes must not find out afterwards
            from koperasi_cli.output.targets import find_target

            desk.target = find_target(output)
        return desk

    @cached_property
    def office(self) -> OfficeFacts:
        """Whose registry this is; the defaults before there is one."""
        if not self.database.exists():
            return OfficeFacts()
        with self.database.reading() as connection:
            return office_facts(connection)

    @cached_property
    def clock(self) -> Clock:
        return Clock(fixed_today() or self.office.fixed_today, self.office.time_zone.utc_offset)

    @property
    def banner(self) -> str | None:
        """What stands above every page of a sample registry."""
        if not self.office.invented:
            return None
        return _(
            "SAMPLE REGISTRY: all data are invented. Today is {day}. Leave: koperasi demo --close",
            day=day(self.today),
        )

    @property
    def today(self) -> date:
        return self.clock.today()

    @property
    def wrote(self) -> bool:
        """Whether a change was saved, by now, in this registry or in one before ``turn_to``."""
        return self.saved or self.database.wrote

    @property
    def for_machines(self) -> bool:
        """Whether the answer goes into a file or to another program: it is not cut short."""
        return self.target is not None or self.screen.form in ("json", "csv")

    @property
    def one_table(self) -> bool:
        """Whether only the first table of the answer has room where it goes."""
        return self.screen.form == "csv" or (self.target is not None and self.target.form == ".csv")

    @property
    def me(self) -> str:
        return self.personal.actor()

    def day(self, text: str | None, *, future: bool = False) -> date:
        """The day that was typed, or today. A day to come only where a plan is made.

        Raises:
            BadValue: it is no day.
            Refused: it has not come yet.
        """
        if text is None:
            return self.today
        found = read_date(text, self.today)
        if found > self.today and not future:
            raise Refused(
                _("{day} has not come yet.", day=day(found)),
                _("Today is {day}.", day=day(self.today)),
            )
        return found

    def known(self, text: str | None) -> tuple[date | None, str]:
        """The day that ``--known-on`` names, and its end as a UTC stamp."""
        if text is None:
            return None, FOREVER
        found = self.day(text)
        return found, self.clock.end_of(found)

    def turn_to(self, database: Database) -> None:
        """Work on another registry from here on, or look at the same one afresh."""
        self.saved = self.wrote
        self.database = database
        for name in ("office", "clock"):
            self.__dict__.pop(name, None)

    def show(self, report: Report) -> None:
        """Print a command's answer, as the registry's own page, or write it into ``--output``."""
        offset = self.office.time_zone.utc_offset
        if self.target is not None:
            report = self._saved(self.target, report, offset)
        self.screen.show(report, banner=self.banner, utc_offset_hours=offset)

    def _saved(self, target: "Target", report: Report, utc_offset_hours: int) -> Report:
        from koperasi_cli.output.files import Manner, save_report

        manner = Manner(self.screen.delimiter, utc_offset_hours, self.private)
        try:
            return save_report(target, report, self.banner, manner)
        except Refused as error:
            if self.wrote:
                raise Refused(
                    error.message, _("What the command changed is saved all the same: koperasi log")
                ) from error
            raise

    def announce(self) -> None:
        """Say, before anything is asked of a person, that a sample registry is one."""
        if self.banner and not self.announced:
            self.screen.say(self.banner)
            self.announced = True

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The door for questions."""
        with self.database.reading() as connection:
            yield connection

    def write(
        self,
        work: Callable[["Session", frozenset[str]], Written],
        *,
        watch: Sequence[date] = (),
    ) -> Report:
        """Run a change in one transaction, asking between attempts what only a person can answer.

        ``work`` gets the session and the questions that were answered with yes. ``watch`` are past
        days whose counts the change may move, besides those that were published.
        """
        from koperasi_cli.registry.fields import read_actor
        from koperasi_cli.registry.journal import Journal
        from koperasi_cli.registry.publications import Watch

        actor = read_actor(self.me)
        while True:
            try:
                with self.database.writing(
                    self.command, actor=actor, at=self.clock.now(), dry_run=self.dry_run
                ) as session:
                    watched = Watch(session, [d for d in watch if d < self.today])
                    written = work(session, frozenset(self.answered))
                    moved = watched.moved()
                    dated = Journal.of(session).at
            except NeedsConfirmation as question:
                self._confirm(question)
            else:
                break
        notes = [_("Trial run: nothing was saved.")] if self.dry_run else []
        return Report(
            lines=[*written.lines, *moved, *notes],
            data=written.data,
            warnings=[*written.warnings, *self._dated_ahead(dated)],
        )

    def _dated_ahead(self, dated: str) -> list[str]:
        """Moments of the journal never run backwards: after a clock that was ahead, they stand still."""
        if dated <= self.clock.end_of(self.today + timedelta(days=1)):
            return []
        when = moment(dated, self.clock.utc_offset_hours)
        return [
            _(
                "The last change before is dated {when}, so this one is too, also for --known-on."
                " If that clock was wrong: koperasi check --rule recorded-ahead",
                when=when,
            )
        ]

    def confirm(self, key: str, question: str) -> None:
        """Ask before a transaction is opened; off a terminal the answer must be on the command line."""
        if key not in self.answered:
            self._confirm(NeedsConfirmation(key, question, _("Answer yes with: --yes")))

    def require(self, value: str | None, name: str, prompt: str) -> str:
        """A value that a command cannot do without: asked for on a terminal, else refused by name."""
        if value is not None:
            return value
        if not self.screen.interactive:
            raise BadUsage(
                _("{name} is missing.", name=name),
                _("See: koperasi {command} --help", command=shown_name(self.command)),
            )
        while not (answer := self.screen.ask(prompt)):
            pass
        return answer

    def choose(self, question: str, candidates: Sequence[Choice]) -> Choice:
        """Let a person pick one of several by its number; only on a terminal."""
        self.screen.say(question)
        for position, candidate in enumerate(candidates, 1):
            self.screen.say(f"  {position:>2}  {visible(candidate.name)}")
        while True:
            answer = self.screen.ask(_("Number: "))
            if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(candidates):
                return candidates[int(answer) - 1]

    def _confirm(self, question: NeedsConfirmation) -> None:
        if not self.yes:
            if not self.screen.interactive:
                raise question
            self.announce()
            self.screen.say(question.message)
            while True:
                answer = self.screen.ask(_("Go on? [y/N] "))
                try:
                    agreed = bool(answer) and read_yes_no(answer)
                    break
                except BadValue as error:
                    self.screen.error(error.message, error.hint)
            if not agreed:
                raise KeyboardInterrupt
        self.answered.add(question.key)
