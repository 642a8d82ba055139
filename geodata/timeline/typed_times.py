"""Which stretch of time a person means who types one beside a case."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geodata.core.problems import InputError, quoted
from geodata.parsing.edtf_date import EdtfError
from geodata.verdicts.time_windows import window

if TYPE_CHECKING:
    from geodata.verdicts.time_windows import Clock, Window

_REMEDY: Final = "Give a day or a time as EDTF, such as 2015-12-06 or 2015-12-06T19:40Z."


def read_time(text: str, clock: Clock) -> Window:
    """Return the stretch that an EDTF text means, by a clock where it names no zone.

    Raises ``InputError`` if it is none, or has no beginning or no end.
    """
    try:
        read = window(text, clock)
    except EdtfError as error:
        raise InputError(f"{error} {_REMEDY}", text) from None
    if not (math.isfinite(read.first_wide) and math.isfinite(read.last_wide)):
        raise InputError(f"{quoted(text)} is open. {_REMEDY}", text)
    return read
