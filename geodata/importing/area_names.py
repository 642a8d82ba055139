"""After which place a province or a district is named, and in which countries there are areas of its kind."""

# ruff: noqa: RUF001 - letters that look alike

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from geodata.core.text import fold

if TYPE_CHECKING:
    from geodata.importing.locating import Area

#: Words for kinds of areas, and the countries (ISO 3166-1) that have them; of the last, many have.
_KINDS_OF_AREAS: Final = (
    ("область|области|обл|oblast", frozenset({"UA", "RU", "BY", "BG", "KZ", "KG", "TJ", "UZ", "TM"})),
    (
        "район|району|районі|района|районе|р-н|raion|rajon",
        frozenset({"UA", "RU", "BY", "KZ", "KG", "TJ", "UZ", "TM", "MD", "AZ", "GE", "AM"}),
    ),
    ("громада|hromada", frozenset({"UA"})),
    ("край|края|республика", None),
)
_COUNTRIES: Final = {fold(word): countries for words, countries in _KINDS_OF_AREAS for word in words.split("|")}
_KINDS: Final = re.compile(rf"\b(?:{'|'.join(_COUNTRIES)})\b")
#: Ends of the adjectives that areas are called by, and of the place's own name: "Одеська" of Одеса, "Курская" of Курск.
_ENDS: Final = tuple(
    (re.compile(rf"(?:{ends})\Z"), nouns)
    for ends, nouns in (
        ("ська|ськии|ськ", ("", "са", "ськ", "си", "а", "и", "е", "я", "ь")),
        ("цька|цькии", ("цьк", "ця", "цькии", "ць", "ч")),
        ("зька|зькии", ("зьк", "га", "г", "ж")),
        ("ская|скии|скои|скому", ("", "ск", "са", "а", "ы", "и", "е", "ь")),
        ("цкая|цкии", ("цк", "ца", "цы", "ц")),
        ("ska|skyi|skyy|skiy|skaya|skii", ("", "sk", "sa", "a", "y", "e")),
    )
)
_SHORTEST_STEM: Final = 3


def area_names(name: str) -> Iterator[str]:
    """Yield names of the place that an area may be named after, its own first.

    >>> list(area_names("Oblast of Odesa"))[:2], "одеса" in area_names("Одеська область")
    (['Oblast of Odesa', 'of odesa'], True)
    """
    yield name
    bare = " ".join(_KINDS.sub(" ", fold(name)).split())
    if bare and bare != fold(name):
        yield bare
    for end, nouns in _ENDS:
        stem = end.sub("", bare)
        if stem != bare and len(stem) >= _SHORTEST_STEM:
            yield from (f"{stem}{noun}" for noun in nouns)


def area_countries(area: Area) -> frozenset[str] | None:
    """Return the countries that have areas of a kind; ``None`` where its words do not tell."""
    words = f" {fold(area.heading)} {fold(area.name)} "
    return next((countries for word, countries in _COUNTRIES.items() if f" {word} " in words), None)
