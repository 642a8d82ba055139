"""Find where a document says the exact place of a site that is to be blurred.

Looked for are coordinates as people and programs write them, in digits of any script: decimal degrees, degrees with
minutes and seconds, also run together as pilots and satellite receivers do, radians, whole numbers of millionths, bare
pairs of numbers, UTM and web Mercator in metres and kilometres, MGRS, GARS, GEOREF, geohashes and plus codes; as they
are shown, whatever a file writes for a point or puts between two digits. A number counts as far as its digits
go: "35.4 N, 40.1 E" gives away no place that is blurred by 10 km. A pair of numbers with more digits than the site has
gives it away too: nearer than blurring moves any place, it is a better one than the blurred. So does the middle of a
region or of a bounding box. Names and descriptions are not looked for: no program knows what they give away.
The document is gone through once and each text read once, however many sites are blurred.
"""

# ruff: noqa: RUF001 - signs that look alike are what people write for minutes and seconds

from __future__ import annotations

import html
import math
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

import shapely

from geodata.core.json_path import JsonPath
from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError, Problem, problem_of, quoted
from geodata.exporting.blur_points import LEAST_SHARE
from geodata.exporting.grid_codes import gars, geohash, georef, mercator, utm
from geodata.exporting.middles import middles
from geodata.geodesy.claim_shapes import anchor
from geodata.geodesy.flat_shape import flat_shape
from geodata.geojson.position_rules import is_number
from geodata.parsing.plus_codes import plus_code

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

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
#: Of one text with digits in it: a million of them would take a minute.
MAX_SEARCHED_CHARS: Final = 100_000
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


