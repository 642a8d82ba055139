"""Edit a case: its records one by one in forms, or many in a table; every change is checked at once."""

from __future__ import annotations

from collections.abc import Container, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from geodata.app.account_form import show_accounts
from geodata.app.case_check import show_check
from geodata.app.form_parts import FormOutcome, draw_fields, filled_in, problems_by_field, show_told
from geodata.app.georeference_panel import show_georeference
from geodata.app.panel import answer, panel
from geodata.app.place_finder import show_place_finder, site_prefill
from geodata.app.record_filling import filled, takes_new
from geodata.app.session_draft import change, document
from geodata.app.words import edit_words as say
from geodata.core.json_path import Json
from geodata.core.problems import InputError
from geodata.core.text import first_few
from geodata.core.vocabulary import RECORD_WORDS, RecordKind
from geodata.editing.edits import Copy, Delete, Edit, OnReferrers
from geodata.editing.fields import fields, form_fields
from geodata.editing.forms import FormValue, blank, to_form
from geodata.editing.records import find_record, new_id, records, same_json
from geodata.editing.references import referrers
from geodata.editing.rows import KEY, from_rows, to_rows
from geodata.geodesy.circles import distance_m
from geodata.geodesy.claim_shapes import anchor
from geodata.parsing.coordinates import read_coordinates
from geodata.render.html import elements, pair_figures

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase

_NEW: Final = ""
_MAX_NAMED: Final = 6
#: So many other places are on the map beside a form.
_NEAR: Final = 4
#: Of an actor that no colour was given: the one that is assigned is not known before it is added.
_NO_COLOR: Final = "#808080"
_ROWS_PER_TABLE: Final = 2_000


@dataclass(frozen=True, slots=True)
class _Chosen:
    kind: RecordKind
    id: str
    """Of the record that the form is of; empty for a new one."""


def show_records(opened: LoadedCase) -> None:
    """Draw the choice of a kind, its table and the form of one record."""
    state = st.session_state
    state.setdefault("form_version", 0)
    state.setdefault("w_kind", _first_step(opened))
    step = st.segmented_control(say.KIND, list(say.STEPS), key="w_kind", required=True,
                                format_func=say.STEPS.__getitem__)  # fmt: skip
    if opened.case.id == "EMPTY":
        st.info(say.CASE_UNREADABLE)
        return
    if step == "check":
        show_check(opened)
        return
    if step == "account":
        show_accounts(opened)
        return
    kind = step or _first_step(opened)
    now = document()
    choices = {choice.value: choice.label for choice in opened.choices(kind)}
    if not choices:
        st.info(say.FIRST[kind])
    _renew_form(kind, choices, now)
    key = f"w_record {kind} {state.form_version}"
    chosen = st.selectbox(say.RECORD, [_NEW, *choices], key=key, index=_asked(kind, list(choices)),
                          format_func=lambda value: choices.get(value, say.NEW_RECORD))  # fmt: skip
    chosen = chosen if chosen in choices else _NEW  # a browser may send what is not on offer
    state.form_shown = (_Chosen(kind, chosen), find_record(now, kind, chosen) if chosen else None)
    _show_form(opened, _Chosen(kind, chosen), now)
    with st.expander(say.all_as_table(kind, len(choices))):
        _show_table(_Chosen(kind, chosen), now, len(choices))


def _first_step(opened: LoadedCase) -> RecordKind:
    """Return the step that a case is at, until one is chosen."""
    case = opened.case
    return "claim" if case.claims or (case.actors and case.sites) else "site" if case.actors else "actor"


def _renew_form(kind: RecordKind, ids: Container[str], now: Json) -> None:
    """Draw the form anew where its record was changed by something else: an undo, or another window.

    Else it would keep the values of before, and the list its old label, which a browser sends back as what was chosen.
    """
    state = st.session_state
    shown, record = state.get("form_shown") or (None, None)
    if shown is None or record is None or shown.kind != kind:
        return
    if shown.id not in ids or not same_json(record, find_record(now, kind, shown.id)):
        state.form_of = (kind, shown.id)
        state.form_version += 1


def _asked(kind: RecordKind, ids: list[str]) -> int:
    asked = st.session_state.get("form_of")
    return ids.index(asked[1]) + 1 if asked and asked[0] == kind and asked[1] in ids else 0


