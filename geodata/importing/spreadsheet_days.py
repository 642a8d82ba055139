"""Days that a program may have spoilt: day and month exchanged, or midnight of another zone in their place.

A spreadsheet that is set to month-first reads "05/12/2015" as 12 May and leaves "13/12/2015" as text, since there is
no month 13, and the other way round. What shows it: texts with one order alone, beside days of which none is after the
twelfth.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import quoted
from geodata.core.text import counted
from geodata.importing.dates import evidence
from geodata.importing.members import DATE_ORDERS
from geodata.importing.questions import Answer, ImportQuestion

if TYPE_CHECKING:
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import TextTable

#: Files whose cells may be days, and not their text.
_WORKBOOKS: Final = (".xlsx", ".ods")
_FIGURES: Final = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}")
_DAY: Final = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|1[0-2])(T.*)?")
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


def turned_days(key: str, heading: str, texts: Collection[str], table: TextTable, inquiry: Inquiry) -> bool | None:
    """Tell whether day and month of the days of a column are to be exchanged; ``None`` where nobody said.

    ``key``: of the question.
    """
    if PurePath(table.name).suffix.lower() not in _WORKBOOKS:
        return False
    days = [text for text in texts if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T.*)?", text)]
    orders = {evidence(text) for text in texts if _FIGURES.match(with_ascii_numbers(text))}
    order = orders.pop() if len(orders) == 1 else None
    if order is None or not days or not all(map(_DAY.fullmatch, days)):
        return False
    text = (
        f"Column {quoted(heading)} has {counted(len(days), 'day')} such as {quoted(days[0])}, none after the 12th, and "
        f"texts that can only be {order}: as a spreadsheet leaves them that took the one for the other. Was the "
        f"{order.partition('-')[0]} first in all of them? Until it is answered, these rows are imported without "
        "the date."
    )
    said = {True: f"Yes: {quoted(days[0])} is {turned(days[0])}", False: f"No: {quoted(days[0])} is what was meant"}
    choices = tuple(Answer(one, said[one == order]) for one in DATE_ORDERS)
    option = " or ".join(f"--{one} {quoted(heading)}" for one in DATE_ORDERS)
    index = table.column(heading)
    rows = tuple(number for row, number in zip(table.rows, table.numbers, strict=True) if row[index] in days)
    answer = inquiry.ask(ImportQuestion(key, text, choices, option, rows))
    return None if answer is None else answer == order


def turned(day: str) -> str:
    """Return a day with day and month exchanged, where that can be.

    >>> turned("2015-06-12"), turned("2015-06-12T19:40"), turned("13/12/2015")
    ('2015-12-06', '2015-12-06T19:40', '13/12/2015')
    """
    return _DAY.sub(r"\1-\3-\2\4", day) if _DAY.fullmatch(day) else day


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
