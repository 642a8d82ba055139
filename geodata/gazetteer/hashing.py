"""Numbers for words, and for words with one letter missing.

Two words that are one typing error apart (a letter put in, left out, changed, or two swapped) have a word in common
once each may lose a letter (symmetric deletion; Garbe 2012, SymSpell). So the words with a letter missing are listed,
as numbers: a polynomial over the 64-bit integers, of which that of a shortened word follows without the word itself
(Karp & Rabin 1987, doi:10.1147/rd.312.0249). Two words may share a number: whoever finds one compares the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: Longer words are cut: nobody makes one typing error in so long a name, and finds nothing by the rest.
MAX_CHARS: Final = 60
_BITS: Final = 64
_MASK: Final = (1 << _BITS) - 1
#: Odd, so that it has an inverse; the bits of the golden ratio, which are spread well.
_BASE: Final = 0x9E3779B97F4A7C15
_INVERSE: Final = pow(_BASE, -1, 1 << _BITS)
_POWERS: Final = tuple(pow(_BASE, exponent, 1 << _BITS) for exponent in range(1, MAX_CHARS + 1))
_POWER_ARRAY: Final = np.array(_POWERS, dtype=np.uint64)


def hash_word(word: str) -> int:
    """Return the number of a word.

    >>> int(hash_words(["homs"])[0]) == hash_word("homs"), hash_word("homs") == hash_word("homs ")
    (True, False)
    """
    return sum(ord(letter) * power for letter, power in zip(word, _POWERS, strict=False)) & _MASK


def hash_shortened(word: str) -> list[int]:
    """Return the upper half of the numbers of a word and of all it becomes with one letter less."""
    word = word[:MAX_CHARS]
    return [
        value >> (_BITS // 2)
        for value in (hash_word(word), *(hash_word(word[:at] + word[at + 1 :]) for at in range(len(word))))
    ]


def _terms(words: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return each letter's term of the polynomials, and the index of the first letter of each word, and the end."""
    cut = [word[:MAX_CHARS] for word in words]
    codes = np.frombuffer("".join(cut).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    starts = np.concatenate([[0], np.cumsum([len(word) for word in cut], dtype=np.int64)]).astype(np.int64)
    positions = np.arange(len(codes)) - np.repeat(starts[:-1], np.diff(starts))
    return codes * _POWER_ARRAY[positions], starts


def _summed(terms: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(terms, dtype=np.uint64)])


def hash_words(words: Sequence[str]) -> NDArray[np.uint64]:
    """Return the number of each word, shape (n,)."""
    terms, starts = _terms(words)
    sums = _summed(terms)
    return sums[starts[1:]] - sums[starts[:-1]]


def hash_all_shortened(words: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return what :func:`hash_shortened` does for each word, as one list, and the index of the word for each.

    >>> values, owners = hash_all_shortened(["abc", "de"])
    >>> sorted(values[owners == 0].tolist()) == sorted(hash_shortened("abc")), owners.tolist()
    (True, [0, 1, 0, 0, 0, 1, 1])
    """
    terms, starts = _terms(words)
    sums = _summed(terms)
    lengths = np.diff(starts)
    owners = np.repeat(np.arange(len(words), dtype=np.uint32), lengths)
    before = sums[:-1] - sums[starts[:-1]][owners]
    after = sums[starts[1:]][owners] - sums[1:]
    without = before + after * np.uint64(_INVERSE)
    whole = sums[starts[1:]] - sums[starts[:-1]]
    values = (np.concatenate([whole, without]) >> np.uint64(_BITS // 2)).astype(np.uint32)
    return values, np.concatenate([np.arange(len(words), dtype=np.uint32), owners])
