"""Which cooperative a row is: never two of two NIKs, never a guess, and nothing twice."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koperasi_cli.database import Database
from koperasi_cli.tabular.imported import Imported

HEAD = ["NIK", "Nama", "Nomor Badan Hukum", "Desa", "Kecamatan"]
NIK, OTHER = "1813060000001", "1813060000002"
TENGAH = ["Way Redak", "Pesisir Tengah"]
NGAMBUR = ["", "Ngambur"]
NOWHERE = ["", ""]

Line = Sequence[str]
NEW, SAME, HELD = "new", "same", "possible"

# What is on record, what the file says, what becomes of it.
CASES: list[tuple[str, Line, Line, str]] = [
    ("nik", [NIK, "KSP A", "", *TENGAH], [NIK, "Lain Sama Sekali", "9", *NGAMBUR], SAME),
    ("two niks", [NIK, "KSP A", "1/BH/1", *TENGAH], [OTHER, "KSP A", "1/BH/1", *TENGAH], NEW),
    ("legal, nik here", [NIK, "KSP Maju", "1/BH/1", *TENGAH], ["", "KSP Maju", "1/bh/1", *TENGAH],
     SAME),
    ("legal, nik there", ["", "KSP Maju", "1/BH/1", *TENGAH], [NIK, "KSP Maju", "1 / BH / 1",
     *TENGAH], SAME),
    ("legal, no nik", ["", "KSP Maju", "1/BH/1", *TENGAH], ["", "Koperasi Simpan Pinjam Maju",
     "1/BH/1", *NGAMBUR], SAME),
    ("legal, other name", ["", "KSP Maju", "1/BH/1", *NOWHERE], ["", "KUD Bahari", "1/BH/1",
     *NOWHERE], HELD),
    ("legal, other name, one village", ["", "KSP Maju", "1/BH/1", *TENGAH], ["", "KUD Bahari",
     "1/BH/1", *TENGAH], SAME),
    ("two legal numbers", ["", "KSP Maju", "1/BH/1", *TENGAH], ["", "KSP Maju", "2/BH/1", *TENGAH],
     NEW),
    ("name in one village", ["", "KSP Maju", "", *TENGAH], ["", "Kop. Simpan Pinjam MAJU", "",
     *TENGAH], SAME),
    ("name in one subdistrict", ["", "KSP Maju", "", *TENGAH], ["", "KSP Maju", "",
     "", "Pesisir Tengah"], SAME),
    ("name in two villages", ["", "KSP Maju", "", *TENGAH], ["", "KSP Maju", "",
     "Pasar Krui", "Pesisir Tengah"], NEW),
    ("name in two subdistricts", ["", "KSP Maju", "", *TENGAH], ["", "KSP Maju", "", *NGAMBUR], NEW),
    ("name, a place here only", ["", "KSP Maju", "", *TENGAH], ["", "KSP Maju", "", *NOWHERE], HELD),
    ("name, no place", ["", "KSP Maju", "", *NOWHERE], ["", "KSP Maju", "", *NOWHERE], SAME),
    ("name, one unknown place", ["", "KSP Maju", "", "", "Kubu"], ["", "KSP Maju", "", "", "KUBU"],
     SAME),
    ("name, two unknown places", ["", "KSP Maju", "", "", "Kubu"], ["", "KSP Maju", "", "", "Kota"],
     NEW),
    ("name, a nik here only", [NIK, "KSP Maju", "", *TENGAH], ["", "KSP Maju", "", *TENGAH], HELD),
    ("name, a nik there only", ["", "KSP Maju", "", *TENGAH], [NIK, "KSP Maju", "", *TENGAH], HELD),
    ("name, a legal number here only", ["", "KSP Maju", "1/BH/1", *TENGAH], ["", "KSP Maju", "",
     *TENGAH], HELD),
    ("a like name", ["", "KSP Mitra Usaha Bahari", "", *TENGAH], ["", "KSP Mitra Usaha Baharii", "",
     *TENGAH], HELD),
    ("a like name elsewhere", ["", "KSP Mitra Usaha Bahari", "", *TENGAH], ["",
     "KSP Mitra Usaha Baharii", "", *NGAMBUR], NEW),
    ("another name", ["", "KSU Mitra Usaha", "", *TENGAH], ["", "KSU Mitra Mandiri", "", *TENGAH],
     NEW),
    ("another number in the name", ["", "KUD Karya 1", "", *TENGAH], ["", "KUD Karya 2", "",
     *TENGAH], NEW),
    ("neighbours of one serial number", [NIK, "KSP Sinar", "32/BH/XXVII.9/III/2016", *TENGAH],
     [OTHER, "KSP Sinar Jaya", "32/BH/XXVII.9/III/2016", *TENGAH], NEW),
]  # fmt: skip

Take = Callable[..., Imported]
Made = Callable[..., Path]
Ask = Callable[..., list[Any]]
Totals = Callable[[Imported], dict[str, int]]


def outcome(totals: dict[str, int]) -> str:
    if totals.get("possible"):
        return HELD
    return NEW if totals.get("new") else SAME


@pytest.mark.parametrize(
    ("here", "row", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_against_the_registry(
    take: Take, made: Made, ask: Ask, totals: Totals, here: Line, row: Line, expected: str
) -> None:
    take([HEAD, here])
    result = take([HEAD, row])
    assert outcome(totals(result)) == expected
    assert ask("SELECT count(*) FROM cooperative") == [2 if expected == NEW else 1]
    # Once decided it stays so.
    if expected != HELD:
        again = take([HEAD, row])
        assert totals(again) == {"read": 1, "known": 1}


@pytest.mark.parametrize("chunk", [1, 2_000])
@pytest.mark.parametrize(
    ("here", "row", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_within_one_file(
    take: Take, monkeypatch: pytest.MonkeyPatch, totals: Totals, here: Line, row: Line,
    expected: str, chunk: int,
) -> None:  # fmt: skip
    """The same rules hold between two rows; the second of two that are one is refused."""
    monkeypatch.setattr("koperasi_cli.tabular.lists.importing.CHUNK", chunk)
    result = take([HEAD, here, row])
    found = {NEW: {"new": 2}, SAME: {"new": 1, "refused": 1}, HELD: {"new": 1, "possible": 1}}
    assert totals(result) == {"read": 2, **found[expected]}
    if expected == SAME:
        (problem,) = result.problems
        assert (problem.line, problem.code) == (3, "twice-in-file")
        assert problem.message.startswith("Line 2 is the same cooperative")
    if expected == HELD:
        (pair,) = result.possible
        assert (pair.line, pair.other.line, pair.other.id) == (3, 2, None)


@pytest.mark.parametrize(
    ("here", "row"),
    [c[1:3] for c in CASES if c[3] == HELD and not c[0].startswith(("legal", "a like"))],
)
def test_a_person_may_decide(take: Take, made: Made, ask: Ask, here: Line, row: Line) -> None:
    take([HEAD, here])
    result = take([HEAD, row], as_new=True)
    assert not result.problems
    assert ask("SELECT count(*) FROM cooperative") == [2]


@pytest.mark.parametrize("case", ["name, a nik here only", "name, a nik there only"])
def test_one_name_in_one_place_can_be_one_cooperative(
    take: Take, made: Made, ask: Ask, case: str
) -> None:
    (here, row) = next(c[1:3] for c in CASES if c[0] == case)
    take([HEAD, here])
    result = take([HEAD, row], by_name=True)
    assert not result.problems
    assert ask("SELECT nik FROM cooperative") == [NIK]


def test_by_name_does_not_reach_over_two_niks(take: Take, made: Made, ask: Ask) -> None:
    take(made([HEAD, [NIK, "KSP Maju", "", *TENGAH]]))
    take(made([HEAD, [OTHER, "KSP Maju", "", *TENGAH]]), by_name=True)
    assert ask("SELECT nik FROM cooperative ORDER BY id") == [NIK, OTHER]


@pytest.mark.parametrize("chunk", [1, 2_000])
@pytest.mark.parametrize("by_name", [False, True])
def test_two_niks_never_meet_in_one_without_a_number(
    take: Take, monkeypatch: pytest.MonkeyPatch, ask: Ask, totals: Totals, by_name: bool, chunk: int
) -> None:
    """The first row gives its NIK to the one on record; to the second that is another by then."""
    monkeypatch.setattr("koperasi_cli.tabular.lists.importing.CHUNK", chunk)
    take([HEAD, ["", "KSP Maju", "1/BH/1", *TENGAH]])
    rows = [[NIK, "KSP Maju", "1/BH/1", *TENGAH], [OTHER, "KSP Maju", "1/BH/1", *TENGAH]]
    result = take([HEAD, *rows], by_name=by_name)
    assert totals(result) == {"read": 2, "changed": 1, "new": 1}
    assert ask("SELECT nik FROM cooperative ORDER BY id") == [NIK, OTHER]


def test_several_that_answer_to_it_are_for_a_person(take: Take, made: Made) -> None:
    here = [["", "KSP Maju", "", "Way Redak", "Pesisir Tengah"], ["", "KSP Maju", "", "Pasar Krui",
            "Pesisir Tengah"]]  # fmt: skip
    take(made([HEAD, *here]))
    result = take(made([HEAD, ["", "KSP Maju", "", "", "Pesisir Tengah"]]))
    assert [pair.why for pair in result.possible] == ["several on record answer to it"]


def test_a_possible_one_of_another_file_has_its_number(take: Take, made: Made, ask: Ask) -> None:
    first = made([HEAD, ["", "KSP Mitra Usaha Bahari", "", *TENGAH]], "a.csv")
    second = made([HEAD, ["", "KSP Mitra Usaha Baharii", "", *TENGAH]], "b.csv")
    result = take(first, second)
    (pair,) = result.possible
    assert [pair.other.id] == ask("SELECT id FROM cooperative")
    assert result.problems[0].message.startswith(f"It may be no. {pair.other.id} KSP Mitra")


def test_two_records_stand_side_by_side(take: Take, made: Made, ask: Ask) -> None:
    take(made([HEAD, [NIK, "KSP Maju", "1/BH/1", *TENGAH]]))
    (pair,) = take(made([HEAD, ["", "KSP MAJU", "", *TENGAH]])).possible
    assert pair.row._asdict() == {
        "id": None, "line": 2, "name": "KSP MAJU", "nik": None, "legal_number": None,
        "place": "Way Redak, Pesisir Tengah",
    }  # fmt: skip
    assert pair.other._asdict() == {
        "id": 1, "line": None, "name": "KSP Maju", "nik": NIK, "legal_number": "1/BH/1",
        "place": "Way Redak, Pesisir Tengah",
    }  # fmt: skip


def test_regions_that_come_later_double_nothing(
    registry: Database, take: Take, made: Made, ask: Ask, totals: Totals
) -> None:
    file = made(
        [HEAD, ["", "KSP Maju", "", "Kemenuh", "Sukawati"], ["", "KUD Sari", "", "", "Ubud"]]
    )
    take(file)
    regions = made(
        [["code", "name"], ["51.04", "Gianyar"], ["51.04.01", "Sukawati"], ["51.04.05", "Ubud"],
         ["51.04.01.2001", "Kemenuh"]], "region.csv",
    )  # fmt: skip
    import_regions(registry, regions)
    result = take(file)
    assert totals(result) == {"read": 2, "changed": 2}
    assert ask("SELECT subdistrict_code, village_code FROM cooperative ORDER BY id") == [
        ("51.04.01", "51.04.01.2001"), ("51.04.05", None),
    ]  # fmt: skip
    assert totals(take(file)) == {"read": 2, "known": 2}


def import_regions(registry: Database, path: Path) -> None:
    from datetime import date

    from koperasi_cli.tabular.native import import_native
    from koperasi_cli.tabular.recognition import find_sources

    with registry.writing("import", actor="tester", at="2025-02-17T03:00:00Z") as session:
        import_native(
            session, find_sources([path])[0], today=date(2025, 2, 17),
            end_of_today="2025-02-17T16:59:59Z",
        )  # fmt: skip


NIKS = st.sampled_from(["", NIK, OTHER, "1813060000003"])
NAMES = st.sampled_from(
    ["KSP Maju", "Koperasi Simpan Pinjam Maju", "KSP MAJU", "KUD Maju", "KUD Sari"]
)
NUMBERS = st.sampled_from(["", "", "1/BH/1", "1/bh/1", "2/BH/1"])
PLACES = st.sampled_from([("", ""), ("Way Redak", "Pesisir Tengah"), ("", "Ngambur"), ("", "Kubu")])
LISTS = st.lists(
    st.builds(lambda nik, name, number, place: [nik, name, number, *place], NIKS, NAMES, NUMBERS,
              PLACES),
    max_size=8,
)  # fmt: skip


@settings(max_examples=40, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(lists=st.lists(LISTS, min_size=1, max_size=2), by_name=st.booleans())
def test_any_list_goes_in_once(
    take: Take, made: Made, ask: Ask, totals: Totals, lists: list[list[list[str]]], by_name: bool
) -> None:
    """The registry is that of the examples before: the more it holds, the more there is to match.

    What was held back or refused may be decided the second time, when those on record have more.
    """
    files = [made([HEAD, *lines], f"{at}.csv") for at, lines in enumerate(lists)]
    first = take(*files, by_name=by_name)
    before = ask("SELECT * FROM cooperative ORDER BY id"), ask("SELECT max(id) FROM operation")
    again = take(*files, by_name=by_name)
    assert again.new <= len(first.problems)
    if not first.problems and len(files) == 1:
        assert totals(again).keys() <= {"read", "known"}
        after = ask("SELECT * FROM cooperative ORDER BY id"), ask("SELECT max(id) FROM operation")
        assert after == before
    everything = ask(
        "SELECT nik, legal_key, name_key, subdistrict_code, village_code, place FROM cooperative"
    )
    niks = [nik for nik, *_rest in everything if nik]
    assert len(niks) == len(set(niks))
    assert len(everything) == len(set(everything))
