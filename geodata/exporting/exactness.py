"""Find where a document says the exact place of a site that is to be blurred.

Looked for are coordinates as people and programs write them, in digits of any script: decimal degrees, degrees with
minutes and seconds, also run together as pilots and satellite receivers do, radians, whole numbers of millionths, bare
pairs of numbers, UTM and web Mercator in metres and kilometres, MGRS, GARS, GEOREF, geohashes and plus codes; as they
are shown, whatever a file writes for a point or puts between two digits. A number counts as far as its digits
go: "35.4 N, 40.1 E" gives away no place that is blurred by 10 km. A pair of numbers with more digits than the site has
gives it away too: nearer than blurring moves any place, it is a better one than the blurred. So does the middle of a
region or of a bounding box. Names and descriptions are not looked for: no program knows what they give away.
"""

# ruff: noqa: RUF001 - signs that look alike are what people write for minutes and seconds

from __future__ import annotations

import html
import math
import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import shapely

from geodata.core.json_path import JsonPath
from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import Problem, quoted
from geodata.exporting.blur_points import LEAST_SHARE
from geodata.exporting.grid_codes import gars, geohash, georef, mercator, utm
from geodata.exporting.middles import middles
from geodata.geodesy.claim_shapes import anchor
from geodata.geodesy.flat_shape import flat_shape
from geodata.geojson.position_rules import is_number
from geodata.parsing.plus_codes import plus_code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from geodata.core.model import Site

_DEGREE_M: Final = 111_320.0
#: Two positions nearer than this, in degrees, are one place, written twice.
_SAME_DEG: Final = 1e-4
#: A latitude alone gives a place away if it has three decimals or more.
_FINE_DEG: Final = 0.001
_SLIP: Final = 1e-9
#: At the poles a degree of longitude has no length; what is near there is near by its latitude.
_LEAST_COSINE: Final = 0.01
_PAIR: Final = 2
#: So many numbers are bounds: west, south, east, north, or with the lowest and highest.
_BOUNDS: Final = (4, 6)

_DECIMAL: Final = re.compile(r"(?<![\d.])(\d{1,3})\s?[°º]?[.,](\d{1,20})\d*")
#: As programs write fractions, "3.5396e1".
_POWER_OF_TEN: Final = re.compile(r"(?<![\d.])\d\.\d{1,20}[eE][+-]?\d(?!\d)")
#: At each number, whether it was another one's minutes or not: in "35°24' 40°03'" the second begins where seconds may
#: stand. Longer words come first, lest "min" be read as "m".
_SEXAGESIMAL: Final = re.compile(
    r"(?<![\d.,])(?=(\d{1,3})\s*(?:deg(?:rees?)?|grad\w{0,12}|град\w{0,12}|درج\w{0,12}|[°º˚d:–-]|\s)\s*(\d{1,2}(?:[.,]\d+)?)"
    r"\s*(?:(?:min\w{0,12}|мин\w{0,12}|دق\w{0,12}|['′’`m:–-]|\s)\s*(\d{1,2}(?:[.,]\d+)?)?)?)",
    re.IGNORECASE,
)
_DOTTED: Final = re.compile(r"(?<![\d.])(\d{1,3})\.(\d{1,2})\.(\d{1,2}(?:,\d+)?)(?!\d|\.\d)")
_COMPACT: Final = re.compile(
    r"(?<!\d)(\d{2,3})(\d{2})(\d{2}(?:\.\d+)?)\s*[NSEW]|[NSEW]\s*(\d{2,3})(\d{2})(\d{2}(?:\.\d+)?)(?!\d)"
)
#: The same without a letter, of latitude and longitude beside each other.
_COMPACT_PAIR: Final = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})\s?,?\s?(\d{3})(\d{2})(\d{2})(?!\d)")
#: Degrees and minutes run together, "3523.76N 04003.36E".
_RUN_TOGETHER: Final = re.compile(
    r"(?<![\d.])(\d{2,3})(\d{2}(?:[.,]\d+)?)\s*,?\s*[NSEW]|[NSEW]\s*(\d{2,3})(\d{2}(?:[.,]\d+)?)(?!\d)"
)
#: Programs that avoid fractions count a degree in so many parts.
_PARTS: Final = (1e3, 1e4, 1e5, 1e6, 1e7)
_WHOLE: Final = re.compile(r"(?<![\d.])(\d{5,10})(?!\d|\.\d)")
#: Easting and northing have as many digits each, also where nothing stands between them.
_HALVES: Final = "|".join(rf"(\d{{{digits}}})\s?(\d{{{digits}}})" for digits in (5, 4, 3, 2))
_MGRS: Final = re.compile(rf"(?<!\d)\d{{1,2}}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{{2}}\s?(?:{_HALVES})(?!\d)")
_METRES: Final = re.compile(r"(?<![\d.])(\d{5,8})(?:\.\d+)?(?!\d)")
#: With a fraction, or where the unit stands beside it: two small whole numbers are most often something else.
_KILOMETRES: Final = re.compile(r"(?<![\d.])(\d{2,5})(?:[.,](\d{1,6})(?!\d)|(?=\s?km))", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"(?<=\d)[, '’](?=\d{3}(?!\d))")
#: Categories of signs that are not seen, or stand over and around others: an underline, the box of a key.
_UNSEEN: Final = ("Cf", "Mn", "Me")
#: Signs of the width of Chinese ones, and points at half the height, as the ones they stand for.
_SPACES: Final = re.compile(r"\s")
_SHOWN: Final = str.maketrans(
    {**{chr(sign + 0xFEE0): chr(sign) for sign in range(0x21, 0x7F)}, **dict.fromkeys("·•․‧", ".")}
)


