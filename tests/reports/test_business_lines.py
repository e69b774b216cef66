"""The line under the headline: what most active cooperatives do."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koperasi_cli.language import speaking
from koperasi_cli.reports.business_lines import largest_lines, sentence
from koperasi_cli.vocabulary import Line

CODES = [line.value for line in Line]
PARTICULAR = [code for code in CODES if code not in ("other", "services-other")]


@pytest.mark.parametrize(("counted", "said"), [
    ({"farm-processing": 13, "fishery": 8, "food-processing": 6, "forest": 5, "plantation": 5,
      "craft": 1},
     "Among the active producers the most frequent business lines are farm produce processing (13),"
     " fishery (8) and food products (6): 27 of 38."),
    ({"fishery": 20, "craft": 2},
     "Among the active producers the most frequent business line is fishery: 20 of 22."),
    ({"fishery": 4, "forest": 4, "craft": 4, "retail": 4},
     "Among the active producers the most frequent business lines are crafts and home industry (4),"
     " fishery (4) and forest products (4): 12 of 16."),
    ({"fishery": 4, None: 3},
     "Among the active producers the most frequent business line is fishery:"
     " 4 of the 4 whose line is recorded."),
    ({"fishery": 4, None: 4}, None),
    ({"fishery": 2, "craft": 2, "forest": 2}, None),
    ({"fishery": 3, "craft": 2, "forest": 1}, None),
    ({"fishery": 3, "craft": 2}, "Among the active producers the most frequent business line is"
     " fishery: 3 of 5."),
    ({"other": 9, "fishery": 3}, None),
    ({}, None),
    ({None: 7}, None),
])  # fmt: skip
def test_what_is_said(counted: dict[str | None, int], said: str | None) -> None:
    lines = largest_lines("producers", counted)
    assert (lines and sentence(lines)) == said


@given(st.dictionaries(st.sampled_from([*CODES, None]), st.integers(0, 40)))
def test_the_rule_in_plain_words(counted: dict[str | None, int]) -> None:
    known = sum(n for line, n in counted.items() if line)
    candidates = sorted((-n, line) for line, n in counted.items() if line in PARTICULAR and n >= 3)
    expected = [(line, -n) for n, line in candidates[:3]]
    named = sum(n for _line, n in expected)
    lines = largest_lines("producers", counted)
    if named > known / 2 and known > sum(counted.values()) / 2:
        assert lines is not None
        assert [(line.value, n) for line, n in lines.largest] == expected
        with speaking("id"):
            assert str(named) in sentence(lines)
    else:
        assert lines is None


def test_the_report_says_it_and_its_json(sample: Any, run: Any) -> None:
    import json
    import sqlite3

    first, second = run("report").out.splitlines()[2:4]
    assert first.endswith("Most active ones are producers (38 of 67).")
    assert second.startswith("Among the active producers the most frequent business lines are farm")
    with sqlite3.connect(sample.path) as connection:
        found = connection.execute(
            "SELECT c.line, (SELECT status FROM status_change AS s WHERE s.cooperative_id = c.id"
            " ORDER BY effective_on DESC, id DESC LIMIT 1) FROM cooperative AS c"
            " WHERE sector = 'producer'"
        ).fetchall()
    expected = Counter(line for line, status in found if status == "active").most_common(3)
    for words in (["report"], ["report", "--by", "tag"], ["report", "--by", "line,sector"]):
        data = json.loads(run(*words, "--json").out)
        assert data["lines"] == [{"line": line, "active": n} for line, n in expected]


@pytest.mark.parametrize("words", [
    ["--sector", "producer"], ["--on", "1999-01-01"], ["--status", "inactive"],
])  # fmt: skip
def test_nothing_is_said_where_no_sector_is_that_of_most(sample: Any, run: Any, words: Any) -> None:
    assert "Among the active" not in run("report", *words).out
