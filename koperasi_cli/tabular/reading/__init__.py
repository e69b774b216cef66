"""Any file as sheets of typed cells: CSV, workbooks and JSON. What they mean is decided elsewhere."""

from koperasi_cli.tabular.reading.finding import SUFFIXES, find_files, sheets
from koperasi_cli.tabular.reading.sheet import Cell, Row, Sheet

__all__ = ["SUFFIXES", "Cell", "Row", "Sheet", "find_files", "sheets"]
