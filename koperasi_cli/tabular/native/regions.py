"""The regions of one district, out of a file that may hold many."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from koperasi_cli.errors import BadUsage, NotFound
from koperasi_cli.language import _
from koperasi_cli.reports.regions import place_key
from koperasi_cli.tabular.native.sources import Line, Source


class District(NamedTuple):
    """A district (kabupaten, kota) and the file that holds its regions."""

    code: str
    name: str
    source: Source

    @property
    def holds(self) -> Callable[[Line], bool]:
        """Whether a line of the file is the district's."""

        def holds(line: Line) -> bool:
            code = str(line.cells.get("code", "")).strip()
            return code == self.code or code.startswith(f"{self.code}.")

        return holds


def find_district(sources: Sequence[Source], typed: str | None) -> District:
    """The district of that code or name; the only one there is, where none was named.

    Raises:
        NotFound: no file has it.
        BadUsage: none was named, and there are several.
    """
    known = [district for source in sources for district in _districts(source)]
    found = known
    if typed is not None:
        key = place_key(typed)
        found = [d for d in known if typed.strip() == d.code or (key and key == place_key(d.name))]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"{d.code} {d.name}".strip() for d in known[:20])
    if typed is None:
        raise BadUsage(
            _("The file has several districts."), _("Name one with --region: {names}", names=names)
        )
    raise NotFound(
        _('There is no file of regions for "{text}".', text=typed),
        _("There is one for: {names}. For another district give a file of code,name with --regions.",
          names=names),
    )  # fmt: skip


def _districts(source: Source) -> list[District]:
    names: dict[str, str] = {}
    for line in source.lines():
        code, name = (str(line.cells.get(column, "")).strip() for column in ("code", "name"))
        district = ".".join(code.split(".")[:2])
        if district.count(".") != 1:
            continue
        names.setdefault(district, "")
        if code == district:
            names[district] = name
    return [District(code, name, source) for code, name in sorted(names.items())]
