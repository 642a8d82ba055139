"""Which place, distance and direction words state: "35 miles SE of Ayyash", "near Ayyash", "between Ayyash and Raqqa".

The one grammar of such words, for names that are looked up and for tables; in English, Arabic and Russian. No point is
computed: they say a band, or a sector of it, around an uncertain place, or what is between two. Words that say a
distance of two places, or two distances of one, are not taken apart: they stay a name as a whole.
"""

# ruff: noqa: RUF001 - the words are those of three scripts

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from geodata.core.model import COMPASS_POINTS, StatedDistance
from geodata.core.numbers import NUMBER, with_ascii_numbers
from geodata.core.result_cache import remembered
from geodata.core.text import fold
from geodata.core.vocabulary import RELATIONS, Relation
from geodata.parsing.distances import (
    LIMIT_SIGNS,
    MINUS,
    SpokenDistanceError,
    read_distance,
    says_about,
    without_adverbs,
)

_TOKEN: Final = re.compile(r"[^\s\-\u2010-\u2015,;()]+")
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
_RUSSIAN_LETTERS: Final = {"N": "с", "E": "в", "S": "ю", "W": "з"}
#: Winds, what stands for them before another one, and the endings of the last.
_LANGUAGES: Final[tuple[tuple[Mapping[str, str], Mapping[str, str], tuple[str, ...]], ...]] = (
    (_ENGLISH, {}, _ENGLISH_ENDINGS), (_RUSSIAN, _RUSSIAN_FIRST, _RUSSIAN_ENDINGS),
    (_RUSSIAN_COMPARED, _RUSSIAN_FIRST, ("",)), (_RUSSIAN_LETTERS, {}, ("",)),
)  # fmt: skip

_LIMITS: Final[Mapping[str, Relation]] = {
    fold(word): relation for relation, row in RELATIONS.items() if row.written for word in row.written.split("|")
}
#: Words before the distance that do not belong to it; between it and the direction; and before the place.
_LEADING: Final = frozenset(
    fold("at a distance of located situated lies it is just على بعد مسافة в на расстоянии").split()
)
_TOWARDS: Final = frozenset(fold("away to the in on and lies located due إلى على باتجاه في к в на").split())
_LINKS: Final = frozenset(fold("of from off away to outside city town the من عن مدينة بلدة от города г").split())
_NEAR: Final = re.compile(
    r"(?:(?:just )?(?:near|close to|outside|around)|in the vicinity of|قرب|بالقرب من|возле|около|вблизи)(?: to)? "
    r"(?P<site>.+)",
    re.IGNORECASE,
)
_BRACKETED: Final = re.compile(r" ?\(([^()]{1,40})\)")
#: How many times the other a distance in two units may be, for it is rounded in one.
_SAME: Final = (0.8, 1.25)
_TWO_PLACES: Final = re.compile(r"\b(?:between|بين|между)\b")
_BETWEEN: Final = re.compile(
    r"(?:(?:somewhere|located|situated|lies|it is) )*"
    r"(?:between (?P<a>.+) and (?P<b>.+)|بين (?P<c>\S+(?: .+)?) و ?(?P<d>.+)|между (?P<e>.+) и (?P<f>.+))",
    re.IGNORECASE,
)
#: What joins two names to one that is none. A comma may stand behind the last name, before its province.
_JOINT: Final = re.compile(r"\b(?:and|or|between|и|или|между|بين|أو)\b| و|[;/&+]", re.IGNORECASE)
#: More are a sentence.
_MAX_NUMBERS: Final = 5


@dataclass(frozen=True, slots=True)
class Offset:
    """A place in words: a site's name, and how far from it in which direction."""

    site: str
    relation: Relation | None
    """``None`` is near: no distance is stated, so none is tested."""
    distance: StatedDistance | None
    bearing: str | None
    """One of 16 compass points."""
    site2: str | None = None
    """Of two places between which it is: the other one."""


def _key(phrase: str) -> str:
    return fold(phrase).replace(" ", "")


def _compass_words() -> dict[str, str]:
    """Return every phrase for a direction, folded and without spaces, with its compass point."""
    table = {point.casefold(): point for point in COMPASS_POINTS}
    for point in COMPASS_POINTS:
        for winds, firsts, endings in _LANGUAGES:
            stem = "".join(firsts.get(wind, winds[wind]) for wind in point[:-1]) + winds[point[-1]]
            table |= {_key(stem + ending): point for ending in endings}
        for article, first, ending in product(("", "ال"), _ARABIC_ENDINGS, _ARABIC_ENDINGS):
            *fore, last = (article + _ARABIC[wind] for wind in point)
            table[_key("".join([*(stem + first for stem in fore), last + ending]))] = point
    return table


_POINTS: Final[Mapping[str, str]] = _compass_words()


def read_compass(text: str) -> str | None:
    """Return the compass point that a word names; ``None`` where it names none.

    >>> read_compass("south-east"), read_compass("شمال"), read_compass("up")
    ('SE', 'N', None)
    """
    return _POINTS.get(_key(text))


