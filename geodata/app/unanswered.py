"""What a reader and the log are told of an error that nothing on a page has answered."""

from __future__ import annotations

import logging
from typing import Final

import streamlit as st

from geodata.app.words import shared_words as say
from geodata.core.logs import FAULT, log_fault
from geodata.core.problems import GeodataError
from geodata.render.html import elements

_LOGGER: Final = logging.getLogger(__name__)


def tell(error: Exception) -> bool:
    """Tell the reader in a sentence; what was raised by nobody on purpose goes to the log as well.

    Streamlit calls it where a run of a page or a callback of a widget ends in an error.

    Returns that the reader has been told: Streamlit then says nothing of its own.
    """
    if isinstance(error, GeodataError):
        st.error(elements.plain(str(error)), icon=":material/error:")
    else:
        log_fault(_LOGGER, f"The page “{st.session_state.get('page_shown')}”", error)
        st.error(say.draft_is_kept(FAULT), icon=":material/error:")
    return True
