"""koperasi: a registry of cooperatives for a district office."""

__version__ = "0.1.0"
