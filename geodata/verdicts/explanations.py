"""Why a verdict is what it is, in one plain sentence with the numbers.

The sentences say what follows from the words of two claims, "the first" and "the second"; never who is right.
"""

from __future__ import annotations

import math
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY
from geodata.core.text import counted
from geodata.core.units import reading_step
from geodata.core.vocabulary import METRES_PER_UNIT
from geodata.parsing.edtf import time_in_words
from geodata.verdicts.time_windows import INSIDE, OUTSIDE, SECONDS_PER_HOUR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geodata.constraints.pair_feasibility import PlaceFinding
    from geodata.constraints.place_constraints import PlaceConstraint
    from geodata.core.model import Case, Claim, Count
    from geodata.verdicts.comparability import Ground
    from geodata.verdicts.context import CaseContext

#: Below this, metres are said with a decimal.
_FEW_M: Final = 10.0
_SECONDS_PER_MINUTE: Final = 60.0
#: What floating point may add to a round number of steps.
_SLIP: Final = 1e-6

OUT_OF_TIME: Final = "whether the denial speaks of that time is not certain, so it is not decided"

SEVERAL: Final = "Each speaks of some of several events under one name: different ones may be meant."
HEDGED: Final = "what is said to be probable or possible contradicts nothing by itself, so it is not decided"

#: Why two claims are unrelated, or why a contradiction is not decided.
GROUNDS: Final[Mapping[Ground, str]] = {
    "": "They have no aspect in common",
    "report": "One of them relays what others say and says nothing of its own",
    "two-denials": "Both are denials, and two denials do not contradict each other",
    "other-event": "They are not about the same event",
    "no-common-aspect": "They may be about the same event, but have no aspect that can be compared",
    "other-kind": "The denial is about events of another kind",
    "kind-unknown": "the denial is about some kinds of event only, and the kind of this one is not stated",
    "count-there": "the denial is about one place only, and whether it was there is not certain",
    "whole": "the one names the whole, the other denies a part of it",
    "no-author": "the one names no author, and the other denies one author only",
}


def length_words(length_m: float) -> str:
    """Say a length to the metre, from a kilometre on in kilometres; a few metres with a decimal.

    >>> length_words(55_522.368), length_words(5_000.0), length_words(22.4), length_words(-4.25), length_words(-0.0)
    ('55.522 km', '5 km', '22 m', '-4.2 m', '0 m')
    """
    if round(abs(length_m)) >= METRES_PER_UNIT["km"]:
        return f"{length_m / METRES_PER_UNIT['km']:z,.3f}".rstrip("0").rstrip(".") + " km"
    words = f"{length_m:z.0f}" if abs(length_m) >= _FEW_M else f"{length_m:z.1f}"
    return f"{words if words != '0.0' else '0'} m"


def length_rounded(length_m: float, uncertainty_m: float, towards: Callable[[float], float] = round) -> str:
    """Say a length with no more digits than its uncertainty allows, by :func:`geodata.core.units.reading_step`.

    ``uncertainty_m``: 0 says it to the metre. ``towards``: ``math.floor`` for what is at least, ``math.ceil`` for what
    is at most.

    >>> length_rounded(55_522.4, 500, math.floor), length_rounded(55_522.4, 500, math.ceil), length_rounded(55_522.4, 0)
    ('55.5 km', '55.6 km', '55.522 km')
    """
    if uncertainty_m <= 0 or not math.isfinite(length_m):
        return length_words(length_m)
    to_m = max(1.0, reading_step(uncertainty_m))
    slip = _SLIP * ((towards is math.floor) - (towards is math.ceil))
    return length_words(towards(length_m / to_m + slip) * to_m)


def off_by(half_width_m: float) -> str:
    """Say what a length may be off by: in two digits, never less than it is.

    >>> off_by(804.672), off_by(500.0)
    ('810 m', '500 m')
    """
    return length_rounded(half_width_m, half_width_m / 10, math.ceil)


def margin_words(length_m: float, uncertainty_m: float) -> str:
    """Say by how much something holds or fails: never more than it is.

    >>> margin_words(54_500, 500), margin_words(1_695, 2_000), margin_words(22.4, 805), margin_words(22.4, 0)
    ('at least 54.5 km', 'at least 1 km', 'less than 100 m', '22 m')
    """
    if uncertainty_m <= 0:
        return length_words(length_m)
    to_m = max(1.0, reading_step(uncertainty_m))
    if length_m < to_m * (1 - _SLIP):
        return f"less than {length_words(to_m)}"
    return f"at least {length_rounded(length_m, uncertainty_m, math.floor)}"


def unrelated(ground: Ground) -> str:
    """Say why nothing was compared."""
    return f"{GROUNDS.get(ground, GROUNDS[''])}."


def update(setting: CaseContext, a: str, b: str) -> str:
    """Say that one claim updates another."""
    if a == b:
        return "It is one and the same claim."
    later, earlier = (a, b) if (a, b) in setting.updates else (b, a)
    return f"{later} updates {earlier} by the same actor: shown, not judged against it."


