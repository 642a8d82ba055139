"""Which distance is meant by words: "35 miles", "about 55 km", "٥٥ كم", "10 1/4 mi".

The number keeps its digits as spoken, for their precision is read off them (:mod:`geodata.core.precision`). Units are
known in English, Arabic and Russian, in full and short.

Adverbs like "about" are recognised and change nothing. Georeferencing Best Practices (Chapman & Wieczorek 2020,
section 3.4, doi:10.15468/doc-gg7h-s853) asks for that: a speaker who says "about 25 km" rounds no more than one who
says "25 km", and nobody could say by how much. Words that make a limit of a distance ("within", "more than") say
something else and are refused.
"""

# ruff: noqa: RUF002 - the words are those of three scripts

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from geodata.core.model import MAX_DISTANCE_CHARS, MAX_DISTANCE_M, StatedDistance
from geodata.core.numbers import NUMBER, decimal_text, is_comma_unclear, with_ascii_numbers
from geodata.core.precision import PRECISION_RULES, Precision, SetWidth, bounds
from geodata.core.problems import InputError, quoted
from geodata.core.text import any_of, fold
from geodata.core.vocabulary import DISTANCE_UNITS, METRES_PER_UNIT

#: The unit that each word for one means, folded.
UNIT_BY_WORD: Final[Mapping[str, str]] = {
    fold(word): unit for unit, row in DISTANCE_UNITS.items() for word in row.written.split("|")
}