@dataclass(frozen=True, slots=True)
class Exact:
    """The place of a site that nothing may give away."""

    site: str
    lon: float
    lat: float
    vertices: frozenset[tuple[float, float]]
    """Of a region's outline, rounded."""
    radius_m: float
    """How far it is blurred: what says less than this gives nothing away."""
    neighbours: frozenset[tuple[float, float]] = frozenset()
    """Positions of the document's sites, blurred ones among them: each may lie near, and says only where itself is."""

    @property
    def near_deg(self) -> tuple[float, float]:
        """How near in longitude and latitude a position gives the place away, in degrees: blurring moves it farther."""
        lat_deg = LEAST_SHARE * self.radius_m / _DEGREE_M
        return lat_deg / max(math.cos(math.radians(self.lat)), _LEAST_COSINE), lat_deg


def exact(site: Site, radius_m: float) -> Exact:
    """Return what gives a site away, from the site as it is before blurring; it has a position."""
    point = anchor(site)
    assert point is not None and site.geometry is not None  # noqa: S101, PT018 - what has no position is not blurred
    corners = shapely.get_coordinates(flat_shape(site.geometry))
    vertices = frozenset((_rounded(lon), _rounded(lat)) for lon, lat in corners)
    return Exact(site.id, *point, vertices, radius_m)


def _rounded(degrees: float) -> float:
    return round(degrees, 5)


def leaks(document: dict[str, Any], place: Exact, blurred: Collection[str] = ()) -> tuple[Problem, ...]:
    """Return each member of a document that says the exact place of a blurred site.

    ``document``: the case document as it is to be written, blurred already. ``place``: the site's exact place.
    ``blurred``: ids of all blurred sites; the middle of a region that blurring made says nothing.
    """
    place = replace(place, neighbours=_positions_of_sites(document))
    return (*_found(document, place, JsonPath()), *_centred(document, place, {place.site, *blurred}))


def _positions_of_sites(document: dict[str, Any]) -> frozenset[tuple[float, float]]:
    geometries = [
        flat_shape(feature["geometry"])
        for feature in document["features"]
        if feature["properties"]["record"] == "site" and feature["geometry"] is not None
    ]
    return frozenset((lon, lat) for lon, lat in shapely.get_coordinates(geometries).tolist())


def _centred(document: dict[str, Any], place: Exact, blurred: Collection[str]) -> Iterator[Problem]:
    """Yield regions that have their middle where the place is; a claim at one has the same geometry."""
    for index, feature in enumerate(document["features"]):
        site, geometry = feature["id"], feature["geometry"]
        if feature["properties"]["record"] != "site" or site in blurred or not _is_region_around(geometry, place):
            continue
        if any(is_near(lon, lat, place) for lon, lat in middles(geometry, place.lon, place.lat)):
            spot = JsonPath().member("features").element(index).of_record(site).member("geometry")
            message = f"The middle of {spot.record}, which anybody can work out, says where {place.site} is."
            remedy = f"Blur {spot.record} too, or leave it and the claims at it out."
            yield Problem(str(spot), "blur.exact-place", message, remedy)


