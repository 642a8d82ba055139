"""Time zones by their names in the IANA data base, of this system or of the package tzdata."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


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
