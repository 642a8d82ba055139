"""What forms share: their fields, what stands in them, and what became of the last change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geodata.app.html import notices
from geodata.app.panel import panel
from geodata.app.record_filling import takes_new
from geodata.app.session_draft import document
from geodata.app.words import edit_words as say
from geodata.casefile.field_rules import COLOR
from geodata.core.problems import Problem
from geodata.editing.field_problems import in_form, member_of, record_of
from geodata.editing.fields import record_names
from geodata.editing.wording import YES
from geodata.render.html import elements

if TYPE_CHECKING:
    from geodata.editing.fields import Field
    from geodata.editing.forms import FormValue


@dataclass(frozen=True)
class FormOutcome:
    """What became of the last change."""

    of: object
    """What the form is of that it was made with."""
    words: str
    problems: Sequence[Problem]
    """Why it was not made, or what to look at now that it is."""
    is_made: bool
    by_table: bool = False


def show_told(of: object, *, by_table: bool = False) -> None:
    """Say what became of the last change, beside the button, while that which it was made on is looked at."""
    told: FormOutcome | None = st.session_state.get("form_told")
    with st.container():
        if told is None or told.of != of or told.by_table != by_table:
            return
        if told.problems:
            names = record_names(document(), {record_of(problem) for problem in told.problems})
            found = [in_form(one, names) for one in told.problems]
            panel(notices.problems(told.words, found, is_answer=True), "form_problems")
        elif told.is_made:
            st.success(elements.plain(told.words))
        else:
            st.error(elements.plain(told.words))


def problems_by_field(of: object, *, is_new: bool) -> dict[str, list[Problem]]:
    """Return what is wrong with that which a form is of, by field; nothing of what was added before a new one."""
    told: FormOutcome | None = st.session_state.get("form_told")
    found: dict[str, list[Problem]] = {}
    if told is not None and told.of == of and not told.by_table and not (is_new and told.is_made):
        for problem in told.problems:
            found.setdefault(member_of(problem), []).append(in_form(problem))
    return found


def draw_fields(
    asked: Sequence[Field],
    values: Mapping[str, FormValue],
    prefix: str,
    wrong: Mapping[str, Sequence[Problem]],
) -> None:
    """Draw fields in two columns, each with what is wrong below it. ``prefix``: of the keys they are kept under."""
    for left in range(0, len(asked), 2):  # row by row, so that the Tab key and a narrow window keep their order
        for column, field in zip(st.columns(2), asked[left : left + 2], strict=False):
            with column:
                _draw_field(field, values[field.member], f"{prefix} {field.member}")
                if field.member in wrong:
                    st.html(notices.field_problems(wrong[field.member]))


def _draw_field(field: Field, value: FormValue, key: str) -> None:
    label = say.required(field.label) if field.is_required else field.label
    labels = {choice.value: choice.label for choice in field.choices}
    if field.type == "flag":
        st.checkbox(label, value == YES, key=key, help=field.help)
        return
    if field.type in ("choices", "one or more"):
        chosen = list(value) if isinstance(value, tuple) else []
        known = [*labels, *(one for one in chosen if one not in labels)]
        st.multiselect(label, known, chosen, key=key, help=field.help, wrap=True, accept_new_options=takes_new(field),
                       placeholder=say.CHOOSE_OR_TYPE if takes_new(field) else None,
                       format_func=lambda one: labels.get(one, one))  # fmt: skip
        return
    shown = value if isinstance(value, str) else ""
    if field.type == "choice":
        known = list(dict.fromkeys(["", *labels, shown]))
        st.selectbox(label, known, known.index(shown), key=key, help=field.help, accept_new_options=takes_new(field),
                     format_func=lambda one: labels.get(one, one or say.NOT_STATED))  # fmt: skip
    elif field.member == "color" and COLOR.fullmatch(shown):
        st.color_picker(label, shown, key=key, help=field.help)
    elif field.member == "id" and not shown:
        st.text_input(say.ID, key=key, help=field.help, placeholder=say.ID_HINT)
    elif field.type in ("long text", "names"):
        st.text_area(label, shown, key=key, help=field.help, height="content")
    else:
        st.text_input(label, shown, key=key, help=field.help)


def filled_in(field: Field, prefix: str) -> FormValue:
    """Return what stands in a field of a form that was sent."""
    value = st.session_state[f"{prefix} {field.member}"]
    if isinstance(value, bool):
        return YES if value else ""
    return tuple(value) if isinstance(value, list) else str(value or "")
