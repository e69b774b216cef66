"""The native layout: one CSV file for each table, named after it, with the columns of the model.

It carries a whole registry, history included, from one file to another.
"""

from koperasi_cli.tabular.native.importing import import_native, invented_office, is_unused
from koperasi_cli.tabular.native.layouts import Layout, find_sources, layout, layouts, open_as
from koperasi_cli.tabular.native.parts import Counts, Imported
from koperasi_cli.tabular.native.regions import District, find_district

__all__ = [
    "Counts",
    "District",
    "Imported",
    "Layout",
    "find_district",
    "find_sources",
    "import_native",
    "invented_office",
    "is_unused",
    "layout",
    "layouts",
    "open_as",
]
