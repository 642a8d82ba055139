"""Import a table or a map into the case: preview, columns, questions, bad rows fixed in place, then imported."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

import pandas as pd
import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from geodata.app.html import notices
from geodata.app.import_columns import Brought, put, show_columns, show_table
from geodata.app.kept_mappings import keep_mapping, kept_mapping
from geodata.app.panel import answer, panel
from geodata.app.session_draft import begin_case, document, is_own, reader, step
from geodata.app.shared_gazetteer import build_index, own_gazetteer_indexes
from geodata.app.words import edit_words
from geodata.app.words import import_words as say
from geodata.core.json_path import Json
from geodata.core.problems import CaseProblemsError, GeodataError
from geodata.editing.field_problems import in_form
from geodata.editing.records import with_shared_records
from geodata.editing.size_limits import LimitError, check_editable
from geodata.gazetteer.world import IndexMissingError, cache_folder
from geodata.importing.csvtable import DELIMITERS
from geodata.importing.decoding import ENCODINGS
from geodata.importing.how_to_read import READ_ANEW, HowToRead
from geodata.importing.limits import LIMITS_IN_WORDS, limits
from geodata.importing.reading import ENDINGS
from geodata.importing.templates import samples, template_csv, template_xlsx
from geodata.render.html import elements, pair_figures
from geodata.render.html.templating import render
from geodata.sandbox.packed import PackedCase
from geodata.sandbox.process import NoSeatError, apart
from geodata.sandbox.read_back import Choices

if TYPE_CHECKING:
    from geodata.importing.table import TextTable
    from geodata.sandbox.outcome import Outcome
    from geodata.sandbox.read_back import ReadTable

_MAX_LISTED: Final = 50
#: A larger file is read in another way only if it is chosen anew.
_MOST_KEPT_BYTES: Final = 16 * 2**20
_FOUND: Final = ""
_MOST_ROWS_ABOVE: Final = 25


def show_import() -> None:
    """Draw the upload and all that leads from it to the case."""
    st.caption(f"{', '.join(ENDINGS)}. {LIMITS_IN_WORDS}")
    kinds = [ending[1:] for ending in ENDINGS]
    # Another one after each file: Streamlit keeps the bytes of what an uploader shows.
    uploader = f"w_file {st.session_state.get('uploads', 0)}"
    file = st.file_uploader(say.FILE, kinds, key=uploader)
    _show_samples()
    with st.expander(say.LIMITS):
        st.table(dict(zip(say.LIMIT_HEADS, zip(*limits(), strict=True), strict=True)), hide_index=True)
    if file is not None:
        _bring(file)
    name, found = st.session_state.get("brought") or ("", None)
    if found is None:
        return
    brought = _shown(name, found)
    if brought is None:
        return
    _read_anew(name, brought, show_reading(brought))
    show_table(brought)
    show_columns(brought)
    outcome = _outcome(brought)
    if outcome is not None:
        _show_result(brought, outcome)


def _bring(file: UploadedFile) -> None:
    """Read a file and let go of it: what was read is kept, or what is wrong with it."""
    state = st.session_state
    try:
        with st.spinner(say.reading(elements.plain(file.name))):
            state.brought = (file.name, _read(file.getvalue(), file.name, HowToRead()))
    except GeodataError as error:
        state.brought = (file.name, error)
    release(file)
    state.uploads = state.get("uploads", 0) + 1
    st.rerun()


def _read(data: bytes, name: str, how: HowToRead) -> Brought | PackedCase:
    """Return a file as a table, or the case that it is."""
    found = cast("PackedCase | ReadTable", apart("read", data, name, how, taker=reader()))
    if isinstance(found, PackedCase):
        return found
    suggested = found.suggested[found.record]
    mapping = kept_mapping(reader(), found.head) or suggested.mapping
    is_kept = len(data) <= _MOST_KEPT_BYTES and can_be_read_otherwise(found.head)
    return Brought(found, mapping, suggested.columns, how=how, packed=zlib.compress(data, 1) if is_kept else None)


def _read_anew(name: str, brought: Brought, how: HowToRead) -> None:
    """Read a file in another way, and go on with what comes of it; the old way stays where that cannot be."""
    if how == brought.how or brought.packed is None:
        return
    try:
        with st.spinner(say.reading(elements.plain(name))):
            found = _read(zlib.decompress(brought.packed), name, how)
    except GeodataError as error:
        st.error(elements.plain(str(error)), icon=":material/error:")
        return
    if isinstance(found, Brought):
        put(replace(found, version=brought.version))
        st.rerun()


def _shown(name: str, found: Brought | PackedCase | GeodataError) -> Brought | None:
    """Say what was brought and return it if it is a table; a case is offered to be opened as one."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{elements.plain(name)}**")
        st.button(say.CLOSE, on_click=_put_away, type="tertiary", icon=":material/close:")
    if isinstance(found, Brought):
        return found
    if isinstance(found, CaseProblemsError):
        panel(notices.problems(name, found.problems), "not_a_case")
    elif isinstance(found, GeodataError):
        st.error(elements.plain(str(found)), icon=":material/error:")
    else:
        st.info(say.IS_A_CASE)
        is_small = _tell_size(found)
        st.button(say.OPEN_CASE, on_click=_open_case, args=(name, found), type="primary", disabled=not is_small)
    return None


