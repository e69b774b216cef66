"""Nothing is written without the journal, and the journal tells it as it was."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, delete, insert, select, update

from koperasi_cli.database import Database
from koperasi_cli.models import (
    Change,
    Cooperative,
    Operation,
    Product,
    StatusChange,
    Tag,
)
from koperasi_cli.registry.journal import Journal, bulk_insert
from koperasi_cli.registry.records import withdraw
from koperasi_cli.vocabulary import Sector, Status

AT = "2025-02-17T03:00:00Z"
Written = tuple[str, int, str, dict[str, Any] | None]


def journal(database: Database) -> list[tuple[Operation, list[Written]]]:
    with database.writing("look", actor="t", at=AT, dry_run=True) as session:
        session.expire_on_commit = False
        operations = session.exec(select(Operation).order_by(col(Operation.id))).all()
        changes = session.exec(select(Change).order_by(col(Change.id))).all()
        session.expunge_all()
    return [
        (
            operation,
            [
                (c.table_name, c.row_id, c.action, json.loads(c.before) if c.before else None)
                for c in changes
                if c.operation_id == operation.id
            ],
        )
        for operation in operations
    ]


def change(database: Database, work: Callable[[Session], object], at: str = AT) -> None:
    with database.writing("change", actor="sari", at=at) as session:
        work(session)


def new(name: str = "Koperasi A") -> Cooperative:
    return Cooperative(
        name=name, name_key=name.lower(), sector=Sector.PRODUCER, legal_date=date(2001, 2, 3)
    )


def first(session: Session) -> Cooperative:
    found = session.get(Cooperative, 1)
    assert found is not None
    return found


def test_an_insert_is_recorded_with_its_moment(registry: Database) -> None:
    change(registry, lambda session: session.add(new()))
    ((operation, changes),) = journal(registry)
    assert (operation.at, operation.actor, operation.command) == (AT, "sari", "change")
    assert operation.version and operation.undoes is None
    assert changes == [("cooperative", 1, "insert", None)]
    with registry.reading() as connection:
        assert connection.execute("SELECT recorded_at FROM cooperative").fetchone()[0] == AT


def test_an_update_keeps_the_old_values_of_what_changed(registry: Database) -> None:
    change(registry, lambda session: session.add(new()))

    def edit(session: Session) -> None:
        record = first(session)
        record.sector = None
        record.legal_date = date(2002, 1, 1)
        record.phone = "0812"
        record.name = "Koperasi A"  # as it was
        session.add(record)

    change(registry, edit)
    assert journal(registry)[1][1] == [
        (
            "cooperative",
            1,
            "update",
            {"sector": "producer", "legal_date": "2001-02-03", "phone": None},
        )
    ]


@pytest.mark.parametrize("work", [
    lambda session: None,
    lambda session: session.get(Cooperative, 1),
    lambda session: session.add(first(session)),
    lambda session: setattr(first(session), "name", "Koperasi A"),
    lambda session: bulk_insert(session, Product, []),
])  # fmt: skip
def test_what_changes_nothing_leaves_no_trace(
    registry: Database, work: Callable[[Session], object]
) -> None:
    change(registry, lambda session: session.add(new()))
    change(registry, work)
    assert len(journal(registry)) == 1


def test_a_change_taken_back_before_it_was_written_leaves_no_trace(registry: Database) -> None:
    change(registry, lambda session: session.add(new()))

    def to_and_fro(session: Session) -> None:
        first(session).phone = "0812"
        first(session).phone = None

    change(registry, to_and_fro)
    assert len(journal(registry)) == 1


def test_a_row_changed_twice_is_recorded_twice(registry: Database) -> None:
    def twice(session: Session) -> None:
        record = new()
        session.add(record)
        session.flush()
        record.phone = "1"
        session.flush()
        record.phone = "2"

    change(registry, twice)
    ((_operation, changes),) = journal(registry)
    assert [(action, before) for _table, _id, action, before in changes] == [
        ("insert", None), ("update", {"phone": None}), ("update", {"phone": "1"}),
    ]  # fmt: skip


def test_to_withdraw_is_an_update(registry: Database) -> None:
    change(registry, lambda session: session.add(new()))
    change(registry, lambda session: withdraw(session, first(session)), at="2025-02-18T00:00:00Z")
    assert journal(registry)[1][1] == [("cooperative", 1, "update", {"withdrawn_at": None})]


@pytest.mark.parametrize("statement", [
    update(Cooperative).values(phone="x"),
    delete(Cooperative),
    insert(Cooperative).values(name="x", name_key="x", recorded_at=AT),
])  # fmt: skip
def test_bulk_statements_are_refused(registry: Database, statement: Any) -> None:
    change(registry, lambda session: session.add(new()))
    with pytest.raises(AssertionError, match="bulk_insert"):
        change(registry, lambda session: session.exec(statement))
    assert len(journal(registry)) == 1


def test_nothing_is_deleted(registry: Database) -> None:
    change(registry, lambda session: session.add(new()))
    with pytest.raises(AssertionError, match="withdraw"):
        change(registry, lambda session: session.delete(first(session)))
    with registry.reading() as connection:
        assert connection.execute("SELECT count(*) FROM cooperative").fetchone()[0] == 1


def test_bulk_insert_gives_the_ids_that_the_rows_have(registry: Database) -> None:
    given: list[int] = []

    def many(session: Session) -> None:
        session.add(new("Koperasi A"))
        rows = [{"name": f"Koperasi {i}", "name_key": str(i)} for i in range(3)]
        given.extend(bulk_insert(session, Cooperative, rows))
        session.add(new("Koperasi Z"))
        session.flush()
        given.extend(bulk_insert(session, Cooperative, [{"name": "Last", "name_key": "l"}]))

    change(registry, many)
    assert given == [2, 3, 4, 6]
    with registry.reading() as connection:
        found = dict(connection.execute("SELECT id, name FROM cooperative").fetchall())
        stamps = connection.execute("SELECT DISTINCT recorded_at FROM cooperative").fetchall()
    assert [found[id_] for id_ in given] == ["Koperasi 0", "Koperasi 1", "Koperasi 2", "Last"]
    assert [tuple(stamp) for stamp in stamps] == [(AT,)]
    ((_operation, changes),) = journal(registry)
    assert sorted(row_id for _table, row_id, _action, _before in changes) == [1, 2, 3, 4, 5, 6]


def test_ids_rolled_back_or_withdrawn_are_not_confused(registry: Database) -> None:
    change(registry, lambda session: bulk_insert(session, Cooperative, [_row("A"), _row("B")]))
    with pytest.raises(ZeroDivisionError):
        change(registry, lambda session: bulk_insert(session, Cooperative, [_row("C")]) and 1 / 0)
    given: list[int] = []
    change(registry, lambda s: given.extend(bulk_insert(s, Cooperative, [_row("D")])))
    assert given == [3]


@pytest.mark.parametrize(("clock", "recorded"), [
    ("2025-02-16T00:00:00Z", AT),  # the clock jumped back
    (AT, AT),
    ("2025-02-18T00:00:00Z", "2025-02-18T00:00:00Z"),
])  # fmt: skip
def test_the_moment_never_runs_backwards(registry: Database, clock: str, recorded: str) -> None:
    change(registry, lambda session: session.add(new("Koperasi A")))
    change(registry, lambda session: session.add(new("Koperasi B")), at=clock)
    (_first, _), (second, _) = journal(registry)
    assert second.at == recorded
    with registry.reading() as connection:
        found = connection.execute("SELECT recorded_at FROM cooperative WHERE id = 2").fetchone()[0]
    assert found == recorded


def test_every_row_is_recorded_at_the_moment_of_its_operation(sample: Database) -> None:
    """Of what is entered here; what is imported brings its own moments along."""

    def work(session: Session) -> None:
        session.add(Tag(cooperative_id=1, name="seen"))
        session.add(new())
        bulk_insert(session, StatusChange, [
            {"cooperative_id": 2, "status": Status.DISSOLVED, "effective_on": date(2025, 2, 17)},
        ])  # fmt: skip

    change(sample, work, at="2025-02-17T05:00:00Z")
    with sample.reading() as connection:
        (operation, at) = connection.execute(
            "SELECT id, at FROM operation ORDER BY id DESC LIMIT 1"
        ).fetchone()
        rows = connection.execute(
            "SELECT table_name, row_id FROM change WHERE operation_id = ?", (operation,)
        ).fetchall()
        assert len(rows) == 3
        for table, row_id in rows:
            query = f"SELECT recorded_at FROM {table} WHERE id = ?"
            assert connection.execute(query, (row_id,)).fetchone()[0] == at


@pytest.mark.parametrize(("environment", "remembered", "actor"), [
    ({"KOPERASI_ACTOR": "Sari"}, "Budi", "Sari"),
    ({}, "Budi", "Budi"),
    ({"LOGNAME": "krui"}, None, "krui"),
])  # fmt: skip
def test_who_did_it(
    registry: Database,
    run: Any,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    remembered: str | None,
    actor: str,
) -> None:
    from koperasi_cli.settings import Personal

    monkeypatch.delenv("KOPERASI_ACTOR")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    Personal().put("actor", remembered)
    assert run("add", "Koperasi A").code == 0
    assert journal(registry)[0][0].actor == actor


def test_the_journal_of_a_session_counts(registry: Database) -> None:
    with registry.writing("t", actor="t", at=AT) as session:
        assert Journal.of(session).operation_id is None
        session.add(new())
        session.flush()
        assert (Journal.of(session).operation_id, Journal.of(session).changes) == (1, 1)


def _row(name: str) -> dict[str, object]:
    return {"name": name, "name_key": name}
