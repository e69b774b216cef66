"""${message}

A table that is rebuilt needs ``table_kwargs={"sqlite_autoincrement": True}``, or its numbers are given
out again; an index on an expression is lost with it, and is made anew. Then record the registry that
later revisions are tried on: python tests/migrations_data/record.py
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
