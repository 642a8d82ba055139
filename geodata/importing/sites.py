"""The sites of a case as rows add to them: places by coordinates, by geometry and by name."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.json_path import Json
from geodata.core.text import name_key
from geodata.geodesy.enclosing_circle import extent
from geodata.geojson.position_rules import USEFUL_DECIMALS
from geodata.importing.known_records import Ids, id_of

if TYPE_CHECKING:
    from geodata.gazetteer.candidate import Candidate

UNCERTAINTY: Final = "coordinateUncertaintyInMeters"
#: Member of every record that a row adds: file and row.
ORIGIN: Final = "imported"
_DATUM: Final = "WGS84 is assumed: the file does not say."
_DIGITS: Final = "The radius is that of the written digits alone; how large the place is, is not in it."


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place as a row has it, ready to become a site."""

    name: str
    geometry: Json | None
    uncertainty_m: float | None
    remarks: str
    words: str = ""
    """Coordinates as written, where they were."""
    kind: str | None = None
    source: str | None = None
    """What the position was taken from, where that is not the file."""


class Sites:
    """Sites there are, and sites that rows add.

    Attributes
    ----------
    added
        The sites that rows add.
    differing
        Rows that say of the site that they name what it does not say.
    """

    def __init__(self, features: Iterable[Json], source: str) -> None:
        self.added: list[Json] = []
        self.differing: set[int] = set()
        self._source = source
        features = list(features)
        self._ids = Ids(str(feature["id"]) for feature in features)
        self._known = {site["id"]: site for site in features if site["properties"]["record"] == "site"}
        self._given = frozenset(self._known)
        self._by_name: dict[str, list[str]] = {}
        self._by_place: dict[tuple[object, ...], str] = {}
        for site in self._known.values():
            names = [site["properties"]["name"], *(name["name"] for name in site["properties"].get("names") or ())]
            for name in dict.fromkeys(map(name_key, names)):
                self._by_name.setdefault(name, []).append(site["id"])
            self._by_place[_key(site["properties"]["name"], site["geometry"], None)] = site["id"]

    def points(self) -> list[tuple[float, float]]:
        """Return (lon, lat) in degrees of the sites that were there and are points."""
        geometries = [site["geometry"] for site in self._known.values() if site["geometry"]]
        points = [geometry["coordinates"][:2] for geometry in geometries if geometry["type"] == "Point"]
        return [(lon, lat) for lon, lat in points]

    def ids_of(self, name: str) -> list[str]:
        """Return the sites that a name means: more than one is not clear, none is new."""
        return [name] if name in self._known else self._by_name.get(name_key(name), [])

    def words_of(self, site_id: str) -> str:
        """Return how a site is offered: its name, its point, its id."""
        site = self._known[site_id]
        point = site["geometry"]["coordinates"] if site["geometry"] and site["geometry"]["type"] == "Point" else None
        where = f"{point[1]}, {point[0]}, " if point else ""
        return f"{site['properties']['name']} ({where}{site_id})"

    def middle_of(self, site_id: str) -> tuple[float, float] | None:
        """Return the middle of a site, (lon, lat) in degrees; ``None`` where nobody knows where it is."""
        geometry = self._known[site_id]["geometry"]
        circle = None if geometry is None else extent(geometry)
        return None if circle is None else (circle.lon, circle.lat)

    def is_exact(self, site_id: str) -> bool:
        """Tell whether a site is one row's point: the digits of its coordinates are all that is known of its extent."""
        return str(self._known[site_id]["properties"].get("georeferenceRemarks")).endswith(_DIGITS)

    def geometry_of(self, site_id: str) -> Json | None:
        """Return the geometry of a site, which is that of the claims at it."""
        return self._known[site_id]["geometry"]  # type: ignore[no-any-return]

    def at(self, place: NewPlace) -> str:
        """Return the site of a place, one for all rows with the same name, geometry and uncertainty."""
        key = _key(place.name, place.geometry, place.uncertainty_m)
        site_id = self._by_place.get(key) or self._by_place.get((*key[:-1], None))
        if site_id is None:
            site_id = self.add(place, id_of(place.name, "PLACE"))
            self._by_place[key] = site_id
        return site_id

    def add(self, place: NewPlace, wanted_id: str, **members: object) -> str:
        """Add a site of its own for a place, and return its id."""
        site_id = self._ids.new(wanted_id)
        uncertainty_m = whole_m(place.uncertainty_m)
        properties = {
            "record": "site",
            "name": place.name,
            "names": [],
            "kind": place.kind,
            UNCERTAINTY: uncertainty_m,
            "georeferenceSources": place.source or self._source,
            "georeferenceRemarks": place.remarks,
            **({"verbatimCoordinates": place.words} if place.words else {}),
            **members,
        }
        site = {"type": "Feature", "id": site_id, "geometry": place.geometry, "properties": properties}
        self.added.append(site)
        self._known[site_id] = site
        return site_id

    def complete(self, site_id: str, members: Json, row: int) -> None:
        """Put what a row says of a place that it names into the site, where a row added that and nothing else is said.

        The site stays as it is in all else, and the row is noted in ``differing``; the first row of all is its origin.
        """
        site = self._known[site_id]
        said, is_added = site["properties"], site_id not in self._given
        free = (None, self._source) if site["geometry"] is None else (None,)
        for name, value in members.items():
            if value is None or said.get(name) == value:
                continue
            if is_added and said.get(name) in free:
                said[name] = value
            elif name != ORIGIN:
                self.differing.add(row)

    def known_as(self, place: NewPlace) -> None:
        """Let a place of the file be found by its name, in rows that have no more than that."""
        site_id, names = self.at(place), self._by_name.setdefault(name_key(place.name), [])
        if site_id not in names:
            names.append(site_id)

    def unlocated(self, name: str, why: str) -> str:
        """Return the site of a name whose place is not known: it is listed, and nothing is drawn."""
        return self.at(NewPlace(name, None, None, why))

    def found(self, name: str, candidate: Candidate) -> str:
        """Return the site of a candidate that a name means."""
        if candidate.site_id is not None and candidate.site_id in self._known:
            return candidate.site_id
        lon, lat = round(candidate.lon_deg, USEFUL_DECIMALS), round(candidate.lat_deg, USEFUL_DECIMALS)
        geometry = {"type": "Point", "coordinates": [lon, lat]}
        remarks = f"Found by the name {name!r} as {candidate.matched!r} in {candidate.source}."
        source = candidate.cited if candidate.credit else None
        return self.at(NewPlace(candidate.name, geometry, candidate.uncertainty_m, remarks, source=source))


def whole_m(radius_m: float | None) -> int | None:
    """Return a radius in whole metres, rounded up."""
    return None if radius_m is None else math.ceil(radius_m)


def _key(name: str, geometry: Json | None, uncertainty_m: float | None) -> tuple[object, ...]:
    """Return what two places that are one have in common; a site that was there is known by name and place alone."""
    coordinates = geometry["coordinates"] if geometry else None
    is_point = geometry is not None and geometry["type"] == "Point"
    return (name, tuple(coordinates) if is_point and coordinates else repr(coordinates), uncertainty_m)


def digits_remark(how: str) -> str:
    """Return the remark on coordinates whose uncertainty is that of their digits."""
    return f"{how} {_DATUM} {_DIGITS}"


def stated_remark(how: str, basis: str) -> str:
    """Return the remark on coordinates whose uncertainty was stated, or has a code."""
    return f"{how} {_DATUM} {basis}"
