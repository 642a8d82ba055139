"""Read one cell as a value of a case: a word of a vocabulary, a length, an address."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Final

from geodata.core.json_path import Json
from geodata.core.model import LONG_TEXT_CHARS, MAX_DISTANCE_M
from geodata.core.numbers import plain_number, with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.core.text import any_of, is_web_address
from geodata.core.vocabulary import CERTAINTIES, CREDIBILITIES, POLARITIES, QUANTITIES, RELATIONS
from geodata.parsing.distances import read_distance
from geodata.parsing.languages import words_for
from geodata.parsing.locality_offsets import read_compass

#: What a program of ours writes for a radius that nobody knows: the point is all there is.
OPEN_RADIUS: Final = "open"
_POLARITIES: Final = {
    **{written: word for word in ("affirm", "deny") for written in words_for(word)},
    **{written: word for word, row in POLARITIES.items() for written in (word, *row.written.split("|"))},
}


def read_web_address(text: str) -> str:
    """Return a web address as it is.

    Raises ``InputError`` if it is none that may become a link.
    """
    if not is_web_address(text):
        raise InputError(f"{quoted(text)} is not a web address. Write one that begins with http:// or https://.", text)
    return text


def read_web_addresses(text: str) -> tuple[str, ...]:
    """Return the web addresses of a cell, without what people put between and behind them.

    Raises ``InputError`` if one of the words is none that may become a link.

    >>> read_web_addresses("https://example.org/a, ; www.example.org/b")
    ('https://example.org/a', 'https://www.example.org/b')
    """
    if is_web_address(text) and not any(sign in text for sign in ",;|"):
        return (text,)
    words = (word.strip("<>\"'") for word in re.split(r"\s+|[;,|](?=\s|https?:|www\.|$)", text))
    named = [f"https://{word}" if word.lower().startswith("www.") else word for word in words if word]
    return tuple(dict.fromkeys(map(read_web_address, named))) or (read_web_address(text),)


def uncertainty_m(text: str) -> float:
    """Return a radius in metres: a bare number is metres.

    Raises ``InputError`` if it is not a length above 0.

    >>> uncertainty_m("250"), uncertainty_m("± 2 km")
    (250.0, 2000.0)
    """
    plain = with_ascii_numbers(text).lstrip("±+ ").removeprefix("/-").strip()
    if _is_number(plain):
        radius_m = plain_number(plain)
        if not 0 < radius_m <= MAX_DISTANCE_M:
            raise InputError(
                f"{quoted(text)} cannot be the radius of a circle on the Earth. Write metres, above 0.", text
            )
        return radius_m
    return read_distance(plain).value_m


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(plain_number(text))
    except ValueError:
        return False


def _one_of(words: Mapping[str, str], example: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        found = words.get(text.casefold().replace(" ", "_")) or words.get(text.casefold())
        if found is None:
            raise InputError(f"{quoted(text)} is not a known value. {example}", text)
        return found

    return read


read_polarity: Final = _one_of(_POLARITIES, f"Write {any_of(*POLARITIES)}.")
read_relation: Final = _one_of({word: word for word in RELATIONS}, f"Write one of {', '.join(RELATIONS)}.")
read_credibility: Final = _one_of({word: word for word in CREDIBILITIES}, "Write 1 to 6.")
read_certainty: Final = _one_of({word: word for word in CERTAINTIES}, f"Write {any_of(*CERTAINTIES)}.")
read_quantity: Final = _one_of({word: word for word in QUANTITIES}, f"Write {any_of(*QUANTITIES)}.")


def read_kinds(text: str) -> list[str]:
    """Return the parts of a text with commas or semicolons between."""
    return [part.strip() for part in re.split("[,;]", text) if part.strip()]


#: Not what is out of range: the check of the case says so, with the value.
_DEGREES: Final = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)°? ?± ?([0-9]{1,3}(?:\.[0-9]+)?)°?")


def read_bearing(text: str) -> Json:
    """Return a direction as a case has it.

    Raises ``InputError`` if it is not a compass point, nor degrees with a half-width: without one they say more than
    anybody said.

    >>> read_bearing("south-east"), read_bearing("135 ± 10")
    ({'value': 'SE'}, {'degrees': 135.0, 'half_width': 10.0})
    """
    if (degrees := _DEGREES.fullmatch(with_ascii_numbers(text))) is not None:
        return {"degrees": float(degrees[1]), "half_width": float(degrees[2])}
    point = read_compass(text)
    if point is None:
        raise InputError(f"{quoted(text)} is not a compass point. Write one such as SE or south-east.", text)
    return {"value": point}


def read_summary(text: str) -> str:
    """Return a text as it is.

    Raises ``InputError`` if it is too long for a claim's summary.
    """
    if len(text) > LONG_TEXT_CHARS:
        raise InputError(f"The text has {len(text):,} characters. Cut it to {LONG_TEXT_CHARS:,} at most.", text[:60])
    return text
