"""Which point an address holds: a ``geo:`` address (RFC 5870), or one of a map site. Nothing is requested.

Sites differ in what they write first: Yandex has longitude first under the name by which Apple has latitude. So only
those whose way is known here are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from geodata.core.problems import quoted
from geodata.parsing.angles import PositionError

_NUMBER: Final = r"[-+]?[0-9]{1,3}(?:\.[0-9]{1,20})?"
_PAIR: Final = rf"(?P<lat>{_NUMBER}), ?(?P<lon>{_NUMBER})"
_GEO: Final = re.compile(rf"geo:{_PAIR}(?:,-?[0-9.]+)?(?P<parameters>(?:;[^;?]*)*)(?:\?(?P<query>.*))?", re.IGNORECASE)
_METRES: Final = re.compile(r"[0-9]{1,8}(?:\.[0-9]{1,20})?")
_WEB: Final = re.compile(r"(?:https?://)?(?P<host>[a-z0-9.-]+\.[a-z]{2,24})(?=[/?#])", re.IGNORECASE)
_SITES: Final = re.compile(
    r"(?:.+\.)?(?:openstreetmap\.org|osm\.org|google\.(?:com?\.)?[a-z]{2,3}|bing\.com|maps\.apple\.com)", re.IGNORECASE
)
#: Where an address has the point that is marked, and where it has the middle of what the map shows.
_PINS: Final = (
    ("path", re.compile(rf"!3d(?P<lat>{_NUMBER})!4d(?P<lon>{_NUMBER})")),
    ("path", re.compile(rf"(?<=/){_PAIR}(?=/|$)")),
    ("mlat,mlon", re.compile(_PAIR)),
    ("q", re.compile(rf"(?:loc:)?{_PAIR} ?(?:\(.*\))?")),
    ("route", re.compile(_PAIR)),
    *((name, re.compile(_PAIR)) for name in ("query", "coordinate", "from", "to", "origin", "destination")),
    *((name, re.compile(_PAIR)) for name in ("saddr", "daddr")),
    ("sp", re.compile(rf"point\.(?P<lat>{_NUMBER})_(?P<lon>{_NUMBER})(?:_.*)?")),
)
_VIEWS: Final = (
    ("fragment", re.compile(rf"(?:.*&)?map=[0-9.]+/(?P<lat>{_NUMBER})/(?P<lon>{_NUMBER})(?:&.*)?")),
    ("path", re.compile(rf"/@{_PAIR}(?=,|/|$)")),
    ("cp", re.compile(rf"(?P<lat>{_NUMBER})~(?P<lon>{_NUMBER})")),
    ("ll", re.compile(_PAIR)),
    ("center", re.compile(_PAIR)),
    ("lat,lon", re.compile(_PAIR)),
)
#: Addresses that lead to a map, whether they have a point in them or not.
LEADS_TO_MAP: Final = re.compile(
    r"(?:https?://)?(?:[a-z0-9.-]+\.)?(?:openstreetmap\.org|osm\.org|maps\.google\.[a-z.]+|google\.[a-z.]+/maps|goo\.gl/maps|"
    r"maps\.app\.goo\.gl|maps\.apple\.com|bing\.com/maps|yandex\.[a-z.]+/maps|2gis\.[a-z]+|wikimapia\.org|w3w\.co|"
    r"what3words\.com)(?![\w.-]).*",
    re.IGNORECASE | re.DOTALL,
)
_REMEDY: Final = "Write the latitude and longitude that are meant."


@dataclass(frozen=True, slots=True)
class AddressPoint:
    """A point as an address has it."""

    lat: str
    lon: str
    """Degrees on WGS84, as written."""
    remark: str
    """What of the address it is, in a sentence."""
    radius_m: float = 0.0
    """How far it may be off, where the address says so."""


def read_map_address(text: str) -> AddressPoint | None:
    """Return the point that an address holds; ``None`` where a text is not an address.

    Raises ``PositionError`` if it is one of another site, has no point or several, or is not on WGS84.

    >>> read_map_address("https://www.openstreetmap.org/?mlat=35.396&mlon=40.056#map=12/35.4/40.1").lat
    '35.396'
    >>> read_map_address("geo:35.396,40.056;u=35").radius_m
    35.0
    """
    if text[:4].lower() == "geo:":
        return _geo(text)
    web = _WEB.match(text)
    if web is None:
        return None
    if not _SITES.fullmatch(web["host"]):
        known = "OpenStreetMap, Google Maps, Bing Maps and Apple Maps"
        remedy = f"Only full addresses of {known} are read; nothing is requested. {_REMEDY}"
        raise PositionError(f"{quoted(text)} is not a known kind of address. {remedy}", text)
    parts = urlsplit(f"//{text[web.start('host') :]}")
    places = {"path": unquote(parts.path), "fragment": unquote(parts.fragment)} | _named(parts.query)
    found = _found(_PINS, places, text)
    if found is not None:
        return AddressPoint(*found, "Point of a map's address.")
    found = _found(_VIEWS, places, text)
    if found is None:
        remedy = f"Copy the address again once the map has moved there. {_REMEDY}"
        raise PositionError(f"{quoted(text)} has no coordinates in it. {remedy}", text)
    return AddressPoint(*found, "Middle of the map that an address shows: what is meant may lie beside it.")


def _geo(text: str) -> AddressPoint:
    found = _GEO.fullmatch(text)
    if found is None:
        raise PositionError(f"{quoted(text)} is not a geo: address. Write one such as geo:35.396,40.056.", text)
    pairs = (one.partition("=")[::2] for one in found["parameters"].lower().split(";"))
    said = {name.strip(): value.strip() for name, value in pairs}
    if said.get("crs", "wgs84") != "wgs84":
        raise PositionError(f"{quoted(text)} is not on WGS84. Write latitude and longitude on WGS84.", text)
    if "u" in said and not _METRES.fullmatch(said["u"]):
        raise PositionError(
            f"{quoted(said['u'])} in {quoted(text)} is not a number of metres. Correct it or leave it out.", text
        )
    point, named = (found["lat"], found["lon"]), _named(found["query"] or "")
    # Android's way to mark a point, or to look for words, near nowhere.
    pin = _found(_PINS, named, text)
    if pin is None and "q" in named and not any(map(float, point)):
        raise PositionError(f"{quoted(text)} has words for a place but no point. {_REMEDY}", text)
    stated = " The address says how far it may be off; that of the digits is added." if "u" in said else ""
    return AddressPoint(*(pin or point), f"Point of a geo: address.{stated}", float(said.get("u", 0)))


def _named(query: str) -> dict[str, str]:
    """Return what a query says by name, and two halves of a point together."""
    said = {name.lower(): values[0] for name, values in parse_qs(query).items()}
    halves = [("mlat", "mlon"), ("lat", "lon")]
    return said | {f"{a},{b}": f"{said[a]},{said[b]}" for a, b in halves if a in said and b in said}


def _found(
    ways: tuple[tuple[str, re.Pattern[str]], ...], places: Mapping[str, str], text: str
) -> tuple[str, str] | None:
    """Return the latitude and longitude of the one point that an address has in some of these ways."""
    points: dict[tuple[float, float], tuple[str, str]] = {}
    for name, form in ways:
        written = places.get(name, "")
        # These have more in them than one point.
        is_part = name in ("path", "route")
        matches = form.finditer(written) if is_part else filter(None, [form.fullmatch(written)])
        for found in matches:
            points.setdefault((float(found["lat"]), float(found["lon"])), (found["lat"], found["lon"]))
    if len(points) > 1:
        raise PositionError(f"{quoted(text)} has {len(points)} points in it. {_REMEDY}", text)
    return next(iter(points.values()), None)
