"""What ``mentor`` does with a session on record: it was held, was followed up, or is to be signed."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from koperasi_cli.cli.activity import guests, read_session, session_data, session_lines
from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.names import shown_name
from koperasi_cli.cli.targets import several
from koperasi_cli.errors import BadUsage, BadValue
from koperasi_cli.language import _, day, ngettext, speaking
from koperasi_cli.reports.sessions import find_session
from koperasi_cli.table import Report
from koperasi_cli.vocabulary import SessionKind

if TYPE_CHECKING:
    from sqlmodel import Session

MOST_DIGITS = 12


def followed_up(
    desk: Desk, typed: str, coops: Sequence[str], on: str | None, result: str | None
) -> Report:
    """``mentor --done SESSION [COOP…]``: the follow-up was made."""
    number, day_done = read_number(typed), desk.day(on)
    named = several(desk, coops) if coops else None

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.models import Attendance, Cooperative
        from koperasi_cli.registry.fields import read_field
        from koperasi_cli.registry.follow_ups import follow_up, recorded_session
        from koperasi_cli.registry.records import as_dict

        done = follow_up(
            session,
            recorded_session(session, number),
            None if named is None else [one.id for one in named],
            on=day_done,
            result=read_field(Attendance, "result", result or "", today=desk.today),
        )
        names = {
            row.cooperative_id: session.get_one(Cooperative, row.cooperative_id).name
            for row in done
        }
        line = ngettext(
            "Saved: session no. {id} was followed up on {day} with {n} cooperative.",
            "Saved: session no. {id} was followed up on {day} with {n} cooperatives.",
            len(done), id=number, day=day(day_done),
        )  # fmt: skip
        lines = ["  " + _("no. {id} {name}", id=id_, name=name) for id_, name in names.items()]
        written = [as_dict(row) | {"cooperative": names[row.cooperative_id]} for row in done]
        return Written([line, *lines], {"session_id": number, "attendances": written})

    return desk.write(work)


def held_as_planned(
    desk: Desk, typed: str, coops: Sequence[str], on: str | None, fields: Mapping[str, str | None]
) -> Report:
    """``mentor --held SESSION [COOP[:MEN/WOMEN]…]``: the plan was carried out, with all or these."""
    number = read_number(typed)
    with desk.reading() as connection:
        _session, expected = find_session(connection, number)
    planned = {row["cooperative_id"]: row["cooperative"] for row in expected}
    named = guests(desk, coops, all_inactive=False, from_file=None) if coops else None
    chosen = named or guests(
        desk, [str(id_) for id_ in planned], all_inactive=False, from_file=None
    )
    # The kind stays that of the plan; the one given here is only to read the rest.
    step = read_session(desk, SessionKind.MENTORING, on or "today", fields, chosen)
    values = {name: value for name, value in step.values.items() if name != "kind"}
    names = planned | {one.id: one.name for one in chosen.found}

    def work(session: "Session", answered: frozenset[str]) -> Written:
        from koperasi_cli.registry.follow_ups import recorded_session
        from koperasi_cli.registry.mentoring import Guest, hold_planned
        from koperasi_cli.registry.records import cooperative

        held = hold_planned(
            session,
            recorded_session(session, number),
            values,
            [
                Guest(cooperative(session, one.id), step.participants.get(one.id))
                for one in chosen.found
            ],
            today=desk.today,
            result=step.result,
            follow_up_on=step.follow_up_on,
            confirmed=answered,
        )
        return Written(session_lines(held, names), session_data(held, names), held.warnings)

    return desk.write(work)


def sheet(desk: Desk, file: str, words: Sequence[str]) -> Report:
    """``mentor --sheet FILE SESSION``: a list for those who come, to be printed and signed."""
    from koperasi_cli.output.attendance_sheet import FORMS, save_sheet
    from koperasi_cli.output.files import saved_line
    from koperasi_cli.output.targets import find_target
    from koperasi_cli.reports.attendance_sheet import attendance_sheet

    if len(words) != 1:
        raise BadUsage(
            _("An attendance sheet is for one session."),
            _("For example: koperasi mentor --sheet daftar-hadir.xlsx 62"),
        )
    number = read_number(words[0])
    target = find_target(file, FORMS)
    with desk.reading() as connection:
        wanted = attendance_sheet(connection, number, desk.office)
    data = {"session_id": number, "file": str(target.path), "lines": wanted.lines}
    if desk.dry_run:
        return Report([_("Trial run: nothing was saved.")], data=data)
    with speaking("id"):
        banner = desk.banner
    save_sheet(target, wanted, banner)
    line = ngettext(
        "Attendance sheet of session no. {id}, with {n} line to sign.",
        "Attendance sheet of session no. {id}, with {n} lines to sign.",
        wanted.lines, id=number,
    )  # fmt: skip
    return Report([saved_line(target, None), line], data=data)


def refuse_others(option: str, given: Mapping[str, Any], takes: Sequence[str]) -> None:
    """An option that is not heeded would be a silent lie.

    Raises:
        BadUsage: one was given that does not go with this.
    """
    for name, value in given.items():
        if value and name not in takes:
            raise BadUsage(
                _("{option} does not go with {other}.",
                  option=shown_name(f"--{name.replace('_', '-')}", "option"),
                  other=shown_name(option, "option")),
                _("See: koperasi {command} --help", command=shown_name("mentor")),
            )  # fmt: skip


def read_number(typed: str) -> int:
    """The number of a session.

    Raises:
        BadValue: it is none.
    """
    text = typed.strip()
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    raise BadValue(
        _('"{text}" is no number of a session.', text=text),
        _("The sessions and their numbers: koperasi list sessions"),
    )
