"""Blur places: show them elsewhere, and enlarge their uncertainty so that it still holds the true place.

Where a place is shown (:mod:`geodata.exporting.blur_points`) follows from the case's own secret
(:mod:`geodata.exporting.blur_secret`), the ids of case and site, the position and the radius: each export of a case has
it at the same point. A place drawn anew for each export could be averaged out by whoever collects exports.

What blurring cannot do. Exported with two radii, with two secrets, under two ids, or before and after a move of more
than a small part of the radius, a place lies where the two discs overlap: one radius for each place is best. The
place's name stays, and so do distances that claims state from other places. Such a distance is evidence, and it may
give the place away; the label says so.
"""

from __future__ import annotations

import hmac
import json
import math
from typing import TYPE_CHECKING, Any, Final

import shapely

from geodata.core.problems import InputError
from geodata.core.units import in_unit
from geodata.exporting.blur_points import shown_at
from geodata.geodesy.circles import disc
from geodata.geodesy.enclosing_circle import Extent, extent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Json = dict[str, Any]

#: Far more than hides a place on any map that shows a case.
MAX_RADIUS_M: Final = 1_000_000.0
MIN_RADIUS_M: Final = 100.0
SUFFIX: Final = " (blurred)"
#: A place's own extent is rounded up to so many parts of the radius: to the metre it would tell places apart.
_EXTENT_PARTS: Final = 10
#: A centre has so many steps of its last digit in the radius: more digits would say nothing.
_STEPS: Final = 100.0
_DEGREE_M: Final = 111_700.0
#: An outline of so many vertices keeps inside its circle by 0.1 %; the margin is for that and for rounding.
_VERTICES: Final = 72
_MARGIN: Final = 1.02
#: What stays of a site; the rest may say how its place was found, and is taken out.
_KEPT: Final = ("record", "name", "names", "kind", "geodeticDatum")


def blur_sites(document: Json, radius_m_by_site: Mapping[str, float], secret: Callable[[str], bytes]) -> Json:
    """Return a case document with sites blurred; the document given is not changed.

    ``radius_m_by_site``: how far each site is moved at most, metres, by id. ``secret``: gives what the owner of a
    site's place alone has (:mod:`geodata.exporting.blur_secret`), by the site's id.
    Returns a document in which these sites have another place, a larger uncertainty, ``dataGeneralizations`` that say
    so, and no member that may say how the place was found; claims at them have the site's new geometry. Texts elsewhere
    are as they were: :func:`geodata.exporting.exactness.leaks` finds those that hold the exact place.
    Raises ``InputError`` if a site has no position, or a radius is not from 100 m to 1,000 km.
    """
    case_id = document["case"]["id"]
    new = {
        feature["id"]: _blurred_site(feature, radius_m_by_site[feature["id"]], case_id, secret(feature["id"]))
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
        raise InputError(
            f"The place {site['id']} has no position, so there is nothing to blur. Take it out of the list.", site["id"]
        )
    if not MIN_RADIUS_M <= radius_m <= MAX_RADIUS_M:
        message = f"A place cannot be blurred by {in_unit(radius_m, 'm')}. Give 100 m to 1,000 km."
        raise InputError(message, str(radius_m))
    own = hmac.digest(secret, json.dumps([case_id, site["id"]]).encode(), "sha256")
    geometry, uncertainty_m = _blurred_place(site, radius_m, own)
    properties = {name: value for name, value in site["properties"].items() if name in _KEPT}
    properties |= {
        "name": properties["name"] + SUFFIX,
        "coordinateUncertaintyInMeters": uncertainty_m,
        "dataGeneralizations": _label(site, radius_m),
        "informationWithheld": _withheld(site),
    }
    return {"type": "Feature", "id": site["id"], "geometry": geometry, "properties": properties}


def _blurred_place(site: Json, radius_m: float, secret: bytes) -> tuple[Json, int]:
    """Return the new geometry and its uncertainty in metres, rounded up."""
    geometry = site["geometry"]
    is_point = geometry["type"] == "Point"
    centre_lon, centre_lat = geometry["coordinates"][:2] if is_point else (0.0, 0.0)
    whole = Extent(centre_lon, centre_lat, 0.0) if is_point else extent(geometry)
    lon, lat = shown_at(whole.lon, whole.lat, radius_m, secret)
    decimals = max(0, math.ceil(-math.log10(radius_m / _STEPS / _DEGREE_M)))
    lon, lat = round(lon, decimals), round(lat, decimals)
    own_m = (site["properties"].get("coordinateUncertaintyInMeters") or 0.0) if is_point else whole.radial_m
    part_m = radius_m / _EXTENT_PARTS
    # By the triangle inequality: the offset at most, half a step of both digits at most, and the place itself.
    held_m = radius_m + _DEGREE_M * 10.0**-decimals + math.ceil(own_m / part_m) * part_m
    if is_point:
        return {"type": "Point", "coordinates": [lon, lat]}, math.ceil(held_m)
    outer_m = held_m * _MARGIN
    area = shapely.transform(disc(lon, lat, outer_m, _VERTICES), lambda points: points.round(decimals))
    outline = json.loads(shapely.to_geojson(shapely.orient_polygons(area, exterior_cw=False)))
    return outline, math.ceil(outer_m * _MARGIN)


def _label(site: Json, radius_m: float) -> str:
    unknown = site["properties"].get("coordinateUncertaintyInMeters") is None and site["geometry"]["type"] == "Point"
    own = " The place's own uncertainty is not known and not included." if unknown else ""
    return (
        f"Blurred for publication: moved by up to {in_unit(radius_m, 'km')} in an undisclosed direction, and the "
        f"uncertainty enlarged so that it still contains the place.{own} Names, texts and distances stated from other "
        "places may narrow it down."
    )


def _withheld(site: Json) -> str:
    withheld = ["exact position", *(name for name in site["properties"] if name not in (*_KEPT, *_NEW))]
    withheld += [name for name in site if name not in ("type", "id", "geometry", "properties")]
    return f"Withheld: {', '.join(withheld)}."


_NEW: Final = ("coordinateUncertaintyInMeters", "dataGeneralizations", "informationWithheld")
