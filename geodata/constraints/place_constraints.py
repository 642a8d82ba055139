"""What a claim says of where: bounds on the distance from the event to a site.

An affirmation and a denial that say the same thing become the same statement here: to deny that it was within 55 km is
to say that it was beyond them (docs/verdicts.md, "Bounds of each relation"). Denying ``at_distance`` says that the
event was outside the band. Where a bearing is stated, denying says that it was outside the sector; denying ``at`` or
``over`` a point that it was at some other point; denying a region that it was outside of it. ``over`` a region is
inside it. A distance stated from a region is from one unknown point of it, and the region counts as the disc around it:
an outer bound, sound for every verdict. ``between`` two sites is inside of a region that moves with them: inside of one
area if it is possible at all, inside of another one if it is sure (:mod:`geodata.geodesy.corridor_areas`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import shapely

from geodata.constraints.three_valued import Bounds
from geodata.core.vocabulary import RELATIONS
from geodata.geodesy import region_distance
from geodata.geodesy.circles import MAX_GEODESIC_M, distance_m
from geodata.geodesy.claim_shapes import azimuth_and_half_width
from geodata.geodesy.corridor_areas import NOTHING_KNOWN, CorridorAreas, corridor_areas
from geodata.geodesy.flat_shape import flat_shape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.core.assumptions import Assumptions
    from geodata.core.model import Case, Claim, Site
    from geodata.core.vocabulary import ConstraintKind

#: Statements that exclude their own edge. The outside of a region does too; it is measured with a margin anyway.
OPEN_KINDS: Final = frozenset({"not_at", "off_ring"})


@dataclass(frozen=True, slots=True)
class SiteDisc:
    """Where a site may be: a disc; ``radius_m`` is ``None`` where nothing bounds it."""

    site: str
    lon: float
    lat: float
    radius_m: float | None
    region: shapely.Geometry | None = None
    """What the disc was drawn around, if the site is a region: its point is in there."""


@dataclass(frozen=True, slots=True)
class Corridor:
    """What is between two sites; in the order of their ids, so that A and B is B and A."""

    sites: tuple[SiteDisc, SiteDisc]
    factor: float
    """How many times the way between both sites the ways to both together may be."""

    @property
    def areas(self) -> CorridorAreas:
        """What is between them, as far as their positions are known."""
        first, second = ((spot.lon, spot.lat, spot.radius_m) for spot in self.sites)
        return corridor_areas(first, second, self.factor)


@dataclass(frozen=True, slots=True)
class PlaceConstraint:
    """What a claim says of where."""

    kind: ConstraintKind
    spot: SiteDisc
    value_m: float = 0.0
    """As stated; 0 for kinds without a distance, as the two below."""
    near_m: float = 0.0
    far_m: float = 0.0
    sector: tuple[float, float] | None = None
    """Azimuth and half-width in degrees; ``None`` = all around."""
    is_denial: bool = False
    region: shapely.Geometry | None = None
    """For ``inside`` and ``outside``: (lon, lat) in degrees, edges straight in these; between two sites, what that may
    be at most: the outside of nothing is everywhere."""
    corridor: Corridor | None = None
    """The two sites, where it is between them, or not; ``spot`` is one of these."""

    @property
    def is_off(self) -> bool:
        """True if it says where X is not: off a band, or beside a direction and else at any distance."""
        return self.kind == "off_ring" or (self.is_denial and self.sector is not None)

    @property
    def hole_m(self) -> tuple[float, float]:
        """Of what lies off: the distances that are denied, in the narrowest reading.

        To deny "within" is "beyond", or beside the direction; so the kind here is that of what is left all around.
        """
        narrowest = {"beyond": (0.0, self.near_m), "within": (self.far_m, math.inf)}
        return narrowest.get(self.kind, (self.near_m, self.far_m))

    @property
    def spots(self) -> tuple[SiteDisc, ...]:
        """The sites whose unknown points it speaks of; a region has none."""
        if self.corridor is not None:
            return self.corridor.sites
        return (self.spot,) if self.region is None else ()

    @property
    def surely(self) -> PlaceConstraint:
        """The same, its region being what it is at least, wherever its sites are."""
        if self.corridor is None:
            return self
        areas = self.corridor.areas
        return replace(self, region=areas.possible if self.kind == "outside" else areas.sure)

    @property
    def says_something(self) -> bool:
        """True unless it holds everywhere, as far as is known."""
        if self.corridor is None or self.region is None:
            return True
        return not self.region.is_empty if self.kind == "outside" else self.region is not NOTHING_KNOWN.possible

    @property
    def half_width_m(self) -> float:
        """Of the stated distance, metres; told by the far end, since the near one stops at the place itself."""
        return self.far_m - self.value_m

    def uncertainty_m(self, other: PlaceConstraint) -> float:
        """Return the largest uncertainty, metres, that a comparison with another place rests on; 0 if all is exact.

        That of a site which both share cancels; one that is not known counts for nothing.
        """
        is_shared = self.spots == other.spots
        radii = [] if is_shared else [spot.radius_m or 0.0 for place in (self, other) for spot in place.spots]
        return max([*radii, *(place.half_width_m for place in (self, other) if place.value_m)], default=0.0)

    @property
    def is_threshold(self) -> bool:
        """True if, against this, ``at_distance`` means one exact unknown distance."""
        return self.is_denial or self.kind in ("within", "beyond")

    def with_sites_at(self, spots: Mapping[str, SiteDisc]) -> PlaceConstraint:
        """Return the same of sites that are elsewhere, or better known, by id; of others as it is."""
        if self.corridor is not None:
            first, second = (spots.get(spot.site, spot) for spot in self.corridor.sites)
            return between_sites(replace(self.corridor, sites=(first, second)), is_denial=self.is_denial)
        if self.region is not None or self.spot.site not in spots:
            return self
        return replace(self, spot=spots[self.spot.site])

    def between_times(self, factor: float) -> PlaceConstraint:
        """Return the same with another factor for what is between two sites."""
        if self.corridor is None:
            return self
        return between_sites(replace(self.corridor, factor=factor), is_denial=self.is_denial)

    def bounds(self, *, is_exact: bool) -> Bounds:
        """Return the readings of the bounds on the distance.

        ``is_exact``: for a ring: True for one exact unknown distance, False for any distance in the band.
        """
        near, far = self.near_m, self.far_m
        return {
            "at": Bounds(0.0, 0.0, 0.0, 0.0),
            "not_at": Bounds(0.0, 0.0, math.inf, math.inf),
            "within": Bounds(0.0, 0.0, near, far),
            "beyond": Bounds(near, far, math.inf, math.inf),
            "ring": Bounds(near, far, near, far) if is_exact else Bounds(near, near, far, far),
        }[self.kind]

    def is_exact_beside(self, other: PlaceConstraint) -> bool:
        """Tell whether it is read as one exact unknown distance beside another: so is a ring beside a threshold."""
        return self.kind == "ring" and other.is_threshold

    def bounds_beside(self, other: PlaceConstraint) -> Bounds:
        """Return the bounds on the distance as they are read beside another place."""
        return self.bounds(is_exact=self.is_exact_beside(other))

    def ways_beside(self, other: PlaceConstraint) -> tuple[Bounds, ...]:
        """Return the bounds of every way to be at such a distance: off a band that is nearer, or farther."""
        if self.kind != "off_ring":
            return (self.bounds_beside(other),)
        far = Bounds(self.far_m, self.far_m, math.inf, math.inf)
        return (Bounds(0.0, 0.0, self.near_m, self.near_m), far) if self.near_m > 0 else (far,)


def between_sites(corridor: Corridor, *, is_denial: bool) -> PlaceConstraint:
    """Return that X is between two sites, or not."""
    region = corridor.areas.sure if is_denial else corridor.areas.possible
    kind: ConstraintKind = "outside" if is_denial else "inside"
    return PlaceConstraint(kind, corridor.sites[0], is_denial=is_denial, region=region, corridor=corridor)


def apart_m(a: SiteDisc, b: SiteDisc) -> tuple[float, float]:
    """Return least and greatest distance of two sites, wherever in their discs they are; 0 for one site twice."""
    if a.site == b.site:
        return 0.0, 0.0
    if a.radius_m is None or b.radius_m is None:
        return 0.0, MAX_GEODESIC_M
    centres_m, radius_m = distance_m(a.lon, a.lat, b.lon, b.lat), a.radius_m + b.radius_m
    return max(0.0, centres_m - radius_m), min(MAX_GEODESIC_M, centres_m + radius_m)


def spot_of(site: Site) -> SiteDisc:
    """Return where a site may be; for a region a disc that holds it, for a site without position one without bound."""
    if site.geometry is None:
        return SiteDisc(site.id, 0.0, 0.0, None)
    if site.is_region:
        region = shape_of(site)
        middle = shapely.point_on_surface(region)
        reach_m = region_distance.farthest_of_m(middle.x, middle.y, region)
        return SiteDisc(site.id, middle.x, middle.y, reach_m, region)
    lon, lat = site.geometry["coordinates"][:2]
    return SiteDisc(site.id, float(lon), float(lat), site.uncertainty_m)


def shape_of(site: Site) -> shapely.Geometry:
    """Return a region's polygon or polygons."""
    return flat_shape(site.geometry)


