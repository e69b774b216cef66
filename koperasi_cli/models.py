"""Every table of the registry, with its constraints in the database itself.

Three rules hold for each table that people write to. Its ``id`` is never reused (AUTOINCREMENT).
``recorded_at`` (UTC) says since when the row is known. ``withdrawn_at`` says since when it no longer
stands: nothing is deleted, and what is unique is unique among the rows that stand.

``NATURAL_KEY`` names the columns by which the same row is recognised when a file is read twice.
"""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Date, Enum, Index, MetaData, text
from sqlmodel import Field, SQLModel

from koperasi_cli import vocabulary as v

METADATA = SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
AUTOINCREMENT = {"sqlite_autoincrement": True}
STANDS = "withdrawn_at IS NULL"

LONGEST_NAME = 200
LONGEST_TEXT = 2000
LONGEST_TAG = 50


def _code(codes: type[v.Code], *, default: Any = None) -> Any:
    """A column that holds one code of a list, by its value, and refuses any other."""
    kind = Enum(
        codes,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        length=40,
        name=codes.context.replace("-", "_"),
    )
    if default is None:
        return Field(default=None, sa_type=kind)
    return Field(default=default, sa_type=kind, nullable=False)


def _required_code(codes: type[v.Code]) -> Any:
    field = _code(codes)
    field.default = ...
    field.nullable = False
    return field


def _reference(target: str, *, required: bool = True) -> Any:
    if required:
        return Field(foreign_key=target, index=True)
    return Field(default=None, foreign_key=target)


def _not_negative(*columns: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(f"{name} >= 0", name=f"{name}_not_negative") for name in columns)


def _filled(column: str, longest: int = LONGEST_NAME) -> CheckConstraint:
    return CheckConstraint(f"length({column}) BETWEEN 1 AND {longest}", name=f"{column}_filled")


def _unique(*columns: str, name: str, also: str = "") -> Index:
    """Unique among the rows that stand."""
    expressions = [text(column) if "(" in column else column for column in columns]
    return Index(name, *expressions, unique=True, sqlite_where=text(f"{STANDS}{also}"))


class Recorded(SQLModel):
    """What every written row has."""

    NATURAL_KEY: ClassVar[tuple[str, ...]] = ()

    id: int | None = Field(default=None, primary_key=True)
    recorded_at: str = Field(default="", nullable=False)
    withdrawn_at: str | None = None


class Region(Recorded, table=True):
    """A district, subdistrict or village, by its Kemendagri code (``18.13.01.2001``)."""

    NATURAL_KEY = ("code",)
    __table_args__ = (_filled("name"), AUTOINCREMENT)

    code: str = Field(unique=True)
    name: str
    level: v.RegionLevel = _required_code(v.RegionLevel)
    kind: v.RegionKind | None = _code(v.RegionKind)
    parent_code: str | None = Field(default=None, foreign_key="region.code", index=True)
    bps_code: str | None = None
    aliases: str | None = None


class Officer(Recorded, table=True):
    """A person of the office: an extension officer (PPKL), a head of section …"""

    NATURAL_KEY = ("name",)
    __table_args__ = (_filled("name"), _unique("name", name="uq_officer_name"), AUTOINCREMENT)

    name: str
    role: str | None = None


class OfficerSubdistrict(Recorded, table=True):
    """A subdistrict in the care of an officer (wilayah binaan)."""

    NATURAL_KEY = ("officer_id", "subdistrict_code")
    __tablename__ = "officer_subdistrict"
    __table_args__ = (
        _unique("officer_id", "subdistrict_code", name="uq_officer_subdistrict"),
        AUTOINCREMENT,
    )

    officer_id: int = _reference("officer.id")
    subdistrict_code: str = _reference("region.code")


class Cooperative(Recorded, table=True):
    """One registered cooperative. Its status is not here: see ``StatusChange``."""

    NATURAL_KEY = ("nik", "legal_key", "name_key", "subdistrict_code", "village_code")
    __table_args__ = (
        _filled("name"),
        CheckConstraint("length(nik) = 13 AND nik NOT GLOB '*[^0-9]*'", name="nik_13_digits"),
        _unique("nik", name="uq_cooperative_nik"),
        Index("ix_cooperative_legal_key", "legal_key"),
        Index("ix_cooperative_name_key", "name_key"),
        Index("ix_cooperative_subdistrict_code", "subdistrict_code"),
        AUTOINCREMENT,
    )

    name: str
    name_key: str
    nik: str | None = None
    legal_number: str | None = None
    legal_key: str | None = None
    legal_date: date | None = None
    amendment_number: str | None = None
    amendment_date: date | None = None
    form: v.Form | None = _code(v.Form)
    sector: v.Sector | None = _code(v.Sector)
    category: v.Category | None = _code(v.Category)
    industry: v.Industry | None = _code(v.Industry)
    management: v.Management | None = _code(v.Management)
    line: v.Line | None = _code(v.Line)
    address: str | None = None
    subdistrict_code: str | None = _reference("region.code", required=False)
    village_code: str | None = _reference("region.code", required=False)
    place: str | None = None
    chair: str | None = None
    secretary: str | None = None
    treasurer: str | None = None
    supervisor: str | None = None
    manager: str | None = None
    board_term_ends_on: date | None = None
    phone: str | None = None
    nik_status: v.NikStatus | None = _code(v.NikStatus)
    certificate_expires_on: date | None = None
    ods_grade: v.Grade | None = _code(v.Grade)
    officer_id: int | None = _reference("officer.id", required=False)
    note: str | None = None


