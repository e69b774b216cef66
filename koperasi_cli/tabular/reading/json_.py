"""JSON as sheets: an array of objects is one, an object of such arrays is one for each key."""

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from koperasi_cli.errors import Refused
from koperasi_cli.language import _
from koperasi_cli.tabular.reading.encoding import find_encoding
from koperasi_cli.tabular.reading.sheet import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    Cell,
    Row,
    Sheet,
    empty,
    too_long,
    too_wide,
)
from koperasi_cli.tabular.reading.values import cell

MOST_BYTES = 500_000_000
SURROGATE = re.compile(r"\\ud[89a-f]", re.IGNORECASE)


class _NoJson(Exception):
    """What Python's reader lets pass, and JSON does not have."""


def json_sheets(path: Path) -> list[Sheet]:
    """One sheet for each array that holds anything. All of the file is read at once.

    Raises:
        Refused: it is too large, broken, empty, or of another shape.
        OSError: it cannot be read.
    """
    if path.stat().st_size > MOST_BYTES:
        raise Refused(_("{file} is too large to be read at once.", file=path.name), _as_csv())
    data = _load(path)
    arrays = data if isinstance(data, dict) else {None: data}
    found: list[Sheet] = []
    for name, objects in arrays.items():
        if not isinstance(objects, list) or not all(isinstance(one, dict) for one in objects):
            raise Refused(
                _("{file} is JSON of another shape.", file=path.name),
                _("It has to be an array of objects, or an object of such arrays."),
            )
        keys = list(dict.fromkeys(key for one in objects for key in one))
        if len(keys) > MOST_COLUMNS:
            raise too_wide(path, 0, len(keys))
        if keys:
            found.append(Sheet(path, name, partial(_rows, path, keys, objects), keyed=True))
    if not found:
        raise empty(path)
    return found


def _load(path: Path) -> Any:
    text = path.read_text(encoding=find_encoding(path).name)
    try:
        data = json.loads(text, parse_constant=_no_number)
        if SURROGATE.search(text):  # half a character, which no database takes
            json.dumps(data, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise Refused(
            _("{file} is no JSON from line {line} on.", file=path.name, line=error.lineno),
            _as_csv(),
        ) from None
    except (_NoJson, ValueError, RecursionError):
        raise Refused(_("{file} is no JSON.", file=path.name), _as_csv()) from None
    return data


def _no_number(name: str) -> NoReturn:
    raise _NoJson(name)


def _as_csv() -> str:
    return _("Save it anew, or as CSV, and import that.")


def _rows(path: Path, keys: list[str], objects: list[dict[str, Any]]) -> Iterator[Row]:
    yield Row(0, list(keys))
    for number, one in enumerate(objects, 1):
        cells = [_cell(one.get(key)) for key in keys]
        if any(isinstance(cell, str) and len(cell) > MOST_CHARACTERS for cell in cells):
            raise too_long(path, number)
        yield Row(number, cells)


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        return ",".join(str(_cell(item)) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return cell(value)
