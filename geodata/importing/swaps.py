"""Are latitude and longitude the other way round? Judged on all rows of a file, and asked once."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from geodata.core.text import counted
from geodata.importing.axes import is_told
from geodata.importing.positions import with_axes_swapped
from geodata.importing.questions import Answer, ImportQuestion
from geodata.importing.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.importing.mapping import Mapping
    from geodata.importing.positions import RowPosition
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import TextTable

    #: (lon, lat) in degrees.
    Point = tuple[float, float]

AXES: Final = "axes"
SWAP: Final = "swap"
AS_WRITTEN: Final = "as-written"
#: Rows are compared with where the others are; nearer than this to them, nothing is suspected.
_MIN_SPREAD_M: Final = 50_000.0
#: So many times the spread of the others away is far; and half of any rows among the others are within twice of it.
_FAR: Final = 3.0
_NEAR: Final = 2.0
_BEYOND: Final = "latitude is beyond 90, or has the letter of a longitude"
_AMONG: Final = "swapped, they would be among the others"
_UNTOLD: Final = "neither headings nor cells say which of the two columns is latitude"


def settled_axes(
    table: TextTable,
    mapping: Mapping,
    places: list[RowPosition],
    known: Sequence[Point],
    inquiry: Inquiry,
) -> list[RowPosition]:
    """Return places with latitude and longitude swapped in the rows where that was asked for; asks where it may be.

    ``table``, ``mapping``, ``places``: what was read. ``known``: (lon, lat) in degrees of places that the case has
    already: where they are is where rows are expected. ``inquiry``: has the answer, or is asked.
    """
    rows = _suspects(table, mapping, places, known)
    if not rows:
        return places
    how_many = "every row" if len(rows) == len(table.rows) else counted(len(rows), "row")
    reasons = " and ".join(dict.fromkeys(rows.values()))
    question = ImportQuestion(
        AXES,
        f"In {how_many} latitude and longitude may be swapped: {reasons}. Swap them there?",
        (Answer(SWAP, f"Swap them in {how_many}"), Answer(AS_WRITTEN, "Leave them as written")),
        f"--axes {SWAP} or --axes {AS_WRITTEN}",
        tuple(rows),
    )
    if inquiry.ask(question) != SWAP:
        return places
    return [
        with_axes_swapped(place) if number in rows else place
        for place, number in zip(places, table.numbers, strict=True)
    ]


def _suspects(table: TextTable, mapping: Mapping, places: list[RowPosition], known: Sequence[Point]) -> dict[int, str]:
    """Return the rows that may be swapped, each with why."""
    rows = list(zip(table.numbers, places, strict=True))
    written = {number: place.position.lon_lat for number, place in rows if place.position is not None}
    swapped = {number: point for number, place in rows if (point := place.swapped_lon_lat) is not None}
    lat, lon = mapping.column_of("lat"), mapping.column_of("lon")
    if swapped and lat in table.columns and lon in table.columns and not is_told(table, str(lat), str(lon)):
        return dict.fromkeys(swapped, _UNTOLD)
    beyond = {number: point for number, point in swapped.items() if number not in written}
    expected = list(known) or list(written.values())
    if not expected:  # nothing tells where the rows should be
        return dict.fromkeys(beyond, _BEYOND)
    spread = Surroundings.of(expected, _MIN_SPREAD_M)
    own, turned = _radii(spread, written), _radii(spread, swapped)
    if known and _is_far_but_turned(own, turned):
        found = {number for number in turned if number in beyond or own[number] > turned[number]}
    elif not known and _are_all_turned(
        spread, {number: swapped[number] for number in written if number in swapped}, beyond
    ):
        found = set(swapped)
    else:
        found = {number for number in turned if turned[number] <= (_FAR if number in beyond else 1.0)}
        found -= {number for number in own if own[number] <= _FAR}
    return {number: _BEYOND if number in beyond else _AMONG for number in table.numbers if number in found}


def _radii(spread: Surroundings, points: dict[int, Point]) -> dict[int, float]:
    return dict(zip(points, spread.radii(list(points.values())), strict=True))


def _is_far_but_turned(own: dict[int, float], turned: dict[int, float]) -> bool:
    """Tell whether a file is far from the case, and would be in it with all of its rows swapped."""
    is_far = not own or median(own.values()) > _FAR
    return is_far and bool(turned) and median(turned.values()) < _NEAR


def _are_all_turned(spread: Surroundings, others: dict[int, Point], beyond: dict[int, Point]) -> bool:
    """Tell whether rows beyond 90, swapped, are much nearer to the others if these are swapped too."""
    if not (others and beyond):
        return False
    turned = Surroundings.of(list(others.values()), _MIN_SPREAD_M)
    nearest_m, written_m = (median(one.radii(list(beyond.values()))) * one.radius_m for one in (turned, spread))
    return nearest_m * _FAR < written_m
