"""Whether this session may save to the server's file.

Yes where only users of this machine reach the page, by no proxy; where others do, if the app was started with
``--editable`` or the reader gave the password that stands in Streamlit's secrets.
State: ``gave_password`` (whether this session gave it), ``not_taken`` (why the last one was not taken).
"""

from __future__ import annotations

import hmac
import threading
import time
from typing import Final

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from geodata.app.panel import answer
from geodata.app.server.streamlit_server import served_as
from geodata.app.start_options import start_options
from geodata.app.words import case_words as say

PASSWORD: Final = "save_password"  # noqa: S105 - the name of a secret
#: How headers begin by which proxies say for whom they ask: whatever host they ask for, more than this computer may be
#: behind them.
_OF_PROXIES: Final = (
    "forwarded", "via", "x-forwarded", "x-real-ip", "x-original-", "x-client-ip", "x-cluster-client-ip",
    "true-client-ip", "cf-",
)  # fmt: skip
#: Passwords are looked at one by one, this long apart, whoever sends them: a word list takes its time.
_BETWEEN_TRIES_S: Final = 1.0


class _Tries:
    """When a password was last looked at, for all sessions."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next_s = 0.0

    def is_due(self) -> bool:
        """Tell whether another may be looked at now; if so, the next has to wait."""
        with self._lock:
            now_s = time.monotonic()
            if now_s < self._next_s:
                return False
            self._next_s = now_s + _BETWEEN_TRIES_S
            return True


_tries: Final = _Tries()


def _is_free() -> bool:
    """Tell whether everybody who reaches the page may save."""
    if start_options().is_editable:
        return True
    is_passed_on = any(name.lower().startswith(_OF_PROXIES) for name in st.context.headers)
    return not served_as(start_options().hosts).is_open and not is_passed_on


def _password() -> str:
    """Return the password that lets a session save; empty where there is none."""
    try:
        return str(st.secrets.get(PASSWORD, ""))
    except StreamlitSecretNotFoundError:
        return ""


def may_save() -> bool:
    """Tell whether this session may save to the server's file."""
    return _is_free() or bool(st.session_state.get("gave_password"))


def saving_in_words() -> str:
    """Say in a sentence who may save here, and why."""
    if start_options().is_editable:
        return say.SAVE_IS_ON_FOR_ALL
    if _is_free():
        return say.SAVE_IS_ON_HERE
    if may_save():
        return say.SAVE_IS_ON_FOR_YOU
    if _password():
        return say.SAVE_IS_LOCKED
    return say.SAVE_NEEDS_EDITABLE


@answer
def _given() -> None:
    state, asked = st.session_state, _password()
    given, state.w_password = state.w_password, ""
    if not asked or not given:
        return
    if not _tries.is_due():
        words = say.UNLOCK_TOO_SOON
    elif hmac.compare_digest(given.encode(), asked.encode()):
        state.gave_password, words = True, ""
    else:
        words = say.UNLOCK_WRONG
    state.not_taken = words


def show_password() -> None:
    """Draw the field for the password where one is asked for."""
    state = st.session_state
    with st.container():
        if may_save() or not _password():
            return
        st.text_input(say.UNLOCK, type="password", key="w_password", on_change=_given, max_chars=200)
        if state.get("not_taken"):
            st.error(state.not_taken)
