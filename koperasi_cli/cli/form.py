"""The guided form of a bare ``koperasi add``: numbered choices, Enter skips, a summary before saving."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from koperasi_cli.cli.desk import Desk
from koperasi_cli.errors import KoperasiError, Refused
from koperasi_cli.headings import heading
from koperasi_cli.language import _, day, label, read_code, visible
from koperasi_cli.models import Cooperative
from koperasi_cli.registry.fields import read_field, read_nik
from koperasi_cli.registry.statuses import Decision
from koperasi_cli.reports.regions import Region, find_subdistrict, one_village, regions
from koperasi_cli.reports.resolve import holder_of_nik
from koperasi_cli.vocabulary import Category, Code, Line, Sector, Status

TEXTS_BEFORE_PLACE = ("nik", "legal_number", "legal_date")
TEXTS_AFTER_PLACE = ("address", "chair", "phone")
Choices = Sequence[tuple[str, str]]


def fill_in(
    desk: Desk, typed: Mapping[str, str], first: Decision
) -> tuple[str, dict[str, str], Decision]:
    """Ask for what a new record usually has; what the command line gave is not asked again."""
    form = _Form(desk, dict(typed))
    form.read_given()
    desk.announce()
    desk.screen.say(
        _("A new cooperative. Enter leaves a field empty; Ctrl-C stops, and saves nothing.")
    )
    form.ask_text("name", needed=True)
    form.ask_code("sector", Sector, tuple(Sector))
    for name in TEXTS_BEFORE_PLACE:
        form.ask_text(name)
    form.ask_code("category", Category, Category.usual())
    form.ask_code("line", Line, tuple(Line))
    form.ask_place()
    for name in TEXTS_AFTER_PLACE:
        form.ask_text(name)
    first = form.ask_status(first)
    form.summarize()
    desk.confirm("form", _("Save this?"))
    return form.answers.pop("name"), form.answers, first


@dataclass
class _Form:
    """``answers`` are what the options of the same names would hold; ``said`` is how they read."""

    desk: Desk
    answers: dict[str, str]
    said: dict[str, str] = field(default_factory=dict)

    def read_given(self) -> None:
        """Read what the command line gave, before anybody has answered a question in vain."""
        readers = {"subdistrict": self._subdistrict, "nik": self._nik}
        for name, text in self.answers.items():
            if name not in ("village", "officer"):  # those need the registry's transaction
                reader = readers.get(name) or self._column(name)
                self.said[name] = _as_read(reader(text))

    def ask_text(self, name: str, *, needed: bool = False) -> None:
        self._ask(name, self._nik if name == "nik" else self._column(name), needed=needed)

    def ask_code(self, name: str, codes: type[Code], usual: Sequence[Code]) -> None:
        choices = [(code.value, label(code)) for code in usual]
        self._ask(name, lambda text: read_code(codes, text), choices)

    def ask_place(self) -> None:
        """The subdistrict by number or name, then its villages; nothing without a region table."""
        if not self.desk.database.exists():
            return
        with self.desk.reading() as connection:  # and let go of it before anything is asked
            subdistricts = regions(connection, "subdistrict")
            villages = regions(connection, "village")
        if subdistricts:
            choices = [(row["code"], row["name"]) for row in subdistricts]
            self._ask("subdistrict", self._subdistrict, choices)
        if "subdistrict" in self.answers:
            within = self._subdistrict(self.answers["subdistrict"])
            choices = [(r["code"], r["name"]) for r in villages if r["parent_code"] == within.code]
            self._ask("village", self._village, choices)

    def ask_status(self, first: Decision) -> Decision:
        choices = [(status.value, label(status)) for status in Status]
        self.desk.screen.say(
            _("Enter for: {status}, {day}", status=label(first.status), day=day(first.on))
        )
        status, _said = self._asked("status", lambda text: read_code(Status, text), choices)
        since, _said = self._asked("effective_on", self.desk.day)
        decided = first._replace(
            status=read_code(Status, status) if status else first.status,
            on=self.desk.day(since) if since else first.on,
        )
        self.said["status"] = f"{label(decided.status)}, {day(decided.on)}"
        return decided

    def summarize(self) -> None:
        rows = [(heading(name), text) for name, text in (self.answers | self.said).items()]
        widest = max(len(name) for name, _text in rows)
        self.desk.screen.say("")
        for name, text in rows:
            self.desk.screen.say(f"  {name:<{widest}}  {visible(text)}")

    def _column(self, name: str) -> Callable[[str], Any]:
        return lambda text: read_field(Cooperative, name, text, today=self.desk.today)

    def _nik(self, text: str) -> str:
        """A NIK that no other cooperative bears: better said now than after the last question."""
        nik = read_nik(text)
        if self.desk.database.exists():
            with self.desk.reading() as connection:
                holder = holder_of_nik(connection, nik)
            if holder:
                raise Refused(_("NIK {nik} is on record: no. {id} {name}.", nik=nik,
                                id=holder.id, name=holder.name))  # fmt: skip
        return nik

    def _subdistrict(self, text: str) -> Region:
        with self.desk.reading() as connection:
            return find_subdistrict(connection, text)

    def _village(self, text: str) -> Region:
        within = self._subdistrict(self.answers["subdistrict"])
        with self.desk.reading() as connection:
            return one_village(connection, text, within=within)

    def _ask(
        self,
        name: str,
        read: Callable[[str], Any],
        choices: Choices = (),
        *,
        needed: bool = False,
    ) -> None:
        if name in self.answers:
            return
        answer, said = self._asked(name, read, choices, needed=needed)
        if answer:
            self.answers[name], self.said[name] = answer, said

    def _asked(
        self,
        name: str,
        read: Callable[[str], Any],
        choices: Choices = (),
        *,
        needed: bool = False,
    ) -> tuple[str, str]:
        """One field, asked until it can be read: the answer, and how it reads."""
        screen = self.desk.screen
        for position, (_value, text) in enumerate(choices, 1):
            screen.say(f"  {position:>2}  {visible(text)}")
        while True:
            answer = screen.ask(f"{heading(name)}: ")
            if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(choices):
                return choices[int(answer) - 1]
            if not answer and not needed:
                return "", ""
            try:
                if answer and (value := read(answer)) is not None:
                    return answer, _as_read(value)
            except KoperasiError as error:
                screen.error(error.message, error.hint)


def _as_read(value: Any) -> str:
    if isinstance(value, Code):
        return label(value)
    if isinstance(value, Region):
        return value.name
    return day(value) if hasattr(value, "isoformat") else str(value)
