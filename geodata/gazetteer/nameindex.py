"""Which spellings of a list are a form, are one typing error away from it, or sound like it.

The index is a handful of arrays, so that it can be mapped from a file and takes no memory of its own. Entries are known
by their place's number and their text.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from rapidfuzz.distance import OSA

from geodata.core.text import fold
from geodata.gazetteer.hashing import hash_all_shortened, hash_shortened, hash_word, hash_words
from geodata.gazetteer.spelling import is_code, taken_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[np.generic]]

#: Shorter forms are one typing error away from too much; one with an error may have a letter less.
MIN_TYPO_CHARS: Final = 4
_PART: Final = 100_000


class Entry(NamedTuple):
    """One spelling of one place."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class _Lists:
    """What is gathered before it becomes arrays; numbers packed, for there are millions of them."""

    texts: list[str] = field(default_factory=list)
    places: array[int] = field(default_factory=lambda: array("I"))
    sounds: list[str] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)
    """Each form and its number."""
    pair_forms: array[int] = field(default_factory=lambda: array("I"))
    """Number of a form ..."""
    pair_entries: array[int] = field(default_factory=lambda: array("I"))
    """... and of an entry that has it."""
    is_typed: bytearray = field(default_factory=bytearray)
    """For each form, whether typing errors are looked for in it."""


def _gathered(entries: Iterable[Entry]) -> _Lists:
    lists = _Lists()
    for place, group in groupby(entries, key=itemgetter(0)):
        seen: set[str] = set()
        for _, text in group:
            folded = fold(text)
            if folded and folded not in seen:
                seen.add(folded)
                _add(lists, place, text, folded)
    return lists


def _add(lists: _Lists, place: int, text: str, folded: str) -> None:
    found = taken_apart(folded)
    code = is_code(text)
    for form in found.forms:
        at = lists.forms.setdefault(form, len(lists.forms))
        if at == len(lists.is_typed):
            lists.is_typed.append(0)
        lists.is_typed[at] |= not code and len(form) >= MIN_TYPO_CHARS
        lists.pair_forms.append(at)
        lists.pair_entries.append(len(lists.texts))
    lists.texts.append(text)
    lists.places.append(place)
    lists.sounds.append("" if code else found.sound)


def _texts(texts: Sequence[str], name: str) -> Arrays:
    """Return texts as one block of UTF-8 and where each ends."""
    encoded = [text.encode("utf-8", "replace") for text in texts]
    ends = np.concatenate([[0], np.cumsum([len(text) for text in encoded], dtype=np.int64)]).astype(np.uint32)
    return {f"{name}_text": np.frombuffer(b"".join(encoded), dtype=np.uint8), f"{name}_end": ends}


def index_arrays(entries: Iterable[Entry]) -> Arrays:
    """Return the arrays of an index.

    ``entries``: all spellings of a place after each other, its name first. A spelling that folds to the same as an
    earlier one of the same place is left out, as is one without letters.
    """
    lists = _gathered(entries)
    forms = list(lists.forms)
    values = hash_words(forms)
    order = np.argsort(values, kind="stable")
    rank = np.empty(len(forms), dtype=np.uint32)
    rank[order] = np.arange(len(forms), dtype=np.uint32)
    owner, entry = rank[_packed(lists.pair_forms)], _packed(lists.pair_entries)
    by_owner = np.argsort(owner, kind="stable")
    return {
        "form_number": values[order],
        "form_first": np.searchsorted(owner[by_owner], np.arange(len(forms) + 1)).astype(np.uint32),
        "form_entry": entry[by_owner],
        **_texts([forms[at] for at in order], "form"),
        **_shortened_arrays(forms, lists.is_typed, rank),
        **_sound_arrays(lists.sounds),
        "entry_place": _packed(lists.places),
        **_texts(lists.texts, "entry"),
    }


def _packed(values: array[int]) -> NDArray[np.uint32]:
    return np.array(values, dtype=np.uint32)