class Tag(Recorded, table=True):
    """A mark on a cooperative: ``kdmp``, ``target-2026``, anything the office needs."""

    NATURAL_KEY = ("cooperative_id", "name")
    __table_args__ = (
        _filled("name", LONGEST_TAG),
        _unique("cooperative_id", "name", name="uq_tag_cooperative_id_name"),
        AUTOINCREMENT,
    )

    cooperative_id: int = _reference("cooperative.id")
    name: str


class StatusChange(Recorded, table=True):
    """A decision on status. It is never overwritten: a correction withdraws it and adds another."""

    NATURAL_KEY = ("cooperative_id", "effective_on")
    __tablename__ = "status_change"
    __table_args__ = (
        _unique("cooperative_id", "effective_on", name="uq_status_change_day"),
        # Covers the question "which status on that day, as known then" without touching the table.
        Index(
            "ix_status_change_history",
            "cooperative_id",
            "effective_on",
            "id",
            "status",
            "recorded_at",
            "withdrawn_at",
        ),
        AUTOINCREMENT,
    )

    cooperative_id: int = Field(foreign_key="cooperative.id")
    status: v.Status = _required_code(v.Status)
    effective_on: date
    reason: str | None = None
    decree: str | None = None


class AnnualReport(Recorded, table=True):
    """One book year of one cooperative, as its RAT reported it. Money is whole rupiah."""

    NATURAL_KEY = ("cooperative_id", "book_year")
    __tablename__ = "annual_report"
    __table_args__ = (
        _unique("cooperative_id", "book_year", name="uq_annual_report_book_year"),
        CheckConstraint("book_year BETWEEN 1900 AND 2100", name="book_year"),
        CheckConstraint("kuk BETWEEN 1 AND 4", name="kuk"),
        CheckConstraint("in_business IN (0, 1)", name="in_business"),
        *_not_negative(
            "members_male", "members_female", "managers", "employees",
            "outside_capital", "assets", "turnover",
        ),
        AUTOINCREMENT,
    )  # fmt: skip

    cooperative_id: int = _reference("cooperative.id")
    book_year: int
    rat_planned_on: date | None = None
    rat_held_on: date | None = None
    in_business: bool | None = None
    members_male: int | None = None
    members_female: int | None = None
    managers: int | None = None
    employees: int | None = None
    equity: int | None = None
    outside_capital: int | None = None
    assets: int | None = None
    turnover: int | None = None
    surplus: int | None = None
    health: v.Health | None = _code(v.Health)
    kuk: int | None = None


class Product(Recorded, table=True):
    """What a cooperative makes, in a year, so that before and after can be compared."""

    NATURAL_KEY = ("cooperative_id", "name", "year")
    __table_args__ = (
        _filled("name"),
        _unique("cooperative_id", "name", "year", name="uq_product_year"),
        CheckConstraint("year BETWEEN 1900 AND 2100", name="year"),
        *_not_negative("capacity"),
        AUTOINCREMENT,
    )

    cooperative_id: int = _reference("cooperative.id")
    name: str
    line: v.Line | None = _code(v.Line)
    year: int
    capacity: float | None = None
    unit: str | None = None
    market_reach: v.MarketReach | None = _code(v.MarketReach)
    certificates: str | None = None


class MentoringSession(Recorded, table=True):
    """One thing that the office did, or plans to do, with cooperatives (kegiatan pembinaan)."""

    NATURAL_KEY = ("kind", "topic", "planned_on", "held_on", "place", "mentor")
    __tablename__ = "mentoring_session"
    __table_args__ = (
        CheckConstraint("planned_on IS NOT NULL OR held_on IS NOT NULL", name="has_a_day"),
        CheckConstraint("hours BETWEEN 0 AND 1000", name="hours"),
        AUTOINCREMENT,
    )

    kind: v.SessionKind = _required_code(v.SessionKind)
    topic: str | None = None
    planned_on: date | None = None
    held_on: date | None = None
    place: str | None = None
    mentor: str | None = None
    officer_id: int | None = _reference("officer.id", required=False)
    hours: float | None = None
    funding: str | None = None


