"""The head of the case page: which case is open, undo and redo, save, what was changed, drafts that wait."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
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
    forget_left,
    is_of_server,
    path,
    reader,
    redo,
    restore_left,
    save_file,
    server_path,
    step,
    switch,
    undo,
)
from geodata.app.session_state import go_to
from geodata.app.words import case_words as say
from geodata.app.words import shared_words
from geodata.casefile.serialize import case_text
from geodata.core.json_path import Json
from geodata.core.text import fold
from geodata.editing.changes import changes_since
from geodata.editing.drafts.draft_folder import DraftError
from geodata.editing.drafts.draft_list import draft_of, list_drafts
from geodata.editing.drafts.draft_saving import is_changed_by_others
from geodata.importing.import_rows import new_case
from geodata.render.html import elements

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.editing.drafts.draft import Draft

#: So many changes are listed in a question; all of them are on the page.
_MAX_ASKED: Final = 8
_MAX_CHANGES: Final = 60
#: Of a title, in the name of a new case's file.
_MAX_NAME_CHARS: Final = 40
_FIRST_SECTION: Final[say.Section] = "edit"


def show_case_head(opened: LoadedCase) -> None:
    """Draw the file's state and what can be done with it as a whole."""
    draft = current_draft()
    st.caption(_state_of(draft))
    history = draft.history if draft else None
    # Nothing that comes and goes is above these or changes their order: a press must not land beside its button.
    with st.container(horizontal=True):
        words = history.last_words if history else ""
        st.button(say.UNDO, on_click=answer(undo), disabled=not words, key="w_undo",
                  help=elements.plain(words) or say.NOTHING_TO_UNDO)  # fmt: skip
        words = history.next_words if history else ""
        st.button(say.REDO, on_click=answer(redo), disabled=not words, key="w_redo",
                  help=elements.plain(words) or say.NOTHING_TO_REDO)  # fmt: skip
        can_save = draft is not None and is_of_server(draft) and draft.history.is_changed and may_save()
        is_to_save = st.button(say.SAVE, disabled=not can_save, type="primary", help=say.SAVE_HELP)
        st.download_button(say.DOWNLOAD, lambda: case_text(opened.case.document), f"{opened.case.id.lower()}.geojson",
                           "application/geo+json", on_click="ignore")  # fmt: skip
        is_to_go = st.button(say.DISCARD, disabled=draft is None, help=say.DISCARD_HELP)
    if draft is not None and is_to_save:
        ask_to_save(draft)
    elif draft is not None and is_to_go:
        ask_to_discard(draft)
    st.caption(_saving_in_words(draft))
    show_password()
    with st.container():
        _tell(draft)
    # An empty place keeps what comes below from being made anew when there is something to tell.
    with st.container():
        if history is not None and history.is_changed:
            with st.expander(say.CHANGES):
                found = changes_since(history.opened, history.document)
                panel(change_list.changes(found, _MAX_CHANGES), "changes")
    _show_about(opened)


def _show_about(opened: LoadedCase) -> None:
    state, start = st.session_state, (path(), opened.case.title, opened.case.summary)
    version, known = state.get("about_form") or (0, None)
    # Streamlit goes on with what a key holds, whatever it is to start from: after an undo, or in another case, it
    # would be the title of before, and be kept with the next change.
    version += known != start
    state.about_form = (version, start)
    title, summary = f"w_about_title {version}", f"w_about_summary {version}"
    with st.expander(say.TITLE_AND_SUMMARY), st.form("about", border=False):
        st.text_input(say.TITLE, opened.case.title, key=title)
        st.text_area(say.SUMMARY, opened.case.summary, key=summary, height="content")
        st.form_submit_button(say.APPLY, on_click=_about_kept,
                              args=(opened.case.document, title, summary))  # fmt: skip


@answer
def _about_kept(shown: Json, title: str, summary: str) -> None:
    state, case = st.session_state, shown["case"]
    said = {"title": state[title].strip() or case["title"], "summary": state[summary].strip()}
    step(shown, say.TITLE_CHANGED, {**shown, "case": {**case, **said}})