def _make(shown: Json, chosen: _Chosen, record_id: str, *edits: Edit, by_table: bool = False, told: str = "") -> None:
    """Make edits from a form or the table; tell what is newly wrong, or what was done, and go to a record.

    ``told``: what else is to be said of them.
    """
    state = st.session_state
    found = change(shown, *edits)
    if found is None or not found.is_applied:
        words, problems = (state.trouble, ()) if found is None else (say.NOT_CHANGED, found.problems)
        state.form_told = FormOutcome(chosen, words, problems, is_made=False, by_table=by_table)
        return
    words = say.NO_DIFFERENCE if same_json(shown, found.document) else say.done(found.words)
    words = f"{words} {told}".strip()
    is_there = any(record["id"] == record_id for record in records(found.document, chosen.kind))
    gone_to = _Chosen(chosen.kind, record_id if is_there else _NEW)
    state.form_told = FormOutcome(gone_to, words, found.problems, is_made=True, by_table=by_table)
    state.form_of = (gone_to.kind, gone_to.id)
    state.form_prefill, state.form_shown = None, None
    state.form_version += 1


# -- one record ------------------------------------------------------------------------------------------------------


def _show_form(opened: LoadedCase, chosen: _Chosen, now: Json) -> None:
    state = st.session_state
    record = find_record(now, chosen.kind, chosen.id) if chosen.id else blank(chosen.kind)
    values: dict[str, FormValue] = dict(to_form(chosen.kind, record))
    if chosen.kind == "site":
        values |= site_prefill(chosen.id)
        show_place_finder(opened.case, chosen.id)
        show_georeference(chosen.id, values)
    if chosen == _Chosen("claim", _NEW):
        values |= {"polarity": "affirm", **_kept_for_next(opened)}
    state.color_shown = None
    if chosen.kind == "actor" and not values["color"]:
        state.color_shown = values["color"] = opened.colors.get(chosen.id, _NO_COLOR)
    prefix = f"f {chosen.kind} {chosen.id} {state.form_version}"
    near = _places_near(opened, chosen.kind, values)
    form, beside = st.columns([7, 3]) if near else (st.container(), None)
    with form, st.form(prefix, border=True):
        own_id, *others = form_fields(chosen.kind, opened.choices)
        asked = [*others, own_id]  # what a reader has to say comes first
        if any(takes_new(field) for field in asked):
            st.caption(elements.plain(say.NEW_IN_CHOICES))
        wrong = problems_by_field(chosen, is_new=not chosen.id)
        draw_fields([field for field in asked if not field.is_rare], values, prefix, wrong)
        if chosen.kind == "actor" and state.color_shown is None:
            with st.columns(2)[1]:
                st.checkbox(say.NO_COLOR_OF_ITS_OWN, key=f"{prefix} no color")
        rare = [field for field in asked if field.is_rare]
        if rare:
            is_open = any(values[field.member] or field.member in wrong for field in rare)
            with st.expander(say.MORE_FIELDS, expanded=is_open):
                draw_fields(rare, values, prefix, wrong)
        words = say.APPLY if chosen.id else say.add(chosen.kind)
        st.form_submit_button(words, type="primary", on_click=_submitted, args=(now, chosen, prefix))
    if beside is not None:
        with beside:
            panel(pair_figures.candidates_picture(near), "form_map")
    show_told(chosen)
    if chosen.id:
        _show_copy_and_delete(opened, chosen, now)


def _kept_for_next(opened: LoadedCase) -> dict[str, FormValue]:
    """Return what the last claim was about and where it can be read, as far as this case has it."""
    event, sources = st.session_state.get("kept_for_next") or ("", ())
    is_known = event in opened.case.event_by_id
    return {
        "event": event if is_known else "",
        "sources": tuple(source for source in sources if source in opened.case.source_by_id),
    }


def _places_near(
    opened: LoadedCase, kind: RecordKind, values: Mapping[str, FormValue]
) -> dict[str, tuple[float, float]]:
    """Return where the record is, as far as its form says, and the nearest places; none without a point."""
    point, name = None, str(values.get("name") or "")
    if kind == "claim" and (site := opened.case.site_by_id.get(str(values["site"]))) is not None:
        point, name = anchor(site), site.name
    elif kind == "site":
        with suppress(InputError):  # it is a region, or no position
            point = read_coordinates(str(values["geometry"])).lon_lat
    if point is None:
        return {}
    known = ((other.name, at) for other in opened.case.sites if (at := anchor(other)) is not None)
    near = sorted((distance_m(*point, *at), other, at) for other, at in known if other != name)
    return {name: point, **{other: at for _, other, at in near[:_NEAR]}}


