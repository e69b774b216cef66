"""Which cooperative is meant, by whatever is typed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from koperasi_cli.database import Database
from koperasi_cli.errors import Ambiguous, BadValue, ExitCode, KoperasiError, NotFound
from koperasi_cli.reports.resolve import SHOWN, resolve

NAMES = {
    1: "KUD Way Krui Makmur",
    2: "Koperasi Nelayan Jukung Bahari",
    3: "Koperasi Nelayan Bahari",
    4: "Koperasi 100% Kopi_Jaya",
    5: "Koperasi 100x KopiXJaya",
    6: 'Koperasi "Tani" d\'Krui',
    7: "Koperasi Nelayan",
    8: "KSP Ditarik",
    9: "Koperasi 12",
    10: "KSP \\ Balik",
}
NIK, LEGAL = "1813010000002", "AHU-0004793.AH.01.26.TAHUN 2020"


@pytest.fixture
def connection(registry: Database) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(registry.path)) as opened:
        opened.row_factory = sqlite3.Row
        for id_, name in NAMES.items():
            opened.execute(
                "INSERT INTO cooperative (id, name, name_key, recorded_at) VALUES (?, ?, '', '')",
                (id_, name),
            )
        opened.execute("UPDATE cooperative SET nik = ? WHERE id = 2", (NIK,))
        opened.execute(
            "UPDATE cooperative SET legal_number = ?, legal_key = ? WHERE id = 3",
            (LEGAL, LEGAL.replace(" ", "")),
        )
        opened.execute("UPDATE cooperative SET withdrawn_at = '2025' WHERE id = 8")
        yield opened


@pytest.mark.parametrize(("typed", "id_"), [
    ("1", 1), ("K1", 1), ("k1", 1), (" 1 ", 1), ("001", 1),
    (NIK, 2),
    (LEGAL, 3), (LEGAL.lower(), 3), ("AHU-0004793.AH.01.26.TAHUN2020", 3), (f"  {LEGAL}", 3),
    ("KUD Way Krui Makmur", 1), ("kud way krui makmur", 1), ("kud  way\nkrui makmur", 1),
    ("Koperasi Nelayan", 7),  # the whole name comes before a part of others
    ("jukung", 2), ("MAKMUR krui", 1), ("bah juk", 2),
    ("100%", 4), ("kopi_jaya", 4), ("100x", 5),
    ('"tani"', 6), ("d'krui", 6), ("'", 6), ("\\", 10),
])  # fmt: skip
def test_the_one_that_is_meant(connection: sqlite3.Connection, typed: str, id_: int) -> None:
    assert resolve(connection, typed)[:2] == (id_, NAMES[id_])


@pytest.mark.parametrize(("typed", "candidates"), [
    ("bahari", [3, 2]), ("nelayan", [7, 3, 2]), ("krui", [1, 6]), ("k", None),
])  # fmt: skip
def test_several_are_listed(
    connection: sqlite3.Connection, typed: str, candidates: list[int] | None
) -> None:
    with pytest.raises(Ambiguous) as several:
        resolve(connection, typed)
    found = [id_ for id_, _name in several.value.candidates]
    assert 8 not in found
    assert candidates is None or found == candidates
    assert several.value.exit_code == ExitCode.REFUSED


def test_not_more_are_listed_than_can_be_read(connection: sqlite3.Connection) -> None:
    for n in range(30):
        connection.execute(
            "INSERT INTO cooperative (name, name_key, recorded_at) VALUES (?, '', '')",
            (f"Banyak {n}",),
        )
    with pytest.raises(Ambiguous, match="fits 30 cooperatives") as several:
        resolve(connection, "banyak")
    assert len(several.value.candidates) == SHOWN
    assert str(several.value.hint).endswith("…")


@pytest.mark.parametrize(("typed", "hint"), [
    ("Koperasi Nelayan Jukung Bahri", "Did you mean: no. 2 Koperasi Nelayan Jukung Bahari"),
    ("ditarik", "koperasi list"), ("8", "koperasi list"), ("K999", ""), ("999999999999", ""),
    ("1813010000009", ""), ("181301000000", ""), ("1" * 100, ""), ("-1", ""), ("0", ""), ("１", ""),
    ("zzzz qqqq", "koperasi list"), ("%", None), ("_", None), ("--", None), ("K", None),
    ("'; DROP TABLE cooperative; --", ""),
])  # fmt: skip
def test_none(connection: sqlite3.Connection, typed: str, hint: str | None) -> None:
    if hint is None:  # a sign that stands in some names: found, or several, but never all of them
        try:
            resolve(connection, typed)
        except Ambiguous as several:
            assert len(several.candidates) < len(NAMES) or typed == "K"
        except NotFound:
            pass
        return
    with pytest.raises(NotFound) as refused:
        resolve(connection, typed)
    assert typed in refused.value.message
    assert hint in str(refused.value.hint)


@pytest.mark.parametrize(("typed", "said"), [
    ("1813010101900001", "16 digits are a person's NIK"),
    ("", "No cooperative was named"), (" \n ", "No cooperative was named"),
    ("a " * 5000, "as long as"), ("x" * 10_000, "as long as"),
])  # fmt: skip
def test_what_can_name_none(connection: sqlite3.Connection, typed: str, said: str) -> None:
    with pytest.raises(BadValue, match=said) as refused:
        resolve(connection, typed)
    assert len(refused.value.message) < 200


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
@example("\x00")
def test_any_text_names_one_or_none(connection: sqlite3.Connection, typed: str) -> None:
    try:
        assert resolve(connection, typed).id in NAMES
    except KoperasiError as refused:
        assert refused.message
