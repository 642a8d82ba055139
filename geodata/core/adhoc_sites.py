"""A point of a measurement: a place of the case, or bare coordinates that somebody clicked or typed.

In an address a place is its id and bare coordinates are ``LAT,LON``; ids have no comma.
"""

from __future__ import annotations

import re
from typing import Final

from geodata.core.model import Case, Site

_BARE: Final = re.compile(r"(-?\d{1,2}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?)")
_MAX_LAT_DEG: Final = 90.0
_MAX_LON_DEG: Final = 180.0


def site_from_lat_lon(lat: float, lon: float) -> Site:
    """Return coordinates as a site: a point that is meant exactly, so its uncertainty is zero.

    Darwin Core knows no zero, because a georeferenced *place* never has one; this is not a place that somebody named.

    >>> site_from_lat_lon(35.1, 40.25).id, site_from_lat_lon(-35.1, 40.25).name
    ('35.1,40.25', '35.1° S, 40.25° E')
    """
    name = f"{abs(lat):.9g}° {'S' if lat < 0 else 'N'}, {abs(lon):.9g}° {'W' if lon < 0 else 'E'}"
    geometry = {"type": "Point", "coordinates": [lon, lat]}
    return Site(f"{lat:.9g},{lon:.9g}", name, (), None, geometry, 0.0, None, None, {})


def from_text(text: str, case: Case) -> Site | None:
    """Return the point that a text of an address stands for; ``None`` where it stands for none."""
    found = _BARE.fullmatch(text)
    if found is None:
        return case.site_by_id.get(text)
    lat, lon = float(found[1]), float(found[2])
    return site_from_lat_lon(lat, lon) if abs(lat) <= _MAX_LAT_DEG and abs(lon) <= _MAX_LON_DEG else None
