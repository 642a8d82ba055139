"""What the places of the world count for, and how they are said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer.candidate import Candidate
from geodata.gazetteer.likeness import EXACT
from geodata.gazetteer.sources import AIRPORT, SETTLEMENT, country_names
from geodata.gazetteer.spelling import spelling

if TYPE_CHECKING:
    from geodata.gazetteer.around import NearPoints
    from geodata.gazetteer.hits import Hit
    from geodata.gazetteer.nameindex import NameIndex
    from geodata.gazetteer.world import World

#: A place of the world counts less than a site of the case, which counts 1.
_MOST: Final = 0.8
#: Where it is known what the reader looks at, nearness counts more than fame.
_FAME_SHARE: Final = 0.4
#: Powers of ten of inhabitants: a place without a number counts as one of a hundred, the largest city has some 10^7.5.
_LEAST_PEOPLE: Final = 100
_MOST_POWERS: Final = 7.5
_KINDS: Final = {AIRPORT: frozenset({"air base"}), SETTLEMENT: frozenset({"settlement"})}


@dataclass(frozen=True, slots=True)
class WorldPlaces:
    """The places of the world, to be searched."""

    world: World
    is_own: bool = False
    """Whether the user named them: spelled as asked for, they come before all other places of the world."""
    #: Sounds of fewer letters are shared by too many.
    least_sound: int = 3

    @property
    def names(self) -> NameIndex:
        """Their spellings."""
        return self.world.names

    def kinds(self, place: int) -> frozenset[str]:
        """Return what kinds of place a place is, as far as its kind is known here."""
        kind = self.world.arrays["kind_text"][self.world.arrays["kind"][place]].decode()
        return _KINDS.get(kind) or spelling(kind).kinds

    def in_country(self, places: NDArray[np.uint32], country: str) -> NDArray[np.bool_]:
        """Tell which of the places are in a country, or say none, shape (n,)."""
        found: NDArray[np.bool_] = np.isin(self.world.arrays["country"][places], [country.encode(), b"  ", b""])
        return found

    def weights(self, places: NDArray[np.uint32], around: NearPoints | None) -> NDArray[np.float64]:
        """Return what the places count for, 0 to 1, shape (n,): how many live there, and how near it is."""
        of = self.world.arrays
        people = np.maximum(of["population"][places].astype(np.float64), _LEAST_PEOPLE)
        fame = np.minimum(np.log10(people) / _MOST_POWERS, 1.0)
        if around is None:
            return _MOST * fame
        near = around.closeness(of["lon_deg"][places].astype(np.float64), of["lat_deg"][places].astype(np.float64))
        return _MOST * (_FAME_SHARE * fame + (1 - _FAME_SHARE) * near)

    def candidate(self, hit: Hit, score: float, around: NearPoints | None) -> Candidate:
        """Return a place as a candidate."""
        place = self.world.place(hit.place)
        inhabitants = f" of {place.population:,} inhabitants" if place.population else ""
        where = f" in {country_names().get(place.country, place.country)}" if place.country else ""
        what = f"{place.kind}{inhabitants}{where}"
        away_m = around.nearest_m(place.lon_deg, place.lat_deg) if around else 0.0
        near = f", {away_m / 1000:,.0f} km from {around.words}" if around else ""
        return Candidate(
            name=place.spellings[0],
            lon_deg=place.lon_deg,
            lat_deg=place.lat_deg,
            uncertainty_m=place.uncertainty_m,
            source=place.record,
            credit=place.credit,
            matched=hit.text,
            score=score,
            weight=hit.weight,
            reason=f"{hit.said}; {what}{near}.",
            what=what,
            country=place.country or None,
            kind=place.kind,
            site_id=None,
            is_exact=hit.share >= EXACT,
            is_own=self.is_own,
            province=place.province,
        )