def _state_of(draft: Draft | None) -> str:
    name = elements.plain(path().name)
    if draft is None:
        return say.open_as_on_server(name)
    if not is_of_server(draft):
        return shared_words.own_draft(name)
    return say.open_draft(name, is_changed=draft.history.is_changed)


def _saving_in_words(draft: Draft | None) -> str:
    """Say whether and why Save can be pressed, or cannot."""
    if may_save() and draft is not None and not is_of_server(draft):
        return say.NO_FILE_TO_SAVE_TO
    is_nothing = may_save() and (draft is None or not draft.history.is_changed)
    return f"{say.NOTHING_TO_SAVE} {saving_in_words()}" if is_nothing else saving_in_words()


def _tell(draft: Draft | None) -> None:
    state = st.session_state
    if state.get("trouble"):
        st.error(elements.plain(state.trouble), icon=":material/error:")
    if state.get("left"):
        st.warning(elements.plain(say.left_draft(state.left.case_path.name)))
        with st.container(horizontal=True):
            st.button(say.RESTORE, on_click=answer(restore_left))
            st.button(say.DO_NOT_RESTORE, on_click=answer(forget_left))
    if state.get("said"):
        st.success(elements.plain(state.said))
        st.button(say.OPEN_MAP, icon=":material/map:", on_click=answer(go_to), args=(shared_words.MAP,))
    if draft is not None and is_changed_by_others(draft):
        st.warning(say.CHANGED_BY_OTHERS)


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
    if not title:
        state.trouble = say.NO_TITLE
    # A browser sends it again with the next press, until it knows that it was taken.
    elif title != document()["case"]["title"]:
        name = fold(title)[:_MAX_NAME_CHARS].strip().replace(" ", "-")
        begin_case(f"{name or 'new-case'}.geojson", new_case(title))
        state.w_new_title = ""
        state.w_section, state.w_kind = "edit", "actor"


@answer
def _to_import() -> None:
    st.session_state.w_section = "import"


def show_start() -> None:
    """Draw the ways to another case: an empty one, one from a file, one that this reader has begun."""
    empty, brought, begun = st.columns(3)
    with empty:
        st.subheader(say.START_EMPTY)
        with st.form("new case", border=False):
            st.text_input(say.NEW_CASE, key="w_new_title", placeholder=say.NEW_CASE_HINT)
            st.form_submit_button(say.BEGIN, type="primary", on_click=_new_case)
    with brought:
        st.subheader(say.IMPORT)
        st.caption(say.IMPORT_HINT)
        st.button(say.IMPORT_FILE, on_click=_to_import)
    with begun:
        st.subheader(say.OPEN_DRAFT)
        if path() != server_path():
            st.button(say.SERVER_CASE, on_click=answer(switch), args=(None,))
        try:
            found = list_drafts(reader(), time.time_ns())
        except DraftError as error:
            st.error(elements.plain(str(error)))
            return
        if found:
            panel(change_list.drafts(found, os.path.realpath(path())), "drafts", _pressed)
        else:
            st.caption(say.NO_DRAFTS)


def case_section() -> say.Section:
    """Draw the choice of what to do with the case, and return it."""
    st.session_state.setdefault("w_section", _FIRST_SECTION)
    chosen = st.segmented_control(say.SECTION, list(say.SECTIONS), key="w_section", required=True,
                                  format_func=say.SECTIONS.__getitem__, label_visibility="collapsed")  # fmt: skip
    return chosen or _FIRST_SECTION


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
    """Ask one question; a press of either button draws the page anew, without it.

    It is a dialog, so that keyboard and screen reader are in it: Esc, and the button that does not, leave all as it is.
    """
    st.markdown(elements.plain(what))
    found = changes_since(draft.history.opened, draft.history.document)
    panel(change_list.changes(found, _MAX_ASKED), "asked changes")
    with st.container(horizontal=True):
        is_done = st.button(yes, on_click=answer(do), args=(draft,), type="primary")
        if st.button(no) or is_done:
            st.rerun()
