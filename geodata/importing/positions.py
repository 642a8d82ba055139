"""Where each row of a table says its place is, by coordinates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from geodata.core.json_path import Json
from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import quoted
from geodata.geojson.position_rules import MAX_LAT_DEG, USEFUL_DECIMALS, in_range
from geodata.parsing.angles import PositionError, read_angle
from geodata.parsing.coordinates import ReadPosition, read_coordinates, read_pair

if TYPE_CHECKING:
    from geodata.importing.cells import Cells

#: One number in ten ends in a zero; few more than that are left out by chance.
_SHARE_OF_ALL_DIGITS: Final = 0.75
#: No words without a figure, but three of what3words; and no nines alone.
_POSITION_LIKE: Final = re.compile(
    r"\W*[^\W\d_]+\.[^\W\d_]+\.[^\W\d_]+\W*\Z|(?!\D*\Z)(?!-?9{3,}(?:\.[09]+)?\Z)", re.DOTALL
).match
_GRID: Final = ("zone", "easting", "northing")
#: How positions begin that stand where a name should, and two numbers that are none of a name.
_LONGEST: Final = 200
_ADDRESS: Final = re.compile(r"https?://|www\.|geo:", re.IGNORECASE).match
_TWO_NUMBERS: Final = re.compile(r".*?[0-9](?:[.,][0-9]{2,}| ?[°º]).*?[0-9](?:[.,][0-9]{2,}| ?[°º])", re.DOTALL).match


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
    costs_row: bool = True
    """Whether the row stays out for what is wrong; else it comes in without the position."""

    @property
    def is_order_told(self) -> bool:
        """Whether the words or their heading say which of two numbers is latitude; of no position, nothing need be."""
        read = self.position or self.if_swapped
        return read is None or read.is_order_told

    @property
    def swapped_lon_lat(self) -> tuple[float, float] | None:
        """The point of :attr:`swapped` alone."""
        if self.position is None or not in_range(self.position.lat, self.position.lon):
            return None if self.if_swapped is None else self.if_swapped.lon_lat
        return self.position.lat, self.position.lon

    @property
    def swapped(self) -> ReadPosition | None:
        """The position with latitude and longitude the other way round; ``None`` where that cannot be."""
        if self.position is None or not in_range(self.position.lat, self.position.lon):
            return self.if_swapped
        return replace(self.position, lon=self.position.lat, lat=self.position.lon)


NOWHERE: Final = RowPosition(None)


def read_place(cells: Cells, geometry: Json | None = None, decimals: int | None = None) -> RowPosition:
    """Return where a row says it is: by its cells, else by the point that it has in a map.

    ``cells``, ``geometry``: what the row has. ``decimals``: to how many decimals points of the map are written:
    :func:`map_decimals`; ``None`` for as many as each shows.
    """
    text, lat, lon = cells.text("coordinates"), cells.degrees("lat"), cells.degrees("lon")
    if text is not None:
        return _nothing_there(cells, {"coordinates": text}) or _in_one_column(text, cells.is_lon_first)
    if lat is None and lon is None:
        return _without_degrees(cells, geometry, decimals)
    if lat is None or lon is None:
        missing, there = ("lat", "lon") if lat is None else ("lon", "lat")
        words = {"lat": "latitude", "lon": "longitude"}
        said = f"The row has a {words[there]} and no {words[missing]}, so it has no position. Write both, or neither."
        cells.keep(there)
        return RowPosition(None, (missing, "", said), costs_row=False)
    if (nothing := _nothing_there(cells, {"lat": lat, "lon": lon})) is not None:
        return nothing
    try:
        return RowPosition(read_pair(lat, lon), None, f"{lat}, {lon}")
    except PositionError as error:
        return _unread(lat, lon, str(error))


def _without_degrees(cells: Cells, geometry: Json | None, decimals: int | None) -> RowPosition:
    grid = [cells.text(member) for member in _GRID]
    if any(grid[1:]):
        return _of_grid(cells, grid)
    if geometry is None:
        return _in_name(cells)
    return NOWHERE if geometry["type"] != "Point" else _drawn(geometry["coordinates"], decimals)


def _in_name(cells: Cells) -> RowPosition:
    """Return the point that stands where the name of a place should: an address of a map, or coordinates."""
    text = cells.text("place") or ""
    if not is_address(text) and (len(text) > _LONGEST or _TWO_NUMBERS(with_ascii_numbers(text)) is None):
        return NOWHERE
    try:
        return RowPosition(read_coordinates(text), None, text)
    except PositionError as error:
        # An address is no name; words with numbers may be one.
        return RowPosition(None, ("place", text, str(error)), text, costs_row=False) if is_address(text) else NOWHERE


def is_address(text: str) -> bool:
    """Tell whether a text is an address, and so no name."""
    return _ADDRESS(text) is not None


def _of_grid(cells: Cells, grid: list[str | None]) -> RowPosition:
    """Return the point of a zone, an easting and a northing, each in its own cell."""
    missing = [member for member, words in zip(_GRID, grid, strict=True) if words is None]
    if missing:
        said = f"The row has no {missing[0]}, so it has no position. Write zone, easting and northing, or none of them."
        cells.keep(*(member for member in _GRID if member not in missing))
        return RowPosition(None, (missing[0], "", said), costs_row=False)
    text = " ".join(words for words in grid if words)
    try:
        return RowPosition(read_coordinates(f"UTM {text}"), None, text)
    except PositionError as error:
        return RowPosition(None, ("northing", grid[2] or "", str(error)), text)


def _drawn(coordinates: Sequence[float], decimals: int | None) -> RowPosition:
    """Return a point of a map; its numbers' digits are those that were written."""
    lon_text, lat_text = (
        _digits(degrees) if decimals is None else f"{degrees:.{decimals}f}" for degrees in coordinates[:2]
    )
    return RowPosition(read_pair(lat_text, lon_text))


