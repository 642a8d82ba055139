"""What Streamlit's own server says: its options, whose a session is, whose a file to download is.

The one module outside ``ui`` that imports Streamlit. What it takes from it is pinned by tests/test_stack.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from streamlit import config, runtime

from geodata.serving.hosts import Address, Served, served
from geodata.serving.readers import READER_HEADER

if TYPE_CHECKING:
    from collections.abc import Iterable

_USER_HEADERS: Final = "server.trustedUserHeaders"


def served_as(named: Iterable[Address]) -> Served:
    """Return where the server listens and what it is called, by Streamlit's options and by ours."""
    return served(config.get_option("server.address"), config.get_option("browser.serverAddress"), named)


def bind_sessions_to_readers() -> None:
    """Have Streamlit take the reader for the user that a session belongs to.

    Then it gives a session back to its own reader only; whoever else names the id gets a new one. Asked for at each
    handshake: Streamlit reads its options anew when their file changes.
    """
    mapping = config.get_option(_USER_HEADERS)
    if mapping.get(READER_HEADER) is None:
        config.set_option(_USER_HEADERS, {**mapping, READER_HEADER: "reader"})


def reader_of_session(session_id: str) -> str | None:
    """Return whose a connected session is; ``None`` where there is none."""
    client = runtime.get_instance().get_client(session_id) if runtime.exists() else None
    context = client.client_context if client else None
    return dict(context.headers).get(READER_HEADER) if context else None


def readers_of_file(file_id: str) -> frozenset[str | None]:
    """Return who has a file of this id to download or to see on a page now.

    Streamlit makes the id from the content: two who have the same have it under one.
    """
    if not runtime.exists():
        return frozenset()
    of_sessions = dict(runtime.get_instance().media_file_mgr._files_by_session_and_coord)  # noqa: SLF001 - no other way
    having = [session for session, files in of_sessions.items() if file_id in list(files.values())]
    return frozenset(map(reader_of_session, having)) - {None}