@answer
def _submitted(shown: Json, chosen: _Chosen, prefix: str) -> None:
    state = st.session_state
    record = find_record(shown, chosen.kind, chosen.id) if chosen.id else None
    values = {field.member: filled_in(field, prefix) for field in fields(chosen.kind)}
    if chosen.kind == "actor" and (values["color"] == state.get("color_shown") or state.get(f"{prefix} no color")):
        values["color"] = ""  # as assigned
    found = filled(shown, chosen.kind, record, values)
    if found.problems:
        state.form_told = FormOutcome(chosen, say.NOT_CHANGED, found.problems, is_made=False)
        return
    # An empty form, for the next: what is typed into that of the record just added would take its place.
    _make(shown, chosen, found.record["id"] if chosen.id else _NEW, *found.edits, told=found.told)
    told: FormOutcome = state.form_told
    if chosen == _Chosen("claim", _NEW) and told.is_made:
        kept = to_form("claim", found.record)
        state.kept_for_next = (kept["event"], kept["sources"])


def _show_copy_and_delete(opened: LoadedCase, chosen: _Chosen, now: Json) -> None:
    found = list(dict.fromkeys((one.kind, one.id) for one in referrers(now, chosen.kind, (chosen.id,))))
    columns = st.columns([1, 2, 1])
    with columns[0]:
        st.button(say.DUPLICATE, on_click=_copied, args=(now, chosen), width="stretch")
    with columns[1]:
        said = say.REFERRERS if found else {"refuse": say.NOTHING_REFERS}
        what = st.selectbox(say.ON_DELETE, list(said), key=f"w_referrers {chosen.kind}", format_func=said.__getitem__,
                            label_visibility="collapsed")  # fmt: skip
    with columns[2]:
        st.button(say.DELETE, on_click=_deleted, args=(now, chosen, what), width="stretch")
    if found:
        label = {(kind, one.value): one.label for kind in dict(found) for one in opened.choices(kind)}
        names = [f"{RECORD_WORDS[one[0]]} “{label[one]}”" for one in found]
        st.caption(elements.plain(say.referring(len(found), first_few(names, _MAX_NAMED))))


@answer
def _copied(shown: Json, chosen: _Chosen) -> None:
    proposed = new_id(shown, chosen.kind, chosen.id)
    _make(shown, chosen, proposed, Copy(chosen.kind, chosen.id, proposed))


@answer
def _deleted(shown: Json, chosen: _Chosen, on_referrers: OnReferrers) -> None:
    _make(shown, chosen, _NEW, Delete(chosen.kind, (chosen.id,), on_referrers))


# -- many records ----------------------------------------------------------------------------------------------------


def _show_table(chosen: _Chosen, now: Json, rows_count: int) -> None:
    kind = chosen.kind
    if rows_count > _ROWS_PER_TABLE:
        st.info(say.table_too_long(_ROWS_PER_TABLE))
        return
    rows = to_rows(kind, now)
    columns = [field.member for field in fields(kind)]
    frame = pd.DataFrame([{KEY: row[KEY], **row} for row in rows], columns=[KEY, *columns], dtype="string")
    # Streamlit keeps what was changed in a table by the number of its row, whatever stands there by now.
    key = f"t {kind} {st.session_state.form_version} {st.session_state.case_version}"
    edited = st.data_editor(frame, key=key, num_rows="dynamic", hide_index=True, width="stretch", disabled=[KEY],
                            column_config={KEY: None})  # fmt: skip
    st.button(say.APPLY_TABLE, on_click=_table_kept, args=(now, chosen, edited), key=f"keep {key}")
    show_told(chosen, by_table=True)


@answer
def _table_kept(shown: Json, chosen: _Chosen, edited: pd.DataFrame) -> None:
    rows = edited.astype(object).where(edited.notna(), None).to_dict("records")
    found = from_rows(chosen.kind, shown, [{str(name): cell for name, cell in row.items()} for row in rows])
    if found.problems:
        st.session_state.form_told = FormOutcome(chosen, say.NOT_CHANGED, found.problems, is_made=False, by_table=True)
    else:
        _make(shown, chosen, chosen.id, *found.edits, by_table=True)
