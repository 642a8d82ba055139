"""Which place, distance and direction words state: "35 miles SE of Ayyash", "2 km west of Deir ez-Zor", "near X"."""

# ruff: noqa: RUF001 - the words are those of three scripts

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import NUMBER, with_ascii_numbers
from geodata.core.problems import InputError
from geodata.core.result_cache import remembered
from geodata.core.text import fold
from geodata.core.vocabulary import RELATIONS
from geodata.parsing.distances import read_distance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.core.model import StatedDistance
    from geodata.core.vocabulary import Relation

_QUARTERS: Final = (
    ("N", "north|n|northern|northward|شمال|север|северу|севернее|с"),
    ("E", "east|e|eastern|شرق|восток|востоку|восточнее|в"),
    ("S", "south|s|southern|جنوب|юг|югу|южнее|ю"), ("W", "west|w|western|غرب|запад|западу|западнее|з"),
)  # fmt: skip
_MIXED: Final = {
    "NE": "northeast|north east|ne|شمال شرق|شمال شرقي|северо восток|северо востоку|северо восточнее|северовосток|св",
    "SE": "southeast|south east|se|جنوب شرق|جنوب شرقي|юго восток|юго востоку|юго восточнее|юговосток|юв",
    "SW": "southwest|south west|sw|جنوب غرب|جنوب غربي|юго запад|юго западу|юго западнее|югозапад|юз",
    "NW": "northwest|north west|nw|شمال غرب|شمال غربي|северо запад|северо западу|северо западнее|северозапад|сз",
    "NNE": "nne|north northeast|north north east", "ENE": "ene|east northeast|east north east",
    "ESE": "ese|east southeast|east south east", "SSE": "sse|south southeast|south south east",
    "SSW": "ssw|south southwest|south south west", "WSW": "wsw|west southwest|west south west",
    "WNW": "wnw|west northwest|west north west", "NNW": "nnw|north northwest|north north west",
}  # fmt: skip
_POINTS: Final = {fold(word): point for point, words in (*_QUARTERS, *_MIXED.items()) for word in words.split("|")}
_LIMITS: Final[Mapping[str, Relation]] = {
    fold(word): relation for relation, row in RELATIONS.items() if row.written for word in row.written.split("|")
}
_NEAR: Final = re.compile(
    r"(?:near|close to|around|outside|قرب|بالقرب من|возле|около|вблизи)(?: to)? (?P<site>.+)", re.IGNORECASE
)
#: Words before a direction, and between a distance and the place it is measured from; folded.
_TOWARDS: Final = ("to", "the", "к", "الي", "")
_LINKS: Final = ("of", "from", "off", "away", "the", "من", "عن", "от")
_IN_FRONT: Final = re.compile(
    r"(?:على بعد|على مسافة|в|на расстоянии|about|some|approximately|approx\.?|around|roughly|circa|ca\.?|nearly|almost"
    r"|~|≈|около|حوالي)$"
)


@dataclass(frozen=True, slots=True)
class Offset:
    """A place in words: a site's name, and how far from it in which direction."""

    site: str
    relation: Relation | None
    """``None`` is near: no distance is stated, so none is tested."""
    distance: StatedDistance | None
    bearing: str | None
    """One of 16 compass points."""


def read_compass(text: str) -> str | None:
    """Return the compass point that a word names; ``None`` where it names none.

    Examples
    --------
    >>> read_compass("south-east"), read_compass("شمال"), read_compass("up")
    ('SE', 'N', None)
    """
    return _POINTS.get(fold(text))


@remembered(4 * 2**20)
def read_offset(text: str) -> Offset | None:
    """Return what words say beside a site's name; ``None`` where they are only a name.

    Examples
    --------
    >>> read_offset("35 miles SE of Ayyash")
    Offset(site='Ayyash', relation='at_distance', distance=StatedDistance(value='35', unit='mi'), bearing='SE')
    >>> read_offset("within 5 km of Deir ez-Zor").relation, read_offset("near Ayyash").site, read_offset("Ayyash")
    ('within', 'Ayyash', None)
    """
    near = _NEAR.fullmatch(text.strip())
    if near is not None and NUMBER.search(with_ascii_numbers(near["site"])) is None:
        return Offset(near["site"].strip(), None, None, None)
    plain = with_ascii_numbers(text)
    number = NUMBER.search(plain)
    if number is None:
        return None
    before = fold(_IN_FRONT.sub("", plain[: number.start()].strip().lower()))
    if before and before not in _LIMITS:
        return None
    return _with_distance(number[0], plain[number.end() :].strip(), _LIMITS.get(before, "at_distance"))


def _with_distance(number: str, rest: str, relation: Relation) -> Offset | None:
    """Take the unit off the words behind a number: the most words that make one."""
    words = rest.split(" ")
    for count in (3, 2, 1):
        distance = _distance(f"{number} {' '.join(words[:count])}") if len(words) > count else None
        if distance is not None:
            return _from_place(distance, " ".join(words[count:]), relation)
    return None


def _distance(text: str) -> StatedDistance | None:
    try:
        return read_distance(text)
    except InputError:
        return None


def _from_place(distance: StatedDistance, rest: str, relation: Relation) -> Offset | None:
    words = _without_first(rest.split(" "), _TOWARDS)
    point, words = _direction(words)
    bare = _without_first(words, _LINKS)
    if not bare or (point is None and len(bare) == len(words)):
        return None
    return Offset(" ".join(bare), relation, distance, point)


def _direction(words: list[str]) -> tuple[str | None, list[str]]:
    """Take a compass point off the front of words, the longest that is one."""
    for count in (3, 2, 1):
        point = read_compass(" ".join(words[:count])) if len(words) > count else None
        if point is not None:
            return point, words[count:]
    return None, words


def _without_first(words: list[str], unwanted: tuple[str, ...]) -> list[str]:
    wanted = (index for index, word in enumerate(words) if fold(word) not in unwanted)
    return words[next(wanted, len(words)) :]
