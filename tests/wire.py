"""A browser without its good manners: it speaks Streamlit's protocol and sends whatever a test wants to."""

from __future__ import annotations

import http.client
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from geodata.app.panel import PANEL_KEY
from geodata.app.server.reader_cookie import READER_COOKIE

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMEOUT_S = 60
#: The name, made of a component's id, under which Streamlit takes what the component reports.
_TRIGGERS = "$$STREAMLIT_INTERNAL_KEY_{}__events"


def ask(url: str, method: str = "GET", path: str = "/", body: bytes = b"", **headers: str) -> tuple[int, str, bytes]:
    """Return status, cookie set and body of a plain request; underscores in header names are hyphens."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=TIMEOUT_S)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body or None, sent)
    answer = connection.getresponse()
    found = answer.status, answer.getheader("set-cookie", ""), answer.read()
    connection.close()
    return found


def new_cookie(url: str) -> str:
    """Return the cookie that a page gives to a browser it has not seen."""
    return ask(url)[1].partition(";")[0]


def token_of(cookie: str) -> str:
    return cookie.removeprefix(f"{READER_COOKIE}=")


class Wire:
    """A connection to a session, and what the page has drawn so far."""

    def __init__(self, url: str, cookie: str, session: str = "", **headers: str) -> None:
        # A token of Streamlit's own comes between the protocol and the session; it is for signing in.
        protocols = ["streamlit", "x", session] if session else ["streamlit"]
        sent = {"Cookie": cookie} | headers
        address = f"ws://{urlsplit(url).netloc}/_stcore/stream"
        self._socket = connect(
            address,
            legacy=True,
            origin=url,
            subprotocols=protocols,
            additional_headers=sent,
            max_size=None,
            open_timeout=TIMEOUT_S,
        )
        self.cookie, self.session = cookie, ""
        self.drawn: list[Any] = []

    def close(self) -> None:
        """Leave, as a closed tab does."""
        self._socket.close()

    def run(self, query: str = "", page: str = "", **widgets: tuple[str, Any]) -> list[str]:
        """Run a page with widgets as a browser reports them, and return the exceptions that it shows."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        for widget_id, (kind, value) in widgets.items():
            state = message.rerun_script.widget_states.widgets.add(id=widget_id)
            if kind.endswith("_array_value"):
                getattr(state, kind).data.extend(value)
            else:
                setattr(state, kind, value)
        self._socket.send(message.SerializeToString())
        self.drawn = list(self._until_finished())
        return [delta.exception.message or delta.exception.type for delta in self.drawn if delta.HasField("exception")]

    def _until_finished(self) -> Iterator[Any]:
        while True:
            message = ForwardMsg.FromString(self._socket.recv(timeout=TIMEOUT_S))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id
            elif kind == "delta" and message.delta.HasField("new_element"):
                yield message.delta.new_element
            elif kind == "script_finished":
                return

    def choose(self, key: str, choice: str, page: str) -> list[str]:
        """Choose one of a row of buttons by its words, and return the exceptions that the page shows after it."""
        groups = [element.button_group.id for element in self.drawn if element.HasField("button_group")]
        [group] = [one for one in groups if one.endswith(f"-{key}")]
        return self.run(page=page, **{group: ("string_array_value", [choice])})

    def download(self, label: str) -> str:
        """Press a button whose file is made at the press, and return the file's address."""
        buttons = [element.download_button for element in self.drawn if element.HasField("download_button")]
        message = BackMsg()
        message.backend_operation_request.request_id = "wire"
        message.backend_operation_request.session_id = self.session
        message.backend_operation_request.deferred_file.file_id = next(
            button.deferred_file_id for button in buttons if button.label == label
        )
        self._socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(self._socket.recv(timeout=TIMEOUT_S))
            if answer.WhichOneof("type") == "backend_operation_response":
                return str(answer.backend_operation_response.deferred_file.url)

    def panels(self) -> dict[str, str]:
        """Return the ids of the panels drawn, by the keys that the pages gave them."""
        ids = [element.bidi_component.id for element in self.drawn if element.HasField("bidi_component")]
        return {match[1]: found for found in ids if (match := re.search(rf"-{PANEL_KEY}([^-]*)$", found))}

    def press(self, panel: str, sent: object, **run: str) -> list[str]:
        """Send a message of a panel, and return the exceptions that the page shows after it."""
        return self.press_raw(panel, json.dumps([{"event": "pressed", "value": sent}]), **run)

    def press_raw(self, panel: str, text: str, **run: str) -> list[str]:
        """Send any text as a message of a panel."""
        panel_id = self.panels()[panel]
        widgets = {panel_id: ("json_value", "{}"), _TRIGGERS.format(panel_id): ("json_trigger_value", text)}
        return self.run(**run, **widgets)

    def text(self) -> str:
        """Return everything that was drawn, to look for words in it."""
        return "\n".join(str(element) for element in self.drawn)
