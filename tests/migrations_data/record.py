"""Write the registry that the migrations are tried on, and what the program says of it.

    python tests/migrations_data/record.py

writes ``r0001.sql``, a dump of a small registry with rows in every table, and ``r0001.json``, the
answers to ``QUESTIONS``, both by the program of today and named after its newest revision. They are
written once, with the revision, and kept for good: a later program cannot ask the old schema any more.
All data are invented: a sixth of the sample registry, and what a day's work would add to it.
"""

import csv
import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from koperasi_cli.migrations import HEAD

HERE = Path(__file__).parent
SAMPLE = HERE.parent.parent / "data" / "pesisir-barat"
EVERY = 6  # of the sample's cooperatives
TODAY = "2025-02-17"
SURROUNDINGS = {
    "KOPERASI_TODAY": TODAY, "KOPERASI_LANG": "en", "KOPERASI_ACTOR": "tester", "TZ": "UTC",
    "COLUMNS": "100",
}  # fmt: skip
# Numbers of the cooperatives are those that they get here: 1 to 16.
WORK = (
    ("add", "KSP Krui Rekaan", "--sector", "savings-loan", "--on", "2019-05-06"),
    ("edit", "17", "--chair", "Fulan Rekaan", "--phone", "0812-0000-0099", "--tag", "kdmp"),
    ("edit", "17", "--untag", "kdmp"),
    ("status", "17", "inactive", "--on", "2025-01-20", "--reason", "No RAT"),
    ("status", "17", "inactive", "--on", "2025-01-27", "--correct", "2025-01-20"),
    ("revitalize", "17", "--open", "--on", "2025-02-03", "--cause", "no-rat", "--cause", "other"),
    ("revitalize", "17", "--action", "field-verification", "--on", "2025-02-10"),
    ("mentor", "2:3/4", "3:1/1", "--kind", "training", "--topic", "Pembukuan", "--on", "2025-02-11"),
    ("mentor", "4", "--kind", "visit", "--planned", "2025-03-05"),
    ("rat", "2", "2024", "--on", "2025-02-12", "--members-male", "14", "--turnover", "350jt"),
    ("finance", "3", "--lender", "BRI", "--scheme", "kur", "--request", "50jt", "--on", "2025-01-15"),
    ("product", "2", "Damar rekaan", "--year", "2025", "--capacity", "5,1 ton/bulan"),
    ("target", "set", "2025", "1", "rat-held", "12"),
    ("agenda", "--snooze", "5", "--until", "2025-03-31"),
    ("report", "--publish", "press release"),
    ("edit", "3", "--chair", "Fulanah Rekaan"),
    ("undo",),
    ("undo", "17"),
    ("mentor", "6", "--kind", "visit", "--on", "2025-02-13"),
    ("undo",),
)  # fmt: skip
DIMENSIONS = (
    *("sector", "subdistrict", "industry", "category", "form", "management", "line", "tag"),
    "legal-year",
)
QUESTIONS = (
    ("report",),
    *(("report", "--by", name) for name in DIMENSIONS),
    ("report", "--on", "2024-06-30"),
    ("report", "--known-on", "2025-02-16"),
    ("report", "trend", "--from", "2023-01-01", "--every", "year"),
    *(("report", name) for name in ("mentoring", "revitalization", "capital", "performance")),
    *(("report", name) for name in ("targets", "rekapitulasi", "bps")),
    *(("list", *what) for what in ((), ("sessions",), ("cases",), ("rat",), ("financing",))),
    *(("list", what) for what in ("products", "publications", "officers")),
    *(("show", str(number)) for number in (2, 3, 17)),
    ("agenda", "--all"),
    ("log", "--limit", "50"), ("log", "--operation", "13"),
)  # fmt: skip
# What the program puts in words is not compared: a later one may say it better.
SENTENCES = frozenset({
    "headline_en", "headline_id", "indication_reason", "grade_reason", "counted",
    "title", "titles", "source",
})  # fmt: skip
Run = Callable[..., Any]


def answers(run: Run, path: Path) -> dict[str, Any]:
    """What the program says of a registry, by question."""
    found = {}
    for words in QUESTIONS:
        ran = run(*words, "--json", "--db", path)
        assert ran.code == 0, (words, ran.err)
        found[" ".join(words)] = _without_sentences(json.loads(ran.out))
    return found


def make(run: Run, folder: Path) -> Path:
    """The registry, from a part of the sample and by commands."""
    tables = folder / "tables"
    tables.mkdir()
    _write_part(tables)
    path = folder / "registry.db"
    for words in (("import", tables), *WORK):
        ran = run(*words, "--db", path, "--yes")
        assert ran.code == 0, (words, ran.err)
    return path


def _without_sentences(answer: Any) -> Any:
    if isinstance(answer, list):
        return [_without_sentences(value) for value in answer]
    if not isinstance(answer, dict):
        return answer
    left_out = SENTENCES | {"reason", "command"} if "rule" in answer else SENTENCES
    return {key: _without_sentences(v) for key, v in answer.items() if key not in left_out}


def dump(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return "".join(f"{line}\n" for line in connection.iterdump())


def _write_part(folder: Path) -> None:
    """Every so manieth cooperative of the sample, and what belongs to it."""
    tables = {
        path.stem: [*csv.DictReader(path.open(encoding="utf-8"))] for path in SAMPLE.glob("*.csv")
    }
    chosen = {row["id"] for row in tables["cooperative"][::EVERY]}
    for name, rows in tables.items():
        if name != "cooperative" and "cooperative_id" in rows[0]:
            tables[name] = [row for row in rows if row["cooperative_id"] in chosen]
    tables["cooperative"] = [row for row in tables["cooperative"] if row["id"] in chosen]
    sessions = {row["session_id"] for row in tables["attendance"]}
    tables["mentoring_session"] = [r for r in tables["mentoring_session"] if r["id"] in sessions]
    cases = {row["id"] for row in tables["revitalization"]}
    tables["revitalization_cause"] = [
        row for row in tables["revitalization_cause"] if row["revitalization_id"] in cases
    ]
    villages = {row["village_code"] for row in tables["cooperative"]}
    tables["region"] = [
        row for row in tables["region"] if row["level"] != "village" or row["code"] in villages
    ]
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*rows[0]])
            writer.writeheader()
            writer.writerows(rows)


def main() -> None:
    os.environ.update(SURROUNDINGS)
    from typer.testing import CliRunner

    from koperasi_cli.cli.main import app

    def run(*words: object) -> Any:
        result = CliRunner().invoke(app, [str(word) for word in words])
        return SimpleNamespace(code=result.exit_code, out=result.stdout, err=result.stderr)

    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        path = make(run, Path(folder))
        (HERE / f"r{HEAD}.sql").write_text(dump(path), encoding="utf-8")
        lines = (
            f"{json.dumps(question)}: {json.dumps(answer, ensure_ascii=False)}"
            for question, answer in answers(run, path).items()
        )
        told = ",\n".join(lines)
        (HERE / f"r{HEAD}.json").write_text(f"{{\n{told}\n}}\n", encoding="utf-8")
    sys.stdout.write(f"r{HEAD}.sql and r{HEAD}.json are written.\n")


if __name__ == "__main__":
    main()