class Revitalization(Recorded, table=True):
    """A case (penanganan), from evaluation to outcome. Its stage is derived, never stored.

    ``extended`` is an outcome that leaves the case open; the others close it.
    """

    NATURAL_KEY = ("cooperative_id", "opened_on")
    __table_args__ = (
        _unique("cooperative_id", name="uq_revitalization_open", also=" AND closed_on IS NULL"),
        Index("ix_revitalization_cooperative_id", "cooperative_id"),
        CheckConstraint("closed_on >= opened_on", name="closed_after_opened"),
        CheckConstraint(
            "(closed_on IS NOT NULL) = (outcome IS NOT NULL AND outcome <> 'extended')",
            name="closed_with_outcome",
        ),
        AUTOINCREMENT,
    )

    cooperative_id: int = Field(foreign_key="cooperative.id")
    opened_on: date
    decree: str | None = None
    next_on: date | None = None
    closed_on: date | None = None
    outcome: v.Outcome | None = _code(v.Outcome)
    note: str | None = None


class RevitalizationCause(Recorded, table=True):
    """A root cause (akar permasalahan) found in a case."""

    NATURAL_KEY = ("revitalization_id", "cause")
    __tablename__ = "revitalization_cause"
    __table_args__ = (
        _unique("revitalization_id", "cause", name="uq_revitalization_cause"),
        AUTOINCREMENT,
    )

    revitalization_id: int = _reference("revitalization.id")
    cause: v.Cause = _required_code(v.Cause)
    found_on: date
    note: str | None = None


class Attendance(Recorded, table=True):
    """One cooperative in one session; a step of its case where ``revitalization_id`` says so."""

    NATURAL_KEY = ("session_id", "cooperative_id")
    __table_args__ = (
        _unique("session_id", "cooperative_id", name="uq_attendance"),
        Index("ix_attendance_revitalization_id", "revitalization_id"),
        *_not_negative("participants_male", "participants_female"),
        AUTOINCREMENT,
    )

    session_id: int = _reference("mentoring_session.id")
    cooperative_id: int = _reference("cooperative.id")
    participants_male: int | None = None
    participants_female: int | None = None
    result: str | None = None
    follow_up_on: date | None = None
    followed_up_on: date | None = None
    revitalization_id: int | None = _reference("revitalization.id", required=False)


class Financing(Recorded, table=True):
    """One application for capital, through its steps. Money is whole rupiah."""

    NATURAL_KEY = ("cooperative_id", "lender", "scheme", "requested_on", "requested_amount")
    __table_args__ = (
        _filled("lender"),
        *_not_negative("requested_amount", "approved_amount", "disbursed_amount"),
        AUTOINCREMENT,
    )

    cooperative_id: int = _reference("cooperative.id")
    lender: str
    scheme: v.Scheme = _required_code(v.Scheme)
    requested_amount: int | None = None
    requested_on: date | None = None
    approved_amount: int | None = None
    approved_on: date | None = None
    disbursed_amount: int | None = None
    disbursed_on: date | None = None
    rejected_on: date | None = None
    note: str | None = None


class Target(Recorded, table=True):
    """What the office promised for a year, or for a quarter of it (IKU, Renstra)."""

    NATURAL_KEY = ("year", "quarter", "indicator")
    __table_args__ = (
        _unique("year", "coalesce(quarter, 0)", "indicator", name="uq_target"),
        CheckConstraint("year BETWEEN 1900 AND 2100", name="year"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        *_not_negative("value"),
        AUTOINCREMENT,
    )

    year: int
    quarter: int | None = None
    indicator: v.Indicator = _required_code(v.Indicator)
    value: float


class Publication(Recorded, table=True):
    """A figure that was given out: for which day, when, to whom, in which words."""

    NATURAL_KEY = ("on", "published_at", "audience")
    __table_args__ = (_filled("audience"), AUTOINCREMENT)

    on: date = Field(sa_type=Date)
    published_at: str
    audience: str
    headline: str
    figures: str


class Office(Recorded, table=True):
    """One row: whose registry this is. ``thresholds`` holds, as JSON, what differs from the defaults.

    ``fixed_today`` and ``invented`` mark a sample registry: its today stands still, and every page
    says that its data are invented.
    """

    NATURAL_KEY = ()
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("invented IN (0, 1)", name="invented"),
    )

    name: str | None = None
    head: str | None = None
    city: str | None = None
    region_code: str | None = None
    time_zone: v.TimeZone = _code(v.TimeZone, default=v.TimeZone.WIB)
    thresholds: str | None = None
    invented: bool = False
    fixed_today: date | None = None


class Operation(SQLModel, table=True):
    """The journal: one command that wrote. ``at`` never runs backwards."""

    __table_args__ = (AUTOINCREMENT,)

    id: int | None = Field(default=None, primary_key=True)
    at: str
    actor: str
    command: str
    version: str
    undoes: int | None = Field(default=None, foreign_key="operation.id", index=True)


class Change(SQLModel, table=True):
    """The journal: one row that an operation touched.

    ``before`` holds, as JSON, the old values of the fields that an update changed. An insert needs
    none: the row itself holds it. Nothing is deleted.
    """

    __table_args__ = (
        Index("ix_change_row", "table_name", "row_id"),
        CheckConstraint("action IN ('insert', 'update')", name="action"),
        AUTOINCREMENT,
    )

    id: int | None = Field(default=None, primary_key=True)
    operation_id: int = _reference("operation.id")
    table_name: str
    row_id: int
    action: str
    before: str | None = None
