"""Options that several commands share, declared once."""

import inspect
from collections.abc import Mapping
from typing import Annotated, Any

from koperasi_cli.cli.declare import argument, option
from koperasi_cli.headings import HEADINGS
from koperasi_cli.language import N_

Text = str | None

On = Annotated[
    Text, option("--on", metavar=N_("DATE"), help=N_("The day it happened, or of the count."))
]
KnownOn = Annotated[
    Text,
    option("--known-on", metavar=N_("DATE"), help=N_("As it was known at the end of that day.")),
]
Coop = Annotated[
    Text,
    argument(N_("COOP"), N_("Its number (12, K12), NIK, legal number, or part of its name.")),
]
Reason = Annotated[Text, option("--reason", metavar=N_("TEXT"), help=N_("Why."))]
Decree = Annotated[
    Text, option("--decree", metavar=N_("NUMBER"), help=N_("The number of the decree (SK)."))
]
Note = Annotated[Text, option("--note", metavar=N_("TEXT"), help=N_("A note."))]
Contacts = Annotated[
    bool, option("--contacts", help=N_("With phone numbers, which are left out otherwise."))
]
Many = list[str] | None

CoopsAndStatus = Annotated[
    Many,
    argument(N_("COOP… STATUS"), N_("The cooperatives, and last the status they get.")),
]
AllInactive = Annotated[
    bool, option("--all-inactive", help=N_("For all cooperatives that are inactive today."))
]
FromFile = Annotated[
    Text,
    option("--from", metavar=N_("FILE"), help=N_("Also for those in this file, one a line.")),
]


def _declared(kind: Any, options: Mapping[str, tuple[str, str]]) -> list[inspect.Parameter]:
    """Options from a table of name -> (metavar, help), for a command that takes them as ``**``."""
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[
                kind, option(f"--{name.replace('_', '-')}", metavar=metavar, help=text)
            ],
        )
        for name, (metavar, text) in options.items()
    ]


# The filters of lists and reports; the names are those of ``Criteria``.
FILTERS = [
    *_declared(
        Many,
        {
            "status": (N_("STATUS"), N_("Only of this status.")),
            "sector": (N_("SECTOR"), N_("Only of this sector.")),
            "subdistrict": (N_("SUBDISTRICT"), N_("Only in this subdistrict.")),
            "village": (N_("VILLAGE"), N_("Only in this village.")),
            "industry": (N_("INDUSTRY"), N_("Only of this industry.")),
            "category": (N_("CATEGORY"), N_("Only of this category.")),
            "form": (N_("FORM"), N_("Only of this form.")),
            "management": (N_("MANAGEMENT"), N_("Only so managed.")),
            "line": (N_("LINE"), N_("Only of this business line.")),
            "tag": (N_("TAG"), N_("Only with this tag.")),
            "without_tag": (N_("TAG"), N_("Only without this tag.")),
            "missing": (N_("FIELD"), N_("Only where this field is not recorded.")),
        },
    ),
    *_declared(
        Text,
        {
            "officer": (N_("NAME"), N_("Only in this officer's care; me for one's own.")),
            "search": (N_("TEXT"), N_("Only with this text in name, address, note …")),
        },
    ),
]

# The fields of a cooperative that ``add`` and ``edit`` take, in the order of the record.
_METAVARS = {
    "nik": N_("13 DIGITS"), "legal_number": N_("NUMBER"), "amendment_number": N_("NUMBER"),
    "legal_date": N_("DATE"), "amendment_date": N_("DATE"), "board_term_ends_on": N_("DATE"),
    "certificate_expires_on": N_("DATE"), "sector": N_("SECTOR"), "form": N_("FORM"),
    "category": N_("CATEGORY"), "industry": N_("INDUSTRY"), "management": N_("MANAGEMENT"),
    "line": N_("LINE"), "subdistrict": N_("SUBDISTRICT"), "village": N_("VILLAGE"),
    "officer": N_("NAME"), "phone": N_("NUMBER"),
}  # fmt: skip
COOPERATIVE_FIELDS = (
    "sector", "subdistrict", "village", "nik", "legal_number", "legal_date", "amendment_number",
    "amendment_date", "form", "category", "industry", "management", "line", "address", "chair",
    "secretary", "treasurer", "supervisor", "manager", "board_term_ends_on", "phone",
    "nik_status", "certificate_expires_on", "ods_grade", "officer", "note",
)  # fmt: skip
FIELDS = _declared(
    Text,
    {name: (_METAVARS.get(name, N_("TEXT")), HEADINGS[name]) for name in COOPERATIVE_FIELDS},
)

# What a session has besides its kind and its day: the same for ``mentor`` and ``revitalize --action``.
SESSION = _declared(
    Text,
    {
        "topic": (N_("TEXT"), N_("What it was about.")),
        "planned": (N_("DATE"), N_("The day it is planned for; without --on it is only a plan.")),
        "participants": (N_("MEN/WOMEN"), N_("How many came from each cooperative, as in 2/1.")),
        "hours": (N_("NUMBER"), N_("How many hours it took.")),
        "place": (N_("TEXT"), N_("Where it was.")),
        "mentor": (N_("NAME"), N_("The mentor or speaker.")),
        "officer": (N_("NAME"), N_("The officer of the office; me for oneself.")),
        "funding": (N_("TEXT"), N_("From which budget.")),
        "result": (N_("TEXT"), N_("What came of it.")),
        "follow_up": (N_("DATE"), N_("When to follow it up.")),
    },
)
Guests = Annotated[
    Many,
    argument(
        N_("COOP[:MEN/WOMEN]…"),
        N_("The cooperatives, each with its participants where known: 12:2/1."),
    ),
]

# What a book year has besides the days of its RAT, in the order of the record.
ANNUAL_FIELDS = (
    "in_business", "members_male", "members_female", "managers", "employees", "equity",
    "outside_capital", "assets", "turnover", "surplus", "health", "kuk",
)  # fmt: skip
_ANNUAL_METAVARS = {
    "in_business": N_("YES|NO"), "health": N_("RATING"), "kuk": "1-4",
    **dict.fromkeys(("members_male", "members_female", "managers", "employees"), N_("NUMBER")),
}  # fmt: skip
ANNUAL = _declared(
    Text,
    {name: (_ANNUAL_METAVARS.get(name, N_("AMOUNT")), HEADINGS[name]) for name in ANNUAL_FIELDS},
)
