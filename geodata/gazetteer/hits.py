"""Which places a search of spellings hits, and by which of them best.

The search widens only where it must: spellings that are the same, then those one typing error away, then those that
sound alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer.likeness import likeness
from geodata.gazetteer.spelling import is_code, spelling

if TYPE_CHECKING:
    from geodata.gazetteer.around import NearPoints
    from geodata.gazetteer.candidate import Candidate
    from geodata.gazetteer.nameindex import NameIndex
    from geodata.gazetteer.spelling import Spelling

    Way = Callable[["Places", Spelling], list[int]]

#: More spellings are not compared: of those that are alike by number, the ones whose places count most.
_MAX_COMPARED: Final = 150
#: Less alike is another name.
_LEAST_ALIKE: Final = 0.55
#: What is left of the likeness to a spelling that may have been meant.
_SECOND_GUESS: Final = 0.9
#: A word that happens to be some airport's code.
_CHANCE_CODE: Final = 0.6


class Hit(NamedTuple):
    """A place, and the spelling of it that is most like the one that was asked for."""

    place: int
    text: str
    share: float
    said: str
    """A clause on how they are alike."""
    weight: float
    """What the place counts for, 0 to 1."""


class Places(Protocol):
    """Places to be searched."""

    @property
    def names(self) -> NameIndex:
        """Their spellings."""

    @property
    def least_sound(self) -> int:
        """Least number of letters of a sound that is looked for."""

    def kinds(self, place: int) -> frozenset[str]:
        """Return what kinds of place a place is, as :mod:`geodata.gazetteer.spelling` has them."""

    def in_country(self, places: NDArray[np.uint32], country: str) -> NDArray[np.bool_]:
        """Tell which of the places may be in a country."""

    def weights(self, places: NDArray[np.uint32], around: NearPoints | None) -> NDArray[np.float64]:
        """Return what the places count for, 0 to 1."""

    def candidate(self, hit: Hit, score: float, around: NearPoints | None) -> Candidate:
        """Return a place that was hit as a candidate."""


class NameQuery(NamedTuple):
    """What is looked for."""

    spellings: tuple[Spelling, ...]
    """The name that was asked for, then what else may have been meant."""
    is_code: bool
    around: NearPoints | None
    """What counts as near; ``None`` for no matter where."""
    country: str | None
    """The country to keep to."""


def written(places: Places, asked: Spelling) -> list[int]:
    """Look for the same spelling, but for articles and words for kinds of place."""
    return [entry for form in asked.forms for entry in places.names.written(form)]


def mistyped(places: Places, asked: Spelling) -> list[int]:
    """Look for spellings that are one typing error away."""
    return [entry for form in asked.forms for entry in places.names.mistyped(form)]


def sounding(places: Places, asked: Spelling) -> list[int]:
    """Look for spellings that sound alike."""
    sound = asked.sound
    return places.names.sounding(sound) if len(sound) >= places.least_sound else []


#: In the order in which the search widens.
WAYS: Final[tuple[Way, ...]] = (written, mistyped, sounding)


def hits(places: Places, question: NameQuery, way: Way) -> list[Hit]:
    """Return the places that are found one way, each once, by the spelling most like one of those asked for."""
    entries = {entry for asked in question.spellings for entry in way(places, asked)}
    if not entries:
        return []
    chosen = np.array(sorted(entries), dtype=np.int64)
    numbers = places.names.places_of(chosen)
    if question.country is not None:
        kept = places.in_country(numbers, question.country)
        chosen, numbers = chosen[kept], numbers[kept]
    weights = places.weights(numbers, question.around)
    best: dict[int, Hit] = {}
    for at in np.argsort(-weights, kind="stable")[:_MAX_COMPARED].tolist():
        hit = _hit(places, int(chosen[at]), question, float(weights[at]))
        if hit.share >= _LEAST_ALIKE and (hit.place not in best or hit.share > best[hit.place].share):
            best[hit.place] = hit
    return list(best.values())


def _hit(places: Places, entry: int, question: NameQuery, weight: float) -> Hit:
    place, text = places.names.entry(entry)
    found, kinds = spelling(text), places.kinds(place)
    first, *others = (likeness(asked, found, kinds) for asked in question.spellings)
    share, how = max([first, *((alike.share * _SECOND_GUESS, alike.how) for alike in others)])
    if is_code(text) and not question.is_code:
        share = min(share, _CHANCE_CODE)
    return Hit(place, text, share, how, weight)
