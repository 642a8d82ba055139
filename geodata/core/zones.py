"""Time zones by their names in the IANA data base, of this system or of the package tzdata."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from geodata.core.problems import InputError, quoted
from geodata.core.text import any_of

#: How a time is read whose zone is not stated, unless it is by the zone of some name.
LOCAL_TIME: Final = "local"
UTC_TIME: Final = "utc"
ANY_ZONE: Final = "any"
READINGS: Final[Mapping[str, str]] = MappingProxyType({
    LOCAL_TIME: "local to its place, or in the zone of the case where no place is stated",
    UTC_TIME: "UTC",
    ANY_ZONE: "of any zone, from 12 hours behind UTC to 14 ahead",
})  # fmt: skip


def read_reading(words: str) -> str:
    """Return how times without a zone are to be read: one of :data:`READINGS`, or the name of a zone.

    Raises ``InputError`` if it is neither.
    """
    if words not in READINGS and zone(words) is None:
        remedy = f"Use {any_of(*READINGS, 'a name such as Asia/Damascus')}."
        raise InputError(f"{quoted(words)} is not a time zone of the IANA data base. {remedy}", words)
    return words


def reading_in_words(name: str) -> str:
    """Say how times without a zone are read.

    >>> reading_in_words("Asia/Damascus")
    'Asia/Damascus time'
    """
    return READINGS.get(name, f"{name} time")


@lru_cache(maxsize=1_000)
def zone(name: str) -> ZoneInfo | None:
    """Return a zone; ``None`` where there is none of this name.

    >>> zone("Asia/Damascus"), zone("Damascus"), zone("../etc/passwd")
    (zoneinfo.ZoneInfo(key='Asia/Damascus'), None, None)
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """Return the names of all zones, in their order."""
    return tuple(sorted(available_timezones()))
