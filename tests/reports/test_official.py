"""The official layouts: word for word, and their figures against plain Python."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.errors import BadUsage
from koperasi_cli.language import speaking
from koperasi_cli.reports.asked import Asked
from koperasi_cli.reports.office import OfficeFacts, office_facts
from koperasi_cli.reports.official import bps, keragaan, rekapitulasi
from koperasi_cli.reports.selection import Criteria, select
from koperasi_cli.table import Report

TODAY = date(2025, 2, 17)
OFFICE = OfficeFacts(name="Diskopdag Kab. Pesisir Barat", region_code="18.13")
MONEY = ("equity", "outside_capital", "assets", "turnover", "surplus")
KINDS = ("kud", "kpri", "kopkar", "koppas")
Tables = dict[str, list[dict[str, Any]]]

KERAGAAN_2023 = """\
Keragaan Koperasi di Kabupaten Pesisir Barat, 2021–2023
Uraian                       2021      2022      2023
Koperasi aktif (unit)          58        57        60
Koperasi tidak aktif           18        21        29
Koperasi yang RAT              32        40        41
Sertifikat NIK                 27        28        29
Anggota (orang)             1.261     1.628     1.436
Manajer                        10        12         7
Karyawan                       50        67        61
Modal sendiri (Rp juta)   6.328,1   8.635,1   7.707,8
Modal luar                1.573,9   1.760,4   1.969,5
Volume usaha             14.596,6  20.151,3  18.702,5
SHU                         346,1     530,7     434,4

Sumber: Diskopdag Kab. Pesisir Barat, data per 17 Februari 2025
"""
REKAPITULASI_COLUMNS = (
    "No | Kecamatan | Jumlah Koperasi: Jumlah | Aktif | Tidak Aktif | Jumlah Anggota | RAT (unit)"
    " | Jumlah Manajer | Jumlah Karyawan | Modal Sendiri (Rp juta) | Modal Luar | Asset"
    " | Volume Usaha | Sisa Hasil Usaha"
)
REKAPITULASI_2024 = """\
1 | Pesisir Tengah | 19 | 14 | 5 | 127 | 2 | 1 | 4 | 486,7 | 64,3 | 551,0 | 1.020,6 | 25,9
2 | Pesisir Selatan | 13 | 9 | 4 | 16 | - | - | - | - | - | - | - | -
3 | Lemong | 5 | 3 | 2 | - | - | - | - | - | - | - | - | -
4 | Pesisir Utara | 3 | 2 | 1 | - | - | - | - | - | - | - | - | -
5 | Karya Penggawa | 7 | 5 | 2 | - | - | - | - | - | - | - | - | -
6 | Pulau Pisang | 2 | 1 | 1 | - | - | - | - | - | - | - | - | -
7 | Way Krui | 8 | 6 | 2 | 65 | 1 | 1 | 1 | 683,7 | - | 683,7 | 389,8 | 9,0
8 | Krui Selatan | 9 | 7 | 2 | - | - | - | - | - | - | - | - | -
9 | Ngambur | 11 | 8 | 3 | 19 | - | - | - | - | - | - | - | -
10 | Ngaras | 6 | 4 | 2 | 19 | - | - | - | - | - | - | - | -
11 | Bangkunat | 12 | 6 | 6 | 40 | 1 | - | 1 | 165,5 | 16,6 | 182,1 | 536,8 | 22,7
 | Jumlah | 95 | 65 | 30 | 286 | 4 | 2 | 6 | 1.335,9 | 80,9 | 1.416,7 | 1.947,2 | 57,5
"""
BPS_2023 = """\
Jumlah Koperasi Menurut Jenis Koperasi dan Kecamatan di Kabupaten Pesisir Barat, 2023
Kecamatan        KUD  KPRI  KOPKAR  KOPPAS  Lainnya  Jumlah
Pesisir Tengah     -     2       1       1       13      17
Pesisir Selatan    1     -       -       -       11      12
Lemong             -     -       -       -        5       5
Pesisir Utara      -     1       -       -        2       3
Karya Penggawa     -     -       -       -        7       7
Pulau Pisang       -     -       -       -        2       2
Way Krui           1     1       -       -        5       7
Krui Selatan       -     -       -       -        9       9
Ngambur            1     -       -       -        9      10
Ngaras             1     -       -       -        4       5
Bangkunat          1     1       1       -        9      12
Jumlah             5     5       2       1       76      89

