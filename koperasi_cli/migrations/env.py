"""What Alembic runs for each command; the connection, and so the transaction, is the caller's."""

from alembic import context

from koperasi_cli.models import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
