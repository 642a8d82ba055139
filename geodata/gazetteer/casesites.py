"""What the sites of a case count for when a name is looked up, and how they are said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from geodata.core.model import Case, Site
from geodata.core.result_cache import remembered
from geodata.gazetteer.around import NearPoints, around
from geodata.gazetteer.candidate import Candidate
from geodata.gazetteer.likeness import EXACT
from geodata.gazetteer.nameindex import Entry, NameIndex, index_arrays
from geodata.gazetteer.spelling import spelling
from geodata.geodesy.circles import distance_m
from geodata.geodesy.enclosing_circle import Extent, extent

if TYPE_CHECKING:
    from geodata.gazetteer.hits import Hit
    from geodata.gazetteer.world import World

#: What a site counts for in any case; nearness to a point that was given makes the rest.
_LEAST: Final = 0.9


@remembered
def _extent(geometry: str) -> Extent:
    return extent(json.loads(geometry))


def disc_of(geometry: dict[str, Any]) -> Extent:
    """Return centre and radius of a site's geometry; a point is not looked at twice."""
    if geometry["type"] == "Point":
        lon, lat = geometry["coordinates"][:2]
        return Extent(float(lon), float(lat), 0.0)
    return _extent(json.dumps(geometry))


@dataclass(frozen=True, slots=True)
class CaseSites:
    """The sites of a case that have a position, to be searched."""

    sites: tuple[Site, ...]
    names: NameIndex
    lon_deg: NDArray[np.float64]
    lat_deg: NDArray[np.float64]
    radius_m: NDArray[np.float64]
    """Of a region; 0 of a point."""
    #: They are few enough for short sounds.
    least_sound: int = 2

    def kinds(self, place: int) -> frozenset[str]:
        """Return what kinds of place a site is, as far as its kind is known here."""
        return spelling(self.sites[place].kind or "").kinds

    def in_country(self, places: NDArray[np.uint32], country: str) -> NDArray[np.bool_]:  # noqa: ARG002 - as the world
        """Take all: sites state no country."""
        return np.ones(len(places), dtype=np.bool_)

    def weights(self, places: NDArray[np.uint32], around: NearPoints | None) -> NDArray[np.float64]:
        """Return what the sites count for, shape (n,): 1, or less where they are not near a point that was given."""
        if around is None or not around.is_given:
            return np.ones(len(places))
        near = around.closeness(self.lon_deg[places], self.lat_deg[places])
        return _LEAST + (1 - _LEAST) * near

    def surroundings(self) -> NearPoints | None:
        """Return what the case is about, for other places to be near to."""
        points = zip(self.lon_deg.tolist(), self.lat_deg.tolist(), strict=True)
        return around(list(points), "the nearest place of the case")

    def candidate(self, hit: Hit, score: float, around: NearPoints | None) -> Candidate:  # noqa: ARG002 - as the world
        """Return a site as a candidate."""
        site = self.sites[hit.place]
        lon, lat = float(self.lon_deg[hit.place]), float(self.lat_deg[hit.place])
        kind = f" ({site.kind})" if site.kind else ""
        return Candidate(
            name=site.name,
            lon_deg=lon,
            lat_deg=lat,
            uncertainty_m=float(self.radius_m[hit.place]) if site.is_region else site.uncertainty_m,
            source=f"case {site.id}",
            credit="",
            matched=hit.text,
            score=score,
            weight=hit.weight,
            reason=f"{hit.said}; a place of the case{kind}.",
            country=None,
            kind=site.kind,
            site_id=site.id,
            is_exact=hit.share >= EXACT,
        )


def case_sites(case: Case, world: World | None = None) -> CaseSites:
    """Index the sites of a case; those without a position cannot be candidates.

    A site is also found by the other spellings of a gazetteer's place that has one of its names and lies within its
    uncertainty: it is the same place.
    """
    sites = tuple(site for site in case.sites if site.geometry is not None)
    discs = [disc_of(site.geometry) for site in sites if site.geometry is not None]
    entries: list[Entry] = []
    for at, (site, disc) in enumerate(zip(sites, discs, strict=True)):
        own = (*site.spellings, site.id)
        entries += [Entry(at, name) for name in (*own, *(_other_spellings(site, disc, world) if world else ()))]
    lon, lat, radius = np.array([(disc.lon, disc.lat, disc.radial_m) for disc in discs]).reshape(-1, 3).T
    return CaseSites(sites, NameIndex(index_arrays(entries)), lon, lat, radius)


def _other_spellings(site: Site, disc: Extent, world: World) -> Iterator[str]:
    if site.is_region or site.uncertainty_m is None:
        return
    for place in {place for name in site.spellings for place in _called(name, world)}:
        found = world.place(place)
        if distance_m(disc.lon, disc.lat, found.lon_deg, found.lat_deg) <= site.uncertainty_m:
            yield from found.spellings


def _called(name: str, world: World) -> Iterator[int]:
    """Yield the world's places with a name that is the same but for the article."""
    core = spelling(name).core
    for entry in map(world.names.entry, world.names.written(core)):
        if spelling(entry.text).core == core:
            yield entry.place
