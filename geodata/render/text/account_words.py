"""What a claim says of where, who, when and how many, in a few words: what stands for it in an answer.

Its own words and numbers, with how exact they are; what is denied, hedged or relayed is said to be. Nothing here is
escaped: whoever sets the words does that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from geodata.core.model import Case, Claim, Site
from geodata.core.text import all_in_words, any_of
from geodata.core.units import Unit, give_or_take, length
from geodata.core.vocabulary import CERTAINTIES, POLARITIES, RELATIONS
from geodata.parsing.edtf import time_in_words
from geodata.render.text.claim_view import located_by

if TYPE_CHECKING:
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.pairwise import AspectName

#: What an answer is about; whether something happened at all is asked where somebody denies it.
Question = Literal["whether", "where", "who", "when", "how many"]
QUESTION_OF: Final[Mapping[AspectName, Question]] = {
    "occurrence": "whether", "place": "where", "author": "who", "time": "when", "killed": "how many",
    "wounded": "how many",
}  # fmt: skip
#: In the order in which they are answered, by what a row is called.
QUESTIONS: Final[Mapping[Question, str]] = {
    "whether": "Whether", "where": "Where", "who": "Who", "when": "When", "how many": "How many",
}  # fmt: skip
#: In the order in which it is told what is disputed.
ASKED_FIRST: Final[tuple[Question, ...]] = ("who", "where", "when", "whether", "how many")
NOT_HAPPENED: Final = "it did not happen"
_HAPPENED: Final = {"affirm": "it happened", "deny": NOT_HAPPENED}


def answers_of(setting: CaseContext, claim: Claim, unit: Unit) -> Iterator[tuple[Question, str]]:
    r"""Yield what a claim says to each question, in a few words.

    >>> from geodata.casefile.io import read_case
    >>> from geodata.app.case_store import BUNDLED_CASE
    >>> from geodata.verdicts.context import CaseContext
    >>> setting = CaseContext(read_case(BUNDLED_CASE)[0])
    >>> list(answers_of(setting, setting.case.claim_by_id["MCGURK-55-KM"], "km"))
    [('where', 'no air strike by US-led coalition within 55 km ±\xa00.5\xa0km of Saeqa camp (±\xa02\xa0km)')]
    """
    case = setting.case
    numbers = [(count, noun) for count, noun in ((claim.killed, "killed"), (claim.wounded, "wounded")) if count]
    # A denied number is denied of whoever did it, and wherever it was: it denies neither.
    if not (claim.polarity == "deny" and numbers):
        place = _place(setting, claim, unit)
        authors = case.names_of(claim.about_actors)
        if place:
            yield "where", _said(claim, _nothing(claim, authors, place) or place)
        if authors and not (claim.polarity == "deny" and place):
            yield "who", _said(claim, _nothing(claim, authors, "") or authors)
        if (
            claim.event is not None
            and claim.polarity in _HAPPENED
            and (claim.polarity == "affirm" or not place + authors)
        ):
            yield "whether", _HAPPENED[claim.polarity]
    if claim.event is not None and claim.event_time is not None:
        spoken = f", “{claim.event_time_words}”" if claim.event_time_words else ""
        yield "when", _relayed(claim, f"{time_in_words(claim.event_time)}{spoken}")
    for count, noun in numbers:
        so_far = ", so far" if count.so_far else ""
        yield "how many", _said(claim, f"{replace(count, so_far=False).in_words} {noun}{so_far}")


def main_words(case: Case, claim: Claim) -> str:
    """Return who did it and where, as a claim has it, without how exact it is; empty where it says neither."""
    place, authors = _where(case, claim), case.names_of(claim.about_actors)
    if claim.polarity == "deny":
        return _said(claim, _nothing(claim, authors, place) or place or (authors and f"by {authors}"))
    return _said(claim, ", ".join(filter(None, (authors and f"by {authors}", place))))


def weakness(claim: Claim) -> tuple[bool, bool]:
    """Return what to sort by: what is said plainly before what is hedged, and this before what is only relayed."""
    return claim.polarity == "report", claim.is_hedged


def _said(claim: Claim, words: str) -> str:
    if not words:
        return ""
    is_denied = claim.polarity == "deny" and not words.startswith("no ")
    hedge = f" ({CERTAINTIES[claim.certainty].label})" if claim.certainty else ""
    return _relayed(claim, f"{'not ' if is_denied else ''}{words}{hedge}")


def _relayed(claim: Claim, words: str) -> str:
    return f"{POLARITIES['report'].verb}: {words}" if claim.polarity == "report" else words


def _nothing(claim: Claim, authors: str, place: str) -> str:
    """Return what a denial says that there was none of; empty for what is no denial of any event."""
    if claim.polarity != "deny":
        return ""
    by = f" by {authors}" if authors else ""
    if claim.event is not None:
        return f"by {authors} {place}" if authors and place else ""
    return f"no {any_of(*claim.event_kinds) if claim.event_kinds else 'event'}{by}{' ' if place else ''}{place}"


def _place(setting: CaseContext, claim: Claim, unit: Unit) -> str:
    """Return where, with how exact the stated distance and the position of the place are."""
    found = setting.places[claim.id]
    return "" if found is None else _where(setting.case, claim, (found.half_width_m, unit))


def _where(case: Case, claim: Claim, exactness: tuple[float, Unit] | None = None) -> str:
    """Return where a claim puts it.

    ``exactness``: half-width of its stated distance, metres, and the unit to read; ``None`` leaves both out.
    """
    sites = located_by(case, claim)
    if not sites or claim.relation is None:
        return ""
    names = all_in_words([f"{site.name}{_width(site, exactness[1]) if exactness else ''}" for site in sites])
    word = RELATIONS[claim.relation]
    if claim.distance is None or not word.needs_distance:
        return f"{word.phrase} {names}"
    stated = claim.distance
    how_far = f"{'about ' if stated.about else ''}{stated.words}"
    if exactness is not None:
        half_width_m, unit = exactness
        converted = "" if stated.unit == unit else f" ({length(stated.value_m, unit, 1)})"
        how_far += f"{converted} {give_or_take(half_width_m, unit if converted else stated.unit)}"
    towards = ""
    if claim.bearing is not None:
        towards = f" {claim.bearing.point or f'towards {claim.bearing.degrees:g}°'}"
    if claim.relation == "at_distance":
        return f"{how_far}{towards} {'of' if claim.bearing and claim.bearing.point else 'from'} {names}"
    side = f"{towards} of" if towards else " from" if claim.relation == "beyond" else " of"
    return f"{claim.relation} {how_far}{side} {names}"


def _width(site: Site, unit: Unit) -> str:
    if site.geometry is None:
        return " (position not known)"
    if site.is_region:
        return ""
    return f" ({give_or_take(site.uncertainty_m, unit)})" if site.uncertainty_m else " (± unknown)"
