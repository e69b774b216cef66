"""Where things lie, and what the surroundings ask for: paths, environment, personal settings.

The personal settings (who I am, which registry is open) are one small JSON file in the data folder.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from errno import ENAMETOOLONG
from functools import cached_property
from math import isfinite, nan
from pathlib import Path
from typing import Any

from koperasi_cli import private
from koperasi_cli.errors import BadValue, DatabaseUnusable, Refused
from koperasi_cli.language import _, read_date, why

REGISTRY = "koperasi.db"
DEMO = "demo.db"


def data_folder() -> Path:
    """The platform's folder for this program's data.

    Raises:
        DatabaseUnusable: nobody knows where it is, for there is no home folder.
    """
    from platformdirs import user_data_path

    for name in ("XDG_DATA_HOME", "HOME"):  # a relative one is to be ignored, says XDG
        if not Path(os.environ.get(name, "/")).is_absolute():
            del os.environ[name]
    with suppress(RuntimeError):  # so says a newer platformdirs; an older one gives back "~/…"
        folder = user_data_path("koperasi", appauthor=False)
        if folder.is_absolute():
            return folder
    raise DatabaseUnusable(
        _("It is not known where your registry lies: there is no home folder."),
        _("Set HOME, or name a file with --db or KOPERASI_DB."),
    )


def typed_path(text: str) -> Path:
    """The path that was typed, ``~`` being the home folder.

    Raises:
        Refused: no file can be called that.
    """
    try:
        path = Path(text).expanduser()
        path.lstat()
    except (RuntimeError, ValueError):  # no home to put for "~"; a NUL
        raise _no_path(text) from None
    except OSError as error:
        if error.errno == ENAMETOOLONG:
            raise _no_path(text) from None
    return path


def _no_path(text: str) -> Refused:
    return Refused(
        _('No file can be called "{name}".', name=text if len(text) < 60 else f"{text[:59]}…"),
        _("Name another one."),
    )


def sample_folder() -> Path:
    """The sample registry: in the wheel inside the package, in a checkout beside it."""
    package = Path(__file__).parent
    inside = package / "data" / "pesisir-barat"
    return inside if inside.is_dir() else package.parent / "data" / "pesisir-barat"


def fixed_today() -> date | None:
    """The day that ``KOPERASI_TODAY`` fixes, or None."""
    text = os.environ.get("KOPERASI_TODAY")
    try:
        return read_date(text, date.today()) if text else None
    except BadValue as error:
        raise BadValue(f"KOPERASI_TODAY: {error.message}", error.hint) from None


def seconds_to_wait() -> float:
    """How long a locked database is waited for: ``KOPERASI_WAIT``, 30 seconds unless set. Twenty who
    write at once on a small computer wait for some ten."""
    text = os.environ.get("KOPERASI_WAIT") or "30"
    try:
        seconds = float(text)
    except ValueError:
        seconds = nan
    if not isfinite(seconds) or seconds < 0:
        raise BadValue(
            _('KOPERASI_WAIT is "{value}", which is no number of seconds.', value=text),
            _("For example: {example}", example="KOPERASI_WAIT=60"),
        )
    return seconds


@dataclass(frozen=True, slots=True)
class Clock:
    """Today and now. A registry or ``KOPERASI_TODAY`` can hold today still, and now goes with it."""

    fixed: date | None = None
    utc_offset_hours: int = 7

    @property
    def zone(self) -> timezone:
        return timezone(timedelta(hours=self.utc_offset_hours))

    def today(self) -> date:
        return self.fixed or date.today()

    def now(self) -> str:
        """This moment as a UTC stamp, ``2025-02-17T03:04:05Z``."""
        now = datetime.now(self.zone)
        if self.fixed:
            now = datetime.combine(self.fixed, now.timetz())
        return stamp(now)

    def end_of(self, day: date) -> str:
        """The last second of a day in the office's time zone, as a UTC stamp."""
        return stamp(datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=self.zone))


def stamp(moment: datetime) -> str:
    """A moment as the registry writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Personal:
    """One person's settings on one computer: ``actor``, and ``open`` (the registry in use).

    Where there is no home folder there are none; ``folder`` is asked for only where it is needed.
    """

    @cached_property
    def folder(self) -> Path:
        return data_folder()

    @property
    def path(self) -> Path:
        return self.folder / "settings.json"

    @cached_property
    def values(self) -> dict[str, Any]:
        import json

        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError, DatabaseUnusable):
            return {}
        return found if isinstance(found, dict) else {}

    def get(self, name: str) -> str | None:
        value = self.values.get(name)
        return value if isinstance(value, str) and value else None

    def put(self, name: str, value: str | None) -> None:
        """Remember a setting; None forgets it.

        Raises:
            Refused: it cannot be written.
        """
        import json

        self.values[name] = value
        kept = {key: kept for key, kept in self.values.items() if kept is not None}
        try:
            private.make_folder(self.folder)
            private.write(self.path, json.dumps(kept, indent=2))
        except OSError as error:
            raise Refused(
                _("{path} cannot be written ({why}).", path=self.path, why=why(error)),
                _("See that its folder is there, may be written, and has room."),
            ) from error

    def actor(self) -> str:
        """Who is at work: ``KOPERASI_ACTOR``, else what ``setup`` remembered, else the system user."""
        return os.environ.get("KOPERASI_ACTOR") or self.get("actor") or _system_user()

    def database(self, named: str | None) -> Path:
        """The registry in use: ``--db``, else ``KOPERASI_DB``, else the demo if open, else one's own."""
        if path := named or os.environ.get("KOPERASI_DB"):
            return typed_path(path)
        return self.folder / (DEMO if self.get("open") == "demo" else REGISTRY)


def _system_user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
