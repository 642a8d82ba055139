"""Places drawn from GeoNames, each by one of its alternate names and with one typing error."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.gazetteer.sources import world_places
from geodata.gazetteer.spelling import is_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.gazetteer.sources import WorldPlace

SEED: Final = 20151206
DRAWN: Final = 200
COUNTRIES: Final = ("SY", "IQ", "TR", "UA", "RU", "LB", "SD", "YE", "LY", "IR", "AF", "JO", "EG", "SA")
#: GeoNames' list of places with so many inhabitants: large enough to be in the news by name.
MIN_POPULATION: Final = 15_000
_MIN_LETTERS: Final = 4
_ALPHABETS: Final = {
    "LATIN": "abcdefghijklmnopqrstuvwxyz",
    "ARABIC": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "CYRILLIC": "абвгдежзийклмнопрстуфхцчшщыьэюя",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A place, the spelling of it that was drawn, and that spelling with one typing error."""

    place: WorldPlace
    spelling: str
    typed: str


def script(name: str) -> str | None:
    """Return the one script of a name's letters, of those that are drawn; ``None`` of others and of mixed ones."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha()}
    return next(iter(scripts)) if len(scripts) == 1 and scripts <= set(_ALPHABETS) else None


def with_typing_error(name: str, rng: random.Random) -> str:
    """Return a name with one letter changed, left out or put in, or two neighbours swapped."""
    letters = _ALPHABETS[script(name) or "LATIN"]
    at = rng.choice([index for index, letter in enumerate(name) if letter.isalpha()])
    other = rng.choice([letter for letter in letters if letter != name[at].lower()])
    swapped = name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
    kinds = [name[:at] + other + name[at + 1 :], name[:at] + name[at + 1 :], name[:at] + other + name[at:]]
    return rng.choice([*kinds, swapped] if swapped != name else kinds)


def drawn(places: Sequence[WorldPlace], count: int, seed: int = SEED) -> list[Drawn]:
    """Draw places, each by one of its alternate names, with one typing error; each script as often as the others."""
    rng = random.Random(seed)
    found: list[Drawn] = []
    scripts = list(_ALPHABETS)
    while len(found) < count:
        place = rng.choice(places)
        wanted = scripts[len(found) % len(scripts)]
        names = [name for name in place.spellings if _is_drawable(name) and script(name) == wanted]
        if names:
            spelling = rng.choice(names)
            found.append(Drawn(place, spelling, with_typing_error(spelling, rng)))
    return found


def _is_drawable(name: str) -> bool:
    return not is_code(name) and sum(letter.isalpha() for letter in name) >= _MIN_LETTERS


def candidates_to_draw() -> list[WorldPlace]:
    """Return the places that are drawn from."""
    return [
        place
        for place in world_places(MIN_POPULATION)
        if place.population >= MIN_POPULATION and place.country in COUNTRIES
    ]
