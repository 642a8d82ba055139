"""Two claims with their verdict, in plain words: worded once, and set by page, panel, report and command line alike.

Nothing here is escaped: whoever sets the words does that.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from geodata.core.model import Claim
from geodata.core.text import counted
from geodata.render.text.claim_view import claim_line
from geodata.render.text.depends_on import depends_on
from geodata.render.text.phrases import VERDICT_WORDS, WithVerdict
from geodata.verdicts import explanations, sensitivity
from geodata.verdicts.explanations import duration, length_rounded, length_words, margin_words
from geodata.verdicts.implied_speed import reaches
from geodata.verdicts.pairwise import pair

if TYPE_CHECKING:
    from geodata.constraints.three_valued import Bounds, Verdict
    from geodata.render.text.claim_view import ClaimLine
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.pairwise import Aspect, Pair

#: What each name of :attr:`geodata.constraints.pair_feasibility.PlaceFinding.inequality` asks, in :data:`LETTERS`.
ASKED: Final = {
    "far-apart": "d ≤ h1 + h2",
    "first-too-far": "d ≥ l1 - h2",
    "second-too-far": "d ≥ l2 - h1",
    "round-the-globe": "l1 + l2 + d no longer than the circumference of the Earth",
    "off-band": "the distance nearer or farther than a band that is denied",
    "region": "the point inside the region, or within reach of it",
    "regions": "two regions share a point",
    "between": "the ways to two places are together no longer than so many times the way between them",
    "sector": "the point inside the direction as well as the distance",
    "direction": "two directions cross",
    "unknown": "how far the positions may be off",
}
LETTERS: Final = (
    "d is how far apart the two places are, l the least and h the most that the first (1) or the second (2) claim "
    "allows from its own."
)
#: What a claim may state, by the aspect it is compared in.
_STATED: Final[Mapping[str, Callable[[Claim], bool]]] = {
    "place": lambda claim: claim.site is not None,
    "author": lambda claim: bool(claim.about_actors),
    "time": lambda claim: claim.event_time is not None,
    "killed": lambda claim: claim.killed is not None,
    "wounded": lambda claim: claim.wounded is not None,
}
#: What is compared, as a reader asks for it.
_LABELS: Final[Mapping[str, str]] = {
    "occurrence": "Whether", "place": "Where", "author": "Who", "time": "When", "killed": "Killed",
    "wounded": "Wounded", "speed": "Speed",
}  # fmt: skip
#: What the sentences of :mod:`geodata.verdicts.explanations` call two claims.
_ROLE: Final = re.compile(r"\b[Tt]he (first|second)\b")
#: By whether the first and the second state it.
_WHO_STATES: Final = {
    (True, True): "both state it, perhaps of different things",
    (True, False): "only the first states it",
    (False, True): "only the second states it",
    (False, False): "neither states it",
}
#: Of those names, the ones that compare lengths.
_OF_LENGTHS: Final = frozenset({"far-apart", "first-too-far", "second-too-far", "round-the-globe"})


@dataclass(frozen=True, slots=True)
class AspectView(WithVerdict):
    """What two claims are to each other in one thing that both speak of."""

    name: str
    verdict: Verdict
    why: str
    """What each of them says of it, and what follows; where that is not decided, why not."""
    margin: str = ""
    """By how much it holds or fails; empty where nothing was measured."""

    @property
    def label(self) -> str:
        """What is compared: ``"Where"``."""
        return _LABELS[self.name]


@dataclass(frozen=True, slots=True)
class PairView(WithVerdict):
    """Two claims, and whether both can be true."""

    first: ClaimLine
    """What the sentences call the first."""
    second: ClaimLine
    verdict: Verdict
    why: str
    """In a sentence: that of the aspect that decided, or why none was compared."""
    aspects: tuple[AspectView, ...]
    """Everything that was compared; how fast something would have moved among it."""
    not_compared: str
    """What was not compared beside these, and why, in a sentence; empty if nothing is missing, or nothing compared."""
    asked: tuple[str, ...]
    """Of places: which inequality decided, in :data:`LETTERS`, and its numbers; else empty."""
    rule: str
    """Which gave stated distances their width."""
    changes: tuple[str, ...]
    """What would change the verdict, a sentence each; empty if nothing would, or nobody asked."""
    depends: str = ""
    """What it depends on, as the end of a sentence; empty where it is decided."""

    @property
    def words(self) -> str:
        """The verdict: ``"cannot both be true"``; where it is not decided, with what it depends on."""
        return f"possible, depends on {self.depends}" if self.depends else VERDICT_WORDS[self.verdict]

    @property
    def title(self) -> str:
        """The same as a heading."""
        return f"{self.words[0].upper()}{self.words[1:]}"


def pair_view(setting: CaseContext, a: str, b: str, *, has_changes: bool = True) -> PairView:
    """Return two claims with their verdict and its working, in plain words.

    ``has_changes``: whether to look for what would change the verdict, which takes a hundred times as long as all else.

    >>> from geodata.casefile.io import read_case
    >>> from geodata.app.case_store import BUNDLED_CASE
    >>> from geodata.verdicts.context import CaseContext
    >>> found = pair_view(CaseContext(read_case(BUNDLED_CASE)[0]), "MCGURK-55-KM", "CJTF-35-MILES", has_changes=False)
    >>> found.words, found.aspects[0].margin
    ('can both be true', 'less than 100 m to spare')
    >>> found.asked[0]
    'd ≥ l1 - h2'
    """
    judged, claims = pair(setting, a, b), setting.case.claim_by_id
    first, second = (claim_line(setting.case, claims[one]) for one in (a, b))
    uncertainty_m = _uncertainty_m(setting, judged)
    read = {name: _as_read(setting, judged, one, uncertainty_m) for name, one in judged.aspects.items()}
    decided = next((one.why for one in read.values() if one.verdict == judged.verdict), judged.why)
    speeds = (AspectView("speed", reach.verdict, reach.why) for reach in reaches(setting, (a, b)))

    def named(why: str) -> str:
        return _in_names(setting, why, first, second)

    return PairView(
        first=first,
        second=second,
        verdict=judged.verdict,
        why=named(decided),
        aspects=(
            *(AspectView(name, one.verdict, named(one.why), _margin(one, uncertainty_m)) for name, one in read.items()),
            *speeds,
        ),
        not_compared=_not_compared(setting, judged),
        asked=tuple(_asked(setting, judged)),
        rule=setting.assumptions.rule_words,
        changes=sensitivity.changes_in_words(setting, judged) if has_changes else (),
        depends=depends_on(setting, judged),
    )


def _uncertainty_m(setting: CaseContext, judged: Pair) -> float:
    """Return the largest uncertainty that two claims' places are compared with, metres; 0 where none are."""
    first, second = setting.places[judged.a], setting.places[judged.b]
    return 0.0 if first is None or second is None else first.uncertainty_m(second)


