"""What is said of rows on record that get what differs in a file."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlmodel import Session

from koperasi_cli.headings import table_name
from koperasi_cli.models import Cooperative
from koperasi_cli.registry.journal import Update
from koperasi_cli.tabular.imported import FieldChange
from koperasi_cli.tabular.standing import standing_values

DERIVED = ("name_key", "legal_key")


def changes_of(table: str, record: dict[str, Any], update: Update) -> Iterator[FieldChange]:
    """Each field that changes in a row of a table."""
    id_ = update.id if table == "cooperative" else record.get("cooperative_id")
    name = record.get("name") or f"{table_name(table)} {update.id}"
    for field, after in update.after.items():
        if field not in DERIVED:
            yield FieldChange(
                id_, name, field, update.before[field], after, record.get("book_year")
            )


def named(session: Session, changes: Sequence[FieldChange]) -> Iterable[FieldChange]:
    """The same with the names of the cooperatives."""
    ids = {change.cooperative_id for change in changes if change.cooperative_id}
    names = {row["id"]: row["name"] for row in standing_values(session, Cooperative, "id", ids)}
    return (
        change._replace(name=names.get(change.cooperative_id, change.name))
        if change.cooperative_id
        else change
        for change in changes
    )
