"""What the sources page says."""

from __future__ import annotations

from typing import Final

from geodata.render.text import terms

SEARCH: Final = "Search"
SEARCH_HINT: Final = "title, publisher, actor or place, in any spelling"


def sources(count: int) -> str:
    """Head the tab of sources."""
    return f"{terms.SOURCES} ({count:,})"


def places(count: int) -> str:
    """Head the tab of places."""
    return f"{terms.PLACES} ({count:,})"
