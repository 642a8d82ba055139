"""The candidates for a name: sites of a case and places of the world, best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from geodata.core.model import Case
from geodata.core.problems import InputError, quoted
from geodata.gazetteer.around import around
from geodata.gazetteer.candidate import likelier_by
from geodata.gazetteer.casesites import case_sites
from geodata.gazetteer.hits import WAYS, Hit, NameQuery, Places, hits, mistyped
from geodata.gazetteer.likeness import EXACT
from geodata.gazetteer.sources import country_names
from geodata.gazetteer.spelling import is_code, spelling, unglued
from geodata.gazetteer.worldplaces import WorldPlaces

if TYPE_CHECKING:
    from geodata.gazetteer.candidate import Candidate
    from geodata.gazetteer.world import World

#: How much the spelling counts beside the place.
SPELLING_SHARE: Final = 0.7
#: A candidate as good as this, and as alike, is what was meant; below, the search widens.
_GOOD: Final = 0.8
_ALIKE: Final = 0.75
DEFAULT_LIMIT: Final = 10
#: Longer words are not a name.
MAX_NAME_CHARS: Final = 200
_SCORE_DIGITS: Final = 4


class PlaceNameError(InputError):
    """Words that cannot be looked up as a place's name, or a country that is none; ``text`` has them."""


class Gazetteer:
    """The sites of a case and the places of the world, to be found by name.

    ``world``: as :func:`geodata.gazetteer.world.open_world` gives it; ``None`` to know the case alone. ``case``: whose
    sites come first, and near which other places count more; ``None`` for the world alone. ``own``: gazetteers of the
    user's own: what is spelled so there comes next.
    """

    __slots__ = ("_case_around", "_layers")

    def __init__(self, world: World | None = None, case: Case | None = None, own: Sequence[World] = ()) -> None:
        sites = case_sites(case, world) if case is not None and case.sites else None
        self._case_around = sites.surroundings() if sites else None
        layers: list[Places] = [sites] if sites else []
        layers += [WorldPlaces(one, is_own=True) for one in own]
        self._layers = (*layers, *([WorldPlaces(world)] if world else []))

    def candidates(
        self,
        name: str,
        *,
        near: tuple[float, float] | None = None,
        country: str | None = None,
        limit: int = DEFAULT_LIMIT,
    ) -> tuple[Candidate, ...]:
        """Return the places that a name may mean, best first.

        ``name``: in Latin, Arabic or Cyrillic letters; in others only as a gazetteer has it. ``near``: (lon, lat) in
        degrees: nearer places count more. Without it, places near the case do. ``country``: ISO 3166-1 code of two
        letters: places elsewhere are left out. Sites of the case state no country and stay. ``limit``: at most so many.
        Returns ``tuple of Candidate``: empty where nothing is like the name.
        Raises ``PlaceNameError`` if the name has no letters or is longer than 200, or there is no such country.
        """
        question = self._question(name, near, country)
        found: list[tuple[float, Places, Hit]] = []
        for way in WAYS:
            good = [hit.weight for score, _, hit in found if score >= _GOOD and hit.share >= _ALIKE]
            if good and way is not mistyped:
                break
            # One that is good may still be another place's name with an error in it.
            least = max(good) + likelier_by(name) if good else 0.0
            found += [
                (SPELLING_SHARE * hit.share + (1 - SPELLING_SHARE) * hit.weight, layer, hit)
                for layer in self._layers
                for hit in hits(layer, question, way)
                if hit.weight >= least
            ]
        found.sort(key=lambda scored: (not _is_ours(*scored[1:]), -scored[0]))
        best: dict[str, Candidate] = {}  # by the record: two gazetteers may have the same
        for score, layer, hit in found:
            if len(best) == limit:
                break
            candidate = layer.candidate(hit, round(score, _SCORE_DIGITS), question.around)
            best.setdefault(candidate.source, candidate)
        return tuple(best.values())

    def _question(self, name: str, near: tuple[float, float] | None, country: str | None) -> NameQuery:
        asked = spelling(name) if len(name) <= MAX_NAME_CHARS else None
        if asked is None or not asked.full:
            raise PlaceNameError(
                f"{quoted(name)} is not the name of a place: give 1 to {MAX_NAME_CHARS} letters.", name
            )
        code = country.upper() if country is not None else None
        if code is not None and code not in country_names():
            raise PlaceNameError(f"{quoted(code)} is not a country: give two letters of ISO 3166-1, such as SY.", code)
        second = unglued(name)
        guesses = (asked, spelling(second)) if second else (asked,)
        given = around([near], "the given point", is_given=True) if near else None
        return NameQuery(guesses, is_code(name), given or self._case_around, code)


def _is_ours(layer: Places, hit: Hit) -> bool:
    """Tell whether a name is that of a site of the case, or of a place in a gazetteer of the user's own."""
    return hit.share >= EXACT and (layer.is_own if isinstance(layer, WorldPlaces) else True)
