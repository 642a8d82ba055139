"""What would change a verdict on two places: the smallest change of each single assumption that does.

Each change is searched on the verdict itself: from small to large until the verdict differs, then by halving to a tenth
of a millimetre, or of a thousandth. All else stays as it is. A wider distance or a larger disc only adds readings, or
places that fit one, so a verdict that it has changed does not come back with more of it.

Two speakers may also mean two points of one site. How far apart has two answers: the verdict is about whether *some*
place fits both, and may stand however far apart they are; whether *every* place that fits the one fits the other is
what the slack is worth. Both are given.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from geodata.constraints.pair_feasibility import compare_places, ring_judged
from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED, VERDICTS, Verdict
from geodata.core.assumptions import LEAST_BETWEEN_FACTOR
from geodata.core.text import any_of
from geodata.core.zones import READINGS, reading_in_words
from geodata.geodesy.circles import GEOD
from geodata.verdicts import comparability, time_windows
from geodata.verdicts.explanations import duration, length_rounded, margin_words, off_by
from geodata.verdicts.pairwise import frame_between, pair
from geodata.verdicts.threshold_search import smallest_change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from geodata.constraints.place_constraints import PlaceConstraint
    from geodata.core.model import Claim
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.pairwise import Pair

Assumption = Literal[
    "wider", "narrower", "nearer", "farther", "more-certain", "less-certain", "between-factor", "time-tolerance", "zone"
]

#: Changes beyond this are no changes of an assumption but another claim.
MAX_CHANGE_M: Final = 1_000_000.0
MAX_CHANGE_H: Final = 24.0 * 7
#: Nobody would assume that something is off by more than so many times its stated uncertainty.
_MANY_TIMES: Final = 10
#: By as much more, what is between two sites is as wide as they are apart, four times over.
MAX_CHANGE_BETWEEN: Final = 4.0
#: What is of other units than the rest stands last.
_LAST: Final = {"between-factor": 1, "time-tolerance": 2, "zone": 3}
#: Changes that are of the position of a site do not last: two rings meet, and then no longer.
_PASSING: Final = frozenset({"nearer", "farther", "between-factor", "time-tolerance"})
#: What would be said of two places, of two times, and of whether a denial is about the time of an event.
_PLACES_BECOME: Final[Mapping[Verdict, str]] = {
    "compatible": "As to where, both could be true",
    "undecided": "As to where, it would depend on what is not known exactly",
    "contradictory": "As to where, they could not both be true",
}
_TIMES_BECOME: Final[Mapping[Verdict, str]] = {
    verdict: words.replace("where", "when") for verdict, words in _PLACES_BECOME.items()
}
_SCOPES_BECOME: Final[Mapping[Verdict, str]] = {
    "compatible": "The denial would be about that time",
    "undecided": "The denial might be about that time",
    "unrelated": "The denial would not be about that time",
}


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """One assumption, changed as little as changes the verdict."""

    assumption: Assumption
    subject: str
    """Id of the claim whose distance, or of the site whose position, is changed; empty for what is of neither."""
    change: float
    """Metres, hours for the time tolerance, 0 for another zone, or what is added to or taken from the factor of what is
    between two sites; more is needed than this, by as little as you like."""
    verdict: Verdict
    """What the aspect becomes."""
    become: str
    """The same in words."""
    condition: str
    """What has to be so, behind "if"."""
    is_far: bool = False
    """Whether that is beyond what anybody would assume: more than the value, or ten times its uncertainty."""

    @property
    def why(self) -> str:
        """One sentence."""
        return f"{self.become} {'only if' if self.is_far else 'if'} {self.condition}."


def flips(setting: CaseContext, a: str, b: str) -> tuple[VerdictChange, ...]:
    """Return what would change the verdicts on place and time of two claims, the smallest change first.

    Only claims whose places or times are compared (:func:`geodata.verdicts.pairwise.pair`) have any.
    """
    found = [*_place_flips(setting, a, b), *_time_flips(setting, a, b)]
    return tuple(sorted(found, key=lambda flip: (_LAST.get(flip.assumption, 0), flip.change)))


def changes_in_words(setting: CaseContext, found: Pair) -> tuple[str, ...]:
    """Return what would change a verdict, a sentence each; only what was compared can change.

    What nobody would assume is said only where nothing less would do, all of one outcome in one sentence.
    """
    if not found.aspects:
        return ()
    apart = apart_in_words(setting, found.a, found.b) if "place" in found.aspects else None
    changes = flips(setting, found.a, found.b)
    # That the one place is moved, or the other, comes to one sentence.
    near = dict.fromkeys(flip.why for flip in changes if not flip.is_far)
    is_near = {flip.become for flip in changes if not flip.is_far}
    far: dict[str, list[str]] = {}
    for flip in changes:
        if flip.is_far and flip.become not in is_near and flip.condition not in far.setdefault(flip.become, []):
            far[flip.become].append(flip.condition)
    only = [f"{become} only if {any_of(*conditions)}." for become, conditions in far.items()]
    return (*near, *only, *([] if apart is None else [apart]))


def _place_flips(setting: CaseContext, a: str, b: str) -> Iterator[VerdictChange]:
    first, second = setting.places[a], setting.places[b]
    judged = pair(setting, a, b)
    if first is None or second is None or judged.aspects.get("place") is None or judged.aspects["place"].place is None:
        return  # places are not compared
    code_of = _softened(setting, judged)
    for claim, place, other in ((a, first, second), (b, second, first)):
        yield from _width_flips(setting, setting.case.claim_by_id[claim], place, other, code_of)
        if first.spot.site != second.spot.site:
            yield from _site_flips(setting, place, other, code_of)
    yield from _between_flips(first, second, code_of)


def _softened(setting: CaseContext, judged: Pair) -> Callable[[PlaceConstraint, PlaceConstraint], int]:
    """Return the comparison of places as the pair's verdict counts it: a weakened contradiction is undecided."""
    frame = frame_between(setting, judged.a, judged.b)
    time = judged.aspects.get("time")
    is_unsure = frame.times == comparability.SCOPE and time is not None and time.verdict == "undecided"
    hedged = any(setting.is_hedged(setting.case.claim_by_id[claim]) for claim in (judged.a, judged.b))
    most = UNDECIDED if is_unsure or hedged or frame.place == comparability.WEAKENED else CONTRADICTORY
    return lambda place, other: min(compare_places(place, other).code, most)


