"""The registry as rows of each layout that others read: its own tables, and the ministry's list."""

from koperasi_cli.tabular.exporting.native import (
    Chosen,
    choose,
    is_about_cooperatives,
    table_names,
    tables,
)
from koperasi_cli.tabular.exporting.ods import cooperatives_for_ods

__all__ = [
    "Chosen",
    "choose",
    "cooperatives_for_ods",
    "is_about_cooperatives",
    "table_names",
    "tables",
]
