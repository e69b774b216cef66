"""What people read and what they type: messages, dates, numbers and rupiah in two languages."""

from koperasi_cli.language.codes import did_you_mean, names_there_are, read_code
from koperasi_cli.language.current import LANGUAGES, Language, current, speaking, use
from koperasi_cli.language.messages import (
    N_,
    _,
    catalog,
    from_text,
    label,
    name_in,
    ngettext,
    pgettext,
    preferred,
    shown,
)
from koperasi_cli.language.reading import (
    read_count,
    read_date,
    read_decimal,
    read_money,
    read_participants,
    read_year,
    read_yes_no,
    tag_name,
)
from koperasi_cli.language.reasons import why
from koperasi_cli.language.writing import (
    day,
    joined,
    moment,
    number,
    percent,
    rupiah,
    short_day,
)

__all__ = [
    "LANGUAGES",
    "N_",
    "Language",
    "_",
    "catalog",
    "current",
    "day",
    "did_you_mean",
    "from_text",
    "joined",
    "label",
    "moment",
    "name_in",
    "names_there_are",
    "ngettext",
    "number",
    "percent",
    "pgettext",
    "preferred",
    "read_code",
    "read_count",
    "read_date",
    "read_decimal",
    "read_money",
    "read_participants",
    "read_year",
    "read_yes_no",
    "rupiah",
    "short_day",
    "shown",
    "speaking",
    "tag_name",
    "use",
    "why",
]
