"""What a timeline shows: claims on the lanes of their sides, with the times that they state as bounds.

Nothing here is escaped: whoever sets the words does that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.model import Claim
from geodata.core.zones import LOCAL_TIME, UTC_TIME
from geodata.parsing.edtf import time_in_words, with_note
from geodata.parsing.edtf_date import NO_ZONE
from geodata.render.text import terms
from geodata.render.text.account_words import main_words
from geodata.render.text.claim_view import claim_line
from geodata.render.text.sides import sides_of
from geodata.timeline.claim_times import ClaimTime, claim_time

if TYPE_CHECKING:
    from geodata.core.vocabulary import Polarity
    from geodata.render.text.claim_view import ClaimLine
    from geodata.render.text.sides import Side
    from geodata.timeline.claim_spans import ClaimSpans
    from geodata.timeline.claim_times import Span
    from geodata.timeline.time_axis import TimeAxis
    from geodata.verdicts.context import CaseContext

#: Rows that are drawn in all, and of each lane at least.
_MOST_ROWS: Final = 1_000
_LEAST_ROWS: Final = 20
#: How a time without a zone may be read otherwise.
_OTHER_READINGS: Final = (LOCAL_TIME, UTC_TIME)


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A claim with its time."""

    line: ClaimLine
    words: str
    """Who did it, and where, in few words; of a claim that says neither, all of its own."""
    polarity: Polarity
    time: str
    """In words, with the zone that it is told in."""
    spans: tuple[Span, ...]
    ghosts: tuple[Span, ...]
    """Where it would be if its zone was read otherwise; of the chosen claim alone."""
    is_revised: bool
    is_outside: bool
    """Whether the filter of times leaves it out."""


@dataclass(frozen=True, slots=True)
class TimelineLane:
    """A side with its claims on the axis, the earliest first."""

    side: Side
    rows: tuple[TimelineRow, ...]
    earlier: int
    """How many of its claims are before the axis, and are not among the rows."""
    later: int
    undrawn: int
    """How many are on the axis beyond the most that are drawn."""

    @property
    def beside(self) -> str:
        """How many are not among the rows, in words; empty where all are."""
        found = ((self.earlier, terms.EARLIER), (self.later, terms.LATER), (self.undrawn, terms.NOT_DRAWN))
        return ", ".join(f"{number:,} {word}" for number, word in found if number)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The claims on an axis, and those that have no place on any."""

    lanes: tuple[TimelineLane, ...]
    revisions: tuple[tuple[str, str], ...]
    """A claim and the one that it replaces, both among the rows."""
    undated: tuple[ClaimLine, ...]
    """The first of those without a time."""
    without_time: int
    with_time: int


def timeline_view(
    setting: CaseContext,
    spans: ClaimSpans,
    axis: TimeAxis,
    claims: Sequence[Claim],
    passing: Collection[str],
    chosen: str | None,
) -> Timeline:
    """Return claims on an axis.

    ``spans``: when all claims of the case were, as assumed. ``passing``: ids of those that the filter of times lets
    through. ``chosen``: id of the claim whose other readings are shown.
    """
    case = setting.case
    replaced = setting.updates.replaced([claim.id for claim in claims])

    def row(claim: Claim) -> TimelineRow:
        time = spans.time(claim.id)
        ghosts = tuple(_ghosts(setting, claim, time)) if claim.id == chosen else ()
        is_outside = claim.id not in passing
        return TimelineRow(
            claim_line(case, claim),
            main_words(case, claim) or claim.summary,
            claim.polarity,
            time_words(claim, time),
            time.spans,
            ghosts,
            claim.id in replaced,
            is_outside,
        )

    lanes: list[TimelineLane] = []
    speaking = {claim.actor for claim in claims}
    for side in sides_of(case, [actor.id for actor in case.actors if actor.id in speaking]):
        members = [claim for claim in claims if claim.actor in side.members]
        ends = {claim.id: found for claim in members if (found := spans.ends_of(claim.id))}
        own = [claim for claim in members if claim.id in ends]
        # What is as long as the axis or longer tells least of it.
        own.sort(
            key=lambda claim: (ends[claim.id][0] < axis.first_s and ends[claim.id][1] > axis.last_s, ends[claim.id])
        )
        earlier = sum(ends[claim.id][1] < axis.first_s for claim in own)
        later = sum(ends[claim.id][0] > axis.last_s for claim in own)
        shown = [one for one in own if ends[one.id][1] >= axis.first_s and ends[one.id][0] <= axis.last_s]
        drawn = shown[: max(_MOST_ROWS - sum(len(lane.rows) for lane in lanes), _LEAST_ROWS)]
        if own:
            lanes.append(TimelineLane(side, tuple(map(row, drawn)), earlier, later, len(shown) - len(drawn)))
    rows = dict.fromkeys(one.line.id for lane in lanes for one in lane.rows)
    undated = [claim for claim in claims if spans.ends_of(claim.id) is None]
    listed = tuple(claim_line(case, claim) for claim in undated[:_MOST_ROWS])
    revisions = tuple(
        (new, link.claim)
        for new in rows
        for link in case.claim_by_id[new].links
        if link.may_revise and link.claim in rows and case.claim_by_id[link.claim].actor == case.claim_by_id[new].actor
    )
    return Timeline(tuple(lanes), revisions, listed, len(undated), len(claims) - len(undated))


def time_words(claim: Claim, time: ClaimTime) -> str:
    """Return a claim's time in words, with the zone that it is told in."""
    if claim.event_time is None:
        return terms.NO_TIME
    words = time_in_words(claim.event_time)
    return with_note(words, terms.read_as(time.zone)) if time.zone and NO_ZONE in words else words


def _ghosts(setting: CaseContext, claim: Claim, time: ClaimTime) -> Iterator[Span]:
    """Yield where a claim's time would be by other readings, if its zone is not stated."""
    for reading in _OTHER_READINGS:
        other = claim_time(setting, claim, reading)
        if other.spans != time.spans:
            yield from other.spans
