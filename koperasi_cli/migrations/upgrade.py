"""Run the revisions that a registry lacks, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Engine


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the schema to a revision; all of it or nothing.

    The engine must have foreign keys off, since a batch migration drops and rebuilds tables. They are
    checked before the commit.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration broke {len(broken)} references")
