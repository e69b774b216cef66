"""``koperasi edit``: what changed, field by field."""

import json
from typing import Any

import pytest

from koperasi_cli.database import Database


def row(database: Database, id_: int = 12) -> dict[str, Any]:
    with database.reading() as connection:
        found = connection.execute("SELECT * FROM cooperative WHERE id = ?", (id_,)).fetchone()
        return dict(found)


def test_it_says_what_changed_from_what_to_what(sample: Database, run: Any) -> None:
    before = row(sample)
    ran = run("edit", "K12", "--name", "Koperasi Baru", "--industry", "Pertanian", "--clear", "chair",
              "--certificate-expires-on", "17/02/2026", "--tag", "Target 2026")  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert "Saved: no. 12 Koperasi Baru." in lines
    assert f"  Name: {before['name']} → Koperasi Baru" in lines
    assert any(line.startswith("  Certificate expires: ") and line.endswith("17 February 2026")
               for line in lines)  # fmt: skip
    assert any(line.startswith("  Tags: ") and "target-2026" in line for line in lines)
    after = row(sample)
    assert (after["chair"], after["industry"]) == (None, "agriculture")


def test_nothing_changed(sample: Database, run: Any) -> None:
    before = sample.path.read_bytes()
    ran = run("edit", "12", "--name", row(sample)["name"])
    assert "Nothing changed." in ran.out and ran.code == 0
    assert sample.path.read_bytes() == before


@pytest.mark.parametrize("more", [(), ("--json",), ("--format", "markdown"), ("--dry-run",)])
def test_a_phone_number_is_kept_and_not_shown(
    sample: Database, run: Any, more: tuple[str, ...]
) -> None:
    run("edit", "12", "--phone", "0812-0000-0012")
    ran = run("edit", "12", "--phone", "0899-1111-2222", *more)
    assert ran.code == 0
    assert "0812" not in ran.out + ran.err and "0899" not in ran.out + ran.err
    if not more:
        assert "  Phone: changed" in ran.out
    assert row(sample)["phone"] == (
        "0812-0000-0012" if more == ("--dry-run",) else "0899-1111-2222"
    )


def test_another_subdistrict_takes_the_village_with_it(sample: Database, run: Any) -> None:
    run("edit", "12", "--village", "Labuhan Mandi", "--subdistrict", "Way Krui")
    village = row(sample)["village_code"]
    assert village and village.startswith(row(sample)["subdistrict_code"])
    run("edit", "12", "--subdistrict", "Way Krui", "--note", "x")
    assert row(sample)["village_code"] == village
    run("edit", "12", "--subdistrict", "Lemong")
    assert row(sample)["village_code"] is None


@pytest.mark.parametrize(("words", "empty"), [
    (("--clear", "subdistrict"), ["subdistrict_code", "village_code"]),
    (("--clear", "village"), ["village_code"]),
    (("--clear", "Legal-Number"), ["legal_number", "legal_key"]),
    (("--subdistrict", ""), ["subdistrict_code", "village_code"]),
    (("--officer", " "), ["officer_id"]),
    (("--nik", "", "--note", ""), ["nik", "note"]),
    (("--kosongkan", "pekon"), ["village_code"]),
])  # fmt: skip
def test_a_field_is_emptied(
    sample: Database, run: Any, words: tuple[str, ...], empty: list[str]
) -> None:
    run("edit", "12", "--village", "Labuhan Mandi", "--subdistrict", "Way Krui", "--nik",
        "1813019999999", "--legal-number", "1/BH/X", "--officer", "1", "--note", "x")  # fmt: skip
    ran = run("edit", "12", *words)
    assert ran.code == 0, ran.err
    assert {name: row(sample)[name] for name in empty} == dict.fromkeys(empty)


@pytest.mark.parametrize(("words", "code", "said"), [
    (("12",), 2, "Nothing to change was named."),
    ((), 2, "COOP is missing."),
    (("--note", "x"), 2, "COOP is missing."),
    (("12", "--note", "x", "--clear", "note"), 2, "Note is both set and cleared."),
    (("12", "--village", "Walur", "--clear", "subdistrict"), 2, "both set and cleared"),
    (("12", "--clear", "name"), 2, '"name" is no field of a cooperative.'),
    (("12", "--clear", "id"), 2, '"id" is no field of a cooperative.'),
    (("12", "--name", ""), 2, "needs a name"),
    (("12", "--untag", "nothing"), 1, 'has no tag "nothing"'),
    (("999", "--note", "x"), 1, 'There is no cooperative "999".'),
    (("krui", "--note", "x"), 1, "Use the number of the one that is meant:"),
    (("1813010101900001", "--note", "x"), 2, "16 digits are a person's NIK"),
    (("\udcff", "--note", "x"), 2, "bytes that are no characters"),
    (("12", "--note", "1813 0101 0190 0001"), 2, "Note: 16 digits"),
    (("12", "--form", "segitiga"), 2, "Form: "),
    (("12", "--kuk", "3"), 2, "There is no option --kuk."),
])  # fmt: skip
def test_what_is_refused_writes_nothing(
    sample: Database, run: Any, words: tuple[str, ...], code: int, said: str
) -> None:
    before = sample.path.read_bytes()
    ran = run("edit", *words)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert said in ran.err
    assert sample.path.read_bytes() == before


def test_several_that_fit_are_a_choice_on_a_terminal(sample: Database, on_a_terminal: Any) -> None:
    ran = on_a_terminal("edit", "krui", "--note", "chosen", answers=["0", "99", "x", "2"])
    assert ran.code == 0, ran.out
    with sample.reading() as connection:
        (name,) = connection.execute(
            "SELECT name FROM cooperative WHERE note = 'chosen'"
        ).fetchone()
    assert f"   2  {name}\n" in ran.out


def test_the_record_as_written(sample: Database, run: Any) -> None:
    data = json.loads(run("edit", "12", "--note", "x", "--json").out)
    assert (data["id"], data["note"], data["tags"]) == (12, "x", data["tags"])
    assert set(row(sample)) <= set(data)