Jumlah Koperasi Aktif Menurut Kecamatan di Kabupaten Pesisir Barat, 2023
Kecamatan        Jumlah
Pesisir Tengah       13
Pesisir Selatan       8
Lemong                3
Pesisir Utara         2
Karya Penggawa        5
Pulau Pisang          1
Way Krui              4
Krui Selatan          8
Ngambur               6
Ngaras                4
Bangkunat             6
Jumlah               60

Sumber: Diskopdag Kab. Pesisir Barat, data per 17 Februari 2025
"""


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("which", "page"), [("keragaan", KERAGAAN_2023), ("bps", BPS_2023)])
def test_the_layout_word_for_word_in_either_language(
    sample: Database, run: Any, language: str, which: str, page: str
) -> None:
    ran = run("report", which, "--year", "2023", "--lang", language)
    assert ran.code == 0, ran.err
    assert ran.out.partition("\n\n")[2].startswith(page)


@pytest.mark.parametrize("language", ["en", "id"])
def test_rekapitulasi_word_for_word_in_either_language(
    sample: Database, run: Any, language: str
) -> None:
    out = run(
        "report", "rekapitulasi", "--year", "2024", "--format", "markdown", "--lang", language
    ).out
    assert (
        "\n## Rekapitulasi Data Koperasi per Kecamatan di Kabupaten Pesisir Barat, Tahun 2024\n"
        in out
    )
    head, _rule, *lines = [line for line in out.splitlines() if line.startswith("|")]
    assert head == f"| {REKAPITULASI_COLUMNS} |"
    assert "\n".join(line[2:-2] for line in lines) + "\n" == REKAPITULASI_2024
    assert "\n*Sumber: Diskopdag Kab. Pesisir Barat, data per 17 Februari 2025*\n" in out


def test_the_workbook_has_numbers_with_the_header_on_top(
    sample: Database, run: Any, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "rekap.xlsx"
    assert run("report", "rekapitulasi", "--year", "2024", "--output", path).code == 0
    sheet, notes = load_workbook(path).worksheets
    header, first, second = list(sheet.iter_rows(min_row=1, max_row=3))
    assert [cell.value for cell in header] == REKAPITULASI_COLUMNS.split(" | ")
    assert [cell.value for cell in first][:5] == [1, "Pesisir Tengah", 19, 14, 5]
    equity, rat = first[9], second[6]
    assert (equity.value, equity.number_format) == (486.7, '#,##0.0;-#,##0.0;"-"')
    assert (rat.value, rat.number_format) == (0, '#,##0;-#,##0;"-"')
    said = [cell.value for (cell,) in notes.iter_rows()]
    assert said[1] == (
        "Rekapitulasi Data Koperasi per Kecamatan di Kabupaten Pesisir Barat, Tahun 2024"
    )
    assert "Sumber: Diskopdag Kab. Pesisir Barat, data per 17 Februari 2025" in said


def test_json_has_whole_rupiah_and_stable_names(sample: Database, run: Any) -> None:
    data = json.loads(run("report", "rekapitulasi", "--year", "2024", "--json", "--lang", "id").out)
    assert data["totals"]["equity"] == 1_335_850_000
    assert data["status_on"] == "2024-12-31"
    assert [row["code"] for row in data["rows"]] == [f"18.13.{n:02}" for n in range(1, 12)]


# --- the second way


def ask(connection: sqlite3.Connection, module: Any, *, on: date = TODAY, **options: Any) -> Report:
    criteria = options.pop("criteria", Criteria())
    asked = Asked(
        today=TODAY,
        on=on,
        office=options.pop("office", OFFICE),
        selection=select(connection, criteria, me="nobody"),
        **options,
    )
    answer: Report = module.report(connection, asked)
    return answer


def status_on(tables: Tables, id_: int, on: str) -> str | None:
    decisions = [(row["effective_on"], row["id"], row["status"]) for row in tables["status_change"]
                 if row["cooperative_id"] == id_ and row["effective_on"] <= on]  # fmt: skip
    return max(decisions)[2] if decisions else None


def added(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def plain_figures(
    tables: Tables, year: int, on: date, among: list[dict[str, Any]]
) -> dict[str, Any]:
    day = min(f"{year}-12-31", on.isoformat())
    books = {
        row["cooperative_id"]: row for row in tables["annual_report"] if row["book_year"] == year
    }
    counted = [
        (one, status_on(tables, one["id"], day), books.get(one["id"], {}))
        for one in among
        if status_on(tables, one["id"], day) in ("active", "inactive")
    ]
    rat = [s for _c, s, book in counted if (book.get("rat_held_on") or "9") <= on.isoformat()]
    members = [
        (book["members_male"] or 0) + (book["members_female"] or 0)
        for _c, _s, book in counted
        if book and not book["members_male"] is book["members_female"] is None
    ]
    return {
        "total": len(counted),
        "active": sum(status == "active" for _c, status, _b in counted),
        "inactive": sum(status == "inactive" for _c, status, _b in counted),
        "rat": len(rat),
        "rat_active": rat.count("active"),
        "certificates": sum(
            (one["certificate_expires_on"] or "") >= day for one, _s, _b in counted
        ),
        "with_members": len(members),
        "with_money": sum(any(book.get(n) is not None for n in MONEY) for _c, _s, book in counted),
        "members": sum(members) if members else None,
        **{
            name: added([book.get(name) for _c, _s, book in counted])
            for name in ("managers", "employees", *MONEY)
        },
    }


def check(connection: sqlite3.Connection, tables: Tables, year: int, on: date) -> None:
    """The three reports of a year against plain Python."""
    together = plain_figures(tables, year, on, tables["cooperative"])
    (of_year,) = [
        r for r in ask(connection, keragaan, on=on, year=year).data["rows"] if r["year"] == year
    ]
    assert of_year == {"year": year, **together}

    found = ask(connection, rekapitulasi, on=on, year=year)
    assert found.data["totals"] == together
    own = [r["code"] for r in tables["region"]
           if r["level"] == "subdistrict" and r["parent_code"] == "18.13"]  # fmt: skip
    codes = [row["code"] for row in found.data["rows"]]
    assert codes[: len(own)] == sorted(own)
    for row in found.data["rows"]:
        code = row["code"]
        here = [one for one in tables["cooperative"] if one["subdistrict_code"] == code]
        expected = plain_figures(tables, year, on, here)
        assert {name: row[name] for name in expected} == expected
        assert row["code"] in own or expected["total"]
    assert sum(row["total"] for row in found.data["rows"]) == together["total"]

    day = min(f"{year}-12-31", on.isoformat())
    kinds: dict[str | None, Counter[str]] = {}
    for one in tables["cooperative"]:
        status = status_on(tables, one["id"], day)
        if status in ("active", "inactive"):
            kind = one["category"] if one["category"] in KINDS else "other"
            kinds.setdefault(one["subdistrict_code"], Counter()).update(
                [kind, "total", *(["active"] if status == "active" else [])]
            )
    counted = ask(connection, bps, on=on, year=year).data
    assert [row["code"] for row in counted["rows"]] == codes
    for row in [*counted["rows"], counted["totals"] | {"code": "all"}]:
        expected_kinds = (
            sum(kinds.values(), Counter())
            if row["code"] == "all"
            else kinds.get(row["code"], Counter())
        )
        assert {key: row[key] for key in (*KINDS, "other", "total", "active")} == {
            key: expected_kinds[key] for key in (*KINDS, "other", "total", "active")
        }


@pytest.mark.parametrize("on", [TODAY, date(2024, 6, 30)], ids=str)
@pytest.mark.parametrize("year", [2019, 2023, 2024])
def test_the_sample_agrees_with_plain_python(
    in_memory: sqlite3.Connection, exported: Any, year: int, on: date
) -> None:
    check(in_memory, exported(in_memory), year, on)


@pytest.mark.parametrize("seed", range(25))
def test_generated_registries_agree_with_plain_python(
    with_years: Callable[[int], sqlite3.Connection], exported: Any, seed: int
) -> None:
    with closing(with_years(seed)) as connection:
        for year, on in ((2023, TODAY), (2024, TODAY), (2024, date(2024, 6, 30)), (2025, TODAY)):
            check(connection, exported(connection), year, on)


# --- what else it holds to


def test_the_running_year_has_the_status_of_the_day(in_memory: sqlite3.Connection) -> None:
    data = ask(in_memory, rekapitulasi).data
    assert (data["year"], data["status_on"]) == (2025, TODAY)
    assert (data["totals"]["active"], data["totals"]["inactive"]) == (67, 29)


def test_filters_choose_and_say_so(in_memory: sqlite3.Connection) -> None:
    found = ask(in_memory, bps, criteria=Criteria(status=["active"], sector=["producer"]))
    assert found.data["totals"]["total"] == found.data["totals"]["active"] == 38
    assert "Only: Status: Active; Sector: Producer" in found.notes


def test_the_years_of_keragaan(in_memory: sqlite3.Connection) -> None:
    years = [row["year"] for row in ask(in_memory, keragaan, year=2022).data["rows"]]
    assert years == [2020, 2021, 2022]
    found = ask(in_memory, keragaan, first=date(2019, 5, 1), last=date(2024, 12, 31))
    assert [row["year"] for row in found.data["rows"]] == [*range(2019, 2025)]
    assert found.data["title"].endswith(", 2019–2024")
    one = ask(in_memory, keragaan, first=date(2024, 1, 1), last=date(2024, 12, 31))
    assert one.data["title"].endswith("Barat, 2024")
    with pytest.raises(BadUsage, match="20 years at most"):
        ask(in_memory, keragaan, first=date(1990, 1, 1))


@pytest.mark.parametrize("module", [keragaan, rekapitulasi, bps])
def test_a_year_that_has_not_begun_is_refused(in_memory: sqlite3.Connection, module: Any) -> None:
    with pytest.raises(BadUsage, match="2026 has not begun on 17 February 2025"):
        ask(in_memory, module, year=2026)


def test_shares_of_rat_say_of_what(in_memory: sqlite3.Connection) -> None:
    notes = ask(in_memory, rekapitulasi, year=2023).notes
    assert "RAT for book year 2023: 41 of all 89 cooperatives (46%)." in notes
    assert "Of the 60 active ones, 37 held it (62%)." in notes
    assert (
        "Book year 2023: members are known of 48 of 89 cooperatives, business figures of 41 of 89."
        in notes
    )


@pytest.mark.parametrize(("office", "kind", "place", "source"), [
    (OFFICE, "kabupaten", " di Kabupaten Pesisir Barat, 2025",
     "Sumber: Diskopdag Kab. Pesisir Barat, data per 17 Februari 2025"),
    (OfficeFacts(name="Dinas", region_code="18.13"), "kota", " di Kota Pesisir Barat, 2025",
     "Sumber: Dinas, data per 17 Februari 2025"),
    (OfficeFacts(), "kabupaten", " dan Kecamatan, 2025", "Data per 17 Februari 2025"),
])  # fmt: skip
def test_title_and_source_name_the_office_as_far_as_it_is_set_up(
    with_years: Callable[[int], sqlite3.Connection],
    office: OfficeFacts, kind: str, place: str, source: str,
) -> None:  # fmt: skip
    with closing(with_years(1)) as connection:
        connection.execute("UPDATE region SET kind = ? WHERE level = 'district'", (kind,))
        found = ask(connection, bps, office=office)
    assert found.data["titles"][0].endswith(place)
    assert found.notes[0] == source


@pytest.mark.parametrize("module", [keragaan, rekapitulasi, bps])
def test_an_empty_registry_reads_well(empty_file: Path, module: Any) -> None:
    with closing(sqlite3.connect(empty_file)) as connection:
        for language in ("en", "id"):
            with speaking(language):
                found = ask(connection, module, office=office_facts(connection))
        assert found.notes[0] == "Data per 17 Februari 2025"
        assert all(row.get("total") == 0 for row in found.data["rows"])


def test_cooperatives_without_a_subdistrict_come_last(
    with_years: Callable[[int], sqlite3.Connection],
) -> None:
    with closing(with_years(3)) as connection:
        placeless = connection.execute(
            "INSERT INTO cooperative (name, name_key, recorded_at) VALUES ('Anywhere', '', '')"
        ).lastrowid
        connection.execute(
            "INSERT INTO status_change (cooperative_id, status, effective_on, recorded_at)"
            " VALUES (?, 'active', '2020-01-01', '')",
            (placeless,),
        )
        for module in (rekapitulasi, bps):
            last = ask(connection, module).data["rows"][-1]
            assert (last["code"], last["subdistrict"]) == (None, "Kecamatan belum diisi")
            assert last["active"] >= 1
