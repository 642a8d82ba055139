"""Where a blurred place is shown: at a point of many that a secret strews over the Earth.

Each point has a rank, by the secret too; a place is shown at the first in rank of those in the ring around it, from a
tenth of the radius to the whole of it ("donut geomasking", Hampton et al. 2010, doi:10.1093/aje/kwq248), and places
that are shown together, at the first that is in the rings of all. Without the secret every position of the ring is as
likely. Many places share a point: one that is moved a little is shown where it was, so that its exports cannot be
averaged; and since nothing is added to a position, nothing can be subtracted again. Even who has the secret learns no
more than which part of the disc leads to the point.
"""

from __future__ import annotations

import hmac
import math
import struct
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from geodata.geodesy.circles import GEOD

#: Of the radius: no place is shown nearer to itself.
LEAST_SHARE: Final = 0.1
#: The radius has from so many steps from point to point to twice as many: some always lie in the ring.
_STEPS: Final = 4
#: Mean radius of the Earth in metres; distances are the ellipsoid's, at most 0.6 % off.
_EARTH_M: Final = 6_371_008.8
_MARGIN: Final = 1.01


def shown_at(places: Sequence[tuple[float, float]], radius_m: float, secret: bytes) -> tuple[float, float] | None:
    """Return the longitude and latitude at which places are shown; ``None`` if no point is in the rings of all.

    ``places``: where they are, longitude and latitude in degrees. ``radius_m``: how far away they are shown at most,
    metres. Radii from one power of two to the next have the same points. ``secret``: what strews the points: one for
    all places of an owner's case.
    """
    first_lon, first_lat = places[0]
    points = np.array(list(_points(math.radians(first_lon), math.radians(first_lat), radius_m, secret)))
    for lon, lat in places:
        lons, lats = np.degrees(points[:, :2]).T
        _, _, away_m = GEOD.inv(np.full_like(lons, lon), np.full_like(lats, lat), lons, lats)
        points = points[(away_m >= LEAST_SHARE * radius_m) & (away_m <= radius_m)]
    if not len(points):
        return None
    lon, lat, _ = points[np.argmin(points[:, 2])]
    return math.degrees(lon), math.degrees(lat)


def _points(lon: float, lat: float, radius_m: float, secret: bytes) -> Iterator[tuple[float, float, float]]:
    """Yield longitude, latitude in radians and rank from 0 to 1 of points around a place, at least all in the ring.

    The Earth is divided into bands of latitude, and each band into cells about as long as the band is wide; a cell has
    one point, anywhere in it.
    """
    level = math.floor(math.log2(radius_m))
    bands = math.ceil(math.pi * _EARTH_M * _STEPS / 2.0**level)
    width, reach = math.pi / bands, radius_m * _MARGIN / _EARTH_M
    lowest, highest = (math.floor((lat + side * reach + math.pi / 2) / width) for side in (-1, 1))
    # Around a pole, all the way round.
    over_pole = abs(lat) + reach >= math.pi / 2
    beside = math.pi if over_pole else math.asin(math.sin(reach) / math.cos(lat))
    for band in range(max(lowest, 0), min(highest, bands - 1) + 1):
        south, north = band * width - math.pi / 2, (band + 1) * width - math.pi / 2
        cells = max(1, round(2 * math.pi * math.cos((south + north) / 2) / width))
        length = 2 * math.pi / cells
        first, last = (math.floor((lon + side * beside + math.pi) / length) for side in (-1, 1))
        for cell in sorted({number % cells for number in range(first, min(last, first + cells) + 1)}):
            digest = hmac.digest(secret, struct.pack(">qqq", level, band, cell), "sha256")
            along, across, rank = (number / 2**64 for number in struct.unpack(">QQQ8x", digest))
            # Even over the area, not over the angle.
            sine = math.sin(south) + (math.sin(north) - math.sin(south)) * across
            yield (cell + along) * length - math.pi, math.asin(max(-1.0, min(1.0, sine))), rank
