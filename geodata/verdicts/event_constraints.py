"""What a set of claims asks of one event: which places must be one, once denials that speak of it are counted in.

A denial binds an event when the set makes it certain that the event is what it speaks of: by its actor or a part of
it, and inside its time. Several claims together can make that certain where none does alone: one names the author,
another the hour, a third the place. What is only possible binds nothing, so whatever is found impossible is so.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geodata.verdicts.time_windows import INSIDE, LOCAL, UTC, StatedTime, Window, in_scope_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.constraints.place_constraints import PlaceConstraint
    from geodata.core.model import Claim
    from geodata.verdicts.context import CaseContext

#: Of more stretches of time the one counts that covers them.
_MAX_STRETCHES: Final = 400
PlacesAsked = frozenset["PlaceConstraint"] | None
"""Places that must be one; ``None`` = the set excludes itself without them."""
EventKey = tuple[str, str]
"""What claims speak of: ``event`` and its id, or ``claim`` and the id of the one claim of an event without a name."""


def event_key(claim: Claim) -> EventKey:
    """Return what a claim speaks of; an event and a claim may have one id."""
    return ("claim", claim.id) if claim.event is None else ("event", claim.event)


def occurrences(setting: CaseContext, claim_ids: Sequence[str]) -> list[list[str]]:
    """Return the claims of one event, or of each of several under one name, as far as claims tell these apart.

    Two claims that speak of some of several events may mean different ones; what is said of all of them, and what is
    denied, counts against each.
    """
    by_id = setting.case.claim_by_id
    some = [claim_id for claim_id in claim_ids if setting.stances[claim_id].is_some]
    rest = [claim_id for claim_id in claim_ids if claim_id not in some]
    has_all = any(by_id[claim_id].polarity == "affirm" for claim_id in rest)
    return [[one, *rest] for one in some] or ([rest] if has_all or not some else [])


def asked_of_event(setting: CaseContext, claim_ids: Iterable[str]) -> PlacesAsked:
    """Return the places that a set of claims asks of one event; none where the event is not affirmed.

    ``claim_ids``: affirmations of one event and denials that may speak of it, without updates of each other.
    """
    claims = [setting.case.claim_by_id[claim_id] for claim_id in claim_ids]
    affirmed = [claim for claim in claims if claim.polarity == "affirm"]
    if not affirmed:
        return frozenset()
    places = {setting.places[claim.id] for claim in affirmed}
    for denial in binding_denials(setting, claims):
        if setting.stances[denial.id].has_count:
            continue
        place = setting.places[denial.id]
        if place is None and (denial.about_actors or denial.event is not None):
            return None
        places.add(place)
    return frozenset(place for place in places if place is not None)


def binding_denials(setting: CaseContext, claims: Sequence[Claim]) -> list[Claim]:
    """Return the denials that surely speak of one event, by all that claims say of it."""
    denials = [claim for claim in claims if claim.polarity == "deny"]
    if not denials:
        return []
    affirmed = [claim for claim in claims if claim.polarity == "affirm"]
    authors, times = _authors_of(setting, affirmed), _times_of(setting, claims)
    kind = setting.stances[affirmed[0].id].kind if affirmed else None
    return [denial for denial in denials if _binds(setting, denial, authors, times, kind)]


def _authors_of(setting: CaseContext, affirmed: Iterable[Claim]) -> frozenset[str]:
    """Return whoever an event surely is of: the authors named, and all that these are part of."""
    named = {actor for claim in affirmed for actor in claim.about_actors}
    return frozenset(actor for author in named for actor in setting.case.lineage(author))


def _binds(
    setting: CaseContext, denial: Claim, authors: frozenset[str], times: Sequence[StatedTime], kind: str | None
) -> bool:
    """Tell whether a denial surely speaks of an event, by all that is said of it.

    ``denial``: the denial. ``authors``: whose the event is, from :func:`_authors_of`. ``times``: when it was, from
    :func:`_times_of`. ``kind``: of what kind it is; ``None`` where nobody says.
    """
    is_by = authors.issuperset(denial.about_actors)
    if not is_by or denial.event is not None:
        return is_by
    kinds, spoken_of = setting.stances[denial.id].kinds, setting.times[denial.id]
    if kinds and kind not in kinds:
        return False
    return spoken_of is None or any(int(in_scope_of(time, spoken_of).scope) == INSIDE for time in times)


def accounts(setting: CaseContext, claims: Iterable[Claim]) -> list[StatedTime]:
    """Return the times that claims give of their event: a denial of any event gives none."""
    of_event = (claim for claim in claims if claim.polarity == "affirm" or claim.event is not None)
    return [time for claim in of_event if (time := setting.times[claim.id]) is not None]


def _times_of(setting: CaseContext, claims: Sequence[Claim]) -> list[StatedTime]:
    """Return bounds on when an event was by all that is said of it: each account, and what they leave together."""
    together = common_windows(setting, claims)
    by_clock = (
        StatedTime(tuple(window for window in together if window.clock == clock))
        for clock in dict.fromkeys(window.clock for window in together)
    )
    return list(dict.fromkeys([*accounts(setting, claims), *by_clock]))


def common_windows(setting: CaseContext, claims: Sequence[Claim]) -> list[Window]:
    """Return the stretches of time that all accounts leave for their event, by each clock; it was in one of them.

    What is local to nobody knows where goes with the only clock of a place that there is.
    """
    stated = [
        time.windows for time in accounts(setting, claims) if not time.is_all and not math.isnan(time.windows[0].first)
    ]
    of_places = {
        windows[0].clock: windows[0] for windows in stated if windows[0].clock not in (UTC.number, LOCAL.number)
    }
    if len(of_places) == 1:
        [only] = of_places.values()
        told = {"clock": only.clock, "least_shift": only.least_shift, "most_shift": only.most_shift}
        stated = [
            tuple(window._replace(**told) if window.clock == LOCAL.number else window for window in windows)
            for windows in stated
        ]
    found = []
    for clock in dict.fromkeys(windows[0].clock for windows in stated):
        first, *others = [windows for windows in stated if windows[0].clock == clock]
        left = list(first)
        for windows in others:
            left = [both for one in left for other in windows if (both := _meet(one, other)) is not None]
            if len(left) > _MAX_STRETCHES:
                left = [StatedTime(tuple(left)).covering]
        found += [_settled(window) for window in left]
    return found


def _meet(one: Window, other: Window) -> Window | None:
    """Return the stretch that two have in common; ``None`` if there is none."""
    first, first_wide, most = (
        max(getattr(one, name), getattr(other, name)) for name in ("first", "first_wide", "most_shift")
    )
    last, last_wide, least = (
        min(getattr(one, name), getattr(other, name)) for name in ("last", "last_wide", "least_shift")
    )
    if first_wide > last_wide:
        return None
    return Window(first, last, first_wide, last_wide, first, last, one.clock, least, most)


def _settled(window: Window) -> Window:
    """Return a stretch with its ends inside of what it may mean at the widest."""
    ends = min(window.first, window.last_wide), max(window.last, window.first_wide)
    return Window(
        *ends, window.first_wide, window.last_wide, *ends, window.clock, window.least_shift, window.most_shift
    )
