"""Which spellings of a list are a form, are one typing error away from it, or sound like it.

The index is a handful of arrays, so that it can be mapped from a file and takes no memory of its own. Entries are known
by their place's number and their text. Forms and sounds are in the order of their bytes and are found by halving.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from geodata.core.text import fold
from geodata.gazetteer.spelling import is_code, taken_apart

Arrays = dict[str, NDArray[np.generic]]

#: Shorter forms are one typing error away from too much; one with an error may have a letter less.
MIN_TYPO_CHARS: Final = 4
_MAX_CHARS: Final = 255
#: After every text in UTF-8, which has no such byte.
_LAST: Final = b"\xff"
#: As many bytes as a number in the index has.
_TAIL_BYTES: Final = 8


class Entry(NamedTuple):
    """One spelling of one place."""

    place: int
    text: str


def index_arrays(entries: Iterable[Entry]) -> Arrays:
    """Return the arrays of an index.

    ``entries``: all spellings of a place after each other, its name first. A spelling that folds to the same as an
    earlier one of the same place is left out, as is one without letters.
    """
    texts, text_ends, places = bytearray(), array("I", [0]), array("I")
    forms, sounds = _Keys(), _Keys()
    for place, group in groupby(entries, key=itemgetter(0)):
        seen: set[str] = set()
        for _, text in group:
            folded = fold(text)
            if not folded or folded in seen:
                continue
            seen.add(folded)
            found, entry, code = taken_apart(folded), len(places), is_code(text)
            for form in found.forms:
                # A code is found as it is, and not by a typing error or its sound.
                forms.add(form, entry, len(form) if len(form) >= MIN_TYPO_CHARS and not code else 0)
            if not code and (sound := found.sound):
                sounds.add(sound, entry)
            texts += text.encode("utf-8", "replace")
            text_ends.append(len(texts))
            places.append(place)
    return {
        **forms.arrays("form"),
        **sounds.arrays("sound"),
        "entry_place": np.array(places, dtype=np.uint32),
        "entry_text": np.frombuffer(bytes(texts), dtype=np.uint8),
        "entry_end": np.array(text_ends, dtype=np.uint32),
    }


def _tail(key: bytes, filled: bytes = b"\0") -> int:
    """Return a number by whose order keys are as they are when read backwards, by their last bytes alone."""
    return int.from_bytes(key[: -_TAIL_BYTES - 1 : -1].ljust(_TAIL_BYTES, filled), "big")


class _Keys:
    """Texts by which entries are found, as they are gathered: packed, for there are millions of them."""

    def __init__(self) -> None:
        self._keys: list[bytes] = []
        self._entries = array("I")
        self._chars = bytearray()

    def add(self, key: str, entry: int, chars: int = 0) -> None:
        """Add a key of an entry, and how many characters it has where typing errors are looked for in it."""
        self._keys.append(key.encode("utf-8", "replace"))
        self._entries.append(entry)
        self._chars.append(min(chars, _MAX_CHARS))

    def arrays(self, name: str) -> Arrays:
        """Return the distinct keys in order, which entries each has, and the order of those with errors backwards."""
        order = array("I", sorted(range(len(self._keys)), key=self._keys.__getitem__))
        text, end, first, tails, last = bytearray(), array("I", [0]), array("I"), array("Q"), None
        for at, number in enumerate(order):
            key = self._keys[number]
            if key != last:
                first.append(at)
                text += key
                end.append(len(text))
                tails.append(_tail(key))
                last = key
        firsts = np.array([*first, len(order)], dtype=np.uint32)
        chars = np.array(self._chars, dtype=np.uint8)[np.array(order, dtype=np.int64)]
        chars = np.maximum.reduceat(chars, firsts[:-1]) if len(first) else chars
        typed = np.flatnonzero(chars).astype(np.uint32)
        return {
            f"{name}_text": np.frombuffer(bytes(text), dtype=np.uint8),
            f"{name}_end": np.array(end, dtype=np.uint32),
            f"{name}_first": firsts,
            f"{name}_entry": np.array(self._entries, dtype=np.uint32)[np.array(order, dtype=np.int64)],
            f"{name}_chars": chars,
            f"{name}_back": typed[np.argsort(np.array(tails, dtype=np.uint64)[typed], kind="stable")],
        }


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
        return Entry(int(self.arrays["entry_place"][at]), self._text("entry", at).decode())

    def written(self, form: str) -> list[int]:
        """Return the entries that have a form."""
        return self._entries_of("form", form)

    def sounding(self, sound: str) -> list[int]:
        """Return the entries with a sound (:attr:`geodata.gazetteer.spelling.Spelling.sound`)."""
        return self._entries_of("sound", sound)

    def mistyped(self, form: str) -> list[int]:
        """Return the entries with a form that is at most one typing error away, each once.

        One error (a letter put in, left out, changed, or two swapped) leaves the first half of a word as it is, or the
        second, unless the two letters in the middle are swapped.
        """
        half = len(form) // 2
        if len(form) < MIN_TYPO_CHARS - 1:
            return []
        swapped = form[: half - 1] + form[half] + form[half - 1] + form[half + 1 :]
        near = {*self._beginning(form, half), *self._ending(form, half), *self._equal("form", swapped)}
        texts = {at: self._text("form", at).decode() for at in near}
        close = extract(form, texts, scorer=OSA.distance, score_cutoff=1, limit=None)
        return list(dict.fromkeys(entry for at in sorted(at for *_, at in close) for entry in self._of("form", at)))

    def places_of(self, entries: NDArray[np.int64]) -> NDArray[np.uint32]:
        """Return the place of each entry, shape (n,)."""
        return self.arrays["entry_place"][entries].astype(np.uint32)

    def _beginning(self, form: str, half: int) -> list[int]:
        beginning, listed = form[:half].encode(), range(len(self.arrays["form_first"]) - 1)
        first = bisect_left(listed, beginning, key=self._form)
        last = bisect_left(listed, beginning + _LAST, lo=first, key=self._form)
        return self._as_long(np.arange(first, last, dtype=np.uint32), form)

    def _ending(self, form: str, half: int) -> list[int]:
        ending, back = form[half:].encode(), self.arrays["form_back"]
        first = bisect_left(back, _tail(ending), key=self._form_tail)
        last = bisect_right(back, _tail(ending, _LAST), lo=first, key=self._form_tail)
        return self._as_long(back[first:last].astype(np.uint32), form)

    def _as_long(self, listed: NDArray[np.uint32], form: str) -> list[int]:
        """Return which of some forms have as many characters as another, one more or one less."""
        chars = self.arrays["form_chars"][listed].astype(np.int16)
        found: list[int] = listed[np.abs(chars - min(len(form), _MAX_CHARS)) <= 1].tolist()
        return found

    def _form(self, at: int) -> bytes:
        return self._text("form", at)

    def _form_tail(self, at: int) -> int:
        return _tail(self._text("form", at))

    def _entries_of(self, kind: str, key: str) -> list[int]:
        return [entry for at in self._equal(kind, key) for entry in self._of(kind, at)]

    def _equal(self, kind: str, key: str) -> Sequence[int]:
        wanted, listed = key.encode("utf-8", "replace"), range(len(self.arrays[f"{kind}_first"]) - 1)
        at = bisect_left(listed, wanted, key=lambda at: self._text(kind, at))
        return [at] if at < len(listed) and self._text(kind, at) == wanted else []

    def _of(self, kind: str, at: int) -> list[int]:
        first, last = self.arrays[f"{kind}_first"][at : at + 2].tolist()
        found: list[int] = self.arrays[f"{kind}_entry"][first:last].tolist()
        return found

    def _text(self, kind: str, at: int) -> bytes:
        first, last = self.arrays[f"{kind}_end"][at : at + 2].tolist()
        return self.arrays[f"{kind}_text"][first:last].tobytes()
