"""Are latitude and longitude the other way round? Judged on all rows of a file, and asked once.

Also where two numbers, in two columns or in one, say nothing of which is latitude: they are asked about, unless
something else in the file or the case tells it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Mapping as Mapping_
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted
from geodata.core.text import counted, first_few
from geodata.importing.axes import is_told
from geodata.importing.axis_order import in_country, order_told
from geodata.importing.positions import with_axes_swapped
from geodata.importing.questions import Answer, ImportQuestion
from geodata.importing.surroundings import FAR_RADII, Surroundings

if TYPE_CHECKING:
    from geodata.importing.cells import Cells
    from geodata.importing.import_result import FindPlaces
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
#: Half of any rows among the others are within so many radii of where these are.
_NEAR: Final = 2.0
#: One row by itself may be a slip of another kind.
_NO_SLIP: Final = 2
_BEYOND: Final = "latitude is beyond 90, or has the letter of a longitude"
_AMONG: Final = "swapped, they would be among the others"
_IN_COUNTRY: Final = "only swapped, they would be in the country that they name"
_MOST_ROWS: Final = 8


@dataclass(frozen=True, slots=True)
class AxesSettled:
    """Places as they were meant, as far as anybody said."""

    places: list[RowPosition]
    notes: tuple[str, ...] = ()


def settled_axes(
    table: TextTable,
    mapping: Mapping,
    rows: Sequence[tuple[Cells, RowPosition]],
    known: Sequence[Point],
    inquiry: Inquiry,
    geocode: FindPlaces | None = None,
) -> AxesSettled:
    """Return places with latitude and longitude swapped where that was asked for, or is told; asks where it may be.

    ``table``, ``mapping``, ``rows``: what was read. ``known``: (lon, lat) in degrees of places that the case has
    already: where they are is where rows are expected. ``inquiry``: has the answer, or is asked. ``geocode``: finds
    places by name.
    """
    places = [place for _, place in rows]
    notes: tuple[str, ...] = ()
    untold = _untold(table, mapping, rows)
    may_be = {cells.number: place for cells, place in untold if place.swapped_lon_lat is not None}
    if may_be:
        numbers = {cells.number for cells, _ in untold}
        sure = [place.position.lon_lat for cells, place in rows if place.position and cells.number not in numbers]
        around = Surroundings.of([*known, *sure], _MIN_SPREAD_M) if known or sure else None
        told = None if inquiry.given(AXES, (SWAP, AS_WRITTEN)) else order_told(untold, around, geocode)
        if told is None:
            return AxesSettled(_asked(places, table, list(may_be), _words(table, may_be), inquiry))
        if told.is_lon_first:
            places = _swapped(places, table, may_be, f"because {told.why}")
            notes = (f"Longitude is read first in {_how_many(may_be, table)}, because {told.why}.",)
    there = in_country([(cells, place) for (cells, _), place in zip(rows, places, strict=True)])
    turned = _in_country_if_turned(there)
    suspects = {**_suspects(table, places, known), **dict.fromkeys(turned, _IN_COUNTRY)}
    elsewhere = [str(row) for row, fits in there.items() if not fits[0] and row not in suspects]
    if elsewhere:
        said = "Rows whose coordinates are far from the country that they name, and are taken all the same"
        notes = (*notes, f"{said}: {first_few(elsewhere, _MOST_ROWS)}.")
    if not suspects:
        return AxesSettled(places, notes)
    reasons = " and ".join(dict.fromkeys(suspects.values()))
    text = f"In {_how_many(suspects, table)} latitude and longitude may be swapped: {reasons}. Swap them there?"
    return AxesSettled(_asked(places, table, list(suspects), text, inquiry), notes)


def _untold(
    table: TextTable, mapping: Mapping, rows: Sequence[tuple[Cells, RowPosition]]
) -> list[tuple[Cells, RowPosition]]:
    """Return the rows whose two numbers may be either, for all that columns, headings and letters say."""
    lat, lon = mapping.column_of("lat"), mapping.column_of("lon")
    is_open = lat in table.columns and lon in table.columns and not is_told(table, str(lat), str(lon))
    return [
        (cells, place)
        for cells, place in rows
        if (place.position or place.if_swapped) is not None and (is_open or not place.is_order_told)
    ]


def _words(table: TextTable, untold: Mapping_[int, RowPosition]) -> str:
    said = f"In {_how_many(untold, table)} nothing says which of two numbers is latitude"
    read = next((place for place in untold.values() if place.position is not None), None)
    if read is not None and read.position is not None:
        said += f": {quoted(read.words)} is read as latitude {read.position.lat}, longitude {read.position.lon}"
    return f"{said}. Swap latitude and longitude there?"


def _in_country_if_turned(there: dict[int, tuple[bool, bool]]) -> list[int]:
    """Return the rows that are in their country only if swapped; where no row is only as written, those that may be."""
    only_turned = [row for row, fits in there.items() if fits == (False, True)]
    if not only_turned or (True, False) in there.values():
        return only_turned
    return [row for row, fits in there.items() if fits[1]]


def _on_the_other_side(points: dict[int, Point]) -> set[int]:
    """Return the fewer of rows on two sides of the line of equal numbers, if they would be among the more if swapped.

    Half of a file that is swapped is as far from the rest as the rest is from it.
    """
    sides = [{number: point for number, point in points.items() if (point[0] < point[1]) is side}
             for side in (True, False)]  # fmt: skip
    fewer, more = sorted(sides, key=len)
    if len(fewer) < _NO_SLIP:
        return set()
    around = Surroundings.of(list(more.values()), _MIN_SPREAD_M)
    is_far = min(around.radii(list(fewer.values()))) > FAR_RADII
    return set(fewer) if is_far and median(around.radii([point[::-1] for point in fewer.values()])) <= 1 else set()


def _how_many(rows: Collection[int], table: TextTable) -> str:
    return "every row" if len(rows) == len(table.rows) else counted(len(rows), "row")


def _asked(
    places: list[RowPosition], table: TextTable, rows: list[int], text: str, inquiry: Inquiry
) -> list[RowPosition]:
    how_many = _how_many(rows, table)
    choices = Answer(SWAP, f"Swap them in {how_many}"), Answer(AS_WRITTEN, "Leave them as written")
    question = ImportQuestion(AXES, text, choices, f"--axes {SWAP} or --axes {AS_WRITTEN}", tuple(rows))
    return _swapped(places, table, set(rows), "as asked") if inquiry.ask(question) == SWAP else places


def _swapped(places: list[RowPosition], table: TextTable, rows: Collection[int], why: str) -> list[RowPosition]:
    return [
        with_axes_swapped(place, why) if number in rows else place
        for place, number in zip(places, table.numbers, strict=True)
    ]


def _suspects(table: TextTable, places: list[RowPosition], known: Sequence[Point]) -> dict[int, str]:
    """Return the rows that may be swapped, each with why."""
    rows = list(zip(table.numbers, places, strict=True))
    written = {number: place.position.lon_lat for number, place in rows if place.position is not None}
    swapped = {number: point for number, place in rows if (point := place.swapped_lon_lat) is not None}
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
        found = {number for number in turned if turned[number] <= (FAR_RADII if number in beyond else 1.0)}
        found -= {number for number in own if own[number] <= FAR_RADII}
        found = found or _on_the_other_side(written)
    return {number: _BEYOND if number in beyond else _AMONG for number in table.numbers if number in found}


def _radii(spread: Surroundings, points: dict[int, Point]) -> dict[int, float]:
    return dict(zip(points, spread.radii(list(points.values())), strict=True))


def _is_far_but_turned(own: dict[int, float], turned: dict[int, float]) -> bool:
    """Tell whether a file is far from the case, and would be in it with all of its rows swapped."""
    is_far = not own or median(own.values()) > FAR_RADII
    return is_far and bool(turned) and median(turned.values()) < _NEAR


def _are_all_turned(spread: Surroundings, others: dict[int, Point], beyond: dict[int, Point]) -> bool:
    """Tell whether rows beyond 90, swapped, are much nearer to the others if these are swapped too."""
    if not (others and beyond):
        return False
    turned = Surroundings.of(list(others.values()), _MIN_SPREAD_M)
    nearest_m, written_m = (median(one.radii(list(beyond.values()))) * one.radius_m for one in (turned, spread))
    return nearest_m * FAR_RADII < written_m
