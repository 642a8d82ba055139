"""What would change a verdict on two places: the smallest change of each single assumption that does.

Each change is a length in metres, or hours for the time tolerance, and is searched on the verdict itself: from small
to large until the verdict differs, then by halving to a millimetre. All else stays as it is.

Two speakers may also mean two points of one site. How far apart these may be has two answers. The verdict is about
whether *some* place fits both, and may stand however far apart they are; whether *every* place that fits the one fits
the other is what the slack is worth. Both are given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from geodata import frames, times
from geodata.geodesic import GEOD
from geodata.placepairs import compare, ring_judged
from geodata.reasons import duration, metres
from geodata.threevalued import COMPATIBLE, VERDICTS, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.placing import Place
    from geodata.setting import Setting
    from geodata.verdicts import Pair

Assumption = Literal[
    "wider", "narrower", "nearer", "farther", "more-certain", "less-certain", "points-apart", "time-tolerance"
]

#: Changes beyond this are no changes of an assumption but another claim.
MAX_CHANGE_M: Final = 1_000_000.0
MAX_CHANGE_H: Final = 24.0 * 7
_FIRST: Final = 0.01
_GROWTH: Final = 1.3
_EXACT: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Flip:
    """One assumption, changed as little as changes the verdict."""

    assumption: Assumption
    subject: str
    """Id of the claim whose distance, or of the site whose position, is changed; empty for the time tolerance."""
    change: float
    """Metres, or hours for the time tolerance; more is needed than this, by as little as you like."""
    verdict: Verdict
    """What the aspect becomes."""
    why: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How far apart two speakers' points of one site may be."""

    verdict_m: float | None
    """Until here the verdict stands; ``None`` = however far."""
    assured_m: float | None
    """Until here every place that fits the one claim fits the other, in every reading; ``None`` = not even at one
    point, or where the verdict is not compatible."""
    why: str


def sensitivity(setting: Setting, a: str, b: str) -> Sensitivity | None:
    """Return how far apart two speakers' points of one site may be; ``None`` if they do not measure from one site."""
    first, second = setting.places[a], setting.places[b]
    if first is None or second is None or first.spot.site != second.spot.site:
        return None
    if first.region is not None or second.region is not None:
        return None
    found = compare(first, second)
    if found.inequality not in ("far-apart", "first-too-far", "second-too-far", "off-band"):
        return None
    changed = smallest_change(lambda apart: int(ring_judged(first, second, 0.0, apart).code), MAX_CHANGE_M)
    stands_m = None if changed is None else changed[0]
    assured_m = found.slack_m if found.code == COMPATIBLE else None
    name = setting.case.site_by_id[first.spot.site].name
    words = "however far apart" if stands_m is None else f"while they are less than {metres(stands_m)} apart"
    why = f"If the two mean different points of {name}, the verdict stands {words}"
    if assured_m is not None:
        why += f"; less than {metres(assured_m)} apart, every place that fits the one fits the other"
    return Sensitivity(stands_m, assured_m, f"{why}.")


def smallest_change(judge: Callable[[float], int], most: float) -> tuple[float, int] | None:
    """Return the smallest change for which a verdict is another than for no change, and that verdict.

    Parameters
    ----------
    judge
        Returns the verdict, as a number, for a change of zero or more.
    most
        The largest change to try.

    Examples
    --------
    >>> change, verdict = smallest_change(lambda change: int(change > 22.368), 100.0)
    >>> round(change, 3), verdict
    (22.368, 1)
    """
    before, same = 0.0, judge(0.0)
    after = min(_FIRST, most)
    while judge(after) == same:
        if after >= most:
            return None
        before, after = after, min(after * _GROWTH, most)
    while after - before > _EXACT:
        middle = (before + after) / 2
        before, after = (middle, after) if judge(middle) == same else (before, middle)
    return after, judge(after)


def flips(setting: Setting, a: str, b: str) -> tuple[Flip, ...]:
    """Return what would change the verdicts on place and time of two claims, the smallest change first.

    Only claims whose places or times are compared (:func:`geodata.verdicts.pair`) have any.
    """
    found = [*_place_flips(setting, a, b), *_time_flips(setting, a, b)]
    return tuple(sorted(found, key=lambda flip: (flip.assumption == "time-tolerance", flip.change)))


def in_words(setting: Setting, found: Pair) -> tuple[str, ...]:
    """Return what would change a verdict, a sentence each; only what was compared can change."""
    if not found.aspects:
        return ()
    apart = sensitivity(setting, found.a, found.b) if "place" in found.aspects else None
    sentences = [flip.why for flip in flips(setting, found.a, found.b)]
    return (*sentences, *([apart.why] if apart is not None else []))