@answer
def _put_away() -> None:
    st.session_state.brought = st.session_state.imported = None


@answer
def _open_case(name: str, case: PackedCase) -> None:
    document = _unpacked(case) if _is_waiting() else None
    if document is not None:
        begin_case(name, document)
        _put_away()


def _is_waiting() -> bool:
    """Tell whether what was brought is still to be taken in; a second press of the same button finds it taken."""
    return st.session_state.get("brought") is not None


def _tell_size(case: PackedCase) -> bool:
    """Tell whether a case can be edited here; say it if not."""
    try:
        check_editable(case.records, case.size, case.largest)
    except LimitError as error:
        st.error(elements.plain(str(error)), icon=":material/error:")
        return False
    return True


def _unpacked(case: PackedCase) -> Json | None:
    """Return a case; ``None``, and why, if it is too large: a button that is off may have been pressed all the same."""
    try:
        check_editable(case.records, case.size, case.largest)
    except LimitError as error:
        st.session_state.trouble = str(error)
        return None
    return case.document()


def _show_samples() -> None:
    with st.expander(say.SAMPLES):
        files = {"template.csv": template_csv(), "template.xlsx": template_xlsx(), **samples()}
        for column, (name, data) in zip(st.columns(len(files)), files.items(), strict=True):
            with column:
                st.download_button(name, data, name, on_click="ignore", width="stretch")


# -- what would come in ----------------------------------------------------------------------------------------------


def _outcome(brought: Brought) -> Outcome | None:
    # Rows that nobody meant for a case that is there are not put among its records.
    usual: say.Into = "this" if is_own() and not document()["features"] else "new"
    into = st.segmented_control(say.INTO, list(say.INTO_CHOICES), default=usual, key="w_into", required=True,
                                format_func=say.INTO_CHOICES.__getitem__)  # fmt: skip
    st.caption(say.INTO_USUAL[usual])
    has_names = brought.mapping.column_of("place") is not None
    look_up = st.toggle(say.GEOCODE, has_names, key="w_look_up") and has_names
    base = document() if into == "this" else None
    key = (brought, into, look_up, id(base))
    kept = st.session_state.get("imported")
    if kept is None or kept[0] != key or isinstance(kept[1], NoSeatError):
        with st.spinner(say.checking(brought.table.row_count)):
            # An error is kept, too: what took too long would else be done again each time that the page is drawn.
            kept = st.session_state.imported = (key, _taken_or_refused(brought, base, look_up=look_up), base)
    found = kept[1]
    if isinstance(found, CaseProblemsError):
        panel(notices.problems(str(found), [in_form(problem) for problem in found.problems]), "not_a_case")
    elif isinstance(found, GeodataError):
        st.error(elements.plain(str(found)), icon=":material/error:")
    else:
        return cast("Outcome", found)
    return None


def _taken_or_refused(brought: Brought, base: Json | None, *, look_up: bool) -> object:
    try:
        return _taken(brought, base, look_up=look_up)
    except GeodataError as error:
        return error.with_traceback(None)  # else it would keep all that its lines had


def _taken(brought: Brought, base: Json | None, *, look_up: bool) -> object:
    """Have the rows taken in, in a process of their own; the first name that is looked up has the index built."""
    places = str(cache_folder().absolute()) if look_up else None
    own = tuple(map(str, own_gazetteer_indexes())) if look_up else ()
    choices = Choices(brought.mapping, brought.answers, brought.mended, places, own)
    try:
        return apart("take rows", brought.table.packed, choices, base, _MAX_LISTED, taker=reader())
    except IndexMissingError:
        build_index()
        return apart("take rows", brought.table.packed, choices, base, _MAX_LISTED, taker=reader())


def _show_result(brought: Brought, outcome: Outcome) -> None:
    rows = outcome.counts.imported
    panel(render("imported.html", say=say, found=outcome), "imported")
    _show_questions(brought, outcome)
    if outcome.taken_names:
        places = {str(number): one.lon_lat for number, one in enumerate(outcome.taken_names, 1)}
        picture = pair_figures.candidates_picture(places)
        panel(render("taken_names.html", say=say, found=outcome, picture=picture), "taken names")
    if outcome.mendable:
        _show_mending(brought, outcome)
    if outcome.counts.bad:
        st.download_button(say.DOWNLOAD_BAD_ROWS, lambda: outcome.bad_rows, "bad-rows.csv", "text/csv",
                           on_click="ignore")  # fmt: skip
    is_small = _tell_size(outcome.case)
    st.button(say.import_rows(rows), type="primary", disabled=not (rows and is_small), on_click=_take_in,
              args=(brought, outcome, st.session_state.imported[2]))  # fmt: skip


