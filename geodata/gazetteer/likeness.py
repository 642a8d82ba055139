"""How alike two spellings are, and in what they differ.

The numbers order the kinds of difference; they are set by hand, and nothing is measured by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.distance import OSA

from geodata.gazetteer.nameindex import MIN_TYPO_CHARS
from geodata.gazetteer.romanised import ARABIC_LETTER, sounded

if TYPE_CHECKING:
    from geodata.gazetteer.spelling import Spelling

_SAME: Final = 1.0
_ARTICLE: Final = 0.97
_KIND_WORD: Final = 0.93
#: What is left of it where the kinds differ, and where a word for the kind was left out.
_OTHER_KIND: Final = 0.75
_KIND_LEFT_OUT: Final = 0.96
#: A typing error in a name of four letters, and in an endless one.
_TYPO_SHORT: Final = 0.66
_TYPO_LONG: Final = 0.92
#: Names that share their consonants and nothing else, everything, and nobody knows what else.
_SOUND_LEAST: Final = 0.3
_SOUND_MOST: Final = 0.8
_SOUND_WITHOUT_VOWELS: Final = 0.6
#: From here on, spellings are the same but for what does not count.
EXACT: Final = 0.88


class Likeness(NamedTuple):
    """How alike two spellings are, 0 to 1, and a clause that says in what way."""

    share: float
    how: str


def likeness(asked: Spelling, found: Spelling, kinds: frozenset[str]) -> Likeness:
    """Compare a spelling that was asked for with one that the index found.

    ``asked``, ``found``: they have a form in common, one that is a typing error away, or a sound. ``kinds``: what the
    found place is; may be empty.

    >>> from geodata.gazetteer.spelling import spelling
    >>> likeness(spelling("al-Hasakah"), spelling("Hasakah"), frozenset())
    Likeness(share=0.97, how='the same but for the article')
    """
    if asked.full == found.full:
        return Likeness(_SAME, "spelled so")
    if asked.core == found.core:
        return Likeness(_ARTICLE, "the same but for the article")
    share, how = _by_bare_form(asked, found)
    if asked.kinds and found.kinds | kinds and not asked.kinds & (found.kinds | kinds):
        return Likeness(share * _OTHER_KIND, f"{how}; another kind of place")
    return Likeness(share * _KIND_LEFT_OUT if found.kinds and not asked.kinds else share, how)


def _by_bare_form(asked: Spelling, found: Spelling) -> Likeness:
    if asked.bare == found.bare:
        return Likeness(_KIND_WORD, "the same but for words for the kind of place")
    pairs = ((asked.full, found.full), (asked.core, found.core), (asked.bare, found.bare))
    lengths = [min(map(len, pair)) for pair in pairs if _is_one_error(*pair)]
    if lengths:
        share = _TYPO_LONG - (_TYPO_LONG - _TYPO_SHORT) * MIN_TYPO_CHARS / max(lengths)
        return Likeness(share, "one typing error away")
    return Likeness(_alike_by_ear(asked.bare, found.bare), "it sounds alike")


def _is_one_error(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= MIN_TYPO_CHARS - 1 and OSA.distance(a, b, score_cutoff=1) <= 1


def _alike_by_ear(a: str, b: str) -> float:
    """Return how alike two names are that have the same consonants; Arabic writes too few vowels to tell."""
    if ARABIC_LETTER.search(a + b):
        return _SOUND_WITHOUT_VOWELS
    return _SOUND_LEAST + (_SOUND_MOST - _SOUND_LEAST) * OSA.normalized_similarity(sounded(a), sounded(b))
