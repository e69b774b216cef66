"""What a cooperative makes: a row for each product and year, so that before and after compare."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from koperasi_cli.errors import BadUsage, BadValue
from koperasi_cli.language import _, joined
from koperasi_cli.models import Cooperative, Product
from koperasi_cli.registry.records import standing
from koperasi_cli.vocabulary import ProductCertificate


@dataclass
class Made:
    """A product in a year as it was written. ``changed`` has what differed, as field -> (old, new).

    ``before`` is the same product in the latest earlier year; ``line_from`` the year whose business
    line was carried on; ``others`` are the other products of the cooperative, where this one is new;
    ``line_set`` says that the cooperative, which had none, got its business line.
    """

    row: Product
    before: Product | None = None
    changed: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    is_new: bool = False
    line_from: int | None = None
    others: list[str] = field(default_factory=list)
    line_set: bool = False


def record(
    session: Session, cooperative: Cooperative, name: str, year: int, values: Mapping[str, Any]
) -> Made:
    """Add to what is on record of a product in a year; what is given replaces.

    The name is that on record, however its letters were typed. The business line of a product goes
    from year to year with it, unless another is given; a cooperative without a business line gets
    that of the product that it is given with.

    Raises:
        BadUsage: a capacity without its unit.
        BadValue: "none yet" stands beside a certificate.
    """
    every = standing(session, Product, cooperative_id=cooperative.id)
    same = [row for row in every if row.name.casefold() == name.casefold()]
    found = [row for row in same if row.year == year]
    earlier = [row for row in same if row.year < year]
    before = max(earlier, key=lambda row: row.year, default=None)
    row = found[0] if found else Product(
        cooperative_id=cooperative.id or 0, name=same[0].name if same else name, year=year
    )  # fmt: skip
    done = Made(row, before, is_new=not found)
    wanted = dict(values)
    if row.line is None and "line" not in wanted and before is not None and before.line:
        wanted["line"], done.line_from = before.line, before.year
    _check_certificates(wanted.get("certificates"))
    for key, value in wanted.items():
        old = getattr(row, key)
        if old != value:
            done.changed[key] = (old, value)
            setattr(row, key, value)
    _refuse_without_unit(row, same)
    if not same:
        done.others = sorted({other.name for other in every})
    if values.get("line") and cooperative.line is None:
        cooperative.line = values["line"]
        session.add(cooperative)
        done.line_set = True
    session.add(row)
    session.flush()
    return done


def _check_certificates(certificates: str | None) -> None:
    codes = certificates.split(",") if certificates else []
    if ProductCertificate.NONE in codes and len(codes) > 1:
        raise BadValue(
            _("A product that has a certificate is not without one."),
            _("Leave the one or the other out."),
        )


def _refuse_without_unit(row: Product, same: list[Product]) -> None:
    """A bare number cannot be compared with another year's."""
    if row.capacity is None or row.unit:
        return
    units = list(dict.fromkeys(other.unit for other in same if other.unit))
    hint = _('Give it with its unit, as in --capacity "4,7 ton/bulan".')
    if units:
        hint = _("In other years it is in {units}. Give it with --unit.", units=joined(units))
    raise BadUsage(_("A capacity needs its unit."), hint)
