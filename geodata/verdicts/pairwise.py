"""What two claims are to each other: a verdict by aspect, with the numbers it came from and why, in a sentence.

What a verdict means is said in docs/verdicts.md. Its parts are decided in
:mod:`geodata.verdicts.comparability` (what is compared), :mod:`geodata.constraints.place_constraints` (places) and
:mod:`geodata.verdicts.time_windows` (times). This is the definition of a verdict;
:mod:`geodata.verdicts.verdict_matrix` gives the same for all pairs at once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

from geodata.constraints.pair_feasibility import PlaceFinding, compare_places, sensitivity_m
from geodata.constraints.three_valued import VERDICTS, Verdict
from geodata.verdicts import comparability, explanations, time_windows
from geodata.verdicts.people_counts import judge_people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.core.model import Claim
    from geodata.verdicts.comparability import Frame
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.people_counts import CountName

AspectName = Literal["occurrence", "place", "author", "time", "killed", "wounded"]
#: By what :func:`geodata.verdicts.time_windows.in_scope` finds.
_SCOPE_VERDICTS: Final[Mapping[int, Verdict]] = {
    time_windows.OUTSIDE: "unrelated",
    time_windows.PARTLY: "undecided",
    time_windows.INSIDE: "compatible",
}
ASPECTS: Final[tuple[AspectName, ...]] = ("occurrence", "place", "author", "time", "killed", "wounded")
#: What can be asked by itself, with the aspects that tell it; whether something happened at all is told with the rest.
Topic = Literal["who", "where", "when", "how many"]
TOPICS: Final[Mapping[Topic, frozenset[AspectName]]] = MappingProxyType({
    "who": frozenset({"author"}),
    "where": frozenset({"place"}),
    "when": frozenset({"time"}),
    "how many": frozenset({"killed", "wounded"}),
})  # fmt: skip
#: More claims that may speak of the same are not compared one by one.
MAX_COMPARED: Final = 2_000


@dataclass(frozen=True, slots=True)
class Aspect:
    """The verdict on one aspect."""

    verdict: Verdict
    reason: str
    """One sentence with the numbers, to the metre."""
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
    weakened_by: str = ""
    """Why what they contradict each other on is not decided after all; empty where that is not so."""

    @property
    def why(self) -> str:
        """One sentence with the numbers, and why they do not decide."""
        return f"{self.reason.removesuffix('.')}; {self.weakened_by}." if self.weakened_by else self.reason

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

    ``a``, ``b``: ids of two claims of the case; the same one twice is unrelated to itself.

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
        "occurrence": _occurrence(first, frame),
        "place": _place(setting, first, second, frame),
        "author": _author(setting, first, second, frame),
        "time": scope if frame.times == comparability.SCOPE else _times(setting, first, second, frame),
        "killed": _counts(setting, "killed", first, second, frame),
        "wounded": _counts(setting, "wounded", first, second, frame),
    }
    aspects = {name: aspect for name, aspect in found.items() if aspect is not None}
    if scope is not None and scope.verdict == "undecided":
        aspects = {name: _weakened(aspect, explanations.OUT_OF_TIME) for name, aspect in aspects.items()}
    if set(aspects) == {"time"} and frame.times == comparability.SCOPE:
        aspects = {}  # a denial's time decides nothing alone: it only says what the other aspects speak of
    if setting.is_hedged(first) or setting.is_hedged(second):
        aspects = {name: _weakened(aspect, explanations.HEDGED) for name, aspect in aspects.items()}
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
    return replace(aspect, verdict="undecided", weakened_by=reason)


def _place(setting: CaseContext, a: Claim, b: Claim, frame: Frame) -> Aspect | None:
    if frame.place == comparability.NOT_COMPARED:
        return None
    if frame.place == comparability.SEVERAL:
        return Aspect("compatible", explanations.SEVERAL)
    first, second = setting.places[a.id], setting.places[b.id]
    assert first is not None  # noqa: S101 - the frame says that both state a place
    assert second is not None  # noqa: S101 - as above
    found = compare_places(first, second)
    reason = explanations.place(setting.case, first, second, found)
    apart_m = sensitivity_m(first, second, found)
    aspect = Aspect(VERDICTS[found.code], reason, slack_m=found.slack_m, sensitivity_m=apart_m, place=found)
    return _weakened(aspect, explanations.GROUNDS[frame.ground]) if frame.place == comparability.WEAKENED else aspect


def _author(setting: CaseContext, a: Claim, b: Claim, frame: Frame) -> Aspect | None:
    if not frame.author:
        return None
    return Aspect(VERDICTS[frame.author], explanations.author(setting.case, a, b, frame.ground))


def _times(setting: CaseContext, a: Claim, b: Claim, frame: Frame) -> Aspect | None:
    first, second = setting.times[a.id], setting.times[b.id]
    if frame.times == comparability.NO_TIMES or first is None or second is None:
        return None
    if frame.times == comparability.SEVERAL:
        return Aspect("compatible", explanations.SEVERAL)
    found = time_windows.judge_two_times(first, second)
    slack_h = _hours(float(found.slack_s))
    in_utc = time_windows.are_by_two_clocks(first, second)
    why = explanations.times(a, b, int(found.code), slack_h, in_utc=in_utc)
    return Aspect(VERDICTS[int(found.code)], why, slack_h=slack_h)


def _hours(seconds: float) -> float | None:
    return seconds / time_windows.SECONDS_PER_HOUR if math.isfinite(seconds) else None


def _occurrence(a: Claim, frame: Frame) -> Aspect | None:
    if not frame.occurrence:
        return None
    return Aspect(VERDICTS[frame.occurrence], explanations.occurrence(a))


def _scope(setting: CaseContext, a: Claim, b: Claim, frame: Frame) -> Aspect | None:
    """Return how the affirmation's time lies to what a denial of any event speaks of; ``None`` for other pairs."""
    denial, affirmation = (a, b) if a.polarity == "deny" else (b, a)
    spoken_of, event = setting.times[denial.id], setting.times[affirmation.id]
    if frame.times != comparability.SCOPE or spoken_of is None:
        return None
    if event is None:
        return Aspect("undecided", explanations.no_time(denial))
    found = time_windows.in_scope_of(event, spoken_of)
    scope = int(found.scope)
    why = explanations.scope(denial, affirmation, scope)
    return Aspect(_SCOPE_VERDICTS[scope], why, slack_h=_hours(float(found.slack_s)))