def _is_slow(place: PlaceConstraint, other: PlaceConstraint) -> bool:
    """Tell whether a verdict takes long: each is of an area of its own."""
    return place.corridor is not None or other.corridor is not None


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a change is held against, metres."""

    value_m: float
    """What is changed; 0 where that is the uncertainty itself."""
    known_to_m: float
    """Its uncertainty as stated; 0 where none is."""
    compared_m: float
    """The largest uncertainty that both claims are compared with: no change is said more exactly."""

    def by(self, change_m: float) -> str:
        """Say how large a change is."""
        words = length_rounded(change_m, self.compared_m)
        return f"about {words}" if self.compared_m > 0 and words != "0 m" else margin_words(change_m, self.compared_m)

    def is_far(self, change_m: float) -> bool:
        """Tell whether nobody would assume a change."""
        return 0 < self.value_m < change_m or 0 < self.known_to_m * _MANY_TIMES < change_m


def _width_flips(
    setting: CaseContext,
    claim: Claim,
    place: PlaceConstraint,
    other: PlaceConstraint,
    code_of: Callable[[PlaceConstraint, PlaceConstraint], int],
) -> Iterator[VerdictChange]:
    half_m = place.half_width_m
    stated = _Stated(place.value_m, half_m, place.uncertainty_m(other))
    flip = partial(_flip, is_slow=_is_slow(place, other))
    off = off_by(half_m)
    if not place.value_m or claim.distance is None:
        return
    said = f"“{claim.distance.words}” ({setting.case.actor_by_id[claim.actor].name})"

    def judged(width_m: float) -> int:
        near_m, far_m = max(0.0, place.value_m - width_m), place.value_m + width_m
        return code_of(replace(place, near_m=near_m, far_m=far_m), other)

    yield from flip(
        "wider",
        claim.id,
        lambda change: judged(half_m + change),
        MAX_CHANGE_M,
        lambda change: (f"{said} were off by {stated.by(change)} more than ± {off}", stated.is_far(change)),
    )
    yield from flip(
        "narrower",
        claim.id,
        lambda change: judged(half_m - change),
        half_m,
        lambda change: (f"{said} were off by {stated.by(change)} less than ± {off}", stated.is_far(change)),
    )


def _site_flips(
    setting: CaseContext,
    place: PlaceConstraint,
    other: PlaceConstraint,
    code_of: Callable[[PlaceConstraint, PlaceConstraint], int],
) -> Iterator[VerdictChange]:
    spot, radius_m = place.spot, place.spot.radius_m
    if place.region is not None or radius_m is None:
        return
    name = setting.case.site_by_id[spot.site].name
    towards_deg, _, apart_m = GEOD.inv(spot.lon, spot.lat, other.spot.lon, other.spot.lat)
    # Where both distances as stated just meet: a ring's window may be narrower than a step.
    marks_m = [place.value_m + other.value_m, abs(place.value_m - other.value_m)]

    def moved(change: float) -> int:
        lon, lat, _ = GEOD.fwd(spot.lon, spot.lat, towards_deg, change)
        return code_of(replace(place, spot=replace(spot, lon=lon, lat=lat)), other)

    def certain(change: float) -> int:
        return code_of(replace(place, spot=replace(spot, radius_m=radius_m + change)), other)

    compared_m = place.uncertainty_m(other)
    own = _Stated(0.0, radius_m, compared_m)
    between = _Stated(apart_m, radius_m + (other.spot.radius_m or 0.0), compared_m)
    flip = partial(_flip, is_slow=_is_slow(place, other))
    both = " and ".join(sorted((name, setting.case.site_by_id[other.spot.site].name)))
    # No nearer than to the same point.
    yield from flip(
        "nearer",
        spot.site,
        moved,
        min(MAX_CHANGE_M, apart_m),
        lambda change: (f"{both} were {between.by(change)} closer together", between.is_far(change)),
        [apart_m - mark_m for mark_m in marks_m],
    )
    yield from flip(
        "farther",
        spot.site,
        lambda change: moved(-change),
        MAX_CHANGE_M,
        lambda change: (f"{both} were {between.by(change)} farther apart", between.is_far(change)),
        [mark_m - apart_m for mark_m in marks_m],
    )
    yield from flip(
        "less-certain",
        spot.site,
        certain,
        MAX_CHANGE_M,
        lambda change: (f"{name} could be off by {own.by(change)} more than stated", own.is_far(change)),
    )
    yield from flip(
        "more-certain",
        spot.site,
        lambda change: certain(-change),
        radius_m,
        lambda change: (f"{name} could be off by {own.by(change)} less than stated", own.is_far(change)),
    )


def _between_flips(
    first: PlaceConstraint, second: PlaceConstraint, code_of: Callable[[PlaceConstraint, PlaceConstraint], int]
) -> Iterator[VerdictChange]:
    corridor = first.corridor or second.corridor
    if corridor is None:
        return
    now, flip = corridor.factor, partial(_flip, is_slow=True)

    def judged(factor: float) -> int:
        return code_of(first.between_times(factor), second.between_times(factor))

    def said(factor: float) -> tuple[str, bool]:
        ways = "between two places the ways to both might be together"
        return f"{ways} {factor:.3f} times the way between them, not {now:g} times", False

    more, less = (lambda by: judged(now + by)), (lambda by: judged(now - by))
    yield from flip("between-factor", "", more, MAX_CHANGE_BETWEEN, lambda by: said(now + by))
    yield from flip("between-factor", "", less, now - LEAST_BETWEEN_FACTOR, lambda by: said(now - by))


def _flip(
    assumption: Assumption,
    subject: str,
    judge: Callable[[float], int],
    most: float,
    condition: Callable[[float], tuple[str, bool]],
    marks: Iterable[float] = (),
    become: Mapping[Verdict, str] = _PLACES_BECOME,
    *,
    is_slow: bool = False,
) -> Iterator[VerdictChange]:
    is_lasting = assumption not in _PASSING
    changed = smallest_change(judge, most, marks, is_lasting=is_lasting, is_slow=is_slow) if most > 0 else None
    if changed is not None:
        change, code = changed
        verdict = VERDICTS[code]
        yield VerdictChange(assumption, subject, change, verdict, become[verdict], *condition(change))


def _time_flips(setting: CaseContext, a: str, b: str) -> Iterator[VerdictChange]:
    """Yield what another tolerance for approximate times of day changes, larger or smaller, and another zone."""
    claims = [setting.case.claim_by_id[claim_id] for claim_id in (a, b)]
    if None in [claim.event_time for claim in claims] or "report" in {claim.polarity for claim in claims}:
        return
    frame = frame_between(setting, a, b)
    if frame.times in (comparability.NO_TIMES, comparability.SEVERAL):
        return

    def judged(tolerance_h: float, reading: str = setting.assumptions.zone) -> int:
        tolerance = setting.tolerance._replace(time_h=tolerance_h)
        one, other = (setting.time_of(claim, tolerance, reading) for claim in claims)
        assert one is not None and other is not None  # noqa: PT018, S101 - both state a time
        if frame.times == comparability.AS_STATED:
            code = int(time_windows.judge_two_times(one, other).code)
            return min(code, UNDECIDED if any(map(setting.is_hedged, claims)) else CONTRADICTORY)
        event, denial = (other, one) if claims[0].polarity == "deny" else (one, other)
        return _SCOPES[int(time_windows.in_scope_of(event, denial).scope)]

    now_h = setting.assumptions.time_tolerance_h
    become = _TIMES_BECOME if frame.times == comparability.AS_STATED else _SCOPES_BECOME
    for sign, most_h, word in ((1, MAX_CHANGE_H, "more"), (-1, now_h, "less")):
        yield from _flip(
            "time-tolerance",
            "",
            lambda change, sign=sign: judged(now_h + sign * change),  # type: ignore[misc]
            most_h,
            lambda by, word=word: (f"approximate times were off by {duration(by)} {word}", False),  # type: ignore[misc]
            become=become,
        )
    for reading in READINGS:
        if (code := judged(now_h, reading)) != judged(now_h):
            condition = f"times without a zone were read as {reading_in_words(reading)}"
            yield VerdictChange("zone", "", 0.0, VERDICTS[code], become[VERDICTS[code]], condition)


_SCOPES: Final = {time_windows.OUTSIDE: 0, time_windows.PARTLY: 2, time_windows.INSIDE: 1}


def apart_in_words(setting: CaseContext, a: str, b: str) -> str | None:
    """Say how far apart two speakers' points of one site may be; ``None`` if they do not measure from one site."""
    first, second = setting.places[a], setting.places[b]
    if first is None or second is None or first.spot.site != second.spot.site:
        return None
    if any(one.region is not None or (one.is_off and one.kind != "off_ring") for one in (first, second)):
        return None
    found = compare_places(first, second)
    if found.inequality not in ("far-apart", "first-too-far", "second-too-far", "off-band"):
        return None
    changed = smallest_change(lambda apart: int(ring_judged(first, second, 0.0, apart).code), MAX_CHANGE_M)
    stands_m = None if changed is None else changed[0]
    name = setting.case.site_by_id[first.spot.site].name
    uncertainty_m = first.uncertainty_m(second)
    words = "however far apart" if stands_m is None else f"while they are {_less_than(stands_m, uncertainty_m)} apart"
    why = f"If the two mean different points of {name}, the verdict stands {words}"
    if found.code == COMPATIBLE and found.slack_m is not None:
        why += f"; {_less_than(found.slack_m, uncertainty_m)} apart, every place that fits the one fits the other"
    return f"{why}."


def _less_than(length_m: float, uncertainty_m: float) -> str:
    """Say up to which length something holds: never more than it is."""
    least = length_rounded(length_m, uncertainty_m, math.floor)
    # Within the uncertainty a single digit is said, not none.
    return f"less than {least if least != '0 m' else length_rounded(length_m, length_m, math.floor)}"
