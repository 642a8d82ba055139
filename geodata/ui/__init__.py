"""What the pages are made of. The one package that imports streamlit."""

from geodata.ui.assumptions import assumption_controls
from geodata.ui.base_map import base_map_control
from geodata.ui.bringing import show_bringing
from geodata.ui.case_head import case_section, show_case_head
from geodata.ui.consistency import show_consistency
from geodata.ui.distances import show_matrix, show_stated
from geodata.ui.filter_controls import filter_controls, selection
from geodata.ui.lengths import folded_length_controls, length_controls
from geodata.ui.map_view import show_map
from geodata.ui.reading import (
    show_beside,
    show_heading,
    show_list,
    show_page_heading,
    show_places,
    show_sources,
)
from geodata.ui.records import show_records
from geodata.ui.state import go_on, start, write_address
from geodata.ui.taking import show_taking
from geodata.ui.whereabouts import show_whereabouts

__all__ = [
    "assumption_controls",
    "base_map_control",
    "case_section",
    "filter_controls",
    "folded_length_controls",
    "go_on",
    "length_controls",
    "selection",
    "show_beside",
    "show_bringing",
    "show_case_head",
    "show_consistency",
    "show_heading",
    "show_list",
    "show_map",
    "show_matrix",
    "show_page_heading",
    "show_places",
    "show_records",
    "show_sources",
    "show_stated",
    "show_taking",
    "show_whereabouts",
    "start",
    "write_address",
]
