"""Columns that are made of others, where a known file writes one thing in several, or in a way of its own.

A text such as ``"{iyear}-{imonth:2}-{iday:2}"`` has headings in braces, and behind a colon how their cells are written
there. Of a row in which one of the cells is empty, or not of that kind, nothing is made; nor of one that ``where`` does
not name, or whose text would be one of ``but``: a party of a battle is nobody who did it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import plain_number
from geodata.core.text import is_web_address
from geodata.importing.known_files import PART

if TYPE_CHECKING:
    from geodata.importing.known_files import DerivedColumn

_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\\]}]+")
_METRES_PER_KM: Final = 1000.0


def derive(column: DerivedColumn, cells: Mapping[str, str | None]) -> str | None:
    """Return the cell of a derived column in a row; ``None`` where it cannot be made.

    ``column``: how it is made. ``cells``: the cells of the row by heading in lower case.

    >>> from geodata.importing.known_files import DerivedColumn
    >>> derive(DerivedColumn("d", "event_time", "{Day:day}T{Hour:clock}Z"), {"day": "20151206", "hour": "113"})
    '2015-12-06T01:13Z'
    """
    if any((cells.get(heading) or "").casefold() not in wanted for heading, wanted in column.where.items()):
        return None
    if column.half_diagonal_km:
        return _half_diagonal(*(cells.get(heading) for heading in column.half_diagonal_km))
    values = [_written(cells.get(heading.casefold()), how) for heading, how in PART.findall(column.parts)]
    made = iter(value or "" for value in values)
    text = PART.sub(lambda _: next(made), column.parts) if all(values) else None
    return None if text is not None and column.but is not None and column.but.fullmatch(text) else text


def _written(cell: str | None, how: str) -> str | None:
    return None if cell is None else _WAYS[how](cell) if how in _WAYS else cell.zfill(int(how)) if how else cell


def _clock(cell: str) -> str | None:
    """Return "113" as 01:13."""
    digits = cell.zfill(4)
    is_time = re.fullmatch("(?:[01][0-9]|2[0-3])[0-5][0-9]", digits) is not None
    return f"{digits[:2]}:{digits[2:]}" if is_time else None


def _day(cell: str) -> str | None:
    return f"{cell[:4]}-{cell[4:6]}-{cell[6:]}" if re.fullmatch("[0-9]{8}", cell) else None


def _seconds(cell: str) -> str | None:
    """Return seconds since 1970 as a time in UTC."""
    if not re.fullmatch(r"[0-9]{9,10}(?:\.[0-9]+)?", cell):
        return None
    return datetime.fromtimestamp(int(float(cell)), tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _addresses(cell: str) -> str | None:
    """Return the web addresses in a text, each once, with a semicolon between."""
    found = dict.fromkeys(address.rstrip(".,;:)") for address in _ADDRESS.findall(cell))
    return "; ".join(address for address in found if is_web_address(address)) or None


def _half_diagonal(width_km: str | None, height_km: str | None) -> str | None:
    try:
        diagonal_m = math.hypot(plain_number(width_km or ""), plain_number(height_km or "")) * _METRES_PER_KM
    except ValueError:
        return None
    return f"{math.ceil(diagonal_m / 2)} m" if math.isfinite(diagonal_m) and diagonal_m > 0 else None


_WAYS: Final[Mapping[str, Callable[[str], str | None]]] = {
    "clock": _clock,
    "day": _day,
    "seconds": _seconds,
    "addresses": _addresses,
}
