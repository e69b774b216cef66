"""Which cooperatives a command is about: named one by one, all inactive ones, or from a file."""

import sqlite3
import sys
from collections.abc import Iterable, Sequence

from koperasi_cli.cli.desk import Desk
from koperasi_cli.errors import Ambiguous, BadUsage, KoperasiError, NotFound
from koperasi_cli.language import _, ngettext, visible, why
from koperasi_cli.queries import rows
from koperasi_cli.reports.counting import FOREVER
from koperasi_cli.reports.resolve import Found, resolve
from koperasi_cli.settings import typed_path

LISTED = 20


def one(desk: Desk, typed: str | None, *, taken_back: bool = False) -> Found:
    """The one cooperative that is meant; on a terminal, asked for where several or none are named.
    Of one that was ``taken_back`` there is only its history."""
    if typed is None:
        typed = desk.require(None, _("COOP"), _("Which cooperative? "))
    return _resolved(desk, typed, taken_back=taken_back)


def several(
    desk: Desk,
    typed: Sequence[str],
    *,
    all_inactive: bool = False,
    from_file: str | None = None,
) -> list[Found]:
    """The cooperatives that are meant, each once, in the order given.

    Raises:
        BadUsage: none is named.
        KoperasiError: as in ``each``.
    """
    words = [*typed, *(lines(from_file) if from_file else ())]
    found: dict[int, Found] = {}
    with desk.reading() as connection:
        if all_inactive:
            found |= {row.id: row for row in inactive(connection, desk)}
    for one_ in each(desk, words):
        found.setdefault(one_.id, one_)
    if not found:
        raise BadUsage(
            _("No cooperative was named."),
            _("Name some, or say --all-inactive, or --from FILE with one a line."),
        )
    return list(found.values())


def each(desk: Desk, words: Sequence[str]) -> list[Found]:
    """The cooperative that each word means. All that cannot be found are reported together.

    Raises:
        KoperasiError: some cannot be found, or are not one alone.
    """
    found: list[Found] = []
    errors: list[KoperasiError] = []
    for word in words:
        try:
            found.append(_resolved(desk, word))
        except KoperasiError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise NotFound("\n       ".join(error.message for error in errors), errors[0].hint)
    return found


def inactive(connection: sqlite3.Connection, desk: Desk) -> list[Found]:
    """All cooperatives that are inactive today."""
    on = {"on": desk.today.isoformat(), "known": FOREVER}
    found = rows(connection, "cooperatives", on, filters="AND s.status = 'inactive'")
    return [Found(row["id"], row["name"]) for row in found]


def ask_for_batch(desk: Desk, found: Sequence[Found], what: str) -> None:
    """List them, count them, and ask; one alone needs no question."""
    if len(found) < 2 or desk.dry_run:
        return
    listed = [f"  {one_.id:>4}  {visible(one_.name)}" for one_ in found[:LISTED]]
    if len(found) > LISTED:
        listed.append(_("  … and {n} more", n=len(found) - LISTED))
    question = ngettext(
        "This is for {n} cooperative: {what}", "This is for {n} cooperatives: {what}",
        len(found), what=what,
    )  # fmt: skip
    desk.confirm("batch", "\n".join([question, *listed]))


def _resolved(desk: Desk, typed: str, *, taken_back: bool = False) -> Found:
    """Asked, where several are meant, after the registry was let go of."""
    try:
        with desk.reading() as connection:
            return resolve(connection, typed, taken_back=taken_back)
    except Ambiguous as several_:
        if not desk.screen.interactive:
            raise
        return desk.choose(several_.message, [Found(*one_) for one_ in several_.candidates])


def lines(path: str) -> Iterable[str]:
    """The lines of a file, or of stdin for ``-``; blank ones and those after # are left out."""
    try:
        text = sys.stdin.read() if path == "-" else typed_path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadUsage(_("{path} cannot be read ({why}).", path=path, why=why(error))) from error
    return [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]
