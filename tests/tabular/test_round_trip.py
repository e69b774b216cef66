"""What ``export all`` writes, ``import`` reads back: the same registry, history included.

The registries are random: text that spreadsheets take for formulas, quotation marks, apostrophes,
letters of all scripts, withdrawn rows, corrected decisions, ids with gaps.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from functools import cache
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Date, Enum, Float, Integer, inspect

from koperasi_cli.errors import BadValue
from koperasi_cli.identity import legal_key, name_key
from koperasi_cli.models import LONGEST_NAME, LONGEST_TEXT
from koperasi_cli.registry.cooperatives import read_tag
from koperasi_cli.registry.fields import (
    CAN_BE_NEGATIVE,
    FROM_ONE,
    LONG_TEXTS,
    MONEY,
    MOST,
    YEARS,
    clean_text,
)
from koperasi_cli.reports.office import THRESHOLDS
from koperasi_cli.tabular.native.layouts import layouts
from koperasi_cli.tabular.native.rules import HAPPENED
from koperasi_cli.vocabulary import Outcome, ProductCertificate, Status

TODAY = date(2025, 2, 17)
Values = dict[str, Any]
Rows = dict[str, list[Values]]
FORMS = {"folder": "registry", "xlsx": "registry.xlsx", "json": "registry.json"}
"""The forms that hold a whole registry, and what a file of each is called."""

AWKWARD = (
    "=1+1", "'=1+1", "''=x", "+62812", "-5", "--", "@sum(A1)", "'", "''", "'a", "-'", '"', '""', "a\"b",
    "a,b", "a;b", "a|b", "sep=;", "0", "007", "1.0", "1e5", "1,5", "TRUE", "ya", "2024-01-02",
    "45000", "0000-00-00", "nihil", "n/a", "none", "null", "#N/A", "#REF!", "Err:502", "_x0041_",
    "<b>", "&amp;", "[red]x[/red]", "\\n", "Ko\u0301perasi", "協同組合", "تعاونية", "🐟🐟", "id", "name",
    "JUMLAH", "Total", "-1+2", "=cmd|' /C calc'!A0", "\u02bc=1", "ǅ", "ﬁ", "K" * LONGEST_NAME,
)  # fmt: skip


def as_kept(text: str) -> str:
    """As the registry keeps a text: one line."""
    return " ".join(text.split())


def is_text(text: str, longest: int) -> bool:
    """Whether the registry takes it as it is. A lone dash stands for nothing there."""
    try:
        return text not in ("", "-") and clean_text(text, longest) == text
    except BadValue:
        return False


@cache
def texts(longest: int) -> st.SearchStrategy[str]:
    signs = st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"))
    free = st.text(signs | st.sampled_from("=+-@'\",;| 0123456789"), max_size=40)
    return (st.sampled_from(AWKWARD) | free.map(as_kept)).filter(lambda t: is_text(t, longest))


def is_tag(text: str) -> bool:
    try:
        return read_tag(text) == text
    except BadValue:
        return False


stamps = st.datetimes(datetime(2015, 1, 1), datetime(2025, 2, 17, 16)).map(
    lambda moment: f"{moment:%Y-%m-%dT%H:%M:%SZ}"
)
tags = texts(50).map(lambda text: "-".join(text.lower().split())).filter(is_tag)
documents = st.dictionaries(
    texts(50), texts(50) | st.text(max_size=5) | st.integers() | st.none(), max_size=3
).map(lambda found: json.dumps(found, ensure_ascii=False))
thresholds = st.dictionaries(
    st.sampled_from(sorted({*THRESHOLDS} - {"rat_deadline_month", "rat_deadline_day"})),
    st.integers(1, 3650), min_size=1,
).map(lambda found: json.dumps(dict(sorted(found.items()))))  # fmt: skip
certificates = st.lists(st.sampled_from(list(ProductCertificate)), min_size=1, unique=True).map(
    lambda codes: ",".join(code.value for code in codes)
)
SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    # The day at which an invented registry stands still lies after all that it records.
    "fixed_today": st.dates(TODAY, date(2100, 12, 31)).map(date.isoformat),
    "recorded_at": stamps,
    "published_at": stamps,
    "nik": st.integers(0, 10**13 - 1).map(lambda number: f"{number:013}"),
    "certificates": certificates,
    "figures": documents,
    "thresholds": thresholds,
}


def values_of(table: str, name: str) -> st.SearchStrategy[Any]:
    """What a column may hold."""
    kind = inspect(layouts()[table].model).columns[name].type
    if (table, name) == ("tag", "name"):
        return tags
    if name in SPECIAL:
        return SPECIAL[name]
    match kind:
        case Enum():
            return st.sampled_from([code.value for code in kind.enum_class or ()])
        case Date():
            last = TODAY if name in HAPPENED else date(2100, 12, 31)
            return st.dates(date(1900, 1, 1), last).map(date.isoformat)
        case Boolean():
            return st.integers(0, 1)
        case Float():
            # As people type it: Excel keeps fifteen digits.
            return st.just(0.0) | st.floats(1e-6, MOST.get(name, 1e12)).map(
                lambda n: float(f"{n:.15g}")
            )
        case Integer() if name in MONEY:
            return st.integers(-(10**15) if name in CAN_BE_NEGATIVE else 0, 10**15)
        case Integer() if name in YEARS:
            return st.integers(1900, 2100)
        case Integer() if name in FROM_ONE:
            return st.integers(1, MOST[name])
        case Integer():
            return st.integers(0, 1_000_000)
    return texts(LONGEST_TEXT if name in LONG_TEXTS else LONGEST_NAME)


@cache
def some_rows(table: str, most: int) -> st.SearchStrategy[list[Values]]:
    """Rows of a table whose references, places and derived columns are still to be filled in."""
    layout = layouts()[table]
    filled = {*layout.references, *layout.regions, "id", "withdrawn_at"}
    optional = {
        name: st.none() | values_of(table, name)
        for name in layout.columns
        if name not in filled and name not in layout.required and name != "recorded_at"
    }
    if table == "office":
        optional |= {name: values_of(table, name) for name in ("time_zone", "invented")}
    needed = {n: values_of(table, n) for n in (*layout.required, "recorded_at") if n not in filled}
    row = st.fixed_dictionaries(optional | needed | {"gone": st.none() | stamps})
    return st.lists(row, max_size=most)


REGIONS = ("18.13", "18.13.01", "18.13.02", "18.13.01.1008", "18.13.01.2001", "18.13.02.2007")
LEVELS = {1: "district", 2: "subdistrict", 3: "village"}


@st.composite
def registries(draw: st.DrawFn) -> Rows:
    """All tables of a registry, keeping the rules that the program and the database hold to."""
    found: Rows = {}
    for table, layout in layouts().items():
        rows = draw(some_rows(table, 1 if table == "office" else 4))
        ids = count(1)
        kept: list[Values] = []
        for row in rows:
            row = dict(row)
            gone = row.pop("gone")
            row["withdrawn_at"] = max(gone, row["recorded_at"]) if gone else None
            row["id"] = next(ids) + (0 if table == "office" else draw(st.integers(0, 2)))
            ids = count(row["id"] + 1)
            if table == "region":
                code = draw(st.sampled_from(REGIONS))
                above = code.rpartition(".")[0]
                known = {region["code"] for region in kept}
                row |= {"code": code, "level": LEVELS[code.count(".")]}
                row["parent_code"] = above if above in known else None
                if any(other.startswith(f"{code}.") for other in known):
                    continue  # a list of regions begins with the largest
            if refer(draw, row, found, layout) and fits(table, row, kept):
                kept.append(row)
        found[table] = kept
    return found


def refer(draw: st.DrawFn, row: Values, found: Rows, layout: Any) -> bool:
    """Fill in references to rows that are there; False where one is needed and there is none."""
    for name, table in layout.references.items():
        ids = [other["id"] for other in found[table]]
        choices = ids if name in layout.required else [None, *ids]
        if not choices:
            return False
        row[name] = draw(st.sampled_from(choices))
    if layout.table == "region":
        return True
    for name in layout.regions:
        level = name.removesuffix("_code")
        codes = [region["code"] for region in found["region"] if region["level"] == level]
        choices = codes if name in layout.required else [None, *codes]
        if not choices:
            return False
        row[name] = draw(st.sampled_from(choices))
    if village := row.get("village_code"):
        above = next(r["parent_code"] for r in found["region"] if r["code"] == village)
        row["subdistrict_code"] = above or row["subdistrict_code"]
    return True


UNIQUE = {
    "region": ("code",), "officer": ("name",), "officer_subdistrict": ("officer_id", "subdistrict_code"),
    "cooperative": ("nik",), "tag": ("cooperative_id", "name"),
    "status_change": ("cooperative_id", "effective_on"),
    "annual_report": ("cooperative_id", "book_year"),
    "product": ("cooperative_id", "name", "year"), "target": ("year", "quarter", "indicator"),
    "revitalization_cause": ("revitalization_id", "cause"),
    "attendance": ("session_id", "cooperative_id"),
}  # fmt: skip


def fits(table: str, row: Values, kept: list[Values]) -> bool:
    """Whether a row can stand beside those before it; what follows from the rest is filled in."""
    standing = [other for other in kept if table == "region" or not other["withdrawn_at"]]
    if table == "cooperative":
        row["name_key"] = name_key(row["name"])
        row["legal_key"] = legal_key(row["legal_number"]) if row["legal_number"] else None
    if table == "mentoring_session" and not (row["planned_on"] or row["held_on"]):
        return False
    if table == "revitalization":
        closing = row["outcome"] not in (None, Outcome.EXTENDED)
        row["closed_on"] = max(row["closed_on"] or "", row["opened_on"]) if closing else None
    if row["withdrawn_at"] and table != "region":
        return True
    if table == "revitalization" and not row["closed_on"]:
        return not any(
            other["cooperative_id"] == row["cooperative_id"] and not other["closed_on"]
            for other in standing
        )
    if table == "status_change":
        return makes_sense(row, standing)
    names = UNIQUE.get(table, ())
    key = tuple(row[name] for name in names)
    return key in ((), (None,)) or key not in [tuple(o[n] for n in names) for o in standing]


def makes_sense(row: Values, standing: list[Values]) -> bool:
    """Whether the decisions on a cooperative differ from one to the next, and none follows the end."""
    history = [o for o in standing if o["cooperative_id"] == row["cooperative_id"]] + [row]
    history.sort(key=lambda one: str(one["effective_on"]))
    pairs = list(pairwise(history))
    return all(
        a["effective_on"] != b["effective_on"]
        and a["status"] != b["status"]
        and a["status"] != Status.DISSOLVED
        for a, b in pairs
    )


def write(path: Path, rows: Rows) -> None:
    """Put the rows into an empty registry, past every layer of the program."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = 1")
        for table, records in rows.items():
            for record in records:
                names = ", ".join(f'"{name}"' for name in record)
                marks = ", ".join("?" * len(record))
                connection.execute(
                    f'INSERT INTO "{table}" ({names}) VALUES ({marks})', [*record.values()]
                )