def _counts(setting: CaseContext, name: CountName, a: Claim, b: Claim, frame: Frame) -> Aspect | None:
    first, second = (setting.people[name][claim.id] for claim in (a, b))
    if not frame.counts or first is None or second is None:
        return None
    found = judge_people(name, first, second, setting.said[a.id], setting.said[b.id])
    code, spare = int(found.code), float(found.spare)
    one, other = (claim.killed if name == "killed" else claim.wounded for claim in (a, b))
    assert one is not None and other is not None  # noqa: PT018, S101 - both say how many
    why = explanations.explain_counts(one, other, code, _denier(a, b), is_open=bool(found.is_open))
    aspect = Aspect(VERDICTS[code], why, slack_persons=int(spare) if math.isfinite(spare) else None)
    return _weakened(aspect, explanations.GROUNDS[frame.ground]) if frame.counts == comparability.WEAKENED else aspect


def _denier(a: Claim, b: Claim) -> str:
    """Return which of two claims is a denial, in words; empty if none is."""
    return "first" if a.polarity == "deny" else "second" if b.polarity == "deny" else ""


# What one claim is to all others.


def related(setting: CaseContext, claim_id: str) -> tuple[tuple[str, Verdict], ...] | None:
    """Return each other claim that was compared with this one, and the verdict, in the order of the file.

    ``None`` where more than :data:`MAX_COMPARED` would have to be.
    """
    claim = setting.case.claim_by_id[claim_id]
    by_id = setting.case.claim_by_id
    current = [by_id[other] for other in setting.current(list(by_id)) if other != claim_id]
    others = [other for other in current if _may_meet(claim, other)]
    if len(others) > MAX_COMPARED:
        return None
    found = ((other.id, pair(setting, claim_id, other.id).verdict) for other in others)
    return tuple((other, verdict) for other, verdict in found if verdict != "unrelated")


def _may_meet(a: Claim, b: Claim) -> bool:
    """Tell whether two claims may speak of one event: they name it, or one denies events of any name."""
    return (a.event is not None and a.event == b.event) or any(
        one.event is None and one.polarity == "deny" for one in (a, b)
    )
