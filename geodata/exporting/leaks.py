"""Find the members of a case document that say the exact place of a site that is to be blurred.

Looked for are positions in its texts, as :mod:`geodata.exporting.position_traces` knows them, in its numbers and
coordinates, in members beside each other, and the middle of a region or of a bounding box.
The document is gone through once and each text read once, however many sites are blurred.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import shapely
from pyproj import Proj

from geodata.core.json_path import JsonPath
from geodata.core.problems import InputError, Problem, problem_of, quoted
from geodata.exporting.exact_place import is_near, rounded_deg
from geodata.exporting.position_traces import MAX_SEARCHED_CHARS, Traces, give_away, traces_in, traces_together
from geodata.geodesy.flat_shape import flat_shape
from geodata.geojson.position_rules import is_number

if TYPE_CHECKING:
    from geodata.exporting.exact_place import Exact

_PAIR: Final = 2
#: An angle in so many numbers: degrees; minutes; seconds.
_PARTS: Final = (1, 2, 3)
_MOST_DEG: Final = 360
_NUMBER: Final = re.compile(r"\s?\d{1,3}(?:\.\d{1,12})?\s?")
#: Of a feature, what has the shape of its site.
_SHAPES: Final = ("geometry", "bbox")
_MANY: Final = 12
#: So many numbers are bounds: west, south, east, north, or with the lowest and highest.
_BOUNDS: Final = (4, 6)


def leaks(document: dict[str, Any], *places: Exact) -> tuple[Problem, ...]:
    """Return each member of a document that says the exact place of a blurred site, or is too long to be searched.

    ``document``: the case document as it is to be written, blurred already. ``places``: the exact places of all sites
    that are blurred; the middle of a region that blurring made says nothing.
    """
    at_sites = _positions_of_sites(document)
    sought = [replace(place, neighbours=at_sites) for place in places]
    return (*(problem for _, problem in _found(document, sought, JsonPath())), *_centred(document, sought))


def _positions_of_sites(document: dict[str, Any]) -> frozenset[tuple[float, float]]:
    geometries = [
        flat_shape(feature["geometry"])
        for feature in document["features"]
        if feature["properties"]["record"] == "site" and feature["geometry"] is not None
    ]
    return frozenset((lon, lat) for lon, lat in shapely.get_coordinates(geometries).tolist())


def _centred(document: dict[str, Any], places: Collection[Exact]) -> Iterator[Problem]:
    """Yield regions that have their middle where a place is; a claim at one has the same geometry."""
    blurred = {place.site for place in places}
    for index, feature in enumerate(document["features"]):
        site, geometry = feature["id"], feature["geometry"]
        if feature["properties"]["record"] != "site" or site in blurred:
            continue
        spot = JsonPath().member("features").element(index).of_record(site).member("geometry")
        for place in places:
            if not _is_region_around(geometry, place):
                continue
            if any(is_near(lon, lat, place) for lon, lat in middles(geometry, place.lon, place.lat)):
                message = f"The middle of {spot.record}, which anybody can work out, says where {place.site} is."
                remedy = f"Blur {spot.record} too, or leave it and the claims at it out."
                yield spot.problem("blur.exact-place", message, remedy)


def _is_region_around(geometry: dict[str, Any] | None, place: Exact) -> bool:
    """Tell whether a geometry is a region whose middle can be near a place: it is inside the bounds."""
    if geometry is None or geometry["type"] == "Point":
        return False
    west, south, east, north = map(float, flat_shape(geometry).bounds)
    room_lon, room_lat = place.near_deg
    return west - room_lon < place.lon < east + room_lon and south - room_lat < place.lat < north + room_lat


#: What is found: the site whose place is told, none where a text is too long to be searched, and the problem.
_Find = tuple[str | None, Problem]


def _found(value: object, places: Collection[Exact], spot: JsonPath, *, is_shape: bool = False) -> Iterator[_Find]:
    """Go down the document; ``is_shape``: inside the geometry of a feature."""
    if isinstance(value, dict):
        yield from _found_in_object(value, places, spot, is_shape=is_shape)
    elif isinstance(value, list):
        beside = traces_together(_in_list(value, is_shape=is_shape))
        for place in places:
            if _is_position(value, place) or _is_outline(value, place) or give_away(beside, place):
                yield _leak(place, spot, str(value))
        for index, child in enumerate(value):
            yield from _found(child, places, spot.element(index), is_shape=is_shape)
    elif isinstance(value, str):
        yield from _found_in_text(value, places, spot)[1]


def _in_list(values: list[Any], *, is_shape: bool) -> Iterator[Traces]:
    """Yield what elements may say together."""
    if is_shape:  # degrees are looked at as positions: those of other sites say only where themselves are
        values = [one for one in values if not is_number(one) or abs(one) > _MOST_DEG]
    yield from map(_parts_of_one, values)
    if len(values) <= _MANY:  # else no position, with all that may be beside one
        texts = (one for one in _with_noughts(values) if isinstance(one, str) and len(one) <= MAX_SEARCHED_CHARS)
        yield from map(traces_in, texts)


def _with_noughts(values: Collection[Any]) -> list[Any]:
    """Return fractions as texts with the noughts that JSON drops: 35.40 beside 40.06 is as fine as that."""
    decimals = max((len(f"{one}".partition(".")[2]) for one in values if isinstance(one, float)), default=0)
    return [f"{one:.{decimals}f}" if isinstance(one, float) else one for one in values]


def _found_in_object(
    value: dict[str, Any], places: Collection[Exact], spot: JsonPath, *, is_shape: bool
) -> Iterator[_Find]:
    """Find what members say; what they say together is reported for the object, unless one of them says it alone."""
    if isinstance(value.get("id"), str):
        spot = spot.of_record(value["id"])
    beside, told, is_feature = [], set[str | None](), value.get("type") == "Feature"
    beside += [traces_in(f"{one}") for one in _with_noughts(list(filter(is_number, value.values())))]
    for name, child in value.items():
        here, found = spot.member(name), list[_Find]()
        if isinstance(child, str):
            said, found = _found_in_text(child, places, here)
            beside.append(said)
        elif not is_number(child):
            beside.append(_parts_of_one(child))
            found.extend(_found(child, places, here, is_shape=is_shape or (is_feature and name in _SHAPES)))
        told.update(site for site, _ in found)
        yield from found
        yield from _found_in_text(name, places, here)[1]
    # Degrees, minutes and seconds may have a member each.
    beside.append(traces_in(" ".join(filter(None, map(_as_number, value.values())))))
    all_of_it = traces_together(beside)
    for place in places:
        if place.site not in told and give_away(all_of_it, place):
            members = (f"{member}" for member in value.values() if not isinstance(member, dict | list))
            yield _leak(place, spot, " ; ".join(members) or str(value))


def _as_number(value: object) -> str:
    """Return a number, or a text that is one, without its sign; empty for all else."""
    if is_number(value):
        return f"{abs(value):.12g}"
    return value.strip() if isinstance(value, str) and _NUMBER.fullmatch(value) else ""


def _parts_of_one(value: Any) -> Traces:  # noqa: ANN401 - any JSON value
    """Return what degrees, minutes and seconds in members of their own say, or one number alone, in a list or not."""
    numbers: list[Any] = (
        list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else [value]
    )
    numbers = [one[0] / one[1] if _is_fraction(one) else one for one in numbers]
    if len(numbers) not in _PARTS or not all(map(is_number, numbers)):
        return Traces()
    # Of a position with its height the first two are no whole numbers, or coarse.
    if any(not float(number).is_integer() for number in numbers[:-1]):
        return Traces()
    return traces_in(" ".join(f"{abs(number):.12g}" for number in numbers))


def _is_fraction(value: object) -> bool:
    """Tell whether this is two numbers, as pictures have fractions (Exif)."""
    return isinstance(value, list) and len(value) == _PAIR and all(map(is_number, value)) and value[1] != 0


def _found_in_text(text: str, places: Collection[Exact], spot: JsonPath) -> tuple[Traces, list[_Find]]:
    """Return what a text may say, and the places that it says."""
    try:
        said = traces_in(text)
    except InputError as error:
        return Traces(), [(None, problem_of(str(spot), "blur.too-long", error))]
    return said, [_leak(place, spot, text) for place in places if give_away(said, place)]


def _leak(place: Exact, spot: JsonPath, value: str) -> _Find:
    remedy = "Reword it, or take it out: a blurred place must not have its coordinates beside it."
    return place.site, spot.problem("blur.exact-place", f"{quoted(value)} says where {place.site} is.", remedy)


def _is_position(values: list[Any], place: Exact) -> bool:
    """Tell whether two numbers beside each other, or the middles of bounds, are the place, in either order."""
    if len(values) < _PAIR or not all(map(is_number, values)):
        return False
    pairs = list(pairwise(values))
    if len(values) in _BOUNDS:
        half = len(values) // 2
        pairs.append(((values[0] + values[half]) / 2, (values[1] + values[half + 1]) / 2))
    return any(is_near(a, b, place) or is_near(b, a, place) for a, b in pairs)


def _is_outline(values: list[Any], place: Exact) -> bool:
    """Tell whether most positions of a line are corners of the region; a neighbour shares a part of them."""
    positions = [pair for pair in values if isinstance(pair, list) and len(pair) >= _PAIR and all(map(is_number, pair))]
    shared = sum((rounded_deg(lon), rounded_deg(lat)) in place.vertices for lon, lat, *_ in positions)
    return len(positions) > 1 and shared > len(positions) / 2


def middles(geometry: dict[str, Any], lon: float, lat: float) -> Iterator[tuple[float, float]]:
    """Yield the middles of a place and of its parts and rings, longitude and latitude in degrees.

    ``geometry``: GeoJSON Polygon or MultiPolygon. ``lon``, ``lat``: what is looked for, degrees: worked out is in
    degrees, as most programs do, and on the plane around there, on which a circle around it is one.
    """
    shape = flat_shape(geometry)
    plane = Proj(proj="aeqd", lon_0=lon, lat_0=lat, ellps="WGS84")
    for part in _parts(shape):
        yield from _of(part)
        for x, y in _of(shapely.transform(part, plane, interleaved=False)):
            yield plane(x, y, inverse=True)


def _parts(shape: shapely.Geometry) -> Iterator[shapely.Geometry]:
    yield shape
    parts = shapely.get_parts(shape)
    yield from parts[len(parts) == 1 :]
    yield from map(shapely.Polygon, shapely.get_rings(parts))


def _of(part: shapely.Geometry) -> Iterator[tuple[float, float]]:
    # The first corner of a ring is its last, too.
    corners = shapely.MultiPoint(shapely.get_coordinates(part)[1:])
    label = shapely.point_on_surface(part)
    yield label.x, label.y
    for whole in (part, corners, shapely.envelope(part), shapely.minimum_bounding_circle(part)):
        yield shapely.centroid(whole).x, shapely.centroid(whole).y
