"""Options that several commands share, declared once."""

from typing import Annotated

from koperasi_cli.cli.framework import argument, option
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
Coops = Annotated[
    list[str] | None,
    argument(N_("COOP…"), N_("Their numbers (12, K12), NIKs, legal numbers, or parts of names.")),
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

Status = Annotated[Many, option("--status", metavar=N_("STATUS"), help=N_("Only of this status."))]
Sector = Annotated[Many, option("--sector", metavar=N_("SECTOR"), help=N_("Only of this sector."))]
Industry = Annotated[
    Many, option("--industry", metavar=N_("INDUSTRY"), help=N_("Only of this industry."))
]
Category = Annotated[
    Many, option("--category", metavar=N_("CATEGORY"), help=N_("Only of this category."))
]
Form = Annotated[Many, option("--form", metavar=N_("FORM"), help=N_("Only of this form."))]
Management = Annotated[
    Many, option("--management", metavar=N_("MANAGEMENT"), help=N_("Only so managed."))
]
Line = Annotated[Many, option("--line", metavar=N_("LINE"), help=N_("Only of this business line."))]
Subdistrict = Annotated[
    Many,
    option("--subdistrict", metavar=N_("SUBDISTRICT"), help=N_("Only in this subdistrict.")),
]
Village = Annotated[
    Many, option("--village", metavar=N_("VILLAGE"), help=N_("Only in this village."))
]
Tag = Annotated[Many, option("--tag", metavar=N_("TAG"), help=N_("Only with this tag."))]
WithoutTag = Annotated[
    Many, option("--without-tag", metavar=N_("TAG"), help=N_("Only without this tag."))
]
Officer = Annotated[
    Text,
    option(
        "--officer", metavar=N_("NAME"), help=N_("Only in this officer's care; me for one's own.")
    ),
]
Missing = Annotated[
    Many,
    option("--missing", metavar=N_("FIELD"), help=N_("Only where this field is not recorded.")),
]
Search = Annotated[
    Text,
    option("--search", metavar=N_("TEXT"), help=N_("Only with this text in name, address, note …")),
]
