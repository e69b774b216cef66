"""The first schema: the registry, its journal, and the office."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("head", sa.String(), nullable=True),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("region_code", sa.String(), nullable=True),
        sa.Column(
            "time_zone",
            sa.Enum(
                "wib",
                "wita",
                "wit",
                name="time_zone",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("thresholds", sa.String(), nullable=True),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("fixed_today", sa.Date(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_office_one_row")),
        sa.CheckConstraint("invented IN (0, 1)", name=op.f("ck_office_invented")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    op.create_table(
        "officer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 200", name=op.f("ck_officer_name_filled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_officer_name",
        "officer",
        ["name"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["operation.id"], name=op.f("fk_operation_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_operation_undoes"), "operation", ["undoes"], unique=False)
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("published_at", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("headline", sa.String(), nullable=False),
        sa.Column("figures", sa.String(), nullable=False),
        sa.CheckConstraint(
            "length(audience) BETWEEN 1 AND 200", name=op.f("ck_publication_audience_filled")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "region",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "district",
                "subdistrict",
                "village",
                name="region_level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "kabupaten",
                "kota",
                "kecamatan",
                "kelurahan",
                "desa",
                "pekon",
                name="region_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("parent_code", sa.String(), nullable=True),
        sa.Column("bps_code", sa.String(), nullable=True),
        sa.Column("aliases", sa.String(), nullable=True),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 200", name=op.f("ck_region_name_filled")),
        sa.ForeignKeyConstraint(
            ["parent_code"], ["region.code"], name=op.f("fk_region_parent_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
        sa.UniqueConstraint("code", name=op.f("uq_region_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_region_parent_code"), "region", ["parent_code"], unique=False)
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=True),
        sa.Column(
            "indicator",
            sa.Enum(
                "active-share",
                "rat-held",
                "cooperatives-mentored",
                "people-trained",
                "cooperatives-reactivated",
                "cooperatives-healthy",
                name="indicator",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Float(), nullable=False),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_target_quarter")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_target_value_not_negative")),
        sa.CheckConstraint("year BETWEEN 1900 AND 2100", name=op.f("ck_target_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.CheckConstraint("action IN ('insert', 'update')", name=op.f("ck_change_action")),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_change_operation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_operation_id"), "change", ["operation_id"], unique=False)
    op.create_index("ix_change_row", "change", ["table_name", "row_id"], unique=False)
    op.create_table(
        "cooperative",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("nik", sa.String(), nullable=True),
        sa.Column("legal_number", sa.String(), nullable=True),
        sa.Column("legal_key", sa.String(), nullable=True),
        sa.Column("legal_date", sa.Date(), nullable=True),
        sa.Column("amendment_number", sa.String(), nullable=True),
        sa.Column("amendment_date", sa.Date(), nullable=True),
        sa.Column(
            "form",
            sa.Enum(
                "primary-national",
                "primary-provincial",
                "primary-district",
                "secondary-national",
                "secondary-provincial",
                "secondary-district",
                name="form",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "sector",
            sa.Enum(
                "producer",
                "consumer",
                "services",
                "marketing",
                "savings-loan",
                name="sector",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "category",
            sa.Enum(
                "kud",
                "ksu",
                "ksp",
                "kpri",
                "kopwan",
                "koppontren",
                "kspps",
                "kopkar",
                "army",
                "navy",
                "air-force",
                "police",
                "pepabri",
                "agriculture",
                "plantation",
                "livestock",
                "fishers",
                "forestry",
                "kopti",
                "kopra",
                "kopinkra",
                "koppas",
                "land-transport",
                "sea-transport",
                "air-transport",
                "river-transport",
                "ferry-transport",
                "tourism",
                "telkom",
                "housing",
                "kbpr",
                "rural-electricity",
                "insurance",
                "profession",
                "veterans",
                "wredatama",
                "students",
                "youth",
                "mining",
                "street-vendors",
                "jamu-vendors",
                "secondary",
                "other",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "industry",
            sa.Enum(
                "agriculture",
                "mining",
                "manufacturing",
                "electricity-gas",
                "water-waste",
                "construction",
                "trade",
                "transport",
                "accommodation-food",
                "information",
                "finance-insurance",
                "real-estate",
                "business-services",
                "public-administration",
                "education",
                "health-social",
                "other-services",
                name="industry",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "management",
            sa.Enum(
                "conventional",
                "sharia",
                name="management",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "line",
            sa.Enum(
                "farm-processing",
                "fishery",
                "food-processing",
                "plantation",
                "forest",
                "livestock",
                "craft",
                "retail",
                "finance",
                "transport",
                "tourism",
                "services-other",
                "other",
                name="line",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("subdistrict_code", sa.String(), nullable=True),
        sa.Column("village_code", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("chair", sa.String(), nullable=True),
        sa.Column("secretary", sa.String(), nullable=True),
        sa.Column("treasurer", sa.String(), nullable=True),
        sa.Column("supervisor", sa.String(), nullable=True),
        sa.Column("manager", sa.String(), nullable=True),
        sa.Column("board_term_ends_on", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column(
            "nik_status",
            sa.Enum(
                "uncertified",
                "certified",
                "certificate-active",
                "certificate-expired",
                name="nik_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("certificate_expires_on", sa.Date(), nullable=True),
        sa.Column(
            "ods_grade",
            sa.Enum(
                "A",
                "B",
                "C1",
                "C2",
                "C3",
                "D",
                name="grade",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "length(nik) = 13 AND nik NOT GLOB '*[^0-9]*'",
            name=op.f("ck_cooperative_nik_13_digits"),
        ),
        sa.CheckConstraint(
            "length(name) BETWEEN 1 AND 200", name=op.f("ck_cooperative_name_filled")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_cooperative_officer_id")
        ),
        sa.ForeignKeyConstraint(
            ["subdistrict_code"], ["region.code"], name=op.f("fk_cooperative_subdistrict_code")
        ),
        sa.ForeignKeyConstraint(
            ["village_code"], ["region.code"], name=op.f("fk_cooperative_village_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooperative")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cooperative_legal_key", "cooperative", ["legal_key"], unique=False)
    op.create_index("ix_cooperative_name_key", "cooperative", ["name_key"], unique=False)
    op.create_index(
        "ix_cooperative_subdistrict_code", "cooperative", ["subdistrict_code"], unique=False
    )
    op.create_index(
        "uq_cooperative_nik",
        "cooperative",
        ["nik"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "mentoring_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "mentoring",
                "special-mentoring",
                "training",
                "extension",
                "consultation",
                "visit",
                "field-verification",
                "review",
                "reminder-letter",
                "rat-facilitation",
                "board-renewal",
                "bylaws",
                "bookkeeping",
                "marketing",
                "capital",
                "digital",
                "health-audit",
                "merger",
                "dissolution-proposal",
                name="session_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("mentor", sa.String(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Float(), nullable=True),
        sa.Column("funding", sa.String(), nullable=True),
        sa.CheckConstraint("hours BETWEEN 0 AND 1000", name=op.f("ck_mentoring_session_hours")),
        sa.CheckConstraint(
            "planned_on IS NOT NULL OR held_on IS NOT NULL",
            name=op.f("ck_mentoring_session_has_a_day"),
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_mentoring_session_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentoring_session")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "officer_subdistrict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("subdistrict_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_officer_subdistrict_officer_id")
        ),
        sa.ForeignKeyConstraint(
            ["subdistrict_code"],
            ["region.code"],
            name=op.f("fk_officer_subdistrict_subdistrict_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_subdistrict")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_officer_subdistrict_officer_id"),
        "officer_subdistrict",
        ["officer_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_officer_subdistrict_subdistrict_code"),
        "officer_subdistrict",
        ["subdistrict_code"],
        unique=False,
    )
    op.create_index(
        "uq_officer_subdistrict",
        "officer_subdistrict",
        ["officer_id", "subdistrict_code"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "annual_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("book_year", sa.Integer(), nullable=False),
        sa.Column("rat_planned_on", sa.Date(), nullable=True),
        sa.Column("rat_held_on", sa.Date(), nullable=True),
        sa.Column("in_business", sa.Boolean(), nullable=True),
        sa.Column("members_male", sa.Integer(), nullable=True),
        sa.Column("members_female", sa.Integer(), nullable=True),
        sa.Column("managers", sa.Integer(), nullable=True),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("equity", sa.Integer(), nullable=True),
        sa.Column("outside_capital", sa.Integer(), nullable=True),
        sa.Column("assets", sa.Integer(), nullable=True),
        sa.Column("turnover", sa.Integer(), nullable=True),
        sa.Column("surplus", sa.Integer(), nullable=True),
        sa.Column(
            "health",
            sa.Enum(
                "healthy",
                "fairly-healthy",
                "under-supervision",
                "under-special-supervision",
                name="health",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("kuk", sa.Integer(), nullable=True),
        sa.CheckConstraint("assets >= 0", name=op.f("ck_annual_report_assets_not_negative")),
        sa.CheckConstraint(
            "book_year BETWEEN 1900 AND 2100", name=op.f("ck_annual_report_book_year")
        ),
        sa.CheckConstraint("employees >= 0", name=op.f("ck_annual_report_employees_not_negative")),
        sa.CheckConstraint("in_business IN (0, 1)", name=op.f("ck_annual_report_in_business")),
        sa.CheckConstraint("kuk BETWEEN 1 AND 4", name=op.f("ck_annual_report_kuk")),
        sa.CheckConstraint("managers >= 0", name=op.f("ck_annual_report_managers_not_negative")),
        sa.CheckConstraint(
            "members_female >= 0", name=op.f("ck_annual_report_members_female_not_negative")
        ),
        sa.CheckConstraint(
            "members_male >= 0", name=op.f("ck_annual_report_members_male_not_negative")
        ),
        sa.CheckConstraint(
            "outside_capital >= 0", name=op.f("ck_annual_report_outside_capital_not_negative")
        ),
        sa.CheckConstraint("turnover >= 0", name=op.f("ck_annual_report_turnover_not_negative")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperative.id"], name=op.f("fk_annual_report_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_report")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_annual_report_cooperative_id"), "annual_report", ["cooperative_id"], unique=False
    )
    op.create_index(
        "uq_annual_report_book_year",
        "annual_report",
        ["cooperative_id", "book_year"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "financing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("lender", sa.String(), nullable=False),
        sa.Column(
            "scheme",
            sa.Enum(
                "bank",
                "kur",
                "lpdb",
                "csr",
                "grant",
                "other",
                name="scheme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("requested_amount", sa.Integer(), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("approved_amount", sa.Integer(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("disbursed_amount", sa.Integer(), nullable=True),
        sa.Column("disbursed_on", sa.Date(), nullable=True),
        sa.Column("rejected_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "approved_amount >= 0", name=op.f("ck_financing_approved_amount_not_negative")
        ),
        sa.CheckConstraint(
            "disbursed_amount >= 0", name=op.f("ck_financing_disbursed_amount_not_negative")
        ),
        sa.CheckConstraint(
            "length(lender) BETWEEN 1 AND 200", name=op.f("ck_financing_lender_filled")
        ),
        sa.CheckConstraint(
            "requested_amount >= 0", name=op.f("ck_financing_requested_amount_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperative.id"], name=op.f("fk_financing_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_financing")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_financing_cooperative_id"), "financing", ["cooperative_id"], unique=False
    )
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "line",
            sa.Enum(
                "farm-processing",
                "fishery",
                "food-processing",
                "plantation",
                "forest",
                "livestock",
                "craft",
                "retail",
                "finance",
                "transport",
                "tourism",
                "services-other",
                "other",
                name="line",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column(
            "market_reach",
            sa.Enum(
                "local",
                "provincial",
                "interprovincial",
                "export",
                name="market_reach",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("certificates", sa.String(), nullable=True),
        sa.CheckConstraint("capacity >= 0", name=op.f("ck_product_capacity_not_negative")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 200", name=op.f("ck_product_name_filled")),
        sa.CheckConstraint("year BETWEEN 1900 AND 2100", name=op.f("ck_product_year")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperative.id"], name=op.f("fk_product_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_product_cooperative_id"), "product", ["cooperative_id"], unique=False)
    op.create_index(
        "uq_product_year",
        "product",
        ["cooperative_id", "name", "year"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "revitalization",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("decree", sa.String(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "reactivated",
                "extended",
                "dissolution-proposed",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(closed_on IS NOT NULL) = (outcome IS NOT NULL AND outcome <> 'extended')",
            name=op.f("ck_revitalization_closed_with_outcome"),
        ),
        sa.CheckConstraint(
            "closed_on >= opened_on", name=op.f("ck_revitalization_closed_after_opened")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperative.id"], name=op.f("fk_revitalization_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revitalization")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_revitalization_cooperative_id", "revitalization", ["cooperative_id"], unique=False
    )
    op.create_index(
        "uq_revitalization_open",
        "revitalization",
        ["cooperative_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL AND closed_on IS NULL"),
    )
    op.create_table(
        "status_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "inactive",
                "dissolved",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("decree", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperative.id"], name=op.f("fk_status_change_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_status_change_history",
        "status_change",
        ["cooperative_id", "effective_on", "id", "status", "recorded_at", "withdrawn_at"],
        unique=False,
    )
    op.create_index(
        "uq_status_change_day",
        "status_change",
        ["cooperative_id", "effective_on"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 50", name=op.f("ck_tag_name_filled")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperative.id"], name=op.f("fk_tag_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tag_cooperative_id"), "tag", ["cooperative_id"], unique=False)
    op.create_index(
        "uq_tag_cooperative_id_name",
        "tag",
        ["cooperative_id", "name"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("participants_male", sa.Integer(), nullable=True),
        sa.Column("participants_female", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        sa.Column("revitalization_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "participants_female >= 0", name=op.f("ck_attendance_participants_female_not_negative")
        ),
        sa.CheckConstraint(
            "participants_male >= 0", name=op.f("ck_attendance_participants_male_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperative.id"], name=op.f("fk_attendance_cooperative_id")
        ),
        sa.ForeignKeyConstraint(
            ["revitalization_id"],
            ["revitalization.id"],
            name=op.f("fk_attendance_revitalization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["mentoring_session.id"], name=op.f("fk_attendance_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_attendance_cooperative_id"), "attendance", ["cooperative_id"], unique=False
    )
    op.create_index(
        "ix_attendance_revitalization_id", "attendance", ["revitalization_id"], unique=False
    )
    op.create_index(op.f("ix_attendance_session_id"), "attendance", ["session_id"], unique=False)
    op.create_index(
        "uq_attendance",
        "attendance",
        ["session_id", "cooperative_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "revitalization_cause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.Column("revitalization_id", sa.Integer(), nullable=False),
        sa.Column(
            "cause",
            sa.Enum(
                "board-inactive",
                "no-rat",
                "no-business",
                "untraceable",
                "inherited-data",
                "members-left",
                "no-benefit",
                "low-understanding",
                "weak-management",
                "poor-bookkeeping",
                "no-transparency",
                "little-capital",
                "bad-loans",
                "outside-debt",
                "falling-business",
                "marketing",
                "parent-closed",
                "formed-for-aid",
                "little-guidance",
                "internal-conflict",
                "technology",
                "other",
                name="cause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["revitalization_id"],
            ["revitalization.id"],
            name=op.f("fk_revitalization_cause_revitalization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revitalization_cause")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_revitalization_cause_revitalization_id"),
        "revitalization_cause",
        ["revitalization_id"],
        unique=False,
    )
    op.create_index(
        "uq_revitalization_cause",
        "revitalization_cause",
        ["revitalization_id", "cause"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_index(
        "uq_target",
        "target",
        ["year", sa.text("coalesce(quarter, 0)"), "indicator"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