@dataclass(frozen=True)
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

    @cached_property
    def near_deg(self) -> tuple[float, float]:
        """How near in longitude and latitude a position gives the place away, in degrees: blurring moves it farther."""
        lat_deg = LEAST_SHARE * self.radius_m / _DEGREE_M
        return lat_deg / max(math.cos(math.radians(self.lat)), _LEAST_COSINE), lat_deg

    @cached_property
    def planes_m(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Metres east and north in UTM, and in web Mercator."""
        return utm(self.lon, self.lat), mercator(self.lon, self.lat)

    @cached_property
    def codes(self) -> tuple[str, tuple[str, ...]]:
        """Its geohash, in small letters, and in capital ones the other codes of cells smaller than it is blurred by."""
        plus, cell = plus_code(self.lon, self.lat), gars(self.lon, self.lat)
        # The short plus code leaves out what the name of a town beside it says.
        codes = [(0.0, plus), (0.0, f"{plus[4:]}+"), (5.0, cell), (15.0, cell[:6])]
        codes += [(10.0 ** (2 - digits), georef(self.lon, self.lat, digits)) for digits in (2, 3, 4)]
        fine = (code for minutes, code in codes if minutes * _DEGREE_M / 60 < self.radius_m)
        return geohash(self.lon, self.lat), tuple(fine)


def exact(site: Site, radius_m: float) -> Exact:
    """Return what gives a site away, from the site as it is before blurring; it has a position."""
    point = anchor(site)
    assert point is not None and site.geometry is not None  # noqa: S101, PT018 - what has no position is not blurred
    corners = shapely.get_coordinates(flat_shape(site.geometry))
    vertices = frozenset((_rounded(lon), _rounded(lat)) for lon, lat in corners)
    return Exact(site.id, *point, vertices, radius_m)


def _rounded(degrees: float) -> float:
    return round(degrees, 5)


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
                yield Problem(str(spot), "blur.exact-place", message, remedy)


def _is_region_around(geometry: dict[str, Any] | None, place: Exact) -> bool:
    """Tell whether a geometry is a region whose middle can be near a place: it is inside the bounds."""
    if geometry is None or geometry["type"] == "Point":
        return False
    west, south, east, north = map(float, flat_shape(geometry).bounds)
    room_lon, room_lat = place.near_deg
    return west - room_lon < place.lon < east + room_lon and south - room_lat < place.lat < north + room_lat


#: What is found: the site whose place is told, none where a text is too long to be searched, and the problem.
_Find = tuple[str | None, Problem]


def _found(value: object, places: Collection[Exact], spot: JsonPath) -> Iterator[_Find]:
    """Go down the document."""
    if isinstance(value, dict):
        yield from _found_in_object(value, places, spot)
    elif isinstance(value, list):
        for place in places:
            if _is_position(value, place) or _is_outline(value, place):
                yield _leak(place, spot, str(value))
        for index, child in enumerate(value):
            yield from _found(child, places, spot.element(index))
    elif isinstance(value, str):
        yield from _found_in_text(value, places, spot)[1]


def _found_in_object(value: dict[str, Any], places: Collection[Exact], spot: JsonPath) -> Iterator[_Find]:
    """Find what members say; what they say together is reported for the object, unless one of them says it alone."""
    if isinstance(value.get("id"), str):
        spot = spot.of_record(value["id"])
    beside, told = [], set[str | None]()
    for name, child in value.items():
        here, found = spot.member(name), list[_Find]()
        if is_number(child):
            beside.append(_read(f"{child}"))
        elif isinstance(child, str):
            said, found = _found_in_text(child, places, here)
            beside.append(said)
        else:
            found.extend(_found(child, places, here))
        told.update(site for site, _ in found)
        yield from found
        yield from _found_in_text(name, places, here)[1]
    together = _together(beside)
    for place in places:
        if place.site not in told and _is_told(together, place):
            members = (f"{member}" for member in value.values() if is_number(member) or isinstance(member, str))
            yield _leak(place, spot, " ; ".join(members))


def _found_in_text(text: str, places: Collection[Exact], spot: JsonPath) -> tuple[_Said, list[_Find]]:
    """Return what a text may say, and the places that it says."""
    try:
        said = _read(text)
    except InputError as error:
        return _Said(), [(None, problem_of(str(spot), "blur.too-long", error))]
    return said, [_leak(place, spot, text) for place in places if _is_told(said, place)]


def _leak(place: Exact, spot: JsonPath, value: str) -> _Find:
    remedy = "Reword it, or take it out: a blurred place must not have its coordinates beside it."
    return place.site, Problem(str(spot), "blur.exact-place", f"{quoted(value)} says where {place.site} is.", remedy)


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


def tells(text: str, *places: Exact) -> tuple[Exact, ...]:
    """Return the places that a text gives away.

    Raises ``InputError`` if it has digits and is too long to be searched.

    >>> camp = Exact("CAMP", 40.056, 35.396, frozenset(), 5_000.0)
    >>> [bool(tells(text, camp)) for text in ("3523.76N 04003.36E", "35%2E396,40%2E056", "35.4 N, 40.1 E")]
    [True, True, False]
    """
    said = _read(text)
    return tuple(place for place in places if _is_told(said, place))


class _Said(NamedTuple):
    """What may be a place in one text, or in several beside each other, whichever place it is."""

    angles: frozenset[tuple[float, float]] = frozenset()
    """Each without its sign, and one step of its last digit, in degrees."""
    radians: frozenset[tuple[float, float]] = frozenset()
    """The same of what may be in radians, in degrees."""
    whole: frozenset[int] = frozenset()
    metres: frozenset[float] = frozenset()
    squares: frozenset[tuple[str, ...]] = frozenset()
    """Digits of easting and northing in a square of MGRS."""
    lower: frozenset[str] = frozenset()
    """The texts in small letters."""
    upper: frozenset[str] = frozenset()
    """The texts in capital letters, without blanks."""


def _together(said: Iterable[_Said]) -> _Said:
    return _Said(*(frozenset[Any]().union(*kind) for kind in zip(*said, strict=True)))


def _read(text: str) -> _Said:
    if not any(character.isdigit() for character in text):
        return _Said()
    if len(text) > MAX_SEARCHED_CHARS:
        message = f"This text has {len(text):,} characters, and at most {MAX_SEARCHED_CHARS:,} are searched for places."
        raise InputError(f"{message} Shorten it, or take it out.", text)
    shown = _shown(text)
    # Blanks as one: the patterns would try each part of a long run of them, for minutes in which nobody is answered.
    plain = " ".join(shown.split()) if shown.isascii() else with_ascii_numbers(shown)
    plain = _POWER_OF_TEN.sub(lambda match: f"{float(match[0]):.9f}", plain)
    fractions = [(float(f"{match[1]}.{match[2]}"), 10.0 ** -len(match[2])) for match in _DECIMAL.finditer(plain)]
    return _Said(
        angles=frozenset((*fractions, *_sexagesimals(plain))),
        radians=frozenset((math.degrees(value), math.degrees(step)) for value, step in fractions if value <= math.pi),
        whole=frozenset(int(match[1]) for match in _WHOLE.finditer(plain)),
        metres=frozenset(_metres(plain)),
        squares=frozenset(tuple(filter(None, match.groups())) for match in _MGRS.finditer(plain.upper())),
        lower=frozenset((shown.lower(),)),
        upper=frozenset((_SPACES.sub("", shown).upper(),)),
    )


def _is_told(said: _Said, place: Exact) -> bool:
    tellers: tuple[Callable[[Any, Exact], bool], ...] = (
        _have_angle, _are_both, _have_parts, _have_metres, _have_square, _have_geohash, _have_code
    )  # fmt: skip
    return any(values and has(values, place) for values, has in zip(said, tellers, strict=True))


def _shown(text: str) -> str:
    """Return a text as it is read: of addresses and markup what they stand for, without signs that nobody sees."""
    text = html.unescape(text) if "&" in text else text
    text = unquote(text) if "%" in text else text
    if text.isascii():
        return text
    seen = (sign for sign in text if unicodedata.category(sign) not in _UNSEEN)
    # Superscripts and digits in circles are read as digits, too.
    return "".join(str(unicodedata.digit(sign, sign)) for sign in seen).translate(_SHOWN)


def _have_angle(angles: Collection[tuple[float, float]], place: Exact) -> bool:
    return _are_both(angles, place) or any(
        abs(value - abs(at)) < step - _SLIP and step <= _FINE_DEG + _SLIP and step * _DEGREE_M < place.radius_m
        for value, step in angles
        for at in (place.lon, place.lat)
    )


def _are_both(angles: Collection[tuple[float, float]], place: Exact) -> bool:
    """Tell whether longitude and latitude are among angles, less than a step off: rounded, or cut."""
    fine = [(value, step) for value, step in angles if step * _DEGREE_M < place.radius_m]
    return all(
        any(abs(value - abs(at)) < max(step - _SLIP, near) for value, step in fine)
        for at, near in zip((place.lon, place.lat), place.near_deg, strict=True)
    )


def _sexagesimals(plain: str) -> Iterator[tuple[float, float]]:
    """Yield every angle with minutes that a text may state, without its sign, and one step of its last digit."""
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


def _metres(plain: str) -> Iterator[float]:
    numbers = _THOUSANDS.sub("", plain)
    yield from (float(match[1]) for match in _METRES.finditer(numbers))
    yield from (float(f"{match[1]}.{match[2] or 0}") * 1000 for match in _KILOMETRES.finditer(numbers))


def _have_parts(whole: Collection[int], place: Exact) -> bool:
    rooms = tuple(zip((place.lon, place.lat), place.near_deg, strict=True))
    return any(
        all(any(abs(number / parts - abs(at)) < max(near, _SAME_DEG) for number in whole) for at, near in rooms)
        for parts in _PARTS
    )


def _have_metres(metres: Collection[float], place: Exact) -> bool:
    near_m = min(place.radius_m, 1_000.0)
    return any(
        all(any(abs(number - abs(at)) < near_m for number in metres) for at in pair_m) for pair_m in place.planes_m
    )


def _have_square(squares: Collection[tuple[str, ...]], place: Exact) -> bool:
    near_m = min(place.radius_m, 1_000.0)
    return any(
        all(
            abs(int(digits) * 10 ** (5 - len(digits)) - at % 100_000) < near_m
            for digits, at in zip(square, place.planes_m[0], strict=True)
        )
        for square in squares
    )


def _have_geohash(texts: Collection[str], place: Exact) -> bool:
    return any(place.codes[0] in text for text in texts)


def _have_code(texts: Collection[str], place: Exact) -> bool:
    return any(code in text for text in texts for code in place.codes[1])
