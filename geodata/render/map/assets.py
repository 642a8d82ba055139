"""Our own scripts and styles, joined from ``assets``, under addresses that name their content.

A browser may keep what such an address gives for good, and a new version of the app is a new address.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.render.map.script_json import script_json
from geodata.render.text import map_labels, terms
from geodata.render.text.map_style import DOCUMENT
from geodata.view import filters

#: What the scripts of the map and of the page in one file say; values stand in for the names in braces.
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
    "pairHere": "✕ 1 pair",
    "pairsHere": "✕ {count} pairs",
    "onePairMore": "and 1 more pair",
    "morePairs": "and {count} more pairs",
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
    "play": "Play",
    "stop": "Stop",
    "shown": filters.SHOWN,
    "shownWithoutPlace": filters.SHOWN_WITHOUT_PLACE,
    "oneWithoutPlace": filters.ONE_WITHOUT_PLACE,
    "notInFile": "Claim {id} is not in this file.",
    "pairNotInFile": "The details of {first} and {second} are not in this file.",
}

_ASSETS: Final = Path(__file__).parents[2] / "assets"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file to serve."""

    address: str
    media_type: str
    content: bytes


def _bundle(name: str, ending: str, content: bytes) -> Bundle:
    digest = hashlib.sha256(content).hexdigest()[:16]
    return Bundle(f"/assets/{name}-{digest}.{ending}", {"js": "text/javascript", "css": "text/css"}[ending], content)


def _map_parts(ending: str) -> bytes:
    return b"\n".join(part.read_bytes() for part in sorted((_ASSETS / "map").glob(f"*.{ending}")))


def _variables(theme: str) -> str:
    colors = DOCUMENT["themes"][theme] | {"light-ink": DOCUMENT["themes"]["light"]["ink"]}
    lift = DOCUMENT["screen"]["lift_on_dark"]
    return "".join(f"--{name}:{color};" for name, color in colors.items()) + f"--lift:{lift};"


#: The colours of both themes as variables of style sheets; without a script, those of a dark screen by its own wish.
THEME_STYLE: Final = (
    f":root,.panel,#map_div{{{_variables('light')}}}\n"
    f".panel[data-dark='yes'],#map_div[data-theme='dark']{{{_variables('dark')}}}\n"
)
DARK_SCREEN: Final = f"@media screen and (prefers-color-scheme:dark){{:root,.panel{{{_variables('dark')}}}}}\n"


#: What the app's panels and the page that stands alone both need.
SHARED_SCRIPTS: Final = ("toggles.js", "keyboard.js")


def _panel_script() -> bytes:
    """Return the panels' script with their style and words in it, so that a panel never stands there without."""
    style = json.dumps(THEME_STYLE + (_ASSETS / "panel.css").read_text(encoding="utf-8"))
    parts = [(_ASSETS / name).read_bytes() for name in (*SHARED_SCRIPTS, "timeline.js", "panel.js")]
    words = script_json(dict(SCRIPT_WORDS))
    return b"\n".join([f"const STYLE = {style}, WORDS = {words};".encode(), *parts])


#: How things look and what the legend says, as figures have it, and all other words of scripts.
_LOOKS: Final = (
    f"window.crossbearing = {{ style: {script_json(DOCUMENT)}, words: {script_json(dict(SCRIPT_WORDS))} }};\n"
)
SCRIPT: Final = _bundle("map", "js", _LOOKS.encode() + _map_parts("js"))
STYLE: Final = _bundle("map", "css", THEME_STYLE.encode() + _map_parts("css"))
PANEL: Final = _bundle("panel", "js", _panel_script())
