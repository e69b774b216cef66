"""What was given out is what a change is told against; a figure of some cooperatives only is not."""

from typing import Any

from koperasi_cli.database import Database


def test_a_change_is_told_against_what_was_published(sample: Database, run: Any) -> None:
    run("status", "1", "inactive")
    second = run("status", "2", "inactive")
    assert "published on 17 February 2025 (active: 67 to 65; inactive: 29 to 31)" in second.out
    run("undo", "--yes")
    back = run("undo", "--yes")
    assert "published on 17 February 2025 (active: 66 to 67; inactive: 30 to 29)" in back.out


def test_a_figure_of_some_only_is_kept_with_its_filters_and_not_watched(
    sample: Database, run: Any
) -> None:
    run("report", "--sector", "producer", "--on", "2024-12-31", "--publish", "media")
    kept = run("list", "publications", "--sort", "-id", "--columns", "headline").out
    assert "36 active, 15 inactive. Only: Sector: Producer" in kept
    moved = run("status", "1", "inactive", "--on", "2024-12-01").out
    assert "31 December 2024" not in moved
