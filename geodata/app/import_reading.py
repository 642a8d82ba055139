"""How a file is read: which table of several, encoding, row of headings and delimiter, where there is a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.app.words import import_words as say
from geodata.importing.csvtable import DELIMITERS
from geodata.importing.decoding import ENCODINGS
from geodata.importing.how_to_read import HowToRead
from geodata.render.html import elements

if TYPE_CHECKING:
    from geodata.app.import_columns import Brought
    from geodata.importing.table import TextTable

_FOUND: Final = ""
_MOST_ROWS_ABOVE: Final = 25


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
