"""A revision that no program has: it rebuilds tables that others refer to, with data in them.

``MIGRATION_STRIKES`` makes it go wrong at a moment: ``between:break``, say.
"""

import os
import signal

import sqlalchemy as sa
from alembic import op

from koperasi_cli import migrations

revision = "9999"
down_revision = migrations.REVISIONS[-2]
branch_labels = None
depends_on = None

REBUILT = ("cooperative", "status_change", "revitalization")


def upgrade() -> None:
    strike("before")
    for table in REBUILT:
        kept = {"sqlite_autoincrement": True}
        with op.batch_alter_table(table, recreate="always", table_kwargs=kept) as batch:
            batch.add_column(sa.Column("motto", sa.String(), nullable=True))
        op.execute(f"UPDATE {table} SET motto = 'no. ' || id")
        strike("between")
    op.create_table("motto", sa.Column("id", sa.Integer(), primary_key=True))
    strike("after")


def strike(moment: str) -> None:
    """Fail in the way that was asked for, if it was asked for now."""
    when, _, how = os.environ.get("MIGRATION_STRIKES", "").partition(":")
    if when != moment:
        return
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    op.execute({
        "reference": "UPDATE status_change SET cooperative_id = 999999 WHERE id = 1",
        "constraint": "INSERT INTO status_change SELECT * FROM status_change",
        "statement": "UPDATE no_such_table SET x = 1",
    }.get(how, ""))  # fmt: skip
    if how == "code":
        raise ZeroDivisionError("a mistake in a revision")
