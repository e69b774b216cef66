"""``--map``: what a person says that a heading means, which goes before what is recognised."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from koperasi_cli.errors import BadValue
from koperasi_cli.language import _, names_there_are
from koperasi_cli.tabular.lists.aliases import (
    AMOUNTS,
    SPELLINGS,
    heading_key,
    known_as,
    split_unit,
)


class Meant(NamedTuple):
    """What ``--map`` says of a heading, as it was typed; the field is "" for a column to leave out."""

    heading: str
    field: str


Mapped = Mapping[str, Meant]
"""By ``heading_key``."""


def read_mapping(typed: Sequence[str]) -> dict[str, Meant]:
    """``Heading=field`` as typed, by ``heading_key``; without a field the column is left out.

    Raises:
        BadValue: it is no such pair, or there is no such field.
    """
    mapped: dict[str, Meant] = {}
    for pair in typed:
        heading, equals, field = pair.rpartition("=")
        key, name = heading_key(heading), field.strip()
        if not equals or not key:
            raise BadValue(
                _('"{text}" does not say which column is which field.', text=pair),
                _('For example: --map "Nama Kop=name"'),
            )
        found = name if name in SPELLINGS or not name else known_as(name)[0]
        if found is None:
            raise BadValue(
                _('"{text}" is no field of a list.', text=name),
                names_there_are(name, list(SPELLINGS)),
            )
        mapped[key] = Meant(heading.strip(), found)
    return mapped


def field_of(heading: str, mapped: Mapped) -> tuple[str | None, int]:
    """The field of a heading and its unit, as ``known_as`` says, or as a person does."""
    if not heading:
        return None, 1
    if (meant := meant_by(heading, mapped)) is None:
        return known_as(heading)
    unit = split_unit(heading)[1] if meant.field in AMOUNTS else None
    return meant.field, unit or 1


def meant_by(heading: str, mapped: Mapped) -> Meant | None:
    """What a person says of a heading, named with or without its unit."""
    if not mapped:
        return None
    meant = mapped.get(heading_key(heading))
    return meant or mapped.get(heading_key(split_unit(heading)[0]))
