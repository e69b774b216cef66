"""Why a command broke off, where something says it better than the error that it ended with."""

from koperasi_cli import interrupts, unusable
from koperasi_cli.cli.desk import Desk
from koperasi_cli.database import Database
from koperasi_cli.errors import DatabaseUnusable, Interrupted, KoperasiError
from koperasi_cli.language import _


def account_for(error: BaseException, desk: Desk) -> None:
    """Raise what is better to say, where something is.

    Raises:
        Interrupted: it was interrupted, and had saved its change, or an upgrade, by then.
        DatabaseUnusable: it stumbled over a damaged file, or over values that no command writes.
    """
    if isinstance(error, KeyboardInterrupt) or interrupts.were_heard():
        if desk.wrote:
            raise Interrupted(
                _("Interrupted. What the command changed had been saved by then."),
                _("See: koperasi log"),
            ) from error
        if desk.database.upgraded:
            raise Interrupted(
                _("Interrupted. Only the registry's tables had been brought up to date by then.")
            ) from error
        return
    a_mistake = isinstance(error, Exception) and not isinstance(error, KoperasiError | OSError)
    if a_mistake and (cause := _cause_in(desk.database)):
        raise cause from error


def _cause_in(registry: Database) -> DatabaseUnusable | None:
    """What a mistake may come of that is not the program's; None where that is not so, or where nobody
    can tell, since the file is in use by somebody else, say."""
    from koperasi_cli.migrations.schema import altered
    from koperasi_cli.reports.check.file import values_of_another_kind

    try:
        if registry.is_damaged(thoroughly=True):
            return unusable.damaged(registry.path)
        with registry.reading() as connection:
            spoilt = any(values_of_another_kind(connection)) or altered(connection)
    except KoperasiError:
        return None
    if not spoilt:
        return None
    return DatabaseUnusable(
        _("{path} holds what another program put there or took away, and cannot be read.",
          path=registry.path),
        _("To see what: koperasi check --integrity"),
    )  # fmt: skip