def _show_questions(brought: Brought, outcome: Outcome) -> None:
    if outcome.questions:
        st.markdown(say.open_questions(outcome.question_count))
    for question in outcome.questions:
        labels = {choice.key: elements.plain(choice.words) for choice in question.choices}
        places = {str(number): one.lon_lat for number, one in enumerate(question.choices, 1) if one.lon_lat is not None}
        if places:
            labels = {key: f"{number}. {words}" for number, (key, words) in enumerate(labels.items(), 1)}
            st.markdown(elements.plain(question.text))
            panel(pair_figures.candidates_picture(places), f"map of {question.key}")
        chosen = st.radio(elements.plain(question.text), list(labels), index=None, key=f"q {question.key}",
                          format_func=labels.__getitem__,
                          label_visibility="collapsed" if places else "visible")  # fmt: skip
        if question.is_open:
            typed = st.text_input(say.OTHER_ANSWER, key=f"q other {question.key}").strip()
            chosen = typed or chosen
        if chosen is not None and brought.answers.get(question.key) != chosen:
            answered = replace(brought, answers={**brought.answers, question.key: chosen})
            if question.key in READ_ANEW and brought.packed is None:
                st.error(say.TOO_LARGE_TO_READ_ANEW, icon=":material/error:")
                continue
            if question.key in READ_ANEW:
                _read_anew(brought.table.head.name, answered, brought.how.answered({question.key: chosen}))
            put(answered)
            st.rerun()
    if brought.answers and st.button(say.ASK_AGAIN, type="tertiary", icon=":material/undo:"):
        put(replace(brought, answers={}))
        st.rerun()
    over = outcome.question_count - len(outcome.questions)
    if over:
        st.caption(say.more_questions(over))


def _show_mending(brought: Brought, outcome: Outcome) -> None:
    st.markdown(say.BAD_ROWS)
    cells = outcome.mendable
    frame = pd.DataFrame([(one.row, one.column, one.value, f"{one.message} {one.remedy}") for one in cells],
                         columns=list(say.BAD_ROW_HEADS))  # fmt: skip
    row_head, column_head, value_head, problem_head = say.BAD_ROW_HEADS
    edited = st.data_editor(frame, key=f"b bad {brought.version}", hide_index=True, width="stretch",
                            disabled=[row_head, column_head, problem_head])  # fmt: skip
    mended = tuple(
        (one.row, one.column, value) for one, value in zip(cells, edited[value_head], strict=True) if value != one.value
    )
    if mended:
        put(replace(brought, mended=(*brought.mended, *mended)))
        st.rerun()


@answer
def _take_in(brought: Brought, outcome: Outcome, base: Json | None) -> None:
    """Open what came of the rows with ``base``: a case of its own if they went into none, whatever is chosen by now."""
    state = st.session_state
    name, new = brought.table.head.name, _unpacked(outcome.case) if _is_waiting() else None
    if new is None:
        return
    keep_mapping(reader(), brought.mapping)
    words = say.imported(outcome.counts.imported, name)
    if base is None:
        begin_case(f"{name.rpartition('.')[0] or 'case'}.geojson", new)
        taken = not state.trouble
    else:
        taken = step(base, words, with_shared_records(new, base))
    if taken:
        _put_away()  # an answer of its own, which forgets what was said before
        state.said = f"{edit_words.done(words)} {outcome.unread}".rstrip()


def release(file: UploadedFile) -> None:
    """Forget a file; its uploader must not be drawn again with the same key.

    The server gives the memory back to the system within seconds (:mod:`geodata.app.startup`).
    """
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def can_be_read_otherwise(table: TextTable) -> bool:
    """Tell whether there is a choice in how the file of a table is read."""
    return table.delimiter is not None or len(table.layers) > 0


def show_reading(brought: Brought) -> HowToRead:
    """Draw what can be chosen of how a file is read, and return what is chosen."""
    table, how, version = brought.table.head, brought.how, brought.version
    if brought.packed is None:
        return how
    with st.expander(say.READING, expanded=not table.is_header_sure or bool(table.unsure_layers)):
        layer, encoding, delimiter = table.layer, how.encoding, how.delimiter
        if len(table.layers) > 1:
            layer = st.selectbox(say.LAYER, table.layers, table.layers.index(table.layer or table.layers[0]),
                                 key=f"b layer {version}", format_func=elements.plain)  # fmt: skip
        if table.delimiter is not None:
            encoding = _chosen(say.ENCODING, ENCODINGS, how.encoding, f"b encoding {version}")
            delimiter = _chosen(say.DELIMITER, DELIMITERS, how.delimiter, f"b delimiter {version}")
        header_row = how.header_row
        if table.has_headings:
            row = st.number_input(say.HEADER_ROW, 0, _MOST_ROWS_ABOVE, table.header_row, key=f"b header {version}")
            header_row = row if row != table.header_row else how.header_row
    if layer != table.layer:
        return HowToRead(layer=layer)  # what was said of one is not said of another
    return HowToRead(encoding, delimiter, how.layer, header_row)


def _chosen(label: str, choices: dict[str, str], before: str | None, key: str) -> str | None:
    words = {_FOUND: say.AS_FOUND, **choices}
    chosen = st.selectbox(
        label, list(words), list(words).index(before or _FOUND), key=key, format_func=words.__getitem__
    )
    return chosen or None