def _phrases(text: str) -> re.Pattern[str]:
    words = sorted(map(fold, text.split("|")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


#: They change nothing; see the module.
_ADVERBS: Final = _phrases(
    "about|approximately|approx|around|circa|ca|c|some|roughly|nearly|almost|or so|more or less|an estimated|estimated"
    "|حوالي|حوالى|نحو|تقريبا|قرابة|زهاء|ما يقارب|ما يقرب من"
    "|около|примерно|приблизительно|порядка|почти|где-то|ориентировочно"
)
_LIMITS: Final = _phrases(
    "more than|less than|over|under|at least|at most|up to|within|beyond|farther than|further than|not more than"
    "|أكثر من|أقل من|على الأقل|ضمن"
    "|более|менее|больше|меньше|свыше|не более|не менее|до"
)
#: Signs that make a limit of a distance, or say that it is not sure.
LIMIT_SIGNS: Final = re.compile("[<>≤≥+?]")
_UNKNOWN_UNIT: Final = f"Use {any_of(*DISTANCE_UNITS)}, or the unit's name in English, Arabic or Russian."
MINUS: Final = re.compile("[-\u2212\u2010\u2011\u2013]$")
_NON_LATIN_COMMA: Final = re.compile("[\u0400-\u04ff]")


class SpokenDistanceError(InputError):
    """Words that are not one distance; ``text`` has them."""


def read_distance(text: str) -> StatedDistance:
    """Return the distance that words state.

    ``text``: one number, in digits of any script, and one unit; of an adverb such as "about" it is only kept that there
    was one. "1,000" is a thousand and "1,5" one and a half (:mod:`geodata.core.numbers`). Halves, thirds, quarters and
    eighths keep their denominator: "10 1/4" becomes ``"10.25"``, which the rules read as quarters. A third becomes
    ``.33``, which is off by far less than its half-width.
    Raises ``SpokenDistanceError`` if there is no number or more than one, no unit or an unknown one, a limit ("more
    than"), or a distance that is negative, zero or more than half around the Earth. The message is one sentence or two,
    with what to do.

    >>> read_distance("about 55 km"), read_distance("٣٥ ميلا").unit, read_distance("1,000 m").value
    (StatedDistance(value='55', unit='km'), 'mi', '1000')
    """
    plain = with_ascii_numbers(text)
    numbers = list(NUMBER.finditer(plain))
    if len(numbers) != 1:
        raise SpokenDistanceError(_count_message(text, len(numbers)), text)
    before, number, after = plain[: numbers[0].start()], numbers[0][0], plain[numbers[0].end() :]
    value = decimal_text(number)
    if value is None or len(value) > MAX_DISTANCE_CHARS:
        remedy = "Write digits with at most one point, such as 1500 or 10.2."
        raise SpokenDistanceError(f"{quoted(number)} cannot be read as one number. {remedy}", text)
    if MINUS.search(before.rstrip()):
        raise SpokenDistanceError(
            f"{quoted(text)} is negative. A distance has no sign; give a direction separately.", text
        )
    _refuse_limit(LIMIT_SIGNS.search(before + after), text)
    unit = _unit(before, after, text)
    if is_comma_unclear(number) and _NON_LATIN_COMMA.search(plain):
        whole, thousandths = number.split(",")
        remedy = f"Write {whole}{thousandths} or {whole}.{thousandths}."
        raise SpokenDistanceError(f"{quoted(number)} beside Russian words may have a decimal comma. {remedy}", text)
    _check_size(value, unit, text)
    return StatedDistance(value, unit, about=says_about(before) or says_about(after))


def says_about(words: str) -> bool:
    """Tell whether words beside a distance say that it is about so much."""
    return bool(_ADVERBS.search(fold(words)) or re.search("[~≈]", words))


def without_adverbs(folded: str) -> str:
    """Return folded words without those that change nothing of a distance.

    >>> without_adverbs("at about")
    'at'
    """
    return " ".join(_ADVERBS.sub(" ", folded).split())


def _count_message(text: str, count: int) -> str:
    if count == 0:
        return f"{quoted(text)} has no number. Write it in digits, such as 35 miles."
    return f"{quoted(text)} has more than one number. Give one distance; a range is one distance with a width set."


def _refuse_limit(limit: re.Match[str] | None, text: str) -> None:
    if limit is not None:
        remedy = "Give the distance alone, and say within or beyond by the relation."
        raise SpokenDistanceError(f"{quoted(limit[0])} makes {quoted(text)} a limit, not a distance. {remedy}", text)


def _unit(before: str, after: str, text: str) -> str:
    words = " ".join(part for part in (fold(before), fold(after)) if part)
    bare = without_adverbs(words)
    if after.strip() == "M":
        remedy = "Write m for metres, nmi for nautical miles."
        raise SpokenDistanceError(f"'M' in {quoted(text)} may be metres or nautical miles. {remedy}", text)
    if bare in UNIT_BY_WORD:
        return UNIT_BY_WORD[bare]
    _refuse_limit(_LIMITS.search(bare), text)
    if not bare:
        raise SpokenDistanceError(f"{quoted(text)} has no unit. {_UNKNOWN_UNIT}", text)
    raise SpokenDistanceError(f"{quoted(bare)} in {quoted(text)} is not a known unit. {_UNKNOWN_UNIT}", text)


def _check_size(value: str, unit: str, text: str) -> None:
    if Decimal(value) == 0:
        raise SpokenDistanceError(
            f"{quoted(text)} is not a distance. For the place itself, use the relation 'at'.", text
        )
    if float(value) * METRES_PER_UNIT[unit] > MAX_DISTANCE_M:
        remedy = "Correct the number or the unit: no distance is over 20,004 km, half around the Earth."
        raise SpokenDistanceError(f"{quoted(text)} is farther than any two places are apart. {remedy}", text)


def read_rule(text: str) -> Precision:
    """Return what tells how wide a stated distance is: "2020", "2004", or a half-width such as "500 m".

    Raises ``InputError`` if it is none of them.

    >>> read_rule("2004"), read_rule("2 km")
    ('2004', SetWidth(half_width_m=2000.0))
    """
    if text in PRECISION_RULES:
        return PRECISION_RULES[PRECISION_RULES.index(text)]
    try:
        return SetWidth(bounds(read_distance(text)).value_m)
    except InputError as error:
        remedy = f"Use {', '.join(PRECISION_RULES)} or a half-width such as '500 m'."
        raise InputError(f"{quoted(text)} is not a rule. {remedy}", text) from error
