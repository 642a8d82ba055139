"""Which distance, direction and place are meant by "35 miles SE of Raqqa", in English, Arabic and Russian.

No point is computed: such words say a band, or a sector of it, around an uncertain place.
"""

# ruff: noqa: RUF001 - letters that look alike are what this module is about

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.model import COMPASS_POINTS, Bearing
from geodata.core.numbers import NUMBER, with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.core.text import fold
from geodata.parsing.distances import SpokenDistanceError, read_distance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geodata.core.model import StatedDistance
    from geodata.gazetteer.candidate import Candidate
    from geodata.gazetteer.geocoder import Gazetteer

_EXAMPLE: Final = "Write a distance, a direction if there is one, and a place: 35 miles SE of Raqqa."
_TOKEN: Final = re.compile(r"[^\s\-\u2010-\u2015,;]+")
#: Longest phrase for a unit or a direction, in words.
_MAX_PHRASE: Final = 4

#: The four winds as stems, and what may follow them in each language.
_ENGLISH: Final = {"N": "north", "E": "east", "S": "south", "W": "west"}
_ARABIC: Final = {"N": "شمال", "E": "شرق", "S": "جنوب", "W": "غرب"}
_RUSSIAN: Final = {"N": "север", "E": "восток", "S": "юг", "W": "запад"}
_RUSSIAN_FIRST: Final = {"N": "северо", "S": "юго"}
_ENGLISH_ENDINGS: Final = ("", "ern", "erly", "wards", "ward")
_ARABIC_ENDINGS: Final = ("", "ي", "يه", "ا")
_RUSSIAN_ENDINGS: Final = ("", "у", "е", "ом", "нее", "ней")
#: "восточнее" and its like soften the stem.
_RUSSIAN_COMPARED: Final = {"N": "севернее", "E": "восточнее", "S": "южнее", "W": "западнее"}
#: Words between the distance and the direction, and between the direction and the place.
_BEFORE: Final = frozenset(fold("away to the in on and lies located إلى على باتجاه في к в на").split())
_AFTER: Final = frozenset(fold("of from the to city town من عن مدينة بلدة от города г").split())
#: Words before the distance that do not belong to it.
_LEADING: Final = frozenset(fold("at a distance of located lies it is على بعد مسافة в на расстоянии").split())


class RelativePhraseError(InputError):
    """Words that are not a distance from a place; ``text`` has them."""


@dataclass(frozen=True, slots=True)
class RelativePhrase:
    """A distance from a place, as it was said."""

    distance: StatedDistance
    bearing: Bearing | None
    """``None`` where no direction was said."""
    reference: str
    """The words for the place."""


def _pairs(words: Mapping[str, str], endings: Sequence[str], firsts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield phrases, folded and without spaces, with their compass points, for one language."""
    for point in COMPASS_POINTS:
        stems = [firsts.get(wind, words[wind]) for wind in point[:-1]]
        for ending in endings:
            yield fold("".join(stems) + words[point[-1]] + ending).replace(" ", ""), point


def _arabic_pairs() -> Iterator[tuple[str, str]]:
    for point in COMPASS_POINTS:
        for first_ending in _ARABIC_ENDINGS:
            for ending in _ARABIC_ENDINGS:
                for article in ("", "ال"):
                    *fore, last = (article + _ARABIC[wind] for wind in point)
                    yield "".join([*(stem + first_ending for stem in fore), last + ending]), point


def _phrases() -> dict[str, str]:
    """Return every phrase for a direction, folded and without spaces, with its compass point."""
    table = {point.casefold(): point for point in COMPASS_POINTS}
    table |= dict(_pairs(_ENGLISH, _ENGLISH_ENDINGS, {}))
    table |= dict(_pairs(_RUSSIAN, _RUSSIAN_ENDINGS, _RUSSIAN_FIRST))
    table |= dict(_pairs(_RUSSIAN_COMPARED, ("",), _RUSSIAN_FIRST))
    table |= {fold(phrase): point for phrase, point in _arabic_pairs()}
    return table


_POINTS: Final[Mapping[str, str]] = _phrases()


def read_relative(text: str) -> RelativePhrase:
    """Return the distance, direction and place that words state.

    Parameters
    ----------
    text
        A distance as :func:`geodata.parsing.distances.read_distance` takes it, one of the 16 compass points in letters
        or words if any, and the name of a place.

    Raises
    ------
    RelativePhraseError
        If there is no number or no place in it.
    SpokenDistanceError
        If the number makes no distance: no unit, or a limit ("more than").

    Examples
    --------
    >>> phrase = read_relative("35 miles south-east of Raqqa")
    >>> phrase.distance, phrase.bearing.point, phrase.reference
    (StatedDistance(value='35', unit='mi'), 'SE', 'Raqqa')
    >>> read_relative("55 كم جنوب شرق دير الزور").reference
    'دير الزور'
    """
    plain = with_ascii_numbers(text)
    number = NUMBER.search(plain)
    if number is None:
        raise RelativePhraseError(f"{quoted(text)} states no distance. {_EXAMPLE}", text)
    tokens = list(_TOKEN.finditer(plain, number.end()))
    distance, used = _distance(_led(plain[: number.start()]), plain[number.start() :], tokens)
    used = _skipped(tokens, used, _BEFORE)
    point, used = _direction(tokens, used)
    used = _skipped(tokens, used, _AFTER)
    reference = plain[tokens[used].start() :].strip(" .") if used < len(tokens) else ""
    if not fold(reference):
        raise RelativePhraseError(f"{quoted(text)} names no place. {_EXAMPLE}", text)
    bearing = Bearing(point, None, None) if point else None
    return RelativePhrase(distance, bearing, reference)


def _led(words: str) -> str:
    """Return what stands before a number, without the words that do not belong to the distance."""
    return "".join(f"{token[0]} " for token in _TOKEN.finditer(words) if fold(token[0]) not in _LEADING)


def _distance(before: str, rest: str, tokens: Sequence[re.Match[str]]) -> tuple[StatedDistance, int]:
    """Return the distance and how many words after the number belong to it: as many as still make a unit."""
    for used in range(min(_MAX_PHRASE, len(tokens)), 1, -1):
        with suppress(SpokenDistanceError):
            return read_distance(before + _until(rest, tokens[used - 1])), used
    return read_distance(before + (_until(rest, tokens[0]) if tokens else rest)), min(1, len(tokens))


def _until(rest: str, token: re.Match[str]) -> str:
    """Return the end of a text up to and with a word of that text."""
    return rest[: len(rest) - (len(token.string) - token.end())]


def _direction(tokens: Sequence[re.Match[str]], start: int) -> tuple[str | None, int]:
    """Return the compass point that the words from here on say, by the longest phrase, and the word after it."""
    for end in range(min(start + _MAX_PHRASE, len(tokens)), start, -1):
        phrase = "".join(fold(token[0]) for token in tokens[start:end])
        # A place must still come.
        if phrase in _POINTS and end < len(tokens):
            return _POINTS[phrase], end
    return None, start


def _skipped(tokens: Sequence[re.Match[str]], start: int, words: frozenset[str]) -> int:
    while start < len(tokens) and fold(tokens[start][0]) in words:
        start += 1
    return start


def relative_candidates(
    gazetteer: Gazetteer, text: str, *, near: tuple[float, float] | None = None, country: str | None = None
) -> tuple[RelativePhrase, tuple[Candidate, ...]]:
    """Return what words state, and the places that their reference may mean, best first.

    Raises
    ------
    InputError
        If they are no distance from a place.
    """
    phrase = read_relative(text)
    return phrase, gazetteer.candidates(phrase.reference, near=near, country=country)
