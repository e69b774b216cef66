"""What a cooperative makes, through the years: more capacity, a wider market?"""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from koperasi_cli.headings import heading
from koperasi_cli.language import _, joined, label, number
from koperasi_cli.queries import rows
from koperasi_cli.reports.annual_reports import growth, signed
from koperasi_cli.reports.columns import under_heading
from koperasi_cli.reports.resolve import Found
from koperasi_cli.table import Column, Kind, Report, Table
from koperasi_cli.vocabulary import Code, Line, MarketReach, ProductCertificate

KEYS = (
    "id", "cooperative_id", "cooperative", "name", "line", "year", "capacity", "unit",
    "market_reach", "certificates",
)  # fmt: skip
SHOWN_OF_ONE = (
    "name", "year", "line", "capacity", "unit", "growth", "market_reach", "certificates",
)  # fmt: skip
_CODES: dict[str, type[Code]] = {
    "line": Line, "market_reach": MarketReach, "certificates": ProductCertificate,
}  # fmt: skip
_KINDS = {
    **dict.fromkeys(("id", "cooperative_id", "year"), Kind.NUMBER),
    "capacity": Kind.COUNT,
    "growth": Kind.SHARE,
}
Made = Mapping[str, Any]


def columns(keys: Iterable[str] = KEYS) -> list[Column]:
    """The columns of a product, under their headings."""
    titled = {"name": "product"}
    return [
        under_heading(key, codes=_CODES.get(key), kind=_KINDS.get(key), titled=titled.get(key))
        for key in keys
    ]


def capacity(row: Made) -> str:
    """``4.7 ton/bulan``."""
    if row["capacity"] is None:
        return "-"
    return f"{number(row['capacity'])} {row['unit'] or ''}".strip()


def capacity_growth(before: Made, after: Made) -> float | None:
    """By how much the capacity grew; None where the units differ."""
    if _unit(before) != _unit(after):
        return None
    return growth(before["capacity"], after["capacity"])


def _unit(row: Made) -> str:
    return "".join((row["unit"] or "").split()).casefold()


def compared(before: Made, after: Made) -> str:
    """``Against 2022: Capacity 3.2 → 4.7 ton/bulan (+47%); Market reach Local → …``."""
    parts = []
    if before["capacity"] is not None and after["capacity"] is not None:
        same = _unit(before) == _unit(after)
        old = number(before["capacity"]) if same else capacity(before)
        share = capacity_growth(before, after)
        grew = f" ({signed(share)})" if share is not None else ""
        parts.append(f"{heading('capacity')} {old} → {capacity(after)}{grew}")
    for key in ("market_reach", "certificates"):
        if before[key] and after[key] and before[key] != after[key]:
            parts.append(f"{heading(key)} {coded(key, before[key])} → {coded(key, after[key])}")
        elif before[key] and before[key] == after[key]:
            parts.append(
                _("{field} unchanged: {value}", field=heading(key), value=coded(key, after[key]))
            )
    if not parts:
        return _("Nothing can be compared with {year}.", year=before["year"])
    return _("Against {year}: {changes}.", year=before["year"], changes="; ".join(parts))


def coded(key: str, value: str | None) -> str:
    """A code, or several with commas between them, as a person reads them."""
    if not value:
        return "-"
    codes = _CODES[key]
    return joined([label(codes(part)) for part in value.split(",")])


def page(connection: sqlite3.Connection, one: Found, name: str | None) -> Report:
    """The products of a cooperative through the years, or one of them.

    Each year with the growth of the capacity since the year before it on record.
    """
    every = [
        dict(row)
        for row in rows(connection, "products", {"cooperative": one.id},
                        filters="AND p.cooperative_id = :cooperative")
    ]  # fmt: skip
    said = {"id": one.id, "name": one.name}
    found = [row for row in every if name is None or row["name"].casefold() == name.casefold()]
    names = list(dict.fromkeys(row["name"] for row in every))
    data = {"cooperative_id": one.id, "name": one.name, "products": found}
    hint = _('To record one: koperasi product {id} NAME --year YEAR --capacity "4,7 ton/bulan"',
             id=one.id)  # fmt: skip
    if not every:
        return Report([_("No. {id} {name}: no product is on record.", **said)], [], [hint], data)
    if not found:
        line = _('No. {id} {name}: no product "{product}" is on record.', product=name, **said)
        return Report([line], [], [_("On record: {names}", names="; ".join(names)), hint], data)
    _add_growth(found)
    single = len({row["name"] for row in found}) == 1
    shown = SHOWN_OF_ONE[1:] if single else SHOWN_OF_ONE
    listed = "; ".join(dict.fromkeys(row["name"] for row in found))
    line = _("No. {id} {name}: {products}.", products=listed, **said)
    kept = [c for c in columns(shown) if any(row[c.key] is not None for row in found)]
    notes = [compared(found[-1], found[0])] if single and len(found) > 1 else []
    return Report([line], [Table(kept, found)], notes, data)


def _add_growth(newest_first: list[dict[str, Any]]) -> None:
    """To each row the growth of its capacity since the earlier row of the same product."""
    latest: dict[str, Made] = {}
    for row in reversed(newest_first):
        key = row["name"].casefold()
        row["growth"] = capacity_growth(latest[key], row) if key in latest else None
        latest[key] = row