def _is_region_around(geometry: dict[str, Any] | None, place: Exact) -> bool:
    """Tell whether a geometry is a region whose middle can be near a place: it is inside the bounds."""
    if geometry is None or geometry["type"] == "Point":
        return False
    west, south, east, north = map(float, flat_shape(geometry).bounds)
    room_lon, room_lat = place.near_deg
    return west - room_lon < place.lon < east + room_lon and south - room_lat < place.lat < north + room_lat


def _found(value: object, place: Exact, spot: JsonPath) -> Iterator[Problem]:
    """Go down the document; what is said by the members of one object together is reported for the object."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            spot = spot.of_record(value["id"])
        before = False
        for name, child in value.items():
            here = list(_found(child, place, spot.member(name)))
            before = before or bool(here)
            yield from here
            if tells(name, place):
                yield _leak(place, spot.member(name), name)
        said = " ; ".join(f"{member}" for member in value.values() if is_number(member) or isinstance(member, str))
        if not before and tells(said, place):
            yield _leak(place, spot, said)
    elif isinstance(value, list):
        if _is_position(value, place) or _is_outline(value, place):
            yield _leak(place, spot, str(value))
        for index, child in enumerate(value):
            yield from _found(child, place, spot.element(index))
    elif isinstance(value, str) and tells(value, place):
        yield _leak(place, spot, value)


def _leak(place: Exact, spot: JsonPath, value: str) -> Problem:
    remedy = "Reword it, or take it out: a blurred place must not have its coordinates beside it."
    return Problem(str(spot), "blur.exact-place", f"{quoted(value)} says where {place.site} is.", remedy)


def _is_position(values: list[Any], place: Exact) -> bool:
    """Tell whether two numbers beside each other, or the middles of bounds, are the place, in either order."""
    if len(values) < _PAIR or not all(map(is_number, values)):
        return False
    pairs = list(pairwise(values))
    if len(values) in _BOUNDS:
        half = len(values) // 2
        pairs.append(((values[0] + values[half]) / 2, (values[1] + values[half + 1]) / 2))
    return any(is_near(a, b, place) or is_near(b, a, place) for a, b in pairs)


def is_near(lon: float, lat: float, place: Exact) -> bool:
    """Tell whether a position in degrees gives the place away; that of another site only where it is the same.

    >>> camp = Exact("CAMP", 40.056, 35.396, frozenset(), 5_000.0)
    >>> is_near(40.0562, 35.3962, camp), is_near(40.056, 35.401, camp)
    (True, False)
    """
    room_lon, room_lat = (0.0, 0.0) if (lon, lat) in place.neighbours else place.near_deg
    return abs(lon - place.lon) < max(room_lon, _SAME_DEG) and abs(lat - place.lat) < max(room_lat, _SAME_DEG)


def _is_outline(values: list[Any], place: Exact) -> bool:
    """Tell whether most positions of a line are corners of the region; a neighbour shares a part of them."""
    positions = [pair for pair in values if isinstance(pair, list) and len(pair) >= _PAIR and all(map(is_number, pair))]
    shared = sum((_rounded(lon), _rounded(lat)) in place.vertices for lon, lat, *_ in positions)
    return len(positions) > 1 and shared > len(positions) / 2


def tells(text: str, place: Exact) -> bool:
    """Tell whether a text gives the place away.

    >>> camp = Exact("CAMP", 40.056, 35.396, frozenset(), 5_000.0)
    >>> tells("3523.76N 04003.36E", camp), tells("35%2E396,40%2E056", camp), tells("35.4 N, 40.1 E", camp)
    (True, True, False)
    """
    if not any(character.isdigit() for character in text):
        return False
    shown = _shown(text)
    # Blanks as one: the patterns would try each part of a long run of them, for minutes in which nobody is answered.
    plain = " ".join(shown.split()) if shown.isascii() else with_ascii_numbers(shown)
    plain = _POWER_OF_TEN.sub(lambda match: f"{float(match[0]):.9f}", plain)
    return any(has(plain, place) for has in (_has_angles, _has_radians, _has_parts, _has_metres)) or _has_code(
        shown, place
    )


def _shown(text: str) -> str:
    """Return a text as it is read: of addresses and markup what they stand for, without signs that nobody sees."""
    text = html.unescape(text) if "&" in text else text
    text = unquote(text) if "%" in text else text
    if text.isascii():
        return text
    seen = (sign for sign in text if unicodedata.category(sign) not in _UNSEEN)
    # Superscripts and digits in circles are read as digits, too.
    return "".join(str(unicodedata.digit(sign, sign)) for sign in seen).translate(_SHOWN)


def _has_angles(plain: str, place: Exact) -> bool:
    said = [(value, step) for value, step in _angles(plain) if step * _DEGREE_M < place.radius_m]
    alone = any(
        abs(value - abs(at)) < step - _SLIP and step <= _FINE_DEG + _SLIP
        for value, step in said
        for at in (place.lon, place.lat)
    )
    return alone or _are_both(said, place)


def _has_radians(plain: str, place: Exact) -> bool:
    fractions = ((float(f"{match[1]}.{match[2]}"), 10.0 ** -len(match[2])) for match in _DECIMAL.finditer(plain))
    said = [(math.degrees(value), math.degrees(step)) for value, step in fractions if value <= math.pi]
    return _are_both([(value, step) for value, step in said if step * _DEGREE_M < place.radius_m], place)


def _are_both(said: list[tuple[float, float]], place: Exact) -> bool:
    """Tell whether longitude and latitude are among angles, less than a step off: rounded, or cut."""
    return all(
        any(abs(value - abs(at)) < max(step - _SLIP, near) for value, step in said)
        for at, near in zip((place.lon, place.lat), place.near_deg, strict=True)
    )


def _angles(plain: str) -> Iterator[tuple[float, float]]:
    """Yield every angle that a text may state, without its sign, and one step of its last digit, in degrees."""
    for match in _DECIMAL.finditer(plain):
        yield float(f"{match[1]}.{match[2]}"), 10.0 ** -len(match[2])
    for match in _SEXAGESIMAL.finditer(plain):
        yield _sexagesimal(match[1], match[2], None)
        yield _sexagesimal(match[1], match[2], match[3])
    for match in _DOTTED.finditer(plain):
        yield _sexagesimal(*match.groups())
    for match in _COMPACT.finditer(plain):
        yield _sexagesimal(*(match.groups()[:3] if match[1] else match.groups()[3:]))
    for match in _COMPACT_PAIR.finditer(plain):
        yield _sexagesimal(*match.groups()[:3])
        yield _sexagesimal(*match.groups()[3:])
    for match in _RUN_TOGETHER.finditer(plain):
        yield _sexagesimal(match[1] or match[3], match[2] or match[4], None)


def _sexagesimal(degrees: str, minutes: str, seconds: str | None) -> tuple[float, float]:
    value = float(degrees) + _number(minutes) / 60 + _number(seconds or "0") / 3600
    last, unit = (minutes, 60) if seconds is None else (seconds, 3600)
    return value, 10.0 ** -len(last.replace(",", ".").partition(".")[2]) / unit


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _has_parts(plain: str, place: Exact) -> bool:
    whole = [int(match[1]) for match in _WHOLE.finditer(plain)]
    rooms = tuple(zip((place.lon, place.lat), place.near_deg, strict=True))
    return any(
        all(any(abs(number / parts - abs(at)) < max(near, _SAME_DEG) for number in whole) for at, near in rooms)
        for parts in _PARTS
    )


def _has_metres(plain: str, place: Exact) -> bool:
    east_m, north_m = utm(place.lon, place.lat)
    near_m = min(place.radius_m, 1_000.0)
    numbers = _THOUSANDS.sub("", plain)
    full = [float(match[1]) for match in _METRES.finditer(numbers)]
    full += [float(f"{match[1]}.{match[2] or 0}") * 1000 for match in _KILOMETRES.finditer(numbers)]
    for pair_m in ((east_m, north_m), mercator(place.lon, place.lat)):
        if all(any(abs(number - abs(at)) < near_m for number in full) for at in pair_m):
            return True
    return any(
        all(abs(int(digits) * 10 ** (5 - len(digits)) - at % 100_000) < near_m for digits, at in pairs)
        for match in _MGRS.finditer(plain.upper())
        for pairs in [tuple(zip(filter(None, match.groups()), (east_m, north_m), strict=True))]
    )


def _has_code(text: str, place: Exact) -> bool:
    plus = plus_code(place.lon, place.lat)
    if geohash(place.lon, place.lat) in text.lower():
        return True
    # The short plus code leaves out what the name of a town beside it says.
    codes = [
        (0.0, plus),
        (0.0, f"{plus[4:]}+"),
        (5.0, gars(place.lon, place.lat)),
        (15.0, gars(place.lon, place.lat)[:6]),
    ]
    codes += [(10.0 ** (2 - digits), georef(place.lon, place.lat, digits)) for digits in (2, 3, 4)]
    written = _SPACES.sub("", text).upper()
    return any(cell * _DEGREE_M / 60 < place.radius_m and code in written for cell, code in codes)