def _place_flips(setting: Setting, a: str, b: str) -> Iterator[Flip]:
    first, second = setting.places[a], setting.places[b]
    if first is None or second is None:
        return
    for claim, place, other in ((a, first, second), (b, second, first)):
        yield from _width_flips(claim, place, other)
        if first.spot.site != second.spot.site:
            yield from _site_flips(setting, place, other)


def _width_flips(claim: str, place: Place, other: Place) -> Iterator[Flip]:
    half_m = (place.far_m - place.near_m) / 2
    if not place.value_m:
        return

    def judged(width_m: float) -> int:
        near_m, far_m = max(0.0, place.value_m - width_m), place.value_m + width_m
        return compare(replace(place, near_m=near_m, far_m=far_m), other).code

    yield from _flip(
        "wider",
        claim,
        lambda change: judged(half_m + change),
        MAX_CHANGE_M,
        f"if the distance of {claim} is rounded by {{}} more than ± {metres(half_m)}",
    )
    yield from _flip(
        "narrower",
        claim,
        lambda change: judged(half_m - change),
        half_m,
        f"if the distance of {claim} is rounded by {{}} less than ± {metres(half_m)}",
    )


def _site_flips(setting: Setting, place: Place, other: Place) -> Iterator[Flip]:
    spot, radius_m = place.spot, place.spot.radius_m
    if place.region is not None or radius_m is None:
        return
    name = setting.case.site_by_id[spot.site].name
    towards_deg = GEOD.inv(spot.lon, spot.lat, other.spot.lon, other.spot.lat)[0]

    def moved(change: float) -> int:
        lon, lat, _ = GEOD.fwd(spot.lon, spot.lat, towards_deg, change)
        return compare(replace(place, spot=replace(spot, lon=lon, lat=lat)), other).code

    def certain(change: float) -> int:
        return compare(replace(place, spot=replace(spot, radius_m=radius_m + change)), other).code

    target = setting.case.site_by_id[other.spot.site].name
    yield from _flip("nearer", spot.site, moved, MAX_CHANGE_M, f"if {name} is {{}} nearer to {target}")
    yield from _flip(
        "farther", spot.site, lambda change: moved(-change), MAX_CHANGE_M, f"if {name} is {{}} farther from {target}"
    )
    yield from _flip("less-certain", spot.site, certain, MAX_CHANGE_M, f"if {name} may be off by {{}} more")
    yield from _flip(
        "more-certain", spot.site, lambda change: certain(-change), radius_m, f"if {name} may be off by {{}} less"
    )


def _flip(
    assumption: Assumption, subject: str, judge: Callable[[float], int], most: float, condition: str
) -> Iterator[Flip]:
    changed = smallest_change(judge, most) if most > 0 else None
    if changed is not None:
        change, code = changed
        words = condition.format(metres(change) if assumption != "time-tolerance" else duration(change))
        yield Flip(assumption, subject, change, VERDICTS[code], f"It becomes {VERDICTS[code]} {words}.")


def _time_flips(setting: Setting, a: str, b: str) -> Iterator[Flip]:
    """Yield what another tolerance for approximate times of day changes, larger or smaller."""
    claims = [setting.case.claim_by_id[claim_id] for claim_id in (a, b)]
    texts = [claim.event_time for claim in claims]
    if texts[0] is None or texts[1] is None or "report" in {claim.polarity for claim in claims}:
        return
    first, second = texts[0], texts[1]
    denials = [claim.polarity == "deny" for claim in claims]

    def judged(tolerance_h: float) -> int:
        one, other = times.window(first, tolerance_h), times.window(second, tolerance_h)
        if not any(denials):
            return int(times.judge_times(one, other).code)
        event, denial = (other, one) if denials[0] else (one, other)
        return _SCOPES[int(times.in_scope(event, denial).scope)]

    now_h = setting.assumptions.time_tolerance_h
    same_event = claims[0].event is not None and claims[0].event == claims[1].event
    frame = frames.frame_of(setting.case, setting.stances[a], setting.stances[b], same_event=same_event)
    if frame.times == frames.NO_TIMES:
        return
    yield from _flip(
        "time-tolerance",
        "",
        lambda change: judged(now_h + change),
        MAX_CHANGE_H,
        "in its time if about may mean {} more",
    )
    yield from _flip(
        "time-tolerance", "", lambda change: judged(now_h - change), now_h, "in its time if about may mean {} less"
    )


_SCOPES: Final = {times.OUTSIDE: 0, times.PARTLY: 2, times.INSIDE: 1}
