"""``koperasi add``: from options and in the form; what it says, prints and refuses."""

import json
from typing import Any

import pytest

from koperasi_cli.database import Database

NIK = "1813019999999"


def count(database: Database, table: str = "cooperative") -> int:
    with database.reading() as connection:
        found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return found


def test_one_line_confirms_with_the_number(registry: Database, run: Any) -> None:
    ran = run("add", "KSP Krui", "--sector", "simpan pinjam")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Saved: no. 1 KSP Krui, active from 17 February 2025 on.\n"


def test_the_first_command_makes_the_registry(tmp_path: Any, run: Any) -> None:
    path = tmp_path / "new" / "registry.db"
    assert run("add", "KSP Krui", "--db", path).code == 0
    assert count(Database(path)) == 1


def test_json_is_the_record_as_written(sample: Database, run: Any) -> None:
    ran = run(
        "add", "Koperasi  Kopi\tBaru", "--sector", "Produsen", "--subdistrict", "way krui",
        "--village", "Labuhan Mandi", "--nik", "1813 0199 9999 9", "--legal-number", " 1 /BH/ 2020",
        "--legal-date", "17 Februari 2020", "--on", "17/02/2020", "--phone", "0812", "--tag", "KDMP",
        "--officer", "1", "--json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    data = json.loads(ran.out)
    expected = {
        "id": 97, "name": "Koperasi Kopi Baru", "sector": "producer", "nik": NIK,
        "legal_number": "1 /BH/ 2020", "legal_date": "2020-02-17", "officer_id": 1, "tags": ["kdmp"],
        "phone": None, "withdrawn_at": None, "note": None,
    }  # fmt: skip
    assert {key: data[key] for key in expected} == expected
    assert data["village_code"].startswith(data["subdistrict_code"])
    with sample.reading() as connection:
        phone, on = connection.execute(
            "SELECT phone, effective_on FROM cooperative AS c"
            " JOIN status_change AS s ON s.cooperative_id = c.id WHERE c.id = 97"
        ).fetchone()
    assert (phone, on) == ("0812", "2020-02-17")


@pytest.mark.parametrize(("words", "code", "said"), [
    ((), 2, "NAME is missing."),
    (("",), 2, "needs a name"),
    (("   ",), 2, "needs a name"),
    (("x" * 10_000,), 2, "Name: 10,000 characters are too long."),
    (("Koperasi \x1b[31mA",), 2, "Name: "),
    (("Koperasi \u202eA",), 2, "control characters"),
    (("Koperasi \udcff",), 2, "bytes that are no characters"),
    (("A", "--reason", "x\x07"), 2, "Reason: "),
    (("A", "--reason", "NIK 1813010101900001"), 2, "16 digits are a person's NIK"),
    (("A", "--nik", "1813010101900001"), 2, "16 digits are a person's NIK"),
    (("A", "--nik", "12"), 2, "A cooperative's NIK has 13 digits."),
    (("A", "--sector", "Pertanian"), 2, 'Use: --industry "Pertanian"'),
    (("A", "--sector", "prodicer"), 2, "Did you mean: Producer?"),
    (("A", "--status", "asleep"), 2, "Inactive (inactive)"),
    (("A", "--legal-date", "2024-02-30"), 2, "Legal date: "),
    (("A", "--legal-date", "2025-02-18"), 1, "has not come yet"),
    (("A", "--on", "+1"), 1, "has not come yet"),
    (("A", "--subdistrict", "Atlantis"), 1, "There are: Pesisir Tengah"),
    (("A", "--village", "Walur"), 1, "Name the subdistrict too"),
    (("A", "--village", "!!"), 1, "There is no village"),
    (("A", "--subdistrict", "Lemong", "--village", "Labuhan Mandi"), 2, "It is in: Way Krui"),
    (("A", "--officer", "Nyi Roro Kidul"), 1, "is no officer"),
    (("A", "--tag", "a,b"), 2, "is no tag"),
    (("A", "--tag", "x" * 51), 2, "too long"),
    (("Koperasi", "Dua", "Kata"), 2, "Put a name of several words between quotes"),
])  # fmt: skip
def test_what_is_refused_writes_nothing(
    sample: Database, run: Any, words: tuple[str, ...], code: int, said: str
) -> None:
    before = sample.path.read_bytes()
    ran = run("add", *words)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert said in ran.err and "Traceback" not in ran.err
    assert len(ran.err) < 1500
    assert sample.path.read_bytes() == before


def test_a_nik_on_record_is_refused_even_with_yes(registry: Database, run: Any) -> None:
    run("add", "KSP Krui", "--nik", NIK)
    ran = run("add", "Koperasi Lain", "--nik", NIK, "--yes")
    assert ran.code == 1
    assert f"NIK {NIK} is on record: no. 1 KSP Krui." in ran.err
    assert "koperasi show 1" in ran.err


@pytest.mark.parametrize(("first", "second"), [
    (("KSP Krui",), ("Koperasi Simpan Pinjam KRUI",)),
    (("KSP Krui", "--legal-number", "1/BH"), ("Koperasi Lain", "--legal-number", "1 / bh")),
])  # fmt: skip
def test_off_a_terminal_a_question_is_a_refusal_that_names_the_answer(
    registry: Database, run: Any, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    run("add", *first)
    refused = run("add", *second)
    assert refused.code == 1 and "no. 1 KSP Krui" in refused.err and "--yes" in refused.err
    assert count(registry) == 1
    assert run("add", *second, "--yes").code == 0
    assert count(registry) == 2


def test_a_trial_run_shows_and_saves_nothing(registry: Database, run: Any) -> None:
    before = registry.path.read_bytes()
    ran = run("add", "KSP Krui", "--dry-run")
    assert ran.out.splitlines() == [
        "Saved: no. 1 KSP Krui, active from 17 February 2025 on.",
        "Trial run: nothing was saved.",
    ]
    assert registry.path.read_bytes() == before


def test_an_earlier_day_says_which_counts_it_moves(sample: Database, run: Any) -> None:
    out = run("add", "KSP Baru", "--on", "2024-06-01").out
    assert "This changes the count of 1 June 2024 (active: " in out
    assert "This changes the figure published on 17 February 2025 (active: 67 to 68)." in out
    assert "26 January 2024" not in out


def test_a_nik_of_another_district_is_a_warning_beside_the_answer(
    sample: Database, run: Any
) -> None:
    ran = run("add", "KSP Baru", "--nik", "1801010000001", "--json")
    assert ran.code == 0 and json.loads(ran.out)["nik"] == "1801010000001"
    assert "begins with the code of another district" in ran.err


# --- the form


def test_the_form_asks_shows_and_saves(sample: Database, on_a_terminal: Any) -> None:
    answers = [
        "Koperasi Produsen Tuhuk Baru", "1", "1813019999999", "1/BH/2020", "17 Februari 2020",
        "", "", "1", "1", "", "Ibu Contoh", "0812-3456", "", "1 Maret 2020", "y",
    ]  # fmt: skip
    ran = on_a_terminal("add", answers=answers)
    assert ran.code == 0, ran.out
    assert "Saved: no. 97 Koperasi Produsen Tuhuk Baru, active from 1 March 2020 on." in ran.out
    with sample.reading() as connection:
        row = dict(connection.execute("SELECT * FROM cooperative WHERE id = 97").fetchone())
    assert (row["sector"], row["nik"], row["legal_date"]) == ("producer", NIK, "2020-02-17")
    assert (row["chair"], row["phone"]) == ("Ibu Contoh", "0812-3456")
    assert row["village_code"].startswith(row["subdistrict_code"])


def test_the_form_asks_again_where_an_answer_cannot_be(
    sample: Database, on_a_terminal: Any
) -> None:
    answers = [
        "", "Koperasi \x16\x1b[1m", "Koperasi Baru", "99", "Pertanian", "Jasa", "123", "", "",
        "2024-02-30", "",
        "", "", "Atlantis", "", "", "", "", "", "2030-01-01", "", "maybe", "y",
    ]  # fmt: skip
    ran = on_a_terminal("add", answers=answers)
    for said in (
        "control characters", '"99" is no', "--industry", "13 digits", "not in the calendar",
        'no subdistrict "Atlantis"', "has not come yet", "neither yes nor no",
        "Saved: no. 97 Koperasi Baru, active from 17 February 2025 on.",
    ):  # fmt: skip
        assert said in ran.out
    assert ran.code == 0


def test_what_was_given_is_not_asked_again(registry: Database, on_a_terminal: Any) -> None:
    """And without a region table there is no question of the place."""
    ran = on_a_terminal("add", "--sector", "jasa", "--chair", "Ibu Contoh", answers=[
        "Koperasi Baru", "", "", "", "", "", "", "", "", "", "y",
    ])  # fmt: skip
    assert ran.code == 0, ran.out
    assert "Sector: " not in ran.out and "Subdistrict" not in ran.out
    assert count(registry) == 1


@pytest.mark.parametrize("last", ["n", "", "\x04"])
def test_a_no_at_the_end_saves_nothing(registry: Database, on_a_terminal: Any, last: str) -> None:
    ran = on_a_terminal("add", answers=["Koperasi Baru", *[""] * 10, last])
    assert ran.code == 130
    assert "Interrupted. The registry was not changed." in ran.out
    assert count(registry) == 0


def test_a_question_on_a_terminal_is_asked_once(
    registry: Database, run: Any, on_a_terminal: Any
) -> None:
    run("add", "KSP Krui")
    ran = on_a_terminal("add", "Koperasi Simpan Pinjam Krui", answers=["y"])
    assert ran.code == 0 and ran.out.count("The same name") == 1
    assert count(registry) == 2


def test_the_form_reads_what_was_given_before_it_asks(sample: Database, on_a_terminal: Any) -> None:
    ran = on_a_terminal("add", "--sector", "xyz", "--subdistrict", "Mars", answers=["A", ""])
    assert ran.code == 2
    assert '"xyz" is no sector' in ran.out
    assert "Name:" not in ran.out


def test_a_known_nik_is_said_where_it_is_typed(
    sample: Database, run: Any, on_a_terminal: Any
) -> None:
    known = json.loads(run("show", "3", "--json").out)["nik"]
    assert known
    ran = on_a_terminal("add", answers=["KSP Baru", "5", known, "1813999999999"])
    before, said, after = ran.out.partition("no. 3 KSP Krui Mandiri Sentosa")
    assert said
    assert before.count("Cooperative number (NIK): ") == 1
    assert after.count("Cooperative number (NIK): ") == 1  # asked once more