def _said(case: Case, place: PlaceConstraint, *, is_exact: bool = True) -> str:
    """Say what a claim says of where, to the metre if ``is_exact``, else as exactly as it is stated."""
    if place.corridor is not None:
        names = " and ".join(case.site_by_id[spot.site].name for spot in place.spots)
        return f"{'not ' if place.is_denial else ''}between {names}"
    name = case.site_by_id[place.spot.site].name
    half_m = place.half_width_m
    off = length_words(half_m) if is_exact else off_by(half_m)
    length = f"{length_rounded(place.value_m, 0.0 if is_exact else half_m)} (± {off})"
    words = {
        "at": f"at {name}",
        "not_at": f"not at {name}",
        "within": f"within {length} of {name}",
        "beyond": f"beyond {length} from {name}",
        "ring": f"{length} from {name}",
        "off_ring": f"not {length} from {name}",
        "inside": f"in {name}",
        "outside": f"outside {name}",
    }[place.kind]
    if place.is_denial:  # as it is said
        words = {"beyond": f"not within {length} of {name}", "within": f"not beyond {length} from {name}"}.get(
            place.kind, words
        )
    if place.sector is None:
        return words
    return f"{words} in the direction {place.sector[0]:g}° ± {place.sector[1]:g}°"


#: How a bound is rounded, so that what is said of it stays true.
_TOWARDS: Final[Mapping[str, Callable[[float], int]]] = {"at least": math.floor, "at most": math.ceil}


def place(case: Case, a: PlaceConstraint, b: PlaceConstraint, found: PlaceFinding, uncertainty_m: float = 0.0) -> str:
    """Say why two places are, are not, or may be one.

    ``uncertainty_m``: what they are read with (:meth:`PlaceConstraint.uncertainty_m`); 0 says all to the metre.
    """
    first, second = _said(case, a), _said(case, b)
    is_same = first == second
    if uncertainty_m > 0:
        first, second = (_said(case, one, is_exact=False) for one in (a, b))
    both = f"Both say {first}" if is_same else f"The first says {first}, the second {second}"
    if found.inequality == "unknown":
        return f"{both}: how far the positions may be off is not known, so it is not decided."
    has_ranges = a.spot.site == b.spot.site and a.value_m and b.value_m and not is_same
    if has_ranges and found.inequality in ("first-too-far", "second-too-far"):
        return f"{_ranges(case, a, b, found, uncertainty_m)}: {_outcome(found, uncertainty_m)}."
    return f"{both}{_apart(case, a, b, found, uncertainty_m)}: {_outcome(found, uncertainty_m)}."


def _ranges(case: Case, a: PlaceConstraint, b: PlaceConstraint, found: PlaceFinding, uncertainty_m: float) -> str:
    """Say where two ranges of distance from one site end: the case that rounding decides."""
    name = case.site_by_id[a.spot.site].name
    is_first = found.inequality == "first-too-far"
    asks, allows = (a, b) if is_first else (b, a)
    asked, allowed = asks.bounds_beside(allows), allows.bounds_beside(asks)
    # In the worst reading a threshold is as strict as may be, and one exact distance as bad for it as may be.
    is_worst = found.code != CONTRADICTORY
    ends = [
        (asks, asked.l_max if is_worst else asked.l_min, "at least", "at most", "rules out", is_first),
        (allows, allowed.h_min if is_worst else allowed.h_max, "at most", "at least", "allows", not is_first),
    ]
    said = []
    for place, length_m, bound, turned, does, is_of_first in ends:
        which = "first" if is_of_first else "second"
        if is_worst and place.kind in ("within", "beyond"):
            ends_at = length_rounded(length_m, uncertainty_m, _TOWARDS[turned])
            said.append((1, f"what the {which} {does} ends {ends_at}", f", {turned}"))
        else:
            bound_ = turned if is_worst and (asks.is_threshold or allows.is_threshold) else bound
            said.append(
                (0, f"by the {which} it was {bound_} {length_rounded(length_m, uncertainty_m, _TOWARDS[bound_])}", "")
            )
    (_, one, one_after), (_, other, other_after) = sorted(said, key=itemgetter(0))
    return f"{one[0].upper()}{one[1:]} from {name}{one_after}; {other} from it{other_after}"


def _apart(case: Case, a: PlaceConstraint, b: PlaceConstraint, found: PlaceFinding, uncertainty_m: float) -> str:
    if a.spot.site == b.spot.site or found.inequality in ("region", "regions") or a.region or b.region:
        return ""
    names = f"from {case.site_by_id[a.spot.site].name} to {case.site_by_id[b.spot.site].name}"
    least, most = (
        length_rounded(length_m, uncertainty_m, towards)
        for length_m, towards in ((found.d_min_m, math.floor), (found.d_max_m, math.ceil))
    )
    return f", and {names} it is {least} to {most}"


