"""A number in an address, read as the pages write it and in no other way.

Python takes more for a number than a person would: ``1_0`` for ten.
"""

from __future__ import annotations

import re
from typing import Final

#: As ``format(number, ".10g")`` writes what a field of the page takes.
_NUMBER: Final = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,15})?(?:e-[0-9]{2,3})?")


def number_between(text: str, least: float, most: float) -> float | None:
    """Return a number from the least to the most; ``None`` for anything else.

    >>> number_between("12.5", 0, 100), number_between("1e-05", 0, 1), number_between("1_0", 0, 100)
    (12.5, 1e-05, None)
    """
    number = float(text) if _NUMBER.fullmatch(text) else None
    return None if number is None or not least <= number <= most else number
