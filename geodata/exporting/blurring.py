"""Blur places: move them by a secret offset, and enlarge their uncertainty so that it still holds the true place.

The offset is drawn evenly from a ring around the place, from a tenth of the radius to the whole of it ("donut
geomasking", Hampton et al. 2010, doi:10.1093/aje/kwq248). It is drawn once: a keyed hash (HMAC, RFC 2104) of the case's
id, the site's id and the radius, with a key that only the user has. An offset drawn anew for each export could be
averaged away by whoever collects exports; one without a key could be worked out by whoever knows the ids.

What blurring cannot do. Exported with two radii, or with two keys, a place lies where the two discs overlap: one radius
for each place is best. The place's name stays, and so do distances that claims state from other places. Such a
distance is evidence, and it may give the place away; the label says so.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import math
from typing import TYPE_CHECKING, Any, Final

import shapely

from geodata.extent import Extent, extent
from geodata.geodesic import GEOD, disc
from geodata.problems import InputError
from geodata.units import in_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

Json = dict[str, Any]

#: Far more than hides a place on any map that shows a case.
MAX_RADIUS_M: Final = 1_000_000.0
MIN_RADIUS_M: Final = 100.0
SUFFIX: Final = " (blurred)"
#: Of the radius: no place is moved by less, but for the rounding of its digits.
LEAST_SHARE: Final = 0.1
#: A centre has so many steps of its last digit in the radius: more digits would say nothing.
_STEPS: Final = 100.0
_DEGREE_M: Final = 111_700.0
#: An outline of so many vertices keeps inside its circle by 0.1 %; the margin is for that and for rounding.
_VERTICES: Final = 72
_MARGIN: Final = 1.02
#: What stays of a site; the rest may say how its place was found, and is taken out.
_KEPT: Final = ("record", "name", "names", "kind", "geodeticDatum")


def blur_sites(document: Json, radius_m_by_site: Mapping[str, float], secret: bytes) -> Json:
    """Return a case document with sites blurred; the document given is not changed.

    Parameters
    ----------
    document
        A checked case document.
    radius_m_by_site
        How far each site is moved at most, metres, by id.
    secret
        The user's key (:func:`geodata.exporting.secret.user_secret`).

    Returns
    -------
    A document in which these sites have another place, a larger uncertainty, ``dataGeneralizations`` that say so, and
    no member that may say how the place was found; claims at them have the site's new geometry. Texts elsewhere are as
    they were: :func:`geodata.exporting.exactness.leaks` finds those that hold the exact place.

    Raises
    ------
    InputError
        If a site has no position, or a radius is not from 100 m to 1,000 km.
    """
    case_id = document["case"]["id"]
    new = {
        feature["id"]: _blurred_site(feature, radius_m_by_site[feature["id"]], case_id, secret)
        for feature in document["features"]
        if feature["id"] in radius_m_by_site and feature["properties"]["record"] == "site"
    }
    features = [new.get(feature["id"]) or _at_new_site(feature, new) for feature in document["features"]]
    # A bounding box may have been that of the exact place.
    return {**{name: value for name, value in document.items() if name != "bbox"}, "features": features}


def _at_new_site(feature: Json, new: Mapping[str, Json]) -> Json:
    site = new.get(feature["properties"].get("site") or "")
    if site is None:
        return feature
    kept = {name: value for name, value in feature.items() if name != "bbox"}
    return {**kept, "geometry": feature["geometry"] and site["geometry"]}


def _blurred_site(site: Json, radius_m: float, case_id: str, secret: bytes) -> Json:
    if site["geometry"] is None:
        raise InputError(f"The site {site['id']} has no position: there is nothing to blur.", site["id"])
    if not MIN_RADIUS_M <= radius_m <= MAX_RADIUS_M:
        message = f"A place cannot be blurred by {in_unit(radius_m, 'm')}: the least is 100 m, the most 1,000 km."
        raise InputError(message, str(radius_m))
    drawn_for = json.dumps([case_id, site["id"], float(radius_m)]).encode()
    digest = hmac.new(secret, drawn_for, hashlib.sha256).digest()
    geometry, uncertainty_m = _blurred_place(site, radius_m, digest)
    properties = {name: value for name, value in site["properties"].items() if name in _KEPT}
    properties |= {
        "name": properties["name"] + SUFFIX,
        "coordinateUncertaintyInMeters": uncertainty_m,
        "dataGeneralizations": _label(site, radius_m),
        "informationWithheld": _withheld(site),
    }
    return {"type": "Feature", "id": site["id"], "geometry": geometry, "properties": properties}


def _shares(digest: bytes) -> tuple[float, float]:
    """Return two even random numbers from 0 to 1 out of a digest."""
    first, second = (int.from_bytes(digest[start : start + 8], "big") / 2**64 for start in (0, 8))
    return first, second


def _blurred_place(site: Json, radius_m: float, digest: bytes) -> tuple[Json, int]:
    """Return the new geometry and its uncertainty in metres, rounded up."""
    geometry = site["geometry"]
    is_point = geometry["type"] == "Point"
    centre_lon, centre_lat = geometry["coordinates"][:2] if is_point else (0.0, 0.0)
    whole = Extent(centre_lon, centre_lat, 0.0) if is_point else extent(geometry)
    turn, share = _shares(digest)
    # The square root makes the offset even over the area of the ring.
    length_m = radius_m * math.sqrt(LEAST_SHARE**2 + (1 - LEAST_SHARE**2) * share)
    lon, lat, _ = GEOD.fwd(whole.lon, whole.lat, 360 * turn, length_m)
    decimals = max(0, math.ceil(-math.log10(radius_m / _STEPS / _DEGREE_M)))
    lon, lat = round(lon, decimals), round(lat, decimals)
    # By the triangle inequality: the offset at most, half a step of both digits at most, and the place itself.
    held_m = radius_m + _DEGREE_M * 10.0**-decimals
    if is_point:
        own_m = site["properties"].get("coordinateUncertaintyInMeters") or 0.0
        return {"type": "Point", "coordinates": [lon, lat]}, math.ceil(held_m + own_m)
    outer_m = (held_m + whole.radial_m) * _MARGIN
    area = shapely.transform(disc(lon, lat, outer_m, _VERTICES), lambda points: points.round(decimals))
    outline = json.loads(shapely.to_geojson(shapely.orient_polygons(area, exterior_cw=False)))
    return outline, math.ceil(outer_m * _MARGIN)


def _label(site: Json, radius_m: float) -> str:
    unknown = site["properties"].get("coordinateUncertaintyInMeters") is None and site["geometry"]["type"] == "Point"
    own = " The place's own uncertainty is not known and not in it." if unknown else ""
    return (
        f"Blurred for publication: moved by up to {in_unit(radius_m, 'km')} in a direction not given, and the "
        f"uncertainty enlarged so that it still holds the place.{own} Names, texts and distances stated from other "
        "places may narrow it down."
    )


def _withheld(site: Json) -> str:
    withheld = ["exact position", *(name for name in site["properties"] if name not in (*_KEPT, *_NEW))]
    withheld += [name for name in site if name not in ("type", "id", "geometry", "properties")]
    return f"Withheld: {', '.join(withheld)}."


_NEW: Final = ("coordinateUncertaintyInMeters", "dataGeneralizations", "informationWithheld")
