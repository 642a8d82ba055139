"""How true a drawn circle is: ours, folium.Circle and the polygon that streamlit-folium gives back.

Each is taken as Leaflet draws it: edges are straight on the Web Mercator map, and every point of them is measured from
the centre on the ellipsoid. The other two are computed as their sources have it (Leaflet 1.9.4 ``Circle._project``;
streamlit-folium 0.27 with circle-to-polygon), without the rounding to whole pixels that Leaflet adds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.geodesy.circles import GEOD, circle
from geodata.render.map.ring_encoding import encode_ring
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.rings import decode_ring

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

#: The camp of the bundled case, then the equator and the north.
_CENTRES: Final = ((40.056, 35.396), (40.056, 0.0), (40.056, 60.0))
#: What is aimed at: radius, and how far off a drawn circle may be.
_AIMS_M: Final = ((55_000.0, 3.0), (500_000.0, 20.0))
_LEAFLET_RADIUS_M: Final = 6_371_000.0
_STREAMLIT_FOLIUM_RADIUS_M: Final = 6_378_137.0
_STREAMLIT_FOLIUM_VERTICES: Final = 32
_POINTS_PER_EDGE: Final = 50
_ELLIPSE_POINTS: Final = 7_200


def _mercator(lat_deg: Floats | float) -> Floats:
    return np.degrees(np.arctanh(np.sin(np.radians(lat_deg))))


def _from_mercator(y: Floats | float) -> Floats:
    return np.degrees(np.arcsin(np.tanh(np.radians(y))))


def _as_drawn(vertices: Floats) -> Floats:
    """Return points all along the edges, straight on the map."""
    flat = np.column_stack([vertices[:, 0], _mercator(vertices[:, 1])])
    following = np.roll(flat, -1, axis=0)
    shares = np.linspace(0, 1, _POINTS_PER_EDGE, endpoint=False)[:, None, None]
    points = (flat + shares * (following - flat)).reshape(-1, 2)
    return np.column_stack([points[:, 0], _from_mercator(points[:, 1])])


def ours(lon: float, lat: float, radius_m: float) -> Floats:
    """Return our circle, with the rounding by which it travels to the map."""
    return _as_drawn(decode_ring(encode_ring(circle(lon, lat, radius_m))))


def folium_circle(lon: float, lat: float, radius_m: float) -> Floats:
    """Return the ellipse that Leaflet draws for a circle."""
    lat_radius = np.degrees(radius_m / _LEAFLET_RADIUS_M)
    top, bottom = _mercator(lat + lat_radius), _mercator(lat - lat_radius)
    middle = (top + bottom) / 2
    phi, phi2 = np.radians(lat), np.radians(_from_mercator(middle))
    cosine = (np.cos(np.radians(lat_radius)) - np.sin(phi) * np.sin(phi2)) / (np.cos(phi) * np.cos(phi2))
    turns = np.linspace(0, 2 * np.pi, _ELLIPSE_POINTS, endpoint=False)
    return np.column_stack(
        [
            lon + np.degrees(np.arccos(cosine)) * np.cos(turns),
            _from_mercator(middle + (top - middle) * np.sin(turns)),
        ]
    )


def streamlit_folium_polygon(lon: float, lat: float, radius_m: float) -> Floats:
    """Return the polygon that streamlit-folium makes of a drawn circle."""
    angle, phi = radius_m / _STREAMLIT_FOLIUM_RADIUS_M, np.radians(lat)
    bearings = -np.linspace(0, 2 * np.pi, _STREAMLIT_FOLIUM_VERTICES, endpoint=False)
    phi2 = np.arcsin(np.sin(phi) * np.cos(angle) + np.cos(phi) * np.sin(angle) * np.cos(bearings))
    east = np.sin(bearings) * np.sin(angle) * np.cos(phi)
    lons = lon + np.degrees(np.arctan2(east, np.cos(angle) - np.sin(phi) * np.sin(phi2)))
    return _as_drawn(np.column_stack([lons, np.degrees(phi2)]))


WAYS: Final[dict[str, Callable[[float, float, float], Floats]]] = {
    "ours": ours,
    "folium.Circle": folium_circle,
    "streamlit-folium polygon": streamlit_folium_polygon,
}


def errors_m(points: Floats, lon: float, lat: float, radius_m: float) -> tuple[float, float]:
    """Return by how much drawn points are short of the radius at worst, below 0, and beyond it."""
    lengths_m = GEOD.inv(np.full(len(points), lon), np.full(len(points), lat), *points.T)[2]
    return float(lengths_m.min() - radius_m), float(lengths_m.max() - radius_m)


@benchmark("circles")
def circles(_: Settings) -> Report:
    """Hold drawn circles of 55 and 500 km against the true ones."""
    rows, aims, raw = [], [], []
    for radius_m, aim_m in _AIMS_M:
        for lon, lat in _CENTRES:
            errors = {way: errors_m(draw(lon, lat, radius_m), lon, lat, radius_m) for way, draw in WAYS.items()}
            worst = {way: max(map(abs, pair)) for way, pair in errors.items()}
            raw.append({"radius_m": radius_m, "lat": lat, "errors_m": errors})
            rows += [
                [
                    f"{radius_m / 1000:g} km, latitude {lat:g}",
                    way,
                    f"{short:+,.1f} to {beyond:+,.1f} m",
                    f"{worst[way] / worst['ours']:,.0f} times",
                ]
                for way, (short, beyond) in errors.items()
            ]
            if (lon, lat) == _CENTRES[0]:
                word = "met" if worst["ours"] <= aim_m else "missed"
                aims.append([f"{radius_m / 1000:g} km at the camp", f"{aim_m:g} m", f"{worst['ours']:.1f} m", word])
    tables = (
        Table(["circle", "drawn by", "off the true radius", "of ours"], rows),
        Table(["aim", "wanted, at most", "measured", ""], aims),
    )
    return Report(tables, {"circles": raw}, ("Edges as drawn on a Web Mercator map, every point of them measured.",))
