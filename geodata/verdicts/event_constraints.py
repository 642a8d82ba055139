"""What a set of claims asks of one event: which places must be one, once denials that speak of it are counted in.

A denial binds an event when the set makes it certain that the event is what it speaks of: by its actor or a part of
it, and inside its time. Several claims together can make that certain where none does alone: one names the author,
another the hour, a third the place. What is only possible binds nothing, so whatever is found impossible is so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.verdicts.time_windows import INSIDE, Window, in_scope_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.constraints.place_constraints import PlaceConstraint
    from geodata.core.model import Claim
    from geodata.verdicts.context import CaseContext

PlacesAsked = frozenset["PlaceConstraint"] | None
"""Places that must be one; ``None`` = the set excludes itself without them."""


def asked_of_event(setting: CaseContext, claim_ids: Iterable[str]) -> list[PlacesAsked]:
    """Return what each of the readings of a set asks of one event; every one must be possible.

    There are two: all claims, with a denial that names the event and a time bound if the event is surely inside that
    time; and, since such a denial means this event where no time is stated, the claims without a time by themselves.

    Parameters
    ----------
    setting
        The case and what is assumed.
    claim_ids
        Affirmations of one event and denials that may speak of it, without updates of each other.
    """
    claims = [setting.case.claim_by_id[claim_id] for claim_id in claim_ids]
    affirmed = [claim for claim in claims if claim.polarity == "affirm"]
    denied = [claim for claim in claims if claim.polarity == "deny"]
    timeless = [claim for claim in affirmed if claim.event_time is None]
    asked = [_asked(setting, affirmed, denied)] if affirmed else []
    if timeless and len(timeless) < len(affirmed):
        asked.append(_asked(setting, timeless, denied))
    return asked


def _asked(setting: CaseContext, affirmed: Sequence[Claim], denied: Sequence[Claim]) -> PlacesAsked:
    places = {setting.places[claim.id] for claim in affirmed}
    windows = common_windows(setting, affirmed)
    authors = authors_of(setting, affirmed)
    for denial in denied:
        if not binds(setting, denial, authors, windows):
            continue
        place = setting.places[denial.id]
        if place is None and denial.about_actor is not None:
            return None
        places.add(place)
    return frozenset(place for place in places if place is not None)


def authors_of(setting: CaseContext, affirmed: Iterable[Claim]) -> frozenset[str]:
    """Return whoever an event surely is of: the authors named, and all that these are part of."""
    named = {claim.about_actor for claim in affirmed if claim.about_actor is not None}
    return frozenset(actor for author in named for actor in setting.case.lineage(author))


def binds(setting: CaseContext, denial: Claim, authors: frozenset[str], windows: Sequence[Window]) -> bool:
    """Tell whether a denial surely speaks of an event, by all that is affirmed of it.

    Parameters
    ----------
    setting
        The case and what is assumed.
    denial
        The denial.
    authors
        Whose the event is, from :func:`authors_of`.
    windows
        When it was, from :func:`common_windows`.
    """
    is_by = denial.about_actor is None or denial.about_actor in authors
    spoken_of = setting.windows[denial.id]
    if not is_by or spoken_of is None:
        return is_by
    if not windows:
        return denial.event is not None
    return any(int(in_scope_of(window, spoken_of).scope) == INSIDE for window in windows)


def common_windows(setting: CaseContext, affirmed: Sequence[Claim]) -> list[Window]:
    """Return the time that all affirmations leave for their event, one window for local times and one for zoned."""
    stated = [window for claim in affirmed if (window := setting.windows[claim.id]) is not None]
    found = []
    for is_zoned in (False, True):
        alike = [window for window in stated if bool(window.is_zoned) == is_zoned]
        if alike:
            first, first_wide = (max(getattr(window, name) for window in alike) for name in ("first", "first_wide"))
            last, last_wide = (min(getattr(window, name) for window in alike) for name in ("last", "last_wide"))
            if first_wide <= last_wide:
                found.append(Window(min(first, last_wide), max(last, first_wide), first_wide, last_wide, is_zoned))
    return found
