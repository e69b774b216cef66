"""The entry point: every command module registers itself on the program when it is imported."""

from koperasi_cli.cli import add, edit, report, status  # noqa: F401
from koperasi_cli.cli.app import app


def main() -> None:
    """Run the program on the words of the command line."""
    app()
