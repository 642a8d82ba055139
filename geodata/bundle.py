"""The map's own script and style, joined from ``assets/map``, under addresses that name their content.

A browser may keep what such an address gives for good, and a new version of the app is a new address.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MAP: Final = Path(__file__).parent / "assets" / "map"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file to serve."""

    address: str
    media_type: str
    content: bytes


def _bundle(ending: str, media_type: str) -> Bundle:
    content = b"\n".join(part.read_bytes() for part in sorted(_MAP.glob(f"*.{ending}")))
    digest = hashlib.sha256(content).hexdigest()[:16]
    return Bundle(f"/assets/map-{digest}.{ending}", media_type, content)


SCRIPT: Final = _bundle("js", "text/javascript")
STYLE: Final = _bundle("css", "text/css")