def _as_read(setting: CaseContext, judged: Pair, aspect: Aspect, uncertainty_m: float) -> Aspect:
    """Return an aspect whose sentence has no more digits than the claims allow."""
    first, second = setting.places[judged.a], setting.places[judged.b]
    if aspect.place is None or first is None or second is None:
        return aspect
    return replace(aspect, reason=explanations.place(setting.case, first, second, aspect.place, uncertainty_m))


def _in_names(setting: CaseContext, why: str, first: ClaimLine, second: ClaimLine) -> str:
    """Return a reason with the speakers' names for "the first" and "the second", where that says who is meant."""
    case, names = setting.case, {"first": first.speaker, "second": second.speaker}
    claims = [case.claim_by_id[line.id] for line in (first, second)]
    sites = [case.site_by_id[site].name for claim in claims for site in claim.sites]
    given = [*sites, *(case.names_of(claim.about_actors) for claim in claims)]
    if first.speaker == second.speaker or any(_ROLE.search(name) for name in given):
        return why
    named = _ROLE.sub(lambda role: names[role[1]], why)
    return f"{named[:1].upper()}{named[1:]}"


def _not_compared(setting: CaseContext, judged: Pair) -> str:
    """Say what two claims were not compared in: that both can be true says nothing of it."""
    if not judged.aspects:
        return ""
    first, second = (setting.case.claim_by_id[claim_id] for claim_id in (judged.a, judged.b))
    by_reason: dict[str, list[str]] = {}
    for name, states in _STATED.items():
        if name not in judged.aspects:
            by_reason.setdefault(_WHO_STATES[states(first), states(second)], []).append(_LABELS[name].lower())
    parts = (f"{', '.join(names)} ({reason})" for reason, names in by_reason.items())
    return f"Not compared: {'; '.join(parts)}." if by_reason else ""


def _margin(aspect: Aspect, uncertainty_m: float) -> str:
    """Say by how much the inequality that decided holds, or fails: no more exactly than lengths are known."""
    if aspect.slack_m is not None and aspect.verdict == "undecided":
        return _spare(aspect.slack_m, f"at worst {length_rounded(abs(aspect.slack_m), uncertainty_m, math.ceil)}")
    if aspect.slack_m is not None:
        return _spare(aspect.slack_m, margin_words(abs(aspect.slack_m), uncertainty_m))
    if aspect.slack_h is not None:
        return _spare(aspect.slack_h, duration(abs(aspect.slack_h)))
    if aspect.slack_persons is not None:
        return _spare(aspect.slack_persons, counted(abs(aspect.slack_persons), "person"))
    return ""


def _spare(slack: float, words: str) -> str:
    return f"{words} {'to spare' if slack > 0 else 'short'}" if slack else ""


def _asked(setting: CaseContext, judged: Pair) -> Iterator[str]:
    aspect, first, second = judged.aspects.get("place"), setting.places[judged.a], setting.places[judged.b]
    if aspect is None or aspect.place is None or first is None or second is None:
        return
    found = aspect.place
    yield ASKED[found.inequality]
    if found.inequality in _OF_LENGTHS:
        yield f"d {_interval(found.d_min_m, found.d_max_m)}"
        yield f"first: {_bounds(first.bounds_beside(second))}"
        yield f"second: {_bounds(second.bounds_beside(first))}"
    if found.slack_m is not None:
        yield f"left over, to the metre: {length_words(found.slack_m)}"


def _bounds(found: Bounds) -> str:
    return f"l {_interval(found.l_min, found.l_max)}, h {_interval(found.h_min, found.h_max)}"


def _interval(least_m: float, most_m: float) -> str:
    if least_m == most_m:
        return "no limit" if least_m == float("inf") else length_words(least_m)
    return f"{length_words(least_m)} to {length_words(most_m)}"
