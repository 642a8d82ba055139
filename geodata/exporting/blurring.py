"""Blur places: show them elsewhere, and enlarge their uncertainty so that it still holds the true place.

Where a place is shown (:mod:`geodata.exporting.blur_points`) follows from the case's own secret
(:mod:`geodata.exporting.blur_secret`), the id of the case, the position and the radius: each export of a case has it at
the same point, and those near each other share one (:mod:`geodata.exporting.blur_groups`). A place drawn anew for each
export, or for each of the tents of a camp, could be averaged out.

What blurring cannot do. Exported with two radii, with two secrets, in two cases, beside others now and alone then, or
before and after a move of more than a small part of the radius, a place lies where the two discs overlap: one radius
and one list of places is best. The place's name stays, and so do distances that claims state from other places. Such a
distance is evidence, and it may give the place away; the label says so.
"""

from __future__ import annotations

import hmac
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Final

import shapely

from geodata.core.json_path import Json
from geodata.core.model import Claim
from geodata.core.problems import InputError
from geodata.core.text import first_few
from geodata.core.units import in_unit
from geodata.exporting.blur_groups import Hidden, in_groups
from geodata.exporting.blur_points import shown_at
from geodata.geodesy.circles import disc
from geodata.geodesy.enclosing_circle import Extent, extent

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
#: As many places of a group are named.
_NAMED: Final = 5
_OF_FEATURES: Final = frozenset({"type", "id", "geometry", "properties"})
#: What stays of a claim at a blurred site; in what people write, the place is looked for.
_OF_CLAIMS: Final = frozenset({"record", "remarks", *(field.name for field in fields(Claim))})
#: What stays of a site; the rest may say how its place was found, and is taken out.
_KEPT: Final = ("record", "name", "names", "kind", "geodeticDatum")


def blur_sites(document: Json, radius_m_by_site: Mapping[str, float], secret: Callable[[str], bytes]) -> Json:
    """Return a case document with sites blurred; the document given is not changed.

    ``radius_m_by_site``: how far each site is moved at most, metres, by id. ``secret``: gives what the owner of a
    site's place alone has (:mod:`geodata.exporting.blur_secret`), by the site's id.
    Returns a document in which these sites have another place, a larger uncertainty, ``dataGeneralizations`` that say
    so, and no member that may say how the place was found; claims at them have the site's new geometry, and no member
    that the format does not know. Texts elsewhere are as they were: :func:`geodata.exporting.leaks.leaks` finds those
    that hold the exact place.
    Raises ``InputError`` if a site has no position, a radius is not from 100 m to 1,000 km, or places near each other
    cannot be shown together.
    """
    sites = {
        feature["id"]: feature
        for feature in document["features"]
        if feature["id"] in radius_m_by_site and feature["properties"]["record"] == "site"
    }
    wholes = {site_id: _whole(site, radius_m_by_site[site_id]) for site_id, site in sites.items()}
    case_id = document["case"]["id"].encode()
    new = {
        place.site: _blurred_site(sites[place.site], place.radius_m, wholes[place.site].radial_m, point)
        for group in in_groups(
            Hidden(site_id, whole.lon, whole.lat, radius_m_by_site[site_id], secret(site_id))
            for site_id, whole in wholes.items()
        )
        for point in [_shown(group, hmac.digest(group[0].secret, case_id, "sha256"))]
        for place in group
    }
    features = [new.get(feature["id"]) or _claim_there(feature, new) for feature in document["features"]]
    # A bounding box may have been that of the exact place.
    return {**{name: value for name, value in document.items() if name != "bbox"}, "features": features}


def _claim_there(feature: Json, new: Mapping[str, Json]) -> Json:
    """Return a claim at a blurred site without what the format knows nothing of, in any form: columns of a table."""
    said = feature["properties"]
    if not {said.get("site"), said.get("site2")} & new.keys():
        return feature
    kept = {name: value for name, value in said.items() if name in _OF_CLAIMS}
    if len(kept) < len(said) or feature.keys() - _OF_FEATURES:
        kept["informationWithheld"] = "Withheld: what the file has of it beyond the format."
    site = new.get(said.get("site"), feature)
    geometry = feature["geometry"] and site["geometry"]
    return {"type": "Feature", "id": feature["id"], "geometry": geometry, "properties": kept}


def _whole(site: Json, radius_m: float) -> Extent:
    """Return what is to be hidden: the site's middle, and how far it may reach from there."""
    geometry = site["geometry"]
    if geometry is None:
        raise InputError(
            f"The place {site['id']} has no position, so there is nothing to blur. Take it out of the list.", site["id"]
        )
    if not MIN_RADIUS_M <= radius_m <= MAX_RADIUS_M:
        message = f"A place cannot be blurred by {in_unit(radius_m, 'm')}. Give 100 m to 1,000 km."
        raise InputError(message, str(radius_m))
    if geometry["type"] != "Point":
        return extent(geometry)
    lon, lat = geometry["coordinates"][:2]
    return Extent(lon, lat, site["properties"].get("coordinateUncertaintyInMeters") or 0.0)


def _shown(group: Sequence[Hidden], secret: bytes) -> tuple[float, float]:
    """Return the point at which a group of places is shown."""
    point = shown_at([(place.lon, place.lat) for place in group], group[0].radius_m, secret)
    if point is None:
        names = first_few([place.site for place in group], _NAMED)
        message = f"The places {names} lie so that every point to show them at is too near to one of them."
        raise InputError(f"{message} Blur them by a larger distance.", group[0].site)
    return point


def _blurred_site(site: Json, radius_m: float, own_m: float, point: tuple[float, float]) -> Json:
    geometry, uncertainty_m = _blurred_place(site["geometry"]["type"] == "Point", radius_m, own_m, point)
    properties = {name: value for name, value in site["properties"].items() if name in _KEPT}
    properties |= {
        "name": properties["name"] + SUFFIX,
        "coordinateUncertaintyInMeters": uncertainty_m,
        "dataGeneralizations": _label(site, radius_m),
        "informationWithheld": _withheld(site),
    }
    return {"type": "Feature", "id": site["id"], "geometry": geometry, "properties": properties}


def _blurred_place(is_point: bool, radius_m: float, own_m: float, point: tuple[float, float]) -> tuple[Json, int]:  # noqa: FBT001
    """Return the new geometry and its uncertainty in metres, rounded up."""
    decimals = max(0, math.ceil(-math.log10(radius_m / _STEPS / _DEGREE_M)))
    lon, lat = (round(degrees, decimals) for degrees in point)
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
        f"uncertainty enlarged so that it still contains the place.{own} Names, texts, hours of the sun and distances "
        "stated from other places may narrow it down."
    )


def _withheld(site: Json) -> str:
    withheld = ["exact position", *(name for name in site["properties"] if name not in (*_KEPT, *_NEW))]
    withheld += [name for name in site if name not in ("type", "id", "geometry", "properties")]
    return f"Withheld: {', '.join(withheld)}."


_NEW: Final = ("coordinateUncertaintyInMeters", "dataGeneralizations", "informationWithheld")
