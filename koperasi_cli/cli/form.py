"""The guided form of a bare ``koperasi add``: numbered choices, Enter skips, a summary before saving."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from koperasi_cli.cli.desk import Desk
from koperasi_cli.errors import KoperasiError
from koperasi_cli.headings import heading
from koperasi_cli.language import _, day, label, read_code
from koperasi_cli.models import Cooperative
from koperasi_cli.registry.fields import read_field
from koperasi_cli.registry.statuses import Decision
from koperasi_cli.reports.regions import Region, find_subdistrict, one_village, regions
from koperasi_cli.vocabulary import Category, Code, Line, Sector, Status

TEXTS_BEFORE_PLACE = ("nik", "legal_number", "legal_date")
TEXTS_AFTER_PLACE = ("address", "chair", "phone")


def fill_in(
    desk: Desk, typed: Mapping[str, str], first: Decision
) -> tuple[str, dict[str, str], Decision]:
    """Ask for what a new record usually has; what was given on the command line is not asked again."""
    screen = desk.screen
    screen.say(_("A new cooperative. Enter leaves a field empty; Ctrl-C stops, and saves nothing."))
    answers = dict(typed)

    def ask(field: str, read: Callable[[str], Any], *, needed: bool = False) -> None:
        if field not in answers and (answer := _asked(desk, field, read, needed=needed)):
            answers[field] = answer

    def column(field: str) -> Callable[[str], Any]:
        return lambda text: read_field(Cooperative, field, text, today=desk.today)

    ask("name", column("name"), needed=True)
    _ask_code(desk, answers, "sector", Sector, tuple(Sector))
    for field in TEXTS_BEFORE_PLACE:
        ask(field, column(field))
    _ask_code(desk, answers, "category", Category, Category.usual())
    _ask_code(desk, answers, "line", Line, tuple(Line))
    _ask_place(desk, answers)
    for field in TEXTS_AFTER_PLACE:
        ask(field, column(field))
    first = _ask_status(desk, first)
    _summary(desk, answers, first)
    desk.confirm("form", _("Save this?"))
    return answers["name"], {k: v for k, v in answers.items() if k != "name"}, first


def _asked(
    desk: Desk,
    field: str,
    read: Callable[[str], Any],
    *,
    choices: Sequence[tuple[str, str]] = (),
    needed: bool = False,
) -> str:
    """One field, asked until it can be read. ``choices`` are (value, label), picked by number."""
    for position, (_value, name) in enumerate(choices, 1):
        desk.screen.say(f"  {position:>2}  {name}")
    while True:
        answer = desk.screen.ask(f"{heading(field)}: ")
        if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(choices):
            return choices[int(answer) - 1][0]
        if not answer and not needed:
            return ""
        try:
            if answer and read(answer) is not None:
                return answer
        except KoperasiError as error:
            desk.screen.error(error.message, error.hint)


def _ask_code(
    desk: Desk, answers: dict[str, str], field: str, codes: type[Code], usual: Sequence[Code]
) -> None:
    if field not in answers:
        choices = [(code.value, label(code)) for code in usual]
        answer = _asked(desk, field, lambda text: read_code(codes, text), choices=choices)
        if answer:
            answers[field] = answer


def _ask_place(desk: Desk, answers: dict[str, str]) -> None:
    """The subdistrict by number or name, then its villages likewise; nothing without a region table."""
    if not desk.database.exists():
        return

    def subdistrict(text: str) -> Region:
        with desk.reading() as connection:
            return find_subdistrict(connection, text)

    def village(text: str) -> Region:
        with desk.reading() as connection:
            return one_village(connection, text, within=subdistrict(answers["subdistrict"]))

    with desk.reading() as connection:  # and let go of it before anything is asked
        subdistricts = regions(connection, "subdistrict")
        villages = regions(connection, "village")
    if subdistricts and "subdistrict" not in answers:
        choices = [(row["code"], row["name"]) for row in subdistricts]
        if answer := _asked(desk, "subdistrict", subdistrict, choices=choices):
            answers["subdistrict"] = answer
    if "subdistrict" in answers and "village" not in answers:
        within = subdistrict(answers["subdistrict"])
        choices = [(r["code"], r["name"]) for r in villages if r["parent_code"] == within.code]
        if answer := _asked(desk, "village", village, choices=choices):
            answers["village"] = answer


def _ask_status(desk: Desk, first: Decision) -> Decision:
    choices = [(status.value, label(status)) for status in Status]
    desk.screen.say(_("Enter for: {status}, {day}", status=label(first.status), day=day(first.on)))
    answer = _asked(desk, "status", lambda text: read_code(Status, text), choices=choices)
    status = read_code(Status, answer) if answer else first.status
    since = _asked(desk, "effective_on", desk.day)
    return first._replace(status=status, on=desk.day(since) if since else first.on)


def _summary(desk: Desk, answers: Mapping[str, str], first: Decision) -> None:
    rows = [(heading(field), answer) for field, answer in answers.items()]
    rows.append((heading("status"), f"{label(first.status)}, {day(first.on)}"))
    widest = max(len(name) for name, _answer in rows)
    desk.screen.say("")
    for name, answer in rows:
        desk.screen.say(f"  {name:<{widest}}  {answer}")
