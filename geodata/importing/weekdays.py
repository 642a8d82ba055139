"""The name of a weekday beside a date, which says nothing new: left out of it, and told where it is another's."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from geodata.core.problems import quoted
from geodata.core.text import fold
from geodata.parsing.languages import numbers_by_name

_NUMBERS: Final = numbers_by_name("weekdays")
_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T.*)?")
_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def without_weekday(plain: str) -> tuple[str, int | None]:
    """Return a date without the name of a weekday, and the number of that, 1 for Monday.

    Any other word says something, as "before" does, and so do two names.

    >>> without_weekday("Sunday, 6 December 2015"), without_weekday("2015-12-06 (Sun)"), without_weekday("2015-12-06")
    (('6 December 2015', 7), ('2015-12-06', 7), ('2015-12-06', None))
    """
    if not any(map(str.isalpha, plain)):
        return plain, None
    words = plain.split(" ")
    named = [index for index, word in enumerate(words) if fold(word) in _NUMBERS]
    if len(named) != 1 or len(words) == 1:
        return plain, None
    rest = " ".join([*words[: named[0]], *words[named[0] + 1 :]])
    return rest.rstrip(","), _NUMBERS[fold(words[named[0]])]


def wrong_weekday(plain: str, edtf: str) -> str | None:
    """Say that a date names a weekday which it was not; ``None`` where it was, or none is named.

    ``plain``: as written, with ASCII figures. ``edtf``: how it is read.

    >>> wrong_weekday("Monday 6 December 2015", "2015-12-06")
    "'Monday 6 December 2015' names a Monday, and 2015-12-06 was a Sunday. Correct one of the two; the date is taken."
    """
    _, number = without_weekday(plain)
    found = _DAY.fullmatch(edtf)
    if number is None or found is None:
        return None
    there = date.fromisoformat(found[1]).isoweekday()
    if there == number:
        return None
    was = f"{found[1]} was a {_NAMES[there - 1]}"
    return f"{quoted(plain)} names a {_NAMES[number - 1]}, and {was}. Correct one of the two; the date is taken."