def place_of(case: Case, assumptions: Assumptions, claim: Claim) -> PlaceConstraint | None:
    """Return what a claim says of where; ``None`` where it states no place.

    ``case``: where the claim's site is, as assumed (:func:`geodata.core.assumptions.assumed_distance`).
    ``assumptions``: how wide its stated distance is.
    """
    if claim.relation is None or claim.site is None:
        return None
    site = case.site_by_id[claim.site]
    is_denial = claim.polarity == "deny"
    word = RELATIONS[claim.relation]
    # A distance that the relation does not use is a warning of the check, and narrows nothing.
    stated = assumptions.stated(claim) if word.needs_distance else None
    kind = word.kinds[is_denial]
    if word.needs_second_site:
        first, second = sorted((spot_of(case.site_by_id[one]) for one in claim.sites), key=lambda spot: spot.site)
        return between_sites(Corridor((first, second), assumptions.between_factor), is_denial=is_denial)
    if stated is None:
        if site.is_region:
            region = shape_of(site)
            middle = shapely.point_on_surface(region)
            spot = SiteDisc(site.id, middle.x, middle.y, None)
            return PlaceConstraint("outside" if is_denial else "inside", spot, is_denial=is_denial, region=region)
        return PlaceConstraint(kind, spot_of(site), is_denial=is_denial)
    sector = None
    if claim.bearing is not None and word.takes_bearing:
        azimuth_deg, half_width_deg = azimuth_and_half_width(claim.bearing)
        sector = None if half_width_deg >= 180 else (azimuth_deg, half_width_deg)  # noqa: PLR2004 - degrees
    return PlaceConstraint(kind, spot_of(site), stated.value_m, stated.near_m, stated.far_m, sector, is_denial)


def strictest(place: PlaceConstraint) -> PlaceConstraint:
    """Return a threshold at its strictest reading; other places as they are."""
    at_m = {"within": place.near_m, "beyond": place.far_m}.get(place.kind)
    return place if at_m is None else replace(place, value_m=at_m, near_m=at_m, far_m=at_m)
