"""The code lists of the field: what is stored, what a person reads, and what a person may write.

A code is stored and exported as its English value, is shown by its label in either language, and is
read from its value, both labels, and the further spellings of offices and of the ministry's files.

Lists marked [F] follow a law or the ministry; lists marked [O] are the office's own and are no law;
[B] is background, not verified. This module loads at every start, so it builds no more than the
lists: spellings are indexed the first time that a list is asked to read something.
"""

from koperasi_cli.vocabulary.agenda import AgendaRule
from koperasi_cli.vocabulary.business import (
    FinancingState,
    Health,
    Line,
    MarketReach,
    ProductCertificate,
    Scheme,
)
from koperasi_cli.vocabulary.check import CheckRule
from koperasi_cli.vocabulary.code import Code
from koperasi_cli.vocabulary.cooperatives import (
    Category,
    Form,
    Grade,
    Indication,
    Industry,
    Management,
    NikStatus,
    Sector,
    Status,
)
from koperasi_cli.vocabulary.guidance import Cause, Outcome, ProblemArea, SessionKind, Stage
from koperasi_cli.vocabulary.office import Indicator, RegionKind, RegionLevel, TimeZone

LISTS: tuple[type[Code], ...] = (
    Status,
    Sector,
    Form,
    Management,
    Industry,
    Category,
    NikStatus,
    SessionKind,
    Line,
    MarketReach,
    ProductCertificate,
    Health,
    Scheme,
    FinancingState,
    ProblemArea,
    Cause,
    Stage,
    Outcome,
    Indication,
    Grade,
    RegionLevel,
    RegionKind,
    Indicator,
    AgendaRule,
    CheckRule,
    TimeZone,
)
"""Every list, in the order of a cooperative's record, then of the office's work."""

__all__ = [
    "LISTS",
    "AgendaRule",
    "Category",
    "Cause",
    "CheckRule",
    "Code",
    "FinancingState",
    "Form",
    "Grade",
    "Health",
    "Indication",
    "Indicator",
    "Industry",
    "Line",
    "Management",
    "MarketReach",
    "NikStatus",
    "Outcome",
    "ProblemArea",
    "ProductCertificate",
    "RegionKind",
    "RegionLevel",
    "Scheme",
    "Sector",
    "SessionKind",
    "Stage",
    "Status",
    "TimeZone",
]