def _shortened_arrays(forms: Sequence[str], is_typed: bytearray, rank: NDArray[np.uint32]) -> Arrays:
    chosen = np.flatnonzero(np.frombuffer(is_typed, dtype=np.uint8))
    # In parts: between words and numbers there are a hundred bytes for each letter.
    parts = [chosen[at : at + _PART] for at in range(0, len(chosen), _PART)] or [chosen]
    found = [hash_all_shortened([forms[at] for at in part]) for part in parts]
    values = np.concatenate([values for values, _ in found])
    owners = np.concatenate([rank[part][owners] for part, (_, owners) in zip(parts, found, strict=True)])
    order = np.argsort(values, kind="stable")
    return {"short_number": values[order], "short_form": owners[order]}


def _sound_arrays(sounds: Sequence[str]) -> Arrays:
    heard = np.array([at for at, sound in enumerate(sounds) if sound], dtype=np.uint32)
    values = hash_words([sounds[at] for at in heard])
    order = np.argsort(values, kind="stable")
    return {"sound_number": values[order], "sound_entry": heard[order]}


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Spellings to be found; made of the arrays of :func:`index_arrays`.

    >>> index = NameIndex(index_arrays([Entry(0, "Deir ez-Zor"), Entry(0, "دير الزور"), Entry(1, "Homs")]))
    >>> index.written("deirzor"), index.mistyped("hmos")
    ([0], [2])
    >>> index.entry(0), index.sounding("drzr")
    (Entry(place=0, text='Deir ez-Zor'), [0, 1])
    """

    arrays: Mapping[str, NDArray[np.generic]]

    def entry(self, at: int) -> Entry:
        """Return an entry by its number."""
        return Entry(int(self.arrays["entry_place"][at]), self._text("entry", at))

    def written(self, form: str) -> list[int]:
        """Return the entries that have a form."""
        value = np.uint64(hash_word(form))
        first = int(np.searchsorted(self.arrays["form_number"], value))
        last = int(np.searchsorted(self.arrays["form_number"], value, side="right"))
        same = (at for at in range(first, last) if self._text("form", at) == form)
        return next((self._entries_of(at) for at in same), [])

    def mistyped(self, form: str) -> list[int]:
        """Return the entries with a form that is at most one typing error away, each once."""
        if len(form) < MIN_TYPO_CHARS - 1:
            return []
        wanted = np.unique(np.array(hash_shortened(form), dtype=np.uint32))
        listed = self.arrays["short_number"]
        first, last = np.searchsorted(listed, wanted), np.searchsorted(listed, wanted, side="right")
        near = {
            int(at)
            for start, end in zip(first.tolist(), last.tolist(), strict=True)
            for at in self.arrays["short_form"][start:end]
        }
        close = [at for at in sorted(near) if OSA.distance(form, self._text("form", at), score_cutoff=1) <= 1]
        return list(dict.fromkeys(entry for at in close for entry in self._entries_of(at)))

    def sounding(self, sound: str) -> list[int]:
        """Return the entries with a sound (:attr:`geodata.gazetteer.spelling.Spelling.sound`)."""
        value = np.uint64(hash_word(sound))
        listed = self.arrays["sound_number"]
        first, last = np.searchsorted(listed, value), np.searchsorted(listed, value, side="right")
        return sorted(self.arrays["sound_entry"][first:last].tolist()) if sound else []

    def places_of(self, entries: NDArray[np.int64]) -> NDArray[np.uint32]:
        """Return the place of each entry, shape (n,)."""
        return self.arrays["entry_place"][entries].astype(np.uint32)

    def _entries_of(self, form: int) -> list[int]:
        first, last = self.arrays["form_first"][form : form + 2].tolist()
        found: list[int] = self.arrays["form_entry"][first:last].tolist()
        return found

    def _text(self, name: str, at: int) -> str:
        first, last = self.arrays[f"{name}_end"][at : at + 2].tolist()
        return self.arrays[f"{name}_text"][first:last].tobytes().decode("utf-8")
