"""The terms that the pages, the page in one file and the report have in common, each with what it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from geodata.core.text import counted
from geodata.parsing.edtf import time_in_words

if TYPE_CHECKING:
    from geodata.geodesy.candidate_sites import Fit

#: What the page that compares claims is called.
CAN_BE_TRUE_PAGE: Final = "Can they be true?"
#: Headings.
MAP: Final = "Map"
CLAIMS: Final = "Who says what"
PLACES: Final = "Places"
SOURCES: Final = "Sources"
DATA_USED: Final = "Data used in this case"
STATED: Final = "Stated and measured distances"
TOGETHER: Final = "What can be true together"
NOT_A_FINDING: Final = "A claim is what somebody says, not a finding."
PAIRWISE: Final = "Pairwise comparison"
EACH_CLAIM: Final = "Each claim in a row of its own"
PAIRS_IN_DETAIL: Final = "Pairs in detail"
NOTHING_IN_COMMON: Final = "No two of these claims are about the same aspect of one event, so none can be compared."
ACCOUNTS: Final = "Which accounts exclude each other"
ACCOUNTS_CAPTION: Final = (
    "An account is all that one actor says, compared claim by claim. One that is inconsistent in itself is named as "
    "such, and compared like any other."
)
CONFLICTS: Final = "Minimal conflicts"
CONFLICTS_CAPTION: Final = (
    "Each is a smallest set of claims that cannot all be true: give up any one of them, and the others are not shown "
    "to exclude each other."
)
#: Of two sides. That nothing contradicts is never said to be more than that.
CANNOT_BE_TRUE: Final = "Cannot both be true"
CANNOT_BE_RIGHT: Final = "Cannot both be right"
COUNTS_DIFFER: Final = "Counts differ"
NOT_DECIDED: Final = "Possible, depends on"
NOT_CERTAIN: Final = "Possible but not certain"
CLOSE: Final = "Close"
CAN_BE_TRUE: Final = "Can be true together"
NOT_SHOWN: Final = "Not shown to contradict"
NOT_COMPARED: Final = "Not compared"
ONE_SIDE: Final = "Only one side speaks of this event: there is nothing to compare its account with."
SIDES_COMPARED: Final = "Side against side"
SIDES_CAPTION: Final = (
    "What two sides exclude each other on, claim by claim. What is not shown to contradict need not be true, and may "
    "fail together with a third claim: that is asked below."
)
MARGINS: Final = (
    "A margin is what is left after every stated uncertainty was given away: of the places, of the distances as they "
    "are rounded, of the times. Beyond that, a large one excludes no more than a small one."
)
ANSWERS: Final = "What each side says, and what that excludes"
DECIDING: Final = "Which claims decide"
SCENARIO: Final = "One scenario"
WHAT_IF: Final = "What-if"
HYPOTHETICAL: Final = "Verdicts are hypothetical, for what is assumed is not in the case:"
CLEAR_FILTERS: Final = "Clear filters"
LOCATIONS: Final = "Possible locations"
LOCATIONS_CAPTION: Final = "Where an event can have happened if the chosen actors are right."
TIMELINE: Final = "Timeline"
NO_TIME: Final = "no time stated"
REVISED: Final = "revised later"
EARLIER: Final = "earlier"
LATER: Final = "later"
NOT_DRAWN: Final = "more in this time, not drawn: zoom in, or choose with the filters"
BEFORE: Final = "Begun earlier"
STATEMENT_TIMES: Final = "When it was, and when it was said"
ADDED: Final = "Claims added"
UPDATED: Final = "Claims updated"
VERDICTS_CHANGED: Final = "Verdicts that changed"
PEOPLE_CHANGED: Final = "Lowest and highest numbers of people stated, where they changed"
#: What the signs of a timeline mean.
TIME_SIGNS: Final[Mapping[str, str]] = {
    "stated": "as stated: some time in it",
    "wide": "as wide as it may be meant",
    "open": "no end stated",
    "zone": "time zone not sure",
    "ghost": "its zone read otherwise",
    "deny": "denial",
    "report": "relayed",
}
#: Of two stated distances.
PAIR_HEADS: Final = ("Stated", "Stated", "Difference", "Their ranges")
#: How the places that a claim may mean fit its words.
FITS: Final[Mapping[Fit, str]] = {
    "fits": "Certainly fits", "may fit": "Possibly fits", "does not fit": "Does not fit",
}  # fmt: skip


def counted_between(first: str, last: str, surely: int, possibly: int) -> str:
    """Say how many claims speak of a stretch of time; ``possibly`` and not surely."""
    return f"{first} to {last}: {counted(surely, 'claim')} surely, {possibly:,} more possibly"


def without_time(count: int) -> str:
    """Head the claims that state no time."""
    return f"{counted(count, 'claim')} without a time"


def hour_of(face: str) -> str:
    """Head the claims whose times begin in an hour; ``face``: EDTF, to the minute."""
    return time_in_words(f"{face[:14]}00{face[16:]}")


def read_as(zone: str) -> str:
    """Say in which zone a time is read whose zone is not stated."""
    return f"read as {zone}"


def timed(claims: int, zone: str) -> str:
    """Say what the histogram counts, and whose hours the axis tells."""
    return f"{counted(claims, 'claim')} with a time; strong: surely in that part, faint: possibly. {zone} time."
