BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
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
INSERT INTO "annual_report" VALUES(1,'2023-01-30T03:00:00Z',NULL,1,2019,NULL,'2020-03-20',1,14,19,0,3,120900000,42300000,163200000,343800000,20600000,NULL,NULL);
INSERT INTO "annual_report" VALUES(2,'2023-01-30T03:00:00Z',NULL,1,2020,NULL,'2021-04-23',1,14,20,0,3,126450000,44250000,170700000,359600000,4300000,NULL,NULL);
INSERT INTO "annual_report" VALUES(3,'2023-01-30T03:00:00Z',NULL,1,2021,NULL,'2022-06-03',1,14,21,0,3,131250000,45950000,177200000,373300000,21300000,NULL,NULL);
INSERT INTO "annual_report" VALUES(4,'2023-08-29T08:23:19Z',NULL,1,2022,NULL,'2023-08-11',1,15,21,0,3,158100000,55350000,213450000,449700000,-3000000,NULL,NULL);
INSERT INTO "annual_report" VALUES(5,'2024-04-22T06:35:11Z',NULL,1,2023,'2024-04-09','2024-04-16',1,15,22,0,3,169750000,59400000,229150000,482850000,7750000,NULL,NULL);
INSERT INTO "annual_report" VALUES(6,'2025-02-17T01:50:26Z',NULL,1,2024,NULL,'2025-02-08',1,16,22,0,3,183700000,64300000,248000000,522500000,18850000,NULL,NULL);
INSERT INTO "annual_report" VALUES(7,'2023-01-30T03:00:00Z',NULL,2,2020,NULL,NULL,1,0,23,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "annual_report" VALUES(8,'2023-01-30T03:00:00Z',NULL,2,2021,'2022-04-29','2022-04-29',1,0,25,0,3,167600000,33500000,201100000,456950000,16550000,NULL,NULL);
INSERT INTO "annual_report" VALUES(9,'2023-05-29T01:05:45Z',NULL,2,2022,NULL,'2023-05-09',1,0,27,0,3,182450000,36500000,218950000,497400000,21700000,NULL,NULL);
INSERT INTO "annual_report" VALUES(10,'2024-03-05T01:56:27Z',NULL,2,2023,NULL,'2024-02-21',1,0,29,0,3,210100000,42000000,252100000,572900000,21550000,NULL,NULL);
INSERT INTO "annual_report" VALUES(11,'2023-01-30T03:00:00Z',NULL,4,2019,NULL,'2020-04-17',1,15,10,0,1,109850000,0,109850000,226300000,3000000,NULL,NULL);
INSERT INTO "annual_report" VALUES(12,'2023-01-30T03:00:00Z',NULL,4,2020,NULL,NULL,1,15,10,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "annual_report" VALUES(13,'2023-08-03T06:29:18Z',NULL,4,2022,NULL,NULL,0,15,10,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "annual_report" VALUES(14,'2024-09-25T02:52:03Z',NULL,4,2023,NULL,'2024-09-18',1,15,10,0,1,131100000,0,131100000,270100000,9900000,NULL,NULL);
INSERT INTO "annual_report" VALUES(15,'2023-01-30T03:00:00Z',NULL,5,2019,NULL,NULL,0,21,4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "annual_report" VALUES(16,'2023-09-07T06:35:29Z',NULL,5,2022,NULL,'2023-08-24',1,21,4,0,1,136000000,13600000,149600000,501350000,18500000,NULL,NULL);
INSERT INTO "annual_report" VALUES(17,'2023-01-30T03:00:00Z',NULL,6,2019,NULL,NULL,1,21,3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "annual_report" VALUES(18,'2024-05-06T06:08:09Z',NULL,6,2023,NULL,'2024-04-24',1,21,3,0,0,134300000,0,134300000,318800000,-2950000,NULL,NULL);
INSERT INTO "annual_report" VALUES(19,'2023-01-30T03:00:00Z',NULL,7,2019,NULL,NULL,1,19,6,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "annual_report" VALUES(20,'2024-12-10T01:29:01Z',NULL,7,2023,NULL,'2024-12-04',1,23,6,0,3,215850000,75550000,291400000,232750000,7400000,NULL,NULL);
INSERT INTO "annual_report" VALUES(21,'2023-01-30T03:00:00Z',NULL,8,2019,NULL,'2020-02-24',1,17,8,0,1,111200000,0,111200000,337750000,17450000,NULL,NULL);
INSERT INTO "annual_report" VALUES(22,'2023-01-30T03:00:00Z',NULL,8,2020,NULL,'2021-09-10',1,17,8,0,1,114700000,0,114700000,348400000,-2900000,NULL,NULL);
INSERT INTO "annual_report" VALUES(23,'2023-01-30T03:00:00Z',NULL,9,2020,NULL,'2021-02-05',1,0,27,0,1,119300000,71600000,190900000,152250000,1200000,NULL,NULL);
INSERT INTO "annual_report" VALUES(24,'2023-02-13T06:04:49Z',NULL,9,2022,'2023-02-08','2023-02-08',1,0,27,0,1,134550000,80750000,215300000,171700000,650000,NULL,NULL);
INSERT INTO "annual_report" VALUES(25,'2024-02-27T02:11:56Z',NULL,9,2023,'2024-02-02','2024-02-09',1,0,27,0,1,138550000,83100000,221650000,176800000,-1200000,NULL,NULL);
INSERT INTO "annual_report" VALUES(26,'2023-01-30T03:00:00Z',NULL,10,2019,'2020-04-24','2020-04-24',1,15,18,0,3,109800000,38450000,148250000,248600000,1700000,NULL,NULL);
INSERT INTO "annual_report" VALUES(27,'2023-01-30T03:00:00Z',NULL,10,2020,NULL,'2021-06-25',1,15,18,0,3,124450000,43550000,168000000,281650000,300000,NULL,NULL);
INSERT INTO "annual_report" VALUES(28,'2023-01-30T03:00:00Z',NULL,10,2021,'2022-04-15','2022-04-22',1,15,18,0,3,124250000,43500000,167750000,281200000,3550000,NULL,NULL);
INSERT INTO "annual_report" VALUES(29,'2023-05-01T02:53:59Z',NULL,10,2022,NULL,'2023-04-20',1,15,18,0,3,135600000,47450000,183050000,306950000,6300000,NULL,NULL);
INSERT INTO "annual_report" VALUES(30,'2023-01-30T03:00:00Z',NULL,11,2019,NULL,NULL,0,15,8,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "annual_report" VALUES(31,'2023-05-22T07:07:16Z',NULL,11,2022,NULL,'2023-05-16',1,16,10,0,1,176350000,0,176350000,286750000,-2250000,NULL,NULL);
INSERT INTO "annual_report" VALUES(32,'2024-03-11T08:55:04Z',NULL,11,2023,'2024-02-28','2024-03-06',1,17,10,0,1,178750000,0,178750000,290700000,-2850000,NULL,NULL);
INSERT INTO "annual_report" VALUES(33,'2023-01-30T03:00:00Z',NULL,12,2021,'2022-03-01','2022-03-08',1,14,13,0,3,113000000,67800000,180800000,338600000,16400000,NULL,NULL);
INSERT INTO "annual_report" VALUES(34,'2023-05-15T05:13:19Z',NULL,12,2022,'2023-05-09','2023-05-09',1,15,13,0,3,117650000,70600000,188250000,352400000,-750000,NULL,NULL);
INSERT INTO "annual_report" VALUES(35,'2024-03-11T05:10:59Z',NULL,12,2023,NULL,'2024-02-22',1,15,14,0,3,125900000,75550000,201450000,377150000,1600000,NULL,NULL);
INSERT INTO "annual_report" VALUES(36,'2023-01-30T03:00:00Z',NULL,13,2021,NULL,NULL,1,3,3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "annual_report" VALUES(37,'2024-06-03T01:01:58Z',NULL,15,2023,'2024-05-31','2024-05-31',1,7,17,0,1,145600000,14550000,160150000,382750000,8900000,NULL,NULL);
INSERT INTO "annual_report" VALUES(38,'2025-02-04T04:02:43Z',NULL,16,2024,NULL,NULL,1,8,18,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "annual_report" VALUES(39,'2025-01-27T02:43:38Z',NULL,2,2024,'2025-03-04','2025-02-12',NULL,14,NULL,NULL,NULL,NULL,NULL,NULL,350000000,NULL,NULL,NULL);
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
INSERT INTO "attendance" VALUES(1,'2023-03-10T02:51:49Z',NULL,1,11,1,2,'Pengurus tinggal dua orang, kebun anggota masih terawat',NULL,NULL,1);
INSERT INTO "attendance" VALUES(2,'2023-03-15T04:37:14Z',NULL,2,11,8,8,'Pengurus baru terpilih','2023-04-14','2023-04-12',1);
INSERT INTO "attendance" VALUES(3,'2023-04-05T06:13:55Z',NULL,3,2,0,3,'Peserta memahami hak dan kewajiban anggota',NULL,NULL,NULL);
INSERT INTO "attendance" VALUES(4,'2023-05-05T03:37:43Z',NULL,4,5,2,2,'Dua koperasi menyiapkan berkas','2023-06-05','2023-06-12',2);
INSERT INTO "attendance" VALUES(5,'2023-06-01T08:45:14Z',NULL,5,11,14,5,'RAT tahun buku 2022 terlaksana',NULL,NULL,1);
INSERT INTO "attendance" VALUES(6,'2023-06-22T06:19:10Z',NULL,6,11,2,0,'Layak diusulkan aktif kembali',NULL,NULL,1);
INSERT INTO "attendance" VALUES(7,'2023-07-10T04:44:15Z',NULL,7,5,14,2,'Lelang dibuka dua kali sepekan',NULL,NULL,2);
INSERT INTO "attendance" VALUES(8,'2023-09-25T03:23:10Z',NULL,8,5,1,0,'Layak diusulkan aktif kembali',NULL,NULL,2);
INSERT INTO "attendance" VALUES(9,'2023-09-25T01:28:30Z',NULL,9,4,NULL,NULL,'Surat terkirim','2023-10-12','2023-10-10',NULL);
INSERT INTO "attendance" VALUES(10,'2023-09-25T01:28:30Z',NULL,9,13,NULL,NULL,'Surat terkirim','2023-10-12','2023-10-10',NULL);
INSERT INTO "attendance" VALUES(11,'2023-10-02T05:36:48Z',NULL,10,6,1,3,'Sebelas perahu masih melaut',NULL,NULL,3);
INSERT INTO "attendance" VALUES(12,'2023-11-23T03:27:26Z',NULL,11,6,3,0,'Rencana usaha disepakati anggota','2023-12-15','2023-12-20',3);
INSERT INTO "attendance" VALUES(13,'2024-02-20T07:23:04Z',NULL,12,6,6,1,'Proposal diperbaiki bersama','2024-03-07','2024-03-14',3);
INSERT INTO "attendance" VALUES(14,'2024-03-04T01:10:19Z',NULL,13,3,3,1,'Alamat tidak ditemukan',NULL,NULL,4);
INSERT INTO "attendance" VALUES(15,'2024-03-06T01:23:03Z',NULL,14,4,2,2,'Pengurus dapat ditemui',NULL,NULL,5);
INSERT INTO "attendance" VALUES(16,'2024-05-06T06:19:11Z',NULL,15,6,16,1,'RAT tahun buku 2023 terlaksana',NULL,NULL,3);
INSERT INTO "attendance" VALUES(17,'2024-05-16T04:15:28Z',NULL,16,7,1,0,'Jalan sulit, nelayan menjual sendiri-sendiri',NULL,NULL,6);
INSERT INTO "attendance" VALUES(18,'2024-05-27T04:16:50Z',NULL,17,6,1,0,'Nelayan layak diusulkan aktif; tapis belum berproduksi tetap',NULL,NULL,3);
INSERT INTO "attendance" VALUES(19,'2024-07-18T08:21:22Z',NULL,18,4,4,3,'Pembeli meminta contoh biji','2024-08-05','2024-08-05',5);
INSERT INTO "attendance" VALUES(20,'2024-08-26T08:02:41Z',NULL,19,7,15,3,'Pengurus baru terpilih',NULL,NULL,6);
INSERT INTO "attendance" VALUES(21,'2024-09-23T04:03:05Z',NULL,20,14,0,8,'Kemasan baru dicoba','2025-01-20',NULL,NULL);
INSERT INTO "attendance" VALUES(22,'2024-09-23T04:03:05Z',NULL,20,15,1,3,'Kemasan baru dicoba','2025-01-20',NULL,NULL);
INSERT INTO "attendance" VALUES(23,'2024-09-23T04:03:05Z',NULL,20,16,0,4,'Kemasan baru dicoba','2025-01-20',NULL,NULL);
INSERT INTO "attendance" VALUES(24,'2024-09-20T03:52:35Z',NULL,21,4,6,4,'RAT tahun buku 2023 terlaksana',NULL,NULL,5);
INSERT INTO "attendance" VALUES(25,'2024-10-11T03:49:19Z',NULL,22,7,2,3,'Berkas diserahkan','2024-11-04','2024-11-12',6);
INSERT INTO "attendance" VALUES(26,'2024-10-24T01:07:54Z',NULL,23,4,2,2,'Lada layak diusulkan aktif; kelapa diperpanjang',NULL,NULL,5);
INSERT INTO "attendance" VALUES(27,'2024-11-21T05:28:56Z',NULL,24,3,2,0,'Tidak ada sanggahan',NULL,NULL,4);
INSERT INTO "attendance" VALUES(28,'2024-11-28T06:37:07Z',NULL,25,13,2,1,'Pengurus dapat ditemui',NULL,NULL,7);
INSERT INTO "attendance" VALUES(29,'2024-12-09T04:45:18Z',NULL,26,7,14,3,'RAT tahun buku 2023 terlaksana',NULL,NULL,6);
INSERT INTO "attendance" VALUES(30,'2025-01-13T08:44:09Z',NULL,27,7,1,1,'Layak diusulkan aktif kembali',NULL,NULL,6);
INSERT INTO "attendance" VALUES(31,'2025-02-14T04:03:53Z',NULL,28,8,1,1,'Kandang ada, ternak dijual',NULL,NULL,9);
INSERT INTO "attendance" VALUES(32,'2025-01-28T05:09:58Z',NULL,29,12,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "attendance" VALUES(33,'2025-02-16T20:17:36Z',NULL,30,17,NULL,NULL,NULL,NULL,NULL,10);
INSERT INTO "attendance" VALUES(34,'2025-02-16T20:17:36Z',NULL,31,2,3,4,NULL,NULL,NULL,NULL);
INSERT INTO "attendance" VALUES(35,'2025-02-16T20:17:36Z',NULL,31,3,1,1,NULL,NULL,NULL,NULL);
INSERT INTO "attendance" VALUES(36,'2025-02-16T20:17:36Z',NULL,32,4,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "attendance" VALUES(37,'2025-02-16T20:17:37Z','2025-02-16T20:17:37Z',33,6,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "change" VALUES(1,1,'office',1,'insert',NULL);
INSERT INTO "change" VALUES(2,1,'officer',1,'insert',NULL);
INSERT INTO "change" VALUES(3,1,'officer',2,'insert',NULL);
INSERT INTO "change" VALUES(4,1,'officer',3,'insert',NULL);
INSERT INTO "change" VALUES(5,1,'officer',4,'insert',NULL);
INSERT INTO "change" VALUES(6,1,'officer',5,'insert',NULL);
INSERT INTO "change" VALUES(7,1,'publication',1,'insert',NULL);
INSERT INTO "change" VALUES(8,1,'publication',2,'insert',NULL);
INSERT INTO "change" VALUES(9,1,'publication',3,'insert',NULL);
INSERT INTO "change" VALUES(10,1,'region',1,'insert',NULL);
INSERT INTO "change" VALUES(11,1,'region',2,'insert',NULL);
INSERT INTO "change" VALUES(12,1,'region',3,'insert',NULL);
INSERT INTO "change" VALUES(13,1,'region',4,'insert',NULL);
INSERT INTO "change" VALUES(14,1,'region',5,'insert',NULL);
INSERT INTO "change" VALUES(15,1,'region',6,'insert',NULL);
INSERT INTO "change" VALUES(16,1,'region',7,'insert',NULL);
INSERT INTO "change" VALUES(17,1,'region',8,'insert',NULL);
INSERT INTO "change" VALUES(18,1,'region',9,'insert',NULL);
INSERT INTO "change" VALUES(19,1,'region',10,'insert',NULL);
INSERT INTO "change" VALUES(20,1,'region',11,'insert',NULL);
INSERT INTO "change" VALUES(21,1,'region',12,'insert',NULL);
INSERT INTO "change" VALUES(22,1,'region',13,'insert',NULL);
INSERT INTO "change" VALUES(23,1,'region',14,'insert',NULL);
INSERT INTO "change" VALUES(24,1,'region',15,'insert',NULL);
INSERT INTO "change" VALUES(25,1,'region',16,'insert',NULL);
INSERT INTO "change" VALUES(26,1,'region',17,'insert',NULL);
INSERT INTO "change" VALUES(27,1,'region',18,'insert',NULL);
INSERT INTO "change" VALUES(28,1,'region',19,'insert',NULL);
INSERT INTO "change" VALUES(29,1,'region',20,'insert',NULL);
INSERT INTO "change" VALUES(30,1,'region',21,'insert',NULL);
INSERT INTO "change" VALUES(31,1,'region',22,'insert',NULL);
INSERT INTO "change" VALUES(32,1,'region',23,'insert',NULL);
INSERT INTO "change" VALUES(33,1,'region',24,'insert',NULL);
INSERT INTO "change" VALUES(34,1,'region',25,'insert',NULL);
INSERT INTO "change" VALUES(35,1,'region',26,'insert',NULL);
INSERT INTO "change" VALUES(36,1,'region',27,'insert',NULL);
INSERT INTO "change" VALUES(37,1,'target',1,'insert',NULL);
INSERT INTO "change" VALUES(38,1,'target',2,'insert',NULL);
INSERT INTO "change" VALUES(39,1,'target',3,'insert',NULL);
INSERT INTO "change" VALUES(40,1,'target',4,'insert',NULL);
INSERT INTO "change" VALUES(41,1,'target',5,'insert',NULL);
INSERT INTO "change" VALUES(42,1,'target',6,'insert',NULL);
INSERT INTO "change" VALUES(43,1,'target',7,'insert',NULL);
INSERT INTO "change" VALUES(44,1,'target',8,'insert',NULL);
INSERT INTO "change" VALUES(45,1,'target',9,'insert',NULL);
INSERT INTO "change" VALUES(46,1,'target',10,'insert',NULL);
INSERT INTO "change" VALUES(47,1,'target',11,'insert',NULL);
INSERT INTO "change" VALUES(48,1,'target',12,'insert',NULL);
INSERT INTO "change" VALUES(49,1,'target',13,'insert',NULL);
INSERT INTO "change" VALUES(50,1,'target',14,'insert',NULL);
INSERT INTO "change" VALUES(51,1,'target',15,'insert',NULL);
INSERT INTO "change" VALUES(52,1,'target',16,'insert',NULL);
INSERT INTO "change" VALUES(53,1,'target',17,'insert',NULL);
INSERT INTO "change" VALUES(54,1,'target',18,'insert',NULL);
INSERT INTO "change" VALUES(55,1,'target',19,'insert',NULL);
INSERT INTO "change" VALUES(56,1,'target',20,'insert',NULL);
INSERT INTO "change" VALUES(57,1,'target',21,'insert',NULL);
INSERT INTO "change" VALUES(58,1,'target',22,'insert',NULL);
INSERT INTO "change" VALUES(59,1,'target',23,'insert',NULL);
INSERT INTO "change" VALUES(60,1,'target',24,'insert',NULL);
INSERT INTO "change" VALUES(61,1,'target',25,'insert',NULL);
INSERT INTO "change" VALUES(62,1,'target',26,'insert',NULL);
INSERT INTO "change" VALUES(63,1,'target',27,'insert',NULL);
INSERT INTO "change" VALUES(64,1,'target',28,'insert',NULL);
INSERT INTO "change" VALUES(65,1,'target',29,'insert',NULL);
INSERT INTO "change" VALUES(66,1,'target',30,'insert',NULL);
INSERT INTO "change" VALUES(67,1,'target',31,'insert',NULL);
INSERT INTO "change" VALUES(68,1,'target',32,'insert',NULL);
INSERT INTO "change" VALUES(69,1,'target',33,'insert',NULL);
INSERT INTO "change" VALUES(70,1,'target',34,'insert',NULL);
INSERT INTO "change" VALUES(71,1,'target',35,'insert',NULL);
INSERT INTO "change" VALUES(72,1,'target',36,'insert',NULL);
INSERT INTO "change" VALUES(73,1,'target',37,'insert',NULL);
INSERT INTO "change" VALUES(74,1,'target',38,'insert',NULL);
INSERT INTO "change" VALUES(75,1,'target',39,'insert',NULL);
INSERT INTO "change" VALUES(76,1,'target',40,'insert',NULL);
INSERT INTO "change" VALUES(77,1,'target',41,'insert',NULL);
INSERT INTO "change" VALUES(78,1,'target',42,'insert',NULL);
INSERT INTO "change" VALUES(79,1,'target',43,'insert',NULL);
INSERT INTO "change" VALUES(80,1,'target',44,'insert',NULL);
INSERT INTO "change" VALUES(81,1,'target',45,'insert',NULL);
INSERT INTO "change" VALUES(82,1,'target',46,'insert',NULL);
INSERT INTO "change" VALUES(83,1,'target',47,'insert',NULL);
INSERT INTO "change" VALUES(84,1,'target',48,'insert',NULL);
INSERT INTO "change" VALUES(85,1,'cooperative',1,'insert',NULL);
INSERT INTO "change" VALUES(86,1,'cooperative',2,'insert',NULL);
INSERT INTO "change" VALUES(87,1,'cooperative',3,'insert',NULL);
INSERT INTO "change" VALUES(88,1,'cooperative',4,'insert',NULL);
INSERT INTO "change" VALUES(89,1,'cooperative',5,'insert',NULL);
INSERT INTO "change" VALUES(90,1,'cooperative',6,'insert',NULL);
INSERT INTO "change" VALUES(91,1,'cooperative',7,'insert',NULL);
INSERT INTO "change" VALUES(92,1,'cooperative',8,'insert',NULL);
INSERT INTO "change" VALUES(93,1,'cooperative',9,'insert',NULL);
INSERT INTO "change" VALUES(94,1,'cooperative',10,'insert',NULL);
INSERT INTO "change" VALUES(95,1,'cooperative',11,'insert',NULL);
INSERT INTO "change" VALUES(96,1,'cooperative',12,'insert',NULL);
INSERT INTO "change" VALUES(97,1,'cooperative',13,'insert',NULL);
INSERT INTO "change" VALUES(98,1,'cooperative',14,'insert',NULL);
INSERT INTO "change" VALUES(99,1,'cooperative',15,'insert',NULL);
INSERT INTO "change" VALUES(100,1,'cooperative',16,'insert',NULL);
INSERT INTO "change" VALUES(101,1,'mentoring_session',1,'insert',NULL);
INSERT INTO "change" VALUES(102,1,'mentoring_session',2,'insert',NULL);
INSERT INTO "change" VALUES(103,1,'mentoring_session',3,'insert',NULL);
INSERT INTO "change" VALUES(104,1,'mentoring_session',4,'insert',NULL);
INSERT INTO "change" VALUES(105,1,'mentoring_session',5,'insert',NULL);
INSERT INTO "change" VALUES(106,1,'mentoring_session',6,'insert',NULL);
INSERT INTO "change" VALUES(107,1,'mentoring_session',7,'insert',NULL);
INSERT INTO "change" VALUES(108,1,'mentoring_session',8,'insert',NULL);
INSERT INTO "change" VALUES(109,1,'mentoring_session',9,'insert',NULL);
INSERT INTO "change" VALUES(110,1,'mentoring_session',10,'insert',NULL);
INSERT INTO "change" VALUES(111,1,'mentoring_session',11,'insert',NULL);
INSERT INTO "change" VALUES(112,1,'mentoring_session',12,'insert',NULL);
INSERT INTO "change" VALUES(113,1,'mentoring_session',13,'insert',NULL);
INSERT INTO "change" VALUES(114,1,'mentoring_session',14,'insert',NULL);
INSERT INTO "change" VALUES(115,1,'mentoring_session',15,'insert',NULL);
INSERT INTO "change" VALUES(116,1,'mentoring_session',16,'insert',NULL);
INSERT INTO "change" VALUES(117,1,'mentoring_session',17,'insert',NULL);
INSERT INTO "change" VALUES(118,1,'mentoring_session',18,'insert',NULL);
INSERT INTO "change" VALUES(119,1,'mentoring_session',19,'insert',NULL);
INSERT INTO "change" VALUES(120,1,'mentoring_session',20,'insert',NULL);
INSERT INTO "change" VALUES(121,1,'mentoring_session',21,'insert',NULL);
INSERT INTO "change" VALUES(122,1,'mentoring_session',22,'insert',NULL);
INSERT INTO "change" VALUES(123,1,'mentoring_session',23,'insert',NULL);
INSERT INTO "change" VALUES(124,1,'mentoring_session',24,'insert',NULL);
INSERT INTO "change" VALUES(125,1,'mentoring_session',25,'insert',NULL);
INSERT INTO "change" VALUES(126,1,'mentoring_session',26,'insert',NULL);
INSERT INTO "change" VALUES(127,1,'mentoring_session',27,'insert',NULL);
INSERT INTO "change" VALUES(128,1,'mentoring_session',28,'insert',NULL);
INSERT INTO "change" VALUES(129,1,'mentoring_session',29,'insert',NULL);
INSERT INTO "change" VALUES(130,1,'officer_subdistrict',1,'insert',NULL);
INSERT INTO "change" VALUES(131,1,'officer_subdistrict',2,'insert',NULL);
INSERT INTO "change" VALUES(132,1,'officer_subdistrict',3,'insert',NULL);
INSERT INTO "change" VALUES(133,1,'officer_subdistrict',4,'insert',NULL);
INSERT INTO "change" VALUES(134,1,'officer_subdistrict',5,'insert',NULL);
INSERT INTO "change" VALUES(135,1,'officer_subdistrict',6,'insert',NULL);
INSERT INTO "change" VALUES(136,1,'officer_subdistrict',7,'insert',NULL);
INSERT INTO "change" VALUES(137,1,'officer_subdistrict',8,'insert',NULL);
INSERT INTO "change" VALUES(138,1,'officer_subdistrict',9,'insert',NULL);
INSERT INTO "change" VALUES(139,1,'officer_subdistrict',10,'insert',NULL);
INSERT INTO "change" VALUES(140,1,'officer_subdistrict',11,'insert',NULL);
INSERT INTO "change" VALUES(141,1,'annual_report',1,'insert',NULL);
INSERT INTO "change" VALUES(142,1,'annual_report',2,'insert',NULL);
INSERT INTO "change" VALUES(143,1,'annual_report',3,'insert',NULL);
INSERT INTO "change" VALUES(144,1,'annual_report',4,'insert',NULL);
INSERT INTO "change" VALUES(145,1,'annual_report',5,'insert',NULL);
INSERT INTO "change" VALUES(146,1,'annual_report',6,'insert',NULL);
INSERT INTO "change" VALUES(147,1,'annual_report',7,'insert',NULL);
INSERT INTO "change" VALUES(148,1,'annual_report',8,'insert',NULL);
INSERT INTO "change" VALUES(149,1,'annual_report',9,'insert',NULL);
INSERT INTO "change" VALUES(150,1,'annual_report',10,'insert',NULL);
INSERT INTO "change" VALUES(151,1,'annual_report',11,'insert',NULL);
INSERT INTO "change" VALUES(152,1,'annual_report',12,'insert',NULL);
INSERT INTO "change" VALUES(153,1,'annual_report',13,'insert',NULL);
INSERT INTO "change" VALUES(154,1,'annual_report',14,'insert',NULL);
INSERT INTO "change" VALUES(155,1,'annual_report',15,'insert',NULL);
INSERT INTO "change" VALUES(156,1,'annual_report',16,'insert',NULL);
INSERT INTO "change" VALUES(157,1,'annual_report',17,'insert',NULL);
INSERT INTO "change" VALUES(158,1,'annual_report',18,'insert',NULL);
INSERT INTO "change" VALUES(159,1,'annual_report',19,'insert',NULL);
INSERT INTO "change" VALUES(160,1,'annual_report',20,'insert',NULL);
INSERT INTO "change" VALUES(161,1,'annual_report',21,'insert',NULL);
INSERT INTO "change" VALUES(162,1,'annual_report',22,'insert',NULL);
INSERT INTO "change" VALUES(163,1,'annual_report',23,'insert',NULL);
INSERT INTO "change" VALUES(164,1,'annual_report',24,'insert',NULL);
INSERT INTO "change" VALUES(165,1,'annual_report',25,'insert',NULL);
INSERT INTO "change" VALUES(166,1,'annual_report',26,'insert',NULL);
INSERT INTO "change" VALUES(167,1,'annual_report',27,'insert',NULL);
INSERT INTO "change" VALUES(168,1,'annual_report',28,'insert',NULL);
INSERT INTO "change" VALUES(169,1,'annual_report',29,'insert',NULL);
INSERT INTO "change" VALUES(170,1,'annual_report',30,'insert',NULL);
INSERT INTO "change" VALUES(171,1,'annual_report',31,'insert',NULL);
INSERT INTO "change" VALUES(172,1,'annual_report',32,'insert',NULL);
INSERT INTO "change" VALUES(173,1,'annual_report',33,'insert',NULL);
INSERT INTO "change" VALUES(174,1,'annual_report',34,'insert',NULL);
INSERT INTO "change" VALUES(175,1,'annual_report',35,'insert',NULL);
INSERT INTO "change" VALUES(176,1,'annual_report',36,'insert',NULL);
INSERT INTO "change" VALUES(177,1,'annual_report',37,'insert',NULL);
INSERT INTO "change" VALUES(178,1,'annual_report',38,'insert',NULL);
INSERT INTO "change" VALUES(179,1,'annual_report',39,'insert',NULL);
INSERT INTO "change" VALUES(180,1,'financing',1,'insert',NULL);
INSERT INTO "change" VALUES(181,1,'financing',2,'insert',NULL);
INSERT INTO "change" VALUES(182,1,'financing',3,'insert',NULL);
INSERT INTO "change" VALUES(183,1,'financing',4,'insert',NULL);
INSERT INTO "change" VALUES(184,1,'product',1,'insert',NULL);
INSERT INTO "change" VALUES(185,1,'product',2,'insert',NULL);
INSERT INTO "change" VALUES(186,1,'product',3,'insert',NULL);
INSERT INTO "change" VALUES(187,1,'product',4,'insert',NULL);
INSERT INTO "change" VALUES(188,1,'product',5,'insert',NULL);
INSERT INTO "change" VALUES(189,1,'product',6,'insert',NULL);
INSERT INTO "change" VALUES(190,1,'product',7,'insert',NULL);
INSERT INTO "change" VALUES(191,1,'product',8,'insert',NULL);
INSERT INTO "change" VALUES(192,1,'product',9,'insert',NULL);
INSERT INTO "change" VALUES(193,1,'product',10,'insert',NULL);
INSERT INTO "change" VALUES(194,1,'product',11,'insert',NULL);
INSERT INTO "change" VALUES(195,1,'product',12,'insert',NULL);
INSERT INTO "change" VALUES(196,1,'product',13,'insert',NULL);
INSERT INTO "change" VALUES(197,1,'product',14,'insert',NULL);
INSERT INTO "change" VALUES(198,1,'revitalization',1,'insert',NULL);
INSERT INTO "change" VALUES(199,1,'revitalization',2,'insert',NULL);
INSERT INTO "change" VALUES(200,1,'revitalization',3,'insert',NULL);
INSERT INTO "change" VALUES(201,1,'revitalization',4,'insert',NULL);
INSERT INTO "change" VALUES(202,1,'revitalization',5,'insert',NULL);
INSERT INTO "change" VALUES(203,1,'revitalization',6,'insert',NULL);
INSERT INTO "change" VALUES(204,1,'revitalization',7,'insert',NULL);
INSERT INTO "change" VALUES(205,1,'revitalization',8,'insert',NULL);
INSERT INTO "change" VALUES(206,1,'revitalization',9,'insert',NULL);
INSERT INTO "change" VALUES(207,1,'status_change',1,'insert',NULL);
INSERT INTO "change" VALUES(208,1,'status_change',2,'insert',NULL);
INSERT INTO "change" VALUES(209,1,'status_change',3,'insert',NULL);
INSERT INTO "change" VALUES(210,1,'status_change',4,'insert',NULL);
INSERT INTO "change" VALUES(211,1,'status_change',5,'insert',NULL);
INSERT INTO "change" VALUES(212,1,'status_change',6,'insert',NULL);
INSERT INTO "change" VALUES(213,1,'status_change',7,'insert',NULL);
INSERT INTO "change" VALUES(214,1,'status_change',8,'insert',NULL);
INSERT INTO "change" VALUES(215,1,'status_change',9,'insert',NULL);
INSERT INTO "change" VALUES(216,1,'status_change',10,'insert',NULL);
INSERT INTO "change" VALUES(217,1,'status_change',11,'insert',NULL);
INSERT INTO "change" VALUES(218,1,'status_change',12,'insert',NULL);
INSERT INTO "change" VALUES(219,1,'status_change',13,'insert',NULL);
INSERT INTO "change" VALUES(220,1,'status_change',14,'insert',NULL);
INSERT INTO "change" VALUES(221,1,'status_change',15,'insert',NULL);
INSERT INTO "change" VALUES(222,1,'status_change',16,'insert',NULL);
INSERT INTO "change" VALUES(223,1,'status_change',17,'insert',NULL);
INSERT INTO "change" VALUES(224,1,'status_change',18,'insert',NULL);
INSERT INTO "change" VALUES(225,1,'status_change',19,'insert',NULL);
INSERT INTO "change" VALUES(226,1,'status_change',20,'insert',NULL);
INSERT INTO "change" VALUES(227,1,'status_change',21,'insert',NULL);
INSERT INTO "change" VALUES(228,1,'status_change',22,'insert',NULL);
INSERT INTO "change" VALUES(229,1,'status_change',23,'insert',NULL);
INSERT INTO "change" VALUES(230,1,'status_change',24,'insert',NULL);
INSERT INTO "change" VALUES(231,1,'status_change',25,'insert',NULL);
INSERT INTO "change" VALUES(232,1,'status_change',26,'insert',NULL);
INSERT INTO "change" VALUES(233,1,'status_change',27,'insert',NULL);
INSERT INTO "change" VALUES(234,1,'status_change',28,'insert',NULL);
INSERT INTO "change" VALUES(235,1,'status_change',29,'insert',NULL);
INSERT INTO "change" VALUES(236,1,'status_change',30,'insert',NULL);
INSERT INTO "change" VALUES(237,1,'status_change',31,'insert',NULL);
INSERT INTO "change" VALUES(238,1,'tag',1,'insert',NULL);
INSERT INTO "change" VALUES(239,1,'tag',2,'insert',NULL);
INSERT INTO "change" VALUES(240,1,'tag',3,'insert',NULL);
INSERT INTO "change" VALUES(241,1,'attendance',1,'insert',NULL);
INSERT INTO "change" VALUES(242,1,'attendance',2,'insert',NULL);
INSERT INTO "change" VALUES(243,1,'attendance',3,'insert',NULL);
INSERT INTO "change" VALUES(244,1,'attendance',4,'insert',NULL);
INSERT INTO "change" VALUES(245,1,'attendance',5,'insert',NULL);
INSERT INTO "change" VALUES(246,1,'attendance',6,'insert',NULL);
INSERT INTO "change" VALUES(247,1,'attendance',7,'insert',NULL);
INSERT INTO "change" VALUES(248,1,'attendance',8,'insert',NULL);
INSERT INTO "change" VALUES(249,1,'attendance',9,'insert',NULL);
INSERT INTO "change" VALUES(250,1,'attendance',10,'insert',NULL);
INSERT INTO "change" VALUES(251,1,'attendance',11,'insert',NULL);
INSERT INTO "change" VALUES(252,1,'attendance',12,'insert',NULL);
INSERT INTO "change" VALUES(253,1,'attendance',13,'insert',NULL);
INSERT INTO "change" VALUES(254,1,'attendance',14,'insert',NULL);
INSERT INTO "change" VALUES(255,1,'attendance',15,'insert',NULL);
INSERT INTO "change" VALUES(256,1,'attendance',16,'insert',NULL);
INSERT INTO "change" VALUES(257,1,'attendance',17,'insert',NULL);
INSERT INTO "change" VALUES(258,1,'attendance',18,'insert',NULL);
INSERT INTO "change" VALUES(259,1,'attendance',19,'insert',NULL);
INSERT INTO "change" VALUES(260,1,'attendance',20,'insert',NULL);
INSERT INTO "change" VALUES(261,1,'attendance',21,'insert',NULL);
INSERT INTO "change" VALUES(262,1,'attendance',22,'insert',NULL);
INSERT INTO "change" VALUES(263,1,'attendance',23,'insert',NULL);
INSERT INTO "change" VALUES(264,1,'attendance',24,'insert',NULL);
INSERT INTO "change" VALUES(265,1,'attendance',25,'insert',NULL);
INSERT INTO "change" VALUES(266,1,'attendance',26,'insert',NULL);
INSERT INTO "change" VALUES(267,1,'attendance',27,'insert',NULL);
INSERT INTO "change" VALUES(268,1,'attendance',28,'insert',NULL);
INSERT INTO "change" VALUES(269,1,'attendance',29,'insert',NULL);
INSERT INTO "change" VALUES(270,1,'attendance',30,'insert',NULL);
INSERT INTO "change" VALUES(271,1,'attendance',31,'insert',NULL);
INSERT INTO "change" VALUES(272,1,'attendance',32,'insert',NULL);
INSERT INTO "change" VALUES(273,1,'revitalization_cause',1,'insert',NULL);
INSERT INTO "change" VALUES(274,1,'revitalization_cause',2,'insert',NULL);
INSERT INTO "change" VALUES(275,1,'revitalization_cause',3,'insert',NULL);
INSERT INTO "change" VALUES(276,1,'revitalization_cause',4,'insert',NULL);
INSERT INTO "change" VALUES(277,1,'revitalization_cause',5,'insert',NULL);
INSERT INTO "change" VALUES(278,1,'revitalization_cause',6,'insert',NULL);
INSERT INTO "change" VALUES(279,1,'revitalization_cause',7,'insert',NULL);
INSERT INTO "change" VALUES(280,1,'revitalization_cause',8,'insert',NULL);
INSERT INTO "change" VALUES(281,1,'revitalization_cause',9,'insert',NULL);
INSERT INTO "change" VALUES(282,1,'revitalization_cause',10,'insert',NULL);
INSERT INTO "change" VALUES(283,1,'revitalization_cause',11,'insert',NULL);
INSERT INTO "change" VALUES(284,1,'revitalization_cause',12,'insert',NULL);
INSERT INTO "change" VALUES(285,1,'revitalization_cause',13,'insert',NULL);
INSERT INTO "change" VALUES(286,1,'revitalization_cause',14,'insert',NULL);
INSERT INTO "change" VALUES(287,1,'revitalization_cause',15,'insert',NULL);
INSERT INTO "change" VALUES(288,1,'revitalization_cause',16,'insert',NULL);
INSERT INTO "change" VALUES(289,1,'revitalization_cause',17,'insert',NULL);
INSERT INTO "change" VALUES(290,2,'cooperative',17,'insert',NULL);
INSERT INTO "change" VALUES(291,2,'status_change',32,'insert',NULL);
INSERT INTO "change" VALUES(292,3,'cooperative',17,'update','{"chair": null, "phone": null}');
INSERT INTO "change" VALUES(293,3,'tag',4,'insert',NULL);
INSERT INTO "change" VALUES(294,4,'tag',4,'update','{"withdrawn_at": null}');
INSERT INTO "change" VALUES(295,5,'status_change',33,'insert',NULL);
INSERT INTO "change" VALUES(296,6,'status_change',33,'update','{"withdrawn_at": null}');
INSERT INTO "change" VALUES(297,6,'status_change',34,'insert',NULL);
INSERT INTO "change" VALUES(298,7,'revitalization',10,'insert',NULL);
INSERT INTO "change" VALUES(299,7,'revitalization_cause',18,'insert',NULL);
INSERT INTO "change" VALUES(300,7,'revitalization_cause',19,'insert',NULL);
INSERT INTO "change" VALUES(301,8,'mentoring_session',30,'insert',NULL);
INSERT INTO "change" VALUES(302,8,'attendance',33,'insert',NULL);
INSERT INTO "change" VALUES(303,9,'mentoring_session',31,'insert',NULL);
INSERT INTO "change" VALUES(304,9,'attendance',34,'insert',NULL);
INSERT INTO "change" VALUES(305,9,'attendance',35,'insert',NULL);
INSERT INTO "change" VALUES(306,10,'mentoring_session',32,'insert',NULL);
INSERT INTO "change" VALUES(307,10,'attendance',36,'insert',NULL);
INSERT INTO "change" VALUES(308,11,'annual_report',39,'update','{"rat_held_on": null, "members_male": null, "turnover": null}');
INSERT INTO "change" VALUES(309,12,'financing',5,'insert',NULL);
INSERT INTO "change" VALUES(310,13,'product',15,'insert',NULL);
INSERT INTO "change" VALUES(311,14,'tag',5,'insert',NULL);
INSERT INTO "change" VALUES(312,15,'publication',4,'insert',NULL);
INSERT INTO "change" VALUES(313,16,'cooperative',3,'update','{"chair": null}');
INSERT INTO "change" VALUES(314,17,'cooperative',3,'update','{"chair": "Fulanah Rekaan"}');
INSERT INTO "change" VALUES(315,18,'cooperative',3,'update','{"chair": null}');
INSERT INTO "change" VALUES(316,19,'mentoring_session',33,'insert',NULL);
INSERT INTO "change" VALUES(317,19,'attendance',37,'insert',NULL);
INSERT INTO "change" VALUES(318,20,'mentoring_session',33,'update','{"withdrawn_at": null}');
INSERT INTO "change" VALUES(319,20,'attendance',37,'update','{"withdrawn_at": null}');
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
INSERT INTO "cooperative" VALUES(1,'2023-01-30T03:00:00Z',NULL,'KPRI Sai Betik','kpri sai betik','1801060008001','351/BH/IV/1986','351/BH/IV/1986','1986-04-22',NULL,NULL,'primary-district','consumer','kpri','trade','conventional','retail',NULL,'18.13.01','18.13.01.1008',NULL,'Sri Rahman','Fitriani Suryadi','Firdaus Mulyadi','Suryati Suryadi',NULL,'2027-11-05','0812-0000-0001','certificate-active','2025-04-22','A',NULL,NULL);
INSERT INTO "cooperative" VALUES(2,'2023-01-30T03:00:00Z',NULL,'Kopwan Melati Pesisir','kopwan melati pesisir',NULL,'518.08/67/BH/III.10/XI/2011','518.08/67/BH/III.10/XI/2011','2011-11-04',NULL,NULL,'primary-district','consumer','kopwan','trade','conventional','retail','Jl. Pahlawan No. 115','18.13.01','18.13.01.2003',NULL,'Septi Lubis','Nurbaiti Anwar','Yuliana Basri','Hartini Yusuf',NULL,'2023-12-10','0812-0000-0007',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cooperative" VALUES(3,'2023-01-30T03:00:00Z',NULL,'KSU Krui Jaya Abadi','ksu krui jaya abadi',NULL,NULL,NULL,'2003-11-03',NULL,NULL,'primary-district','consumer','ksu','trade','conventional','retail',NULL,'18.13.01','18.13.01.2006',NULL,'Fulanah Rekaan',NULL,'Syahrial Saleh','Slamet Anwar',NULL,'2020-07-09',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cooperative" VALUES(4,'2023-01-30T03:00:00Z',NULL,'Koperasi Produsen Lada Marang Sejahtera','lada marang sejahtera',NULL,'20/BH/IV.14/IV/2015','20/BH/IV.14/IV/2015','2015-04-29',NULL,NULL,'primary-district','producer','plantation','agriculture','conventional','plantation','Jl. Lintas Barat No. 102','18.13.02','18.13.02.2010',NULL,'Edison Kurniawan','Umi Lubis','Rosmala Anwar','Yulizar Hakim',NULL,'2028-01-10',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cooperative" VALUES(5,'2023-01-30T03:00:00Z',NULL,'Koperasi Nelayan Tanjung Setia','nelayan tanjung setia',NULL,'518.08/134/BH/III.10/IX/2008','518.08/134/BH/III.10/IX/2008','2008-09-11',NULL,NULL,'primary-district','producer','fishers','agriculture','conventional','fishery',NULL,'18.13.02','18.13.02.2007',NULL,NULL,NULL,NULL,'Mursalin Lubis',NULL,'2020-10-27',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cooperative" VALUES(6,'2023-01-30T03:00:00Z',NULL,'KOPERASI NELAYAN MUARA TEMBULIH','nelayan muara tembulih','1813090008001','518.08/369/BH/III.10/X/2009','518.08/369/BH/III.10/X/2009','2009-10-09',NULL,NULL,'primary-district','producer','fishers','agriculture','conventional','fishery','Jl. Pahlawan No. 99','18.13.09','18.13.09.2008',NULL,'Sahril Wijaya','Hermansyah Pratama','Rusdi Mulyadi','Rusdi Suryadi',NULL,'2028-07-11','0812-0000-0031','certificate-active','2025-10-09',NULL,4,NULL);
INSERT INTO "cooperative" VALUES(7,'2023-01-30T03:00:00Z',NULL,'Koperasi Nelayan Way Haru','nelayan way haru','1813110007001','518.08/117/BH/III.10/VI/2011','518.08/117/BH/III.10/VI/2011','2011-06-22','AHU-0001788.AH.01.27.TAHUN 2021','2021-10-15','primary-district','producer','fishers','agriculture','conventional','fishery','Jl. Pasar Lama No. 116','18.13.11','18.13.11.2007',NULL,'Maryani Suryadi','Maryani Basri','Yulizar Mulyadi',NULL,NULL,'2028-07-01','0812-0000-0037','certificate-expired','2024-06-22','D',NULL,NULL);
INSERT INTO "cooperative" VALUES(8,'2023-01-30T03:00:00Z',NULL,'KOPERASI PETERNAK TANJUNG REJO','peternak tanjung rejo',NULL,'001667/BH/M.KUKM.2/XI/2016','001667/BH/M.KUKM.2/XI/2016','2016-11-03',NULL,NULL,'primary-district','producer','livestock','agriculture','conventional','livestock','Jl. Pantai No. 57','18.13.11','18.13.11.2013',NULL,NULL,'Iskandar Effendi',NULL,NULL,NULL,'2023-03-01',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cooperative" VALUES(9,'2023-01-30T03:00:00Z',NULL,'Kopwan Kenanga Balai Kencana','kopwan kenanga balai kencana','1813070001001','AHU-0012738.AH.01.26.TAHUN 2020','AHU-0012738.AH.01.26.TAHUN2020','2020-06-12',NULL,NULL,'primary-district','consumer','kopwan','trade','conventional','retail','Jl. Kesuma No. 37','18.13.08','18.13.08.2001',NULL,'Yuliana Rahman','Lismawati Rahman','Suryati Lubis','Lismawati Ridwan',NULL,'2028-05-25','0812-0000-0049','uncertified',NULL,'B',NULL,NULL);
INSERT INTO "cooperative" VALUES(10,'2023-01-30T03:00:00Z',NULL,'KPRI Way Krui Bersama','kpri way krui bersama','1801050002001','22/BH/III/1995','22/BH/III/1995','1995-03-27',NULL,NULL,'primary-district','consumer','kpri','trade','conventional','retail','Jl. Lintas Barat No. 120','18.13.07','18.13.07.2002',NULL,NULL,'Suparno Saleh','Nurbaiti Idris','Fitriani Effendi',NULL,'2027-06-09',NULL,'certificate-expired','2024-03-27','B',NULL,NULL);
INSERT INTO "cooperative" VALUES(11,'2023-01-30T03:00:00Z',NULL,'Koperasi Produsen Cengkih Way Sindi','cengkih way sindi',NULL,'518.08/248/BH/III.10/I/2012','518.08/248/BH/III.10/I/2012','2012-01-20','AHU-0009065.AH.01.27.TAHUN 2024','2024-09-13','primary-district','producer','plantation','agriculture','conventional','plantation','Jl. Pahlawan No. 95','18.13.05','18.13.05.2003',NULL,NULL,'Slamet Effendi','Maryani Wijaya','Lismawati Hidayat',NULL,'2026-06-02','0812-0000-0061',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cooperative" VALUES(12,'2023-01-30T03:00:00Z',NULL,'Koperasi Produsen Sawit Raja Basa','sawit raja basa','1813100005001','AHU-0022298.AH.01.26.TAHUN 2021','AHU-0022298.AH.01.26.TAHUN2021','2021-06-25',NULL,NULL,'primary-district','producer','plantation','agriculture','conventional','plantation',NULL,'18.13.10','18.13.10.2005',NULL,'Tarmizi Sanusi','Firdaus Saputra','Sri Lubis',NULL,NULL,'2027-01-15',NULL,'certificate-active','2025-06-25','A',NULL,NULL);
INSERT INTO "cooperative" VALUES(13,'2023-01-30T03:00:00Z',NULL,'KSU Pugung Raya','ksu pugung raya','1813010009001','518.08/327/BH/III.10/X/2009','518.08/327/BH/III.10/X/2009','2009-10-12','AHU-0006378.AH.01.27.TAHUN 2022','2022-05-13','primary-district','consumer','ksu','trade','conventional','retail','Jl. Pahlawan No. 117','18.13.03','18.13.03.2009',NULL,NULL,NULL,'Hartini Saputra',NULL,NULL,NULL,NULL,'certificate-expired','2020-12-31','D',NULL,NULL);
INSERT INTO "cooperative" VALUES(14,'2023-02-27T05:21:04Z',NULL,'Koperasi Produsen Keripik Pisang Sukarame','keripik pisang sukarame',NULL,'AHU-0023388.AH.01.26.TAHUN 2023','AHU-0023388.AH.01.26.TAHUN2023','2023-02-21',NULL,NULL,'primary-district','producer','kopinkra','manufacturing','conventional','food-processing',NULL,'18.13.02','18.13.02.2002',NULL,'Maryani Sanusi','Lismawati Anwar','Yuliana Wijaya',NULL,NULL,'2028-02-20','0812-0000-0079',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cooperative" VALUES(15,'2023-07-24T05:06:22Z',NULL,'Koperasi Produsen Sambal Tuhuk Penengahan','sambal tuhuk penengahan','1813040004001','AHU-0029943.AH.01.26.TAHUN 2023','AHU-0029943.AH.01.26.TAHUN2023','2023-07-18',NULL,NULL,'primary-district','producer','kopinkra','manufacturing','conventional','food-processing','Jl. Merdeka No. 85','18.13.05','18.13.05.2004',NULL,'Tarmizi Lubis','Lismawati Anwar','Nurbaiti Rahman','Novita Amran',NULL,'2028-07-16','0812-0000-0085','uncertified',NULL,'C1',NULL,NULL);
INSERT INTO "cooperative" VALUES(16,'2024-03-06T02:09:11Z',NULL,'Koperasi Produsen Olahan Tuhuk Krui','olahan tuhuk krui',NULL,'AHU-0010090.AH.01.26.TAHUN 2024','AHU-0010090.AH.01.26.TAHUN2024','2024-03-05',NULL,NULL,'primary-district','producer','kopinkra','manufacturing','conventional','food-processing','Jl. Pahlawan No. 104','18.13.01','18.13.01.1008',NULL,'Umi Sanusi','Marlena Wijaya','Septi Suryadi','Maryani Yusuf',NULL,'2029-03-04','0812-0000-0091',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cooperative" VALUES(17,'2025-02-16T20:17:36Z',NULL,'KSP Krui Rekaan','ksp krui rekaan',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'savings-loan',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'Fulan Rekaan',NULL,NULL,NULL,NULL,NULL,'0812-0000-0099',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "financing" VALUES(1,'2024-03-08T02:13:17Z',NULL,6,'BRI','kur',50000000,'2024-02-21',40000000,'2024-03-19',40000000,'2024-04-02',NULL,NULL);
INSERT INTO "financing" VALUES(2,'2024-07-09T03:38:21Z',NULL,15,'Pemprov Lampung (contoh)','grant',25000000,'2024-07-02',25000000,'2024-09-10',25000000,'2024-10-08',NULL,NULL);
INSERT INTO "financing" VALUES(3,'2024-10-15T05:11:19Z',NULL,7,'BRI','kur',80000000,'2024-10-14',60000000,'2024-11-12',60000000,'2024-11-26',NULL,NULL);
INSERT INTO "financing" VALUES(4,'2025-02-03T06:36:16Z',NULL,14,'BRI','kur',30000000,'2025-01-14',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "financing" VALUES(5,'2025-02-16T20:17:36Z',NULL,3,'BRI','kur',50000000,'2025-01-15',NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "mentoring_session" VALUES(1,'2023-03-10T02:51:49Z',NULL,'field-verification','Keberadaan dan pengurus','2023-02-07','2023-02-21','Pekon Way Sindi',NULL,2,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(2,'2023-03-15T04:37:14Z',NULL,'board-renewal','Rapat anggota pembaruan pengurus','2023-03-14','2023-03-14','Pekon Way Sindi',NULL,2,5.0,'APBD 2023');
INSERT INTO "mentoring_session" VALUES(3,'2023-04-05T06:13:55Z',NULL,'training','Perkoperasian','2023-03-15','2023-03-29','Aula Diskopdag','Dekopinda (contoh)',1,16.0,'DAK Nonfisik 2023');
INSERT INTO "mentoring_session" VALUES(4,'2023-05-05T03:37:43Z',NULL,'capital','Akses KUR bagi nelayan','2023-04-26','2023-05-03','Aula Diskopdag','BRI Unit Krui (contoh)',4,4.0,NULL);
INSERT INTO "mentoring_session" VALUES(5,'2023-06-01T08:45:14Z',NULL,'rat-facilitation','RAT','2023-05-16','2023-05-16','Pekon Way Sindi',NULL,2,5.0,'APBD 2023');
INSERT INTO "mentoring_session" VALUES(6,'2023-06-22T06:19:10Z',NULL,'review','Monev akhir','2023-06-07','2023-06-07','Pekon Way Sindi',NULL,2,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(7,'2023-07-10T04:44:15Z',NULL,'special-mentoring','Usaha tangkap dan lelang ikan',NULL,'2023-07-05','Pekon Tanjung Setia',NULL,4,6.0,'APBD 2023');
INSERT INTO "mentoring_session" VALUES(8,'2023-09-25T03:23:10Z',NULL,'review','Monev akhir',NULL,'2023-09-06','Pekon Tanjung Setia',NULL,4,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(9,'2023-09-25T01:28:30Z',NULL,'reminder-letter','Pelaksanaan RAT',NULL,'2023-09-12',NULL,NULL,1,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(10,'2023-10-02T05:36:48Z',NULL,'field-verification','Keberadaan dan pengurus',NULL,'2023-09-26','Pekon Muara Tembulih',NULL,5,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(11,'2023-11-23T03:27:26Z',NULL,'special-mentoring','Pembenahan usaha',NULL,'2023-11-15','Aula Diskopdag',NULL,5,6.0,'APBD 2023');
INSERT INTO "mentoring_session" VALUES(12,'2024-02-20T07:23:04Z',NULL,'capital','Temu bank: KUR dan dana bergulir','2024-02-07','2024-02-07','Aula Diskopdag','Bank Lampung (contoh)',1,5.0,'APBD 2024');
INSERT INTO "mentoring_session" VALUES(13,'2024-03-04T01:10:19Z',NULL,'field-verification','Keberadaan dan pengurus','2024-02-13','2024-02-20','Pekon Suka Negara',NULL,1,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(14,'2024-03-06T01:23:03Z',NULL,'field-verification','Keberadaan dan pengurus','2024-02-21','2024-02-28','Aula Diskopdag',NULL,4,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(15,'2024-05-06T06:19:11Z',NULL,'rat-facilitation','RAT',NULL,'2024-04-24','Pekon Muara Tembulih',NULL,5,5.0,'APBD 2024');
INSERT INTO "mentoring_session" VALUES(16,'2024-05-16T04:15:28Z',NULL,'field-verification','Keberadaan dan pengurus',NULL,'2024-05-08','Pekon Way Haru',NULL,5,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(17,'2024-05-27T04:16:50Z',NULL,'review','Monev',NULL,'2024-05-15','Aula Diskopdag',NULL,1,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(18,'2024-07-18T08:21:22Z',NULL,'marketing','Temu usaha kopi dan lada',NULL,'2024-07-03','Aula Diskopdag',NULL,1,6.0,'APBD 2024');
INSERT INTO "mentoring_session" VALUES(19,'2024-08-26T08:02:41Z',NULL,'board-renewal','Rapat anggota pembaruan pengurus',NULL,'2024-08-21','Pekon Way Haru',NULL,4,5.0,'APBD 2024');
INSERT INTO "mentoring_session" VALUES(20,'2024-09-23T04:03:05Z',NULL,'mentoring','Pengolahan dan pengemasan','2024-08-28','2024-09-04','Aula Diskopdag',NULL,1,8.0,'APBD 2024');
INSERT INTO "mentoring_session" VALUES(21,'2024-09-20T03:52:35Z',NULL,'rat-facilitation','RAT',NULL,'2024-09-18','Pekon Marang',NULL,4,5.0,'APBD 2024');
INSERT INTO "mentoring_session" VALUES(22,'2024-10-11T03:49:19Z',NULL,'capital','Akses KUR bagi nelayan','2024-10-02','2024-10-02','Aula Diskopdag','BRI Unit Krui (contoh)',5,4.0,NULL);
INSERT INTO "mentoring_session" VALUES(23,'2024-10-24T01:07:54Z',NULL,'review','Monev',NULL,'2024-10-16','Aula Diskopdag',NULL,4,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(24,'2024-11-21T05:28:56Z',NULL,'dissolution-proposal','Pengumuman penyelesaian',NULL,'2024-11-06','Pekon Suka Negara',NULL,1,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(25,'2024-11-28T06:37:07Z',NULL,'field-verification','Keberadaan dan pengurus','2024-11-13','2024-11-27','Aula Diskopdag',NULL,3,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(26,'2024-12-09T04:45:18Z',NULL,'rat-facilitation','RAT','2024-12-04','2024-12-04','Pekon Way Haru',NULL,4,5.0,'APBD 2024');
INSERT INTO "mentoring_session" VALUES(27,'2025-01-13T08:44:09Z',NULL,'review','Monev akhir',NULL,'2025-01-08','Pekon Way Haru',NULL,4,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(28,'2025-02-14T04:03:53Z',NULL,'visit','Keadaan usaha','2025-01-23','2025-01-30','Pekon Tanjung Rejo',NULL,5,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(29,'2025-01-28T05:09:58Z',NULL,'training','Laporan Keuangan','2025-03-05',NULL,'Aula Diskopdag',NULL,1,16.0,'DAK Nonfisik 2025');
INSERT INTO "mentoring_session" VALUES(30,'2025-02-16T20:17:36Z',NULL,'field-verification',NULL,NULL,'2025-02-10',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(31,'2025-02-16T20:17:36Z',NULL,'training','Pembukuan',NULL,'2025-02-11',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(32,'2025-02-16T20:17:36Z',NULL,'visit',NULL,'2025-03-05',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "mentoring_session" VALUES(33,'2025-02-16T20:17:37Z','2025-02-16T20:17:37Z','visit',NULL,NULL,'2025-02-13',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "office" VALUES(1,'2023-01-30T01:00:00Z',NULL,'Diskopdag Kab. Pesisir Barat','H. Fulan Rekaan, S.E.','Krui','18.13','wib',NULL,1,'2025-02-17');
CREATE TABLE officer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	name VARCHAR NOT NULL, 
	role VARCHAR, 
	CONSTRAINT ck_officer_name_filled CHECK (length(name) BETWEEN 1 AND 200)
);
INSERT INTO "officer" VALUES(1,'2023-01-30T01:00:00Z',NULL,'Ratna Purnamasari','Kepala Bidang Koperasi');
INSERT INTO "officer" VALUES(2,'2023-01-30T01:00:00Z',NULL,'Hendra Gunawan Saleh','PPKL');
INSERT INTO "officer" VALUES(3,'2023-01-30T01:00:00Z',NULL,'Mislaini Hartati','PPKL');
INSERT INTO "officer" VALUES(4,'2023-01-30T01:00:00Z',NULL,'Yusran Effendi','PPKL');
INSERT INTO "officer" VALUES(5,'2023-01-30T01:00:00Z',NULL,'Dewi Anggraini Putri','Kepala Seksi Pengawasan');
CREATE TABLE officer_subdistrict (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	officer_id INTEGER NOT NULL, 
	subdistrict_code VARCHAR NOT NULL, 
	CONSTRAINT fk_officer_subdistrict_officer_id FOREIGN KEY(officer_id) REFERENCES officer (id), 
	CONSTRAINT fk_officer_subdistrict_subdistrict_code FOREIGN KEY(subdistrict_code) REFERENCES region (code)
);
INSERT INTO "officer_subdistrict" VALUES(1,'2023-01-30T01:00:00Z',NULL,1,'18.13.01');
INSERT INTO "officer_subdistrict" VALUES(2,'2023-01-30T01:00:00Z',NULL,2,'18.13.05');
INSERT INTO "officer_subdistrict" VALUES(3,'2023-01-30T01:00:00Z',NULL,2,'18.13.06');
INSERT INTO "officer_subdistrict" VALUES(4,'2023-01-30T01:00:00Z',NULL,2,'18.13.07');
INSERT INTO "officer_subdistrict" VALUES(5,'2023-01-30T01:00:00Z',NULL,3,'18.13.03');
INSERT INTO "officer_subdistrict" VALUES(6,'2023-01-30T01:00:00Z',NULL,3,'18.13.04');
INSERT INTO "officer_subdistrict" VALUES(7,'2023-01-30T01:00:00Z',NULL,4,'18.13.02');
INSERT INTO "officer_subdistrict" VALUES(8,'2023-01-30T01:00:00Z',NULL,4,'18.13.08');
INSERT INTO "officer_subdistrict" VALUES(9,'2023-01-30T01:00:00Z',NULL,5,'18.13.09');
INSERT INTO "officer_subdistrict" VALUES(10,'2023-01-30T01:00:00Z',NULL,5,'18.13.10');
INSERT INTO "officer_subdistrict" VALUES(11,'2023-01-30T01:00:00Z',NULL,5,'18.13.11');
CREATE TABLE operation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	command VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	undoes INTEGER, 
	CONSTRAINT fk_operation_undoes FOREIGN KEY(undoes) REFERENCES operation (id)
);
INSERT INTO "operation" VALUES(1,'2025-02-16T20:17:36Z','tester','import','0.1.0',NULL);
INSERT INTO "operation" VALUES(2,'2025-02-16T20:17:36Z','tester','add','0.1.0',NULL);
INSERT INTO "operation" VALUES(3,'2025-02-16T20:17:36Z','tester','edit','0.1.0',NULL);
INSERT INTO "operation" VALUES(4,'2025-02-16T20:17:36Z','tester','edit','0.1.0',NULL);
INSERT INTO "operation" VALUES(5,'2025-02-16T20:17:36Z','tester','status','0.1.0',NULL);
INSERT INTO "operation" VALUES(6,'2025-02-16T20:17:36Z','tester','status','0.1.0',NULL);
INSERT INTO "operation" VALUES(7,'2025-02-16T20:17:36Z','tester','revitalize','0.1.0',NULL);
INSERT INTO "operation" VALUES(8,'2025-02-16T20:17:36Z','tester','revitalize','0.1.0',NULL);
INSERT INTO "operation" VALUES(9,'2025-02-16T20:17:36Z','tester','mentor','0.1.0',NULL);
INSERT INTO "operation" VALUES(10,'2025-02-16T20:17:36Z','tester','mentor','0.1.0',NULL);
INSERT INTO "operation" VALUES(11,'2025-02-16T20:17:36Z','tester','rat','0.1.0',NULL);
INSERT INTO "operation" VALUES(12,'2025-02-16T20:17:36Z','tester','finance','0.1.0',NULL);
INSERT INTO "operation" VALUES(13,'2025-02-16T20:17:36Z','tester','product','0.1.0',NULL);
INSERT INTO "operation" VALUES(14,'2025-02-16T20:17:36Z','tester','agenda','0.1.0',NULL);
INSERT INTO "operation" VALUES(15,'2025-02-16T20:17:36Z','tester','report','0.1.0',NULL);
INSERT INTO "operation" VALUES(16,'2025-02-16T20:17:36Z','tester','edit','0.1.0',NULL);
INSERT INTO "operation" VALUES(17,'2025-02-16T20:17:37Z','tester','undo','0.1.0',16);
INSERT INTO "operation" VALUES(18,'2025-02-16T20:17:37Z','tester','undo','0.1.0',17);
INSERT INTO "operation" VALUES(19,'2025-02-16T20:17:37Z','tester','mentor','0.1.0',NULL);
INSERT INTO "operation" VALUES(20,'2025-02-16T20:17:37Z','tester','undo','0.1.0',19);
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
INSERT INTO "product" VALUES(1,'2023-01-30T03:00:00Z',NULL,4,'Lada hitam kering','plantation',2022,730.0,'kg/bulan','local','none');
INSERT INTO "product" VALUES(2,'2025-01-09T01:55:31Z',NULL,4,'Lada hitam kering','plantation',2024,790.0,'kg/bulan','local','none');
INSERT INTO "product" VALUES(3,'2023-01-30T03:00:00Z',NULL,6,'Ikan segar','fishery',2022,2.5,'ton/bulan','provincial','none');
INSERT INTO "product" VALUES(4,'2025-01-08T05:47:08Z',NULL,6,'Ikan segar','fishery',2024,2.7,'ton/bulan','provincial','none');
INSERT INTO "product" VALUES(5,'2023-01-30T03:00:00Z',NULL,7,'Ikan segar','fishery',2022,10.5,'ton/bulan','local','none');
INSERT INTO "product" VALUES(6,'2025-01-13T05:31:03Z',NULL,7,'Ikan segar','fishery',2024,14.1,'ton/bulan','local','none');
INSERT INTO "product" VALUES(7,'2023-01-30T03:00:00Z',NULL,11,'Cengkih kering','plantation',2022,140.0,'kg/bulan','local','none');
INSERT INTO "product" VALUES(8,'2025-01-23T05:27:31Z',NULL,11,'Cengkih kering','plantation',2024,190.0,'kg/bulan','local','none');
INSERT INTO "product" VALUES(9,'2023-01-30T03:00:00Z',NULL,12,'Tandan buah segar sawit','plantation',2022,60.0,'ton/bulan','provincial','none');
INSERT INTO "product" VALUES(10,'2025-01-08T06:58:34Z',NULL,12,'Tandan buah segar sawit','plantation',2024,80.0,'ton/bulan','provincial','none');
INSERT INTO "product" VALUES(11,'2024-01-22T07:34:17Z',NULL,14,'Keripik pisang','food-processing',2023,840.0,'bungkus/bulan','local','none');
INSERT INTO "product" VALUES(12,'2025-01-14T07:50:01Z',NULL,14,'Keripik pisang','food-processing',2024,1210.0,'bungkus/bulan','local','halal');
INSERT INTO "product" VALUES(13,'2024-01-15T03:56:25Z',NULL,15,'Sambal tuhuk','food-processing',2023,1520.0,'bungkus/bulan','local','none');
INSERT INTO "product" VALUES(14,'2025-01-24T03:18:33Z',NULL,15,'Sambal tuhuk','food-processing',2024,1580.0,'bungkus/bulan','provincial','none');
INSERT INTO "product" VALUES(15,'2025-02-16T20:17:36Z',NULL,2,'Damar rekaan',NULL,2025,5.1,'ton/bulan',NULL,NULL);
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
INSERT INTO "publication" VALUES(1,'2023-02-05T03:00:00Z',NULL,'2023-02-05','2023-02-05T03:00:00Z','siaran pers','Per 5 Februari 2023 tercatat 78 koperasi: 57 aktif dan 21 tidak aktif.','{"totals":{"active":57,"inactive":21,"dissolved":0,"total":78}}');
INSERT INTO "publication" VALUES(2,'2024-01-26T06:30:00Z',NULL,'2024-01-26','2024-01-26T06:30:00Z','rapat kerja','Per 26 Januari 2024 tercatat 90 koperasi: 61 aktif dan 29 tidak aktif. Mayoritas koperasi aktif adalah koperasi produsen (33 dari 61).','{"totals":{"active":61,"inactive":29,"dissolved":0,"total":90}}');
INSERT INTO "publication" VALUES(3,'2025-02-17T04:00:00Z',NULL,'2025-02-17','2025-02-17T04:00:00Z','siaran pers','Per 17 Februari 2025 tercatat 96 koperasi: 67 aktif dan 29 tidak aktif. Mayoritas koperasi aktif adalah koperasi produsen (38 dari 67).','{"totals":{"active":67,"inactive":29,"dissolved":0,"total":96}}');
INSERT INTO "publication" VALUES(4,'2025-02-16T20:17:36Z',NULL,'2025-02-17','2025-02-16T20:17:36Z','press release','17 cooperatives on 17 February 2025: 12 active, 5 inactive. Most active ones are producers (8 of 12).','{"report": "status", "on": "2025-02-17", "known_on": null, "by": ["sector"], "headline_en": "17 cooperatives on 17 February 2025: 12 active, 5 inactive. Most active ones are producers (8 of 12).", "headline_id": "Per 17 Februari 2025 tercatat 17 koperasi: 12 aktif dan 5 tidak aktif. Mayoritas koperasi aktif adalah koperasi produsen (8 dari 12).", "lines": [{"line": "food-processing", "active": 3}, {"line": "plantation", "active": 3}], "totals": {"active": 12, "inactive": 5, "dissolved": 0, "total": 17}, "rows": [{"sector": "producer", "active": 8, "inactive": 2, "dissolved": 0, "total": 10, "active_share": 0.8}, {"sector": "consumer", "active": 4, "inactive": 2, "dissolved": 0, "total": 6, "active_share": 0.6667}, {"sector": "savings-loan", "active": 0, "inactive": 1, "dissolved": 0, "total": 1, "active_share": 0.0}], "filters": []}');
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
INSERT INTO "region" VALUES(1,'2023-01-30T01:00:00Z',NULL,'18.13','Pesisir Barat','district','kabupaten',NULL,'1813','Kabupaten Pesisir Barat|Kab. Pesisir Barat');
INSERT INTO "region" VALUES(2,'2023-01-30T01:00:00Z',NULL,'18.13.01','Pesisir Tengah','subdistrict','kecamatan','18.13','1813060',NULL);
INSERT INTO "region" VALUES(3,'2023-01-30T01:00:00Z',NULL,'18.13.02','Pesisir Selatan','subdistrict','kecamatan','18.13','1813080',NULL);
INSERT INTO "region" VALUES(4,'2023-01-30T01:00:00Z',NULL,'18.13.03','Lemong','subdistrict','kecamatan','18.13','1813010',NULL);
INSERT INTO "region" VALUES(5,'2023-01-30T01:00:00Z',NULL,'18.13.04','Pesisir Utara','subdistrict','kecamatan','18.13','1813020',NULL);
INSERT INTO "region" VALUES(6,'2023-01-30T01:00:00Z',NULL,'18.13.05','Karya Penggawa','subdistrict','kecamatan','18.13','1813040','Karyapenggawa');
INSERT INTO "region" VALUES(7,'2023-01-30T01:00:00Z',NULL,'18.13.06','Pulau Pisang','subdistrict','kecamatan','18.13','1813030','Pulaupisang');
INSERT INTO "region" VALUES(8,'2023-01-30T01:00:00Z',NULL,'18.13.07','Way Krui','subdistrict','kecamatan','18.13','1813050',NULL);
INSERT INTO "region" VALUES(9,'2023-01-30T01:00:00Z',NULL,'18.13.08','Krui Selatan','subdistrict','kecamatan','18.13','1813070',NULL);
INSERT INTO "region" VALUES(10,'2023-01-30T01:00:00Z',NULL,'18.13.09','Ngambur','subdistrict','kecamatan','18.13','1813090',NULL);
INSERT INTO "region" VALUES(11,'2023-01-30T01:00:00Z',NULL,'18.13.10','Ngaras','subdistrict','kecamatan','18.13','1813100','Bengkunat');
INSERT INTO "region" VALUES(12,'2023-01-30T01:00:00Z',NULL,'18.13.11','Bangkunat','subdistrict','kecamatan','18.13','1813110','Bengkunat Belimbing');
INSERT INTO "region" VALUES(13,'2023-01-30T01:00:00Z',NULL,'18.13.01.1008','Pasar Kota Krui','village','kelurahan','18.13.01',NULL,NULL);
INSERT INTO "region" VALUES(14,'2023-01-30T01:00:00Z',NULL,'18.13.01.2003','Kampung Jawa','village','pekon','18.13.01',NULL,NULL);
INSERT INTO "region" VALUES(15,'2023-01-30T01:00:00Z',NULL,'18.13.01.2006','Suka Negara','village','pekon','18.13.01',NULL,NULL);
INSERT INTO "region" VALUES(16,'2023-01-30T01:00:00Z',NULL,'18.13.02.2002','Sukarame','village','pekon','18.13.02',NULL,NULL);
INSERT INTO "region" VALUES(17,'2023-01-30T01:00:00Z',NULL,'18.13.02.2007','Tanjung Setia','village','pekon','18.13.02',NULL,NULL);
INSERT INTO "region" VALUES(18,'2023-01-30T01:00:00Z',NULL,'18.13.02.2010','Marang','village','pekon','18.13.02',NULL,NULL);
INSERT INTO "region" VALUES(19,'2023-01-30T01:00:00Z',NULL,'18.13.03.2009','Bandar Pugung','village','pekon','18.13.03',NULL,NULL);
INSERT INTO "region" VALUES(20,'2023-01-30T01:00:00Z',NULL,'18.13.05.2003','Way Sindi','village','pekon','18.13.05',NULL,NULL);
INSERT INTO "region" VALUES(21,'2023-01-30T01:00:00Z',NULL,'18.13.05.2004','Penengahan','village','pekon','18.13.05',NULL,NULL);
INSERT INTO "region" VALUES(22,'2023-01-30T01:00:00Z',NULL,'18.13.07.2002','Bumi Waras','village','pekon','18.13.07',NULL,NULL);
INSERT INTO "region" VALUES(23,'2023-01-30T01:00:00Z',NULL,'18.13.08.2001','Balai Kencana','village','pekon','18.13.08',NULL,NULL);
INSERT INTO "region" VALUES(24,'2023-01-30T01:00:00Z',NULL,'18.13.09.2008','Muara Tembulih','village','pekon','18.13.09',NULL,NULL);
INSERT INTO "region" VALUES(25,'2023-01-30T01:00:00Z',NULL,'18.13.10.2005','Raja Basa','village','pekon','18.13.10',NULL,NULL);
INSERT INTO "region" VALUES(26,'2023-01-30T01:00:00Z',NULL,'18.13.11.2007','Way Haru','village','pekon','18.13.11',NULL,NULL);
INSERT INTO "region" VALUES(27,'2023-01-30T01:00:00Z',NULL,'18.13.11.2013','Tanjung Rejo','village','pekon','18.13.11',NULL,NULL);
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
INSERT INTO "revitalization" VALUES(1,'2023-02-15T06:12:50Z',NULL,11,'2023-02-13','518/6/KPTS/IV.14/2023',NULL,'2023-06-14','reactivated',NULL);
INSERT INTO "revitalization" VALUES(2,'2023-03-10T03:48:56Z',NULL,5,'2023-03-06','518/9/KPTS/IV.14/2023',NULL,'2023-09-20','reactivated',NULL);
INSERT INTO "revitalization" VALUES(3,'2023-09-11T08:22:48Z',NULL,6,'2023-09-11','518/4/KPTS/IV.14/2024',NULL,'2024-05-22','reactivated',NULL);
INSERT INTO "revitalization" VALUES(4,'2024-02-06T06:41:38Z',NULL,3,'2024-02-05','518/11/KPTS/IV.14/2024',NULL,'2024-12-11','dissolution-proposed',NULL);
INSERT INTO "revitalization" VALUES(5,'2024-02-19T05:34:19Z',NULL,4,'2024-02-19','518/9/KPTS/IV.14/2024',NULL,'2024-11-06','reactivated',NULL);
INSERT INTO "revitalization" VALUES(6,'2024-04-25T04:48:17Z',NULL,7,'2024-04-22','518/1/KPTS/IV.14/2025',NULL,'2025-01-22','reactivated',NULL);
INSERT INTO "revitalization" VALUES(7,'2024-11-19T08:13:35Z',NULL,13,'2024-11-18',NULL,'2025-03-04',NULL,NULL,NULL);
INSERT INTO "revitalization" VALUES(8,'2025-01-14T04:06:08Z',NULL,5,'2025-01-13',NULL,'2025-03-05',NULL,NULL,'Penanganan kedua, setelah kembali tidak aktif');
INSERT INTO "revitalization" VALUES(9,'2025-01-22T06:09:41Z',NULL,8,'2025-01-20',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "revitalization" VALUES(10,'2025-02-16T20:17:36Z',NULL,17,'2025-02-03',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "revitalization_cause" VALUES(1,'2023-03-03T08:04:18Z',NULL,1,'board-inactive','2023-03-02',NULL);
INSERT INTO "revitalization_cause" VALUES(2,'2023-03-06T06:03:48Z',NULL,1,'no-rat','2023-03-02',NULL);
INSERT INTO "revitalization_cause" VALUES(3,'2023-04-10T02:56:16Z',NULL,2,'no-business','2023-04-05',NULL);
INSERT INTO "revitalization_cause" VALUES(4,'2023-04-05T02:27:32Z',NULL,2,'little-capital','2023-04-05',NULL);
INSERT INTO "revitalization_cause" VALUES(5,'2023-10-03T05:48:31Z',NULL,3,'no-business','2023-10-03',NULL);
INSERT INTO "revitalization_cause" VALUES(6,'2023-10-04T01:33:39Z',NULL,3,'falling-business','2023-10-03',NULL);
INSERT INTO "revitalization_cause" VALUES(7,'2024-03-12T05:52:31Z',NULL,4,'untraceable','2024-03-06',NULL);
INSERT INTO "revitalization_cause" VALUES(8,'2024-03-07T08:38:15Z',NULL,4,'inherited-data','2024-03-06',NULL);
INSERT INTO "revitalization_cause" VALUES(9,'2024-03-18T06:13:30Z',NULL,5,'weak-management','2024-03-13',NULL);
INSERT INTO "revitalization_cause" VALUES(10,'2024-03-13T04:50:38Z',NULL,5,'marketing','2024-03-13',NULL);
INSERT INTO "revitalization_cause" VALUES(11,'2024-05-20T01:40:48Z',NULL,6,'board-inactive','2024-05-15',NULL);
INSERT INTO "revitalization_cause" VALUES(12,'2024-05-17T05:47:38Z',NULL,6,'little-capital','2024-05-15',NULL);
INSERT INTO "revitalization_cause" VALUES(13,'2024-05-15T04:01:35Z',NULL,6,'marketing','2024-05-15',NULL);
INSERT INTO "revitalization_cause" VALUES(14,'2024-12-23T05:19:29Z',NULL,7,'board-inactive','2024-12-18',NULL);
INSERT INTO "revitalization_cause" VALUES(15,'2024-12-18T03:53:49Z',NULL,7,'technology','2024-12-18',NULL);
INSERT INTO "revitalization_cause" VALUES(16,'2025-01-29T08:43:05Z',NULL,8,'falling-business','2025-01-29',NULL);
INSERT INTO "revitalization_cause" VALUES(17,'2025-02-04T02:43:08Z',NULL,8,'internal-conflict','2025-01-29',NULL);
INSERT INTO "revitalization_cause" VALUES(18,'2025-02-16T20:17:36Z',NULL,10,'no-rat','2025-02-03',NULL);
INSERT INTO "revitalization_cause" VALUES(19,'2025-02-16T20:17:36Z',NULL,10,'other','2025-02-03',NULL);
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
INSERT INTO "status_change" VALUES(1,'2023-01-30T03:00:00Z',NULL,1,'active','2013-04-22','Limpahan Kabupaten Lampung Barat',NULL);
INSERT INTO "status_change" VALUES(2,'2023-01-30T03:00:00Z',NULL,2,'active','2013-04-22','Limpahan Kabupaten Lampung Barat',NULL);
INSERT INTO "status_change" VALUES(3,'2023-01-30T03:00:00Z',NULL,3,'inactive','2013-04-22','Limpahan Kabupaten Lampung Barat',NULL);
INSERT INTO "status_change" VALUES(4,'2023-01-30T03:00:00Z',NULL,4,'active','2015-04-29','Pengesahan badan hukum',NULL);
INSERT INTO "status_change" VALUES(5,'2023-01-30T03:00:00Z',NULL,5,'active','2013-04-22','Limpahan Kabupaten Lampung Barat',NULL);
INSERT INTO "status_change" VALUES(6,'2023-01-30T03:00:00Z',NULL,6,'active','2013-04-22','Limpahan Kabupaten Lampung Barat',NULL);
INSERT INTO "status_change" VALUES(7,'2023-01-30T03:00:00Z',NULL,7,'active','2013-04-22','Limpahan Kabupaten Lampung Barat',NULL);
INSERT INTO "status_change" VALUES(8,'2023-01-30T03:00:00Z',NULL,8,'active','2016-11-03','Pengesahan badan hukum',NULL);
INSERT INTO "status_change" VALUES(9,'2023-01-30T03:00:00Z',NULL,9,'active','2020-06-12','Pengesahan badan hukum',NULL);
INSERT INTO "status_change" VALUES(10,'2023-01-30T03:00:00Z',NULL,10,'active','2013-04-22','Limpahan Kabupaten Lampung Barat',NULL);
INSERT INTO "status_change" VALUES(11,'2023-01-30T03:00:00Z',NULL,11,'active','2013-04-22','Limpahan Kabupaten Lampung Barat',NULL);
INSERT INTO "status_change" VALUES(12,'2023-01-30T03:00:00Z',NULL,12,'active','2021-06-25','Pengesahan badan hukum',NULL);
INSERT INTO "status_change" VALUES(13,'2023-01-30T03:00:00Z',NULL,13,'active','2013-04-22','Limpahan Kabupaten Lampung Barat',NULL);
INSERT INTO "status_change" VALUES(14,'2023-02-27T05:21:04Z',NULL,14,'active','2023-02-21','Pengesahan badan hukum',NULL);
INSERT INTO "status_change" VALUES(15,'2023-07-24T05:06:22Z',NULL,15,'active','2023-07-18','Pengesahan badan hukum',NULL);
INSERT INTO "status_change" VALUES(16,'2024-03-06T02:09:11Z',NULL,16,'active','2024-03-05','Pengesahan badan hukum',NULL);
INSERT INTO "status_change" VALUES(17,'2023-01-30T03:00:00Z',NULL,10,'inactive','2016-12-19','Tidak melaksanakan RAT tiga tahun berturut-turut','518/14/KPTS/IV.14/2016');
INSERT INTO "status_change" VALUES(18,'2023-01-30T03:00:00Z',NULL,5,'inactive','2018-12-17','Tidak melaksanakan RAT tiga tahun berturut-turut','518/12/KPTS/IV.14/2018');
INSERT INTO "status_change" VALUES(19,'2023-01-30T03:00:00Z',NULL,11,'inactive','2018-12-17','Tidak melaksanakan RAT tiga tahun berturut-turut','518/12/KPTS/IV.14/2018');
INSERT INTO "status_change" VALUES(20,'2023-01-30T03:00:00Z',NULL,10,'active','2019-11-18','Kembali melaksanakan RAT dan usaha','518/9/KPTS/IV.14/2019');
INSERT INTO "status_change" VALUES(21,'2023-01-30T03:00:00Z',NULL,6,'inactive','2020-12-14','Tidak ada kegiatan usaha','518/11/KPTS/IV.14/2020');
INSERT INTO "status_change" VALUES(22,'2023-01-30T03:00:00Z',NULL,7,'inactive','2022-03-21','Tidak melaksanakan RAT tiga tahun berturut-turut','518/3/KPTS/IV.14/2022');
INSERT INTO "status_change" VALUES(23,'2023-06-19T07:40:18Z',NULL,11,'active','2023-06-14','Revitalisasi selesai: RAT terlaksana dan usaha berjalan','518/6/KPTS/IV.14/2023');
INSERT INTO "status_change" VALUES(24,'2023-07-13T05:50:08Z',NULL,4,'inactive','2023-07-10','Tidak melaksanakan RAT tiga tahun berturut-turut','518/7/KPTS/IV.14/2023');
INSERT INTO "status_change" VALUES(25,'2023-07-13T05:50:08Z',NULL,13,'inactive','2023-07-10','Tidak melaksanakan RAT tiga tahun berturut-turut','518/7/KPTS/IV.14/2023');
INSERT INTO "status_change" VALUES(26,'2023-09-25T05:07:33Z',NULL,5,'active','2023-09-20','Revitalisasi selesai: RAT terlaksana dan usaha berjalan','518/9/KPTS/IV.14/2023');
INSERT INTO "status_change" VALUES(27,'2023-12-18T07:53:46Z',NULL,8,'inactive','2023-12-18','Tidak ada kegiatan usaha','518/13/KPTS/IV.14/2023');
INSERT INTO "status_change" VALUES(28,'2024-05-24T07:09:29Z',NULL,6,'active','2024-05-22','Revitalisasi selesai: RAT terlaksana dan usaha berjalan','518/4/KPTS/IV.14/2024');
INSERT INTO "status_change" VALUES(29,'2024-11-06T01:36:58Z',NULL,4,'active','2024-11-06','Revitalisasi selesai: RAT terlaksana dan usaha berjalan','518/9/KPTS/IV.14/2024');
INSERT INTO "status_change" VALUES(30,'2024-11-26T06:21:13Z',NULL,5,'inactive','2024-11-25','Kembali tidak ada kegiatan usaha','518/10/KPTS/IV.14/2024');
INSERT INTO "status_change" VALUES(31,'2025-01-28T03:37:06Z',NULL,7,'active','2025-01-22','Revitalisasi selesai: RAT terlaksana dan usaha berjalan','518/1/KPTS/IV.14/2025');
INSERT INTO "status_change" VALUES(32,'2025-02-16T20:17:36Z',NULL,17,'active','2019-05-06',NULL,NULL);
INSERT INTO "status_change" VALUES(33,'2025-02-16T20:17:36Z','2025-02-16T20:17:36Z',17,'inactive','2025-01-20','No RAT',NULL);
INSERT INTO "status_change" VALUES(34,'2025-02-16T20:17:36Z',NULL,17,'inactive','2025-01-27','No RAT',NULL);
CREATE TABLE tag (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	recorded_at VARCHAR NOT NULL, 
	withdrawn_at VARCHAR, 
	cooperative_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT ck_tag_name_filled CHECK (length(name) BETWEEN 1 AND 50), 
	CONSTRAINT fk_tag_cooperative_id FOREIGN KEY(cooperative_id) REFERENCES cooperative (id)
);
INSERT INTO "tag" VALUES(1,'2025-01-06T02:30:00Z',NULL,5,'target-2025');
INSERT INTO "tag" VALUES(2,'2025-01-06T02:30:00Z',NULL,6,'binaan-khusus');
INSERT INTO "tag" VALUES(3,'2025-01-06T02:30:00Z',NULL,7,'binaan-khusus');
INSERT INTO "tag" VALUES(4,'2025-02-16T20:17:36Z','2025-02-16T20:17:36Z',17,'kdmp');
INSERT INTO "tag" VALUES(5,'2025-02-16T20:17:36Z',NULL,5,'snooze-2025-03-31');
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
INSERT INTO "target" VALUES(1,'2024-01-08T03:00:00Z',NULL,2024,1,'active-share',68.0);
INSERT INTO "target" VALUES(2,'2024-01-08T03:00:00Z',NULL,2024,2,'active-share',68.5);
INSERT INTO "target" VALUES(3,'2024-01-08T03:00:00Z',NULL,2024,3,'active-share',69.0);
INSERT INTO "target" VALUES(4,'2024-01-08T03:00:00Z',NULL,2024,4,'active-share',70.0);
INSERT INTO "target" VALUES(5,'2024-01-08T03:00:00Z',NULL,2024,1,'rat-held',10.0);
INSERT INTO "target" VALUES(6,'2024-01-08T03:00:00Z',NULL,2024,2,'rat-held',35.0);
INSERT INTO "target" VALUES(7,'2024-01-08T03:00:00Z',NULL,2024,3,'rat-held',40.0);
INSERT INTO "target" VALUES(8,'2024-01-08T03:00:00Z',NULL,2024,4,'rat-held',42.0);
INSERT INTO "target" VALUES(9,'2024-01-08T03:00:00Z',NULL,2024,1,'cooperatives-mentored',12.0);
INSERT INTO "target" VALUES(10,'2024-01-08T03:00:00Z',NULL,2024,2,'cooperatives-mentored',24.0);
INSERT INTO "target" VALUES(11,'2024-01-08T03:00:00Z',NULL,2024,3,'cooperatives-mentored',36.0);
INSERT INTO "target" VALUES(12,'2024-01-08T03:00:00Z',NULL,2024,4,'cooperatives-mentored',48.0);
INSERT INTO "target" VALUES(13,'2024-01-08T03:00:00Z',NULL,2024,1,'people-trained',30.0);
INSERT INTO "target" VALUES(14,'2024-01-08T03:00:00Z',NULL,2024,2,'people-trained',60.0);
INSERT INTO "target" VALUES(15,'2024-01-08T03:00:00Z',NULL,2024,3,'people-trained',90.0);
INSERT INTO "target" VALUES(16,'2024-01-08T03:00:00Z',NULL,2024,4,'people-trained',120.0);
INSERT INTO "target" VALUES(17,'2024-01-08T03:00:00Z',NULL,2024,1,'cooperatives-reactivated',0.0);
INSERT INTO "target" VALUES(18,'2024-01-08T03:00:00Z',NULL,2024,2,'cooperatives-reactivated',1.0);
INSERT INTO "target" VALUES(19,'2024-01-08T03:00:00Z',NULL,2024,3,'cooperatives-reactivated',2.0);
INSERT INTO "target" VALUES(20,'2024-01-08T03:00:00Z',NULL,2024,4,'cooperatives-reactivated',4.0);
INSERT INTO "target" VALUES(21,'2024-01-08T03:00:00Z',NULL,2024,1,'cooperatives-healthy',2.0);
INSERT INTO "target" VALUES(22,'2024-01-08T03:00:00Z',NULL,2024,2,'cooperatives-healthy',3.0);
INSERT INTO "target" VALUES(23,'2024-01-08T03:00:00Z',NULL,2024,3,'cooperatives-healthy',4.0);
INSERT INTO "target" VALUES(24,'2024-01-08T03:00:00Z',NULL,2024,4,'cooperatives-healthy',5.0);
INSERT INTO "target" VALUES(25,'2025-01-08T03:00:00Z',NULL,2025,1,'active-share',70.0);
INSERT INTO "target" VALUES(26,'2025-01-08T03:00:00Z',NULL,2025,2,'active-share',71.0);
INSERT INTO "target" VALUES(27,'2025-01-08T03:00:00Z',NULL,2025,3,'active-share',72.0);
INSERT INTO "target" VALUES(28,'2025-01-08T03:00:00Z',NULL,2025,4,'active-share',74.0);
INSERT INTO "target" VALUES(29,'2025-01-08T03:00:00Z',NULL,2025,1,'rat-held',12.0);
INSERT INTO "target" VALUES(30,'2025-01-08T03:00:00Z',NULL,2025,2,'rat-held',40.0);
INSERT INTO "target" VALUES(31,'2025-01-08T03:00:00Z',NULL,2025,3,'rat-held',45.0);
INSERT INTO "target" VALUES(32,'2025-01-08T03:00:00Z',NULL,2025,4,'rat-held',48.0);
INSERT INTO "target" VALUES(33,'2025-01-08T03:00:00Z',NULL,2025,1,'cooperatives-mentored',12.0);
INSERT INTO "target" VALUES(34,'2025-01-08T03:00:00Z',NULL,2025,2,'cooperatives-mentored',28.0);
INSERT INTO "target" VALUES(35,'2025-01-08T03:00:00Z',NULL,2025,3,'cooperatives-mentored',42.0);
INSERT INTO "target" VALUES(36,'2025-01-08T03:00:00Z',NULL,2025,4,'cooperatives-mentored',56.0);
INSERT INTO "target" VALUES(37,'2025-01-08T03:00:00Z',NULL,2025,1,'people-trained',30.0);
INSERT INTO "target" VALUES(38,'2025-01-08T03:00:00Z',NULL,2025,2,'people-trained',70.0);
INSERT INTO "target" VALUES(39,'2025-01-08T03:00:00Z',NULL,2025,3,'people-trained',105.0);
INSERT INTO "target" VALUES(40,'2025-01-08T03:00:00Z',NULL,2025,4,'people-trained',140.0);
INSERT INTO "target" VALUES(41,'2025-01-08T03:00:00Z',NULL,2025,1,'cooperatives-reactivated',1.0);
INSERT INTO "target" VALUES(42,'2025-01-08T03:00:00Z',NULL,2025,2,'cooperatives-reactivated',3.0);
INSERT INTO "target" VALUES(43,'2025-01-08T03:00:00Z',NULL,2025,3,'cooperatives-reactivated',6.0);
INSERT INTO "target" VALUES(44,'2025-01-08T03:00:00Z',NULL,2025,4,'cooperatives-reactivated',10.0);
INSERT INTO "target" VALUES(45,'2025-01-08T03:00:00Z',NULL,2025,1,'cooperatives-healthy',2.0);
INSERT INTO "target" VALUES(46,'2025-01-08T03:00:00Z',NULL,2025,2,'cooperatives-healthy',4.0);
INSERT INTO "target" VALUES(47,'2025-01-08T03:00:00Z',NULL,2025,3,'cooperatives-healthy',6.0);
INSERT INTO "target" VALUES(48,'2025-01-08T03:00:00Z',NULL,2025,4,'cooperatives-healthy',8.0);
CREATE UNIQUE INDEX uq_officer_name ON officer (name) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_operation_undoes ON operation (undoes);
CREATE INDEX ix_region_parent_code ON region (parent_code);
CREATE INDEX ix_change_operation_id ON change (operation_id);
CREATE INDEX ix_change_row ON change (table_name, row_id);
CREATE INDEX ix_cooperative_legal_key ON cooperative (legal_key);
CREATE INDEX ix_cooperative_name_key ON cooperative (name_key);
CREATE INDEX ix_cooperative_subdistrict_code ON cooperative (subdistrict_code);
CREATE UNIQUE INDEX uq_cooperative_nik ON cooperative (nik) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_officer_subdistrict_officer_id ON officer_subdistrict (officer_id);
CREATE INDEX ix_officer_subdistrict_subdistrict_code ON officer_subdistrict (subdistrict_code);
CREATE UNIQUE INDEX uq_officer_subdistrict ON officer_subdistrict (officer_id, subdistrict_code) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_annual_report_cooperative_id ON annual_report (cooperative_id);
CREATE UNIQUE INDEX uq_annual_report_book_year ON annual_report (cooperative_id, book_year) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_financing_cooperative_id ON financing (cooperative_id);
CREATE INDEX ix_product_cooperative_id ON product (cooperative_id);
CREATE UNIQUE INDEX uq_product_year ON product (cooperative_id, name, year) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_revitalization_cooperative_id ON revitalization (cooperative_id);
CREATE UNIQUE INDEX uq_revitalization_open ON revitalization (cooperative_id) WHERE withdrawn_at IS NULL AND closed_on IS NULL;
CREATE INDEX ix_status_change_history ON status_change (cooperative_id, effective_on, id, status, recorded_at, withdrawn_at);
CREATE UNIQUE INDEX uq_status_change_day ON status_change (cooperative_id, effective_on) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_tag_cooperative_id ON tag (cooperative_id);
CREATE UNIQUE INDEX uq_tag_cooperative_id_name ON tag (cooperative_id, name) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_attendance_cooperative_id ON attendance (cooperative_id);
CREATE INDEX ix_attendance_revitalization_id ON attendance (revitalization_id);
CREATE INDEX ix_attendance_session_id ON attendance (session_id);
CREATE UNIQUE INDEX uq_attendance ON attendance (session_id, cooperative_id) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_revitalization_cause_revitalization_id ON revitalization_cause (revitalization_id);
CREATE UNIQUE INDEX uq_revitalization_cause ON revitalization_cause (revitalization_id, cause) WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX uq_target ON target (year, coalesce(quarter, 0), indicator) WHERE withdrawn_at IS NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('operation',20);
INSERT INTO "sqlite_sequence" VALUES('change',319);
INSERT INTO "sqlite_sequence" VALUES('officer',5);
INSERT INTO "sqlite_sequence" VALUES('publication',4);
INSERT INTO "sqlite_sequence" VALUES('region',27);
INSERT INTO "sqlite_sequence" VALUES('target',48);
INSERT INTO "sqlite_sequence" VALUES('cooperative',17);
INSERT INTO "sqlite_sequence" VALUES('mentoring_session',33);
INSERT INTO "sqlite_sequence" VALUES('officer_subdistrict',11);
INSERT INTO "sqlite_sequence" VALUES('annual_report',39);
INSERT INTO "sqlite_sequence" VALUES('financing',5);
INSERT INTO "sqlite_sequence" VALUES('product',15);
INSERT INTO "sqlite_sequence" VALUES('revitalization',10);
INSERT INTO "sqlite_sequence" VALUES('status_change',34);
INSERT INTO "sqlite_sequence" VALUES('tag',5);
INSERT INTO "sqlite_sequence" VALUES('attendance',37);
INSERT INTO "sqlite_sequence" VALUES('revitalization_cause',19);
COMMIT;
