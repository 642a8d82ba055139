"""What claims exclude each other on, in words, and in which order that is told: who and where before how many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from geodata.core.text import all_in_words

if TYPE_CHECKING:
    from geodata.verdicts.pairwise import AspectName

_WORDS: Final[Mapping[AspectName, str]] = {
    "author": "who",
    "place": "where",
    "time": "when",
    "occurrence": "whether it happened",
    "killed": "the number of killed",
    "wounded": "the number of wounded",
}
_ORDER: Final = tuple(_WORDS)
#: What is counted in people.
NUMBERS: Final[frozenset[AspectName]] = frozenset({"killed", "wounded"})


def disputed_rank(aspects: frozenset[AspectName]) -> tuple[bool, bool, list[int]]:
    """Return what to sort by: numbers of people alone come last, and what is on more than another before it.

    ``aspects``: none for what three claims or more do only together.

    >>> sorted([{"killed"}, {"place"}, set(), {"author"}, {"place", "author"}], key=disputed_rank)[1:]
    [{'author'}, {'place'}, set(), {'killed'}]
    """
    places = [*sorted(map(_ORDER.index, aspects)), len(_ORDER)]
    return bool(aspects) and aspects <= NUMBERS, not aspects, places


def disputed_words(aspects: frozenset[AspectName]) -> str:
    """Say what claims exclude each other on.

    >>> disputed_words(frozenset({"place", "author"})), disputed_words(frozenset())
    ('on who and where', 'by three or more claims taken together')
    """
    if not aspects:
        return "by three or more claims taken together"
    return f"on {all_in_words([word for aspect, word in _WORDS.items() if aspect in aspects])}"