def content(path: Path) -> dict[str, list[Values]]:
    """Every table without its ids; where a row refers to another stands that one's place among its own.
    Regions go by their codes, whatever their order."""
    found: dict[str, list[Values]] = {}
    places: dict[str, dict[Any, int | None]] = {}
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        for table, layout in layouts().items():
            order = "code" if table == "region" else "id"
            rows = [
                dict(r) for r in connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}')
            ]
            places[table] = {row["id"]: place for place, row in enumerate(rows)} | {None: None}
            for row in rows:
                row |= {n: places[other][row[n]] for n, other in layout.references.items()}
                del row["id"]
            found[table] = rows
    return found


@pytest.fixture
def round_trip(
    empty_file: Path, tmp_path: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> Callable[[Rows, str], None]:
    """Export a registry with these rows, import that elsewhere, and hold the two against each other."""
    numbers = count()

    def round_trip(rows: Rows, form: str) -> None:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        here, there, file = folder / "here.db", folder / "there.db", folder / FORMS[form]
        shutil.copy(empty_file, here)
        write(here, rows)
        ran = run("export", "all", "--contacts", "--output", file, "--db", here)
        assert ran.code == 0, ran.err
        if any(rows.values()):
            ran = run("import", file, "--db", there)
            assert ran.code == 0, f"{ran.out}{ran.err}"
            assert content(there) == content(here)
        shutil.rmtree(folder)

    return round_trip


quick = settings(
    max_examples=8, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.generate], print_blob=True,
)  # fmt: skip
thorough = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("form", FORMS)
@quick
@given(rows=registries())
def test_any_registry(round_trip: Callable[[Rows, str], None], form: str, rows: Rows) -> None:
    round_trip(rows, form)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@thorough
@given(rows=registries())
def test_many_registries(round_trip: Callable[[Rows, str], None], form: str, rows: Rows) -> None:
    round_trip(rows, form)
