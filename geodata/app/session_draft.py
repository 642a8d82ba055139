"""The case as this reader has it: the server's file, or a draft that nobody else sees.

State: ``draft`` (:class:`geodata.editing.drafts.draft.Draft` or None), ``draft_path`` (a case other than the server's,
or None), ``drafted`` (what the pages need of the draft, made once for each change and rule).
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.app.case_store import LoadResult, case_path, open_case, open_document, open_for_editing
from geodata.app.save_permission import may_save
from geodata.app.server.reader_cookie import READER_HEADER
from geodata.app.start_options import start_options
from geodata.app.words import case_words as say
from geodata.core.json_path import Json
from geodata.core.logs import kind_of
from geodata.core.precision import Precision
from geodata.core.problems import GeodataError
from geodata.editing.checking import Changed, apply
from geodata.editing.drafts.draft import begin, discard, keep, open_draft
from geodata.editing.drafts.draft_database import hold_open
from geodata.editing.drafts.draft_folder import (
    ChangedElsewhereError,
    DraftError,
    address_of,
    draft_id,
    is_token,
    new_token,
)
from geodata.editing.drafts.draft_list import draft_of, last_opened, remember_opened
from geodata.editing.drafts.draft_saving import is_changed_by_others, prepared, read_last_save, save_prepared
from geodata.editing.drafts.old_journal import take_over
from geodata.editing.history import History
from geodata.editing.records import same_json
from geodata.editing.savelog import browser_name
from geodata.editing.versions import MAX_VERSIONS

if TYPE_CHECKING:
    from geodata.editing.drafts.draft import Draft
    from geodata.editing.edits import Edit

_MAX_NAME_CHARS: Final = 100
_LOGGER: Final = logging.getLogger(__name__)


def reader() -> str:
    """Return the token of this browser, as the gate read it; run without one, a token that lives as long as that."""
    state = st.session_state
    if "reader" not in state:
        sent = st.context.headers.get(READER_HEADER)
        state.reader = sent if is_token(sent) else new_token()
    token: str = state.reader
    return token


def server_path() -> Path:
    """Return the case file that the server was started with."""
    return case_path(start_options().case)


def path() -> Path:
    """Return the case that is open here: the server's, or one that this reader began or brought."""
    chosen: Path | None = st.session_state.get("draft_path")
    return chosen or server_path()


def is_own() -> bool:
    """Tell whether the case that is open was begun or brought by this reader."""
    return st.session_state.get("draft_path") is not None


def opening_of(rule: Precision) -> LoadResult:
    """Return the case to show: the draft if there is one, else the file as it is now."""
    draft = current_draft()
    if draft is None:
        return open_case(path(), rule)
    state, document = st.session_state, draft.history.document
    kept = state.get("drafted")
    if kept is None or kept[0] is not document or kept[1] != rule:
        # What is the same in the state before is taken over from it; that one is nobody's then.
        first = open_case(path(), rule).opened if is_of_server(draft) else None
        before = first if kept is None else kept[2].opened
        state.drafted = (document, rule, open_document(draft.case_path, document, rule, reader=reader(), before=before))
    found: LoadResult = state.drafted[2]
    return found


def current_draft() -> Draft | None:
    """Return the draft of the case that is open; one that was left is taken up again."""
    state = st.session_state
    if state.get("draft_of") != path():
        state.draft_of, state.draft = path(), None
        try:
            _take_up()
        except GeodataError as error:
            state.trouble = str(error)
    draft: Draft | None = state.draft
    if draft is not None and _has_nothing_of_ours(draft) and is_changed_by_others(draft):
        # What others made of the file is what there is.
        state.draft = None
        try:
            discard(draft)
        except DraftError as error:  # something is in it by now, of another window
            state.draft_of, state.trouble = None, str(error)
        draft = state.draft
    if draft is None and state.get("draft_path") is not None:
        # Gone in another window. Without a draft, the server's file is the one that is ever opened.
        switch(None)
        return current_draft()
    return draft


def _has_nothing_of_ours(draft: Draft) -> bool:
    """Tell whether nothing is lost with a draft: nor what was undone, by mistake it may be, and can be done again."""
    return not draft.history.is_changed and not draft.history.undone


