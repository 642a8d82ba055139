"""The script and the style of a page, each as one text, and the policy in the page that lets it load nothing else.

The texts are Leaflet's, the map's as in the app, and the page's own. The policy names them by their hashes (W3C,
*Content Security Policy Level 3*, sections 2.3.1 and 8.3), so that nothing that a case could bring in runs or paints,
and no address is asked for anything.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

from geodata.render.map.assets import DARK_SCREEN, SCRIPT, SHARED_SCRIPTS, THEME_STYLE

_ASSETS: Final = Path(__file__).parents[2] / "assets"
_LEAFLET: Final = "js_lib_leaflet", "static/js_lib_leaflet"


def _leaflet(name: str) -> str:
    package, folder = _LEAFLET
    return importlib.resources.files(package).joinpath(folder, name).read_text(encoding="utf-8")


def _ours(*names: str) -> list[str]:
    return [(_ASSETS / name).read_text(encoding="utf-8") for name in names]


@lru_cache(maxsize=1)
def script() -> str:
    """Return the script; Leaflet without the address of its source map, which a browser would ask for.

    Raises ``ValueError`` if something in it would end the element it stands in.
    """
    leaflet = re.sub("//# sourceMappingURL=.*", "", _leaflet("leaflet.js"))
    return _contained("\n".join([leaflet, SCRIPT.content.decode(), *_ours(*SHARED_SCRIPTS, "webpage/page.js")]))


@lru_cache(maxsize=1)
def style() -> str:
    """Return the style; Leaflet's without its pictures, which our map does not use."""
    leaflet = re.sub(r"url\([^)]*\)", "none", _leaflet("leaflet.css"))
    ours = _ours("map/map.css", "panel.css", "webpage/page.css")
    return _contained("\n".join([leaflet, THEME_STYLE, DARK_SCREEN, *ours]))


def leaflet_version() -> str:
    """Return which Leaflet draws the map, as the head of its script says it."""
    found = re.match(r"/\* @preserve\s+\* Leaflet ([0-9.]+),", script())
    return found[1] if found else ""


def _contained(code: str) -> str:
    """Return code that can stand in a script or style element as it is (HTML, section 4.12.1.3)."""
    unified = code.replace("\r\n", "\n")
    if found := re.search("<(?:!--|/?(?:script|style))", unified, re.IGNORECASE):
        raise ValueError(f"{found[0]!r} in our own code would end or nest the element that it stands in.")
    return unified


#: How the markup writes a colour that differs from record to record. No text of a case can look like this: its
#: quotation marks are escaped.
_STYLE_ATTRIBUTE: Final = re.compile(r"""style=["']([^"']*)["']""")


def source_hash(content: str) -> str:
    """Return how a policy names an inline script or style.

    >>> source_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def policy(script: str, style: str, parts: Iterable[str]) -> str:
    """Return the policy of a page with one script, one style sheet, and these parts of markup."""
    attributes = sorted({found for part in parts for found in _STYLE_ATTRIBUTE.findall(part)})
    hashes = " ".join(map(source_hash, attributes))
    allowed = f" 'unsafe-hashes' {hashes}" if hashes else ""
    return (
        f"default-src 'none'; script-src {source_hash(script)}; style-src {source_hash(style)}{allowed}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
