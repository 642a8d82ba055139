"""What the map's page says: filters, tools, the card and the lists beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from geodata.core.text import all_in_words, counted
from geodata.render.text import terms

if TYPE_CHECKING:
    from geodata.geodesy.ring_query import Where
    from geodata.timeline.as_of import Knowledge

# -- filters ---------------------------------------------------------------------------------------------------------

SEARCH: Final = "Search"
SEARCH_HINT: Final = "any spelling, any script"
EVENT: Final = "Event"
LOCATION: Final = "Location type"
STANCE: Final = "Stance"
DATE_RANGE: Final = "Date range"
AFTER: Final = "From"
BEFORE: Final = "Until"
MOMENT_HINT: Final = "7 December 2015, 18:00"
SURELY_WITHIN: Final = "Only what surely was in this time"
REVERSED_TIMES: Final = "“Until” is earlier than “From”. Swap the two, or correct one."


def times_of(zone: str) -> str:
    """Say whose times are meant."""
    return f"Both ends are included. A time without a zone is one of {zone}."


INCLUDE_UNDATED: Final = "Include claims without a date"
AS_OF: Final = "As of"
SAID_BY: Final = "As it stood at the end of"
SAID_BY_HELP: Final = (
    "Leaves out what had not been said by then: maps, lists, verdicts and exports follow. Without a zone, a time is "
    "one of the case's. Where a claim does not say when it was said, the date of its first source counts."
)
MAYBE_SAID: Final = "Include what may have been said by then"
_KNOWN: Final[Mapping[Knowledge, str]] = {
    "surely": "had been said for sure",
    "possibly": "may have been said",
    "later": "had not been said",
    "unknown": "without a date of statement or source, left out",
}


def known(counts: Mapping[Knowledge, int]) -> str:
    """Say how many claims had been said by a moment."""
    return "; ".join(f"{counts.get(one, 0):,} {words}" for one, words in _KNOWN.items()) + "."


CLEAR_FILTERS: Final = terms.CLEAR_FILTERS

# -- above the map ---------------------------------------------------------------------------------------------------


NOTHING_EXCLUDED: Final = "No two sides are shown to exclude each other."


def more_to_compare(pairs: int, events: int) -> str:
    """Say where everything else is compared; ``pairs``, ``events``: how many more of them there are."""
    more = all_in_words([
        *[counted(pairs, "more pair") + " of sides"] * bool(pairs),
        *[counted(events, "other event")] * bool(events),
    ])  # fmt: skip
    return f"{more and f'and {more}: '}see “{terms.CAN_BE_TRUE_PAGE}”"


# -- beside the map --------------------------------------------------------------------------------------------------

CARD: Final = "Card"
ALL_CLAIMS: Final = "All claims"
BESIDE_MAP: Final = (CARD, ALL_CLAIMS, "Not on the map")

# -- tools -----------------------------------------------------------------------------------------------------------

SHOW_CONTRADICTIONS: Final = "Show contradictions"
TOOL_NAMES: Final[Mapping[str, str]] = {
    "ruler": "Ruler",
    "ring": "Range ring",
    "trial": terms.WHAT_IF,
    "place": "Add place",
}
#: What each button on the map is called.
ON_THE_MAP: Final[Mapping[str, str]] = {**TOOL_NAMES, "links": SHOW_CONTRADICTIONS}
REMOVE_FROM_MAP: Final = "Remove from map"
ADD_POINT: Final = "Add a point"
RING_CENTRE: Final = "Centre of the range ring"
PLACE_HINT: Final = "place name or coordinates"
STATED_DISTANCE: Final = "Stated distance"
STATED_DISTANCE_HINT: Final = "35 miles, about 55 km, …"
CLOSE_PATH: Final = "Close the path and measure the area"
CLEAR_MEASUREMENT: Final = "Clear measurement"
RULER_HINT: Final = (
    "Click the map, or enter a place above: two points make a line. A click on a place takes the place with its "
    "uncertainty, a click elsewhere the exact point."
)
ONE_POINT: Final = "One point so far: add another one to measure."
TOTAL: Final = "Total"
AREA: Final = "Area"
UNKNOWN_WIDTH: Final = " ± unknown"
RING_HINT: Final = "Click the map to set the centre of the ring, or enter a place above."
NONE: Final = "none"
RING_GROUPS: Final[Mapping[Where, str]] = {
    "inside": "Certainly inside",
    "on": "Certainly on the ring",
    "may be on": "Possibly on the ring",
    "outside": "Certainly outside",
}


LOOK_UP: Final = "Look it up in the gazetteer"


def known_places(name: str, count: int) -> str:
    """Head the places of the gazetteer that are offered for a name."""
    return f"The gazetteer has {'these places' if count else 'no place'} like “{name}”{':' if count else '.'}"


def around(name: str) -> str:
    """Ask for the distance of a ring."""
    return f"Around {name}: enter a distance as it was stated."


def ring_band(span: str, rule: str, half_width: str) -> str:
    """Say how wide a ring is."""
    return (
        f"A band from {span}; {rule}, here ± {half_width} m. Each place below includes the uncertainty of the centre."
    )


def azimuths(there: str, back: str) -> str:
    """Say both directions of a line."""
    return f"direction {there}, back {back}"


def too_many_to_link(most: int) -> str:
    """Say why no contradictions are drawn."""
    return f"Contradictions are drawn for up to {most:,} claims: choose fewer with the filters."


# -- a place picked on the map ---------------------------------------------------------------------------------------

PICK_HINT: Final = "Click the map where a place is: a new one, or one of the case that should be elsewhere."
ADD_PLACE_HERE: Final = "Add a new place here"
MOVE_PLACE: Final = "Or move an existing place here"
CHOOSE_PLACE: Final = "Choose a place"
PICKED_ON_MAP: Final = "Picked on the map."


def picked(name: str) -> str:
    """Say which point was picked."""
    return f"Selected: {name}. Nothing is changed until you apply the form."


def move_here(name: str) -> str:
    """Return the button that takes a point for a place of the case."""
    return f"Move {name} here"


# -- what-if ---------------------------------------------------------------------------------------------------------

WHAT_IF_HINT: Final = (
    "Choose a place, here or by a click on it, and then where it could be instead: its verdicts change. Or click first "
    "where a place could be, and choose which. Nothing is saved."
)


def what_if_at(name: str) -> str:
    """Ask for the hypothetical position of a place."""
    return f"Click the map where {name} could be instead. Nothing is saved."


def what_if_whose(name: str) -> str:
    """Ask which place could be where the map was clicked."""
    return f"Selected: {name}. Choose which place could be there instead. Nothing is saved."


def verdicts_changed(count: int) -> str:
    """Say what assumptions change."""
    changed = counted(count, "verdict")
    return f"With all assumptions, {changed} between the claims shown changed: see the page “{terms.CAN_BE_TRUE_PAGE}”."


def one_way(names: str) -> str:
    """Say what of a consistent group is drawn on the map."""
    return f"One scenario in which all of these accounts are true: {names}. There may be others."


def possible_locations(event: str, claims: int, why: str) -> str:
    """Say what of an event's possible locations is drawn on the map."""
    return f"Possible locations: {event}, according to {counted(claims, 'claim')}. {why}"
