"""How much of what all share strangers may take: the server's memory and its threads."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers

from geodata.importing.limits import MAX_BYTES

#: Of all sessions together, on their way or not yet read: eight of the largest. They lie in memory until the page has
#: read them, whoever sends how many.
MAX_UPLOADED_BYTES: Final = 8 * MAX_BYTES
#: Open windows of everybody: each may keep the server waiting for the end of a message of 5 MB.
MAX_CONNECTIONS: Final = 300


def stated_size(headers: Headers) -> int:
    """Return how many bytes a request's body has, the most there may be where it does not say."""
    said = headers.get("content-length", "")
    return int(said) if said.isdecimal() and len(said) < len(str(MAX_UPLOADED_BYTES)) else MAX_BYTES
