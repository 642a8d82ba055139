"""Room for drafts: of a person, of a network address and of everybody, and what goes where there is none.

What was not changed for 30 days goes first, the oldest first, and only as much as is needed; nothing of the person who
needs the room, and nothing younger. A clock that is set forward makes nothing old: since this process began, no more
time has passed than it ran.
"""

from __future__ import annotations

import sqlite3
import time
from typing import Final

from geodata.editing import size_limits
from geodata.editing.size_limits import check_address_drafts, check_all_drafts, check_own_drafts

_DAY_NS: Final = 86_400 * 10**9
#: When this process began, in nanoseconds since 1970, less what the clock that nobody sets was at then.
_BEGAN_NS: Final = time.time_ns() - time.monotonic_ns()


def make_room(connection: sqlite3.Connection, draft: str, more: int, now_ns: int) -> None:
    """Make room for what was added to a draft in this transaction, or refuse it.

    ``connection``: with everything written already. ``more``: the bytes that were added; where fewer are there than
    before, nothing is refused. ``now_ns``: the time now, in nanoseconds since 1970.
    Raises ``LimitError`` if there is not enough: the transaction must be rolled back.
    """
    if more <= 0:
        return
    [(owner, address)] = connection.execute("SELECT owner, address FROM draft WHERE id = ?", (draft,))
    [(count, own)] = connection.execute("SELECT COUNT(*), SUM(stored) FROM draft WHERE owner = ?", (owner,))
    check_own_drafts(count, own)
    if address:
        [(here,)] = connection.execute("SELECT SUM(stored) FROM draft WHERE address = ?", (address,))
        if here > size_limits.MAX_ADDRESS_DRAFTS_BYTES:
            for other, stored in _old(connection, owner, now_ns, address):
                if here > size_limits.MAX_ADDRESS_DRAFTS_BYTES:
                    _remove(connection, other)
                    here -= stored
        check_address_drafts(here)
    if _bytes_used(connection) > size_limits.MAX_ALL_DRAFTS_BYTES:
        for other, _ in _old(connection, owner, now_ns):
            if _bytes_used(connection) > size_limits.MAX_ALL_DRAFTS_BYTES:
                _remove(connection, other)
    check_all_drafts(_bytes_used(connection))


def _old(connection: sqlite3.Connection, owner: str, now_ns: int, address: str | None = None) -> list[tuple[str, int]]:
    """Return what may go: id and bytes, the oldest first."""
    now_ns = min(now_ns, _BEGAN_NS + time.monotonic_ns())
    return connection.execute(
        "SELECT id, stored FROM draft WHERE owner <> ?1 AND written_ns < ?2 AND (?3 IS NULL OR address = ?3) "
        "ORDER BY written_ns",
        (owner, now_ns - size_limits.DAYS_A_DRAFT_IS_SAFE * _DAY_NS, address),
    ).fetchall()


def _remove(connection: sqlite3.Connection, draft: str) -> None:
    connection.execute("DELETE FROM draft WHERE id = ?", (draft,))


def _bytes_used(connection: sqlite3.Connection) -> int:
    """Return what the database takes without its free pages, in bytes."""
    [(size,)] = connection.execute(
        "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, "
        "pragma_page_size"
    )
    return int(size)
