"""``koperasi report``: the options that the report itself does not know."""

import json
from typing import Any

import pytest

from koperasi_cli.database import Database


def test_the_press_sentence_and_the_table(sample: Database, run: Any) -> None:
    lines = run("report").out.splitlines()
    assert lines[2] == (
        "96 cooperatives on 17 February 2025: 67 active, 29 inactive."
        " Most active ones are producers (38 of 67)."
    )
    assert lines[3].startswith("Among the active producers the most frequent business lines are")
    assert lines[5].split() == ["Sector", "Active", "Inactive", "Total", "Active", "%"]
    assert lines[6].split() == ["Producer", "38", "14", "52", "73%", "▇▇▇▇▇▇▇"]
    assert lines[-1].split() == ["Total", "67", "29", "96", "70%", "▇▇▇▇▇▇▇"]


@pytest.mark.parametrize(("on", "totals"), [
    ("2024-01-26", {"active": 61, "inactive": 29, "dissolved": 0, "total": 90}),
    ("2025-02-17", {"active": 67, "inactive": 29, "dissolved": 0, "total": 96}),
])  # fmt: skip
def test_the_published_totals(sample: Database, run: Any, on: str, totals: dict[str, int]) -> None:
    assert json.loads(run("report", "--on", on, "--json").out)["totals"] == totals


@pytest.mark.parametrize("words", [
    ("--json", "report"), ("report", "--json"), ("report", "--format", "json"),
    ("report", "status", "--json"),
    ("--format", "JSON", "report"), ("laporan", "--json"), ("--lang", "id", "laporan", "--json"),
])  # fmt: skip
def test_json_is_asked_for_before_the_command_or_after_it(
    sample: Database, run: Any, words: tuple[str, ...]
) -> None:
    ran = run(*words)
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["totals"]["total"] == 96


@pytest.mark.parametrize(("words", "code", "said"), [
    (("report", "weather"), 2, 'There is no report "weather".'),
    (("report", "--by", "village"), 2, 'cannot be broken down by "village"'),
    (("report", "--by", "sector", "--by", "tag", "--by", "form"), 2, "one or two different things"),
    (("report", "--by"), 2, "Option --by needs a value."),
    (("report", "--on", "2025-02-30"), 2, "not in the calendar"),
    (("report", "--on", "2025-02-18"), 1, "has not come yet"),
    (("report", "--known-on", "+1"), 1, "has not come yet"),
    (("report", "--sector", "Pertanian"), 2, 'Use: --industry "Pertanian"'),
    (("report", "--search", "x" * 60_000), 2, "too long"),
    (("report", "--tag", "\udcff"), 2, "bytes that are no characters"),
    (("report", "--format", "pdf"), 2, "There are: table, json, csv, markdown"),
    (("report", "--publish", ""), 2, "--publish needs a value"),
    (("report", "--publish", " "), 2, "--publish needs a value"),
    (("report", "--publish", "x" * 201), 2, "Audience: "),
    (("report", "--publish", "a\x1bb"), 2, "Audience: "),
])  # fmt: skip
def test_what_is_refused_writes_nothing(
    sample: Database, run: Any, words: tuple[str, ...], code: int, said: str
) -> None:
    before = sample.path.read_bytes()
    ran = run(*words)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert said in ran.err and len(ran.err) < 1000
    assert sample.path.read_bytes() == before


def test_a_published_figure_is_kept_and_watched(sample: Database, run: Any) -> None:
    run("report", "--on", "2025-01-15", "--publish", "rapat dinas")
    with sample.reading() as connection:
        kept = dict(connection.execute("SELECT * FROM publication ORDER BY id DESC").fetchone())
    assert (kept["on"], kept["audience"]) == ("2025-01-15", "rapat dinas")
    figures = json.loads(kept["figures"])
    assert (
        figures["totals"] == json.loads(run("report", "--on", "2025-01-15", "--json").out)["totals"]
    )
    assert kept["headline"] in (figures["headline_en"], figures["headline_id"])
    out = run("add", "KSP Baru", "--on", "2025-01-01").out
    active = figures["totals"]["active"]
    assert (
        f"changes the figure published on 15 January 2025 (active: {active} to {active + 1})" in out
    )
    assert "changes the figure published on 15 January 2025" in run("undo", "--yes").out


def test_publishing_on_trial_keeps_nothing(sample: Database, run: Any) -> None:
    before = sample.path.read_bytes()
    ran = run("report", "--publish", "press", "--dry-run")
    assert ran.code == 0 and "Trial run: nothing was saved." in ran.out
    assert sample.path.read_bytes() == before


def test_filters_and_notes(sample: Database, run: Any) -> None:
    out = run("report", "--subdistrict", "Ngambur", "--status", "aktif", "--on", "2024-12-31").out
    assert "Only: Status: Active; Subdistrict: Ngambur" in out
    assert "attributes are today's" in out


def test_what_was_known_then(sample: Database, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision of January that is entered on 17 February was not known on the 16th."""
    with sample.reading() as connection:
        (id_,) = connection.execute(
            "SELECT cooperative_id FROM status_change GROUP BY cooperative_id"
            " HAVING count(*) = 1 AND max(status) = 'active' LIMIT 1"
        ).fetchone()
    assert run("status", id_, "inactive", "--on", "2025-01-10").code == 0

    def active(*words: str) -> int:
        found: int = json.loads(run("report", "--json", *words).out)["totals"]["active"]
        return found

    assert (
        active("--on", "2025-01-31") == active("--on", "2025-01-31", "--known-on", "2025-02-16") - 1
    )
    assert active("--on", "2025-01-31", "--known-on", "2025-02-17") == active("--on", "2025-01-31")


def test_an_empty_registry(registry: Database, run: Any) -> None:
    ran = run("report")
    assert ran.code == 0
    assert "On 17 February 2025 no cooperative is on record." in ran.out
    data = json.loads(run("report", "--json").out)
    assert data["totals"]["total"] == 0 and data["rows"] == []
