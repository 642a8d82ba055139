"""What the places of the world count for, and how they are said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.gazetteer.candidate import Candidate
from geodata.gazetteer.likeness import EXACT
from geodata.gazetteer.sources import country_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
_AIRPORT: Final = frozenset({"air base"})
_SETTLEMENT: Final = frozenset({"settlement"})


@dataclass(frozen=True, slots=True)
class WorldPlaces:
    """The places of the world, to be searched."""

    world: World
    #: Sounds of fewer letters are shared by too many.
    least_sound: int = 3

    @property
    def names(self) -> NameIndex:
        """Their spellings."""
        return self.world.names

    def kinds(self, place: int) -> frozenset[str]:
        """Return what kind of place a place is."""
        return _AIRPORT if self._is_airport(place) else _SETTLEMENT

    def _is_airport(self, place: int) -> bool:
        return bool(self.world.record[place].startswith(b"OurAirports"))

    def in_country(self, places: NDArray[np.uint32], country: str) -> NDArray[np.bool_]:
        """Tell which of the places are in a country, shape (n,)."""
        found: NDArray[np.bool_] = self.world.country[places] == country.encode()
        return found

    def weights(self, places: NDArray[np.uint32], around: NearPoints | None) -> NDArray[np.float64]:
        """Return what the places count for, 0 to 1, shape (n,): how many live there, and how near it is."""
        people = np.maximum(self.world.population[places], _LEAST_PEOPLE)
        fame = np.minimum(np.log10(people) / _MOST_POWERS, 1.0)
        if around is None:
            return _MOST * fame
        near = around.closeness(self.world.lon_deg[places], self.world.lat_deg[places])
        return _MOST * (_FAME_SHARE * fame + (1 - _FAME_SHARE) * near)

    def candidate(self, hit: Hit, score: float, around: NearPoints | None) -> Candidate:
        """Return a place as a candidate."""
        lon, lat = float(self.world.lon_deg[hit.place]), float(self.world.lat_deg[hit.place])
        country = self.world.country[hit.place].decode()
        record = self.world.record[hit.place].decode()
        people = int(self.world.population[hit.place])
        kind = "airport" if self._is_airport(hit.place) else "populated place"
        inhabitants = f" of {people:,} inhabitants" if people else ""
        where = country_names().get(country, country)
        near = f", {around.nearest_m(lon, lat) / 1000:,.0f} km from {around.words}" if around else ""
        return Candidate(
            name=self.names.entry(int(self.world.name_entry[hit.place])).text,
            lon_deg=lon,
            lat_deg=lat,
            uncertainty_m=None,
            source=record,
            matched=hit.text,
            score=score,
            reason=f"{hit.said}; {kind}{inhabitants} in {where}{near}.",
            country=country,
            kind=kind,
            site_id=None,
            is_exact=hit.share >= EXACT,
        )
