"""Base maps from other machines, for the user to switch on.

A choice is written as a short text that also stands in the page's address: ``osm``, ``satellite`` or an XYZ address.
Nothing here requests anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import urlsplit

import xyzservices.providers

from geodata.core.problems import InputError
from geodata.core.text import address_parts

#: Name of a choice -> provider in xyzservices.
_PROVIDERS: Final = {"osm": "OpenStreetMap.Mapnik", "satellite": "Esri.WorldImagery"}
_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", re.ASCII)
_DEFAULT_MAX_ZOOM: Final = 19


@dataclass(frozen=True, slots=True)
class OnlineBase:
    """A base map on another machine."""

    name: str
    url: str
    """XYZ address with ``{z}``, ``{x}``, ``{y}``."""
    host: str
    credit: str
    """Attribution, plain text."""
    max_zoom: int


@cache
def _known(choice: str) -> OnlineBase:
    provider = xyzservices.providers.query_name(_PROVIDERS[choice])
    url = provider.build_url(scale_factor="")
    return OnlineBase(
        name=provider.name,
        url=url,
        host=urlsplit(url).hostname or "",
        credit=provider.attribution,
        max_zoom=int(provider.get("max_zoom", _DEFAULT_MAX_ZOOM)),
    )


def _why_not(url: str) -> str | None:
    """Return what is wrong with an XYZ address, in one sentence; ``None`` if nothing is."""
    try:
        parts = address_parts(url)
        port = parts.port
    except ValueError:
        return "This is not an address. Write one such as https://tiles.example.org/{z}/{x}/{y}.png."
    if parts.scheme not in ("https", "http"):
        return "The address has neither https:// nor http:// before it. Write one of the two."
    if "@" in parts.netloc or not _HOST.fullmatch(parts.hostname or "") or (port is not None and port <= 0):
        return "The host in this address cannot be read. Write it as in https://tiles.example.org/{z}/{x}/{y}.png."
    missing = [part for part in ("{z}", "{x}", "{y}") if part not in parts.path + parts.query]
    if missing:
        are = "is" if len(missing) == 1 else "are"
        return f"{' and '.join(missing)} {are} missing from the address. Write {{z}}, {{x}} and {{y}} after the host."
    return None


def read_choice(choice: str) -> OnlineBase:
    """Return the base map that a choice names.

    Raises ``InputError`` with a sentence or two that say what is wrong with the address.
    """
    if choice in _PROVIDERS:
        return _known(choice)
    reason = _why_not(choice)
    if reason is not None:
        raise InputError(reason, choice)
    host = urlsplit(choice).hostname or ""
    return OnlineBase("Custom XYZ tiles", choice, host, f"Base map: {host}", _DEFAULT_MAX_ZOOM)


def origin_of_choice(choice: str) -> str | None:
    """Return the origin a choice needs for a Content-Security-Policy; ``None`` where it names no base map.

    >>> origin_of_choice("osm"), origin_of_choice("https://t.example.org:8080/{z}/{x}/{y}.png"), origin_of_choice("x;y")
    ('https://tile.openstreetmap.org', 'https://t.example.org:8080', None)
    """
    try:
        base = read_choice(choice)
    except InputError:
        return None
    parts = urlsplit(base.url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}"
