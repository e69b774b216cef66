"""What ``setup`` writes into the registry, with a line for each thing."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from koperasi_cli.cli.desk import Desk, Written
from koperasi_cli.cli.taking.told import told_problems
from koperasi_cli.errors import ExitCode
from koperasi_cli.language import _, joined, label, ngettext
from koperasi_cli.registry.office import current_office, put_office, thresholds_json
from koperasi_cli.registry.officers import Appointed, appoint
from koperasi_cli.registry.records import raw
from koperasi_cli.reports.office import THRESHOLDS
from koperasi_cli.reports.officers import officers
from koperasi_cli.reports.regions import find_subdistrict
from koperasi_cli.reports.setup import as_data, setting_name
from koperasi_cli.table import Report
from koperasi_cli.tabular.imported import Imported
from koperasi_cli.tabular.native import District, import_native
from koperasi_cli.vocabulary import Code

if TYPE_CHECKING:
    from sqlmodel import Session

    from koperasi_cli.cli.setup.wanted import OfficerSpec, Wanted


def write(desk: Desk, wanted: "Wanted") -> Report:
    """One transaction; what is so already is not written again."""
    imported = Imported()

    def work(session: "Session", answered: frozenset[str]) -> Written:
        nonlocal imported
        lines: list[str] = []
        if wanted.district:
            imported = _load(desk, session, wanted.district)
            lines += _regions_told(wanted.district, imported)
        lines += _office(session, wanted)
        for spec in wanted.officers:
            lines += _officer(session, spec, wanted.role)
        return Written(lines, as_data(raw(session), me=desk.me))

    report = desk.write(work)
    return replace(
        report,
        warnings=told_problems(imported.problems),
        exit_code=ExitCode.PROBLEMS if imported.problems else ExitCode.DONE,
    )


def _load(desk: Desk, session: "Session", district: District) -> Imported:
    return import_native(
        session,
        [district.source],
        today=desk.today,
        end_of_today=desk.clock.end_of(desk.today),
        keep=district.holds,
    )


def _regions_told(district: District, imported: Imported) -> list[str]:
    if not imported.new:
        return []
    name = f"{district.code} {district.name}".strip()
    return [ngettext("Saved: {n} region of {name}.", "Saved: {n} regions of {name}.",
                     imported.new, name=name)]  # fmt: skip


def _office(session: "Session", wanted: "Wanted") -> list[str]:
    values = dict(wanted.office)
    before = current_office(session)
    own = THRESHOLDS | _own_thresholds(before)
    if wanted.thresholds:
        values["thresholds"] = thresholds_json(before, wanted.thresholds)
    if not values:
        return []
    _record, changed = put_office(session, values)
    changed.pop("thresholds", None)
    lines = [
        _("Saved: {field}: {value}.", field=_field_name(name), value=_read(new))
        for name, (_old, new) in changed.items()
    ]
    return lines + [
        _("Saved: {field}: {value}.", field=name, value=value)
        for name, value in wanted.thresholds.items()
        if own[name] != value
    ]


def _own_thresholds(office: Any) -> dict[str, int]:
    import json

    own: dict[str, int] = json.loads(office.thresholds) if office and office.thresholds else {}
    return own


def _officer(session: "Session", spec: "OfficerSpec", role: str | None) -> list[str]:
    codes = None
    if spec.subdistricts is not None:
        codes = [find_subdistrict(raw(session), text).code for text in spec.subdistricts]
    appointed = appoint(session, spec.name, role=role, subdistricts=codes)
    return [_told(session, appointed)] if appointed.changed else []


def _told(session: "Session", appointed: Appointed) -> str:
    officer = appointed.officer
    named = {"id": officer.id, "name": officer.name, "role": officer.role or "-"}
    (row,) = [row for row in officers(raw(session)) if row["id"] == officer.id]
    if not row["subdistricts"]:
        return _("Saved: officer no. {id} {name} ({role}), with no subdistrict in care.", **named)
    return _("Saved: officer no. {id} {name} ({role}), in whose care: {subdistricts}.",
             **named, subdistricts=joined(row["subdistricts"].split(", ")))  # fmt: skip


def _field_name(name: str) -> str:
    return setting_name("region" if name == "region_code" else name)


def _read(value: Any) -> str:
    if value is None:
        return "-"
    return label(value) if isinstance(value, Code) else str(value)
