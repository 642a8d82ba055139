"""The form of what a case says of an account in its own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.app.form_parts import FormOutcome, draw_fields, filled_in, problems_by_field, show_told
from geodata.app.panel import answer
from geodata.app.session_draft import change, document
from geodata.app.words import edit_words as say
from geodata.core.json_path import Json
from geodata.core.problems import InputError, problem_of
from geodata.core.text import shortened, visible
from geodata.editing.edits import SetAccount, accounts_in
from geodata.editing.fields import ACCOUNT_FIELDS
from geodata.editing.forms import limited_text
from geodata.render.html import elements

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.editing.fields import Field
    from geodata.editing.forms import FormValue

_MAX_LABEL_CHARS: Final = 90


def show_accounts(opened: LoadedCase) -> None:
    """Draw the choice of an account and its form."""
    state, now = st.session_state, document()
    accounts = accounts_in(now)
    st.caption(elements.plain(say.ACCOUNTS))
    # What is no object is for the check to tell, and has no form.
    labels = {str(at): _label(opened, one) for at, one in enumerate(accounts) if isinstance(one, dict)}
    asked = str(state.get("account_of"))
    chosen = st.selectbox(say.ACCOUNT, ["", *labels], index=[*labels].index(asked) + 1 if asked in labels else 0,
                          key=f"w_account {state.form_version}",
                          format_func=lambda at: labels.get(at, say.NEW_ACCOUNT))  # fmt: skip
    at = int(chosen) if chosen in labels else None  # a browser may send what is not on offer
    account = {} if at is None else accounts[at]
    # The form is drawn anew where its account was changed by something else, such as an undo.
    prefix = f"f account {at} {state.form_version} {hash(str(account))}"
    with st.form(prefix, border=True):
        values = {field.member: _value(account.get(field.member)) for field in ACCOUNT_FIELDS}
        draw_fields(_fields(opened), values, prefix, problems_by_field(_form_of(at), is_new=at is None))
        st.form_submit_button(say.ADD_ACCOUNT if at is None else say.APPLY, type="primary", on_click=_submitted,
                              args=(now, at, prefix))  # fmt: skip
    show_told(_form_of(at))
    if at is not None:
        st.button(say.DELETE, on_click=_deleted, args=(now, at))


def _form_of(at: int | None) -> tuple[str, int | None]:
    """Return what a form is of, as it is known again when it is told what came of it."""
    return "account", at


def _label(opened: LoadedCase, account: Json) -> str:
    """Return who says what, as far as the account says it."""
    actor = opened.case.actor_by_id.get(str(account.get("actor")))
    return shortened(
        visible(f"{actor.name if actor else account.get('actor')}: {account.get('words')}"), _MAX_LABEL_CHARS
    )


def _fields(opened: LoadedCase) -> list[Field]:
    """Return the fields with their choices."""
    choices = {"actor": opened.choices("actor"), "claims": opened.choices("claim")}
    return [replace(field, choices=choices.get(field.member, ())) for field in ACCOUNT_FIELDS]


def _value(stated: object) -> FormValue:
    """Return what is stated as a field has it; what a form cannot have is empty there."""
    if isinstance(stated, list):
        return tuple(one for one in stated if isinstance(one, str))
    return stated if isinstance(stated, str) else ""


@answer
def _submitted(shown: Json, at: int | None, prefix: str) -> None:
    given = {field.member: filled_in(field, prefix) for field in ACCOUNT_FIELDS}
    before = {} if at is None else accounts_in(shown)[at]
    try:
        words = limited_text(str(given["words"]).strip())
    except InputError as error:
        problem = problem_of(f"$.case.accounts[{at or 0}].words", "edit.text", error)
        st.session_state.form_told = FormOutcome(_form_of(at), say.NOT_CHANGED, (problem,), is_made=False)
        return
    said = {"actor": given["actor"] or None, "words": words or None, "claims": list(given["claims"])}
    _make(shown, at, SetAccount(at, {**before, **said}))


@answer
def _deleted(shown: Json, at: int) -> None:
    _make(shown, at, SetAccount(at, None))


def _make(shown: Json, at: int | None, edit: SetAccount) -> None:
    """Make an edit, tell what came of it, and go to the account that was made; from one that is gone to a new one."""
    state, found = st.session_state, change(shown, edit)
    if found is None or not found.is_applied:
        words, problems = (state.trouble, ()) if found is None else (say.NOT_CHANGED, found.problems)
        state.form_told = FormOutcome(_form_of(at), words, problems, is_made=False)
        return
    now_at = None if edit.account is None else len(accounts_in(found.document)) - 1 if at is None else at
    state.account_of = now_at
    state.form_told = FormOutcome(_form_of(now_at), say.done(found.words), found.problems, is_made=True)
    state.form_version += 1
