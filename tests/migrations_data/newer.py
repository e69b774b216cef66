"""Makes this program a newer one, whose last revision is the made-up 9999 beside this file."""

import sys
from collections.abc import Callable
from pathlib import Path

from alembic.config import Config

from koperasi_cli import migrations
from koperasi_cli.migrations import schema, upgrade

HERE = Path(__file__).parent
NEWEST = "9999"


class WiderConfig(Config):
    """Alembic's, that looks for revisions here too."""

    def __init__(self) -> None:
        super().__init__()
        self.set_main_option("path_separator", "newline")
        places = [Path(migrations.__file__).parent / "versions", HERE / "future"]
        self.set_main_option("version_locations", "\n".join(map(str, places)))


def become_newer(put: Callable[[object, str, object], None] = setattr) -> None:
    """Put revision 9999 on top, wherever the program asks for its newest."""
    old, all_ = migrations.HEAD, migrations.REVISIONS
    for name, module in [*sys.modules.items()]:
        if name.startswith("koperasi_cli") and getattr(module, "HEAD", None) is old:
            put(module, "HEAD", NEWEST)
        if name.startswith("koperasi_cli") and getattr(module, "REVISIONS", None) is all_:
            put(module, "REVISIONS", (*all_, NEWEST))
    put(upgrade, "Config", WiderConfig)
    put(schema, "altered", lambda _connection: [])
