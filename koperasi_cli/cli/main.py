"""The entry point: every command module registers itself on the program when it is imported."""

from koperasi_cli.cli import (  # noqa: F401
    add,
    demo,
    edit,
    import_,
    info,
    log,
    mentor,
    report,
    revitalize,
    setup,
    show,
    status,
    undo,
)
from koperasi_cli.cli import list as _list  # noqa: F401
from koperasi_cli.cli.app import app


def main() -> None:
    """Run the program on the words of the command line."""
    app()
