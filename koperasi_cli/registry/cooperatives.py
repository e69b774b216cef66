"""Registering a cooperative, and putting its record right."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from koperasi_cli.errors import BadValue, NeedsConfirmation, Refused
from koperasi_cli.identity import Named, alike, legal_key, name_key
from koperasi_cli.language import _, day, tag_name
from koperasi_cli.models import LONGEST_TAG, Cooperative, Tag
from koperasi_cli.registry.records import standing, withdraw
from koperasi_cli.registry.statuses import Decision, decide

DISTRICT_DIGITS = 4


def register(
    session: Session,
    values: Mapping[str, Any],
    first: Decision,
    *,
    today: date,
    tags: Sequence[str] = (),
    confirmed: frozenset[str] = frozenset(),
) -> Cooperative:
    """Put a new cooperative on record, with its first status.

    Raises:
        Refused: its NIK is on record, or its legal date has not come yet.
        NeedsConfirmation: its legal number is on record, or a name like it in the same village or
            subdistrict.
        BadValue: it has no name.
    """
    new = Cooperative(name="", name_key="")
    _fill(new, values, today)
    _refuse_known_nik(session, new)
    _ask_about_known_number(session, new, confirmed)
    _ask_about_similar_name(session, new, confirmed)
    session.add(new)
    session.flush()
    decide(session, new, first, today=today)
    for tag in tags:
        add_tag(session, new, tag)
    return new


def amend(
    session: Session,
    record: Cooperative,
    values: Mapping[str, Any],
    *,
    today: date,
    tags: Sequence[str] = (),
    untags: Sequence[str] = (),
    confirmed: frozenset[str] = frozenset(),
) -> dict[str, tuple[Any, Any]]:
    """Change fields of a record; what differed, as field -> (old, new). Tags count as a field.

    Raises:
        Refused, NeedsConfirmation, BadValue: as in ``register``; also a tag that is not there.
    """
    before = {name: getattr(record, name) for name in values}
    before_key = record.name_key
    tags_before = tag_names(session, record)
    _fill(record, values, today)
    with session.no_autoflush:
        if "nik" in values:
            _refuse_known_nik(session, record)
        if "legal_number" in values and values["legal_number"] != before["legal_number"]:
            _ask_about_known_number(session, record, confirmed)
        if record.name_key != before_key:
            _ask_about_similar_name(session, record, confirmed)
    for tag in tags:
        add_tag(session, record, tag)
    for tag in untags:
        remove_tag(session, record, tag)
    session.add(record)
    session.flush()
    changed = {
        name: (old, getattr(record, name))
        for name, old in before.items()
        if old != getattr(record, name)
    }
    if (tags_after := tag_names(session, record)) != tags_before:
        changed["tags"] = (", ".join(tags_before) or None, ", ".join(tags_after) or None)
    return changed


def tag_names(session: Session, record: Cooperative) -> list[str]:
    """The tags on a cooperative, in alphabetical order."""
    return sorted(tag.name for tag in standing(session, Tag, cooperative_id=record.id))


def add_tag(session: Session, record: Cooperative, tag: str) -> None:
    """Mark a cooperative; a mark that it has already changes nothing."""
    assert record.id is not None
    if (name := read_tag(tag)) not in tag_names(session, record):
        session.add(Tag(cooperative_id=record.id, name=name))
        session.flush()


def remove_tag(session: Session, record: Cooperative, tag: str) -> None:
    """Take a mark off.

    Raises:
        Refused: the cooperative does not have it.
    """
    name = read_tag(tag)
    for row in standing(session, Tag, cooperative_id=record.id, name=name):
        withdraw(session, row)
        session.flush()
        return
    raise Refused(
        _('{name} has no tag "{tag}".', name=record.name, tag=name),
        _("It has: {tags}", tags=", ".join(tag_names(session, record)) or "-"),
    )


def read_tag(text: str) -> str:
    """A tag as it is kept: lower case, words joined by dashes.

    Raises:
        BadValue: it is empty, too long, or has a comma, which separates tags in a file.
    """
    from koperasi_cli.registry.fields import clean_text

    name = tag_name(clean_text(text, LONGEST_TAG))
    if not name or "," in name:
        raise BadValue(_('"{text}" is no tag.', text=text), _("For example: target-2026"))
    return name


def foreign_district(record: Cooperative, region_code: str | None) -> str | None:
    """A warning where a NIK begins with another district's code; inherited records may."""
    ours = (region_code or "").replace(".", "")[:DISTRICT_DIGITS]
    if not record.nik or not ours or record.nik.startswith(ours):
        return None
    return _(
        "NIK {nik} begins with the code of another district ({ours} is ours).",
        nik=record.nik, ours=ours,
    )  # fmt: skip


def _fill(record: Cooperative, values: Mapping[str, Any], today: date) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    if not record.name:
        raise BadValue(_("A cooperative needs a name."))
    if record.legal_date and record.legal_date > today:
        raise Refused(
            _("The legal date {day} has not come yet.", day=day(record.legal_date)),
            _("Today is {day}.", day=day(today)),
        )
    record.name_key = name_key(record.name)
    record.legal_key = legal_key(record.legal_number) if record.legal_number else None


def _others(session: Session, record: Cooperative, condition: Any) -> list[Named]:
    query = select(Cooperative.id, Cooperative.name).where(
        col(Cooperative.withdrawn_at).is_(None), condition
    )
    return [Named(id_, name) for id_, name in session.exec(query) if id_ and id_ != record.id]


def _refuse_known_nik(session: Session, record: Cooperative) -> None:
    if record.nik and (found := _others(session, record, Cooperative.nik == record.nik)):
        raise Refused(
            _("NIK {nik} is on record: no. {id} {name}.", nik=record.nik,
              id=found[0].id, name=found[0].name),
            _("Look at it with: koperasi show {id}", id=found[0].id),
        )  # fmt: skip


def _ask_about_known_number(
    session: Session, record: Cooperative, confirmed: frozenset[str]
) -> None:
    if not record.legal_key or "legal-number" in confirmed:
        return
    if found := _others(session, record, Cooperative.legal_key == record.legal_key):
        raise NeedsConfirmation(
            "legal-number",
            _("Legal number {number} is on record: no. {id} {name}.",
              number=record.legal_number, id=found[0].id, name=found[0].name),
            _("If it is another cooperative, repeat the command with --yes."),
        )  # fmt: skip


def _ask_about_similar_name(
    session: Session, record: Cooperative, confirmed: frozenset[str]
) -> None:
    """A name like another's in the village or subdistrict is asked about; the very same one anywhere."""
    if "similar-name" in confirmed:
        return
    if record.subdistrict_code or record.village_code:
        near = [
            getattr(Cooperative, column) == code
            for column in ("subdistrict_code", "village_code")
            if (code := getattr(record, column))
        ]
        found = alike(record.name, _others(session, record, or_(*near)))
        if found:
            raise _name_question(
                _("There is a similar name in the same place: {names}.", names=_named(found))
            )
    if found := _others(session, record, Cooperative.name_key == record.name_key):
        raise _name_question(_("The same name is on record: {names}.", names=_named(found)))


def _name_question(question: str) -> NeedsConfirmation:
    return NeedsConfirmation(
        "similar-name", question, _("If it is another cooperative, repeat the command with --yes.")
    )


def _named(found: Sequence[Named]) -> str:
    return ", ".join(_("no. {id} {name}", id=o.id, name=o.name) for o in found[:5])
