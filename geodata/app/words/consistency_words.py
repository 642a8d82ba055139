"""What the consistency page says: assumptions, comparison, accounts, conflicts, possible locations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from geodata.app.words.shared_words import EDIT
from geodata.core.text import counted
from geodata.render.text import terms

# -- assumptions -----------------------------------------------------------------------------------------------------

TIME_TOLERANCE: Final = "Tolerance of approximate times, ± hours"
MAX_SPEED: Final = "Maximum speed, km/h"
NO_MAX_SPEED: Final = "no limit"
MORE_ASSUMPTIONS: Final = "More assumptions"
#: By parameter of the address: label, step, and what it means.
RARE_NUMBERS: Final[Mapping[str, tuple[str, float, str]]] = {
    "day_tolerance": (
        "Tolerance of approximate days, ± hours",
        6.0,
        "How far a day, month or year that is marked as approximate or uncertain may be off at least.",
    ),
    "about": (
        "“About” a number of people, ± percent",
        5.0,
        "How far a number of people that is said to be “about” may be off; by one person at least.",
    ),
    "between": (
        "“Between” two places, times the way",
        0.1,
        "How many times the way between both places the ways to both may be together. Maps show 1.2 times.",
    ),
}
#: Label, and what it means.
TIME_ZONE: Final = "Times without a zone"
TIME_ZONE_HELP: Final = "By which clock a time is read whose zone is not stated. The verdicts on time follow it."
ASSUMPTION_FLAGS: Final[Mapping[str, tuple[str, str]]] = {
    "as_of": (
        "Numbers of people as of when they were said",
        "A number that was said later need not contradict an earlier one: more may have died meanwhile.",
    ),
    "hedged": (
        "Take “probably” at its word",
        "What is said to be probable or possible then contradicts others as if it were plainly stated.",
    ),
    "versions": (
        "Compare earlier versions, too",
        "Of a claim that its actor updated later, the earlier versions then take part as well.",
    ),
}
WHAT_IF: Final = "What-if: a place elsewhere, or more precise"
WHAT_IF_HELP: Final = "A hypothetical position or uncertainty of a place: verdicts follow at once, nothing is saved."
CHOOSE_PLACE: Final = "Choose a place"
HYPOTHETICAL_UNCERTAINTY: Final = "Hypothetical uncertainty, ± metres"
NOT_KNOWN: Final = "not known"
HYPOTHETICAL_POSITION: Final = "Hypothetical position"
POSITION_HINT: Final = "coordinates, or another place"
REGION_IS_NO_POSITION: Final = "A region is not a valid position: choose a point."

# -- the answer ------------------------------------------------------------------------------------------------------

NO_EVENT: Final = (
    "No claim shown names an event, so there are no accounts to lay side by side: name the event of each claim on the "
    "page “Case”."
)

# -- comparison ------------------------------------------------------------------------------------------------------

TOO_FEW: Final = f"At least two claims are needed: clear the filters, or add claims on the page “{EDIT}”."
PAIRWISE: Final = terms.PAIRWISE
BY_CLAIM: Final = terms.EACH_CLAIM
BY_CLAIM_HELP: Final = (
    "Otherwise the claims that are parts of one statement are one row, with the worst of their verdicts."
)
ALL_TOPICS: Final = "all"
#: What matrix and conflicts can be about.
TOPICS: Final[Mapping[str, str]] = {
    ALL_TOPICS: "All", "who": "Who", "where": "Where", "when": "When", "how many": "How many",
}  # fmt: skip
TOPIC: Final = "Compared on"
TOPIC_HELP: Final = (
    "The matrix and the minimal conflicts, on this alone. A conflict that takes three claims or more is on no single "
    "one: it stands under “All”."
)
AS_TEXT: Final = "As text to copy"
NOTHING_IN_COMMON: Final = terms.NOTHING_IN_COMMON
NAMES_ARE_HIDDEN: Final = "Filter on the map to see their names."
SPEEDS: Final = "Implied speeds"
COMPUTING_SPEEDS: Final = "Computing speeds"


def too_many(count: int, most: int) -> str:
    """Say that so many claims are not compared here."""
    return (
        f"{count:,} claims are shown; at most {most:,} are compared with each other here. Narrow them with the filters "
        "on the map, or compare them on the command line: python -m geodata verdicts."
    )


def comparing(count: int) -> str:
    """Say what takes a while."""
    return f"Comparing {counted(count, 'claim')} with each other"


def nothing_on(topic: str) -> str:
    """Say that claims are compared, but not on one topic; ``topic``: of :data:`TOPICS`."""
    return f"No two of these claims can be compared on “{TOPICS[topic]}”. “{TOPICS[ALL_TOPICS]}” has what can be."


def no_conflict_on(topic: str) -> str:
    """Say that no two claims exclude each other on one topic; ``topic``: of :data:`TOPICS`."""
    return f"No two of these claims exclude each other on “{TOPICS[topic]}”. “{TOPICS[ALL_TOPICS]}” has all conflicts."


def compared_with_none(count: int, topic: str | None) -> str:
    """Say how many claims the matrix has not; ``topic``: of :data:`TOPICS`, or ``None`` for all."""
    were = "was" if count == 1 else "were"
    if topic is not None:
        return f"{counted(count, 'claim')} {were} not compared on “{TOPICS[topic]}” with any other."
    return (
        f"{counted(count, 'claim')} {were} not compared: no event in common with another claim, or only relayed from "
        "others."
    )


# -- accounts and conflicts ------------------------------------------------------------------------------------------

ACCOUNTS: Final = terms.ACCOUNTS
ACCOUNTS_CAPTION: Final = terms.ACCOUNTS_CAPTION
BY_SIDE: Final = "Treat each side as one account"
CONFLICTS: Final = terms.CONFLICTS
CONFLICTS_CAPTION: Final = terms.CONFLICTS_CAPTION
TEXT_SUMMARY: Final = "Summary as text"
VERDICTS_CSV: Final = "Verdicts as CSV"
VERDICTS_JSON: Final = "Verdicts as JSON"


def looking_for_sets(budget_s: float) -> str:
    """Say what takes a while, and how long at most."""
    return f"Looking for sets of claims that cannot all be true, {budget_s:g} s at most"


# -- possible locations ----------------------------------------------------------------------------------------------

LOCATIONS: Final = terms.LOCATIONS
LOCATIONS_CAPTION: Final = terms.LOCATIONS_CAPTION
EVENT: Final = "Event"
ACCORDING_TO: Final = "According to"
SINGLE_ACTORS: Final = "Single actors"
CHOOSE_ACTOR: Final = "Choose at least one actor."


def no_place_of(names: Sequence[str]) -> str:
    """Say who is among the chosen and has no part in the answer."""
    return f"{'States' if len(names) == 1 else 'State'} no place: {'; '.join(names)}."
