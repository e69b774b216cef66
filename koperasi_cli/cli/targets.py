"""Which cooperatives a command is about: named one by one, all inactive ones, or from a file."""

import sqlite3
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from koperasi_cli.cli.desk import Desk
from koperasi_cli.errors import Ambiguous, BadUsage, KoperasiError, NotFound
from koperasi_cli.language import _, ngettext
from koperasi_cli.queries import rows
from koperasi_cli.reports.resolve import Found, resolve
from koperasi_cli.reports.status import FOREVER

LISTED = 20


def one(desk: Desk, typed: str | None) -> Found:
    """The one cooperative that is meant; on a terminal, asked for where several or none are named."""
    if typed is None:
        typed = desk.require(None, _("COOP"), _("Which cooperative? "))
    with desk.reading() as connection:
        return _resolved(desk, connection, typed)


def several(
    desk: Desk,
    typed: Sequence[str],
    *,
    all_inactive: bool = False,
    from_file: str | None = None,
) -> list[Found]:
    """The cooperatives that are meant, each once, in the order given.

    All that cannot be found are reported together.

    Raises:
        BadUsage: none is named.
        KoperasiError: some cannot be found, or are not one alone.
    """
    words = [*typed, *(_lines(from_file) if from_file else ())]
    found: dict[int, Found] = {}
    errors: list[KoperasiError] = []
    with desk.reading() as connection:
        if all_inactive:
            for row in inactive(connection, desk):
                found.setdefault(row.id, row)
        for word in words:
            try:
                one_ = _resolved(desk, connection, word)
            except KoperasiError as error:
                errors.append(error)
            else:
                found.setdefault(one_.id, one_)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise NotFound("\n       ".join(error.message for error in errors), errors[0].hint)
    if not found:
        raise BadUsage(
            _("No cooperative was named."),
            _("Name some, or say --all-inactive, or --from FILE with one a line."),
        )
    return list(found.values())


def inactive(connection: sqlite3.Connection, desk: Desk) -> list[Found]:
    """All cooperatives that are inactive today."""
    on = {"on": desk.today.isoformat(), "known": FOREVER}
    found = rows(connection, "cooperatives", on, filters="AND s.status = 'inactive'")
    return [Found(row["id"], row["name"]) for row in found]


def ask_for_batch(desk: Desk, found: Sequence[Found], what: str) -> None:
    """List them, count them, and ask; one alone needs no question."""
    if len(found) < 2 or desk.dry_run:
        return
    listed = [f"  {one_.id:>4}  {one_.name}" for one_ in found[:LISTED]]
    if len(found) > LISTED:
        listed.append(_("  … and {n} more", n=len(found) - LISTED))
    question = ngettext(
        "This is for {n} cooperative: {what}", "This is for {n} cooperatives: {what}",
        len(found), what=what,
    )  # fmt: skip
    desk.confirm("batch", "\n".join([question, *listed]))


def _resolved(desk: Desk, connection: sqlite3.Connection, typed: str) -> Found:
    try:
        return resolve(connection, typed)
    except Ambiguous as several_:
        if not desk.screen.interactive:
            raise
        return desk.choose(several_.message, [Found(*one_) for one_ in several_.candidates])


def _lines(path: str) -> Iterable[str]:
    """The lines of a file, or of stdin for ``-``; blank ones and those after # are left out."""
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadUsage(_("{path} cannot be read ({why}).", path=path, why=error)) from error
    return [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]
