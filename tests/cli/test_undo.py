"""``koperasi undo``: what it says before, and the backup before much is taken back."""

import json

import pytest

from koperasi_cli.backups import backups_of
from koperasi_cli.database import Database


def test_the_question_names_the_cooperative(sample: Database, run) -> None:
    for words in (["edit", 12, "--line", "fishery"], ["edit", 12, "--tag", "x"]):
        assert run(*words).code == 0
        ran = run("undo")
        assert ran.code == 1
        assert f"of no. 12 {_name(run)}" in " ".join(ran.err.split())
    assert run("add", "Koperasi Lain", "--sector", "producer").code == 0
    assert "of no. 97 Koperasi Lain." in " ".join(run("undo").err.split())


def test_a_backup_is_made_before_much_is_taken_back(sample: Database, run) -> None:
    """The sample's import brought more than a thousand rows."""
    assert run("undo").code == 1
    assert run("undo", "--dry-run").code == 0
    assert backups_of(sample.path) == []
    done = json.loads(run("undo", "--yes", "--json").out)
    (kept,) = backups_of(sample.path)
    assert (kept.why, str(kept.path)) == ("before-undo", done["backup"])
    with Database(kept.path).reading() as connection:
        assert connection.execute("SELECT count(*) FROM operation").fetchone()[0] == 1
    ran = run("undo", done["id"], "--yes")
    assert ran.code == 0 and "A backup was made first: " in ran.out
    assert len(backups_of(sample.path)) == 2


@pytest.mark.parametrize("words", [["add", "Koperasi Baru", "--sector", "producer"]])
def test_no_backup_is_made_for_little(sample: Database, run, words: list[str]) -> None:
    assert run(*words).code == 0
    done = json.loads(run("undo", "--yes", "--json").out)
    assert done["backup"] is None
    assert backups_of(sample.path) == []


def _name(run) -> str:
    return str(json.loads(run("show", 12, "--json").out)["name"])
