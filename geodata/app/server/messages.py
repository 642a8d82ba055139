"""Which messages a browser may send to its session: the kinds that our pages send, and no larger than people make them.

Streamlit answers more, in the one loop that serves everybody: it names the files of the program's folder, writes
instructions for agents into the user's home, and makes as many addresses for files as it is asked for.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Mapping
from typing import Final

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

#: The longest text that a form takes is a record of 4 MB.
MAX_MESSAGE_BYTES: Final = 5_000_000
#: A form has some hundred; a page keeps the drawings of two runs.
MAX_ENTRIES: Final = 10_000
#: Each of our places for a file takes one.
MAX_FILES: Final = 10
_LOGGER: Final = logging.getLogger(__name__)


def is_ours(sent: bytes) -> bool:
    """Tell whether one of our pages may have sent this; the log names the kind of any other, and nothing of it."""
    if len(sent) > MAX_MESSAGE_BYTES:
        return _refused("a message of more than 5 MB")
    try:
        message = BackMsg.FromString(sent)
    except DecodeError:
        return _refused("bytes that are not a message")
    kind = message.WhichOneof("type") or "a message without a kind"
    return (kind in KINDS and KINDS[kind](message)) or _refused(kind)


def _is_state(state: ClientState) -> bool:
    widgets = state.widget_states.widgets
    return max(len(widgets), len(state.cached_message_hashes)) <= MAX_ENTRIES and all(
        widget.id and math.isfinite(widget.double_value) and all(map(math.isfinite, widget.double_array_value.data))
        for widget in widgets
    )


def _refused(what: str) -> bool:
    _LOGGER.info("Left unanswered: %s", what)
    return False


#: What Streamlit's own page sends for ours, and what such a message has to keep to.
KINDS: Final[Mapping[str, Callable[[BackMsg], bool]]] = {
    "rerun_script": lambda message: _is_state(message.rerun_script),
    "stop_script": lambda _: True,
    "app_heartbeat": lambda _: True,
    "file_urls_request": lambda message: len(message.file_urls_request.file_names) <= MAX_FILES,
    # A file that is made when its button is pressed.
    "backend_operation_request": lambda message: message.backend_operation_request.HasField("deferred_file"),
}
