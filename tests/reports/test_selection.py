"""What is typed as a filter: read in either language, refused by name, never taken for SQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koperasi_cli.errors import BadValue, ExitCode, KoperasiError, NotFound
from koperasi_cli.reports.selection import (
    FIELDS,
    Criteria,
    Selection,
    read_cooperative_field,
    select,
)


@pytest.fixture(scope="module")
def connection(sample_file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(sample_file)) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def chosen(connection: sqlite3.Connection, **typed: Any) -> Selection:
    return select(connection, Criteria.of(typed), me="nobody")


def ids(connection: sqlite3.Connection, selection: Selection) -> set[int]:
    query = f"SELECT c.id FROM cooperative AS c WHERE TRUE {selection.fragment}"
    return {row["id"] for row in connection.execute(query, selection.parameters)}


def test_no_filter_is_no_words(connection: sqlite3.Connection) -> None:
    selection = chosen(connection, sector=[], tag=None, search="")
    assert (selection.fragment, selection.note) == ("", None)


@pytest.mark.parametrize(("typed", "said"), [
    ({"sector": ["Produsen", "jasa"]}, "Only: Sector: Producer, Services"),
    ({"subdistrict": ["karyapenggawa"]}, "Only: Subdistrict: Karya Penggawa"),
    ({"subdistrict": ["Bengkunat"]}, "Only: Subdistrict: Ngaras"),
    ({"subdistrict": ["18.13.01"]}, "Only: Subdistrict: Pesisir Tengah"),
    ({"missing": ["legal-number"]}, "Only: Legal number not recorded"),
    ({"search": "a_b"}, 'Only: containing "a_b"'),
    ({"tag": ["kdmp"], "without_tag": ["x"]}, "Only: tag kdmp; without tag x"),
])  # fmt: skip
def test_the_filters_in_words(connection: sqlite3.Connection, typed: Any, said: str) -> None:
    assert chosen(connection, **typed).note == said


@pytest.mark.parametrize(("typed", "error", "said"), [
    ({"sector": ["Pertanian"]}, BadValue, 'Use: --industry "Pertanian"'),
    ({"sector": ["prodjuser"]}, BadValue, "Producer (producer), Consumer (consumer)"),
    ({"sector": ["prodicer"]}, BadValue, "Did you mean: Producer?"),
    ({"status": ["sleeping"]}, BadValue, "Active (active)"),
    ({"subdistrict": ["Atlantis"]}, NotFound, "There are: Pesisir Tengah"),
    ({"subdistrict": ["!!"]}, NotFound, "There are: Pesisir Tengah"),
    ({"subdistrict": [""]}, NotFound, "There are: Pesisir Tengah"),
    ({"village": ["Atlantis"]}, NotFound, "koperasi list regions"),
    ({"village": ["!!"]}, NotFound, "koperasi list regions"),
    ({"officer": "Nyi Roro Kidul"}, NotFound, "There are: "),
    ({"officer": "me"}, NotFound, "There are: "),
    ({"missing": ["height"]}, BadValue, "There are: nik, legal-number"),
    ({"missing": ["name"]}, BadValue, "There are: nik, legal-number"),
    ({"search": "x" * 201}, BadValue, "The most is 200"),
])  # fmt: skip
def test_what_is_unknown_is_refused_with_what_there_is(
    connection: sqlite3.Connection, typed: Any, error: type[KoperasiError], said: str
) -> None:
    with pytest.raises(error) as refused:
        chosen(connection, **typed)
    assert said in str(refused.value.hint)
    assert refused.value.exit_code in (ExitCode.REFUSED, ExitCode.USAGE)


@pytest.mark.parametrize("tag", ["Target 2026", "target-2026", "TARGET  2026"])
def test_a_tag_is_found_as_it_was_set(sample: Any, run: Any, tag: str) -> None:
    assert run("edit", "12", "--tag", "Target 2026").code == 0
    with sample.reading() as connection:
        assert 12 in ids(connection, chosen(connection, tag=[tag]))
        assert 12 not in ids(connection, chosen(connection, without_tag=[tag]))


def test_several_tags_mean_all_of_them(sample: Any, run: Any) -> None:
    run("edit", "12", "--tag", "one", "--tag", "two")
    run("edit", "13", "--tag", "one")
    with sample.reading() as connection:
        assert ids(connection, chosen(connection, tag=["one", "two"])) == {12}


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_can_be_missing(connection: sqlite3.Connection, name: str) -> None:
    assert read_cooperative_field(name.replace("_", "-").upper()) == name
    ids(connection, chosen(connection, missing=[name]))


HOSTILE = st.one_of(
    st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=30),
    st.sampled_from(
        ["'; DROP TABLE cooperative; --", "\\", "%", "_", '"', "' OR 1=1 --", ":on", "?"]
    ),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(
        ["sector", "status", "subdistrict", "village", "tag", "without_tag", "missing"]
    ),
    text=HOSTILE,
)
def test_no_text_is_taken_for_sql(connection: sqlite3.Connection, name: str, text: str) -> None:
    try:
        selection = chosen(connection, **{name: [text]})
    except KoperasiError:
        return
    ids(connection, selection)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE)
def test_a_search_is_for_the_very_text(connection: sqlite3.Connection, text: str) -> None:
    """% and _ and backslashes are no wildcards."""
    if not text:
        return
    found = ids(connection, chosen(connection, search=text))
    columns = "name, address, place, chair, manager, legal_number, nik, note"
    expected = {
        row["id"]
        for row in connection.execute(f"SELECT id, {columns} FROM cooperative")
        if any(_lower(text.strip()) in _lower(value) for value in tuple(row)[1:] if value)
    }
    assert found == expected


def _lower(text: str) -> str:
    """As SQLite sees it: only ASCII has two cases."""
    return "".join(c.lower() if c.isascii() else c for c in text)