def _take_up() -> None:
    state = st.session_state
    try:
        take_over(reader(), address=_address())
    finally:
        state.draft = open_draft(reader(), path(), open_case(server_path()).opened.case.document)
    if state.draft is not None:
        hold_open()
        state.draft = read_last_save(state.draft)


def _address() -> str:
    sent = st.context.ip_address
    return address_of(sent if isinstance(sent, str) else None)  # it is not text where no browser asked: in a test


def is_of_server(draft: Draft) -> bool:
    """Tell whether a draft is one of the file that the server was started with: no other is ever written."""
    return draft.opened_as is not None and _is_one_file(draft.case_path, server_path())


def _is_one_file(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def document() -> Json:
    """Return the case that is open, as parsed GeoJSON.

    Raises ``GeodataError`` if the server's file cannot be read.
    """
    draft = current_draft()
    return open_for_editing(path()).document if draft is None else draft.history.document


def change(shown: Json, *edits: Edit) -> Changed | None:
    """Make edits and keep them in the draft; ``None`` if the case or the draft cannot be read or written.

    ``shown``: the case that the page was drawn from when the edits were asked for; none is made of another one.
    What is newly wrong keeps edits from being made: it is in what is returned. What went wrong is in ``trouble``.
    """
    with _trouble_told(), _draft_to_change(shown) as draft:
        changed = apply(draft.history.document, *edits)
        if changed.is_applied:
            st.session_state.draft = keep(draft, draft.history.with_step(changed.words, changed.document))
        return changed
    return None


def step(shown: Json, words: str, new: Json) -> bool:
    """Put another document in place of the one shown as one step; it is in order. False if it cannot be kept."""
    with _trouble_told(), _draft_to_change(shown) as draft:
        st.session_state.draft = keep(draft, draft.history.with_step(words, new))
        return True
    return False


@contextmanager
def _trouble_told() -> Iterator[None]:
    """Do what a press asked for; what goes wrong is said."""
    st.session_state.trouble = ""
    try:
        yield
    except GeodataError as error:
        _refuse(error)


def _refuse(error: GeodataError) -> None:
    """Say why something was not kept; a draft that another window changed is taken up again as it is there.

    Reloading the page would not do: it opens the server's case, whatever draft was open. What this window had and is
    nowhere else stays in ``left``, until the reader says what becomes of it.
    """
    state = st.session_state
    state.trouble = str(error)
    if isinstance(error, ChangedElsewhereError):
        mine: Draft | None = state.draft
        state.draft_of = None
        if mine is not None and not _has_nothing_of_ours(mine) and not _is_kept(mine.history.document):
            state.left, state.trouble = mine, ""  # the question tells it


def _is_kept(had: Json) -> bool:
    """Tell whether a state of the case is one of the draft that there is, or the file's where there is none."""
    draft = current_draft()
    if draft is None:
        return had == open_case(path()).opened.case.document
    steps = (*draft.history.done, *draft.history.undone)
    return any(
        had == one
        for one in (draft.history.document, *(step.before for step in steps), *(step.after for step in steps))
    )


def restore_left() -> None:
    """Begin a new draft with what another window discarded: of its case, or beside the one that there is by now."""
    state = st.session_state
    state.trouble = ""
    left: Draft | None = state.get("left")
    if left is None:
        return
    case, opened_as = left.case_path, left.opened_as
    try:
        if open_draft(reader(), case) is not None:
            case, opened_as = _own_path(case.name), None
        _open_begun(case, begin(reader(), case, opened_as, left.history, address=_address()))
    except GeodataError as error:
        state.trouble = str(error)
    else:
        state.left = None


def forget_left() -> None:
    """Go on without what another window discarded."""
    st.session_state.left, st.session_state.trouble = None, ""


@contextmanager
def _draft_to_change(shown: Json) -> Iterator[Draft]:
    """Give the draft of the case that was shown, or one begun now, which goes again if nothing came to be kept in it.

    Left behind, it would take room, and keep the next change from beginning one.
    Raises ``DraftError`` if the case is another by now: what a page drawn before holds would take back what somebody
    else saved to the file meanwhile, or go into another case.
    """
    draft = current_draft()
    if draft is not None:
        _check_shown(shown, draft.history.document)
        yield draft
        return
    file = open_for_editing(path())
    _check_shown(shown, file.document)
    draft = begin(reader(), path(), file.state, History(file.document), address=_address(), opened=file.packed)
    hold_open()
    try:
        yield draft
    finally:
        if st.session_state.draft is None:
            discard(draft)


def _check_shown(shown: Json, now: Json) -> None:
    if not same_json(shown, now):
        raise DraftError(say.NOT_AS_SHOWN)


def begin_case(name: str, new: Json) -> None:
    """Open a case that has no file on the server: one begun here, or brought."""
    case = _own_path(name)
    with _trouble_told():
        _open_begun(case, begin(reader(), case, None, History(new), address=_address()))


def _own_path(name: str) -> Path:
    return Path("brought") / new_token()[:8] / _last_part(name)


def _open_begun(case: Path, draft: Draft) -> None:
    switch(case)
    st.session_state.draft_of, st.session_state.draft = path(), draft


def _last_part(name: str) -> str:
    """Return the last part of a name that a browser sent: whatever it looks like, it is not a folder."""
    last = re.split(r"[/\\:]", name.replace("\0", ""))[-1][-_MAX_NAME_CHARS:]  # a colon is for Windows: its drives
    return last.lstrip(".") or "case.geojson"


def switch(case: Path | None) -> None:
    """Open another draft of this reader; ``None`` for the server's own case."""
    st.session_state.draft_path = _not_the_servers(case)
    _remember_opened(opened_draft())


def _not_the_servers(case: Path | None) -> Path | None:
    return None if case is None or _is_one_file(case, server_path()) else case


def opened_draft() -> str | None:
    """Return the id of the draft that is open in place of the server's case; ``None`` where that case is open."""
    case: Path | None = st.session_state.get("draft_path")
    return None if case is None else draft_id(reader(), case)


def follow(named: str | None, *, is_bare: bool) -> None:
    """Open the draft that an address names; without one the server's case, or at a bare visit what was open last.

    A draft of somebody else, or one that is gone, is not opened, and nothing tells which of the two it is.
    """
    state = st.session_state
    try:
        entry = last_opened(reader()) if is_bare else draft_of(reader(), named or "")
    except DraftError as error:
        state.trouble = str(error)
        return
    state.draft_path = _not_the_servers(None if entry is None else entry.case_path)


def _remember_opened(draft: str | None) -> None:
    try:
        remember_opened(reader(), draft)
    except DraftError as error:  # the next visit opens another case, which the address tells
        _LOGGER.warning("Which draft is open was not kept: %s.", kind_of(error))


def undo() -> None:
    """Take the last step back."""
    _move(History.undo)


def redo() -> None:
    """Do again what was taken back."""
    _move(History.redo)


def _move(moved: Callable[[History], History]) -> None:
    with _trouble_told():
        draft = current_draft()
        if draft is not None:
            st.session_state.draft = keep(draft, moved(draft.history))


def save_file(asked: Draft) -> None:
    """Save the draft to the file of the server, if this session may and the draft is the one that was asked about."""
    state = st.session_state
    state.trouble = ""
    draft = current_draft()
    is_asked = draft is not None and same_json(draft.history.document, asked.history.document)
    if draft is None or not is_asked or not is_of_server(draft):
        state.trouble = say.NOT_AS_SHOWN
        return
    who = browser_name(reader())
    if not may_save():
        state.trouble = say.SAVE_IS_OFF
        _LOGGER.warning("A save by %s was refused: Save is off.", who)
        return
    try:
        state.draft = prepared(draft)
        state.draft = save_prepared(state.draft, who=who)
        state.said = say.saved(draft.case_path.name, MAX_VERSIONS - 1)
    except GeodataError as error:
        _refuse(error)
        _LOGGER.warning("A save by %s was refused: %s.", who, kind_of(error))


def discard_draft(asked: Draft) -> None:
    """Throw away the draft that was asked about, and go back to what was opened.

    It is not the one that is open where a press comes twice: the first has opened another.
    """
    with _trouble_told():
        discard(asked)
        if _is_one_file(asked.case_path, path()):
            st.session_state.draft = st.session_state.draft_of = None
            switch(None)
