"""From written places to regions: by code, name and alias, never by likeness."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from koperasi_cli.database import Database
from koperasi_cli.tabular.lists.places import Place, Regions, Written

NOW = "2025-02-17T03:00:00Z"


@pytest.fixture
def regions(registry: Database) -> Iterator[Regions]:
    with registry.writing("test", actor="tester", at=NOW) as session:
        yield Regions(session)


def code(session_regions: Regions, name: str) -> str:
    (found,) = session_regions.subdistricts["".join(name.lower().split())]
    return found


@pytest.mark.parametrize(
    ("written", "subdistrict", "village"),
    [
        (Written("Way Redak", "Pesisir Tengah"), "Pesisir Tengah", "Way Redak"),
        (Written("WAY REDAK", "PESISIR TENGAH"), "Pesisir Tengah", "Way Redak"),
        (Written("Pekon Way Redak", "Kec. Pesisir Tengah"), "Pesisir Tengah", "Way Redak"),
        (Written("wayredak", "Kecamatan Pesisir Tengah"), "Pesisir Tengah", "Way Redak"),
        (Written("Way Redak", ""), "Pesisir Tengah", "Way Redak"),
        (Written("", "Karyapenggawa"), "Karya Penggawa", None),
        (Written("", "Pulaupisang"), "Pulau Pisang", None),
        (Written("", "18.13.01"), "Pesisir Tengah", None),
        (Written("", "181301"), "Pesisir Tengah", None),
        # The names crossed over: old Bengkunat is today's Ngaras.
        (Written("", "Bengkunat"), "Ngaras", None),
        (Written("", "Bengkunat Belimbing"), "Bangkunat", None),
        (Written("", "Bangkunat"), "Bangkunat", None),
        (Written("", "Ngaras"), "Ngaras", None),
        (Written("", "Ngambur", "Kab. Pesisir Barat", "Lampung"), "Ngambur", None),
        (Written("", "Ngambur", "PESISIR BARAT"), "Ngambur", None),
        (Written("", "Ngambur", "18.13"), "Ngambur", None),
    ],
)
def test_known_places(
    regions: Regions, written: Written, subdistrict: str, village: str | None
) -> None:
    found = regions.find(written)
    assert found.subdistrict_code == code(regions, subdistrict)
    assert (regions.names.get(found.village_code or "")) == village
    assert found.place is None


@pytest.mark.parametrize("name", ["Walur", "Penengahan", "Tanjung Jati", "Suka Negara", "Sukarame"])
def test_a_name_that_two_villages_bear_needs_the_subdistrict(regions: Regions, name: str) -> None:
    assert regions.find(Written(name)) == Place(place=name)
    villages = {c for c in regions.names if c.count(".") == 3 and regions.names[c] == name}
    assert len(villages) > 1
    for village in villages:
        subdistrict = regions.names[village.rpartition(".")[0]]
        assert regions.find(Written(name, subdistrict)).village_code == village


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (Written("", "Krui Slatan"), "Krui Slatan"),
        (Written("Way Redak", "Krui Slatan"), "Way Redak, Krui Slatan"),
        (Written("Way Redak", "Pesisir Tengah", "Gianyar"), "Way Redak, Pesisir Tengah, Gianyar"),
        (Written("Kemenuh", "Sukawati", "Gianyar", "Bali"), "Kemenuh, Sukawati, Gianyar, Bali"),
        # The code of another level is none of this one.
        (Written("", "18.13.01.1001"), "18.13.01.1001"),
        (Written("18.13.01", ""), "18.13.01"),
        (Written("", "Pesisir Barat"), "Pesisir Barat"),
    ],
)
def test_unknown_places_are_kept_as_written(regions: Regions, written: Written, kept: str) -> None:
    assert regions.find(written) == Place(place=kept)


def test_an_unknown_village_of_a_known_subdistrict(regions: Regions) -> None:
    found = regions.find(Written("Way Rdak", "Pesisir Tengah"))
    assert found == Place(code(regions, "Pesisir Tengah"), None, "Way Rdak, Pesisir Tengah")


def test_a_village_of_another_subdistrict_does_not_move(regions: Regions) -> None:
    found = regions.find(Written("Way Redak", "Ngambur"))
    assert found == Place(code(regions, "Ngambur"), None, "Way Redak, Ngambur")


@pytest.mark.parametrize(
    ("text", "alias"),
    [("Karyapenggawa", True), ("Karya Penggawa", False), ("KEC. KARYA PENGGAWA", False),
     ("Kecamatan Karyapenggawa", True), ("18.13.05", False)],
)  # fmt: skip
def test_another_spelling_is_counted(regions: Regions, text: str, alias: bool) -> None:
    assert regions.find(Written("", text)).alias == alias


@pytest.mark.parametrize(
    "written",
    [
        Written("Way Redak", "Pesisir Tengah"), Written("", "Ngambur", "Pesisir Barat", "Lampung"),
        Written("Walur", "Krui Selatan"), Written("", "Bengkunat"), Written("Way Redak"),
    ],
)  # fmt: skip
def test_a_place_kept_as_written_is_understood_when_its_regions_come(
    regions: Regions, written: Written
) -> None:
    assert regions.read(str(written)).subdistrict_code == regions.find(written).subdistrict_code


def test_two_districts_of_one_name_are_not_mixed_up(session: Session) -> None:
    from koperasi_cli.models import Region
    from koperasi_cli.vocabulary import RegionLevel

    for code_, name, level in (
        ("32.01", "Bogor", RegionLevel.DISTRICT), ("32.71", "Kota Bogor", RegionLevel.DISTRICT),
        ("32.01.01", "Cibinong", RegionLevel.SUBDISTRICT),
        ("32.71.01", "Cibinong", RegionLevel.SUBDISTRICT),
    ):  # fmt: skip
        session.add(Region(code=code_, name=name, level=level))
    session.flush()
    assert Regions(session).find(Written("", "Cibinong", "Bogor")).subdistrict_code is None


@given(st.builds(Written, *[st.text(max_size=20)] * 4))
def test_any_text_is_a_place_or_kept(empty: Regions, written: Written) -> None:
    found = empty.find(written)
    if any(written[:2]):
        assert found.place == str(written)
    empty.read(str(written))


@pytest.fixture(scope="module")
def empty(empty_file: object) -> Iterator[Regions]:
    with Database(empty_file).writing("test", actor="t", at=NOW, dry_run=True) as session:  # type: ignore[arg-type]
        yield Regions(session)
