"""What changed in a case between two moments, in words: claims that were added or revised, verdicts, numbers.

Nothing here is escaped: whoever sets the words does that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.core.model import Case, Count
from geodata.render.text.claim_view import claim_line
from geodata.render.text.phrases import VERDICT_WORDS, WithVerdict

if TYPE_CHECKING:
    from geodata.constraints.three_valued import Verdict
    from geodata.render.text.claim_view import ClaimLine
    from geodata.timeline.case_changes import CaseChanges, Flipped


@dataclass(frozen=True, slots=True)
class FlippedView(WithVerdict):
    """Two claims between which the verdict is another one than it was on what stood in their places."""

    verdict: Verdict
    claims: tuple[ClaimLine, ClaimLine]
    words: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What changed; claims as lines of lists."""

    added: tuple[ClaimLine, ...]
    revised: tuple[tuple[ClaimLine, ClaimLine], ...]
    """What was updated, and what updates it."""
    flipped: tuple[FlippedView, ...]
    people: tuple[str, ...]
    """Least and most that is said of each event, before and after."""


def changes_view(case: Case, found: CaseChanges) -> ChangesView:
    """Return what changed, in words."""

    def line(claim: str) -> ClaimLine:
        return claim_line(case, case.claim_by_id[claim])

    people = [
        f"{case.event_by_id[one.event].name}, {one.what}: "
        f"{'nothing said' if one.before is None else Count(*one.before).in_words} → {Count(*one.after).in_words}"
        for one in found.people
    ]
    return ChangesView(
        tuple(map(line, found.added)),
        tuple((line(old), line(new)) for old, new in found.revised),
        tuple(FlippedView(one.became, (line(one.a), line(one.b)), _flipped(one)) for one in found.flipped),
        tuple(people),
    )


def _flipped(one: Flipped) -> str:
    return f"{VERDICT_WORDS[one.became]}; before: {VERDICT_WORDS[one.was]}"
