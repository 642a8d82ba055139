"""A place that a name may mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from geodata.gazetteer.spelling import spelling

#: Said of a place from a gazetteer, where an uncertainty is asked for. Georeferencing Best Practices (Chapman &
#: Wieczorek 2020, doi:10.15468/doc-gg7h-s853) takes it from the place's outline; a radius guessed from the number of
#: inhabitants would be an invention.
NO_EXTENT: Final = "The gazetteer gives a point and not how large the place is: its uncertainty is not known."


#: A place one typing error away whose weight is larger by so much may be meant by who wrote another's name: some 25
#: times the inhabitants where nothing else counts. Of 3,000 names with an error, half of those that happen to be some
#: other place's name are asked about for it, and 3 of 100 without an error.
MUCH_MORE_LIKELY: Final = 0.15
#: A name of so few letters is one error away from many by chance: a place as likely may be meant.
_SHORT: Final = 4


def likelier_by(name: str) -> float:
    """Return by how much a place must be more likely than the one that is called by a name, to be what was meant.

    >>> likelier_by("Birsk"), likelier_by("بيسك")
    (0.15, 0.0)
    """
    return MUCH_MORE_LIKELY if len(spelling(name).core) > _SHORT else 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, with how well it fits and why."""

    name: str
    """What the record calls it."""
    lon_deg: float
    lat_deg: float
    """Of a region: centre of the smallest circle around it."""
    uncertainty_m: float | None
    """As the case states it, or a region's radius around the centre; ``None`` = not known, as in every gazetteer."""
    source: str
    """Where the record is, and its id: ``"case SAEQA-CAMP"``, ``"GeoNames 170794"``, ``"OurAirports OSDZ"``."""
    credit: str
    """Whose record it is and by which licence, to be shown with it; empty for a site of the case."""
    matched: str
    """The spelling that matched."""
    score: float
    """0 to 1: how alike the spellings are, and how well known and how near the place is. No probability."""
    weight: float
    """0 to 1: how well known and how near the place is, beside its spelling."""
    reason: str
    """One sentence."""
    country: str | None
    """ISO 3166-1 code of two letters; ``None`` for a site of the case, which states none."""
    kind: str | None
    site_id: str | None
    """Of a site of the case."""
    is_exact: bool
    """True if the spellings are the same but for case, accents, marks, articles and words like "city"."""
    is_own: bool = False
    """Of a gazetteer that the user named."""
    what: str = ""
    """What it is, how many live there and in which country; empty for a site of the case."""
    province: str = ""
    """GeoNames' code of the province that it is in: ``"UA.07"``; empty where not stated."""

    @property
    def cited(self) -> str:
        """The record and whose it is, as the source of a position that was taken from it."""
        return f"{self.source}; {self.credit}" if self.credit else self.source

    def to_json(self) -> dict[str, Any]:
        """Return the members of docs/command-line.md, "Places by name"."""
        return {
            "name": self.name,
            "lat": self.lat_deg,
            "lon": self.lon_deg,
            "uncertainty_m": self.uncertainty_m,
            "source": self.source,
            "matched": self.matched,
            "score": self.score,
        }


def gazetteers_named(candidates: Iterable[Candidate]) -> str:
    """Return whose records the candidates are, to be shown beside them; empty where all are sites of a case."""
    named = dict.fromkeys(candidate.credit for candidate in candidates if candidate.credit)
    return f"Place names: {'; '.join(named)}." if named else ""
