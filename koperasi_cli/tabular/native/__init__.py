"""The native layout: one file or sheet for each table, named after it, with the columns of the model.

It carries a whole registry, history included, from one file to another.
"""

from koperasi_cli.tabular.native.importing import import_native, invented_office, is_unused
from koperasi_cli.tabular.native.layouts import Layout, layout, layouts
from koperasi_cli.tabular.native.regions import District, find_district
from koperasi_cli.tabular.native.sources import Source

__all__ = [
    "District",
    "Layout",
    "Source",
    "find_district",
    "import_native",
    "invented_office",
    "is_unused",
    "layout",
    "layouts",
]
