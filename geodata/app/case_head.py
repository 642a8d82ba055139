"""The head of the case page: which case is open, undo and redo, save, what was changed, drafts that wait."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.app.html import change_list
from geodata.app.panel import answer, panel
from geodata.app.save_permission import may_save, saving_in_words, show_password
from geodata.app.session_draft import (
    begin_case,
    current_draft,
    discard_draft,
    document,
    is_of_server,
    path,
    reader,
    redo,
    save_file,
    server_path,
    step,
    switch,
    undo,
)
from geodata.casefile.serialize import case_text
from geodata.editing.changes import changes_since
from geodata.editing.draftfolder import DraftError
from geodata.editing.draftlist import draft_of, list_drafts
from geodata.editing.draftsaving import is_changed_by_others
from geodata.importing.rows import new_case
from geodata.render.html import elements

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.editing.drafts import Draft

_MAX_CHANGES: Final = 60
SECTIONS: Final = ("Bring in", "Change", "Take away")


def show_case_head(opened: LoadedCase) -> None:
    """Draw the file's state and what can be done with it as a whole."""
    draft = current_draft()
    st.caption(_state_of(draft))
    history = draft.history if draft else None
    # Nothing that comes and goes is above these or changes their order: a press must not land beside its button.
    with st.container(horizontal=True):
        words = history.last_words if history else ""
        st.button("Undo", on_click=answer(undo), disabled=not words, help=_nothing_or(words), key="w_undo")
        words = history.next_words if history else ""
        st.button("Redo", on_click=answer(redo), disabled=not words, help=_nothing_or(words), key="w_redo")
        can_save = draft is not None and is_of_server(draft) and draft.history.is_changed and may_save()
        st.button("Save", on_click=answer(save_file), disabled=not can_save, type="primary",
                  help="Writes the file that the server was started with; the version before it is kept.")  # fmt: skip
        st.download_button("Download", lambda: case_text(opened.case.document), f"{opened.case.id.lower()}.geojson",
                           "application/geo+json", on_click="ignore")  # fmt: skip
        st.button("Discard draft", on_click=answer(discard_draft), disabled=draft is None,
                  help="Back to what was opened; every change since is gone.")  # fmt: skip
    st.caption(saving_in_words())
    show_password()
    with st.container():
        _tell(draft)
    # An empty place keeps what comes below from being made anew when there is something to tell.
    with st.container():
        if history is not None and history.is_changed:
            with st.expander("What was changed since it was opened"):
                panel(change_list.changes(changes_since(history.opened, history.document), _MAX_CHANGES), "changes")
    _show_about(opened)
    _show_others()


def _show_about(opened: LoadedCase) -> None:
    state, start = st.session_state, (path(), opened.case.title, opened.case.summary)
    version, known = state.get("about_form") or (0, None)
    # Streamlit goes on with what a key holds, whatever it is to start from: after an undo, or in another case, it
    # would be the title of before, and be kept with the next change.
    version += known != start
    state.about_form = (version, start)
    title, summary = f"w_about_title {version}", f"w_about_summary {version}"
    with st.expander("Title and summary"), st.form("about", border=False):
        st.text_input("Title", opened.case.title, key=title)
        st.text_area("Summary: what is asked, attributed", opened.case.summary, key=summary, height="content")
        st.form_submit_button("Keep title and summary", on_click=_about_kept, args=(title, summary))


@answer
def _about_kept(title: str, summary: str) -> None:
    state, now = st.session_state, document()
    said = {"title": state[title].strip() or now["case"]["title"], "summary": state[summary].strip()}
    step("Change title and summary", {**now, "case": {**now["case"], **said}})


def _nothing_or(words: str) -> str:
    return elements.plain(words) if words else "There is nothing to take back or do again."


def _state_of(draft: Draft | None) -> str:
    name = elements.plain(path().name)
    if draft is None:
        return f"Open: {name}, as it is on the server. The first change begins a draft that only you see."
    if not is_of_server(draft):
        return f"Open: {name}, a draft that only you see. It is not of the server's file: download it to keep it."
    unsaved = "with changes that are not saved" if draft.history.is_changed else "with nothing to save"
    return f"Open: {name}, your draft, {unsaved}. It survives a closed browser and a restarted server."


def _tell(draft: Draft | None) -> None:
    state = st.session_state
    if state.get("trouble"):
        st.error(elements.plain(state.trouble), icon=":material/error:")
    if state.get("said"):
        st.success(elements.plain(state.said))
    if draft is not None and is_changed_by_others(draft):
        st.warning(
            "Somebody else changed the file since you opened it. Yours does not replace it: download "
            "yours, then discard the draft to see theirs."
        )


def _pressed(action: str, value: str) -> None:
    """Open one of this reader's own drafts, by its id: what a browser sends is never a path."""
    if action == "open-draft":
        try:
            entry = draft_of(reader(), value)
        except DraftError as error:
            st.session_state.trouble = str(error)
            return
        if entry is not None:
            switch(entry.case_path)


@answer
def _new_case() -> None:
    state = st.session_state
    title = state.w_new_title.strip()
    if title:
        begin_case("new-case.geojson", new_case(title))
        state.w_new_title = ""


def _show_others() -> None:
    with st.expander("Another case"):
        st.text_input("Begin an empty case: its title", key="w_new_title", on_change=_new_case,
                      placeholder="What is asked, in one line")  # fmt: skip
        if path() != server_path():
            st.button("Back to the server's case", on_click=answer(switch), args=(None,))
        try:
            found = list_drafts(reader(), time.time_ns())
        except DraftError as error:
            st.error(elements.plain(str(error)))
            return
        if found:
            st.markdown("Your drafts")
            panel(change_list.drafts(found, os.path.realpath(path())), "drafts", _pressed)


def case_section() -> str:
    """Draw the choice of what to do with the case, and return it."""
    chosen: str | None = st.segmented_control("What to do", SECTIONS, default=SECTIONS[1], key="w_section",
                                              label_visibility="collapsed")  # fmt: skip
    return chosen or SECTIONS[1]
