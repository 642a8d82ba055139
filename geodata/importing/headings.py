"""What headings mean in any file: the words of each language, and the names of the members themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from geodata.core.text import fold
from geodata.importing.members import MEMBERS
from geodata.parsing.languages import members_by_heading, words_for

#: Headings of a place only where the file has positions: else it may be the name of anything.
MAY_BE_ANY_NAME: Final = frozenset(map(fold, words_for("any_name")))
#: Words for how far a position may be off, beside the words that its two columns share.
ACCURACY_WORDS: Final = frozenset({"precision", "accuracy"})
#: Headings of when something was put down, which may be when it happened.
RECORD_MADE: Final = frozenset(map(fold, words_for("record_made")))
#: Words for a time of day, and for a day, in the headings of two columns that belong together.
CLOCK_WORDS: Final = frozenset(map(fold, words_for("clock")))
DAY_WORDS: Final = frozenset(map(fold, words_for("day")))
#: Words for how far times are from UTC, in the heading of a column of its own; and in that of the times.
ZONE_WORDS: Final = frozenset({"tz", "timezone", "time zone", "utc offset", "gmt offset"})
ZONES: Final = frozenset({"utc", "gmt", "local", "z", "lt"})

BY_WORD: Final[Mapping[str, str]] = {
    **members_by_heading(),
    **{member.replace("_", " "): member for members in MEMBERS.values() for member in members},
}

#: Words of headings that say only that it is of an event, and what is headed so: no kind or name of one is a place's.
OF_EVENT: Final = frozenset(map(fold, words_for("of_event")))
_SAID_OF_EVENTS: Final = frozenset({
    "id", "summary", "event_time", "place", "country", "province", "district", "about_actor", "killed", "wounded",
    "source", "source_url",
})  # fmt: skip
#: Words of headings that say only that it is of people, and how many: "casualties.killed", "number of people killed".
_OF_PEOPLE: Final = OF_EVENT | frozenset(map(fold, words_for("of_people")))
_SAID_OF_PEOPLE: Final = frozenset({"killed", "killed_max", "wounded", "wounded_max"})
#: Objects of JSON that hold a record whole.
_HOLDERS: Final = re.compile(r"\A(?:properties|fields|attributes|data|_source)\.(?=.)")
#: What is put behind a heading that a file has twice: "place (2)" is no second place that something was between.
TWICE: Final = re.compile(r" \([0-9]+\)\Z")
#: Shapefiles cut headings to so many bytes.
_CUT_BYTES: Final = 10


@lru_cache(maxsize=1_000)
def meaning_of(heading: str) -> str | None:
    """Return the member that a heading names; ``None`` for none.

    Also one that says of what it is ("description of the incident", "casualties.killed"), or that a shapefile cut off
    ("perpetrato").

    >>> meaning_of("Strike date"), meaning_of("Ort des Angriffs"), meaning_of("event type"), meaning_of("perpetrato")
    ('event_time', 'place', None, 'about_actor')
    """
    if TWICE.search(heading) is not None:
        return None
    words = fold(_HOLDERS.sub("", heading))
    if words in BY_WORD or not words:
        return BY_WORD.get(words)
    rest = " ".join(word for word in words.split() if word not in OF_EVENT)
    if rest != words and rest not in MAY_BE_ANY_NAME and (member := BY_WORD.get(rest)) in _SAID_OF_EVENTS:
        return member
    rest = " ".join(word for word in words.split() if word not in _OF_PEOPLE)
    if rest != words and (member := BY_WORD.get(rest)) in _SAID_OF_PEOPLE:
        return member
    if len(heading.encode()) != _CUT_BYTES:
        return None
    members = {member for named, member in BY_WORD.items() if named.startswith(words)}
    return members.pop() if len(members) == 1 else None
