"""Where each row of a table says its place is, by coordinates; and which rows may have the two axes swapped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.core.text import counted
from geodata.geodesy.circles import GEOD
from geodata.geojson.position_rules import USEFUL_DECIMALS, in_range
from geodata.importing.import_result import Answer, ImportQuestion
from geodata.parsing.angles import PositionError
from geodata.parsing.coordinates import ReadPosition, read_coordinates, read_pair

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from geodata.importing.cells import Cells
    from geodata.importing.table import Json

#: Rows are compared with where the others are; nearer than this to them, nothing is suspected.
_MIN_SPREAD_M: Final = 50_000.0
#: So many times the spread of the others away is far, and their own spread is near.
_FAR: Final = 3.0
_KEY: Final = "axes"
_GRID: Final = ("zone", "easting", "northing")
SWAP: Final = "swap"
AS_WRITTEN: Final = "as written"


@dataclass(frozen=True, slots=True)
class RowPosition:
    """What one row says of its coordinates."""

    position: ReadPosition | None
    fault: tuple[str, str, str] | None = None
    """Member, words and message, where they cannot be read."""
    words: str = ""
    """As written."""
    if_swapped: ReadPosition | None = None
    """What cells that cannot be read would be with latitude and longitude the other way round."""

    @property
    def swapped(self) -> ReadPosition | None:
        """The position with latitude and longitude the other way round; ``None`` where that cannot be."""
        if self.position is None or not in_range(self.position.lat, self.position.lon):
            return self.if_swapped
        return replace(self.position, lon=self.position.lat, lat=self.position.lon)


NOWHERE: Final = RowPosition(None)


def read_place(cells: Cells, geometry: Json | None = None) -> RowPosition:
    """Return where a row says it is: by its cells, else by the point that it has in a map."""
    text, lat, lon = cells.text("coordinates"), cells.text("lat"), cells.text("lon")
    if text is not None:
        return _in_one_column(text)
    if lat is None and lon is None:
        return _without_degrees(cells, geometry)
    if lat is None or lon is None:
        missing, there = ("lat", "lon") if lat is None else ("lon", "lat")
        words = {"lat": "latitude", "lon": "longitude"}
        said = f"The row has a {words[there]} and no {words[missing]}. Write both, or neither."
        return RowPosition(None, (missing, "", said))
    try:
        return RowPosition(read_pair(lat, lon), None, f"{lat}, {lon}")
    except PositionError as error:
        return _unread(lat, lon, str(error))


def _without_degrees(cells: Cells, geometry: Json | None) -> RowPosition:
    grid = [cells.text(member) for member in _GRID]
    if any(grid[1:]):
        return _of_grid(grid)
    return NOWHERE if geometry is None or geometry["type"] != "Point" else _drawn(*geometry["coordinates"])


def _of_grid(grid: list[str | None]) -> RowPosition:
    """Return the point of a zone, an easting and a northing, each in its own cell."""
    missing = [member for member, words in zip(_GRID, grid, strict=True) if words is None]
    if missing:
        said = f"The row has no {missing[0]}. Write zone, easting and northing, or none of them."
        return RowPosition(None, (missing[0], "", said))
    text = " ".join(words for words in grid if words)
    try:
        return RowPosition(read_coordinates(f"UTM {text}"), None, text)
    except PositionError as error:
        return RowPosition(None, ("northing", grid[2] or "", str(error)), text)


def _drawn(lon: float, lat: float) -> RowPosition:
    """Return a point of a map; its numbers' digits are those that were written."""
    lat_text, lon_text = (f"{degrees:.{USEFUL_DECIMALS}f}".rstrip("0").rstrip(".") for degrees in (lat, lon))
    return RowPosition(read_pair(lat_text, lon_text))


def _in_one_column(text: str) -> RowPosition:
    try:
        return RowPosition(read_coordinates(text), None, text)
    except PositionError as error:
        return RowPosition(None, ("coordinates", text, str(error)), text)


def _unread(lat: str, lon: str, said: str) -> RowPosition:
    """Return what is wrong with two cells: with the longitude, if the latitude can be read beside another one."""
    fault = ("lon", lon, said) if _pair(lat, "0") is not None else ("lat", lat, said)
    return RowPosition(None, fault, f"{lat}, {lon}", _pair(lon, lat))


def _pair(lat: str, lon: str) -> ReadPosition | None:
    try:
        return read_pair(lat, lon)
    except PositionError:
        return None


def suspects(places: list[RowPosition], numbers: Iterable[int], known: Iterable[tuple[float, float]]) -> dict[int, str]:
    """Return the rows whose latitude and longitude may be swapped, each with why.

    ``places``, ``numbers``: what the rows say, and their numbers. ``known``: (lon, lat) in degrees of places that the
    case has already: where they are is where rows are expected.
    """
    found = {
        number: "latitude is beyond 90"
        for place, number in zip(places, numbers, strict=True)
        if place.position is None and place.swapped is not None
    }
    return found | _far_away(places, list(numbers), list(known))


def _far_away(places: list[RowPosition], numbers: list[int], known: list[tuple[float, float]]) -> dict[int, str]:
    both = [
        (number, (place.position.lon, place.position.lat))
        for place, number in zip(places, numbers, strict=True)
        if place.position is not None and in_range(place.position.lat, place.position.lon)
    ]
    if not both:
        return {}
    written = np.array([point for _, point in both])
    expected = np.array(known) if known else written
    centre = np.median(expected, axis=0)
    spread_m = max(_MIN_SPREAD_M, float(np.median(_distances_m(expected, centre))))
    own_m, swapped_m = _distances_m(written, centre), _distances_m(written[:, ::-1], centre)
    is_suspect = (own_m > _FAR * spread_m) & (swapped_m < spread_m)
    why = "swapped, it would be among the others"
    return {both[index][0]: why for index in np.flatnonzero(is_suspect).tolist()}


def _distances_m(points: NDArray[np.float64], centre: NDArray[np.float64]) -> NDArray[np.float64]:
    lons, lats = np.broadcast_to(centre, points.shape).T
    return np.asarray(GEOD.inv(lons, lats, *points.T)[2])


def ask_about_swap(rows: dict[int, str]) -> ImportQuestion:
    """Return the question whether latitude and longitude are swapped in rows."""
    reasons = " and ".join(dict.fromkeys(rows.values()))
    text = f"In {counted(len(rows), 'row')} latitude and longitude may be swapped: {reasons}. Swap them there?"
    choices = (Answer(SWAP, "Swap them in these rows"), Answer(AS_WRITTEN, "Leave them as written"))
    return ImportQuestion(_KEY, text, choices, tuple(rows))


def answered(
    places: list[RowPosition], numbers: Iterable[int], rows: dict[int, str], answer: str | None
) -> list[RowPosition]:
    """Return the places with those of suspected rows swapped, where that is the answer."""
    if answer != SWAP:
        return places
    return [_swapped(place) if number in rows else place for place, number in zip(places, numbers, strict=True)]


def _swapped(place: RowPosition) -> RowPosition:
    swapped = place.swapped
    if swapped is None:
        return place
    remark = f"{swapped.remark} Latitude and longitude were swapped on import, as asked."
    return RowPosition(replace(swapped, remark=remark), None, place.words)
