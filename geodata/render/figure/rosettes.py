"""One segment for each claim that puts something at a place, in a ring around the place.

Affirmed full, denied hollow and struck through, relayed the outer half only, a flight over the place with a chevron:
as on the map in the browser. Rings that would cover each other move apart, and a line leads
from each to its place.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from geodata.core.model import Claim, Site
from geodata.render.figure import typesetting
from geodata.render.figure.items import Words
from geodata.render.figure.style import CROWD, SMALLEST_PT, draw_look, pt
from geodata.render.text.map_style import COLORS, LOOKS, RING

if TYPE_CHECKING:
    from geodata.render.figure.items import Item, Path

_TURN: Final = 2 * math.pi
_ROUNDS: Final = 60
_DOT_PT: Final = pt(3)
_GAP_PT: Final = pt(RING.gap)
_MOVED_PT: Final = pt(RING.moved)
_EDGE_PT: Final = 1.5


@dataclass(frozen=True, slots=True)
class Wheel:
    """A place with the claims that stand at it; positions in points."""

    site: Site
    claims: tuple[Claim, ...]
    site_x: float
    site_y: float
    x: float
    y: float
    radius: float
    is_crowded: bool

    @property
    def is_moved(self) -> bool:
        """True if it stands so far from its place that a line leads there."""
        return math.hypot(self.x - self.site_x, self.y - self.site_y) > _MOVED_PT


def wheels(
    places: Sequence[tuple[Site, tuple[Claim, ...], float, float]], frame: tuple[float, float]
) -> tuple[Wheel, ...]:
    """Return where each ring stands.

    ``places``: sites in the frame with the claims at each and its position in points. ``frame``: width and height of
    the map in points: no ring reaches over its edge.
    """
    is_crowd = len(places) > CROWD
    found = [Wheel(site, claims, x, y, x, y, _radius(len(claims), is_crowd), is_crowd) for site, claims, x, y in places]
    return tuple(found if is_crowd else _spread(found, frame))


def _radius(count: int, is_crowd: bool) -> float:  # noqa: FBT001 - private
    if not count:
        return _DOT_PT
    root = math.sqrt(count)
    if is_crowd:
        return pt(RING.crowd_radius + min(RING.most_in_crowd, root))
    return pt(RING.radius + RING.more_by_root * root)


def _spread(found: Sequence[Wheel], frame: tuple[float, float]) -> list[Wheel]:
    rings = [index for index, wheel in enumerate(found) if wheel.claims]
    at = {index: [found[index].x, found[index].y] for index in rings}
    for _ in range(_ROUNDS):
        moved = False
        for index in rings:
            room = found[index].radius + _EDGE_PT
            at[index] = [min(max(value, room), side - room) for value, side in zip(at[index], frame, strict=True)]
        for place, one in enumerate(rings):
            for other in rings[place + 1 :]:
                moved |= _pushed(at[one], at[other], found[one].radius, found[other].radius)
        if not moved:
            break
    return [replace(wheel, x=at[i][0], y=at[i][1]) if i in at else wheel for i, wheel in enumerate(found)]


def _pushed(one: list[float], other: list[float], radius: float, other_radius: float) -> bool:
    """Move two middles apart until their rings no longer touch; the smaller ring gives way."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    gap = radius + other_radius + _GAP_PT - math.hypot(dx, dy)
    if gap <= 0.05:  # noqa: PLR2004 - not to be seen
        return False
    dx = 1.0 if dx == dy == 0 else dx
    share, length = other_radius / (radius + other_radius), math.hypot(dx, dy)
    one[0] -= dx / length * gap * share
    one[1] -= dy / length * gap * share
    other[0] += dx / length * gap * (1 - share)
    other[1] += dy / length * gap * (1 - share)
    return True


def wheel_items(wheel: Wheel, colors: Mapping[str, str]) -> Iterator[Item]:
    """Yield what a place looks like."""
    if wheel.is_moved:
        line = f"M{wheel.site_x:.2f},{wheel.site_y:.2f}L{wheel.x:.2f},{wheel.y:.2f}"
        yield from draw_look(LOOKS["leader"], line)
    if wheel.is_moved or not wheel.claims:
        yield from draw_look(LOOKS["dot"], arc_data(wheel.site_x, wheel.site_y, 0, pt(RING.dot), (0, _TURN)))
    if wheel.claims:
        yield from _ring(wheel, colors)


