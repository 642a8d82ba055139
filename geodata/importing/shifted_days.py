"""Days that a program wrote as times: midnight of another time zone, as 21:00 UTC in each row of a column."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted
from geodata.core.text import counted
from geodata.importing.questions import Answer, ImportQuestion

if TYPE_CHECKING:
    from collections.abc import Collection

    from geodata.importing.questions import Inquiry

#: Before the heading, in the key of the question.
DAYS_OF: Final = "days:"
_DAYS: Final = "days"
_AS_WRITTEN: Final = "as-written"
_UTC: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([0-9]{2}):([0-9]{2})(?::00(?:\.0+)?)?(?:Z|\+00:?00)")
#: Fewer rows may be at one hour by chance.
_LEAST: Final = 3
#: The zone furthest east is 14 hours before UTC, the one furthest west 12 behind it.
_FURTHEST_WEST_H: Final = 10
_DAY_MINUTES: Final = 24 * 60


def days_shift(heading: str, texts: Collection[str], inquiry: Inquiry) -> timedelta | None:
    """Return what turns the times of a column into midnights; ``None`` where they are times, or nobody said.

    Asks where all are one time of day in UTC, on three days or more, and not midnight.
    """
    found = [_UTC.fullmatch(text) for text in texts]
    clocks = {match.groups() for match in found if match is not None}
    if len(found) < _LEAST or len(clocks) != 1 or None in found:
        return None
    hour, minute = map(int, clocks.pop())
    if not (hour or minute):
        return None
    before = _DAY_MINUTES - 60 * hour - minute if hour > _FURTHEST_WEST_H else -60 * hour - minute
    text = (
        f"Column {quoted(heading)}: all {counted(len(found), 'time')} are {hour:02d}:{minute:02d} UTC, midnight "
        f"{abs(before) / 60:g} hours {'east' if before > 0 else 'west'} of UTC. Are they days? Until it is answered, "
        "they are taken as times."
    )
    choices = (Answer(_DAYS, "They are days"), Answer(_AS_WRITTEN, "They are times"))
    key = f"{DAYS_OF}{heading}"
    option = " or ".join(f"--days {quoted(f'{heading}={choice.key}')}" for choice in choices)
    answer = inquiry.ask(ImportQuestion(key, text, choices, option))
    return timedelta(minutes=before) if answer == _DAYS else None


def shifted_day(edtf: str, shift: timedelta) -> str:
    """Return a time as the day that it is in a zone.

    >>> shifted_day("2015-12-05T21:00:00Z", timedelta(hours=3))
    '2015-12-06'
    """
    return (datetime.fromisoformat(edtf) + shift).date().isoformat()
