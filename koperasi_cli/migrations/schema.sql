CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE annual_report (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	cooperative_id INTEGER NOT NULL, 
	book_year INTEGER NOT NULL, 
	rat_planned_on DATE, 
	rat_held_on DATE, 
	in_business BOOLEAN, 
	members_male INTEGER, 
	members_female INTEGER, 
	managers INTEGER, 
	employees INTEGER, 
	equity INTEGER, 
	outside_capital INTEGER, 
	assets INTEGER, 
	turnover INTEGER, 
	surplus INTEGER, 
	health VARCHAR(40), 
	kuk INTEGER, 
	CONSTRAINT ck_annual_report_assets_not_negative CHECK (assets >= 0), 
	CONSTRAINT ck_annual_report_book_year CHECK (book_year BETWEEN 1900 AND 2100), 
	CONSTRAINT ck_annual_report_employees_not_negative CHECK (employees >= 0), 
	CONSTRAINT ck_annual_report_in_business CHECK (in_business IN (0, 1)), 
	CONSTRAINT ck_annual_report_kuk CHECK (kuk BETWEEN 1 AND 4), 
	CONSTRAINT ck_annual_report_managers_not_negative CHECK (managers >= 0), 
	CONSTRAINT ck_annual_report_members_female_not_negative CHECK (members_female >= 0), 
	CONSTRAINT ck_annual_report_members_male_not_negative CHECK (members_male >= 0), 
	CONSTRAINT ck_annual_report_outside_capital_not_negative CHECK (outside_capital >= 0), 
	CONSTRAINT ck_annual_report_turnover_not_negative CHECK (turnover >= 0), 
	CONSTRAINT fk_annual_report_cooperative_id FOREIGN KEY(cooperative_id) REFERENCES cooperative (id), 
	CONSTRAINT ck_annual_report_health CHECK (health IN ('healthy', 'fairly-healthy', 'under-supervision', 'under-special-supervision'))
);
CREATE INDEX ix_annual_report_cooperative_id ON annual_report (cooperative_id);
CREATE UNIQUE INDEX uq_annual_report_book_year ON annual_report (cooperative_id, book_year) WHERE withdrawn_at IS NULL;
CREATE TABLE attendance (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	session_id INTEGER NOT NULL, 
	cooperative_id INTEGER NOT NULL, 
	participants_male INTEGER, 
	participants_female INTEGER, 
	result VARCHAR, 
	follow_up_on DATE, 
	followed_up_on DATE, 
	revitalization_id INTEGER, 
	CONSTRAINT ck_attendance_participants_female_not_negative CHECK (participants_female >= 0), 
	CONSTRAINT ck_attendance_participants_male_not_negative CHECK (participants_male >= 0), 
	CONSTRAINT fk_attendance_cooperative_id FOREIGN KEY(cooperative_id) REFERENCES cooperative (id), 
	CONSTRAINT fk_attendance_revitalization_id FOREIGN KEY(revitalization_id) REFERENCES revitalization (id), 
	CONSTRAINT fk_attendance_session_id FOREIGN KEY(session_id) REFERENCES mentoring_session (id)
);
CREATE INDEX ix_attendance_cooperative_id ON attendance (cooperative_id);
CREATE INDEX ix_attendance_revitalization_id ON attendance (revitalization_id);
CREATE INDEX ix_attendance_session_id ON attendance (session_id);
CREATE UNIQUE INDEX uq_attendance ON attendance (session_id, cooperative_id) WHERE withdrawn_at IS NULL;
CREATE TABLE change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	operation_id INTEGER NOT NULL, 
	table_name VARCHAR NOT NULL, 
	row_id INTEGER NOT NULL, 
	action VARCHAR NOT NULL, 
	"before" VARCHAR, 
	CONSTRAINT ck_change_action CHECK (action IN ('insert', 'update')), 
	CONSTRAINT fk_change_operation_id FOREIGN KEY(operation_id) REFERENCES operation (id)
);
CREATE INDEX ix_change_operation_id ON change (operation_id);
CREATE INDEX ix_change_row ON change (table_name, row_id);
CREATE TABLE cooperative (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	name VARCHAR NOT NULL, 
	name_key VARCHAR NOT NULL, 
	nik VARCHAR, 
	legal_number VARCHAR, 
	legal_key VARCHAR, 
	legal_date DATE, 
	amendment_number VARCHAR, 
	amendment_date DATE, 
	form VARCHAR(40), 
	sector VARCHAR(40), 
	category VARCHAR(40), 
	industry VARCHAR(40), 
	management VARCHAR(40), 
	line VARCHAR(40), 
	address VARCHAR, 
	subdistrict_code VARCHAR, 
	village_code VARCHAR, 
	place VARCHAR, 
	chair VARCHAR, 
	secretary VARCHAR, 
	treasurer VARCHAR, 
	supervisor VARCHAR, 
	manager VARCHAR, 
	board_term_ends_on DATE, 
	phone VARCHAR, 
	nik_status VARCHAR(40), 
	certificate_expires_on DATE, 
	ods_grade VARCHAR(40), 
	officer_id INTEGER, 
	note VARCHAR, 
	CONSTRAINT ck_cooperative_nik_13_digits CHECK (length(nik) = 13 AND nik NOT GLOB '*[^0-9]*'), 
	CONSTRAINT ck_cooperative_name_filled CHECK (length(name) BETWEEN 1 AND 200), 
	CONSTRAINT fk_cooperative_officer_id FOREIGN KEY(officer_id) REFERENCES officer (id), 
	CONSTRAINT fk_cooperative_subdistrict_code FOREIGN KEY(subdistrict_code) REFERENCES region (code), 
	CONSTRAINT fk_cooperative_village_code FOREIGN KEY(village_code) REFERENCES region (code), 
	CONSTRAINT ck_cooperative_form CHECK (form IN ('primary-national', 'primary-provincial', 'primary-district', 'secondary-national', 'secondary-provincial', 'secondary-district')), 
	CONSTRAINT ck_cooperative_sector CHECK (sector IN ('producer', 'consumer', 'services', 'marketing', 'savings-loan')), 
	CONSTRAINT ck_cooperative_category CHECK (category IN ('kud', 'ksu', 'ksp', 'kpri', 'kopwan', 'koppontren', 'kspps', 'kopkar', 'army', 'navy', 'air-force', 'police', 'pepabri', 'agriculture', 'plantation', 'livestock', 'fishers', 'forestry', 'kopti', 'kopra', 'kopinkra', 'koppas', 'land-transport', 'sea-transport', 'air-transport', 'river-transport', 'ferry-transport', 'tourism', 'telkom', 'housing', 'kbpr', 'rural-electricity', 'insurance', 'profession', 'veterans', 'wredatama', 'students', 'youth', 'mining', 'street-vendors', 'jamu-vendors', 'secondary', 'other')), 
	CONSTRAINT ck_cooperative_industry CHECK (industry IN ('agriculture', 'mining', 'manufacturing', 'electricity-gas', 'water-waste', 'construction', 'trade', 'transport', 'accommodation-food', 'information', 'finance-insurance', 'real-estate', 'business-services', 'public-administration', 'education', 'health-social', 'other-services')), 
	CONSTRAINT ck_cooperative_management CHECK (management IN ('conventional', 'sharia')), 
	CONSTRAINT ck_cooperative_line CHECK (line IN ('farm-processing', 'fishery', 'food-processing', 'plantation', 'forest', 'livestock', 'craft', 'retail', 'finance', 'transport', 'tourism', 'services-other', 'other')), 
	CONSTRAINT ck_cooperative_nik_status CHECK (nik_status IN ('uncertified', 'certified', 'certificate-active', 'certificate-expired')), 
	CONSTRAINT ck_cooperative_grade CHECK (ods_grade IN ('A', 'B', 'C1', 'C2', 'C3', 'D'))
);
CREATE INDEX ix_cooperative_legal_key ON cooperative (legal_key);
CREATE INDEX ix_cooperative_name_key ON cooperative (name_key);
CREATE INDEX ix_cooperative_subdistrict_code ON cooperative (subdistrict_code);
CREATE UNIQUE INDEX uq_cooperative_nik ON cooperative (nik) WHERE withdrawn_at IS NULL;
CREATE TABLE financing (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	cooperative_id INTEGER NOT NULL, 
	lender VARCHAR NOT NULL, 
	scheme VARCHAR(40) NOT NULL, 
	requested_amount INTEGER, 
	requested_on DATE, 
	approved_amount INTEGER, 
	approved_on DATE, 
	disbursed_amount INTEGER, 
	disbursed_on DATE, 
	rejected_on DATE, 
	note VARCHAR, 
	CONSTRAINT ck_financing_approved_amount_not_negative CHECK (approved_amount >= 0), 
	CONSTRAINT ck_financing_disbursed_amount_not_negative CHECK (disbursed_amount >= 0), 
	CONSTRAINT ck_financing_lender_filled CHECK (length(lender) BETWEEN 1 AND 200), 
	CONSTRAINT ck_financing_requested_amount_not_negative CHECK (requested_amount >= 0), 
	CONSTRAINT fk_financing_cooperative_id FOREIGN KEY(cooperative_id) REFERENCES cooperative (id), 
	CONSTRAINT ck_financing_scheme CHECK (scheme IN ('bank', 'kur', 'lpdb', 'csr', 'grant', 'other'))
);
CREATE INDEX ix_financing_cooperative_id ON financing (cooperative_id);
CREATE TABLE mentoring_session (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	kind VARCHAR(40) NOT NULL, 
	topic VARCHAR, 
	planned_on DATE, 
	held_on DATE, 
	place VARCHAR, 
	mentor VARCHAR, 
	officer_id INTEGER, 
	hours FLOAT, 
	funding VARCHAR, 
	CONSTRAINT ck_mentoring_session_hours CHECK (hours BETWEEN 0 AND 1000), 
	CONSTRAINT ck_mentoring_session_has_a_day CHECK (planned_on IS NOT NULL OR held_on IS NOT NULL), 
	CONSTRAINT fk_mentoring_session_officer_id FOREIGN KEY(officer_id) REFERENCES officer (id), 
	CONSTRAINT ck_mentoring_session_session_kind CHECK (kind IN ('mentoring', 'special-mentoring', 'training', 'extension', 'consultation', 'visit', 'field-verification', 'review', 'reminder-letter', 'rat-facilitation', 'board-renewal', 'bylaws', 'bookkeeping', 'marketing', 'capital', 'digital', 'health-audit', 'merger', 'dissolution-proposal'))
);
CREATE TABLE office (
	id INTEGER NOT NULL, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	name VARCHAR, 
	head VARCHAR, 
	city VARCHAR, 
	region_code VARCHAR, 
	time_zone VARCHAR(40) NOT NULL, 
	thresholds VARCHAR, 
	invented BOOLEAN NOT NULL, 
	fixed_today DATE, 
	CONSTRAINT pk_office PRIMARY KEY (id), 
	CONSTRAINT ck_office_one_row CHECK (id = 1), 
	CONSTRAINT ck_office_invented CHECK (invented IN (0, 1)), 
	CONSTRAINT ck_office_time_zone CHECK (time_zone IN ('wib', 'wita', 'wit'))
);
CREATE TABLE officer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	name VARCHAR NOT NULL, 
	role VARCHAR, 
	CONSTRAINT ck_officer_name_filled CHECK (length(name) BETWEEN 1 AND 200)
);
CREATE UNIQUE INDEX uq_officer_name ON officer (name) WHERE withdrawn_at IS NULL;
CREATE TABLE officer_subdistrict (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	officer_id INTEGER NOT NULL, 
	subdistrict_code VARCHAR NOT NULL, 
	CONSTRAINT fk_officer_subdistrict_officer_id FOREIGN KEY(officer_id) REFERENCES officer (id), 
	CONSTRAINT fk_officer_subdistrict_subdistrict_code FOREIGN KEY(subdistrict_code) REFERENCES region (code)
);
CREATE INDEX ix_officer_subdistrict_officer_id ON officer_subdistrict (officer_id);
CREATE INDEX ix_officer_subdistrict_subdistrict_code ON officer_subdistrict (subdistrict_code);
CREATE UNIQUE INDEX uq_officer_subdistrict ON officer_subdistrict (officer_id, subdistrict_code) WHERE withdrawn_at IS NULL;
CREATE TABLE operation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	command VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	undoes INTEGER, 
	CONSTRAINT fk_operation_undoes FOREIGN KEY(undoes) REFERENCES operation (id)
);
CREATE INDEX ix_operation_undoes ON operation (undoes);
CREATE TABLE product (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	cooperative_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	line VARCHAR(40), 
	year INTEGER NOT NULL, 
	capacity FLOAT, 
	unit VARCHAR, 
	market_reach VARCHAR(40), 
	certificates VARCHAR, 
	CONSTRAINT ck_product_capacity_not_negative CHECK (capacity >= 0), 
	CONSTRAINT ck_product_name_filled CHECK (length(name) BETWEEN 1 AND 200), 
	CONSTRAINT ck_product_year CHECK (year BETWEEN 1900 AND 2100), 
	CONSTRAINT fk_product_cooperative_id FOREIGN KEY(cooperative_id) REFERENCES cooperative (id), 
	CONSTRAINT ck_product_line CHECK (line IN ('farm-processing', 'fishery', 'food-processing', 'plantation', 'forest', 'livestock', 'craft', 'retail', 'finance', 'transport', 'tourism', 'services-other', 'other')), 
	CONSTRAINT ck_product_market_reach CHECK (market_reach IN ('local', 'provincial', 'interprovincial', 'export'))
);
CREATE INDEX ix_product_cooperative_id ON product (cooperative_id);
CREATE UNIQUE INDEX uq_product_year ON product (cooperative_id, name, year) WHERE withdrawn_at IS NULL;
CREATE TABLE publication (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	"on" DATE NOT NULL, 
	published_at VARCHAR NOT NULL, 
	audience VARCHAR NOT NULL, 
	headline VARCHAR NOT NULL, 
	figures VARCHAR NOT NULL, 
	CONSTRAINT ck_publication_audience_filled CHECK (length(audience) BETWEEN 1 AND 200)
);
CREATE TABLE region (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	level VARCHAR(40) NOT NULL, 
	kind VARCHAR(40), 
	parent_code VARCHAR, 
	bps_code VARCHAR, 
	aliases VARCHAR, 
	CONSTRAINT ck_region_name_filled CHECK (length(name) BETWEEN 1 AND 200), 
	CONSTRAINT fk_region_parent_code FOREIGN KEY(parent_code) REFERENCES region (code), 
	CONSTRAINT uq_region_code UNIQUE (code), 
	CONSTRAINT ck_region_region_level CHECK (level IN ('district', 'subdistrict', 'village')), 
	CONSTRAINT ck_region_region_kind CHECK (kind IN ('kabupaten', 'kota', 'kecamatan', 'kelurahan', 'desa', 'pekon'))
);
CREATE INDEX ix_region_parent_code ON region (parent_code);
CREATE TABLE revitalization (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	cooperative_id INTEGER NOT NULL, 
	opened_on DATE NOT NULL, 
	decree VARCHAR, 
	next_on DATE, 
	closed_on DATE, 
	outcome VARCHAR(40), 
	note VARCHAR, 
	CONSTRAINT ck_revitalization_closed_with_outcome CHECK ((closed_on IS NOT NULL) = (outcome IS NOT NULL AND outcome <> 'extended')), 
	CONSTRAINT ck_revitalization_closed_after_opened CHECK (closed_on >= opened_on), 
	CONSTRAINT fk_revitalization_cooperative_id FOREIGN KEY(cooperative_id) REFERENCES cooperative (id), 
	CONSTRAINT ck_revitalization_outcome CHECK (outcome IN ('reactivated', 'extended', 'dissolution-proposed'))
);
CREATE INDEX ix_revitalization_cooperative_id ON revitalization (cooperative_id);
CREATE UNIQUE INDEX uq_revitalization_open ON revitalization (cooperative_id) WHERE withdrawn_at IS NULL AND closed_on IS NULL;
CREATE TABLE revitalization_cause (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	revitalization_id INTEGER NOT NULL, 
	cause VARCHAR(40) NOT NULL, 
	found_on DATE NOT NULL, 
	note VARCHAR, 
	CONSTRAINT fk_revitalization_cause_revitalization_id FOREIGN KEY(revitalization_id) REFERENCES revitalization (id), 
	CONSTRAINT ck_revitalization_cause_cause CHECK (cause IN ('board-inactive', 'no-rat', 'no-business', 'untraceable', 'inherited-data', 'members-left', 'no-benefit', 'low-understanding', 'weak-management', 'poor-bookkeeping', 'no-transparency', 'little-capital', 'bad-loans', 'outside-debt', 'falling-business', 'marketing', 'parent-closed', 'formed-for-aid', 'little-guidance', 'internal-conflict', 'technology', 'other'))
);
CREATE INDEX ix_revitalization_cause_revitalization_id ON revitalization_cause (revitalization_id);
CREATE UNIQUE INDEX uq_revitalization_cause ON revitalization_cause (revitalization_id, cause) WHERE withdrawn_at IS NULL;
CREATE TABLE status_change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	cooperative_id INTEGER NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	effective_on DATE NOT NULL, 
	reason VARCHAR, 
	decree VARCHAR, 
	CONSTRAINT fk_status_change_cooperative_id FOREIGN KEY(cooperative_id) REFERENCES cooperative (id), 
	CONSTRAINT ck_status_change_status CHECK (status IN ('active', 'inactive', 'dissolved'))
);
CREATE INDEX ix_status_change_history ON status_change (cooperative_id, effective_on, id, status, recorded_at, withdrawn_at);
CREATE UNIQUE INDEX uq_status_change_day ON status_change (cooperative_id, effective_on) WHERE withdrawn_at IS NULL;
CREATE TABLE tag (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	cooperative_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT ck_tag_name_filled CHECK (length(name) BETWEEN 1 AND 50), 
	CONSTRAINT fk_tag_cooperative_id FOREIGN KEY(cooperative_id) REFERENCES cooperative (id)
);
CREATE INDEX ix_tag_cooperative_id ON tag (cooperative_id);
CREATE UNIQUE INDEX uq_tag_cooperative_id_name ON tag (cooperative_id, name) WHERE withdrawn_at IS NULL;
CREATE TABLE target (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	year INTEGER NOT NULL, 
	quarter INTEGER, 
	indicator VARCHAR(40) NOT NULL, 
	value FLOAT NOT NULL, 
	CONSTRAINT ck_target_quarter CHECK (quarter BETWEEN 1 AND 4), 
	CONSTRAINT ck_target_value_not_negative CHECK (value >= 0), 
	CONSTRAINT ck_target_year CHECK (year BETWEEN 1900 AND 2100), 
	CONSTRAINT ck_target_indicator CHECK (indicator IN ('active-share', 'rat-held', 'cooperatives-mentored', 'people-trained', 'cooperatives-reactivated', 'cooperatives-healthy'))
);
CREATE UNIQUE INDEX uq_target ON target (year, coalesce(quarter, 0), indicator) WHERE withdrawn_at IS NULL;