def _ring(wheel: Wheel, colors: Mapping[str, str]) -> Iterator[Item]:
    count = len(wheel.claims)
    inner = 0.0 if count == 1 else wheel.radius * RING.inner_share
    if not wheel.is_crowded:
        yield from draw_look(LOOKS["rim"], arc_data(wheel.x, wheel.y, 0, wheel.radius + pt(RING.rim), (0, _TURN)))
    part = _TURN / count
    for index, claim in enumerate(wheel.claims):
        turn = (index * part - math.pi / 2, (index + 1) * part - math.pi / 2)
        yield from _segment(wheel, claim, inner, turn, colors[claim.actor])
    if count > 1 and not wheel.is_crowded:
        size, number = max(SMALLEST_PT, inner * 0.95), str(count)
        family = typesetting.family_of(number)
        yield Words(number, wheel.x, wheel.y + size * 0.36, size, family, 600, COLORS.ink, "middle")


def _segment(wheel: Wheel, claim: Claim, inner: float, turn: tuple[float, float], color: str) -> Iterator[Path]:
    x, y, radius = wheel.x, wheel.y, wheel.radius
    start = inner + (radius - inner) * RING.passed_share if claim.polarity == "report" else inner
    denies = claim.polarity == "deny"
    outline = arc_data(x, y, start, radius, turn)
    if denies:
        yield from draw_look(LOOKS["segment_denied"], outline, color)
        yield from draw_look(LOOKS["denial"], _spoke(x, y, start, radius, sum(turn) / 2), color)
    else:
        yield from draw_look(LOOKS["segment_in_crowd" if wheel.is_crowded else "segment"], outline, color)
    if claim.relation == "over" and not wheel.is_crowded:
        yield from draw_look(LOOKS["chevron"], chevron(x, y, radius + pt(RING.chevron_gap), sum(turn) / 2), color)


def _spoke(x: float, y: float, inner: float, outer: float, angle: float) -> str:
    dx, dy = math.cos(angle), math.sin(angle)
    return f"M{x + dx * inner:.2f},{y + dy * inner:.2f}L{x + dx * outer:.2f},{y + dy * outer:.2f}"


def chevron(x: float, y: float, distance: float, angle: float) -> str:
    """Return an arrow's tip that points away from a middle: a flight over the place."""
    spread = pt(RING.chevron_half) / distance
    ends = ((distance, -spread), (distance + pt(RING.chevron_length), 0.0), (distance, spread))
    points = [(x + math.cos(angle + turn) * radius, y + math.sin(angle + turn) * radius) for radius, turn in ends]
    return "M" + "L".join(f"{u:.2f},{v:.2f}" for u, v in points)


def arc_data(x: float, y: float, inner: float, outer: float, turn: tuple[float, float]) -> str:
    """Return a segment of a ring as the data of a path.

    ``x``, ``y``: its middle. ``inner``, ``outer``: radii; 0 inside makes a slice. ``turn``: two angles in radians,
    clockwise on paper from the right.
    """
    first, last = turn
    if last - first > _TURN - 1e-9:
        # An arc of a whole turn has no direction: it is drawn as two halves.
        half = first + math.pi
        return _circle(x, y, outer, first, half) + (_circle(x, y, inner, first, half) if inner > 0 else "")
    large = int(last - first > math.pi)
    a, b = _on(x, y, outer, first), _on(x, y, outer, last)
    arc = f"M{a}A{outer:.2f},{outer:.2f},0,{large},1,{b}"
    if inner <= 0:
        return f"{arc}L{x:.2f},{y:.2f}Z"
    c, d = _on(x, y, inner, last), _on(x, y, inner, first)
    return f"{arc}L{c}A{inner:.2f},{inner:.2f},0,{large},0,{d}Z"


def _on(x: float, y: float, radius: float, angle: float) -> str:
    return f"{x + math.cos(angle) * radius:.2f},{y + math.sin(angle) * radius:.2f}"


def _circle(x: float, y: float, radius: float, first: float, half: float) -> str:
    a, b, r = _on(x, y, radius, first), _on(x, y, radius, half), f"{radius:.2f},{radius:.2f}"
    return f"M{a}A{r},0,0,1,{b}A{r},0,0,1,{a}Z"
