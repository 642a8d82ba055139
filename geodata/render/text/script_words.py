"""What the scripts of the map and of the page in one file say; values stand in for the names in braces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.render.text import map_labels, terms
from geodata.view import filters

if TYPE_CHECKING:
    from collections.abc import Mapping

SCRIPT_WORDS: Final[Mapping[str, str]] = {
    "skipToMap": "Skip to the map",
    "skipToMain": "Skip to the main part",
    "twoFingers": "Use two fingers to move the map.",
    "fit": "Zoom to all claims",
    "tools": "Tool for clicks on the map",
    "legend": "Legend",
    "point": "Point {number}",
    "ring": "Centre of the range ring",
    "place": "New position",
    "trial": terms.WHAT_IF,
    "handle": "{what}: {name}. Drag to move, Delete to remove.",
    "contradiction": "1 pair of claims contradicts each other",
    "contradictions": "{count} pairs of claims contradict each other",
    "listThem": "Click to list these {count} claims.",
    "far": "about {length} {unit}",
    "claimHere": "1 claim here",
    "claimsHere": map_labels.CLAIMS_HERE,
    "oneOfHere": map_labels.ONE_OF_HERE,
    "severalSay": map_labels.SEVERAL_SAY,
    "range": map_labels.RANGE,
    "noData": "the map's data could not be read",
    "noTile": "base map",
    "failed": "The map could not be drawn: {why}. Reload the page.",
    "close": "Close",
    "shown": filters.SHOWN,
    "shownWithoutPlace": filters.SHOWN_WITHOUT_PLACE,
    "oneWithoutPlace": filters.ONE_WITHOUT_PLACE,
    "notInFile": "Claim {id} is not in this file.",
    "pairNotInFile": "The details of {first} and {second} are not in this file.",
}
