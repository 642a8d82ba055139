"""A reader without a browser: speaks to the app as Streamlit's own page does, so that many fit on one machine.

It asks for the page first, for its cookies, then opens the page's connection with them and with the page's own origin,
and sends what the page sends: a run at the beginning, and one for each press. What a browser does with the answers is
not in its times, and it does not fetch the map's drawing.
"""

from __future__ import annotations

import asyncio
import json
import time
import urllib.request
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlsplit

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect

from geodata.app.panel import PANEL_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.proto.Element_pb2 import Element
    from websockets.asyncio.client import ClientConnection

#: A run that takes longer is an error.
PATIENCE_S: Final = 60.0
_MS: Final = 1000.0
#: The server asks for a sign of life now and then, and the client while it works: both are busy on one machine.
_NO_PINGS: Final = None
_MAX_MESSAGE_BYTES: Final = 256 * 2**20


class VisitError(RuntimeError):
    """The app did not do what was asked; the message is what it said instead."""


@dataclass
class Visitor:
    """One session, from opening the page to leaving it."""

    address: str
    page: str = ""
    """Name of the page as in its address; empty for the map."""
    query: str = ""
    widgets: dict[str, Element] = field(default_factory=dict)
    """The last run's elements that have an id, by id."""
    _kept: dict[str, ForwardMsg] = field(default_factory=dict)
    """Messages that the server need not send again, by hash."""
    _page_hash: str = ""
    _connection: ClientConnection | None = None
    _number: int = 0

    async def __aenter__(self) -> Self:
        """Connect as the page does."""
        cookies = await asyncio.to_thread(self._cookies)
        parts = urlsplit(self.address)
        self._connection = await connect(
            f"ws://{parts.netloc}/_stcore/stream", origin=f"{parts.scheme}://{parts.netloc}",
            subprotocols=["streamlit"], additional_headers={"Cookie": cookies}, proxy=None,
            max_size=_MAX_MESSAGE_BYTES, ping_interval=_NO_PINGS, open_timeout=PATIENCE_S,
        )  # fmt: skip
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leave: the page is closed."""
        await self._connection.close()

    def _cookies(self) -> str:
        jar = CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), urllib.request.ProxyHandler({}))
        for path in (self.page, "_stcore/host-config"):
            with opener.open(self.address + path, timeout=PATIENCE_S) as answer:
                answer.read()
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)

    async def run(self, *changed: WidgetState) -> float:
        """Ask for a run with what was changed; return the milliseconds until the last of its answer is here.

        Raises
        ------
        VisitError
            If the run raised an exception, or did not end in time.
        """
        wanted = BackMsg()
        state = wanted.rerun_script
        state.query_string, state.page_script_hash = self.query, self._page_hash
        if not self._page_hash:
            state.page_name = self.page
        state.context_info.url, state.context_info.timezone, state.context_info.locale = self.address, "UTC", "en-US"
        state.context_info.color_scheme = "light"
        state.widget_states.widgets.extend(changed)
        state.cached_message_hashes.extend(self._kept)
        started_s = time.perf_counter()
        await self._connection.send(wanted.SerializeToString())
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._until_finished()
        except TimeoutError:
            raise VisitError(f"no answer within {PATIENCE_S:.0f} s") from None
        return (time.perf_counter() - started_s) * _MS

    async def _until_finished(self) -> None:
        kinds = ForwardMsg.ScriptFinishedStatus
        while True:
            message = ForwardMsg.FromString(await self._connection.recv())
            if message.metadata.cacheable:
                self._kept[message.hash] = message
            message = self._kept.get(message.ref_hash, message)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.widgets.clear()
            elif kind == "navigation":
                self._page_hash = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta" and message.delta.HasField("new_element"):
                self._note(message.delta.new_element)
            elif kind == "script_finished":
                if message.script_finished == kinds.FINISHED_WITH_COMPILE_ERROR:
                    raise VisitError("the page could not be compiled")
                if message.script_finished != kinds.FINISHED_EARLY_FOR_RERUN:
                    return

    def _note(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise VisitError(f"{element.exception.type}: {element.exception.message}")
        found = getattr(element, kind)
        if getattr(found, "id", ""):
            self.widgets[found.id] = element

    # -- what is pressed ---------------------------------------------------------------------------------------------

    def _found(self, kind: str, **members: str) -> Any:
        """Return the newest widget of a kind with these members.

        Raises
        ------
        VisitError
            If the page has none.
        """
        for element in reversed(self.widgets.values()):
            if element.WhichOneof("type") == kind:
                found = getattr(element, kind)
                if all(getattr(found, name) == value for name, value in members.items()):
                    return found
        raise VisitError(f"the page has no {kind} with {members}")

    async def press(self, panel: str, action: str, value: str, actors_on: list[str] | None = None) -> float:
        """Press a button of one of our panels; return the milliseconds until it was answered.

        Parameters
        ----------
        panel
            The panel's key.
        action, value
            What the button reports.
        actors_on
            For an actor's button: the ids of all actors that are on after it.
        """
        base = next(key for key in self.widgets if key.endswith(f"-{PANEL_KEY}{panel}"))
        self._number = max(self._number + 1, int(time.time() * _MS))
        pressed = {"action": action, "value": value, "number": self._number, "on": actors_on or []}
        events = json.dumps([{"event": "pressed", "value": pressed}])
        return await self.run(WidgetState(id=_make_trigger_id(base, "events"), json_trigger_value=events))

    async def choose(self, label: str, option: str) -> float:
        """Choose an option of a select box by what it is called."""
        return await self.run(WidgetState(id=self._found("selectbox", label=label).id, string_value=option))

    async def submit(self, button: str, texts: dict[str, str]) -> float:
        """Fill in text areas of a form by their labels, and press its button."""
        filled = [
            WidgetState(id=self._found("text_area", label=label).id, string_value=text) for label, text in texts.items()
        ]
        return await self.run(*filled, WidgetState(id=self._found("button", label=button).id, trigger_value=True))

    def options(self, label: str) -> Iterator[str]:
        """Yield the options of a select box."""
        yield from self._found("selectbox", label=label).options
