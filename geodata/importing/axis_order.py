"""Which of two numbers is latitude, where no heading and no letter says it: by what else the file and the case say.

A longitude may be beyond 90; a row's country, province or place is where only one of the two readings is; so are the
other places of the case. What is said must hold for nearly all rows, and what speaks for both decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.problems import InputError
from geodata.gazetteer.provinces import provinces_called, provinces_of
from geodata.gazetteer.sources import country_code
from geodata.geodesy.circles import distance_m
from geodata.geojson.position_rules import MAX_LAT_DEG
from geodata.importing.surroundings import FAR_RADII, Surroundings, are_in_any

if TYPE_CHECKING:
    from geodata.importing.cells import Cells
    from geodata.importing.import_result import FindPlaces
    from geodata.importing.positions import RowPosition

    #: (lon, lat) in degrees.
    Point = tuple[float, float]
    #: What a row says of where it is, as a test of points; ``None`` where it says nothing.
    Expected = Callable[[Point], bool] | None

#: So many rows are looked at, and so many names looked up, evenly over the file.
_MOST_ROWS: Final = 200
_MOST_NAMES: Final = 20
#: A row is at the place that it names if it is so near to it.
_AT_PLACE_M: Final = 30_000.0
#: The right reading holds for so many of the rows of which one does, the wrong one for no more than half of them.
_NEARLY_ALL: Final = 0.9
#: One number beyond 90 may be a slip.
_NO_SLIP: Final = 2


@dataclass(frozen=True, slots=True)
class OrderTold:
    """Which of two numbers is first, and how that is known."""

    is_lon_first: bool
    why: str


def order_told(
    rows: Sequence[tuple[Cells, RowPosition]], around: Surroundings | None, geocode: FindPlaces | None
) -> OrderTold | None:
    """Return which number is first in rows that do not say it; ``None`` where nothing tells it, or two things differ.

    ``rows``: those that do not say it, as they are read. ``around``: where the places of the case and of the
    file's other rows are; ``None`` for none. ``geocode``: finds places by name; ``None`` to do without.
    """
    sample = rows[:: -(-len(rows) // _MOST_ROWS)]
    named = rows[:: -(-len(rows) // _MOST_NAMES)]
    told = (
        (_by_size(rows), "some of the second numbers can be no latitude"),
        (_by_size(rows, is_first=True), "some of the first numbers can be no latitude"),
        (_by_expected(sample, _in_area), "only then are the rows in the country or province that they name"),
        (
            _by_expected(sample, lambda _: _among(around)),
            "only then are the rows among the other places of the file and the case",
        ),
        (
            _by_expected(named, lambda cells: _at_place(cells, geocode)),
            "only then are the rows at places that are called as they say",
        ),
    )
    found = [OrderTold(is_lon_first, why) for is_lon_first, why in told if is_lon_first is not None]
    return found[0] if len({one.is_lon_first for one in found}) == 1 else None


def _by_size(rows: Sequence[tuple[Cells, RowPosition]], *, is_first: bool = False) -> bool | None:
    """Tell by numbers beyond 90, first or second, that the other one is latitude."""
    one_way = [place.if_swapped if is_first else place.position for _, place in rows]
    beyond = sum(point is not None and abs(point.lon) > MAX_LAT_DEG for point in one_way)
    return is_first if beyond >= _NO_SLIP else None


def _by_expected(rows: Sequence[tuple[Cells, RowPosition]], expected_of: Callable[[Cells], Expected]) -> bool | None:
    """Tell by which reading rows are where they are expected."""
    fits = [
        (place.position is not None and expected(place.position.lon_lat), turned is not None and expected(turned))
        for cells, place in rows
        if (expected := expected_of(cells)) is not None
        for turned in [place.swapped_lon_lat]
    ]
    either = [fit for fit in fits if any(fit)]
    if not either or len(either) * 2 < len(fits):
        return None
    shares = [sum(fit[way] for fit in either) / len(either) for way in (False, True)]
    return shares[1] > shares[0] if max(shares) >= _NEARLY_ALL and min(shares) <= 1 / 2 else None


def _in_area(cells: Cells) -> Expected:
    """Expect a row in its province, else in its country."""
    country, province = cells.text("country"), cells.text("province")
    code = None if country is None else country_code(country)
    named = () if province is None else provinces_called(province)
    spots = [spot for spot in named if code in (None, spot.country)] or (() if code is None else provinces_of(code))
    if not spots:
        return None
    return lambda point: any(distance_m(*point, spot.lon_deg, spot.lat_deg) <= spot.reach_m for spot in spots)


def in_country(rows: Sequence[tuple[Cells, RowPosition]]) -> dict[int, tuple[bool, bool]]:
    """Return of each row with a country that is known whether it is there as written, and whether if swapped."""
    by_country: dict[str, dict[int, tuple[Point, Point]]] = {}
    for cells, place in rows:
        name = None if place.position is None else cells.text("country")
        if name is not None and place.position is not None:
            point = place.position.lon_lat
            by_country.setdefault(name, {})[cells.number] = point, place.swapped_lon_lat or point
    found: dict[int, tuple[bool, bool]] = {}
    for name, points in by_country.items():
        spots = provinces_of(country_code(name) or "")
        if spots:
            discs = [(spot.lon_deg, spot.lat_deg, spot.reach_m) for spot in spots]
            sides = (are_in_any([both[side] for both in points.values()], discs) for side in (0, 1))
            found |= dict(zip(points, zip(*sides, strict=True), strict=True))
    return found


def _among(around: Surroundings | None) -> Expected:
    return None if around is None else lambda point: around.radii([point])[0] <= FAR_RADII


def _at_place(cells: Cells, geocode: FindPlaces | None) -> Expected:
    """Expect a row at a place that is spelled as the one that it names."""
    name = cells.text("place")
    if name is None or geocode is None:
        return None

    def is_there(point: Point) -> bool:
        try:
            found = geocode(name, point, None)
        except InputError:  # no name
            return False
        return any(one.is_exact and distance_m(*point, one.lon_deg, one.lat_deg) <= _AT_PLACE_M for one in found)

    return is_there