def _digits(degrees: float) -> str:
    return f"{degrees:.{USEFUL_DECIMALS}f}".rstrip("0").rstrip(".")


def map_decimals(geometries: Sequence[Json | None]) -> int | None:
    """Return to how many decimals all points of a map are written; ``None`` where they differ by more than zeros.

    Programs drop the zeros at the end of a number, one number in ten: that says nothing of how exact it is.

    >>> point = lambda lon, lat: {"type": "Point", "coordinates": [lon, lat]}
    >>> map_decimals([point(40.05612, 35.39611), point(40.1, 35.42199), point(40.05611, 35.42199)])
    5
    >>> map_decimals([point(40.05612, 35.4)]) is None
    True
    """
    points = [
        geometry["coordinates"] for geometry in geometries if geometry is not None and geometry["type"] == "Point"
    ]
    found = [len(_digits(degrees).partition(".")[2]) for point in points for degrees in point[:2]]
    most = max(found, default=0)
    return most if found.count(most) > _SHARE_OF_ALL_DIGITS * len(found) else None


def _nothing_there(cells: Cells, written: Mapping[str, str]) -> RowPosition | None:
    """Note that cells state no position, by words or by what programs write for none; ``None`` where they may."""
    if any(map(_POSITION_LIKE, written.values())):
        return None
    for member, text in written.items():
        said = f"{quoted(text)} is not a position, so the row has none. Write coordinates, or leave it empty."
        cells.fault(member, text, "coordinates", said, is_in=True)
    return NOWHERE


def _in_one_column(text: str, is_lon_first: bool | None) -> RowPosition:  # noqa: FBT001 - as the heading tells
    try:
        return RowPosition(read_coordinates(text, is_lon_first=is_lon_first), None, text)
    except PositionError as error:
        return RowPosition(None, ("coordinates", text, str(error)), text, _turned(text, is_lon_first))


def _turned(text: str, is_lon_first: bool | None) -> ReadPosition | None:  # noqa: FBT001 - as above
    """Return what a pair that cannot be read is the other way round, if that is for a longitude beyond 90."""
    try:
        turned = read_coordinates(text, is_lon_first=not is_lon_first)
    except PositionError:
        return None
    return replace(turned, is_order_told=is_lon_first is not None) if abs(turned.lon) > MAX_LAT_DEG else None


def _unread(lat: str, lon: str, said: str) -> RowPosition:
    """Return what is wrong with two cells: with the longitude, if the latitude can be read beside another one."""
    swapped = _pair(lon, lat)
    angle = read_angle(with_ascii_numbers(lat))
    if swapped is not None and angle is not None and abs(angle.degrees) > MAX_LAT_DEG:
        # Whether to swap is asked about the file, where the other rows show that it may be: not about one cell.
        said = f"Latitude {lat} is not on the Earth: latitudes run from -90 to 90. Correct the cell."
    fault = ("lon", lon, said) if _pair(lat, "0") is not None else ("lat", lat, said)
    return RowPosition(None, fault, f"{lat}, {lon}", swapped)


def _pair(lat: str, lon: str) -> ReadPosition | None:
    try:
        return read_pair(lat, lon)
    except PositionError:
        return None


def with_axes_swapped(place: RowPosition, why: str) -> RowPosition:
    """Return a place with latitude and longitude the other way round, where that can be; ``why``: for its remark."""
    swapped = place.swapped
    if swapped is None:
        return place
    remark = f"{swapped.remark} Latitude and longitude were swapped on import, {why}."
    return RowPosition(replace(swapped, remark=remark), None, place.words)
