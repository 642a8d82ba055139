"""What two claims are to each other: a verdict by aspect, with the numbers it came from and why, in a sentence.

What a verdict means is said in docs/verdicts.md. Its parts are decided in
:mod:`geodata.verdicts.comparability` (what is compared), :mod:`geodata.constraints.place_constraints` (places) and
:mod:`geodata.verdicts.time_windows` (times). This is the definition of a verdict;
:mod:`geodata.verdicts.matrix` gives the same for all pairs at once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

from geodata.constraints.pair_feasibility import PlaceFinding, compare_places, sensitivity_m
from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, VERDICTS, Verdict
from geodata.verdicts import comparability, explanations, time_windows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.core.model import Claim, Count
    from geodata.verdicts.comparability import Frame
    from geodata.verdicts.context import CaseContext

AspectName = Literal["place", "author", "time", "killed", "wounded"]
#: By what :func:`geodata.verdicts.time_windows.in_scope` finds.
_SCOPE_VERDICTS: Final[Mapping[int, Verdict]] = {
    time_windows.OUTSIDE: "unrelated",
    time_windows.PARTLY: "undecided",
    time_windows.INSIDE: "compatible",
}
ASPECTS: Final[tuple[AspectName, ...]] = ("place", "author", "time", "killed", "wounded")


@dataclass(frozen=True, slots=True)
class Aspect:
    """The verdict on one aspect."""

    verdict: Verdict
    why: str
    """One sentence with the numbers."""
    slack_m: float | None = None
    """By how much the deciding inequality holds (positive) or fails, metres; ``None`` where it is not metric."""
    slack_h: float | None = None
    """The same for times, hours."""
    slack_persons: int | None = None
    """The same for counts."""
    sensitivity_m: float | None = None
    """For places measured from one site: how far apart the two speakers' points of it may be before this changes."""
    place: PlaceFinding | None = None
    """For ``place``: which inequality decided, with which numbers."""

    def to_json(self) -> dict[str, Any]:
        """Return the members of docs/command-line.md, "Verdicts"; slack of other units and sensitivity if any."""
        document: dict[str, Any] = {"verdict": self.verdict, "slack_m": self.slack_m, "why": self.why}
        others = {
            "slack_h": self.slack_h,
            "slack_persons": self.slack_persons,
            "sensitivity_m": self.sensitivity_m,
        }
        return document | {name: value for name, value in others.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Pair:
    """The verdict on two claims."""

    a: str
    b: str
    verdict: Verdict
    aspects: Mapping[AspectName, Aspect] = field(default_factory=lambda: MappingProxyType({}))
    is_update: bool = False
    """True if one updates the other: shown, not judged."""
    why: str = ""
    """Why the verdict is what it is, in a sentence."""

    def to_json(self) -> dict[str, Any]:
        """Return the members of docs/command-line.md, "Verdicts"; an unrelated pair has no aspects."""
        aspects = {name: aspect.to_json() for name, aspect in self.aspects.items()}
        return {"a": self.a, "b": self.b, "verdict": self.verdict, "aspects": aspects}


def pair(setting: CaseContext, a: str, b: str) -> Pair:
    """Return the verdict on two claims.

    Parameters
    ----------
    setting
        The case and what is assumed.
    a, b
        Ids of two claims of the case; the same one twice is unrelated to itself.

    Examples
    --------
    >>> from geodata.casefile.io import read_case
    >>> from geodata.app.case_store import BUNDLED_CASE
    >>> from geodata.verdicts.context import CaseContext
    >>> setting = CaseContext(read_case(BUNDLED_CASE)[0])
    >>> found = pair(setting, "MCGURK-55-KM", "CJTF-35-MILES")
    >>> found.verdict, round(found.aspects["place"].slack_m, 3)
    ('compatible', 22.368)
    """
    first, second = setting.case.claim_by_id[a], setting.case.claim_by_id[b]
    if a == b or setting.is_update(a, b):
        return Pair(a, b, "unrelated", is_update=a != b, why=explanations.update(setting, a, b))
    frame = frame_between(setting, a, b)
    scope = _scope(setting, first, second, frame)
    if scope is not None and scope.verdict == "unrelated":
        return Pair(a, b, "unrelated", why=scope.why)
    found: dict[AspectName, Aspect | None] = {
        "place": _place(setting, first, second, frame),
        "author": _author(setting, first, second, frame),
        "time": scope if frame.times != comparability.BOTH_AFFIRM else _times(setting, first, second),
        "killed": _counts(first.killed, second.killed, frame),
        "wounded": _counts(first.wounded, second.wounded, frame),
    }
    aspects = {name: aspect for name, aspect in found.items() if aspect is not None}
    if scope is not None and scope.verdict == "undecided":
        aspects = {name: _weakened(aspect, explanations.OUT_OF_TIME) for name, aspect in aspects.items()}
    code = max((VERDICTS.index(aspect.verdict) for aspect in aspects.values()), default=0)
    why = next((aspect.why for aspect in aspects.values() if aspect.verdict == VERDICTS[code]), "")
    return Pair(a, b, VERDICTS[code], MappingProxyType(aspects), why=why or explanations.unrelated(frame.ground))


def frame_between(setting: CaseContext, a: str, b: str) -> Frame:
    """Return which aspects of two claims are compared, and how far each counts."""
    first, second = setting.case.claim_by_id[a], setting.case.claim_by_id[b]
    same_event = first.event is not None and first.event == second.event
    return comparability.frame_of(setting.case, setting.stances[a], setting.stances[b], same_event=same_event)


def _weakened(aspect: Aspect, reason: str) -> Aspect:
    if aspect.verdict != "contradictory":
        return aspect
    return replace(aspect, verdict="undecided", why=f"{aspect.why.removesuffix('.')}; {reason}.")


def _place(setting: CaseContext, a: Claim, b: Claim, frame: Frame) -> Aspect | None:
    if frame.place == comparability.NOT_COMPARED:
        return None
    first, second = setting.places[a.id], setting.places[b.id]
    assert first is not None  # noqa: S101 - the frame says that both state a place
    assert second is not None  # noqa: S101 - as above
    found = compare_places(first, second)
    why = explanations.place(setting.case, first, second, found)
    apart_m = sensitivity_m(first, second, found)
    aspect = Aspect(VERDICTS[found.code], why, slack_m=found.slack_m, sensitivity_m=apart_m, place=found)
    return _weakened(aspect, explanations.GROUNDS[frame.ground]) if frame.place == comparability.WEAKENED else aspect


def _author(setting: CaseContext, a: Claim, b: Claim, frame: Frame) -> Aspect | None:
    if not frame.author:
        return None
    return Aspect(VERDICTS[frame.author], explanations.author(setting.case, a, b, frame.ground))


def _times(setting: CaseContext, a: Claim, b: Claim) -> Aspect | None:
    first, second = setting.times[a.id], setting.times[b.id]
    if first is None or second is None:
        return None
    found = time_windows.judge_two_times(first, second)
    slack_h = _hours(float(found.slack_s))
    in_utc = time_windows.are_by_two_clocks(first, second)
    why = explanations.times(a, b, int(found.code), slack_h, in_utc=in_utc)
    return Aspect(VERDICTS[int(found.code)], why, slack_h=slack_h)


def _hours(seconds: float) -> float | None:
    return seconds / time_windows.SECONDS_PER_HOUR if math.isfinite(seconds) else None


def _scope(setting: CaseContext, a: Claim, b: Claim, frame: Frame) -> Aspect | None:
    """Return how the affirmation's time lies to what the denial speaks of; ``None`` where nothing depends on that."""
    denial, affirmation = (a, b) if a.polarity == "deny" else (b, a)
    spoken_of, event = setting.times[denial.id], setting.times[affirmation.id]
    if frame.times in (comparability.NO_TIMES, comparability.BOTH_AFFIRM) or spoken_of is None:
        return None
    if event is None:
        is_any = frame.times == comparability.SCOPE_OF_ANY
        return Aspect("undecided", explanations.no_time(denial)) if is_any else None
    found = time_windows.in_scope_of(event, spoken_of)
    scope = int(found.scope)
    if frame.times == comparability.ONLY_IF_NOT_OUTSIDE and scope != time_windows.OUTSIDE:
        return None
    why = explanations.scope(denial, affirmation, scope)
    return Aspect(_SCOPE_VERDICTS[scope], why, slack_h=_hours(float(found.slack_s)))


def judge_counts(a: Count, b: Count) -> tuple[int, int | None]:
    """Return the verdict of two ranges of people, and by how many they overlap or miss each other.

    Examples
    --------
    >>> from geodata.core.model import Count
    >>> judge_counts(Count(3, 3), Count(4, None))
    (3, -1)
    """
    highest = [count.max for count in (a, b) if count.max is not None]
    if not highest:
        return COMPATIBLE, None
    spare = min(highest) - max(a.min, b.min)
    return (CONTRADICTORY if spare < 0 else COMPATIBLE), spare


def _counts(a: Count | None, b: Count | None, frame: Frame) -> Aspect | None:
    if not frame.counts or a is None or b is None:
        return None
    code, spare = judge_counts(a, b)
    return Aspect(VERDICTS[code], explanations.counts(a, b, code), slack_persons=spare)
