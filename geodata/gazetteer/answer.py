"""Whether the first candidate is what a name means, must be asked about, or nothing is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from geodata.core.problems import quoted
from geodata.core.text import any_of, fold
from geodata.gazetteer.candidate import likelier_by
from geodata.gazetteer.sources import country_names
from geodata.geodesy.circles import distance_m

if TYPE_CHECKING:
    from geodata.gazetteer.candidate import Candidate

Certainty = Literal["certain", "ambiguous", "unknown"]

#: A candidate that is ahead of all others by so much is taken; without anything near, that is some eighteen times the
#: inhabitants. Set by hand: London is not asked about, Tripoli is.
CLEAR_LEAD: Final = 0.04
#: A gazetteer's point this near to a site of the case is taken for the same place, beyond the site's own uncertainty.
SAME_PLACE_M: Final = 10_000.0
#: Points of two gazetteers this near to each other are taken for one place's; villages are further apart.
_SAME_RECORD_M: Final = 2_000.0
_LISTED: Final = 3


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """What is known about a name."""

    certainty: Certainty
    """``certain``: the first candidate; ``ambiguous``: to be asked; ``unknown``: no candidate."""
    candidates: tuple[Candidate, ...]
    sentence: str
    """Says it, and what to do."""

    @property
    def place(self) -> Candidate | None:
        """The place, where it is certain."""
        return self.candidates[0] if self.certainty == "certain" else None


def decide_meaning(name: str, candidates: Sequence[Candidate], *, is_country_set: bool = False) -> NameAnswer:
    """Decide what a name means.

    A spelling that is off by a letter, or only sounds alike, is asked about and never taken, as is a name that several
    places share unless one of them is far ahead; and a little known place's name that is a letter off that of one much
    better known, or much nearer. Of a place of the user's own gazetteer, only another that is spelled so is asked
    about. A country is none of the gazetteers' places: "Iraq" is not Arāk.

    ``name``: as it was asked for. ``candidates``: those that :meth:`geodata.gazetteer.geocoder.Gazetteer.candidates`
    found for it, best first. ``is_country_set``: True if they were looked for in one country alone, so that "Jordan" in
    the United States is a town.
    """
    found = tuple(candidates)
    if not found:
        remedy = "Try another spelling, a place nearby, or give the coordinates."
        return NameAnswer(
            "unknown", (), f"No place called {quoted(name)} is known, nor one spelled similarly. {remedy}"
        )
    first = found[0]
    if not is_country_set and _is_of_another_country(name, first):
        remedy = "Name a place in it, or draw it as a polygon."
        return NameAnswer(
            "unknown", (), f"{quoted(name)} is a country; the gazetteers have towns and airports. {remedy}"
        )
    others = (other for other in found[1:] if other.is_exact or not (first.is_own and first.is_exact))
    rivals = [other for other in others if _rivals(name, first, other) and not _same(first, other)]
    if first.is_exact and not rivals:
        return NameAnswer("certain", found, f"{quoted(name)} is {_said(first)}: {first.reason}")
    if first.is_exact:
        return NameAnswer("ambiguous", found, f"{quoted(name)} may be {_listed((first, *rivals))}. Choose one.")
    asked = _listed(found)
    return NameAnswer("ambiguous", found, f"No place is spelled {quoted(name)}. Did you mean {asked}?")


def _rivals(name: str, first: Candidate, other: Candidate) -> bool:
    return first.score - other.score < CLEAR_LEAD or other.weight - first.weight > likelier_by(name)


@cache
def _countries() -> dict[str, str]:
    """Return the code of each country by its folded English name."""
    return {fold(words): code for code, words in country_names().items()}


def _is_of_another_country(name: str, candidate: Candidate) -> bool:
    """Tell whether a name is a country's, and a candidate lies elsewhere; sites of a case state no country."""
    return candidate.country is not None and _countries().get(fold(name), candidate.country) != candidate.country


def _same(first: Candidate, other: Candidate) -> bool:
    """Tell whether two candidates are one place: a site of the case and a gazetteer's point, or those of two."""
    if other.site_id is not None or first.credit == other.credit:
        return False
    apart_m = distance_m(first.lon_deg, first.lat_deg, other.lon_deg, other.lat_deg)
    if first.site_id is None:
        return apart_m <= _SAME_RECORD_M
    return apart_m <= SAME_PLACE_M + (first.uncertainty_m or 0.0)


def _listed(candidates: Sequence[Candidate]) -> str:
    return any_of(*map(_said, candidates[:_LISTED]))


def _said(candidate: Candidate) -> str:
    where = f", {candidate.country}" if candidate.country else ""
    return f"{candidate.name}{where} ({candidate.site_id or candidate.source})"
