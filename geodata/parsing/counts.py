"""Which number of people is meant by a text: "3", "at least 4", "3-5", "about 40, so far", digits of any script."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from geodata.core.model import Count
from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.core.result_cache import remembered

_NUMBER: Final = r"([0-9]{1,9}|[1-9][0-9]{0,2}(?:[, ][0-9]{3})+)(?:\.0{1,2})?"
_EXACT: Final = re.compile(_NUMBER)
_RANGE: Final = re.compile(
    rf"(?:from |between |بين |от )?{_NUMBER} ?(?:-|\u2013|\u2014|to|and|إلى|الى|و|до) ?{_NUMBER}", re.IGNORECASE
)
_AT_LEAST: Final = re.compile(
    rf"(?:at least|no fewer than|not less than|min\.?|≥|>=|على الأقل|ما لا يقل عن|не менее|минимум) ?{_NUMBER}"
    rf"|{_NUMBER} ?(?:\+|or more|على الأقل|и более)",
    re.IGNORECASE,
)
_MORE: Final = re.compile(rf"(?:more than|over|>|أكثر من|более|свыше) ?{_NUMBER}", re.IGNORECASE)
_AT_MOST: Final = re.compile(rf"(?:up to|at most|no more than|≤|<=|حتى|не более|до) ?{_NUMBER}", re.IGNORECASE)
_ABOUT: Final = re.compile(
    r"(?:(?:about|around|approximately|approx\.?|roughly|some|circa|ca\.?|حوالي|نحو|قرابة|около|примерно) |[~≈] ?)",
    re.IGNORECASE,
)
_SO_FAR: Final = re.compile(r",? (?:so far|until now|حتى الآن|пока)", re.IGNORECASE)


class CountError(InputError):
    """Words that are not a number of people; ``text`` has them."""


@remembered(4 * 2**20)
def read_count(text: str) -> Count:
    """Return the range of people that words state.

    Raises ``CountError`` if they state none: "dozens" has no number, and none is made up for it.

    >>> read_count("3"), read_count("at least ٤"), read_count("more than 20"), read_count("up to 47")
    (Count(min=3, max=3), Count(min=4, max=None), Count(min=21, max=None), Count(min=0, max=47))
    >>> read_count("about 40, so far").in_words
    'about 40, so far'
    """
    plain = with_ascii_numbers(text)
    so_far = next((found for found in _SO_FAR.finditer(plain) if found.end() == len(plain)), None)
    plain = plain if so_far is None else plain[: so_far.start()]
    about = _ABOUT.match(plain)
    plain = plain if about is None else plain[about.end() :]
    return replace(_range(plain, text), about=about is not None, so_far=so_far is not None)


def _range(plain: str, text: str) -> Count:
    """Return the range that plain words state; ``text`` has all of them."""
    if found := _EXACT.fullmatch(plain):
        return Count(_whole(found[1]), _whole(found[1]))
    if found := _RANGE.fullmatch(plain):
        least, most = _whole(found[1]), _whole(found[2])
        if most >= least:
            return Count(least, most)
    if found := _AT_LEAST.fullmatch(plain):
        return Count(_whole(found[1] or found[2]), None)
    if found := _MORE.fullmatch(plain):
        return Count(_whole(found[1]) + 1, None)
    if found := _AT_MOST.fullmatch(plain):
        return Count(0, _whole(found[1]))
    remedy = "Write a number such as 3, 3 to 5 or 4 or more, or leave it empty."
    raise CountError(f"{quoted(text)} is not a number of people. {remedy}", text)


def _whole(number: str) -> int:
    return int(number.replace(",", "").replace(" ", ""))
