"""Which cooperative is meant by what was typed: a number, a NIK, a legal number, part of a name."""

import sqlite3
from typing import NamedTuple

from koperasi_cli.errors import Ambiguous, BadValue, NotFound
from koperasi_cli.language import _, ngettext
from koperasi_cli.persons import NIK_DIGITS, PERSONAL_NIK_DIGITS
from koperasi_cli.queries import rows

SHOWN = 10
LONGEST = 200


class Found(NamedTuple):
    """A cooperative by its number and name; ``taken_back`` where its registration was undone."""

    id: int
    name: str
    taken_back: bool = False


def resolve(connection: sqlite3.Connection, text: str, *, taken_back: bool = False) -> Found:
    """The one cooperative that is meant; with ``taken_back``, where none on record is, one that was.

    Raises:
        Ambiguous: several are; the candidates are listed.
        NotFound: none is; the closest names are suggested.
        BadValue: it is a person's NIK, or nothing, or longer than any name.
    """
    typed = " ".join(text.split())
    if not typed:
        raise BadValue(_("No cooperative was named."))
    if len(typed) > LONGEST:
        raise BadValue(
            _('No cooperative has a name as long as "{text}".', text=f"{typed[:40]}…"),
            _("The most is {longest}.", longest=LONGEST),
        )
    if typed.isascii() and typed.isdigit() and len(typed) == PERSONAL_NIK_DIGITS:
        raise BadValue(
            _("16 digits are a person's NIK, which must not be stored."),
            _("A cooperative's NIK has 13 digits."),
        )
    found = _meant(connection, typed)
    if not found and taken_back:
        found = _meant(connection, typed, taken_back=True)
    if len(found) == 1:
        return found[0]
    if found:
        more = ["…"] if len(found) > SHOWN else []
        raise Ambiguous(
            ngettext(
                '"{text}" fits {n} cooperative.', '"{text}" fits {n} cooperatives.', len(found),
                text=typed,
            ),
            [(one.id, one.name) for one in found[:SHOWN]],
            " ".join([_("Use the number of the one that is meant:"), *more]),
        )  # fmt: skip
    raise NotFound(
        _('There is no cooperative "{text}".', text=typed), _suggestion(connection, typed)
    )


def holder_of_nik(connection: sqlite3.Connection, nik: str) -> Found | None:
    """The cooperative that bears a NIK."""
    return next(iter(_ask(connection, "nik = :nik", nik=nik)), None)


def _meant(connection: sqlite3.Connection, typed: str, *, taken_back: bool = False) -> list[Found]:
    """Those that answer to a number, a NIK, or words."""

    def ask(condition: str, **parameters: object) -> list[Found]:
        return _ask(connection, condition, taken_back=taken_back, **parameters)

    number = typed[1:] if typed[:1] in "Kk" else typed
    if number.isascii() and number.isdigit() and len(number) < NIK_DIGITS:
        return ask("id = :id", id=int(number))
    if typed.isascii() and typed.isdigit():
        return ask("nik = :nik", nik=typed)
    # By legal number; else by the whole name; else by words that all stand in the name.
    legal = "".join(typed.split()).upper()
    words = {f"word_{i}": f"%{_escaped(word)}%" for i, word in enumerate(typed.split())}
    in_the_name = " AND ".join(f"name LIKE :{name} ESCAPE '\\'" for name in words)
    return (
        ask("legal_key = :legal", legal=legal)
        or ask("name = :name COLLATE NOCASE", name=typed)
        or ask(in_the_name, **words)
    )


def _ask(
    connection: sqlite3.Connection,
    condition: str,
    *,
    taken_back: bool = False,
    **parameters: object,
) -> list[Found]:
    query = "named_taken_back" if taken_back else "named"
    found = rows(connection, query, parameters, filters=f"AND {condition}")
    return [Found(row["id"], row["name"], taken_back) for row in found]


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _suggestion(connection: sqlite3.Connection, typed: str) -> str:
    from rapidfuzz import fuzz, process, utils

    names = {row["id"]: row["name"] for row in rows(connection, "named")}
    close = process.extract(
        typed, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=3, score_cutoff=60
    )
    if not close:
        return _("See the list: koperasi list --search TEXT")
    return _(
        "Did you mean: {names}?",
        names="; ".join(_("no. {id} {name}", id=id_, name=name) for name, _score, id_ in close),
    )
