"""How cooperatives move between two counts: which kinds of moves there are, and what each adds up to."""

from koperasi_cli.errors import BadUsage
from koperasi_cli.language import N_, _, shown
from koperasi_cli.reports.selection import Selection

# What a move is called, in the order of the sums.
KINDS = {
    "new": N_("New"),
    "reactivated": N_("Reactivated"),
    "became-inactive": N_("Became inactive"),
    "dissolved": N_("Dissolved"),
    "undone": N_("Taken back"),
}


def kind_of(before: str | None, after: str | None) -> str:
    """What happened to a cooperative that had one status and has another; None is no status."""
    if after == "dissolved":
        return "dissolved"
    if after is None:
        return "undone"
    if before is None:
        return "new"
    return "reactivated" if after == "active" else "became-inactive"


def counted(before: str | None, after: str | None, status: str) -> int:
    """What a move adds to the number of those with a status."""
    return (after == status) - (before == status)


def refuse_status_filter(selection: Selection) -> None:
    """A filter on status would leave half of each move out.

    Raises:
        BadUsage: there is one.
    """
    if selection.without_status or "status_0" in selection.parameters:
        option = f"--{shown('option', 'status')}"
        raise BadUsage(
            _("This report is about every status."), _("Leave {option} out.", option=option)
        )
