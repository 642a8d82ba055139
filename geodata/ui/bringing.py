"""Bring a table or a map into the case: preview, columns, questions, bad rows mended in place, then taken in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, cast

import pandas as pd
import streamlit as st

from geodata import markup
from geodata.bringing import as_case
from geodata.importing.codes import code_table
from geodata.importing.imported import Options
from geodata.importing.limits import LIMITS_IN_WORDS
from geodata.importing.members import CONSTANTS, DATE_ORDERS, KEEP, LEAVE_OUT, MEMBERS, RECORDS
from geodata.importing.mending import bad_rows_csv
from geodata.importing.reading import ENDINGS, read_table
from geodata.importing.rows import import_rows
from geodata.importing.suggesting import suggest_mapping
from geodata.importing.templates import samples, template_csv, template_xlsx
from geodata.problems import CaseProblemsError, GeodataError
from geodata.text import counted
from geodata.ui.gazetteer import gazetteer
from geodata.ui.mappings import keep_mapping, kept_mapping
from geodata.ui.panel import answer, panel
from geodata.ui.working import begin_case, document, step

if TYPE_CHECKING:
    from collections.abc import Mapping as AnyMapping

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from geodata.importing.imported import Candidate, Geocode, Imported
    from geodata.importing.mapping import Mapping
    from geodata.importing.suggesting import Suggestion
    from geodata.importing.table import Table
    from geodata.opened import OpenedCase

_PREVIEW_ROWS: Final = 6
_MAX_LISTED: Final = 50
_ASK: Final = "ask"


@dataclass(frozen=True)
class _Brought:
    """A file between upload and being taken in."""

    table: Table
    mapping: Mapping
    columns: tuple[Suggestion, ...]
    answers: AnyMapping[str, str] = field(default_factory=dict)
    version: int = 0
    """Changes with what widgets start from, so that they are made anew."""


def show_bringing(opened: OpenedCase) -> None:
    """Draw the upload and all that leads from it to the case."""
    st.caption(f"{', '.join(ENDINGS)}. {LIMITS_IN_WORDS}")
    file = st.file_uploader("A table, a map, or a case file", [ending[1:] for ending in ENDINGS], key="w_file")
    _show_samples()
    if file is None:
        st.session_state.brought = None
        return
    try:
        brought = _brought(file)
    except CaseProblemsError as error:
        panel(markup.problems(file.name, error.problems), "not_a_case")
        return
    except GeodataError as error:
        st.error(markup.plain(str(error)), icon=":material/error:")
        return
    if brought is None:
        return
    _show_table(brought)
    _show_columns(brought)
    imported = _imported(opened, brought)
    if imported is not None:
        _show_result(brought, imported)


def _brought(file: UploadedFile) -> _Brought | None:
    """Return what was uploaded as a table; ``None`` for a case, which is offered to be opened as one.

    A file is read once: it may have a hundred megabytes, and this runs at every click.
    """
    state = st.session_state
    kept: tuple[str, _Brought | dict[str, object]] | None = state.get("brought")
    if kept is None or kept[0] != file.file_id:
        kept = state.brought = (file.file_id, _read(file.getvalue(), file.name))
    found = kept[1]
    if isinstance(found, _Brought):
        return found
    st.info("This is a case: it can be opened as one, with nothing lost.")
    st.button("Open this case", on_click=_open_case, args=(file.name, found), type="primary")
    return None


def _read(data: bytes, name: str) -> _Brought | dict[str, object]:
    """Return a file as a table, or the case that it is."""
    case = as_case(data, name)
    if case is not None:
        return case
    table = read_table(data, name)
    suggested = suggest_mapping(table)
    return _Brought(table, kept_mapping(table) or suggested.mapping, suggested.columns)


def _put(brought: _Brought) -> None:
    key, _ = st.session_state.brought
    st.session_state.brought = (key, replace(brought, version=brought.version + 1))


@answer
def _open_case(name: str, case: dict[str, object]) -> None:
    begin_case(name, case)


def _show_samples() -> None:
    with st.expander("Samples to learn from, and a template"):
        files = {"template.csv": template_csv(), "template.xlsx": template_xlsx(), **samples()}
        for column, (name, data) in zip(st.columns(len(files)), files.items(), strict=True):
            with column:
                st.download_button(name, data, name, on_click="ignore", width="stretch")


# -- columns ---------------------------------------------------------------------------------------------------------


def _show_table(brought: _Brought) -> None:
    table = brought.table
    st.markdown(f"**{counted(len(table.rows), 'row')}**, the first of them:")
    preview = pd.DataFrame(table.rows[:_PREVIEW_ROWS], columns=list(table.columns), index=table.numbers[:_PREVIEW_ROWS])
    st.dataframe(preview, width="stretch")
    for note in table.notes:
        st.caption(markup.plain(note))


def _show_columns(brought: _Brought) -> None:
    mapping, version = brought.mapping, brought.version
    record = st.segmented_control("Each row is", RECORDS, default=mapping.record, key=f"b record {version}") or "claim"
    if record != mapping.record:
        suggested = suggest_mapping(brought.table, record)
        _put(replace(brought, mapping=suggested.mapping, columns=suggested.columns))
        st.rerun()
    members = dict(mapping.columns)
    said = {KEEP: "keep as it is", LEAVE_OUT: "leave out", **MEMBERS[mapping.record]}
    rows = [(one.column, members.get(one.column, KEEP), one.reason, ", ".join(one.examples)) for one in brought.columns]
    st.markdown("**What each column becomes**")
    options = {name: f"{name}: {words}" for name, words in said.items()}
    frame = pd.DataFrame(rows, columns=["column", "becomes", "why", "cells"])
    edited = st.data_editor(
        frame, key=f"b columns {version}", hide_index=True, width="stretch", disabled=["column", "why", "cells"],
        column_config={"becomes": st.column_config.SelectboxColumn(
            "becomes", options=list(options), format_func=lambda name: options[str(name)], required=True,
            width="large")},
    )  # fmt: skip
    for column, member in zip(edited["column"], edited["becomes"], strict=True):
        if member != members.get(column, KEEP):
            _put(replace(brought, mapping=mapping.with_member(column, member)))
            st.rerun()
    _show_more(brought)


def _show_more(brought: _Brought) -> None:
    mapping, version = brought.mapping, brought.version
    with st.expander("What is the same in all rows, dates, and codes"):
        order = st.segmented_control("05/12/2015 has first", [_ASK, *DATE_ORDERS], default=mapping.date_order or _ASK,
                                     key=f"b order {version}")  # fmt: skip
        said = dict(mapping.constants)
        columns = st.columns(2)
        for number, member in enumerate(CONSTANTS):
            with columns[number % 2]:
                said[member] = st.text_input(f"{member} of all rows", said.get(member, ""), key=f"b {member} {version}")
        constants = tuple((member, words.strip()) for member, words in said.items() if words.strip())
        chosen = next((one for one in DATE_ORDERS if one == order), None)
        new = replace(mapping, constants=constants, date_order=chosen)
        if mapping.column_of("place_code") is not None:
            new = _with_codes(new, version)
    if new != mapping:
        _put(replace(brought, mapping=new))
        st.rerun()


def _with_codes(mapping: Mapping, version: int) -> Mapping:
    rules = code_table(mapping)
    st.markdown("How far a place may be off, by its code; empty where no radius would be honest")
    frame = pd.DataFrame([(rule.code, rule.meaning, rule.radius_m, rule.basis) for rule in rules],
                         columns=["code", "meaning", "metres", "basis"])  # fmt: skip
    edited = st.data_editor(frame, key=f"b codes {version}", hide_index=True, disabled=["code", "meaning", "basis"])
    for code, metres in zip(edited["code"], edited["metres"], strict=True):
        mapping = mapping.with_radius(code, None if pd.isna(metres) else float(metres))
    return mapping


# -- what would come in ----------------------------------------------------------------------------------------------


def _imported(opened: OpenedCase, brought: _Brought) -> Imported | None:
    into = st.segmented_control("Into", ["this case", "a new case"], default="this case", key="w_into") or "this case"
    has_names = brought.mapping.column_of("place") is not None
    look_up = st.toggle("Look up places by name, offline", has_names, key="w_look_up") and has_names
    try:
        base = document() if into == "this case" else None
        key = (brought, into, look_up, id(base))
        kept = st.session_state.get("imported")
        if kept is None or kept[0] != key:
            with st.spinner(f"Checking {counted(len(brought.table.rows), 'row')}"):
                geocode = _geocode(opened) if look_up else None
                found = import_rows(
                    brought.table, brought.mapping, base, geocode=geocode, options=Options(brought.answers)
                )
            st.session_state.imported = (key, found, base)
    except GeodataError as error:
        st.error(markup.plain(str(error)), icon=":material/error:")
        return None
    return cast("Imported", st.session_state.imported[1])


def _geocode(opened: OpenedCase) -> Geocode:
    places = gazetteer(opened.case)

    def candidates(name: str, near: tuple[float, float] | None, /) -> tuple[Candidate, ...]:
        return places.candidates(name, near=near)

    return candidates


def _show_result(brought: _Brought, imported: Imported) -> None:
    counts = imported.counts
    panel(markup.imported(imported, _MAX_LISTED), "imported")
    _show_questions(brought, imported)
    if imported.problems:
        _show_mending(brought, imported)
    words = f"Take in {counted(counts.imported, 'row')}"
    st.button(words, type="primary", disabled=not counts.imported, on_click=_take_in, args=(brought, imported))


def _show_questions(brought: _Brought, imported: Imported) -> None:
    for question in imported.questions:
        choices = {choice.key: choice.words for choice in question.choices}
        labels = {key: markup.plain(words) for key, words in choices.items()}
        chosen = st.radio(markup.plain(question.text), list(labels), index=None, key=f"q {question.key}",
                          format_func=labels.__getitem__)  # fmt: skip
        if chosen is not None and brought.answers.get(question.key) != chosen:
            _put(replace(brought, answers={**brought.answers, question.key: chosen}))
            st.rerun()


def _show_mending(brought: _Brought, imported: Imported) -> None:
    st.markdown("**Bad rows**: mend a value here, or download them, mend them and bring them in again.")
    cells = [problem for problem in imported.problems if problem.column][:_MAX_LISTED]
    frame = pd.DataFrame([(one.row, one.column, one.value, f"{one.message} {one.remedy}") for one in cells],
                         columns=["row", "column", "value", "what is wrong"])  # fmt: skip
    edited = st.data_editor(frame, key=f"b bad {brought.version}", hide_index=True, width="stretch",
                            disabled=["row", "column", "what is wrong"])  # fmt: skip
    table = brought.table
    for one, value in zip(cells, edited["value"], strict=True):
        if value != one.value:
            table = table.with_cell(one.row, one.column, value)
    if table is not brought.table:
        _put(replace(brought, table=table))
        st.rerun()
    st.download_button("Download the bad rows", lambda: bad_rows_csv(imported), "bad-rows.csv", "text/csv",
                       on_click="ignore")  # fmt: skip


@answer
def _take_in(brought: _Brought, imported: Imported) -> None:
    state = st.session_state
    keep_mapping(brought.mapping)
    words = f"Take in {counted(imported.counts.imported, 'row')} of {brought.table.name}"
    if state.get("w_into") == "a new case":
        begin_case(f"{brought.table.name.rpartition('.')[0] or 'case'}.geojson", imported.document)
        taken = not state.trouble
    else:
        taken = step(words, imported.document)
    if taken:
        state.said = f"Done: {words}."
        state.brought = None
