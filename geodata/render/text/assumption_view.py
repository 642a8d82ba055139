"""What verdicts rest on beside the words: what is assumed, and how they are worked out, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from geodata.core import adhoc_sites
from geodata.core.assumptions import Assumptions
from geodata.core.model import Case
from geodata.core.precision import SetWidth, cited
from geodata.core.text import counted
from geodata.core.units import DEFAULT_UNIT, Unit, as_set
from geodata.core.zones import reading_in_words
from geodata.render.text.claim_view import MAX_REFERRED_CHARS, located_by, said
from geodata.render.text.phrases import between_words

Kind = Literal[
    "rule",
    "width",
    "places",
    "radius",
    "position",
    "time",
    "day",
    "zone",
    "about",
    "as_of",
    "hedged",
    "versions",
    "between",
    "speed",
]
#: What each kind is about, as the name of a row.
TOPICS: Final[dict[Kind, str]] = {
    "rule": "Stated distances",
    "width": "Stated distances",
    "places": "Places",
    "radius": "Places",
    "position": "Places",
    "time": "Approximate times",
    "day": "Approximate times",
    "zone": "Time zone",
    "about": "Numbers of people",
    "as_of": "Numbers of people",
    "hedged": "Probable and possible",
    "versions": "Earlier versions",
    "between": "Between two places",
    "speed": "Maximum speed",
}


@dataclass(frozen=True, slots=True)
class AssumptionView:
    """One thing that is assumed."""

    kind: Kind
    sentence: str
    about: str | None = None
    """Id of the claim or the place that it is set by hand for; ``None`` for what holds of all."""

    @property
    def topic(self) -> str:
        """What it is about, in a word or two."""
        return TOPICS[self.kind]


def assumption_views(case: Case, assumptions: Assumptions, unit: Unit) -> tuple[AssumptionView, ...]:
    """Say everything that verdicts depend on beside the words, what is left as the case has it included.

    >>> from geodata.core.assumptions import Assumptions
    >>> from geodata.core.model import Case
    >>> found = assumption_views(Case("X", "", "", (), (), (), (), (), {}), Assumptions(max_speed_kmh=900), "km")
    >>> found[1].sentence, found[-1].topic, found[-1].sentence
    ('Every place is where the case has it, anywhere within its uncertainty.', 'Maximum speed', \
'Nothing moves faster than 900 km/h.')
    """
    places = tuple(places_on_trial(case, assumptions, unit))
    changed = counted(len({view.about for view in places}), "such place")
    note = (
        f"Maps show {changed} as the case has it, not as assumed."
        if places
        else "Every place is where the case has it, anywhere within its uncertainty."
    )
    speed_kmh = assumptions.max_speed_kmh
    return (
        AssumptionView("rule", _rule(assumptions)),
        *_single_widths(case, assumptions, unit),
        *places,
        AssumptionView("places", note),
        *_times(assumptions),
        *_people(assumptions),
        AssumptionView("hedged", _HEDGED[assumptions.takes_hedged_at_word]),
        AssumptionView("versions", _VERSIONS[assumptions.all_versions]),
        *_between(case, assumptions),
        AssumptionView(
            "speed",
            "No maximum speed is assumed." if speed_kmh is None else f"Nothing moves faster than {speed_kmh:,g} km/h.",
        ),
    )


def changed_assumptions(case: Case, assumptions: Assumptions) -> tuple[AssumptionView, ...]:
    """Say what is assumed otherwise than without a choice, but for the rule and what maps show."""
    usual, views = (assumption_views(case, one, DEFAULT_UNIT) for one in (Assumptions(), assumptions))
    return tuple(view for view in views if view not in usual and view.kind not in ("rule", "places"))


def _times(assumptions: Assumptions) -> Iterator[AssumptionView]:
    off = "that is marked as approximate or uncertain may be off by"
    rule = "by a rule of this program"
    yield AssumptionView("time", f"A time of day {off} {assumptions.time_tolerance_h:g} h, {rule}.")
    yield AssumptionView("day", f"A day, month or year {off} {assumptions.day_tolerance_h:g} h at least, {rule}.")
    yield AssumptionView("zone", f"A time without a zone is read as {reading_in_words(assumptions.zone)}.")


def _people(assumptions: Assumptions) -> Iterator[AssumptionView]:
    share = f"{assumptions.about_share * 100:.4g} %"
    yield AssumptionView("about", f"A number of people said to be “about” may be off by {share}, and by 1 at least.")
    yield AssumptionView("as_of", _AS_OF[assumptions.counts_as_of_statement])


def _between(case: Case, assumptions: Assumptions) -> Iterator[AssumptionView]:
    if any(len(located_by(case, claim)) > 1 for claim in case.claims):
        words = between_words(assumptions.between_factor)
        yield AssumptionView("between", f"What is said to be between two places is {words}, by a rule of this program.")


_AS_OF: Final = {
    True: "Numbers of people are as of when they were said: another number said later need not contradict them.",
    False: "Numbers of people are final, whenever they were said.",
}
_HEDGED: Final = {
    True: "What is said to be probable or possible is taken at its word.",
    False: "What is said to be probable or possible contradicts nothing by itself.",
}
_VERSIONS: Final = {
    True: "Earlier versions of a claim are compared, too.",
    False: "Of a claim that its actor updated, only the latest version is compared.",
}


def _rule(assumptions: Assumptions) -> str:
    if isinstance(assumptions.rule, SetWidth):
        return f"Every stated distance may be off by {assumptions.rule}, whatever its digits: set by the user."
    return f"Precision of stated distances: {cited(assumptions.rule)}."


def _single_widths(case: Case, assumptions: Assumptions, unit: Unit) -> Iterator[AssumptionView]:
    for claim, width_m in dict(assumptions.half_widths_m).items():
        who = "".join(run.text for run in said(case, claim, MAX_REFERRED_CHARS))
        words = f"The distance may be off by {as_set(width_m, unit)}, set by the user, in what {who}"
        yield AssumptionView("width", words, claim)


def places_on_trial(case: Case, assumptions: Assumptions, unit: Unit) -> Iterator[AssumptionView]:
    """Yield which places are taken to be surer or elsewhere than the case has them."""
    for site, radius_m in dict(assumptions.uncertainties_m).items():
        within = "an unknown distance" if radius_m is None else as_set(radius_m, unit)
        yield AssumptionView(
            "radius", f"It is assumed that {case.site_by_id[site].name} is known to within {within}.", site
        )
    for site, (lon, lat) in dict(assumptions.positions).items():
        where = adhoc_sites.site_from_lat_lon(lat, lon).name
        yield AssumptionView("position", f"It is assumed that {case.site_by_id[site].name} lies at {where}.", site)


#: Each paragraph begins with what it is about and a full stop.
_METHOD: Final = """\
Distances. Every length is that of the geodesic on the WGS84 ellipsoid, by the algorithms of Karney (2013). A place is \
one unknown point, in a disc as wide as its uncertainty or in a region, so a distance between two places has a \
minimum and a maximum; both are given.

Stated distances. How far a stated distance may be from the true one is read from its digits: half of the last digit's \
place by the rule of 2020, the whole of it, or half for round numbers, by that of 2004. “About” does not widen it.

Times. Times are EDTF texts, read as intervals.

Verdicts. Each claim bounds the distance from the event to its place: at least l, at most h. With d the distance of \
two places, one point can satisfy both claims exactly when d ≤ h1 + h2, d ≥ l1 - h2 and d ≥ l2 - h1. What is not known \
exactly is an interval. Contradictory is said only where no reading of the words can be met, compatible only where \
every reading can; the rest is undecided. The margin is by how much the deciding inequality holds (to spare) or \
fails (short). A claim that relays what others say says nothing of its own and is judged against none; a claim that \
updates another by the same actor is not judged against it.

Grades. Reliability A to F and credibility 1 to 6 are the Admiralty grades as the case file has them; they change no \
verdict. F and 6 mean “cannot be judged”.\
"""
#: How verdicts are worked out: what each paragraph is about, and its words.
METHOD: Final[tuple[tuple[str, str], ...]] = tuple(
    (topic, words) for topic, _, words in (paragraph.partition(". ") for paragraph in _METHOD.split("\n\n"))
)
