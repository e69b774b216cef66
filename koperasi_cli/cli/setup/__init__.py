"""``koperasi setup``, a file for each of its steps: read, ask, write."""

from koperasi_cli.cli.setup.command import setup

__all__ = ["setup"]
