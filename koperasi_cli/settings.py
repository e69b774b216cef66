"""Where things lie, and what the surroundings ask for: paths, environment, personal settings.

The personal settings (who I am, which registry is open) are one small JSON file in the data folder.
"""

import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import Any

from koperasi_cli.errors import BadValue
from koperasi_cli.language import _, read_date

REGISTRY = "koperasi.db"
DEMO = "demo.db"


def data_folder() -> Path:
    """The platform's folder for this program's data."""
    from platformdirs import user_data_path

    return user_data_path("koperasi", appauthor=False)


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
    """How long a locked database is waited for: ``KOPERASI_WAIT``, 10 seconds unless set."""
    text = os.environ.get("KOPERASI_WAIT", "10")
    try:
        return max(0.0, float(text))
    except ValueError:
        raise BadValue(
            _('KOPERASI_WAIT is "{value}", which is no number of seconds.', value=text)
        ) from None


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


@dataclass
class Personal:
    """One person's settings on one computer: ``actor``, and ``open`` (the registry in use)."""

    folder: Path = field(default_factory=data_folder)

    @property
    def path(self) -> Path:
        return self.folder / "settings.json"

    @cached_property
    def values(self) -> dict[str, Any]:
        import json

        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def get(self, name: str) -> str | None:
        value = self.values.get(name)
        return value if isinstance(value, str) and value else None

    def put(self, name: str, value: str | None) -> None:
        """Remember a setting; None forgets it."""
        import json

        self.values[name] = value
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = {key: kept for key, kept in self.values.items() if kept is not None}
        self.path.write_text(json.dumps(kept, indent=2), encoding="utf-8")

    def actor(self) -> str:
        """Who is at work: ``KOPERASI_ACTOR``, else what ``setup`` remembered, else the system user."""
        return os.environ.get("KOPERASI_ACTOR") or self.get("actor") or _system_user()

    def database(self, named: str | None) -> Path:
        """The registry in use: ``--db``, else ``KOPERASI_DB``, else the demo if open, else one's own."""
        if path := named or os.environ.get("KOPERASI_DB"):
            return Path(path).expanduser()
        return self.folder / (DEMO if self.get("open") == "demo" else REGISTRY)


def _system_user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
