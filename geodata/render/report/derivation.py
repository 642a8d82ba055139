"""The working behind one verdict: each aspect, the inequality that decided, its numbers, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.core.text import counted
from geodata.render.text.claim_view import said
from geodata.render.text.document import Facts, Listing, Paragraph, Section, Table, code, line, lines, strong
from geodata.render.text.phrases import VERDICT_WORDS
from geodata.verdicts.explanations import duration, metres
from geodata.verdicts.sensitivity import in_words

if TYPE_CHECKING:
    from geodata.constraints.place_constraints import PlaceConstraint
    from geodata.constraints.three_valued import Bounds
    from geodata.render.report.options import Subject
    from geodata.render.text.document import Block, Lines
    from geodata.verdicts.pairwise import Aspect, Pair

#: What each name of :attr:`geodata.constraints.pair_feasibility.PlaceFinding.inequality` asks, in the letters of
#: Method.
ASKED: Final = {
    "far-apart": "d ≤ h1 + h2",
    "first-too-far": "d ≥ l1 - h2",
    "second-too-far": "d ≥ l2 - h1",
    "round-the-globe": "l1 + l2 + d no longer than once round the globe",
    "off-band": "the distance nearer or farther than a band that is denied",
    "region": "the point inside the region, or within reach of it",
    "regions": "two regions share a point",
    "sector": "the point inside the direction as well as the distance",
    "direction": "two directions cross",
    "unknown": "how far the positions may be off",
}


def working(subject: Subject, pair: Pair) -> Section:
    """Return two claims, their verdict by aspect, and what would change it."""
    both = [
        line(strong(name), *said(subject.case, claim)) for name, claim in (("First: ", pair.a), ("Second: ", pair.b))
    ]
    rows = [
        (lines(name), lines(aspect.verdict), lines(_slack(aspect)), lines(aspect.why))
        for name, aspect in pair.aspects.items()
    ]
    table = Table(("Aspect", "Verdict", "Slack", "Why"), (11, 15, 14, 60), tuple(rows))
    title = line(code(pair.a), " and ", code(pair.b), f" {VERDICT_WORDS[pair.verdict]}")
    flips = in_words(subject.setting, pair)
    changes: list[Block] = [Paragraph(line("What would change it:")), Listing(lines(*flips))] if flips else []
    return Section(title, (Listing(tuple(both)), table, *_decided(subject, pair), *changes))


def _slack(aspect: Aspect) -> str:
    if aspect.slack_m is not None:
        return metres(aspect.slack_m)
    if aspect.slack_h is not None:
        return f"{'-' if aspect.slack_h < 0 else ''}{duration(abs(aspect.slack_h))}"
    return "" if aspect.slack_persons is None else counted(aspect.slack_persons, "person")


def _decided(subject: Subject, pair: Pair) -> list[Block]:
    """Return which inequality decided about places, with its numbers; nothing where places were not compared."""
    aspect = pair.aspects.get("place")
    first, second = subject.setting.places[pair.a], subject.setting.places[pair.b]
    if aspect is None or aspect.place is None or first is None or second is None:
        return []
    found = aspect.place
    numbers: list[str] = []
    if found.inequality in ("far-apart", "first-too-far", "second-too-far", "round-the-globe"):
        numbers = [
            f"d {_interval(found.d_min_m, found.d_max_m)}",
            f"first: {_bounds(_read(first, second))}",
            f"second: {_bounds(_read(second, first))}",
        ]
    rows: list[tuple[str, Lines]] = [
        ("Asked", lines(ASKED[found.inequality], *numbers)),
        ("Rule", lines(subject.options.assumptions.rule_name)),
    ]
    return [Facts(tuple(rows))]


def _read(place: PlaceConstraint, beside: PlaceConstraint) -> Bounds:
    """Return a claim's bounds as they are read beside another: a ring beside a threshold is one exact distance."""
    return place.bounds(is_exact=place.kind == "ring" and beside.is_threshold)


def _bounds(found: Bounds) -> str:
    return f"l {_interval(found.l_min, found.l_max)}, h {_interval(found.h_min, found.h_max)}"


def _interval(least_m: float, most_m: float) -> str:
    if least_m == most_m:
        return "no limit" if least_m == float("inf") else metres(least_m)
    return f"{metres(least_m)} to {metres(most_m)}"
