"""What each column of a table becomes: suggested, with the reason and the first cells, and changed here."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from geodata.app.words import import_words as say
from geodata.core.vocabulary import RECORD_WORDS
from geodata.importing.codes import code_table
from geodata.importing.how_to_read import HowToRead
from geodata.importing.members import CONSTANTS, DATE_ORDERS, KEEP, LEAVE_OUT, MEMBERS, RECORDS
from geodata.render.html import elements

if TYPE_CHECKING:
    from geodata.importing.mapping import Mapping
    from geodata.importing.suggesting import ColumnSuggestion
    from geodata.sandbox.read_back import ReadTable

_ASK: Final = "ask"


@dataclass(frozen=True)
class Brought:
    """A file between upload and being taken in."""

    table: ReadTable
    mapping: Mapping
    columns: tuple[ColumnSuggestion, ...]
    answers: AnyMapping[str, str] = field(default_factory=dict)
    mended: tuple[tuple[int, str, str | None], ...] = ()
    """As for :class:`geodata.sandbox.read_back.Choices`."""
    how: HowToRead = field(default_factory=HowToRead)
    packed: bytes | None = None
    """The file, to be read in another way; ``None`` for one that is too large to be kept."""
    version: int = 0
    """Changes with what widgets start from, so that they are made anew."""


def put(brought: Brought) -> None:
    """Go on with another state of what was brought; widgets are made anew."""
    key, _ = st.session_state.brought
    st.session_state.brought = (key, replace(brought, version=brought.version + 1))


def show_table(brought: Brought) -> None:
    """Draw what is kept as it is, the first rows, and what was found on reading."""
    table = brought.table.head
    _show_kept(brought)
    st.markdown(say.preview(brought.table.row_count))
    preview = pd.DataFrame(table.rows, columns=list(table.columns), index=table.numbers)
    st.dataframe(preview.fillna(""), width="stretch")
    for note in table.notes:
        st.caption(elements.plain(note))


def _show_kept(brought: Brought) -> None:
    """Say which columns nothing was made of, and have one of them given a field."""
    mapping, version = brought.mapping, brought.version
    kept = [column for column, member in mapping.columns if member == KEEP]
    if not kept:
        return
    st.markdown(elements.plain(say.kept_columns(kept)))
    with st.container(horizontal=True):
        column = st.selectbox(say.KEPT_COLUMN, kept, index=None, key=f"b kept {version}")
        free = [name for name in MEMBERS[mapping.record] if mapping.column_of(name) is None]
        member = st.selectbox(say.ITS_FIELD, free, index=None, key=f"b field {version}", disabled=column is None,
                              format_func=lambda name: say.field_label(mapping.record, str(name)))  # fmt: skip
    if column is not None and member is not None:
        put(replace(brought, mapping=mapping.with_member(column, member)))
        st.rerun()


def show_columns(brought: Brought) -> None:
    """Draw what each column becomes, and what is said of all rows."""
    mapping, version = brought.mapping, brought.version
    record = st.segmented_control(say.ROW_TYPE, RECORDS, default=mapping.record, key=f"b record {version}",
                                  required=True, format_func=RECORD_WORDS.__getitem__)  # fmt: skip
    if record != mapping.record:
        suggested = brought.table.suggested[record]
        put(replace(brought, mapping=suggested.mapping, columns=suggested.columns))
        st.rerun()
    members = dict(mapping.columns)
    rows = [(one.column, members.get(one.column, KEEP), one.reason, ", ".join(one.examples)) for one in brought.columns]
    st.markdown(say.COLUMNS)
    options = {KEEP: say.KEEP, LEAVE_OUT: say.LEAVE_OUT}
    options |= {name: say.field(mapping.record, name, words) for name, words in MEMBERS[mapping.record].items()}
    frame = pd.DataFrame(rows, columns=list(say.COLUMN_HEADS))
    column_head, field_head, *others = say.COLUMN_HEADS
    edited = st.data_editor(
        frame, key=f"b columns {version}", hide_index=True, width="stretch", disabled=[column_head, *others],
        column_config={field_head: st.column_config.SelectboxColumn(
            field_head, options=list(options), format_func=lambda name: options[str(name)], required=True,
            width="large")},
    )  # fmt: skip
    for column, member in zip(edited[column_head], edited[field_head], strict=True):
        if member != members.get(column, KEEP):
            put(replace(brought, mapping=mapping.with_member(column, member)))
            st.rerun()
    _show_more(brought)


def _show_more(brought: Brought) -> None:
    mapping, version = brought.mapping, brought.version
    with st.expander(say.DEFAULTS):
        order = st.segmented_control(say.DATE_ORDER, [_ASK, *DATE_ORDERS], default=mapping.date_order or _ASK,
                                     key=f"b order {version}", format_func=say.DATE_ORDERS.__getitem__,
                                     required=True)  # fmt: skip
        said = dict(mapping.constants)
        columns = st.columns(2)
        for number, member in enumerate(CONSTANTS):
            with columns[number % 2]:
                said[member] = st.text_input(
                    say.for_all_rows(mapping.record, member), said.get(member, ""), key=f"b {member} {version}"
                )
        constants = tuple((member, words.strip()) for member, words in said.items() if words.strip())
        chosen = next((one for one in DATE_ORDERS if one == order), None)
        new = replace(mapping, constants=constants, date_order=chosen)
        if mapping.column_of("place_code") is not None:
            new = _with_codes(new, version)
    if new != mapping:
        put(replace(brought, mapping=new))
        st.rerun()


def _with_codes(mapping: Mapping, version: int) -> Mapping:
    rules = code_table(mapping)
    st.markdown(say.CODES)
    frame = pd.DataFrame(
        [(rule.code, rule.meaning, rule.radius_m, rule.basis) for rule in rules], columns=list(say.CODE_HEADS)
    )
    code_head, meaning_head, metres_head, basis_head = say.CODE_HEADS  # fmt: skip
    edited = st.data_editor(
        frame, key=f"b codes {version}", hide_index=True, disabled=[code_head, meaning_head, basis_head]
    )
    for code, metres in zip(edited[code_head], edited[metres_head], strict=True):
        mapping = mapping.with_radius(code, None if pd.isna(metres) else float(metres))
    return mapping
