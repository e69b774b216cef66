"""Mending what has one safe answer: what ``koperasi check --fix`` does."""

from collections.abc import Iterable
from pathlib import Path

from sqlmodel import Session

from koperasi_cli import backups, private
from koperasi_cli.errors import DatabaseUnusable
from koperasi_cli.language import _, why
from koperasi_cli.models import Cooperative
from koperasi_cli.registry.journal import Journal
from koperasi_cli.registry.records import cooperative, raw
from koperasi_cli.reports.check.rules import Finding
from koperasi_cli.vocabulary import CheckRule


def mend(session: Session, findings: Iterable[Finding]) -> None:
    """Put right, in the registry, findings that have one safe answer.

    Indexes of a damaged file are made anew; a village brings its subdistrict; the keys by which a
    cooperative is found are derived from its name and number once more.
    """
    for finding in sorted(findings, key=lambda one: one.rule.code is not CheckRule.DAMAGED):
        match finding.rule.code:
            case CheckRule.DAMAGED:
                Journal.of(session).begin()  # no record changes by it, and it is answered for too
                raw(session).execute("REINDEX")
            case CheckRule.OTHER_SUBDISTRICT:
                _village, _subdistrict, code = finding.details
                _record(session, finding).subdistrict_code = code
            case CheckRule.OUTDATED_KEY:
                record = _record(session, finding)
                record.name_key, record.legal_key = finding.details
    session.flush()


def close_to_others(registry: Path) -> None:
    """Leave a registry, and its backups, to their owner alone.

    Raises:
        DatabaseUnusable: they belong to somebody else.
    """
    for path in backups.exposed(registry):
        try:
            path.chmod(private.FOLDER if path.is_dir() else private.FILE)
        except OSError as error:
            raise DatabaseUnusable(
                _("The rights of {path} cannot be changed ({why}).", path=path, why=why(error)),
                _("Ask its owner to do it."),
            ) from error


def _record(session: Session, finding: Finding) -> Cooperative:
    assert finding.cooperative is not None
    return cooperative(session, finding.cooperative)
