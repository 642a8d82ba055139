"""Which pages there are: their files, what the menu calls them, their addresses, and those that they had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodata.app.words import shared_words as say


@dataclass(frozen=True, slots=True)
class PageAddress:
    """A page of the menu."""

    title: str
    file: str
    address: str
    """What stands after the app's own address; the first page's is empty."""
    former: tuple[str, ...] = ()
    """Where it was once: links to it are in mails and articles."""


MAP: Final = "pages/map.py"
CONSISTENCY: Final = "pages/consistency.py"
EDIT: Final = "pages/case.py"
#: In the order of the menu; the first is the one at the app's own address.
PAGES: Final = (
    PageAddress(say.MAP, MAP, "", ("Map",)),
    PageAddress(say.CONSISTENCY, CONSISTENCY, "Can_they_be_true", ("Consistency",)),
    PageAddress(say.TIMELINE, "pages/timeline.py", "Timeline"),
    PageAddress(say.DISTANCES, "pages/distances.py", "Distances"),
    PageAddress(say.SOURCES, "pages/places_and_sources.py", "Sources", ("Places_and_sources",)),
    PageAddress(say.EDIT, EDIT, "Edit", ("Case",)),
)


def other_addresses() -> Mapping[str, str]:
    """Return the address of a page by each other that leads there: former ones, and all in lower case.

    >>> {name: other_addresses()[name] for name in ("case", "edit", "Consistency", "map")}
    {'case': 'Edit', 'edit': 'Edit', 'Consistency': 'Can_they_be_true', 'map': ''}
    """
    known = {page.address for page in PAGES}
    names = ((name, page.address) for page in PAGES for name in (page.address, *page.former))
    return {one: address for name, address in names for one in (name, name.lower()) if one not in known}
