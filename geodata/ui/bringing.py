"""Bring a table or a map into the case: preview, columns, questions, bad rows mended in place, then taken in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

import pandas as pd
import streamlit as st

from geodata import markup
from geodata.editing.keptmappings import keep_mapping, kept_mapping
from geodata.gazetteer.answer import settled
from geodata.importing.apart import apart
from geodata.importing.imported import Options
from geodata.importing.limits import LIMITS_IN_WORDS
from geodata.importing.mending import bad_rows_csv
from geodata.importing.reading import ENDINGS
from geodata.importing.rows import import_rows
from geodata.importing.templates import samples, template_csv, template_xlsx
from geodata.problems import CaseProblemsError, GeodataError
from geodata.text import counted
from geodata.ui.columns import Brought, put, show_columns, show_table
from geodata.ui.gazetteer import gazetteer
from geodata.ui.panel import answer, panel
from geodata.ui.uploads import release
from geodata.ui.working import begin_case, document, reader, step

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from geodata.importing.imported import Candidate, Geocode, Imported
    from geodata.importing.suggesting import Suggested
    from geodata.importing.table import Json, Table
    from geodata.model import Case
    from geodata.prepared import OpenedCase

_MAX_LISTED: Final = 50


def show_bringing(opened: OpenedCase) -> None:
    """Draw the upload and all that leads from it to the case."""
    st.caption(f"{', '.join(ENDINGS)}. {LIMITS_IN_WORDS}")
    kinds = [ending[1:] for ending in ENDINGS]
    # Another one after each file: Streamlit keeps the bytes of what an uploader shows.
    uploader = f"w_file {st.session_state.get('uploads', 0)}"
    file = st.file_uploader("A table, a map, or a case file", kinds, key=uploader)
    _show_samples()
    if file is not None:
        _bring(file)
    name, found = st.session_state.get("brought") or ("", None)
    if found is None:
        return
    brought = _shown(name, found)
    if brought is None:
        return
    show_table(brought)
    show_columns(brought)
    imported = _imported(opened, brought)
    if imported is not None:
        _show_result(brought, imported)


def _bring(file: UploadedFile) -> None:
    """Read a file and let go of it: what was read is kept, or what is wrong with it."""
    state = st.session_state
    try:
        with st.spinner(f"Reading {markup.plain(file.name)}"):
            state.brought = (file.name, _read(file.getvalue(), file.name))
    except GeodataError as error:
        state.brought = (file.name, error)
    release(file)
    state.uploads = state.get("uploads", 0) + 1
    st.rerun()


def _read(data: bytes, name: str) -> Brought | Json:
    """Return a file as a table, or the case that it is."""
    found = cast("Json | tuple[Table, Suggested]", apart("read", data, name))
    if isinstance(found, dict):
        return found
    table, suggested = found
    return Brought(table, kept_mapping(reader(), table) or suggested.mapping, suggested.columns)


def _shown(name: str, found: Brought | Json | GeodataError) -> Brought | None:
    """Say what was brought and return it if it is a table; a case is offered to be opened as one."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{markup.plain(name)}**")
        st.button("Put away", on_click=_put_away, type="tertiary", icon=":material/close:")
    if isinstance(found, Brought):
        return found
    if isinstance(found, CaseProblemsError):
        panel(markup.problems(name, found.problems), "not_a_case")
    elif isinstance(found, GeodataError):
        st.error(markup.plain(str(found)), icon=":material/error:")
    else:
        st.info("This is a case: it can be opened as one, with nothing lost.")
        st.button("Open this case", on_click=_open_case, args=(name, found), type="primary")
    return None


@answer
def _put_away() -> None:
    st.session_state.brought = st.session_state.imported = None


@answer
def _open_case(name: str, case: Json) -> None:
    begin_case(name, case)
    _put_away()


def _show_samples() -> None:
    with st.expander("Samples to learn from, and a template"):
        files = {"template.csv": template_csv(), "template.xlsx": template_xlsx(), **samples()}
        for column, (name, data) in zip(st.columns(len(files)), files.items(), strict=True):
            with column:
                st.download_button(name, data, name, on_click="ignore", width="stretch")


# -- what would come in ----------------------------------------------------------------------------------------------


def _imported(opened: OpenedCase, brought: Brought) -> Imported | None:
    into = st.segmented_control("Into", ["this case", "a new case"], default="this case", key="w_into") or "this case"
    has_names = brought.mapping.column_of("place") is not None
    look_up = st.toggle("Look up places by name, offline", has_names, key="w_look_up") and has_names
    try:
        base = document() if into == "this case" else None
        key = (brought, into, look_up, id(base))
        kept = st.session_state.get("imported")
        if kept is None or kept[0] != key:
            with st.spinner(f"Checking {counted(len(brought.table.rows), 'row')}"):
                geocode = _geocode(opened.case if base else None) if look_up else None
                found = import_rows(
                    brought.table, brought.mapping, base, geocode=geocode, options=Options(brought.answers)
                )
            st.session_state.imported = (key, found, base)
    except GeodataError as error:
        st.error(markup.plain(str(error)), icon=":material/error:")
        return None
    return cast("Imported", st.session_state.imported[1])


def _geocode(case: Case | None) -> Geocode:
    places = gazetteer(case)

    def candidates(name: str, near: tuple[float, float] | None, /) -> tuple[Candidate, ...]:
        return settled(name, places.candidates(name, near=near))

    return candidates


def _show_result(brought: Brought, imported: Imported) -> None:
    counts = imported.counts
    panel(markup.imported(imported, _MAX_LISTED), "imported")
    _show_questions(brought, imported)
    if imported.problems:
        _show_mending(brought, imported)
    words = f"Take in {counted(counts.imported, 'row')}"
    st.button(words, type="primary", disabled=not counts.imported, on_click=_take_in, args=(brought, imported))


def _show_questions(brought: Brought, imported: Imported) -> None:
    for question in imported.questions:
        choices = {choice.key: choice.words for choice in question.choices}
        labels = {key: markup.plain(words) for key, words in choices.items()}
        chosen = st.radio(markup.plain(question.text), list(labels), index=None, key=f"q {question.key}",
                          format_func=labels.__getitem__)  # fmt: skip
        if chosen is not None and brought.answers.get(question.key) != chosen:
            put(replace(brought, answers={**brought.answers, question.key: chosen}))
            st.rerun()


def _show_mending(brought: Brought, imported: Imported) -> None:
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
        put(replace(brought, table=table))
        st.rerun()
    st.download_button("Download the bad rows", lambda: bad_rows_csv(imported), "bad-rows.csv", "text/csv",
                       on_click="ignore")  # fmt: skip


@answer
def _take_in(brought: Brought, imported: Imported) -> None:
    state = st.session_state
    keep_mapping(reader(), brought.mapping)
    words = f"Take in {counted(imported.counts.imported, 'row')} of {brought.table.name}"
    if state.get("w_into") == "a new case":
        begin_case(f"{brought.table.name.rpartition('.')[0] or 'case'}.geojson", imported.document)
        taken = not state.trouble
    else:
        taken = step(words, imported.document)
    if taken:
        _put_away()  # an answer of its own, which forgets what was said before
        state.said = f"Done: {words}."
