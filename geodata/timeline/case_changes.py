"""What changed in a case between two moments: what was said by the second and had not been by the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from geodata.constraints.three_valued import VERDICTS
from geodata.core.model import Count
from geodata.timeline.as_of import known_by, with_claims
from geodata.verdicts.context import CaseContext
from geodata.verdicts.people_counts import COUNTS
from geodata.verdicts.verdict_matrix import table

if TYPE_CHECKING:
    from geodata.constraints.three_valued import Verdict
    from geodata.verdicts.people_counts import CountName
    from geodata.verdicts.time_windows import Window
    from geodata.verdicts.verdict_matrix import VerdictMatrix


@dataclass(frozen=True, slots=True)
class Flipped:
    """The verdict on two claims that was another on what they update."""

    a: str
    b: str
    before: tuple[str, str]
    """Ids of the claims that stood in their places: of the same actor each, updated by it or the same."""
    was: Verdict
    became: Verdict

    def to_json(self) -> dict[str, Any]:
        """Return the members of docs/command-line.md, "Changes"."""
        return {"a": self.a, "b": self.b, "from": self.was, "to": self.became, "before": list(self.before)}


@dataclass(frozen=True, slots=True)
class PeopleMoved:
    """The least and the most that anybody says of how many were killed or wounded, before and after."""

    event: str
    what: CountName
    before: tuple[int, int | None] | None
    """``None`` where nobody had said a number; the most is ``None`` for "or more"."""
    after: tuple[int, int | None]

    def to_json(self) -> dict[str, Any]:
        """Return the members of docs/command-line.md, "Changes"."""
        before = None if self.before is None else list(self.before)
        return {"event": self.event, "what": self.what, "from": before, "to": list(self.after)}


@dataclass(frozen=True, slots=True)
class CaseChanges:
    """What changed; only what had surely been said counts, at either moment."""

    added: tuple[str, ...]
    revised: tuple[tuple[str, str], ...]
    """What was updated, and what updates it."""
    flipped: tuple[Flipped, ...]
    people: tuple[PeopleMoved, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the document of docs/command-line.md, "Changes"."""
        return {
            "added": list(self.added),
            "revised": [list(pair) for pair in self.revised],
            "flipped": [one.to_json() for one in self.flipped],
            "people": [one.to_json() for one in self.people],
        }


def changes_between(setting: CaseContext, first: Window, second: Window) -> CaseChanges:
    """Return what changed between two moments, the first of which is not after the second."""
    then, now = (
        [claim for claim, known in known_by(setting, moment).items() if known == "surely"] for moment in (first, second)
    )
    added = frozenset(now) - frozenset(then)
    by_id = setting.case.claim_by_id
    revised = tuple(
        (link.claim, claim)
        for claim in now
        if claim in added
        for link in by_id[claim].links
        if link.may_revise and link.claim in now and by_id[link.claim].actor == by_id[claim].actor
    )
    before, after = (CaseContext(with_claims(setting.stated_case, known), setting.assumptions) for known in (then, now))
    return CaseChanges(
        tuple(claim for claim in now if claim in added),
        revised,
        tuple(_flipped(setting, table(before), table(after))),
        tuple(_people(before, after)),
    )


def _flipped(setting: CaseContext, before: VerdictMatrix, after: VerdictMatrix) -> Iterator[Flipped]:
    """Yield the pairs that stand in another verdict than those in whose places they are."""
    row_of = {claim: row for row, claim in enumerate(before.claims)}
    places = [
        [row_of[now]] if now in row_of else [row for claim, row in row_of.items() if (now, claim) in setting.updates]
        for now in after.claims
    ]
    for row, column in combinations(range(len(after.claims)), 2):
        a, b, became = after.claims[row], after.claims[column], int(after.codes[row, column])
        if a in row_of and b in row_of:
            continue  # the same two stand as they stood
        for one, other in product(places[row], places[column]):
            was = int(before.codes[one, other])
            if was != became and one != other:
                yield Flipped(a, b, (before.claims[one], before.claims[other]), VERDICTS[was], VERDICTS[became])


def _people(before: CaseContext, after: CaseContext) -> Iterator[PeopleMoved]:
    said = [_ranges(setting) for setting in (before, after)]
    for event in after.case.events:
        for what in COUNTS:
            was, became = (ranges.get((event.id, what)) for ranges in said)
            if became is not None and was != became:
                yield PeopleMoved(event.id, what, was, became)


def _ranges(setting: CaseContext) -> dict[tuple[str, CountName], tuple[int, int | None]]:
    """Return the least and the most that current claims affirm of each event, by what is counted."""
    found: dict[tuple[str, CountName], list[Count]] = {}
    for claim_id in setting.current(list(setting.case.claim_by_id)):
        claim = setting.case.claim_by_id[claim_id]
        for what, count in zip(COUNTS, (claim.killed, claim.wounded), strict=True):
            if claim.event is not None and claim.polarity == "affirm" and count is not None:
                found.setdefault((claim.event, what), []).append(count)
    return {of: _range(counts) for of, counts in found.items()}


def _range(counts: Sequence[Count]) -> tuple[int, int | None]:
    most = [count.max for count in counts]
    return min(count.min for count in counts), None if None in most else max(one for one in most if one is not None)
