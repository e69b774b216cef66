"""The officers of the office, and the subdistricts in their care."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session

from koperasi_cli.models import Officer, OfficerSubdistrict
from koperasi_cli.registry.records import standing, withdraw


class Appointed(NamedTuple):
    """What became of an officer: new or not, and whether anything was changed."""

    officer: Officer
    is_new: bool
    changed: bool


def appoint(
    session: Session,
    name: str,
    *,
    role: str | None = None,
    subdistricts: Sequence[str] | None = None,
) -> Appointed:
    """Put an officer on record, or change what is on record of that name.

    ``subdistricts`` are codes, and replace those in his or her care; None leaves them as they are.
    """
    found = [one for one in standing(session, Officer) if one.name.casefold() == name.casefold()]
    officer = found[0] if found else Officer(name=name)
    changed = not found
    if role is not None and officer.role != role:
        officer.role, changed = role, True
    session.add(officer)
    session.flush()
    if subdistricts is not None:
        changed = _put_in_care(session, officer, subdistricts) or changed
    return Appointed(officer, not found, changed)


def numbers_by_name(session: Session) -> dict[str, int]:
    """The number of each officer who stands, by name without case."""
    return {one.name.casefold(): one.id for one in standing(session, Officer) if one.id}


def _put_in_care(session: Session, officer: Officer, codes: Sequence[str]) -> bool:
    assert officer.id is not None
    before = standing(session, OfficerSubdistrict, officer_id=officer.id)
    for row in before:
        if row.subdistrict_code not in codes:
            withdraw(session, row)
    kept = {row.subdistrict_code for row in before}
    added = [code for code in dict.fromkeys(codes) if code not in kept]
    for code in added:
        session.add(OfficerSubdistrict(officer_id=officer.id, subdistrict_code=code))
    session.flush()
    return bool(added) or any(code not in codes for code in kept)
