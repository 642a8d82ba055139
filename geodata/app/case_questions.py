"""What is asked before the server's file is replaced, or a draft is lost: what it is, and whether to do it.

Each question is a dialog, so that keyboard and screen reader are in it: Esc, and the button that does not, leave all as
it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.app.html import change_list
from geodata.app.panel import answer, panel
from geodata.app.session_draft import discard_draft, is_of_server, save_file
from geodata.app.words import case_words as say
from geodata.editing.changes import changes_since
from geodata.render.html import elements

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.editing.drafts import Draft

#: So many changes are listed in a question; all of them are on the page.
_MAX_CHANGES: Final = 8


@st.dialog(say.SAVE_QUESTION)
def ask_to_save(draft: Draft) -> None:
    """Ask whether the draft is to replace the server's file."""
    _ask(draft, say.replaced(draft.case_path.name), say.REPLACE, say.DO_NOT_SAVE, save_file)


@st.dialog(say.DISCARD_QUESTION)
def ask_to_discard(draft: Draft) -> None:
    """Ask whether the draft is to be thrown away."""
    name = draft.case_path.name
    lost = say.lost(name) if is_of_server(draft) else say.lost_whole(name)
    _ask(draft, lost, say.DISCARD_IT, say.KEEP_DRAFT, discard_draft)


def _ask(draft: Draft, what: str, yes: str, no: str, do: Callable[[Draft], None]) -> None:
    """Ask one question; a press of either button draws the page anew, without it."""
    st.markdown(elements.plain(what))
    found = changes_since(draft.history.opened, draft.history.document)
    panel(change_list.changes(found, _MAX_CHANGES), "asked changes")
    with st.container(horizontal=True):
        is_done = st.button(yes, on_click=answer(do), args=(draft,), type="primary")
        if st.button(no) or is_done:
            st.rerun()
