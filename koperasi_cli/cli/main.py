"""The entry point: every command module registers itself on the program when it is imported.

They stand in the order in which help lists their commands.
"""

# ruff: noqa: F401, I001
from koperasi_cli.cli import add
from koperasi_cli.cli import edit
from koperasi_cli.cli import status
from koperasi_cli.cli import list as _list
from koperasi_cli.cli import show
from koperasi_cli.cli import mentor
from koperasi_cli.cli import revitalize
from koperasi_cli.cli import rat
from koperasi_cli.cli import finance
from koperasi_cli.cli import product
from koperasi_cli.cli import report
from koperasi_cli.cli import agenda
from koperasi_cli.cli import target
from koperasi_cli.cli import import_
from koperasi_cli.cli import compare
from koperasi_cli.cli import export
from koperasi_cli.cli import setup
from koperasi_cli.cli import demo
from koperasi_cli.cli import check
from koperasi_cli.cli import log
from koperasi_cli.cli import undo
from koperasi_cli.cli import backup
from koperasi_cli.cli import restore
from koperasi_cli.cli import info
from koperasi_cli.cli.app import app


def main() -> None:
    """Run the program on the words of the command line."""
    app()
