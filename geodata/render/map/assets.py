"""Our own scripts and styles, joined from ``assets``, under addresses that name their content.

A browser may keep what such an address gives for good, and a new version of the app is a new address.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.render.map.script_json import script_json
from geodata.render.text.legend_signs import CLAIM_SIGNS, OTHER_SIGNS

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


def _panel_script() -> bytes:
    """Return the panels' script with their style in it, so that a panel never stands there without."""
    style = json.dumps((_ASSETS / "panel.css").read_text(encoding="utf-8"))
    parts = [(_ASSETS / name).read_bytes() for name in ("toggles.js", "panel.js")]
    return b"\n".join([f"const STYLE = {style};".encode(), *parts])


#: The legend has its signs from where figures have theirs.
_SIGNS: Final = script_json({"claimSigns": CLAIM_SIGNS, "otherSigns": OTHER_SIGNS})
SCRIPT: Final = _bundle("map", "js", _map_parts("js") + f"\nObject.assign(crossbearing, {_SIGNS});".encode())
STYLE: Final = _bundle("map", "css", _map_parts("css"))
PANEL: Final = _bundle("panel", "js", _panel_script())
