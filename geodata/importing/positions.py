"""Where each row of a table says its place is, by coordinates; and which rows may have the two axes swapped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.coordinates import Position, read_coordinates, read_pair
from geodata.geodesic import GEOD
from geodata.importing.imported import Choice, Question
from geodata.latlon import PositionError
from geodata.positions import in_range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.importing.cells import Cells

#: Rows are compared with where the others are; nearer than this to them, nothing is suspected.
_MIN_SPREAD_M: Final = 50_000.0
#: So many times the spread of the others away is far, and their own spread is near.
_FAR: Final = 3.0
_KEY: Final = "axes"
SWAP: Final = "swap"
AS_WRITTEN: Final = "as written"


@dataclass(frozen=True, slots=True)
class Placed:
    """What one row says of its coordinates."""

    position: Position | None
    fault: tuple[str, str, str] | None = None
    """Member, words and message, where they cannot be read."""
    words: str = ""
    """As written."""
    swapped: Position | None = None
    """The position if latitude and longitude were meant the other way round; ``None`` where that cannot be."""


NOWHERE: Final = Placed(None)


def placed(cells: Cells) -> Placed:
    """Return where a row says it is, with what it would be swapped."""
    text, lat, lon = cells.text("coordinates"), cells.text("lat"), cells.text("lon")
    if text is not None:
        return _read(lambda: read_coordinates(text), "coordinates", text)
    if lat is None and lon is None:
        return NOWHERE
    if lat is None or lon is None:
        missing, there = ("lat", "lon") if lat is None else ("lon", "lat")
        words = {"lat": "latitude", "lon": "longitude"}
        said = f"The row has a {words[there]} and no {words[missing]}. Write both, or neither."
        return Placed(None, (missing, "", said))
    found = _read(lambda: read_pair(lat, lon), "lat", f"{lat}, {lon}")
    if found.position is None:
        try:
            return replace(found, swapped=read_pair(lon, lat))
        except PositionError:
            return found
    return found


def _read(reader: object, member: str, words: str) -> Placed:
    try:
        position: Position = reader()  # type: ignore[operator]
    except PositionError as error:
        return Placed(None, (member, words, str(error)), words)
    if not in_range(position.lat, position.lon):
        return Placed(position, None, words)
    return Placed(position, None, words, replace(position, lon=position.lat, lat=position.lon))


def suspects(places: list[Placed], numbers: Iterable[int], known: Iterable[tuple[float, float]]) -> dict[int, str]:
    """Return the rows whose latitude and longitude may be swapped, each with why.

    Parameters
    ----------
    places, numbers
        What the rows say, and their numbers.
    known
        (lon, lat) in degrees of places that the case has already: where they are is where rows are expected.
    """
    found = {
        number: "latitude is beyond 90"
        for place, number in zip(places, numbers, strict=True)
        if place.position is None and place.swapped is not None
    }
    return found | _far_away(places, list(numbers), list(known))


def _far_away(places: list[Placed], numbers: list[int], known: list[tuple[float, float]]) -> dict[int, str]:
    both = [
        (index, place.position, place.swapped)
        for index, place in enumerate(places)
        if place.position is not None and place.swapped is not None
    ]
    if not both:
        return {}
    written = np.array([(position.lon, position.lat) for _, position, _ in both])
    expected = np.array(known) if known else written
    centre = np.median(expected, axis=0)
    spread_m = max(_MIN_SPREAD_M, float(np.median(_distances_m(expected, centre))))
    own_m, swapped_m = _distances_m(written, centre), _distances_m(written[:, ::-1], centre)
    is_suspect = (own_m > _FAR * spread_m) & (swapped_m < spread_m)
    why = "swapped, it would be among the others"
    return {numbers[both[index][0]]: why for index in np.flatnonzero(is_suspect).tolist()}


def _distances_m(points: np.ndarray, centre: np.ndarray) -> np.ndarray:
    lons, lats = np.broadcast_to(centre, points.shape).T
    return np.asarray(GEOD.inv(lons, lats, *points.T)[2])


def question(rows: dict[int, str]) -> Question:
    """Return the question whether latitude and longitude are swapped in rows."""
    reasons = " and ".join(dict.fromkeys(rows.values()))
    text = f"In {len(rows):,} rows latitude and longitude may be swapped: {reasons}. Swap them there?"
    choices = (Choice(SWAP, "Swap them in these rows"), Choice(AS_WRITTEN, "Leave them as written"))
    return Question(_KEY, text, choices, tuple(rows))


def answered(places: list[Placed], numbers: Iterable[int], rows: dict[int, str], answer: str | None) -> list[Placed]:
    """Return the places with those of suspected rows swapped, where that is the answer."""
    if answer != SWAP:
        return places
    return [_swapped(place) if number in rows else place for place, number in zip(places, numbers, strict=True)]


def _swapped(place: Placed) -> Placed:
    if place.swapped is None:
        return place
    remark = f"{place.swapped.remark} Latitude and longitude were swapped on import, as asked."
    return Placed(replace(place.swapped, remark=remark), None, place.words)
