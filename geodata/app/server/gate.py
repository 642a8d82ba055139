"""Which requests get in: one rule after the other, the same for HTTP and WebSocket, and a refusal in words.

Refused here, a request reaches nothing of Streamlit's. A WebSocket of a foreign origin above all: Streamlit would ask
outside servers for this machine's address, to compare.
"""

from __future__ import annotations

import asyncio
import logging
import posixpath
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodata.app.server import room
from geodata.app.server.hosts import Address, read_address
from geodata.app.server.messages import is_ours
from geodata.app.server.reader_cookie import READER_HEADER, is_secure, reader_of
from geodata.app.server.room import stated_size
from geodata.app.server.streamlit_server import (
    bind_sessions_to_readers,
    reader_of_session,
    readers_of_file,
    served_as,
    uploaded_bytes,
)
from geodata.core.shared_room import SharedRoom
from geodata.editing.drafts.draft_folder import network_of
from geodata.editing.savelog import browser_name

if TYPE_CHECKING:
    from geodata.app.server.hosts import Served

    Rule = Callable[["GateRequest"], "Refusal | None"]


_READING: Final = ("GET", "HEAD", "OPTIONS")
#: What the page needs of Streamlit's own addresses; the rest (an interface for agents, figures of use) is not served.
_NEEDED: Final = frozenset({"health", "host-config", "stream"})
_CORE: Final = "/_stcore/"
_UPLOAD: Final = "upload_file/"
#: Signing in by other servers, and files beside the program: neither is ours.
_UNUSED: Final = ("/auth/", "/oauth2callback", "/app/static/")
#: Files to download and to show on pages, by their id; Streamlit's own fonts are in a folder of that name, too.
MEDIA: Final = re.compile(r"(?<!/static)/media/(.*)", re.DOTALL)
#: Of one connection: a slider that is pulled sends some ten a second, a page that loads some ten at once.
MESSAGES_PER_S: Final = 25
MESSAGES_AT_ONCE: Final = 100
#: A larger message counts as several.
MESSAGE_BYTES: Final = 100_000
#: How long the next part of what a request sends is waited for, and how much has to come each second after that.
MOST_SILENT_S: Final = 20.0
LEAST_PER_S: Final = 20_000
#: Of an answer, so much is handed on at a time: what a browser does not take lies in memory, for each that asked.
ANSWER_BYTES: Final = 64 * 2**10
_LOGGER: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GateRequest:
    """A request, with what the rules ask of it."""

    scope: Scope
    headers: Headers
    host: Address | None
    """What it was sent to; ``None`` where that is not said, or not in one name."""
    reader: str | None
    served: Served

    @property
    def is_socket(self) -> bool:
        """Whether it asks for a WebSocket."""
        return bool(self.scope["type"] == "websocket")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request does not get in."""

    status: int
    sentence: str
    logged: str = ""
    """What the log says instead: nothing that was typed."""


_NO_ROOM: Final = Refusal(
    503, "Files of others are waiting to be read, and there is no room for another. Upload yours again in a minute."
)
_TOO_MANY: Final = Refusal(503, "Too many windows are connected. Close some of yours, or try again in a minute.")
_TOO_MANY_ANSWERS: Final = Refusal(503, "Too many requests are being answered. Try again in a minute.")


def _has_our_name(asked: GateRequest) -> Refusal | None:
    if asked.host is not None and asked.served.answers(asked.host):
        return None
    name = asked.host.name if asked.host else "NAME"
    said = f"under the name {name}" if asked.host else "without a name"
    return Refusal(421, _not_answered(said, name), _not_answered("under the name that it was asked by", "NAME"))


def _not_answered(said: str, name: str) -> str:
    return f"The app is not answered {said}. Whoever starts it can add a name: -- --host {name}"


def _comes_from_our_page(asked: GateRequest) -> Refusal | None:
    """Refuse what changes something unless a page of ours asks; a browser always says which page does."""
    if not asked.is_socket and asked.scope["method"] in _READING:
        return None
    origin = asked.headers.get("origin", "")
    is_own = asked.host is not None and asked.served.is_own_page(
        origin, asked.host, is_secure=is_secure(asked.scope, asked.headers)
    )
    remedy = "Open the app in a browser. Behind a proxy, start the app with its public name: -- --host NAME"
    return None if is_own else Refusal(403, f"Only a page of this app may ask for this. {remedy}")


def _is_served(asked: GateRequest) -> Refusal | None:
    path = asked.scope["path"]
    _, core, rest = path.partition(_CORE)
    is_needed = not core or rest in _NEEDED or rest.startswith(_UPLOAD)
    return None if is_needed and not any(one in path for one in _UNUSED) else Refusal(404, "Not Found")


def _is_own_session(asked: GateRequest) -> Refusal | None:
    """Refuse a connection without a reader: the session would be nobody's. Refuse an upload to another's session."""
    if asked.is_socket and asked.reader is None:
        return Refusal(403, "The page's cookie is missing. Allow cookies for this address, and reload the page.")
    _, upload, rest = asked.scope["path"].partition(f"{_CORE}{_UPLOAD}")
    if not upload or (asked.reader is not None and reader_of_session(rest.partition("/")[0]) == asked.reader):
        return None
    return Refusal(403, "This session is not one of this browser. Reload the page, and upload the file again.")


def _is_own_file(asked: GateRequest) -> Refusal | None:
    found = MEDIA.search(asked.scope["path"])
    if found is None or asked.reader in readers_of_file(posixpath.splitext(found[1])[0]):
        return None
    return Refusal(404, "There is no such file for this browser, or no longer. Make it again on the page.")


#: By the names that the log has for them.
_RULES: Final[Mapping[str, Rule]] = {
    "names": _has_our_name,
    "origin": _comes_from_our_page,
    "addresses": _is_served,
    "sessions": _is_own_session,
    "downloads": _is_own_file,
}


class Gate:
    """Let in what keeps to the rules, with the reader's token in a header of ours."""

    def __init__(self, app: ASGIApp, named: tuple[Address, ...]) -> None:
        self._app = app
        self._served = served_as(named)
        self._uploads = SharedRoom(room.MAX_UPLOADED_BYTES // 2, room.MAX_UPLOADED_BYTES, uploaded_bytes)
        self._connections = SharedRoom(room.MAX_CONNECTIONS // 2, room.MAX_CONNECTIONS)
        self._answers = SharedRoom(room.MAX_CONNECTIONS // 2, room.MAX_CONNECTIONS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to the app, or answer it with what it broke."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        host = read_address(hosts[0]) if len(hosts) == 1 else None
        asked = GateRequest(scope, headers, host, reader_of(headers), self._served)
        broken = ((name, found) for name, rule in _RULES.items() if (found := rule(asked)) is not None)
        name, refusal = next(broken, ("", None))
        if refusal is not None:
            await _refuse(asked, name, refusal, receive, send)
            return
        taker = _network(asked)
        if asked.is_socket:
            bind_sessions_to_readers()
            with self._connections.kept_for(taker) as is_room:
                if is_room:
                    await self._app(_passed_on(asked), paced(receive), send)
                else:
                    await _refuse(asked, "connections", _TOO_MANY, receive, send)
            return
        with self._answers.kept_for(taker) as is_room, self._uploads.kept_for(taker, _upload_size(asked)) as has_room:
            if not is_room:
                await _refuse(asked, "answers", _TOO_MANY_ANSWERS, receive, send)
            elif not has_room:
                await _refuse(asked, "uploads", _NO_ROOM, receive, send)
            else:
                with suppress(TimeoutError):  # the browser no longer takes anything, and is left
                    await self._app(_passed_on(asked), awaited(receive), taken(send))


def paced(receive: Receive, per_s: float = MESSAGES_PER_S) -> Receive:
    """Return the messages of our pages, no more in a second than people make: each takes time from everybody's server.

    Others are left unanswered.
    """
    loop = asyncio.get_running_loop()
    due_s = 0.0

    async def received() -> Message:
        nonlocal due_s
        while True:
            message = await receive()
            sent = message.get("bytes") or b""
            due_s = max(due_s, loop.time() - MESSAGES_AT_ONCE / per_s) + max(1, len(sent) / MESSAGE_BYTES) / per_s
            await asyncio.sleep(max(0.0, due_s - loop.time()))
            if message["type"] != "websocket.receive" or is_ours(sent):
                return message

    return received


def awaited(receive: Receive, most_s: float = MOST_SILENT_S) -> Receive:
    """Return the same messages; one that does not come, or drop by drop, is taken for a browser that has left.

    A file that is announced and never sent keeps its room from those of others.
    """
    is_whole, loop = False, asyncio.get_running_loop()
    late_s = loop.time() + most_s

    async def received() -> Message:
        nonlocal is_whole, late_s
        if is_whole:  # what is waited for now is that the browser leaves
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), late_s - loop.time())
        except TimeoutError:
            return {"type": "http.disconnect"}
        late_s = min(late_s + len(message.get("body", b"")) / LEAST_PER_S, loop.time() + most_s)
        is_whole = not message.get("more_body", False)
        return message

    return received


def taken(send: Send, most_s: float = MOST_SILENT_S) -> Send:
    """Return what sends the same answer part by part, each when the browser has taken the ones before.

    Others have their turn between two parts; and it is noticed then that the browser has left, to which nothing is sent
    without a word. Raises ``TimeoutError`` where it takes none for so long.
    """

    async def sent(message: Message) -> None:
        body = message.get("body", b"")
        rest = max(0, len(body) - 1) // ANSWER_BYTES * ANSWER_BYTES
        for start in range(0, rest, ANSWER_BYTES):
            async with asyncio.timeout(most_s):
                await send({**message, "body": body[start : start + ANSWER_BYTES], "more_body": True})
            await asyncio.sleep(0)
        async with asyncio.timeout(most_s):
            await send({**message, "body": body[rest:]} if rest else message)
        await asyncio.sleep(0)

    return sent


def _network(asked: GateRequest) -> str:
    client = asked.scope.get("client")
    return network_of(str(client[0])) if client else ""


def _upload_size(asked: GateRequest) -> int:
    """Return how many bytes a request puts into a session; 0 where it puts none."""
    is_upload = asked.scope["method"] == "PUT" and _UPLOAD in asked.scope["path"]
    return stated_size(asked.headers) if is_upload else 0


def _passed_on(asked: GateRequest) -> Scope:
    """Return the request as the app gets it."""
    scope = {**asked.scope, "headers": list(asked.scope["headers"])}
    headers = MutableHeaders(scope=scope)
    del headers[READER_HEADER]
    if asked.reader is not None:
        headers[READER_HEADER] = asked.reader
    if asked.is_socket:
        # It was compared: spelt like the host, there is nothing left for Streamlit to ask outside servers about.
        headers["origin"] = f"{headers['origin'].partition('://')[0]}://{headers['host']}"
    return scope


async def _refuse(asked: GateRequest, rule: str, refusal: Refusal, receive: Receive, send: Send) -> None:
    # Of a connection, a page learns no more than that there is none: who set up a proxy finds the reason here.
    what = "A connection" if asked.is_socket else "A request"
    who = "a browser without our cookie" if asked.reader is None else browser_name(asked.reader)
    words = refusal.logged or refusal.sentence
    _LOGGER.warning("%s of %s was refused by the rule “%s” (%d): %s", what, who, rule, refusal.status, words)
    if asked.is_socket:
        await send({"type": "websocket.close", "code": 1008, "reason": refusal.sentence})
    else:
        await PlainTextResponse(refusal.sentence, status_code=refusal.status)(asked.scope, receive, send)
