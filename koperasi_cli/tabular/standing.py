"""What stands on record, as the database has it: a chunk's worth of rows by an indexed column."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from sqlmodel import Session

from koperasi_cli.models import Recorded
from koperasi_cli.registry.records import raw


def standing_values(
    session: Session, model: type[Recorded], column: str, values: Iterable[Any]
) -> list[dict[str, Any]]:
    """Every column of the rows that stand and have one of the values there, in raw form."""
    wanted = list(values)
    if not wanted:
        return []
    cursor = raw(session).cursor()
    cursor.row_factory = sqlite3.Row
    found = cursor.execute(
        f"SELECT * FROM {model.__tablename__} WHERE withdrawn_at IS NULL"
        f" AND {column} IN (SELECT value FROM json_each(?))",
        (json.dumps(wanted),),
    )
    return [dict(row) for row in found]
