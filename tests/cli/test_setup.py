"""``koperasi setup``: written once, changed where it differs, shown otherwise."""

import json
from pathlib import Path
from typing import Any

import pytest

from koperasi_cli.database import Database
from koperasi_cli.settings import Personal

ALL = (
    "setup", "--name", "Diskopdag Kab. Pesisir Barat", "--head", "Fulan", "--city", "Krui",
    "--region", "18.13", "--time-zone", "wib", "--officer", "Ana Putri: Way Krui, Lemong",
    "--role", "PPKL", "--threshold", "book_years=2", "--me", "ana",
)  # fmt: skip


@pytest.fixture(autouse=True)
def nobody_named(monkeypatch: Any) -> None:
    monkeypatch.delenv("KOPERASI_ACTOR")


def test_everything_at_once_and_then_nothing(registry: Database, run: Any) -> None:
    first = run(*ALL)
    assert first.code == 0, first.err
    assert first.out.splitlines() == [
        "Saved: you are Ana Putri.",
        "Saved: 130 regions of 18.13 Pesisir Barat.",
        "Saved: Office: Diskopdag Kab. Pesisir Barat.",
        "Saved: Head of office: Fulan.",
        "Saved: City: Krui.",
        "Saved: Region: 18.13.",
        "Saved: book_years: 2.",
        "Saved: officer no. 1 Ana Putri (PPKL), in whose care: Lemong and Way Krui.",
    ]
    before = registry.path.read_bytes()
    assert run(*ALL).out == "Nothing changed.\n"
    assert registry.path.read_bytes() == before
    assert Personal().actor() == "Ana Putri"


def test_only_what_differs_is_written(registry: Database, run: Any) -> None:
    run(*ALL)
    changed = run("setup", "--city", "Biha", "--name", "Diskopdag Kab. Pesisir Barat")
    assert changed.out == "Saved: City: Biha.\n"
    moved = run("setup", "--officer", "ana putri: Ngambur")
    assert moved.out == "Saved: officer no. 1 Ana Putri (PPKL), in whose care: Ngambur.\n"
    assert run("setup", "--officer", "Ana Putri").out == "Nothing changed.\n"
    assert "no subdistrict in care" in run("setup", "--officer", "Ana Putri:").out
    assert run("setup", "--threshold", "book_years=3").out == "Saved: book_years: 3.\n"


def test_json_is_the_office_as_written(registry: Database, run: Any) -> None:
    expected = {
        "id": 1,
        "name": "Diskopdag Kab. Pesisir Barat",
        "head": "Fulan",
        "city": "Krui",
        "region_code": "18.13",
        "region": "Pesisir Barat",
        "time_zone": "wib",
        "invented": False,
        "fixed_today": None,
        "officers": [
            {"id": 1, "name": "Ana Putri", "role": "PPKL", "subdistricts": ["Lemong", "Way Krui"]}
        ],
        "me": "Ana Putri",
    }
    for words in ((*ALL, "--json"), ("setup", "--json")):
        written = json.loads(run(*words).out)
        assert written.pop("thresholds")["book_years"] == 2
        assert written == expected


def test_alone_it_shows_and_makes_nothing(run: Any) -> None:
    ran = run("setup")
    assert ran.code == 0
    assert "To change them: koperasi setup" in ran.out
    assert not Personal().database(None).exists()


def test_a_dry_run_writes_nothing(run: Any) -> None:
    ran = run(*ALL, "--dry-run")
    assert ran.code == 0 and "Trial run: nothing was saved." in ran.out
    assert not Personal().folder.exists()


def test_another_district_brings_its_own_file(registry: Database, run: Any, tmp_path: Path) -> None:
    file = tmp_path / "wilayah.csv"
    file.write_text(
        "code;name\n18.04;Lampung Barat\n18.04.01;Balik Bukit\n18.04.01.2001;Padang Cahya\n",
        encoding="utf-8",
    )
    refused = run("setup", "--region", "18.04")
    assert refused.code == 1 and "--regions" in refused.err
    loaded = run("setup", "--regions", file, "--officer", "Budi: balikbukit")
    assert loaded.out.splitlines() == [
        "Saved: 3 regions of 18.04 Lampung Barat.",
        "Saved: Region: 18.04.",
        "Saved: officer no. 1 Budi (-), in whose care: Balik Bukit.",
    ]


def test_the_district_may_be_named(registry: Database, run: Any) -> None:
    assert "Saved: Region: 18.13." in run("setup", "--region", "Pesisir Barat").out


def test_regions_taken_back_can_be_loaded_again(registry: Database, run: Any) -> None:
    run(*ALL)
    assert run("undo", "--yes").code == 0
    again = run("setup", "--region", "18.13", "--city", "Krui")
    assert "Saved: 130 regions of 18.13 Pesisir Barat." in again.out
    assert json.loads(run("setup", "--json").out)["head"] is None


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--threshold", "x=1"), 2, 'There is no threshold "x".'),
        (("--threshold", "book_years"), 2, "is no NAME=VALUE"),
        (("--threshold", "book_years=-1"), 2, "a whole number from 1 to"),
        (("--officer", ": Lemong"), 2, "names no officer"),
        (("--officer", "Ana: Nowhere"), 1, 'There is no subdistrict "Nowhere"'),
        (("--time-zone", "utc"), 2, "utc"),
        (("--role", "PPKL"), 2, "--officer"),
        (("--name", "1801060008001234"), 2, "16 digits"),
        (("--regions", "nowhere.csv"), 1, "nowhere.csv"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(
    registry: Database, run: Any, words: tuple[str, ...], code: int, said: str
) -> None:
    ran = run("setup", "--city", "Krui", "--me", "Ana", *words)
    assert ran.code == code and said in ran.err
    assert json.loads(run("setup", "--json").out)["city"] is None
    assert Personal().get("actor") is None


def test_it_closes_the_demo_first(run: Any, monkeypatch: Any) -> None:
    monkeypatch.delenv("KOPERASI_TODAY")
    run("demo")
    shown = run("setup")
    assert "the sample registry stays open" in shown.out and "Pesisir Barat" not in shown.out
    ran = run("setup", "--city", "Krui")
    assert ran.out.splitlines() == [
        "The sample registry is closed: setup is about your own.",
        "Saved: City: Krui.",
    ]
    assert json.loads(run("setup", "--json").out)["city"] == "Krui"


def test_on_a_terminal_it_asks_for_each(registry: Database, run: Any, monkeypatch: Any) -> None:
    from koperasi_cli.output.screen import Screen

    monkeypatch.setattr(Screen, "interactive", True)
    answers = [
        "Dinas Uji", "", "Krui", "xyz", "wita", "18.13", "Ana: Nowhere", "Ana: Way Krui", "", "Ana",
    ]  # fmt: skip
    ran = run("setup", stdin="\n".join(answers) + "\n")
    assert ran.code == 0, ran.err
    assert 'There is no subdistrict "Nowhere"' in ran.err and '"xyz"' in ran.err
    assert "in whose care: Way Krui" in ran.out
    written = json.loads(run("setup", "--json", "--city", "Krui").out)
    assert (written["name"], written["head"], written["time_zone"]) == ("Dinas Uji", None, "wita")
    assert written["me"] == "Ana"
    assert run("setup", stdin="\n" * 7).out == "Nothing changed.\n"
