"""Connections that are opened and ask for nothing, or do not take what they asked for: the server leaves them.

Each takes one of the files that a process may have open, and no rule of :mod:`geodata.app.server.gate` sees it before
its request is whole. Uvicorn has a limit for what comes between two requests, and none for the first.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from typing import Any, Final

from uvicorn.protocols.http.auto import AutoHTTPProtocol

#: A connection that is found silent twice in a row is left; a browser that opened it ahead of need opens another.
LOOKED_AT_EVERY_S: Final = 20.0
#: So many at once; of more, the oldest go. With windows and answers (see ``room``) and readers between two requests, a
#: tenth of the files that the process may have open.
MOST_SILENT: Final = 1_000
_MOST_FILES: Final = 10_000
#: Uvicorn's connections, the oldest first, each with whether it was silent at the last look.
_watched: Final[dict[Any, bool]] = {}
_CONNECTION_MADE: Final = AutoHTTPProtocol.connection_made


def leave_silent_connections() -> None:
    """Have the server leave silent connections, from its start on; to be called once its process begins to serve.

    Uvicorn has no public way to be asked; tests/test_silent_connections.py tries this with Uvicorn itself.
    """
    _allow_files()
    AutoHTTPProtocol.connection_made = _connection_made  # type: ignore[method-assign, assignment]


def _connection_made(connection: Any, transport: asyncio.Transport) -> None:  # noqa: ANN401 - of Uvicorn's own
    _CONNECTION_MADE(connection, transport)
    _watched[connection] = False
    if len(_watched) > MOST_SILENT:
        _leave_oldest()


async def look_again_and_again() -> None:
    """Leave those that are silent for too long, as long as the server runs."""
    while True:
        await asyncio.sleep(LOOKED_AT_EVERY_S)
        for connection in [one for one, was_silent in _watched.items() if was_silent]:
            if _is_silent(connection):
                _leave(connection)
        _look()


def _leave_oldest() -> None:
    """Leave a tenth of them at once, where there are too many: to look through all takes its time, too."""
    _look()
    silent = [one for one, is_silent in _watched.items() if is_silent]
    if len(silent) > MOST_SILENT:
        for connection in silent[: len(silent) - MOST_SILENT * 9 // 10]:
            _leave(connection)


def _look() -> None:
    """Forget those that are gone or have become WebSockets, and note which are silent now."""
    for connection in list(_watched):
        if connection.transport.get_protocol() is not connection or connection not in connection.connections:
            del _watched[connection]
        else:
            _watched[connection] = _is_silent(connection)


def _is_silent(connection: Any) -> bool:  # noqa: ANN401
    """Tell whether nothing is asked: no request is being answered, nor the next waited for with Uvicorn's own limit."""
    is_answered = connection.cycle is None or connection.cycle.response_complete
    return connection.transport.is_closing() or (is_answered and connection.timeout_keep_alive_task is None)


def _leave(connection: Any) -> None:  # noqa: ANN401
    del _watched[connection]
    connection.transport.abort()


def _allow_files() -> None:
    """Let this process have more files open than systems give it at first: some give 256."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            with suppress(ValueError, OSError):  # a system that gives less than it says
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