@remembered
def read_offset(text: str) -> Offset | None:
    """Return what words say beside a site's name; ``None`` where they are only a name.

    The distance keeps its digits, the place its spelling. "About" and its like change nothing
    (:mod:`geodata.parsing.distances`). Without a direction there must be a word such as "of" before the place: "5 km
    Camp" is a name. So is a place with a distance behind it, "Highway 7 km 5", without a comma and a direction.

    >>> found = read_offset("35 miles SE of Ayyash")
    >>> found.site, found.relation, found.distance, found.bearing
    ('Ayyash', 'at_distance', StatedDistance(value='35', unit='mi'), 'SE')
    >>> read_offset("within 5 km of Deir ez-Zor").relation, read_offset("near Ayyash").site, read_offset("Ayyash")
    ('within', 'Ayyash', None)
    >>> read_offset("between Ayyash and Raqqa")
    Offset(site='Ayyash', relation='between', distance=None, bearing=None, site2='Raqqa')
    """
    plain = with_ascii_numbers(text)
    numbers = list(NUMBER.finditer(plain))
    if _TWO_PLACES.search(plain.casefold()):
        return None if numbers else _between(plain.strip(" ."))
    if len(numbers) > _MAX_NUMBERS:
        return None
    measured: list[tuple[StatedDistance, int, int]] = []
    for number in numbers:
        found = _distance(plain, number) if not measured or number.start() >= measured[-1][2] else None
        measured += [found] if found else []
    if len(measured) > 1:
        return None
    near = _NEAR.fullmatch(plain)
    if near is not None and not numbers:
        return Offset(near["site"], None, None, None)
    return _offset(plain, *measured[0]) if measured else None


def is_between_unclear(text: str) -> bool:
    """Tell whether words say that it is between places, and not which two.

    >>> is_between_unclear("between Raqqa, Homs and Hama"), is_between_unclear("between Raqqa and Homs")
    (True, False)
    """
    return _TWO_PLACES.match(text.strip().casefold()) is not None and read_offset(text) is None


def _between(plain: str) -> Offset | None:
    """Return between which two places it is; ``None`` where the words can be taken apart in more than one way."""
    found = _BETWEEN.fullmatch(plain)
    if found is None:
        return None
    first, second = (name.strip(" ,") for name in found.groups() if name is not None)
    if any(_JOINT.search(name) for name in (first, second)) or "," in first or not (fold(first) and fold(second)):
        return None
    return Offset(first, "between", None, None, second)


def _distance(plain: str, number: re.Match[str]) -> tuple[StatedDistance, int, int] | None:
    """Return the distance that a number begins, and where it begins and ends: as many words as still make a unit."""
    ends = [token.end() for token, _ in zip(_TOKEN.finditer(plain, number.end()), range(_MAX_PHRASE), strict=False)]
    for end in reversed(ends):
        with suppress(SpokenDistanceError):
            distance = read_distance(plain[number.start() : end])
            return distance, number.start(), _behind_conversion(plain, end, distance)
    return None


def _behind_conversion(plain: str, end: int, distance: StatedDistance) -> int:
    """Return where a distance ends, with the same one in another unit behind it: "35 miles (56 km)"."""
    again = _BRACKETED.match(plain, end)
    with suppress(SpokenDistanceError):
        if again is not None and _SAME[0] < read_distance(again[1]).value_m / distance.value_m < _SAME[1]:
            return again.end()
    return end


def _offset(plain: str, distance: StatedDistance, start: int, end: int) -> Offset | None:
    before = plain[:start].rstrip()
    if MINUS.search(before) or LIMIT_SIGNS.search(before):
        return None
    name, _, lead = before.replace("(", ",").rpartition(",")
    relation = _relation(lead)
    if relation is None:
        return None
    if says_about(lead):
        distance = replace(distance, about=True)
    tokens = list(_TOKEN.finditer(plain, end))
    point, used = _direction(tokens, _skipped(tokens, 0, _TOWARDS))
    if point is None:
        point, used = _direction(tokens, 0)
    if name:
        return Offset(name.strip(), relation, distance, point) if point and used == len(tokens) else None
    at = _skipped(tokens, used, _LINKS)
    if at == len(tokens) or (point is None and at == 0):
        return None
    site = plain[tokens[at].start() :].strip(" .")
    return Offset(site, relation, distance, point) if fold(site) else None


def _relation(lead: str) -> Relation | None:
    """Return what the words before a distance make of it; ``None`` where they are not such words."""
    words = without_adverbs(fold(lead)).split()
    while words and " ".join(words) not in _LIMITS:
        if words[0] not in _LEADING:
            return None
        del words[0]
    return _LIMITS[" ".join(words)] if words else "at_distance"


def _direction(tokens: Sequence[re.Match[str]], start: int) -> tuple[str | None, int]:
    """Return the compass point that the words from here on say, by the longest phrase, and the word after it."""
    for end in range(min(start + _MAX_PHRASE, len(tokens)), start, -1):
        phrase = " ".join(token[0] for token in tokens[start:end])
        point = read_compass(phrase)
        # Russian letters for a direction are also "with", "in": a word such as "от", or nothing, must be behind them.
        is_surely = len(phrase) > 1 or phrase.isascii() or end == len(tokens) or _skipped(tokens, end, _LINKS) > end
        if point is not None and is_surely:
            return point, end
    return None, 0


def _skipped(tokens: Sequence[re.Match[str]], start: int, words: frozenset[str]) -> int:
    while start < len(tokens) and fold(tokens[start][0]) in words:
        start += 1
    return start
