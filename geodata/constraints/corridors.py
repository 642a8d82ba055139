"""Whether X can be between two sites, or not, and where another claim says.

"Between" is inside of a region that moves with its two sites. What is possible is asked of the area that holds it
wherever they are, what is sure of the area that is in it wherever they are, as of any region
(:mod:`geodata.geodesy.corridor_areas`); and each site is itself between both. A claim about one of the two sites shares
that site's point: then the distance of both decides alone. Between P and Q, D apart, with the factor k, X is at most
(k + 1) D / 2 from P, straight beyond Q; outside, at least (k - 1) D / 2, straight behind P. All distances up to there,
or from there on, are met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.constraints.place_constraints import OPEN_KINDS, PlaceConstraint, apart_m
from geodata.constraints.regions import DistanceRange, judge_parts, part_margins
from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED
from geodata.geodesy.circles import MAX_GEODESIC_M

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.constraints.place_constraints import Corridor, SiteDisc

    Compare = Callable[[PlaceConstraint, PlaceConstraint], tuple[int, float | None]]

#: Up to here a way goes on straight beyond a site.
_STRAIGHT_M: Final = 19_900_000.0


class Found(NamedTuple):
    """What came of comparing."""

    code: int
    slack_m: float | None = None
    is_known: bool = True
    """False if how far a site may be off is not known, and would have to be."""


def judge_between(a: PlaceConstraint, b: PlaceConstraint, compare: Compare) -> Found:
    """Return the verdict of two places, of which one at least is between two sites, or not.

    ``compare`` gives verdict and slack of two places of which none is.
    """
    if _share_a_site(a, b):
        found = _of_one_site(a, b)
        if found is not None:
            return found
    if not all(one.says_something and _is_bounded(one) for one in (a, b)):
        return Found(UNDECIDED, is_known=False)
    # Most pairs are compatible; then what they are at most, which takes as long, need not be asked.
    one, other = _at_least(a), _at_least(b)
    code, slack_m = (UNDECIDED, None) if one is None or other is None else compare(one, other)
    if code == COMPATIBLE or any(_holds_an_end(*pair, compare) for pair in ((a, b), (b, a))):
        return Found(COMPATIBLE, (slack_m or None) if code == COMPATIBLE else None)
    most, missed_m = compare(_at_most(a), _at_most(b))
    if most == CONTRADICTORY:
        return Found(CONTRADICTORY, missed_m)
    return Found(UNDECIDED, slack_m if slack_m is not None and slack_m < 0 else None)


def _share_a_site(a: PlaceConstraint, b: PlaceConstraint) -> bool:
    return not {spot.site for spot in a.spots}.isdisjoint(spot.site for spot in b.spots)


def _is_bounded(place: PlaceConstraint) -> bool:
    return all(spot.radius_m is not None for spot in place.spots)


def _at_most(place: PlaceConstraint) -> PlaceConstraint:
    """Return a place as a plain region: what it is at most."""
    if place.corridor is None:
        return place
    return PlaceConstraint(place.kind, place.spot, is_denial=place.is_denial, region=place.region)


def _at_least(place: PlaceConstraint) -> PlaceConstraint | None:
    """Return a place as a plain region: what it is wherever its sites are; ``None`` if that may be nothing."""
    found = _at_most(place.surely)
    return None if found.kind == "inside" and found.region is not None and found.region.is_empty else found


# -- a site that both speak of ---------------------------------------------------------------------------------------


def _of_one_site(a: PlaceConstraint, b: PlaceConstraint) -> Found | None:
    """Return what one point that both speak of decides; ``None`` where it does not."""
    if a.corridor is not None and b.corridor is not None:
        if a.kind == b.kind == "inside":
            return Found(COMPATIBLE)  # the site itself
        return Found(CONTRADICTORY) if a.corridor == b.corridor else None
    point, between = (a, b) if b.corridor is not None else (b, a)
    assert between.corridor is not None  # noqa: S101 - one of them is
    if point.sector is not None:
        return None
    reach = _reach_from_an_end(between.corridor, is_outside=between.kind == "outside")
    return _by_reach(point, between, reach)


def _by_reach(point: PlaceConstraint, between: PlaceConstraint, reach: DistanceRange) -> Found:
    margins = [part_margins(way, reach) for way in point.ways_beside(between)]
    code, slack = judge_parts(margins, is_open=point.kind in OPEN_KINDS)
    # What is itself between both has nothing to spare, and nothing that it could miss.
    return Found(code, slack if 0 < abs(slack) < MAX_GEODESIC_M else None)


def _reach_from_an_end(corridor: Corridor, *, is_outside: bool) -> DistanceRange:
    """Return how far what is between two sites, or what is not, is from one of them."""
    least_m, most_m = apart_m(*corridor.sites)
    if is_outside:
        behind = (corridor.factor - 1) / 2
        proved_m = MAX_GEODESIC_M - (corridor.factor + 1) * most_m
        return DistanceRange(behind * least_m, behind * most_m, max(0.0, proved_m), MAX_GEODESIC_M)
    beyond = (corridor.factor + 1) / 2
    proved_m = beyond * least_m if beyond * most_m <= _STRAIGHT_M else least_m
    return DistanceRange(0.0, 0.0, proved_m, min(MAX_GEODESIC_M, beyond * most_m))


# -- the two sites are themselves between both -----------------------------------------------------------------------


def _holds_an_end(place: PlaceConstraint, other: PlaceConstraint, compare: Compare) -> bool:
    """Tell whether another claim surely holds of one of the two sites, or of some way from the one to the other."""
    if place.corridor is None or place.kind == "outside":
        return False
    wanted = _at_least(other)
    if wanted is None:
        return False
    ends = (PlaceConstraint("at", spot) for spot in place.corridor.sites)
    if any(compare(end, wanted)[0] == COMPATIBLE for end in ends):
        return True
    if wanted.region is not None or wanted.sector is not None:
        return False
    (least_a, most_a), (least_b, most_b) = _ends_m(wanted.spot, place.corridor)
    reach = DistanceRange(0.0, min(most_a, most_b), max(least_a, least_b), MAX_GEODESIC_M)
    return _by_reach(wanted, place, reach).code == COMPATIBLE


def _ends_m(spot: SiteDisc, corridor: Corridor) -> Iterator[tuple[float, float]]:
    """Yield least and greatest distance of a site from each of the two."""
    return (apart_m(spot, end) for end in corridor.sites)
