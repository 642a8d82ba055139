"""What of the case is named on the map: its places, and what bands and zones say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.core.model import Case, Claim
from geodata.core.text import counted
from geodata.render.figure import typesetting
from geodata.render.figure.label_placement import TextLine
from geodata.render.figure.paths import flat_area, rings
from geodata.render.figure.style import pt
from geodata.render.text.map_labels import arabic_label, claim_label, shared_label, short_name

if TYPE_CHECKING:
    from geodata.render.figure.items import Item
    from geodata.render.figure.label_placement import Room
    from geodata.render.figure.projection import Plane
    from geodata.render.figure.rosettes import Wheel
    from geodata.render.figure.scene import DrawnCase
    from geodata.render.figure.style import Type

#: More bands and zones than this are not named one by one.
MOST_NAMED: Final = 60
#: Between a number and its unit or noun.
_NUMBER_OF: Final = re.compile(r"(?<=\d) (?=\w)")
_LEADERS_PT: Final = (14.0, 24.0, 38.0, 54.0)
#: Rings whose bounds are nearer than this on each side are hardly told apart; as on the map in the browser.
_NEAR_PT: Final = pt(18)
_LABEL_SHARE: Final = 0.42
_STEPS: Final = 24


@dataclass(frozen=True, slots=True)
class PlacedNames:
    """Words that found room, and how many did not."""

    items: tuple[Item, ...]
    places_left_out: int
    distances_left_out: int

    def notes(self) -> tuple[str, ...]:
        """Say what is drawn and not named."""
        left = [
            counted(number, noun)
            for number, noun in ((self.places_left_out, "place"), (self.distances_left_out, "stated distance"))
            if number
        ]
        return (f"Drawn but not labelled, for lack of space: {' and '.join(left)}.",) if left else ()


def case_names(case: Case, drawn: DrawnCase, room: Room, wheels: Sequence[Wheel], sizes: Type) -> PlacedNames:
    """Name places and stated distances.

    ``room``: what of the map is free. ``sizes``: of type.
    """
    with_claims = sorted((wheel for wheel in wheels if wheel.claims), key=lambda wheel: -len(wheel.claims))
    first = [_place_name(room, wheel, sizes) for wheel in with_claims]
    distances = list(_distance_names(case, drawn, room, sizes))
    last = [_place_name(room, wheel, sizes) for wheel in wheels if not wheel.claims]
    found = [*first, *(items for _, items in distances), *last]
    missing = sum(not name for name in (*first, *last))
    unsaid = sum(count for count, items in distances if not items)
    return PlacedNames(tuple(item for name in found for item in name), missing, unsaid)


def _place_name(room: Room, wheel: Wheel, sizes: Type) -> tuple[Item, ...]:
    if wheel.is_crowded and not wheel.claims:
        return ()
    size, weight = (sizes.place, 600) if wheel.claims else (sizes.other, 500)
    main, arabic = TextLine(short_name(wheel.site.name), size, weight), arabic_label(wheel.site)
    both = [main] if arabic is None else [main, TextLine(arabic, size)]
    at, gap_pt = (wheel.x, wheel.y), wheel.radius + pt(4)
    placed = room.place(both, at, gap_pt) or room.place([main], at, gap_pt)
    if placed or not wheel.claims:
        return placed
    # A place that claims stand at is named even if its name must stand apart.
    stacked = room.place(_stacked(main), at, gap_pt)
    return stacked or room.place_led([main], at, [wheel.radius + apart for apart in _LEADERS_PT])


def _stacked(name: TextLine) -> list[TextLine]:
    """Return a name with a line for each word or two, none wider than the longest word."""
    widest = max(replace(name, text=word).width_pt for word in name.text.split() or [""])
    return [replace(name, text=line) for line in typesetting.wrapped(name.text, name.size_pt, widest, name.weight)]


def _distance_names(case: Case, drawn: DrawnCase, room: Room, sizes: Type) -> Iterator[tuple[int, tuple[Item, ...]]]:
    """Yield what stands beside outlines, and how many claims say it."""
    measured = drawn.measured
    if len(measured) > MOST_NAMED:
        yield len(measured), ()
        return
    for group in sorted(_alike(case, drawn), key=len, reverse=True):
        text, color = _NUMBER_OF.sub("\xa0", shared_label(case, group)), drawn.colors[group[-1].actor]
        lines = [TextLine(line, sizes.other, 600, color) for line in wrapped_label(text, sizes, drawn.plane)]
        yield len(group), _beside(room, lines, flat_area(drawn.plane, drawn.shapes[group[-1].id].area))


def _alike(case: Case, drawn: DrawnCase) -> list[list[Claim]]:
    """Return claims whose rings can hardly be told apart, of one side, together; the smallest ring first in each."""
    bounds = {claim.id: shapely.bounds(flat_area(drawn.plane, drawn.shapes[claim.id].area)) for claim in drawn.measured}
    groups: list[tuple[tuple[object, ...], list[Claim]]] = []
    for claim in sorted(drawn.measured, key=lambda claim: float(bounds[claim.id][2] - bounds[claim.id][0])):
        label = claim_label(case, claim)
        says = (case.lineage(claim.actor)[-1], label.before, label.after)
        near = (
            group
            for said, group in groups
            if said == says and label.distance and np.abs(bounds[claim.id] - bounds[group[0].id]).max() < _NEAR_PT
        )
        group = next(near, None)
        if group is None:
            groups.append((says, [claim]))
        else:
            group.append(claim)
    return [group for _, group in groups]


def wrapped_label(text: str, sizes: Type, plane: Plane) -> list[str]:
    """Break what a band says where it would be wider than a good part of the map."""
    return typesetting.wrapped(text, sizes.other, max(70.0, plane.width_pt * _LABEL_SHARE), 600)


def _beside(room: Room, lines: Sequence[TextLine], area: shapely.Geometry) -> tuple[Item, ...]:
    """Set lines beside an outline, at the first of several points along it that has room."""
    outlines = rings(area)
    if not outlines:
        return ()
    ring = shapely.get_coordinates(outlines[0])
    for step in range(_STEPS):
        at = ring[(step * 7 * len(ring)) // _STEPS % len(ring)]
        placed = room.place(lines, (float(at[0]), float(at[1])), pt(5))
        if placed:
            return placed
    return ()
