"""What it depends on whether two claims can both be true, where that is not decided: in a few words, by name.

Nothing here is escaped: whoever sets the words does that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from geodata.constraints.three_valued import UNDECIDED
from geodata.core.model import Case
from geodata.core.text import all_in_words
from geodata.verdicts import comparability
from geodata.verdicts.pairwise import frame_between

if TYPE_CHECKING:
    from geodata.verdicts.comparability import Ground
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.pairwise import AspectName, Pair

#: Where it is not the things compared that leave it open, but what the denial is about.
_GROUNDS: Final[Mapping[Ground, str]] = {
    "whole": "which part of the whole is meant",
    "kind-unknown": "what kind of event it was",
    "count-there": "whether it was at the place that the denial is about",
    "no-author": "who did it",
    "elsewhere": "whether it was at the place that the denial is about",
}
_OWN: Final[Mapping[AspectName, str]] = {
    "place": "where exactly it was",
    "time": "when exactly it was",
    "killed": "when each number of killed was counted",
    "wounded": "when each number of wounded was counted",
    "author": "who exactly did it",
    "occurrence": "whether both mean the same event",
}


def depends_on(setting: CaseContext, found: Pair, aspect: AspectName | None = None) -> str:
    """Say what the verdict on two claims depends on, as the end of a sentence; empty where it is decided.

    ``aspect``: asked of this alone; ``None`` for all that is not decided.

    >>> from geodata.casefile.io import read_case
    >>> from geodata.app.case_store import BUNDLED_CASE
    >>> from geodata.core.assumptions import Assumptions
    >>> from geodata.verdicts.context import CaseContext
    >>> from geodata.verdicts.pairwise import pair
    >>> setting = CaseContext(read_case(BUNDLED_CASE)[0], Assumptions(rule="2004"))
    >>> depends_on(setting, pair(setting, "MCGURK-55-KM", "CJTF-35-MILES"))
    'how exact “55 km” and “35 mi” are'
    """
    asked = (aspect,) if aspect is not None else found.aspects if found.verdict == "undecided" else ()
    parts = dict.fromkeys(part for name in asked if _is_open(found, name) for part in _parts(setting, found, name))
    return " and ".join(parts)


def _parts(setting: CaseContext, found: Pair, name: AspectName) -> Iterator[str]:
    """Yield what one aspect that is not decided depends on."""
    case, place = setting.case, found.aspects[name].place
    claims = [case.claim_by_id[claim] for claim in (found.a, found.b)]
    if place is not None and place.code == UNDECIDED:
        yield from _of_places(setting, found, is_unknown=place.inequality == "unknown")
        return
    hedged = [case.actor_by_id[claim.actor].name for claim in claims if setting.is_hedged(claim)]
    frame = frame_between(setting, found.a, found.b)
    if hedged:
        yield f"whether what {all_in_words(list(dict.fromkeys(hedged)))} only called probable or possible is so"
    elif frame.times == comparability.SCOPE and _is_open(found, "time"):
        yield "whether the denial is about that time"
    else:
        yield _GROUNDS.get(frame.ground) or _OWN[name]


def _is_open(found: Pair, name: AspectName) -> bool:
    return name in found.aspects and found.aspects[name].verdict == "undecided"


def _of_places(setting: CaseContext, found: Pair, *, is_unknown: bool) -> Iterator[str]:
    """Yield what of two places is not known exactly: where they lie, and how stated distances are rounded."""
    case = setting.case
    places = [place for claim in (found.a, found.b) if (place := setting.places[claim]) is not None]
    spots = {spot.site: spot for place in places for spot in place.spots}
    is_shared = len(spots) == 1 and all(place.region is None for place in places)
    if is_unknown:
        names = _names(case, [site for site, spot in spots.items() if spot.radius_m is None])
        if names:
            yield f"how far off the position of {names} may be, which is not stated"
            return
    unsure = [] if is_shared else [site for site, spot in spots.items() if spot.radius_m != 0]
    regions = [place.spot.site for place in places if place.region is not None and place.corridor is None]
    if unsure:
        yield f"where exactly {_names(case, unsure)} {'lies' if len(unsure) == 1 else 'lie'}"
    if regions:
        yield f"where in {_names(case, regions)} it was"
    stated = [case.claim_by_id[claim].distance for claim in (found.a, found.b)]
    rounded = list(dict.fromkeys(f"“{one.words}”" for one in stated if one is not None))
    if rounded:
        yield f"how exact {all_in_words(rounded)} {'is' if len(rounded) == 1 else 'are'}"
    if any(place.sector is not None for place in places):
        yield "in which direction exactly it was"
    if not (unsure or regions or rounded):
        yield _OWN["place"]


def _names(case: Case, sites: list[str]) -> str:
    return all_in_words([case.site_by_id[site].name for site in dict.fromkeys(sites)]) if sites else ""
