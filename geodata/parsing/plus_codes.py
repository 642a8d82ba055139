"""Which cell of the Earth a plus code names, and which code a place has (github.com/google/open-location-code)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from geodata.core.problems import quoted
from geodata.geodesy.point_radius import cell_diagonal_m
from geodata.geojson.position_rules import MAX_LAT_DEG, MAX_LON_DEG
from geodata.parsing.angles import PositionError
from geodata.parsing.utm_mgrs import GridPoint

_SIGNS: Final = "23456789CFGHJMPQRVWX"
_SIGN: Final = f"[{_SIGNS}]"
#: A short code has lost its first two or four signs, which a place near it gives back.
_CODE: Final = re.compile(
    rf"(?P<area>{_SIGN}{{8}}|{_SIGN}{{6}}00|{_SIGN}{{4}}0000|{_SIGN}{{2}}000000|{_SIGN}{{4}}|{_SIGN}{{6}})"
    rf"\+(?P<fine>{_SIGN}{{2,7}})?(?:[ ,]+(?P<place>.+))?",
    re.IGNORECASE,
)
_AREA_SIGNS: Final = 8
#: Signs come in pairs, of latitude and longitude; behind five of these each is one of five rows and four columns.
_STEPS_DEG: Final = (20.0, 1.0, 0.05, 0.0025, 0.000125)
_ROWS: Final = 5
_COLUMNS: Final = 4


def plus_code_parts(text: str) -> tuple[str, str] | None:
    """Return a code and the place written behind it, empty for none; ``None`` where a text does not begin with a code.

    >>> plus_code_parts("8fvc9g8f+6x"), plus_code_parts("9G8F+6X Zürich"), plus_code_parts("35.4+40")
    (('8FVC9G8F+6X', ''), ('9G8F+6X', 'Zürich'), None)
    """
    found = _CODE.fullmatch(text)
    if found is None or ("0" in found["area"] and found["fine"]):
        return None
    return f"{found['area']}+{found['fine'] or ''}".upper(), (found["place"] or "").strip()


def is_short(code: str) -> bool:
    """Tell whether a code needs a place near it to be one."""
    return code.index("+") < _AREA_SIGNS


def read_plus_code(code: str, near: tuple[float, float] | None = None) -> GridPoint:
    """Return the middle of the cell that a code names; half its diagonal is the uncertainty.

    ``code``: as :func:`plus_code_parts` gives it. ``near``: (lon, lat) in degrees: of the places that a short code can
    be, the nearest is meant.
    Raises ``PositionError`` if it is short and nothing is near, or beyond the Earth.

    >>> point = read_plus_code("9G8F+6X", near=(8.5, 47.4))
    >>> round(point.lon, 4), round(point.lat, 4), round(point.uncertainty_m, 1)
    (8.5249, 47.3656, 8.4)
    """
    if near is None and is_short(code):
        remedy = "Write the whole code, with eight characters before the plus, such as 8FVC9G8F+6X."
        raise PositionError(f"{quoted(code)} is a short plus code, which fits many places. {remedy}", code)
    south, west, height, width = plus_code_cell(code, near)
    lat, lon = south + height / 2, (west + width / 2 + 180) % 360 - 180
    if abs(lat) > MAX_LAT_DEG or (west >= MAX_LON_DEG and not is_short(code)):
        raise PositionError(f"The plus code {quoted(code)} does not exist. Correct its first characters.", code)
    return GridPoint(lon, lat, cell_diagonal_m(lat, height, width) / 2, f"Middle of the cell of the plus code {code}.")


def plus_code_cell(code: str, near: tuple[float, float] | None = None) -> tuple[float, float, float, float]:
    """Return south, west, height and width of a code's cell, in degrees; it may be beyond the Earth.

    ``code``: with its plus, in capital letters. ``near``: (lon, lat) in degrees; needed where it is short.
    """
    if near is not None and is_short(code):
        given = _AREA_SIGNS - code.index("+")
        south, west, height, width = plus_code_cell(plus_code(*near)[:given] + code)
        step_deg = _STEPS_DEG[given // 2 - 1]
        # The next cell of the first signs may have a nearer one.
        south += step_deg * round((near[1] - south - height / 2) / step_deg)
        west += step_deg * round((near[0] - west - width / 2) / step_deg)
        return south, west, height, width
    values = [_SIGNS.index(sign) for sign in code.replace("+", "").rstrip("0")]
    south, west, height, width = -90.0, -180.0, 0.0, 0.0
    for step_deg, row, column in zip(_STEPS_DEG, values[:10:2], values[1:10:2], strict=False):
        south, west, height, width = south + row * step_deg, west + column * step_deg, step_deg, step_deg
    for value in values[10:]:
        height, width = height / _ROWS, width / _COLUMNS
        south, west = south + value // _COLUMNS * height, west + value % _COLUMNS * width
    return south, west, height, width


@lru_cache(maxsize=256)
def plus_code(lon: float, lat: float) -> str:
    """Return the eight signs before the plus of a place's code, whose cell is 275 m wide.

    >>> plus_code(8.524997, 47.365590)
    '8FVC9G8F'
    """
    east_deg, north_deg = (lon + 180) % 360, min(max(lat + 90, 0.0), 180 - 1e-6)
    # Whole cells first: each sign rounded alone may be that of another neighbour.
    cells = [int(at / _STEPS_DEG[3] + 1e-9) for at in (north_deg, east_deg)]
    return "".join(_SIGNS[cell // 20**power % 20] for power in (3, 2, 1, 0) for cell in cells)
