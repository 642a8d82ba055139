"""Print a province of Syria as GeoJSON: ``python -m tools.province SY-DY``.

The two provinces of the bundled case were made so. Natural Earth 1:10m (public domain) has provinces as lines alone: a
province is the face that the province lines, the country boundary and the coast enclose around the label point that
countrystatecity-countries (ODbL 1.0) has for its ISO 3166-2 code. Natural Earth generalises: its Deir ez-Zor is
26,723 km2 where Syria's own statistics say about 33,060, because its line with Homs runs further east.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

import countrystatecity_countries
import numpy as np
import shapely

from tools.basemap.natural_earth import natural_earth_folder, read_geometries

if TYPE_CHECKING:
    from pathlib import Path

#: west, south, east, north in degrees: Syria with room to spare.
SYRIA_WINDOW: Final = (34.0, 31.0, 44.0, 39.0)
#: Ends of province lines miss the country boundary by up to 2e-5 degrees; noding on this grid closes them.
NODING_GRID_DEG: Final = 1e-5
#: About a metre; Natural Earth's 1:10,000,000 is coarser by three orders of magnitude.
DECIMALS: Final = 5


def label_point(iso_code: str) -> tuple[float, float]:
    """Return longitude and latitude of a Syrian province's label, in degrees, to 5 decimals.

    Raises
    ------
    ValueError
        If there is no such province, or it has no label point.
    """
    states = countrystatecity_countries.get_states_of_country("SY")
    state = next((state for state in states if state.iso3166_2 == iso_code), None)
    if state is None or state.longitude is None or state.latitude is None:
        raise ValueError(f"No province of Syria with a label point has the code {iso_code}.")
    return round(float(state.longitude), DECIMALS), round(float(state.latitude), DECIMALS)


def province_polygon(lon_deg: float, lat_deg: float, folder: Path) -> shapely.Polygon:
    """Return the province around a point: valid, to 5 decimals, outer ring counter-clockwise, lakes included.

    Raises
    ------
    ValueError
        If no province inside ``SYRIA_WINDOW`` holds the point.
    """
    face = next((face for face in _faces(folder) if face.contains(shapely.Point(lon_deg, lat_deg))), None)
    if face is None:
        raise ValueError(f"no province inside {SYRIA_WINDOW} holds the point {lon_deg}, {lat_deg}")
    rounded = shapely.transform(face, lambda lon_lat: np.round(lon_lat, DECIMALS))
    if not rounded.is_valid:
        raise ValueError(f"rounded to {DECIMALS} decimals it is invalid: {shapely.is_valid_reason(rounded)}")
    return shapely.orient_polygons(rounded, exterior_cw=False)


def _faces(folder: Path) -> list[shapely.Polygon]:
    """Return what the lines enclose within the window."""
    window = shapely.box(*SYRIA_WINDOW)
    land = shapely.make_valid(read_geometries(folder, "ne_10m_land", SYRIA_WINDOW))
    # Outer rings only: a lake is a hole in Natural Earth's land and lies within its provinces.
    coast = shapely.intersection(shapely.get_exterior_ring(shapely.get_parts(land)), window)
    boundary = read_geometries(folder, "ne_10m_admin_0_boundary_lines_land", SYRIA_WINDOW)
    lines = read_geometries(folder, "ne_10m_admin_1_states_provinces_lines", SYRIA_WINDOW)
    noded = shapely.union_all(np.concatenate([coast, boundary, lines]), grid_size=NODING_GRID_DEG)
    faces = shapely.get_parts(shapely.polygonize([noded]))
    # A face that leaves the window was enclosed by whatever lines happened to be read out there.
    return list(faces[shapely.contains_properly(window, faces)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("iso_code", help="ISO 3166-2, such as SY-DY")
    point = label_point(parser.parse_args().iso_code)
    print(shapely.to_geojson(province_polygon(*point, natural_earth_folder())))