def _outcome(found: PlaceFinding, uncertainty_m: float) -> str:
    if found.code == COMPATIBLE:
        return (
            f"{margin_words(found.slack_m, uncertainty_m)} to spare"
            if found.slack_m
            else "one place fits both in every reading"
        )
    if found.code == CONTRADICTORY:
        by = "" if not found.slack_m else f", they miss each other by {margin_words(-found.slack_m, uncertainty_m)}"
        return f"no place fits both{by}"
    if found.slack_m is None:
        return "neither agreement nor contradiction can be proved"
    worst = length_rounded(-found.slack_m, uncertainty_m, math.ceil)
    return f"it depends on the reading; at worst they miss each other by {worst}"


def author(case: Case, a: Claim, b: Claim, ground: Ground) -> str:
    """Say why two claims' authors go together or not."""
    names = {claim.id: case.names_of(claim.about_actors) for claim in (a, b) if claim.about_actors}
    first, second = names.get(a.id, "nobody by name"), names.get(b.id, "nobody by name")
    denial, affirmation = (a, b) if a.polarity == "deny" else (b, a)
    denier, other = ("first", "second") if denial is a else ("second", "first")
    return {
        "several": SEVERAL,
        "same-author": f"Both say that it was {first}.",
        "part": f"The first says {first}, the second {second}: one is part of the other, or among them.",
        "other-author": f"The first speaks of {first}, the second of {second}: "
        + ("both can hold, since one is a denial." if "deny" in (a.polarity, b.polarity) else "not one author."),
        "denied": f"The {other} says it was {names.get(affirmation.id)}, the {denier} denies that.",
        "whole": f"The {other} names the whole, {names.get(affirmation.id)}; the {denier} denies a part of it,"
        f" {names.get(denial.id)}.",
        "kind-unknown": f"The {other} says it was {names.get(affirmation.id)}, the {denier} denies that of some kinds"
        " of event, and the kind of this one is not said.",
        "elsewhere": f"The {denier} denies the author for one place only, and the {other} names no place.",
    }[ground]


def times(a: Claim, b: Claim, code: int, slack_h: float | None, *, in_utc: bool = False) -> str:
    """Say why two times go together or not, and whether two zones were compared in UTC."""
    first, second = (_when(claim) for claim in (a, b))
    if first == second and code == COMPATIBLE and not in_utc:
        return f"Both say {first}."
    words = f"The first says {first}, the second {second}{', each by the clock of its place' if in_utc else ''}"
    if code == CONTRADICTORY:
        by = "" if slack_h is None else f" by {duration(-slack_h)}"
        follows = slack_h is not None and -slack_h * SECONDS_PER_HOUR < 1
        return f"{words}: {'one begins where the other ends' if follows else f'they miss each other{by}'}."
    return f"{words}: {'one is inside the other' if code == COMPATIBLE else 'they overlap in part'}."


def _when(claim: Claim) -> str:
    return time_in_words(claim.event_time or "")


def duration(hours: float) -> str:
    """Say a length of time in seconds, minutes, hours or days.

    >>> duration(0.5), duration(3.25), duration(60.0), duration(0.01), duration(0.0)
    ('30 minutes', '3.2 hours', '2.5 days', '36 seconds', 'less than a second')
    """
    seconds = hours * SECONDS_PER_HOUR
    if seconds < _SECONDS_PER_MINUTE:
        return "less than a second" if seconds < 1 else counted(round(seconds), "second")
    if hours < 1:
        return counted(round(hours * 60), "minute")
    return f"{hours:.1f} hours" if hours < 48 else f"{hours / 24:,.1f} days"  # noqa: PLR2004 - two days


def scope(denial: Claim, affirmation: Claim, found: int) -> str:
    """Say whether a denial speaks of an event's time."""
    event, window = (_when(claim) for claim in (affirmation, denial))
    words = {
        OUTSIDE: "it does not speak of that time",
        INSIDE: "that time is inside",
    }.get(found, "that time is only partly, or not surely, inside")
    return f"The denial speaks of {window}, the event was {event}: {words}."


def no_time(denial: Claim) -> str:
    """Say that a denial may or may not speak of an event without a time."""
    return f"The denial speaks of {_when(denial)}; whether of the other claim, which states no time, is not certain."


def occurrence(a: Claim) -> str:
    """Say that one of two claims, of which this is the first, has it that something happened, the other not."""
    denier, other = ("first", "second") if a.polarity == "deny" else ("second", "first")
    return f"The {other} says that it happened, the {denier} that it did not."


def explain_counts(a: Count, b: Count, code: int, denier: str = "", *, is_open: bool = False) -> str:
    """Say why two numbers of people go together or not.

    ``code``: the verdict. ``denier``: which of them is denied, ``first`` or ``second``; empty if none is. ``is_open``:
    True if they exclude each other, and are of two moments perhaps.
    """
    first, second = (
        f"{'not ' if denier == which else ''}{count.in_words}" for which, count in (("first", a), ("second", b))
    )
    outcome = "one number can be both" if code == COMPATIBLE else "no number is both"
    change = ", and each is as of when it was said, so it may have changed" if is_open else ""
    return f"The first says {first}, the second {second}: {outcome}{change}."
