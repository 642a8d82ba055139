"""What all pages say: their titles, units and base map, what is wrong with the case, buttons that several have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geodata.core.text import counted
from geodata.render.text import terms

MAP: Final = terms.MAP
TIMELINE: Final = terms.TIMELINE
DISTANCES: Final = "Distances"
CONSISTENCY: Final = terms.CAN_BE_TRUE_PAGE
SOURCES: Final = "Sources"
EDIT: Final = "Edit"


def browser_title(page: str) -> str:
    """Return the title of a browser's tab."""
    return f"{page} · Crossbearing"


# -- units and precision ---------------------------------------------------------------------------------------------

UNITS_AND_PRECISION: Final = "Units and precision"
DISTANCE_UNIT: Final = "Distance unit"
PRECISION: Final = "Precision of stated distances"
PRECISION_HELP: Final = (
    "How far a stated distance may be from the true one, by the digits it is stated with: half of the last one, as in "
    "Chapman & Wieczorek 2020, or all of it, as in Wieczorek, Guo & Hijmans 2004."
)
RULE_2020: Final = "half of the last digit"
RULE_2004: Final = "the last digit"
CUSTOM_PRECISION: Final = "custom"
PLUS_MINUS_METRES: Final = "± metres"

# -- base map --------------------------------------------------------------------------------------------------------

BASE_MAP: Final = "Base map"
BASE_MAPS: Final[Mapping[str, str]] = {
    "": "Built-in (offline)",
    "osm": "OpenStreetMap",
    "satellite": "Satellite (Esri)",
    "own": "Custom XYZ tiles",
}
TILE_URL: Final = "URL of the XYZ tiles"
TILE_URL_EXAMPLE: Final = "https://…/{z}/{x}/{y}.png"
#: Beside the offer of a base map that shows more.
BUILT_IN_ENDS: Final = "The built-in map ends at towns, rivers and borders; OpenStreetMap has streets."


def nothing_requested(error: str) -> str:
    """Say that a base map is not valid."""
    return f"{error} Nothing was requested."


def sent_to(host: str) -> str:
    """Say what an online base map sends to whom."""
    return (
        f"While it is on, your browser requests map images from {host}, which learns your network address and the area "
        "and zoom that you look at. Nothing of the case is sent."
    )


def asks_for_base_map(host: str) -> str:
    """Say whose base map an address asks for, with what that sends."""
    return f"This link asks for the base map of {host}. {sent_to(host)}"


def switch_on(host: str) -> str:
    """Return the button that allows an online base map."""
    return f"Switch on {host}"


# -- the state of the case -------------------------------------------------------------------------------------------

SHOWS_LAST_GOOD: Final = "The case file has problems. The map shows its last valid version."
#: Before the parts of a link that could not be read.
LEFT_OUT_OF_LINK: Final = "This case does not have some of what the link names, or it cannot be read. Left out:"
SHOWS_NOTHING: Final = "The case file has problems. Nothing of it can be shown; the map is empty."


def warnings(count: int) -> str:
    """Head the warnings about a case file."""
    return f"The case file has {counted(count, 'warning')}"


def draft_is_kept(fault: str) -> str:
    """Say that a page ended in a fault, and what to do."""
    return f"{fault} Your draft is kept: reload the page to go on."


SHARE: Final = "Share"
EXPORT: Final = "Export"
SAVED: Final = "saved"
UNSAVED: Final = "your draft, not saved"
OWN_DRAFT: Final = "your own draft"
COPIED: Final = "The page's address is copied."
NOT_COPIED: Final = "Copy this address:"
#: What is in an address, so that nobody sends more than is meant, or less.
ADDRESS_HOLDS: Final = (
    "It holds what is shown here: filters, the selected claim, what is measured and asked. It does not hold the case."
)
ADDRESS_OF_DRAFT: Final = (
    "Your draft is only in this browser: whoever else opens the address sees the server's case. Send them an export."
)


def unsaved_draft(name: str) -> str:
    """Say on other pages that there is a draft."""
    return f"You see your draft of {name}, with unsaved changes. Save or discard it on the page “{EDIT}”."


def outdated_draft(name: str) -> str:
    """Say on other pages that a draft of which all is undone is no longer the file."""
    return (
        f"You see {name} as it was before somebody else changed it: your draft has changes that can be done again. "
        f"Discard it on the page “{EDIT}” to see theirs."
    )


def own_draft(name: str) -> str:
    """Say that what is open is not of the server's file."""
    return f"Open: {name}, a draft that only you see. It does not belong to the server's file: download it to keep it."


def given_often(name: str, times: int) -> str:
    """Name, among what could not be read of an address, what it says several times."""
    return f"{name}, which it gives {times} times"


def unknown_draft(draft: str) -> str:
    """Name, among what could not be read of an address, a draft that is somebody else's or gone."""
    return f"draft {draft} (this browser has none of that name: the server's case is shown)"


def problems_not_shown(count: int) -> str:
    """Say how many problems are not listed."""
    return f"{counted(count, 'more problem')} not shown here; the command “check” lists them all."


def filtered(words: str) -> str:
    """Say by which filters claims are chosen."""
    return f"Filters: {words}."


EMPTY_CASE: Final = (
    "This case is empty. Add who speaks, the places they speak of, and what each of them claims; this page then shows "
    "it."
)
FILL_IT: Final = "Fill in the case"
OPEN: Final = "Open"
UNDO: Final = "Undo"
REMOVE: Final = "Remove"


def more(count: int) -> str:
    """Say how many are not listed."""
    return f"and {count:,} more"
